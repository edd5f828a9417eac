//! Claims as coded events: who did what to whom, a row for each direction.

use crate::{Actor, Claim, Event, EventType, Holder, Participant, Polarity, Statements};

/// One row of coded events.
#[derive(Clone, Copy, Debug)]
pub struct CodedEvent<'s> {
    /// The claim that it is taken from, by its index.
    pub claim: usize,
    /// Its event.
    pub event: &'s Event,
    /// PLOVER type.
    pub kind: EventType,
    /// Who acts.
    pub source: Option<&'s Actor>,
    /// To whom.
    pub target: Option<&'s Actor>,
    /// Whether who tells of it says that it is not so.
    pub negated: bool,
}

/// What tools of coded events call an actor: its country, or PLOVER's name for actors between countries; `None` where it has none.
///
/// The United Nations and the European Union, which PLOVER parts from the other organisations of governments, have the family before
/// their name, as CAMEO writes it: `IGOUNO`, `IGOEUR`. Who compares three letters compares the family.
///
/// ```
/// use saidby_core::{Actor, actor_code};
/// let actor = |code: &str| Actor { id: String::new(), name: String::new(), country: code.parse().ok(), sector: None, role: None };
/// assert_eq!(actor_code(&actor("PRK")).as_deref(), Some("PRK"));
/// assert_eq!(actor_code(&actor("UNO")).as_deref(), Some("IGOUNO"));
/// ```
pub fn actor_code(actor: &Actor) -> Option<String> {
    let country = actor.country.as_ref()?.code();
    let family = if matches!(country, "UNO" | "EUR") { "IGO" } else { "" };
    Some(format!("{family}{country}"))
}

/// The coded events of a document, in text order: a row a claim that has an event type, two where both sides act.
///
/// ```
/// use saidby_core::{Statements, coded_events};
/// assert!(coded_events(&Statements::default()).is_empty());
/// ```
pub fn coded_events(statements: &Statements) -> Vec<CodedEvent<'_>> {
    let actor = |part: Option<Participant>| part.and_then(|part| statements.actor(part.actor));
    let mut coded = Vec::new();
    for (claim, found) in statements.claims.iter().enumerate() {
        let event = &found.event;
        let Some(kind) = event.kind else { continue };
        let row = CodedEvent {
            claim,
            event,
            kind,
            source: actor(event.actor),
            target: actor(event.recipient),
            negated: is_negated(found),
        };
        coded.push(row);
        coded.extend(event.mutual.then_some(CodedEvent { source: row.target, target: row.source, ..row }));
    }
    coded
}

/// Whether the innermost of its holders, who tells of the event, holds it not to be so.
fn is_negated(claim: &Claim) -> bool {
    let innermost = claim.stances.last();
    innermost.is_some_and(|stance| stance.polarity == Polarity::Neg && (stance.holder != Holder::Author || claim.via.is_none()))
}
