//! re3d: reports on a conflict, with mentions of persons, bodies, places, weapons and platforms.
//!
//! Five folders, each with its licence: public domain (CENTCOM, US State Department), Open Government Licence 3 (UK Government),
//! CC BY 3.0 AU (Australian Department of Foreign Affairs), CC BY-SA 3.0 (Wikipedia). All may be trained on; the licences travel with
//! a model.
//!
//! Mentions of every sort are marked, « they » and « the camp » too; [`proper::name`] finds the names among them. A sentence with a
//! mention that it is not sure of is left out, and so is one with the name of an operation or a conference, which re3d does not mark.
//!
//! | re3d | here |
//! |---|---|
//! | Person | person |
//! | Organisation | organisation, or location where the form is a country's |
//! | Location | location, or organisation where the form is a listed body's |
//! | Weapon, MilitaryPlatform | weapon |
//! | Vehicle, Nationality, Temporal, Quantity, Money, Url and the rest | not taken |

use super::proper::{self, Proper};
use super::{NamedDocument, cut, every_fifth, without_overlap};
use anyhow::{Context, Result};
use saidby_core::{CodePoints, Language, NameKind, Sentence, Span};
use saidby_language::names::clues;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::path::Path;

/// The folders, in the order in which they are read.
const FOLDERS: &[&str] =
    &["Australian Department of Foreign Affairs", "CENTCOM", "UK Government", "US State Department", "Wikipedia"];

/// A mention counts where the annotators' agreement makes it likelier than not.
const LIKELIER_THAN_NOT: f64 = 0.5;

#[derive(Debug, Deserialize)]
struct Document {
    #[serde(rename = "_id")]
    id: String,
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Mention {
    document_id: String,
    begin: usize,
    end: usize,
    #[serde(rename = "type")]
    of: String,
    confidence: f64,
}

/// The documents of all folders.
pub fn read(folder: &Path) -> Result<Vec<NamedDocument>> {
    let mut all: Vec<NamedDocument> = Vec::new();
    for name in FOLDERS {
        let documents: Vec<Document> = lines(&folder.join(name).join("documents.json"))?;
        let mut mentions = BTreeMap::<String, Vec<Mention>>::new();
        for mention in lines::<Mention>(&folder.join(name).join("entities.json"))? {
            mentions.entry(mention.document_id.clone()).or_default().push(mention);
        }
        let none = Vec::new();
        for document in documents {
            all.push(named(&document, mentions.get(&document.id).unwrap_or(&none), all.len()));
        }
    }
    Ok(all)
}

/// One JSON object a line, after an optional byte order mark.
fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let lines = (1..).zip(text.trim_start_matches('\u{feff}').lines()).filter(|(_, line)| !line.trim().is_empty());
    let parse = |(number, line)| serde_json::from_str(line).with_context(|| format!("in `{}`, line {number}", path.display()));
    lines.map(parse).collect()
}

fn named(document: &Document, mentions: &[Mention], number: usize) -> NamedDocument {
    let sentences = cut(Language::ENGLISH, &document.text);
    let points = CodePoints::of(&document.text);
    let mut names = Vec::new();
    let mut unsure = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.confidence > LIKELIER_THAN_NOT) {
        let Some(kind) = kind(&mention.of) else { continue };
        let span = Span::new(points.byte(mention.begin), points.byte(mention.end));
        match proper::name(&document.text, &sentences, span, kind) {
            Proper::Name(name, kind) => names.push((name, kind)),
            Proper::Unsure => unsure.push(span),
            Proper::Nothing => {}
        }
    }
    let names = without_overlap(names);
    unsure.extend(sentences.iter().flat_map(|sentence| unmarked_events(&document.text, sentence, &names)));
    let (text, names) = without_unsure(&document.text, &sentences, &names, &unsure);
    NamedDocument { source: "re3d", id: document.id.clone(), part: every_fifth(number), language: Language::ENGLISH, text, names }
}

/// Names of operations and the like, which re3d does not mark.
fn unmarked_events(text: &str, sentence: &Sentence, names: &[(Span, NameKind)]) -> Vec<Span> {
    let events = clues(text, Language::ENGLISH, sentence).into_iter().filter(|clue| clue.kind == Some(NameKind::Event));
    let spans = events.map(|clue| sentence.tokens[clue.words.start].span.cover(sentence.tokens[clue.words.end - 1].span));
    spans.filter(|span| !names.iter().any(|(name, _)| name.overlaps(*span))).collect()
}

/// The sentences, one a line, that hold no span in doubt.
fn without_unsure(
    text: &str,
    sentences: &[Sentence],
    names: &[(Span, NameKind)],
    unsure: &[Span],
) -> (String, Vec<(Span, NameKind)>) {
    let mut kept = String::new();
    let mut moved = Vec::new();
    for sentence in sentences.iter().filter(|sentence| !unsure.iter().any(|span| span.overlaps(sentence.span))) {
        let inside = names.iter().filter(|(name, _)| sentence.span.contains(*name));
        moved.extend(inside.map(|&(name, kind)| (name.moved(sentence.span.start(), kept.len()), kind)));
        kept.push_str(sentence.span.of(text));
        kept.push('\n');
    }
    (kept, moved)
}

fn kind(of: &str) -> Option<NameKind> {
    match of {
        "Person" => Some(NameKind::Person),
        "Organisation" => Some(NameKind::Organisation),
        "Location" => Some(NameKind::Location),
        "Weapon" | "MilitaryPlatform" => Some(NameKind::Weapon),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Part;

    fn mention(of: &str, begin: usize, end: usize) -> Mention {
        Mention { document_id: "d".to_owned(), begin, end, of: of.to_owned(), confidence: 1.0 }
    }

    #[test]
    fn mentions_become_names_and_doubtful_sentences_go() {
        let text = "« Oui. » They left Tilbeck on the FS Aurore.\nIt met Ann Orr and Bo Lind.".to_owned();
        let document = Document { id: "d".to_owned(), text };
        let mentions = [
            mention("Organisation", 9, 13),
            mention("Location", 19, 26),
            mention("MilitaryPlatform", 30, 43),
            mention("Person", 52, 71),
        ];
        let found = named(&document, &mentions, 4);
        let words: Vec<_> = found.names.iter().map(|(span, kind)| (span.of(&found.text), *kind)).collect();
        assert_eq!(words, [("Tilbeck", NameKind::Location), ("FS Aurore", NameKind::Weapon)]);
        assert!(!found.text.contains("Ann Orr"), "one mention, two people: {}", found.text);
        assert_eq!(found.part, Part::HeldOut);
    }
}
