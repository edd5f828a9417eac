//! A ledger is added: its page, its texts, and all that its record says.

use crate::key::claim_key;
use crate::{Casefile, Error, page};
use rusqlite::{OptionalExtension, ToSql, Transaction};
use saidby_core::record::{
    ActorRecord, Anchor, AttributionRecord, ClaimRecord, DateRecord, DetailRecord, DocumentRecord, NoticeRecord, SourceRecord,
    StanceRecord,
};
use saidby_core::{Block, CodePoints, Country, Ledger, Sector, Span};
use std::collections::BTreeMap;

/// Code points kept before and after an anchor's words (the W3C text-quote selector's prefix and suffix).
pub(crate) const CONTEXT: usize = 32;

/// What became of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is in the casefile now, with this document id.
    New(i64),
    /// The same page was there already, with this document id.
    AlreadyThere(i64),
}

impl Added {
    /// The document's id in either case.
    pub fn id(self) -> i64 {
        match self {
            Self::New(id) | Self::AlreadyThere(id) => id,
        }
    }
}

impl Casefile {
    /// Adds one page, in one transaction: it is there whole or not at all, and safe on disk when this returns.
    ///
    /// A page is known by the hash of its bytes and its address: adding it again changes nothing; the same bytes at another
    /// address are another report.
    pub fn add(&mut self, ledger: &Ledger) -> Result<Added, Error> {
        let record = DocumentRecord::of(ledger);
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        if let Some(id) = already_there(&transaction, &record)? {
            return Ok(Added::AlreadyThere(id));
        }
        let document = add_document(&transaction, ledger, &record)?;
        let mut adding = Adding {
            transaction: &transaction,
            ledger,
            document,
            points: CodePoints::of(&record.text),
            anchors: BTreeMap::new(),
            actors: BTreeMap::new(),
            attributions_before: last_id(&transaction, "attribution")?,
        };
        adding.metadata(&record)?;
        adding.page_layout(&record)?;
        record.attributions.iter().enumerate().try_for_each(|(i, attribution)| adding.attribution(i, attribution))?;
        record.claims.iter().enumerate().try_for_each(|(i, claim)| adding.claim(i, claim))?;
        record.notices.iter().enumerate().try_for_each(|(i, notice)| adding.notice(i, notice))?;
        adding.full_text(&record)?;
        drop(adding);
        transaction.commit()?;
        Ok(Added::New(document))
    }
}

fn already_there(transaction: &Transaction, record: &DocumentRecord) -> Result<Option<i64>, Error> {
    let mut query =
        transaction.prepare_cached("SELECT id FROM document WHERE sha256 = ?1 AND coalesce(url, '') = coalesce(?2, '')")?;
    Ok(query.query_row((&record.document.sha256, &record.document.url), |row| row.get(0)).optional()?)
}

fn last_id(transaction: &Transaction, table: &str) -> Result<i64, Error> {
    Ok(transaction.query_row(&format!("SELECT coalesce(max(id), 0) FROM {table}"), [], |row| row.get(0))?)
}

fn add_document(transaction: &Transaction, ledger: &Ledger, record: &DocumentRecord) -> Result<i64, Error> {
    let info = &record.document;
    let page = &ledger.page;
    let stored = page::compressed(&page.source).map_err(Error::Damaged)?;
    let (published, precision, from) = date_columns(&info.published);
    let columns: &Columns = &[
        ("name", &info.id),
        ("url", &info.url),
        ("outlet", &info.outlet),
        ("title", &info.title),
        ("language", &info.language.as_ref().map(|language| language.code())),
        ("published", &published),
        ("published_precision", &precision),
        ("published_from", &from),
        ("sha256", &info.sha256),
        ("encoding", &page.encoding),
        ("format", &page.format.name()),
        ("record_version", &record.saidby),
        ("text", &record.text),
        ("page_text", &ledger.article.page_text),
        ("page", &stored),
        ("page_bytes", &page.source.len()),
    ];
    insert(transaction, "document", columns)
}

