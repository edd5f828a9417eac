//! What a word makes of what it governs: complements by signature, adverbial and relative clauses, nouns.

use super::degree::degree;
use super::local::finite;
use super::of_act;
use super::walk::{Operator, Scene, Step, implied_step};
use super::words::{Frame, Signature};
use crate::vocabulary::{AuthorStance, CueEntry, Frames};
use saidby_core::{Act, CueKind, Polarity, Upos};

/// What a predicate without a row implies in each frame: the means of MegaVeridicality's verbs (see `languages/en/implications.tsv`).
const UNKNOWN: &[(Frame, Signature)] = &[
    (Frame::Finite, Signature { positive: 1.7, negative: 0.6 }),
    (Frame::Infinitive, Signature { positive: 0.6, negative: -0.6 }),
    (Frame::ObjectInfinitive, Signature { positive: 1.2, negative: -0.3 }),
    (Frame::Gerund, Signature { positive: 2.0, negative: -1.0 }),
    (Frame::ObjectGerund, Signature { positive: 2.0, negative: -1.0 }),
];

/// How sure it is that what `governor` governs is so, before the words beside `word`.
///
/// `context` is how sure the governor was before its own words, `degree` after them.
pub fn context(scene: &Scene, governor: usize, word: usize, context: f64, degree: f64, steps: &mut Vec<Step>) -> f64 {
    let tree = &scene.paragraph.tree;
    let node = tree.node(word);
    match node.relation() {
        "ccomp" | "csubj" | "xcomp" => complement(scene, governor, word, degree, steps),
        "acl" => modifier(scene, governor, word, degree, steps),
        "advcl" if is_listed_infinitive(scene, governor, word) => complement(scene, governor, word, degree, steps),
        "advcl" => presupposed(scene, word, degree),
        "conj" if shares_words(scene, governor, word) => degree,
        "conj" => context,
        "nsubj" | "obj" | "iobj" | "obl" | "nmod" => argument(scene, governor, word, degree, steps),
        "amod" | "compound" | "appos" | "case" => degree.abs(),
        _ => context,
    }
}

/// A second predicate without a subject and an auxiliary of its own stands under those of the first.
fn shares_words(scene: &Scene, first: usize, second: usize) -> bool {
    let tree = &scene.paragraph.tree;
    let own = tree.related(second, &["nsubj", "aux", "cop", "mark"]).next().is_some();
    let bare =
        |at: usize| finite(scene, at).feature("VerbForm") == Some("Fin") && tree.node(at).feature("VerbForm") == Some("Fin");
    !own && (!bare(second) || bare(first))
}

/// Whether a word is somebody's speech or thought, of which the author holds nothing.
pub fn thought(scene: &Scene, governor: usize, word: usize) -> bool {
    cue(scene, governor, word).is_some_and(|entry| entry.author == AuthorStance::Neutral)
}

/// Speech or thought that governs a word: how sure the speaker is of it.
fn attitude(scene: &Scene, governor: usize, word: usize) -> Option<Signature> {
    cue(scene, governor, word).map(speakers)
}

/// The row of a cue that governs a word in one of its frames.
fn cue<'a>(scene: &Scene<'a>, governor: usize, word: usize) -> Option<&'a CueEntry> {
    let node = scene.paragraph.tree.node(governor);
    let frame = frame(scene, governor, word)?;
    let entry = match node.upos {
        Upos::Noun | Upos::Propn => {
            scene.vocabulary.cue_at(&[node.lemma]).map(|(_, entry)| entry).filter(|entry| entry.kind == CueKind::Noun)
        }
        _ => scene.vocabulary.cues_of_verb(node.lemma).find(|entry| entry.words.len() == 1),
    };
    entry.filter(|entry| carries(entry, frame, is_passive(scene, governor)))
}

/// How sure the speaker is where it is said, and where it is not said.
fn speakers(entry: &CueEntry) -> Signature {
    let (polarity, certainty, _) = of_act(entry.act);
    let positive = degree(polarity, certainty.max(entry.certainty));
    let negative = match (entry.author, entry.act) {
        (AuthorStance::Factive, _) => positive,
        (_, Act::Opine | Act::Predict) => -positive / 2.0,
        _ => 0.0,
    };
    Signature { positive, negative }
}

fn carries(entry: &CueEntry, frame: Frame, passive: bool) -> bool {
    let Frames { quote, clause, question, infinitive, accused, asked, object, about } = entry.frames;
    match frame {
        Frame::Finite => clause || quote || question,
        Frame::Infinitive => infinitive,
        Frame::ObjectInfinitive => accused || asked || (passive && clause),
        Frame::Gerund | Frame::ObjectGerund => accused || about || object,
        Frame::Noun => (object || about) && of_act(entry.act).0 == Polarity::Neg,
    }
}

fn complement(scene: &Scene, governor: usize, word: usize, degree: f64, steps: &mut Vec<Step>) -> f64 {
    let node = scene.paragraph.tree.node(governor);
    let Some(frame) = frame(scene, governor, word) else { return degree };
    let implication = scene.words.signature(node.lemma, node.upos, frame).map(|found| (Operator::Implication, found));
    let attitude = attitude(scene, governor, word).map(|found| (Operator::Attitude, found));
    let listed = if frame == Frame::Finite { attitude.or(implication) } else { implication.or(attitude) };
    let unknown = || UNKNOWN.iter().find(|(listed, _)| *listed == frame).map(|&(_, found)| (Operator::Complement, found));
    let Some((operator, signature)) = listed.or_else(unknown) else { return degree };
    implied_step(degree, signature, governor, operator, steps)
}

