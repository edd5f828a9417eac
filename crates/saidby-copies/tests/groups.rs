//! Copies, excerpts and origins among invented stories.

use proptest::prelude::*;
use saidby_copies::{Copies, Relation, Text, groups};
use saidby_core::Moment;

const HARBOUR: &str = "The harbour authority of Port Selby said on Tuesday that three coal barges had left without clearance. Its director, \
    Marta Lindqvist, told reporters that the crews had been warned twice over the radio before dawn. The barges were later seen off the \
    northern lighthouse by a fishing boat whose skipper filmed them. No insurer has come forward, and the owners could not be reached for \
    comment. An inquiry will open next week in the regional court, which may fine the company up to two million crowns.";

const ORCHARD: &str = "Growers in the Velm valley expect half of last year's apples after four nights of frost in May. The cooperative has asked \
    the ministry for emergency loans, its spokesman Henrik Odel said, adding that many families would otherwise sell their land. Ministers meet \
    farmers on Friday, and a decision is promised before the summer recess.";

fn text<'t>(id: &'t str, text: &'t str) -> Text<'t> {
    Text { id, text, published: None }
}

fn day(day: i8) -> Option<Moment> {
    Some(Moment::day(jiff::civil::date(2022, 11, day)))
}

fn group_numbers(copies: &[Copies]) -> Vec<usize> {
    copies.iter().map(|copy| copy.group).collect()
}

/// Every `n`th word replaced.
fn spun(story: &str, n: usize) -> String {
    let words = story.split(' ').enumerate().map(|(index, word)| if index % n == n - 1 { "thing" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_cut_copy_with_furniture_joins_its_story_and_another_story_does_not() {
    let cut =
        format!("PHOTO Archive. {} Read more about shipping in our newsletter.", &HARBOUR[..HARBOUR.find("No insurer").unwrap()]);
    let copies = groups(&[text("a", HARBOUR), text("b", ORCHARD), text("c", &cut)]);
    assert_eq!(group_numbers(&copies), [0, 1, 0]);
    assert_eq!(copies[0].edges[0].to, 2);
    assert_eq!(copies[0].edges[0].relation, Relation::Copy);
    assert!(copies[1].edges.is_empty());
}

#[test]
fn a_text_with_one_word_in_six_exchanged_is_still_a_copy() {
    let other = spun(HARBOUR, 6);
    let copies = groups(&[text("a", HARBOUR), text("b", &other)]);
    assert_eq!(group_numbers(&copies), [0, 0]);
    assert!(copies[0].edges[0].score < 0.5);
}

#[test]
fn case_and_accents_do_not_matter() {
    let accented = "Le ministère a démenti lundi soir avoir reçu la lettre envoyée à Genève en février";
    let plain = "LE MINISTERE A DEMENTI LUNDI SOIR AVOIR RECU LA LETTRE ENVOYEE A GENEVE EN FEVRIER";
    let copies = groups(&[text("a", accented), text("b", plain)]);
    assert_eq!(copies[0].edges[0].score, 1.0);
}

#[test]
fn a_passage_in_another_story_is_an_excerpt_and_joins_no_group() {
    let passage = &HARBOUR[HARBOUR.find("Its director").unwrap()..HARBOUR.find("No insurer").unwrap()];
    let host = format!(
        "{ORCHARD} {passage} Elsewhere on the coast, nothing of the sort was reported by the other four harbours this week."
    );
    let copies = groups(&[text("a", HARBOUR), text("b", &host)]);
    assert_eq!(group_numbers(&copies), [0, 1]);
    let edge = &copies[0].edges[0];
    assert_eq!(edge.relation, Relation::Excerpt);
    assert_eq!(edge.spans.len(), 1);
    assert_eq!(edge.spans[0].0.of(HARBOUR), passage.trim_end_matches([' ', '.']));
    assert_eq!(edge.spans[0].1.of(&host), edge.spans[0].0.of(HARBOUR));
}

#[test]
fn a_shared_quotation_is_nothing() {
    let quoting = format!("{ORCHARD} \"The crews had been warned twice over the radio before dawn,\" another official recalled.");
    let copies = groups(&[text("a", HARBOUR), text("b", &quoting)]);
    assert!(copies.iter().all(|copy| copy.edges.is_empty()));
}

#[test]
fn the_origin_is_the_earliest_then_the_agency_then_the_longest() {
    let longer = format!("{HARBOUR} The weather was fair.");
    let credited = format!("(AFP) {HARBOUR}");
    let dated = [
        Text { published: day(3), ..text("a", HARBOUR) },
        Text { published: day(2), ..text("b", HARBOUR) },
        text("c", &credited),
    ];
    assert_eq!(groups(&dated)[0].origin, 1);
    assert_eq!(groups(&[text("a", HARBOUR), text("b", &credited), text("c", &longer)])[0].origin, 1);
    assert_eq!(groups(&[text("a", HARBOUR), text("c", &longer)])[0].origin, 1);
    assert_eq!(groups(&[text("a", HARBOUR), text("b", HARBOUR)])[0].origin, 0);
}

#[test]
fn three_hundred_copies_are_one_group() {
    let copies = groups(&vec![text("a", HARBOUR); 300]);
    assert!(copies.iter().all(|copy| copy.group == 0));
    let edges: usize = copies.iter().map(|copy| copy.edges.len()).sum();
    assert!(edges < 300 * 4, "{edges} edges");
}

proptest! {
    #[test]
    fn spans_lie_in_both_texts_and_hold_the_same_words(words in prop::collection::vec("[abÉé]", 0..60), other in prop::collection::vec("[abÉé]", 0..60)) {
        let (left, right) = (words.join(" "), other.join(", "));
        let copies = groups(&[text("a", &left), text("b", &right)]);
        let fold = |words: &str| words.replace(',', "").to_lowercase().replace('é', "e");
        for (a, b) in copies[0].edges.iter().flat_map(|edge| &edge.spans) {
            prop_assert!(a.fits(&left) && b.fits(&right) && !a.is_empty());
            prop_assert_eq!(fold(a.of(&left)), fold(b.of(&right)));
        }
    }

    #[test]
    fn any_texts_have_groups_and_origins_among_themselves(texts in prop::collection::vec(".{0,80}", 0..6)) {
        let given: Vec<Text<'_>> = texts.iter().map(|words| text("x", words)).collect();
        let copies = groups(&given);
        prop_assert_eq!(copies.len(), texts.len());
        for copy in &copies {
            prop_assert_eq!(copies[copy.group].group, copy.group);
            prop_assert_eq!(copies[copy.origin].group, copy.group);
        }
    }
}
