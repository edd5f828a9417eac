//! « l'accusation selon laquelle … », "allegations that …", "his warning that …".

use super::{Draft, Scene};
use crate::phrase::{can_be_source, phrase_after};
use crate::vocabulary::{Class, CueEntry};
use saidby_core::CueKind;
use std::ops::Range;

/// The clause of a noun begins no farther than this many words after it.
const FARTHEST_CLAUSE: usize = 10;

/// The drafts of a paragraph's nouns of speech that a clause follows.
pub fn drafts<'v>(scene: &Scene<'_, '_, 'v>) -> Vec<Draft<'v>> {
    let nouns = (0..scene.paragraph.words.len()).filter_map(|at| {
        let (length, entry) = scene.vocabulary.cue_at(scene.paragraph.from(at)).or_else(|| singular(scene, at))?;
        (entry.kind == CueKind::Noun && entry.frames.clause).then_some((at..at + length, entry))
    });
    nouns.filter_map(|(cue, entry)| draft(scene, cue, entry)).collect()
}

fn singular<'v>(scene: &Scene<'_, '_, 'v>, at: usize) -> Option<(usize, &'v CueEntry)> {
    let stem = scene.paragraph.lower(at).strip_suffix(['s', 'x'])?;
    scene.vocabulary.cue_at(&[stem])
}

fn draft<'v>(scene: &Scene<'_, '_, 'v>, cue: Range<usize>, entry: &'v CueEntry) -> Option<Draft<'v>> {
    let paragraph = scene.paragraph;
    let region = scene.region(cue.start);
    let begins = clause_begin(scene, &cue, &region)?;
    let content = paragraph.trimmed(begins..region.end);
    if content.is_empty() {
        return None;
    }
    Some(Draft {
        source: owner(scene, &cue, begins),
        cue: Some((cue, CueKind::Noun)),
        entry: Some(entry),
        content: vec![content],
        addressee: None,
        negated: false,
        question: false,
        pattern: "noun and clause",
    })
}

/// The clause's first word: after « que », "that" or « selon laquelle ».
fn clause_begin(scene: &Scene, cue: &Range<usize>, region: &Range<usize>) -> Option<usize> {
    let paragraph = scene.paragraph;
    let limit = region.end.min(cue.end + FARTHEST_CLAUSE);
    let at = (cue.end..limit).find(|&at| {
        paragraph.is(scene.vocabulary, at, Class::Complementizer)
            || paragraph.is_punctuation(at)
            || scene.vocabulary.is(paragraph.lower(at), Class::Selector)
            || scene.verbs.get(scene.verb_from(at)).is_some_and(|verb| verb.group.words.start == at)
    })?;
    if paragraph.is(scene.vocabulary, at, Class::Selector) {
        return (at > 0 && paragraph.lower(at - 1) == "selon").then_some(at + 1);
    }
    let joins = paragraph.is(scene.vocabulary, at, Class::Complementizer);
    let relative_clause =
        scene.vocabulary.verbs.forms(paragraph.lower(at + 1)).iter().any(|form| form.tense != saidby_lexicon::Tense::Infinitive);
    (joins && !relative_clause).then_some(at)
}

/// « l'accusation de X », "the claim by X", "X's claim".
fn owner(scene: &Scene, cue: &Range<usize>, begins: usize) -> Option<Range<usize>> {
    let paragraph = scene.paragraph;
    if matches!(paragraph.lower(cue.end), "de" | "d'" | "of" | "by" | "from" | "par") {
        let phrase = phrase_after(paragraph, scene.vocabulary, cue.end + 1, begins);
        if can_be_source(paragraph, scene.vocabulary, &phrase) {
            return Some(phrase);
        }
    }
    let possessive =
        (cue.start.saturating_sub(3)..cue.start).rev().find(|&at| paragraph.is(scene.vocabulary, at, Class::Possessive))?;
    let start = (0..possessive).rev().take_while(|&at| paragraph.words[at].capital).last()?;
    Some(start..possessive)
}
