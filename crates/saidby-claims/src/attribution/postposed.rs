//! Content before its cue: « “…”, a déclaré X », "…, he said.", « …, a-t-il ajouté, … ».

use super::{Draft, Scene, complement};
use crate::phrase::{contains_verb, skip_adverbials};
use saidby_core::Act;
use std::ops::Range;

/// Content of fewer words before a comma is an adverbial, not a clause.
const SHORTEST_CLAUSE: usize = 3;

/// A draft whose content ends before `first`, the first word of the subject or verb, and may go on after `last`.
pub fn draft<'v>(
    scene: &Scene<'_, '_, 'v>,
    index: usize,
    source: Range<usize>,
    first: usize,
    last: usize,
    pattern: &'static str,
) -> Option<Draft<'v>> {
    let verb = &scene.verbs[index];
    let frames = verb.entry.frames;
    if !(frames.quote || frames.clause) {
        return None;
    }
    if let Some(content) = around(scene, index, first, last) {
        return Some(Draft::of_verb(verb, Some(source), content, "inside its quotation"));
    }
    let mut content = vec![content_before(scene, first)?];
    let quoted = scene.paragraph.quotation(content[0].end - 1).is_some();
    let plain = tells(verb.entry.act) && contains_verb(scene.paragraph, scene.vocabulary, &content[0]);
    if !(quoted || plain) {
        return None;
    }
    content.extend(content_after(scene, index, last, &content[0]));
    Some(Draft::of_verb(verb, Some(source), content, pattern))
}

/// « La digue, a assuré X, tiendra. » inside its marks: what stands before and after between the same marks, as French sets it.
fn around(scene: &Scene, index: usize, first: usize, last: usize) -> Option<Vec<Range<usize>>> {
    let group = &scene.verbs[index].group;
    let quotation = scene.paragraph.quotation(group.head)?;
    let comma_before = first.checked_sub(1).filter(|&at| at > quotation.inner.start && scene.is_comma(at))?;
    let inverted = group.words.start == first && last > group.words.end;
    if !inverted || !scene.is_comma(last) || scene.vocabulary.language.code() != "fr" {
        return None;
    }
    let before = scene.paragraph.trimmed(quotation.inner.start..comma_before);
    let after = scene.paragraph.trimmed(last + 1..quotation.inner.end);
    (!before.is_empty() && !after.is_empty()).then(|| vec![before, after])
}

/// Acts whose plain clause may stand before them: "the talks failed, he said", not « le Canada sanctionne, le Venezuela menace ».
fn tells(act: Act) -> bool {
    use Act::*;
    matches!(act, Say | Inform | Announce | Opine | Predict | Warn | Confirm | Admit | Suspect | Deny | Other)
}

/// The quotation, or the clause up to its comma, that ends before `first`.
pub fn content_before(scene: &Scene, first: usize) -> Option<Range<usize>> {
    let paragraph = scene.paragraph;
    let mut end = first.checked_sub(1)?;
    let region = scene.region(first);
    let comma = scene.is_comma(end);
    if comma {
        end = end.checked_sub(1)?;
    }
    if let Some(quotation) = paragraph.closing(end) {
        return Some(with_lead(scene, &quotation.inner));
    }
    if !comma || end < region.start {
        return None;
    }
    let clause = paragraph.trimmed(scene.after_dateline(region.start, end)..end + 1);
    (clause.len() >= SHORTEST_CLAUSE).then_some(clause)
}

/// A quotation that starts with a small letter goes on what stands before it in its sentence.
fn with_lead(scene: &Scene, inner: &Range<usize>) -> Range<usize> {
    let open = inner.start.saturating_sub(1);
    let sentence = scene.paragraph.sentence(open);
    let fragment =
        scene.paragraph.words.get(inner.start).is_some_and(|word| !word.capital && word.lower.contains(char::is_alphabetic));
    let cue_before = scene.verb_from(sentence.start) < scene.verb_from(open);
    if !fragment || cue_before || sentence.start >= open {
        return inner.clone();
    }
    let dash = (sentence.start..open).rev().find(|&at| matches!(scene.paragraph.lower(at), "–" | "—" | "-"));
    scene.paragraph.trimmed(dash.map_or(sentence.start, |dash| dash + 1)..inner.end)
}

/// What goes on after the attribution: « “…”, a dit X, “…” », "…, he said, …".
fn content_after(scene: &Scene, index: usize, last: usize, before: &Range<usize>) -> Option<Range<usize>> {
    let paragraph = scene.paragraph;
    let region = scene.region(scene.verbs[index].group.head);
    let at = skip_adverbials(paragraph, scene.vocabulary, last, region.end);
    if !scene.is_comma(at) && paragraph.opening(at).is_none() {
        return None;
    }
    let next = if scene.is_comma(at) { at + 1 } else { at };
    if let Some(quotation) = paragraph.opening(next) {
        return Some(quotation.inner.clone());
    }
    let plain_before = before.clone().all(|word| paragraph.quotation(word).is_none());
    let begins_other = scene.verb_from(next) < scene.verb_from(next + 1);
    if !plain_before || begins_other || next >= region.end {
        return None;
    }
    let rest = paragraph.trimmed(next..complement::clause_end(scene, index, next, region.end));
    (rest.len() >= SHORTEST_CLAUSE).then_some(rest)
}
