//! Sentences of a treebank as the network takes them: rows of the embedding, numbers of labels.

use crate::treebank::{Sentence, Word};
use saidby_language::network::features::{Keys, keys};
use saidby_language::network::lemma::Script;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How often a key must occur to get a row: forms, and parts of forms.
const LEAST: (usize, usize) = (2, 3);
/// How often a script must occur to be a label.
const LEAST_SCRIPT: usize = 2;

/// What the network knows by name.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// Keys in the order of their rows, from row 1.
    pub keys: Vec<u32>,
    rows: HashMap<u32, usize>,
    /// Parts of speech.
    pub upos: Vec<String>,
    /// Scripts of lemmas.
    pub scripts: Vec<String>,
    /// Attributes of features with their values; label 0 is no value.
    pub attributes: Vec<(String, Vec<String>)>,
    /// Relations with their subtypes.
    pub relations: Vec<String>,
}

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
    /// For each word, for each group its label, where there is one: part of speech, script, attributes.
    pub labels: Vec<Vec<Option<u32>>>,
    /// For each word its head and relation.
    pub tree: Option<Vec<(Option<usize>, u32)>>,
}

impl Inventory {
    /// What occurs often enough in some sentences.
    pub fn of(sentences: &[Sentence]) -> Self {
        let mut inventory = Self::default();
        inventory.take_keys(sentences);
        let words = || sentences.iter().flat_map(|sentence| &sentence.words);
        inventory.upos = words().map(|word| word.upos.clone()).collect::<BTreeSet<_>>().into_iter().collect();
        inventory.relations = words().map(|word| word.relation.clone()).collect::<BTreeSet<_>>().into_iter().collect();
        let mut scripts: BTreeMap<String, usize> = BTreeMap::new();
        words().for_each(|word| *scripts.entry(script(word)).or_default() += 1);
        inventory.scripts = scripts.into_iter().filter(|(_, count)| *count >= LEAST_SCRIPT).map(|(script, _)| script).collect();
        let mut attributes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (attribute, value) in words().flat_map(|word| features(&word.features)) {
            attributes.entry(attribute).or_default().insert(value);
        }
        let named = |(attribute, values): (&str, BTreeSet<&str>)| {
            (attribute.to_owned(), std::iter::once("_").chain(values).map(str::to_owned).collect())
        };
        inventory.attributes = attributes.into_iter().map(named).collect();
        inventory
    }

    fn take_keys(&mut self, sentences: &[Sentence]) {
        let mut forms: BTreeMap<u32, usize> = BTreeMap::new();
        let mut parts: BTreeMap<u32, usize> = BTreeMap::new();
        for keys in sentences.iter().flat_map(sentence_keys) {
            *forms.entry(keys.form).or_default() += 1;
            keys.parts.iter().for_each(|part| *parts.entry(*part).or_default() += 1);
        }
        let known = |counts: BTreeMap<u32, usize>, least: usize| counts.into_iter().filter(move |(_, count)| *count >= least);
        self.keys = known(forms, LEAST.0).chain(known(parts, LEAST.1)).map(|(key, _)| key).collect();
        self.rows = self.keys.iter().zip(1..).map(|(key, row)| (*key, row)).collect();
    }

    /// A sentence as an example.
    pub fn example(&self, sentence: &Sentence) -> Example {
        let place = |list: &[String], value: &str| list.iter().position(|known| known == value).map(|at| at as u32);
        let labels = |word: &Word| {
            let own: HashMap<&str, &str> = features(&word.features).collect();
            let attribute = |(name, values): &(String, Vec<String>)| place(values, own.get(name.as_str()).unwrap_or(&"_"));
            let first = [place(&self.upos, &word.upos), self.scripts.binary_search(&script(word)).ok().map(|at| at as u32)];
            first.into_iter().chain(self.attributes.iter().map(attribute)).collect()
        };
        let arc = |word: &Word| Some((word.head, place(&self.relations, &word.relation)?));
        Example {
            rows: sentence_keys(sentence).map(|keys| self.rows(&keys)).collect(),
            labels: sentence.words.iter().map(labels).collect(),
            tree: sentence.words.iter().map(arc).collect(),
        }
    }

    fn rows(&self, keys: &Keys) -> Rows {
        let parts = keys.parts.iter().filter_map(|part| self.rows.get(part).copied()).collect();
        Rows { form: self.rows.get(&keys.form).copied().unwrap_or(0), parts }
    }

    /// How many rows the embedding has.
    pub fn row_count(&self) -> usize {
        self.keys.len() + 1
    }
}

fn sentence_keys(sentence: &Sentence) -> impl Iterator<Item = Keys> {
    sentence.words.iter().enumerate().map(|(at, word)| keys(&word.form, at == 0))
}

fn script(word: &Word) -> String {
    Script::between(&word.form, &word.lemma).to_string()
}

/// The attributes and values of a FEATS column.
pub fn features(column: &str) -> impl Iterator<Item = (&str, &str)> {
    column.split('|').filter_map(|feature| feature.split_once('='))
}
