#![no_main]
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| saidby_fuzz::check("crawl.warc", [b"WARC/1.0\r\n", data].concat()));
