//! What the word lists of one language say about names and the words beside them.

use crate::rules::{Rules, fold};
use saidby_core::{Language, NameKind};
use saidby_lexicon::{Actors, Phrases, Row, table};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Where a word of `name-words.tsv` stands to the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Outside, right before it.
    Before,
    /// Its first word.
    First,
    /// Its first word, where it has a capital.
    Capital,
    /// Its last word.
    Last,
    /// A small word inside of it.
    Within,
    /// A small word inside of it, after a title or an office.
    Linked,
    /// A preposition that stands before places.
    Preposition,
}

/// What a title is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Title {
    /// Right before a name, as it is: « Mme », "Dr". In English, offices are too.
    Honorific,
    /// An office that the list gives with an article: « le ministre » may go on with « de ».
    Office,
}

/// The lists of one language, compiled. Words are folded.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// What is known by name.
    pub actors: Option<&'static Actors>,
    rules: Option<&'static Rules>,
    words: BTreeMap<Place, Phrases<NameKind>>,
    titles: Phrases<Title>,
    offices: BTreeSet<&'static str>,
    determiners: BTreeSet<&'static str>,
}

impl Vocabulary {
    /// The lists of a language: French, English, or none.
    pub fn of(language: Option<Language>) -> &'static Vocabulary {
        static FRENCH: OnceLock<Vocabulary> = OnceLock::new();
        static ENGLISH: OnceLock<Vocabulary> = OnceLock::new();
        static NONE: OnceLock<Vocabulary> = OnceLock::new();
        match language {
            Some(Language::FRENCH) => FRENCH.get_or_init(|| Self::read(Language::FRENCH)),
            Some(Language::ENGLISH) => ENGLISH.get_or_init(|| Self::read(Language::ENGLISH)),
            _ => NONE.get_or_init(Self::default),
        }
    }

    fn read(language: Language) -> Self {
        let mut vocabulary = Self {
            actors: Some(Actors::of(language)),
            rules: Some(Rules::of(Some(language))),
            offices: rows(language, "sources").filter(|row| row.get("kind") == "nominal").map(|row| row.get("noun")).collect(),
            ..Self::default()
        };
        rows(language, "name-words").for_each(|row| vocabulary.add_word(&row));
        for form in rows(language, "titles").map(|row| row.get("form")) {
            let bare = without_article(form);
            let title = if bare == form { Title::Honorific } else { Title::Office };
            for form in [form, bare] {
                vocabulary.titles.insert(form, title);
                vocabulary.titles.insert(&form.replace('-', " - "), title);
            }
        }
        let determiners = rows(language, "grammar").filter(|row| row.get("class") == "determiner");
        vocabulary.determiners = determiners.flat_map(|row| row.list("form")).collect();
        vocabulary
    }

    fn add_word(&mut self, row: &Row<'_>) {
        let (Some(kind), Some(place)) = (row.parse("kind"), place(row.get("place"))) else { return };
        let words = self.words.entry(place).or_default();
        row.list("forms").for_each(|form| words.insert(form, kind));
    }

    /// How many of these folded words are a listed word at that place, and the kind of name that it tells.
    pub fn word(&self, place: Place, folded: &[String]) -> Option<(usize, NameKind)> {
        self.words.get(&place)?.longest(folded).map(|(length, &kind)| (length, kind))
    }

    /// How many of these folded words are a title, and of which sort.
    pub fn title(&self, folded: &[String]) -> Option<(usize, Title)> {
        self.titles.longest(folded).map(|(length, &title)| (length, title))
    }

    /// Whether a folded word is a noun for one person: `porte-parole`, `analyst`.
    pub fn is_office(&self, folded: &str) -> bool {
        self.offices.contains(folded)
    }

    /// Whether a folded word is a determiner.
    pub fn is_determiner(&self, folded: &str) -> bool {
        self.determiners.contains(folded)
    }

    /// Whether a folded word starts sentences and hardly ever a name.
    pub fn is_starter(&self, folded: &str) -> bool {
        self.is_determiner(folded) || self.rules.is_some_and(|rules| rules.is_starter(folded))
    }
}

/// How many of the words a title of the language is: `1` for "Dr" "Orr", `2` for « premier ministre ». The longest counts; `None` where
/// they start with no title.
///
/// ```
/// use saidby_core::Language;
/// assert_eq!(saidby_language::names::title(Language::FRENCH, &["Mme", "Odel"]), Some(1));
/// ```
pub fn title(language: Language, words: &[&str]) -> Option<usize> {
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    Vocabulary::of(Some(language)).title(&folded).map(|(length, _)| length)
}

/// « le ministre » as `titles.tsv` has it, without its article.
fn without_article(form: &'static str) -> &'static str {
    ["le ", "la ", "l'"].iter().find_map(|article| form.strip_prefix(article)).unwrap_or(form)
}

fn place(name: &str) -> Option<Place> {
    match name {
        "before" => Some(Place::Before),
        "first" => Some(Place::First),
        "capital" => Some(Place::Capital),
        "last" => Some(Place::Last),
        "within" => Some(Place::Within),
        "linked" => Some(Place::Linked),
        "preposition" => Some(Place::Preposition),
        _ => None,
    }
}

fn rows(language: Language, name: &str) -> impl Iterator<Item = Row<'static>> + use<> {
    table(language.code(), name).into_iter().flat_map(|table| table.rows())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_names_a_kind_and_a_place() {
        for language in [Language::FRENCH, Language::ENGLISH] {
            for row in rows(language, "name-words") {
                let fits = row.parse::<NameKind>("kind").is_some() && place(row.get("place")).is_some();
                assert!(fits, "{}", row.place());
                assert!(row.list("forms").all(|form| fold(form) == form), "{}: lower case", row.place());
            }
        }
    }

    #[test]
    fn titles_are_found_with_and_without_article() {
        let title = |words: &[&str]| title(Language::FRENCH, words);
        assert_eq!(title(&["le", "ministre", "de"]), Some(2));
        assert_eq!(title(&["premier", "ministre"]), Some(2));
        assert_eq!(title(&["Odel"]), None);
    }
}
