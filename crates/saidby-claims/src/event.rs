//! Who did what to whom: events of the lists, their participants, and the claims that hold them.
//!
//! A word is an event where its row fits: a verb with its words, or a noun; participants come from the places that the row
//! names (subject, object, after a preposition). An event without anyone who acts is left out: a false event is worse than a
//! missed one.

use crate::cast::Cast;
use crate::cue::{VerbGroup, Voice, lemma_end, verb_group};
use crate::date::{Anchor, dates};
use crate::nesting::Nesting;
use crate::paragraph::Paragraph;
use crate::phrase::{phrase_after, skip_adverbials, subject_before};
use crate::quotation::Quotation;
use crate::stance::{Level, Shade, stances};
use crate::vocabulary::{Class, EventEntry, Slot, Vocabulary};
use crate::{Told, is_nobody};
use saidby_core::{Act, ActorRef, AttributionId, Claim, Context, Dated, Detail, Event, EventType, Participant, Span, When};
use saidby_lexicon::{NameKind, Tense, VerbForm};
use std::ops::Range;

/// Participants are looked for at most this many words after the event's words.
const REACH: usize = 24;

/// An event's words found in a paragraph.
struct Found<'v> {
    words: Range<usize>,
    group: Option<VerbGroup>,
    entry: &'v EventEntry,
}

/// Someone who may take part: words, who it is, and whether an adjective of nationality names them.
#[derive(Clone)]
struct Candidate {
    words: Range<usize>,
    actor: ActorRef,
    adjective: bool,
}

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
        let scene = Scene { paragraph, vocabulary, told, first, cues, nesting, candidates: candidates(paragraph, cast), anchor };
        claims.extend(found(paragraph, vocabulary).iter().filter_map(|found| claim(&scene, cast, found)));
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
    candidates: Vec<Candidate>,
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

fn candidates(paragraph: &Paragraph, cast: &mut Cast) -> Vec<Candidate> {
    let named = paragraph.names.iter().map(|name| (name.words.clone(), Some(name.known)));
    let mut found: Vec<Candidate> = named
        .filter_map(|(words, known)| {
            let known = known?;
            let adjective = known.kind == NameKind::Adjective;
            Some(Candidate { words, actor: cast.actor_of(known), adjective })
        })
        .collect();
    let (Some(first), Some(last)) = (paragraph.words.first(), paragraph.words.last()) else { return found };
    let span = first.span.cover(last.span);
    let known = found.len();
    for mention in cast.mentions_in(span) {
        let words = paragraph.range(mention.span);
        let next = found[..known].partition_point(|candidate| candidate.words.end <= words.start);
        let is_known = found[..known].get(next).is_some_and(|candidate| candidate.words.start < words.end);
        let actor = mention.actor.filter(|_| !is_known);
        found.extend(actor.map(|actor| Candidate { words, actor, adjective: false }));
    }
    found.sort_by_key(|candidate| candidate.words.start);
    found
}

/// The events of a paragraph, in order; where two rows fit, the longer.
fn found<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary) -> Vec<Found<'v>> {
    let mut all: Vec<Found> = Vec::new();
    for at in 0..paragraph.words.len() {
        if all
            .last()
            .is_some_and(|found| found.words.contains(&at) && found.group.as_ref().is_none_or(|group| group.words.contains(&at)))
        {
            continue;
        }
        let previous_end = all.last().map_or(0, |found| found.words.end);
        let event = verb_event(paragraph, vocabulary, at)
            .or_else(|| (at >= previous_end).then(|| noun_event(paragraph, vocabulary, at)).flatten());
        all.extend(event);
    }
    all
}

