//! `saidby claims`: the rows of a casefile.

use super::{json_line, json_pretty, stdout};
use crate::arguments::{self, ClaimsFormat};
use crate::ending::Ending;
use crate::{screen, words};
use anyhow::Result;
use comfy_table::{ColumnConstraint, Width};
use saidby::casefile::{ActorCell, Casefile, ClaimRow, Counts, Filter};
use saidby::export::formats::csv::COLUMNS;
use std::io::Write;

pub fn run(arguments: &arguments::Claims) -> Result<Ending> {
    let default = if screen::is_terminal() { ClaimsFormat::Table } else { ClaimsFormat::Jsonl };
    let claims = Casefile::open_read_only(&arguments.casefile)?.claims(&filter(arguments))?;
    let mut out = stdout();
    match arguments.format.unwrap_or(default) {
        ClaimsFormat::Table if claims.is_empty() => {}
        ClaimsFormat::Table => out.write_all(table(&claims).as_bytes())?,
        ClaimsFormat::Json => json_pretty(&mut out, &claims)?,
        ClaimsFormat::Jsonl => claims.iter().try_for_each(|claim| json_line(&mut out, claim))?,
        ClaimsFormat::Csv => write_csv(&mut out, &claims)?,
    }
    out.flush()?;
    Ok(Ending::found(!claims.is_empty()))
}

fn filter(arguments: &arguments::Claims) -> Filter {
    Filter {
        actor: arguments.actor.clone(),
        about: arguments.about.clone(),
        since: arguments.since.clone(),
        until: arguments.until.clone(),
        kind: arguments.kind,
        ..Filter::default()
    }
}

fn write_csv(out: &mut impl Write, claims: &[ClaimRow]) -> Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS.iter().map(|(name, _)| *name))?;
    for claim in claims {
        table.write_record(COLUMNS.iter().map(|(_, value)| value(claim)))?;
    }
    Ok(table.flush()?)
}

fn table(claims: &[ClaimRow]) -> String {
    let mut table = screen::table(&["", "WHO, WHEN", "CLAIM", "WORDS", "STATUS, BEHIND IT"], screen::width());
    for claim in claims {
        let words = claim.words.iter().map(|words| words.exact.as_str()).collect::<Vec<_>>().join(" … ");
        table.add_row([
            claim.id.to_string(),
            format!("{}\n{}", claim.source.name(), day(claim)),
            event(claim),
            screen::cut(&words, usize::from(screen::width())),
            format!("{}\n{}", claim.status, numbers(claim.counts)),
        ]);
    }
    let share = |percent| ColumnConstraint::UpperBoundary(Width::Percentage(percent));
    let content = || ColumnConstraint::ContentWidth;
    table.set_constraints([content(), share(24), share(22), share(60), content()]);
    screen::lines(&table) + LEGEND
}

/// What the last column's numbers are.
const LEGEND: &str = "\nbehind it: reports · origins · sources that assert it · denials\n";

fn numbers(counts: Counts) -> String {
    format!("{} · {} · {} · {}", counts.reports, counts.origins, counts.sources, counts.denials)
}

/// The event's day, or else that of publication.
fn day(claim: &ClaimRow) -> &str {
    let date = claim.date.as_deref().or(claim.published.as_deref()).unwrap_or("");
    date.split('T').next().unwrap_or(date)
}

/// `AID PRK → RUS`.
pub fn event(claim: &ClaimRow) -> String {
    let code = |actor: &ActorCell| actor.country.map_or_else(|| actor.name.clone(), |country| country.to_string());
    let side = |actor: &Option<ActorCell>| actor.as_ref().map_or_else(|| "?".to_owned(), code);
    let kind = claim.kind.map_or_else(|| format!("“{}”", claim.trigger.exact), |kind| kind.to_string());
    match (&claim.actor, &claim.recipient) {
        (None, None) => kind,
        (actor, recipient) => format!("{kind} {} → {}", side(actor), side(recipient)),
    }
}

/// `3 reports, 2 origins, 1 source, 1 denial`, without what is nought.
pub fn behind(counts: Counts) -> String {
    let parts = [(counts.reports, "report"), (counts.origins, "origin"), (counts.sources, "source"), (counts.denials, "denial")];
    let said = parts.into_iter().filter(|(number, _)| *number > 0).map(|(number, noun)| words::count(number, noun));
    said.collect::<Vec<_>>().join(", ")
}
