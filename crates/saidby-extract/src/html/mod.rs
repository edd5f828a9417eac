//! HTML pages.

mod entities;
mod tree;

use crate::Draft;

/// The article of an HTML page.
pub fn draft(markup: &str) -> Draft {
    let _ = tree::Tree::parse(markup);
    Draft::default()
}
