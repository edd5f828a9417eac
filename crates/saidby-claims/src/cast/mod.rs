//! Who is who in one document: known names, people named once in full, pronouns and nouns that stand for them.
//!
//! « John Kirby, porte-parole du Conseil … a dit … Il ajoute … dit le conseiller … Kirby » is one actor, and the mentions that
//! prove it are kept. Where nobody fits, the source stays unresolved.

mod phrase;

use crate::office::{office, title_before};
use crate::paragraph::{Name, Paragraph, ProperName};
use crate::vocabulary::{Class, Gender, Pronoun, SourceNoun, Vocabulary};
use saidby_core::{Actor, ActorRef, Country, Mention, MentionKind, NameRef, Reference, Sector, Source, SourceKind, Span};
use saidby_lexicon::{KnownActor, NameKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// A pronoun or noun reaches back over at most this many speakers.
const FARTHEST_SPEAKER: usize = 40;

/// … and this many mentions.
const FARTHEST_MENTION: usize = 200;

/// The actors and mentions of a document, as they are met in reading order.
#[derive(Debug)]
pub struct Cast {
    vocabulary: &'static Vocabulary,
    /// The actors met so far.
    pub actors: Vec<Actor>,
    /// The mentions met so far, by the first byte of each.
    mentions: BTreeMap<usize, Mention>,
    people: BTreeMap<ActorRef, Person>,
    /// Actors by their ids.
    ids: BTreeMap<String, ActorRef>,
    /// People by the last word of their names.
    surnames: BTreeMap<String, Vec<ActorRef>>,
    /// Who bears the proper names met so far.
    bearers: BTreeMap<NameRef, ActorRef>,
    /// Who spoke, in order.
    speakers: Vec<Speaker>,
}

/// Someone who spoke: who it is, by which mention, and how a pronoun would take it up.
#[derive(Clone, Copy, Debug)]
struct Speaker {
    actor: ActorRef,
    mention: Span,
    /// Whether it is one person, by name or by a noun: « un porte-parole ».
    person: bool,
    gender: Gender,
}

impl Speaker {
    fn found(&self) -> (ActorRef, Span) {
        (self.actor, self.mention)
    }
}

/// What is known of an actor that is a person.
#[derive(Debug)]
struct Person {
    gender: Gender,
    /// The words of the office, in lower case.
    office: String,
}

impl Cast {
    /// An empty cast.
    pub fn new(vocabulary: &'static Vocabulary) -> Self {
        Self {
            vocabulary,
            actors: Vec::new(),
            mentions: BTreeMap::new(),
            people: BTreeMap::new(),
            ids: BTreeMap::new(),
            surnames: BTreeMap::new(),
            bearers: BTreeMap::new(),
            speakers: Vec::new(),
        }
    }

    /// Meets the names of a paragraph: known ones, and people that an office introduces.
    pub fn meet(&mut self, paragraph: &Paragraph) {
        for name in &paragraph.names {
            let actor = self.actor_of(name.known);
            if name.known.kind == NameKind::Person {
                self.introduce(paragraph, actor, &name.words);
            }
            self.mention(paragraph, &name.words, actor);
        }
        for words in capital_runs(paragraph, self.vocabulary, &(0..paragraph.words.len())) {
            self.meet_person(paragraph, words);
        }
    }

    fn mention(&mut self, paragraph: &Paragraph, words: &Range<usize>, actor: ActorRef) {
        let span = paragraph.span(words);
        self.mentions.insert(span.start(), Mention { span, kind: MentionKind::Named, actor: Some(actor) });
    }

    /// The mentions inside a span, in text order.
    pub fn mentions_in(&self, span: Span) -> impl DoubleEndedIterator<Item = &Mention> {
        self.mentions.range(span.range()).map(|(_, mention)| mention).filter(move |mention| span.contains(mention.span))
    }

    /// All mentions, in text order.
    pub fn into_actors_and_mentions(self) -> (Vec<Actor>, Vec<Mention>) {
        (self.actors, self.mentions.into_values().collect())
    }

    /// The actor of a known name, kept once.
    pub fn actor_of(&mut self, known: &KnownActor) -> ActorRef {
        self.keep(Actor {
            id: known.id.clone(),
            name: known.name.clone(),
            country: known.country,
            sector: known.sector,
            role: None,
        })
    }

    fn keep(&mut self, actor: Actor) -> ActorRef {
        if let Some(&kept) = self.ids.get(&actor.id) {
            return kept;
        }
        let kept = ActorRef(self.actors.len() as u32);
        self.ids.insert(actor.id.clone(), kept);
        self.actors.push(actor);
        kept
    }

    fn meet_person(&mut self, paragraph: &Paragraph, words: Range<usize>) {
        let office = office(paragraph, self.vocabulary, &words);
        let titled = title_before(paragraph, self.vocabulary, words.start);
        if office.is_none() && titled.is_none() && (words.len() < 2 || words.len() > 4) {
            return;
        }
        if let Some(actor) = self.by_surname(&paragraph.forms[words.clone()]) {
            self.mention(paragraph, &words, actor);
            return;
        }
        if (office.is_none() && titled.is_none()) || words.len() < 2 {
            return;
        }
        self.new_person(paragraph, &words);
    }

    /// The person with that proper name of the paragraph, met here where it is new; nobody where two people may be meant.
    fn person_named(&mut self, paragraph: &Paragraph, index: usize) -> Option<ActorRef> {
        let proper = &paragraph.proper_names[index];
        if let Some(met) = self.bearer_before(proper) {
            return Some(met);
        }
        let by_surname = self.by_surname(&paragraph.forms[proper.words.clone()]);
        let person = match (by_surname, proper.name.refers_to) {
            (Some(person), _) => person,
            (None, Reference::Open) => return None,
            (None, _) => self.new_person(paragraph, &proper.words),
        };
        self.bearers.insert(proper.index, person);
        Some(person)
    }

    /// The body with that proper name of the paragraph, met here where it is new.
    fn organisation_named(&mut self, paragraph: &Paragraph, index: usize) -> Option<ActorRef> {
        let proper = &paragraph.proper_names[index];
        if let Some(met) = self.bearer_before(proper) {
            return Some(met);
        }
        if proper.name.refers_to == Reference::Open {
            return None;
        }
        let (country, listed) = Self::affiliation(paragraph, &proper.words);
        let noun = first_source_noun(paragraph, self.vocabulary, &proper.words);
        let name = proper.name.span.of(paragraph.text).to_owned();
        let sector = noun.and_then(|noun| noun.sector).or(listed);
        let id = format!("organisation:{}", slug(&name));
        let actor = self.keep(Actor { id, name, country, sector, role: None });
        self.bearers.insert(proper.index, actor);
        Some(actor)
    }

    /// Who was met under that proper name, or under the fuller one that it refers to.
    fn bearer_before(&self, proper: &ProperName) -> Option<ActorRef> {
        let fuller = match proper.name.refers_to {
            Reference::Of(fuller) => self.bearers.get(&fuller),
            _ => None,
        };
        self.bearers.get(&proper.index).or(fuller).copied()
    }

    fn new_person(&mut self, paragraph: &Paragraph, words: &Range<usize>) -> ActorRef {
        let name = paragraph.span(words).of(paragraph.text).to_owned();
        let actor = self.keep(Actor { id: format!("person:{}", slug(&name)), name, country: None, sector: None, role: None });
        self.introduce(paragraph, actor, words);
        self.mention(paragraph, words, actor);
        actor
    }

    /// Keeps what a person's office tells: its words, country, sector and gender.
    fn introduce(&mut self, paragraph: &Paragraph, actor: ActorRef, words: &Range<usize>) {
        let office = office(paragraph, self.vocabulary, words);
        let title = title_before(paragraph, self.vocabulary, words.start);
        let noun = office.as_ref().and_then(|office| first_source_noun(paragraph, self.vocabulary, office));
        let gender = title.or(noun.map(|noun| noun.gender)).unwrap_or(Gender::Any);
        if let Some(office) = &office {
            let (country, sector) = Self::affiliation(paragraph, office);
            let role = paragraph.span(office);
            let kept = &mut self.actors[actor.0 as usize];
            kept.role = kept.role.or(Some(role));
            kept.country = kept.country.or(country);
            kept.sector = kept.sector.or(noun.and_then(|noun| noun.sector)).or(sector);
        }
        let words = office.map(|office| paragraph.lowers[office].join(" ")).unwrap_or_default();
        let person = self.people.entry(actor).or_insert_with(|| Person { gender: Gender::Any, office: String::new() });
        if person.office.is_empty() {
            person.office = words;
        }
        if person.gender == Gender::Any {
            person.gender = gender;
        }
        let name = &self.actors[actor.0 as usize].name;
        let bearers = self.surnames.entry(surname(name)).or_default();
        if !bearers.contains(&actor) {
            bearers.push(actor);
        }
    }

    /// The country and sector that an office's words name.
    fn affiliation(paragraph: &Paragraph, office: &Range<usize>) -> (Option<Country>, Option<Sector>) {
        let first = paragraph.names.partition_point(|name| name.words.start < office.start);
        let inside: Vec<&Name> = paragraph.names[first..].iter().take_while(|name| name.words.end <= office.end).collect();
        let country = inside.iter().rev().find_map(|name| name.known.country);
        (country, inside.iter().find_map(|name| name.known.sector))
    }

    /// The person whose last name, or whole name, these words are.
    fn by_surname<W: AsRef<str>>(&self, words: &[W]) -> Option<ActorRef> {
        let wanted = words.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" ");
        let fits = |actor: &&ActorRef| {
            let name = self.actors[actor.0 as usize].name.replace('’', "'");
            name == wanted || name.strip_suffix(wanted.as_str()).is_some_and(|first| first.ends_with([' ', '-']))
        };
        self.surnames.get(&surname(&wanted))?.iter().rev().find(fits).copied()
    }

    /// Who a source phrase is, and notes that they spoke. `None` stands for a source that is understood: the last speaker.
    pub fn source(&mut self, paragraph: &Paragraph, words: Option<Range<usize>>) -> Source {
        let Some(words) = words else {
            let last = self.last_voice();
            return Source {
                kind: SourceKind::Implicit,
                mention: None,
                actor: last.map(|(actor, _)| actor),
                resolved_by: last.into_iter().map(|(_, mention)| mention).collect(),
            };
        };
        let mention = paragraph.span(&words);
        let kind = source_kind(paragraph, self.vocabulary, &words);
        let (actor, proof) = self.resolve(paragraph, &words, kind);
        let is_person = actor.is_some_and(|actor| self.people.contains_key(&actor));
        let kind = if is_person && proof.is_none() && kind != SourceKind::Pronoun { SourceKind::Named } else { kind };
        if let Some(actor) = actor {
            let mention = proof.unwrap_or(mention);
            self.speakers.push(self.speaker(paragraph, &words, actor, mention));
        }
        Source { kind, mention: Some(mention), actor, resolved_by: proof.into_iter().collect() }
    }

    fn speaker(&self, paragraph: &Paragraph, words: &Range<usize>, actor: ActorRef, mention: Span) -> Speaker {
        let noun = head_noun(paragraph, self.vocabulary, words).map(|(_, noun)| noun);
        let by_noun = noun.filter(|noun| noun.kind == SourceKind::Nominal && !noun.plural);
        let gender = self.people.get(&actor).map(|person| person.gender).or(by_noun.map(|noun| noun.gender));
        Speaker { actor, mention, person: gender.is_some(), gender: gender.unwrap_or(Gender::Any) }
    }

    /// Who a quotation alone belongs to: the last person who spoke, for countries and bodies speak through people; else the last
    /// speaker of all.
    fn last_voice(&self) -> Option<(ActorRef, Span)> {
        let mut near = self.speakers.iter().rev().take(FARTHEST_SPEAKER);
        near.find(|speaker| speaker.person).or(self.speakers.last()).map(Speaker::found)
    }

    fn resolve(&mut self, paragraph: &Paragraph, words: &Range<usize>, kind: SourceKind) -> (Option<ActorRef>, Option<Span>) {
        if let Some(pronoun) = subject_pronoun(paragraph, self.vocabulary, words) {
            return self.by_pronoun(paragraph, words.start, *pronoun);
        }
        if paragraph.is(self.vocabulary, words.start, Class::Relative) {
            return (self.named_before(paragraph, words.start), None);
        }
        if let Some(actor) = self.named_in(paragraph, words) {
            return (Some(actor), None);
        }
        if matches!(kind, SourceKind::Nominal) {
            return self.by_noun(paragraph, words);
        }
        (None, None)
    }

    /// The last speaker that the pronoun agrees with.
    fn by_pronoun(&self, paragraph: &Paragraph, at: usize, pronoun: Pronoun) -> (Option<ActorRef>, Option<Span>) {
        if pronoun.speaker || pronoun.neuter {
            return (None, None);
        }
        let agrees =
            |person: bool, gender: Gender| if person { !pronoun.plural && pronoun.gender.agrees(gender) } else { pronoun.plural };
        let topic = self
            .topic_before(paragraph, at)
            .filter(|(actor, _)| self.people.get(actor).is_some_and(|person| agrees(true, person.gender)));
        let mut near = self.speakers.iter().rev().take(FARTHEST_SPEAKER);
        let spoken = near.find(|speaker| agrees(speaker.person, speaker.gender)).map(Speaker::found);
        let found =
            topic.or(spoken).or_else(|| self.last_person(|person| !pronoun.plural && pronoun.gender.agrees(person.gender)));
        (found.map(|(actor, _)| actor), found.map(|(_, mention)| mention))
    }

    /// The person that the sentence before begins with: « M. X doutait. Il a dit … ».
    fn topic_before(&self, paragraph: &Paragraph, at: usize) -> Option<(ActorRef, Span)> {
        let own = paragraph.sentence(at);
        let before = paragraph.sentence(own.start.checked_sub(1)?);
        let head = paragraph.span(&(before.start..before.end.min(before.start + 4)));
        let mention = self.mentions.range(head.range()).next_back()?.1;
        let actor = mention.actor.filter(|actor| self.people.contains_key(actor))?;
        (own.start > 0).then_some((actor, mention.span))
    }

    /// The last person mentioned that fits.
    fn last_person(&self, fits: impl Fn(&Person) -> bool) -> Option<(ActorRef, Span)> {
        self.mentions.values().rev().take(FARTHEST_MENTION).find_map(|mention| {
            let actor = mention.actor?;
            let person = self.people.get(&actor)?;
            fits(person).then_some((actor, mention.span))
        })
    }

    /// « le conseiller »: the speaker with that office, else the last one who may be meant.
    fn by_noun(&mut self, paragraph: &Paragraph, words: &Range<usize>) -> (Option<ActorRef>, Option<Span>) {
        let definite = matches!(paragraph.lower(words.start), "le" | "la" | "l'" | "ce" | "cette" | "the" | "this");
        let Some((at, noun)) = head_noun(paragraph, self.vocabulary, words).filter(|_| definite) else { return (None, None) };
        let lower = paragraph.lower(at);
        let by_office = |actor: &ActorRef| {
            let person = self.people.get(actor);
            person.map(|person| (person.office.split(' ').any(|word| word == lower), noun.gender.agrees(person.gender)))
        };
        let speakers: Vec<(ActorRef, Span)> = self.speakers.iter().rev().take(FARTHEST_SPEAKER).map(Speaker::found).collect();
        let held = speakers.iter().find(|(actor, _)| by_office(actor).is_some_and(|(office, _)| office));
        let mentioned = || self.last_person(|person| person.office.split(' ').any(|word| word == lower));
        let agreeing = || speakers.iter().find(|(actor, _)| by_office(actor).is_some_and(|(_, gender)| gender)).copied();
        let found =
            held.copied().or_else(mentioned).or_else(|| (!noun.plural && is_bare(paragraph, words)).then(agreeing).flatten());
        (found.map(|(actor, _)| actor), found.map(|(_, mention)| mention))
    }

    /// The first actor whose name stands in the phrase: a person before others.
    pub fn named_in(&mut self, paragraph: &Paragraph, words: &Range<usize>) -> Option<ActorRef> {
        let span = paragraph.span(words);
        let names = self.mentions_in(span).filter(|mention| !is_place(paragraph, mention.span));
        let inside: Vec<ActorRef> = names.filter_map(|mention| mention.actor).collect();
        let person = inside.iter().find(|actor| self.people.contains_key(actor));
        if let Some(&person) = person {
            return Some(person);
        }
        if let Some(actor) = self.run_by_surname(paragraph, words) {
            return Some(actor);
        }
        if let Some(person) = self.unknown_person(paragraph, words) {
            return Some(person);
        }
        inside.first().copied()
    }

    fn run_by_surname(&self, paragraph: &Paragraph, words: &Range<usize>) -> Option<ActorRef> {
        words.clone().filter(|&at| paragraph.words[at].capital).find_map(|at| self.by_surname(&paragraph.forms[at..at + 1]))
    }

    /// A capitalised name of two to four words that no list knows: someone who speaks is met here for the first time.
    fn unknown_person(&mut self, paragraph: &Paragraph, words: &Range<usize>) -> Option<ActorRef> {
        let inside = |run: &Range<usize>| words.start <= run.start && run.end <= words.end;
        let runs = capital_runs(paragraph, self.vocabulary, words);
        let run = runs.into_iter().filter(inside).max_by_key(|run| run.len().min(2))?;
        let titled = title_before(paragraph, self.vocabulary, run.start);
        let determined = run.start > words.start && paragraph.is(self.vocabulary, run.start - 1, Class::Determiner);
        if (run.len() < 2 && titled.is_none()) || run.len() > 4 || determined || is_acronym(&paragraph.forms[run.end - 1]) {
            return None;
        }
        Some(self.new_person(paragraph, &run))
    }

    /// Who « qui » takes up: the last person named before it in its sentence, else the last name.
    fn named_before(&self, paragraph: &Paragraph, at: usize) -> Option<ActorRef> {
        let sentence = paragraph.sentence(at);
        let before = paragraph.span(&(sentence.start..at));
        let actors = || self.mentions_in(before).rev().filter_map(|mention| mention.actor);
        actors().find(|actor| self.people.contains_key(actor)).or_else(|| actors().next())
    }
}

