//! `/claim/17`: one claim, its words in the source text, who holds what, and who else reports it.

use super::frame::{Frame, framed};
use super::parts::{
    act, claim_in_words, claim_title, code, content, counted, date, legend, marked, outward, plural, source_name, stance,
};
use crate::highlight::{Mark, Part, between, pieces};
use crate::words;
use maud::{Markup, html};
use saidby_casefile::{ClaimRow, Counts, Document, Evidence, Report, ReportGroup, StoredBlock, Why, WhyStance};
use saidby_core::record::{Anchor, AttributionRecord};
use std::collections::BTreeSet;

/// Code points of context before the first and after the last marked word of a paragraph.
const CONTEXT: usize = 400;

/// At most so many paragraphs of source text.
const PARAGRAPHS: usize = 12;

/// The longest stretch of the stored page that is shown, in characters.
const SOURCE_SHOWN: usize = 1200;

/// At most so many reasons, origins, and reports of one origin; `saidby why` has them all.
const LISTED: usize = 40;

/// The longest quotation of another report, in characters.
const QUOTED: usize = 240;

const LEGEND: [(&str, &str); 4] = [("source", "source"), ("cue", "cue"), ("content", "what is said"), ("event", "event")];

/// The page.
pub fn claim(casefile: &str, why: &Why, document: &Document) -> Markup {
    let claim = &why.claim;
    let body = html! {
        p.eyebrow { "Claim " (claim.id) }
        h1.claim-title { (claim_in_words(claim)) }
        (facts(claim))
        (source_text(why, document))
        (chain(why))
        (stances(why))
        (reasons(why))
        (place(why))
        (reports(why))
    };
    let json = format!("/document/{}.json", claim.document);
    framed(&Frame { title: &claim_title(claim), casefile: Some(casefile), json: Some(&json) }, &body)
}

fn facts(claim: &ClaimRow) -> Markup {
    let Counts { reports, origins, sources, denials } = claim.counts;
    let counts = [(reports, "report"), (origins, "origin"), (sources, "source"), (denials, "denial")];
    html! {
        p.facts {
            span class={ "status " (claim.status.name()) } { (claim.status.name()) }
            span { (words::status_meaning(claim.status)) }
        }
        dl.counts {
            @for (count, name) in counts {
                div { dt { (plural(count, name)) } dd { (count) } }
            }
        }
        dl.details {
            (detail("Time", words::when(claim.when)))
            @if let Some(day) = &claim.date { (detail("Day of the event", day)) }
            @if let Some(place) = &claim.place { (detail("Place", place)) }
            @if !claim.contexts.is_empty() {
                (detail("Context", &claim.contexts.iter().map(|context| context.name()).collect::<Vec<_>>().join(", ")))
            }
        }
    }
}

fn detail(name: &str, value: &str) -> Markup {
    html! { div { dt { (name) } dd dir="auto" { (value) } } }
}

fn source_text(why: &Why, document: &Document) -> Markup {
    let marks = marks(why);
    let windows: Vec<(usize, usize)> = document.blocks.iter().filter_map(|block| window(block, &marks)).collect();
    let cuts: Vec<usize> = windows.iter().flat_map(|&(start, end)| [start, end]).collect();
    let text = pieces(&document.text, &marks, &cuts);
    html! {
        section aria-labelledby="words" {
            h2 #words { "The words" }
            (legend(&LEGEND))
            div.text lang=[code(&why.claim.language)] dir="auto" {
                @for &(start, end) in windows.iter().take(PARAGRAPHS) { p { (marked(between(&text, start, end))) } }
            }
            @if windows.len() > PARAGRAPHS { p.note { "More of it stands in the document." } }
            p { a href={ "/document/" (why.document.id) (place_in_document(why)) } { "Read it in the whole document" } }
        }
    }
}

/// Where the claim's attribution stands in the document's page.
fn place_in_document(why: &Why) -> String {
    why.chain.first().map(|attribution| format!("#{}", attribution.id)).unwrap_or_default()
}

