//! What a page says about itself, each value with the field that gave it.
//!
//! Structured data first, then `meta` elements, then what stands in the page. Fields are chosen, never rewritten.

mod authors;
mod dates;
mod outlet;
mod title;

use super::content;
use super::json_ld::{self, Clues, Declared, Update};
use super::layout::Layout;
use super::tree::{NodeId, Tree};
use super::zones;
use crate::text::dates::Order;
use crate::text::words::folded;
pub use outlet::host;
use saidby_core::{Found, Language, Metadata, Notice, Role};
use std::cell::OnceCell;
use std::collections::HashMap;

/// `meta` elements that name the language of a page.
const LANGUAGES: &[Field] = &[
    ("oglocale", "meta:og:locale"),
    ("language", "meta:language"),
    ("contentlanguage", "meta:content-language"),
    ("dclanguage", "meta:dc.language"),
    ("dctermslanguage", "meta:dcterms.language"),
];

/// The share of a page's prose beyond which a zone was named for something else, as for roles.
const WIDEST: f64 = 0.4;

/// Nodes, at most, of an element that is an author's or a date's.
const SHORT: usize = 24;

/// A `meta` element: its name levelled as [`level`] does, and what the record calls it.
type Field = (&'static str, &'static str);

/// What is read from a page besides its text.
pub struct About {
    /// What the page says about itself.
    pub metadata: Metadata,
    /// The heading in the page that is the article's headline, where one was told.
    pub heading: Option<String>,
    /// The article text that the page's structured data gives.
    pub body: Option<String>,
    /// The entries of a live blog that its structured data lists.
    pub updates: Vec<Update>,
    /// Damage.
    pub notices: Vec<Notice>,
}

/// A page, and its `meta` elements.
struct Source<'p> {
    tree: &'p Tree,
    markup: &'p str,
    layout: &'p Layout,
    /// The address that the input gave.
    given: Option<&'p str>,
    metas: Vec<Meta<'p>>,
    declared: Declared,
    /// How the page's language writes dates in figures.
    order: Order,
    /// For every node, whether it stands apart from the article; worked out when first asked for.
    apart: OnceCell<Vec<bool>>,
    /// For every node, the bytes of prose before it; worked out when first asked for.
    prose: OnceCell<Vec<usize>>,
}

/// A `meta` element, or another with a `content`.
struct Meta<'p> {
    id: NodeId,
    /// Its `property`, `name` or `itemprop`, levelled.
    name: String,
    content: &'p str,
}

/// What the page says about itself. `given` is the address that the input gave.
pub fn about(tree: &Tree, markup: &str, layout: &Layout, given: Option<&str>) -> About {
    let mut source = Source {
        tree,
        markup,
        layout,
        given,
        metas: metas(tree),
        declared: Declared::default(),
        order: Order::Unknown,
        apart: OnceCell::new(),
        prose: OnceCell::new(),
    };
    let title = source.page_title();
    let own = source.own_address().map(|found| found.value);
    let og_title = source.meta("ogtitle").map(folded);
    let clues = Clues { addresses: [given, own.as_deref()], titles: [og_title.as_deref(), title.as_deref()] };
    let (declared, notices) = json_ld::declared(tree, markup, clues);
    source.declared = declared;
    source.order = source.order_of_figures();
    let outlet = source.outlet();
    let heading = source.heading(&outlet);
    let metadata = Metadata {
        title: source.title(heading.as_deref(), &outlet),
        authors: source.authors(&outlet),
        published: source.published(),
        modified: source.modified(),
        language: source.language(),
        outlet: outlet.name,
        url: source.own_address(),
        canonical: source.own_address(),
        section: source.section(),
        agencies: source.agencies(),
        paywall: source.paywall(),
    };
    About { metadata, heading, body: source.declared.body, updates: source.declared.updates, notices }
}

/// Bytes of prose before every node, and after the last; of all text, where there is no prose.
fn prose(tree: &Tree, layout: &Layout) -> Vec<usize> {
    let prose = content::weights(tree, layout, |at| content::is_prose(&layout.passages[at], &layout.text));
    if prose.last().is_some_and(|&all| all > 0) { prose } else { content::weights(tree, layout, |_| true) }
}

