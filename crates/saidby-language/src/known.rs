//! What training saw of a word: its part of speech and its capitals.

use crate::linear::hash_word;
use crate::section::{Damaged, Reader};
use saidby_core::Upos;

const WORDS: usize = 1 << 16;
const ENDINGS: usize = 1 << 13;

/// The longest ending that a part of speech is guessed from, in characters.
const ENDING: usize = 3;

/// How a word is written inside sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capital {
    /// Not seen inside a sentence.
    Unseen = 0,
    /// Always in lower case.
    Never = 1,
    /// Sometimes with a capital.
    Sometimes = 2,
    /// Always with a capital.
    Always = 3,
}

/// What is known of a word: 5 bits its part of speech, 2 bits its capitals, 1 bit of its hash against confusion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u8);

impl Class {
    /// An unknown word.
    pub const UNKNOWN: Class = Class(0);
    /// The part of speech of finite verbs and auxiliaries, beside those of [`Upos`].
    const FINITE: u8 = 18;

    /// The class of a word that is mostly a `upos`, or a finite verb.
    pub fn of(upos: Upos, finite: bool, capital: Capital) -> Self {
        let speech =
            if finite { Self::FINITE } else { Upos::ALL.iter().position(|&one| one == upos).map_or(0, |at| at as u8 + 1) };
        Self(speech | (capital as u8) << 5)
    }

    /// Its part of speech as a feature: 0 unknown.
    pub(crate) fn speech(self) -> u32 {
        u32::from(self.0 & 31)
    }

    /// Whether it is a finite verb.
    pub(crate) fn is_finite(self) -> bool {
        self.0 & 31 == Self::FINITE
    }

    /// Its capitals as a feature.
    pub(crate) fn capital(self) -> u32 {
        u32::from(self.0 >> 5 & 3)
    }

    fn marked(self, hash: u32) -> Self {
        Self(self.0 & 127 | (hash >> 31 << 7) as u8)
    }
}

/// The words and endings of a treebank, with their classes, in two hashed tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    words: Box<[u8]>,
    endings: Box<[u8]>,
}

impl Known {
    /// Tables of folded words and endings, each the most frequent first: where two share a place, the first keeps it.
    pub fn new<'w>(
        words: impl IntoIterator<Item = (&'w str, Class)>,
        endings: impl IntoIterator<Item = (&'w str, Class)>,
    ) -> Self {
        Self { words: filled(WORDS, words), endings: filled(ENDINGS, endings) }
    }

    /// The class of a folded word: its own, or that of its ending.
    pub fn class(&self, folded: &str) -> Class {
        let found = look_up(&self.words, folded);
        if found == Class::UNKNOWN { self.guess(folded) } else { found }
    }

    /// The class that the ending of a folded word tells.
    pub fn guess(&self, folded: &str) -> Class {
        look_up(&self.endings, ending(folded))
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend(&self.words);
        out.extend(&self.endings);
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Damaged> {
        Ok(Self { words: reader.take(WORDS)?.into(), endings: reader.take(ENDINGS)?.into() })
    }
}

/// The ending of a word that its part of speech is guessed from.
pub fn ending(word: &str) -> &str {
    word.char_indices().rev().nth(ENDING - 1).map_or(word, |(at, _)| &word[at..])
}

fn filled<'w>(size: usize, entries: impl IntoIterator<Item = (&'w str, Class)>) -> Box<[u8]> {
    let mut table = vec![0; size].into_boxed_slice();
    for (word, class) in entries {
        let hash = hash_word(word);
        let place = &mut table[hash as usize % size];
        if *place == 0 {
            *place = class.marked(hash).0;
        }
    }
    table
}

fn look_up(table: &[u8], word: &str) -> Class {
    let hash = hash_word(word);
    let found = Class(table[hash as usize % table.len()]);
    if found.0 != 0 && found == found.marked(hash) { Class(found.0 & 127) } else { Class::UNKNOWN }
}
