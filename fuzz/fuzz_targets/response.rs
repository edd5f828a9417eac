//! An HTTP response in a record whose own fields are right: its head, its chunks, its compression.
#![no_main]
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let block = [b"HTTP/1.1 200 OK\r\n", data].concat();
    let fields = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n", block.len());
    saidby_fuzz::check("crawl.warc", [fields.as_bytes(), &block, b"\r\n\r\n"].concat());
});
