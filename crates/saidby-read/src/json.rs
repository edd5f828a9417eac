//! JSON that is not one object a line: an array of records, or objects over several lines, one after the other.
//!
//! In: `[{"url": "…", "text": "…"}, …]`. Out: a page an object, under `file.json#https://…`. Only one object is held at a time. One
//! that is no record is an error with its number and byte, and the next is read.

use crate::Outcome;
use crate::error::{Error, ErrorKind, Place};
use crate::ids::Ids;
use crate::input::damage;
use crate::jsonl::{listed, reason};
use crate::record::{Origin, Record};
use crate::stream::Bytes;
use std::io::{self, BufRead};

/// The pages of a JSON input, an object at a time.
pub fn outcomes(name: String, bytes: Bytes, max_bytes: usize) -> impl Iterator<Item = Outcome> + Send {
    Objects { ids: Ids::of(&name), name, bytes, max_bytes, at: 0, number: 0, ended: false }.flatten()
}

struct Objects {
    name: String,
    bytes: Bytes,
    max_bytes: usize,
    ids: Ids,
    at: u64,
    number: usize,
    ended: bool,
}

/// An object's bytes, or that it is too long to be held, and whether it ends.
struct Object {
    bytes: Vec<u8>,
    is_too_long: bool,
    ends: bool,
}

impl Iterator for Objects {
    type Item = Vec<Outcome>;

    fn next(&mut self) -> Option<Vec<Outcome>> {
        if self.ended {
            return None;
        }
        let found = self.start().and_then(|there| if there { self.object().map(Some) } else { Ok(None) });
        let place = |objects: &Self, length: usize| Place::Record { number: objects.number, byte: objects.at - length as u64 };
        match found {
            Ok(None) => {
                self.ended = true;
                None
            }
            Ok(Some(object)) => Some(self.document(&object, place(self, object.bytes.len()))),
            Err(error) => {
                self.ended = true;
                Some(vec![Err(Error::at(&self.name, place(self, 0), damage(&error)))])
            }
        }
    }
}

impl Objects {
    /// Goes to the next object; passes over the brackets and commas of arrays, and what else stands between.
    fn start(&mut self) -> io::Result<bool> {
        self.number += 1;
        loop {
            let bytes = self.bytes.fill_buf()?;
            if bytes.is_empty() {
                return Ok(false);
            }
            let found = bytes.iter().position(|byte| *byte == b'{');
            let count = found.unwrap_or(bytes.len());
            self.bytes.consume(count);
            self.at += count as u64;
            if found.is_some() {
                return Ok(true);
            }
        }
    }

    /// Reads an object up to the bracket that closes it.
    fn object(&mut self) -> io::Result<Object> {
        let mut object = Object { bytes: Vec::new(), is_too_long: false, ends: false };
        let mut scan = Scan::default();
        while !object.ends {
            let bytes = self.bytes.fill_buf()?;
            if bytes.is_empty() {
                break;
            }
            let end = bytes.iter().position(|byte| scan.closes(*byte));
            let count = end.map_or(bytes.len(), |at| at + 1);
            object.is_too_long |= object.bytes.len() + count > self.max_bytes;
            if object.is_too_long {
                object.bytes.clear();
            } else {
                object.bytes.extend_from_slice(&bytes[..count]);
            }
            object.ends = end.is_some();
            self.bytes.consume(count);
            self.at += count as u64;
        }
        Ok(object)
    }

    fn document(&mut self, object: &Object, place: Place) -> Vec<Outcome> {
        let failed = |kind| vec![Err(Error::at(&self.name, place, kind))];
        if object.is_too_long {
            return failed(ErrorKind::TooLong(self.max_bytes));
        }
        if !object.ends {
            return failed(ErrorKind::BadRecord("it does not end".to_owned()));
        }
        match serde_json::from_slice::<Record>(&object.bytes) {
            Ok(list) if list.is_list() => listed(&self.name, place, &list),
            Ok(record) => {
                let ids = Some(&mut self.ids).filter(|_| !record.names_itself());
                record.outcomes(&mut Origin { name: &self.name, place, ids })
            }
            Err(error) => failed(ErrorKind::BadRecord(reason(&error))),
        }
    }
}

/// Where an object closes: its brackets counted, those in strings left out.
#[derive(Default)]
pub struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Takes the next byte; says whether it closes what the first one opened.
    pub fn closes(&mut self, byte: u8) -> bool {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if self.in_string => self.escaped = true,
            b'"' => self.in_string = !self.in_string,
            _ if self.in_string => {}
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}
