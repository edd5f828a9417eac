//! All stances on a claim, from every report of it, and whose they are.

use crate::documents::{parsed, parsed_if_any};
use crate::{Casefile, ClaimRow, Error, Held};
use rusqlite::Row;
use saidby_core::SourceKind;

const HELD: &str = "SELECT claim.id, claim.document, origin.origin, document.outlet, holder.source_kind, holder_key.key,
    holder_actor.name, holder_actor.country, source.exact, does_key.key, does.country, holder.act,
    stance.polarity, stance.certainty, stance.basis
    FROM claim
    JOIN stance ON stance.claim = claim.id
    JOIN document ON document.id = claim.document
    JOIN origin ON origin.document = claim.document
    LEFT JOIN attribution AS holder ON holder.id = stance.holder
    LEFT JOIN document_actor AS holder_actor ON holder_actor.id = holder.source_actor
    LEFT JOIN actor AS holder_key ON holder_key.id = holder_actor.actor
    LEFT JOIN anchor AS source ON source.id = holder.source
    LEFT JOIN document_actor AS does ON does.id = claim.actor
    LEFT JOIN actor AS does_key ON does_key.id = does.actor
    WHERE claim.key = ?1 OR claim.id = ?2
    ORDER BY document.published NULLS LAST, claim.id, stance.position";

impl Casefile {
    /// The stances on a claim in all documents that carry its key, the earliest report first.
    pub(crate) fn held(&self, claim: &ClaimRow) -> Result<Vec<Held>, Error> {
        self.rows(HELD, (&claim.key, claim.id), held)
    }
}

fn held(row: &Row) -> rusqlite::Result<Held> {
    let origin: String = row.get(2)?;
    let author = parsed_if_any(row, 4)?.unwrap_or(SourceKind::Author) == SourceKind::Author;
    let (key, name): (Option<String>, Option<String>) = (row.get(5)?, row.get(6)?);
    let (country, words): (Option<String>, Option<String>) = (row.get(7)?, row.get(8)?);
    let (does, does_country): (Option<String>, Option<String>) = (row.get(9)?, row.get(10)?);
    let outlet: Option<String> = row.get(3)?;
    let own_side = does.is_some() && key == does || does_country.is_some() && country == does_country;
    let unnamed = || parsed_if_any(row, 4).map(|kind| kind.unwrap_or(SourceKind::Author).name().to_owned());
    let name = match (author, name.or(words)) {
        (true, _) => outlet.map_or_else(|| "author".to_owned(), |outlet| format!("author ({outlet})")),
        (false, Some(name)) => name,
        (false, None) => unnamed()?,
    };
    let holder = match key {
        Some(key) if !author => key,
        _ if author => format!("{origin}: author"),
        _ => format!("{origin}: {}", name.to_lowercase()),
    };
    Ok(Held {
        claim: row.get(0)?,
        document: row.get(1)?,
        origin,
        holder,
        name,
        author,
        own_side,
        act: parsed_if_any(row, 11)?,
        polarity: parsed(row, 12)?,
        certainty: parsed(row, 13)?,
        basis: parsed(row, 14)?,
    })
}
