//! The tree under one row: claim, attributions, words, document, stances, and the other reports of the same claim.

use crate::{Casefile, ClaimRow, DocumentRow, Error};
use saidby_core::record::{Anchor, AttributionRecord, StanceRecord};
use serde::Serialize;

/// Words that the claim rests on, where they stand, and the bytes of the page that they were read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The words, in the article text.
    #[serde(flatten)]
    pub anchor: Anchor,
    /// Up to 32 code points before.
    pub prefix: String,
    /// Up to 32 code points after.
    pub suffix: String,
    /// First byte in the stored page, and the one after the last.
    pub source: Option<(usize, usize)>,
    /// Those bytes in the page's charset, markup and all.
    pub source_text: Option<String>,
}

/// What one holder holds, and who that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WhyStance {
    /// The holder's name: the actor, or the words that name the source, or `author`.
    pub name: String,
    /// The stance, with its cue words.
    #[serde(flatten)]
    pub stance: StanceRecord,
}

/// Another report of the same claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The claim there.
    pub claim: i64,
    /// The document.
    pub document: i64,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The document's headline.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Who says it there.
    pub source: String,
    /// The words there.
    pub words: String,
    /// How the document relates to its origin, where it is known to be a copy.
    pub relation: Option<String>,
    /// How alike it is to its origin, 0 to 1.
    pub score: Option<f64>,
}

/// Reports from one origin.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportGroup {
    /// The origin, as a name to count by.
    pub origin: String,
    /// The document that the others are copies of, where it is in the casefile.
    pub origin_document: Option<i64>,
    /// The reports, by day of publication.
    pub reports: Vec<Report>,
}

/// The tree under one claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Why {
    /// The claim.
    pub claim: ClaimRow,
    /// The stances of all reports that decide its status, one line each.
    pub reasons: Vec<String>,
    /// The attributions that it is made in: its own first, then the one around that, to the outermost.
    pub chain: Vec<AttributionRecord>,
    /// The words it rests on: what is said (or the author's sentence), in text order.
    pub words: Vec<Evidence>,
    /// The document.
    pub document: DocumentRow,
    /// The stances on it in this document: the author first.
    pub stances: Vec<WhyStance>,
    /// All reports of the same claim, this one included, copies grouped.
    pub reports: Vec<ReportGroup>,
}

impl Casefile {
    /// The tree under one claim; [`Error::NotThere`] where there is none with this id.
    pub fn why(&self, claim: i64) -> Result<Why, Error> {
        Err(Error::NotThere { what: "claim", id: claim })
    }
}