/// A row's columns by name.
type Columns<'c> = [(&'static str, &'c dyn ToSql)];

/// Adds a row and gives its id.
fn insert(transaction: &Transaction, table: &str, columns: &Columns) -> Result<i64, Error> {
    let names = columns.iter().map(|(name, _)| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let holes = vec!["?"; columns.len()].join(", ");
    let mut statement = transaction.prepare_cached(&format!("INSERT INTO {table} ({names}) VALUES ({holes})"))?;
    statement.execute(rusqlite::params_from_iter(columns.iter().map(|(_, value)| value)))?;
    Ok(transaction.last_insert_rowid())
}

/// Value, precision and origin of a date, as columns.
fn date_columns(date: &Option<DateRecord>) -> (Option<&str>, Option<&'static str>, Option<&str>) {
    match date {
        Some(date) => (Some(&date.value), Some(date.precision.name()), Some(&date.from)),
        None => (None, None, None),
    }
}

/// A document that is being added.
struct Adding<'a> {
    transaction: &'a Transaction<'a>,
    ledger: &'a Ledger,
    document: i64,
    /// Of the article text.
    points: CodePoints<'a>,
    /// Anchors that are stored, by their code points.
    anchors: BTreeMap<(usize, usize), i64>,
    /// Actors that are stored, as the document gives them.
    actors: BTreeMap<ActorColumns, i64>,
    /// The id of the last attribution of the documents before.
    attributions_before: i64,
}

/// An actor as a document gives it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct ActorColumns {
    key: String,
    name: String,
    country: Option<Country>,
    sector: Option<Sector>,
    role: Option<String>,
}

