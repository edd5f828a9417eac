//! « Selon X, … », "…, according to X".

use super::{Draft, Scene};
use crate::phrase::can_be_source;
use crate::vocabulary::{Class, CueEntry};
use saidby_core::{CueKind, Upos};
use std::ops::Range;

/// The object of an adposition is looked for no farther than this many words after it.
const FARTHEST_OBJECT: usize = 12;

/// Fewer words than these before an adposition are an adverbial, not what is said.
const SHORTEST_CONTENT: usize = 3;

/// The drafts of a paragraph's adpositions.
pub fn drafts<'v>(scene: &Scene<'_, '_, 'v>) -> Vec<Draft<'v>> {
    let mut drafts = Vec::new();
    let mut at = 0;
    while at < scene.paragraph.words.len() {
        let found = scene.vocabulary.cue_at(scene.paragraph.from(at)).filter(|(_, cue)| cue.kind == CueKind::Adposition);
        if let Some((length, entry)) = found {
            drafts.extend(draft(scene, at..at + length, entry));
            at += length;
        } else {
            at += 1;
        }
    }
    drafts
}

fn draft<'v>(scene: &Scene<'_, '_, 'v>, cue: Range<usize>, entry: &'v CueEntry) -> Option<Draft<'v>> {
    let paragraph = scene.paragraph;
    let region = scene.region(cue.start);
    if paragraph.is(cue.end, Class::Selector) {
        return None;
    }
    let own = possessor(scene, &cue);
    let noun = own.or_else(|| object(scene, &cue, &region))?;
    let source = if own.is_some() {
        noun..noun + 1
    } else {
        with_relative(scene, scene.phrase(noun, cue.end..end(scene, &cue, noun, &region)), &region)
    };
    let told = || own.is_some() || is_speech(scene, noun) || can_be_source(paragraph, scene.vocabulary, &source);
    let begins = cue.start == region.start || opens_after_conjunction(scene, cue.start, &region);
    let weak = entry.words.len() == 1 && scene.vocabulary.is(entry.words[0], Class::Weak);
    let closed = paragraph.lower(source.end) == ",";
    if source.is_empty() || !told() || (weak && !(begins && closed && names_someone(scene, noun, &source))) {
        return None;
    }
    let behind = cue.start..source.end.max(cue.end);
    let content = content(scene, &behind, noun, begins);
    (!content.is_empty()).then_some(Draft {
        source: Some(source),
        cue: Some((cue, CueKind::Adposition)),
        entry: Some(entry),
        content,
        addressee: None,
        negated: false,
        question: false,
        topic: false,
        pattern: "adposition",
    })
}

/// Where a source that is no name may reach: « désignent, d'après le parquet, sept rencontres »: between commas, to the second.
fn end(scene: &Scene, cue: &Range<usize>, noun: usize, region: &Range<usize>) -> usize {
    let paragraph = scene.paragraph;
    let set_off = cue.start > region.start && paragraph.lower(cue.start - 1) == ",";
    let mut commas = (cue.end..region.end).filter(|&at| paragraph.lower(at) == ",");
    let (first, second) = (commas.next(), commas.next());
    let own = |comma: usize| paragraph.is(comma + 1, Class::Relative);
    let cut = set_off && second.is_none() && paragraph.tree.node(noun).upos != Upos::Propn;
    first.filter(|&comma| cut && !own(comma)).unwrap_or(region.end)
}

/// « à ses yeux », "in her view": the possessive inside the adposition.
fn possessor(scene: &Scene, cue: &Range<usize>) -> Option<usize> {
    let possessive = |&at: &usize| scene.paragraph.tree.node(at).feature("Poss") == Some("Yes");
    let object = |&at: &usize| scene.paragraph.lower(at) == "l'" && at + 1 < cue.end;
    cue.clone().find(possessive).or_else(|| cue.clone().find(object).filter(|_| scene.paragraph.lower(cue.end - 1) == "croire"))
}

/// « selon nos informations », "according to reports": a noun of speech is a source too.
fn is_speech(scene: &Scene, noun: usize) -> bool {
    let lower = scene.paragraph.lower(noun);
    let found = |word: &str| scene.vocabulary.cue_at(&[word]).is_some_and(|(_, cue)| cue.kind == CueKind::Noun);
    found(lower) || lower.strip_suffix('s').is_some_and(found)
}

/// A source with the relative clause between commas after it: "Jess Corrigan, who runs the chandlery,".
fn with_relative(scene: &Scene, source: Range<usize>, region: &Range<usize>) -> Range<usize> {
    let paragraph = scene.paragraph;
    let relative = paragraph.lower(source.end) == "," && paragraph.is(source.end + 1, Class::Relative);
    let close = (source.end + 1..region.end).find(|&at| paragraph.lower(at) == ",");
    close.filter(|_| relative).map_or(source.clone(), |close| source.start..close)
}

