//! Who said it, in which words: drafts of attributions in one paragraph.
//!
//! Each cue is tried with the patterns of its kind: a verb with its content after it ([`complement`]) or before it
//! ([`postposed`]), an adposition ([`adposition`]), a noun ([`noun`]), marks alone ([`marks`]). What a pattern gives is a
//! [`Draft`] in words of the paragraph; `cast` then finds out who the source is.

mod adposition;
mod complement;
mod marks;
mod noun;
mod postposed;

use crate::cue::{CueVerb, Voice, cue_verbs};
use crate::paragraph::Paragraph;
use crate::phrase::{can_be_source, phrase_after, skip_adverbials, subject_before};
use crate::vocabulary::{Class, CueEntry, Vocabulary};
use saidby_core::{Act, CueKind};
use saidby_lexicon::Tense;
use std::ops::Range;

/// An attribution in words of its paragraph, before it is known who the source is.
#[derive(Clone, Debug)]
pub struct Draft<'v> {
    /// The words of the source; `None` where it is understood.
    pub source: Option<Range<usize>>,
    /// The words of the cue and its kind.
    pub cue: Option<(Range<usize>, CueKind)>,
    /// The cue's row.
    pub entry: Option<&'v CueEntry>,
    /// The content, in order.
    pub content: Vec<Range<usize>>,
    /// To whom it is said, or who is accused.
    pub addressee: Option<Range<usize>>,
    /// Whether the saying is denied.
    pub negated: bool,
    /// Whether the content is an indirect question.
    pub question: bool,
    /// The pattern's name.
    pub pattern: &'static str,
}

impl<'v> Draft<'v> {
    /// The draft of a cue verb.
    fn of_verb(verb: &CueVerb<'v>, source: Option<Range<usize>>, content: Vec<Range<usize>>, pattern: &'static str) -> Self {
        Self {
            source,
            cue: Some((verb.group.words.clone(), CueKind::Verb)),
            entry: Some(verb.entry),
            content,
            addressee: None,
            negated: verb.group.negated,
            question: false,
            pattern,
        }
    }

    /// What is done by saying it.
    pub fn act(&self) -> Act {
        match self.entry.map(|entry| entry.act) {
            Some(Act::Request) if self.question => Act::Inquire,
            act => act.unwrap_or(Act::Say),
        }
    }
}

/// What the patterns of a paragraph look at: its words, the lists, its cue verbs and their subjects.
pub struct Scene<'p, 't, 'v> {
    /// The paragraph.
    pub paragraph: &'p Paragraph<'t>,
    /// The word lists.
    pub vocabulary: &'v Vocabulary,
    /// The cue verbs, in order.
    pub verbs: Vec<CueVerb<'v>>,
    /// The subject before each cue verb; empty where there is none.
    pub subjects: Vec<Range<usize>>,
}

/// The drafts of a paragraph, in the order of their first words.
pub fn drafts<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary) -> Vec<Draft<'v>> {
    let scene = Scene::of(paragraph, vocabulary);
    let mut drafts: Vec<Draft> = Vec::new();
    for index in 0..scene.verbs.len() {
        if let Some(draft) = verb_draft(&scene, index, &drafts) {
            drafts.push(draft);
        }
    }
    drafts.extend(adposition::drafts(&scene));
    let nouns = noun::drafts(&scene).into_iter().filter(|noun| !has_content_at(&drafts, noun.content[0].start));
    drafts.extend(nouns.collect::<Vec<_>>());
    drafts.iter_mut().for_each(|draft| draft.content.retain(|range| !range.is_empty()));
    drafts.retain(|draft| !draft.content.is_empty());
    marks::continue_quotations(&scene, &mut drafts);
    drafts.extend(marks::drafts(&scene, &drafts));
    drafts.sort_by_key(|draft| draft.content.first().map_or(0, |range| range.start));
    drafts
}

/// "said in a statement that …": the clause is the verb's, not the noun's.
fn has_content_at(drafts: &[Draft], start: usize) -> bool {
    drafts.iter().any(|draft| draft.content.iter().any(|range| range.start == start))
}

