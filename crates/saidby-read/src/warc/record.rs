//! The records of a WARC file (ISO 28500): where each begins and ends, its fields and its block.
//!
//! A record that lies about its length, breaks off or begins with anything else is an error, and the next one is looked for.

use crate::error::{ErrorKind, Place};
use crate::fields::Fields;
use crate::input::damage;
use crate::stream::Bytes;
use memchr::memmem;
use std::io::{self, BufRead, Cursor, Read};

/// What a record begins with.
pub const START: &[u8] = b"WARC/";

/// A record's start behind the end of another's block.
const NEXT: &[u8] = b"\r\n\r\nWARC/";

/// Bytes of a record's fields, at most.
const MAX_FIELDS: usize = 64 << 10;

/// Bytes at the start of a block that are read to tell whether it may be a page.
const LOOK: u64 = 16 << 10;

/// One record.
#[derive(Debug)]
pub struct Found<R> {
    /// Its number, from 1.
    pub number: usize,
    /// Where it begins, after decompression.
    pub byte: u64,
    /// Its fields.
    pub fields: Fields,
    /// Why its block was not read, if it was not.
    pub passed: Option<R>,
    /// Its block, where it was read.
    pub block: Vec<u8>,
    /// Whether its block is longer than the limit, and was not read.
    pub too_long: bool,
    /// What is wrong with the record; the block is what came before.
    pub broken: Option<ErrorKind>,
}

impl<R> Found<R> {
    /// Where it is, for messages.
    pub fn place(&self) -> Place {
        Place::Record { number: self.number, byte: self.byte }
    }
}

/// The records of a stream, one by one.
pub struct Records {
    source: Source,
    max_bytes: usize,
    number: usize,
    /// A line that was read too far: the first of the next record.
    ahead: Option<Vec<u8>>,
    /// Bytes that were read once more since a length was wrong.
    read_again: u64,
    /// Where reading failed last.
    failed_at: Option<u64>,
}

impl Records {
    /// The records in `bytes`; blocks of more than `max_bytes` are not held.
    pub fn new(bytes: Bytes, max_bytes: usize) -> Self {
        let source = Source { bytes, back: Cursor::default(), at: 0 };
        Self { source, max_bytes, number: 0, ahead: None, read_again: 0, failed_at: None }
    }

    /// The next record, or what stands in its place. `pass` says from its fields and the start of its block whether the block
    /// need not be read, and why.
    pub fn next<R>(&mut self, pass: impl Fn(&Fields, &[u8]) -> Option<R>) -> Option<Result<Found<R>, (Place, ErrorKind)>> {
        let line = match self.first_line() {
            Ok(line) => line?,
            Err(error) => return self.failure(&error).map(Err),
        };
        self.number += 1;
        let byte = self.source.at - line.len() as u64;
        let found =
            if line.starts_with(START) { self.record(byte, pass) } else { Err(bad("it does not begin as a record does")) };
        Some(found.map_err(|kind| {
            self.resynchronise();
            (Place::Record { number: self.number, byte }, kind)
        }))
    }

    /// The first line that is not empty; `None` at the end.
    fn first_line(&mut self) -> io::Result<Option<Vec<u8>>> {
        if let Some(line) = self.ahead.take() {
            return Ok(Some(line));
        }
        loop {
            let line = self.source.line(MAX_FIELDS)?;
            if line.is_empty() || !line.trim_ascii().is_empty() {
                return Ok(Some(line).filter(|line| !line.is_empty()));
            }
        }
    }

    /// An error between two records. A second one at the same place is the end.
    fn failure(&mut self, error: &io::Error) -> Option<(Place, ErrorKind)> {
        if self.failed_at.replace(self.source.at) == Some(self.source.at) {
            return None;
        }
        self.number += 1;
        Some((Place::Record { number: self.number, byte: self.source.at }, damage(error)))
    }

    fn record<R>(&mut self, byte: u64, pass: impl Fn(&Fields, &[u8]) -> Option<R>) -> Result<Found<R>, ErrorKind> {
        let fields = self.fields()?;
        let length = fields.get("content-length").ok_or_else(|| bad("it states no length"))?;
        let length: u64 = length.parse().map_err(|_| bad("the length that it states is no number"))?;
        let mut found =
            Found { number: self.number, byte, fields, passed: None, block: Vec::new(), too_long: false, broken: None };
        let end = self.block(&mut found, length, pass);
        match end {
            Err(error) => {
                self.failed_at = Some(self.source.at);
                found.broken = Some(damage(&error));
            }
            Ok(missing) => self.check_end(&mut found, missing),
        }
        Ok(found)
    }

    /// The fields, up to the empty line after them.
    fn fields(&mut self) -> Result<Fields, ErrorKind> {
        let mut lines = Vec::new();
        loop {
            let line = self.source.line(MAX_FIELDS).map_err(|error| {
                self.failed_at = Some(self.source.at);
                damage(&error)
            })?;
            match line.as_slice() {
                b"\r\n" | b"\n" => return Ok(Fields::of(&lines)),
                b"" => return Err(bad("it ends within its fields")),
                _ => lines.extend_from_slice(&line),
            }
            if lines.len() > MAX_FIELDS {
                return Err(bad("its fields do not end"));
            }
        }
    }

