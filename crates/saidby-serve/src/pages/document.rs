//! `/document/3`: the whole page as its reader sees it, furniture dimmed and labelled, attributions marked.

use super::frame::{Frame, framed};
use super::parts::{act, code, content, date, legend, marked, outward, source_name};
use crate::answer::Failure;
use crate::highlight::{Mark, Part, Piece, between, pieces};
use crate::words;
use maud::{Markup, html};
use saidby_casefile::{Casefile, ClaimRow, Document, Filter, StoredBlock};
use saidby_core::record::{AttributionRecord, DocumentRecord};
use saidby_core::{CodePoints, Role, Span};

/// At most so many blocks are shown; the JSON has them all.
const BLOCKS: usize = 20_000;

/// At most so many code points of the page are shown; the JSON has them all.
const CODE_POINTS: usize = 2_000_000;

/// The longest quotation in the list of attributions, in characters.
const QUOTED: usize = 90;

const LEGEND: [(&str, &str); 4] =
    [("source", "source"), ("cue", "cue"), ("content", "what is said"), ("content nested", "speech within speech")];

/// What the page of a document needs to know.
pub struct Reading {
    document: Document,
    record: DocumentRecord,
    claims: Vec<ClaimRow>,
}

impl Reading {
    /// Reads the document, its record and its claims.
    pub fn read(casefile: &Casefile, id: i64) -> Result<Self, Failure> {
        let document = casefile.document(id)?;
        let claims = casefile.claims(&Filter { document: Some(id), ..Filter::default() })?;
        Ok(Self { document, record: casefile.record(id)?, claims })
    }

    /// The claims that are made in an attribution.
    fn claims_of<'a>(&'a self, attribution: &'a str) -> impl Iterator<Item = &'a ClaimRow> {
        let made_in = |claim: &&saidby_core::record::ClaimRecord| claim.via.as_deref() == Some(attribution);
        let names: Vec<&str> = self.record.claims.iter().filter(made_in).map(|claim| claim.id.as_str()).collect();
        self.claims.iter().filter(move |claim| names.contains(&claim.name.as_str()))
    }
}

/// The page.
pub fn document(casefile: &str, reading: &Reading) -> Markup {
    let row = &reading.document.row;
    let title = row.title.as_deref().unwrap_or(&row.name);
    let body = html! {
        p.eyebrow { "Document " (row.id) }
        h1 lang=[code(&row.language)] dir="auto" { (title) }
        (about(reading))
        div.beside {
            (page_text(reading))
            (attributions(reading))
        }
    };
    let json = format!("/document/{}.json", row.id);
    framed(&Frame { title, casefile: Some(casefile), json: Some(&json) }, &body)
}

fn about(reading: &Reading) -> Markup {
    let Document { row, authors, encoding, format, page_bytes, .. } = &reading.document;
    html! {
        p.about {
            bdi { (row.outlet.as_deref().unwrap_or("outlet not known")) }
            @if let Some(day) = &row.published { " · " (date(day)) } @else { " · date not known" }
            @if !authors.is_empty() { " · " bdi { (authors.join(", ")) } }
            @if let Some(language) = row.language { " · " (language.code()) }
        }
        details.technical {
            summary { "How it was stored" }
            dl.details {
                div { dt { "Name" } dd.address { (row.name) } }
                @if let Some(url) = &row.url { div { dt { "Address" } dd.address { (outward(url, Some(url))) } } }
                div { dt { "Page" } dd { (format.name()) ", " (encoding) ", " (page_bytes) " bytes" } }
                div { dt { "SHA-256" } dd { code.hash { (row.sha256) } } }
                div { dt { "Origin" } dd { (row.origin) } }
            }
        }
        @for notice in &reading.record.notices { p.notice { span.kind { (notice.kind.name()) } " " (notice.message) } }
    }
}

