//! A markup tree becomes the text that a reader sees, block by block.
//!
//! White space is folded within a block, entities are read, and every byte keeps the bytes of markup that it came from.
//! `<p>R&amp;D  <b>now</b></p><p>Later</p>` becomes `R&D now` and `Later`, one line break between them.

use super::entities::{self, Piece};
use super::tree::{Node, NodeId, NodeKind, Tree};
use saidby_core::{SourceMap, Span};

/// Elements whose text no reader sees.
const UNSEEN: &[&str] =
    &["audio", "canvas", "iframe", "noembed", "noscript", "object", "script", "style", "svg", "template", "textarea", "video"];

/// What a reader sees of a page.
#[derive(Debug, Default)]
pub struct Layout {
    /// The text, blocks separated by one line break.
    pub text: String,
    /// Where it came from in the markup.
    pub sources: SourceMap,
    /// The blocks, in document order.
    pub passages: Vec<Passage>,
}

/// A block of text.
#[derive(Clone, Copy, Debug)]
pub struct Passage {
    /// Its bytes of the page text.
    pub span: Span,
    /// The innermost block element around it.
    pub element: NodeId,
    /// Its first text node.
    pub first: NodeId,
    /// Its last text node.
    pub last: NodeId,
    /// How many of its bytes are in links.
    pub linked: usize,
}

impl Passage {
    /// The share of its bytes that are in links.
    pub fn link_share(&self) -> f64 {
        self.linked as f64 / self.span.len().max(1) as f64
    }
}

impl Layout {
    /// Puts another layout's text after this one's; both have their sources in the same markup.
    pub fn append(&mut self, other: Layout) {
        if !self.text.is_empty() && !other.text.is_empty() {
            self.text.push('\n');
        }
        let shift = self.text.len();
        for segment in other.sources.segments() {
            let text = segment.text.moved(0, shift);
            if segment.verbatim {
                self.sources.push_verbatim(text.start(), segment.source.start(), text.len());
            } else {
                self.sources.push(text, segment.source);
            }
        }
        self.passages.extend(other.passages.iter().map(|p| Passage { span: p.span.moved(0, shift), ..*p }));
        self.text.push_str(&other.text);
    }
}

/// Lays out a page.
pub fn lay_out(tree: &Tree, markup: &str) -> Layout {
    let mut writer = Writer::default();
    let mut seen = vec![true; tree.len()];
    let mut blocks = vec![0; tree.len()];
    let mut has_title = false;
    for (id, node) in tree.nodes() {
        let name = tree.name(id);
        let is_second_title = name == "title" && has_title;
        has_title |= name == "title";
        let is_text = matches!(node.kind, NodeKind::Text(..));
        seen[id] = seen[node.parent] && (is_text || !is_hidden(tree, id)) && !is_second_title;
        blocks[id] = if node.is_block { id } else { blocks[node.parent] };
        if seen[id] {
            writer.take(node, id, blocks[id], markup);
        }
    }
    writer.finish()
}

fn is_hidden(tree: &Tree, id: NodeId) -> bool {
    let style = |style: &str| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        style.contains("display:none")
    };
    let name = tree.name(id);
    UNSEEN.contains(&name)
        || name != "body" && tree.attribute(id, "hidden").is_some() && !is_streamed(tree, id)
        || name != "body" && tree.attribute(id, "style").is_some_and(style)
}

