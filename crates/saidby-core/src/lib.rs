//! The values that travel on the line, and nothing that does work.
//!
//! ```text
//! bytes → Page → Article → Sentences → Mentions · Attributions · Events → Claims → casefile → exports
//! ```
//!
//! Inside the program every position is a [`Span`]: UTF-8 bytes, half open, on character boundaries.
//! Two texts carry spans. A *page text* is all that a reader of the page sees, furniture included; an
//! *article text* is the headline and the body. An [`Article`] holds both and the blocks that tie
//! them together; a [`SourceMap`] ties the page text to the bytes of the stored page.
//!
//! At the edge everything becomes a [`record::DocumentRecord`]: Unicode code points and copied words.

pub mod article;
pub mod attribution;
mod cameo;
pub mod claim;
pub mod code_points;
pub mod coded;
pub mod event;
pub mod ledger;
pub mod mention;
pub mod name;
mod names;
pub mod notice;
pub mod page;
pub mod place;
pub mod record;
pub mod sentence;
pub mod source_map;
pub mod span;
pub mod time;

pub use article::{Article, Block, Entry, Extracted, Found, Metadata, Role};
pub use attribution::{Act, Attribution, AttributionId, Cue, CueKind, Form, Source, SourceKind};
pub use cameo::cameo;
pub use claim::{Basis, Certainty, Claim, Holder, Polarity, Stance, When};
pub use code_points::CodePoints;
pub use coded::{CodedEvent, actor_code, coded_events};
pub use event::{Confidence, Context, Detail, Event, EventType, Mode, Participant};
pub use ledger::{Ledger, Statements};
pub use mention::{Actor, ActorRef, Mention, MentionKind, Sector};
pub use name::{Name, NameKind, NameRef, Reference};
pub use names::UnknownName;
pub use notice::{Notice, NoticeKind};
pub use page::{Capture, Page, PageFormat};
pub use place::{Country, Language};
pub use sentence::{Analysis, Sentence, Token, Upos};
pub use source_map::{Segment, SourceMap};
pub use span::Span;
pub use time::{Dated, Moment, Precision};
