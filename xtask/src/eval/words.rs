//! Words, white space and letters as Python's `re` has them, because the scorers are in Python.
//!
//! `\w` there is a letter, a number or `_`, without combining marks; Rust's own `\w` and `is_alphanumeric` differ.

use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\p{L}\p{N}_]+"));
static CJK: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\u{3040}-\u{30ff}\u{3400}-\u{9fff}\u{ac00}-\u{d7af}]"));

/// A pattern written in this program.
pub fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|error| panic!("the pattern `{text}` is wrong: {error}"))
}

/// The words of a text in lower case; one with Chinese, Japanese or Korean letters is cut into its characters.
pub fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut words = Vec::new();
    for word in WORD.find_iter(&lower).map(|found| found.as_str()) {
        if CJK.is_match(word) {
            words.extend(word.chars().map(String::from));
        } else {
            words.push(word.to_owned());
        }
    }
    words
}

/// The words of a text as code points, half open, in text order.
#[cfg(feature = "line")]
pub fn word_spans(text: &str) -> Vec<(usize, usize)> {
    let points = saidby_core::CodePoints::of(text);
    WORD.find_iter(text).map(|found| (points.offset(found.start()), points.offset(found.end()))).collect()
}

/// The text with every stretch of white space as one space, none at its ends.
pub fn fold(text: &str) -> String {
    text.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Python's white space: Unicode's, and the four ASCII separators.
fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

/// How often each item occurs.
pub fn counts<T: std::hash::Hash + Eq>(items: impl IntoIterator<Item = T>) -> HashMap<T, u32> {
    let mut counts = HashMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    counts
}

/// How many items two multisets share.
#[allow(clippy::iter_over_hash_type, reason = "a sum of integers has no order")]
pub fn shared<T: std::hash::Hash + Eq>(a: &HashMap<T, u32>, b: &HashMap<T, u32>) -> u32 {
    a.iter().map(|(item, &count)| count.min(b.get(item).copied().unwrap_or(0))).sum()
}

/// 2PR / (P + R), or 0.
pub fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

/// A share; 0 of nothing.
pub fn share(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_python_s() {
        assert_eq!(words("L’été, a_b x²"), ["l", "été", "a_b", "x²"]);
        assert_eq!(words("東京は2024"), ["東", "京", "は", "2", "0", "2", "4"]);
        assert_eq!(words("हिन्दी"), ["ह", "न", "द"], "combining marks are no part of a word");
    }

    #[test]
    fn white_space_folds() {
        assert_eq!(fold(" a\u{a0}\n b\u{1f}c "), "a b c");
    }
}
