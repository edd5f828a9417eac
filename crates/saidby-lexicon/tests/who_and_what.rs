//! The lists of who and what hold only known codes, types, modes, contexts and roles, and nothing twice.

use saidby_core::{Context, Country, EventType, Language, Sector};
use saidby_lexicon::{Actors, KnownActor, NameKind, Places, Row, Table, table};
use std::collections::{BTreeMap, BTreeSet};

const LANGUAGES: [&str; 2] = ["fr", "en"];
const SLOTS: [&str; 10] = ["subject", "object", "to", "from", "with", "against", "for", "between", "of", "by"];

fn list(folder: &str, name: &str, columns: &[&str]) -> &'static Table {
    let table = table(folder, name).unwrap_or_else(|| panic!("no list {folder}/{name}"));
    assert_eq!(table.columns(), columns, "{folder}/{name}");
    for row in table.rows() {
        let filled = columns.iter().any(|column| !row.get(column).is_empty());
        assert!(filled && !row.get(columns[0]).is_empty(), "{}: no first cell", row.place());
        for cell in columns.iter().map(|column| row.get(column)) {
            assert!(!cell.contains('’') && !cell.contains('\u{a0}') && !cell.contains("  "), "{}: `{cell}`", row.place());
        }
    }
    table
}

fn known<T: std::str::FromStr>(row: &Row, column: &str) {
    assert!(row.get(column).is_empty() || row.parse::<T>(column).is_some(), "{}: `{}`", row.place(), row.get(column));
}

fn once(seen: &mut BTreeMap<String, String>, key: String, row: &Row) {
    if let Some(before) = seen.insert(key.clone(), row.place()) {
        panic!("{}: `{key}` is in {before} too", row.place());
    }
}

#[test]
fn every_country_has_its_names() {
    for language in LANGUAGES {
        let table = list(language, "countries", &["code", "names", "adjectives", "demonyms", "capitals", "note"]);
        let states = Country::all().filter(|country| !"UNO EUR IGO NGO ISM IMG MNC KOS".contains(country.code()));
        let codes: Vec<&str> = table.rows().map(|row| row.get("code")).collect();
        assert_eq!(codes, states.map(|country| country.code().to_owned()).collect::<Vec<_>>(), "{language}");
        for column in ["names", "capitals"] {
            let mut seen = BTreeMap::new();
            for row in table.rows() {
                row.list(column).filter(|&name| name != "Congo").for_each(|name| once(&mut seen, name.to_owned(), &row));
                assert!(row.list("names").next().is_some(), "{}", row.place());
            }
        }
    }
}

#[test]
fn regions_count_as_a_country_and_share_no_name_with_one() {
    for language in LANGUAGES {
        let countries = table(language, "countries").unwrap();
        let table = list(language, "regions", &["code", "names", "adjectives", "demonyms", "capitals", "note"]);
        for column in ["names", "adjectives", "capitals"] {
            let mut seen = BTreeMap::new();
            for row in countries.rows().filter(|_| column != "adjectives").chain(table.rows()) {
                row.list(column).filter(|&name| name != "Congo").for_each(|name| once(&mut seen, name.to_owned(), &row));
            }
        }
        assert!(table.rows().count() > 25);
        table.rows().for_each(|row| assert!(row.parse::<Country>("code").is_some(), "{}", row.place()));
    }
}

#[test]
fn a_first_name_tells_one_gender_in_a_language() {
    let table = list("ontology", "first-names", &["names", "gender", "except", "note"]);
    for language in LANGUAGES {
        let mut seen = BTreeMap::new();
        for row in table.rows().filter(|row| !row.list("except").any(|code| code == language)) {
            assert!(["masc", "fem"].contains(&row.get("gender")), "{}", row.place());
            row.list("names").for_each(|name| once(&mut seen, name.to_owned(), &row));
        }
    }
}

#[test]
fn organisations_have_known_codes_and_no_name_twice() {
    let kinds = "international government parliament military service court party armed-group company agency ngo"
        .split(' ')
        .collect::<Vec<_>>();
    let table = list("ontology", "organisations", &["id", "name", "country", "sector", "en", "fr", "kind", "note"]);
    let (mut ids, mut english, mut french) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for row in table.rows() {
        known::<Country>(&row, "country");
        known::<Sector>(&row, "sector");
        assert!(kinds.contains(&row.get("kind")), "{}", row.place());
        once(&mut ids, row.get("id").to_owned(), &row);
        row.list("en").for_each(|name| once(&mut english, name.to_owned(), &row));
        row.list("fr").for_each(|name| once(&mut french, name.to_owned(), &row));
    }
}

