//! Which reports carry the same claim: a provisional key.
//!
//! Two claims are taken for one where event type, actor and recipient agree, and the day of the event falls in one ISO week,
//! if it is known. A claim without a type or an actor is like no other. The key is derived: a later schema may replace it.

use jiff::civil::Date;
use saidby_core::Precision;
use saidby_core::record::{DateRecord, EventRecord};

/// The key of an event: `AID country:PRK country:RUS 2022-W44`; `-` for what is not known.
pub fn claim_key(event: &EventRecord) -> Option<String> {
    let actor = &event.actor.as_ref()?.id;
    let recipient = event.recipient.as_ref().map_or("-", |recipient| recipient.id.as_str());
    let when = event.date.as_ref().map_or_else(|| "-".to_owned(), week);
    Some(format!("{} {actor} {recipient} {when}", event.kind?))
}

/// The ISO 8601 week of a day, or the month or year where no more is known.
fn week(date: &DateRecord) -> String {
    let day = date.value.get(..10).and_then(|day| day.parse::<Date>().ok());
    match (date.precision, day) {
        (Precision::Day | Precision::Minute, Some(day)) => {
            let week = day.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        }
        _ => date.value.clone(),
    }
}
