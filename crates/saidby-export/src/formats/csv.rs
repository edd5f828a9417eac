//! Comma-separated values (RFC 4180): one row a claim, columns as in docs/exports.md.

use crate::{Error, Format};
use saidby_casefile::{ActorCell, Casefile, ClaimRow, Filter};
use std::io::Write;

/// Comma-separated values.
pub const FORMAT: Format =
    Format { name: "csv", extension: "csv", description: "one row a claim, for spreadsheets and data frames", write };

/// A column: its name in the header, and its value in a row.
type Column = (&'static str, fn(&ClaimRow) -> String);

/// The columns, in order.
pub const COLUMNS: &[Column] = &[
    ("claim", |row| row.id.to_string()),
    ("document", |row| row.document.to_string()),
    ("type", |row| row.kind.map_or_else(String::new, |kind| kind.to_string())),
    ("mode", |row| text(&row.mode)),
    ("contexts", |row| joined(row.contexts.iter().map(|context| context.name()), " ")),
    ("actor", |row| name(&row.actor)),
    ("actor_id", |row| id(&row.actor)),
    ("actor_country", |row| country(&row.actor)),
    ("recipient", |row| name(&row.recipient)),
    ("recipient_id", |row| id(&row.recipient)),
    ("recipient_country", |row| country(&row.recipient)),
    ("item", |row| text(&row.item)),
    ("quantity", |row| text(&row.quantity)),
    ("place", |row| text(&row.place)),
    ("date", |row| text(&row.date)),
    ("when", |row| row.when.to_string()),
    ("source", |row| row.source.name().to_owned()),
    ("source_kind", |row| row.source.kind.to_string()),
    ("source_id", |row| id(&row.source.actor)),
    ("act", |row| row.act.map_or_else(String::new, |act| act.to_string())),
    ("form", |row| row.form.map_or_else(String::new, |form| form.to_string())),
    ("cue", |row| row.cue.as_ref().map_or_else(String::new, |cue| cue.exact.clone())),
    ("words", |row| joined(row.words.iter().map(|words| words.exact.as_str()), " … ")),
    ("start", |row| row.words.first().map_or_else(String::new, |words| words.start.to_string())),
    ("end", |row| row.words.last().map_or_else(String::new, |words| words.end.to_string())),
    ("status", |row| row.status.to_string()),
    ("reports", |row| row.counts.reports.to_string()),
    ("origins", |row| row.counts.origins.to_string()),
    ("sources", |row| row.counts.sources.to_string()),
    ("denials", |row| row.counts.denials.to_string()),
    ("outlet", |row| text(&row.outlet)),
    ("published", |row| text(&row.published)),
    ("title", |row| text(&row.title)),
    ("url", |row| text(&row.url)),
    ("key", |row| text(&row.key)),
];

fn write(casefile: &Casefile, out: &mut dyn Write) -> Result<(), Error> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS.iter().map(|(name, _)| *name)).map_err(output)?;
    for row in casefile.claims(&Filter::default())? {
        table.write_record(COLUMNS.iter().map(|(_, value)| value(&row))).map_err(output)?;
    }
    Ok(table.flush()?)
}

fn output(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => std::io::Error::other(format!("{kind:?}")),
    }
}

fn text(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

fn name(actor: &Option<ActorCell>) -> String {
    actor.as_ref().map_or_else(String::new, |actor| actor.name.clone())
}

fn id(actor: &Option<ActorCell>) -> String {
    actor.as_ref().map_or_else(String::new, |actor| actor.id.clone())
}

fn country(actor: &Option<ActorCell>) -> String {
    actor.as_ref().and_then(|actor| actor.country).map_or_else(String::new, |country| country.to_string())
}

fn joined<'w>(words: impl Iterator<Item = &'w str>, between: &str) -> String {
    words.collect::<Vec<_>>().join(between)
}
