//! The details of an event: what is given or moved, how much of it, where, and when.

use super::Scene;
use super::clause::preposition;
use super::people::phrase;
use super::roles;
use super::trigger::Trigger;
use crate::date::dates;
use saidby_core::{Dated, Detail, EventType, Participant, Span, Upos};
use std::ops::Range;

/// What is given or moved, and how much: the arms among what the trigger governs, else the object of a verb of giving.
pub fn item(scene: &Scene, trigger: &Trigger) -> Option<(Detail, Option<Detail>)> {
    let tree = &scene.paragraph.tree;
    let objects = trigger.clause.iter().flat_map(|clause| clause.objects.iter().copied());
    let inner = roles::inner(scene, trigger.head);
    let heads: Vec<usize> = objects
        .chain(inner.iter().flat_map(|clause| clause.objects.iter().copied()))
        .chain(trigger.words.iter().copied())
        .collect();
    for &head in &heads {
        let own = trigger.clause.as_ref().is_none_or(|clause| head != clause.verb);
        let near = std::iter::once(head).filter(|_| own).chain(tree.related(head, &["nmod", "compound", "conj"]));
        for word in near {
            if let Some((words, class)) = arms(scene, word) {
                let detail = Detail { words: scene.paragraph.span(&words), normal: Some(class.to_owned()) };
                return Some((detail, quantity(scene, word)));
            }
        }
    }
    let head = trigger.clause.as_ref().filter(|_| trigger.row.item_object)?.objects.first().copied()?;
    if tree.node(head).upos == Upos::Pron || scene.paragraph.is_in_name(head) {
        return None;
    }
    Some((Detail { words: phrase(scene.paragraph, head), normal: None }, quantity(scene, head)))
}

/// The words for a weapon or equipment that hold a word, and their class.
fn arms(scene: &Scene, at: usize) -> Option<(Range<usize>, &'static str)> {
    let first = at.saturating_sub(3).max(scene.paragraph.sentence(at).start);
    (first..=at).find_map(|start| {
        let (length, class) = scene.vocabulary.arms_at(scene.paragraph.from(start))?;
        (start + length > at).then_some((start..start + length, class))
    })
}

/// "120 shells", « des dizaines de missiles »: the number's words, with what stands between them and the noun left out.
fn quantity(scene: &Scene, item: usize) -> Option<Detail> {
    let tree = &scene.paragraph.tree;
    if let Some(number) = tree.related(item, &["nummod"]).find(|&word| word < item) {
        let words = tree.extent(number);
        let span = scene.paragraph.span(&(words.start..words.end.min(item)));
        return Some(Detail { words: span, normal: number_of(scene, number) });
    }
    let measure = tree.node(item).head.filter(|_| tree.node(item).universal == "nmod")?;
    let counts = scene.vocabulary.number(scene.paragraph.lower(measure)).is_some()
        || scene.vocabulary.number(tree.node(measure).lemma).is_some();
    counts.then(|| Detail { words: scene.paragraph.words[measure].span, normal: number_of(scene, measure) })
}

/// The digits of a number, or its value in the list of number words.
fn number_of(scene: &Scene, at: usize) -> Option<String> {
    let form = scene.paragraph.lower(at);
    let digits: String = form.chars().filter(|c| !matches!(c, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}')).collect();
    if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) {
        return Some(digits);
    }
    scene.vocabulary.number(form).filter(|value| !value.is_empty()).map(str::to_owned)
}

/// Where: a place after a preposition of place that nobody acts from.
pub fn place(scene: &Scene, trigger: &Trigger, taken: &[Participant]) -> Option<Detail> {
    let tree = &scene.paragraph.tree;
    let governed = trigger.words.iter().flat_map(|&word| tree.related(word, &["obl", "nmod"]));
    let objects = trigger.clause.iter().flat_map(|clause| clause.objects.iter().copied());
    let inside = objects.flat_map(|object| tree.related(object, &["nmod"]));
    for head in governed.chain(inside) {
        let before = preposition(scene.paragraph, head);
        let words = phrase(scene.paragraph, head);
        let takes_part = taken.iter().any(|one| one.mention.is_some_and(|mention| mention.overlaps(words)));
        if is_spatial(&before) && tree.node(head).upos == Upos::Propn && !takes_part && is_place_name(scene, head) {
            return Some(Detail { words, normal: country(scene, head) });
        }
    }
    None
}

fn is_spatial(preposition: &str) -> bool {
    matches!(
        preposition,
        "in" | "at" | "near" | "outside" | "inside" | "across" | "around" | "à" | "en" | "dans" | "près" | "devant" | "au"
    )
}

fn is_place_name(scene: &Scene, head: usize) -> bool {
    use saidby_core::NameKind::Location;
    let named = scene.paragraph.proper_names.iter().any(|name| name.words.contains(&head) && name.name.kind == Location);
    named || country(scene, head).is_some()
}

fn country(scene: &Scene, head: usize) -> Option<String> {
    let listed = || scene.paragraph.place_at(head).map(|place| place.country);
    let country = scene.paragraph.name_at(head).map_or_else(listed, |name| name.known.country);
    country.map(|country| country.code().to_owned())
}

/// The day named nearest to the event in its sentence, on its own side of any quotation mark.
pub fn date(scene: &Scene, at: usize) -> Option<Dated> {
    let side = |word: usize| scene.paragraph.quotation(word).map(|quotation| quotation.inner.start);
    let named = dates(scene.paragraph, scene.vocabulary, scene.paragraph.sentence(at), scene.anchor);
    let near = named.into_iter().filter(|(words, _)| side(words.start) == side(at));
    near.min_by_key(|(words, _)| words.start.abs_diff(at)).map(|(_, dated)| dated)
}

/// The words that name an event: those of its row, a verb with its auxiliaries.
pub fn span(scene: &Scene, trigger: &Trigger) -> Span {
    let tree = &scene.paragraph.tree;
    let auxiliaries = tree.related(trigger.head, &["aux"]).filter(|_| trigger.clause.is_some());
    let first = auxiliaries.chain(trigger.words.iter().copied()).min().unwrap_or(trigger.head);
    let last = trigger.words.iter().copied().max().unwrap_or(trigger.head);
    scene.paragraph.span(&(first..last + 1))
}

/// Whether an event of this type has something that is given or moved.
pub fn has_item(kind: EventType) -> bool {
    use EventType::*;
    matches!(kind, Aid | Agree | Cooperate | Mobilize | Assault | Coerce | Retreat | Threaten | Reject | Request | Concede)
}