fn page_text(reading: &Reading) -> Markup {
    let document = &reading.document;
    let shown: Vec<&StoredBlock> = document.blocks.iter().take(BLOCKS).take_while(|block| block.page.1 <= CODE_POINTS).collect();
    let cuts: Vec<usize> = shown.iter().filter_map(|block| block.text).flat_map(|(start, end)| [start, end]).collect();
    let text = pieces(&document.text, &marks(&reading.record.attributions), &cuts);
    let page = CodePoints::of(&document.page_text);
    html! {
        article.page aria-label="The page’s text" {
            (legend(&LEGEND))
            div.text lang=[code(&document.row.language)] dir="auto" {
                @for block in &shown { (block_text(block, &text, &document.page_text, &page)) }
            }
            @if shown.len() < document.blocks.len() {
                p.note {
                    "The page goes on; the rest is in the "
                    a href={ "/document/" (document.row.id) ".json" } { "JSON" } "."
                }
            }
        }
    }
}

fn block_text(block: &StoredBlock, text: &[Piece], page_text: &str, page: &CodePoints) -> Markup {
    match (block.role, block.text) {
        (Role::Headline, Some((start, end))) => html! { h2.headline { (marked(between(text, start, end))) } },
        (Role::Heading, Some((start, end))) => html! { h3 { (marked(between(text, start, end))) } },
        (Role::Standfirst, Some((start, end))) => html! { p.standfirst { (marked(between(text, start, end))) } },
        (_, Some((start, end))) => html! { p { (marked(between(text, start, end))) } },
        (role, None) => {
            let (start, end) = block.page;
            let words = Span::new(page.byte(start), page.byte(end)).of(page_text);
            html! { div.furniture { span.role lang="en" { (words::role(role)) } " " span.words { (words) } } }
        }
    }
}

/// Source, cue and content of every attribution; its anchor where the first of them begins.
fn marks(attributions: &[AttributionRecord]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for attribution in attributions {
        let first = marks.len();
        let mut mark = |start, end, part| marks.push(Mark { start, end, part, anchor: None });
        attribution.content.iter().for_each(|anchor| mark(anchor.start, anchor.end, Part::Content));
        attribution.cue.iter().for_each(|cue| mark(cue.start, cue.end, Part::Cue));
        let source = attribution.source.start.zip(attribution.source.end);
        source.into_iter().for_each(|(start, end)| mark(start, end, Part::Source));
        if let Some(earliest) = marks.iter_mut().skip(first).min_by_key(|mark| mark.start) {
            earliest.anchor = Some(attribution.id.clone());
        }
    }
    marks
}

fn attributions(reading: &Reading) -> Markup {
    html! {
        aside.attributions aria-labelledby="attributions" {
            h2 #attributions { "Attributions" }
            @if reading.record.attributions.is_empty() {
                p.note { "No one is quoted or reported here, as far as saidby can tell." }
            }
            ol { @for attribution in &reading.record.attributions { li { (attribution_line(reading, attribution)) } } }
            (authors_claims(reading))
        }
    }
}

fn attribution_line(reading: &Reading, attribution: &AttributionRecord) -> Markup {
    html! {
        p {
            a.anchor href={ "#" (attribution.id) } { (attribution.id) } " "
            bdi.source-name { (source_name(&attribution.source)) } " "
            (act(attribution))
            @if let Some(parent) = &attribution.parent { span.kind { "within " a href={ "#" (parent) } { (parent) } } }
        }
        p.quoted lang=[code(&reading.document.row.language)] dir="auto" { (content(attribution, QUOTED)) }
        @for claim in reading.claims_of(&attribution.id) { (claim_link(claim)) }
    }
}

fn claim_link(claim: &ClaimRow) -> Markup {
    html! { p.claim-link { a href={ "/claim/" (claim.id) } { (super::parts::claim_title(claim)) } } }
}

/// The claims that the author makes.
fn authors_claims(reading: &Reading) -> Markup {
    let claims: Vec<&ClaimRow> = reading.claims.iter().filter(|claim| claim.act.is_none()).collect();
    html! {
        @if !claims.is_empty() {
            h3 { "Claims in the author’s voice" }
            @for claim in claims { (claim_link(claim)) }
        }
    }
}
