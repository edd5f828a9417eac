//! Tables: comma-, semicolon- or tab-separated values, a document a row, as the names of the columns say.
//!
//! In: `url;date;text` and rows. Out: a page a row, under `table.csv#https://…`. Columns have the names of the fields of a
//! [`record`](crate::record); a table without a text among them is an error that names them. Only one row is held at a time.

use crate::Outcome;
use crate::charset;
use crate::error::{Error, ErrorKind, Place};
use crate::ids::Ids;
use crate::input::damage;
use crate::record::{self, Field, Origin, Record};
use crate::stream::Bytes;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::io::{self, BufRead};

/// Columns of a table, at most.
const MAX_COLUMNS: usize = 4096;

/// Bytes between two columns.
const DELIMITERS: &[u8] = b",\t;|";

/// Characters of a column's name, at most; longer ones are sentences.
const MAX_NAME: usize = 64;

/// What a table's first line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The byte between two columns.
    delimiter: u8,
    /// The columns' names.
    columns: Vec<String>,
}

impl Header {
    fn has_text(&self) -> bool {
        let is_text = |name: &String| matches!(record::named(name), Some((_, Field::Html | Field::Text | Field::Content)));
        self.columns.iter().any(is_text)
    }

    fn known(&self) -> usize {
        self.columns.iter().filter(|name| record::named(name).is_some()).count()
    }
}

/// The header that text begins with, read with the delimiter that makes most sense of it. A file whose name says so is a table
/// whatever its columns; any other is one where a column holds the text, another is known too, and all have names.
pub fn header(head: &str, is_called_table: bool) -> Option<Header> {
    let headers = DELIMITERS.iter().map(|delimiter| columns(head, *delimiter));
    let best = headers.max_by_key(|header| (header.has_text(), header.known(), header.columns.len()))?;
    let has_names = best.columns.iter().all(|name| name.chars().count() <= MAX_NAME);
    let is_table = is_called_table || (best.has_text() && best.known() >= 2 && has_names);
    is_table.then_some(best)
}

fn columns(head: &str, delimiter: u8) -> Header {
    let mut reader = reader(delimiter);
    let (mut output, mut ends) = (vec![0; head.len()], [0; MAX_COLUMNS]);
    let (_, _, _, count) = reader.read_record(head.as_bytes(), &mut output, &mut ends);
    let starts = std::iter::once(0).chain(ends);
    let names = starts.zip(ends).take(count).map(|(start, end)| String::from_utf8_lossy(&output[start..end]).trim().to_owned());
    Header { delimiter, columns: names.collect() }
}

fn reader(delimiter: u8) -> Reader {
    ReaderBuilder::new().delimiter(delimiter).build()
}

/// The pages of a table, a row at a time.
pub fn outcomes(name: String, header: Header, bytes: Bytes, max_bytes: usize) -> impl Iterator<Item = Outcome> + Send {
    let rows = Rows { bytes, reader: reader(header.delimiter), max_bytes, at: 0 };
    Table { ids: Ids::of(&name), name, header, rows, number: 0, ended: false }.flatten()
}

struct Table {
    name: String,
    header: Header,
    rows: Rows,
    ids: Ids,
    number: usize,
    ended: bool,
}

impl Iterator for Table {
    type Item = Vec<Outcome>;

    fn next(&mut self) -> Option<Vec<Outcome>> {
        if self.ended {
            return None;
        }
        let place = Place::Record { number: self.number, byte: self.rows.at };
        let row = match self.rows.next() {
            Ok(None) => {
                self.ended = true;
                return None;
            }
            Err(error) => {
                self.ended = true;
                return Some(vec![Err(Error::at(&self.name, place, damage(&error)))]);
            }
            Ok(Some(row)) => row,
        };
        self.number += 1;
        if self.number > 1 {
            return Some(self.document(row, place));
        }
        if self.header.has_text() {
            return Some(Vec::new());
        }
        self.ended = true;
        Some(vec![Err(Error::of(&self.name, ErrorKind::NoTextColumn(self.column_names())))])
    }
}

impl Table {
    fn document(&mut self, row: Row, place: Place) -> Vec<Outcome> {
        let Row::Values(values) = row else {
            return vec![Err(Error::at(&self.name, place, ErrorKind::TooLong(self.rows.max_bytes)))];
        };
        let (columns, count) = (self.header.columns.len(), values.len());
        if count != columns {
            let why = format!("it has {count} values, and the table {columns} columns");
            return vec![Err(Error::at(&self.name, place, ErrorKind::BadRecord(why)))];
        }
        let mut record = Record::default();
        for (name, value) in self.header.columns.iter().zip(values) {
            record.add(name, vec![value]);
        }
        let ids = Some(&mut self.ids).filter(|_| !record.names_itself());
        record.outcomes(&mut Origin { name: &self.name, place, ids })
    }

    /// The first columns' names, for a message.
    fn column_names(&self) -> String {
        let short = |name: &String| name.chars().take(MAX_NAME).collect::<String>();
        let names: Vec<String> = self.header.columns.iter().take(12).map(|name| format!("`{}`", short(name))).collect();
        let more = if self.header.columns.len() > names.len() { ", …" } else { "" };
        format!("{}{more}", names.join(", "))
    }
}

/// A row's values, or that it is longer than the limit or has more columns than any table.
enum Row {
    Values(Vec<String>),
    TooLong,
}

struct Rows {
    bytes: Bytes,
    reader: Reader,
    max_bytes: usize,
    /// How many bytes were read.
    at: u64,
}

impl Rows {
    fn next(&mut self) -> io::Result<Option<Row>> {
        let (mut output, mut ends) = (vec![0; 1 << 12], vec![0; 64]);
        let (mut length, mut count, mut is_too_long) = (0, 0, false);
        loop {
            let input = self.bytes.fill_buf()?;
            let (result, read, written, ended) = self.reader.read_record(input, &mut output[length..], &mut ends[count..]);
            self.bytes.consume(read);
            self.at += read as u64;
            (length, count) = (length + written, count + ended);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if output.len() <= self.max_bytes => output.resize(output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if ends.len() < MAX_COLUMNS => ends.resize(ends.len() * 2, 0),
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    is_too_long = true;
                    (length, count) = (0, 0);
                }
                ReadRecordResult::Record if is_too_long || length > self.max_bytes => return Ok(Some(Row::TooLong)),
                ReadRecordResult::Record => {
                    let starts = std::iter::once(0).chain(ends.iter().copied());
                    let values = starts.zip(&ends).take(count).map(|(start, end)| words(&output[start..*end]));
                    return Ok(Some(Row::Values(values.collect())));
                }
                ReadRecordResult::End => return Ok(None),
            }
        }
    }
}

/// A value in UTF-8.
fn words(value: &[u8]) -> String {
    match std::str::from_utf8(value) {
        Ok(words) => words.to_owned(),
        Err(_) => charset::decode(value, None).text,
    }
}