impl Adding<'_> {
    fn insert(&self, table: &str, columns: &Columns) -> Result<i64, Error> {
        insert(self.transaction, table, columns)
    }

    /// What the page says about itself beyond the document's columns, and where it says so.
    fn metadata(&self, record: &DocumentRecord) -> Result<(), Error> {
        let info = &record.document;
        let found_in = |field: &str| info.from.get(field).map(String::as_str);
        if let Some(date) = &info.modified {
            self.found("modified", 1, Some(&date.value), Some(date.precision.name()), Some(&date.from))?;
        }
        let paywall = info.paywall.map(|paywall| paywall.to_string());
        let own = [("canonical", &info.canonical), ("section", &info.section), ("paywall", &paywall)];
        for (field, value) in own.into_iter().filter_map(|(field, value)| Some((field, value.as_deref()?))) {
            self.found(field, 1, Some(value), None, found_in(field))?;
        }
        for (i, agency) in info.agencies.iter().enumerate() {
            self.found("agencies", i + 1, Some(agency), None, found_in("agencies").filter(|_| i == 0))?;
        }
        for field in ["url", "title", "authors", "language", "outlet"] {
            if let Some(from) = found_in(field) {
                self.found(field, 1, None, None, Some(from))?;
            }
        }
        Ok(())
    }

    fn found(
        &self,
        field: &str,
        position: usize,
        value: Option<&str>,
        precision: Option<&str>,
        found_in: Option<&str>,
    ) -> Result<i64, Error> {
        let columns: &Columns = &[
            ("document", &self.document),
            ("field", &field),
            ("position", &position),
            ("value", &value),
            ("precision", &precision),
            ("found_in", &found_in),
        ];
        self.insert("metadata", columns)
    }

    /// Authors, blocks, and where each stretch of the page text was read from.
    fn page_layout(&self, record: &DocumentRecord) -> Result<(), Error> {
        let document = self.document;
        for (i, author) in record.document.authors.iter().enumerate() {
            self.insert("author", &[("document", &document), ("position", &(i + 1)), ("name", author)])?;
        }
        let page = CodePoints::of(&self.ledger.article.page_text);
        for (i, block) in self.ledger.article.blocks.iter().enumerate() {
            self.block(i, block, &page)?;
        }
        for segment in self.ledger.article.sources.segments() {
            let (start, end) = page.range(segment.text);
            let columns: &Columns = &[
                ("document", &document),
                ("page_start", &start),
                ("page_end", &end),
                ("source_start", &segment.source.start()),
                ("source_end", &segment.source.end()),
                ("verbatim", &segment.verbatim),
            ];
            self.insert("segment", columns)?;
        }
        Ok(())
    }

    fn block(&self, index: usize, block: &Block, page: &CodePoints) -> Result<(), Error> {
        let (page_start, page_end) = page.range(block.page);
        let (text_start, text_end) = block.text.map(|text| self.points.range(text)).unzip();
        let columns: &Columns = &[
            ("document", &self.document),
            ("position", &(index + 1)),
            ("role", &block.role.name()),
            ("page_start", &page_start),
            ("page_end", &page_end),
            ("text_start", &text_start),
            ("text_end", &text_end),
        ];
        self.insert("block", columns).map(|_| ())
    }

    /// The id of the anchor at these code points of the article text.
    fn anchor_at(&mut self, start: usize, end: usize) -> Result<i64, Error> {
        if let Some(&id) = self.anchors.get(&(start, end)) {
            return Ok(id);
        }
        let text = &self.ledger.article.text;
        let span = Span::new(self.points.byte(start), self.points.byte(end));
        let (prefix, suffix) = context(text, span);
        let source = self.ledger.article.source_of(span);
        let columns: &Columns = &[
            ("document", &self.document),
            ("text_start", &start),
            ("text_end", &end),
            ("exact", &span.of(text)),
            ("prefix", &prefix),
            ("suffix", &suffix),
            ("source_start", &source.map(Span::start)),
            ("source_end", &source.map(Span::end)),
        ];
        let id = self.insert("anchor", columns)?;
        self.anchors.insert((start, end), id);
        Ok(id)
    }

    fn anchor(&mut self, anchor: &Anchor) -> Result<i64, Error> {
        self.anchor_at(anchor.start, anchor.end)
    }

    fn anchor_if_any(&mut self, anchor: &Option<Anchor>) -> Result<Option<i64>, Error> {
        anchor.as_ref().map(|anchor| self.anchor(anchor)).transpose()
    }

    /// Lists anchors, in order, in `table` under the row of their owner.
    fn list(&mut self, table: &str, owner: (&'static str, i64), anchors: &[Anchor]) -> Result<(), Error> {
        for (i, anchor) in anchors.iter().enumerate() {
            let anchor = self.anchor(anchor)?;
            self.insert(table, &[(owner.0, &owner.1), ("position", &(i + 1)), ("anchor", &anchor)])?;
        }
        Ok(())
    }

    /// The id of the actor as this document gives it.
    fn actor(&mut self, actor: ActorColumns) -> Result<i64, Error> {
        if let Some(&id) = self.actors.get(&actor) {
            return Ok(id);
        }
        let country = actor.country.as_ref().map(|country| country.code());
        let sector = actor.sector.map(Sector::name);
        self.transaction
            .prepare_cached("INSERT INTO actor (key, name, country, sector) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")?
            .execute((&actor.key, &actor.name, country, sector))?;
        let mut query = self.transaction.prepare_cached("SELECT id FROM actor WHERE key = ?1")?;
        let known: i64 = query.query_row([&actor.key], |row| row.get(0))?;
        let columns: &Columns = &[
            ("document", &self.document),
            ("actor", &known),
            ("name", &actor.name),
            ("country", &country),
            ("sector", &sector),
            ("role", &actor.role),
        ];
        let id = self.insert("document_actor", columns)?;
        self.actors.insert(actor, id);
        Ok(id)
    }

    /// A participant's actor and words.
    fn participant(&mut self, participant: &Option<ActorRecord>) -> Result<(Option<i64>, Option<i64>), Error> {
        let Some(participant) = participant else { return Ok((None, None)) };
        let ActorRecord { id, name, country, sector, role, mention } = participant.clone();
        let actor = self.actor(ActorColumns { key: id, name, country, sector, role })?;
        Ok((Some(actor), self.anchor_if_any(&mention)?))
    }

    fn source_actor(&mut self, source: &SourceRecord) -> Result<Option<i64>, Error> {
        let (Some(key), Some(name)) = (source.actor_id.clone(), source.actor.clone()) else { return Ok(None) };
        let actor = ActorColumns { key, name, country: source.country, sector: source.sector, role: source.role.clone() };
        self.actor(actor).map(Some)
    }

    /// The id of the attribution that the record calls `a1`, `a2`, …
    fn attribution_id(&self, name: &str) -> Result<i64, Error> {
        let position = name.strip_prefix('a').and_then(|number| number.parse::<i64>().ok());
        position.map(|at| self.attributions_before + at).ok_or_else(|| Error::Damaged(format!("`{name}` is no attribution")))
    }

    fn attribution_id_if_any(&self, name: &Option<String>) -> Result<Option<i64>, Error> {
        name.as_deref().map(|name| self.attribution_id(name)).transpose()
    }

    fn attribution(&mut self, index: usize, attribution: &AttributionRecord) -> Result<(), Error> {
        let source = &attribution.source;
        let source_words = source.start.zip(source.end).map(|(start, end)| self.anchor_at(start, end)).transpose()?;
        let source_actor = self.source_actor(source)?;
        let addressee = self.anchor_if_any(&attribution.addressee)?;
        let cue = attribution.cue.as_ref().map(|cue| self.anchor_at(cue.start, cue.end)).transpose()?;
        let (said_at, precision, from) = date_columns(&attribution.said_at);
        let columns: &Columns = &[
            ("id", &self.attribution_id(&attribution.id)?),
            ("document", &self.document),
            ("position", &(index + 1)),
            ("parent", &self.attribution_id_if_any(&attribution.parent)?),
            ("source_kind", &source.kind.name()),
            ("source", &source_words),
            ("source_actor", &source_actor),
            ("addressee", &addressee),
            ("cue", &cue),
            ("cue_kind", &attribution.cue.as_ref().map(|cue| cue.kind.name())),
            ("form", &attribution.form.name()),
            ("act", &attribution.act.name()),
            ("negated", &attribution.negated),
            ("said_at", &said_at),
            ("said_at_precision", &precision),
            ("said_at_from", &from),
            ("pattern", &attribution.pattern),
        ];
        let id = self.insert("attribution", columns)?;
        self.list("attribution_content", ("attribution", id), &attribution.content)?;
        self.list("attribution_proof", ("attribution", id), &source.resolved_by)
    }

    /// A detail's words and normal form.
    fn detail<'d>(&mut self, detail: &'d Option<DetailRecord>) -> Result<(Option<i64>, Option<&'d str>), Error> {
        let Some(detail) = detail else { return Ok((None, None)) };
        Ok((Some(self.anchor_at(detail.start, detail.end)?), detail.normal.as_deref()))
    }

    fn claim(&mut self, index: usize, claim: &ClaimRecord) -> Result<(), Error> {
        let event = &claim.event;
        let named = self.anchor(&event.trigger)?;
        let sentence = self.sentence_around(&event.trigger)?;
        let (actor, actor_words) = self.participant(&event.actor)?;
        let (recipient, recipient_words) = self.participant(&event.recipient)?;
        let (item, item_normal) = self.detail(&event.item)?;
        let (quantity, quantity_normal) = self.detail(&event.quantity)?;
        let (place, place_normal) = self.detail(&event.place)?;
        let (date, precision, from) = date_columns(&event.date);
        let columns: &Columns = &[
            ("document", &self.document),
            ("position", &(index + 1)),
            ("via", &self.attribution_id_if_any(&claim.via)?),
            ("type", &event.kind.map(|kind| kind.name())),
            ("mode", &event.mode),
            ("trigger", &named),
            ("sentence", &sentence),
            ("actor", &actor),
            ("actor_words", &actor_words),
            ("recipient", &recipient),
            ("recipient_words", &recipient_words),
            ("item", &item),
            ("item_normal", &item_normal),
            ("quantity", &quantity),
            ("quantity_normal", &quantity_normal),
            ("place", &place),
            ("place_normal", &place_normal),
            ("date", &date),
            ("date_precision", &precision),
            ("date_from", &from),
            ("time", &claim.when.name()),
            ("key", &claim_key(event)),
        ];
        let id = self.insert("claim", columns)?;
        for (i, context) in event.contexts.iter().enumerate() {
            self.insert("claim_context", &[("claim", &id), ("position", &(i + 1)), ("context", &context.name())])?;
        }
        claim.stances.iter().enumerate().try_for_each(|(i, stance)| self.stance(id, i, stance))
    }

    /// The sentence around an anchor; without one, its block; without that, the anchor itself.
    fn sentence_around(&mut self, anchor: &Anchor) -> Result<i64, Error> {
        let at = self.points.byte(anchor.start);
        let next = self.ledger.sentences.partition_point(|sentence| sentence.span.end() <= at);
        let sentence = self.ledger.sentences.get(next).map(|sentence| sentence.span).filter(|span| span.start() <= at);
        let around = sentence.or_else(|| self.ledger.article.block_at(at).and_then(|block| block.text));
        let (start, end) = around.map_or((anchor.start, anchor.end), |span| self.points.range(span));
        self.anchor_at(start, end)
    }

    fn stance(&mut self, claim: i64, index: usize, stance: &StanceRecord) -> Result<(), Error> {
        let holder = if stance.holder == "author" { None } else { Some(self.attribution_id(&stance.holder)?) };
        let columns: &Columns = &[
            ("claim", &claim),
            ("position", &(index + 1)),
            ("holder", &holder),
            ("polarity", &stance.polarity.name()),
            ("certainty", &stance.certainty.name()),
            ("basis", &stance.basis.name()),
        ];
        let id = self.insert("stance", columns)?;
        self.list("stance_cue", ("stance", id), &stance.cues)
    }

    fn notice(&mut self, index: usize, notice: &NoticeRecord) -> Result<(), Error> {
        let anchor = notice.start.zip(notice.end).map(|(start, end)| self.anchor_at(start, end)).transpose()?;
        let columns: &Columns = &[
            ("document", &self.document),
            ("position", &(index + 1)),
            ("kind", &notice.kind.name()),
            ("message", &notice.message),
            ("anchor", &anchor),
        ];
        self.insert("notice", columns).map(|_| ())
    }

    /// The words of the document and of its claims go into the full-text tables.
    fn full_text(&self, record: &DocumentRecord) -> Result<(), Error> {
        let columns: &Columns = &[("rowid", &self.document), ("title", &record.document.title), ("text", &record.text)];
        self.insert("document_words", columns)?;
        self.transaction
            .prepare_cached(
                "INSERT INTO claim_words (rowid, type, contexts, actor, recipient, item, source, words)
                 SELECT id, type, contexts, actor, recipient, item, source, words FROM claims WHERE document = ?1",
            )?
            .execute([self.document])?;
        Ok(())
    }
}

/// Up to [`CONTEXT`] code points before and after a span.
pub(crate) fn context(text: &str, span: Span) -> (&str, &str) {
    let before = text.get(..span.start()).unwrap_or("");
    let after = text.get(span.end()..).unwrap_or("");
    let start = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
    let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    (&before[start..], &after[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn context_is_up_to_32_code_points_on_each_side(text in "\\PC{0,90}", from in 0usize..90, to in 0usize..90) {
            let points = CodePoints::of(&text);
            let span = Span::new(points.byte(from.min(to)), points.byte(from.max(to)));
            let (prefix, suffix) = context(&text, span);
            let quoted = format!("{prefix}{}{suffix}", span.of(&text));
            proptest::prop_assert!(text.contains(&quoted));
            let (start, end) = points.range(span);
            proptest::prop_assert_eq!(prefix.chars().count(), start.min(CONTEXT));
            proptest::prop_assert_eq!(suffix.chars().count(), (text.chars().count() - end).min(CONTEXT));
        }
    }
}
