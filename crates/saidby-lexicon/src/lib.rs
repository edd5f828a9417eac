//! Our commented word lists, read and compiled into matchers.
//!
//! A word list is a TSV file in `languages/<code>/` or `ontology/`: a header of column names, one row an entry, `#` comments that
//! say where rows came from. The build embeds them all; [`table`] finds one by folder and name.

mod actors;
mod by_language;
mod phrases;
mod places;
mod table;
mod verbs;

pub use actors::{Actors, KnownActor, NameKind, Office, last_office_before, office_at};
pub use phrases::Phrases;
pub use places::Places;
pub use table::{Row, Table, languages, table};
pub use verbs::{Person, Tense, VerbForm, Verbs, head_verb};
