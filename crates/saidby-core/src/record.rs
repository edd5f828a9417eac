//! The record as every output has it: JSON, casefile, exports, screens.
//!
//! Positions are Unicode code points into the document's `text`, except those of furniture, which are code points into
//! `page_text`. Words are copied out, so that a record can be read and checked without the program.

use crate::{
    Act, Article, Attribution, Basis, Block, Certainty, Claim, CodePoints, Context, Country, CueKind, Dated, Detail, EventType,
    Form, Found, Holder, Language, Ledger, Metadata, Moment, NoticeKind, Participant, Polarity, Precision, Role, Sector,
    SourceKind, Span, Statements, When,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the record's form. It grows when a reader of an older one could be misled.
pub const VERSION: u32 = 1;

/// Words of the document's text: code points, half open, and the words themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// The words.
    pub exact: String,
}

/// A date or time, as precisely as it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRecord {
    /// ISO 8601, cut to what is known.
    pub value: String,
    /// How much is known.
    pub precision: Precision,
    /// The field or the words that it comes from.
    pub from: String,
}

/// What is known of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentInfo {
    /// The name that the input gave it.
    pub id: String,
    /// Canonical address.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Authors, in the page's spelling.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<DateRecord>,
    /// When it was last changed.
    #[serde(default)]
    pub modified: Option<DateRecord>,
    /// Language of the text.
    pub language: Option<Language>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The address that the page says is its own.
    #[serde(default)]
    pub canonical: Option<String>,
    /// The section of the outlet.
    #[serde(default)]
    pub section: Option<String>,
    /// The news agencies that it credits.
    #[serde(default)]
    pub agencies: Vec<String>,
    /// Whether it must be paid for.
    #[serde(default)]
    pub paywall: Option<bool>,
    /// For each of the fields above that is known and is no date, the field of the page that gave it.
    #[serde(default)]
    pub from: BTreeMap<String, String>,
    /// SHA-256 of the stored page.
    pub sha256: String,
}

/// A block of furniture: code points into `page_text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FurnitureRecord {
    /// What it is.
    pub kind: Role,
    /// Its words.
    pub exact: String,
    /// First code point in the page text.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
}

/// An actor in a part of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorRecord {
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
    /// The words that name it here; `None` where it is understood.
    pub mention: Option<Anchor>,
}

/// Who says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// How the source is given.
    pub kind: SourceKind,
    /// First code point of the mention, if there is one.
    pub start: Option<usize>,
    /// Code point after its last.
    pub end: Option<usize>,
    /// The mention's words.
    pub exact: Option<String>,
    /// The actor's name, if it is known who it is.
    pub actor: Option<String>,
    /// The actor's id.
    pub actor_id: Option<String>,
    /// The actor's country.
    pub country: Option<Country>,
    /// The actor's sector.
    pub sector: Option<Sector>,
    /// The actor's office.
    pub role: Option<String>,
    /// The mentions that prove who it is.
    pub resolved_by: Vec<Anchor>,
}

/// The cue's words and kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CueRecord {
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// The words.
    pub exact: String,
    /// What kind of word.
    pub kind: CueKind,
}

/// One attribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributionRecord {
    /// `a1`, `a2`, … in text order.
    pub id: String,
    /// The attribution whose content contains this one.
    pub parent: Option<String>,
    /// Who says it.
    pub source: SourceRecord,
    /// To whom.
    pub addressee: Option<Anchor>,
    /// The cue.
    pub cue: Option<CueRecord>,
    /// What is said.
    pub content: Vec<Anchor>,
    /// How the words are given.
    pub form: Form,
    /// What is done by saying it.
    pub act: Act,
    /// Whether the saying itself is denied.
    pub negated: bool,
    /// When it was said.
    pub said_at: Option<DateRecord>,
    /// The pattern that found it.
    pub pattern: String,
}

/// A detail's words and normal form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailRecord {
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// The words.
    pub exact: String,
    /// Their normal form.
    pub normal: Option<String>,
}

/// What happened, or is said to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRecord {
    /// PLOVER event type; `None` where what is said is no event of the ontology.
    #[serde(rename = "type")]
    pub kind: Option<EventType>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<Context>,
    /// The words that name the event.
    pub trigger: Anchor,
    /// Who.
    pub actor: Option<ActorRecord>,
    /// To whom.
    pub recipient: Option<ActorRecord>,
    /// What is given, moved, used.
    pub item: Option<DetailRecord>,
    /// How much or many.
    pub quantity: Option<DetailRecord>,
    /// Where.
    pub place: Option<DetailRecord>,
    /// On which day.
    pub date: Option<DateRecord>,
}

/// What one holder holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StanceRecord {
    /// `author`, or the id of the attribution whose source holds it.
    pub holder: String,
    /// Whether it is so.
    pub polarity: Polarity,
    /// How sure.
    pub certainty: Certainty,
    /// On what basis.
    pub basis: Basis,
    /// The words that say so.
    pub cues: Vec<Anchor>,
}

