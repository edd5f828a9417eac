//! The words of a line become sentences.
//!
//! The rules: a stop ends a sentence together with the quotes and brackets that close after it, unless what follows goes on in lower case:
//! « "Il viendra !" a-t-il dit. » is one sentence.

use crate::boundary::{Boundaries, Gaps};
use crate::known::Class;
use crate::linear::{self, Features};
use crate::rules::{Abbreviation, Rules, fold};
use crate::word::{self, is_stop};
use saidby_core::{Sentence, Span, Token};
use std::ops::Range;

/// Words in one sentence at most: a longer run without an end is cut, so that later stages have bounded work.
const MAX_WORDS: usize = 1000;

/// A line of so many words is a text that has lost its line breaks: headings and list items stand in it with nothing but a space
/// between. No paragraph of an article is as long.
const LOST_BREAKS: usize = 512;

/// How many tokens (opening quotes, brackets, a dash) may stand between a stop and the word that tells whether a sentence starts.
const MAX_OPENERS: usize = 4;

/// The sentences of a line that has no line break.
pub fn split(text: &str, line: Span, rules: &Rules, model: Option<&Boundaries>) -> Vec<Sentence> {
    let tokens = word::words(text, line, rules, |_, around| model.is_none_or(|model| model.is_several(around)));
    let line = Line::new(text, &tokens, rules);
    let cuts = match model {
        Some(model) => line.cuts(|_, word| model.known.class(word), |_, gap| model.ends.score(gap) > line.doubt()),
        None => line.cuts_by_rule(),
    };
    line.cut_at(&cuts).into_iter().filter_map(|part| sentence(&tokens[part])).collect()
}

fn sentence(tokens: &[Token]) -> Option<Sentence> {
    let surface = |token: &Token| token.contraction.unwrap_or(token.span);
    let span = surface(tokens.first()?).cover(surface(tokens.last()?));
    Some(Sentence { span, tokens: tokens.to_vec() })
}

/// Which side of a quotation or bracket a mark stands on.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Side {
    Opens,
    Closes,
    #[default]
    Neither,
}

/// Quotes whose form does not tell their side, alternate unless the spaces around them tell more.
fn sides(text: &str, tokens: &[Token]) -> Vec<Side> {
    let mut open = false;
    let mut sides = Vec::with_capacity(tokens.len());
    for (index, token) in tokens.iter().enumerate() {
        let side = match token.span.of(text) {
            "«" | "“" | "„" | "‘" | "(" | "[" | "{" | "‹" | "``" | "¿" | "¡" => Side::Opens,
            "»" | "”" | ")" | "]" | "}" | "›" | "''" => Side::Closes,
            "’" if touches(tokens, index) => Side::Closes,
            "\"" | "'" => straight_side(text, tokens, index, open),
            _ => Side::Neither,
        };
        if token.span.of(text) == "\"" {
            open = side == Side::Opens;
        }
        sides.push(side);
    }
    sides
}

fn straight_side(text: &str, tokens: &[Token], index: usize, open: bool) -> Side {
    let after_word = touches(tokens, index);
    let before_word = touches(tokens, index + 1);
    let single = tokens[index].span.of(text) == "'";
    match (after_word, before_word) {
        (true, false) => Side::Closes,
        (false, true) => Side::Opens,
        _ if single => Side::Neither,
        _ if open => Side::Closes,
        _ => Side::Opens,
    }
}

/// Whether the token at `index` stands directly after the one before.
fn touches(tokens: &[Token], index: usize) -> bool {
    let pair = index.checked_sub(1).and_then(|before| Some((tokens.get(before)?, tokens.get(index)?)));
    pair.is_some_and(|(before, token)| before.span.end() == token.span.start())
}

/// How a token can end a sentence.
enum Stop {
    Mark,
    Abbreviation(Abbreviation),
}

/// The words of one line.
pub(crate) struct Line<'l> {
    text: &'l str,
    pub rules: &'l Rules,
    pub tokens: &'l [Token],
    sides: Vec<Side>,
}

impl<'l> Line<'l> {
    pub fn new(text: &'l str, tokens: &'l [Token], rules: &'l Rules) -> Self {
        Self { text, rules, sides: sides(text, tokens), tokens }
    }

    /// The words before which a sentence starts, as the rules tell.
    fn cuts_by_rule(&self) -> Vec<usize> {
        let mut cuts = Vec::new();
        let mut start = 0;
        let mut at = 0;
        while at < self.tokens.len() {
            let end = self.end_after(start, at);
            at = end.unwrap_or(at + 1);
            if end.is_some() && at < self.tokens.len() {
                cuts.push(at);
                start = at;
            }
        }
        cuts
    }

    /// The words before which a sentence starts: `ends` decides on each gap, `class` tells what is known of a word.
    pub fn cuts(&self, class: impl FnMut(usize, &str) -> Class, ends: impl FnMut(usize, &Features) -> bool) -> Vec<usize> {
        let mut rule = vec![false; self.tokens.len()];
        self.cuts_by_rule().into_iter().for_each(|cut| rule[cut] = true);
        Gaps::new(self, rule, class).cuts(ends)
    }