impl<'p, 't, 'v> Scene<'p, 't, 'v> {
    fn of(paragraph: &'p Paragraph<'t>, vocabulary: &'v Vocabulary) -> Self {
        let verbs = cue_verbs(paragraph, vocabulary);
        let mut scene = Scene { paragraph, vocabulary, verbs, subjects: Vec::new() };
        scene.subjects = (0..scene.verbs.len()).map(|index| scene.find_subject(index)).collect();
        scene
    }

    /// Where a verb's clause may reach: its sentence, or the quotation around it.
    pub fn region(&self, at: usize) -> Range<usize> {
        let sentence = self.paragraph.sentence(at);
        match self.paragraph.quotation(at) {
            Some(quotation) => sentence.start.max(quotation.inner.start)..sentence.end.min(quotation.inner.end),
            None => sentence,
        }
    }

    fn find_subject(&self, index: usize) -> Range<usize> {
        let group = &self.verbs[index].group;
        let region = self.region(group.head);
        let floor = self.last_quotation_end(group.words.start, region.start);
        let subject = self.pronoun_at_end(subject_before(self.paragraph, self.vocabulary, group.words.start, floor));
        if can_be_source(self.paragraph, self.vocabulary, &subject) || self.is_plain_subject(&subject) {
            subject
        } else {
            group.words.start..group.words.start
        }
    }

    /// "told supporters he wants": a pronoun right before the verb is the whole subject.
    fn pronoun_at_end(&self, subject: Range<usize>) -> Range<usize> {
        let Some(last) = subject.clone().next_back() else { return subject };
        let pronoun = self.vocabulary.pronoun(self.paragraph.lower(last)).is_some_and(|pronoun| pronoun.subject);
        let joined = subject.clone().any(|at| self.paragraph.is(self.vocabulary, at, Class::Coordinator));
        if pronoun && !joined { last..last + 1 } else { subject }
    }

    /// The word after the last quotation that closes between `from` and `verb`: a subject does not reach over it.
    fn last_quotation_end(&self, verb: usize, from: usize) -> usize {
        let quotations = &self.paragraph.quotations;
        let before = quotations.partition_point(|quotation| quotation.outer().end <= verb);
        quotations[..before].last().map_or(from, |quotation| quotation.outer().end.max(from))
    }

    fn is_plain_subject(&self, subject: &Range<usize>) -> bool {
        !subject.is_empty() && self.paragraph.is(self.vocabulary, subject.start, Class::Determiner) && subject.len() <= 8
    }

    /// Whether the word before `at` closes a quotation, a comma between them or not.
    fn follows_quotation(&self, at: usize) -> bool {
        let back = |at: usize| at.checked_sub(1);
        let before = back(at).map(|left| if self.is_comma(left) { back(left).unwrap_or(left) } else { left });
        before.is_some_and(|left| self.paragraph.closing(left).is_some())
    }

    /// Where a sentence's own words begin: after its dateline, "NAIROBI (Reuters) –".
    pub fn after_dateline(&self, start: usize, end: usize) -> usize {
        let word = |at: usize| &self.paragraph.words[at].form;
        let shouted = start < end && word(start).chars().count() > 2 && word(start).chars().all(|c| c.is_uppercase() || c == '-');
        let dash = (start..end.min(start + 10)).find(|&at| matches!(self.paragraph.lower(at), "–" | "—" | "-" | "--"));
        dash.filter(|_| shouted).map_or(start, |dash| dash + 1)
    }

    /// The cue verb whose group starts at or after a word: its index.
    pub fn verb_from(&self, at: usize) -> usize {
        self.verbs.partition_point(|verb| verb.group.words.start < at)
    }

    /// Whether a word is a comma or dash.
    pub fn is_comma(&self, at: usize) -> bool {
        matches!(self.paragraph.lower(at), "," | "–" | "—" | "-")
    }

    /// Whether nothing but marks stands between a word and the end of its region, or a mark stands right there.
    pub fn is_clause_end(&self, at: usize, region: &Range<usize>) -> bool {
        at >= region.end || (self.paragraph.is_punctuation(at) && self.paragraph.opening(at).is_none())
    }
}

