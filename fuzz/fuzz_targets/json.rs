#![no_main]
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    saidby_fuzz::check("lines.jsonl", [b"{\"id\": 1}\n", data].concat());
    saidby_fuzz::check("array.json", [b"[{", data].concat());
});
