//! Who a noun phrase of the tree stands for.
//!
//! « les responsables turcs et grecs » is two countries, "the head of the Iranian army" the army of one, « le porte-parole du
//! ministère russe de la Défense, Igor Tal, » a person, « à Ankara » a place and nobody. The head decides first, by its name or as
//! a pronoun; then a name beside it; then who it belongs to, by adjective, possessor or complement.

use super::Cast;
use crate::paragraph::{Paragraph, ProperName};
use crate::vocabulary::{Class, Slot, SourceNoun, Vocabulary};
use saidby_core::{Actor, ActorRef, Country, NameKind as Proper, Sector, SourceKind, Upos};
use saidby_lexicon::{KnownActor, NameKind};
use std::ops::Range;

/// « le porte-parole du chef de l'état-major de l'armée … »: nouns that belong to nouns are followed this deep.
pub(super) const DEEPEST: usize = 5;

/// What the word at the head of a phrase, or beside it, names.
#[derive(Clone, Copy, Debug)]
pub(super) enum Bearer {
    /// A name of the lists.
    Known(&'static KnownActor),
    /// A proper name of one of these kinds that no list has, by its index among the paragraph's.
    Proper(Proper, usize),
    /// A listed town or region, by the country that it lies in.
    Place(Country),
    /// A part of a longer name that is not known.
    Part,
}

impl Cast {
    /// Who the noun phrase with this head stands for, each once, in text order: « les responsables turcs et grecs » is two.
    ///
    /// Nobody where the phrase is a place (« à Ankara »), a thing, or where two may be meant. What is coordinated with the head
    /// has a head of its own and is not included.
    pub fn actors_of_phrase(&mut self, paragraph: &Paragraph, head: usize) -> Vec<ActorRef> {
        let head = antecedent(paragraph, head);
        let actors = match paragraph.tree.node(head).upos {
            Upos::Pron => self.of_pronoun(paragraph, head),
            _ if paragraph.is_in_name(head) && self.is_turned(paragraph, head) => self.owners(paragraph, head, DEEPEST),
            _ => self.of_name(paragraph, head, head).unwrap_or_else(|| self.of_noun(paragraph, head, DEEPEST)),
        };
        once(actors)
    }

    fn of_pronoun(&self, paragraph: &Paragraph, at: usize) -> Vec<ActorRef> {
        let pronoun = self.vocabulary.pronoun(paragraph.lower(at)).copied();
        pronoun.and_then(|pronoun| self.by_pronoun(paragraph, at, pronoun, false).actor).into_iter().collect()
    }

    /// Who bears the name at a word; `None` where there is no name, nobody where the name is a place in its phrase, headed by `head`.
    fn of_name(&mut self, paragraph: &Paragraph, at: usize, head: usize) -> Option<Vec<ActorRef>> {
        Some(match bearer(paragraph, self.vocabulary, at)? {
            Bearer::Known(known) if known.kind.is_territory() && self.says_where(paragraph, head, known.kind) => Vec::new(),
            Bearer::Known(known)
                if known.kind == NameKind::Adjective && paragraph.tree.node(at).upos == Upos::Adj && at != head =>
            {
                return None;
            }
            Bearer::Known(_) if self.is_turned(paragraph, at) => Vec::new(),
            Bearer::Known(known) => vec![self.actor_of(known)],
            Bearer::Proper(Proper::Person, index) => self.person_named(paragraph, index).into_iter().collect(),
            Bearer::Proper(Proper::Organisation, index) => self.organisation_named(paragraph, index).into_iter().collect(),
            Bearer::Proper(..) | Bearer::Place(_) | Bearer::Part => Vec::new(),
        })
    }

