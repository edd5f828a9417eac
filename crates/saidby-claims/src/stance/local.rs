//! What the words beside a predicate make of it: negation, modals, mood, tense, adverbs, conditions.

use super::degree::CERTAIN;
use super::governed;
use super::walk::{Operator, START, Scene, Step, implied_step, shade_step};
use super::words::{Frame, Kind, Shading};
use crate::tree::Node;
use saidby_core::Upos;
use std::ops::Range;

/// What others are said to know is possible for who passes it on.
const HEARSAY: f64 = 1.0;
/// Nobody knows the future for certain.
const FUTURE: f64 = 2.5;
/// Who says what should have happened holds that it probably did not.
const COUNTERFACTUAL: f64 = -2.0;
/// Who asks who did it holds that somebody probably did.
const PRESUPPOSED_BY_QUESTION: f64 = 2.0;
/// What hangs on a condition is possible.
const CONDITIONAL: f64 = 1.0;

/// How sure a sentence's root is by its mood alone: what is asked or ordered is not held to be so; who asks who did it holds that
/// somebody did.
pub fn mood(scene: &Scene, root: usize, steps: &mut Vec<Step>) -> f64 {
    let tree = &scene.paragraph.tree;
    let sentence = scene.paragraph.sentence(root);
    let end = sentence.end.saturating_sub(3).max(sentence.start);
    let mark = (end..sentence.end).rev().find(|&at| scene.paragraph.lower(at) == "?");
    if let Some(mark) = mark.filter(|_| tree.node(root).head.is_none()) {
        let asks_who = |&at: &usize| tree.node(at).feature("PronType") == Some("Int");
        let left = tree.dependents(root).iter().find(|at| asks_who(at)).map_or(0.0, |_| PRESUPPOSED_BY_QUESTION);
        return shade_step(START, left, mark..mark + 1, Operator::Question, steps);
    }
    if finite(scene, root).feature("Mood") == Some("Imp") && tree.related(root, &["nsubj"]).next().is_none() {
        return shade_step(START, 0.0, root..root + 1, Operator::Command, steps);
    }
    START
}

/// What is left of a predicate's certainty beside its own words.
pub fn shade(scene: &Scene, predicate: usize, context: f64, steps: &mut Vec<Step>) -> f64 {
    let found = beside(scene, predicate);
    let denied = denial(scene, context, &found);
    let mut degree = implied_by_auxiliary(scene, predicate, context, steps);
    for (words, shading) in found.iter().filter(|(_, shading)| shading.kind != Kind::Negation) {
        let (left, operator) = left_by(scene, predicate, shading, denied.is_some());
        degree = shade_step(degree, left, words.clone(), operator, steps);
    }
    let has_modal = found.iter().any(|(_, shading)| shading.kind == Kind::Modal);
    degree = tense(scene, predicate, degree, has_modal, steps);
    match denied {
        Some(words) => shade_step(degree, -CERTAIN, words, Operator::Negation, steps),
        None => degree,
    }
}

/// What a listed word leaves of what is certain, and as what.
fn left_by(scene: &Scene, predicate: usize, shading: &Shading, denied: bool) -> (f64, Operator) {
    let indirect = scene.paragraph.tree.node(predicate).universal == "ccomp";
    match shading.kind {
        Kind::Negation => (-CERTAIN, Operator::Negation),
        Kind::Modal if shading.ability && denied => (CERTAIN, Operator::Modal),
        Kind::Modal if shading.counterfactual && is_perfect(scene, predicate) => (COUNTERFACTUAL, Operator::Modal),
        Kind::Modal => (shading.degree, Operator::Modal),
        Kind::Future => (FUTURE, Operator::Future),
        Kind::Adverb => (shading.degree, Operator::Adverb),
        Kind::Adjective => (shading.degree, Operator::Adjective),
        Kind::Evidential => (HEARSAY.max(shading.degree), Operator::Hearsay),
        Kind::Purpose => (shading.degree, Operator::Purpose),
        Kind::Question => (0.0, Operator::Question),
        Kind::Conditional if indirect => (0.0, Operator::Question),
        Kind::Conditional => (shading.degree, Operator::Condition),
    }
}

