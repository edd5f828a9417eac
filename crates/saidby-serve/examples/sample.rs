//! Serves a small invented casefile, to look at the pages: `cargo run -p saidby-serve --example sample -- 8765`.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../tests/sample/mod.rs"]
mod sample;

fn main() {
    let port = std::env::args().nth(1).and_then(|port| port.parse().ok()).unwrap_or(0);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("briefing.db");
    sample::casefile(&path);
    saidby_serve::run(&path, port, |address| println!("http://{address}/")).unwrap();
}
