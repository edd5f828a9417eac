//! `saidby events`: who did what to whom, one line of JSON a document.

use super::offsets::{Offsets, Range};
use super::{json_line, stdout};
use crate::ending::Ending;
use crate::inputs;
use anyhow::Result;
use saidby::core::record::attribution_name;
use saidby::core::{Claim, Context, EventType, Ledger, Participant, Statements, When};
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

/// One claim that has an event type.
#[derive(Serialize)]
struct Row<'a> {
    source: Option<&'a str>,
    target: Option<&'a str>,
    #[serde(rename = "type")]
    kind: EventType,
    mode: Option<&'static str>,
    contexts: &'a [Context],
    trigger: Option<Range>,
    when: When,
    via: Option<String>,
}

pub fn run(inputs: &[String]) -> Result<Ending> {
    let mut out = stdout();
    let tally = inputs::each(inputs, |page| {
        let ledger = saidby::ledger(page);
        let answer = answer(&ledger);
        json_line(&mut out, &answer)?;
        Ok(!answer.events.is_empty())
    })?;
    out.flush()?;
    Ok(tally.ending())
}

fn answer(ledger: &Ledger) -> Answer<'_> {
    let offsets = Offsets::of(&ledger.article, ledger.page.format);
    let events = ledger.statements.claims.iter().filter_map(|claim| row(claim, &ledger.statements, &offsets)).collect();
    Answer { id: &ledger.page.id, text: offsets.text(), events }
}

fn row<'a>(claim: &'a Claim, statements: &'a Statements, offsets: &Offsets) -> Option<Row<'a>> {
    let event = &claim.event;
    Some(Row {
        source: event.actor.and_then(|actor| code(actor, statements)),
        target: event.recipient.and_then(|recipient| code(recipient, statements)),
        kind: event.kind?,
        mode: event.mode.map(|mode| mode.name()),
        contexts: &event.contexts,
        trigger: offsets.cover(event.trigger),
        when: claim.when,
        via: claim.via.map(|via| attribution_name(via.0 as usize)),
    })
}

/// The participant's country, or the actor's id where it has none.
fn code(participant: Participant, statements: &Statements) -> Option<&str> {
    let actor = statements.actor(participant.actor)?;
    Some(actor.country.as_ref().map_or(actor.id.as_str(), |country| country.code()))
}
