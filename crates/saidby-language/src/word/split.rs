//! One cut becomes the words of its language: elisions, clitics, contractions, hyphens.

use super::is_apostrophe;
use crate::rules::{Attached, Rules, fold};
use saidby_core::{Span, Token};

/// Elided words, and clitics, that one cut may hold: French has at most two of each (« s'en va-t-on », « donnez-le-moi »).
const MOST_ATTACHED: usize = 3;

/// Adds the words of `cut` to `tokens`.
pub fn push(text: &str, cut: Span, rules: &Rules, tokens: &mut Vec<Token>) {
    let cut = after_elisions(text, cut, rules, tokens);
    let clitics = clitics(text, cut, rules);
    let stem = Span::new(cut.start(), clitics.last().map_or(cut.end(), |clitic| clitic.start()));
    match hyphens(text, stem, rules) {
        Some(parts) => parts.into_iter().for_each(|part| push_part(text, part, rules, tokens)),
        None => push_part(text, stem, rules, tokens),
    }
    tokens.extend(clitics.into_iter().rev().map(Token::plain));
}

/// Adds the elided words that a cut starts with; what is left of it.
fn after_elisions(text: &str, cut: Span, rules: &Rules, tokens: &mut Vec<Token>) -> Span {
    let mut left = cut;
    for _ in 0..MOST_ATTACHED {
        let Some(length) = elision(left.of(text), rules) else { break };
        let elided = Span::new(left.start(), left.start() + length);
        tokens.push(Token::plain(elided));
        left = Span::new(elided.end(), left.end());
    }
    left
}

/// The length of the elided word that `words` starts with, its apostrophe included.
fn elision(words: &str, rules: &Rules) -> Option<usize> {
    let (at, apostrophe) = words.char_indices().find(|&(_, c)| is_apostrophe(c))?;
    let end = at + apostrophe.len_utf8();
    (end < words.len() && rules.is_elision(&fold(&words[..at])) && !rules.is_whole(&fold(words))).then_some(end)
}

/// The clitics that a word ends with, the last first: « -moi », « -t-il ».
fn clitics(text: &str, cut: Span, rules: &Rules) -> Vec<Span> {
    let mut found = Vec::new();
    let mut stem = cut.of(text);
    while found.len() < MOST_ATTACHED
        && let Some((before, last)) = stem.rsplit_once('-')
        && before.chars().any(char::is_alphabetic)
        && rules.is_clitic(&fold(last))
        && !rules.is_whole(&fold(stem))
    {
        let linked = ["-t", "-T"].iter().find_map(|link| before.strip_suffix(link));
        let stem_end = linked.filter(|stem| stem.chars().any(char::is_alphabetic)).unwrap_or(before).len();
        found.push(Span::new(cut.start() + stem_end, cut.start() + stem.len()));
        stem = &stem[..stem_end];
    }
    found
}

/// The parts and the hyphens of a word that its language splits.
fn hyphens(text: &str, cut: Span, rules: &Rules) -> Option<Vec<Span>> {
    let words = cut.of(text);
    let (first, _) = words.split_once('-').filter(|_| rules.splits_hyphens)?;
    if rules.is_prefix(&fold(first))
        || rules.is_whole(&fold(words))
        || is_telephone(words)
        || words.contains('@')
        || words.contains("://")
        || words.starts_with("www.")
        || !first.contains(char::is_alphanumeric)
    {
        return None;
    }
    let mut parts = Vec::new();
    let mut at = cut.start();
    for part in words.split_inclusive('-') {
        let word = part.strip_suffix('-').unwrap_or(part);
        parts.push(Span::new(at, at + word.len()));
        parts.push(Span::new(at + word.len(), at + part.len()));
        at += part.len();
    }
    parts.retain(|part| !part.is_empty());
    Some(parts)
}

/// `555-0199`, `202-555-0199`.
fn is_telephone(words: &str) -> bool {
    let mut groups = words.rsplit('-');
    let figures = words.bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b'/');
    figures && groups.next().is_some_and(|last| last.len() == 4) && groups.next().is_some_and(|group| group.len() == 3)
}

/// Adds a word, or the words that it stands for.
fn push_part(text: &str, part: Span, rules: &Rules, tokens: &mut Vec<Token>) {
    let words = part.of(text);
    if let Some(contraction) = rules.contraction(words) {
        return push_contraction(text, part, &contraction.words, tokens);
    }
    if let Some(attached) = rules.attached(words) {
        return push_attached(part, &attached, tokens);
    }
    match suffix(words, rules) {
        Some(at) => tokens.extend([(0, at), (at, words.len())].map(|(start, end)| Token {
            contraction: Some(part),
            ..Token::plain(Span::new(part.start() + start, part.start() + end))
        })),
        None => tokens.push(Token::plain(part)),
    }
}

/// Adds a verb and the pronouns at its end; a hyphen is part of the pronoun's characters, not of its form.
fn push_attached(part: Span, attached: &Attached<'_>, tokens: &mut Vec<Token>) {
    let cut = part.start() + attached.at;
    let verb = Token::plain(Span::new(part.start(), cut));
    tokens.push(Token { form: attached.verb.clone().map(Into::into), contraction: Some(part), ..verb });
    let pronouns = Span::new(cut, part.end());
    let mut at = cut;
    for &word in attached.words {
        let own = Span::new(at, at + word.len());
        let (span, form) =
            if pronouns.len() == attached.words.concat().len() { (own, None) } else { (pronouns, Some(word.into())) };
        tokens.push(Token { form, contraction: Some(part), ..Token::plain(span) });
        at = span.end();
    }
}

/// Adds the words of a multi-word token: parts of its characters where they are its characters, forms of their own otherwise.
fn push_contraction(text: &str, part: Span, words: &[&'static str], tokens: &mut Vec<Token>) {
    let folded = fold(part.of(text));
    let in_order = folded.len() == part.len() && words.concat() == folded;
    let mut at = part.start();
    for &word in words {
        let (span, form) = if in_order { (Span::new(at, at + word.len()), None) } else { (part, Some(word.into())) };
        tokens.push(Token { form, contraction: Some(part), ..Token::plain(span) });
        at = span.end();
    }
}

/// Where the ending that is a word of its own starts, in bytes.
fn suffix(words: &str, rules: &Rules) -> Option<usize> {
    let folded = fold(words);
    if rules.is_whole(&folded) {
        return None;
    }
    let characters = rules.suffix(&folded)?.chars().count();
    let (at, _) = words.char_indices().rev().nth(characters - 1)?;
    words[..at].chars().any(char::is_alphabetic).then_some(at)
}