#[test]
fn seats_are_of_listed_organisations() {
    let organisations: Vec<&str> = table("ontology", "organisations").unwrap().rows().map(|row| row.get("id")).collect();
    for row in list("ontology", "seats", &["id", "en", "fr"]).rows() {
        assert!(organisations.contains(&row.get("id")), "{}", row.place());
        assert!(LANGUAGES.iter().all(|language| row.list(language).next().is_some()), "{}", row.place());
    }
}

#[test]
fn places_lie_in_one_country_and_are_nobody_that_other_lists_name() {
    let table = list("ontology", "places", &["country", "kind", "en", "fr"]);
    for language in LANGUAGES {
        let (actors, places) = {
            let language = Language::parse(language).unwrap();
            (Actors::of(language), Places::of(language))
        };
        let mut seen = BTreeMap::new();
        for row in table.rows() {
            assert!(row.parse::<Country>("country").is_some(), "{}", row.place());
            assert!(["region", "town"].contains(&row.get("kind")), "{}", row.place());
            for name in row.list(language) {
                once(&mut seen, name.to_owned(), &row);
                let words: Vec<&str> = name.split(' ').collect();
                assert_eq!(
                    places.longest(&words),
                    Some((words.len(), row.parse("country").unwrap())),
                    "{}: `{name}`",
                    row.place()
                );
                let seat = |actors: &[KnownActor]| actors.iter().all(|actor| actor.kind == NameKind::Seat);
                let free = actors.longest(&words).is_none_or(|(length, actors)| length < words.len() || seat(actors));
                assert!(free, "{}: `{name}`", row.place());
            }
        }
    }
}

#[test]
fn people_have_known_codes_terms_in_order_and_names_of_their_own() {
    let table = list("ontology", "people", &["id", "name", "aliases", "country", "sector", "office", "from", "to", "note"]);
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for row in table.rows() {
        known::<Country>(&row, "country");
        known::<Sector>(&row, "sector");
        assert!(!row.get("office").is_empty(), "{}", row.place());
        assert!(row.get("to").is_empty() || row.get("from") <= row.get("to"), "{}: ends before it begins", row.place());
        assert!([row.get("from"), row.get("to")].iter().all(|date| is_date(date)), "{}", row.place());
        for name in row.list("name").chain(row.list("aliases")) {
            assert_eq!(
                *owners.entry(name).or_insert(row.get("id")),
                row.get("id"),
                "{}: `{name}` is someone else too",
                row.place()
            );
        }
    }
}

fn is_date(date: &str) -> bool {
    let shape: String = date.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    ["", "9999", "9999-99", "9999-99-99"].contains(&shape.as_str())
}

#[test]
fn events_have_known_types_modes_roles_and_contexts() {
    for language in LANGUAGES {
        let table = list(language, "events", &["lemma", "kind", "type", "mode", "roles", "contexts", "note"]);
        let mut seen = BTreeMap::new();
        let mut types = BTreeSet::new();
        for row in table.rows() {
            let kind = row.parse::<EventType>("type").unwrap_or_else(|| panic!("{}: type", row.place()));
            types.insert(kind);
            assert!(row.get("mode").is_empty() || kind.mode(row.get("mode")).is_some(), "{}: mode", row.place());
            assert!(row.list("contexts").all(|name| name.parse::<Context>().is_ok()), "{}: contexts", row.place());
            assert!(["verb", "noun", "phrase"].contains(&row.get("kind")), "{}: kind", row.place());
            assert!(are_roles(row.get("roles"), language), "{}: `{}`", row.place(), row.get("roles"));
            assert_eq!(row.get("lemma").to_lowercase(), row.get("lemma"), "{}: case", row.place());
            once(&mut seen, format!("{} {}", row.get("kind"), row.get("lemma")), &row);
        }
        assert_eq!(types.len(), EventType::ALL.len(), "{language}: a type has no words");
    }
}

#[test]
fn words_that_act_on_events_have_known_kinds() {
    let kinds = ["light", "intent", "attempt", "failure", "obligation", "occurrence", "nobody", "region", "mishap", "elsewhere"];
    for language in LANGUAGES {
        let mut seen = BTreeMap::new();
        for row in list(language, "event-operators", &["lemma", "kind", "note"]).rows() {
            assert!(kinds.contains(&row.get("kind")), "{}: kind", row.place());
            once(&mut seen, format!("{} {}", row.get("kind"), row.get("lemma")), &row);
        }
    }
}

