//! One file or standard input becomes its documents, read within the limit whatever its length.

use crate::charset::{self, Decoded};
use crate::compressed::Compression;
use crate::document::{Hints, page};
use crate::error::{Error, ErrorKind};
use crate::kind::{self, List, Shape};
use crate::recoded::Recoded;
use crate::stream::{Expands, Stream, buffered, peek};
use crate::{Outcomes, addresses, feed, json, jsonl, message, table, warc, zip};
use encoding_rs::UTF_8;
use std::io::{self, Read};

/// The pages of one input, or of what lies in a container, and its errors.
pub fn outcomes<'a>(stream: Stream) -> Outcomes<'a> {
    let Stream { name, bytes, .. } = stream;
    let (head, bytes) = match peek(bytes, kind::HEAD) {
        Ok(peeked) => peeked,
        Err(error) => return one(Err(broken(&name, &error))),
    };
    let stream = Stream { name, bytes, ..stream };
    if let Some(compression) = Compression::of(&head) {
        return unpacked(stream, compression);
    }
    if zip::is_start(&head) {
        return zip::outcomes(stream);
    }
    if warc::is_start(&head) {
        let max_bytes = stream.limits.max_bytes;
        return Box::new(warc::outcomes(stream.name, buffered(stream.bytes), max_bytes, stream.budget));
    }
    text(stream, &head)
}

/// What is no container of files: text of some shape, or nothing that can be read.
fn text<'a>(stream: Stream, head: &[u8]) -> Outcomes<'a> {
    let Decoded { encoding, text, .. } = charset::decode(head, None);
    let shape = kind::shape(&text, &stream.name);
    let recoded = |bytes| Box::new(Recoded::new(bytes, encoding)) as Box<dyn Read + Send>;
    // JSON is UTF-8 or has a mark (RFC 8259, 8.1): what is neither is an error of its line. Tables may be in anything.
    let is_marked = encoding_rs::Encoding::for_bom(head).is_some_and(|(marked, _)| marked != UTF_8);
    let json_text = |bytes| if is_marked { recoded(bytes) } else { bytes };
    let table_text = |bytes| if encoding == UTF_8 { bytes } else { recoded(bytes) };
    let max_bytes = stream.limits.max_bytes;
    let Stream { name, bytes, .. } = stream;
    match shape {
        Shape::Lines => Box::new(jsonl::outcomes(name, buffered(json_text(bytes)), max_bytes)),
        Shape::Json => Box::new(json::outcomes(name, buffered(json_text(bytes)), max_bytes)),
        Shape::Table(header) => Box::new(table::outcomes(name, header, buffered(table_text(bytes)), max_bytes)),
        Shape::Addresses => Box::new(addresses::of_lines(name, buffered(table_text(bytes)), max_bytes)),
        Shape::Message => whole(name, bytes, max_bytes, |name, held| Box::new(message::outcomes(&name, &held).into_iter())),
        Shape::List(List::Feed) => whole(name, bytes, max_bytes, |name, held| Box::new(feed::outcomes(name, held))),
        Shape::List(List::Sitemap) => whole(name, bytes, max_bytes, |name, held| Box::new(addresses::of_sitemap(name, held))),
        Shape::Page => match kind::refuse(head) {
            Err(kind) => one(Err(Error::of(&name, kind))),
            Ok(()) => whole(name, bytes, max_bytes, |name, held| Box::new(std::iter::once(page(&name, held, Hints::default())))),
        },
    }
}

fn one<'a>(outcome: Result<saidby_core::Page, Error>) -> Outcomes<'a> {
    Box::new(std::iter::once(outcome))
}

/// What is compressed, under the name of what it is in.
fn unpacked<'a>(mut stream: Stream, compression: Compression) -> Outcomes<'a> {
    let packed = std::mem::replace(&mut stream.bytes, Box::new(io::empty()));
    let bytes = stream.budget.unpacked(compression.unpack(packed));
    match stream.inner(stream.name.clone(), bytes) {
        Ok(inner) => outcomes(inner),
        Err(kind) => one(Err(Error::of(&stream.name, kind))),
    }
}

/// What a document in memory gives, and what is wrong with its end.
fn whole<'a>(
    name: String,
    bytes: Box<dyn Read + Send>,
    max_bytes: usize,
    read: impl FnOnce(String, Vec<u8>) -> Outcomes<'a>,
) -> Outcomes<'a> {
    let mut held = Vec::new();
    let end = bytes.take(max_bytes as u64 + 1).read_to_end(&mut held);
    if held.len() > max_bytes {
        return one(Err(Error::of(&name, ErrorKind::TooLong(max_bytes))));
    }
    let broke = end.err().map(|error| Err(broken(&name, &error)));
    let found = if held.is_empty() && broke.is_some() { Box::new(std::iter::empty()) } else { read(name, held) };
    Box::new(found.chain(broke))
}

/// An input that broke off: compressed data that end early or are damaged, or the system's error.
pub fn broken(name: &str, error: &io::Error) -> Error {
    match damage(error) {
        ErrorKind::System(_) => Error::system(name, error),
        kind => Error::of(name, kind),
    }
}

/// The same, without a name.
pub fn damage(error: &io::Error) -> ErrorKind {
    match error.kind() {
        _ if error.get_ref().is_some_and(|inner| inner.is::<Expands>()) => ErrorKind::Expands,
        io::ErrorKind::UnexpectedEof => ErrorKind::Truncated,
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => ErrorKind::Damaged,
        _ => ErrorKind::System(error.to_string()),
    }
}

#[cfg(test)]
mod tests;
