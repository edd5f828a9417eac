//! Which claims are wanted.

use saidby_core::EventType;

/// Which claims are wanted. The default asks for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Who does it: a country code (`PRK`), an actor's id (`country:PRK`) or its name or a word of it; case does not matter.
    pub actor: Option<String>,
    /// What it is about: words that must all fit, by event type (`AID`), subject (`arms`), or the claim's own words; `word*`
    /// finds all that begin so, and words in double quotes stand together.
    pub about: Option<String>,
    /// Not before this year, month or day (`2022-09`): the event's date, or else the day of publication.
    pub since: Option<String>,
    /// Not after this year, month or day.
    pub until: Option<String>,
    /// Only this event type.
    pub kind: Option<EventType>,
    /// Only the claims of this document.
    pub document: Option<i64>,
    /// At most so many.
    pub limit: Option<usize>,
}
