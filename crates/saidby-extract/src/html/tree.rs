//! Markup becomes a tree that keeps byte offsets.
//!
//! In: HTML in UTF-8. Out: elements and stretches of text in document order, each with its bytes of the markup.
//! html5gum (a tokenizer after the HTML standard) finds the tags; the tree above it is light: implied end tags, void
//! elements and a bounded depth, without the standard's repair of misnested formatting.
//!
//! `<ul><li>one<li>two</ul>` becomes `ul(li("one"), li("two"))`.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::emitters::{Emitter, ForwardingEmitter};
use html5gum::{Span as Bytes, Tokenizer};
use saidby_core::Span;

/// Elements nested deeper are put side by side, as browsers do: every walk to the root is bounded.
const MAX_DEPTH: usize = 512;

/// A markup tree: nodes in document order, the root first.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
}

/// A node's place in the tree.
pub type NodeId = usize;

/// An element, or a stretch of text.
#[derive(Debug)]
pub struct Node {
    /// The element that it stands in; the root is its own parent.
    pub parent: NodeId,
    /// The node after the last of its descendants.
    pub end: NodeId,
    /// Whether it is laid out as a block.
    pub is_block: bool,
    /// What it is.
    pub kind: NodeKind,
}

/// What a node is.
#[derive(Debug)]
pub enum NodeKind {
    /// An element: its name (lower case; `""` for names that mean nothing here) and its attributes.
    Element(&'static str, Vec<Attribute>),
    /// Raw text: its bytes in the markup, entities unread; and whether it stands in a link.
    Text(Span, bool),
}

/// One attribute: a name of [`ATTRIBUTES`], and its value with entities read.
#[derive(Debug)]
pub struct Attribute {
    /// The name.
    pub name: &'static str,
    /// The value.
    pub value: String,
}

/// The attributes that are kept.
const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-hidden",
    "class",
    "content",
    "datetime",
    "hidden",
    "href",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "style",
    "title",
    "type",
];

/// The elements whose names matter.
const ELEMENTS: &[&str] = &[
    "a",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "label",
    "legend",
    "li",
    "link",
    "listing",
    "main",
    "math",
    "menu",
    "meta",
    "nav",
    "noembed",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "q",
    "script",
    "search",
    "section",
    "select",
    "small",
    "span",
    "strong",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "u",
    "ul",
    "video",
];

/// Elements without content.
const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta"];

/// Elements that a browser lays out as blocks (HTML standard, section Rendering), and a few that act so.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "custom",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Elements that end an open paragraph.
const ENDS_PARAGRAPH: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
];

/// Elements that may stand in the head.
const HEAD: &[&str] = &["link", "meta", "noscript", "script", "style", "template", "title"];

/// For an element: the open elements that its start ends, and those that keep what is outside them open.
const IMPLIED_ENDS: &[(&[&str], &[&str], &[&str])] = &[
    (&["li"], &["li"], &["ul", "ol", "menu", "dir", "table"]),
    (&["dt", "dd"], &["dt", "dd"], &["dl", "table"]),
    (&["option", "optgroup"], &["option"], &["select", "table"]),
    (&["td", "th"], &["td", "th"], &["table"]),
    (&["tr"], &["tr", "td", "th"], &["table"]),
    (&["tbody", "thead", "tfoot"], &["tbody", "thead", "tfoot", "tr", "td", "th"], &["table"]),
];

/// Elements through which no end tag reaches (HTML standard, "has an element in scope").
const SCOPES: &[&str] = &["table", "td", "th", "caption", "html", "template", "object"];

/// Whether the element is laid out as a block.
fn is_block(name: &str) -> bool {
    BLOCK_NAMES.find(name.as_bytes()).is_some()
}

