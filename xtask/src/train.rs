//! The models of languages, from the treebanks that may be trained on.
//!
//! The same treebanks give the same bytes. The evaluations' dev files are not among them.

use anyhow::{Context, Result, bail};
use saidby::core::Language;
use saidby_train::{boundary, treebank};
use std::path::Path;

/// A language and its treebanks, in the corpora's folder.
const TREEBANKS: &[(&str, &[&str])] = &[
    ("en", &["ud/en/en_ewt-ud-train.conllu", "ud/en/en_gumclean-ud-train.conllu"]),
    ("es", &["ud/es/es_mixed-train.conllu"]),
    ("fr", &["ud/fr/fr_mixed-train.conllu"]),
    ("pt", &["ud/pt/pt_bosque-ud-train.conllu", "ud/pt/pt_gsd-ud-train.conllu"]),
];

/// Trains the named languages, or all.
pub fn main(corpora: &Path, languages: &[String]) -> Result<()> {
    if let Some(unknown) = languages.iter().find(|name| !TREEBANKS.iter().any(|(code, _)| code == name)) {
        bail!("no treebanks for `{unknown}`");
    }
    let wanted = |code: &str| languages.is_empty() || languages.iter().any(|name| name == code);
    TREEBANKS.iter().filter(|(code, _)| wanted(code)).try_for_each(|(code, files)| train(corpora, code, files))
}

fn train(corpora: &Path, code: &str, files: &[&str]) -> Result<()> {
    let language = Language::parse(code).context("a code of two letters")?;
    let mut sentences = Vec::new();
    for name in files {
        let conllu = std::fs::read_to_string(corpora.join(name)).with_context(|| format!("cannot read `{name}`"))?;
        sentences.extend(treebank::read(&conllu).with_context(|| format!("in `{name}`"))?);
    }
    let path = crate::root().join("languages").join(code).join("boundary.bin");
    std::fs::write(&path, boundary::train(&sentences, language).to_bytes())
        .with_context(|| format!("cannot write `{}`", path.display()))?;
    println!("languages/{code}/boundary.bin");
    Ok(())
}
