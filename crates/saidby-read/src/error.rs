//! Why an input gave no page, and what its user can do about it.

use crate::stream::Expands;
use std::fmt;
use std::io;

/// What is wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// There is no such file.
    Missing,
    /// The file may not be read by this user.
    Forbidden,
    /// The folder holds no file that is not hidden.
    EmptyFolder,
    /// The document has no bytes.
    Empty,
    /// The document is longer than the limit, in bytes.
    TooLong(usize),
    /// The content is no text: what it is, such as `a JPEG image`.
    NotText(&'static str),
    /// The content is of a kind that is not read, such as `a tar archive`.
    Unsupported(&'static str),
    /// The content holds several pages, such as `an RSS feed`, where one was asked for.
    Several(&'static str),
    /// More than this many containers lie in one another.
    TooDeep(usize),
    /// More comes out of the input than any crawl would give; what came before was kept.
    Expands,
    /// The compressed data end too early; what came before was kept.
    Truncated,
    /// The compressed data are damaged; what came before was kept.
    Damaged,
    /// The line or record is not a document: why.
    BadRecord(String),
    /// The record's language or date says nothing; the page was kept without it.
    BadField(&'static str, String),
    /// A table whose columns, which are named, hold no text.
    NoTextColumn(String),
    /// No mistake: parts of the input that are no pages were passed over; how many of what.
    PassedOver(String),
    /// No mistake: an address that the input lists without its page.
    AddressOnly(String),
    /// The system's own words.
    System(String),
}

/// A place in an input that holds several documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A line, from 1.
    Line(usize),
    /// A record.
    Record {
        /// Its number, from 1.
        number: usize,
        /// Where it begins: a byte, from 0, after decompression.
        byte: u64,
    },
}

/// An input, or a record of one, that could not be read, or not wholly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The path or name, as given.
    pub input: String,
    /// Where in it, where it holds several documents.
    pub place: Option<Place>,
    /// What is wrong.
    pub kind: ErrorKind,
}

impl Error {
    pub(crate) fn of(input: &str, kind: ErrorKind) -> Self {
        Self { input: input.to_owned(), place: None, kind }
    }

    pub(crate) fn system(input: &str, error: &io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => ErrorKind::Missing,
            io::ErrorKind::PermissionDenied => ErrorKind::Forbidden,
            _ => ErrorKind::System(error.to_string()),
        };
        Self::of(input, kind)
    }

    pub(crate) fn at(input: &str, place: Place, kind: ErrorKind) -> Self {
        Self { input: input.to_owned(), place: Some(place), kind }
    }

    /// Whether nothing failed: the input is as it should be, and its user may want to know what was passed over.
    pub fn is_note(&self) -> bool {
        matches!(self.kind, ErrorKind::PassedOver(_) | ErrorKind::AddressOnly(_))
    }

    /// What the user can do about it, in one sentence.
    pub fn hint(&self) -> &'static str {
        match self.kind {
            ErrorKind::Missing => "check the path; `-` stands for standard input",
            ErrorKind::Forbidden => "make it readable for this user, or copy it",
            ErrorKind::EmptyFolder => "put HTML, text or JSONL files in it; files whose names begin with a dot are skipped",
            ErrorKind::Empty => "save or download it again",
            ErrorKind::TooLong(_) => "split it, or give one document a line as JSONL, of which only each line is limited",
            ErrorKind::NotText("an SQLite file") => "a casefile is read with `saidby claims`",
            ErrorKind::NotText(_) => "give the page's HTML, or its text",
            ErrorKind::Unsupported(_) => "save its pages as HTML, or write them as JSONL: `{\"id\", \"url\", \"html\"}` a line",
            ErrorKind::Several(_) => "give it as a file of its own",
            ErrorKind::TooDeep(_) => "unpack it first",
            ErrorKind::Expands => {
                "it looks like a decompression bomb; what came before was kept, and if it is none, unpack it first"
            }
            ErrorKind::Truncated | ErrorKind::Damaged => {
                "what came before was kept; download or compress the file again to get the rest"
            }
            ErrorKind::BadRecord(_) if matches!(self.place, Some(Place::Line(_))) => {
                "a line is `{\"id\", \"url\", \"html\" or \"text\", \"lang\", \"published\"}`; the other lines were kept"
            }
            ErrorKind::BadRecord(_) => "the other records were kept; download or write the file again to get this one",
            ErrorKind::BadField("lang", _) => "the page was kept without it; write a code such as `fr`",
            ErrorKind::BadField(..) => "the page was kept without it; write it as `2024-11-22T10:03:00+00:00` or `2024-11-22`",
            ErrorKind::NoTextColumn(_) => "name the column that holds the articles `text`, or `html` where it is markup",
            ErrorKind::PassedOver(_) => "nothing is lost: they are no pages",
            ErrorKind::AddressOnly(_) => "nothing is fetched; download the page and give it as a file",
            ErrorKind::System(_) => "try it again, or copy the file elsewhere first",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::PassedOver(what) => return write!(f, "passed over {what} in `{}`", self.input),
            ErrorKind::AddressOnly(address) => return write!(f, "`{}` lists `{address}` without its page", self.input),
            _ => {}
        }
        let part = match self.kind {
            ErrorKind::Truncated | ErrorKind::Damaged | ErrorKind::Expands => "all of ",
            ErrorKind::BadField(..) => "a field in ",
            _ => "",
        };
        write!(f, "cannot read {part}")?;
        match self.place {
            None => write!(f, "`{}`", self.input)?,
            Some(Place::Line(line)) => write!(f, "line {line} of `{}`", self.input)?,
            Some(Place::Record { number, byte }) => write!(f, "record {number} of `{}`, at byte {byte}", self.input)?,
        }
        write!(f, ": {}", self.kind)
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no such file"),
            Self::Forbidden => f.write_str("permission is denied"),
            Self::EmptyFolder => f.write_str("the folder has nothing to read"),
            Self::Empty => f.write_str("it is empty"),
            Self::TooLong(limit) => write!(f, "it is longer than the limit of {}", Bytes(*limit)),
            Self::NotText(what) => write!(f, "it is {what}"),
            Self::Unsupported(what) => write!(f, "it is {what}, which is not read"),
            Self::Several(what) => write!(f, "it is {what}, which holds several pages"),
            Self::TooDeep(limit) => write!(f, "it lies in more than {limit} containers"),
            Self::Expands => Expands.fmt(f),
            Self::Truncated => f.write_str("the compressed data end too early"),
            Self::Damaged => f.write_str("the compressed data are damaged"),
            Self::BadRecord(why) => f.write_str(why),
            Self::NoTextColumn(columns) => write!(f, "none of its columns holds text: {columns}"),
            Self::PassedOver(what) => f.write_str(what),
            Self::AddressOnly(address) => f.write_str(address),
            Self::BadField("lang", value) => write!(f, "`lang` is `{value}`, which is no language code"),
            Self::BadField(field, value) => write!(f, "`{field}` is `{value}`, which is no date"),
            Self::System(words) => f.write_str(words),
        }
    }
}

impl std::error::Error for Error {}

/// A number of bytes as people write it: `64 MiB` where it is round, `1,000 bytes` where it is not.
struct Bytes(usize);

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            n if n >= 1 << 20 && n.is_multiple_of(1 << 20) => write!(f, "{} MiB", n >> 20),
            n if n >= 1 << 10 && n.is_multiple_of(1 << 10) => write!(f, "{} KiB", n >> 10),
            n => write!(f, "{n} bytes"),
        }
    }
}
