//! What a stage wants its reader to know: doubts, abstentions, damage.

use crate::Span;
use crate::names::names;

names! {
    /// What a notice is about.
    "notice kind" NoticeKind {
        /// The input is damaged; what could be read was read.
        Damaged = "damaged",
        /// A limit was reached; the rest was left out of the analysis, not of the page.
        Limit = "limit",
        /// Something was looked for and not found, or two answers fitted.
        Abstained = "abstained",
        /// The language is not one that this stage knows.
        Language = "language",
    }
}

/// One notice. Analysis cannot fail: any page yields a value and its notices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub kind: NoticeKind,
    /// A sentence for a person: lower case, no full stop.
    pub message: String,
    /// The words that it is about, in the article text, if any.
    pub span: Option<Span>,
}

impl Notice {
    /// A notice about the whole document.
    pub fn of(kind: NoticeKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), span: None }
    }

    /// A notice about some words of the article text.
    pub fn about(kind: NoticeKind, message: impl Into<String>, span: Span) -> Self {
        Self { kind, message: message.into(), span: Some(span) }
    }
}
