//! Quotations without a cue of their own: one that goes on after an attribution, one after a name and a colon, one alone.

use super::{Draft, Scene};
use crate::phrase::{can_be_source, contains_verb};
use crate::quotation::Quotation;
use saidby_core::{CueKind, NameKind};
use std::ops::Range;

/// A quotation of fewer words is a term or a title, not speech.
const SHORTEST_SPEECH: usize = 5;

/// The label of a turn, "FOREIGN MINISTER KEANE:", has no more words than this.
const LONGEST_LABEL: usize = 6;

/// Adds to each draft with quoted content the quotations that go on in the sentences right after it.
pub fn continue_quotations(scene: &Scene, drafts: &mut [Draft]) {
    let covered = covered(scene, drafts);
    for quotation in &scene.paragraph.quotations {
        if covered[quotation.inner.clone()].contains(&true)
            || !opens_sentence(scene, quotation)
            || names_source_before(scene, quotation).is_some()
        {
            continue;
        }
        let before = drafts.iter_mut().filter(|draft| draft.cue.is_some() && reach(draft) <= quotation.inner.start);
        let quoted = before.filter(|draft| draft.content.iter().any(|range| scene.paragraph.quotation(range.end - 1).is_some()));
        let adjacent = |draft: &Draft| sentences_between(scene, reach(draft), quotation.inner.start) <= 1;
        if let Some(draft) = quoted.max_by_key(|draft| reach(draft)).filter(|draft| adjacent(draft)) {
            draft.content.push(quotation.inner.clone());
        }
    }
}

