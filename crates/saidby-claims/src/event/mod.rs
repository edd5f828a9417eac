//! Who did what to whom: events of the lists, their participants, and the claims that hold them.
//!
//! ```text
//! tree → trigger (a row of events.tsv) → rules (what PLOVER makes of it) → sides (who, whom) → claims, one a pair
//! ```
//!
//! « Les frappes que l'Iran menace de mener contre Israël » is THREATEN, Iran on Israel: the row of *menacer*, the places of *mener*.
//! An event without anyone who takes part is left out: a false event is worse than a missed one.

mod clause;
mod confidence;
mod detail;
mod people;
mod roles;
mod rows;
mod rules;
mod trigger;

pub use rows::EventRows;

use crate::cast::Cast;
use crate::date::Anchor;
use crate::nesting::Nesting;
use crate::paragraph::Paragraph;
use crate::stance::{Level, Shade, stances};
use crate::vocabulary::Vocabulary;
use crate::{Told, is_nobody};
use roles::Sides;
use rules::Coded;
use saidby_core::{Act, Actor, AttributionId, Claim, Context, Event, EventType, Participant, Sector, When};
use std::ops::Range;
use trigger::{Trigger, triggers};

/// The claims of a document, in text order.
pub fn claims(
    paragraphs: &[Paragraph],
    vocabulary: &'static Vocabulary,
    cast: &mut Cast,
    told: &[Told],
    anchor: Anchor,
) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let first = told.partition_point(|told| told.paragraph < index);
        let own = &told[first..told.partition_point(|told| told.paragraph <= index)];
        let nesting = Nesting::of(paragraph, own);
        let cues = cue_words(paragraph, own, first);
        let scene = Scene { paragraph, vocabulary, told, first, cues, nesting, anchor: anchor.at(paragraph) };
        claims.extend(claims_of(&scene, cast));
    }
    claims
}

/// What the events of a paragraph look at.
struct Scene<'a, 'v> {
    paragraph: &'a Paragraph<'a>,
    vocabulary: &'static Vocabulary,
    told: &'a [Told<'v>],
    /// The first attribution of this paragraph.
    first: usize,
    /// The attribution whose cue holds each word.
    cues: Vec<Option<usize>>,
    nesting: Nesting,
    anchor: Anchor,
}

fn cue_words(paragraph: &Paragraph, own: &[Told], first: usize) -> Vec<Option<usize>> {
    let mut words = vec![None; paragraph.words.len()];
    for (offset, told) in own.iter().enumerate() {
        for at in told.attribution.cue.map(|cue| paragraph.range(cue.span)).unwrap_or_default() {
            words[at] = words[at].or(Some(first + offset));
        }
    }
    words
}

fn claims_of(scene: &Scene, cast: &mut Cast) -> Vec<Claim> {
    let triggers = triggers(scene.paragraph, scene.vocabulary);
    let mut kinds: Vec<Option<EventType>> = vec![None; scene.paragraph.words.len()];
    for trigger in &triggers {
        trigger.words.iter().for_each(|&word| kinds[word] = Some(trigger.row.kind));
    }
    let mut claims: Vec<(Range<usize>, Claim)> = Vec::new();
    for trigger in &triggers {
        let sentence = scene.paragraph.sentence(trigger.head);
        if is_elsewhere(scene, &sentence) {
            continue;
        }
        for claim in claims_from(scene, cast, trigger, &kinds) {
            add(&mut claims, sentence.clone(), claim);
        }
    }
    claims.into_iter().map(|(_, claim)| claim).collect()
}

/// An event told twice in one sentence is kept once, at its fullest telling: "the strikes … killed three Poles".
fn add(claims: &mut Vec<(Range<usize>, Claim)>, sentence: Range<usize>, claim: Claim) {
    let who = |part: Option<Participant>| part.map(|part| part.actor);
    let covers = |full: &Event, bare: &Event| {
        let same = full.kind == bare.kind && (who(full.actor) == who(bare.actor) || bare.actor.is_none());
        same && (who(full.recipient) == who(bare.recipient) || bare.recipient.is_none())
    };
    let told = |other: &Claim| other.via == claim.via;
    let near = || claims.iter().filter(|(other, _)| *other == sentence);
    if near().any(|(_, other)| told(other) && covers(&other.event, &claim.event)) {
        return;
    }
    claims.retain(|(other, kept)| !(*other == sentence && kept.via == claim.via && covers(&claim.event, &kept.event)));
    claims.push((sentence, claim));
}