    /// Whether the name that heads a phrase says where: « à Washington », "in Iran"; not « a demandé à Washington ».
    fn says_where(&self, paragraph: &Paragraph, head: usize, kind: NameKind) -> bool {
        let Some(case) = case(paragraph, head).filter(|case| self.vocabulary.is(case, Class::Locative)) else { return false };
        let node = paragraph.tree.node(head);
        let addressed = || node.head.is_some_and(|above| self.addresses(paragraph, above, case));
        let to = self.vocabulary.slot(case) == Some(Slot::To);
        let to_someone = to && ((kind == NameKind::Country && has_feminine_article(paragraph, head)) || addressed());
        node.universal != "iobj" && !to_someone
    }

    /// Whether someone may stand with this preposition after a verb or the noun of an event, with the first words of its row beside it:
    /// « livrer obus à », « reprocher à », « aide à ».
    fn addresses(&self, paragraph: &Paragraph, above: usize, preposition: &str) -> bool {
        let Some(slot) = self.vocabulary.slot(preposition) else { return false };
        let lemma = paragraph.tree.node(above).lemma;
        let events = &self.vocabulary.events;
        let is_with = |word: &str| {
            let mut beside = paragraph.tree.dependents(above).iter();
            word == lemma || beside.any(|&at| paragraph.tree.node(at).lemma == word || paragraph.lower(at) == word)
        };
        let mut rows = events.headed_by(lemma, false).chain(events.headed_by(lemma, true));
        rows.any(|row| row.recipient.contains(&slot) && row.words.iter().take(2).all(|word| is_with(word)))
            || self.vocabulary.cues_of_verb(lemma).any(|cue| cue.prepositions.contains(&preposition))
    }

    /// Who the noun at the head stands for: the name beside it, else those it belongs to.
    fn of_noun(&mut self, paragraph: &Paragraph, head: usize, deep: usize) -> Vec<ActorRef> {
        if let Some(counted) = self.counted(paragraph, head).filter(|_| deep > 0) {
            return self.owners_by(paragraph, counted, deep);
        }
        if let Some(named) = self.named_beside(paragraph, head) {
            return vec![named];
        }
        let owners = self.owners(paragraph, head, deep);
        if owners.is_empty()
            && let Some((index, proper)) = proper_name_at(paragraph, head)
            && proper.name.kind == Proper::Organisation
        {
            return self.organisation_named(paragraph, index).into_iter().collect();
        }
        let noun = self.vocabulary.source(paragraph.lower(head)).copied();
        let sector = self.sector(paragraph, head, noun);
        owners.into_iter().map(|owner| self.part_of(paragraph, owner, head, sector)).collect()
    }

    /// Who is counted by a noun: « plusieurs milliers de Péruviens ».
    fn counted(&self, paragraph: &Paragraph, head: usize) -> Option<usize> {
        let counts = self.vocabulary.is(paragraph.tree.node(head).lemma, Class::Quantity);
        let genitive = |at: &usize| case(paragraph, *at).is_some_and(|case| self.vocabulary.is(case, Class::Genitive));
        paragraph.tree.related(head, &["nmod"]).find(genitive).filter(|_| counts)
    }

    /// The person or body whose name stands beside a noun: « le président Macron », "the minister, Klara Brandt,". A person named
    /// beside the body that a person's noun belongs to is that person: « le porte-parole du ministère, Igor Tal, ».
    fn named_beside(&mut self, paragraph: &Paragraph, head: usize) -> Option<ActorRef> {
        let noun = self.vocabulary.source(paragraph.lower(head)).copied();
        let one = noun.filter(|noun| noun.kind == SourceKind::Nominal && !noun.plural);
        let named = self.names_beside(paragraph, head, one.is_some());
        let named = named.into_iter().find_map(|at| match bearer(paragraph, self.vocabulary, at) {
            Some(Bearer::Proper(Proper::Organisation, index))
                if one.is_some() && paragraph.proper_names[index].words.len() > 1 =>
            {
                self.person_named(paragraph, index)
            }
            None => self.unknown_person(paragraph, &capitals(paragraph, at)),
            _ => self.of_name(paragraph, at, at)?.first().copied(),
        })?;
        if let Some(noun) = one {
            self.hold(paragraph, named, head, noun);
        }
        Some(named)
    }