fn metas(tree: &Tree) -> Vec<Meta<'_>> {
    let named = |id: NodeId| {
        let name = ["property", "name", "itemprop"].iter().find_map(|field| tree.attribute(id, field))?;
        let content = tree.attribute(id, "content").filter(|content| !content.trim().is_empty())?;
        Some(Meta { id, name: level(name), content })
    };
    let ids = (0..tree.len()).filter(|&id| tree.name(id) == "meta");
    ids.filter_map(named).filter(|meta| is_of_article(tree, meta.id)).collect()
}

/// The name of a `meta` element without marks, in lower case: `article:published_time` is also written `article:published:time`.
fn level(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether microdata ties an element to the page or its article, not to a picture, product or comment in it.
fn is_of_article(tree: &Tree, id: NodeId) -> bool {
    let item = tree.path(id).skip(1).find_map(|outer| tree.attribute(outer, "itemtype"));
    let is_work = |item: &str| {
        let name = item.trim().rsplit(['/', '#', ':']).next().unwrap_or_default();
        ["Article", "Posting", "Page", "Report", "Blog", "CreativeWork", "Person"].iter().any(|work| name.ends_with(work))
    };
    item.is_none_or(is_work)
}

fn found<T>(value: T, from: &'static str) -> Found<T> {
    Found { value, from }
}

impl<'p> Source<'p> {
    fn meta(&self, name: &str) -> Option<&'p str> {
        self.metas.iter().find(|meta| meta.name == name).map(|meta| meta.content)
    }

    /// The fields of a list that the page has, in the list's order.
    fn listed(&self, fields: &'static [Field]) -> impl Iterator<Item = (&'p str, &'static str)> {
        fields.iter().filter_map(|&(name, from)| Some((self.meta(name)?, from)))
    }

    fn elements<'a>(&'a self, name: &'a str) -> impl Iterator<Item = NodeId> + 'a {
        (0..self.tree.len()).filter(move |&id| self.tree.name(id) == name)
    }

    fn element(&self, name: &str) -> Option<NodeId> {
        self.elements(name).next()
    }

    fn words(&self, id: NodeId) -> String {
        self.tree.words(id, self.markup)
    }

    /// Elements that microdata names so, of the page or its article.
    fn items<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = NodeId> + 'a {
        let is_named = |id: &NodeId| {
            let itemprop = self.tree.attribute(*id, "itemprop");
            itemprop.is_some_and(|itemprop| itemprop.split_whitespace().any(|name| names.contains(&name)))
        };
        (0..self.tree.len()).filter(is_named).filter(|&id| is_of_article(self.tree, id))
    }

    /// Whether an element stands apart from the article: in a menu, a list of other articles, a picture, a comment.
    fn is_apart(&self, id: NodeId) -> bool {
        self.apart.get_or_init(|| self.all_apart())[id]
    }

    fn all_apart(&self) -> Vec<bool> {
        let is_zone = |role: Role| !matches!(role, Role::Byline | Role::Date | Role::Standfirst | Role::Title);
        let mut known = HashMap::new();
        let mut opens = |id: NodeId| {
            let own = zones::own(self.tree, id, zones::Signs::All, &mut known);
            own.is_some_and(is_zone) && self.share(id) <= WIDEST
        };
        let mut apart: Vec<bool> = Vec::with_capacity(self.tree.len());
        for (id, node) in self.tree.nodes() {
            let outer = apart.get(node.parent).copied().unwrap_or(false);
            apart.push(outer || opens(id));
        }
        apart
    }

    /// Whether an element has few others in it: a line, not a page.
    fn is_short(&self, id: NodeId) -> bool {
        self.tree.node(id).end - id <= SHORT
    }

    /// The share of the page's prose in an element; of its text, where the page has no prose.
    fn share(&self, id: NodeId) -> f64 {
        let prose = self.prose.get_or_init(|| prose(self.tree, self.layout));
        let bytes = |id: NodeId| (prose[self.tree.node(id).end] - prose[id]) as f64;
        bytes(id) / bytes(0).max(1.0)
    }

    fn language(&self) -> Option<Found<Language>> {
        let html = self.elements("html").find_map(|id| self.tree.attribute(id, "lang")).and_then(Language::parse);
        let declared = || self.declared.language.as_deref().and_then(Language::parse);
        let meta = || self.listed(LANGUAGES).find_map(|(field, from)| Some(found(Language::parse(field)?, from)));
        html.map(|value| found(value, "element:html"))
            .or_else(|| declared().map(|value| found(value, "json-ld:inLanguage")))
            .or_else(meta)
    }
}