fn verb_event<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary, at: usize) -> Option<Found<'v>> {
    let forms = vocabulary.verbs.forms(paragraph.lower(at));
    let rows = forms.iter().flat_map(|form| vocabulary.events_of_verb(&form.lemma).map(move |entry| (form, entry)));
    let fitting = rows.filter_map(|(form, entry)| {
        phrase_end(paragraph, vocabulary, at, &entry.words).map(|end| (entry.words.len(), form, entry, end))
    });
    let (_, form, entry, end) = fitting.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let forms: Vec<&VerbForm> = forms.iter().filter(|other| other.lemma == form.lemma).collect();
    let group = verb_group(paragraph, vocabulary, at, at + 1, &forms)?;
    Some(Found { words: at..end, group: Some(group), entry })
}

/// Where the words of a row end: each stands within a few words after the one before, adjectives and determiners between.
fn phrase_end(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize, words: &[&str]) -> Option<usize> {
    if let Some(end) = lemma_end(paragraph, vocabulary, at, words) {
        return Some(end);
    }
    let limit = paragraph.sentence(at).end;
    let mut next = at + 1;
    for wanted in &words[1..] {
        let near = (next..limit.min(next + 4)).take_while(|&at| !paragraph.is_punctuation(at));
        next = near.into_iter().find(|&at| same_word(paragraph.lower(at), wanted))? + 1;
    }
    Some(next)
}

/// Whether a form is the listed word: the same, its plural, or elided.
fn same_word(form: &str, wanted: &str) -> bool {
    let plain = |word: &str| word.trim_end_matches(['s', 'x', 'e']).to_owned();
    form == wanted || (form.len() > 3 && plain(form) == plain(wanted)) || (form == "d'" && wanted == "de")
}

fn noun_event<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary, at: usize) -> Option<Found<'v>> {
    let (length, entry) = vocabulary.event_at(paragraph.from(at))?;
    Some(Found { words: at..at + length, group: None, entry })
}

fn claim(scene: &Scene, cast: &mut Cast, found: &Found) -> Option<Claim> {
    let own = own_attribution(scene, found);
    let asks = own.is_some_and(|own| scene.told[own].attribution.act == Act::Inquire);
    if asks && found.entry.kind == EventType::Request {
        return None;
    }
    let (actor, recipient) = participants(scene, cast, found, own)?;
    let levels = levels(scene, found, own);
    let sentence = scene.paragraph.sentence(found.words.start);
    let negated = found.group.as_ref().is_some_and(|group| group.negated) || nobody(scene, &actor);
    let hearsay =
        found.group.as_ref().is_some_and(|group| group.tense == Tense::Conditional) && scene.vocabulary.language.code() == "fr";
    let mut shade = Shade::of(scene.paragraph, scene.vocabulary, &found.words, &content(scene, levels.last()), negated);
    if hearsay {
        shade.mark_reported(trigger(scene, found));
    }
    let act = levels.last().map(|level| level.attribution.act);
    let item = item(scene, found, &sentence);
    let mut contexts = found.entry.contexts.clone();
    if item.as_ref().is_some_and(|item| item.normal.is_some()) && !contexts.contains(&Context::Military) {
        contexts.push(Context::Military);
    }
    Some(Claim {
        via: levels.last().map(|level| level.id),
        event: Event {
            kind: Some(found.entry.kind),
            mode: found.entry.mode,
            contexts,
            trigger: trigger(scene, found),
            actor: Some(actor),
            recipient,
            item,
            quantity: None,
            place: None,
            date: date(scene, found, &sentence),
        },
        when: if hearsay && has_auxiliary(found) { When::Past } else { when(found, act) },
        stances: stances(&levels, &shade),
    })
}

fn nobody(scene: &Scene, actor: &Participant) -> bool {
    let first = actor.mention.map(|mention| scene.paragraph.range(mention).start);
    first.is_some_and(|at| is_nobody(scene.paragraph.lower(at)))
}

fn trigger(scene: &Scene, found: &Found) -> Span {
    let words = found.group.as_ref().map_or(found.words.clone(), |group| group.words.start..group.words.end.max(found.words.end));
    scene.paragraph.span(&words)
}

