//! HTML pages: markup becomes a tree, the tree a text in blocks, the blocks get roles.

mod content;
mod entities;
mod json_ld;
mod layout;
mod metadata;
mod tree;
mod zones;

use crate::{Draft, block};
use metadata::About;
use tree::Tree;

/// The article of an HTML page; offsets are in the markup. `address` is the one that the input gave.
pub fn draft(markup: &str, address: Option<&str>) -> Draft {
    let tree = Tree::parse(markup);
    let layout = layout::lay_out(&tree, markup);
    let About { metadata, heading, body, notices } = metadata::about(&tree, markup, &layout, address);
    let title = heading.as_deref().or(metadata.title.as_ref().map(|title| title.value.as_str()));
    let roles = content::roles(&tree, &layout, title, body.as_deref());
    let blocks = layout.passages.iter().zip(roles).map(|(passage, role)| block(role, passage.span)).collect();
    Draft { metadata, page_text: layout.text, sources: layout.sources, blocks, notices }
}