/// Whether the element holds a part of the page that React sent late: `<div hidden id="S:4">`, which its script moves to its place.
fn is_streamed(tree: &Tree, id: NodeId) -> bool {
    let number = tree.attribute(id, "id").and_then(|name| name.strip_prefix("S:"));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[derive(Default)]
struct Writer {
    layout: Layout,
    open: Option<Passage>,
    /// Bytes of white space in the markup that wait for the next word.
    space: Option<Span>,
    breaks: usize,
    /// Where in the markup the last word ended.
    written: usize,
}

impl Writer {
    fn take(&mut self, node: &Node, id: NodeId, element: NodeId, markup: &str) {
        match node.kind {
            NodeKind::Element("br", _) => self.line_break(),
            NodeKind::Element(..) if element == id => self.close(),
            NodeKind::Element(..) => {}
            NodeKind::Text(bytes, linked) => self.text(bytes, linked, id, element, markup),
        }
    }

    /// One line break is white space, two end the block.
    fn line_break(&mut self) {
        self.breaks += 1;
        match self.open {
            Some(_) if self.breaks >= 2 => self.close(),
            Some(_) => self.space = self.space.or(Some(Span::at(self.written))),
            None => {}
        }
    }

    fn text(&mut self, bytes: Span, linked: bool, id: NodeId, element: NodeId, markup: &str) {
        if self.open.is_some_and(|open| open.element != element) {
            self.close();
        }
        let start = self.layout.text.len();
        let mut at = bytes.start();
        for piece in entities::pieces(bytes.of(markup)) {
            match piece {
                Piece::Verbatim(text) => {
                    self.words(text, at, id, element);
                    at += text.len();
                }
                Piece::Reference(raw, meaning) => {
                    self.reference(&meaning, Span::new(at, at + raw.len()), id, element);
                    at += raw.len();
                }
            }
        }
        if let Some(open) = self.open.as_mut().filter(|_| linked) {
            open.linked += self.layout.text.len() - start.max(open.span.start());
        }
    }

    fn words(&mut self, mut text: &str, mut at: usize, id: NodeId, element: NodeId) {
        while !text.is_empty() {
            let is_space = text.starts_with(is_folded);
            let len = text.find(|c| is_folded(c) != is_space).unwrap_or(text.len());
            if is_space {
                self.space = self.space.filter(|space| !space.is_empty()).or(Some(Span::new(at, at + len)));
            } else {
                self.word(&text[..len], Span::new(at, at + len), true, id, element);
            }
            text = &text[len..];
            at += len;
        }
    }

    fn reference(&mut self, meaning: &str, bytes: Span, id: NodeId, element: NodeId) {
        if meaning.chars().all(is_folded) {
            self.space = self.space.or(Some(bytes));
        } else {
            self.word(meaning, bytes, false, id, element);
        }
    }

    fn word(&mut self, word: &str, bytes: Span, verbatim: bool, id: NodeId, element: NodeId) {
        let space = self.space.take();
        let blank = word.trim().is_empty();
        let Layout { text, sources, .. } = &mut self.layout;
        match &self.open {
            None if blank => return,
            None => {
                if !text.is_empty() {
                    text.push('\n');
                }
                self.open = Some(Passage { span: Span::at(text.len()), element, first: id, last: id, linked: 0 });
            }
            Some(_) => {
                if let Some(space) = space {
                    sources.push(
                        Span::new(text.len(), text.len() + 1),
                        if space.is_empty() { Span::new(self.written, bytes.start()) } else { space },
                    );
                    text.push(' ');
                }
            }
        }
        if verbatim {
            sources.push_verbatim(text.len(), bytes.start(), word.len());
        } else {
            sources.push(Span::new(text.len(), text.len() + word.len()), bytes);
        }
        text.push_str(word);
        self.written = bytes.end();
        if !blank {
            self.breaks = 0;
            self.open.iter_mut().for_each(|open| open.last = id);
        }
    }

    fn close(&mut self) {
        (self.space, self.breaks) = (None, 0);
        let Some(mut passage) = self.open.take() else { return };
        passage.span = Span::new(passage.span.start(), self.layout.text.len()).trimmed(&self.layout.text);
        if !passage.span.is_empty() {
            self.layout.passages.push(passage);
        }
    }

    fn finish(mut self) -> Layout {
        self.close();
        self.layout
    }
}

/// The white space that HTML folds; a no-break space stays.
fn is_folded(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
