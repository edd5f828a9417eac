//! Why an input gave no page, and what its user can do about it.

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
    /// The content is of a kind that is not read yet, such as `WARC`.
    Unsupported(&'static str),
    /// The compressed data end too early; what came before was kept.
    Truncated,
    /// The compressed data are damaged; what came before was kept.
    Damaged,
    /// The line of JSONL is not a document: why.
    BadLine(String),
    /// The line's `lang` or `published` says nothing; the page was kept without it.
    BadField(&'static str, String),
    /// The system's own words.
    System(String),
}

/// An input, or a line of one, that could not be read, or not wholly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The path or name, as given.
    pub input: String,
    /// The line, from 1, where the input is JSONL.
    pub line: Option<usize>,
    /// What is wrong.
    pub kind: ErrorKind,
}

impl Error {
    pub(crate) fn of(input: &str, kind: ErrorKind) -> Self {
        Self { input: input.to_owned(), line: None, kind }
    }

    pub(crate) fn system(input: &str, error: &io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => ErrorKind::Missing,
            io::ErrorKind::PermissionDenied => ErrorKind::Forbidden,
            _ => ErrorKind::System(error.to_string()),
        };
        Self::of(input, kind)
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
            ErrorKind::Unsupported("JSON over several lines") => "write one object a line: JSONL, as `jq -c` does",
            ErrorKind::Unsupported(_) => "save its pages as HTML, or write them as JSONL: `{\"id\", \"url\", \"html\"}` a line",
            ErrorKind::Truncated | ErrorKind::Damaged => {
                "what came before was kept; download or compress the file again to get the rest"
            }
            ErrorKind::BadLine(_) => {
                "a line is `{\"id\", \"url\", \"html\" or \"text\", \"lang\", \"published\"}`; the other lines were kept"
            }
            ErrorKind::BadField("lang", _) => "the page was kept without it; write a code such as `fr`",
            ErrorKind::BadField(..) => "the page was kept without it; write it as `2024-11-22T10:03:00+00:00` or `2024-11-22`",
            ErrorKind::System(_) => "try it again, or copy the file elsewhere first",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = match self.kind {
            ErrorKind::Truncated | ErrorKind::Damaged => "all of ",
            ErrorKind::BadField(..) => "a field in ",
            _ => "",
        };
        write!(f, "cannot read {part}")?;
        if let Some(line) = self.line {
            write!(f, "line {line} of ")?;
        }
        write!(f, "`{}`: {}", self.input, self.kind)
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
            Self::Unsupported(what) => write!(f, "cannot read {what} yet"),
            Self::Truncated => f.write_str("the compressed data end too early"),
            Self::Damaged => f.write_str("the compressed data are damaged"),
            Self::BadLine(why) => f.write_str(why),
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
