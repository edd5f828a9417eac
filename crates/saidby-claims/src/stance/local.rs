//! What the words beside a predicate make of it: negation, modals, mood, tense, adverbs, conditions.

use super::degree::CERTAIN;
use super::governed;
use super::walk::{Operator, START, Scene, Step, shade_step};
use super::words::{Kind, Shading};
use crate::tree::Node;
use saidby_core::{Language, Upos};
use std::ops::Range;

/// What others are said to know is possible for who passes it on.
const HEARSAY: f64 = 1.0;
/// Nobody knows the future for certain.
const FUTURE: f64 = 2.5;
/// What hangs on a condition is possible.
const CONDITIONAL: f64 = 1.0;

/// How sure a sentence's root is by its mood alone: what is asked or ordered is not held to be so.
pub fn mood(scene: &Scene, root: usize, steps: &mut Vec<Step>) -> f64 {
    let tree = &scene.paragraph.tree;
    let sentence = scene.paragraph.sentence(root);
    let mark = sentence.clone().rev().find(|&at| scene.paragraph.lower(at) == "?");
    let end = sentence.end.saturating_sub(3);
    if let Some(mark) = mark.filter(|&mark| mark >= end && tree.node(root).head.is_none()) {
        return shade_step(START, 0.0, mark..mark + 1, Operator::Question, steps);
    }
    let finite = finite(scene, root);
    if finite.feature("Mood") == Some("Imp") && tree.related(root, &["nsubj"]).next().is_none() {
        return shade_step(START, 0.0, root..root + 1, Operator::Command, steps);
    }
    START
}

/// What is left of a predicate's certainty beside its own words.
pub fn shade(scene: &Scene, predicate: usize, context: f64, steps: &mut Vec<Step>) -> f64 {
    let found = beside(scene, predicate);
    let node = scene.paragraph.tree.node(predicate);
    let mut degree = context;
    let modal = found.iter().find(|(_, shading)| shading.kind == Kind::Modal);
    let negations: Vec<&(Range<usize>, Shading)> = found.iter().filter(|(_, shading)| shading.kind == Kind::Negation).collect();
    for (words, shading) in &found {
        let words = words.clone();
        let mut step = |degree, shading, operator| shade_step(degree, shading, words.clone(), operator, steps);
        degree = match shading.kind {
            Kind::Negation => degree,
            Kind::Modal if shading.ability && !negations.is_empty() => step(degree, CERTAIN, Operator::Modal),
            Kind::Modal => step(degree, shading.degree, Operator::Modal),
            Kind::Adverb => step(degree, shading.degree, Operator::Adverb),
            Kind::Adjective => step(degree, shading.degree, Operator::Adjective),
            Kind::Evidential => step(degree, HEARSAY.max(shading.degree), Operator::Hearsay),
            Kind::Purpose => step(degree, shading.degree, Operator::Purpose),
            Kind::Question => step(degree, 0.0, Operator::Question),
            Kind::Conditional if node.relation() == "ccomp" => step(degree, 0.0, Operator::Question),
            Kind::Conditional => step(degree, shading.degree, Operator::Condition),
        };
    }
    degree = tense(scene, predicate, degree, modal.is_some(), steps);
    for (words, _) in negations.iter().take(1) {
        degree = shade_step(degree, -CERTAIN, words.clone(), Operator::Negation, steps);
    }
    degree
}

/// Future and conditional, and what a condition leaves of its consequence.
fn tense(scene: &Scene, predicate: usize, degree: f64, modal: bool, steps: &mut Vec<Step>) -> f64 {
    let verb = finite_at(scene, predicate);
    let node = scene.paragraph.tree.node(verb);
    let french = scene.vocabulary.language == Language::FRENCH;
    let mut step = |shading, operator| shade_step(degree, shading, verb..verb + 1, operator, steps);
    if let Some(condition) = condition_of(scene, predicate) {
        return shade_step(degree, CONDITIONAL, condition.clone(), Operator::Consequence, steps);
    }
    if french && node.feature("Mood") == Some("Cnd") && !modal {
        let future_of_the_past = verb == predicate && scene.paragraph.tree.node(predicate).relation() == "ccomp";
        return if future_of_the_past { step(FUTURE, Operator::Future) } else { step(HEARSAY, Operator::Hearsay) };
    }
    let shall = || {
        scene
            .paragraph
            .tree
            .related(predicate, &["aux"])
            .find(|&aux| matches!(scene.paragraph.tree.node(aux).lemma, "will" | "shall") && !french)
    };
    if node.feature("Tense") == Some("Fut") {
        return step(FUTURE, Operator::Future);
    }
    match shall() {
        Some(aux) => shade_step(degree, FUTURE, aux..aux + 1, Operator::Future, steps),
        None => degree,
    }
}

