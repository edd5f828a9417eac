//! « l'accusation selon laquelle … », "allegations that …", "his promise to …", "calls for …".

use super::{Draft, Scene};
use crate::vocabulary::{Class, CueEntry};
use saidby_core::{CueKind, Upos};
use std::ops::Range;

/// The clause of a noun begins no farther than this many words after it.
const FARTHEST_CLAUSE: usize = 10;

/// The drafts of a paragraph's nouns of speech with their contents.
pub fn drafts<'v>(scene: &Scene<'_, '_, 'v>) -> Vec<Draft<'v>> {
    let nouns = (0..scene.paragraph.words.len()).filter_map(|at| {
        if !matches!(scene.paragraph.tree.node(at).upos, Upos::Noun | Upos::Propn) {
            return None;
        }
        let (length, entry) = scene.vocabulary.cue_at(scene.paragraph.from(at)).or_else(|| singular(scene, at))?;
        (entry.kind == CueKind::Noun && !is_in_verb(scene, at)).then_some((at..at + length, entry))
    });
    nouns.filter_map(|(cue, entry)| draft(scene, cue, entry)).collect()
}

fn singular<'v>(scene: &Scene<'_, '_, 'v>, at: usize) -> Option<(usize, &'v CueEntry)> {
    let stem = scene.paragraph.lower(at).strip_suffix(['s', 'x'])?;
    scene.vocabulary.cue_at(&[stem])
}

/// Whether a noun belongs to the words of a cue verb: "express concern".
fn is_in_verb(scene: &Scene, at: usize) -> bool {
    let before = scene.verb_from(at + 1).checked_sub(1);
    before.is_some_and(|index| scene.verbs[index].words.contains(&at))
}

fn draft<'v>(scene: &Scene<'_, '_, 'v>, cue: Range<usize>, entry: &'v CueEntry) -> Option<Draft<'v>> {
    let clause = clause(scene, &cue, entry);
    let needs_source = clause.is_none();
    let told = clause.or_else(|| infinitive(scene, &cue, entry));
    let is_topic = told.is_none();
    let content = told.or_else(|| topic(scene, &cue, entry))?;
    let source = owner(scene, &cue, content.start);
    if needs_source && source.is_none() {
        return None;
    }
    Some(Draft {
        source,
        cue: Some((cue, CueKind::Noun)),
        entry: Some(entry),
        content: vec![content],
        addressee: None,
        negated: false,
        question: false,
        topic: is_topic,
        pattern: "noun and clause",
    })
}

/// The clause after « que », "that" or « selon laquelle ».
fn clause(scene: &Scene, cue: &Range<usize>, entry: &CueEntry) -> Option<Range<usize>> {
    if !entry.frames.clause {
        return None;
    }
    let paragraph = scene.paragraph;
    let tree = &paragraph.tree;
    let region = scene.region(cue.start);
    let limit = region.end.min(cue.end + FARTHEST_CLAUSE);
    let selects = |at: usize| paragraph.is(at, Class::Selector) && names_source(scene, at - 1);
    let joins = |at: usize| paragraph.is(at, Class::Complementizer) && tree.node(at).universal == "mark";
    let at = (cue.end..limit).take_while(|&at| !paragraph.is_punctuation(at)).find(|&at| selects(at) || joins(at))?;
    let top = tree.node(at).head.filter(|&head| head > at)?;
    let own = std::iter::once(top).chain(tree.ancestors(top)).take(3).any(|word| word == cue.start);
    let begins = if selects(at) { at + 1 } else { at };
    let content = paragraph.trimmed(begins..clause_end(scene, top).min(region.end));
    (own && !content.is_empty()).then_some(content)
}

/// « selon »: whether a word is an adposition that names a source.
fn names_source(scene: &Scene, at: usize) -> bool {
    scene.vocabulary.cue_at(&[scene.paragraph.lower(at)]).is_some_and(|(_, cue)| cue.kind == CueKind::Adposition)
}

/// Where a clause ends: before a finite verb that the tree hangs on it and that has no subject of its own, "the claim that the dam
/// was safe | was rejected", « selon laquelle … était fragile | a été rejetée ».
fn clause_end(scene: &Scene, top: usize) -> usize {
    scene.paragraph.tree.extent(top).end
}

/// "his promise to …", « la promesse de … ».
fn infinitive(scene: &Scene, cue: &Range<usize>, entry: &CueEntry) -> Option<Range<usize>> {
    let tree = &scene.paragraph.tree;
    let limit = scene.region(cue.start).end;
    let found =
        tree.related(cue.start, &["acl"]).find(|&word| word > cue.start && tree.node(word).feature("VerbForm") == Some("Inf"))?;
    let mark = tree.related(found, &["mark", "case"]).find(|&mark| mark < found)?;
    (entry.frames.infinitive && mark >= cue.end).then(|| scene.paragraph.trimmed(mark..tree.extent(found).end.min(limit)))
}

/// "criticism of the plan", "calls for reform".
fn topic(scene: &Scene, cue: &Range<usize>, entry: &CueEntry) -> Option<Range<usize>> {
    let tree = &scene.paragraph.tree;
    if !entry.frames.about {
        return None;
    }
    let limit = scene.region(cue.start).end;
    let fits = |&case: &usize| case >= cue.end && entry.prepositions.contains(&crate::cue::plain(scene.paragraph.lower(case)));
    let (word, case) = tree
        .related(cue.start, &["nmod", "obl", "acl"])
        .find_map(|word| Some((word, tree.related(word, &["case", "mark"]).find(fits)?)))?;
    Some(scene.paragraph.trimmed(case + 1..tree.extent(word).end.min(limit)))
}

/// Whose speech it is: the noun's owner, else the subject of the verb that it completes, "made a promise to".
fn owner(scene: &Scene, cue: &Range<usize>, begins: usize) -> Option<Range<usize>> {
    scene.owner(cue.start).filter(|owner| owner.end <= begins || owner.end <= cue.start)
}
