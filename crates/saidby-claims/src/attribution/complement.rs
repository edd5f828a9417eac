//! Content after its cue: « a précisé que … », "said: “…”", « accuse X de … », "warned of …".

use super::{Draft, Scene, plain};
use crate::cue::Voice;
use crate::phrase::{phrase_after, skip_adverbials};
use crate::vocabulary::{Class, CueEntry};
use saidby_core::{Act, CueKind};
use saidby_lexicon::Tense;
use std::ops::Range;

/// A complementizer is looked for no farther than this many words after the cue: « a affirmé mercredi, lors d'un …, que ».
const FARTHEST_COMPLEMENTIZER: usize = 16;

/// What follows a cue, if it can be its content.
struct Complement {
    content: Vec<Range<usize>>,
    addressee: Option<Range<usize>>,
    question: bool,
}

impl Complement {
    fn of(content: Range<usize>) -> Option<Self> {
        (!content.is_empty()).then(|| Self { content: vec![content], addressee: None, question: false })
    }
}

/// A frame's way to find content: the scene, the verb's index, the first word that may be content.
type Attempt = fn(&Scene, usize, usize) -> Option<Complement>;

/// A draft whose content follows the cue verb; `None` where nothing that follows can be content.
pub fn draft<'v>(
    scene: &Scene<'_, '_, 'v>,
    index: usize,
    source: Option<Range<usize>>,
    pattern: &'static str,
) -> Option<Draft<'v>> {
    let verb = &scene.verbs[index];
    let found = complement(scene, index)?;
    let Complement { content, addressee, question } = found;
    Some(Draft { addressee, question, ..Draft::of_verb(verb, source, content, pattern) })
}

/// Whether a finite clause with its complementizer follows.
pub fn has_complementizer(scene: &Scene, index: usize) -> bool {
    complementizer(scene, index).is_some()
}

fn complement(scene: &Scene, index: usize) -> Option<Complement> {
    let verb = &scene.verbs[index];
    let region = scene.region(verb.group.head);
    let start = skip_adverbials(scene.paragraph, scene.vocabulary, after_group(scene, index), region.end);
    let frames = verb.entry.frames;
    let finite = !matches!(verb.group.voice, Voice::Infinitive);
    let tries: [(bool, Attempt); 9] = [
        (frames.quote, quoted),
        (frames.accused, accused),
        (frames.asked, asked),
        (frames.question, question),
        (frames.clause || frames.quote, clause),
        (frames.infinitive, infinitive),
        (frames.about, about),
        (frames.clause && finite, bare_clause),
        (frames.object && (finite || is_pointed(verb.entry)), object),
    ];
    tries.into_iter().filter(|(wanted, _)| *wanted).find_map(|(_, attempt)| attempt(scene, index, start))
}

fn after_group(scene: &Scene, index: usize) -> usize {
    let group = &scene.verbs[index].group;
    group.words.end.max(group.clitic.map_or(0, |clitic| clitic + 1))
}

/// Acts that a noun phrase alone can be the content of, also in an infinitive.
fn is_pointed(entry: &CueEntry) -> bool {
    matches!(entry.act, Act::Accuse | Act::Condemn | Act::Deny | Act::Confirm | Act::Threaten)
}

/// « a dit : “…” », "said, “…”", « affirment “concerné” par … ».
fn quoted(scene: &Scene, index: usize, start: usize) -> Option<Complement> {
    let region = scene.region(scene.verbs[index].group.head);
    let mut at = start;
    if let Some(colon) = (start..region.end.min(start + 10)).find(|&at| scene.paragraph.lower(at) == ":") {
        at = colon + 1;
        if scene.paragraph.opening(at).is_none() {
            return Complement::of(scene.paragraph.trimmed(at..region.end));
        }
    } else if scene.is_comma(at) {
        at += 1;
    }
    let quotation = scene.paragraph.opening(at)?;
    let after = quotation.outer().end;
    let end = clause_end(scene, index, after, region.end);
    let goes_on = after < end && !scene.paragraph.is_punctuation(after) && at == start;
    let content = if goes_on { scene.paragraph.trimmed(quotation.inner.start - 1..end) } else { quotation.inner.clone() };
    Complement::of(content)
}

