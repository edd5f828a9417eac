//! What holds for any text: spans in range, one author's stance first, no circle of parents, the same statements twice.

mod common;

use proptest::prelude::*;
use saidby_core::{Attribution, Statements};

/// Words, names and marks of speech that meet in odd ways, in one language.
fn pieces(language: &str) -> &'static [&'static str] {
    match language {
        "fr" => &[
            "a déclaré",
            "a-t-il dit",
            "ont-ils répondu",
            "affirme",
            "accuse",
            "a nié",
            "est accusé",
            "par",
            "prétend",
            "craint",
            "ajoutant",
            "selon",
            "d'après",
            "que",
            "qu'",
            "si",
            "de",
            "d'",
            "selon laquelle",
            "l'accusation",
            "avoir bombardé",
            "a livré",
            "des obus",
            "frappes",
            "menace",
            "sanctions",
            "l'Allemagne",
            "la Russie",
            "russe",
            "Paul Verdier",
            "Verdier",
            "M.",
            "le ministre",
            "il",
            "elle",
            "qui",
            "et",
            "n'",
            "pas",
            "probablement",
            "mardi",
            "le 2 novembre",
            "2022",
            "digue",
            "très",
        ],
        _ => &[
            "said",
            "he said",
            "told reporters",
            "claims",
            "accused",
            "denied",
            "was accused",
            "by",
            "pretended",
            "fears",
            "adding",
            "according to",
            "that",
            "whether",
            "to",
            "of",
            "the claim",
            "bombing",
            "delivered",
            "shells",
            "strikes",
            "threatened to attack",
            "sanctions",
            "Germany",
            "Russia",
            "Russian",
            "Martha Keane",
            "Keane",
            "Mr",
            "the minister",
            "he",
            "she",
            "they",
            "who",
            "and",
            "not",
            "may have",
            "'s",
            "probably",
            "on Tuesday",
            "2 November",
            "2022",
            "dam",
            "very",
        ],
    }
}

const MARKS: &[&str] =
    &["“", "”", "«", "»", "\"", "‘", "’", "'", ",", ".", "?", "!", ":", ";", "…", "–", "(", ")", "\n", "\u{a0}"];

fn text(language: &'static str) -> impl Strategy<Value = String> {
    let word = prop::sample::select(pieces(language)).prop_map(|word| format!("{word} "));
    let joined = prop::sample::select(pieces(language)).prop_map(str::to_owned);
    let mark = prop::sample::select(MARKS).prop_map(str::to_owned);
    let spaced = prop::sample::select(MARKS).prop_map(|mark| format!("{mark} "));
    let piece = prop_oneof![6 => word, 1 => joined, 2 => mark, 2 => spaced];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn given() -> impl Strategy<Value = (&'static str, String)> {
    let any = || prop::sample::select(vec!["fr", "en"]);
    let noise = (any(), "(?s).{0,120}").prop_map(|(language, text)| (language, text));
    prop_oneof![5 => text("fr").prop_map(|text| ("fr", text)), 5 => text("en").prop_map(|text| ("en", text)), 1 => noise]
}

/// How many attributions stand above one; more than there are tells a circle.
fn depth(statements: &Statements, attribution: &Attribution) -> usize {
    let above = |attribution: &&Attribution| attribution.parent.map(|parent| &statements.attributions[parent.0 as usize]);
    std::iter::successors(Some(attribution), above).take(statements.attributions.len() + 1).count()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(768) })]

    #[test]
    fn statements_hold_their_invariants((language, text) in given()) {
        let article = common::article(language, Some("2024-05-03"), &text);
        let statements = common::statements(&article);
        prop_assert_eq!(statements.check(&article.text), Ok(()));
        for attribution in &statements.attributions {
            prop_assert!(attribution.content.iter().all(|content| !content.of(&article.text).trim().is_empty()), "{:?}", attribution);
            prop_assert!(depth(&statements, attribution) <= statements.attributions.len(), "{:?} is above itself", attribution);
            if let Some(parent) = attribution.parent {
                let held = statements.attributions[parent.0 as usize].content.iter().any(|content| content.contains(attribution.content_cover()));
                prop_assert!(held, "the content of the parent of {:?} does not hold it", attribution);
            }
        }
        for claim in &statements.claims {
            prop_assert!(!claim.event.trigger.of(&article.text).is_empty());
            prop_assert_eq!(claim.via.map_or(1, |via| depth(&statements, &statements.attributions[via.0 as usize]) + 1), claim.stances.len());
        }
    }

    #[test]
    fn the_same_text_gives_the_same_statements((language, text) in given()) {
        let article = common::article(language, None, &text);
        prop_assert_eq!(format!("{:?}", common::statements(&article)), format!("{:?}", common::statements(&article)));
    }
}

#[test]
fn a_long_paragraph_is_read_to_its_end() {
    let speech = "« La digue tiendra », a dit Paul Verdier. La Russie a bombardé la Pologne. ";
    let article = common::article("fr", None, speech.repeat(2000).trim());
    let statements = common::statements(&article);
    assert_eq!(statements.check(&article.text), Ok(()));
    assert_eq!((statements.attributions.len(), statements.claims.len()), (2000, 2000));
}

#[test]
fn a_cue_with_nothing_after_it_has_no_content() {
    for text in [
        "menace selon laquelle",
        "menace selon laquelle “«",
        "«menace selon laquelle « a déclaré",
        "‘l'accusation selon laquelle‘,",
    ] {
        let article = common::article("fr", None, text);
        assert_eq!(common::statements(&article).check(&article.text), Ok(()), "{text}");
    }
}
