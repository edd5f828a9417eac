//! What follows the first bytes of a zip archive.
#![no_main]
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| saidby_fuzz::check("input", [b"PK\x03\x04", data].concat()));
