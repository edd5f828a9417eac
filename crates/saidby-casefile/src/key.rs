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

#[cfg(test)]
mod tests {
    use super::*;
    use saidby_core::EventType;
    use saidby_core::record::{ActorRecord, Anchor};

    fn key(kind: Option<EventType>, actor: Option<&str>, date: &str, precision: Precision) -> Option<String> {
        let (name, mention) = (String::new(), None);
        let actor = actor.map(|id| ActorRecord { id: id.to_owned(), name, country: None, sector: None, role: None, mention });
        claim_key(&EventRecord {
            kind,
            mode: None,
            contexts: Vec::new(),
            trigger: Anchor { start: 0, end: 0, exact: String::new() },
            actor,
            recipient: None,
            item: None,
            quantity: None,
            place: None,
            date: Some(DateRecord { value: date.to_owned(), precision, from: String::new() }),
        })
    }

    #[test]
    fn the_key_of_an_event() {
        let (aid, actor) = (Some(EventType::Aid), Some("country:PRK"));
        assert_eq!(key(aid, actor, "2022-11-02", Precision::Day).as_deref(), Some("AID country:PRK - 2022-W44"));
        assert_eq!(key(aid, actor, "2022-11-06T09:00:00", Precision::Minute).as_deref(), Some("AID country:PRK - 2022-W44"));
        assert_eq!(key(aid, actor, "2022-11-07", Precision::Day).as_deref(), Some("AID country:PRK - 2022-W45"));
        assert_eq!(key(aid, actor, "2023-01-01", Precision::Day).as_deref(), Some("AID country:PRK - 2022-W52"));
        assert_eq!(key(aid, actor, "2022-11", Precision::Month).as_deref(), Some("AID country:PRK - 2022-11"));
        assert_eq!(key(aid, None, "2022", Precision::Year), None);
        assert_eq!(key(None, actor, "2022", Precision::Year), None);
    }
}