/// One claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimRecord {
    /// `c1`, `c2`, … in text order.
    pub id: String,
    /// The attribution that it is made in; `None` when the author speaks.
    pub via: Option<String>,
    /// What is claimed.
    pub event: EventRecord,
    /// When.
    pub when: When,
    /// Who holds what: the author first, then each nested speaker.
    pub stances: Vec<StanceRecord>,
}

/// A notice: what the reader of the record should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRecord {
    /// What it is about.
    pub kind: NoticeKind,
    /// A sentence for a person.
    pub message: String,
    /// First code point of the words it is about.
    pub start: Option<usize>,
    /// Code point after the last.
    pub end: Option<usize>,
}

/// One document's whole record: a line of `saidby read --format jsonl`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// [`VERSION`].
    pub saidby: u32,
    /// What is known of the document.
    pub document: DocumentInfo,
    /// The article text: headline, then body.
    pub text: String,
    /// The page text, on request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_text: Option<String>,
    /// What the page holds besides.
    pub furniture: Vec<FurnitureRecord>,
    /// Who said what.
    pub attributions: Vec<AttributionRecord>,
    /// What is claimed.
    pub claims: Vec<ClaimRecord>,
    /// What the reader should know.
    pub notices: Vec<NoticeRecord>,
}

impl DocumentRecord {
    /// The record of one page. `page_text` is left out; ask for it with [`DocumentRecord::with_page_text`].
    pub fn of(ledger: &Ledger) -> Self {
        let words = Words { text: &ledger.article.text, points: CodePoints::of(&ledger.article.text) };
        let statements = &ledger.statements;
        Self {
            saidby: VERSION,
            document: document_info(ledger),
            text: ledger.article.text.clone(),
            page_text: None,
            furniture: furniture(&ledger.article),
            attributions: statements.attributions.iter().enumerate().map(|(i, a)| words.attribution(i, a, statements)).collect(),
            claims: statements.claims.iter().enumerate().map(|(i, c)| words.claim(i, c, statements)).collect(),
            notices: ledger.notices.iter().map(|notice| words.notice(notice)).collect(),
        }
    }

    /// The same record with the page text that furniture offsets point into.
    pub fn with_page_text(mut self, article: &Article) -> Self {
        self.page_text = Some(article.page_text.clone());
        self
    }
}

/// `a1` for the first attribution of a document.
pub fn attribution_name(index: usize) -> String {
    format!("a{}", index + 1)
}

fn document_info(ledger: &Ledger) -> DocumentInfo {
    let metadata = &ledger.article.metadata;
    DocumentInfo {
        id: ledger.page.id.clone(),
        url: metadata.url.as_ref().map(|found| found.value.clone()),
        title: metadata.title.as_ref().map(|found| found.value.clone()),
        authors: metadata.authors.iter().map(|found| found.value.clone()).collect(),
        published: metadata.published.as_ref().map(found_date),
        modified: metadata.modified.as_ref().map(found_date),
        language: metadata.language.as_ref().map(|found| found.value),
        outlet: metadata.outlet.as_ref().map(|found| found.value.clone()),
        canonical: metadata.canonical.as_ref().map(|found| found.value.clone()),
        section: metadata.section.as_ref().map(|found| found.value.clone()),
        agencies: metadata.agencies.iter().map(|found| found.value.clone()).collect(),
        paywall: metadata.paywall.as_ref().map(|found| found.value),
        from: found_in(metadata),
        sha256: ledger.page.sha256.clone(),
    }
}

/// For each field that is known and is no date, the field of the page that gave it; for a list, the one that gave its first.
pub fn found_in(metadata: &Metadata) -> BTreeMap<String, String> {
    fn of<T>(found: &Option<Found<T>>) -> Option<&'static str> {
        found.as_ref().map(|found| found.from)
    }
    let fields = [
        ("url", of(&metadata.url)),
        ("title", of(&metadata.title)),
        ("authors", metadata.authors.first().map(|found| found.from)),
        ("language", of(&metadata.language)),
        ("outlet", of(&metadata.outlet)),
        ("canonical", of(&metadata.canonical)),
        ("section", of(&metadata.section)),
        ("agencies", metadata.agencies.first().map(|found| found.from)),
        ("paywall", of(&metadata.paywall)),
    ];
    fields.into_iter().filter_map(|(name, from)| Some((name.to_owned(), from?.to_owned()))).collect()
}

fn found_date(found: &Found<Moment>) -> DateRecord {
    DateRecord { value: found.value.to_string(), precision: found.value.precision, from: found.from.to_owned() }
}

fn furniture(article: &Article) -> Vec<FurnitureRecord> {
    let points = CodePoints::of(&article.page_text);
    let record = |block: &Block| {
        let (start, end) = points.range(block.page);
        FurnitureRecord { kind: block.role, exact: block.page.of(&article.page_text).to_owned(), start, end }
    };
    article.blocks.iter().filter(|block| !block.role.is_analysed()).map(record).collect()
}

