//! A cue set into its content or after it: « “…”, a déclaré X », "…, he said.", « …, a-t-il ajouté, … ».

use super::Scene;
use super::verb::CueVerb;
use crate::phrase::{is_speaking_phrase, skip_adverbials};
use saidby_core::Act;
use std::ops::Range;

/// Content of fewer words before a comma is an adverbial, not a clause.
const SHORTEST_CLAUSE: usize = 3;

/// The comma before a phrase and its cue is looked for no farther back than this many words.
const FARTHEST_COMMA: usize = 24;

/// The content of a cue that its source and verb follow or interrupt: `first` is the first word of source and verb, `last` the one
/// behind them.
pub fn content(scene: &Scene, cue: &CueVerb, first: usize, last: usize) -> Option<Vec<Range<usize>>> {
    let frames = cue.entry.frames;
    if !(frames.quote || frames.clause) {
        return None;
    }
    if let Some(content) = inside_marks(scene, cue, first, last) {
        return Some(content);
    }
    let before = before(scene, first)?;
    let after = after(scene, cue, last, &before);
    let quoted = scene.paragraph.quotation(before.end - 1).is_some();
    let inverted = first == cue.words.start && last > cue.words.end;
    let ends = (last..scene.region(cue.head).end).all(|at| scene.paragraph.is_punctuation(at));
    let clausal = scene.is_clause_within(&before) || (ends && scene.paragraph.headline);
    let told = (clausal && before.len() >= SHORTEST_CLAUSE) || (inverted && cue.entry.frames.quote);
    let interrupted = after.as_ref().is_some_and(|after| scene.is_clause_within(after));
    if !quoted && !(tells(cue.entry.act) && (told || interrupted)) {
        return None;
    }
    Some(std::iter::once(before).chain(after).collect())
}

/// "Two hulls leaked, officials who had seen them said on Friday": the clause before a comma, and behind it the phrase and cue that
/// end the sentence, whatever the tree takes for the subject.
pub fn trailing(scene: &Scene, cue: &CueVerb) -> Option<(Range<usize>, Range<usize>)> {
    let paragraph = scene.paragraph;
    let region = scene.region(cue.head);
    let frames = cue.entry.frames;
    let ends = !scene.is_clause_within(&(cue.end()..region.end)) && (cue.end()..region.end).all(|at| !scene.is_comma(at));
    if !(frames.quote || frames.clause) || !tells(cue.entry.act) || !ends {
        return None;
    }
    let start = scene.after_dateline(region.start, cue.words.start);
    let commas = (start + SHORTEST_CLAUSE..cue.words.start).rev().take(FARTHEST_COMMA).filter(|&at| paragraph.lower(at) == ",");
    let found = commas.map(|comma| (comma, paragraph.trimmed(comma + 1..cue.words.start)));
    let (comma, source) = found.into_iter().find(|(_, phrase)| is_speaking_phrase(paragraph, scene.vocabulary, phrase))?;
    let content = paragraph.trimmed(start..comma);
    (scene.is_clause_within(&content) && paragraph.quotation(comma) == paragraph.quotation(cue.head)).then_some((source, content))
}

/// « La digue, a assuré X, tiendra. » inside its marks: what stands before and after between the same marks, as French sets it.
fn inside_marks(scene: &Scene, cue: &CueVerb, first: usize, last: usize) -> Option<Vec<Range<usize>>> {
    let quotation = scene.paragraph.quotation(cue.head)?;
    let comma_before = first.checked_sub(1).filter(|&at| at > quotation.inner.start && scene.is_comma(at))?;
    let inverted = cue.words.start == first && (last > cue.words.end || cue.clitic.is_some());
    let region = scene.region(cue.head);
    let last = skip_adverbials(scene.paragraph, scene.vocabulary, last, region.end);
    let last = scene.after_obliques(cue, last);
    let goes_on = scene.is_comma(last) || last + 1 >= region.end;
    if !inverted || !goes_on || scene.vocabulary.language.code() != "fr" {
        return None;
    }
    let before = scene.paragraph.trimmed(quotation.inner.start..comma_before);
    let after = scene.paragraph.trimmed((last + 1).min(quotation.inner.end)..quotation.inner.end);
    (!before.is_empty()).then(|| vec![before, after])
}

/// Acts whose plain clause may stand before them: "the talks failed, he said", not « le Canada sanctionne, le Venezuela menace ».
fn tells(act: Act) -> bool {
    use Act::*;
    matches!(act, Say | Inform | Announce | Opine | Predict | Warn | Confirm | Admit | Suspect | Deny | Other)
}

/// The quotation, or the clause up to its comma, that ends before `first`.
fn before(scene: &Scene, first: usize) -> Option<Range<usize>> {
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
    (!clause.is_empty()).then_some(clause)
}

/// A quotation that starts with a small letter goes on what stands before it in its sentence.
fn with_lead(scene: &Scene, inner: &Range<usize>) -> Range<usize> {
    let open = inner.start.saturating_sub(1);
    let sentence = scene.paragraph.sentence(open);
    let fragment =
        scene.paragraph.words.get(inner.start).is_some_and(|word| !word.capital && word.lower.contains(char::is_alphabetic));
    let near = scene.verb_from(open).checked_sub(1).map(|index| &scene.verbs[index]);
    let cue_before = near.is_some_and(|cue| cue.words.start >= sentence.start && cue.end() + 1 >= open);
    if !fragment || cue_before || sentence.start >= open {
        return inner.clone();
    }
    let dash = (sentence.start..open).rev().find(|&at| matches!(scene.paragraph.lower(at), "–" | "—" | "-"));
    scene.paragraph.trimmed(dash.map_or(sentence.start, |dash| dash + 1)..inner.end)
}

/// What goes on after the attribution: « “…”, a dit X, “…” », "…, he said, …".
fn after(scene: &Scene, cue: &CueVerb, last: usize, before: &Range<usize>) -> Option<Range<usize>> {
    let paragraph = scene.paragraph;
    let region = scene.region(cue.head);
    let at = skip_adverbials(paragraph, scene.vocabulary, last, region.end);
    if !scene.is_comma(at) && paragraph.opening(at).is_none() {
        return None;
    }
    let next = if scene.is_comma(at) { at + 1 } else { at };
    if let Some(quotation) = paragraph.opening(next) {
        return Some(quotation.inner.clone());
    }
    let plain_before = before.clone().all(|word| paragraph.quotation(word).is_none());
    let governed = |other: &CueVerb| scene.paragraph.tree.node(other.head).head == Some(cue.head);
    let begins_other = scene.verbs[scene.verb_from(next)..scene.verb_from(next + 1)].iter().any(|other| !governed(other));
    if !plain_before || begins_other || next >= region.end {
        return None;
    }
    let rest = paragraph.trimmed(next..scene.content_end(cue, next, region.end));
    (rest.len() >= SHORTEST_CLAUSE || scene.is_clause_within(&rest)).then_some(rest)
}
