//! The whole line composed: bytes in, ledger out.
//!
//! ```text
//! bytes → Page → Article → Sentences → Mentions · Attributions · Events → Claims → Ledger
//!   read   extract   language                     claims
//! ```

mod certainty;
mod origins;

pub use certainty::{Held, certainty};
pub use origins::keep_origins;
pub use saidby_casefile as casefile;
pub use saidby_claims as claims;
pub use saidby_copies as copies;
pub use saidby_core as core;
pub use saidby_export as export;
pub use saidby_extract as extract;
pub use saidby_language as language;
pub use saidby_read as read;

use saidby_core::{Extracted, Ledger, Page};
use saidby_extract::Templates;

/// One page, from its bytes to its claims. Never fails: what could not be done is in the notices.
pub fn ledger(page: Page) -> Ledger {
    ledger_among(page, &Templates::default())
}

/// As [`ledger`], where it is known what the pages of the outlet repeat.
pub fn ledger_among(page: Page, templates: &Templates) -> Ledger {
    let Extracted { article, mut notices } = templates.article(&page);
    let mut sentences = language::sentences(&article);
    let names = language::annotate(&article, &mut sentences);
    let mut statements = claims::statements(&article, &sentences, &names);
    notices.append(&mut statements.notices);
    Ledger { page, article, sentences, statements, notices }
}
