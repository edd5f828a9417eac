//! Who is who in one document: known names, people named once in full, pronouns and nouns that stand for them.
//!
//! « John Kirby, porte-parole du Conseil … a dit … Il ajoute … dit le conseiller … Kirby » is one actor, and the mentions that
//! prove it are kept. Where nobody fits, or two fit alike, the source stays unresolved.
//!
//! ```text
//! paragraph → names and people (person) → who is spoken of, in order (referent) → sources and phrases (source, phrase)
//! ```

mod person;
mod phrase;
mod referent;
mod source;

use crate::paragraph::{Name, Paragraph};
use crate::vocabulary::Vocabulary;
use person::{Person, capital_runs};
use referent::Referent;
use saidby_core::{Actor, ActorRef, Mention, MentionKind, NameKind as Proper, NameRef, Span};
use saidby_lexicon::{KnownActor, NameKind};
use std::collections::BTreeMap;
use std::ops::Range;

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
    /// Whether the country of someone new is being looked for: one at a time, or a chain of names would be followed to its end.
    introducing: bool,
    /// Who was spoken of, in text order.
    referents: Vec<Referent>,
    /// Who spoke, in order.
    speakers: Vec<Referent>,
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
            introducing: false,
            referents: Vec::new(),
            speakers: Vec::new(),
        }
    }

    /// Meets those who are named in a paragraph, then those who are spoken of in it.
    pub fn meet(&mut self, paragraph: &Paragraph) {
        for name in &paragraph.names {
            self.meet_known(paragraph, name);
        }
        for index in 0..paragraph.proper_names.len() {
            self.meet_proper(paragraph, index);
        }
        for words in capital_runs(paragraph, self.vocabulary, &(0..paragraph.words.len())) {
            self.meet_person(paragraph, words);
        }
        self.meet_referents(paragraph);
    }

    fn meet_known(&mut self, paragraph: &Paragraph, name: &Name) {
        let actor = self.actor_of(name.known);
        if name.known.kind == NameKind::Person {
            self.introduce(paragraph, actor, &name.words);
        }
        self.mention(paragraph, &name.words, actor);
    }

    /// A person that the language stage names with two words or more is met where nobody is known by that name.
    fn meet_proper(&mut self, paragraph: &Paragraph, index: usize) {
        let proper = &paragraph.proper_names[index];
        let known = proper.words.clone().any(|at| paragraph.is_in_name(at));
        if proper.name.kind == Proper::Person && proper.words.len() > 1 && !known {
            let person = self.person_named(paragraph, index);
            if let Some(person) = person {
                self.introduce(paragraph, person, &proper.words);
                self.mention(paragraph, &proper.words, person);
            }
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
        self.keep(Actor { id: known.id(), name: known.name.to_owned(), country: known.country, sector: known.sector, role: None })
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
}

/// « arrêté à Nairobi », "in Nairobi": a name after such a preposition says where, not who.
fn is_place(paragraph: &Paragraph, mention: Span) -> bool {
    let start = paragraph.range(mention).start;
    start
        .checked_sub(1)
        .is_some_and(|at| matches!(paragraph.lower(at), "in" | "at" | "near" | "from" | "à" | "en" | "dans" | "depuis"))
}
