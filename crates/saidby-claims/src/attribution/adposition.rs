//! « Selon X, … », "…, according to X".

use super::{Draft, Scene};
use crate::phrase::{can_be_source, phrase_after};
use crate::vocabulary::{Class, CueEntry};
use saidby_core::CueKind;
use std::ops::Range;

/// Adpositions that name a source only with a person or group after them, at the head of a sentence.
const WEAK: &[&str] = &["pour", "per", "via", "for", "chez", "with"];

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
    let opens = cue.start == region.start || paragraph.lower(cue.start - 1) == ",";
    let source = phrase_after(paragraph, scene.vocabulary, cue.end, region.end);
    let weak = entry.words.len() == 1 && WEAK.contains(&entry.words[0]);
    if source.is_empty()
        || paragraph.is(scene.vocabulary, cue.end, Class::Selector)
        || !can_be_source(paragraph, scene.vocabulary, &source)
        || (weak && !(cue.start == region.start && paragraph.lower(source.end) == "," && names_someone(scene, &source)))
    {
        return None;
    }
    let content = content(scene, &cue, &source, &region, opens);
    let whole = source.start..paragraph.trimmed(source.start..apposition_end(scene, &source, &region)).end;
    (!content.is_empty()).then_some(Draft {
        source: Some(whole),
        cue: Some((cue, CueKind::Adposition)),
        entry: Some(entry),
        content,
        addressee: None,
        negated: false,
        pattern: "adposition",
    })
}

fn names_someone(scene: &Scene, source: &Range<usize>) -> bool {
    let first = scene.paragraph.lower(source.start);
    source.clone().any(|at| scene.vocabulary.source(scene.paragraph.lower(at)).is_some())
        || scene.vocabulary.title_at(scene.paragraph.from(source.start)).is_some()
        || scene.vocabulary.pronoun(first).is_some_and(|pronoun| !pronoun.neuter)
}

/// At the head of its sentence, what follows; else what stands before, and what follows a second comma.
fn content(scene: &Scene, cue: &Range<usize>, source: &Range<usize>, region: &Range<usize>, opens: bool) -> Vec<Range<usize>> {
    let paragraph = scene.paragraph;
    let after = paragraph.trimmed(apposition_end(scene, source, region)..region.end);
    let before = paragraph.trimmed(last_break(scene, cue.start, region)..cue.start);
    if before.len() < 3 {
        return if after.is_empty() { Vec::new() } else { vec![after] };
    }
    let goes_on = opens && paragraph.lower(source.end) == "," && after.len() >= 3;
    if goes_on { vec![before, after] } else { vec![before] }
}

/// The word after « , porte-parole de Y, »; the phrase's own end where no apposition follows.
fn apposition_end(scene: &Scene, source: &Range<usize>, region: &Range<usize>) -> usize {
    let first = source.end + 1;
    let close = (first..region.end).find(|&at| scene.paragraph.lower(at) == ",").unwrap_or(source.end);
    let noun_follows = scene.vocabulary.source(scene.paragraph.lower(first)).is_some();
    let name_follows = first < close && close - first <= 4 && (first..close).all(|at| scene.paragraph.words[at].capital);
    if scene.paragraph.lower(source.end) == "," && (noun_follows || name_follows) { close } else { source.end }
}

/// Content does not reach back over a semicolon.
fn last_break(scene: &Scene, cue: usize, region: &Range<usize>) -> usize {
    (region.start..cue).rev().find(|&at| scene.paragraph.lower(at) == ";").map_or(region.start, |at| at + 1)
}
