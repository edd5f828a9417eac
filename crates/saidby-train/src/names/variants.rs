//! Our own sentences once more, with other names in them: few sentences hold few names, and a network should learn the place of a name
//! rather than its letters.
//!
//! « [Ada Odel] quitte [Riga] » also becomes « [Luc Abbas] quitte [Tunis] ». New names come from the lists of known countries and
//! bodies, from given names and surnames of different people put together, so that nobody real says anything, from figures and letters
//! for weapons, and from the sentences themselves. A variant is only trained on, never written down.

use super::{NamedDocument, Part};
use saidby_core::{Language, NameKind, Span};
use saidby_lexicon::{Row, table};
use std::collections::BTreeMap;

/// Variants of each sentence.
const EACH: u64 = 8;

/// Variants of the documents that may be learnt from, the same at each call.
pub fn of(documents: &[NamedDocument]) -> Vec<NamedDocument> {
    let learnt: Vec<&NamedDocument> =
        documents.iter().filter(|document| document.part == Part::Train && !document.names.is_empty()).collect();
    let Some(language) = learnt.first().map(|document| document.language) else { return Vec::new() };
    let pools = Pools::of(language, &learnt);
    (0..EACH)
        .flat_map(|turn| learnt.iter().map(move |document| (turn, document)))
        .map(|(turn, document)| pools.variant(document, turn))
        .collect()
}

/// What may stand for one another: names of one kind and one shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    kind: NameKind,
    /// A country, which French gives an article.
    country: bool,
    /// Capitals only: an acronym.
    loud: bool,
    /// A small letter first: « ministère de … ».
    small: bool,
    /// A vowel first, before which articles lose theirs.
    vowel: bool,
    /// One word, or several.
    single: bool,
}

/// Names to choose from.
#[derive(Debug, Default)]
struct Pools {
    countries: Vec<&'static str>,
    by_shape: BTreeMap<Shape, Vec<String>>,
    given: Vec<String>,
    surnames: Vec<String>,
}

impl Pools {
    fn of(language: Language, documents: &[&NamedDocument]) -> Self {
        let code = language.code();
        let mut pools =
            Pools { countries: rows(code, "countries").flat_map(|row| row.list("names")).collect(), ..Pools::default() };
        let countries = pools.countries.clone();
        let capitals: Vec<&str> = rows(code, "countries").flat_map(|row| row.list("capitals")).collect();
        let bodies: Vec<&str> =
            rows("ontology", "organisations").flat_map(|row| row.list(if code == "fr" { "fr" } else { "en" })).collect();
        countries.into_iter().chain(capitals).for_each(|name| pools.add(name, NameKind::Location));
        bodies.into_iter().for_each(|name| pools.add(name, NameKind::Organisation));
        for document in documents {
            document.names.iter().for_each(|(span, kind)| pools.add(span.of(&document.text), *kind));
        }
        rows("ontology", "people").for_each(|row| pools.add(row.get("name"), NameKind::Person));
        pools
    }

    fn add(&mut self, name: &str, kind: NameKind) {
        if kind == NameKind::Person {
            let Some((given, surname)) = name.split_once(' ') else { return self.surnames.push(name.to_owned()) };
            self.given.push(given.to_owned());
            self.surnames.push(surname.to_owned());
        } else {
            self.by_shape.entry(self.shape(name, kind)).or_default().push(name.to_owned());
        }
    }

    fn shape(&self, name: &str, kind: NameKind) -> Shape {
        Shape {
            kind,
            country: kind == NameKind::Location && self.countries.contains(&name),
            loud: !name.contains(char::is_lowercase),
            small: name.starts_with(char::is_lowercase),
            vowel: name.starts_with(|c: char| "aeiouyéèêàâîôûAEIOUYÉÈÊÀÂÎÔÛ".contains(c)),
            single: !name.contains(' '),
        }
    }