    /// The words beside a noun that head a name of the same one, the surest first.
    fn names_beside(&self, paragraph: &Paragraph, head: usize, is_person: bool) -> Vec<usize> {
        let is = |at: usize, fits: fn(Bearer) -> bool| bearer(paragraph, self.vocabulary, at).is_some_and(fits);
        let next = paragraph.tree.node(head).upos != Upos::Adj && begins_person(paragraph, self.vocabulary, head + 1);
        let beside = || paragraph.tree.related(head, &["flat", "appos", "compound", "nmod"]);
        let own = beside().filter(|&at| is_beside(paragraph, at, head) && is(at, is_one));
        let below = beside().filter(|_| is_person).flat_map(|body| paragraph.tree.dependents(body));
        let below =
            below.copied().filter(|&at| matches!(paragraph.tree.node(at).universal, "appos" | "flat") && is(at, is_person_name));
        let next_to = second_apposition(paragraph, head).filter(|&at| is_person && is(at, is_person_name));
        let unknown = paragraph.tree.related(head, &["appos"]).filter(|&at| is_person && capitals(paragraph, at).len() > 1);
        let unknown = unknown.filter(|&at| bearer(paragraph, self.vocabulary, at).is_none());
        next.then_some(head + 1).into_iter().chain(own).chain(below).chain(next_to).chain(unknown).collect()
    }

    /// Keeps that someone is named beside the noun of an office.
    fn hold(&mut self, paragraph: &Paragraph, actor: ActorRef, head: usize, noun: SourceNoun) {
        let office = paragraph.phrase(described(paragraph, head));
        if let Some(person) = self.people.get_mut(&actor).filter(|person| person.office.is_empty()) {
            person.office = office;
            let kept = &mut self.actors[actor.0 as usize];
            kept.sector = kept.sector.or(noun.sector);
        }
    }

    /// Those a noun belongs to: by adjectives and nouns before it and possessors, else by its first complement that has one. Of a town are
    /// only those who have a part in the state: "the mayor of Lyon", no "boys of Lyon".
    pub(super) fn owners(&mut self, paragraph: &Paragraph, head: usize, deep: usize) -> Vec<ActorRef> {
        if deep == 0 || self.vocabulary.is(paragraph.tree.node(head).lemma, Class::Inert) {
            return Vec::new();
        }
        let acts = self.vocabulary.source(paragraph.lower(head)).is_some() || paragraph.is_in_name(head);
        let public = self.vocabulary.source(paragraph.lower(head)).is_some_and(|noun| noun.sector.is_some());
        let modifiers = paragraph.tree.related(head, &["amod", "compound", "nmod", "flat"]);
        let modifiers: Vec<usize> = modifiers.filter(|&at| public || paragraph.place_at(at).is_none()).collect();
        let (after, mut before): (Vec<usize>, Vec<usize>) =
            modifiers.into_iter().partition(|&at| paragraph.tree.node(at).universal == "nmod" && !is_possessive(paragraph, at));
        before.retain(|&at| acts || self.is_national(paragraph, at));
        before.extend(adjectives_after(paragraph, head).filter(|at| !before.contains(at)).collect::<Vec<_>>());
        let owners: Vec<ActorRef> = before.into_iter().flat_map(|at| self.owners_by(paragraph, at, deep)).collect();
        if !owners.is_empty() || !acts {
            return owners;
        }
        let says = |at: usize, class: Class| case(paragraph, at).is_some_and(|case| self.vocabulary.is(case, class));
        let whose: Vec<usize> = after.iter().copied().filter(|&at| says(at, Class::Genitive)).collect();
        let whence: Vec<usize> = after.iter().copied().filter(|&at| says(at, Class::Locative)).collect();
        let found = whose.into_iter().chain(whence).map(|at| self.owners_by(paragraph, at, deep)).find(|found| !found.is_empty());
        found.unwrap_or_default()
    }