/// Whether a sentence tells of sport, a film, a game or the stock market.
fn is_elsewhere(scene: &Scene, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|at| scene.vocabulary.events.is_elsewhere(scene.paragraph.from(at)))
}

/// The claims of one trigger, one for each pair of an actor and a recipient.
fn claims_from(scene: &Scene, cast: &mut Cast, trigger: &Trigger, kinds: &[Option<EventType>]) -> Vec<Claim> {
    let own = own_attribution(scene, trigger);
    let asks = own.is_some_and(|own| scene.told[own].attribution.act == Act::Inquire);
    if asks && trigger.row.kind == EventType::Request {
        return Vec::new();
    }
    let Some(coded) = rules::coded(scene, trigger, kinds) else { return Vec::new() };
    if coded.kind == EventType::Reject && keeps_silent(scene, trigger) {
        return Vec::new();
    }
    let Some(sides) = roles::sides(scene, cast, trigger, coded.kind) else { return Vec::new() };
    if !sides.actors.iter().chain(&sides.recipients).any(|one| is_political(&cast.actors[one.actor.0 as usize])) {
        return Vec::new();
    }
    if requires_recipient(coded.kind) && sides.recipients.is_empty() && sides.actors.len() < 2 {
        return Vec::new();
    }
    pairs(&sides).into_iter().map(|(actor, recipient)| claim(scene, trigger, coded, &sides, (actor, recipient), own)).collect()
}

/// Whether an actor is of a state or a known body, no firm or outlet: what those do among themselves is no event.
fn is_political(actor: &Actor) -> bool {
    let is_firm = actor.id.starts_with("organisation:") && matches!(actor.sector, Some(Sector::Bus | Sector::Jrn));
    actor.country.is_some() && !is_firm
}

/// "declined to comment", « a refusé de répondre »: who refuses to say anything refuses nobody anything.
fn keeps_silent(scene: &Scene, trigger: &Trigger) -> bool {
    let tree = &scene.paragraph.tree;
    let says = |verb: usize| scene.vocabulary.cues_of_verb(tree.node(verb).lemma).any(|cue| cue.act == Act::Say);
    let alone = |verb: usize| tree.related(verb, &["obj", "obl", "ccomp"]).next().is_none();
    tree.related(trigger.head, &["xcomp"]).any(|verb| says(verb) && alone(verb))
}

/// Types that are no event without someone at the other end (PLOVER manual, "Requires recipient").
fn requires_recipient(kind: EventType) -> bool {
    matches!(kind, EventType::Aid | EventType::Cooperate | EventType::Sanction)
}

type Pair = (Option<Participant>, Option<Participant>);

/// Each actor with each recipient; of those who act together, each with each that follows.
fn pairs(sides: &Sides) -> Vec<Pair> {
    let some = |participants: &[Participant]| -> Vec<Option<Participant>> {
        if participants.is_empty() { vec![None] } else { participants.iter().copied().map(Some).collect() }
    };
    if sides.mutual && sides.actors.len() > 1 {
        let all = &sides.actors;
        return (0..all.len()).flat_map(|i| (i + 1..all.len()).map(move |j| (Some(all[i]), Some(all[j])))).collect();
    }
    let recipients = some(&sides.recipients);
    some(&sides.actors).into_iter().flat_map(|actor| recipients.iter().map(move |&recipient| (actor, recipient))).collect()
}

