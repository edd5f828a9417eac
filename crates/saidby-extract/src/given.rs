//! Text handed over as an article's text: every line is a paragraph, nothing is furniture.

use crate::{Draft, block};
use saidby_core::{Role, SourceMap, Span};

/// The article of a text that is taken as it is.
pub fn draft(text: &str) -> Draft {
    let blocks = lines(text).map(|line| block(Role::Paragraph, line)).collect();
    Draft { page_text: text.to_owned(), sources: SourceMap::identity(text.len()), blocks, ..Draft::default() }
}

/// The lines of a text that hold more than white space, without the white space at their ends.
pub fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    let spans = text.split_inclusive(['\n', '\r']).map(move |line| {
        at += line.len();
        Span::new(at - line.len(), at)
    });
    spans.map(|line| line.trimmed(text)).filter(|line| !line.is_empty())
}