    /// Who a modifier and what is coordinated with it stand for.
    fn owners_by(&mut self, paragraph: &Paragraph, at: usize, deep: usize) -> Vec<ActorRef> {
        let all: Vec<usize> = std::iter::once(at).chain(paragraph.tree.related(at, &["conj"])).collect();
        all.into_iter().flat_map(|at| self.owner(paragraph, at, deep)).collect()
    }

    /// Whether the word before turns a name around: "anti-Russian protesters", "ethnic Albanians".
    fn is_turned(&self, paragraph: &Paragraph, at: usize) -> bool {
        let before = at.checked_sub(1).map(|at| if paragraph.lower(at) == "-" { at.saturating_sub(1) } else { at });
        before.is_some_and(|before| paragraph.is(before, Class::Turning))
    }

    /// Whether a modifier makes any noun one of its country: "Russian warships", "US jets", not "Paris attacks".
    fn is_national(&self, paragraph: &Paragraph, at: usize) -> bool {
        let name = paragraph.name_at(at).filter(|_| matches!(bearer(paragraph, self.vocabulary, at), Some(Bearer::Known(_))));
        let readings = name.and_then(|name| self.vocabulary.actors.longest(&paragraph.forms[name.words.clone()]));
        let possessor = paragraph.tree.node(at).relation == "nmod:poss";
        let makes = |kind: NameKind| kind == NameKind::Adjective || (possessor && kind == NameKind::Country);
        readings.is_some_and(|(_, known)| known.iter().any(|known| makes(known.kind)))
    }

    /// Who a modifier stands for, even where it is a place: "officials in Ankara".
    fn owner(&mut self, paragraph: &Paragraph, at: usize, deep: usize) -> Vec<ActorRef> {
        match bearer(paragraph, self.vocabulary, at) {
            Some(Bearer::Known(_)) if self.is_turned(paragraph, at) => Vec::new(),
            // "officials in Brussels" may be the Union's or Belgium's.
            Some(Bearer::Known(known)) if known.kind == NameKind::Seat => Vec::new(),
            Some(Bearer::Known(known)) => vec![self.actor_of(known)],
            Some(Bearer::Proper(Proper::Person, index)) => self.person_named(paragraph, index).into_iter().collect(),
            Some(Bearer::Proper(Proper::Organisation, index)) => self.organisation_named(paragraph, index).into_iter().collect(),
            Some(Bearer::Place(country)) => self.country(country).into_iter().collect(),
            Some(Bearer::Proper(..) | Bearer::Part) => Vec::new(),
            None if paragraph.tree.node(at).upos == Upos::Noun => self.of_noun(paragraph, at, deep - 1),
            None => Vec::new(),
        }
    }

    /// The sector that a noun tells, or the noun before it: "police chief", "rebel leaders".
    fn sector(&self, paragraph: &Paragraph, head: usize, noun: Option<SourceNoun>) -> Option<Sector> {
        noun.and_then(|noun| noun.sector).or_else(|| {
            let modifiers = paragraph.tree.related(head, &["amod", "compound", "nmod"]);
            let nouns = modifiers.filter_map(|at| self.vocabulary.source(paragraph.lower(at)));
            nouns.filter_map(|noun| noun.sector).next()
        })
    }

    /// What belongs to an actor: of a country the country itself where its government acts, else the part of it with that sector;
    /// of a body the body; of a person those of the person's country.
    fn part_of(&mut self, paragraph: &Paragraph, owner: ActorRef, head: usize, sector: Option<Sector>) -> ActorRef {
        let actor = &self.actors[owner.0 as usize];
        let person = self.people.contains_key(&owner);
        let Some(country) = actor.country.filter(|_| person || actor.id.starts_with("country:")) else { return owner };
        let sector = sector.or(actor.sector.filter(|_| !person));
        match sector.filter(|&sector| sector != Sector::Gov) {
            None => self.country(country).unwrap_or(owner),
            Some(sector) => self.keep(Actor {
                id: format!("country:{country}/{sector}"),
                name: paragraph.span(&described(paragraph, head)).of(paragraph.text).to_owned(),
                country: Some(country),
                sector: Some(sector),
                role: None,
            }),
        }
    }

