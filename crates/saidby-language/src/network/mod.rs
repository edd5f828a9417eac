//! The network that tells parts of speech, features, lemmas, trees and names of a sentence's words.
//!
//! In: the forms of the words of some sentences. Out: for each word a [`Told`]. Words' embeddings → two layers that read both ways → a choice
//! for each group of labels, a head and a relation for each word (the biaffine parser of Dozat and Manning, 2017, made small).
//!
//! The weights are whole numbers; all sums are in one fixed order: the same text gets the same tree on any machine.

pub mod bytes;
pub mod features;
pub mod integers;
pub mod layer;
pub mod lemma;
mod marks;
pub mod matrix;
mod model_file;
pub mod numeric;
mod tell;
pub mod tree;

use integers::Weights;
use layer::Layer;
use lemma::Script;
use matrix::Matrix;
use saidby_core::Upos;

pub use tell::Told;

/// The network of one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// What it knows by name.
    pub inventory: Inventory,
    /// One row for each known key; row 0 is the unknown form.
    pub embedding: Embedding,
    /// Two layers, each forward and backward.
    pub layers: [[Layer; 2]; 2],
    /// Scores of parts of speech, attributes and names.
    pub tags: Affine,
    /// Scores of the scripts of lemmas.
    pub scripts: Affine,
    /// A word as head, and as dependent.
    pub arcs: [Affine; 2],
    /// Dependent × head.
    pub pairs: Matrix,
    /// What a head gets whatever the dependent.
    pub heads: Matrix,
    /// The root as a head: of arcs, and of relations.
    pub roots: [Vec<f32>; 2],
    /// A word as head and as dependent, where relations are told.
    pub relations: [Affine; 2],
    /// Product, dependent and head to scores of relations.
    pub named: Matrix,
    /// Added to the scores of relations.
    pub named_bias: Vec<f32>,
}

/// `x · weights + bias`.
#[derive(Clone, Debug, PartialEq)]
pub struct Affine {
    /// Input to output.
    pub weights: Weights,
    /// Added.
    pub bias: Vec<f32>,
}

/// Numbers that stand for keys: bytes with a scale for each row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Embedding {
    /// Length of a row.
    pub width: usize,
    /// Rows, one after the other.
    pub bytes: Vec<i8>,
    /// What the bytes of a row are multiplied with.
    pub scales: Vec<f32>,
}

/// What a network knows by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inventory {
    /// Keys in the order of their rows, from row 1.
    pub keys: Vec<u32>,
    /// Keys in open addressing: `(key, row)`; row 0 is free.
    places: Vec<(u32, u32)>,
    /// Parts of speech.
    pub upos: Vec<Upos>,
    /// Scripts of lemmas.
    pub scripts: Vec<Script>,
    /// Attributes of features with their values; value 0 is none.
    pub attributes: Vec<(String, Vec<String>)>,
    /// For each part of speech, for each attribute and value whether it was ever seen.
    pub allowed: Vec<Vec<Vec<bool>>>,
    /// Relations with their subtypes.
    pub relations: Vec<String>,
    /// For each relation, the first one of the same universal relation.
    universal: Vec<usize>,
    /// Labels of names, `O` first; empty where the network tells none.
    pub names: Vec<String>,
    /// For forms and parts of speech (see [`lemma::keys`]) the scripts seen, in order of the keys.
    pub lemmas: Vec<(u32, u32)>,
}

impl Embedding {
    /// Rounds each row to 1/127 of its greatest number.
    pub fn rounded(matrix: &Matrix) -> Self {
        let mut embedding = Self { width: matrix.columns, ..Self::default() };
        for row in 0..matrix.rows {
            let greatest = matrix.row(row).iter().fold(0.0_f32, |greatest, cell| greatest.max(cell.abs())).max(1e-9);
            let scale = greatest / integers::GREATEST_WEIGHT;
            embedding.bytes.extend(matrix.row(row).iter().map(|cell| (cell / scale).round() as i8));
            embedding.scales.push(scale);
        }
        embedding
    }
}

impl Inventory {
    /// Fills what is found from the lists. To be called when they are complete.
    pub fn index(&mut self) {
        let size = (self.keys.len() * 2).next_power_of_two();
        self.places = vec![(0, 0); size];
        for (key, row) in self.keys.iter().zip(1..) {
            let mut place = *key as usize & (size - 1);
            while self.places[place].1 != 0 {
                place = (place + 1) & (size - 1);
            }
            self.places[place] = (*key, row);
        }
        let universal = |relation: &str| relation.split(':').next().unwrap_or_default().to_owned();
        let all: Vec<String> = self.relations.iter().map(|relation| universal(relation)).collect();
        self.universal = all.iter().map(|own| all.iter().position(|other| other == own).unwrap_or(0)).collect();
    }

    /// The row of a key, where it is known.
    pub fn row(&self, key: u32) -> Option<usize> {
        let mut place = key as usize & (self.places.len() - 1);
        loop {
            match self.places[place] {
                (_, 0) => return None,
                (known, row) if known == key => return Some(row as usize),
                _ => place = (place + 1) & (self.places.len() - 1),
            }
        }
    }

    /// The scripts seen with a form and part of speech, as it is written or else in lower case.
    fn scripts_of(&self, form: &str, upos: usize) -> &[(u32, u32)] {
        let of = |key: u32| {
            let first = self.lemmas.partition_point(|(known, _)| *known < key);
            let count = self.lemmas[first..].iter().take_while(|(known, _)| *known == key).count();
            &self.lemmas[first..first + count]
        };
        let [written, lower] = lemma::keys(form, upos).map(of);
        if written.is_empty() { lower } else { written }
    }

    /// How many labels each group of tags has: parts of speech, each attribute, names.
    pub fn tags(&self) -> impl Iterator<Item = usize> {
        let attributes = self.attributes.iter().map(|(_, values)| values.len());
        std::iter::once(self.upos.len()).chain(attributes).chain([self.names.len()])
    }
}
