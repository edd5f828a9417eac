//! JSONL: `{"id", "url", "html" or "text", "lang", "published"}` a line becomes a page a line.
//!
//! The file is streamed, so only one line is held at a time. A bad line is an error that names it, and the next line is read.

use crate::document::{Hints, page};
use crate::error::{Error, ErrorKind, Place};
use crate::input::damage;
use crate::stream::Bytes;
use crate::{Outcome, published};
use saidby_core::{Language, PageFormat};
use serde::Deserialize;
use std::io::{self, BufRead, Read};

/// One line. Other fields are left alone.
#[derive(Deserialize)]
struct Record {
    id: Option<Id>,
    url: Option<String>,
    /// A page with markup.
    html: Option<String>,
    /// An article's text, taken as it is; not looked at where there is `html`.
    text: Option<String>,
    lang: Option<String>,
    published: Option<String>,
}

/// A name, or a number that stands for one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Name(String),
    Number(serde_json::Number),
}

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
        match serde_json::from_slice::<Record>(line) {
            Ok(record) => self.page(record),
            Err(error) => vec![Err(self.error(ErrorKind::BadRecord(reason(&error))))],
        }
    }

    fn page(&self, record: Record) -> Vec<Outcome> {
        let (content, format) = match (record.html, record.text) {
            (Some(html), _) => (html, PageFormat::Html),
            (None, Some(text)) => (text, PageFormat::Given),
            (None, None) => return vec![Err(self.error(ErrorKind::BadRecord("it has neither `html` nor `text`".to_owned())))],
        };
        let id = match record.id {
            Some(Id::Name(name)) => name,
            Some(Id::Number(number)) => number.to_string(),
            None => format!("{}:{}", self.name, self.line),
        };
        let language = record.lang.as_deref().and_then(Language::parse);
        let moment = record.published.as_deref().and_then(published::moment);
        let mut outcomes = Vec::new();
        for (field, value, read) in [("lang", record.lang, language.is_some()), ("published", record.published, moment.is_some())]
        {
            if let Some(value) = value.filter(|value| !read && !value.trim().is_empty()) {
                outcomes.push(Err(self.error(ErrorKind::BadField(field, value))));
            }
        }
        let hints = Hints { url: record.url, language, published: moment, format: Some(format), ..Hints::default() };
        outcomes.insert(0, page(&id, content.into_bytes(), hints).map_err(|error| self.error(error.kind)));
        outcomes
    }
}

/// The parser's reason, without its line, which is always 1.
fn reason(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let reason = words.split(" at line ").next().unwrap_or_default();
    format!("{reason}, at byte {}", error.column())
}
