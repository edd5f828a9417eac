//! What follows the first bytes of a gzip member, a Zstandard frame and an xz stream.
#![no_main]
use libfuzzer_sys::fuzz_target;

const STARTS: [&[u8]; 3] = [b"\x1F\x8B\x08\0\0\0\0\0\0\xFF", b"\x28\xB5\x2F\xFD", b"\xFD7zXZ\0\0\x04\xE6\xD6\xB4\x46"];

fuzz_target!(|data: &[u8]| STARTS.iter().for_each(|start| saidby_fuzz::check("input", [start, data].concat())));