/// The words of the paragraph that the innermost holder says: all where that is the author.
fn content(scene: &Scene, innermost: Option<&Level>) -> Range<usize> {
    let cover = innermost.map(|level| scene.paragraph.range(level.attribution.content_cover()));
    cover.unwrap_or(0..scene.paragraph.words.len())
}

/// The attribution whose cue is this event's verb: « accuse » is both.
fn own_attribution(scene: &Scene, found: &Found) -> Option<usize> {
    let head = found.group.as_ref()?.head;
    scene.cues.get(head).copied().flatten()
}

/// The attributions whose content holds the event, outermost first.
fn levels<'a>(scene: &'a Scene, found: &Found, own: Option<usize>) -> Vec<Level<'a>> {
    let parent = |index: usize| scene.told[index].attribution.parent.map(|parent| parent.0 as usize);
    let innermost = own.map_or_else(|| scene.innermost(found), parent);
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

fn participants(scene: &Scene, cast: &mut Cast, found: &Found, own: Option<usize>) -> Option<(Participant, Option<Participant>)> {
    let slots = Filled::of(scene, cast, found, own);
    let entry = found.entry;
    if entry.reciprocal {
        let mut all = slots.all();
        let first = all.next()?;
        let second = all.find(|other| other.actor != first.actor)?;
        return Some((first, Some(second)));
    }
    let fill = |wanted: &[Slot]| wanted.iter().find_map(|slot| slots.get(*slot));
    let adjective = slots.adjective.filter(|_| entry.noun);
    let actor = adjective.or_else(|| fill(&entry.actor))?;
    let mutual = matches!(entry.kind, EventType::Agree | EventType::Consult | EventType::Cooperate);
    let partner = || slots.all_in(Slot::Subject).filter(|partner| mutual && partner.actor != actor.actor).last();
    let recipient = fill(&entry.recipient).filter(|recipient| recipient.actor != actor.actor).or_else(partner);
    let needs_recipient = entry.required.1 || requires_recipient(entry.kind);
    (recipient.is_some() || !needs_recipient).then_some((actor, recipient))
}

/// Types that are no event without someone at the other end (PLOVER manual, "Requires recipient").
fn requires_recipient(kind: EventType) -> bool {
    matches!(kind, EventType::Aid | EventType::Cooperate | EventType::Sanction)
}

/// The participants found in each place around an event.
#[derive(Default)]
struct Filled {
    places: Vec<(Slot, Participant)>,
    adjective: Option<Participant>,
}

impl Filled {
    fn of(scene: &Scene, cast: &mut Cast, found: &Found, own: Option<usize>) -> Self {
        let mut filled = Filled::default();
        filled.add_after(scene, found);
        match &found.group {
            Some(group) => {
                let subject = subject(scene, cast, found, group, own);
                let slot = if group.voice == Voice::Passive { Slot::Object } else { Slot::Subject };
                if let Some(subject) = subject {
                    let others = scene.others_in(&subject).map(|other| (slot, other));
                    let all: Vec<_> = std::iter::once((slot, subject)).chain(others).collect();
                    filled.places.splice(0..0, all);
                }
                if group.voice == Voice::Passive
                    && let Some(agent) = filled.get(Slot::By)
                {
                    filled.places.push((Slot::Subject, agent));
                }
                if let Some(accused) = own.and_then(|own| scene.told[own].addressee.clone()) {
                    let mention = Some(scene.paragraph.span(&accused));
                    let actor = cast.named_in(scene.paragraph, &accused);
                    filled.places.splice(0..0, actor.map(|actor| (Slot::Object, Participant { actor, mention })));
                }
            }
            None => filled.add_before_noun(scene, found),
        }
        filled
    }

    fn get(&self, slot: Slot) -> Option<Participant> {
        let wanted: &[Slot] = match slot {
            Slot::From => &[Slot::From, Slot::Of],
            Slot::Object => &[Slot::Object, Slot::Of],
            _ => std::slice::from_ref(&slot),
        };
        wanted
            .iter()
            .find_map(|wanted| self.places.iter().find(|(place, _)| place == wanted).map(|(_, participant)| *participant))
    }