fn are_roles(roles: &str, language: &str) -> bool {
    let is_slot = |slot: &str| {
        let slot = slot.strip_suffix('!').unwrap_or(slot);
        SLOTS.contains(&slot) || (slot == "possessive" && language == "en")
    };
    let is_side = |side: &str| side == "-" || side.split(',').all(is_slot);
    roles == "reciprocal" || roles.split_once('>').is_some_and(|(actor, recipient)| is_side(actor) && is_side(recipient))
}

#[test]
fn arms_are_listed_once() {
    let table = list("ontology", "arms", &["en", "fr", "class", "note"]);
    let (mut english, mut french) = (BTreeMap::new(), BTreeMap::new());
    for row in table.rows() {
        assert!(!row.get("class").is_empty() && !row.get("fr").is_empty(), "{}", row.place());
        row.list("en").for_each(|name| once(&mut english, name.to_owned(), &row));
        row.list("fr").for_each(|name| once(&mut french, name.to_owned(), &row));
    }
}

#[test]
fn months_and_days_have_values_in_range() {
    for language in LANGUAGES {
        let mut seen = BTreeMap::new();
        for row in list(language, "months", &["form", "kind", "value", "note"]).rows() {
            let range = match row.get("kind") {
                "month" => 1..=12,
                "weekday" => 1..=7,
                "relative" => -2..=2,
                kind => panic!("{}: `{kind}`", row.place()),
            };
            assert!(row.parse::<i32>("value").is_some_and(|value| range.contains(&value)), "{}", row.place());
            once(&mut seen, row.get("form").to_owned(), &row);
        }
    }
}

macro_rules! type_files {
    ($($name:literal),+) => { [$(($name, include_str!(concat!("../../../ontology/", $name, ".toml")))),+] };
}

const TYPE_FILES: [(&str, &str); 16] = type_files!(
    "agree",
    "consult",
    "support",
    "concede",
    "cooperate",
    "aid",
    "retreat",
    "request",
    "accuse",
    "reject",
    "threaten",
    "protest",
    "sanction",
    "mobilize",
    "coerce",
    "assault"
);

#[test]
fn every_event_type_has_a_file_that_agrees_with_core() {
    for (&kind, (name, text)) in EventType::ALL.iter().zip(TYPE_FILES) {
        let file: toml::Table = text.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(file["name"].as_str(), Some(kind.name()));
        let modes: Vec<&str> = array(&file, "modes").iter().filter_map(|mode| mode["name"].as_str()).collect();
        assert_eq!(modes, kind.modes(), "{name}");
        let examples = array(&file, "examples");
        assert!((3..=6).contains(&examples.len()), "{name}: {} examples", examples.len());
        examples.iter().for_each(|example| check_example(kind, example));
    }
}

fn array<'f>(file: &'f toml::Table, key: &str) -> &'f [toml::Value] {
    file.get(key).and_then(toml::Value::as_array).map_or(&[], Vec::as_slice)
}

fn check_example(kind: EventType, example: &toml::Value) {
    let cell = |key: &str| example.get(key).and_then(toml::Value::as_str);
    let text = cell("text").unwrap_or_default();
    assert!(cell("trigger").is_some_and(|trigger| !trigger.is_empty() && text.contains(trigger)), "{example}");
    for side in ["actor", "recipient"] {
        let countries = example.get(side).and_then(toml::Value::as_array);
        let is_country = |code: &toml::Value| code.as_str().is_some_and(|code| code.parse::<Country>().is_ok());
        assert!(countries.is_some_and(|codes| codes.iter().all(is_country)), "{text}");
    }
    assert!(cell("mode").is_none_or(|mode| kind.mode(mode).is_some()), "{text}");
    assert!(cell("language").is_some_and(|language| LANGUAGES.contains(&language)), "{text}");
}

#[test]
fn every_listed_name_is_found() {
    for language in LANGUAGES {
        let actors = Actors::of(Language::parse(language).unwrap());
        for row in table("ontology", "organisations").unwrap().rows() {
            for name in row.list(language) {
                let words: Vec<&str> = name.split(' ').collect();
                let found = actors.longest(&words).map_or(&[][..], |(_, found)| found);
                let wanted = format!("organisation:{}", row.get("id"));
                assert!(name.contains(", ") || found.iter().any(|actor| actor.id() == wanted), "{}: `{name}`", row.place());
                assert!(words.len() <= 12, "{}: longer than `Actors::longest` looks", row.place());
            }
        }
    }
}
