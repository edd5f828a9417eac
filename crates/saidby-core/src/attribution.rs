//! Who said it, in which words.

use crate::names::names;
use crate::{ActorRef, Dated, Span};

names! {
    /// How the source of an attribution is given.
    "source kind" SourceKind {
        /// By a proper name.
        Named = "named",
        /// By a noun: « le conseiller ».
        Nominal = "nominal",
        /// By a pronoun.
        Pronoun = "pronoun",
        /// As a group: "officials".
        Collective = "collective",
        /// A document: a report, a communiqué.
        Document = "document",
        /// A news outlet.
        Outlet = "outlet",
        /// Someone whose name is withheld.
        Anonymous = "anonymous",
        /// Nobody is named; the context tells.
        Implicit = "implicit",
        /// The author of the article.
        Author = "author",
    }
}

names! {
    /// What kind of word the cue is.
    "cue kind" CueKind {
        /// A verb: "said".
        Verb = "verb",
        /// A noun: "the accusation that".
        Noun = "noun",
        /// An adposition: « selon », "according to".
        Adposition = "adposition",
        /// A colon, a dash or quotation marks alone.
        Punctuation = "punctuation",
        /// A mood: « aurait livré ».
        Mood = "mood",
        /// An adjective: « présumé », "alleged".
        Adjective = "adjective",
    }
}

names! {
    /// How the words are given.
    "form" Form {
        /// Inside quotation marks.
        Direct = "direct",
        /// In the reporter's words.
        Indirect = "indirect",
        /// Both.
        Mixed = "mixed",
        /// Only the topic is given: « a évoqué les sanctions ».
        Topic = "topic",
        /// Speech without a cue or marks.
        Free = "free",
    }
}

names! {
    /// What is done by saying it.
    "act" Act {
        /// Say.
        Say = "say",
        /// Inform.
        Inform = "inform",
        /// Announce.
        Announce = "announce",
        /// Accuse.
        Accuse = "accuse",
        /// Suspect.
        Suspect = "suspect",
        /// Deny.
        Deny = "deny",
        /// Confirm.
        Confirm = "confirm",
        /// Admit.
        Admit = "admit",
        /// Retract.
        Retract = "retract",
        /// Give an opinion.
        Opine = "opine",
        /// Predict.
        Predict = "predict",
        /// Warn.
        Warn = "warn",
        /// Threaten.
        Threaten = "threaten",
        /// Promise.
        Promise = "promise",
        /// Request.
        Request = "request",
        /// Order.
        Order = "order",
        /// Propose.
        Propose = "propose",
        /// Refuse.
        Refuse = "refuse",
        /// Reject.
        Reject = "reject",
        /// Condemn.
        Condemn = "condemn",
        /// Praise.
        Praise = "praise",
        /// Ask, look into.
        Inquire = "inquire",
        /// Decline to comment.
        DeclineComment = "decline-comment",
        /// Pretend.
        Pretend = "pretend",
        /// Fear.
        Fear = "fear",
        /// Another.
        Other = "other",
    }
}

/// An attribution of one document, by its index in [`crate::Statements::attributions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributionId(pub u32);

/// Who says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// How it is given.
    pub kind: SourceKind,
    /// The words that give it, if any.
    pub mention: Option<Span>,
    /// The actor it stands for, if known.
    pub actor: Option<ActorRef>,
    /// The mentions that prove which actor it is.
    pub resolved_by: Vec<Span>,
}

/// The word that tells speech from news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The words.
    pub span: Span,
    /// What kind of word.
    pub kind: CueKind,
}

/// One attribution: a source, a cue, a content. All spans are in the article text.
///
/// Invariants: `content` is not empty, its spans are ordered and do not overlap; a `parent` comes from another attribution
/// whose content contains this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The attribution whose content contains this one.
    pub parent: Option<AttributionId>,
    /// Who says it.
    pub source: Source,
    /// To whom.
    pub addressee: Option<Span>,
    /// The cue; `None` for free speech.
    pub cue: Option<Cue>,
    /// What is said: one span, or more where it is interrupted.
    pub content: Vec<Span>,
    /// How the words are given.
    pub form: Form,
    /// What is done by saying it.
    pub act: Act,
    /// Whether the saying itself is denied: « n'a pas dit ».
    pub negated: bool,
    /// When it was said.
    pub said_at: Option<Dated>,
    /// The pattern that found it, for `--explain`.
    pub pattern: &'static str,
}

impl Attribution {
    /// From the first to the last byte of the content.
    pub fn content_cover(&self) -> Span {
        self.content.iter().copied().reduce(Span::cover).unwrap_or_default()
    }
}