impl Tree {
    /// The tree of some markup.
    pub fn parse(markup: &str) -> Self {
        let mut builder = Builder::new();
        let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, bytes: Bytes<usize>| -> Option<()> {
            builder.take(event, Span::new(bytes.start, bytes.end), markup);
            None
        });
        let mut emitter = emitter;
        emitter.naively_switch_states(true);
        Tokenizer::new_with_emitter(markup, WithoutErrors(emitter)).for_each(drop);
        builder.finish()
    }

    /// The nodes with their places, in document order.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate()
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node at a place.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// The name of an element; empty for text.
    pub fn name(&self, id: NodeId) -> &'static str {
        match &self.nodes[id].kind {
            NodeKind::Element(name, _) => name,
            NodeKind::Text(..) => "",
        }
    }

    /// An element's attribute.
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        match &self.nodes[id].kind {
            NodeKind::Element(_, attributes) => attributes.iter().find(|a| a.name == name).map(|a| a.value.as_str()),
            NodeKind::Text(..) => None,
        }
    }

    /// The node and the elements around it, innermost first.
    pub fn path(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(id), |&id| (id > 0).then(|| self.nodes[id].parent))
    }

    /// The innermost element that holds both nodes; a node holds itself.
    pub fn around(&self, first: NodeId, last: NodeId) -> NodeId {
        self.path(first).find(|&id| self.is_within(last, id)).unwrap_or(0)
    }

    /// Whether `id` is `ancestor` or stands in it.
    pub fn is_within(&self, id: NodeId, ancestor: NodeId) -> bool {
        ancestor <= id && id < self.nodes[ancestor].end
    }

    /// The words inside an element, entities read, white space folded.
    pub fn words(&self, id: NodeId, markup: &str) -> String {
        let mut words = String::new();
        for node in &self.nodes[id..self.nodes[id].end] {
            if let NodeKind::Text(bytes, _) = node.kind {
                words.push_str(&super::entities::read(bytes.of(markup)));
            } else if node.is_block || matches!(node.kind, NodeKind::Element("br", _)) {
                words.push(' ');
            }
        }
        crate::text::words::folded(&words)
    }
}

struct Builder {
    nodes: Vec<Node>,
    open: Vec<NodeId>,
    link: Option<NodeId>,
    tag: Option<(&'static str, Vec<Attribute>)>,
    attribute: Option<&'static str>,
}

impl Builder {
    fn new() -> Self {
        let root = Node { parent: 0, end: 0, is_block: false, kind: NodeKind::Element("", Vec::new()) };
        Self { nodes: vec![root], open: vec![0], link: None, tag: None, attribute: None }
    }

    fn take(&mut self, event: CallbackEvent<'_>, bytes: Span, markup: &str) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.tag = Some((element(name), Vec::new())),
            CallbackEvent::AttributeName { name } => self.name_attribute(name),
            CallbackEvent::AttributeValue { value } => self.give_value(value),
            CallbackEvent::CloseStartTag { self_closing } => self.start(self_closing),
            CallbackEvent::EndTag { name } => self.close_tag(element(name)),
            CallbackEvent::String { .. } if bytes.fits(markup) => self.text(bytes),
            _ => {}
        }
    }

    fn name_attribute(&mut self, name: &[u8]) {
        self.attribute = ATTRIBUTE_NAMES.find(name);
        if let (Some(name), Some((_, attributes))) = (self.attribute, &mut self.tag) {
            attributes.push(Attribute { name, value: String::new() });
        }
    }

    fn give_value(&mut self, value: &[u8]) {
        if let (Some(name), Some((_, attributes))) = (self.attribute, &mut self.tag)
            && let Some(last) = attributes.last_mut().filter(|last| last.name == name)
        {
            last.value = std::str::from_utf8(value).map_or_else(|_| String::from_utf8_lossy(value).into_owned(), str::to_owned);
        }
    }

    fn start(&mut self, self_closing: bool) {
        let Some((name, attributes)) = self.tag.take() else { return };
        self.close_implied(name);
        let is_empty = VOID.contains(&name) || (self_closing && matches!(name, "custom" | "svg" | "math" | ""));
        if self.open.len() >= MAX_DEPTH {
            self.pop();
        }
        let id = self.push(NodeKind::Element(name, attributes));
        if is_empty {
            return;
        }
        self.open.push(id);
        if name == "a" && self.leads_elsewhere(id) {
            self.link = Some(id);
        }
    }

    /// Whether a link leads to another page: not to an anchor, a mailbox or a telephone.
    fn leads_elsewhere(&self, id: NodeId) -> bool {
        let NodeKind::Element(_, attributes) = &self.nodes[id].kind else { return false };
        let href = attributes.iter().find(|attribute| attribute.name == "href");
        href.is_some_and(|href| !["#", "mailto:", "tel:"].iter().any(|start| href.value.trim_start().starts_with(start)))
    }

    fn close_implied(&mut self, name: &'static str) {
        if self.top() == "head" && !HEAD.contains(&name) {
            self.pop();
        }
        if ENDS_PARAGRAPH.binary_search(&name).is_ok() {
            self.close(&["p"], &["button"]);
        }
        for (starts, ends, scope) in IMPLIED_ENDS {
            if starts.contains(&name) {
                self.close_all(ends, scope);
            }
        }
    }

    fn close_all(&mut self, names: &[&str], scope: &[&str]) {
        let inside = self.open.iter().rev().take_while(|&&id| !scope.contains(&self.name(id)));
        let outermost = inside.enumerate().filter(|&(_, &id)| names.contains(&self.name(id))).map(|(depth, _)| depth).last();
        self.pop_many(outermost.map_or(0, |depth| depth + 1));
    }

