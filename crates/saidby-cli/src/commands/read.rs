//! `saidby read`: the ledger of each page, as tables or as records.

mod explain;
pub mod table;

use super::{json_line, json_pretty, stdout, templates};
use crate::arguments::{self, ReadFormat};
use crate::ending::Ending;
use crate::{inputs, screen, words};
use anyhow::Result;
use saidby::core::Ledger;
use saidby::core::record::DocumentRecord;
use std::io::Write;

pub fn run(arguments: &arguments::Read) -> Result<Ending> {
    let for_people = arguments.explain || screen::is_terminal();
    let format = arguments.format.unwrap_or(if for_people { ReadFormat::Table } else { ReadFormat::Jsonl });
    let Some(templates) = templates::learnt(&arguments.pages, &arguments.templates) else { return Ok(Ending::Usage) };
    let mut out = stdout();
    let mut between = "";
    let tally = inputs::each(&arguments.pages.inputs, |page| {
        let ledger = saidby::ledger_among(page, &templates);
        let record = record(&ledger, arguments.page_text);
        match format {
            ReadFormat::Jsonl => json_line(&mut out, &record)?,
            ReadFormat::Json => json_pretty(&mut out, &record)?,
            ReadFormat::Table => {
                write!(out, "{between}{}", for_reading(&record, arguments.explain))?;
                out.flush()?;
                record.notices.iter().for_each(|notice| words::note(format!("`{}`: {}", record.document.id, notice.message)));
            }
        }
        between = "\n";
        Ok(!record.attributions.is_empty() || !record.claims.is_empty())
    })?;
    out.flush()?;
    Ok(tally.ending())
}

fn record(ledger: &Ledger, page_text: bool) -> DocumentRecord {
    let record = DocumentRecord::of(ledger);
    if page_text { record.with_page_text(&ledger.article) } else { record }
}

/// A document's heading, then its table or its explanations.
fn for_reading(record: &DocumentRecord, explain: bool) -> String {
    let rows = match (record.attributions.is_empty() && record.claims.is_empty(), explain) {
        (true, _) => "nothing found\n".to_owned(),
        (false, true) => explain::text(record),
        (false, false) => table::text(record, screen::width()),
    };
    format!("{}\n{rows}", heading(record))
}

/// Headline, outlet, date; then where the document is.
fn heading(record: &DocumentRecord) -> String {
    let document = &record.document;
    let date = document.published.as_ref().map(|date| date.value.as_str());
    let origin: Vec<&str> = [document.outlet.as_deref(), date].into_iter().flatten().collect();
    let mut heading = screen::styled(screen::STRONG, document.title.as_deref().unwrap_or("(no headline)"));
    if !origin.is_empty() {
        heading.push_str(&format!("\n{}", origin.join(" · ")));
    }
    let place: Vec<&str> = [Some(document.id.as_str()), document.url.as_deref()].into_iter().flatten().collect();
    format!("{heading}\n{}\n", screen::styled(screen::FAINT, &place.join(" · ")))
}

#[cfg(test)]
mod tests {
    use saidby::core::record::DocumentRecord;

    /// One document's record, written by hand: a denial, an accusation within it, and a claim of the author's own.
    pub fn record() -> DocumentRecord {
        serde_json::from_str(include_str!("../../tests/record.json")).unwrap()
    }
}
