//! Which documents are copies of one origin: found by the copies stage, stored here, counted by.

use crate::{Casefile, Error};

/// One document's place among its copies.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    /// The document.
    pub document: i64,
    /// Documents with one number are copies of one origin.
    pub group: i64,
    /// The document that they come from; `None` where it is not in the casefile.
    pub origin: Option<i64>,
    /// How the document relates to its origin, in the copies stage's words.
    pub relation: String,
    /// How alike they are, 0 to 1.
    pub score: f64,
}

impl Casefile {
    /// Replaces all that is known of copies, in one transaction. A document that is not listed is its own origin.
    pub fn set_copies(&mut self, copies: &[Copy]) -> Result<(), Error> {
        let transaction = self.connection.transaction()?;
        transaction.execute("DELETE FROM copy_group", [])?;
        {
            let mut insert = transaction.prepare_cached(
                "INSERT INTO copy_group (document, copy_group, origin, relation, score) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?;
            for copy in copies {
                insert.execute((copy.document, copy.group, copy.origin, &copy.relation, copy.score))?;
            }
        }
        Ok(transaction.commit()?)
    }
}
