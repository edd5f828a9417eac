//! Text becomes sentences and words.

use saidby_core::{Article, Sentence};

/// The sentences of the article text, block by block.
pub fn sentences(_article: &Article) -> Vec<Sentence> {
    Vec::new()
}
