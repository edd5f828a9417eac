//! What stands around a verb's form, by its words: the rest of its lemma, a reflexive pronoun, an auxiliary.

use crate::paragraph::Paragraph;
use crate::vocabulary::{Class, Vocabulary};

/// Where the words of a lemma end, its head verb at `at`; adverbs may stand between its words.
pub fn lemma_end(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize, words: &[&str]) -> Option<usize> {
    let mut next = at + 1;
    for wanted in &words[1..] {
        let limit = next + 2;
        while next < limit && paragraph.lower(next) != *wanted && skippable(paragraph, vocabulary, next) {
            next += 1;
        }
        let word = paragraph.lower(next);
        if word != *wanted && !elided(wanted, word) {
            return None;
        }
        next += 1;
    }
    Some(next)
}

fn elided(wanted: &str, word: &str) -> bool {
    wanted.len() == 2 && word.len() == 2 && word.ends_with('\'') && wanted.as_bytes()[0] == word.as_bytes()[0]
}

fn skippable(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    vocabulary.is_adverb(paragraph.lower(at)) || paragraph.is(vocabulary, at, Class::Negation)
}

/// The reflexive pronoun before a verb, with its auxiliaries and adverbs.
pub fn reflexive(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> Option<usize> {
    for left in (at.saturating_sub(4)..at).rev() {
        let before = |words: &[&str]| left > 0 && words.contains(&paragraph.lower(left - 1));
        match paragraph.lower(left) {
            "se" | "s'" => return Some(left),
            "me" | "m'" => return before(&["je", "j'"]).then_some(left),
            "nous" => return before(&["nous"]).then_some(left),
            _ if is_auxiliary(paragraph, vocabulary, left) || skippable(paragraph, vocabulary, left) => {}
            "en" | "y" => {}
            word if vocabulary.pronoun(word).is_some_and(|pronoun| pronoun.inverted) => {}
            _ => return None,
        }
    }
    None
}

/// Whether a word is an auxiliary and not the noun of the same form: « nos avions ».
pub fn is_auxiliary(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    let auxiliary = [Class::Have, Class::Be, Class::Modal].into_iter().any(|class| paragraph.is(vocabulary, at, class));
    let article =
        |left: usize| paragraph.is(vocabulary, left, Class::Determiner) && !paragraph.is(vocabulary, left, Class::Clitic);
    auxiliary && !(vocabulary.language.code() == "fr" && at.checked_sub(1).is_some_and(article))
}
