//! Files of every format with random damage: nothing panics, every character has its bytes, every error has words.
//!
//! The same every time: the numbers come from a seed. The fuzz targets in `fuzz/` look further, from the same files.

use saidby_read::{Limits, read};
use std::io::Cursor;
use std::path::Path;

/// Files that are damaged, at most so long.
const MAX_LENGTH: usize = 20_000;

/// Damaged copies of each file.
const COPIES: usize = 20;

/// Words that formats give a meaning.
const TOKENS: &[&[u8]] = &[
    b"WARC/1.0\r\n",
    b"Content-Length: 99999999999999999999\r\n",
    b"\r\n\r\n",
    b"<item>",
    b"</item>",
    b"<![CDATA[",
    b"]]>",
    b"&#x10FFFF;",
    b"\"",
    b"\\",
    b"{",
    b"]",
    b",",
    b"--b\r\n",
    b"=\r\n",
    b"PK\x03\x04",
    b"\x1F\x8B\x08",
    b"\x28\xB5\x2F\xFD",
    b"\xFD7zXZ\0",
    b"\0",
    b"\xFF\xFE",
    b"\xE2\x80",
    b"\x1B$B",
];

/// Numbers from a seed (Knuth's constants for a linear congruence modulo 2^64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }
}

fn damaged(bytes: &[u8], other: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len() + 1);
        let end = (at + numbers.below(64)).min(bytes.len());
        match numbers.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << numbers.below(8),
            1 => drop(bytes.drain(at..end)),
            2 => bytes.splice(at..at, TOKENS[numbers.below(TOKENS.len())].iter().copied()).for_each(drop),
            3 => bytes.truncate(at),
            4 => bytes.extend_from_within(at..end),
            _ => {
                let from = numbers.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
        }
    }
    bytes
}

fn check(name: &str, bytes: Vec<u8>) {
    for outcome in read(name, Cursor::new(bytes), &Limits { max_bytes: 1 << 15 }) {
        match outcome {
            Ok(page) => {
                let mut at = 0;
                for segment in page.decoding.segments() {
                    assert_eq!(segment.text.start(), at, "{name}: a character without bytes");
                    assert!(segment.source.end() <= page.source.len(), "{name}: bytes past the end");
                    at = segment.text.end();
                }
                assert_eq!(at, page.decoded.len(), "{name}: the end of the text has no bytes");
            }
            Err(error) => assert!(!error.to_string().is_empty() && !error.hint().is_empty(), "{name}"),
        }
    }
}

#[test]
fn damaged_files_are_read_or_named() {
    let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("nasty")).expect("the folder of nasty files");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let files: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|file| (file.file_name().expect("a name").to_string_lossy().into_owned(), std::fs::read(file).expect("a file")))
        .filter(|(name, bytes)| bytes.len() < MAX_LENGTH && !name.contains("bomb"))
        .collect();
    assert!(files.len() > 40, "{} files to damage", files.len());
    let mut numbers = Numbers(2023);
    for (name, bytes) in &files {
        for _ in 0..COPIES {
            let (_, other) = &files[numbers.below(files.len())];
            check(name, damaged(bytes, other, &mut numbers));
        }
    }
}
