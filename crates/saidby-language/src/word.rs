//! A line of text becomes words.
//!
//! First the line is cut where any language cuts ([`length`]): addresses, numbers, words, punctuation. Then a cut is split by the
//! lists of its language ([`split`]): « qu'a-t-il » is `qu'` `a` `-t-il`, "don't" is `do` `n't`. A form that is one word here and
//! two there is told by the words around it.

mod length;
mod split;

use crate::contraction::Around;
use crate::rules::Rules;
use saidby_core::{Span, Token};

/// The words of a line. Between them there is only white space. `is_several` decides on a form that may be one word or several.
pub fn words(text: &str, line: Span, rules: &Rules, mut is_several: impl FnMut(Span, &Around) -> bool) -> Vec<Token> {
    let cuts = cuts(text, line, rules);
    let mut tokens = Vec::new();
    for (at, &cut) in cuts.iter().enumerate() {
        let sometimes = rules.contraction(cut.of(text)).is_some_and(|contraction| contraction.sometimes);
        if sometimes && !is_several(cut, &Around::of(text, &tokens, cut, &cuts[at + 1..])) {
            tokens.push(Token::plain(cut));
        } else {
            split::push(text, cut, rules, &mut tokens);
        }
    }
    tokens
}

fn cuts(text: &str, line: Span, rules: &Rules) -> Vec<Span> {
    let mut cuts = Vec::new();
    let mut at = line.start();
    while let Some(rest) = text.get(at..line.end())
        && let Some(first) = rest.chars().next()
    {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let cut = Span::new(at, at + length::of(rest, before(text, line, at), rules));
        cuts.push(cut);
        at = cut.end();
    }
    cuts
}

/// The character before `at` in its line.
fn before(text: &str, line: Span, at: usize) -> Option<char> {
    text.get(line.start()..at)?.chars().next_back()
}

/// Whether a token is made of the marks that end sentences.
pub fn is_stop(token: &str) -> bool {
    !token.is_empty() && token.chars().all(is_stop_mark)
}

/// The marks that end sentences.
fn is_stop_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '。' | '！' | '？' | '।' | '؟' | '۔')
}

/// Apostrophes, and the marks that stand in for one.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`')
}
