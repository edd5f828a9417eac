//! Claims are kept, joined across reports and counted by independent origin, in one SQLite file.
//!
//! In: [`Ledger`](saidby_core::Ledger)s. Out: a file that any SQLite tool opens (docs/casefile.md), and from it rows
//! ([`Casefile::claims`]), the tree under one row ([`Casefile::why`]), the records that went in ([`Casefile::record`]) and a
//! report on whether every stored word is still where it should be ([`Casefile::check`]).
//!
//! ```no_run
//! # fn main() -> Result<(), saidby_casefile::Error> {
//! use saidby_casefile::{Casefile, Filter};
//! let casefile = Casefile::open("case.db")?;
//! for claim in casefile.claims(&Filter { actor: Some("PRK".to_owned()), ..Filter::default() })? {
//!     let words: Vec<&str> = claim.words.iter().map(|words| words.exact.as_str()).collect();
//!     assert!(claim.counts.origins <= claim.counts.reports, "{words:?}");
//! }
//! # Ok(())
//! # }
//! ```

mod add;
mod casefile;
mod check;
mod claims;
mod copies;
mod documents;
mod error;
mod filter;
mod held;
mod key;
mod page;
mod record;
mod status;
mod why;

pub use add::Added;
pub use casefile::{Casefile, SCHEMA};
pub use check::{CheckReport, Damage};
pub use claims::{ActorCell, ClaimRow, Counts, SourceCell};
pub use copies::Copy;
pub use documents::{Document, DocumentRow, StoredBlock};
pub use error::Error;
pub use filter::Filter;
pub use status::{Held, Status, status};
pub use why::{Evidence, Report, ReportGroup, Why, WhyStance};