    /// Reads the block as far as it is wanted; says how many of its bytes are missing.
    fn block<R>(&mut self, found: &mut Found<R>, length: u64, pass: impl Fn(&Fields, &[u8]) -> Option<R>) -> io::Result<u64> {
        let start = length.min(LOOK);
        let mut read = self.source.by_ref().take(start).read_to_end(&mut found.block)? as u64;
        found.passed = pass(&found.fields, &found.block);
        found.too_long = found.passed.is_none() && length > self.max_bytes as u64;
        if read < start {
            return Ok(length - read);
        }
        if found.passed.is_none() && !found.too_long {
            found.block.reserve_exact((length - read) as usize);
            read += self.source.by_ref().take(length - read).read_to_end(&mut found.block)? as u64;
        } else if length > read {
            found.block.clear();
            read += self.source.skip(length - read)?;
        }
        Ok(length - read)
    }

    /// Looks whether the record ends where it says; if not, goes to where the next one begins.
    fn check_end<R>(&mut self, found: &mut Found<R>, missing: u64) {
        match self.source.is_between_records() {
            Ok(true) if missing == 0 => return,
            Ok(_) => {}
            Err(error) => {
                self.failed_at = Some(self.source.at);
                found.broken = Some(damage(&error));
                return;
            }
        }
        let begins_in_block = memmem::find(&found.block, NEXT).map(|at| at + NEXT.len() - START.len());
        let may_read_again = self.read_again <= self.source.at + self.max_bytes as u64;
        match begins_in_block.filter(|_| may_read_again) {
            Some(at) => {
                let rest = found.block.split_off(at);
                found.block.truncate(at - (NEXT.len() - START.len()));
                self.read_again += rest.len() as u64;
                found.too_long = false;
                found.broken = Some(bad("it is shorter than the length that it states"));
                self.source.unread(rest);
            }
            None if missing > 0 => {
                found.broken = Some(ErrorKind::BadRecord(format!("it ends {missing} bytes before its declared length")));
            }
            None => {
                found.broken = Some(bad("it does not end where it says"));
                self.resynchronise();
            }
        }
    }

    /// Goes to the next line that ends as the first of a record does; noise may stand before it.
    fn resynchronise(&mut self) {
        // An error shows up again when the next record is asked for, or reading goes on behind it.
        while let Ok(line) = self.source.line(MAX_FIELDS) {
            if line.is_empty() {
                return;
            }
            if let Some(first) = first_of_record(&line) {
                self.ahead = Some(first.to_vec());
                return;
            }
        }
    }
}

/// The first line of a record, `WARC/1.1`, at the end of a line.
fn first_of_record(line: &[u8]) -> Option<&[u8]> {
    let at = line.trim_ascii_end().len().checked_sub(START.len() + 3)?;
    let version = line[at..].strip_prefix(START)?;
    matches!(version, [b'0'..=b'9', b'.', b'0'..=b'9', ..]).then_some(&line[at..])
}

fn bad(why: &str) -> ErrorKind {
    ErrorKind::BadRecord(why.to_owned())
}

/// Bytes whose place is known, some of which may be read once more.
struct Source {
    bytes: Bytes,
    back: Cursor<Vec<u8>>,
    /// How many were read.
    at: u64,
}

impl Source {
    /// A line with its end, or `max` bytes of it; empty at the end.
    fn line(&mut self, max: usize) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        self.by_ref().take(max as u64).read_until(b'\n', &mut line)?;
        Ok(line)
    }

    /// Passes over as many bytes; says how many there were.
    fn skip(&mut self, count: u64) -> io::Result<u64> {
        let mut left = count;
        while left > 0 {
            let there = self.fill_buf()?.len();
            if there == 0 {
                break;
            }
            let step = there.min(usize::try_from(left).unwrap_or(usize::MAX));
            self.consume(step);
            left -= step as u64;
        }
        Ok(count - left)
    }

    /// Whether the next bytes are those between two records, or the end, or the next record; passes over the empty lines. Looks one
    /// byte further, so that a wrong checksum of a compressed record comes up with this record.
    fn is_between_records(&mut self) -> io::Result<bool> {
        let mut tail = Vec::new();
        self.by_ref().take(4).read_to_end(&mut tail)?;
        self.fill_buf()?;
        let lines = tail.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let rest = tail.split_off(lines);
        let is_between = START.starts_with(&rest);
        self.unread(rest);
        Ok(is_between)
    }

    /// Puts bytes back, to be read first.
    fn unread(&mut self, mut bytes: Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        self.at -= bytes.len() as u64;
        let position = self.back.position() as usize;
        bytes.extend_from_slice(self.back.get_ref().get(position..).unwrap_or_default());
        self.back = Cursor::new(bytes);
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match self.back.read(buffer)? {
            0 => self.bytes.read(buffer)?,
            count => count,
        };
        self.at += count as u64;
        Ok(count)
    }
}

impl BufRead for Source {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.back.position() < self.back.get_ref().len() as u64 { self.back.fill_buf() } else { self.bytes.fill_buf() }
    }

    fn consume(&mut self, count: usize) {
        if self.back.position() < self.back.get_ref().len() as u64 {
            self.back.consume(count);
        } else {
            self.bytes.consume(count);
        }
        self.at += count as u64;
    }
}
