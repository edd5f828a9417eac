//! Pairs of invented texts, and what the second is to the first: the cases on which the thresholds stand.
//!
//! A case is a title, a text, a line `+++`, the other text, a line `---` and the expected relation, or `nothing`. Cases are
//! divided by a line `===`.

#![allow(clippy::unwrap_used)]

use saidby_copies::{Copies, Text, groups};

const PAIRS: &str = include_str!("../cases/pairs.txt");

struct Pair {
    title: &'static str,
    texts: [&'static str; 2],
    expected: &'static str,
}

fn pairs() -> Vec<Pair> {
    PAIRS.split("\n===\n").map(pair).collect()
}

fn pair(case: &'static str) -> Pair {
    let (title, rest) = case.split_once('\n').unwrap();
    let (texts, expected) = rest.split_once("\n---\n").unwrap();
    let (first, second) = texts.split_once("\n+++\n").unwrap();
    Pair { title, texts: [first, second], expected: expected.trim_end() }
}

fn compared(first: &str, second: &str) -> Vec<Copies> {
    groups(&[first, second].map(|text| Text { id: "", text, published: None }))
}

fn relation(copies: &[Copies]) -> &'static str {
    copies[0].edges.first().map_or("nothing", |edge| edge.relation.name())
}

#[test]
fn every_pair_is_what_its_case_says_from_either_end() {
    let mut wrong = Vec::new();
    for Pair { title, texts: [first, second], expected } in pairs() {
        for copies in [compared(first, second), compared(second, first)] {
            let found = relation(&copies);
            if found != expected {
                wrong.push(format!("{title}: {found}, not {expected} {:?}", copies[0].edges.first().map(|edge| &edge.why)));
            }
            assert_eq!(copies[0].group == copies[1].group, found == "copy", "{title}: copies are one group, others are not");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
