//! Documents: listed, or one with its text and blocks.

use crate::{Casefile, Error, page};
use rusqlite::{OptionalExtension, Row};
use saidby_core::{Language, PageFormat, Precision, Role};
use serde::Serialize;

/// A document in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentRow {
    /// Its id in the casefile.
    pub id: i64,
    /// The name that the input gave it.
    pub name: String,
    /// Canonical address.
    pub url: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Language of the text.
    pub language: Option<Language>,
    /// When it was published: ISO 8601, cut to what is known.
    pub published: Option<String>,
    /// How much of that is known.
    pub published_precision: Option<Precision>,
    /// SHA-256 of the page's bytes.
    pub sha256: String,
    /// How many attributions it holds.
    pub attributions: usize,
    /// How many claims it holds.
    pub claims: usize,
    /// The origin that it counts for: equal for copies of one text.
    pub origin: String,
}

/// A block of a stored document: positions in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StoredBlock {
    /// What it is.
    pub role: Role,
    /// First code point in `page_text`, and the one after the last.
    pub page: (usize, usize),
    /// The same in `text`; `None` for furniture.
    pub text: Option<(usize, usize)>,
}

/// One document with its texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    /// What a list says of it.
    pub row: DocumentRow,
    /// The authors, in the page's order.
    pub authors: Vec<String>,
    /// Charset of the page.
    pub encoding: String,
    /// What the page holds.
    pub format: PageFormat,
    /// How many bytes the page has.
    pub page_bytes: usize,
    /// The article text.
    pub text: String,
    /// All that a reader of the page sees.
    pub page_text: String,
    /// Its blocks, in page order.
    pub blocks: Vec<StoredBlock>,
}

const ROW: &str = "SELECT document.id, name, url, outlet, title, language, published, published_precision, sha256,
    (SELECT count(*) FROM attribution WHERE attribution.document = document.id),
    (SELECT count(*) FROM claim WHERE claim.document = document.id), origin.origin
    FROM document JOIN origin ON origin.document = document.id";

impl Casefile {
    /// All documents, in the order in which they were added.
    pub fn documents(&self) -> Result<Vec<DocumentRow>, Error> {
        let mut query = self.connection.prepare_cached(&format!("{ROW} ORDER BY document.id"))?;
        query.query_map([], document_row)?.map(|row| Ok(row?)).collect()
    }

    /// The document with this id; [`Error::NotThere`] where there is none.
    pub fn document(&self, id: i64) -> Result<Document, Error> {
        let row = self.document_row(id)?;
        let mut query =
            self.connection.prepare_cached("SELECT encoding, format, page_bytes, text, page_text FROM document WHERE id = ?1")?;
        let document = query.query_row([id], |columns| {
            Ok(Document {
                row,
                authors: Vec::new(),
                encoding: columns.get(0)?,
                format: parsed(columns, 1)?,
                page_bytes: columns.get(2)?,
                text: columns.get(3)?,
                page_text: columns.get(4)?,
                blocks: Vec::new(),
            })
        })?;
        Ok(Document { authors: self.authors(id)?, blocks: self.blocks(id)?, ..document })
    }

    /// The bytes of the page as it was received.
    pub fn page(&self, id: i64) -> Result<Vec<u8>, Error> {
        let mut query = self.connection.prepare_cached("SELECT page, page_bytes FROM document WHERE id = ?1")?;
        let stored: Option<(Vec<u8>, usize)> = query.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (stored, length) = stored.ok_or(Error::NotThere { what: "document", id })?;
        page::bytes(&stored, length).map_err(|why| Error::Damaged(format!("document {id}: {why}")))
    }

    pub(crate) fn document_row(&self, id: i64) -> Result<DocumentRow, Error> {
        let mut query = self.connection.prepare_cached(&format!("{ROW} WHERE document.id = ?1"))?;
        query.query_row([id], document_row).optional()?.ok_or(Error::NotThere { what: "document", id })
    }

    pub(crate) fn authors(&self, document: i64) -> Result<Vec<String>, Error> {
        let mut query = self.connection.prepare_cached("SELECT name FROM author WHERE document = ?1 ORDER BY position")?;
        query.query_map([document], |row| row.get(0))?.map(|name| Ok(name?)).collect()
    }

    pub(crate) fn blocks(&self, document: i64) -> Result<Vec<StoredBlock>, Error> {
        let mut query = self.connection.prepare_cached(
            "SELECT role, page_start, page_end, text_start, text_end FROM block WHERE document = ?1 ORDER BY position",
        )?;
        let block = |row: &Row| {
            let text: (Option<usize>, Option<usize>) = (row.get(3)?, row.get(4)?);
            Ok(StoredBlock { role: parsed(row, 0)?, page: (row.get(1)?, row.get(2)?), text: text.0.zip(text.1) })
        };
        query.query_map([document], block)?.map(|block| Ok(block?)).collect()
    }
}

fn document_row(row: &Row) -> rusqlite::Result<DocumentRow> {
    let language: Option<String> = row.get(5)?;
    Ok(DocumentRow {
        id: row.get(0)?,
        name: row.get(1)?,
        url: row.get(2)?,
        outlet: row.get(3)?,
        title: row.get(4)?,
        language: language.as_deref().and_then(Language::parse),
        published: row.get(6)?,
        published_precision: parsed_if_any(row, 7)?,
        sha256: row.get(8)?,
        attributions: row.get(9)?,
        claims: row.get(10)?,
        origin: row.get(11)?,
    })
}

/// A column that holds a name of one of core's tables.
pub(crate) fn parsed<T>(row: &Row, column: usize) -> rusqlite::Result<T>
where
    T: std::str::FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    let name: String = row.get(column)?;
    name.parse()
        .map_err(|error: T::Err| rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error)))
}

/// The same for a column that may be NULL.
pub(crate) fn parsed_if_any<T>(row: &Row, column: usize) -> rusqlite::Result<Option<T>>
where
    T: std::str::FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    match row.get_ref(column)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => parsed(row, column).map(Some),
    }
}
