//! Whether a form is one word or several here, told by a linear model over the words around it: « les chars *des* rebelles », de + les,
//! and « fournit *des* chars », an article.

use crate::known::{Class, ending};
use crate::linear::{Features, Weights, hash_word};
use crate::rules::{Rules, fold};
use saidby_core::{Language, Span, Token};

/// Words before a form, and after it, that may tell what it is.
const BEFORE: usize = 3;
const AFTER: usize = 2;

/// A form and the words around it, the nearest first, folded; empty ones stand beyond the line.
#[derive(Debug)]
pub struct Around {
    form: String,
    capital: bool,
    before: [String; BEFORE],
    after: [String; AFTER],
}

/// A word, as the features see it.
struct Seen {
    word: u32,
    ending: u32,
    speech: u32,
    capital: u32,
}

impl Around {
    /// The form at `cut`, after the words that `tokens` holds and before the cuts of `rest`.
    pub(crate) fn of(text: &str, tokens: &[Token], cut: Span, rest: &[Span]) -> Self {
        let back = tokens.iter().rev().map(|token| token.contraction.unwrap_or(token.span));
        let mut surfaces: Vec<Span> = back.take(2 * BEFORE).collect();
        surfaces.dedup();
        let word = |span: Option<&Span>| span.map_or_else(String::new, |span| fold(span.of(text)));
        Self {
            form: fold(cut.of(text)),
            capital: cut.of(text).starts_with(char::is_uppercase),
            before: std::array::from_fn(|at| word(surfaces.get(at))),
            after: std::array::from_fn(|at| word(rest.get(at))),
        }
    }

    /// Whether the form is several words, as these weights tell; `class` says what is known of a folded word.
    pub fn is_several(&self, weights: &Weights, class: impl Fn(&str) -> Class) -> bool {
        weights.score(&self.describe(class)) > 0
    }

    fn describe(&self, class: impl Fn(&str) -> Class) -> Features {
        let seen = |word: &String| Seen::of(word, class(word));
        let [l0, l1, l2] = self.before.each_ref().map(seen);
        let [r0, r1] = self.after.each_ref().map(seen);
        let form = hash_word(&self.form);
        let mut features = Features::default();
        let mut add = |template: u32, values: &[u32]| features.add(template, &[&[form], values].concat());
        add(0, &[u32::from(self.capital)]);
        for (at, near) in (1..).zip([&l1, &l0, &r0, &r1]) {
            add(1, &[at, near.word]);
            add(2, &[at, near.ending]);
            add(3, &[at, near.speech]);
            add(4, &[at, near.capital]);
        }
        add(5, &[l2.word]);
        add(6, &[l1.speech, l0.speech]);
        add(7, &[l2.speech, l1.speech, l0.speech]);
        add(8, &[l0.speech, r0.speech]);
        add(9, &[r0.speech, r1.speech]);
        add(10, &[l0.word, l1.speech]);
        add(11, &[l0.speech, r0.ending]);
        add(12, &[l1.word, l0.word]);
        add(13, &[l1.ending, l0.ending]);
        add(14, &[l0.word, r0.ending]);
        features
    }
}

impl Seen {
    fn of(word: &str, class: Class) -> Self {
        Self { word: hash_word(word), ending: hash_word(ending(word)), speech: class.speech(), capital: class.capital() }
    }
}

/// Walks the forms of a line that may be one word or several, for training. `class` says what is known of a folded word; `is_several`
/// decides on each, given its place and its features.
pub fn walk(text: &str, language: Language, class: impl Fn(&str) -> Class, mut is_several: impl FnMut(Span, &Features) -> bool) {
    let rules = Rules::of(Some(language));
    let line = Span::new(0, text.len());
    crate::word::words(text, line, rules, |cut, around| is_several(cut, &around.describe(&class)));
}
