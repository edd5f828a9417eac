//! The `saidby` command: arguments in, the line called, words out.

fn main() {}