/// The article text, ready to be quoted from.
struct Words<'t> {
    text: &'t str,
    points: CodePoints<'t>,
}

impl Words<'_> {
    fn anchor(&self, span: Span) -> Anchor {
        let (start, end) = self.points.range(span);
        Anchor { start, end, exact: span.of(self.text).to_owned() }
    }

    fn date(&self, dated: &Dated) -> DateRecord {
        let from = dated.words.of(self.text).to_owned();
        DateRecord { value: dated.moment.to_string(), precision: dated.moment.precision, from }
    }

    fn detail(&self, detail: &Detail) -> DetailRecord {
        let Anchor { start, end, exact } = self.anchor(detail.words);
        DetailRecord { start, end, exact, normal: detail.normal.clone() }
    }

    fn attribution(&self, index: usize, attribution: &Attribution, statements: &Statements) -> AttributionRecord {
        let cue = attribution.cue.map(|cue| {
            let Anchor { start, end, exact } = self.anchor(cue.span);
            CueRecord { start, end, exact, kind: cue.kind }
        });
        AttributionRecord {
            id: attribution_name(index),
            parent: attribution.parent.map(|parent| attribution_name(parent.0 as usize)),
            source: self.source(&attribution.source, statements),
            addressee: attribution.addressee.map(|span| self.anchor(span)),
            cue,
            content: attribution.content.iter().map(|&span| self.anchor(span)).collect(),
            form: attribution.form,
            act: attribution.act,
            negated: attribution.negated,
            said_at: attribution.said_at.as_ref().map(|dated| self.date(dated)),
            pattern: attribution.pattern.to_owned(),
        }
    }

    fn source(&self, source: &crate::Source, statements: &Statements) -> SourceRecord {
        let mention = source.mention.map(|span| self.anchor(span));
        let actor = source.actor.and_then(|actor| statements.actor(actor));
        SourceRecord {
            kind: source.kind,
            start: mention.as_ref().map(|anchor| anchor.start),
            end: mention.as_ref().map(|anchor| anchor.end),
            exact: mention.map(|anchor| anchor.exact),
            actor: actor.map(|actor| actor.name.clone()),
            actor_id: actor.map(|actor| actor.id.clone()),
            country: actor.and_then(|actor| actor.country),
            sector: actor.and_then(|actor| actor.sector),
            role: actor.and_then(|actor| actor.role).map(|role| role.of(self.text).to_owned()),
            resolved_by: source.resolved_by.iter().map(|&span| self.anchor(span)).collect(),
        }
    }

    fn participant(&self, participant: &Participant, statements: &Statements) -> Option<ActorRecord> {
        let actor = statements.actor(participant.actor)?;
        Some(ActorRecord {
            id: actor.id.clone(),
            name: actor.name.clone(),
            country: actor.country,
            sector: actor.sector,
            role: actor.role.map(|role| role.of(self.text).to_owned()),
            mention: participant.mention.map(|span| self.anchor(span)),
        })
    }

    fn claim(&self, index: usize, claim: &Claim, statements: &Statements) -> ClaimRecord {
        let event = &claim.event;
        let participant = |part: &Option<Participant>| part.as_ref().and_then(|part| self.participant(part, statements));
        ClaimRecord {
            id: format!("c{}", index + 1),
            via: claim.via.map(|via| attribution_name(via.0 as usize)),
            event: EventRecord {
                kind: event.kind,
                mode: event.mode.map(|mode| mode.name().to_owned()),
                contexts: event.contexts.clone(),
                trigger: self.anchor(event.trigger),
                actor: participant(&event.actor),
                recipient: participant(&event.recipient),
                item: event.item.as_ref().map(|detail| self.detail(detail)),
                quantity: event.quantity.as_ref().map(|detail| self.detail(detail)),
                place: event.place.as_ref().map(|detail| self.detail(detail)),
                date: event.date.as_ref().map(|dated| self.date(dated)),
            },
            when: claim.when,
            stances: claim.stances.iter().map(|stance| self.stance(stance)).collect(),
        }
    }

    fn stance(&self, stance: &crate::Stance) -> StanceRecord {
        StanceRecord {
            holder: match stance.holder {
                Holder::Author => "author".to_owned(),
                Holder::Source(attribution) => attribution_name(attribution.0 as usize),
            },
            polarity: stance.polarity,
            certainty: stance.certainty,
            basis: stance.basis,
            cues: stance.cues.iter().map(|&cue| self.anchor(cue)).collect(),
        }
    }

    fn notice(&self, notice: &crate::Notice) -> NoticeRecord {
        let anchor = notice.span.map(|span| self.anchor(span));
        NoticeRecord {
            kind: notice.kind,
            message: notice.message.clone(),
            start: anchor.as_ref().map(|anchor| anchor.start),
            end: anchor.as_ref().map(|anchor| anchor.end),
        }
    }
}
