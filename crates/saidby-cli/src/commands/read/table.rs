//! A document's ledger as a table: a row an attribution, and a row a claim of the author's own.

use crate::screen;
use comfy_table::{ColumnConstraint, Width};
use saidby::core::record::{ActorRecord, AttributionRecord, ClaimRecord, DocumentRecord, SourceRecord, StanceRecord};

/// Characters of the words shown in a row; the whole is in the record.
const MOST_WORDS: usize = 240;

/// The rows, in a table of at most `width` columns.
pub fn text(record: &DocumentRecord, width: u16) -> String {
    let mut table = screen::table(&["", "WHO", "SAYS", "WORDS", "CLAIM"], width);
    for attribution in &record.attributions {
        table.add_row([
            attribution.id.clone(),
            speaker(&attribution.source),
            saying(attribution),
            screen::cut(&content(attribution), MOST_WORDS),
            claims_via(record, Some(&attribution.id)).map(one_claim).collect::<Vec<_>>().join("\n"),
        ]);
    }
    for claim in claims_via(record, None) {
        table.add_row([
            claim.id.clone(),
            "author".to_owned(),
            String::new(),
            claim.event.trigger.exact.clone(),
            one_claim(claim),
        ]);
    }
    let share = |percent| ColumnConstraint::UpperBoundary(Width::Percentage(percent));
    table.set_constraints([ColumnConstraint::ContentWidth, share(22), share(14), share(60), share(30)]);
    screen::lines(&table)
}

fn claims_via<'r>(record: &'r DocumentRecord, via: Option<&str>) -> impl Iterator<Item = &'r ClaimRecord> {
    record.claims.iter().filter(move |claim| claim.via.as_deref() == via)
}

/// Who says it: the actor, else the words that name the source, else how it is given; with a country where it is known.
pub fn speaker(source: &SourceRecord) -> String {
    let name = source.actor.as_deref().or(source.exact.as_deref()).unwrap_or(source.kind.name());
    match source.country {
        Some(country) if name != country.code() => format!("{name} ({country})"),
        _ => name.to_owned(),
    }
}

fn saying(attribution: &AttributionRecord) -> String {
    format!("{}{}", if attribution.negated { "not " } else { "" }, attribution.act)
}

/// The words of an attribution, an ellipsis where they are interrupted.
pub fn content(attribution: &AttributionRecord) -> String {
    attribution.content.iter().map(|part| part.exact.as_str()).collect::<Vec<_>>().join(" … ")
}

/// `ACCUSE USA → PRK, past: certain, asserted`.
pub fn one_claim(claim: &ClaimRecord) -> String {
    let stance = claim.stances.last().map_or_else(String::new, |stance| format!(": {}", held(stance)));
    format!("{}, {}{stance}", event(claim), claim.when)
}

/// `ACCUSE USA → PRK`, or the words of what is no event of the ontology.
pub fn event(claim: &ClaimRecord) -> String {
    let event = &claim.event;
    let kind = event.kind.map_or_else(|| format!("“{}”", event.trigger.exact), |kind| kind.to_string());
    let mode = event.mode.as_ref().map_or_else(String::new, |mode| format!("/{mode}"));
    let who = match (&event.actor, &event.recipient) {
        (None, None) => String::new(),
        (actor, recipient) => format!(" {} → {}", participant(actor), participant(recipient)),
    };
    format!("{kind}{mode}{who}")
}

fn participant(actor: &Option<ActorRecord>) -> String {
    let code = |actor: &ActorRecord| actor.country.map_or_else(|| actor.name.clone(), |country| country.to_string());
    actor.as_ref().map_or_else(|| "?".to_owned(), code)
}

/// `not so, certain, denied`.
pub fn held(stance: &StanceRecord) -> String {
    use saidby::core::{Certainty, Polarity};
    let polarity = match stance.polarity {
        Polarity::Neg => Some("not so"),
        Polarity::Pos => Some("so"),
        Polarity::Unspecified => None,
    };
    let certainty = (stance.certainty != Certainty::Unknown).then_some(stance.certainty.name());
    [polarity, certainty, Some(stance.basis.name())].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
