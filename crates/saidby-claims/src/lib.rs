//! Sentences become who said or did what to whom, and how sure they are.

use saidby_core::{Article, Sentence, Statements};

/// Who said what in an article, and what is claimed.
pub fn statements(_article: &Article, _sentences: &[Sentence]) -> Statements {
    Statements::default()
}
