//! A page as it was received, its charset settled.

use crate::names::names;
use crate::{Language, Moment, Notice, SourceMap};

names! {
    /// What kind of text a page holds.
    "page format" PageFormat {
        /// HTML markup.
        Html = "html",
        /// Text without markup, pasted or scraped, furniture and all.
        Text = "text",
        /// Text handed over as an article's text: taken as it is, offsets in the answer are offsets in it.
        Given = "given",
    }
}

/// One page: the bytes as received, and their text in UTF-8.
///
/// Invariant: `decoding` maps every byte of `decoded` to bytes of `source`.
#[derive(Clone, Debug)]
pub struct Page {
    /// The name that the input gave it: a path, a record's `id`, a URL.
    pub id: String,
    /// Where it was published, if the input says so.
    pub url: Option<String>,
    /// When it was published, if the input (not the page) says so.
    pub published: Option<Moment>,
    /// Its language, if the input (not the page) says so.
    pub language: Option<Language>,
    /// Its headline, if the input (not the page) says so: a feed, a record of JSON.
    pub title: Option<String>,
    /// Its authors, as far as the input (not the page) names them.
    pub authors: Vec<String>,
    /// The outlet's name, if the input (not the page) says so.
    pub outlet: Option<String>,
    /// How a crawler came by it, if the input is a crawl.
    pub capture: Option<Capture>,
    /// What the text is.
    pub format: PageFormat,
    /// The bytes as they were received.
    pub source: Vec<u8>,
    /// SHA-256 of `source`, in lower-case hexadecimal.
    pub sha256: String,
    /// The charset that was settled on, by its name in the WHATWG Encoding Standard.
    pub encoding: &'static str,
    /// `source` in UTF-8: markup for HTML.
    pub decoded: String,
    /// Which bytes of `source` each byte of `decoded` came from.
    pub decoding: SourceMap,
    /// What its reader should know of how it was read: a feed's summary only, a broken record.
    pub notices: Vec<Notice>,
}

impl Page {
    /// A page of text that is at hand in UTF-8, of which nothing else is known; `sha256` is empty.
    ///
    /// ```
    /// use saidby_core::{Page, PageFormat};
    /// let page = Page::of_text("note", PageFormat::Text, "Boats run again.");
    /// assert_eq!((page.decoded.as_str(), page.source.len(), page.url), ("Boats run again.", 16, None));
    /// ```
    pub fn of_text(id: &str, format: PageFormat, text: &str) -> Self {
        Self {
            id: id.to_owned(),
            url: None,
            published: None,
            language: None,
            title: None,
            authors: Vec::new(),
            outlet: None,
            capture: None,
            format,
            source: text.into(),
            sha256: String::new(),
            encoding: "UTF-8",
            decoded: text.to_owned(),
            decoding: SourceMap::identity(text.len()),
            notices: Vec::new(),
        }
    }
}

/// When and as what a crawler stored a page. The page was published before that, but not known how long before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capture {
    /// When the page was fetched.
    pub at: Option<Moment>,
    /// The digest that the crawler wrote beside it, with its algorithm: `sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ`.
    pub digest: Option<String>,
}