/// The words of the claim, of its own attribution, of its event and of the stances on it.
fn marks(why: &Why) -> Vec<Mark> {
    let mark = |start, end, part| Mark { start, end, part, anchor: None };
    let of = |anchor: &Anchor, part| mark(anchor.start, anchor.end, part);
    let mut marks: Vec<Mark> = why.words.iter().map(|words| of(&words.anchor, Part::Content)).collect();
    marks.push(of(&why.claim.trigger, Part::Event));
    for attribution in &why.chain {
        marks.extend(attribution.cue.as_ref().map(|cue| mark(cue.start, cue.end, Part::Cue)));
        let source = &attribution.source;
        marks.extend(source.start.zip(source.end).map(|(start, end)| mark(start, end, Part::Source)));
    }
    let cues = why.stances.iter().flat_map(|held| &held.stance.cues);
    marks.extend(cues.map(|cue| of(cue, Part::Cue)));
    marks
}

/// The stretch of a block to show: its marked words with context; `None` where none are marked.
fn window(block: &StoredBlock, marks: &[Mark]) -> Option<(usize, usize)> {
    let (start, end) = block.text?;
    let inside = || marks.iter().filter(|mark| mark.start < end && start < mark.end);
    let first = inside().map(|mark| mark.start).min()?;
    let last = inside().map(|mark| mark.end).max()?;
    Some((start.max(first.saturating_sub(CONTEXT)), end.min(last.saturating_add(CONTEXT))))
}

fn chain(why: &Why) -> Markup {
    html! {
        section aria-labelledby="chain" {
            h2 #chain { "Who says so" }
            @if why.chain.is_empty() {
                p { "The author of the article says so; no source is given." }
            } @else {
                ol.chain { @for attribution in why.chain.iter().rev() { li { (link_of_chain(why, attribution)) } } }
            }
        }
    }
}

fn link_of_chain(why: &Why, attribution: &AttributionRecord) -> Markup {
    let source = &attribution.source;
    html! {
        p.speaker {
            bdi.source-name { (source_name(source)) }
            @if let Some(role) = &source.role { span.office lang=[code(&why.claim.language)] { ", " (role) } }
            " " (act(attribution))
        }
        blockquote lang=[code(&why.claim.language)] dir="auto" { (content(attribution, QUOTED)) }
        p.note {
            @if let Some(words) = &source.exact { "named as “" (words) "” (" (words::source_kind(source.kind)) ")" }
            @else { (words::source_kind(source.kind)) }
            @if let Some(proof) = source.resolved_by.first() { ", understood from “" (proof.exact) "”" }
            @if let Some(cue) = &attribution.cue { " · cue “" (cue.exact) "”" }
            " · " (attribution.form.name()) " speech · "
            a href={ "/document/" (why.document.id) "#" (attribution.id) } { "attribution " (attribution.id) }
        }
    }
}

fn stances(why: &Why) -> Markup {
    html! {
        section aria-labelledby="stances" {
            h2 #stances { "Who holds what, in this document" }
            table.stances role="table" {
                caption.hidden { "Stances on the claim in this document, the author first" }
                thead role="rowgroup" {
                    tr role="row" {
                        @for heading in ["Holder", "Stance, certainty, basis", "In these words"] {
                            th scope="col" role="columnheader" { (heading) }
                        }
                    }
                }
                tbody role="rowgroup" { @for held in &why.stances { (stance_row(why, held)) } }
            }
        }
    }
}

fn stance_row(why: &Why, held: &WhyStance) -> Markup {
    let stated = &held.stance;
    html! {
        tr role="row" {
            th scope="row" role="rowheader" { bdi { (held.name) } }
            td.sure role="cell" data-label="Stance" { (stance(stated.polarity, stated.certainty, stated.basis)) }
            td role="cell" data-label="In these words" lang=[code(&why.claim.language)] {
                @if stated.cues.is_empty() { span.kind lang="en" { "no words of its own" } }
                @for (i, cue) in stated.cues.iter().enumerate() { @if i > 0 { ", " } span.cue { (cue.exact) } }
            }
        }
    }
}

