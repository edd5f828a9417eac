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
use saidby_core::{Actor, ActorRef, Country, Mention, MentionKind, Moment, NameKind as Proper, NameRef, Sector};
use saidby_lexicon::{KnownActor, NameKind, last_office_before, office_at};
use std::collections::BTreeMap;
use std::ops::Range;

/// The actors and mentions of a document, as they are met in reading order.
#[derive(Debug)]
pub struct Cast {
    vocabulary: &'static Vocabulary,
    /// The day of publication, which says who held which office.
    published: Option<Moment>,
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
    /// An empty cast, of a document published on a day.
    pub fn new(vocabulary: &'static Vocabulary, published: Option<Moment>) -> Self {
        Self {
            vocabulary,
            published,
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

    /// All mentions, in text order.
    pub fn into_actors_and_mentions(self) -> (Vec<Actor>, Vec<Mention>) {
        (self.actors, self.mentions.into_values().collect())
    }

    /// The actor of a known name, kept once; a person in the office of the day of publication, where that is known.
    pub fn actor_of(&mut self, known: &KnownActor) -> ActorRef {
        let id = known.id();
        let (country, sector) = match self.published.filter(|_| known.kind == NameKind::Person) {
            Some(day) => affiliation_at(&id, &day).unwrap_or((known.country, known.sector)),
            None => (known.country, known.sector),
        };
        self.keep(Actor { id, name: known.name.to_owned(), country, sector, role: None })
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
}

/// The country and sector of a listed person on a day: of the office held then; of the last one, as a former official, where all
/// listed terms are over.
fn affiliation_at(person: &str, day: &Moment) -> Option<(Option<Country>, Option<Sector>)> {
    if let Some(office) = office_at(person, day) {
        return Some((office.country, office.sector));
    }
    last_office_before(person, day).map(|office| (office.country, Some(Sector::Eli)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use saidby_core::Language;

    #[test]
    fn a_person_acts_in_the_office_of_the_day() {
        let vocabulary = Vocabulary::of(Language::ENGLISH).unwrap();
        let (_, known) = vocabulary.actors.longest(&["Charles", "Michel"]).unwrap();
        let on = |day: Option<&str>| {
            let mut cast = Cast::new(vocabulary, day.map(|day| Moment::day(day.parse().unwrap())));
            let actor = cast.actor_of(&known[0]);
            let Actor { country, sector, .. } = cast.actors[actor.0 as usize];
            (country.unwrap().to_string(), sector.unwrap())
        };
        assert_eq!(on(Some("2018-07-02")), ("BEL".to_owned(), Sector::Gov));
        assert_eq!(on(Some("2022-07-02")), ("EUR".to_owned(), Sector::Gov));
        assert_eq!(on(Some("2025-07-02")), ("EUR".to_owned(), Sector::Eli));
        assert_eq!(on(None), ("EUR".to_owned(), Sector::Gov));
    }
}