fn complementizer(scene: &Scene, index: usize) -> Option<usize> {
    let verb = &scene.verbs[index];
    let region = scene.region(verb.group.head);
    let start = after_group(scene, index);
    let limit = region.end.min(start + FARTHEST_COMPLEMENTIZER);
    let next_verb = scene.verbs.get(index + 1).map_or(limit, |next| next.group.words.start);
    let stops = |at: usize| {
        let word = scene.paragraph.lower(at);
        matches!(word, ";" | ":") || scene.paragraph.is_quote_mark(at) || scene.vocabulary.is(word, Class::Relative)
    };
    let open = (start..limit.min(next_verb)).take_while(|&at| !stops(at));
    let is_complementizer =
        |at: &usize| scene.paragraph.is(scene.vocabulary, *at, Class::Complementizer) && !is_determiner_that(scene, *at, start);
    open.into_iter().find(is_complementizer)
}

/// "said that day": the word points, it does not join; only told apart right after the verb's own objects.
fn is_determiner_that(scene: &Scene, at: usize, start: usize) -> bool {
    scene.paragraph.lower(at) == "that" && scene.is_clause_end(at + 1, &(at..scene.paragraph.words.len())) && at > start
}

/// « a précisé, jeudi, que … »
fn clause(scene: &Scene, index: usize, _start: usize) -> Option<Complement> {
    let at = complementizer(scene, index)?;
    let region = scene.region(scene.verbs[index].group.head);
    let end = clause_end(scene, index, at + 1, region.end);
    let addressee = addressee(scene, after_group(scene, index), at);
    Complement::of(scene.paragraph.trimmed(at..end)).map(|found| Complement { addressee, ..found })
}

fn addressee(scene: &Scene, start: usize, end: usize) -> Option<Range<usize>> {
    let from = if matches!(scene.paragraph.lower(start), "à" | "to" | "auprès" | "devant") { start + 1 } else { start };
    let phrase = phrase_after(scene.paragraph, scene.vocabulary, from, end);
    (!phrase.is_empty() && crate::phrase::can_be_source(scene.paragraph, scene.vocabulary, &phrase)).then_some(phrase)
}

/// « essayait de savoir si … », "asked whether …"
fn question(scene: &Scene, index: usize, start: usize) -> Option<Complement> {
    let region = scene.region(scene.verbs[index].group.head);
    let near = (start..region.end.min(start + 6)).take_while(|&at| !scene.paragraph.is_punctuation(at));
    let at =
        near.into_iter().find(|&at| scene.paragraph.is(scene.vocabulary, at, Class::Question) && !is_reflexive_si(scene, at))?;
    let end = clause_end(scene, index, at + 1, region.end);
    Complement::of(scene.paragraph.trimmed(at..end)).map(|found| Complement { question: true, ..found })
}

fn is_reflexive_si(scene: &Scene, at: usize) -> bool {
    scene.paragraph.lower(at) == "s'" && !matches!(scene.paragraph.lower(at + 1), "il" | "ils")
}

/// « accuse l'Iran de fournir … »: the accused and what they did are the content.
fn accused(scene: &Scene, index: usize, start: usize) -> Option<Complement> {
    let verb = &scene.verbs[index];
    let region = scene.region(verb.group.head);
    let person = phrase_after(scene.paragraph, scene.vocabulary, start, region.end);
    let joins = |at: &usize| *at > start && verb.entry.prepositions.contains(&plain(scene.paragraph.lower(*at)));
    let limit = region.end.min(person.end + 3);
    let joint = (start..limit).find(|at| joins(at) && begins_deed(scene, at + 1)).or_else(|| (start..limit).rev().find(joins))?;
    let end = clause_end(scene, index, joint + 1, region.end);
    Complement::of(scene.paragraph.trimmed(start..end)).map(|found| Complement { addressee: Some(start..joint), ..found })
}

