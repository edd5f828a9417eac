//! The examples of `ontology/*.toml` through the whole line: type, actor and recipient.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test reads the ontology's files")]

use saidby::core::{Country, EventType, Language, Ledger, PageFormat, Participant};
use saidby::read::{Hints, page};
use std::collections::BTreeSet;
use std::path::Path;

const KNOWN_MISSED: &[(&str, &str)] =
    &[("ASSAULT", "Des hommes armés ont enlevé un diplomate espagnol."), ("ACCUSE", "Mexico condemned the raid by Ecuador.")];

/// The countries on the two sides of an event.
#[derive(Debug, PartialEq)]
struct Sides {
    actor: BTreeSet<Country>,
    recipient: BTreeSet<Country>,
}

#[test]
fn every_example_is_read_as_its_file_says_or_is_known_to_be_missed() {
    let mut surprises = Vec::new();
    let mut seen = BTreeSet::new();
    for kind in EventType::ALL {
        for example in examples(*kind) {
            let text = example["text"].as_str().unwrap();
            let key = (kind.name().to_owned(), text.to_owned());
            let listed = KNOWN_MISSED.iter().any(|&(kind, sentence)| kind == key.0 && sentence == key.1);
            let difference = difference(*kind, &example);
            match (&difference, listed) {
                (Some(difference), false) => surprises.push(format!("{} `{text}`: {difference}", kind.name())),
                (None, true) => surprises.push(format!("{} `{text}`: comes right, take it off the list", kind.name())),
                _ => {}
            }
            seen.insert(key);
        }
    }
    for &(kind, sentence) in KNOWN_MISSED {
        let is_example = seen.contains(&(kind.to_owned(), sentence.to_owned()));
        assert!(is_example, "{kind} `{sentence}` is no example of the ontology any more");
    }
    assert!(surprises.is_empty(), "{} of {} examples\n{}", surprises.len(), seen.len(), surprises.join("\n"));
}

/// The examples of one type's file.
fn examples(kind: EventType) -> Vec<toml::Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../ontology/{}.toml", kind.name().to_lowercase()));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    file["examples"].as_array().unwrap().clone()
}

/// How the line's answer differs from the example, if it does: no claim of its type, or other sides.
fn difference(kind: EventType, example: &toml::Value) -> Option<String> {
    let ledger = ledger(example["text"].as_str().unwrap(), example["language"].as_str().unwrap());
    let wanted = Sides { actor: countries(&example["actor"]), recipient: countries(&example["recipient"]) };
    match sides(&ledger, kind) {
        None => Some(format!("no {}, but {:?}", kind.name(), types(&ledger))),
        Some(found) if agree(&wanted, &found) => None,
        Some(found) => Some(format!("{found:?}, not {wanted:?}")),
    }
}

fn ledger(text: &str, language: &str) -> Ledger {
    let hints = Hints { format: Some(PageFormat::Given), language: Language::parse(language), ..Hints::default() };
    saidby::ledger(page("example", text.as_bytes().to_vec(), hints).unwrap())
}

fn countries(codes: &toml::Value) -> BTreeSet<Country> {
    codes.as_array().unwrap().iter().map(|code| code.as_str().unwrap().parse().unwrap()).collect()
}

/// The sides of all claims of the type together; an event has one actor, so several actors are several claims.
fn sides(ledger: &Ledger, kind: EventType) -> Option<Sides> {
    let statements = &ledger.statements;
    let events: Vec<_> = statements.claims.iter().map(|claim| &claim.event).filter(|event| event.kind == Some(kind)).collect();
    let country = |side: Option<Participant>| statements.actor(side?.actor)?.country;
    (!events.is_empty()).then(|| Sides {
        actor: events.iter().filter_map(|event| country(event.actor)).collect(),
        recipient: events.iter().filter_map(|event| country(event.recipient)).collect(),
    })
}

/// The same countries on the same sides. What several do with each other has no recipient in the ontology, where the line gives
/// each as the other's.
fn agree(wanted: &Sides, found: &Sides) -> bool {
    let mutual = wanted.actor.len() > 1 && wanted.recipient.is_empty();
    found == wanted || (mutual && found.actor.union(&found.recipient).eq(&wanted.actor))
}

fn types(ledger: &Ledger) -> Vec<&'static str> {
    ledger.statements.claims.iter().filter_map(|claim| claim.event.kind).map(EventType::name).collect()
}