fn claim(scene: &Scene, trigger: &Trigger, coded: Coded, sides: &Sides, (actor, recipient): Pair, own: Option<usize>) -> Claim {
    let levels = levels(scene, trigger, own);
    let words =
        trigger.words.first().copied().unwrap_or(trigger.head)..trigger.words.last().map_or(trigger.head, |&word| word) + 1;
    let comes_not = coded.negated && trigger.row.noun;
    let denied = nobody(scene, actor) || nobody(scene, recipient) || nothing(scene, trigger) || comes_not;
    let mut shade = Shade::of(scene.paragraph, scene.vocabulary, &words, &content(scene, levels.last()), coded.negated);
    if coded.takes_negation || denied {
        shade.set_negative(denied);
    }
    let span = detail::span(scene, trigger);
    if coded.hearsay {
        shade.mark_reported(span);
    }
    let found = Some(coded.kind).filter(|&kind| detail::has_item(kind)).and_then(|_| detail::item(scene, trigger));
    let (item, quantity) = found.map_or((None, None), |(item, quantity)| (Some(item), quantity));
    let mut contexts = trigger.row.contexts.clone();
    if item.as_ref().is_some_and(|item| item.normal.is_some()) && !contexts.contains(&Context::Military) {
        contexts.push(Context::Military);
    }
    let taken: Vec<Participant> = sides.actors.iter().chain(&sides.recipients).copied().collect();
    let act = levels.last().map(|level| level.attribution.act);
    Claim {
        via: levels.last().map(|level| level.id),
        event: Event {
            kind: Some(coded.kind),
            mode: coded.mode,
            contexts,
            trigger: span,
            actor,
            recipient,
            item,
            quantity,
            place: detail::place(scene, trigger, &taken),
            date: detail::date(scene, trigger.head),
            mutual: sides.mutual && recipient.is_some(),
            confidence: confidence::of(trigger, sides),
        },
        when: when(coded, act),
        stances: stances(&levels, &shade),
    }
}

/// « aucune entreprise », "no company".
fn nobody(scene: &Scene, participant: Option<Participant>) -> bool {
    let first = participant.and_then(|participant| participant.mention).map(|mention| scene.paragraph.range(mention).start);
    first.is_some_and(|at| is_nobody(scene.paragraph.lower(at)))
}

/// « aucun missile n'a été livré », « n'a procédé à aucun tir ».
fn nothing(scene: &Scene, trigger: &Trigger) -> bool {
    let tree = &scene.paragraph.tree;
    let objects = trigger.clause.iter().flat_map(|clause| clause.objects.iter().copied());
    objects
        .chain(trigger.words.iter().copied())
        .flat_map(|object| tree.related(object, &["det"]))
        .any(|word| is_nobody(scene.paragraph.lower(word)))
}

/// The words of the paragraph that the innermost holder says: all where that is the author.
fn content(scene: &Scene, innermost: Option<&Level>) -> Range<usize> {
    let cover = innermost.map(|level| scene.paragraph.range(level.attribution.content_cover()));
    cover.unwrap_or(0..scene.paragraph.words.len())
}

/// The attribution whose cue is this event's verb: « accuse » is both.
fn own_attribution(scene: &Scene, trigger: &Trigger) -> Option<usize> {
    scene.cues.get(trigger.head).copied().flatten().filter(|_| trigger.clause.is_some())
}

/// The attributions whose content holds the event, outermost first.
fn levels<'a>(scene: &'a Scene, trigger: &Trigger, own: Option<usize>) -> Vec<Level<'a>> {
    let parent = |index: usize| scene.told[index].attribution.parent.map(|parent| parent.0 as usize);
    let innermost =
        own.map_or_else(|| scene.nesting.innermost.get(trigger.head).copied().flatten().map(|index| scene.first + index), parent);
    let chain = std::iter::successors(innermost, |&index| parent(index));
    let mut levels: Vec<Level> = chain
        .map(|index| {
            let told = &scene.told[index];
            Level { id: AttributionId(index as u32), attribution: &told.attribution, entry: told.entry }
        })
        .collect();
    levels.reverse();
    levels
}

/// When it takes place: what its own words tell, else what the act says of it.
fn when(coded: Coded, act: Option<Act>) -> When {
    let foreseen = matches!(act, Some(Act::Promise | Act::Threaten | Act::Fear));
    match coded.when {
        Some(When::Present) if foreseen => When::Future,
        Some(when) => when,
        None => match act {
            Some(Act::Promise | Act::Threaten | Act::Fear | Act::Request | Act::Order | Act::Propose | Act::Predict) => {
                When::Future
            }
            Some(Act::Accuse | Act::Suspect) => When::Present,
            _ => When::Unknown,
        },
    }
}