/// « arrêté à Nairobi », "in Nairobi": a name after such a preposition says where, not who.
fn is_place(paragraph: &Paragraph, mention: Span) -> bool {
    let start = paragraph.range(mention).start;
    start
        .checked_sub(1)
        .is_some_and(|at| matches!(paragraph.lower(at), "in" | "at" | "near" | "from" | "à" | "en" | "dans" | "depuis"))
}

/// How a source phrase gives its source.
fn source_kind(paragraph: &Paragraph, vocabulary: &Vocabulary, words: &Range<usize>) -> SourceKind {
    let first = paragraph.lower(words.start);
    if subject_pronoun(paragraph, vocabulary, words).is_some() || vocabulary.is(first, Class::Relative) {
        return SourceKind::Pronoun;
    }
    let head = head_noun(paragraph, vocabulary, words).map(|(_, noun)| noun);
    let named = words.clone().any(|at| paragraph.words[at].capital && (at > paragraph.sentence(at).start || words.len() == 1));
    match head.map(|noun| noun.kind) {
        Some(SourceKind::Nominal) | None if named => SourceKind::Named,
        Some(kind) => kind,
        None => SourceKind::Nominal,
    }
}

/// The pronoun that a phrase is: « il », « ce dernier »; an article is none.
fn subject_pronoun<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary, words: &Range<usize>) -> Option<&'v Pronoun> {
    let phrase = paragraph.lowers.get(words.clone())?.join(" ");
    vocabulary.pronoun(&phrase).filter(|pronoun| pronoun.subject)
}

