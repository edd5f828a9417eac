//! HTML pages: markup becomes a tree, the tree a text in blocks, the blocks get roles.

mod content;
mod entities;
mod json_ld;
mod layout;
mod live;
mod metadata;
mod pictures;
mod stated;
mod tree;
mod zones;

use crate::text::words::levelled;
use crate::{Draft, block};
use content::Said;
use metadata::About;
pub use metadata::host;
use saidby_core::Role;
use tree::Tree;

/// The article of an HTML page; offsets are in the markup. `address` is the one that the input gave.
pub fn draft(markup: &str, address: Option<&str>) -> Draft {
    let tree = Tree::parse(markup);
    let mut layout = layout::lay_out(&tree, markup);
    let About { metadata, heading, body, updates, notices } = metadata::about(&tree, markup, &layout, address);
    let title = heading.as_deref().or(metadata.title.as_ref().map(|title| title.value.as_str()));
    let said = Said { title, descriptions: descriptions(&tree), body: body.as_deref() };
    let mut roles = content::roles(&tree, &layout, &said);
    let length =
        layout.passages.iter().zip(&roles).filter(|(_, role)| role.is_body()).map(|(passage, _)| passage.span.len()).sum();
    if let Some(body) = stated::unseen(&tree, markup, &layout, length) {
        roles.iter_mut().filter(|role| matches!(role, Role::Paragraph | Role::Heading)).for_each(|role| *role = Role::Other);
        roles.resize(roles.len() + body.passages.len(), Role::Paragraph);
        layout.append(body);
    }
    let dates = [&metadata.published, &metadata.modified].map(|date| date.as_ref().map(|found| found.value));
    let entries = live::entries(&live::Scene { tree: &tree, layout: &layout, roles: &roles, dates }, &updates);
    let blocks = layout.passages.iter().zip(roles).map(|(passage, role)| block(role, passage.span)).collect();
    Draft { metadata, page_text: layout.text, sources: layout.sources, blocks, entries, notices }
}

/// What the page's `meta` elements say that the article is about, levelled.
fn descriptions(tree: &Tree) -> Vec<String> {
    let is_description = |id: usize| {
        let name = ["property", "name"].iter().find_map(|field| tree.attribute(id, field));
        name.is_some_and(|name| {
            matches!(name.to_ascii_lowercase().as_str(), "description" | "og:description" | "twitter:description")
        })
    };
    let metas = (0..tree.len()).filter(|&id| tree.name(id) == "meta" && is_description(id));
    metas.filter_map(|id| tree.attribute(id, "content")).map(levelled).filter(|words| !words.is_empty()).collect()
}
