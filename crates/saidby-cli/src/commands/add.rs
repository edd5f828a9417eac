//! `saidby add`: pages into a casefile, and which of its documents are copies of one text.

use super::templates;
use crate::arguments;
use crate::ending::Ending;
use crate::{inputs, words};
use anyhow::Result;
use saidby::casefile::{Added, Casefile};

pub fn run(arguments: &arguments::Add) -> Result<Ending> {
    let Some(templates) = templates::learnt(&arguments.pages, &arguments.templates) else { return Ok(Ending::Usage) };
    let mut casefile = Casefile::create_or_open(&arguments.casefile)?;
    let (mut new, mut known) = (0, 0);
    let tally = inputs::each(&arguments.pages.inputs, |page| {
        match casefile.add(&saidby::ledger_among(page, &templates))? {
            Added::New(_) => new += 1,
            Added::AlreadyThere(_) => known += 1,
        }
        Ok(true)
    })?;
    if new > 0 {
        saidby::keep_origins(&mut casefile)?;
    }
    casefile.close()?;
    words::note(format!("{} added to `{}`, {known} there already", words::count(new, "document"), arguments.casefile.display()));
    Ok(tally.ending())
}
