//! Who is spoken of, in order, and whom a pronoun or a noun takes up.
//!
//! Of those who agree in number, gender and being, in this order: who spoke last, in this sentence or the one before; what the
//! sentence before is about, its first subject; who spoke before that; the last subject; and the last named, if only one of that
//! sentence agrees. Where two do, neither is taken, and both mentions are told.

use super::Cast;
use super::phrase::proper_name_at;
use super::source::is_pronoun;
use crate::paragraph::Paragraph;
use crate::vocabulary::{Gender, Pronoun, SourceNoun};
use saidby_core::{ActorRef, Sector, SourceKind, Span, Upos};
use std::ops::Range;

/// A pronoun or noun reaches back over at most this many speakers.
const FARTHEST_SPEAKER: usize = 40;

/// … and this many of those spoken of.
const FARTHEST_REFERENT: usize = 80;

/// Someone or something that later words may take up.
#[derive(Clone, Debug)]
pub(super) struct Referent {
    /// Where it is spoken of: the first byte of the word that does.
    at: usize,
    /// The words that name it.
    pub mention: Span,
    /// Who it is, if that is known.
    pub actor: Option<ActorRef>,
    /// Whether it is one person; else a country, a body or several.
    person: bool,
    plural: bool,
    gender: Gender,
    /// Its noun in lower case, or the words of its name; empty for a person's name.
    noun: String,
    subject: bool,
    /// Whether it stands between quotation marks.
    quoted: bool,
    sentence: Span,
}

/// Who was found, and by which mentions; by two where both fit and nobody is taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub actor: Option<ActorRef>,
    pub by: Vec<Span>,
}

impl Found {
    /// Someone found by the phrase's own words.
    pub fn named(actor: ActorRef) -> Self {
        Self { actor: Some(actor), by: Vec::new() }
    }

    fn of(referent: &Referent) -> Self {
        Self { actor: referent.actor, by: vec![referent.mention] }
    }
}

impl Referent {
    /// The same, known to be that actor.
    pub fn known_as(self, actor: Option<ActorRef>) -> Self {
        Self { actor, ..self }
    }

    fn is(&self, other: &Referent) -> bool {
        match (self.actor, other.actor) {
            (Some(one), Some(two)) => one == two,
            (None, None) => !self.noun.is_empty() && self.noun == other.noun,
            _ => false,
        }
    }
}

impl Cast {
    /// Notes who is spoken of in a paragraph: those who are named, nouns of people and bodies, and subjects that take them up.
    pub(super) fn meet_referents(&mut self, paragraph: &Paragraph) {
        for at in 0..paragraph.words.len() {
            let node = paragraph.tree.node(at);
            let referent = match node.upos {
                Upos::Pron if node.universal == "nsubj" => self.taken_up_by(paragraph, at),
                Upos::Noun | Upos::Propn | Upos::Adj if heads_phrase(paragraph, at) => self.spoken_of(paragraph, at),
                _ => None,
            };
            self.referents.extend(referent);
        }
    }

    fn spoken_of(&mut self, paragraph: &Paragraph, at: usize) -> Option<Referent> {
        let upos = paragraph.tree.node(at).upos;
        let noun = upos != Upos::Adj && self.vocabulary.source(paragraph.lower(at)).is_some();
        let name = paragraph.is_in_name(at) || proper_name_at(paragraph, at).is_some() || upos == Upos::Propn;
        let subject = paragraph.tree.node(at).universal == "nsubj";
        if !noun && !name && !subject {
            return None;
        }
        let found = self.actors_of_phrase(paragraph, at);
        let actor = found.first().copied().filter(|_| found.len() == 1);
        let taken_up = || if noun && is_definite(paragraph, at) { self.by_noun(paragraph, at).actor } else { None };
        let actor = actor.or_else(taken_up);
        (noun || actor.is_some()).then(|| self.referent(paragraph, at, paragraph.span(&naming(paragraph, at)), actor))
    }

