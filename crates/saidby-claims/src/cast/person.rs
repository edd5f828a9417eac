//! People and bodies by their names: met once in full, known again by a surname, a short form or an acronym.

use super::{Cast, source::head_noun};
use crate::office::{office, title_before};
use crate::paragraph::{Name, Paragraph, ProperName};
use crate::vocabulary::{Class, Gender, Vocabulary};
use saidby_core::{Actor, ActorRef, Country, Reference, Sector};
use saidby_lexicon::NameKind;
use std::ops::Range;

/// Of more people of one surname only so many are told apart.
const MOST_BEARERS: usize = 64;

/// What is known of an actor that is a person.
#[derive(Debug)]
pub(super) struct Person {
    pub gender: Gender,
    /// The words of the office, in lower case.
    pub office: String,
}

impl Cast {
    /// Meets the person whose name is this run of capitals, where an office or a title says that it is one.
    pub(super) fn meet_person(&mut self, paragraph: &Paragraph, words: Range<usize>) {
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
    pub(super) fn person_named(&mut self, paragraph: &Paragraph, index: usize) -> Option<ActorRef> {
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
    pub(super) fn organisation_named(&mut self, paragraph: &Paragraph, index: usize) -> Option<ActorRef> {
        let proper = &paragraph.proper_names[index];
        if let Some(met) = self.bearer_before(proper) {
            return Some(met);
        }
        if proper.name.refers_to == Reference::Open {
            return None;
        }
        let (country, listed) = Self::affiliation(paragraph, &proper.words);
        let country = country.or_else(|| self.country_of(paragraph, &proper.words));
        let noun = head_noun(paragraph, self.vocabulary, &proper.words);
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
    pub(super) fn introduce(&mut self, paragraph: &Paragraph, actor: ActorRef, words: &Range<usize>) {
        let office = office(paragraph, self.vocabulary, words);
        let title = title_before(paragraph, self.vocabulary, words.start);
        let noun = office.as_ref().and_then(|office| head_noun(paragraph, self.vocabulary, office));
        let gender = [title, noun.map(|noun| noun.gender), office.as_ref().and_then(|office| self.determined(paragraph, office))];
        let gender = gender.into_iter().flatten().find(|&gender| gender != Gender::Any);
        let gender = gender.unwrap_or_else(|| self.vocabulary.first_name(&paragraph.forms[words.start]));
        if let Some(office) = &office {
            let (country, sector) = Self::affiliation(paragraph, office);
            let role = paragraph.span(office);
            let kept = &mut self.actors[actor.0 as usize];
            kept.role = kept.role.or(Some(role));
            kept.country = kept.country.or(country);
            kept.sector = kept.sector.or(noun.and_then(|noun| noun.sector)).or(sector);
        }
        if self.actors[actor.0 as usize].country.is_none() {
            self.actors[actor.0 as usize].country = self.country_of(paragraph, words);
        }
        let words = office.map(|office| paragraph.phrase(office)).unwrap_or_default();
        let person = self.people.entry(actor).or_insert_with(|| Person { gender: Gender::Any, office: String::new() });
        if person.office.is_empty() {
            person.office = words;
        }
        if person.gender == Gender::Any {
            person.gender = gender;
        }
        let name = &self.actors[actor.0 as usize].name;
        let bearers = self.surnames.entry(surname(name)).or_default();
        if bearers.len() < MOST_BEARERS && !bearers.contains(&actor) {
            bearers.push(actor);
        }
    }

    /// The country that a name or the noun beside it belongs to, by the tree: "Niger's ambassador, X", « X, roi de Y ».
    /// Those who are met on the way are not asked for theirs.
    fn country_of(&mut self, paragraph: &Paragraph, name: &Range<usize>) -> Option<Country> {
        if std::mem::replace(&mut self.introducing, true) {
            return None;
        }
        let country = self.owner_country(paragraph, name);
        self.introducing = false;
        country
    }

    fn owner_country(&mut self, paragraph: &Paragraph, name: &Range<usize>) -> Option<Country> {
        let head = paragraph.tree.tops(name.clone()).next()?;
        let beside = paragraph.tree.related(head, &["appos", "nmod", "flat", "compound"]).filter(|&at| !name.contains(&at));
        let above =
            paragraph.tree.node(head).head.filter(|_| matches!(paragraph.tree.node(head).universal, "appos" | "flat" | "nmod"));
        let before = name.start.checked_sub(1);
        let nouns: Vec<usize> = beside.chain(above).chain(before).collect();
        let nouns = nouns.into_iter().filter(|&at| self.vocabulary.source(paragraph.lower(at)).is_some());
        let all: Vec<usize> = nouns.chain([head]).collect();
        all.into_iter().find_map(|at| {
            let owners = self.owners(paragraph, at, super::phrase::DEEPEST);
            owners.first().and_then(|owner| self.actors[owner.0 as usize].country)
        })
    }

    /// The gender of the determiner of an office: « la ministre ».
    fn determined(&self, paragraph: &Paragraph, office: &Range<usize>) -> Option<Gender> {
        let noun = office.clone().find(|&at| self.vocabulary.source(paragraph.lower(at)).is_some())?;
        let determiner = paragraph.tree.related(noun, &["det"]).next()?;
        match paragraph.tree.node(determiner).feature("Gender") {
            Some("Masc") => Some(Gender::Masculine),
            Some("Fem") => Some(Gender::Feminine),
            _ => None,
        }
    }

    /// The country and sector that an office's words name.
    fn affiliation(paragraph: &Paragraph, office: &Range<usize>) -> (Option<Country>, Option<Sector>) {
        let first = paragraph.names.partition_point(|name| name.words.start < office.start);
        let inside: Vec<&Name> = paragraph.names[first..].iter().take_while(|name| name.words.end <= office.end).collect();
        let country = inside.iter().rev().find_map(|name| name.known.country);
        (country, inside.iter().find_map(|name| name.known.sector))
    }

    /// The person whose last name, or whole name, these words are; nobody where two people bear it.
    fn by_surname<W: AsRef<str>>(&self, words: &[W]) -> Option<ActorRef> {
        // English cuts "Otieno-Hale" in three words.
        let wanted = words.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" ").replace(" - ", "-");
        let fits = |actor: &&ActorRef| {
            let name = self.actors[actor.0 as usize].name.replace('’', "'");
            name == wanted || name.strip_suffix(wanted.as_str()).is_some_and(|first| first.ends_with([' ', '-']))
        };
        let mut bearers = self.surnames.get(&surname(&wanted))?.iter().filter(fits);
        bearers.next().filter(|_| bearers.next().is_none()).copied()
    }

    /// The person whose last name stands in the phrase.
    pub(super) fn run_by_surname(&self, paragraph: &Paragraph, words: &Range<usize>) -> Option<ActorRef> {
        words.clone().filter(|&at| paragraph.words[at].capital).find_map(|at| self.by_surname(&paragraph.forms[at..at + 1]))
    }

    /// A capitalised name of two to four words that no list knows: someone who speaks is met here for the first time.
    pub(super) fn unknown_person(&mut self, paragraph: &Paragraph, words: &Range<usize>) -> Option<ActorRef> {
        let inside = |run: &Range<usize>| words.start <= run.start && run.end <= words.end;
        let runs = capital_runs(paragraph, self.vocabulary, words);
        let run = runs.into_iter().filter(inside).max_by_key(|run| run.len().min(2))?;
        let titled = title_before(paragraph, self.vocabulary, run.start);
        let determined = run.start > words.start && paragraph.is(run.start - 1, Class::Determiner);
        if (run.len() < 2 && titled.is_none()) || run.len() > 4 || determined || is_acronym(&paragraph.forms[run.end - 1]) {
            return None;
        }
        Some(self.new_person(paragraph, &run))
    }
}

/// Words in small letters that join the parts of a name: « Oriane de Kerlann », "Ana dos Santos".
const PARTICLES: &[&str] = &["de", "d'", "von", "van", "der", "bin", "ibn", "al", "el", "da", "dos", "di", "ben"];

/// Runs of capitalised words that no list knows, as names of people are written.
pub(super) fn capital_runs(paragraph: &Paragraph, vocabulary: &Vocabulary, range: &Range<usize>) -> Vec<Range<usize>> {
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
            && vocabulary.title_at(&paragraph.words[at..at + 1]).is_none()
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
