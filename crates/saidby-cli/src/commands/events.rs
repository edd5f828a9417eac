//! `saidby events`: who did what to whom, one line of JSON a document.

use super::offsets::{Offsets, Range};
use super::{json_line, stdout};
use crate::arguments::Events;
use crate::ending::Ending;
use crate::inputs;
use anyhow::Result;
use saidby::core::record::attribution_name;
use saidby::core::{Actor, CodedEvent, Confidence, Context, EventType, Ledger, When, coded_events};
use serde::Serialize;
use std::io::Write;

/// One document's answer.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    events: Vec<Row<'a>>,
}

/// One coded event.
#[derive(Serialize)]
struct Row<'a> {
    source: Option<&'a str>,
    target: Option<&'a str>,
    #[serde(rename = "type")]
    kind: EventType,
    mode: Option<&'static str>,
    contexts: &'a [Context],
    confidence: f64,
    negated: bool,
    trigger: Option<Range>,
    when: When,
    via: Option<String>,
}

pub fn run(arguments: &Events) -> Result<Ending> {
    let mut out = stdout();
    let tally = inputs::each(&arguments.pages.inputs, |page| {
        let ledger = saidby::ledger(page);
        let answer = answer(&ledger, arguments.min_confidence);
        json_line(&mut out, &answer)?;
        Ok(!answer.events.is_empty())
    })?;
    out.flush()?;
    Ok(tally.ending())
}

fn answer(ledger: &Ledger, least: f64) -> Answer<'_> {
    let offsets = Offsets::of(&ledger.article, ledger.page.format);
    let coded = coded_events(&ledger.statements).into_iter().filter(|row| Confidence::share(row.event.confidence) >= least);
    let events = coded.map(|coded| row(&coded, ledger, &offsets)).collect();
    Answer { id: &ledger.page.id, text: offsets.text(), events }
}

fn row<'a>(coded: &CodedEvent<'a>, ledger: &'a Ledger, offsets: &Offsets) -> Row<'a> {
    let claim = &ledger.statements.claims[coded.claim];
    Row {
        source: coded.source.map(code),
        target: coded.target.map(code),
        kind: coded.kind,
        mode: coded.event.mode.map(|mode| mode.name()),
        contexts: &coded.event.contexts,
        confidence: coded.event.confidence.share(),
        negated: coded.negated,
        trigger: offsets.cover(coded.event.trigger),
        when: claim.when,
        via: claim.via.map(|via| attribution_name(via.0 as usize)),
    }
}

/// The actor's country, or its id where it has none.
fn code(actor: &Actor) -> &str {
    actor.country.as_ref().map_or(actor.id.as_str(), |country| country.code())
}
