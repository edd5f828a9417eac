//! The attributions of a document as a page for a browser: its text with each source, cue and content marked, and beside each
//! paragraph who says what in it. One file, without scripts, fonts or pictures.

use crate::commands::browser;
use crate::commands::read::table::{content, speaker};
use maud::{Markup, html};
use saidby::core::record::{AttributionRecord, DocumentRecord, attribution_name};
use saidby::core::{Block, Ledger, Role, Span};
use std::ops::Range;

/// How the page looks.
pub const STYLE: &str = include_str!("style.css");

/// One document.
pub fn document(ledger: &Ledger) -> String {
    let record = DocumentRecord::of(ledger);
    let marks = marks(ledger);
    let mut blocks: Vec<&Block> = ledger.article.blocks.iter().filter(|block| block.text.is_some()).collect();
    blocks.sort_by_key(|block| block.text);
    let markup = html! {
        section.document {
            p.id { (ledger.page.id) }
            @if !blocks.iter().any(|block| block.role == Role::Headline) { h1 dir="auto" { (browser::name(&ledger.page, &ledger.article)) } }
            ul.legend { li.source { "source" } li.cue { "cue" } li.content { "content" } }
            @for notice in &ledger.notices { p.notice { (notice.message) } }
            @for block in blocks { (paragraph(ledger, &record, &marks, block)) }
        }
    };
    format!("{}\n", markup.into_string())
}

/// A marked stretch of the article text.
struct Mark {
    span: Span,
    part: &'static str,
    attribution: usize,
}

fn marks(ledger: &Ledger) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (attribution, told) in ledger.statements.attributions.iter().enumerate() {
        let mut mark = |span, part| marks.push(Mark { span, part, attribution });
        told.content.iter().for_each(|&span| mark(span, "content"));
        told.cue.iter().for_each(|cue| mark(cue.span, "cue"));
        told.source.mention.iter().for_each(|&span| mark(span, "source"));
    }
    marks.sort_by_key(|mark| (mark.span, mark.attribution));
    marks
}

fn paragraph(ledger: &Ledger, record: &DocumentRecord, marks: &[Mark], block: &Block) -> Markup {
    let span = block.text.unwrap_or_default();
    let own: Vec<&Mark> = marks.iter().filter(|mark| mark.span.overlaps(span)).collect();
    let begins = |index: &usize| ledger.statements.attributions[*index].content_cover().start();
    let starting: Vec<usize> = (0..record.attributions.len())
        .filter(|index| (span.start()..span.end().max(span.start() + 1)).contains(&begins(index)))
        .collect();
    html! {
        div.paragraph {
            div.text dir="auto" lang=[ledger.article.metadata.language.as_ref().map(|language| language.value)] {
                @if block.role == Role::Headline { h1 { (text(ledger, &own, span)) } }
                @else if block.role == Role::Heading { h2 { (text(ledger, &own, span)) } }
                @else { p { (text(ledger, &own, span)) } }
            }
            @if !starting.is_empty() {
                ol.notes { @for index in starting { (note(&record.attributions[index])) } }
            }
        }
    }
}

fn note(attribution: &AttributionRecord) -> Markup {
    let act = format!("{}{}", if attribution.negated { "not " } else { "" }, attribution.act);
    html! {
        li title=(content(attribution)) {
            span.number { (attribution.id) } " "
            strong { (speaker(&attribution.source)) } " "
            span.act { (act) ", " (attribution.form) }
            @if let Some(parent) = &attribution.parent { span.act { ", within " (parent) } }
        }
    }
}

/// The words of a block, cut wherever a mark begins or ends; a number stands where a content begins.
fn text(ledger: &Ledger, marks: &[&Mark], span: Span) -> Markup {
    html! {
        @for piece in pieces(marks, span) {
            @let over: Vec<&&Mark> = marks.iter().filter(|mark| mark.span.range().start <= piece.start && piece.end <= mark.span.end()).collect();
            @for mark in over.iter().filter(|mark| mark.part == "content" && mark.span.start() == piece.start) {
                sup.number { (attribution_name(mark.attribution)) }
            }
            @let words = &ledger.article.text[piece.clone()];
            @if over.is_empty() { (words) } @else { span class=(classes(&over)) { (words) } }
        }
    }
}

fn pieces(marks: &[&Mark], span: Span) -> Vec<Range<usize>> {
    let ends = marks.iter().flat_map(|mark| [mark.span.start(), mark.span.end()]);
    let mut cuts: Vec<usize> = ends.filter(|&at| span.start() < at && at < span.end()).collect();
    cuts.extend([span.start(), span.end()]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// `source`, `cue`, `content` and how many contents lie over each other, at most three.
fn classes(over: &[&&Mark]) -> String {
    let depth = over.iter().filter(|mark| mark.part == "content").count();
    let mut classes: Vec<&str> =
        ["source", "cue"].into_iter().filter(|part| over.iter().any(|mark| mark.part == *part)).collect();
    classes.extend(["content", "content content-2", "content content-3"][..depth.min(3)].last());
    classes.join(" ")
}
