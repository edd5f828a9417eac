//! What is claimed, and who holds what about it.

use crate::names::names;
use crate::{AttributionId, Event, Span};

names! {
    /// When the event takes place, seen from the article.
    "time" When {
        /// It has happened.
        Past = "past",
        /// It goes on.
        Present = "present",
        /// It will happen.
        Future = "future",
        /// It would happen under a condition.
        Hypothetical = "hypothetical",
        /// It happens again and again.
        Habitual = "habitual",
        /// The words do not tell.
        Unknown = "unknown",
    }
}

names! {
    /// Whether the holder says that it is so.
    "polarity" Polarity {
        /// It is so.
        Pos = "pos",
        /// It is not so.
        Neg = "neg",
        /// The holder does not say.
        Unspecified = "unspecified",
    }
}

names! {
    /// How sure the holder is (after FactBank: Saurí and Pustejovsky 2009).
    "certainty" Certainty {
        /// Certain.
        Certain = "certain",
        /// Probable.
        Probable = "probable",
        /// Possible.
        Possible = "possible",
        /// The words do not tell.
        Unknown = "unknown",
    }
}

names! {
    /// What the holder's stance rests on.
    "basis" Basis {
        /// Asserted.
        Asserted = "asserted",
        /// Said as an accusation.
        Accused = "accused",
        /// Suspected.
        Suspected = "suspected",
        /// Denied.
        Denied = "denied",
        /// Confirmed.
        Confirmed = "confirmed",
        /// Admitted.
        Admitted = "admitted",
        /// Believed.
        Believed = "believed",
        /// Feared.
        Feared = "feared",
        /// Promised.
        Promised = "promised",
        /// Ordered.
        Ordered = "ordered",
        /// Requested.
        Requested = "requested",
        /// Asked.
        Asked = "asked",
        /// Being looked into.
        Investigating = "investigating",
        /// Under a condition.
        Conditional = "conditional",
        /// Passed on.
        Reported = "reported",
        /// Pretended.
        Pretended = "pretended",
    }
}

/// Who holds a stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// The author of the article.
    Author,
    /// The source of an attribution.
    Source(AttributionId),
}

/// What one holder holds about a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stance {
    /// Who.
    pub holder: Holder,
    /// Whether it is so.
    pub polarity: Polarity,
    /// How sure.
    pub certainty: Certainty,
    /// On what basis.
    pub basis: Basis,
    /// The words that say so, in the article text.
    pub cues: Vec<Span>,
}

impl Stance {
    /// The author's stance unless the words raise or lower it: it is passed on, no more.
    pub fn reported_by_author() -> Self {
        Self {
            holder: Holder::Author,
            polarity: Polarity::Unspecified,
            certainty: Certainty::Unknown,
            basis: Basis::Reported,
            cues: Vec::new(),
        }
    }
}

/// One claim: an event, and what each holder holds about it.
///
/// Invariant: the author's stance comes first, then one for each nested speaker, outermost first; no holder has two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The attribution that it is made in; `None` when the author speaks.
    pub via: Option<AttributionId>,
    /// What is claimed.
    pub event: Event,
    /// When.
    pub when: When,
    /// Who holds what.
    pub stances: Vec<Stance>,
}
