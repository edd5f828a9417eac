//! Reads inputs and says how many pages and bytes they held, for timing:
//! `cargo run --release -p saidby-read --example count -- crawl.warc.gz`.

#![expect(clippy::print_stdout, reason = "an example answers on standard output")]

use saidby_read::{Limits, pages};

fn main() {
    let inputs: Vec<String> = std::env::args().skip(1).collect();
    let (mut count, mut bytes, mut errors) = (0, 0, 0);
    for outcome in pages(&inputs, &Limits::default()) {
        match outcome {
            Ok(page) => (count, bytes) = (count + 1, bytes + page.source.len()),
            Err(error) => errors += usize::from(!error.is_note()),
        }
    }
    println!("{count} pages, {bytes} bytes, {errors} errors");
}
