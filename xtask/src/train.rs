//! The models of languages, from the corpora that may be trained on.
//!
//! The same corpora give the same bytes, on any machine. The evaluations' dev files are not among them.

use crate::eval::trees;
use anyhow::{Context, Result, bail};
use saidby::core::Language;
use saidby::language::model;
use saidby::language::network::Network;
use saidby_train::names::Part;
use saidby_train::network::Epoch;
use saidby_train::recipes::{self, LANGUAGES};
use saidby_train::{boundary, names, network, treebank};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Trains the named languages, or all.
pub fn main(corpora: &Path, languages: &[String]) -> Result<()> {
    wanted(languages)?.try_for_each(|language| train(corpora, language))
}

/// Writes the cards of the models that are there anew: scores follow the evaluation, checksums the files.
pub fn cards(corpora: &Path, languages: &[String]) -> Result<()> {
    wanted(languages)?.try_for_each(|recipe| {
        let path = folder(recipe.code).join("model.bin");
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let network = model::from_bytes(&bytes).with_context(|| format!("`{}` is no model of this form", path.display()))?;
        write(&folder(recipe.code).join("MODEL.md"), card(corpora, recipe, &network, &bytes)?.as_bytes())
    })
}

/// Trains only where sentences end, which takes a minute.
pub fn boundaries(corpora: &Path, languages: &[String]) -> Result<()> {
    wanted(languages)?.try_for_each(|language| train_boundaries(corpora, language).map(|_| ()))
}

fn wanted(names: &[String]) -> Result<impl Iterator<Item = &'static recipes::Language>> {
    if let Some(unknown) = names.iter().find(|name| !LANGUAGES.iter().any(|language| language.code == *name)) {
        bail!("no recipe for `{unknown}`");
    }
    Ok(LANGUAGES.iter().filter(|language| names.is_empty() || names.iter().any(|name| name == language.code)))
}

/// Writes `boundary.bin`; the sentences that it learned from.
fn train_boundaries(corpora: &Path, recipe: &recipes::Language) -> Result<Vec<treebank::Sentence>> {
    let language = Language::parse(recipe.code).context("a code of two letters")?;
    let mut sentences = Vec::new();
    for treebank in recipe.treebanks {
        let conllu =
            std::fs::read_to_string(corpora.join(treebank.file)).with_context(|| format!("cannot read `{}`", treebank.file))?;
        sentences.extend(treebank::read(&conllu).with_context(|| format!("in `{}`", treebank.file))?);
    }
    if recipe.lemmas_missing {
        treebank::forget_missing_lemmas(&mut sentences);
    }
    write(&folder(recipe.code).join("boundary.bin"), &boundary::train(&sentences, language).to_bytes())?;
    Ok(sentences)
}

fn folder(code: &str) -> PathBuf {
    crate::root().join("languages").join(code)
}

fn train(corpora: &Path, recipe: &recipes::Language) -> Result<()> {
    let code = recipe.code;
    let folder = folder(code);
    let mut sentences = train_boundaries(corpora, recipe)?;
    if recipe.own_trees {
        let own = treebank::own(&folder.join("cases"), Part::Train)?;
        sentences.extend(std::iter::repeat_n(own, recipes::OWN_TIMES).flatten());
    }
    let named = names::read_all(code, corpora, &folder.join("cases"))?;
    let network = network::train(&sentences, &named, &recipe.network, &mut |epoch| tell(code, epoch))?;
    let bytes = model::to_bytes(&network);
    write(&folder.join("model.bin"), &bytes)?;
    write(&folder.join("MODEL.md"), card(corpora, recipe, &network, &bytes)?.as_bytes())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    println!("{} ({} bytes)", path.display(), bytes.len());
    std::fs::write(path, bytes).with_context(|| format!("cannot write `{}`", path.display()))
}

/// A line on the progress, in per cent of what was asked, with much left out.
fn tell(code: &str, epoch: &Epoch) {
    let counts = &epoch.counts;
    let per_cent = |(right, all): (usize, usize)| 100.0 * right as f64 / all.max(1) as f64;
    let [upos, names, lemmas] = [0, counts.groups.len() - 2, counts.groups.len() - 1].map(|group| per_cent(counts.groups[group]));
    let heads = per_cent((counts.heads, counts.groups[0].1));
    println!("{code} epoch {}: heads {heads:.1}, parts of speech {upos:.1}, lemmas {lemmas:.1}, names {names:.1}", epoch.number);
}

/// What a model is made of, for `MODEL.md`.
fn card(corpora: &Path, recipe: &recipes::Language, network: &Network, bytes: &[u8]) -> Result<String> {
    let code = recipe.code;
    let mut card = format!("# The model of `{code}`\n\n`model.bin`, {} bytes, SHA-256 `{}`.\n\n", bytes.len(), sha256(bytes));
    let _ = write!(
        card,
        "Made by `cargo xtask train {code}`, which gives the same bytes again from the same corpora. Written by that command; do not edit.\n\n\
         ## What it learned from\n\n| corpus | licence | file | SHA-256 |\n|---|---|---|---|\n"
    );
    for treebank in recipe.treebanks {
        let held = std::fs::read(corpora.join(treebank.file)).with_context(|| format!("cannot read `{}`", treebank.file))?;
        let _ = writeln!(card, "| {} | {} | `{}` | `{}` |", treebank.name, treebank.licence, treebank.file, sha256(&held));
    }
    if recipe.own_trees {
        let own = folder(code).join("cases").join(treebank::OWN);
        let held = std::fs::read(&own).with_context(|| format!("cannot read `{}`", own.display()))?;
        let own = "our own sentences of news with speech, nine of ten";
        let _ = writeln!(card, "| {own} | MIT OR Apache-2.0 | `cases/{}` | `{}` |", treebank::OWN, sha256(&held));
    }
    for (name, licence) in recipe.names {
        let _ = writeln!(card, "| {name} (names) | {licence} | | |");
    }
    let network_recipe = &recipe.network;
    let _ = write!(
        card,
        "\nOur own sentences with names (`cases/`, those marked `train`) are MIT OR Apache-2.0. The model carries the licences of its corpora; \
         the code that reads it does not.\n\n## How\n\n{:?}, {:?}, {} epochs, batches of {} words, rate {}, seed {}. \
         {} known keys, {} scripts of lemmas, {} relations.\n\n## Scores\n\nOn dev sets, words given, as in the CoNLL 2018 shared task \
         (`cargo xtask eval language`), per cent:\n\n| measure | |\n|---|---|\n",
        network_recipe.shape,
        network_recipe.dropout,
        network_recipe.epochs,
        network_recipe.batch,
        network_recipe.rate,
        network_recipe.seed,
        network.inventory.keys.len(),
        network.inventory.scripts.len(),
        network.inventory.relations.len(),
    );
    for (name, value) in trees::scores(corpora, code, network)? {
        let _ = writeln!(card, "| {name} | {:.2} |", 100.0 * value);
    }
    Ok(card)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_card_is_of_the_model_beside_it() {
        for recipe in &LANGUAGES {
            let bytes = std::fs::read(folder(recipe.code).join("model.bin")).expect("a model");
            let card = std::fs::read_to_string(folder(recipe.code).join("MODEL.md")).expect("a card");
            assert!(card.contains(&sha256(&bytes)), "{}: run `cargo xtask train --cards`", recipe.code);
            assert!(bytes.len() <= 12 << 20, "{}: {} bytes", recipe.code, bytes.len());
        }
    }
}
