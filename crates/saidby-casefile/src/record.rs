//! The record of a document, exactly as it went in.

use crate::documents::{parsed, parsed_if_any};
use crate::{Casefile, Error};
use rusqlite::{OptionalExtension, Params, Row};
use saidby_core::record::{
    ActorRecord, Anchor, AttributionRecord, ClaimRecord, CueRecord, DateRecord, DetailRecord, DocumentInfo, DocumentRecord,
    EventRecord, FurnitureRecord, NoticeRecord, SourceRecord, StanceRecord, attribution_name,
};
use saidby_core::{CodePoints, Context, Language, Precision, Span};
use std::collections::BTreeMap;

/// The words of one anchor, selected as three columns.
macro_rules! anchor_columns {
    ($table:literal) => {
        concat!($table, ".text_start, ", $table, ".text_end, ", $table, ".exact")
    };
}

const DOCUMENT: &str = "SELECT name, url, title, published, published_precision, published_from, language, outlet, sha256,
    record_version, text, page_text FROM document WHERE id = ?1";

const ATTRIBUTIONS: &str = concat!(
    "SELECT attribution.id, attribution.position, parent.position, attribution.source_kind, ",
    anchor_columns!("source"),
    ", ",
    "document_actor.name, actor.key, document_actor.country, document_actor.sector, document_actor.role, ",
    anchor_columns!("addressee"),
    ", ",
    anchor_columns!("cue"),
    ", attribution.cue_kind, ",
    "attribution.form, attribution.act, attribution.negated, ",
    "attribution.said_at, attribution.said_at_precision, attribution.said_at_from, attribution.pattern
     FROM attribution
     LEFT JOIN attribution AS parent ON parent.id = attribution.parent
     LEFT JOIN anchor AS source ON source.id = attribution.source
     LEFT JOIN anchor AS addressee ON addressee.id = attribution.addressee
     LEFT JOIN anchor AS cue ON cue.id = attribution.cue
     LEFT JOIN document_actor ON document_actor.id = attribution.source_actor
     LEFT JOIN actor ON actor.id = document_actor.actor
     WHERE attribution.document = ?1 ORDER BY attribution.position"
);

const CLAIMS: &str = concat!(
    "SELECT claim.id, claim.position, via.position, claim.type, claim.mode, ",
    anchor_columns!("named"),
    ", claim.actor, ",
    anchor_columns!("actor_words"),
    ", claim.recipient, ",
    anchor_columns!("recipient_words"),
    ", ",
    anchor_columns!("item"),
    ", claim.item_normal, ",
    anchor_columns!("quantity"),
    ", claim.quantity_normal, ",
    anchor_columns!("place"),
    ", claim.place_normal, claim.date, claim.date_precision, claim.date_from, claim.time
     FROM claim
     JOIN anchor AS named ON named.id = claim.\"trigger\"
     LEFT JOIN attribution AS via ON via.id = claim.via
     LEFT JOIN anchor AS actor_words ON actor_words.id = claim.actor_words
     LEFT JOIN anchor AS recipient_words ON recipient_words.id = claim.recipient_words
     LEFT JOIN anchor AS item ON item.id = claim.item
     LEFT JOIN anchor AS quantity ON quantity.id = claim.quantity
     LEFT JOIN anchor AS place ON place.id = claim.place
     WHERE claim.document = ?1 ORDER BY claim.position"
);

impl Casefile {
    /// The record of a document, exactly as it went in; [`Error::NotThere`] where there is none with this id.
    pub fn record(&self, document: i64) -> Result<DocumentRecord, Error> {
        let mut query = self.connection.prepare_cached(DOCUMENT)?;
        let found = query
            .query_row([document], |row| {
                Ok((document_info(row)?, row.get(9)?, row.get::<_, String>(10)?, row.get::<_, String>(11)?))
            })
            .optional()?;
        let (info, saidby, text, page_text) = found.ok_or(Error::NotThere { what: "document", id: document })?;
        Ok(DocumentRecord {
            saidby,
            document: self.with_metadata(document, DocumentInfo { authors: self.authors(document)?, ..info })?,
            text,
            page_text: None,
            furniture: self.furniture(document, &page_text)?,
            attributions: self.attributions(document)?,
            claims: self.claim_records(document)?,
            notices: self.notices(document)?,
        })
    }

