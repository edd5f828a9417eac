//! A page as it was received, its charset settled.

use crate::names::names;
use crate::{Language, Moment, SourceMap};

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
}
