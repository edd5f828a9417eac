//! The record of a document, exactly as it went in.

use crate::{Casefile, Error};
use saidby_core::record::DocumentRecord;

impl Casefile {
    /// The record of a document, exactly as it went in; [`Error::NotThere`] where there is none with this id.
    pub fn record(&self, document: i64) -> Result<DocumentRecord, Error> {
        Err(Error::NotThere { what: "document", id: document })
    }
}
