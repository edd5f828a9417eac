//! Credits of news agencies: `PARIS (AFP) –`, `(dpa/AFP)` at the end, `avec Reuters` in a byline.
//!
//! The agencies are `ontology/agencies.tsv`.

use super::names;
use saidby_core::{Article, Found, Role};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Characters at the start of a text within which a dateline stands.
const DATELINE: usize = 90;
/// Bytes of a block that can be a credit alone.
const CREDIT: usize = 60;
/// Blocks at the end of a text that are looked at.
const LAST: usize = 2;
/// Words, at most, of an agency's name.
const WORDS: usize = 4;

static AGENCIES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = saidby_lexicon::table("ontology", "agencies").into_iter().flat_map(|table| table.rows());
    rows.flat_map(|row| row.list("forms").map(move |form| (form, row.get("name")))).collect()
});

/// Whether the words are an agency's name, and no more.
pub fn is_agency(name: &str) -> bool {
    AGENCIES.contains_key(name)
}

/// The agencies that a credit names, in its order.
pub fn named(credit: &str) -> Vec<&'static str> {
    let words: Vec<&str> = credit
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | ',' | ';' | '(' | ')' | '+' | '©' | ':' | '|' | '*'))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let lengths = (1..=WORDS.min(words.len() - at)).rev();
        let known = lengths.filter_map(|length| Some((length, *AGENCIES.get(words[at..at + length].join(" ").as_str())?))).next();
        if let Some((_, agency)) = known
            && !found.contains(&agency)
        {
            found.push(agency);
        }
        at += known.map_or(1, |(length, _)| length);
    }
    found
}

/// The agencies that an article's own text credits: in its bylines, after its dateline, at its end.
pub fn credited(article: &Article) -> Vec<Found<String>> {
    let words =
        |role: Role| article.blocks.iter().filter(move |block| block.role == role).map(|block| block.page.of(&article.page_text));
    let bylines = words(Role::Byline).filter(|line| line.len() <= 2 * CREDIT).flat_map(named).map(|name| (name, "text:byline"));
    let dateline = words(Role::Paragraph).next().into_iter().flat_map(in_dateline).map(|name| (name, "text:dateline"));
    let body: Vec<&str> = words(Role::Paragraph).collect();
    let ends = body.iter().skip(1).rev().take(LAST).rev().flat_map(|block| at_end(block)).map(|name| (name, "text:end"));
    let mut found: Vec<Found<String>> = Vec::new();
    for (name, from) in bylines.chain(dateline).chain(ends) {
        if found.iter().all(|other| other.value != name) {
            found.push(Found { value: name.to_owned(), from });
        }
    }
    found
}

/// `PARIS, 2 nov (AFP) –`: brackets near the start that hold agencies and nothing else.
fn in_dateline(block: &str) -> Vec<&'static str> {
    let head = block.char_indices().nth(DATELINE).map_or(block, |(at, _)| &block[..at]);
    let brackets = head.match_indices('(').filter_map(|(at, _)| head[at + 1..].split_once(')'));
    brackets.map(|(inside, _)| alone(inside)).find(|names| !names.is_empty()).unwrap_or_default()
}

/// `… (dpa/AFP)`, or a short block that is a credit: `avec AFP`, `© Reuters`.
fn at_end(block: &str) -> Vec<&'static str> {
    let block = block.trim().trim_end_matches('.');
    if let Some((_, inside)) = block.strip_suffix(')').and_then(|block| block.rsplit_once('(')) {
        return alone(inside);
    }
    if block.len() <= CREDIT && block.split_whitespace().count() <= 6 { alone(block) } else { Vec::new() }
}

/// The agencies of a credit that holds nothing but their names and the words that go with them.
fn alone(credit: &str) -> Vec<&'static str> {
    let is_part = |word: &str| AGENCIES.keys().any(|form| form.split([' ', '-']).any(|part| part == word));
    let mut words = credit.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    if words.all(|word| is_part(word) || names::is_credit(word)) { named(credit) } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_are_told_from_sentences() {
        assert_eq!(in_dateline("LYON, 2 nov (AFP) – Les grues ont repris mercredi."), ["AFP"]);
        assert_eq!(in_dateline("Landstadt (dpa/AFP) - Die Kräne stehen still."), ["dpa", "AFP"]);
        assert_eq!(in_dateline("The union (a member of the congress) said so."), Vec::<&str>::new());
        assert_eq!(at_end("Die Kräne stehen still. (dpa)"), ["dpa"]);
        assert_eq!(at_end("Avec AFP"), ["AFP"]);
        assert_eq!(at_end("Source : AFP et Reuters."), ["AFP", "Reuters"]);
        assert_eq!(at_end("The union said so to Reuters."), Vec::<&str>::new());
        assert_eq!(at_end("AP Møller"), Vec::<&str>::new());
        assert_eq!(named("The Associated Press in Lyon"), ["AP"]);
    }
}
