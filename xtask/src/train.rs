//! The models of languages, from the corpora that may be trained on.
//!
//! The same corpora give the same bytes, on any machine. The evaluations' dev files are not among them.

use crate::eval::trees;
use anyhow::{Context, Result, bail};
use saidby::core::Language;
use saidby::language::model;
use saidby::language::network::Network;
use saidby_train::names::{NamedSentence, Part};
use saidby_train::network::Epoch;
use saidby_train::recipes::{self, LANGUAGES};
use saidby_train::{boundary, names, network, treebank};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Trains the named languages, or all.
pub fn main(corpora: &Path, languages: &[String]) -> Result<()> {
    boundaries(corpora, languages)?;
    networks(corpora, languages)
}

/// Trains only the networks.
pub fn networks(corpora: &Path, languages: &[String]) -> Result<()> {
    wanted(languages)?.try_for_each(|recipe| train(corpora, recipe))
}

/// Writes the cards of the models that are there anew: scores follow the evaluation, checksums the files.
pub fn cards(corpora: &Path, languages: &[String]) -> Result<()> {
    wanted(languages)?.try_for_each(|recipe| {
        let path = folder(recipe.code).join("model.bin");
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let network = model::from_bytes(&bytes).with_context(|| format!("`{}` is no model of this form", path.display()))?;
        let path = folder(recipe.code).join("MODEL.md");
        let lessons =
            lessons_of_card(&std::fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?);
        write(&path, card(corpora, recipe, &network, &bytes, lessons.as_deref())?.as_bytes())
    })
}

/// Says of each model whether it would learn from the same words, trees and names now: a row in a list, a rule of words or a case may have
/// changed them. An error where one would not.
pub fn check(corpora: &Path, languages: &[String]) -> Result<()> {
    let mut others = Vec::new();
    for recipe in wanted(languages)? {
        let card = folder(recipe.code).join("MODEL.md");
        let card = std::fs::read_to_string(&card).with_context(|| format!("cannot read `{}`", card.display()))?;
        let now = Lessons::read(corpora, recipe)?.checksum();
        let then = lessons_of_card(&card);
        let same = then.as_ref() == Some(&now);
        let said = match then {
            Some(_) if same => "the lessons are those of its model",
            Some(_) => "its model had other lessons",
            None => "its card does not say what lessons its model had",
        };
        println!("{}: {said}", recipe.code);
        others.extend((!same).then_some(recipe.code));
    }
    if others.is_empty() { Ok(()) } else { bail!("to be trained again: {}", others.join(", ")) }
}

/// Trains only where sentences end and contractions, which takes a minute.
pub fn boundaries(corpora: &Path, languages: &[String]) -> Result<()> {
    wanted(languages)?.try_for_each(|recipe| train_boundaries(recipe, &treebanks(corpora, recipe)?))
}

fn wanted(names: &[String]) -> Result<impl Iterator<Item = &'static recipes::Language>> {
    if let Some(unknown) = names.iter().find(|name| !LANGUAGES.iter().any(|language| language.code == *name)) {
        bail!("no recipe for `{unknown}`");
    }
    Ok(LANGUAGES.iter().filter(|language| names.is_empty() || names.iter().any(|name| name == language.code)))
}

/// What a network learns from.
struct Lessons {
    sentences: Vec<treebank::Sentence>,
    named: Vec<NamedSentence>,
}

impl Lessons {
    fn read(corpora: &Path, recipe: &recipes::Language) -> Result<Self> {
        let cases = folder(recipe.code).join("cases");
        let mut sentences = treebanks(corpora, recipe)?;
        if recipe.own_times > 0 {
            let own = treebank::own(&cases, Part::Train)?;
            sentences.extend(std::iter::repeat_n(own, recipe.own_times).flatten());
        }
        Ok(Self { sentences, named: names::read_all(recipe.code, corpora, &cases)? })
    }

    /// SHA-256 over all words with what is told of them, in order.
    fn checksum(&self) -> String {
        let mut digest = Sha256::new();
        self.sentences.iter().for_each(|sentence| digest.update(format!("{:?}\n", sentence.words)));
        self.named.iter().for_each(|sentence| digest.update(format!("{sentence:?}\n")));
        crate::hexadecimal(&digest.finalize())
    }
}

