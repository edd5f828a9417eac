//! Where the rows of `events.tsv` fit a tree: the lemma of a verb or noun, and the other words of the row among what it governs.
//!
//! « apporter … son soutien » and "impose fresh sanctions" are found through the tree, however many words stand between.

use super::rows::{EventRow, Operator};
use crate::event::clause::{Clause, is_reflexive};
use crate::paragraph::Paragraph;
use crate::vocabulary::{Class, Slot, Vocabulary};
use saidby_core::Upos;

/// The other words of a row lie at most this deep below its head: verb, object, its modifier, their prepositions.
const DEPTH: usize = 3;

/// A row of `events.tsv` and the words of a paragraph that it fits.
#[derive(Clone)]
pub struct Trigger<'v> {
    /// The verb or noun.
    pub head: usize,
    /// All its words, in text order.
    pub words: Vec<usize>,
    /// The row.
    pub row: &'v EventRow,
    /// The verb and its participants; `None` for a noun.
    pub clause: Option<Clause>,
    /// The shorter rows that fit too, with their words, the longest first.
    shorter: Vec<(&'v EventRow, Vec<usize>)>,
}

impl Trigger<'_> {
    /// The trigger with each row that fits, the longest first: where nobody stands in the places of one, the next may be meant.
    pub fn readings(&self) -> impl Iterator<Item = Self> + '_ {
        let shorter =
            self.shorter.iter().map(|(row, words)| Self { row, words: words.clone(), shorter: Vec::new(), ..self.clone() });
        std::iter::once(self.clone()).chain(shorter)
    }
}

/// The triggers of a paragraph, in text order; where two rows fit, the longer, and no word twice.
pub fn triggers<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary) -> Vec<Trigger<'v>> {
    let mut found: Vec<Trigger> = (0..paragraph.words.len()).filter_map(|at| trigger(paragraph, vocabulary, at)).collect();
    found.sort_by_key(|trigger| std::cmp::Reverse(trigger.words.len()));
    let mut taken = vec![false; paragraph.words.len()];
    found.retain(|trigger| {
        let free = !taken[trigger.head];
        trigger.words.iter().filter(|_| free).for_each(|&word| taken[word] = true);
        free
    });
    found.sort_by_key(|trigger| trigger.head);
    found
}

fn trigger<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary, at: usize) -> Option<Trigger<'v>> {
    let node = paragraph.tree.node(at);
    match node.upos {
        _ if is_verb(paragraph, at) => verb_trigger(paragraph, vocabulary, at).or_else(|| demand(paragraph, vocabulary, at)),
        Upos::Noun | Upos::Propn => noun_trigger(paragraph, vocabulary, at),
        _ => None,
    }
}

/// Whether a word is a verb: by its tag, or because it has an object or an auxiliary ("offered to hand over", read as a noun).
fn is_verb(paragraph: &Paragraph, at: usize) -> bool {
    let tree = &paragraph.tree;
    let governs =
        || tree.dependents(at).iter().any(|&word| matches!(tree.node(word).relation, "obj" | "aux" | "aux:tense" | "aux:pass"));
    match tree.node(at).upos {
        Upos::Verb => true,
        Upos::Noun | Upos::Adj | Upos::X => governs(),
        _ => false,
    }
}

/// « Paris a déclaré que Rome doit … »: who says what somebody must do demands it.
fn demand<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary, at: usize) -> Option<Trigger<'v>> {
    let tree = &paragraph.tree;
    let says = vocabulary.cues_of_verb(tree.node(at).lemma).any(|cue| cue.words.len() == 1 && cue.frames.clause);
    let verb = tree.related(at, &["ccomp"]).find(|_| says)?;
    let is_must = |word: &usize| vocabulary.events.is(tree.node(*word).lemma, Operator::Obligation);
    let must = tree.related(verb, &["aux"]).find(|word| is_must(word)).or_else(|| Some(verb).filter(is_must))?;
    let objects: Vec<usize> = tree.related(verb, &["nsubj"]).filter(|&word| tree.node(word).upos != Upos::Pron).collect();
    let clause = Clause { objects, ..clause(paragraph, vocabulary, at) };
    Some(Trigger { head: at, words: vec![at, must], row: vocabulary.events.demand(), clause: Some(clause), shorter: Vec::new() })
}

/// The clause of a verb; the complement of a verb of promise, threat or refusal has its subject, of others its object's.
pub fn clause(paragraph: &Paragraph, vocabulary: &Vocabulary, verb: usize) -> Clause {
    use saidby_core::EventType::{Agree, Reject, Threaten};
    let from_object = |above: usize| {
        let lemma = paragraph.tree.node(above).lemma;
        !vocabulary
            .events
            .headed_by(lemma, false)
            .any(|row| row.words.len() == 1 && matches!(row.kind, Agree | Reject | Threaten))
    };
    Clause::of(paragraph, verb, &from_object)
}

fn verb_trigger<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary, at: usize) -> Option<Trigger<'v>> {
    let lemmas = vocabulary.events.lemmas(paragraph.tree.node(at).lemma, paragraph.lower(at));
    let rows: Vec<&EventRow> = lemmas.into_iter().flat_map(|lemma| vocabulary.events.headed_by(lemma, false)).collect();
    if rows.is_empty() {
        return None;
    }
    let clause = clause(paragraph, vocabulary, at);
    let reflexive = paragraph.tree.dependents(at).iter().any(|&word| is_reflexive(paragraph, word));
    let mut below = below(paragraph, at);
    below.extend(clause.objects.iter().flat_map(|&object| std::iter::once(object).chain(self::below(paragraph, object))));
    let fitting = rows.into_iter().filter(|row| row.pronominal == reflexive || (reflexive && row.words.len() > 1));
    let mut readings = fitting_rows(paragraph, vocabulary, at, (&below, &clause.objects), fitting);
    let (row, words) = readings.next()?;
    let clause = if undergoes_nothing(paragraph, row, at) { clause.turned() } else { clause };
    Some(Trigger { head: at, words, row, clause: Some(clause), shorter: readings.collect() })
}