    /// « Elle avance … souffle-t-elle »: the subject goes on as what it takes up.
    fn taken_up_by(&self, paragraph: &Paragraph, at: usize) -> Option<Referent> {
        let pronoun = self.vocabulary.pronoun(paragraph.lower(at)).filter(|pronoun| pronoun.subject)?;
        let found = self.by_pronoun(paragraph, at, *pronoun, false);
        let [mention] = found.by[..] else { return None };
        let taken_up = self.referent_at(mention)?;
        let gender = if taken_up.gender == Gender::Any { pronoun.gender } else { taken_up.gender };
        let word = paragraph.span(&(at..at + 1));
        let quoted = paragraph.quotation(at).is_some();
        let sentence = paragraph.span(&paragraph.sentence(at));
        Some(Referent { at: word.start(), gender, quoted, sentence, subject: true, ..taken_up.clone() })
    }

    /// What a phrase with this head is to the words that may take it up.
    pub(super) fn referent(&self, paragraph: &Paragraph, head: usize, mention: Span, actor: Option<ActorRef>) -> Referent {
        let node = paragraph.tree.node(head);
        let noun = self.vocabulary.source(paragraph.lower(head));
        let person = actor.and_then(|actor| self.people.get(&actor));
        let gender = person.map_or_else(|| noun_gender(noun, node.feature("Gender")), |person| person.gender);
        let plural = node.feature("Number") == Some("Plur") || noun.is_some_and(|noun| noun.plural);
        let is_person = person.is_some() || (!plural && noun.is_some_and(|noun| noun.kind == SourceKind::Nominal));
        let words = proper_name_at(paragraph, head).map_or(head..head + 1, |(_, name)| name.words.clone());
        let noun = if person.is_some() { String::new() } else { paragraph.phrase(words) };
        Referent {
            at: paragraph.span(&(head..head + 1)).start(),
            mention,
            actor,
            person: is_person,
            plural: plural && person.is_none(),
            gender,
            noun,
            subject: node.universal == "nsubj",
            quoted: paragraph.quotation(head).is_some(),
            sentence: paragraph.span(&paragraph.sentence(head)),
        }
    }

    /// The referent whose mention that is.
    pub(super) fn referent_at(&self, mention: Span) -> Option<&Referent> {
        let is = |referent: &&Referent| referent.mention == mention;
        self.speakers
            .iter()
            .rev()
            .take(FARTHEST_SPEAKER)
            .find(is)
            .or_else(|| self.referents.iter().rev().take(FARTHEST_REFERENT).find(is))
    }

    /// Who a quotation alone belongs to: the last person who spoke, for countries and bodies speak through people; else the last
    /// speaker of all.
    pub(super) fn last_voice(&self) -> Found {
        let mut near = self.speakers.iter().rev().take(FARTHEST_SPEAKER);
        near.find(|speaker| speaker.person).or(self.speakers.last()).map(Found::of).unwrap_or_default()
    }

    /// Whom a pronoun takes up. One that is the subject of speech (`speaks`) looks for the last speaker first.
    pub(super) fn by_pronoun(&self, paragraph: &Paragraph, at: usize, pronoun: Pronoun, speaks: bool) -> Found {
        if pronoun.speaker || pronoun.indefinite || (pronoun.neuter && self.vocabulary.pronoun("it").is_none()) {
            return Found::default();
        }
        let agrees = |referent: &Referent| {
            let number = referent.plural == pronoun.plural;
            let gender =
                pronoun.gender.agrees(referent.gender) && (referent.person || pronoun.plural || self.is_gendered(referent));
            number && if pronoun.neuter { !referent.person } else { gender }
        };
        if pronoun.demonstrative {
            return self.nearest(paragraph, at, agrees);
        }
        self.taken_up(paragraph, at, speaks, agrees)
    }

    /// Whether « il » or « elle » may stand for a thing: the language gives it a gender.
    fn is_gendered(&self, referent: &Referent) -> bool {
        self.vocabulary.pronoun("it").is_none() && referent.gender != Gender::Any
    }

    /// The last one named before a word that agrees: « ce dernier ».
    fn nearest(&self, paragraph: &Paragraph, at: usize, agrees: impl Fn(&Referent) -> bool) -> Found {
        self.before(paragraph, at).find(|referent| agrees(referent)).map(Found::of).unwrap_or_default()
    }

