//! Pages, crawls, feeds, records and archives become [`Page`]s: charset settled, every character traced to its bytes.
//!
//! In: what a user names, `["pages/", "-", "crawl.warc.gz", "feed.xml"]`. Out: one page a document, lazily and in a fixed order, and one
//! [`Error`] for each input that gave none; an error never ends the rest.
//!
//! ```
//! use saidby_read::{Hints, page};
//! let page = page("note", b"\xEF\xBB\xBFLe ministre d\xC3\xA9ment.".to_vec(), Hints::default()).unwrap();
//! assert_eq!(page.decoded, "Le ministre dément.");
//! assert_eq!(page.encoding, "UTF-8");
//! ```

mod addresses;
mod charset;
mod compressed;
mod document;
mod error;
mod feed;
mod fields;
mod http;
mod ids;
mod input;
mod json;
mod jsonl;
mod kind;
mod markup;
mod message;
mod published;
mod recoded;
mod record;
#[cfg(test)]
mod samples;
mod stream;
mod table;
mod walk;
mod warc;
mod zip;

pub use document::{Hints, page};
pub use error::{Error, ErrorKind, Place};
pub use published::moment;

use saidby_core::Page;
use std::io::Read;
use stream::{Budget, Stream};

/// How much one document may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one document, after decompression: of a page, a record, a line of JSONL, a whole feed. A longer one is an error, and
    /// is not held in memory.
    pub max_bytes: usize,
}

impl Default for Limits {
    /// 64 MiB: a thousand times an ordinary page.
    fn default() -> Self {
        Self { max_bytes: 64 << 20 }
    }
}

/// A page, or why there is none.
type Outcome = Result<Page, Error>;

/// Outcomes, read one by one.
type Outcomes<'a> = Box<dyn Iterator<Item = Outcome> + Send + 'a>;

/// The pages of files, folders (walked in the order of names, hidden files left out), patterns that the shell left (`pages/*.html`) and
/// standard input (`-`).
///
/// What a file holds is told by its content: HTML or text, which is one page, or a container of several: a crawl (WARC, WACZ), a
/// feed, a saved page, JSON, a table, an archive; in gzip or Zstandard or not. `docs/inputs.md` says what becomes of each. An input
/// that cannot be read gives one error, and so does a broken record in one; an input that breaks off gives what it held, then an
/// error. Some errors are only notes ([`Error::is_note`]).
pub fn pages<'a>(inputs: &'a [String], limits: &'a Limits) -> impl Iterator<Item = Result<Page, Error>> + Send + 'a {
    inputs.iter().flat_map(|input| walk::files(input)).flat_map(|file| match file {
        Ok(file) => file.outcomes(*limits),
        Err(error) => Box::new(std::iter::once(Err(error))),
    })
}

/// The pages of bytes that come from elsewhere, under this name: those of [`pages`], for what is no file.
///
/// ```
/// use saidby_read::{Limits, read};
/// let lines = b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n";
/// let ids: Vec<String> = read("lines", lines.as_slice(), &Limits::default()).map(|page| page.unwrap().id).collect();
/// assert_eq!(ids, ["lines:1", "lines:2"]);
/// ```
pub fn read(name: &str, bytes: impl Read + Send + 'static, limits: &Limits) -> impl Iterator<Item = Result<Page, Error>> + Send {
    let budget = Budget::default();
    let bytes = budget.stored(bytes);
    input::outcomes(Stream { name: name.to_owned(), bytes, file: None, depth: 0, budget, limits: *limits })
}
