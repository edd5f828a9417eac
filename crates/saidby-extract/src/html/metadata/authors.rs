//! Authors: structured data, `meta` elements, microdata and links, elements that are named for an author, author lines.
//!
//! A person's name in any of them goes before the outlet's own name in a better one.

use super::outlet::Outlet;
use super::{Source, found};
use crate::html::tree::NodeId;
use crate::html::zones;
use crate::text::words::folded;
use crate::text::{agencies, names};
use saidby_core::Found;

/// `meta` elements that name authors, in the order of trust.
const AUTHORS: &[super::Field] = &[
    ("author", "meta:author"),
    ("articleauthor", "meta:article:author"),
    ("articlebyline", "meta:article:byline"),
    ("parselyauthor", "meta:parsely-author"),
    ("cxenseparseauthor", "meta:cxenseparse:author"),
    ("dccreator", "meta:dc.creator"),
    ("dctermscreator", "meta:dcterms.creator"),
    ("sailthruauthor", "meta:sailthru.author"),
    ("byl", "meta:byl"),
    ("twittermiscwrittenby", "meta:twitter:misc"),
];
/// Authors, at most.
const MOST: usize = 64;
/// Bytes of an element's words beyond which it is no author's name.
const LONGEST: usize = 120;

impl Source<'_> {
    pub fn authors(&self, outlet: &Outlet) -> Vec<Found<String>> {
        let ways: [&dyn Fn() -> Vec<Found<String>>; 6] = [
            &|| self.declared_authors(),
            &|| self.meta_authors(),
            &|| self.labelled_authors(),
            &|| self.item_authors(),
            &|| self.marked_authors(outlet),
            &|| self.author_lines(),
        ];
        let mut first: Vec<Found<String>> = Vec::new();
        for way in ways {
            let authors = way();
            if authors.iter().any(|author| !self.is_outlet(&author.value, outlet))
                && (first.is_empty() || authors.iter().any(|author| names::is_name(&author.value)))
            {
                return once(authors);
            }
            if first.is_empty() {
                first = authors;
            }
        }
        once(first)
    }

    /// The agencies that the page's fields credit.
    pub fn agencies(&self) -> Vec<Found<String>> {
        let declared = self.declared.credits.iter().flat_map(|credit| agencies::named(credit));
        let declared = declared.map(|name| found(name.to_owned(), "json-ld:author"));
        let fields = AUTHORS.iter().flat_map(|&(name, from)| {
            let fields = self.metas.iter().filter(move |meta| meta.name == name);
            fields.flat_map(|meta| agencies::named(meta.content)).map(move |name| found(name.to_owned(), from))
        });
        once(declared.chain(fields).collect())
    }

    /// Whether an author is the outlet: by its name, or declared as an organisation whose name begins or ends with the outlet's.
    fn is_outlet(&self, author: &str, outlet: &Outlet) -> bool {
        let is_organisation = self.declared.authors.iter().any(|declared| declared.name == author && !declared.is_person);
        outlet.is_named(author) || (is_organisation && outlet.is_close(author))
    }

    fn declared_authors(&self) -> Vec<Found<String>> {
        self.declared.authors.iter().map(|author| found(author.name.clone(), "json-ld:author")).collect()
    }

    fn meta_authors(&self) -> Vec<Found<String>> {
        let named = |&(name, from): &super::Field| {
            let fields = self.metas.iter().filter(move |meta| meta.name == name && !meta.content.trim().starts_with("http"));
            let authors: Vec<_> = fields.flat_map(|meta| names::authors(meta.content)).map(|name| found(name, from)).collect();
            (!authors.is_empty()).then_some(authors)
        };
        AUTHORS.iter().find_map(named).unwrap_or_default()
    }

    /// `twitter:label1` says `Written by`, `twitter:data1` the name.
    fn labelled_authors(&self) -> Vec<Found<String>> {
        let labels = [("twitterlabel1", "twitterdata1"), ("twitterlabel2", "twitterdata2")];
        let data =
            labels.iter().find(|(label, _)| self.meta(label).is_some_and(names::is_lead)).and_then(|(_, data)| self.meta(data));
        data.map(names::authors).unwrap_or_default().into_iter().map(|name| found(name, "meta:twitter:data")).collect()
    }

    /// Authors of the article's microdata, else links that say `rel="author"`.
    fn item_authors(&self) -> Vec<Found<String>> {
        let items = self.items(&["author", "creator"]).filter(|&id| self.tree.name(id) != "meta" && self.is_short(id));
        let items = items.flat_map(|id| names::authors(&self.item_name(id))).map(|name| found(name, "element:author"));
        let items: Vec<_> = items.take(MOST).collect();
        if !items.is_empty() {
            return items;
        }
        let is_author =
            |id: &NodeId| self.tree.attribute(*id, "rel").is_some_and(|rel| rel.split_whitespace().any(|word| word == "author"));
        let links = (0..self.tree.len())
            .filter(|&id| self.is_short(id) && is_author(&id))
            .filter(|&id| !self.is_apart(id))
            .flat_map(|id| names::marked(&self.words(id)));
        links.map(|name| found(name, "element:author")).take(MOST).collect()
    }

    /// The name of an item: its `name`, else its words.
    fn item_name(&self, id: NodeId) -> String {
        let inside = (id + 1..self.tree.node(id).end).find(|&inner| {
            self.tree.attribute(inner, "itemprop").is_some_and(|names| names.split_whitespace().any(|name| name == "name"))
        });
        let named = inside.unwrap_or(id);
        let words = self.tree.attribute(named, "content").map_or_else(|| self.words(named), folded);
        if words.len() <= LONGEST { words } else { String::new() }
    }

    /// The first elements after the headline whose class or id is an author's.
    fn marked_authors(&self, outlet: &Outlet) -> Vec<Found<String>> {
        let is_marked = |id: &NodeId| {
            let named = ["class", "id"].iter().filter_map(|field| self.tree.attribute(*id, field));
            named.flat_map(zones::split).any(|word| names::is_mark(&word))
        };
        let marked = (0..self.tree.len()).filter(|&id| self.is_short(id)).filter(is_marked).filter(|&id| !self.is_apart(id));
        let mut names: Vec<Found<String>> = Vec::new();
        let mut end = None;
        for id in marked {
            if end.is_some_and(|end| id >= end) && !names.is_empty() {
                break;
            }
            let inside = self.tree.node(id).end;
            let own = self.marked_names(id);
            if !own.is_empty() && end.is_none_or(|end| id >= end) {
                let group = self.tree.node(self.tree.node(id).parent).end;
                end = Some(group.max(inside));
            }
            names.extend(own.into_iter().filter(|name| !outlet.is_close(name)).map(|name| found(name, "element:author")));
        }
        names.truncate(MOST);
        names
    }

    /// The names in a marked element: those of its links, else of its words.
    fn marked_names(&self, id: NodeId) -> Vec<String> {
        let links = (id..self.tree.node(id).end).filter(|&inner| self.tree.name(inner) == "a");
        let linked: Vec<String> = links.flat_map(|link| names::marked(&self.words(link))).collect();
        if linked.is_empty() { names::marked(&self.words(id)) } else { linked }
    }

    /// The first author line in the page's text.
    fn author_lines(&self) -> Vec<Found<String>> {
        let text = &self.layout.text;
        let lines = self.layout.passages.iter().map(|line| (line.element, names::byline(line.span.of(text))));
        let first =
            lines.filter(|(_, names)| !names.is_empty()).find(|&(element, _)| !self.is_apart(element)).map(|(_, names)| names);
        first.unwrap_or_default().into_iter().map(|name| found(name, "text:byline")).collect()
    }
}

/// Each name once.
fn once(authors: Vec<Found<String>>) -> Vec<Found<String>> {
    let mut seen: Vec<Found<String>> = Vec::new();
    for author in authors.into_iter().take(MOST) {
        if seen.iter().all(|other| other.value != author.value) {
            seen.push(author);
        }
    }
    seen
}
