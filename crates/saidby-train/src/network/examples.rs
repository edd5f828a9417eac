//! Sentences as the network takes them: rows of the embedding, numbers of labels.

use crate::names::{NamedSentence, kinds_of};
use crate::treebank::{Sentence, Word};
use anyhow::{Context, Result};
use saidby_core::Upos;
use saidby_language::names::NameTag;
use saidby_language::network::Inventory;
use saidby_language::network::features::{Keys, keys};
use saidby_language::network::lemma::{self, Script};
use std::collections::{BTreeMap, BTreeSet};

/// How often a key must occur to get a row: forms, and parts of forms.
const LEAST: (usize, usize) = (2, 3);
/// How often a script must occur to be a label.
const LEAST_SCRIPT: usize = 2;

/// The embedding rows of a word.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Of its form; 0 where it is unknown.
    pub form: usize,
    /// Of its known parts.
    pub parts: Vec<usize>,
}

/// A sentence to learn from.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// For each word.
    pub rows: Vec<Rows>,
    /// For each word, for each group its label, where there is one: part of speech, attributes, name, script.
    pub labels: Vec<Vec<Option<u32>>>,
    /// Labels of names that its corpus does not mark: an unmarked name may be of these.
    pub unmarked: Vec<usize>,
    /// For each word its head and relation.
    pub tree: Option<Vec<(Option<usize>, u32)>>,
    /// In which epoch of a round it is seen; `None` for each.
    pub turn: Option<usize>,
}

/// What occurs often enough in treebanks and sentences with names.
///
/// # Errors
/// A part of speech that Universal Dependencies does not have.
pub fn inventory(treebank: &[Sentence], named: &[NamedSentence]) -> Result<Inventory> {
    let words = || treebank.iter().flat_map(|sentence| &sentence.words);
    let upos: BTreeSet<Upos> = words().map(|word| Ok(word.upos.parse()?)).collect::<Result<_>>()?;
    let mut inventory = Inventory::default();
    inventory.keys = known_keys(treebank, named);
    inventory.upos = upos.into_iter().collect();
    inventory.scripts = often(words().filter_map(script), LEAST_SCRIPT);
    inventory.attributes = attributes(treebank);
    inventory.relations = often(words().map(|word| word.relation.clone()), 1);
    if !named.is_empty() {
        inventory.names = (0..NameTag::COUNT).filter_map(NameTag::at).map(|tag| tag.to_string()).collect();
    }
    inventory.allowed = allowed(&inventory, treebank);
    inventory.lemmas = lemmas(&inventory, treebank);
    inventory.index();
    Ok(inventory)
}

/// What occurs `least` times or more, in its own order.
fn often<T: Ord>(items: impl Iterator<Item = T>, least: usize) -> Vec<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    items.for_each(|item| *counts.entry(item).or_default() += 1);
    counts.into_iter().filter(|(_, count)| *count >= least).map(|(item, _)| item).collect()
}

fn known_keys(treebank: &[Sentence], named: &[NamedSentence]) -> Vec<u32> {
    let all = || {
        treebank
            .iter()
            .flat_map(|sentence| sentence_keys(forms(sentence)))
            .chain(named.iter().flat_map(|one| sentence_keys(named_forms(one))))
    };
    let mut known = often(all().map(|keys| keys.form), LEAST.0);
    known.extend(often(all().flat_map(|keys| keys.parts), LEAST.1));
    known
}

/// Attributes with their values, in the order in which Universal Dependencies writes them.
fn attributes(treebank: &[Sentence]) -> Vec<(String, Vec<String>)> {
    let mut attributes: BTreeMap<(String, &str), BTreeSet<&str>> = BTreeMap::new();
    for word in treebank.iter().flat_map(|sentence| &sentence.words) {
        for (attribute, value) in features(&word.features) {
            attributes.entry((attribute.to_lowercase(), attribute)).or_default().insert(value);
        }
    }
    let named = |((_, attribute), values): ((String, &str), BTreeSet<&str>)| {
        (attribute.to_owned(), std::iter::once("_").chain(values).map(str::to_owned).collect())
    };
    attributes.into_iter().map(named).collect()
}

fn allowed(inventory: &Inventory, treebank: &[Sentence]) -> Vec<Vec<Vec<bool>>> {
    let none: Vec<Vec<bool>> = inventory.attributes.iter().map(|(_, values)| vec![false; values.len()]).collect();
    let mut allowed = vec![none; inventory.upos.len()];
    for word in treebank.iter().flat_map(|sentence| &sentence.words) {
        if let Some(upos) = upos(inventory, word) {
            for (at, value) in values(inventory, word).into_iter().enumerate() {
                allowed[upos as usize][at][value as usize] = true;
            }
        }
    }
    allowed
}

/// Scripts seen with a form and part of speech, but for those seen ten times more seldom than another.
fn lemmas(inventory: &Inventory, treebank: &[Sentence]) -> Vec<(u32, u32)> {
    let mut seen: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
    for word in treebank.iter().flat_map(|sentence| &sentence.words) {
        if let (Some(upos), Some(script)) = (upos(inventory, word), script_label(inventory, word)) {
            for key in lemma::keys(&word.form, upos as usize) {
                *seen.entry(key).or_default().entry(script).or_default() += 1;
            }
        }
    }
    let often = |(key, scripts): (u32, BTreeMap<u32, usize>)| {
        let most = scripts.values().copied().max().unwrap_or(0);
        scripts.into_iter().filter(move |(_, count)| count * 10 >= most).map(move |(script, _)| (key, script))
    };
    seen.into_iter().flat_map(often).collect()
}

