//! The stretches of words that two texts share.

use crate::shingles::{Shingles, WORDS};
use saidby_core::Span;

/// One stretch that stands in both texts.
#[derive(Debug)]
pub struct Stretch {
    /// Bytes of the left text.
    pub left: Span,
    /// Bytes of the right text.
    pub right: Span,
    /// Its length in words.
    pub words: usize,
}

/// The shared stretches, in the left text's order and without overlap in it. Each starts at the first place of its shingle in the
/// right text and is as long as the words are the same.
pub fn shared(left: &Shingles, right: &Shingles) -> Vec<Stretch> {
    let mut places: Vec<(u64, usize)> = right.at.iter().enumerate().map(|(place, &hash)| (hash, place)).collect();
    places.sort_unstable();
    let mut stretches = Vec::new();
    let mut at = 0;
    while let Some(&hash) = left.at.get(at) {
        let first = places.partition_point(|&(other, _)| other < hash);
        let found = places.get(first).filter(|&&(other, _)| other == hash);
        let words = found.map_or(0, |&(_, place)| same_words(left, right, at, place));
        if let Some(&(_, place)) = found
            && words >= WORDS
        {
            stretches.push(Stretch { left: cover(left, at, words), right: cover(right, place, words), words });
        }
        at += words.max(1);
    }
    stretches
}

/// How many words from the two places on are the same.
fn same_words(left: &Shingles, right: &Shingles, a: usize, b: usize) -> usize {
    left.words.iter().skip(a).zip(right.words.iter().skip(b)).take_while(|((_, a), (_, b))| a == b).count()
}

/// The bytes from a word on, for so many words.
fn cover(shingles: &Shingles, at: usize, words: usize) -> Span {
    let spans = shingles.words.iter().skip(at).take(words).map(|&(span, _)| span);
    spans.reduce(Span::cover).unwrap_or_default()
}
