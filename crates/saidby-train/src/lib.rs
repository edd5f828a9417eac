//! Treebanks become language models. Used by `cargo xtask train`; never shipped.
//!
//! In: CoNLL-U files and a seed. Out: the bytes of `languages/<code>/model.bin`, the same bytes for the same input on any machine.

pub mod boundary;
mod contraction;
mod logistic;
pub mod names;
pub mod network;
pub mod recipes;
pub mod treebank;