    fn all_in(&self, slot: Slot) -> impl Iterator<Item = Participant> {
        self.places.iter().filter(move |(place, _)| *place == slot).map(|(_, participant)| *participant)
    }

    fn all(&self) -> impl Iterator<Item = Participant> {
        self.places.iter().map(|(_, participant)| *participant).chain(self.adjective)
    }

    fn add_after(&mut self, scene: &Scene, found: &Found) {
        let sentence = scene.paragraph.sentence(found.words.start);
        let limit = sentence.end.min(found.words.end + REACH);
        let mut slot = if found.group.is_some() { Slot::Object } else { Slot::Of };
        let mut after_preposition = found.group.is_some();
        let mut at = found.group.as_ref().map_or(found.words.end, |group| group.head + 1);
        while at < limit && !ends_reach(scene, at) {
            if let Some(next) = scene.vocabulary.slot(scene.paragraph.lower(at)).filter(|_| at >= found.words.end) {
                slot = next;
                after_preposition = true;
            } else if let Some(candidate) = scene.candidate_at(at) {
                let near_noun = slot == Slot::Of && found.group.is_none();
                if candidate.adjective && near_noun {
                    self.adjective = self.adjective.or(Some(scene.participant(candidate)));
                } else if after_preposition || !candidate.adjective {
                    self.places.push((slot, scene.participant(candidate)));
                }
                at = candidate.words.end;
                continue;
            }
            at += 1;
        }
    }

    /// « frappe russe » after, "Russian strikes", "Russia's attack" before.
    fn add_before_noun(&mut self, scene: &Scene, found: &Found) {
        let start = found.words.start;
        let count = scene.candidates.partition_point(|candidate| candidate.words.end <= start);
        let Some(before) = scene.candidates[..count].last().filter(|candidate| candidate.words.end + 3 > start) else { return };
        let between = before.words.end..start;
        let possessive = scene.paragraph.is(scene.vocabulary, between.start, Class::Possessive) && !between.is_empty();
        if before.adjective && between.len() < 2 && scene.vocabulary.language.code() == "en" {
            self.adjective = self.adjective.or(Some(scene.participant(before)));
        } else if possessive {
            self.places.insert(0, (Slot::Possessive, scene.participant(before)));
        }
    }
}

impl Scene<'_, '_> {
    /// The innermost attribution whose content holds an event's first word.
    fn innermost(&self, found: &Found) -> Option<usize> {
        self.nesting.innermost.get(found.words.start).copied().flatten().map(|index| self.first + index)
    }

    /// The first word of the innermost content that holds an event: a subject inside does not reach out of it.
    fn content_start(&self, found: &Found) -> usize {
        let told = self.innermost(found).map(|index| &self.told[index]);
        let ranges = told.iter().flat_map(|told| &told.attribution.content).map(|content| self.paragraph.range(*content));
        ranges.filter(|range| range.contains(&found.words.start)).map(|range| range.start).max().unwrap_or(0)
    }

    fn candidate_at(&self, at: usize) -> Option<&Candidate> {
        let index = self.candidates.binary_search_by_key(&at, |candidate| candidate.words.start).ok()?;
        self.candidates.get(index)
    }

    /// The candidates that lie in a range of words.
    fn candidates_in(&self, words: &Range<usize>) -> &[Candidate] {
        let first = self.candidates.partition_point(|candidate| candidate.words.start < words.start);
        let rest = &self.candidates[first..];
        &rest[..rest.partition_point(|candidate| candidate.words.end <= words.end)]
    }

    /// Whether a coordinator or comma stands before a name, a determiner between.
    fn is_coordinated(&self, at: usize) -> bool {
        let word = |back: usize| at.checked_sub(back).map_or("", |left| self.paragraph.lower(left));
        let joins = |word: &str| word == "," || self.vocabulary.is(word, Class::Coordinator);
        joins(word(1)) || (self.vocabulary.is(word(1), Class::Determiner) && joins(word(2)))
    }

