//! Our own gold under `evals/`: passages that we wrote, with what one reader found in them (`evals/*/ANNOTATION.md`).
//!
//! ```text
//! id: fr-dev-001
//! style: agency
//! text:
//! « La digue tiendra », a promis mardi Anne Lorient.
//! ---
//! a1 direct promise | source: Anne Lorient | cue: a promis | content: La digue tiendra | actor: Anne Lorient
//! ===
//! ```
//!
//! A second reader's file has the same blocks without the texts.

use super::given::Points;
use anyhow::{Context, Result, bail};
use saidby::core::CodePoints;
use std::path::Path;

/// One passage and what a reader found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its name: `fr-dev-001`.
    pub id: String,
    /// The kind of outlet whose habits it follows.
    pub style: String,
    /// Its paragraphs, one a line; empty in a second reader's file.
    pub text: String,
    /// What was found, a line each.
    pub findings: Vec<Finding>,
}

/// `a1 direct promise | source: Anne Lorient | …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The words before the first bar.
    pub labels: Vec<String>,
    /// Names and values; a name alone (`negated`, `optional`) has the value `yes`.
    fields: Vec<(String, String)>,
}

impl Finding {
    fn parse(line: &str) -> Self {
        let mut parts = line.split(" | ");
        let labels = parts.next().unwrap_or("").split_whitespace().map(str::to_owned).collect();
        let field = |part: &str| {
            let (name, value) = part.split_once(':').unwrap_or((part, "yes"));
            (name.trim().to_owned(), value.trim().to_owned())
        };
        Self { labels, fields: parts.map(field).collect() }
    }

    /// The value of a field; `None` where it is missing or `-`.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).filter(|value| *value != "-")
    }

    /// The stretches of the text that a field's words name.
    pub fn points(&self, name: &str, text: &str) -> Result<Vec<Points>> {
        self.field(name).map_or(Ok(Vec::new()), |words| points(words, text))
    }
}

/// The passages of a file.
pub fn passages(path: &Path) -> Result<Vec<Passage>> {
    let written = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    written
        .split("\n===")
        .map(str::trim)
        .filter(|block| !block.is_empty())
        .map(|block| passage(block).with_context(|| format!("`{}`: `{}`", path.display(), block.lines().next().unwrap_or(""))))
        .collect()
}

/// Gives a second reader's passages the texts of the first.
pub fn with_texts(second: Vec<Passage>, first: &[Passage]) -> Result<Vec<Passage>> {
    let text = |passage: Passage| {
        let known =
            first.iter().find(|known| known.id == passage.id).with_context(|| format!("no passage is `{}`", passage.id))?;
        Ok(Passage { text: known.text.clone(), ..passage })
    };
    second.into_iter().map(text).collect()
}

fn passage(block: &str) -> Result<Passage> {
    let (given, found) = block.split_once("\n---").unwrap_or((block, ""));
    let (head, text) = given.split_once("\ntext:\n").unwrap_or((given, ""));
    let value = |name: &str| {
        head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(|value| value.trim().to_owned())
    };
    let lines = found.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(Passage {
        id: value("id").context("a line `id: …` is missing")?,
        style: value("style").unwrap_or_default(),
        text: text.to_owned(),
        findings: lines.map(Finding::parse).collect(),
    })
}

/// The places of `one piece ++ another piece`.
pub fn points(words: &str, text: &str) -> Result<Vec<Points>> {
    let points = CodePoints::of(text);
    let place = |piece: &str| {
        let (piece, occurrence) = occurrence(piece, text);
        let found =
            text.match_indices(piece).map(|(start, _)| start).filter(|&start| is_whole(text, start, piece)).nth(occurrence - 1);
        let start = found.with_context(|| format!("`{piece}` does not stand {occurrence} times in the text"))?;
        Ok((points.offset(start), points.offset(start + piece.len())))
    };
    words.split(" ++ ").map(place).collect()
}

/// Whether words stand by themselves: no letter or digit goes on at either end.
fn is_whole(text: &str, start: usize, words: &str) -> bool {
    let joins =
        |inner: Option<char>, outer: Option<char>| [inner, outer].into_iter().all(|c| c.is_some_and(char::is_alphanumeric));
    let (before, after) = (&text[..start], &text[start + words.len()..]);
    !joins(words.chars().next(), before.chars().next_back()) && !joins(words.chars().next_back(), after.chars().next())
}

/// `il#2` is the second `il` of the text; words that stand in the text as they are written are taken so.
fn occurrence<'w>(piece: &'w str, text: &str) -> (&'w str, usize) {
    let numbered =
        piece.rsplit_once('#').and_then(|(words, number)| Some((words, number.parse().ok().filter(|&number| number > 0)?)));
    numbered.filter(|_| !text.contains(piece)).unwrap_or((piece, 1))
}

/// A field that must be there.
pub fn required<'f>(finding: &'f Finding, name: &str) -> Result<&'f str> {
    match finding.field(name) {
        Some(value) => Ok(value),
        None => bail!("`{}` has no `{name}`", finding.labels.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: &str = "id: x-1\nstyle: agency\ntext:\n« Oui », dit Ana.\nElle dit oui, dit Bo.\n---\n\
        a1 direct say | source: Ana | cue: dit | content: Oui\na2 indirect say | source: - | cue: dit#3 | content: Elle ++ dit#2";

    #[test]
    fn a_passage_has_its_text_and_the_places_of_what_was_found() {
        let passage = passage(WRITTEN).unwrap();
        assert_eq!((passage.id.as_str(), passage.style.as_str()), ("x-1", "agency"));
        assert_eq!(passage.text, "« Oui », dit Ana.\nElle dit oui, dit Bo.");
        let [first, second] = &passage.findings[..] else { panic!("{passage:?}") };
        assert_eq!(first.labels, ["a1", "direct", "say"]);
        assert_eq!(first.points("content", &passage.text).unwrap(), [(2, 5)]);
        assert_eq!(second.points("source", &passage.text).unwrap(), []);
        assert_eq!(second.points("cue", &passage.text).unwrap(), [(32, 35)]);
        assert_eq!(second.points("content", &passage.text).unwrap(), [(18, 22), (23, 26)]);
        assert!(points("non", &passage.text).is_err());
    }

    #[test]
    fn a_second_reader_has_the_texts_of_the_first() {
        let first = vec![passage(WRITTEN).unwrap()];
        let second = vec![passage("id: x-1\n---\na1 direct say | content: Oui").unwrap()];
        assert_eq!(with_texts(second, &first).unwrap()[0].text, first[0].text);
        assert!(with_texts(vec![passage("id: x-2\n---").unwrap()], &first).is_err());
    }
}
