//! A casefile is written in the formats other tools read: one module a format, one line in [`FORMATS`].
//!
//! In: a [`Casefile`]. Out: bytes. `saidby export case.db --to csv` finds its format here; help and docs follow.
//!
//! ```
//! assert_eq!(saidby_export::format("csv").map(|format| format.extension), Some("csv"));
//! ```

pub mod formats;

use saidby_casefile::Casefile;
use std::io::Write;

/// One output format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What `--to` calls it.
    pub name: &'static str,
    /// The extension of its files, without a dot.
    pub extension: &'static str,
    /// One line of help: lower case, no full stop.
    pub description: &'static str,
    /// Writes a whole casefile.
    pub write: fn(&Casefile, &mut dyn Write) -> Result<(), Error>,
}

/// Every format, in the order in which help lists them.
pub static FORMATS: &[Format] = &[formats::csv::FORMAT, formats::jsonl::FORMAT];

/// The format of that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Why a casefile could not be written out.
#[derive(Debug)]
pub enum Error {
    /// The casefile could not be read.
    Casefile(saidby_casefile::Error),
    /// The output could not be written.
    Output(std::io::Error),
}

impl Error {
    /// What the user can do, if anything.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Casefile(error) => error.hint(),
            Self::Output(_) => None,
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Casefile(error) => error.fmt(f),
            Self::Output(error) => write!(f, "cannot write the export: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Casefile(error) => Some(error),
            Self::Output(error) => Some(error),
        }
    }
}

impl From<saidby_casefile::Error> for Error {
    fn from(error: saidby_casefile::Error) -> Self {
        Self::Casefile(error)
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}
