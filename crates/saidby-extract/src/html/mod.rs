//! HTML pages: markup becomes a tree, the tree a text in blocks, the blocks get roles.

mod content;
mod entities;
mod json_ld;
mod layout;
mod metadata;
mod tree;
mod zones;

use crate::{Draft, block};
use tree::Tree;

/// The article of an HTML page; offsets are in the markup.
pub fn draft(markup: &str) -> Draft {
    let tree = Tree::parse(markup);
    let layout = layout::lay_out(&tree, markup);
    let (declared, notices) = json_ld::declared(&tree, markup);
    let metadata = metadata::metadata(&tree, markup, &declared);
    let title = metadata.title.as_ref().map(|title| title.value.as_str());
    let roles = content::roles(&tree, &layout, title, declared.body.as_deref());
    let blocks = layout.passages.iter().zip(roles).map(|(passage, role)| block(role, passage.span)).collect();
    Draft { metadata, page_text: layout.text, sources: layout.sources, blocks, notices }
}
