//! The three pages, their frame, and the page that says what went wrong.

mod claim;
mod claims;
mod document;
mod frame;
mod parts;

pub use claim::claim;
pub use claims::{Rows, claims, claims_json};
pub use document::{Reading, document};
pub use frame::{failure, file_name};
