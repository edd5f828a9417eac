//! Finding listed words and phrases in a run of words.

use rustc_hash::FxHashMap;

/// Phrases of one or more words, each with a value: the longest that starts at a word is found.
///
/// Words are compared as given; the caller folds case where the list is folded.
///
/// ```
/// use saidby_lexicon::Phrases;
/// let phrases: Phrases<u8> = [("according to", 1), ("according", 2)].into_iter().collect();
/// assert_eq!(phrases.longest(&["according", "to", "him"]), Some((2, &1)));
/// ```
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    /// By first word: the words that follow it, longest phrase first.
    by_first: FxHashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: FxHashMap::default() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase: words separated by single spaces.
    pub fn insert(&mut self, phrase: &str, value: T) {
        let mut words = phrase.split(' ').filter(|word| !word.is_empty()).map(str::to_owned);
        let Some(first) = words.next() else { return };
        let entries = self.by_first.entry(first).or_default();
        let rest: Vec<String> = words.collect();
        let place = entries.iter().position(|(other, _)| other.len() < rest.len()).unwrap_or(entries.len());
        entries.insert(place, (rest, value));
    }

    /// The longest phrase that `words` starts with: its length in words, and its value.
    pub fn longest<W: AsRef<str>>(&self, words: &[W]) -> Option<(usize, &T)> {
        let first = self.by_first.get(words.first()?.as_ref())?;
        first.iter().find(|(rest, _)| starts_with(&words[1..], rest)).map(|(rest, value)| (rest.len() + 1, value))
    }
}

fn starts_with<W: AsRef<str>>(words: &[W], prefix: &[String]) -> bool {
    words.len() >= prefix.len() && words.iter().zip(prefix).all(|(word, wanted)| word.as_ref() == wanted)
}

impl<'a, T> FromIterator<(&'a str, T)> for Phrases<T> {
    fn from_iter<I: IntoIterator<Item = (&'a str, T)>>(entries: I) -> Self {
        let mut phrases = Self::default();
        for (phrase, value) in entries {
            phrases.insert(phrase, value);
        }
        phrases
    }
}
