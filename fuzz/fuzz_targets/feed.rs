#![no_main]
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    saidby_fuzz::check("feed.xml", [b"<rss><item>", data].concat());
    saidby_fuzz::check("sitemap.xml", [b"<urlset>", data].concat());
});
