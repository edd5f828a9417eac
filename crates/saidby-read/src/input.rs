//! One file or standard input becomes its documents, read within the limit whatever its length.

use crate::document::{Hints, page};
use crate::error::{Error, ErrorKind};
use crate::walk::Source;
use crate::{Limits, Outcome, Outcomes, jsonl, kind};
use flate2::read::MultiGzDecoder;
use std::io::{self, BufReader, Cursor, Read};

/// The bytes of one input, after decompression.
pub type Bytes = BufReader<Box<dyn Read + Send>>;

/// The pages of one input, and its errors.
pub fn outcomes<'a>(source: Source, limits: &Limits) -> Outcomes<'a> {
    let name = source.name();
    let max_bytes = limits.max_bytes;
    match open(&source).and_then(|mut bytes| Ok((peek(&mut bytes)?, bytes))) {
        Err(error) => one(Err(broken(&name, &error))),
        Ok((head, bytes)) if kind::is_jsonl(&head) => Box::new(jsonl::outcomes(name, joined(head, bytes), max_bytes)),
        Ok((head, bytes)) => match kind::refuse(&head) {
            Err(kind) => one(Err(Error::of(&name, kind))),
            Ok(()) => Box::new(single(&name, joined(head, bytes), max_bytes)),
        },
    }
}

fn one<'a>(outcome: Outcome) -> Outcomes<'a> {
    Box::new(std::iter::once(outcome))
}

/// Opens an input, and the gzip around it.
fn open(source: &Source) -> io::Result<Box<dyn Read + Send>> {
    let mut raw = source.open()?;
    let mut magic = Vec::new();
    raw.by_ref().take(2).read_to_end(&mut magic)?;
    let is_gzip = magic == [0x1F, 0x8B];
    let whole = Cursor::new(magic).chain(raw);
    Ok(if is_gzip { Box::new(MultiGzDecoder::new(BufReader::new(whole))) } else { Box::new(whole) })
}

/// The first bytes; a break in them counts only when nothing comes before it.
fn peek(bytes: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    match bytes.take(kind::HEAD as u64).read_to_end(&mut head) {
        Err(error) if head.is_empty() => Err(error),
        _ => Ok(head),
    }
}

/// The first bytes, and the rest. After a break the rest gives the same error again.
fn joined(head: Vec<u8>, rest: Box<dyn Read + Send>) -> Bytes {
    BufReader::new(Box::new(Cursor::new(head).chain(rest)))
}

/// The one page of an input, and what is wrong with it.
fn single(name: &str, bytes: Bytes, max_bytes: usize) -> std::vec::IntoIter<Outcome> {
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
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Error::of(name, ErrorKind::Truncated),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Error::of(name, ErrorKind::Damaged),
        _ => Error::system(name, error),
    }
}

#[cfg(test)]
mod tests;
