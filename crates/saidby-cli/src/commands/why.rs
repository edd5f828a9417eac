//! `saidby why`: the tree under one claim.

use super::claims::{behind, event};
use super::{json_pretty, stdout};
use crate::arguments::{self, WhyFormat};
use crate::ending::Ending;
use crate::screen;
use anyhow::Result;
use saidby::casefile::{Casefile, Evidence, Report, ReportGroup, Why, WhyStance};
use std::fmt::Write as _;
use std::io::Write;

pub fn run(arguments: &arguments::Why) -> Result<Ending> {
    let default = if screen::is_terminal() { WhyFormat::Text } else { WhyFormat::Json };
    let why = Casefile::open_read_only(&arguments.casefile)?.why(arguments.claim)?;
    let mut out = stdout();
    match arguments.format.unwrap_or(default) {
        WhyFormat::Json => json_pretty(&mut out, &why)?,
        WhyFormat::Text => out.write_all(tree(&why).as_bytes())?,
    }
    out.flush()?;
    Ok(Ending::Ok)
}

/// The claim, then one branch each for its words, speakers, stances, status and reports.
fn tree(why: &Why) -> String {
    let claim = &why.claim;
    let mut out = screen::styled(screen::STRONG, &format!("claim {}: {}, {}", claim.id, event(claim), claim.when));
    out.push('\n');
    branch(&mut out, "words", why.words.iter().map(evidence));
    branch(&mut out, "said by", speakers(why));
    branch(&mut out, "stances", why.stances.iter().map(stance));
    branch(&mut out, &format!("status: {}", claim.status), why.reasons.iter().cloned());
    branch(&mut out, &format!("reports: {}", behind(claim.counts)), why.reports.iter().flat_map(group));
    out
}

fn branch(out: &mut String, name: &str, leaves: impl IntoIterator<Item = String>) {
    let _ = writeln!(out, "  {}", screen::styled(screen::STRONG, name));
    leaves.into_iter().for_each(|leaf| {
        let _ = writeln!(out, "    {leaf}");
    });
}

/// `…before [the words] after… · code points 12–40 · bytes 300–345 of the page`.
fn evidence(words: &Evidence) -> String {
    let line = |text: &str| text.replace(char::is_whitespace, " ");
    let quoted = screen::styled(screen::QUOTED, &format!("[{}]", line(&words.anchor.exact)));
    let source = words.source.map_or_else(String::new, |(start, end)| format!(", bytes {start}–{end} of the page"));
    let place = format!("characters {}–{}{source}", words.anchor.start, words.anchor.end);
    format!("…{}{quoted}{}… · {}", line(&words.prefix), line(&words.suffix), screen::styled(screen::FAINT, &place))
}

fn speakers(why: &Why) -> Vec<String> {
    if why.chain.is_empty() {
        return vec!["the author".to_owned()];
    }
    let one = |attribution: &saidby::core::record::AttributionRecord| {
        let name = attribution.source.actor.as_deref().or(attribution.source.exact.as_deref());
        let cue = attribution.cue.as_ref().map_or_else(String::new, |cue| format!(", “{}”", cue.exact));
        let name = name.unwrap_or(attribution.source.kind.name());
        format!("{name}: {}{cue} ({}, pattern {})", attribution.act, attribution.form, attribution.pattern)
    };
    why.chain.iter().map(one).collect()
}

fn stance(held: &WhyStance) -> String {
    let cues: Vec<String> = held.stance.cues.iter().map(|cue| format!("“{}”", cue.exact)).collect();
    let cues = if cues.is_empty() { String::new() } else { format!(" · {}", cues.join(", ")) };
    let stance = &held.stance;
    format!("{}: {}, {}, {}{cues}", held.name, stance.polarity, stance.certainty, stance.basis)
}

/// The reports of one origin: the first, and its copies below it.
fn group(group: &ReportGroup) -> Vec<String> {
    group.reports.iter().enumerate().map(|(number, one)| report(one, number > 0)).collect()
}

fn report(report: &Report, further: bool) -> String {
    let day = report.published.as_deref().map(|date| date.split('T').next().unwrap_or(date));
    let place = [report.outlet.as_deref(), day, report.title.as_deref(), report.url.as_deref()];
    let place = place.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let place = if place.is_empty() { format!("document {}", report.document) } else { place };
    let relation = report.relation.as_ref().map_or_else(String::new, |relation| format!(" ({relation})"));
    let words = screen::cut(&report.words, 120);
    format!("{}claim {}, {}: “{words}” · {place}{relation}", if further { "  " } else { "" }, report.claim, report.source)
}