/// The noun or pronoun that an adposition governs: the first one after it that hangs outside what is between.
fn object(scene: &Scene, cue: &Range<usize>, region: &Range<usize>) -> Option<usize> {
    let tree = &scene.paragraph.tree;
    let comma = (cue.end..region.end).find(|&at| scene.paragraph.lower(at) == ",").unwrap_or(region.end);
    let limit = comma.min(cue.end + FARTHEST_OBJECT);
    (cue.end..limit).find(|&at| {
        let nominal = matches!(tree.node(at).upos, Upos::Noun | Upos::Propn | Upos::Pron) || scene.paragraph.words[at].capital;
        let inner = tree.node(at).head.is_some_and(|head| (at + 1..limit).contains(&head));
        let pronoun = tree.node(at).upos == Upos::Pron && tree.node(at).relation != "nmod:poss";
        nominal && (!inner || pronoun) && tree.node(at).relation != "nmod:poss"
    })
}

/// « Mais, selon lui, », "But according to": only a conjunction stands before.
fn opens_after_conjunction(scene: &Scene, at: usize, region: &Range<usize>) -> bool {
    let joins = |at: usize| scene.paragraph.is(at, Class::Coordinator) || scene.is_comma(at);
    at > region.start && at <= region.start + 2 && (region.start..at).all(joins)
}

fn names_someone(scene: &Scene, noun: usize, source: &Range<usize>) -> bool {
    let paragraph = scene.paragraph;
    let person = |name: &&crate::paragraph::ProperName| {
        source.contains(&name.words.start) && name.name.kind == saidby_core::NameKind::Person
    };
    paragraph.proper_names.iter().any(|name| person(&name))
        || scene.vocabulary.source(paragraph.lower(noun)).is_some()
        || scene.vocabulary.title_at(paragraph.from(source.start)).is_some()
        || scene.vocabulary.pronoun(paragraph.lower(noun)).is_some_and(|pronoun| pronoun.subject && !pronoun.neuter)
}

/// At the head of its sentence, what follows; at its end, what stands before; else the clause around it.
fn content(scene: &Scene, cue: &Range<usize>, noun: usize, begins: bool) -> Vec<Range<usize>> {
    let paragraph = scene.paragraph;
    let region = scene.region(cue.start);
    let comma_before = cue.start > 0 && scene.is_comma(cue.start - 1);
    let ends = paragraph.trimmed(cue.end..region.end).is_empty();
    let clause = if comma_before && ends { region.clone() } else { clause(scene, cue, noun, &region) };
    let begin = last_break(scene, cue.start, clause.start);
    let before = paragraph.trimmed(begin..cue.start);
    let after = paragraph.trimmed(cue.end..if begins { region.end } else { clause.end.max(cue.end) });
    let comma_after = scene.is_comma(cue.end);
    if begins || (before.len() < SHORTEST_CONTENT && !after.is_empty() && !has_subject(scene, &before)) {
        return if after.is_empty() { Vec::new() } else { vec![after] };
    }
    let goes_on = after.len() >= SHORTEST_CONTENT && comma_after && (comma_before || !scene.is_clause_within(&before));
    if goes_on { vec![before, after] } else { vec![before] }
}

/// "The dam, according to Keane, will hold": short, but what the clause is about.
fn has_subject(scene: &Scene, words: &Range<usize>) -> bool {
    words.clone().any(|at| matches!(scene.paragraph.tree.node(at).universal, "nsubj" | "root"))
}

/// The clause that an adposition hangs in: the nearest word above it with a subject or a tense, and what hangs on that.
fn clause(scene: &Scene, cue: &Range<usize>, noun: usize, region: &Range<usize>) -> Range<usize> {
    let tree = &scene.paragraph.tree;
    let finite =
        |word: usize| scene.is_finite_verb(word) || tree.related(word, &["aux", "cop"]).any(|own| scene.is_finite_verb(own));
    let above = tree.ancestors(noun).find(|&word| finite(word) || tree.node(word).universal == "root");
    let Some(top) = above else { return region.clone() };
    let extent = tree.extent(top);
    let start = extent.start.max(region.start);
    if start >= cue.start { region.clone() } else { start..extent.end.min(region.end) }
}

/// Content does not reach back over a semicolon.
fn last_break(scene: &Scene, cue: usize, start: usize) -> usize {
    (start..cue).rev().find(|&at| scene.paragraph.lower(at) == ";").map_or(start, |at| at + 1)
}
