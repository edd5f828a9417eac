//! GUM: named entities out of the `Entity` annotation of its MISC column.
//!
//! GUM marks every mention, « the old mayor » too. A mention is a name where its head word, the one governed from outside, is a
//! proper noun (UPOS PROPN), its type is one of the four below, and [`proper::name`] finds a name in its words. Inhabitants and
//! members in the plural ("the Aztecs", Number=Plur) are persons in GUM and no names here.
//!
//! | GUM | here |
//! |---|---|
//! | person | person |
//! | organization | organisation |
//! | place | location |
//! | event | event |
//! | animal, object, abstract, substance, time, plant | not taken |

use super::spelling::Spelling;
use super::{NamedDocument, cut, every_fifth, proper, without_overlap};
use crate::treebank::{self, Sentence};
use anyhow::{Context, Result};
use saidby_core::{Language, NameKind, Span};
use std::path::Path;

/// A mention: its words, first and last, and its type.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mention {
    first: usize,
    last: usize,
    kind: NameKind,
}

/// The documents of a GUM treebank.
pub fn read(path: &Path) -> Result<Vec<NamedDocument>> {
    let conllu = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let sentences = treebank::read(&conllu).with_context(|| format!("in `{}`", path.display()))?;
    Ok(documents(&sentences))
}

fn documents(sentences: &[Sentence]) -> Vec<NamedDocument> {
    let mut starts: Vec<usize> = (0..sentences.len()).filter(|&at| at == 0 || sentences[at].new_document).collect();
    starts.push(sentences.len());
    starts.windows(2).enumerate().map(|(number, bounds)| document(number, &sentences[bounds[0]..bounds[1]])).collect()
}

fn document(number: usize, sentences: &[Sentence]) -> NamedDocument {
    let mut spelling = Spelling::default();
    let mut mentions = Vec::new();
    for sentence in sentences {
        let spans = spell(sentence, &mut spelling);
        let span = |mention: Mention| (spans[mention.first].cover(spans[mention.last]), mention.kind);
        mentions.extend(named_mentions(sentence).into_iter().map(span));
    }
    let text = spelling.text;
    let cut = cut(Language::ENGLISH, &text);
    let found = mentions.iter().filter_map(|&(span, kind)| proper::name(&text, &cut, span, kind).found());
    let names = without_overlap(found.collect());
    let id = sentences.first().map_or("", |sentence| &sentence.id).rsplit_once('-').map_or("", |(id, _)| id).to_owned();
    NamedDocument { source: "gum", id, part: every_fifth(number), language: Language::ENGLISH, text, names }
}

/// Adds a sentence as a line; where its words stand.
fn spell(sentence: &Sentence, spelling: &mut Spelling) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut spaced = true;
    for (index, word) in sentence.words.iter().enumerate() {
        let whole = sentence.multi_words.iter().find(|whole| (whole.first..=whole.last).contains(&index));
        if let Some(whole) = whole.filter(|whole| whole.first < index) {
            spans.push(spans[whole.first]);
            continue;
        }
        let (form, misc) = whole.map_or((&word.form, &word.misc), |whole| (&whole.form, &whole.misc));
        spelling.push(form, spaced, None, false);
        spans.push(Span::new(spelling.text.len() - form.len(), spelling.text.len()));
        spaced = !misc.split('|').any(|entry| entry == "SpaceAfter=No");
    }
    spelling.end_line();
    spans
}

fn named_mentions(sentence: &Sentence) -> Vec<Mention> {
    let mut open: Vec<(&str, usize, Option<NameKind>)> = Vec::new();
    let mut mentions = Vec::new();
    for (index, word) in sentence.words.iter().enumerate() {
        let entity = word.misc.split('|').find_map(|entry| entry.strip_prefix("Entity=")).unwrap_or("");
        for piece in brackets(entity) {
            let id = piece.trim_matches(['(', ')']).split('-').next().unwrap_or("");
            if piece.starts_with('(') {
                open.push((id, index, kind(piece.split('-').nth(1).unwrap_or(""))));
            }
            let closed = piece.ends_with(')').then(|| open.iter().rposition(|(other, ..)| *other == id)).flatten();
            if let Some((_, first, Some(kind))) = closed.map(|at| open.remove(at)) {
                mentions.push(Mention { first, last: index, kind });
            }
        }
    }
    mentions.retain(|mention| is_named(sentence, mention));
    mentions
}

/// The brackets of an `Entity` value: `(1-person-new)(2-place` … `2)`.
fn brackets(entity: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, character) in entity.char_indices() {
        if character == '(' && at > start {
            pieces.push(&entity[start..at]);
            start = at;
        } else if character == ')' {
            pieces.push(&entity[start..=at]);
            start = at + 1;
        }
    }
    pieces.push(&entity[start..]);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn kind(of: &str) -> Option<NameKind> {
    match of {
        "person" => Some(NameKind::Person),
        "organization" => Some(NameKind::Organisation),
        "place" => Some(NameKind::Location),
        "event" => Some(NameKind::Event),
        _ => None,
    }
}

fn is_named(sentence: &Sentence, mention: &Mention) -> bool {
    let words = mention.first..=mention.last;
    let head = words.clone().find(|&at| sentence.words[at].head.is_none_or(|head| !words.contains(&head)));
    head.is_some_and(|head| {
        let head = &sentence.words[head];
        let inhabitants = mention.kind == NameKind::Person && head.features.contains("Number=Plur");
        head.upos == "PROPN" && !inhabitants
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(id: usize, form: &str, upos: &str, head: usize, misc: &str) -> String {
        format!("{id}\t{form}\t_\t{upos}\t_\tNumber=Sing\t{head}\tdep\t_\t{misc}\n")
    }

    #[test]
    fn names_are_mentions_with_a_proper_noun_for_head() {
        let conllu = [
            "# newdoc id = x\n# sent_id = x-1\n".to_owned(),
            word(1, "The", "DET", 2, "Entity=(1-person-new-n-1-sgl"),
            word(2, "mayor", "NOUN", 3, "Entity=1)"),
            word(3, "met", "VERB", 0, "_"),
            word(4, "Gen.", "PROPN", 3, "Entity=(2-person-new-n-1-sgl"),
            word(5, "Ann", "PROPN", 4, "_"),
            word(6, "Orr", "PROPN", 4, "_"),
            word(7, "of", "ADP", 8, "_"),
            word(8, "Tilbeck", "PROPN", 4, "Entity=(3-place-new-n-1-sgl)2)|SpaceAfter=No"),
            word(9, ".", "PUNCT", 3, "_"),
        ];
        let found = documents(&treebank::read(&conllu.concat()).expect("CoNLL-U"));
        let words: Vec<_> = found[0].names.iter().map(|(span, kind)| (span.of(&found[0].text), *kind)).collect();
        assert_eq!(words, [("Ann Orr", NameKind::Person), ("Tilbeck", NameKind::Location)]);
        assert_eq!((found[0].id.as_str(), found[0].text.as_str()), ("x", "The mayor met Gen. Ann Orr of Tilbeck.\n"));
    }

    #[test]
    fn brackets_are_cut_at_their_ends() {
        assert_eq!(brackets("(4-abstract(5-object)"), ["(4-abstract", "(5-object)"]);
        assert_eq!(brackets("4)3)"), ["4)", "3)"]);
    }
}