/// Whether an infinitive or participle stands here.
fn begins_deed(scene: &Scene, at: usize) -> bool {
    let word = scene.paragraph.lower(at);
    let listed =
        scene.vocabulary.verbs.forms(word).iter().any(|form| matches!(form.tense, Tense::Infinitive | Tense::PresentParticiple));
    listed || is_infinitive_like(scene, at) || (word.len() > 5 && word.ends_with("ing"))
}

fn is_infinitive_like(scene: &Scene, at: usize) -> bool {
    let word = scene.paragraph.lower(at);
    let capital = scene.paragraph.words.get(at).is_some_and(|word| word.capital);
    let shaped = word.len() > 3 && ["er", "ir", "re", "oir"].iter().any(|ending| word.ends_with(ending));
    !capital && (matches!(word, "être" | "avoir") || (shaped && scene.vocabulary.source(word).is_none()))
}

/// « a demandé à Z de … », "urged Z to …"
fn asked(scene: &Scene, index: usize, start: usize) -> Option<Complement> {
    let region = scene.region(scene.verbs[index].group.head);
    let marker = |at: &usize| match scene.vocabulary.language.code() {
        "fr" => plain(scene.paragraph.lower(*at)) == "de" && is_infinitive_like(scene, infinitive_at(scene, at + 1)),
        _ => {
            scene.paragraph.is(scene.vocabulary, *at, Class::Marker)
                && !scene.paragraph.words.get(at + 1).is_some_and(|w| w.capital)
        }
    };
    let near = (start..region.end.min(start + 12)).take_while(|&at| !matches!(scene.paragraph.lower(at), "," | ";" | ":"));
    let at = near.into_iter().find(marker)?;
    let end = clause_end(scene, index, at + 1, region.end);
    let addressee = addressee(scene, start, at);
    Complement::of(scene.paragraph.trimmed(at..end)).map(|found| Complement { addressee, ..found })
}

/// « affirme avoir tiré … », « a promis de … », "vowed to …"
fn infinitive(scene: &Scene, index: usize, start: usize) -> Option<Complement> {
    let region = scene.region(scene.verbs[index].group.head);
    let begins = match scene.vocabulary.language.code() {
        "fr" => {
            let marker = usize::from(matches!(plain(scene.paragraph.lower(start)), "de" | "à"));
            is_infinitive_like(scene, infinitive_at(scene, start + marker))
        }
        _ => scene.paragraph.is(scene.vocabulary, start, Class::Marker) || scene.paragraph.lower(start).ends_with("ing"),
    };
    begins.then(|| Complement::of(scene.paragraph.trimmed(start..clause_end(scene, index, start + 1, region.end)))).flatten()
}

/// The word at or after negation and object pronouns: « de ne pas les livrer ».
fn infinitive_at(scene: &Scene, start: usize) -> usize {
    let skipped = |at: &usize| {
        let word = scene.paragraph.lower(*at);
        scene.vocabulary.is(word, Class::Clitic) || scene.vocabulary.is(word, Class::Negation) || scene.vocabulary.is_adverb(word)
    };
    (start..start + 4).find(|at| !skipped(at)).unwrap_or(start)
}

/// « s'inquiète d'une frappe », "warned of a strike"
fn about(scene: &Scene, index: usize, start: usize) -> Option<Complement> {
    let verb = &scene.verbs[index];
    let region = scene.region(verb.group.head);
    let fits = verb.entry.prepositions.contains(&plain(scene.paragraph.lower(start)));
    fits.then(|| Complement::of(scene.paragraph.trimmed(start + 1..clause_end(scene, index, start + 1, region.end)))).flatten()
}

