//! Where the rows of `events.tsv` fit a tree: the lemma of a verb or noun, and the other words of the row among what it governs.
//!
//! « apporter … son soutien » and "impose fresh sanctions" are found through the tree, however many words stand between.

use super::rows::{EventRow, Initials, Operator};
use crate::cue::plain;
use crate::event::clause::{Clause, is_reflexive, is_relative};
use crate::paragraph::Paragraph;
use crate::vocabulary::{Class, Vocabulary};
use saidby_core::Upos;

/// The other words of a row lie at most this deep below its head: verb, object, its modifier, their prepositions.
const DEPTH: usize = 3;

/// A row of `events.tsv` and the words of a paragraph that it fits.
pub struct Trigger<'v> {
    /// The verb or noun.
    pub head: usize,
    /// All its words, in text order.
    pub words: Vec<usize>,
    /// The row.
    pub row: &'v EventRow,
    /// The verb and its participants; `None` for a noun.
    pub clause: Option<Clause>,
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
    let clause = Clause { objects, ..Clause::of(paragraph, vocabulary, at) };
    Some(Trigger { head: at, words: vec![at, must], row: vocabulary.events.demand(), clause: Some(clause) })
}

/// The row of a verb whose words it has with it.
pub fn verb_trigger<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary, at: usize) -> Option<Trigger<'v>> {
    let lemmas = vocabulary.events.lemmas(paragraph.tree.node(at).lemma, paragraph.verb_forms(at));
    let rows: Vec<&EventRow> = lemmas.into_iter().flat_map(|lemma| vocabulary.events.headed_by(lemma, false)).collect();
    if rows.is_empty() {
        return None;
    }
    let clause = Clause::of(paragraph, vocabulary, at);
    let reflexive = paragraph.tree.dependents(at).iter().any(|&word| is_reflexive(paragraph, word));
    let mut below = below(paragraph, at);
    below.extend(clause.objects.iter().flat_map(|&object| std::iter::once(object).chain(self::below(paragraph, object))));
    let fitting = rows.into_iter().filter(|row| row.pronominal == reflexive || (reflexive && row.words.len() > 1));
    let (row, words) = longest(paragraph, vocabulary, at, (&below, &clause.objects), fitting)?;
    Some(Trigger { head: at, words, row, clause: Some(clause) })
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
    let (row, words) = longest(paragraph, vocabulary, at, (&below(paragraph, at), &[]), rows.into_iter())?;
    Some(Trigger { head: at, words, row, clause: None })
}

/// The longest row whose words are all there, and where they are; the objects of a verb are its own wherever they stand.
fn longest<'v>(
    paragraph: &Paragraph,
    vocabulary: &Vocabulary,
    head: usize,
    (below, objects): (&[usize], &[usize]),
    rows: impl Iterator<Item = &'v EventRow>,
) -> Option<(&'v EventRow, Vec<usize>)> {
    let own = [&[head], objects].concat();
    let tree = &paragraph.tree;
    let there = Initials::of(below.iter().flat_map(|&word| [tree.node(word).lemma, plain(paragraph.lower(word))]));
    let possible = rows.filter(|row| there.may_hold(row.others));
    let fitting = possible.filter_map(|row| matched(paragraph, vocabulary, head, below, row).map(|words| (row, words)));
    let fitting = fitting.filter(|(_, words)| is_one_phrase(paragraph, vocabulary, &own, words));
    fitting.reduce(|best, next| if next.0.words.len() > best.0.words.len() { next } else { best })
}

/// Whether each noun of a row is the verb's own or governed by another of its words, or by a noun that only counts it ("two days of
/// talks"), or a day or month that the tree takes it for a part of (« ont mené *en mai* des exercices »): "imposed *a series of*
/// sanctions" is `impose sanction`, "spoke at the start of a trip" is no `speak trip`.
fn is_one_phrase(paragraph: &Paragraph, vocabulary: &Vocabulary, own: &[usize], words: &[usize]) -> bool {
    let tree = &paragraph.tree;
    let counts = |word: usize| {
        let form = paragraph.lower(word);
        vocabulary.is(tree.node(word).lemma, Class::Quantity)
            || vocabulary.number(form).is_some()
            || vocabulary.calendar(form).is_some()
            || tree.related(word, &["nummod"]).next().is_some()
    };
    let holder = |word: usize| tree.ancestors(word).find(|&above| words.contains(&above) || !counts(above));
    let is_far = |&word: &usize| {
        matches!(tree.node(word).universal, "nmod" | "obl" | "obj" | "compound")
            && !own.contains(&word)
            && holder(word).is_some_and(|above| !words.contains(&above) && !own.contains(&above))
    };
    !words.iter().any(is_far)
}

fn matched(paragraph: &Paragraph, vocabulary: &Vocabulary, head: usize, below: &[usize], row: &EventRow) -> Option<Vec<usize>> {
    let mut words = vec![head];
    for (place, wanted) in row.words.iter().enumerate() {
        if place != row.head {
            let free = |word: &&usize| {
                !words.contains(word) && follows(paragraph, head, **word) && is_word(paragraph, vocabulary, **word, wanted)
            };
            words.push(*below.iter().find(free)?);
        }
    }
    words.sort_unstable();
    Some(words)
}

/// Whether a word may be one of a row's where it stands: prepositions follow the row's head, but for those of a relative pronoun
/// (« auxquels »).
fn follows(paragraph: &Paragraph, head: usize, word: usize) -> bool {
    let tree = &paragraph.tree;
    let of_relative = || tree.node(word).head.is_some_and(|pronoun| is_relative(paragraph, pronoun));
    word > head || !matches!(tree.node(word).upos, Upos::Adp | Upos::Part) || of_relative()
}

/// Whether a word is the listed one: by dictionary form, or as written; "a *planned* visit" is no plan, an auxiliary
/// « a » no « avoir ».
fn is_word(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize, wanted: &str) -> bool {
    let node = paragraph.tree.node(at);
    let participle = node.upos == Upos::Verb && node.universal == "amod";
    let dated = at.checked_sub(1).is_some_and(|before| paragraph.is(before, Class::Dated));
    let month = dated && paragraph.words[at].capital && vocabulary.calendar(paragraph.lower(at)).is_some();
    (node.lemma == wanted && !participle && !month && node.upos != Upos::Aux) || (plain(paragraph.lower(at)) == wanted && !month)
}

/// The words that a word governs, nearest first, as far as a row reaches: not into clauses that modify, follow or are
/// told; adverbial ones are entered, since trees take "threatened to attack" for one.
fn below(paragraph: &Paragraph, head: usize) -> Vec<usize> {
    let tree = &paragraph.tree;
    let mut found: Vec<usize> = Vec::new();
    let mut layer = vec![head];
    for _ in 0..DEPTH {
        let inside = |word: &usize| {
            let node = tree.node(*word);
            let told = node.universal == "ccomp"
                && (node.feature("VerbForm") == Some("Fin") || tree.related(*word, &["nsubj", "aux"]).next().is_some());
            !told && !matches!(node.relation, "nsubj" | "acl:relcl" | "parataxis" | "conj" | "punct" | "appos")
        };
        layer = layer.iter().flat_map(|&word| tree.dependents(word).iter().copied().filter(inside)).collect();
        found.extend(&layer);
    }
    found
}
