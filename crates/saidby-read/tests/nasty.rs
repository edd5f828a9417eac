//! The nasty files: nothing panics, time and memory stay bounded, and what is read and said of each is what `expected.txt` holds.
//!
//! `nasty/make.py` makes the files. `BLESS=1 cargo test -p saidby-read` writes `expected.txt` anew; the difference is the review.

use saidby_read::{Limits, pages};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What a file of a few kilobytes may take, in the slowest build.
const PATIENCE: Duration = Duration::from_secs(20);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("nasty")
}

fn clipped(words: &str) -> String {
    let shown: String =
        words.chars().map(|c| if c.is_control() { c.escape_debug().to_string() } else { c.to_string() }).collect();
    if shown.chars().count() <= 120 { shown } else { shown.chars().take(120).chain(['…']).collect() }
}

/// What reading a file gives, a line an outcome; after twelve, how many more.
fn dump(file: &Path) -> String {
    let input = [file.to_string_lossy().into_owned()];
    let root = format!("{}/", folder().display());
    let limits = Limits::default();
    let mut lines = Vec::new();
    for outcome in pages(&input, &limits) {
        lines.push(match outcome {
            Ok(page) => {
                let notices: String = page.notices.iter().map(|notice| format!(" [{}]", notice.message)).collect();
                format!("page   {} · {} {}{notices} · {}", page.id, page.format, page.encoding, page.decoded.trim())
            }
            Err(error) if error.is_note() => format!("note   {error}"),
            Err(error) => format!("error  {error}"),
        });
    }
    let more = lines.len().saturating_sub(12);
    let shown = lines.iter().take(12).map(|line| clipped(&line.replace(&root, ""))).collect::<Vec<_>>().join("\n");
    let rest = if more > 0 { format!("\n… and {more} more") } else { String::new() };
    format!("# {}\n{shown}{rest}\n", file.file_name().expect("a file has a name").to_string_lossy())
}

#[test]
fn nasty_files_give_what_is_expected() {
    let entries = std::fs::read_dir(folder()).expect("the folder of nasty files");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.retain(|file| !["make.py", "expected.txt"].contains(&file.file_name().expect("a name").to_string_lossy().as_ref()));
    files.sort();
    let mut found = Vec::new();
    for file in &files {
        let started = Instant::now();
        found.push(dump(file));
        assert!(started.elapsed() < PATIENCE, "{} took {:?}", file.display(), started.elapsed());
    }
    let (found, file) = (found.join("\n"), folder().join("expected.txt"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&file, &found).expect("the expected dump");
    }
    let expected = std::fs::read_to_string(&file).expect("the expected dump");
    assert!(found == expected, "`BLESS=1 cargo test -p saidby-read` and read the difference\n\n{found}");
}