/// What stands before the checksum of the lessons in a card.
const LESSONS: &str = "All that it learned from, as it was read: SHA-256 `";

fn lessons_of_card(card: &str) -> Option<String> {
    let (_, rest) = card.split_once(LESSONS)?;
    rest.split_once('`').map(|(checksum, _)| checksum.to_owned())
}

fn treebanks(corpora: &Path, recipe: &recipes::Language) -> Result<Vec<treebank::Sentence>> {
    let mut sentences = Vec::new();
    for treebank in recipe.treebanks {
        let conllu =
            std::fs::read_to_string(corpora.join(treebank.file)).with_context(|| format!("cannot read `{}`", treebank.file))?;
        sentences.extend(treebank::read(&conllu).with_context(|| format!("in `{}`", treebank.file))?);
    }
    if recipe.lemmas_missing {
        treebank::forget_missing_lemmas(&mut sentences);
    }
    if recipe.bare_names_differ {
        treebank::bare_names_as_sequoia(&mut sentences);
    }
    Ok(sentences)
}

/// Writes `boundary.bin`.
fn train_boundaries(recipe: &recipes::Language, sentences: &[treebank::Sentence]) -> Result<()> {
    let own = treebank::own(&folder(recipe.code).join("cases"), Part::Train)?;
    let language = Language::parse(recipe.code).context("a code of two letters")?;
    write(&folder(recipe.code).join("boundary.bin"), &boundary::train(sentences, &own, language).to_bytes())
}

fn folder(code: &str) -> PathBuf {
    crate::root().join("languages").join(code)
}

fn train(corpora: &Path, recipe: &recipes::Language) -> Result<()> {
    let code = recipe.code;
    let folder = folder(code);
    let lessons = Lessons::read(corpora, recipe)?;
    let network = network::train(&lessons.sentences, &lessons.named, &recipe.network, &mut |epoch| tell(code, epoch))?;
    let bytes = model::to_bytes(&network);
    write(&folder.join("model.bin"), &bytes)?;
    write(&folder.join("MODEL.md"), card(corpora, recipe, &network, &bytes, Some(&lessons.checksum()))?.as_bytes())
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

/// What a model is made of, for `MODEL.md`; `lessons` is their checksum, where it is known.
fn card(corpora: &Path, recipe: &recipes::Language, network: &Network, bytes: &[u8], lessons: Option<&str>) -> Result<String> {
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
    if recipe.own_times > 0 {
        let own = folder(code).join("cases").join(treebank::OWN);
        let held = std::fs::read(&own).with_context(|| format!("cannot read `{}`", own.display()))?;
        let own = "our own sentences of news with speech, nine of ten";
        let _ = writeln!(card, "| {own} | MIT OR Apache-2.0 | `cases/{}` | `{}` |", treebank::OWN, sha256(&held));
    }
    for (name, licence) in recipe.names {
        let _ = writeln!(card, "| {name} (names) | {licence} | | |");
    }
    if let Some(lessons) = lessons {
        let check = format!("`cargo xtask train --check {code}` says whether it would be the same now");
        let _ = writeln!(card, "\n{LESSONS}{lessons}`; {check}.");
    }
    let network_recipe = &recipe.network;
    let _ = write!(
        card,
        "\nOur own sentences with names (`cases/`, those marked `train`) are MIT OR Apache-2.0. The model carries the licences of its corpora; \
         the code that reads it does not.\n\n## How\n\n{:?}, {:?}, {} epochs, names in one of {}, batches of {} words, rate {}, seed {}. \
         {} known keys, {} scripts of lemmas, {} relations.\n\n## Scores\n\nOn dev sets, words given, as in the CoNLL 2018 shared task \
         (`cargo xtask eval language`), per cent:\n\n| measure | |\n|---|---|\n",
        network_recipe.shape,
        network_recipe.dropout,
        network_recipe.epochs,
        network_recipe.turns,
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
    crate::hexadecimal(&Sha256::digest(bytes))
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
