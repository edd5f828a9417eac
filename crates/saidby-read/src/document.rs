//! One document in memory becomes a page.

use crate::charset::{self, Decoded};
use crate::error::{Error, ErrorKind};
use crate::kind;
use saidby_core::{Capture, Language, Moment, Notice, Page, PageFormat};
use sha2::{Digest, Sha256};

/// What the input says of a document beside its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Where it was published.
    pub url: Option<String>,
    /// Its language.
    pub language: Option<Language>,
    /// When it was published.
    pub published: Option<Moment>,
    /// Its headline.
    pub title: Option<String>,
    /// Its authors.
    pub authors: Vec<String>,
    /// The name of the outlet that published it.
    pub outlet: Option<String>,
    /// How a crawler came by it.
    pub capture: Option<Capture>,
    /// The charset that a protocol around it declares, by any label of the WHATWG Encoding Standard. The page's own bytes are
    /// believed before it.
    pub charset: Option<String>,
    /// What the text is; `None` leaves it to the content.
    pub format: Option<PageFormat>,
    /// What the page's reader should know of how it was read.
    pub notices: Vec<Notice>,
}

/// The page of one document, under the name `id`.
///
/// # Errors
/// It is empty, is no text (an image, an archive), or holds several pages (a feed).
pub fn page(id: &str, bytes: Vec<u8>, hints: Hints) -> Result<Page, Error> {
    let refused = |kind| Error::of(id, kind);
    if bytes.is_empty() {
        return Err(refused(ErrorKind::Empty));
    }
    let Decoded { encoding, text, map } = match hints.format {
        Some(PageFormat::Given) => charset::decode_given(&bytes),
        _ => charset::decode(&bytes, hints.charset.as_deref()),
    };
    let format = match hints.format {
        Some(format) => format,
        None => {
            kind::refuse(&bytes).map_err(refused)?;
            kind::format(&text).map_err(refused)?
        }
    };
    Ok(Page {
        id: id.to_owned(),
        url: hints.url,
        published: hints.published,
        language: hints.language,
        title: hints.title,
        authors: hints.authors,
        outlet: hints.outlet,
        capture: hints.capture,
        format,
        sha256: sha256(&bytes),
        source: bytes,
        encoding: encoding.name(),
        decoded: text,
        decoding: map,
        notices: hints.notices,
    })
}

fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Bytes in lower-case hexadecimal.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