/// The drafts of quotations that no cue verb, noun or adposition has.
pub fn drafts<'v>(scene: &Scene<'_, '_, 'v>, found: &[Draft<'v>]) -> Vec<Draft<'v>> {
    let covered = covered(scene, found);
    if scene.paragraph.turn {
        let content = scene.paragraph.trimmed(1..scene.paragraph.words.len());
        let cue = Some((0..1, CueKind::Punctuation));
        return vec![Draft { cue, ..Draft::of_marks(None, content, "turn of an interview") }];
    }
    let turn = labelled_turn(scene).filter(|turn| !covered[turn.content[0].start]);
    if let Some(turn) = turn {
        return vec![turn];
    }
    let free = scene.paragraph.quotations.iter().filter(|quotation| !covered[quotation.inner.clone()].contains(&true));
    let draft =
        |quotation| named_before(scene, quotation).or_else(|| named_behind(scene, quotation)).or_else(|| alone(scene, quotation));
    free.filter_map(draft).collect()
}

fn named_before<'v>(scene: &Scene, quotation: &Quotation) -> Option<Draft<'v>> {
    let source = names_source_before(scene, quotation)?;
    Some(Draft::of_marks(Some(source), quotation.inner.clone(), "name and colon"))
}

/// « “La digue tiendra.” — Anne Lorient »: a dash and a person's name, and no more, behind a quotation.
fn named_behind<'v>(scene: &Scene, quotation: &Quotation) -> Option<Draft<'v>> {
    let paragraph = scene.paragraph;
    let dash = quotation.outer().end;
    let end = paragraph.sentences.iter().find(|sentence| sentence.end > dash + 1)?.end;
    let source = paragraph.trimmed(dash + 1..end);
    let name = paragraph.proper_name_at(source.start).filter(|name| name.words.start == source.start)?;
    let only = name.words.end == source.end || paragraph.lower(name.words.end) == ",";
    let verb = scene.is_clause_within(&source);
    let signed = is_dash(paragraph.lower(dash)) && name.name.kind == NameKind::Person && only && !verb;
    signed.then(|| Draft::of_marks(Some((source, dash)), quotation.inner.clone(), "quotation and name"))
}

fn is_dash(word: &str) -> bool {
    matches!(word, "–" | "—" | "―" | "--" | "-")
}

/// "KEANE: The dam will hold.", « ANNE LORIENT. – La digue tiendra. », "Q: …": the rest of the paragraph is what the one named at
/// its head says.
fn labelled_turn<'v>(scene: &Scene) -> Option<Draft<'v>> {
    let paragraph = scene.paragraph;
    let limit = paragraph.words.len().min(LONGEST_LABEL + 2);
    let mark = (1..limit).find(|&at| matches!(paragraph.lower(at), ":" | "–" | "—"))?;
    let label = paragraph.trimmed(0..mark);
    let shouted =
        label.clone().all(|at| paragraph.forms[at].chars().all(|c| c.is_uppercase() || c == '-' || c == '\'' || c == '.'));
    let person = paragraph
        .proper_name_at(label.start)
        .is_some_and(|name| name.name.kind == NameKind::Person && name.words.start == label.start && name.words.end == label.end);
    let dashed = paragraph.lower(mark) != ":";
    let named = (shouted && (person || !dashed)) || (person && (!dashed || paragraph.lower(mark - 1) == "."));
    let content = paragraph.trimmed(mark + 1..paragraph.words.len());
    let content = paragraph.opening(mark + 1).map_or(content, |quotation| quotation.inner.clone());
    let placed = scene.is_place(label.start);
    let speech = content.len() > 1 && !paragraph.headline && !label.is_empty() && named && !placed;
    speech.then(|| Draft::of_marks(Some((label, mark)), content, "label of a turn"))
}

fn alone<'v>(scene: &Scene, quotation: &Quotation) -> Option<Draft<'v>> {
    let speech = quotation.inner.len() >= SHORTEST_SPEECH && opens_sentence(scene, quotation) && !scene.paragraph.headline;
    speech.then(|| Draft::of_marks(None, quotation.inner.clone(), "quotation alone"))
}

/// A short phrase without a verb and a colon, right before the quotation.
fn names_source_before(scene: &Scene, quotation: &Quotation) -> Option<(Range<usize>, usize)> {
    let colon = quotation.outer().start.checked_sub(1).filter(|&at| scene.paragraph.lower(at) == ":")?;
    let sentence = scene.paragraph.sentence(colon);
    let aside = (sentence.start..colon).find(|&at| scene.paragraph.lower(at) == "(").unwrap_or(colon);
    let source = scene.paragraph.trimmed(sentence.start..aside);
    let named = source.len() <= 8
        && can_be_source(scene.paragraph, scene.vocabulary, &source)
        && !contains_verb(scene.paragraph, scene.vocabulary, &source);
    (named && !source.is_empty()).then_some((source, colon))
}

/// Which words of the paragraph are content already; what a quotation's own words report leaves the quotation free.
fn covered(scene: &Scene, drafts: &[Draft]) -> Vec<bool> {
    let mut covered = vec![false; scene.paragraph.words.len()];
    for draft in drafts {
        let side = draft.cue.as_ref().and_then(|(cue, _)| scene.side(cue.start));
        let own = |range: &&Range<usize>| side.is_none() || scene.side(range.start) != side;
        let around = side.is_some() && draft.content.first().map(|range| range.start) == side;
        for range in draft.content.iter().filter(|range| around || own(range)) {
            covered[range.clone()].fill(true);
        }
    }
    covered
}

fn opens_sentence(scene: &Scene, quotation: &Quotation) -> bool {
    let open = quotation.outer().start;
    scene.paragraph.sentence(open).start == open || scene.paragraph.sentence(quotation.inner.start).start == quotation.inner.start
}

/// The last word of a draft: of its content, source or cue.
fn reach(draft: &Draft) -> usize {
    let content = draft.content.iter().map(|range| range.end);
    let cue = draft.cue.iter().map(|(range, _)| range.end);
    content.chain(cue).chain(draft.source.iter().map(|range| range.end)).max().unwrap_or(0)
}

fn sentences_between(scene: &Scene, from: usize, to: usize) -> usize {
    scene.paragraph.sentences.iter().filter(|sentence| sentence.start > from && sentence.start < to).count()
}
