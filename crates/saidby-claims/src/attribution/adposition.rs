//! « Selon X, … », "…, according to X".

use super::{Draft, Scene};
use crate::phrase::{can_be_source, contains_verb, phrase_after};
use crate::vocabulary::{Class, CueEntry};
use saidby_core::CueKind;
use std::ops::Range;

/// Adpositions that name a source only with a person or group after them, at the head of a sentence.
const WEAK: &[&str] = &["pour", "per", "via", "for", "chez", "with"];

/// What is set beside a source ends at a comma no farther than this many words on.
const FARTHEST_COMMA: usize = 16;

/// Endings of past participles that begin a reduced clause: "seen by", « publié par ».
const PARTICIPLES: &[&str] = &["ed", "en", "é", "ée", "és"];

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
        question: false,
        pattern: "adposition",
    })
}

fn names_someone(scene: &Scene, source: &Range<usize>) -> bool {
    let first = scene.paragraph.lower(source.start);
    let unknown_capital = |at: &usize| scene.paragraph.words[*at].capital && !scene.paragraph.is_in_name(*at);
    source.clone().any(|at| scene.vocabulary.source(scene.paragraph.lower(at)).is_some())
        || scene.vocabulary.title_at(scene.paragraph.from(source.start)).is_some()
        || scene.vocabulary.pronoun(first).is_some_and(|pronoun| pronoun.subject && !pronoun.neuter)
        || (source.len() >= 2 && source.clone().filter(unknown_capital).count() >= 2)
}

/// At the head of its sentence, what follows; else what stands before, and what follows a second comma.
fn content(scene: &Scene, cue: &Range<usize>, source: &Range<usize>, region: &Range<usize>, opens: bool) -> Vec<Range<usize>> {
    let paragraph = scene.paragraph;
    let after = paragraph.trimmed(apposition_end(scene, source, region)..region.end);
    let before = paragraph.trimmed(last_break(scene, cue.start, region)..cue.start);
    let noun_phrase = !before.is_empty() && paragraph.is(scene.vocabulary, before.start, Class::Determiner);
    if before.len() < 3 && !noun_phrase {
        return if after.is_empty() { Vec::new() } else { vec![after] };
    }
    let goes_on = (opens || noun_phrase) && after.len() >= 3 && paragraph.lower(after.start.saturating_sub(1)) == ",";
    if goes_on { vec![before, after] } else { vec![before] }
}

/// The word after what is set beside the source by commas: « , porte-parole de Y, », ", who studies law,"; the phrase's own end
/// where nothing is. At the head of a sentence the source's phrase itself reaches to its comma: "according to a report by Z,".
fn apposition_end(scene: &Scene, source: &Range<usize>, region: &Range<usize>) -> usize {
    let paragraph = scene.paragraph;
    let comma = |from: usize| (from..region.end.min(from + FARTHEST_COMMA)).find(|&at| paragraph.lower(at) == ",");
    let opens_sentence = paragraph.sentence(source.start).start + 3 >= source.start;
    let own_end = if opens_sentence { comma(source.end).unwrap_or(source.end) } else { source.end };
    let close = if paragraph.lower(own_end) == "," { comma(own_end + 1) } else { None };
    let set_beside = |close: &usize| {
        let first = own_end + 1;
        let noun = scene.vocabulary.source(paragraph.lower(first)).is_some();
        let name = *close - first <= 4 && (first..*close).all(|at| paragraph.words[at].capital);
        let participle = !contains_verb(paragraph, scene.vocabulary, &(first..*close))
            && PARTICIPLES.iter().any(|ending| paragraph.lower(first).ends_with(ending));
        noun || name || participle || paragraph.is(scene.vocabulary, first, Class::Relative)
    };
    close.filter(set_beside).unwrap_or(own_end)
}

/// Content does not reach back over a semicolon.
fn last_break(scene: &Scene, cue: usize, region: &Range<usize>) -> usize {
    (region.start..cue).rev().find(|&at| scene.paragraph.lower(at) == ";").map_or(region.start, |at| at + 1)
}