    /// The other participants that a subject's words name: « la Russie et la Chine ».
    fn others_in(&self, subject: &Participant) -> impl Iterator<Item = Participant> {
        let words = subject.mention.map(|mention| self.paragraph.range(mention)).unwrap_or_default();
        let inside = self
            .candidates
            .iter()
            .filter(move |candidate| words.start <= candidate.words.start && candidate.words.end <= words.end);
        let joined = |candidate: &&Candidate| !candidate.adjective && self.is_coordinated(candidate.words.start);
        inside.filter(joined).filter(|candidate| candidate.actor != subject.actor).map(|candidate| self.participant(candidate))
    }

    fn participant(&self, candidate: &Candidate) -> Participant {
        Participant { actor: candidate.actor, mention: Some(self.paragraph.span(&candidate.words)) }
    }
}

fn ends_reach(scene: &Scene, at: usize) -> bool {
    let word = scene.paragraph.lower(at);
    let closes_fragment = scene.paragraph.closing(at).is_some_and(|quotation| is_fragment(scene, quotation));
    matches!(word, ";" | ":" | "." | "!" | "?" | "–" | "—" | "(")
        || (scene.paragraph.is_quote_mark(at) && scene.paragraph.opening(at).is_none() && !closes_fragment)
        || scene.paragraph.opening(at).is_some_and(|quotation| !is_fragment(scene, quotation))
        || scene.vocabulary.is(word, Class::Complementizer)
        || scene.vocabulary.is(word, Class::Relative)
        || (word == "," && !scene.paragraph.words.get(at + 1).is_some_and(|next| next.capital))
        || [Class::Have, Class::Modal, Class::Subordinator]
            .iter()
            .any(|&class| scene.vocabulary.is(word, class) && scene.vocabulary.slot(word).is_none())
}

/// Whether a quotation is a piece of the sentence around it: it starts with a small letter.
fn is_fragment(scene: &Scene, quotation: &Quotation) -> bool {
    scene.paragraph.words.get(quotation.inner.start).is_some_and(|word| !word.capital)
}

/// Who does it: the source of the cue that the verb is, the subject before it, or whoever governs it.
fn subject(scene: &Scene, cast: &mut Cast, found: &Found, group: &VerbGroup, own: Option<usize>) -> Option<Participant> {
    if let Some(own) = own {
        let source = &scene.told[own].attribution.source;
        return source.actor.map(|actor| Participant { actor, mention: source.mention });
    }
    let region = scene.paragraph.sentence(group.head);
    let quotation = scene.paragraph.quotation(group.head);
    let opens_quotation =
        quotation.is_some_and(|quotation| quotation.inner.start >= group.words.start && is_fragment(scene, quotation));
    let open = quotation.map_or(group.words.start, |quotation| quotation.outer().start);
    let verb = if opens_quotation { group.words.start.min(open) } else { group.words.start };
    let floor =
        if opens_quotation { region.start } else { region.start.max(quotation.map_or(0, |quotation| quotation.inner.start)) };
    let floor = floor.max(scene.content_start(found));
    let words = subject_before(scene.paragraph, scene.vocabulary, verb, floor.min(verb));
    if !words.is_empty() && group.voice != Voice::Infinitive {
        let pronoun = scene.vocabulary.pronoun(scene.paragraph.lower(words.start)).filter(|_| words.len() == 1);
        if pronoun.is_some() {
            return None;
        }
        let actor = head_actor(scene, &words).or_else(|| cast.named_in(scene.paragraph, &words))?;
        return Some(Participant { actor, mention: Some(scene.paragraph.span(&words)) });
    }
    matches!(group.voice, Voice::Infinitive | Voice::Gerund).then(|| controller(scene, cast, found)).flatten()
}

