//! What the tests of readers share: files made by hand, and the ways to read them.

use crate::{Error, Limits, pages};
use flate2::Compression;
use flate2::write::GzEncoder;
use saidby_core::Page;
use std::fs;
use std::io::Write;
use std::path::Path;
use tempfile::TempDir;

/// A page.
pub const PAGE: &[u8] = b"<!doctype html><p>The minister denied it.</p>";

/// A folder with these files in it.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// Reads files whose documents may have so many bytes.
pub fn read_within(paths: &[&Path], max_bytes: usize) -> Vec<Result<Page, Error>> {
    let inputs: Vec<String> = paths.iter().map(|path| path.to_str().unwrap().to_owned()).collect();
    pages(&inputs, &Limits { max_bytes }).collect()
}

/// Reads one file.
pub fn read(path: &Path) -> Vec<Result<Page, Error>> {
    read_within(&[path], Limits::default().max_bytes)
}

/// Reads one file of these bytes: its pages' texts, and its errors.
pub fn read_bytes(name: &str, bytes: &[u8]) -> (Vec<Page>, Vec<Error>) {
    split(read(&folder(&[(name, bytes)]).path().join(name)))
}

/// Pages, and errors.
pub fn split(outcomes: Vec<Result<Page, Error>>) -> (Vec<Page>, Vec<Error>) {
    let errors = outcomes.iter().filter_map(|outcome| outcome.clone().err()).collect();
    (outcomes.into_iter().flatten().collect(), errors)
}

/// Compressed, as one member.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Reads bytes as a file called `name`: the ids of its pages and the words of its errors, without the path of the folder.
pub fn shown(name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let folder = folder(&[(name, bytes)]);
    let root = format!("{}/", folder.path().display());
    let (pages, errors) = split(read(&folder.path().join(name)));
    let bare = |words: String| words.replace(&root, "");
    (pages.into_iter().map(|page| bare(page.id)).collect(), errors.iter().map(|error| bare(error.to_string())).collect())
}
