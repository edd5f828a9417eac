//! Claims as rows: one claim, its words, and what stands behind it.

use crate::documents::{parsed, parsed_if_any};
use crate::record::{anchor, anchor_if_any};
use crate::status::counts;
use crate::{Casefile, Error, Filter, Status, status};
use rusqlite::{OptionalExtension, Row};
use saidby_core::record::Anchor;
use saidby_core::{Act, Context, Country, EventType, Form, Language, Sector, SourceKind, When};
use serde::Serialize;
use std::collections::BTreeMap;

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

/// An actor's five columns.
macro_rules! actor_columns {
    ($document_actor:literal, $actor:literal) => {
        concat!(
            $actor,
            ".key, ",
            $document_actor,
            ".name, ",
            $document_actor,
            ".country, ",
            $document_actor,
            ".sector, ",
            $document_actor,
            ".role"
        )
    };
}

const ROW: &str = concat!(
    "SELECT claim.id, claim.document, claim.position, claim.key, claim.type, claim.mode, ",
    actor_columns!("does", "does_key"),
    ", ",
    actor_columns!("gets", "gets_key"),
    ", ",
    actor_columns!("says", "says_key"),
    ",
     item.exact, quantity.exact, place.exact, claim.date, claim.time,
     via.source_kind, source.exact, via.act, via.form, cue.text_start, cue.text_end, cue.exact,
     named.text_start, named.text_end, named.exact, sentence.text_start, sentence.text_end, sentence.exact,
     document.outlet, document.title, document.url, document.language, document.published, claim.via
     FROM claim
     JOIN document ON document.id = claim.document
     JOIN anchor AS named ON named.id = claim.\"trigger\"
     JOIN anchor AS sentence ON sentence.id = claim.sentence
     LEFT JOIN anchor AS item ON item.id = claim.item
     LEFT JOIN anchor AS quantity ON quantity.id = claim.quantity
     LEFT JOIN anchor AS place ON place.id = claim.place
     LEFT JOIN attribution AS via ON via.id = claim.via
     LEFT JOIN anchor AS source ON source.id = via.source
     LEFT JOIN anchor AS cue ON cue.id = via.cue
     LEFT JOIN document_actor AS does ON does.id = claim.actor
     LEFT JOIN actor AS does_key ON does_key.id = does.actor
     LEFT JOIN document_actor AS gets ON gets.id = claim.recipient
     LEFT JOIN actor AS gets_key ON gets_key.id = gets.actor
     LEFT JOIN document_actor AS says ON says.id = via.source_actor
     LEFT JOIN actor AS says_key ON says_key.id = says.actor
     WHERE claim.id = ?1"
);

impl Casefile {
    /// The claims that the filter asks for, the latest first (by the event's date, or else the day of publication).
    pub fn claims(&self, filter: &Filter) -> Result<Vec<ClaimRow>, Error> {
        let mut known = BTreeMap::new();
        let mut rows = Vec::new();
        for id in self.matching(filter)? {
            rows.push(self.claim_row(id, &mut known)?);
        }
        Ok(rows)
    }

    /// The claim with this id; [`Error::NotThere`] where there is none.
    pub fn claim(&self, id: i64) -> Result<ClaimRow, Error> {
        self.claim_row(id, &mut BTreeMap::new())
    }

    /// One row; what stands behind a key is looked up once.
    fn claim_row(&self, id: i64, known: &mut BTreeMap<String, (Status, Counts)>) -> Result<ClaimRow, Error> {
        let found = self.connection.prepare_cached(ROW)?.query_row([id], |row| Ok((row.get(44)?, claim(row)?))).optional()?;
        let (via, mut row): (Option<i64>, ClaimRow) = found.ok_or(Error::NotThere { what: "claim", id })?;
        row.contexts = self.contexts(id)?;
        if let Some(via) = via {
            row.words = self.anchors("attribution_content", "attribution", via)?;
        }
        let behind = row.key.as_ref().and_then(|key| known.get(key).copied());
        (row.status, row.counts) = match behind {
            Some(behind) => behind,
            None => {
                let held = self.held(&row)?;
                (status(&held).0, counts(&held))
            }
        };
        if let Some(key) = &row.key {
            known.insert(key.clone(), (row.status, row.counts));
        }
        Ok(row)
    }
}

/// A row without its contexts, status and counts; its words are the author's sentence.
fn claim(row: &Row) -> rusqlite::Result<ClaimRow> {
    let language: Option<String> = row.get(42)?;
    Ok(ClaimRow {
        id: row.get(0)?,
        document: row.get(1)?,
        name: format!("c{}", row.get::<_, usize>(2)?),
        key: row.get(3)?,
        kind: parsed_if_any(row, 4)?,
        mode: row.get(5)?,
        contexts: Vec::new(),
        actor: actor_if_any(row, 6)?,
        recipient: actor_if_any(row, 11)?,
        source: SourceCell {
            kind: parsed_if_any(row, 26)?.unwrap_or(SourceKind::Author),
            actor: actor_if_any(row, 16)?,
            exact: row.get(27)?,
        },
        item: row.get(21)?,
        quantity: row.get(22)?,
        place: row.get(23)?,
        date: row.get(24)?,
        when: parsed(row, 25)?,
        act: parsed_if_any(row, 28)?,
        form: parsed_if_any(row, 29)?,
        cue: anchor_if_any(row, 30)?,
        trigger: anchor(row, 33)?,
        words: vec![anchor(row, 36)?],
        status: Status::Open,
        counts: Counts::default(),
        outlet: row.get(39)?,
        title: row.get(40)?,
        url: row.get(41)?,
        language: language.as_deref().and_then(Language::parse),
        published: row.get(43)?,
    })
}

fn actor_if_any(row: &Row, column: usize) -> rusqlite::Result<Option<ActorCell>> {
    let Some(id) = row.get(column)? else { return Ok(None) };
    Ok(Some(ActorCell {
        id,
        name: row.get(column + 1)?,
        country: parsed_if_any(row, column + 2)?,
        sector: parsed_if_any(row, column + 3)?,
        role: row.get(column + 4)?,
    }))
}
