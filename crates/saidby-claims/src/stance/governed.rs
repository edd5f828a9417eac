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
    match node.universal {
        _ if node.head != Some(governor) => complement(scene, governor, word, degree, steps),
        "ccomp" | "csubj" | "xcomp" => complement(scene, governor, word, degree, steps),
        "acl" => modifier(scene, governor, word, degree, steps),
        "advcl" if is_listed_infinitive(scene, governor, word) => complement(scene, governor, word, degree, steps),
        "advcl" => presupposed(scene, word, degree),
        "conj" if shares_words(scene, governor, word) => degree,
        "conj" => context,
        "nsubj" | "obj" | "iobj" | "obl" | "nmod" | "compound" => argument(scene, governor, word, degree, steps),
        "amod" | "appos" | "case" => degree.abs(),
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

/// The word that governs another: its head, but for a clause that the tree hangs too high or too low.
pub fn governor(scene: &Scene, word: usize) -> Option<usize> {
    let head = scene.paragraph.tree.node(word).head?;
    Some(predicate_before(scene, head, word).or_else(|| maker_of(scene, head, word)).unwrap_or(head))
}

/// « il est vrai que », "there is proof that": the noun or adjective before a clause governs it, where it is listed with such a clause
/// and both hang on the same verb.
fn predicate_before(scene: &Scene, head: usize, word: usize) -> Option<usize> {
    let tree = &scene.paragraph.tree;
    let before = tree.extent(word).start.checked_sub(1)?;
    let is_clause = matches!(tree.node(word).universal, "ccomp" | "csubj" | "xcomp" | "advcl");
    let is_predicate = matches!(tree.node(before).upos, Upos::Noun | Upos::Adj) && tree.node(before).head == Some(head);
    let listed = || frame(scene, before, word).and_then(|frame| signature(scene, before, frame)).is_some();
    (is_clause && is_predicate && listed()).then_some(before)
}

/// An infinitive that the tree hangs on somebody whom a verb makes do it is the verb's.
fn maker_of(scene: &Scene, somebody: usize, word: usize) -> Option<usize> {
    let tree = &scene.paragraph.tree;
    let node = tree.node(somebody);
    let maker = node.head.filter(|_| tree.node(word).universal == "acl" && matches!(node.universal, "obj" | "iobj"))?;
    let makes = frame(scene, maker, word) == Some(Frame::ObjectInfinitive)
        && signature(scene, maker, Frame::ObjectInfinitive).is_some()
        && signature(scene, somebody, Frame::Infinitive).is_none();
    makes.then_some(maker)
}

/// What a word implies about what it governs in this frame.
pub fn signature(scene: &Scene, governor: usize, frame: Frame) -> Option<Signature> {
    let part = scene.paragraph.tree.node(governor).upos;
    scene.lemmas(governor).find_map(|lemma| scene.words.signature(lemma, part, frame))
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
        _ => scene.lemmas(governor).find_map(|lemma| scene.vocabulary.cues_of_verb(lemma).find(|entry| entry.words.len() == 1)),
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
    let Frames { quote, clause, question, infinitive, accused, asked, named, object, told, about } = entry.frames;
    match frame {
        Frame::Finite => clause || quote || question,
        Frame::Infinitive => infinitive,
        Frame::ObjectInfinitive => accused || asked || (passive && clause),
        Frame::Gerund | Frame::ObjectGerund => accused || about || object || told,
        Frame::Noun => (object || told || named) && of_act(entry.act).0 == Polarity::Neg,
        Frame::Oblique => about && of_act(entry.act).0 == Polarity::Neg,
    }
}

fn complement(scene: &Scene, governor: usize, word: usize, degree: f64, steps: &mut Vec<Step>) -> f64 {
    let Some(frame) = frame(scene, governor, word) else { return degree };
    let implication = signature(scene, governor, frame).map(|found| (Operator::Implication, found));
    let attitude = attitude(scene, governor, word).map(|found| (Operator::Attitude, found));
    let unknown = || UNKNOWN.iter().find(|(listed, _)| *listed == frame).map(|&(_, found)| (Operator::Complement, found));
    let Some((operator, signature)) = implication.or(attitude).or_else(unknown) else { return degree };
    implied_step(degree, signature, governor, operator, steps)
}

/// A clause that modifies a noun: what the noun implies ("the failure to", "the claim that"), or a presupposition of who speaks of it.
fn modifier(scene: &Scene, noun: usize, word: usize, degree: f64, steps: &mut Vec<Step>) -> f64 {
    let node = scene.paragraph.tree.node(word);
    let frame = frame(scene, noun, word);
    let has_mark = scene.paragraph.tree.related(word, &["mark"]).next().is_some();
    let relative = frame.is_none() || (node.relation.ends_with("relcl") && !has_mark);
    if !relative && frame != Some(Frame::Gerund) {
        return complement(scene, noun, word, degree, steps);
    }
    let listed = frame.and_then(|frame| signature(scene, noun, frame));
    match listed.filter(|_| !relative) {
        Some(signature) => implied_step(degree, signature, noun, Operator::Implication, steps),
        None => presupposed(scene, word, degree),
    }
}

/// "He declined yesterday to comment": an infinitive that a predicate is listed with is its complement, however far from it.
pub fn is_listed_infinitive(scene: &Scene, governor: usize, word: usize) -> bool {
    let infinitive = |&frame: &Frame| matches!(frame, Frame::Infinitive | Frame::ObjectInfinitive);
    let listed = |frame| signature(scene, governor, frame).is_some() || cue(scene, governor, word).is_some();
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
    let argument = tree.node(word);
    let relation = argument.universal;
    let subject = relation == "nsubj" && !is_passive(scene, governor);
    let frame = frame(scene, governor, word).filter(|_| !subject);
    if let Some(found) = frame.and_then(|frame| signature(scene, governor, frame)) {
        return implied_step(degree, found, governor, Operator::Implication, steps);
    }
    if let Some(found) = attitude(scene, governor, word).filter(|_| !subject) {
        return implied_step(degree, found, governor, Operator::Attitude, steps);
    }
    if is_definite(scene, word) {
        return super::walk::START;
    }
    steps.push(Step { words: governor..governor + 1, operator: Operator::Existence });
    if subject || matches!(relation, "obl" | "compound") { degree.abs() } else { degree }
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
    match node.universal {
        "nsubj" | "obj" | "iobj" => return Some(Frame::Noun),
        "obl" | "nmod" | "compound" => return Some(Frame::Oblique),
        _ => {}
    }
    let somebody = || is_passive(scene, governor) || tree.related(governor, &["obj", "iobj"]).any(|at| at != word);
    let form = form(scene, word);
    match form {
        Some("Fin") => Some(Frame::Finite),
        Some("Inf") if somebody() => Some(Frame::ObjectInfinitive),
        Some("Inf") => Some(Frame::Infinitive),
        Some("Ger" | "Part") if node.universal != "xcomp" || node.upos == Upos::Verb => {
            let is_gerund = form == Some("Ger") || node.feature("Tense") == Some("Pres");
            is_gerund.then(|| if somebody() { Frame::ObjectGerund } else { Frame::Gerund })
        }
        _ => None,
    }
}

/// The form of a predicate: finite or an infinitive where its auxiliary or copula is, else its own.
fn form<'a>(scene: &Scene<'a>, word: usize) -> Option<&'a str> {
    let tree = &scene.paragraph.tree;
    let own = |at: usize| tree.node(at).features.split('|').find_map(|pair| pair.strip_prefix("VerbForm="));
    let auxiliary = tree.related(word, &["aux", "cop"]).filter_map(own).find(|form| matches!(*form, "Fin" | "Inf"));
    auxiliary.or_else(|| own(word))
}
