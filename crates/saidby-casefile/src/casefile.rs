//! A casefile is opened, made, and closed to one file.

use crate::Error;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior};
use std::path::Path;
use std::time::Duration;

/// The version of the schema that this crate writes, `PRAGMA user_version` of the file.
pub const SCHEMA: i64 = 2;

/// `PRAGMA application_id` of a casefile: `said` in ASCII, so that no other SQLite file is taken for one.
const APPLICATION_ID: i64 = 0x7361_6964;

const TABLES: &str = include_str!("schema.sql");
/// What each later schema adds.
const TABLES_2: &str = include_str!("schema_2.sql");

/// How long a write waits for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(10);

/// One SQLite file of documents, attributions and claims.
///
/// While it is written to, SQLite keeps a write-ahead log beside it, so that readers go on reading and each document that
/// was added is safe on disk; when it is dropped or [closed](Casefile::close), one file remains.
#[derive(Debug)]
pub struct Casefile {
    pub(crate) connection: Connection,
    writes: bool,
}

impl Casefile {
    /// Opens the casefile at `path` for reading and writing.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        must_exist(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = connect(path, flags)?;
        must_be_ours(path, &connection)?;
        upgrade(path, &mut connection)?;
        ready_to_write(path, connection)
    }

    /// Opens the casefile at `path`, or makes it where there is no file or an empty one.
    pub fn create_or_open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        if is_blank(path, &connection)? {
            create_tables(&mut connection)?;
        }
        must_be_ours(path, &connection)?;
        upgrade(path, &mut connection)?;
        ready_to_write(path, connection)
    }

    /// Opens the casefile at `path` for reading only.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        must_exist(path)?;
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        must_be_ours(path, &connection)?;
        Ok(Self { connection, writes: false })
    }

    /// Closes the casefile: the write-ahead log is merged into the one file. Dropping it does the same and hides errors.
    pub fn close(mut self) -> Result<(), Error> {
        self.settle()
    }

    /// Leaves the write-ahead mode, unless another program still reads in it: then the last to close cleans up.
    fn settle(&mut self) -> Result<(), Error> {
        if !std::mem::take(&mut self.writes) {
            return Ok(());
        }
        self.connection.busy_timeout(Duration::ZERO)?;
        match self.connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())) {
            Err(error) if error.sqlite_error_code() != Some(rusqlite::ErrorCode::DatabaseBusy) => Err(error.into()),
            _ => Ok(()),
        }
    }
}

impl Drop for Casefile {
    fn drop(&mut self) {
        let _ = self.settle();
    }
}

fn must_exist(path: &Path) -> Result<(), Error> {
    if path.exists() { Ok(()) } else { Err(Error::Missing(path.to_owned())) }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

fn pragma(path: &Path, connection: &Connection, name: &str) -> Result<i64, Error> {
    connection.pragma_query_value(None, name, |row| row.get(0)).map_err(|error| Error::opening(path, error))
}

/// Whether the file holds nothing yet.
fn is_blank(path: &Path, connection: &Connection) -> Result<bool, Error> {
    let first = connection.query_row("SELECT 1 FROM sqlite_schema LIMIT 1", [], |_| Ok(())).optional();
    let empty = first.map_err(|error| Error::opening(path, error))?.is_none();
    Ok(empty && pragma(path, connection, "application_id")? == 0 && pragma(path, connection, "user_version")? == 0)
}

fn must_be_ours(path: &Path, connection: &Connection) -> Result<(), Error> {
    if pragma(path, connection, "application_id")? != APPLICATION_ID {
        return Err(Error::Foreign(path.to_owned()));
    }
    match pragma(path, connection, "user_version")? {
        1..=SCHEMA => Ok(()),
        schema if schema > SCHEMA => Err(Error::Newer { path: path.to_owned(), schema }),
        _ => Err(Error::Foreign(path.to_owned())),
    }
}

fn create_tables(connection: &mut Connection) -> Result<(), Error> {
    let transaction = connection.transaction()?;
    transaction.execute_batch(TABLES)?;
    transaction.execute_batch(TABLES_2)?;
    transaction.execute(
        "INSERT INTO casefile (id, schema, created_by) VALUES (1, ?1, ?2)",
        (SCHEMA, concat!("saidby ", env!("CARGO_PKG_VERSION"))),
    )?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", SCHEMA)?;
    Ok(transaction.commit()?)
}

/// Brings the tables of an older file up to this schema; what it holds stays as it is.
fn upgrade(path: &Path, connection: &mut Connection) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if pragma(path, &transaction, "user_version")? < 2 {
        transaction.execute_batch(TABLES_2)?;
        transaction.execute("UPDATE casefile SET schema = ?1", [SCHEMA])?;
        transaction.pragma_update(None, "user_version", SCHEMA)?;
    }
    Ok(transaction.commit()?)
}

/// Write-ahead log, flushed to disk at every commit: what was added is kept whatever happens next.
fn ready_to_write(path: &Path, connection: Connection) -> Result<Casefile, Error> {
    connection
        .query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))
        .and_then(|()| connection.pragma_update(None, "synchronous", "FULL"))
        .map_err(|error| Error::opening(path, error))?;
    Ok(Casefile { connection, writes: true })
}