    /// The actor that a country is.
    fn country(&mut self, country: Country) -> Option<ActorRef> {
        self.vocabulary.actors.country(country).map(|known| self.actor_of(known))
    }
}

/// A noun with the adjectives and nouns right around it: « douanes belges ».
fn described(paragraph: &Paragraph, head: usize) -> Range<usize> {
    let part = |at: &usize| matches!(paragraph.tree.node(*at).universal, "amod" | "compound" | "flat");
    let before = (0..head).rev().take_while(|at| part(at) && !paragraph.is_punctuation(*at)).last();
    let after = (head + 1..paragraph.words.len()).take_while(part).last();
    before.unwrap_or(head)..after.unwrap_or(head) + 1
}

/// The noun that a relative pronoun takes up, by the clause that it stands in; the word itself where it is none.
pub(super) fn antecedent(paragraph: &Paragraph, at: usize) -> usize {
    if paragraph.tree.node(at).feature("PronType") != Some("Rel") {
        return at;
    }
    let mut above = std::iter::once(at).chain(paragraph.tree.ancestors(at));
    above
        .find(|&word| paragraph.tree.node(word).universal == "acl")
        .and_then(|clause| paragraph.tree.node(clause).head)
        .unwrap_or(at)
}

/// What the word names. A known name inside of a longer proper name is a part of that: « Paris Saint-Germain » is not Paris.
pub(super) fn bearer(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> Option<Bearer> {
    if let Some(place) = paragraph.place_at(at).filter(|_| paragraph.name_at(at).is_none()) {
        return Some(if is_cut(paragraph, &place.words, vocabulary) { Bearer::Part } else { Bearer::Place(place.country) });
    }
    let known = paragraph.name_at(at);
    match (known, proper_name_at(paragraph, at)) {
        (Some(known), Some((index, proper)))
            if known.words.len() < proper.words.len() && known.known.kind != NameKind::Person =>
        {
            Some(Bearer::Proper(proper.name.kind, index))
        }
        (Some(known), _) if known.known.kind.is_territory() && is_cut(paragraph, &known.words, vocabulary) => Some(Bearer::Part),
        (Some(known), _) => Some(Bearer::Known(known.known)),
        (None, None) if vocabulary.source(paragraph.lower(at)).is_none() => {
            goes_on(paragraph, at).map(|index| Bearer::Proper(Proper::Organisation, index))
        }
        // « le tribunal de Dakar », « l'armée colombienne »: a common noun tells more by whose it is than as a name.
        (None, Some((_, proper)))
            if proper.name.kind == Proper::Organisation
                && !paragraph.words[at].capital
                && vocabulary.source(paragraph.lower(at)).is_some() =>
        {
            None
        }
        (None, proper) => proper.map(|(index, proper)| Bearer::Proper(proper.name.kind, index)),
    }
}

/// The run of words with a capital that begins at a word.
fn capitals(paragraph: &Paragraph, at: usize) -> Range<usize> {
    let length = paragraph.words[at..].iter().take_while(|word| word.capital || word.lower == "-").count();
    at..at + length
}

/// The proper name that a word is part of, and its index among the paragraph's.
pub(super) fn proper_name_at<'p>(paragraph: &'p Paragraph, at: usize) -> Option<(usize, &'p ProperName)> {
    let index = paragraph.proper_names.partition_point(|name| name.words.end <= at);
    paragraph.proper_names.get(index).filter(|name| name.words.start <= at).map(|name| (index, name))
}

/// The name of a body that ends right before a word that has a capital and governs it: "Castermill Foods" with "Castermill" told.
fn goes_on(paragraph: &Paragraph, at: usize) -> Option<usize> {
    let (index, name) = proper_name_at(paragraph, at.checked_sub(1)?)?;
    let joined = paragraph.words.get(at)?.capital && paragraph.tree.node(at - 1).head == Some(at);
    (joined && name.name.kind == Proper::Organisation && paragraph.tree.node(at - 1).universal == "compound").then_some(index)
}

/// Whether a person's name begins at a word.
fn begins_person(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    let known = paragraph.name_at(at).is_some_and(|name| name.words.start == at);
    let proper = proper_name_at(paragraph, at).is_some_and(|(_, name)| name.words.start == at);
    (known || proper) && bearer(paragraph, vocabulary, at).is_some_and(is_person_name)
}

fn is_person_name(bearer: Bearer) -> bool {
    match bearer {
        Bearer::Known(known) => known.kind == NameKind::Person,
        Bearer::Proper(kind, _) => kind == Proper::Person,
        Bearer::Place(_) | Bearer::Part => false,
    }
}

/// Whether a name is that of a person or a body.
fn is_one(bearer: Bearer) -> bool {
    is_person_name(bearer)
        || match bearer {
            Bearer::Known(known) => known.kind == NameKind::Organisation,
            Bearer::Proper(kind, _) => kind == Proper::Organisation,
            Bearer::Place(_) | Bearer::Part => false,
        }
}

/// Whether a dependent names the same as its head: flat, in apposition, or a noun after it without a preposition.
fn is_beside(paragraph: &Paragraph, at: usize, head: usize) -> bool {
    match paragraph.tree.node(at).relation {
        "nmod" | "nmod:poss" => case(paragraph, at).is_none() && at > head,
        "compound" => at > head,
        _ => true,
    }
}

/// Whether a name goes on with words that are not of it: « Paris Saint-Germain », a flat name, or "Jordan Whitfield", a compound
/// of names.
fn is_cut(paragraph: &Paragraph, name: &Range<usize>, vocabulary: &Vocabulary) -> bool {
    let is_day = |at: usize| vocabulary.calendar(paragraph.lower(at)).is_some();
    let outside = |at: usize| !name.contains(&at) && paragraph.words[at].capital && !is_day(at);
    let flat = |at: usize| paragraph.tree.node(at).universal == "flat";
    let last = name.end - 1;
    let compound = paragraph.tree.node(last).head.is_some_and(|head| {
        paragraph.tree.node(last).universal == "compound"
            && head == name.end
            && paragraph.tree.node(head).upos == Upos::Propn
            && vocabulary.source(paragraph.lower(head)).is_none()
            && !paragraph.is_in_name(head)
    });
    let joined = |at: usize| {
        paragraph.tree.dependents(at).iter().any(|&below| outside(below) && flat(below))
            || (flat(at) && paragraph.tree.node(at).head.is_some_and(outside))
    };
    compound || name.clone().any(joined)
}

/// Adjectives of nationality in small letters right after a noun, whatever the tree makes of them: « onze officiers birmans ».
fn adjectives_after(paragraph: &Paragraph, head: usize) -> impl Iterator<Item = usize> {
    let national = |at: usize| paragraph.name_at(at).is_some_and(|name| name.known.kind == NameKind::Adjective);
    (head + 1..head + 3)
        .take_while(move |&at| paragraph.tree.node(at).upos == Upos::Adj || national(at))
        .filter(move |&at| national(at) && !paragraph.words[at].capital)
}

/// « à la Russie » is to someone: the place is « en Russie ».
fn has_feminine_article(paragraph: &Paragraph, head: usize) -> bool {
    let mut determiners = paragraph.tree.related(head, &["det"]);
    determiners.any(|at| paragraph.lower(at) == "la" || paragraph.lower(at) == "l'")
}

/// The word that marks the case of a noun: « à », "of", "'s".
fn case<'p>(paragraph: &'p Paragraph, at: usize) -> Option<&'p str> {
    paragraph.tree.related(at, &["case"]).next().map(|case| paragraph.lower(case))
}