/// "A drone strayed into the airspace", read as a drone that was strayed: a participle alone of a verb that has no object.
fn undergoes_nothing(paragraph: &Paragraph, row: &EventRow, verb: usize) -> bool {
    let alone = paragraph.tree.node(verb).relation() == "acl" && paragraph.tree.related(verb, &["aux"]).next().is_none();
    let takes_object = row.item_object || row.actor.iter().chain(&row.recipient).any(|&slot| slot == Slot::Object);
    alone && !takes_object && !row.reciprocal && row.words.len() == 1
}

/// The noun row whose words a noun has with it.
pub fn noun_trigger<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary, at: usize) -> Option<Trigger<'v>> {
    let lemma = paragraph.tree.node(at).lemma;
    let by_form = vocabulary.events.headed_by(paragraph.lower(at), true);
    let rows: Vec<&EventRow> =
        vocabulary.events.headed_by(lemma, true).chain(by_form.filter(|_| lemma != paragraph.lower(at))).collect();
    if rows.is_empty() {
        return None;
    }
    let mut readings = fitting_rows(paragraph, vocabulary, at, (&below(paragraph, at), &[]), rows.into_iter());
    let (row, words) = readings.next()?;
    Some(Trigger { head: at, words, row, clause: None, shorter: readings.collect() })
}

/// The rows whose words are all there, and where they are, the longest first; the objects of a verb are its own wherever they stand.
fn fitting_rows<'v>(
    paragraph: &Paragraph,
    vocabulary: &Vocabulary,
    head: usize,
    (below, objects): (&[usize], &[usize]),
    rows: impl Iterator<Item = &'v EventRow>,
) -> std::vec::IntoIter<(&'v EventRow, Vec<usize>)> {
    let own = [&[head], objects].concat();
    let fitting = rows.filter_map(|row| matched(paragraph, head, below, row).map(|words| (row, words)));
    let mut fitting: Vec<_> = fitting.filter(|(_, words)| is_one_phrase(paragraph, vocabulary, &own, words)).collect();
    fitting.sort_by_key(|(row, _)| std::cmp::Reverse(row.words.len()));
    fitting.into_iter()
}

/// Whether each noun of a row is the verb's own or governed by another of its words, or by a noun that only counts it, or a day or month
/// that the tree takes it for a part of (« ont mené *en mai* des exercices »): "imposed *a series of* sanctions" is `impose sanction`,
/// "spoke at the start of a trip" is no `speak trip`.
fn is_one_phrase(paragraph: &Paragraph, vocabulary: &Vocabulary, own: &[usize], words: &[usize]) -> bool {
    let tree = &paragraph.tree;
    let counts = |word: usize| {
        let form = paragraph.lower(word);
        vocabulary.is(tree.node(word).lemma, Class::Quantity)
            || vocabulary.number(form).is_some()
            || vocabulary.calendar(form).is_some()
    };
    let holder = |word: usize| tree.ancestors(word).find(|&above| words.contains(&above) || !counts(above));
    let is_far = |&word: &usize| {
        matches!(tree.node(word).relation(), "nmod" | "obl" | "obj" | "compound")
            && !own.contains(&word)
            && holder(word).is_some_and(|above| !words.contains(&above) && !own.contains(&above))
    };
    !words.iter().any(is_far)
}

fn matched(paragraph: &Paragraph, head: usize, below: &[usize], row: &EventRow) -> Option<Vec<usize>> {
    let mut words = vec![head];
    for (place, wanted) in row.words.iter().enumerate() {
        if place != row.head {
            let free = |word: &&usize| !words.contains(word) && is_word(paragraph, **word, wanted);
            words.push(*below.iter().find(free)?);
        }
    }
    words.sort_unstable();
    Some(words)
}

/// Whether a word is the listed one: by dictionary form, or as written.
fn is_word(paragraph: &Paragraph, at: usize, wanted: &str) -> bool {
    let node = paragraph.tree.node(at);
    node.lemma == wanted || paragraph.lower(at) == wanted || (wanted == "de" && paragraph.lower(at) == "d'")
}

/// The words that a word governs, nearest first, as far as a row reaches: not into clauses that modify, follow or are told; adverbial ones are
/// entered, since trees take "threatened to attack" for one.
fn below(paragraph: &Paragraph, head: usize) -> Vec<usize> {
    let tree = &paragraph.tree;
    let mut found: Vec<usize> = Vec::new();
    let mut layer = vec![head];
    for _ in 0..DEPTH {
        let inside = |word: &usize| {
            let node = tree.node(*word);
            let told = node.relation() == "ccomp"
                && (node.feature("VerbForm") == Some("Fin") || tree.related(*word, &["nsubj", "aux"]).next().is_some());
            !told && !matches!(node.relation, "nsubj" | "acl:relcl" | "parataxis" | "conj" | "punct" | "appos")
        };
        layer = layer.iter().flat_map(|&word| tree.dependents(word).iter().copied().filter(inside)).collect();
        found.extend(&layer);
    }
    found
}