fn verb_draft<'v>(scene: &Scene<'_, '_, 'v>, index: usize, earlier: &[Draft<'v>]) -> Option<Draft<'v>> {
    let verb = &scene.verbs[index];
    if is_own_thought(scene, index) {
        return None;
    }
    match verb.group.voice {
        Voice::Passive => passive(scene, index),
        Voice::Gerund | Voice::Infinitive => dependent(scene, index, earlier),
        Voice::Active => active(scene, index, earlier),
    }
}

/// « “Nous pensons que …”, a dit X »: who quotes their own thought says it, once.
pub(crate) fn is_own_thought(scene: &Scene, index: usize) -> bool {
    let verb = &scene.verbs[index];
    let subject = &scene.subjects[index];
    let first_person = scene.vocabulary.pronoun(scene.paragraph.lower(subject.start)).is_some_and(|pronoun| pronoun.speaker);
    let thought = matches!(verb.entry.act, Act::Opine | Act::Predict | Act::Fear | Act::Suspect);
    scene.paragraph.quotation(verb.group.head).is_some() && thought && first_person && subject.len() == 1
}

fn active<'v>(scene: &Scene<'_, '_, 'v>, index: usize, earlier: &[Draft<'v>]) -> Option<Draft<'v>> {
    let group = &scene.verbs[index].group;
    let subject = &scene.subjects[index];
    if let Some(clitic) = group.clitic {
        let source = clitic..clitic + 1;
        return postposed::draft(
            scene,
            index,
            source.clone(),
            group.words.start,
            group.words.end.max(clitic + 1),
            "inverted pronoun",
        )
        .or_else(|| complement::draft(scene, index, Some(source), "inverted pronoun and clause"));
    }
    if !subject.is_empty() {
        let after_quote =
            || postposed::draft(scene, index, subject.clone(), subject.start, group.words.end, "content, subject, verb");
        if scene.follows_quotation(subject.start) && !complement::has_complementizer(scene, index) {
            return after_quote();
        }
        return complement::draft(scene, index, Some(subject.clone()), "subject, verb, content").or_else(after_quote);
    }
    if is_coordinated(scene, group.words.start)
        && let Some(source) = shared_source(scene, index, earlier)
    {
        return complement::draft(scene, index, Some(source), "shared subject, verb, content");
    }
    inverted(scene, index)
}

/// « …”, a déclaré X »: the subject follows its verb.
fn inverted<'v>(scene: &Scene<'_, '_, 'v>, index: usize) -> Option<Draft<'v>> {
    let group = &scene.verbs[index].group;
    let limit = scene.region(group.head).end;
    let start = skip_adverbials(scene.paragraph, scene.vocabulary, group.words.end, limit);
    let start = after_addressee(scene, start, limit);
    let source = phrase_after(scene.paragraph, scene.vocabulary, start, limit);
    if source.is_empty() || !can_be_source(scene.paragraph, scene.vocabulary, &source) {
        return None;
    }
    let end = source.end;
    postposed::draft(scene, index, source, group.words.start, end, "content, verb, subject")
}

/// « a dit à La Gazette un haut fonctionnaire »: the phrase after the one to whom it is said.
fn after_addressee(scene: &Scene, start: usize, limit: usize) -> usize {
    if !matches!(scene.paragraph.lower(start), "à" | "to") {
        return start;
    }
    let begins = |at: &usize| {
        let word = &scene.paragraph.words[*at];
        !word.capital
            && scene.vocabulary.is(&word.lower, Class::Determiner)
            && !scene.vocabulary.is(scene.paragraph.lower(at - 1), Class::Preposition)
    };
    (start + 2..limit).take_while(|&at| !scene.paragraph.is_punctuation(at)).find(begins).unwrap_or(start)
}

