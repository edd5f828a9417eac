//! An article: a page's text in blocks, each with its role, and what the page says about itself.

use crate::names::names;
use crate::{Language, Moment, Notice, SourceMap, Span};

names! {
    /// What a block is. Furniture is labelled, never thrown away.
    "role" Role {
        /// The article's own headline.
        Headline = "headline",
        /// The summary under the headline.
        Standfirst = "standfirst",
        /// A paragraph, list item or quotation of the body.
        Paragraph = "paragraph",
        /// A heading within the body.
        Heading = "heading",
        /// The words under a picture or video, with or without their credit.
        Caption = "caption",
        /// A picture's author or agency alone.
        Credit = "credit",
        /// The article's author line.
        Byline = "byline",
        /// The article's date line.
        Date = "date",
        /// A link to another article, or the heading of a list of them.
        Related = "related",
        /// A reader's comment.
        Comment = "comment",
        /// The form and its labels that ask for a comment.
        CommentForm = "comment-form",
        /// An invitation: newsletter, subscription, application, more on this site.
        Promo = "promo",
        /// A notice that the rest is for subscribers.
        Paywall = "paywall",
        /// A notice that more is to come.
        Developing = "developing",
        /// A bare link to where the text was taken from.
        SourceLink = "source-link",
        /// Menus, breadcrumbs, share buttons, page controls.
        Navigation = "navigation",
        /// Advertisements and sponsored links.
        Advertisement = "advertisement",
        /// Cookie, copyright and other legal notices.
        Legal = "legal",
        /// The page's own title, outside its body.
        Title = "title",
        /// Text that fits no other role.
        Other = "other",
    }
}

impl Role {
    /// Whether the block belongs to the body, `saidby article`'s `text`.
    pub fn is_body(self) -> bool {
        matches!(self, Role::Standfirst | Role::Paragraph | Role::Heading)
    }

    /// Whether the block is in the article text, which is what is analysed.
    pub fn is_analysed(self) -> bool {
        self == Role::Headline || self.is_body()
    }
}

/// A stretch of the page text with one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Where it stands in the page text.
    pub page: Span,
    /// Where it stands in the article text; `None` for furniture.
    pub text: Option<Span>,
}

/// One entry of a live blog: a page that grows while something happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When it was published.
    pub published: Moment,
    /// Where it stands in the page text: its heading, its paragraphs, and what furniture is between them.
    pub page: Span,
}

/// A value, and the field of the page that it was found in, such as `json-ld:headline`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// The field: `json-ld:…`, `meta:…`, `element:…`, `text:…`, `input:…` or `url`.
    pub from: &'static str,
}

/// What the page says about itself. A missing value was not found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline.
    pub title: Option<Found<String>>,
    /// The authors, in the page's order and spelling.
    pub authors: Vec<Found<String>>,
    /// When it was first published.
    pub published: Option<Found<Moment>>,
    /// When it was last changed.
    pub modified: Option<Found<Moment>>,
    /// The language of the article text.
    pub language: Option<Found<Language>>,
    /// The outlet's name.
    pub outlet: Option<Found<String>>,
    /// The address: the input's, else the page's own.
    pub url: Option<Found<String>>,
    /// The address that the page says is its own.
    pub canonical: Option<Found<String>>,
    /// The section of the outlet that it stands in.
    pub section: Option<Found<String>>,
    /// The news agencies that it credits, by the names of `ontology/agencies.tsv`.
    pub agencies: Vec<Found<String>>,
    /// Whether it must be paid for. A page may say so and still hold all of its text.
    pub paywall: Option<Found<bool>>,
}

/// A page's text in blocks, and the article text in it.
///
/// Invariants, held by [`Article::check`]:
/// - blocks stand in page order without overlap, and between them the page text is white space: blocks + gaps = page;
/// - a block with a `text` has the same bytes at `page` in the page text and at `text` in the article text;
/// - analysed blocks, and only they, have a `text`; between them the article text is white space;
/// - `sources` maps every character of every block to bytes of the stored page;
/// - entries stand in page order without overlap.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// What the page says about itself.
    pub metadata: Metadata,
    /// All that a reader of the page sees, furniture included. For a page without markup, the page itself.
    pub page_text: String,
    /// Which bytes of the stored page each byte of `page_text` came from.
    pub sources: SourceMap,
    /// The headline, then the body: what is analysed.
    pub text: String,
    /// The blocks, in page order.
    pub blocks: Vec<Block>,
    /// The entries of a live blog, in page order; none on any other page.
    pub entries: Vec<Entry>,
}