fn upos(inventory: &Inventory, word: &Word) -> Option<u32> {
    let upos: Upos = word.upos.parse().ok()?;
    inventory.upos.binary_search(&upos).ok().map(|at| at as u32)
}

/// What makes the lemma of a word, where the treebank gives one.
fn script(word: &Word) -> Option<Script> {
    (!word.lemma.is_empty()).then(|| Script::between(&word.form, &word.lemma))
}

fn script_label(inventory: &Inventory, word: &Word) -> Option<u32> {
    inventory.scripts.binary_search(&script(word)?).ok().map(|at| at as u32)
}

/// The value of each attribute of the inventory.
fn values(inventory: &Inventory, word: &Word) -> Vec<u32> {
    let own: BTreeMap<&str, &str> = features(&word.features).collect();
    let value = |(name, values): &(String, Vec<String>)| {
        let own = own.get(name.as_str()).copied().unwrap_or("_");
        values.iter().position(|value| value == own).unwrap_or(0) as u32
    };
    inventory.attributes.iter().map(value).collect()
}

/// A sentence of a treebank as an example.
///
/// # Errors
/// A relation that is not in the inventory, a head outside of the sentence.
pub fn of_treebank(inventory: &Inventory, sentence: &Sentence) -> Result<Example> {
    let labels = |word: &Word| {
        let attributes = values(inventory, word).into_iter().map(Some);
        std::iter::once(upos(inventory, word)).chain(attributes).chain([None, script_label(inventory, word)]).collect()
    };
    let arc = |word: &Word| {
        let relation = inventory.relations.binary_search(&word.relation).ok().context("an unknown relation")?;
        let inside = word.head.is_none_or(|head| head < sentence.words.len());
        inside.then_some((word.head, relation as u32)).context("a head outside of its sentence")
    };
    let tree = sentence.words.iter().map(arc).collect::<Result<_>>().with_context(|| format!("sentence `{}`", sentence.id))?;
    let labels = sentence.words.iter().map(labels).collect();
    Ok(Example { rows: rows(inventory, forms(sentence)), labels, tree: Some(tree), ..Example::default() })
}

/// A sentence with names as an example.
pub fn of_names(inventory: &Inventory, sentence: &NamedSentence) -> Example {
    let labels = |tag: &NameTag| {
        let none = std::iter::repeat_n(None, 1 + inventory.attributes.len());
        none.chain([Some(tag.index() as u32), None]).collect()
    };
    let marked = kinds_of(sentence.source);
    let is_unmarked = |label: &usize| NameTag::at(*label).and_then(NameTag::kind).is_some_and(|kind| !marked.contains(&kind));
    let unmarked = (0..NameTag::COUNT).filter(is_unmarked).collect();
    let labels = sentence.tags.iter().map(labels).collect();
    Example { rows: rows(inventory, named_forms(sentence)), labels, unmarked, ..Example::default() }
}

fn rows<'f>(inventory: &Inventory, forms: impl Iterator<Item = &'f str>) -> Vec<Rows> {
    let rows = |keys: Keys| Rows {
        form: inventory.row(keys.form).unwrap_or(0),
        parts: keys.parts.iter().filter_map(|part| inventory.row(*part)).collect(),
    };
    sentence_keys(forms).map(rows).collect()
}

fn forms(sentence: &Sentence) -> impl Iterator<Item = &str> {
    sentence.words.iter().map(|word| word.form.as_str())
}

fn named_forms(sentence: &NamedSentence) -> impl Iterator<Item = &str> {
    sentence.words.iter().map(String::as_str)
}

fn sentence_keys<'f>(forms: impl Iterator<Item = &'f str>) -> impl Iterator<Item = Keys> {
    forms.enumerate().map(|(at, form)| keys(form, at == 0))
}

/// The attributes and values of a FEATS column.
fn features(column: &str) -> impl Iterator<Item = (&str, &str)> {
    column.split('|').filter_map(|feature| feature.split_once('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unmarked(source: &'static str) -> Vec<String> {
        let sentence = NamedSentence { words: vec!["Oslo".to_owned()], tags: vec![NameTag::Outside], source };
        let inventory = inventory(&[], std::slice::from_ref(&sentence)).expect("an inventory");
        let example = of_names(&inventory, &sentence);
        example.unmarked.iter().map(|label| inventory.names[*label].clone()).collect()
    }

    #[test]
    fn nothing_is_learned_of_names_that_a_corpus_does_not_mark() {
        assert_eq!(unmarked("newseye"), ["B-WEAPON", "I-WEAPON", "B-EVENT", "I-EVENT"]);
        assert_eq!(unmarked("gum"), ["B-WEAPON", "I-WEAPON"]);
        assert_eq!(unmarked("cases"), Vec::<String>::new());
    }
}
