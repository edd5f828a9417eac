//! What the word lists of one language say about words and sentence ends.

use rustc_hash::{FxHashMap, FxHashSet};
use saidby_core::Language;
use saidby_lexicon::{Row, languages, table};
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
    /// Whether the form may be one word as well: « des obus », some shells.
    pub sometimes: bool,
}

/// A pronoun, or several, written at the end of a verb.
#[derive(Clone, Debug)]
struct Enclitic {
    surface: &'static str,
    words: Vec<&'static str>,
    /// Endings of the verb as written, and as they are without the pronoun; none where any ending will do.
    after: Vec<(&'static str, &'static str)>,
}

/// A verb with a pronoun at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached<'r> {
    /// Where the pronoun starts, in bytes; its hyphen goes with it.
    pub at: usize,
    /// The verb, where it is written otherwise alone.
    pub verb: Option<String>,
    /// The pronouns.
    pub words: &'r [&'static str],
}

/// The word lists of one language, compiled. Words are in lower case, apostrophes straight.
#[derive(Debug, Default)]
pub struct Rules {
    /// Whether a hyphenated word is several tokens (English) or one (French).
    pub splits_hyphens: bool,
    /// Whether thousands may be separated by a space.
    pub spaced_thousands: bool,
    abbreviations: FxHashMap<String, Abbreviation>,
    exact_abbreviations: FxHashMap<&'static str, Abbreviation>,
    elisions: FxHashSet<&'static str>,
    whole: FxHashSet<&'static str>,
    prefixes: FxHashSet<&'static str>,
    clitics: FxHashSet<&'static str>,
    units: FxHashSet<&'static str>,
    contractions: FxHashMap<&'static str, Contraction>,
    suffixes: Vec<&'static str>,
    enclitics: Vec<Enclitic>,
    starters: FxHashSet<&'static str>,
}

impl Rules {
    /// The rules of a language: its own where it has word lists, else those common to all.
    pub fn of(language: Option<Language>) -> &'static Rules {
        static RULES: OnceLock<Vec<(Language, Rules)>> = OnceLock::new();
        static COMMON: OnceLock<Rules> = OnceLock::new();
        let rules = RULES.get_or_init(|| {
            let has_lists = |language: &Language| table(language.code(), "abbreviations").is_some();
            languages().into_iter().filter(has_lists).map(|language| (language, Rules::read(language))).collect()
        });
        let own = rules.iter().find(|(code, _)| Some(*code) == language).map(|(_, rules)| rules);
        own.unwrap_or_else(|| COMMON.get_or_init(Rules::default))
    }

    fn read(language: Language) -> Self {
        let folder = language.code();
        let english = language == Language::ENGLISH;
        let mut rules = Rules { splits_hyphens: english, spaced_thousands: !english, ..Rules::default() };
        rows(folder, "abbreviations").for_each(|row| rules.add_abbreviation(&row));
        rows(folder, "elisions").for_each(|row| rules.add_elision(&row));
        rows(folder, "contractions").for_each(|row| rules.add_contraction(&row));
        rules.enclitics.sort_by_key(|enclitic| std::cmp::Reverse(enclitic.surface.len()));
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
        let words: Vec<&str> = row.get("words").split(' ').collect();
        match row.get("kind") {
            "suffix" => return self.suffixes.push(surface),
            "enclitic" => {
                let after = row.list("after").map(|ending| ending.split_once('=').unwrap_or((ending, ending))).collect();
                return self.enclitics.push(Enclitic { surface, words, after });
            }
            _ => {}
        }
        self.contractions.insert(surface, Contraction { words, sometimes: row.get("sometimes") == "yes" });
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

    /// The pronouns at the end of a verb. Without a hyphen only in lower case (« Carlos » holds none), and where no
    /// accent tells, after two letters at least (« merla »).
    pub fn attached(&self, word: &str) -> Option<Attached<'_>> {
        if self.enclitics.is_empty() || self.is_whole(&fold(word)) {
            return None;
        }
        self.enclitics.iter().find_map(|enclitic| enclitic.attached(word))
    }

    /// The words that `surface` stands for. It is looked up as written, then folded.
    pub fn contraction(&self, surface: &str) -> Option<&Contraction> {
        self.contractions.get(surface).or_else(|| self.contractions.get(fold(surface).as_str()))
    }
}

impl Enclitic {
    fn attached(&self, word: &str) -> Option<Attached<'_>> {
        let verb = word.strip_suffix(self.surface).filter(|verb| verb.chars().any(char::is_alphabetic))?;
        let (at, words) = (verb.len(), &*self.words);
        if self.after.is_empty() {
            return Some(Attached { at, verb: None, words });
        }
        let (stem, written, alone) =
            self.after.iter().find_map(|&(written, alone)| Some((verb.strip_suffix(written)?, written, alone)))?;
        if stem.chars().count() < if written == alone { 2 } else { 1 } {
            return None;
        }
        let is_lower = word.chars().all(char::is_lowercase);
        is_lower.then(|| Attached { at, verb: (written != alone).then(|| format!("{stem}{alone}")), words })
    }
}

/// A word as the lists write it: lower case, straight apostrophes.
pub fn fold(word: &str) -> String {
    word.to_lowercase().replace(['’', '‘', 'ʼ', '`'], "'")
}

fn rows(folder: &str, name: &str) -> impl Iterator<Item = Row<'static>> {
    table(folder, name).into_iter().flat_map(|table| table.rows())
}