/// The word that opens a condition of this predicate.
fn condition_of(scene: &Scene, predicate: usize) -> Option<Range<usize>> {
    let tree = &scene.paragraph.tree;
    tree.related(predicate, &["advcl"]).find_map(|clause| {
        let found = beside(scene, clause);
        found.into_iter().find(|(_, shading)| shading.kind == Kind::Conditional).map(|(words, _)| words)
    })
}

/// The word that carries a predicate's tense: itself, or its first finite auxiliary or copula.
pub fn finite_at(scene: &Scene, predicate: usize) -> usize {
    let tree = &scene.paragraph.tree;
    let is_finite = |&at: &usize| tree.node(at).feature("VerbForm") == Some("Fin");
    tree.related(predicate, &["aux", "cop"]).find(is_finite).unwrap_or(predicate)
}

/// The node of that word.
pub fn finite<'a>(scene: &Scene<'a>, predicate: usize) -> Node<'a> {
    scene.paragraph.tree.node(finite_at(scene, predicate))
}

/// Relations of words that stand beside a predicate and are no clauses of their own.
const BESIDE: &[&str] = &["advmod", "aux", "mark", "case", "cc", "det", "amod", "obl", "discourse", "parataxis"];
/// Relations whose determiner or pronoun may deny the predicate: "nobody came", « aucun char ».
const ARGUMENTS: &[&str] = &["nsubj", "obj", "iobj"];

/// The listed words beside a predicate, in text order.
pub fn beside(scene: &Scene, predicate: usize) -> Vec<(Range<usize>, Shading)> {
    let tree = &scene.paragraph.tree;
    let mut found = Vec::new();
    for word in tree.related(predicate, BESIDE) {
        found.extend(listed(scene, word).filter(|(_, shading)| fits(scene, predicate, word, shading)));
    }
    for argument in tree.related(predicate, ARGUMENTS) {
        let denying = std::iter::once(argument).chain(tree.related(argument, &["det"]));
        let denied = denying.filter_map(|word| listed(scene, word)).filter(|(_, shading)| shading.kind == Kind::Negation);
        found.extend(denied.filter(|(_, shading)| !shading.with_ne || has_ne(scene, predicate)));
    }
    found.sort_by_key(|(words, _)| words.start);
    found.dedup_by(|next, kept| next.0.start < kept.0.end);
    found
}

/// Whether a listed word does what it does in this place.
fn fits(scene: &Scene, predicate: usize, word: usize, shading: &Shading) -> bool {
    let tree = &scene.paragraph.tree;
    let node = tree.node(word);
    let relation = node.relation();
    match shading.kind {
        Kind::Negation => !shading.with_ne || has_ne(scene, predicate),
        Kind::Modal => relation == "aux",
        Kind::Adjective => relation == "amod",
        Kind::Adverb | Kind::Evidential => !matches!(relation, "aux" | "mark" | "case" | "cc" | "det"),
        Kind::Purpose => matches!(relation, "mark" | "case") && is_adverbial(scene, predicate),
        Kind::Question | Kind::Conditional => matches!(relation, "mark" | "case" | "advmod"),
    }
}

/// A clause that its governor is not listed with: an infinitive after "threaten" is no purpose.
fn is_adverbial(scene: &Scene, predicate: usize) -> bool {
    let node = scene.paragraph.tree.node(predicate);
    let listed = |governor| governed::is_listed_infinitive(scene, governor, predicate);
    node.relation() == "advcl" && !node.head.is_some_and(listed)
}

fn has_ne(scene: &Scene, predicate: usize) -> bool {
    scene.paragraph.tree.related(predicate, &["advmod"]).any(|word| matches!(scene.paragraph.lower(word), "ne" | "n'"))
}

/// The phrase of the list that a word opens, by its form or else by its lemma.
fn listed(scene: &Scene, word: usize) -> Option<(Range<usize>, Shading)> {
    let start = scene.paragraph.tree.extent(word).start;
    let by_form = |at: usize| scene.words.shading(scene.paragraph.from(at)).map(|(length, shading)| (at..at + length, shading));
    let by_lemma = || {
        let node = scene.paragraph.tree.node(word);
        let listed =
            matches!(node.upos, Upos::Adj | Upos::Aux | Upos::Verb | Upos::Det).then(|| scene.words.shading(&[node.lemma]));
        listed.flatten().map(|(_, shading)| (word..word + 1, shading))
    };
    by_form(start).filter(|(words, _)| words.contains(&word)).or_else(|| by_form(word)).or_else(by_lemma)
}
