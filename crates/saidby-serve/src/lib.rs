//! The casefile in a browser: server-rendered pages on 127.0.0.1, read-only, without scripts.
//!
//! In: the path of a casefile. Out: pages for people (`/`, `/claim/17`, `/document/3`) and the same as JSON (`/claims.json`,
//! `/document/3.json`). Nothing is fetched from elsewhere, nothing is written, and no page may be read by another site
//! (docs/serve.md).
//!
//! ```no_run
//! # fn main() -> Result<(), saidby_serve::Error> {
//! saidby_serve::run("case.db".as_ref(), 8765, |address| eprintln!("http://{address}/"))
//! # }
//! ```

mod answer;
mod error;
mod guard;
mod highlight;
mod pages;
mod query;
mod router;
mod server;
mod words;

pub use error::Error;
pub use router::router;
pub use server::{run, serve};