/// "said he would …": English leaves the complementizer out.
fn bare_clause(scene: &Scene, index: usize, start: usize) -> Option<Complement> {
    if scene.vocabulary.language.code() != "en" {
        return None;
    }
    let group = &scene.verbs[index].group;
    let region = scene.region(group.head);
    if scene.is_clause_end(start, &region) || cannot_begin_clause(scene, start) {
        return None;
    }
    let end = clause_end(scene, index, start + 1, region.end);
    let words = scene.paragraph.trimmed(start..end);
    let has_verb = words.clone().any(|at| {
        let word = scene.paragraph.lower(at);
        [Class::Have, Class::Be, Class::Modal].iter().any(|&class| scene.vocabulary.is(word, class))
            || word.ends_with("ed")
            || scene
                .vocabulary
                .verbs
                .forms(word)
                .iter()
                .any(|form| !matches!(form.tense, Tense::Infinitive | Tense::PresentParticiple))
    });
    (words.len() >= 2 && (has_verb || words.len() >= 5)).then(|| Complement::of(words)).flatten()
}

fn cannot_begin_clause(scene: &Scene, at: usize) -> bool {
    let word = scene.paragraph.lower(at);
    let preposition = scene.vocabulary.is(word, Class::Preposition) && !matches!(word, "after" | "before" | "under" | "as");
    preposition || scene.vocabulary.is(word, Class::Coordinator) || scene.vocabulary.is(word, Class::Marker)
}

/// « dénonce une agression », "announced sanctions"
fn object(scene: &Scene, index: usize, start: usize) -> Option<Complement> {
    let region = scene.region(scene.verbs[index].group.head);
    if scene.is_clause_end(start, &region) || scene.paragraph.opening(start).is_some() {
        return None;
    }
    let word = scene.paragraph.lower(start);
    if scene.vocabulary.is(word, Class::Preposition) && !matches!(word, "de" | "d'")
        || scene.vocabulary.is(word, Class::Coordinator)
    {
        return None;
    }
    Complement::of(scene.paragraph.trimmed(start..clause_end(scene, index, start + 1, region.end)))
}

/// Where content that starts at `start` ends: at the cue that is coordinated with its own, at a comma before a parenthetic cue,
/// a participle or an adposition of speech, or with the region.
pub fn clause_end(scene: &Scene, index: usize, start: usize, limit: usize) -> usize {
    let cut_by_verb = (index + 1..scene.verbs.len())
        .take_while(|&other| scene.verbs[other].group.words.start < limit)
        .filter(|&other| scene.verbs[other].group.words.start > start)
        .find_map(|other| cut_before(scene, other, start));
    let cut_by_adposition = (start + 1..limit).find(|&at| {
        let after_comma = scene.is_comma(at - 1);
        let cue = || scene.vocabulary.cue_at(scene.paragraph.from(at)).is_some_and(|(_, cue)| cue.kind == CueKind::Adposition);
        after_comma && scene.paragraph.quotation(at).is_none() && cue()
    });
    cut_by_verb.into_iter().chain(cut_by_adposition).min().unwrap_or(limit)
}

fn cut_before(scene: &Scene, other: usize, start: usize) -> Option<usize> {
    let group = &scene.verbs[other].group;
    if scene.paragraph.quotation(group.head).is_some() && scene.paragraph.quotation(start).is_none() {
        return None;
    }
    let subject = &scene.subjects[other];
    let first = if subject.is_empty() { group.words.start } else { subject.start };
    let before = first.checked_sub(1).filter(|&at| at >= start)?;
    let region = scene.region(group.head);
    let own_end = after_group(scene, other);
    let parenthetic = scene.is_comma(before) && (scene.is_clause_end(own_end, &region) || group.clitic.is_some());
    let coordinated = subject.is_empty() && scene.paragraph.is(scene.vocabulary, before, Class::Coordinator);
    let participle = group.voice == Voice::Gerund && scene.is_comma(before);
    let inverted = subject.is_empty() && group.clitic.is_none() && scene.is_comma(before) && group.voice == Voice::Active;
    (parenthetic || coordinated || participle || inverted).then_some(before)
}
