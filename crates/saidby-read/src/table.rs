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
        let header = self.take_header(row);
        self.ended = header.is_err();
        Some(header.err().into_iter().map(Err).collect())
    }
}

impl Table {
    /// Takes the columns' names from the first row, of which the start of the file may have shown a part.
    fn take_header(&mut self, row: Row) -> Result<(), Error> {
        self.header.columns = self.values(row).map_err(|kind| Error::of(&self.name, kind))?;
        let named = || Error::of(&self.name, ErrorKind::NoTextColumn(self.column_names()));
        self.header.has_text().then_some(()).ok_or_else(named)
    }

    fn values(&self, row: Row) -> Result<Vec<String>, ErrorKind> {
        match row {
            Row::Values { values, .. } => Ok(values),
            Row::TooLong => Err(ErrorKind::TooLong(self.rows.max_bytes)),
            Row::TooWide => Err(ErrorKind::BadRecord(format!("it has more than {MAX_COLUMNS} values"))),
        }
    }

    fn document(&mut self, row: Row, place: Place) -> Vec<Outcome> {
        let failed = |table: &Self, kind| Err(Error::at(&table.name, place, kind));
        let is_open = matches!(row, Row::Values { is_open: true, .. });
        let values = match self.values(row) {
            Ok(values) => values,
            Err(kind) => return vec![failed(self, kind)],
        };
        let (columns, count) = (self.header.columns.len(), values.len());
        if is_open {
            return vec![failed(self, ErrorKind::BadRecord("a quotation mark in it is not closed".to_owned()))];
        }
        if count != columns {
            let why = format!("it has {count} values, and the table {columns} columns");
            return vec![failed(self, ErrorKind::BadRecord(why))];
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

/// A row's values, or that it is longer than the limit or has more of them than any table.
enum Row {
    Values {
        values: Vec<String>,
        /// Whether the table ends within a quotation, which then holds the rows behind it too.
        is_open: bool,
    },
    TooLong,
    TooWide,
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
        let (mut length, mut count, mut refused, mut marks) = (0, 0, None, 0_usize);
        loop {
            let input = self.bytes.fill_buf()?;
            let is_end = input.is_empty();
            let (result, read, written, ended) = self.reader.read_record(input, &mut output[length..], &mut ends[count..]);
            marks += input[..read].iter().filter(|byte| **byte == b'"').count();
            self.bytes.consume(read);
            self.at += read as u64;
            (length, count) = (length + written, count + ended);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if output.len() <= self.max_bytes => output.resize(output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if ends.len() < MAX_COLUMNS => ends.resize(ends.len() * 2, 0),
                // The rest of the row is passed over.
                ReadRecordResult::OutputFull => (refused, length) = (Some(Row::TooLong), 0),
                ReadRecordResult::OutputEndsFull => (refused, count) = (Some(Row::TooWide), 0),
                ReadRecordResult::Record if length > self.max_bytes => return Ok(Some(Row::TooLong)),
                ReadRecordResult::Record if refused.is_some() => return Ok(refused),
                ReadRecordResult::Record => {
                    let starts = std::iter::once(0).chain(ends.iter().copied());
                    let values = starts.zip(&ends).take(count).map(|(start, end)| words(&output[start..*end]));
                    return Ok(Some(Row::Values { values: values.collect(), is_open: is_end && marks % 2 == 1 }));
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
