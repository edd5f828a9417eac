//! What every target checks of what was read, and how a target gives its bytes the form that one reader reads.

use saidby_read::{Error, Limits, read};
use std::io::Cursor;

/// Bytes of one document in a fuzz run: small, so that limits are reached.
const MAX_BYTES: usize = 1 << 16;

/// Reads `bytes` as an input of this name. Nothing panics, every character has its bytes, and every error has words.
pub fn check(name: &str, bytes: Vec<u8>) {
    let length = bytes.len();
    let mut count = 0;
    for outcome in read(name, Cursor::new(bytes), &Limits { max_bytes: MAX_BYTES }) {
        count += 1;
        match outcome {
            Ok(page) => {
                let mut at = 0;
                for segment in page.decoding.segments() {
                    assert_eq!(segment.text.start(), at, "a character without bytes");
                    assert!(segment.source.end() <= page.source.len(), "bytes past the end");
                    at = segment.text.end();
                }
                assert_eq!(at, page.decoded.len(), "the end of the text has no bytes");
            }
            Err(error) => assert!(says_something(&error)),
        }
    }
    // A record, an item or a row needs bytes of its own; compressed ones come to at most a thousandth.
    assert!(count <= 1100 * (length + 1), "{count} outcomes of {length} bytes");
}

fn says_something(error: &Error) -> bool {
    !error.to_string().is_empty() && !error.hint().is_empty()
}