impl Article {
    /// The article text from blocks whose roles are settled: the headline first, then the body in page order, a
    /// line break between two blocks. Sets every block's `text`.
    pub fn assemble(metadata: Metadata, page_text: String, sources: SourceMap, mut blocks: Vec<Block>) -> Self {
        let mut text = String::new();
        for headline_first in [true, false] {
            for block in blocks.iter_mut().filter(|b| b.role.is_analysed() && (b.role == Role::Headline) == headline_first) {
                if !text.is_empty() {
                    text.push('\n');
                }
                let start = text.len();
                text.push_str(block.page.of(&page_text));
                block.text = Some(Span::new(start, text.len()));
            }
        }
        Self { metadata, page_text, sources, text, blocks, entries: Vec::new() }
    }

    /// The body: the article text after the headline.
    pub fn body(&self) -> Span {
        let spans = |body: bool| self.blocks.iter().filter(move |b| b.role.is_body() == body).filter_map(|b| b.text);
        let start = spans(true).map(Span::start).min().unwrap_or(self.text.len());
        Span::new(start, self.text.len())
    }

    /// The analysed block that holds byte `at` of the article text.
    pub fn block_at(&self, at: usize) -> Option<&Block> {
        self.blocks.iter().find(|b| b.text.is_some_and(|t| t.start() <= at && at < t.end()))
    }

    /// The entry of a live blog that holds the block.
    pub fn entry_of(&self, block: &Block) -> Option<&Entry> {
        let after = self.entries.partition_point(|entry| entry.page.start() <= block.page.start());
        self.entries[..after].last().filter(|entry| block.page.end() <= entry.page.end())
    }

    /// A span of the article text as spans of the page text, one for each block that it touches.
    pub fn in_page(&self, span: Span) -> Vec<Span> {
        let shift = |block: &Block| {
            let text = block.text.filter(|t| t.overlaps(span))?;
            let cut = Span::new(text.start().max(span.start()), text.end().min(span.end()));
            Some(cut.moved(text.start(), block.page.start()))
        };
        self.blocks.iter().filter_map(shift).collect()
    }

    /// The bytes of the stored page that a span of the article text came from.
    pub fn source_of(&self, span: Span) -> Option<Span> {
        self.in_page(span).into_iter().filter_map(|page| self.sources.source_of(page)).reduce(Span::cover)
    }

    /// Says which invariant is broken, if one is.
    pub fn check(&self) -> Result<(), String> {
        let mut at = 0;
        for block in &self.blocks {
            if !block.page.fits(&self.page_text) || block.page.start() < at {
                return Err(format!("block {block:?} does not fit the page text after byte {at}"));
            }
            check_gap(&self.page_text, at, block.page.start())?;
            at = block.page.end();
            if block.role.is_analysed() != block.text.is_some() {
                return Err(format!("block {block:?} is analysed and has no text, or has one and is not"));
            }
            if block.text.is_some_and(|text| text.of(&self.text) != block.page.of(&self.page_text)) {
                return Err(format!("block {block:?} differs between page text and article text"));
            }
            check_mapped(self, block.page)?;
        }
        check_gap(&self.page_text, at, self.page_text.len())?;
        let mut texts: Vec<Span> = self.blocks.iter().filter_map(|b| b.text).collect();
        texts.sort();
        let mut at = 0;
        for text in texts {
            check_gap(&self.text, at, text.start())?;
            at = text.end();
        }
        check_gap(&self.text, at, self.text.len())?;
        self.check_entries()
    }

    fn check_entries(&self) -> Result<(), String> {
        let mut at = 0;
        for entry in &self.entries {
            if !entry.page.fits(&self.page_text) || entry.page.start() < at {
                return Err(format!("entry {entry:?} does not fit the page text after byte {at}"));
            }
            at = entry.page.end();
        }
        Ok(())
    }
}

fn check_gap(text: &str, start: usize, end: usize) -> Result<(), String> {
    match text.get(start..end) {
        Some(gap) if gap.trim().is_empty() => Ok(()),
        Some(gap) => Err(format!("`{gap}` at byte {start} belongs to no block")),
        None => Err(format!("bytes {start} to {end} are not a gap")),
    }
}

fn check_mapped(article: &Article, page: Span) -> Result<(), String> {
    let mut at = page.start();
    for segment in article.sources.within(page) {
        if segment.text.start() > at {
            break;
        }
        at = segment.text.end();
    }
    if at < page.end() {
        return Err(format!("byte {at} of the page text has no source"));
    }
    Ok(())
}

/// What the extract stage gives: an article, and what its reader should know.
#[derive(Clone, Debug, Default)]
pub struct Extracted {
    /// The article.
    pub article: Article,
    /// Doubts and damage.
    pub notices: Vec<Notice>,
}