    /// With what schema 2 keeps of the page's metadata; an older file that was opened for reading only has none.
    fn with_metadata(&self, document: i64, mut info: DocumentInfo) -> Result<DocumentInfo, Error> {
        if !self.connection.table_exists(None, "metadata")? {
            return Ok(info);
        }
        let sql = "SELECT field, value, precision, found_in FROM metadata WHERE document = ?1 ORDER BY field, position";
        let rows = self.rows(sql, [document], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?, parsed_if_any::<Precision>(row, 2)?, row.get(3)?))
        })?;
        for (field, value, precision, found_in) in rows {
            let found_in: Option<String> = found_in;
            if let (Some(value), Some(precision), Some(from)) = (&value, precision, &found_in) {
                info.modified = Some(DateRecord { value: value.clone(), precision, from: from.clone() });
                continue;
            }
            match field.as_str() {
                "canonical" => info.canonical = value,
                "section" => info.section = value,
                "paywall" => info.paywall = value.map(|value| value == "true"),
                "agencies" => info.agencies.extend(value),
                _ => {}
            }
            info.from.extend(found_in.map(|from| (field, from)));
        }
        Ok(info)
    }

    fn furniture(&self, document: i64, page_text: &str) -> Result<Vec<FurnitureRecord>, Error> {
        let points = CodePoints::of(page_text);
        let furniture = self.blocks(document)?.into_iter().filter(|block| !block.role.is_analysed());
        let record = furniture.map(|block| {
            let (start, end) = block.page;
            let words = Span::new(points.byte(start), points.byte(end)).of(page_text);
            FurnitureRecord { kind: block.role, exact: words.to_owned(), start, end }
        });
        Ok(record.collect())
    }

    pub(crate) fn attributions(&self, document: i64) -> Result<Vec<AttributionRecord>, Error> {
        let mut query = self.connection.prepare_cached(ATTRIBUTIONS)?;
        let found: Vec<(i64, AttributionRecord)> =
            query.query_map([document], |row| Ok((row.get(0)?, attribution(row)?)))?.collect::<Result<_, _>>()?;
        let with_anchors = |(id, mut record): (i64, AttributionRecord)| {
            record.content = self.anchors("attribution_content", "attribution", id)?;
            record.source.resolved_by = self.anchors("attribution_proof", "attribution", id)?;
            Ok(record)
        };
        found.into_iter().map(with_anchors).collect()
    }

    /// The anchors that a table of ordered anchors lists for one owner.
    pub(crate) fn anchors(&self, table: &str, owner: &str, id: i64) -> Result<Vec<Anchor>, Error> {
        let sql = format!(
            "SELECT {} FROM {table} JOIN anchor ON anchor.id = {table}.anchor WHERE {table}.{owner} = ?1 ORDER BY {table}.position",
            anchor_columns!("anchor")
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        query.query_map([id], |row| anchor(row, 0))?.map(|anchor| Ok(anchor?)).collect()
    }

    fn claim_records(&self, document: i64) -> Result<Vec<ClaimRecord>, Error> {
        let mut query = self.connection.prepare_cached(CLAIMS)?;
        let found: Vec<(i64, Option<i64>, Option<i64>, ClaimRecord)> = query
            .query_map([document], |row| Ok((row.get(0)?, row.get(8)?, row.get(12)?, claim(row)?)))?
            .collect::<Result<_, _>>()?;
        let whole = |(id, actor, recipient, mut record): (i64, Option<i64>, Option<i64>, ClaimRecord)| {
            let event = &mut record.event;
            event.actor = self.participant(actor, event.actor.take())?;
            event.recipient = self.participant(recipient, event.recipient.take())?;
            event.contexts = self.contexts(id)?;
            record.stances = self.stances(id)?;
            Ok(record)
        };
        found.into_iter().map(whole).collect()
    }

    /// A participant as the document gives it, with the words that name it here.
    fn participant(&self, id: Option<i64>, words: Option<ActorRecord>) -> Result<Option<ActorRecord>, Error> {
        let Some(id) = id else { return Ok(None) };
        let sql = "SELECT actor.key, document_actor.name, document_actor.country, document_actor.sector, document_actor.role
            FROM document_actor JOIN actor ON actor.id = document_actor.actor WHERE document_actor.id = ?1";
        let actor = |row: &Row| {
            Ok(ActorRecord {
                id: row.get(0)?,
                name: row.get(1)?,
                country: parsed_if_any(row, 2)?,
                sector: parsed_if_any(row, 3)?,
                role: row.get(4)?,
                mention: words.and_then(|words| words.mention),
            })
        };
        Ok(Some(self.connection.prepare_cached(sql)?.query_row([id], actor)?))
    }

    pub(crate) fn contexts(&self, claim: i64) -> Result<Vec<Context>, Error> {
        self.rows("SELECT context FROM claim_context WHERE claim = ?1 ORDER BY position", [claim], |row| parsed(row, 0))
    }

    pub(crate) fn stances(&self, claim: i64) -> Result<Vec<StanceRecord>, Error> {
        let sql = "SELECT stance.id, attribution.position, polarity, certainty, basis FROM stance
            LEFT JOIN attribution ON attribution.id = stance.holder WHERE claim = ?1 ORDER BY stance.position";
        let stance = |row: &Row| {
            let holder = position_name(row, 1)?.unwrap_or_else(|| "author".to_owned());
            let (polarity, certainty, basis) = (parsed(row, 2)?, parsed(row, 3)?, parsed(row, 4)?);
            Ok((row.get(0)?, StanceRecord { holder, polarity, certainty, basis, cues: Vec::new() }))
        };
        let found: Vec<(i64, StanceRecord)> = self.rows(sql, [claim], stance)?;
        let with_cues = |(id, record)| Ok(StanceRecord { cues: self.anchors("stance_cue", "stance", id)?, ..record });
        found.into_iter().map(with_cues).collect()
    }

    fn notices(&self, document: i64) -> Result<Vec<NoticeRecord>, Error> {
        let sql = "SELECT kind, message, anchor.text_start, anchor.text_end FROM notice
            LEFT JOIN anchor ON anchor.id = notice.anchor WHERE notice.document = ?1 ORDER BY notice.position";
        self.rows(sql, [document], |row| {
            Ok(NoticeRecord { kind: parsed(row, 0)?, message: row.get(1)?, start: row.get(2)?, end: row.get(3)? })
        })
    }

    /// All rows of a query.
    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        row: impl FnMut(&Row) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        let mut query = self.connection.prepare_cached(sql)?;
        query.query_map(parameters, row)?.map(|value| Ok(value?)).collect()
    }
}