fn head_noun<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary, words: &Range<usize>) -> Option<(usize, &'v SourceNoun)> {
    words.clone().find_map(|at| vocabulary.source(paragraph.lower(at)).map(|noun| (at, noun)))
}

fn first_source_noun(paragraph: &Paragraph, vocabulary: &Vocabulary, words: &Range<usize>) -> Option<SourceNoun> {
    head_noun(paragraph, vocabulary, words).map(|(_, noun)| *noun)
}

/// A noun with its determiner and at most an adjective: « le conseiller », not « le conseiller du roi ».
fn is_bare(paragraph: &Paragraph, words: &Range<usize>) -> bool {
    words.len() <= 3 && words.clone().skip(1).all(|at| !paragraph.words[at].capital)
}

/// Words in small letters that join the parts of a name: « Oriane de Kerlann », "Ana dos Santos".
const PARTICLES: &[&str] = &["de", "d'", "von", "van", "der", "bin", "ibn", "al", "el", "da", "dos", "di", "ben"];

/// Runs of capitalised words that no list knows, as names of people are written.
fn capital_runs(paragraph: &Paragraph, vocabulary: &Vocabulary, range: &Range<usize>) -> Vec<Range<usize>> {
    let is_name = |at: usize| {
        let word = &paragraph.words[at];
        let listed = paragraph.name_at(at).is_some_and(|name| name.known.kind != NameKind::Person);
        word.capital
            && word.lower.chars().count() > 1
            && !listed
            && !vocabulary.is(&word.lower, Class::Determiner)
            && !vocabulary.is(&word.lower, Class::Preposition)
            && vocabulary.pronoun(&word.lower).is_none()
            && vocabulary.calendar(&word.lower).is_none()
            && vocabulary.source(&word.lower).is_none()
            && vocabulary.title_at(&paragraph.lowers[at..at + 1]).is_none()
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in range.clone().filter(|&at| is_name(at)) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            Some(run) if run.end + 1 == at && is_hyphen(paragraph, run.end) => run.end = at + 1,
            Some(run) if run.len() == 1 && run.end + 1 == at && PARTICLES.contains(&paragraph.lower(run.end)) => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// A hyphen without space: English cuts "Otieno-Hale" in three.
fn is_hyphen(paragraph: &Paragraph, at: usize) -> bool {
    let touches = |left: usize| paragraph.words[left].span.end() == paragraph.words[left + 1].span.start();
    paragraph.lower(at) == "-" && at > 0 && at + 1 < paragraph.words.len() && touches(at - 1) && touches(at)
}

fn is_acronym(form: &str) -> bool {
    form.chars().count() > 1 && form.chars().all(|c| c.is_uppercase() || c == '.')
}

/// The last word of a name, after a space or hyphen.
fn surname(name: &str) -> String {
    name.replace('’', "'").rsplit([' ', '-']).next().unwrap_or("").to_owned()
}

/// A name as part of an id: `john-kirby`.
fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