    /// The words of each sentence, none longer than [`MAX_WORDS`].
    fn cut_at(&self, cuts: &[usize]) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = 0;
        for &cut in cuts.iter().chain([&self.tokens.len()]) {
            while let Some(most) = (start + MAX_WORDS..cut).find(|&index| !self.splits_word(index)) {
                parts.push(start..most);
                start = most;
            }
            parts.push(start..cut);
            start = cut;
        }
        parts
    }

    pub fn has_lost_breaks(&self) -> bool {
        self.tokens.len() >= LOST_BREAKS
    }

    /// What the model's score must be above. In a paragraph, a sentence cut in two costs as much as three that are left together;
    /// where line breaks were lost, both cost the same.
    fn doubt(&self) -> i32 {
        if self.has_lost_breaks() { 0 } else { linear::ODDS_OF_THREE }
    }

    /// The characters of a word; those of its multi-word token, if it is part of one.
    pub fn surface(&self, index: usize) -> &str {
        self.tokens.get(index).map(|token| token.contraction.unwrap_or(token.span).of(self.text)).unwrap_or_default()
    }

    /// Whether a word stands directly after the one before.
    pub fn touches(&self, index: usize) -> bool {
        touches(self.tokens, index)
    }

    fn word(&self, index: usize) -> &str {
        self.tokens.get(index).map(|token| token.span.of(self.text)).unwrap_or_default()
    }

    pub fn side(&self, index: usize) -> Side {
        self.sides.get(index).copied().unwrap_or(Side::Neither)
    }

    /// Whether a cut before the token at `index` would fall inside a multi-word token.
    pub fn splits_word(&self, index: usize) -> bool {
        let contraction = |index: usize| self.tokens.get(index).and_then(|token| token.contraction);
        contraction(index).is_some() && contraction(index) == contraction(index.wrapping_sub(1))
    }

    /// Where the next sentence starts, if the token at `stop` ends the sentence that starts at `start`.
    fn end_after(&self, start: usize, stop: usize) -> Option<usize> {
        let kind = self.stop(start, stop)?;
        let mut next = stop + 1;
        while self.side(next) == Side::Closes {
            next += 1;
        }
        let ends = match kind {
            Stop::Mark => self.starts_sentence(next) && !self.is_lost_dot(stop, next),
            Stop::Abbreviation(kind) => self.ends_abbreviation(kind, next),
        };
        (ends || next >= self.tokens.len()).then_some(next)
    }

    fn stop(&self, start: usize, index: usize) -> Option<Stop> {
        let word = self.word(index);
        if is_stop(word) {
            let omission = index > 0 && matches!(self.word(index - 1), "[" | "(");
            let enumerates = index == start + 1 && word == "." && is_figure(self.word(start));
            return (!omission && !enumerates).then_some(Stop::Mark);
        }
        let stem = word.strip_suffix('.').filter(|stem| stem.starts_with(char::is_alphabetic))?;
        let kind = self.rules.abbreviation(stem).unwrap_or(match stem.chars().count() {
            1 => Abbreviation::Title,
            _ => Abbreviation::Inside,
        });
        Some(Stop::Abbreviation(kind))
    }

    /// Whether a sentence may start at `next`: no comma, no closing mark, no word in lower case.
    fn starts_sentence(&self, next: usize) -> bool {
        let first = self.first_word(next);
        match self.word(first).chars().next() {
            None => true,
            Some(c) => !c.is_lowercase() && !matches!(c, ',' | ';' | ':' | '%' | '/') && self.side(first) != Side::Closes,
        }
    }

    /// The first token from `next` on that is neither an opening mark nor a dash.
    pub fn first_word(&self, next: usize) -> usize {
        let skipped = |index: &usize| self.side(*index) == Side::Opens || matches!(self.word(*index), "-" | "–" | "—" | "--");
        (next..next + MAX_OPENERS).find(|index| !skipped(index)).unwrap_or(next + MAX_OPENERS)
    }

    fn ends_abbreviation(&self, kind: Abbreviation, next: usize) -> bool {
        let first = self.first_word(next);
        let upper = self.word(first).starts_with(char::is_uppercase);
        match kind {
            Abbreviation::Title | Abbreviation::Number => false,
            Abbreviation::Inside => upper && (self.side(next) == Side::Opens || self.rules.is_starter(&fold(self.word(first)))),
            Abbreviation::End => upper,
        }
    }

    /// Whether a dot without a space after it stands inside a name rather than at an end: `Node.JS`, not `fini.Le président`.
    fn is_lost_dot(&self, stop: usize, next: usize) -> bool {
        if next != stop + 1 || self.word(stop) != "." || !touches(self.tokens, next) {
            return false;
        }
        let before = stop.checked_sub(1).map(|index| self.word(index)).unwrap_or_default();
        let lower_before = before.chars().next_back().is_some_and(|c| c.is_lowercase() || !c.is_alphanumeric());
        let after = self.word(next);
        let is_name = after.chars().nth(1).is_some_and(|c| !c.is_uppercase()) || self.rules.is_starter(&fold(after));
        before.chars().count() < 2 && before.chars().all(char::is_alphanumeric)
            || !lower_before
            || !is_name && self.side(next) != Side::Opens
    }
}

/// `1`, `12`: a short figure, as before the stop of a list item.
fn is_figure(word: &str) -> bool {
    word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit())
}
