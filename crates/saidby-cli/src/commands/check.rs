//! `saidby check`: whether every stored word is still where it should be.

use super::stdout;
use crate::ending::Ending;
use crate::words;
use anyhow::Result;
use saidby::casefile::{Casefile, CheckReport};
use std::io::Write;
use std::path::Path;

pub fn run(casefile: &Path) -> Result<Ending> {
    let report = Casefile::open_read_only(casefile)?.check()?;
    let mut out = stdout();
    writeln!(out, "{}", summary(&report))?;
    out.flush()?;
    if report.is_sound() {
        return Ok(Ending::Ok);
    }
    for damage in &report.damage {
        let place = match (damage.document, &damage.name) {
            (Some(document), Some(name)) => format!("document {document} (`{name}`): "),
            (Some(document), None) => format!("document {document}: "),
            (None, _) => String::new(),
        };
        words::error(format!("{place}{}", damage.what), None);
    }
    words::error(
        format!("{} in `{}`", words::count(report.damage.len(), "damaged place"), casefile.display()),
        Some("restore the file from a copy, or add its pages to a new casefile"),
    );
    Ok(Ending::Casefile)
}

fn summary(report: &CheckReport) -> String {
    let CheckReport { documents, anchors, verbatim, decoded, mapped, .. } = report;
    format!(
        "{} read again, {} verified\n{verbatim} characters as in the page, {decoded} by its charset, {mapped} by its markup",
        words::count(*documents, "document"),
        words::count(*anchors, "quoted place"),
    )
}
