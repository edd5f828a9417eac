//! The extract stage over a page of any bytes: its invariants hold.
#![no_main]
use libfuzzer_sys::fuzz_target;
use saidby_read::{Hints, page};

fuzz_target!(|data: &[u8]| {
    let html = [b"<!doctype html>", data].concat();
    let Ok(page) = page("page", html, Hints::default()) else { return };
    let article = saidby_extract::article(&page).article;
    article.check().expect("the article holds its invariants");
});
