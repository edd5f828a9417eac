//! What the word lists of one language say about words and sentence ends.

use saidby_core::Language;
use saidby_lexicon::{Row, table};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// How the full stop of an abbreviation relates to the end of a sentence (`abbreviations.tsv`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// A name follows: never an end.
    Title,
    /// An abbreviation before a figure only.
    Number,
    /// An end only before a word that starts sentences.
    Inside,
    /// An end before any capital letter.
    End,
}

/// A written form that is several syntactic words (`contractions.tsv`).
#[derive(Clone, Debug)]
pub struct Contraction {
    /// The words.
    pub words: Vec<&'static str>,
    /// Words, and endings with a leading `-`, after which the form is one word; `^` is the start of a sentence.
    unless_after: Vec<&'static str>,
}

/// The word lists of one language, compiled. Words are in lower case, apostrophes straight.
#[derive(Debug, Default)]
pub struct Rules {
    /// Whether a hyphenated word is several tokens (English) or one (French).
    pub splits_hyphens: bool,
    /// Whether thousands may be separated by a space.
    pub spaced_thousands: bool,
    abbreviations: HashMap<String, Abbreviation>,
    exact_abbreviations: HashMap<&'static str, Abbreviation>,
    elisions: HashSet<&'static str>,
    whole: HashSet<&'static str>,
    prefixes: HashSet<&'static str>,
    clitics: HashSet<&'static str>,
    units: HashSet<&'static str>,
    contractions: HashMap<&'static str, Contraction>,
    suffixes: Vec<&'static str>,
    starters: HashSet<&'static str>,
}

impl Rules {
    /// The rules of a language: French, English, or those common to all.
    pub fn of(language: Option<Language>) -> &'static Rules {
        static FRENCH: OnceLock<Rules> = OnceLock::new();
        static ENGLISH: OnceLock<Rules> = OnceLock::new();
        static COMMON: OnceLock<Rules> = OnceLock::new();
        match language {
            Some(Language::FRENCH) => FRENCH.get_or_init(|| Rules { spaced_thousands: true, ..Rules::read("fr") }),
            Some(Language::ENGLISH) => ENGLISH.get_or_init(|| Rules { splits_hyphens: true, ..Rules::read("en") }),
            _ => COMMON.get_or_init(Rules::default),
        }
    }

    fn read(folder: &str) -> Self {
        let mut rules = Rules::default();
        rows(folder, "abbreviations").for_each(|row| rules.add_abbreviation(&row));
        rows(folder, "elisions").for_each(|row| rules.add_elision(&row));
        rows(folder, "contractions").for_each(|row| rules.add_contraction(&row));
        rules.starters = rows(folder, "sentence-starters").map(|row| row.get("word")).collect();
        rules
    }

    fn add_abbreviation(&mut self, row: &Row<'_>) {
        let kind = match row.get("kind") {
            "title" => Abbreviation::Title,
            "number" => Abbreviation::Number,
            "inside" => Abbreviation::Inside,
            _ => Abbreviation::End,
        };
        match row.get("case") {
            "exact" => self.exact_abbreviations.insert(row.get("word"), kind),
            _ => self.abbreviations.insert(row.get("word").to_lowercase(), kind),
        };
    }

    fn add_elision(&mut self, row: &Row<'_>) {
        let word = row.get("word");
        match row.get("kind") {
            "elision" => self.elisions.insert(word),
            "clitic" => self.clitics.insert(word),
            "unit" => self.units.insert(word),
            "prefix" => self.prefixes.insert(word),
            _ => self.whole.insert(word),
        };
    }

    fn add_contraction(&mut self, row: &Row<'_>) {
        let surface = row.get("surface");
        if row.get("kind") == "suffix" {
            self.suffixes.push(surface);
            return;
        }
        let words = row.get("words").split(' ').collect();
        self.contractions.insert(surface, Contraction { words, unless_after: row.list("unless_after").collect() });
    }

    /// How the stop after `word` is read, where `word.` is an abbreviation.
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        self.exact_abbreviations.get(word).or_else(|| self.abbreviations.get(&word.to_lowercase())).copied()
    }

    /// Whether `word` is written with an apostrophe in place of its last vowel. Folded.
    pub fn is_elision(&self, word: &str) -> bool {
        self.elisions.contains(word)
    }

    /// Whether `word` is one token in spite of its apostrophe or hyphen. Folded.
    pub fn is_whole(&self, word: &str) -> bool {
        self.whole.contains(word)
    }

    /// Whether a hyphenated word that starts with `part` stays one token. Folded.
    pub fn is_prefix(&self, part: &str) -> bool {
        self.prefixes.contains(part)
    }

    /// Whether `part`, after the last hyphen, is a token of its own. Folded.
    pub fn is_clitic(&self, part: &str) -> bool {
        self.clitics.contains(part)
    }

    /// Whether `word`, right after a figure, is a token of its own. Folded.
    pub fn is_unit(&self, word: &str) -> bool {
        self.units.contains(word)
    }

    /// Whether `word` starts sentences and hardly ever a name. Folded.
    pub fn is_starter(&self, word: &str) -> bool {
        self.starters.contains(word)
    }

    /// The ending of a folded word that is a word of its own, such as `n't`.
    pub fn suffix(&self, word: &str) -> Option<&'static str> {
        self.suffixes.iter().copied().find(|suffix| word.len() > suffix.len() && word.ends_with(suffix))
    }

    /// The words that `surface` stands for after the folded word `before` (empty at the start of a sentence). `surface` is
    /// looked up as written, then folded.
    pub fn contraction(&self, surface: &str, before: &str) -> Option<&Contraction> {
        let found = self.contractions.get(surface).or_else(|| self.contractions.get(fold(surface).as_str()))?;
        (!found.is_single_after(before)).then_some(found)
    }
}

impl Contraction {
    fn is_single_after(&self, before: &str) -> bool {
        let fits = |listed: &&str| match (*listed, listed.strip_prefix('-')) {
            ("^", _) => before.is_empty(),
            (word, _) if word == before => true,
            (_, Some(ending)) => before.len() > ending.len() && before.ends_with(ending),
            _ => false,
        };
        self.unless_after.iter().any(fits)
    }
}

/// A word as the lists write it: lower case, straight apostrophes.
pub fn fold(word: &str) -> String {
    word.to_lowercase().replace(['’', '‘', 'ʼ', '`'], "'")
}

fn rows(folder: &str, name: &str) -> impl Iterator<Item = Row<'static>> {
    table(folder, name).into_iter().flat_map(|table| table.rows())
}
