#![no_main]
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| saidby_fuzz::check("page.mhtml", [b"Content-Type: multipart/related; boundary=b\n", data].concat()));
