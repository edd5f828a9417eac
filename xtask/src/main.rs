//! `cargo xtask`: check, generate and measure.

fn main() {}
