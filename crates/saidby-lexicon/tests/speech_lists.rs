//! Every row of the lists of speech parses, and no key stands twice.

use saidby_core::{Act, Certainty, CueKind, Language, Polarity, Sector, SourceKind};
use saidby_lexicon::{Row, Table, Tense, Verbs, languages, table};
use std::collections::BTreeSet;

/// The list in each language that has it.
fn lists(name: &'static str) -> Vec<&'static Table> {
    let found: Vec<&Table> = languages().iter().filter_map(|language| table(language.code(), name)).collect();
    assert!(found.iter().any(|t| t.folder == "fr") && found.iter().any(|t| t.folder == "en"), "{name} lacks a language");
    found
}

/// Checks each row of a list: its cells with `row_is_sound`, its number of cells, its case, and that its key stands once.
fn check(name: &'static str, key: &[&str], row_is_sound: impl Fn(&Row) -> bool) {
    for list in lists(name) {
        let mut seen = BTreeSet::new();
        for row in list.rows() {
            let key: Vec<&str> = key.iter().map(|column| row.get(column)).collect();
            assert!(!key[0].is_empty() && key[0] == key[0].to_lowercase() && !key[0].contains('’'), "{}: key", row.place());
            assert!(row_is_sound(&row), "{}: an unsound row of `{}`", row.place(), key[0]);
            assert!(seen.insert(key), "{}: stands twice", row.place());
        }
    }
}

/// Whether a cell is empty or one of `names`.
fn one_of(row: &Row, column: &str, names: &[&str]) -> bool {
    row.get(column).is_empty() || names.contains(&row.get(column))
}

fn gender_and_number(row: &Row) -> bool {
    one_of(row, "gender", &["masc", "fem", "neut"]) && one_of(row, "number", &["sing", "plur"])
}

fn sector(row: &Row) -> bool {
    row.get("sector").is_empty() || row.parse::<Sector>("sector").is_some()
}

#[test]
fn cues() {
    let frames = ["quote", "clause", "question", "infinitive", "accused", "asked", "named", "object", "told", "about"];
    check("cues", &["lemma", "kind"], |row| {
        row.list("frames").all(|frame| frames.contains(&frame))
            && row.parse::<CueKind>("kind").is_some()
            && row.parse::<Act>("act").is_some()
            && row.parse::<Certainty>("certainty").is_some()
            && one_of(row, "author", &["factive", "counter"])
    });
}

#[test]
fn cue_verbs_have_forms() {
    for list in lists("cues") {
        let language = Language::parse(list.folder).expect("a folder is a language code");
        for row in list.rows().filter(|row| row.get("kind") == "verb") {
            let verbs = Verbs::of(language, [row.get("lemma")].into_iter());
            for tense in [Tense::Infinitive, Tense::Present, Tense::PastParticiple, Tense::PresentParticiple] {
                assert!(
                    verbs.iter().any(|(form, reading)| reading.tense == tense && !form.is_empty()),
                    "{}: {tense:?}",
                    row.place()
                );
            }
        }
    }
}

#[test]
fn certainty() {
    let kinds = ["adverb", "modal", "adjective", "negation", "future", "question", "purpose", "conditional", "evidential"];
    check("certainty", &["phrase", "kind"], |row| {
        kinds.contains(&row.get("kind"))
            && (row.get("certainty").is_empty() || row.parse::<Certainty>("certainty").is_some())
            && row.parse::<Polarity>("polarity").is_some()
    });
}

#[test]
fn sources() {
    check("sources", &["noun"], |row| {
        let one_word = !row.get("noun").contains(' ');
        one_word && row.parse::<SourceKind>("kind").is_some() && sector(row) && gender_and_number(row)
    });
}

#[test]
fn pronouns() {
    let functions = ["subject", "object", "disjunctive", "clitic", "demonstrative", "indefinite", "relative"];
    check("pronouns", &["form", "function"], |row| functions.contains(&row.get("function")) && gender_and_number(row));
}

#[test]
fn titles() {
    check("titles", &["form"], |row| one_of(row, "gender", &["masc", "fem"]) && sector(row));
}

#[test]
fn numbers() {
    check("numbers", &["form"], |row| row.get("value").trim_start_matches('~').parse::<u64>().is_ok());
}

#[test]
fn irregular_verbs() {
    check("irregular-verbs", &["lemma"], |row| {
        let models = lists("irregular-verbs");
        let is_listed = |model: &str| models.iter().flat_map(|list| list.rows()).any(|other| other.get("lemma") == model);
        row.get("model").is_empty() || is_listed(row.get("model"))
    });
}
