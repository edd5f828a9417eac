#![no_main]
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| saidby_fuzz::check("input", data.to_vec()));
