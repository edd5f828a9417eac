//! A line of text becomes words.
//!
//! First the line is cut where any language cuts ([`length`]): addresses, numbers, words, punctuation. Then a cut is split by the
//! lists of its language ([`split`]): « qu'a-t-il » is `qu'` `a` `-t-il`, "don't" is `do` `n't`.

mod length;
mod split;

use crate::rules::{Rules, fold};
use saidby_core::{Span, Token};

/// The words of a line. Between them there is only white space.
pub fn words(text: &str, line: Span, rules: &Rules) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = line.start();
    while let Some(rest) = text.get(at..line.end())
        && let Some(first) = rest.chars().next()
    {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let cut = Span::new(at, at + length::of(rest, before(text, line, at), rules));
        split::push(text, cut, rules, &mut tokens);
        at = cut.end();
    }
    tokens
}

/// The character before `at` in its line.
fn before(text: &str, line: Span, at: usize) -> Option<char> {
    text.get(line.start()..at)?.chars().next_back()
}

/// The last word so far, folded; empty at the start of a sentence.
fn folded_last(text: &str, tokens: &[Token]) -> String {
    let last = tokens.last().map(|token| token.span.of(text)).unwrap_or_default();
    if is_stop(last) { String::new() } else { fold(last) }
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
