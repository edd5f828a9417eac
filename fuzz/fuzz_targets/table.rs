#![no_main]
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    saidby_fuzz::check("table", [b"url,text,title\n", data].concat());
    saidby_fuzz::check("table.csv", data.to_vec());
});
