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

/// A preposition without its elision: `d'` is `de`.
pub fn plain(word: &str) -> &str {
    match word {
        "d'" => "de",
        "qu'" => "que",
        word => word,
    }
}

fn elided(wanted: &str, word: &str) -> bool {
    wanted.len() == 2 && word.len() == 2 && word.ends_with('\'') && wanted.as_bytes()[0] == word.as_bytes()[0]
}

fn skippable(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    vocabulary.is_adverb(paragraph.lower(at)) || paragraph.is(at, Class::Negation)
}

/// The reflexive pronoun before a verb, with its auxiliaries and adverbs.
pub fn reflexive(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> Option<usize> {
    let speaker = |at: usize| vocabulary.pronoun(paragraph.lower(at)).is_some_and(|pronoun| pronoun.speaker);
    let light = |at: usize| {
        let inverted = vocabulary.pronoun(paragraph.lower(at)).is_some_and(|pronoun| pronoun.inverted);
        let pronoun = inverted || paragraph.is(at, Class::Clitic);
        pronoun || is_auxiliary(paragraph, vocabulary, at) || skippable(paragraph, vocabulary, at)
    };
    let own = |at: usize| !speaker(at) || (at > 0 && speaker(at - 1));
    let left = (at.saturating_sub(4)..at).rev().find(|&left| !light(left) || paragraph.is(left, Class::Reflexive));
    left.filter(|&left| paragraph.is(left, Class::Reflexive) && own(left))
}

/// Whether a word is an auxiliary and not the noun of the same form: « nos avions ».
pub fn is_auxiliary(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    let auxiliary = [Class::Have, Class::Be, Class::Modal].into_iter().any(|class| paragraph.is(at, class));
    let article = |left: usize| paragraph.is(left, Class::Determiner) && !paragraph.is(left, Class::Clitic);
    auxiliary && !(vocabulary.language.code() == "fr" && at.checked_sub(1).is_some_and(article))
}