fn document_info(row: &Row) -> rusqlite::Result<DocumentInfo> {
    let language: Option<String> = row.get(6)?;
    Ok(DocumentInfo {
        id: row.get(0)?,
        url: row.get(1)?,
        title: row.get(2)?,
        authors: Vec::new(),
        published: date(row, 3)?,
        modified: None,
        language: language.as_deref().and_then(Language::parse),
        outlet: row.get(7)?,
        canonical: None,
        section: None,
        agencies: Vec::new(),
        paywall: None,
        from: BTreeMap::new(),
        sha256: row.get(8)?,
    })
}

fn attribution(row: &Row) -> rusqlite::Result<AttributionRecord> {
    let mention = anchor_if_any(row, 4)?;
    let source = SourceRecord {
        kind: parsed(row, 3)?,
        start: mention.as_ref().map(|mention| mention.start),
        end: mention.as_ref().map(|mention| mention.end),
        exact: mention.map(|mention| mention.exact),
        actor: row.get(7)?,
        actor_id: row.get(8)?,
        country: parsed_if_any(row, 9)?,
        sector: parsed_if_any(row, 10)?,
        role: row.get(11)?,
        resolved_by: Vec::new(),
    };
    let cue = match anchor_if_any(row, 15)? {
        Some(Anchor { start, end, exact }) => Some(CueRecord { start, end, exact, kind: parsed(row, 18)? }),
        None => None,
    };
    Ok(AttributionRecord {
        id: position_name(row, 1)?.unwrap_or_default(),
        parent: position_name(row, 2)?,
        source,
        addressee: anchor_if_any(row, 12)?,
        cue,
        content: Vec::new(),
        form: parsed(row, 19)?,
        act: parsed(row, 20)?,
        negated: row.get(21)?,
        said_at: date(row, 22)?,
        pattern: row.get(25)?,
    })
}

/// A claim without its contexts and stances; of its participants, the words only.
fn claim(row: &Row) -> rusqlite::Result<ClaimRecord> {
    let event = EventRecord {
        kind: parsed_if_any(row, 3)?,
        mode: row.get(4)?,
        contexts: Vec::new(),
        trigger: anchor(row, 5)?,
        actor: named(row, 9)?,
        recipient: named(row, 13)?,
        item: detail(row, 16)?,
        quantity: detail(row, 20)?,
        place: detail(row, 24)?,
        date: date(row, 28)?,
    };
    Ok(ClaimRecord {
        id: format!("c{}", row.get::<_, usize>(1)?),
        via: position_name(row, 2)?,
        event,
        when: parsed(row, 31)?,
        stances: Vec::new(),
    })
}

/// A participant of whom only the words are known so far.
fn named(row: &Row, column: usize) -> rusqlite::Result<Option<ActorRecord>> {
    let words = |mention| ActorRecord {
        id: String::new(),
        name: String::new(),
        country: None,
        sector: None,
        role: None,
        mention: Some(mention),
    };
    Ok(anchor_if_any(row, column)?.map(words))
}

/// `a1` for position 1.
fn position_name(row: &Row, column: usize) -> rusqlite::Result<Option<String>> {
    Ok(row.get::<_, Option<usize>>(column)?.map(|position| attribution_name(position.saturating_sub(1))))
}

pub(crate) fn anchor(row: &Row, column: usize) -> rusqlite::Result<Anchor> {
    Ok(Anchor { start: row.get(column)?, end: row.get(column + 1)?, exact: row.get(column + 2)? })
}

pub(crate) fn anchor_if_any(row: &Row, column: usize) -> rusqlite::Result<Option<Anchor>> {
    match row.get::<_, Option<usize>>(column)? {
        Some(_) => anchor(row, column).map(Some),
        None => Ok(None),
    }
}

fn detail(row: &Row, column: usize) -> rusqlite::Result<Option<DetailRecord>> {
    let normal = row.get(column + 3)?;
    let words = anchor_if_any(row, column)?;
    Ok(words.map(|Anchor { start, end, exact }| DetailRecord { start, end, exact, normal }))
}

fn date(row: &Row, column: usize) -> rusqlite::Result<Option<DateRecord>> {
    match row.get::<_, Option<String>>(column)? {
        Some(value) => Ok(Some(DateRecord { value, precision: parsed(row, column + 1)?, from: row.get(column + 2)? })),
        None => Ok(None),
    }
}
