//! `saidby parse`: sentences, words, tags, lemmas, trees and names as CoNLL-U.

use super::stdout;
use crate::arguments::{Parse, ParseInput};
use crate::ending::Ending;
use crate::{inputs, words};
use anyhow::Result;
use saidby::core::{Extracted, Language, Page};
use saidby::language::conllu::{self, Keep};
use saidby::{extract, language};
use std::io::Write;

const BAD_LINE: &str = "its sentence was left out, the others were kept; CoNLL-U is described at \
    https://universaldependencies.org/format.html";

pub fn run(arguments: &Parse) -> Result<Ending> {
    let mut out = stdout();
    let keep = arguments.keep.map_or(Keep::Words, |_| Keep::Tags);
    let mut bad_lines = 0;
    let mut tally = inputs::each(&arguments.pages.inputs, |page| {
        let page = Page { language: arguments.lang.or(page.language), ..page };
        let (conllu, found, problems) = match arguments.input {
            Some(ParseInput::Conllu) => given(&page, keep),
            _ => parsed(&page),
        };
        bad_lines += problems;
        out.write_all(conllu.as_bytes())?;
        Ok(found)
    })?;
    out.flush()?;
    tally.failed += bad_lines;
    Ok(tally.ending())
}

/// A page in CoNLL-U, and whether it has a sentence.
fn parsed(page: &Page) -> (String, bool, usize) {
    let Extracted { article, .. } = extract::article(page);
    let found = article.metadata.language.as_ref().map(|found| found.value);
    tell_unknown(&page.id, found);
    let mut sentences = language::sentences(&article);
    let names = language::annotate(&article, &mut sentences);
    (conllu::write(&article, &sentences, &names, &page.id), !sentences.is_empty(), 0)
}

/// CoNLL-U as given, with offsets; how many of its lines are bad.
fn given(page: &Page, keep: Keep) -> (String, bool, usize) {
    let (mut documents, problems) = conllu::read(&page.decoded, page.language, keep);
    for problem in problems.iter().filter(|problem| problem.kept) {
        words::note(format!("line {} of `{}`: {}", problem.line, page.id, problem.message));
    }
    let bad: Vec<_> = problems.iter().filter(|problem| !problem.kept).collect();
    for problem in &bad {
        words::error(format!("cannot read line {} of `{}`: {}", problem.line, page.id, problem.message), Some(BAD_LINE));
    }
    let written: String = documents.iter_mut().map(annotated).collect();
    (written, !documents.is_empty(), bad.len())
}

/// A document of CoNLL-U with what the model of its language says.
fn annotated(given: &mut conllu::Given<'_>) -> String {
    let names = language::annotate(&given.article, &mut given.sentences);
    given.write(&names)
}

/// A language without word lists gets the rules that all have in common.
fn tell_unknown(id: &str, found: Option<Language>) {
    match found {
        Some(code) if language::is_known(code) => {}
        Some(code) => words::note(format!(
            "`{id}` is in `{code}`, of which there is no word list: sentences and words are cut by the common rules"
        )),
        None => words::note(format!("the language of `{id}` is not known: name it with `--lang`")),
    }
}
