//! Proper names: persons, organisations, places, weapons and events.
//!
//! In: sentences, and what a model thinks of each of their words ([`Scores`]), or nothing. Out: names in text order, each with what it
//! refers to. « \[Solveig Brattland\], porte-parole du \[Conseil de sécurité\] … \[Brattland\] … le \[Conseil\] » is two bearers.
//!
//! Structure speaks where the model hesitates, and alone where there is none: [`clues`] of the sentence are added to its scores, the
//! best tags are read off ([`decode`]), then forms that the document has named elsewhere are added, and the tags are read off again.

mod clues;
mod decode;
mod document;
mod references;
mod short;
mod tag;
mod vocabulary;

pub use clues::{Clue, Pattern, Words};
pub use decode::decode;
pub use tag::{NameTag, tags};
pub use vocabulary::title;

use saidby_core::{Language, Name, NameKind, Sentence};
use std::ops::Range;
use vocabulary::Vocabulary;

/// What is thought of one word: the natural logarithm of each tag's probability, at [`NameTag::index`]. Only differences count.
pub type Scores = [f32; NameTag::COUNT];

/// What a network's scores are multiplied with before clues are added: it is surer of itself than it is right. Of ½, 1, 2 and 4, half served
/// our own held-out French sentences best.
const TRUST: f32 = 0.5;

/// A name within its sentence.
type Found = (Range<usize>, NameKind);

/// The names of a text in text order, without overlap.
///
/// `scores` is what [`crate::analyse`] gives: for each sentence one row a word, each a score of every tag ([`Scores`]). A word without
/// a row, or with one of another length, is read by its structure alone. Linear in the number of words.
///
/// ```
/// use saidby_core::{Language, NameKind, Span, Token, Sentence};
/// use saidby_language::names::names;
/// let text = "Mme Odel quitte Riga";
/// let words = [(0, 3), (4, 8), (9, 15), (16, 20)].map(|(start, end)| Token::plain(Span::new(start, end)));
/// let sentence = Sentence { span: Span::new(0, 20), tokens: words.to_vec() };
/// let found = names(text, Some(Language::FRENCH), &[sentence], &[]);
/// let words: Vec<_> = found.iter().map(|name| (name.kind, name.span.of(text))).collect();
/// assert_eq!(words, [(NameKind::Person, "Odel"), (NameKind::Location, "Riga")]);
/// ```
pub fn names(text: &str, language: Option<Language>, sentences: &[Sentence], scores: &[Vec<Vec<f32>>]) -> Vec<Name> {
    let vocabulary = Vocabulary::of(language);
    let words: Vec<Words<'_>> = sentences.iter().map(|sentence| Words::of(text, sentence, vocabulary)).collect();
    let mut rows: Vec<Vec<Scores>> = words.iter().enumerate().map(|(at, words)| start(scores.get(at), words)).collect();
    for (rows, words) in rows.iter_mut().zip(&words) {
        clues::of(words, vocabulary).iter().for_each(|clue| add(rows, clue));
    }
    let first = found(&rows, &words);
    for (sentence, clue) in document::clues(&words, &first, vocabulary) {
        add(&mut rows[sentence], &clue);
    }
    placed(sentences, &words, &found(&rows, &words))
}

/// The names of each sentence, none cut at a hyphen.
fn found(rows: &[Vec<Scores>], words: &[Words<'_>]) -> Vec<Vec<Found>> {
    let whole = |(rows, words): (&Vec<Scores>, &Words<'_>)| {
        let names = decode(rows);
        let next = names.iter().skip(1).map(|(range, _)| range.start).chain([words.forms.len()]).collect::<Vec<_>>();
        let whole = |((range, kind), next): (Found, usize)| (range.start..words.end_of_word(range.end).min(next), kind);
        names.into_iter().zip(next).map(whole).collect()
    };
    rows.iter().zip(words).map(whole).collect()
}

/// The clues of one sentence, as the training program counts how often each is right.
pub fn clues(text: &str, language: Language, sentence: &Sentence) -> Vec<Clue> {
    let vocabulary = Vocabulary::of(Some(language));
    clues::of(&Words::of(text, sentence, vocabulary), vocabulary)
}

/// The rows to add to: the model's, or none's opinion.
fn start(scores: Option<&Vec<Vec<f32>>>, words: &Words<'_>) -> Vec<Scores> {
    let row = |at| scores.and_then(|rows| rows.get(at)).and_then(|row: &Vec<f32>| Scores::try_from(row.as_slice()).ok());
    (0..words.forms.len()).map(|at| row(at).unwrap_or_default().map(|score| TRUST * score)).collect()
}

/// Adds a clue's weight to the tags that it speaks for.
fn add(rows: &mut [Scores], clue: &Clue) {
    for at in clue.words.clone() {
        let tag = match clue.kind {
            None => NameTag::Outside,
            Some(kind) if at == clue.words.start => NameTag::Begin(kind),
            Some(kind) => NameTag::Inside(kind),
        };
        if let Some(row) = rows.get_mut(at) {
            row[tag.index()] += clue.pattern.weight();
        }
    }
}

/// Names with their places in the text, and what each refers to.
fn placed(sentences: &[Sentence], words: &[Words<'_>], found: &[Vec<Found>]) -> Vec<Name> {
    let mut spans = Vec::new();
    let mut kinds = Vec::new();
    let mut forms = Vec::new();
    for ((sentence, words), found) in sentences.iter().zip(words).zip(found) {
        for (range, kind) in found {
            let tokens = &sentence.tokens[range.clone()];
            let Some(span) = tokens.iter().map(|token| token.span).reduce(|a, b| a.cover(b)) else { continue };
            spans.push(span);
            kinds.push(*kind);
            forms.push(words.forms[range.clone()].to_vec());
        }
    }
    let named = |((span, kind), refers_to)| Name { kind, span, refers_to };
    spans.into_iter().zip(kinds.clone()).zip(references::of(&forms, &kinds)).map(named).collect()
}
