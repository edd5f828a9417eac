//! A linear classifier over hashed features: a sum of small whole numbers, the same on every machine.

use crate::section::{Damaged, Reader};

/// The number of weights, a power of two: 128 KiB hold the features of a treebank of 250,000 words with few collisions.
const SIZE: usize = 1 << 17;

/// A score of this much makes the odds of yes e times as high: scores are natural logarithms of odds, in 32nds.
pub const UNIT: f64 = 32.0;

/// The score at which yes is three times as likely as no: ln 3 units.
pub const ODDS_OF_THREE: i32 = 35;

/// Features of one decision, as places in the table of weights.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features(pub Vec<u32>);

impl Features {
    /// Adds what `template` sees: its values, in order.
    pub(crate) fn add(&mut self, template: u32, values: &[u32]) {
        let mixed = values.iter().fold(hash(&[template.wrapping_add(1)]), |mixed, &value| step(mixed, value));
        self.0.push(finish(mixed) >> (32 - SIZE.trailing_zeros()));
    }
}

/// The hash of some values: the finisher of MurmurHash3 (Appleby, public domain) over a multiplicative chain.
fn hash(values: &[u32]) -> u32 {
    values.iter().fold(0x9e37_79b9, |mixed, &value| step(mixed, value))
}

fn step(mixed: u32, value: u32) -> u32 {
    (mixed.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b1)
}

fn finish(mut mixed: u32) -> u32 {
    mixed = (mixed ^ (mixed >> 16)).wrapping_mul(0x85eb_ca6b);
    mixed = (mixed ^ (mixed >> 13)).wrapping_mul(0xc2b2_ae35);
    mixed ^ (mixed >> 16)
}

/// The hash of a word.
pub(crate) fn hash_word(word: &str) -> u32 {
    finish(word.bytes().fold(0x811c_9dc5, |mixed, byte| (mixed ^ u32::from(byte)).wrapping_mul(0x0100_0193)))
}

/// The weight of every feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights(Box<[i8]>);

impl Weights {
    /// Places in the table.
    pub const SIZE: usize = SIZE;

    /// A table of [`Self::SIZE`] weights; longer ones are cut, shorter ones filled with zeros.
    pub fn new(mut weights: Vec<i8>) -> Self {
        weights.resize(SIZE, 0);
        Self(weights.into_boxed_slice())
    }

    /// The sum of the weights; above zero is yes.
    pub fn score(&self, features: &Features) -> i32 {
        features.0.iter().map(|&place| i32::from(self.0[place as usize % SIZE])).sum()
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.0.iter().map(|weight| weight.to_le_bytes()[0]));
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Damaged> {
        Ok(Self(reader.take(SIZE)?.iter().map(|&byte| i8::from_le_bytes([byte])).collect()))
    }
}
