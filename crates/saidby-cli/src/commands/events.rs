//! `saidby events`: who did what to whom, one line of JSON a document.

use super::offsets::{Offsets, Range};
use super::{json_line, stdout};
use crate::arguments::Events;
use crate::ending::Ending;
use crate::inputs;
use anyhow::Result;
use saidby::core::record::attribution_name;
use saidby::core::{Actor, CodedEvent, Context, EventType, Ledger, When, actor_code, cameo, coded_events};
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
    source: Option<String>,
    target: Option<String>,
    source_actor: Option<&'a str>,
    target_actor: Option<&'a str>,
    #[serde(rename = "type")]
    kind: EventType,
    mode: Option<&'static str>,
    cameo: &'static str,
    contexts: &'a [Context],
    confidence: f64,
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
    let counts = |row: &CodedEvent| !row.negated && row.event.confidence.share() >= least;
    let coded = coded_events(&ledger.statements).into_iter().filter(counts);
    let events = coded.map(|coded| row(&coded, ledger, &offsets)).collect();
    Answer { id: &ledger.page.id, text: offsets.text(), events }
}

fn row<'a>(coded: &CodedEvent<'a>, ledger: &'a Ledger, offsets: &Offsets) -> Row<'a> {
    let claim = &ledger.statements.claims[coded.claim];
    Row {
        source: coded.source.and_then(actor_code),
        target: coded.target.and_then(actor_code),
        source_actor: coded.source.map(id),
        target_actor: coded.target.map(id),
        kind: coded.kind,
        mode: coded.event.mode.map(|mode| mode.name()),
        cameo: cameo(coded.kind, coded.event.mode),
        contexts: &coded.event.contexts,
        confidence: coded.event.confidence.share(),
        trigger: offsets.cover(coded.event.trigger),
        when: claim.when,
        via: claim.via.map(|via| attribution_name(via.0 as usize)),
    }
}

fn id(actor: &Actor) -> &str {
    &actor.id
}