/// A clause that modifies a noun: what the noun implies ("the failure to", "the claim that"), or a presupposition of who speaks of it.
fn modifier(scene: &Scene, noun: usize, word: usize, degree: f64, steps: &mut Vec<Step>) -> f64 {
    let node = scene.paragraph.tree.node(word);
    let frame = frame(scene, noun, word);
    let relative = node.relation.ends_with("relcl") || frame.is_none();
    if !relative && frame != Some(Frame::Gerund) {
        return complement(scene, noun, word, degree, steps);
    }
    let listed = frame.and_then(|frame| scene.words.signature(scene.paragraph.tree.node(noun).lemma, Upos::Noun, frame));
    match listed.filter(|_| !relative) {
        Some(signature) => implied_step(degree, signature, noun, Operator::Implication, steps),
        None => presupposed(scene, word, degree),
    }
}

/// "He declined yesterday to comment": an infinitive that a predicate is listed with is its complement, however far from it.
pub fn is_listed_infinitive(scene: &Scene, governor: usize, word: usize) -> bool {
    let node = scene.paragraph.tree.node(governor);
    let infinitive = |&frame: &Frame| matches!(frame, Frame::Infinitive | Frame::ObjectInfinitive);
    let listed = |frame| scene.words.signature(node.lemma, node.upos, frame).is_some() || cue(scene, governor, word).is_some();
    frame(scene, governor, word).filter(infinitive).is_some_and(listed)
}

/// What modifies a noun, or tells time and cause, is presupposed where it is past, else as far as what it stands with is so.
fn presupposed(scene: &Scene, word: usize, degree: f64) -> f64 {
    let past =
        finite(scene, word).feature("Tense") == Some("Past") || scene.paragraph.tree.node(word).feature("Tense") == Some("Past");
    if past { super::walk::START } else { f64::midpoint(super::walk::START, degree.abs()) }
}

/// A noun: what its governor implies about it, or as much as there is of it.
fn argument(scene: &Scene, governor: usize, word: usize, degree: f64, steps: &mut Vec<Step>) -> f64 {
    let tree = &scene.paragraph.tree;
    let (node, argument) = (tree.node(governor), tree.node(word));
    let relation = argument.relation();
    let subject = relation == "nsubj" && !is_passive(scene, governor);
    if !subject {
        if let Some(signature) = scene.words.signature(node.lemma, node.upos, Frame::Noun) {
            return implied_step(degree, signature, governor, Operator::Implication, steps);
        }
        if let Some(signature) = attitude(scene, governor, word) {
            return implied_step(degree, signature, governor, Operator::Attitude, steps);
        }
    }
    if is_definite(scene, word) {
        return super::walk::START;
    }
    steps.push(Step { words: governor..governor + 1, operator: Operator::Existence });
    if subject || relation == "obl" { degree.abs() } else { degree }
}

/// What is named, owned or pointed at is presupposed.
fn is_definite(scene: &Scene, noun: usize) -> bool {
    let tree = &scene.paragraph.tree;
    let definite = |at: usize| {
        let node = tree.node(at);
        node.feature("Definite") == Some("Def") || node.feature("Poss") == Some("Yes") || node.feature("PronType") == Some("Dem")
    };
    tree.node(noun).upos == Upos::Propn
        || tree.dependents(noun).iter().any(|&at| definite(at) || tree.node(at).relation == "nmod:poss")
}

fn is_passive(scene: &Scene, predicate: usize) -> bool {
    let tree = &scene.paragraph.tree;
    tree.node(predicate).feature("Voice") == Some("Pass")
        || tree.dependents(predicate).iter().any(|&at| matches!(tree.node(at).relation, "nsubj:pass" | "aux:pass" | "csubj:pass"))
}

/// What kind of thing a word is to its governor; `None` where it is neither a clause nor a noun that is governed.
fn frame(scene: &Scene, governor: usize, word: usize) -> Option<Frame> {
    let tree = &scene.paragraph.tree;
    let node = tree.node(word);
    if matches!(node.relation(), "nsubj" | "obj" | "iobj" | "obl" | "nmod") {
        return Some(Frame::Noun);
    }
    let somebody = || is_passive(scene, governor) || tree.related(governor, &["obj", "iobj"]).any(|at| at != word);
    let verb = finite(scene, word);
    let form = verb.feature("VerbForm");
    match form {
        Some("Fin") => Some(Frame::Finite),
        Some("Inf") if somebody() => Some(Frame::ObjectInfinitive),
        Some("Inf") => Some(Frame::Infinitive),
        Some("Ger" | "Part") if node.relation() != "xcomp" || node.upos == Upos::Verb => {
            let is_gerund = form == Some("Ger") || node.feature("Tense") == Some("Pres");
            is_gerund.then(|| if somebody() { Frame::ObjectGerund } else { Frame::Gerund })
        }
        _ => None,
    }
}
