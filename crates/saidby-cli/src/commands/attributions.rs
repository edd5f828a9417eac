//! `saidby attributions`: who said what in each page, as offsets, for annotation tools, or for reading.

mod brat;
mod html;
mod web_annotation;

use super::offsets::{Offsets, Range};
use super::{browser, json_line, stdout};
use crate::arguments::{self, AttributionsFormat};
use crate::ending::Ending;
use crate::inputs;
use anyhow::Result;
use saidby::core::record::attribution_name;
use saidby::core::{Act, Attribution, AttributionId, Certainty, Form, Holder, Ledger, Statements};
use serde::Serialize;
use std::io::Write;

/// One document's answer.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    attributions: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: String,
    source: Vec<Range>,
    cue: Vec<Range>,
    content: Vec<Range>,
    #[serde(rename = "type")]
    form: Form,
    act: Act,
    parent: Option<String>,
    certainty: Option<Certainty>,
    actor: Option<&'a str>,
}

pub fn run(arguments: &arguments::Attributions) -> Result<Ending> {
    let mut out = stdout();
    let mut folder = arguments.into.as_deref().map(brat::Folder::new).transpose()?;
    let mut is_first = true;
    let tally = inputs::each(&arguments.pages.inputs, |page| {
        let ledger = saidby::ledger(page);
        match (arguments.format, &mut folder) {
            (AttributionsFormat::Jsonl, _) => json_line(&mut out, &answer(&ledger))?,
            (AttributionsFormat::Webannotation, _) => json_line(&mut out, &web_annotation::page(&ledger))?,
            (AttributionsFormat::Html, _) => {
                let opening = if is_first {
                    browser::opening(browser::name(&ledger.page, &ledger.article), "attributions", html::STYLE)
                } else {
                    String::new()
                };
                write!(out, "{opening}{}", html::document(&ledger))?;
            }
            (AttributionsFormat::Brat, folder) => folder.as_mut().map_or(Ok(()), |folder| folder.add(&ledger))?,
        }
        is_first = false;
        Ok(!ledger.statements.attributions.is_empty())
    })?;
    if arguments.format == AttributionsFormat::Html && !is_first {
        out.write_all(browser::CLOSING.as_bytes())?;
    }
    out.flush()?;
    Ok(tally.ending())
}

fn answer(ledger: &Ledger) -> Answer<'_> {
    let offsets = Offsets::of(&ledger.article, ledger.page.format);
    let rows = ledger.statements.attributions.iter().enumerate();
    let attributions = rows.map(|(index, attribution)| row(index, attribution, &ledger.statements, &offsets)).collect();
    Answer { id: &ledger.page.id, text: offsets.text(), attributions }
}

fn row<'a>(index: usize, attribution: &Attribution, statements: &'a Statements, offsets: &Offsets) -> Row<'a> {
    let actor = attribution.source.actor.and_then(|actor| statements.actor(actor));
    Row {
        id: attribution_name(index),
        source: attribution.source.mention.map_or_else(Vec::new, |mention| offsets.ranges(mention)),
        cue: attribution.cue.map_or_else(Vec::new, |cue| offsets.ranges(cue.span)),
        content: attribution.content.iter().flat_map(|&span| offsets.ranges(span)).collect(),
        form: attribution.form,
        act: attribution.act,
        parent: attribution.parent.map(|parent| attribution_name(parent.0 as usize)),
        certainty: certainty(index, statements),
        actor: actor.map(|actor| actor.id.as_str()),
    }
}

/// How sure the source is of the first claim made in the attribution.
fn certainty(index: usize, statements: &Statements) -> Option<Certainty> {
    let id = AttributionId(u32::try_from(index).ok()?);
    let claim = statements.claims.iter().find(|claim| claim.via == Some(id))?;
    claim.stances.iter().find(|stance| stance.holder == Holder::Source(id)).map(|stance| stance.certainty)
}