    /// Ends the innermost open element of these names, unless a scope stands between.
    fn close(&mut self, names: &[&str], scope: &[&str]) {
        let found = self.open.iter().rev().position(|&id| {
            let name = self.name(id);
            names.contains(&name) || scope.contains(&name) || SCOPES.contains(&name)
        });
        if let Some(depth) = found
            && names.contains(&self.name(self.open[self.open.len() - 1 - depth]))
        {
            self.pop_many(depth + 1);
        }
    }

    fn close_tag(&mut self, name: &'static str) {
        if name == "a" {
            self.link = None;
        }
        if matches!(name, "body" | "html") || VOID.contains(&name) {
            return;
        }
        if matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            return self.close(&["h1", "h2", "h3", "h4", "h5", "h6"], &[]);
        }
        if matches!(name, "tr" | "tbody" | "thead" | "tfoot") {
            return self.close_all(&[name], &["table"]);
        }
        if name == "table" {
            return self.close_all_to_table();
        }
        let barrier: &[&str] = if is_block(name) { &[] } else { BLOCKS };
        self.close(&[name], barrier);
    }

    fn close_all_to_table(&mut self) {
        if let Some(depth) = self.open.iter().rev().position(|&id| self.name(id) == "table") {
            self.pop_many(depth + 1);
        }
    }

    fn text(&mut self, bytes: Span) {
        let linked = self.link.is_some();
        self.push(NodeKind::Text(bytes, linked));
    }

    fn push(&mut self, kind: NodeKind) -> NodeId {
        let id = self.nodes.len();
        let parent = self.open.last().copied().unwrap_or(0);
        let is_block = matches!(kind, NodeKind::Element(name, _) if is_block(name));
        self.nodes.push(Node { parent, end: id + 1, is_block, kind });
        id
    }

    fn pop(&mut self) {
        if self.open.len() <= 1 {
            return;
        }
        let Some(id) = self.open.pop() else { return };
        self.nodes[id].end = self.nodes.len();
        if self.link == Some(id) {
            self.link = None;
        }
    }

    fn pop_many(&mut self, count: usize) {
        for _ in 0..count {
            self.pop();
        }
    }

    fn top(&self) -> &'static str {
        self.open.last().map_or("", |&id| self.name(id))
    }

    fn name(&self, id: NodeId) -> &'static str {
        match &self.nodes[id].kind {
            NodeKind::Element(name, _) => name,
            NodeKind::Text(..) => "",
        }
    }

    fn finish(mut self) -> Tree {
        while self.open.len() > 1 {
            self.pop();
        }
        self.nodes[0].end = self.nodes.len();
        Tree { nodes: self.nodes }
    }
}

/// The element's name; `custom` for custom elements, which act as blocks.
fn element(name: &[u8]) -> &'static str {
    if name.contains(&b'-') {
        return "custom";
    }
    ELEMENT_NAMES.find(name).unwrap_or("")
}

/// Names that are looked up for every tag: sorted, and where those of each first letter lie.
struct Names {
    names: &'static [&'static str],
    starts: [usize; 27],
}

impl Names {
    const fn new(names: &'static [&'static str]) -> Self {
        let mut starts = [names.len(); 27];
        let mut at = names.len();
        while at > 0 {
            at -= 1;
            starts[(names[at].as_bytes()[0] - b'a') as usize] = at;
        }
        let mut letter = 26;
        while letter > 0 {
            letter -= 1;
            if starts[letter] > starts[letter + 1] {
                starts[letter] = starts[letter + 1];
            }
        }
        Self { names, starts }
    }

    fn find(&self, name: &[u8]) -> Option<&'static str> {
        let letter = name.first().filter(|first| first.is_ascii_lowercase()).map(|first| usize::from(first - b'a'))?;
        let listed = &self.names[self.starts[letter]..self.starts[letter + 1]];
        listed.iter().find(|known| known.as_bytes() == name).copied()
    }
}

static ELEMENT_NAMES: Names = Names::new(ELEMENTS);
static BLOCK_NAMES: Names = Names::new(BLOCKS);
static ATTRIBUTE_NAMES: Names = Names::new(ATTRIBUTES);

/// A tokenizer's events without its complaints, which cost a look at every character: pages are taken as they are.
struct WithoutErrors<E>(E);

impl<E: Emitter> ForwardingEmitter for WithoutErrors<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = E::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [ATTRIBUTES, BLOCKS, ELEMENTS, ENDS_PARAGRAPH] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn names_are_found() {
        for name in ELEMENTS {
            assert_eq!(ELEMENT_NAMES.find(name.as_bytes()), Some(*name));
        }
        for name in ["", "zzz", "B", "1", "clas"] {
            assert_eq!(ATTRIBUTE_NAMES.find(name.as_bytes()), None);
        }
    }
}
