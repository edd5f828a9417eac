//! The formats, one module each.

pub mod csv;
pub mod jsonl;