fn is_possessive(paragraph: &Paragraph, at: usize) -> bool {
    let node = paragraph.tree.node(at);
    node.relation == "nmod:poss" || node.relation == "nmod:desc" || case(paragraph, at).is_none()
}

/// "…, Kenya's deputy foreign minister, Martha Keane,": of two appositions to one word, the second names the first.
fn second_apposition(paragraph: &Paragraph, first: usize) -> Option<usize> {
    let tree = &paragraph.tree;
    let above = tree.node(first).head.filter(|_| tree.node(first).universal == "appos")?;
    tree.related(above, &["appos"]).find(|&at| tree.extent(at).start == first + 1 || tree.extent(at).start == first + 2)
}

/// Each actor at its first place.
fn once(actors: Vec<ActorRef>) -> Vec<ActorRef> {
    let mut seen = Vec::with_capacity(actors.len());
    actors.into_iter().for_each(|actor| {
        if !seen.contains(&actor) {
            seen.push(actor);
        }
    });
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use saidby_core::{Article, Block, Found, Language, Metadata, Role, SourceMap, Span};

    /// The ids of those that the phrase headed by the last word of that form stands for, in a text of one paragraph.
    fn who(language: &str, text: &str, word: &str) -> String {
        let language = Language::parse(language).unwrap();
        let blocks = vec![Block { role: Role::Paragraph, page: Span::new(0, text.len()), text: None }];
        let metadata = Metadata { language: Some(Found { value: language, from: "test" }), ..Metadata::default() };
        let article = Article::assemble(metadata, text.to_owned(), SourceMap::identity(text.len()), blocks);
        let mut sentences = saidby_language::sentences(&article);
        let names = saidby_language::annotate(&article, &mut sentences);
        let vocabulary = Vocabulary::of(language).unwrap();
        let mut cast = Cast::new(vocabulary, None);
        let paragraph = Paragraph::of(&article.text, &article.blocks[0], &sentences, &names, vocabulary);
        cast.meet(&paragraph);
        let at = paragraph.forms.iter().rposition(|form| form == word).expect("the word");
        let actors = cast.actors_of_phrase(&paragraph, at);
        actors.iter().map(|actor| cast.actors[actor.0 as usize].id.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn adjectives_of_nationality_each_name_one() {
        assert_eq!(who("en", "Romanian and Hungarian officials agreed on Wednesday.", "officials"), "country:ROU country:HUN");
        assert_eq!(who("fr", "Les responsables turcs et grecs se sont rencontrés.", "responsables"), "country:TUR country:GRC");
        assert_eq!(who("en", "Turkish police arrested two men.", "police"), "country:TUR/COP");
        assert_eq!(who("en", "Syrian rebels attacked the town.", "rebels"), "country:SYR/REB");
        assert_eq!(who("en", "Russian warships sailed to the port.", "warships"), "country:RUS/MIL");
        assert_eq!(who("fr", "Le Canada a sanctionné onze officiers birmans.", "officiers"), "country:MMR/MIL");
        assert_eq!(who("fr", "Plusieurs milliers de Péruviens ont défilé.", "milliers"), "country:PER");
    }

    #[test]
    fn inhabitants_and_countries_are_the_country() {
        assert_eq!(who("fr", "Les Ukrainiens ont reculé.", "Ukrainiens"), "country:UKR");
        assert_eq!(who("en", "The Iranians rejected the offer.", "Iranians"), "country:IRN");
        assert_eq!(who("fr", "L'Iran, qui nie tout, a convoqué l'ambassadeur.", "qui"), "country:IRN");
    }

    #[test]
    fn possessors_and_complements_say_whose() {
        assert_eq!(who("en", "Kenya's president met the rebels.", "president"), "country:KEN");
        assert_eq!(who("fr", "Le président du Kenya a rencontré les rebelles.", "président"), "country:KEN");
        assert_eq!(who("en", "Officials in Ankara rejected the plan.", "Officials"), "country:TUR");
        assert_eq!(who("en", "The government of Chad rejected the plan.", "government"), "country:TCD");
        assert_eq!(who("en", "Police arrested the head of the Iranian army.", "head"), "organisation:iranian-army");
        assert_eq!(who("fr", "Le porte-parole de l'armée russe a démenti.", "porte-parole"), "organisation:russian-army");
        assert_eq!(
            who("fr", "Le porte-parole du ministère russe de la Défense a démenti.", "porte-parole"),
            "organisation:russian-defence-ministry"
        );
        assert_eq!(who("en", "A NATO spokesman denied it.", "spokesman"), "organisation:nato");
    }

    #[test]
    fn a_name_beside_a_noun_is_who_it_is() {
        assert_eq!(
            who("fr", "Le porte-parole du ministère russe de la Défense, Igor Tal, a démenti.", "porte-parole"),
            "person:igor-tal"
        );
        assert_eq!(who("en", "The minister, Klara Brandt, denied it.", "minister"), "person:klara-brandt");
        assert_eq!(who("fr", "Le président Emmanuel Macron a démenti.", "président"), "person:emmanuel-macron");
    }

    #[test]
    fn a_capital_acts_as_a_subject_and_is_a_place_after_its_preposition() {
        assert_eq!(who("fr", "Washington accuse Téhéran de mentir.", "Washington"), "country:USA");
        assert_eq!(who("fr", "Washington accuse Téhéran de mentir.", "Téhéran"), "country:IRN");
        assert_eq!(who("fr", "Les ministres se sont vus à Washington.", "Washington"), "");
        assert_eq!(who("en", "The ministers met in Ankara.", "Ankara"), "");
        assert_eq!(who("en", "The soldiers died in Mali.", "Mali"), "");
        assert_eq!(who("fr", "Deux soldats sont morts au Mali.", "Mali"), "");
        assert_eq!(who("fr", "Il dénonce une livraison de missiles à la Russie.", "Russie"), "country:RUS");
        assert_eq!(who("fr", "Téhéran a livré des drones à Moscou.", "Moscou"), "country:RUS");
        assert_eq!(who("en", "Tehran sent drones to Moscow.", "Moscow"), "country:RUS");
    }

    #[test]
    fn names_of_clubs_people_dishes_and_places_are_no_country() {
        assert_eq!(who("fr", "Le Paris Saint-Germain a battu le club de Lyon.", "Paris"), "organisation:paris-saint-germain");
        assert_eq!(who("en", "Voters love French fries.", "fries"), "");
        assert_eq!(who("en", "The Brazilian striker signed a contract.", "striker"), "");
        assert_eq!(who("en", "The Christchurch attack killed dozens.", "attack"), "");
        assert_eq!(who("en", "Anti-Russian protesters marched on Monday.", "protesters"), "");
        assert_eq!(who("en", "On Monday, ethnic Albanians in Macedonia marched.", "Albanians"), "country:MKD");
        // Known wrong: the model takes the first word for a body. It is country:MKD here too.
        assert_eq!(who("en", "Ethnic Albanians in Macedonia marched on Monday.", "Albanians"), "organisation:ethnic");
        // Known wrong: the model has no name there. It is person:jordan-whitfield.
        assert_eq!(who("en", "The group met Jordan Whitfield on Monday.", "Jordan"), "");
        assert_eq!(who("en", "Chad Smith denied it.", "Chad"), "person:chad-smith");
        assert_eq!(who("en", "Paris Hilton denied it.", "Paris"), "");
    }
}
