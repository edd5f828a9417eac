//! Offices and titles beside a name: « X, porte-parole de Y, », « le ministre russe X », "Mr X".

use crate::paragraph::Paragraph;
use crate::vocabulary::{Class, Gender, Vocabulary};
use saidby_core::Upos;
use std::ops::Range;

/// The office beside a name: « X, porte-parole de Y, », « le ministre russe X », "Kenya's foreign minister, X,".
pub fn office(paragraph: &Paragraph, vocabulary: &Vocabulary, name: &Range<usize>) -> Option<Range<usize>> {
    let comma = name.start.checked_sub(1).filter(|&at| paragraph.lower(at) == "," && closes(paragraph, name.end));
    apposition(paragraph, vocabulary, name.end)
        .or_else(|| office_before(paragraph, vocabulary, name.start))
        .or_else(|| office_before(paragraph, vocabulary, comma?))
}

/// Whether a name between commas ends here: with a comma, a mark or its verb.
fn closes(paragraph: &Paragraph, at: usize) -> bool {
    paragraph.is_punctuation(at) || !paragraph.verb_forms(at).is_empty()
}

fn apposition(paragraph: &Paragraph, vocabulary: &Vocabulary, after: usize) -> Option<Range<usize>> {
    if paragraph.lower(after) != "," {
        return None;
    }
    let limit = paragraph.sentence(after).end;
    let noun_near = (after + 1..limit.min(after + 8))
        .take_while(|&at| !paragraph.is_punctuation(at) && !paragraph.is(at, Class::Have))
        .find(|&at| vocabulary.source(paragraph.lower(at)).is_some())?;
    let plain_before = (after + 1..noun_near).all(|at| {
        let word = paragraph.lower(at);
        paragraph.tree.node(at).upos != Upos::Verb
            && !vocabulary.is(word, Class::Be)
            && !vocabulary.is(word, Class::Coordinator)
            && !vocabulary.is(word, Class::Relative)
    });
    let end = (noun_near + 1..limit).find(|&at| {
        let word = paragraph.lower(at);
        matches!(word, "," | "." | ";" | ":" | "(")
            || paragraph.is_quote_mark(at)
            || vocabulary.is(word, Class::Relative)
            || vocabulary.is(word, Class::Have)
            || (vocabulary.is(word, Class::Be) && word != "'s")
    });
    plain_before.then(|| after + 1..end.unwrap_or(limit))
}

fn office_before(paragraph: &Paragraph, vocabulary: &Vocabulary, name: usize) -> Option<Range<usize>> {
    let sentence = paragraph.sentence(name);
    let first = sentence.start.max(name.saturating_sub(9));
    let start = (first..name)
        .rev()
        .take_while(|&at| {
            let word = paragraph.lower(at);
            let stops = [Class::Coordinator, Class::Have, Class::Complementizer].iter().any(|&class| vocabulary.is(word, class));
            !stops && (word == "." || !paragraph.is_punctuation(at))
        })
        .filter(|&at| vocabulary.source(paragraph.lower(at)).is_some())
        .last()?;
    let start = (first.max(start.saturating_sub(5))..start)
        .rev()
        .take_while(|&at| modifies(paragraph, vocabulary, at))
        .last()
        .unwrap_or(start);
    let joined = (start + 1..name).all(|at| {
        let word = paragraph.lower(at);
        let verb = paragraph.verb_forms(at).iter().any(|form| form.person != saidby_lexicon::Person::Other);
        !verb || vocabulary.is(word, Class::Possessive) || vocabulary.source(word).is_some()
    });
    joined.then_some(start..name)
}

/// Whether a word may stand before the noun of an office and belong to it: « l'ancien ministre », "Kenya's defence minister".
fn modifies(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    let word = paragraph.lower(at);
    let other = [Class::Coordinator, Class::Preposition, Class::Determiner, Class::Have, Class::Complementizer, Class::Relative];
    let verb = paragraph.verb_forms(at).iter().any(|form| form.person != saidby_lexicon::Person::Other);
    let possessive = vocabulary.is(word, Class::Possessive);
    !paragraph.is_punctuation(at) && (possessive || !verb) && !other.iter().any(|&class| vocabulary.is(word, class))
}

/// The gender of the title right before a name, if there is one.
pub fn title_before(paragraph: &Paragraph, vocabulary: &Vocabulary, name: usize) -> Option<Gender> {
    (1..=4).find_map(|back| {
        let start = name.checked_sub(back)?;
        vocabulary.title_at(paragraph.from(start)).filter(|&(length, _)| length == back).map(|(_, gender)| gender)
    })
}
