//! One file or standard input becomes its documents, read within the limit whatever its length.

use crate::compressed::Compression;
use crate::document::{Hints, page};
use crate::error::{Error, ErrorKind};
use crate::kind;
use crate::stream::{Bytes, Expands, Stream, buffered, peek};
use crate::{Outcomes, jsonl, warc, zip};
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
    let max_bytes = stream.limits.max_bytes;
    if warc::is_start(&head) {
        return Box::new(warc::outcomes(stream.name, buffered(stream.bytes), max_bytes, stream.budget));
    }
    if kind::is_jsonl(&head) {
        return Box::new(jsonl::outcomes(stream.name, buffered(stream.bytes), max_bytes));
    }
    match kind::refuse(&head) {
        Err(kind) => one(Err(Error::of(&stream.name, kind))),
        Ok(()) => Box::new(single(&stream.name, buffered(stream.bytes), max_bytes)),
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

/// The one page of an input, and what is wrong with it.
fn single(name: &str, bytes: Bytes, max_bytes: usize) -> std::vec::IntoIter<crate::Outcome> {
    let mut held = Vec::new();
    let end = bytes.take(max_bytes as u64 + 1).read_to_end(&mut held);
    if held.len() > max_bytes {
        return vec![Err(Error::of(name, ErrorKind::TooLong(max_bytes)))].into_iter();
    }
    let mut found = Vec::new();
    if !held.is_empty() || end.is_ok() {
        found.push(page(name, held, Hints::default()));
    }
    if let Err(error) = end {
        found.push(Err(broken(name, &error)));
    }
    found.into_iter()
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