/// The words that deny a predicate. « ni », "nor" after a denied one goes on denying, and turns nothing round.
fn denial(scene: &Scene, context: f64, found: &[(Range<usize>, Shading)]) -> Option<Range<usize>> {
    let goes_on = |words: &Range<usize>| context < 0.0 && scene.paragraph.tree.node(words.start).universal == "cc";
    let denies = |(words, shading): &&(Range<usize>, Shading)| shading.kind == Kind::Negation && !goes_on(words);
    found.iter().find(denies).map(|(words, _)| words.clone())
}

/// « a failli tomber », « laisse entrer »: a verb of the list that the tree has as an auxiliary implies as it does elsewhere.
fn implied_by_auxiliary(scene: &Scene, predicate: usize, degree: f64, steps: &mut Vec<Step>) -> f64 {
    let is_semi = |&aux: &usize| listed(scene, aux).is_none();
    let auxiliaries = scene.paragraph.tree.related(predicate, &["aux"]).filter(is_semi);
    let mut implying = auxiliaries.filter_map(|aux| Some((aux, governed::signature(scene, aux, Frame::Infinitive)?)));
    let is_own = scene.paragraph.tree.node(predicate).feature("VerbForm") == Some("Inf");
    match implying.next_back().filter(|_| is_own) {
        Some((aux, signature)) => implied_step(degree, signature, aux, Operator::Implication, steps),
        None => degree,
    }
}

/// Future and conditional, and what a condition leaves of its consequence.
fn tense(scene: &Scene, predicate: usize, degree: f64, has_modal: bool, steps: &mut Vec<Step>) -> f64 {
    let tree = &scene.paragraph.tree;
    let verb = finite_at(scene, predicate);
    let finite = tree.node(verb);
    let conditional = finite.feature("Mood") == Some("Cnd") && !has_modal;
    let is_modal = || scene.lemmas(predicate).any(|lemma| scene.words.is_modal(lemma));
    let (left, operator) = match condition_of(scene, predicate) {
        Some(words) => return shade_step(degree, CONDITIONAL, words, Operator::Consequence, steps),
        None if conditional && is_modal() => match verb == predicate {
            true => return degree,
            false => (-CERTAIN, Operator::Modal),
        },
        None if conditional && verb == predicate && tree.node(predicate).universal == "ccomp" => (FUTURE, Operator::Future),
        None if conditional => (HEARSAY, Operator::Hearsay),
        None if finite.feature("Tense") == Some("Fut") => (FUTURE, Operator::Future),
        None => return degree,
    };
    shade_step(degree, left, verb..verb + 1, operator, steps)
}

/// "should have delivered": the auxiliary of the perfect is there.
fn is_perfect(scene: &Scene, predicate: usize) -> bool {
    let tree = &scene.paragraph.tree;
    let has_participle =
        tree.node(predicate).feature("Tense") == Some("Past") || tree.related(predicate, &["cop"]).next().is_some();
    has_participle && tree.related(predicate, &["aux"]).any(|aux| matches!(tree.node(aux).lemma, "have" | "avoir" | "être"))
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
    *scene.paragraph.tree.node(finite_at(scene, predicate))
}

/// Relations of words that stand beside a predicate and are no clauses of their own.
const BESIDE: &[&str] = &["advmod", "aux", "mark", "case", "cc", "det", "amod", "acl", "obl", "discourse", "parataxis"];
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
    let relation = node.universal;
    match shading.kind {
        Kind::Negation => !shading.with_ne || has_ne(scene, predicate),
        Kind::Modal | Kind::Future => relation == "aux",
        Kind::Adjective => matches!(relation, "amod" | "acl"),
        Kind::Adverb => !matches!(relation, "aux" | "mark" | "case" | "cc" | "det" | "acl"),
        Kind::Evidential => !matches!(relation, "aux" | "mark" | "case" | "cc" | "det"),
        Kind::Purpose => matches!(relation, "mark" | "case") && is_adverbial(scene, predicate),
        Kind::Question | Kind::Conditional => matches!(relation, "mark" | "case" | "advmod"),
    }
}

/// A clause that its governor is not listed with: an infinitive after "threaten" is no purpose.
fn is_adverbial(scene: &Scene, predicate: usize) -> bool {
    let node = scene.paragraph.tree.node(predicate);
    let listed = |governor| governed::is_listed_infinitive(scene, governor, predicate);
    node.universal == "advcl" && !node.head.is_some_and(listed)
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