    fn variant(&self, document: &NamedDocument, turn: u64) -> NamedDocument {
        let mut text = String::new();
        let mut names = Vec::new();
        let mut at = 0;
        for &(span, kind) in &document.names {
            text.push_str(&document.text[at..span.start()]);
            let start = text.len();
            text.push_str(&self.other(span.of(&document.text), kind, seed(&document.id) ^ turn.wrapping_mul(0x9e37_79b9)));
            names.push((Span::new(start, text.len()), kind));
            at = span.end();
        }
        text.push_str(&document.text[at..]);
        NamedDocument { id: format!("{}-{turn}", document.id), text, names, ..document.clone() }
    }

    /// Another name, the same for the same words: a surname is exchanged for the same surname wherever it stands.
    fn other(&self, name: &str, kind: NameKind, seed: u64) -> String {
        let shape = self.shape(name, kind);
        let choose =
            |from: &[String], word: &str| from.get(chosen(seed, word, from.len())).cloned().unwrap_or_else(|| word.to_owned());
        let other = match (kind, name.split_once(' ')) {
            (NameKind::Person, Some((given, surname))) => {
                format!("{} {}", choose(&self.given, given), choose(&self.surnames, surname))
            }
            (NameKind::Person, None) => choose(&self.surnames, name),
            (NameKind::Weapon, None) if name.contains(|c: char| c.is_ascii_digit()) => {
                designation(chosen(seed, name, 26 * 26 * 900))
            }
            _ => choose(self.by_shape.get(&shape).map_or(&[], Vec::as_slice), name),
        };
        if shape.loud && kind == NameKind::Person { other.to_uppercase() } else { other }
    }
}

/// `K-72`, `TR-310`.
fn designation(number: usize) -> String {
    let letter = |at: usize| char::from(b'A' + (at % 26) as u8);
    let first = letter(number);
    let second = if number.is_multiple_of(3) { letter(number / 26).to_string() } else { String::new() };
    let figures = if number.is_multiple_of(2) { 99 } else { 900 };
    format!("{first}{second}-{}", 1 + number / 676 % figures)
}

fn rows(folder: &str, name: &str) -> impl Iterator<Item = Row<'static>> + use<> {
    table(folder, name).into_iter().flat_map(|table| table.rows())
}

/// A number out of words (FNV-1a, 64 bits).
fn seed(words: &str) -> u64 {
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Which of so many is chosen for a word.
fn chosen(seed_of_text: u64, word: &str, of: usize) -> usize {
    let mixed = (seed(word) ^ seed_of_text).wrapping_mul(0xff51_afd7_ed55_8ccd);
    ((mixed >> 33) % of.max(1) as u64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str, names: &[(&str, NameKind)]) -> NamedDocument {
        let mut at = 0;
        let mut span = |name: &str| {
            let start = at + text[at..].find(name).expect("the name is there");
            at = start + name.len();
            Span::new(start, at)
        };
        let names = names.iter().map(|(name, kind)| (span(name), *kind)).collect();
        NamedDocument {
            source: "cases",
            id: "1".to_owned(),
            part: Part::Train,
            language: Language::FRENCH,
            text: text.to_owned(),
            names,
        }
    }

    #[test]
    fn names_are_exchanged_for_names_of_their_shape_and_the_rest_stays() {
        let person = NameKind::Person;
        let given = document(
            "Ada Odel quitte le Gabon. Mme Odel a vu un T-72.",
            &[("Ada Odel", person), ("Gabon", NameKind::Location), ("Odel", person), ("T-72", NameKind::Weapon)],
        );
        let variants = of(&[given]);
        assert_eq!(variants.len() as u64, EACH);
        for variant in &variants {
            let names: Vec<&str> = variant.names.iter().map(|(span, _)| span.of(&variant.text)).collect();
            assert_eq!(variant.text, format!("{} quitte le {}. Mme {} a vu un {}.", names[0], names[1], names[2], names[3]));
            assert!(names[0].ends_with(names[2]), "the surname is the same: {names:?}");
            assert!(names[3].contains('-'), "{names:?}");
        }
        assert_ne!(variants[0].text, variants[1].text);
    }

    #[test]
    fn what_is_held_out_has_no_variants() {
        let held = NamedDocument { part: Part::HeldOut, ..document("Riga attend.", &[("Riga", NameKind::Location)]) };
        assert_eq!(of(&[held]), []);
    }
}
