//! JSONL: a record a line, as [`record`](crate::record) reads it, becomes a page a line.
//!
//! The file is streamed, so only one line is held at a time. A bad line is an error that names it, and the next line is read.

use crate::Outcome;
use crate::error::{Error, ErrorKind, Place};
use crate::ids::Ids;
use crate::input::damage;
use crate::record::{Origin, Record};
use crate::stream::Bytes;
use std::io::{self, BufRead, Read};

/// The pages of a JSONL input, a line at a time.
pub fn outcomes(name: String, bytes: Bytes, max_bytes: usize) -> impl Iterator<Item = Outcome> + Send {
    Lines { name, bytes, max_bytes, line: 0, ended: false }.flatten()
}

struct Lines {
    name: String,
    bytes: Bytes,
    max_bytes: usize,
    line: usize,
    ended: bool,
}

impl Iterator for Lines {
    type Item = Vec<Outcome>;

    fn next(&mut self) -> Option<Vec<Outcome>> {
        if self.ended {
            return None;
        }
        self.line += 1;
        let mut line = Vec::new();
        let end = self.bytes.by_ref().take(self.max_bytes as u64 + 1).read_until(b'\n', &mut line);
        if let Err(error) = end {
            self.ended = true;
            return Some(vec![Err(self.error(damage(&error)))]);
        }
        let ends = line.pop_if(|last| *last == b'\n').is_some();
        if line.len() > self.max_bytes {
            self.ended = self.skip_line().is_err();
            return Some(vec![Err(self.error(ErrorKind::TooLong(self.max_bytes)))]);
        }
        self.ended = !ends;
        Some(self.document(&line))
    }
}

impl Lines {
    fn error(&self, kind: ErrorKind) -> Error {
        Error::at(&self.name, Place::Line(self.line), kind)
    }

    /// Reads to the end of a line without holding it.
    fn skip_line(&mut self) -> io::Result<()> {
        self.bytes.skip_until(b'\n').map(|_| ())
    }

    /// The page of one line, and what is wrong with the line.
    fn document(&self, line: &[u8]) -> Vec<Outcome> {
        let mark = if self.line == 1 { b"\xEF\xBB\xBF".as_slice() } else { b"" };
        let line = line.strip_prefix(mark).unwrap_or(line).trim_ascii();
        if line.is_empty() {
            return Vec::new();
        }
        let place = Place::Line(self.line);
        match serde_json::from_slice::<Record>(line) {
            Ok(list) if list.is_list() => listed(&self.name, place, &list),
            Ok(record) => record.outcomes(&mut Origin { name: &self.name, place, ids: None }),
            Err(error) => vec![Err(self.error(ErrorKind::BadRecord(reason(&error))))],
        }
    }
}

/// The pages of a record that holds others: a feed, or an answer of a search.
pub fn listed(name: &str, place: Place, list: &Record) -> Vec<Outcome> {
    let mut ids = Ids::of(name);
    let byte = match place {
        Place::Record { byte, .. } => byte,
        Place::Line(_) => 0,
    };
    let numbered = list.records.iter().zip(1..);
    let outcomes = |(record, number): (&Record, usize)| {
        record.outcomes(&mut Origin { name, place: Place::Record { number, byte }, ids: Some(&mut ids) })
    };
    numbered.flat_map(outcomes).collect()
}

/// The parser's reason, without its line, which is always 1.
pub fn reason(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let reason = words.split(" at line ").next().unwrap_or_default();
    format!("{reason}, at byte {}", error.column())
}
