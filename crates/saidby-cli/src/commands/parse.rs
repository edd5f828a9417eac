//! `saidby parse`: sentences and words as CoNLL-U.

use super::stdout;
use crate::ending::Ending;
use crate::inputs;
use anyhow::Result;
use saidby::{extract, language};
use std::io::Write;

pub fn run(inputs: &[String]) -> Result<Ending> {
    let mut out = stdout();
    let tally = inputs::each(inputs, |page| {
        let article = extract::article(&page).article;
        let sentences = language::sentences(&article);
        out.write_all(language::conllu::write(&article, &sentences, &page.id).as_bytes())?;
        Ok(!sentences.is_empty())
    })?;
    out.flush()?;
    Ok(tally.ending())
}