    /// Those spoken of before a word, the last first: none of a quotation that the word is outside of.
    fn before(&self, paragraph: &Paragraph, at: usize) -> impl Iterator<Item = &Referent> {
        let start = paragraph.span(&(at..at + 1)).start();
        let quoted = paragraph.quotation(at).is_some();
        let end = self.referents.partition_point(|referent| referent.at < start);
        self.referents[..end].iter().rev().take(FARTHEST_REFERENT).filter(move |referent| quoted || !referent.quoted)
    }

    fn taken_up(&self, paragraph: &Paragraph, at: usize, speaks: bool, agrees: impl Fn(&Referent) -> bool) -> Found {
        let here = paragraph.span(&paragraph.sentence(at));
        let previous = self.before(paragraph, at).map(|referent| referent.sentence).find(|sentence| *sentence != here);
        let since = previous.unwrap_or(here).start();
        let speakers = || self.speakers.iter().rev().take(FARTHEST_SPEAKER).filter(|speaker| agrees(speaker));
        let before = || self.before(paragraph, at).filter(|referent| agrees(referent));
        let last_speaker = || speakers().next().filter(|speaker| speaks && speaker.mention.start() >= since);
        let in_sentence = || before().filter(|referent| referent.sentence == here && referent.subject).last();
        let topic = || before().filter(|referent| Some(referent.sentence) == previous && referent.subject).last();
        let subject = || before().find(|referent| referent.subject);
        let found = last_speaker().or_else(in_sentence).or_else(topic).or_else(|| speakers().next()).or_else(subject);
        found.map_or_else(|| only(before()), Found::of)
    }

    /// Whom « qui » takes up, where the antecedent is nobody known: the mention of the antecedent.
    pub(super) fn by_relative(&self, paragraph: &Paragraph, head: usize) -> Found {
        let antecedent = super::phrase::antecedent(paragraph, head);
        if antecedent == head {
            return Found::default();
        }
        Found { actor: None, by: vec![paragraph.span(&(antecedent..antecedent + 1))] }
    }

    /// « le conseiller », "the company": who is called so by office, by the same noun, or by one that tells the same sector.
    pub(super) fn by_noun(&self, paragraph: &Paragraph, head: usize) -> Found {
        let lower = paragraph.lower(head);
        let Some(noun) = self.vocabulary.source(lower).copied() else { return Found::default() };
        let gender = noun_gender(Some(&noun), paragraph.tree.node(head).feature("Gender"));
        let is_body =
            |actor: ActorRef| self.actors.get(actor.0 as usize).is_some_and(|actor| actor.id.starts_with("organisation:"));
        let number = |referent: &Referent| referent.plural == noun.plural || referent.actor.is_some_and(is_body);
        let office = |referent: &Referent| {
            let person = referent.actor.and_then(|actor| self.people.get(&actor));
            person.is_some_and(|person| !noun.plural && has_word(&person.office, lower) && gender.agrees(person.gender))
        };
        let same = |referent: &Referent| {
            !referent.person && number(referent) && has_word(&referent.noun, lower) || (referent.person && referent.noun == lower)
        };
        let kind = |referent: &Referent| self.may_be(referent, noun) && number(referent) && gender.agrees(referent.gender);
        let bare = is_bare(paragraph, head);
        let speakers = || self.speakers.iter().rev().take(FARTHEST_SPEAKER);
        let by_office =
            speakers().find(|speaker| office(speaker)).or_else(|| self.before(paragraph, head).find(|referent| office(referent)));
        let by_name = || self.before(paragraph, head).find(|referent| same(referent));
        let by_kind = || {
            let spoke = speakers().find(|speaker| speaker.person && kind(speaker));
            let told =
                || self.before(paragraph, head).find(|referent| referent.person && noun.sector.is_some() && kind(referent));
            spoke.or_else(told).filter(|_| bare)
        };
        let by_body = || self.before(paragraph, head).find(|referent| !referent.person && kind(referent)).filter(|_| bare);
        by_office.or_else(by_name).or_else(by_kind).or_else(by_body).map(Found::of).unwrap_or_default()
    }