fn reasons(why: &Why) -> Markup {
    html! {
        @if !why.reasons.is_empty() {
            section aria-labelledby="reasons" {
                h2 #reasons { "Why “" (why.claim.status.name()) "”" }
                ul.reasons { @for reason in why.reasons.iter().take(LISTED) { li { (reason) } } }
                (and_more(why.reasons.len()))
            }
        }
    }
}

fn place(why: &Why) -> Markup {
    let document = &why.document;
    html! {
        section aria-labelledby="place" {
            h2 #place { "Where it stands" }
            dl.details {
                div {
                    dt { "Document" }
                    dd dir="auto" {
                        a href={ "/document/" (document.id) } { (document.title.as_deref().unwrap_or(&document.name)) }
                    }
                }
                (detail("Outlet", document.outlet.as_deref().unwrap_or("not known")))
                (detail("Published", document.published.as_deref().unwrap_or("not known")))
                @if let Some(url) = &document.url { div { dt { "Address" } dd.address { (outward(url, Some(url))) } } }
                div { dt { "SHA-256" } dd { code.hash { (document.sha256) } } }
            }
            @for words in &why.words { (evidence(words, &why.claim)) }
        }
    }
}

fn evidence(words: &Evidence, claim: &ClaimRow) -> Markup {
    html! {
        figure.evidence {
            blockquote lang=[code(&claim.language)] dir="auto" {
                span.around { @if words.prefix.chars().count() < words.anchor.start { "…" } (words.prefix) }
                mark { (words.anchor.exact) }
                span.around { (words.suffix) @if !words.suffix.is_empty() { "…" } }
            }
            figcaption {
                "Characters " (words.anchor.start) " to " (words.anchor.end) " of the article text"
                @if let Some((start, end)) = words.source { "; bytes " (start) " to " (end) " of the stored page" }
                "."
            }
            @if let Some(source) = &words.source_text {
                details { summary { "The stored page’s own bytes" } pre { code { (words::shortened(source, SOURCE_SHOWN)) } } }
            }
        }
    }
}

fn reports(why: &Why) -> Markup {
    let documents: usize = why.reports.iter().map(documents).sum();
    html! {
        section aria-labelledby="reports" {
            h2 #reports { "Reports of this claim" }
            p {
                (counted(documents, "document")) " from " (counted(why.reports.len(), "origin"))
                ". Copies of one text count as one origin."
            }
            ol.origins { @for group in why.reports.iter().take(LISTED) { li { (origin(why, group)) } } }
            (and_more(why.reports.len()))
        }
    }
}

/// How many documents of one origin carry the claim.
fn documents(group: &ReportGroup) -> usize {
    group.reports.iter().map(|report| report.document).collect::<BTreeSet<_>>().len()
}

/// How many of a list are left out.
fn and_more(length: usize) -> Markup {
    html! { @if length > LISTED { p.note { "and " (length - LISTED) " more, which " code { "saidby why" } " lists" } } }
}

fn origin(why: &Why, group: &ReportGroup) -> Markup {
    html! {
        @if documents(group) > 1 { p.note { (counted(documents(group), "document")) " of one origin" } }
        ul { @for report in group.reports.iter().take(LISTED) { li { (report_line(why, report)) } } }
        (and_more(group.reports.len()))
    }
}

fn report_line(why: &Why, report: &Report) -> Markup {
    let words = html! { bdi { (report.source) } ": “" bdi { (words::shortened(&report.words, QUOTED)) } "”" };
    html! {
        p.report {
            @if report.claim == why.claim.id { (words) " " span.kind { "(this one)" } }
            @else { a href={ "/claim/" (report.claim) } { (words) } }
        }
        p.note {
            bdi { (report.outlet.as_deref().unwrap_or("outlet not known")) }
            @if let Some(day) = &report.published { " · " (date(day)) }
            @if let Some(title) = &report.title { " · " bdi { (title) } }
            @if let Some(relation) = &report.relation {
                " · " (relation)
                @if let Some(score) = report.score { (format!(" ({score:.2})")) }
            }
        }
    }
}