/// The first candidate of a subject phrase.
fn head_actor(scene: &Scene, words: &Range<usize>) -> Option<ActorRef> {
    scene.candidates_in(words).first().map(|candidate| candidate.actor)
}

/// Who an infinitive's subject is: the accused or asked, else the one who promises.
fn controller(scene: &Scene, cast: &mut Cast, found: &Found) -> Option<Participant> {
    let told = &scene.told[scene.innermost(found)?];
    if let Some(person) = &told.addressee {
        let actor = cast.named_in(scene.paragraph, person)?;
        return Some(Participant { actor, mention: Some(scene.paragraph.span(person)) });
    }
    let controls =
        matches!(told.attribution.act, Act::Promise | Act::Threaten | Act::Announce | Act::Admit | Act::Deny | Act::Refuse);
    let source = &told.attribution.source;
    controls.then_some(source.actor).flatten().map(|actor| Participant { actor, mention: source.mention })
}

/// What is given or moved: the arms named near the event, else the direct object of a verb of giving.
fn item(scene: &Scene, found: &Found, sentence: &Range<usize>) -> Option<Detail> {
    let limit = sentence.end.min(found.words.end + REACH);
    let near = (found.words.start..limit).take_while(|&at| at < found.words.end || !ends_reach(scene, at));
    for at in near {
        if let Some((length, class)) = scene.vocabulary.arms_at(scene.paragraph.from(at)) {
            return Some(Detail { words: scene.paragraph.span(&(at..at + length)), normal: Some(class.to_owned()) });
        }
    }
    if !found.entry.item_object || found.group.is_none() {
        return None;
    }
    let start = skip_adverbials(scene.paragraph, scene.vocabulary, found.words.end, limit);
    let object = phrase_after(scene.paragraph, scene.vocabulary, start, limit);
    let named = scene.candidates_in(&object).iter().any(|candidate| !candidate.adjective);
    (!object.is_empty() && !named && !scene.paragraph.is(scene.vocabulary, object.start, Class::Preposition))
        .then(|| Detail { words: scene.paragraph.span(&object), normal: None })
}

/// The day named nearest to the event in its sentence, on its own side of any quotation mark.
fn date(scene: &Scene, found: &Found, sentence: &Range<usize>) -> Option<Dated> {
    let same_side = |at: usize| {
        scene.paragraph.quotation(at).map(|quotation| quotation.inner.start)
            == scene.paragraph.quotation(found.words.start).map(|quotation| quotation.inner.start)
    };
    let named = dates(scene.paragraph, scene.vocabulary, sentence.clone(), scene.anchor).into_iter();
    let near = named.filter(|(words, _)| same_side(words.start));
    near.min_by_key(|(words, _)| words.start.abs_diff(found.words.start)).map(|(_, dated)| dated)
}

/// « aurait bombardé », not « bombarderait ».
fn has_auxiliary(found: &Found) -> bool {
    found.group.as_ref().is_some_and(|group| group.words.start < group.head)
}

/// When it takes place: the verb's tense, or what the act says of it.
fn when(found: &Found, act: Option<Act>) -> When {
    let foreseen = matches!(act, Some(Act::Promise | Act::Threaten | Act::Fear));
    let by_act = match act {
        Some(Act::Promise | Act::Threaten | Act::Fear | Act::Request | Act::Order | Act::Propose | Act::Predict) => When::Future,
        Some(Act::Accuse | Act::Suspect) => When::Present,
        _ => When::Unknown,
    };
    match found.group.as_ref().map(|group| group.tense) {
        Some(Tense::Past | Tense::PastHistoric | Tense::Imperfect) => When::Past,
        Some(Tense::Present) if foreseen => When::Future,
        Some(Tense::Present | Tense::PresentParticiple) => When::Present,
        Some(Tense::Future) => When::Future,
        Some(Tense::Conditional) => When::Hypothetical,
        _ => by_act,
    }
}