    /// Whether a noun that does not name an office may be said of someone: of a person where it tells no sector or the person's; of
    /// a body that is not a state's where the sectors are the same, or the body's is not known.
    fn may_be(&self, referent: &Referent, noun: SourceNoun) -> bool {
        let Some(actor) = referent.actor.and_then(|actor| self.actors.get(actor.0 as usize)) else { return false };
        match noun.kind {
            SourceKind::Nominal => {
                let fits = noun.sector.is_none() || noun.sector == actor.sector;
                referent.person && fits && referent.noun.is_empty()
            }
            SourceKind::Collective | SourceKind::Outlet => {
                let open = matches!(noun.sector, Some(Sector::Bus | Sector::Soc | Sector::Jrn));
                let same =
                    actor.sector == noun.sector && (open || matches!(noun.sector, Some(Sector::Reb | Sector::Pty | Sector::Lab)));
                !referent.person && actor.id.starts_with("organisation:") && (same || (open && actor.sector.is_none()))
            }
            _ => false,
        }
    }
}

/// The only one of those that agree in the sentence of the first; both mentions where there are two.
fn only<'r>(mut agreeing: impl Iterator<Item = &'r Referent>) -> Found {
    let Some(first) = agreeing.next() else { return Found::default() };
    match agreeing.take_while(|other| other.sentence == first.sentence).find(|other| !other.is(first)) {
        None => Found::of(first),
        Some(other) => Found { actor: None, by: vec![other.mention, first.mention] },
    }
}

/// The words that name what a phrase with this head stands for: the name, or the noun with its determiner.
fn naming(paragraph: &Paragraph, head: usize) -> Range<usize> {
    if let Some((_, name)) = proper_name_at(paragraph, head) {
        return name.words.clone();
    }
    if let Some(name) = paragraph.name_at(head) {
        return name.words.clone();
    }
    let start = paragraph.tree.related(head, &["det"]).next().filter(|&at| at < head);
    start.unwrap_or(head)..head + 1
}

/// Whether a word is the head of a phrase: not a part of a name, nor a noun that says what its neighbour is.
fn heads_phrase(paragraph: &Paragraph, at: usize) -> bool {
    let node = paragraph.tree.node(at);
    let part =
        matches!(node.universal, "flat" | "compound" | "amod" | "appos" | "fixed" | "goeswith") || node.relation == "nmod:desc";
    let name = paragraph
        .name_at(at)
        .map(|name| name.words.clone())
        .or(proper_name_at(paragraph, at).map(|(_, name)| name.words.clone()));
    !part && !is_pronoun(paragraph, at) && node.head.is_none_or(|head| !name.is_some_and(|words| words.contains(&head)))
}

/// « le », "this": whether a noun is one that the reader knows already.
pub(super) fn is_definite(paragraph: &Paragraph, head: usize) -> bool {
    let definite = |at: usize| {
        let node = paragraph.tree.node(at);
        node.feature("Definite") == Some("Def") || node.feature("PronType") == Some("Dem")
    };
    paragraph.tree.related(head, &["det"]).any(definite)
}

/// A noun with its determiner and no more than an adjective: « le conseiller », not « le conseiller du roi ».
fn is_bare(paragraph: &Paragraph, head: usize) -> bool {
    paragraph
        .tree
        .dependents(head)
        .iter()
        .all(|&at| matches!(paragraph.tree.node(at).universal, "det" | "amod" | "punct" | "case"))
}

fn noun_gender(noun: Option<&SourceNoun>, feature: Option<&str>) -> Gender {
    let listed = noun.map_or(Gender::Any, |noun| noun.gender);
    match (listed, feature) {
        (Gender::Any, Some("Masc")) => Gender::Masculine,
        (Gender::Any, Some("Fem")) => Gender::Feminine,
        _ => listed,
    }
}

fn has_word(words: &str, word: &str) -> bool {
    words.split(' ').any(|other| other == word)
}
