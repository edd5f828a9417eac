//! Proper names: persons, organisations, places, weapons and events.

mod tag;

pub use tag::{NameTag, tags};