/// « …, ajoutant que … »: the subject is that of the verb before.
fn dependent<'v>(scene: &Scene<'_, '_, 'v>, index: usize, earlier: &[Draft<'v>]) -> Option<Draft<'v>> {
    let group = &scene.verbs[index].group;
    let own = &scene.subjects[index];
    let after_mark = group.words.start.checked_sub(1).is_some_and(|left| scene.is_comma(left));
    let has_own = group.voice == Voice::Gerund && !after_mark && !own.is_empty();
    let source = if has_own { Some(own.clone()) } else { shared_source(scene, index, earlier) };
    let source = source.or_else(|| main_subject(scene, group.head));
    let pattern = if group.voice == Voice::Gerund { "participle of a shared subject" } else { "infinitive of a shared subject" };
    complement::draft(scene, index, source, pattern)
}

/// The phrase that a sentence begins with, up to its first verb.
fn main_subject(scene: &Scene, at: usize) -> Option<Range<usize>> {
    let region = scene.region(at);
    let start = skip_adverbials(scene.paragraph, scene.vocabulary, region.start, at);
    let subject = phrase_after(scene.paragraph, scene.vocabulary, start, at);
    let verb_first =
        scene.vocabulary.verbs.forms(scene.paragraph.lower(start)).iter().any(|form| form.tense == Tense::Infinitive);
    (!verb_first && !subject.is_empty() && can_be_source(scene.paragraph, scene.vocabulary, &subject)).then_some(subject)
}

/// The source of the last draft whose cue stands earlier in the same region.
fn shared_source(scene: &Scene, index: usize, earlier: &[Draft]) -> Option<Range<usize>> {
    let head = scene.verbs[index].group.head;
    let region = scene.region(head);
    let side = |at: usize| scene.paragraph.quotation(at).map(|quotation| quotation.inner.start);
    let inside = |draft: &&Draft| {
        draft
            .cue
            .as_ref()
            .is_some_and(|(cue, _)| region.start <= cue.start && cue.end <= region.end && side(cue.start) == side(head))
    };
    earlier
        .iter()
        .rev()
        .take_while(|draft| draft.cue.as_ref().is_none_or(|(cue, _)| cue.start >= region.start))
        .find(inside)
        .and_then(|draft| draft.source.clone())
}

fn is_coordinated(scene: &Scene, verb: usize) -> bool {
    let left = (0..verb).rev().find(|&at| {
        let word = scene.paragraph.lower(at);
        !(scene.vocabulary.is_adverb(word)
            || (scene.vocabulary.is(word, Class::Clitic) && !scene.vocabulary.is(word, Class::Coordinator)))
    });
    left.is_some_and(|at| scene.paragraph.is(scene.vocabulary, at, Class::Coordinator) || scene.paragraph.lower(at) == ",")
}

/// « X est accusé par Y de Z », "X was accused by Y of Z".
fn passive<'v>(scene: &Scene<'_, '_, 'v>, index: usize) -> Option<Draft<'v>> {
    let verb = &scene.verbs[index];
    let subject = scene.subjects[index].clone();
    if !verb.entry.frames.accused || subject.is_empty() {
        return None;
    }
    let region = scene.region(verb.group.head);
    let mut at = skip_adverbials(scene.paragraph, scene.vocabulary, verb.group.words.end, region.end);
    let mut source = None;
    if matches!(scene.paragraph.lower(at), "par" | "by") {
        let agent = phrase_after(scene.paragraph, scene.vocabulary, at + 1, region.end);
        let cut = agent
            .clone()
            .find(|&word| word > agent.start && verb.entry.prepositions.contains(&plain(scene.paragraph.lower(word))));
        let agent = agent.start..cut.unwrap_or(agent.end);
        at = agent.end;
        source = Some(agent);
    }
    if !verb.entry.prepositions.contains(&plain(scene.paragraph.lower(at))) {
        return None;
    }
    let end = complement::clause_end(scene, index, at, region.end);
    let content = vec![subject.clone(), scene.paragraph.trimmed(at..end)];
    Some(Draft { addressee: Some(subject), ..Draft::of_verb(verb, source, content, "accused by") })
}

/// A preposition without its elision: `d'` is `de`.
fn plain(word: &str) -> &str {
    match word {
        "d'" => "de",
        "qu'" => "que",
        word => word,
    }
}
