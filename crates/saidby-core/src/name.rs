//! Proper names in the text, before anyone asks who they are.

use crate::Span;
use crate::names::names;

names! {
    /// What bears a name. The kind goes by the form, not by what it stands for: « Moscou dément » is still a place.
    "kind of name" NameKind {
        /// A person, without title or office: « la ministre Solveig Brattland » has « Solveig Brattland ».
        Person = "PER",
        /// A body of people: state organs, armies and units, companies, parties, armed groups, outlets, teams, and the houses
        /// that stand for one (« le Kremlin »).
        Organisation = "ORG",
        /// A place: countries, regions, towns, streets, waters, mountains, buildings.
        Location = "LOC",
        /// A weapon, a military vehicle or a warship: « Iskander-M ».
        Weapon = "WEAPON",
        /// An operation, war, conference, competition or storm that bears a name.
        Event = "EVENT",
    }
}

/// A name of one document, by its index in the list that carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameRef(pub u32);

/// What a name says of its bearer within its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// It stands for itself: no fuller form is in the document.
    Own,
    /// It is a shorter form, an acronym or a repetition of that name: « Brattland » after « Solveig Brattland ».
    Of(NameRef),
    /// Two or more fuller forms fit, and nothing decides between them.
    Open,
}

/// A proper name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// What bears it.
    pub kind: NameKind,
    /// Its words, in the article text.
    pub span: Span,
    /// The fuller form of it, as far as the document tells.
    pub refers_to: Reference,
}
