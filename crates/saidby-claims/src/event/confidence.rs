//! How surely an event was read, from the way its participants were found (the table in docs/events.md).
//!
//! The figures order the ways; they are set by hand and are no probabilities.

use super::roles::Sides;
use super::trigger::Trigger;
use saidby_core::Confidence;

/// The confidence of an event that was read so.
pub fn of(trigger: &Trigger, sides: &Sides) -> Confidence {
    let both = !sides.actors.is_empty() && (!sides.recipients.is_empty() || (sides.mutual && sides.actors.len() > 1));
    let noun = trigger.row.noun;
    Confidence::hundredths(match (noun, both, sides.sure) {
        (false, true, true) => 90,
        (false, true, false) => 70,
        (false, false, _) if !sides.actors.is_empty() => 60,
        (true, true, true) => 80,
        (true, true, false) => 60,
        (true, false, _) if !sides.actors.is_empty() => 50,
        _ => 40,
    })
}
