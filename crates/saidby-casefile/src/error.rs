//! What can go wrong with a casefile, and what to do about it.

use std::path::{Path, PathBuf};

/// Why a casefile could not be opened, read or written.
#[derive(Debug)]
pub enum Error {
    /// There is no file at this path.
    Missing(PathBuf),
    /// The file is something else.
    Foreign(PathBuf),
    /// A newer saidby made the file.
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        schema: i64,
    },
    /// The casefile has no document or claim with this id.
    NotThere {
        /// `document` or `claim`.
        what: &'static str,
        /// The id that was asked for.
        id: i64,
    },
    /// A date in a filter is not a year, a month or a day.
    Date(String),
    /// A stored value is not what the schema says.
    Damaged(String),
    /// SQLite refuses: the disk, a lock, a damaged file.
    Sqlite(rusqlite::Error),
}

impl Error {
    /// What the user can do, if anything.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Missing(path) => Some(format!("`saidby add {} pages/` makes one", path.display())),
            Self::Foreign(_) => Some("a casefile is what `saidby add` makes; give a new name to start one".to_owned()),
            Self::Newer { .. } => Some("a newer saidby made it; update saidby to read it".to_owned()),
            Self::NotThere { what, .. } => Some(format!("ids are listed by `saidby claims` and in the table `{what}`")),
            Self::Date(_) => Some("write a date as `2022`, `2022-11` or `2022-11-02`".to_owned()),
            Self::Damaged(_) => Some("`saidby check` lists all that is damaged".to_owned()),
            Self::Sqlite(error) => sqlite_hint(error),
        }
    }

    /// The error of opening `path`: what SQLite says of a file that is not its own is said in our words.
    pub(crate) fn opening(path: &Path, error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => Self::Foreign(path.to_owned()),
            _ => Self::Sqlite(error),
        }
    }
}

fn sqlite_hint(error: &rusqlite::Error) -> Option<String> {
    use rusqlite::ErrorCode::*;
    let hint = match error.sqlite_error_code()? {
        DatabaseBusy | DatabaseLocked => "another program is writing to the casefile; try again when it has ended",
        DiskFull => "free some space; what was added before is kept",
        ReadOnly | CannotOpen | PermissionDenied => "check that the file and its folder may be written to",
        DatabaseCorrupt => "restore the file from a copy; `sqlite3 FILE .recover` saves what can be read",
        _ => return None,
    };
    Some(hint.to_owned())
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "no casefile at `{}`", path.display()),
            Self::Foreign(path) => write!(f, "`{}` is not a casefile", path.display()),
            Self::Newer { path, schema } => {
                write!(f, "`{}` has schema {schema}, this saidby reads up to {}", path.display(), crate::SCHEMA)
            }
            Self::NotThere { what, id } => write!(f, "the casefile has no {what} `{id}`"),
            Self::Date(text) => write!(f, "`{text}` is not a date"),
            Self::Damaged(what) => write!(f, "the casefile is damaged: {what}"),
            Self::Sqlite(error) => write!(f, "the casefile cannot be used: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Sqlite(error) => Some(error),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}
