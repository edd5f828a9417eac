//! One sense a document: a form that is a person once is a person everywhere, and so are the short forms of it.

use super::Found;
use super::clues::{Clue, Pattern, Words};
use super::short::acronyms;
use super::vocabulary::{Place, Vocabulary};
use saidby_core::NameKind;
use saidby_lexicon::Phrases;
use std::collections::BTreeMap;

/// How often a form was a name of each kind.
type Kinds = [u32; NameKind::ALL.len()];

/// The clues that the names of the document give to one another, each with its sentence.
pub fn clues(words: &[Words<'_>], found: &[Vec<Found>], vocabulary: &Vocabulary) -> Vec<(usize, Clue)> {
    let senses = senses(words, found, vocabulary);
    let mut clues = Vec::new();
    for (sentence, (words, found)) in words.iter().zip(found).enumerate() {
        let mut at = 0;
        while at < words.forms.len() {
            let Some((length, &kind)) = senses.longest(&words.forms[at..]) else {
                at += 1;
                continue;
            };
            let range = at..at + length;
            let next = found.partition_point(|(name, _)| name.end <= at);
            let part = found.get(next).is_some_and(|(name, _)| name.start <= at && range.end <= name.end && *name != range);
            if !part {
                clues.push((sentence, Clue { words: range.clone(), kind: Some(kind), pattern: Pattern::Document }));
            }
            at = range.end;
        }
    }
    clues
}

/// The kind that each form has more often than all others together.
fn senses(words: &[Words<'_>], found: &[Vec<Found>], vocabulary: &Vocabulary) -> Phrases<NameKind> {
    let mut counts = BTreeMap::<String, Kinds>::new();
    for (words, found) in words.iter().zip(found) {
        for (range, kind) in found {
            let forms = &words.forms[range.clone()];
            let shorts =
                if forms.len() > 1 { shorts(forms, &words.folded[range.clone()], *kind, vocabulary) } else { Vec::new() };
            for form in shorts.into_iter().chain([forms.join(" ")]) {
                counts.entry(form).or_default()[*kind as usize] += 1;
            }
        }
    }
    let mut senses = Phrases::default();
    for (form, kinds) in counts {
        let all: u32 = kinds.iter().sum();
        let sense = NameKind::ALL.iter().find(|kind| 2 * kinds[**kind as usize] > all);
        sense.into_iter().for_each(|&kind| senses.insert(&form, kind));
    }
    senses
}

/// The forms by which a name of several words may be taken up.
fn shorts(forms: &[&str], folded: &[String], kind: NameKind, vocabulary: &Vocabulary) -> Vec<String> {
    match kind {
        NameKind::Person => {
            let surname = forms.last().filter(|form| form.chars().count() > 2 && form.starts_with(char::is_uppercase));
            surname.into_iter().map(|form| (*form).to_owned()).collect()
        }
        NameKind::Organisation => {
            let first = vocabulary.word(Place::Capital, folded).map(|(length, _)| forms[..length].join(" "));
            let first = first.filter(|first| first.starts_with(char::is_uppercase));
            acronyms(forms).into_iter().map(|acronym| acronym.to_uppercase()).chain(first).collect()
        }
        NameKind::Location | NameKind::Weapon | NameKind::Event => Vec::new(),
    }
}
