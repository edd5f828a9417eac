//! Corpus files: JSONL, gzip, fingerprints, and pages made of them.

use anyhow::{Context, Result};
use saidby_core::{Page, PageFormat};
use saidby_read::Hints;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The objects of a JSONL file.
pub fn jsonl<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let parse = |(at, line): (usize, &str)| {
        serde_json::from_str(line).with_context(|| format!("in `{}`, line {}", path.display(), at + 1))
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(parse).collect()
}

/// The bytes in a gzip file.
pub fn gunzip(path: &Path) -> Result<Vec<u8>> {
    let file = std::fs::File::open(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(file).read_to_end(&mut bytes).with_context(|| format!("in `{}`", path.display()))?;
    Ok(bytes)
}

/// SHA-256 of the files, one after the other.
pub fn fingerprint(files: &[PathBuf]) -> Result<String> {
    let mut hash = Sha256::new();
    for file in files {
        hash.update(std::fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))?);
    }
    Ok(crate::hexadecimal(&hash.finalize()))
}

/// A page of HTML as served.
pub fn html_page(id: &str, url: &str, bytes: Vec<u8>) -> Result<Page> {
    let hints = Hints { url: Some(url.to_owned()), format: Some(PageFormat::Html), ..Hints::default() };
    Ok(saidby_read::page(id, bytes, hints)?)
}

/// A page of text.
#[cfg(feature = "line")]
pub fn text_page(id: &str, format: PageFormat, language: Option<&str>, text: &str) -> Result<Page> {
    let language = language.and_then(saidby::core::Language::parse);
    Ok(saidby_read::page(id, text.as_bytes().to_vec(), Hints { language, format: Some(format), ..Hints::default() })?)
}
