//! Who takes part: the actors that the heads of phrases stand for.
//!
//! The cast tells who a noun phrase is. Beyond that: a pronoun or possessive takes up the subject of the clause above, « nous » the
//! speaker, and a phrase that names nobody stands for whom its modifiers name: « la demande *turque* », "*Haiti's* efforts".

use super::Scene;
use super::clause::{Oblique, preposition};
use super::rows::Operator;
use crate::cast::Cast;
use crate::paragraph::Paragraph;
use crate::vocabulary::Slot;
use saidby_core::{ActorRef, Participant, Sector, SourceKind, Span, Upos};
use saidby_lexicon::NameKind;

/// The subject that a pronoun takes up is looked for in at most this many clauses above.
const FARTHEST_CLAUSE: usize = 6;
/// Modifiers are looked for this deep: « le retrait des forces serbes ».
const DEPTH: usize = 3;
/// No more than this many take part on one side.
pub const MOST: usize = 8;

impl Scene<'_, '_> {
    /// Who the phrases with these heads stand for, each once, those coordinated with them included.
    pub fn who(&self, cast: &mut Cast, heads: &[usize]) -> Vec<Participant> {
        let mut all: Vec<Participant> = Vec::new();
        for &head in heads {
            for head in std::iter::once(head).chain(coordinated(self.paragraph, head)) {
                for participant in self.who_is(cast, head) {
                    if all.len() < MOST && !all.iter().any(|other| other.actor == participant.actor) {
                        all.push(participant);
                    }
                }
            }
            if !all.is_empty() {
                break;
            }
        }
        all
    }

    fn who_is(&self, cast: &mut Cast, head: usize) -> Vec<Participant> {
        let tree = &self.paragraph.tree;
        if tree.node(head).upos == Upos::Pron {
            return self.who_pronoun(cast, head);
        }
        if self.vocabulary.events.is(tree.node(head).lemma, Operator::Nobody) {
            return Vec::new();
        }
        let named = cast.actors_of_phrase(self.paragraph, head);
        let is_stateless = |actor: &ActorRef| cast.actors[actor.0 as usize].country.is_none();
        if !named.is_empty() && !named.iter().all(is_stateless) {
            return self.participants(&named, head);
        }
        let modifiers = self.who_modifies(cast, head, DEPTH);
        if !named.is_empty() {
            return self.placed(cast, &named, &modifiers, head);
        }
        if !modifiers.is_empty() {
            return modifiers;
        }
        let possessor = tree.dependents(head).iter().copied().find(|&word| tree.node(word).feature("Poss") == Some("Yes"));
        let owners = possessor.map(|possessor| self.who_pronoun(cast, possessor)).unwrap_or_default();
        owners.iter().map(|owner| Participant { actor: owner.actor, mention: Some(phrase(self.paragraph, head)) }).collect()
    }

    /// Actors of no known state, by whom their phrase names beside them: « le président irakien Saddam Hussein » is of Iraq; a body
    /// known by a common noun alone is that state.
    fn placed(&self, cast: &mut Cast, named: &[ActorRef], modifiers: &[Participant], head: usize) -> Vec<Participant> {
        let Some(first) = modifiers.first() else { return self.participants(named, head) };
        let country = cast.actors[first.actor.0 as usize].country;
        let people: Vec<ActorRef> =
            named.iter().copied().filter(|one| cast.actors[one.0 as usize].id.starts_with("person:")).collect();
        for one in &people {
            cast.actors[one.0 as usize].country = country;
        }
        if people.is_empty() { modifiers.to_vec() } else { self.participants(&people, head) }
    }

    fn participants(&self, actors: &[ActorRef], head: usize) -> Vec<Participant> {
        let mention = Some(phrase(self.paragraph, head));
        actors.iter().map(|&actor| Participant { actor, mention }).collect()
    }

    /// Whom the modifiers of a phrase name, the closest kind first.
    fn who_modifies(&self, cast: &mut Cast, head: usize, depth: usize) -> Vec<Participant> {
        let tree = &self.paragraph.tree;
        for relations in [&["amod", "compound"][..], &["nmod", "flat"], &["appos"]] {
            let words = tree.related(head, relations).filter(|&word| tree.node(word).upos != Upos::Pron);
            // « l'attaque contre l'ambassade turque » is not Turkey's.
            let against = |word: usize| self.vocabulary.slot(&preposition(self.paragraph, word)) == Some(Slot::Against);
            for word in words.filter(|&word| tree.node(word).universal != "nmod" || !against(word)).collect::<Vec<_>>() {
                let mut found: Vec<Participant> = Vec::new();
                for word in std::iter::once(word).chain(coordinated(self.paragraph, word)) {
                    let named = cast.actors_of_phrase(self.paragraph, word);
                    found.extend(self.participants(&named, word));
                }
                if found.is_empty() {
                    found.extend(self.territory(cast, word).filter(|_| relations.contains(&"nmod")));
                }
                if found.is_empty() && depth > 1 {
                    found = self.who_modifies(cast, word, depth - 1);
                }
                if !found.is_empty() {
                    return found;
                }
            }
        }
        Vec::new()
    }

    /// People known by their part in a state alone are of the country that the sentence is about: the place where it happens, else
    /// the other side's: « la police », "rebels", "the parliament".
    pub fn at_home(&self, cast: &mut Cast, heads: &[usize], others: &[Participant], places: &[Oblique]) -> Vec<Participant> {
        let is_public = |head: &usize| {
            let noun = self.vocabulary.source(self.paragraph.lower(*head));
            let people = noun
                .is_some_and(|noun| noun.sector.is_some() && matches!(noun.kind, SourceKind::Nominal | SourceKind::Collective));
            match self.paragraph.tree.node(*head).upos {
                Upos::Noun => people,
                Upos::Propn => self.has_office(*head),
                _ => false,
            }
        };
        let Some(head) = heads.iter().copied().find(is_public) else { return Vec::new() };
        let spatial =
            places.iter().filter(|place| matches!(place.preposition.as_str(), "in" | "à" | "en" | "dans" | "at" | "near"));
        let place = spatial.into_iter().find_map(|place| self.place(cast, place.head));
        let country = place.iter().chain(others).find_map(|other| cast.actors[other.actor.0 as usize].country);
        let state = country.and_then(|country| self.vocabulary.actors.country(country));
        let mention = Some(phrase(self.paragraph, head));
        state.map(|known| Participant { actor: cast.actor_of(known), mention }).into_iter().collect()
    }

    /// Whether a noun tells a part in business, aid, the media, health or learning, which need not be of the state where they act.
    pub fn is_private(&self, head: usize) -> bool {
        use Sector::{Bus, Edu, Jrn, Med, Soc};
        let sector = self.vocabulary.source(self.paragraph.lower(head)).and_then(|noun| noun.sector);
        matches!(sector, Some(Bus | Edu | Jrn | Med | Soc))
    }

    /// "President Mugabe": a name after the noun of an office.
    fn has_office(&self, head: usize) -> bool {
        let tree = &self.paragraph.tree;
        let mut before = tree.related(head, &["nmod", "compound", "flat", "amod"]);
        before.any(|word| self.vocabulary.source(self.paragraph.lower(word)).is_some_and(|noun| noun.kind == SourceKind::Nominal))
    }

    /// Whether words of their own name a participant, no pronoun or possessive of the other side.
    pub fn is_named_apart(&self, participant: &Participant, others: &[Participant]) -> bool {
        let Some(mention) = participant.mention else { return false };
        let tree = &self.paragraph.tree;
        let overlaps = others.iter().any(|other| other.mention.is_some_and(|other| other.overlaps(mention)));
        let refers = self
            .paragraph
            .range(mention)
            .any(|at| tree.node(at).upos == Upos::Pron || tree.node(at).feature("Poss") == Some("Yes"));
        !overlaps && !refers
    }

    /// Who a pronoun or possessive stands for.
    fn who_pronoun(&self, cast: &mut Cast, at: usize) -> Vec<Participant> {
        let tree = &self.paragraph.tree;
        let node = tree.node(at);
        let person = node.feature("Person[psor]").or(node.feature("Person"));
        if person == Some("1") {
            let source = self.speaker(at);
            return source.map(|actor| Participant { actor, mention: Some(self.paragraph.words[at].span) }).into_iter().collect();
        }
        if person.is_some_and(|person| person != "3") {
            return Vec::new();
        }
        let mut clauses = tree
            .ancestors(at)
            .filter(|&word| matches!(tree.node(word).upos, Upos::Verb | Upos::Adj | Upos::Noun))
            .take(FARTHEST_CLAUSE);
        let reflexive = node.feature("Poss") == Some("Yes");
        if !reflexive {
            clauses.next();
        }
        let before = self.objects_before(at);
        if !before.is_empty() {
            return self.who(cast, &before);
        }
        for clause in clauses {
            let subjects: Vec<usize> = tree.related(clause, &["nsubj"]).collect();
            let holds = |&subject: &usize| tree.governs(subject, at) || tree.node(subject).upos == Upos::Pron;
            if subjects.is_empty() || subjects.iter().any(holds) {
                continue;
            }
            let found = self.who(cast, &subjects);
            if !found.is_empty() {
                return found.iter().map(|one| Participant { mention: Some(self.paragraph.words[at].span), ..*one }).collect();
            }
        }
        let named = cast.actors_of_phrase(self.paragraph, at);
        self.participants(&named, at)
    }

    /// « a accusé Kigali et l'a menacé »: the object of a coordinated verb takes up that of the verb before.
    fn objects_before(&self, at: usize) -> Vec<usize> {
        let tree = &self.paragraph.tree;
        let node = tree.node(at);
        let verb = node.head.filter(|_| matches!(node.universal, "obj" | "iobj"));
        let before = verb.filter(|&verb| tree.node(verb).universal == "conj").and_then(|verb| tree.node(verb).head);
        before.map(|before| tree.related(before, &["obj", "iobj"]).collect()).unwrap_or_default()
    }

    /// Who says « je » or « nous » here.
    fn speaker(&self, at: usize) -> Option<ActorRef> {
        let index = self.nesting.innermost.get(at).copied().flatten()?;
        self.told[self.first + index].attribution.source.actor
    }

    /// The country that a name of a place stands for: « à Kiev », "in Lebanon", "bombed Mariupol"; "the town of Samarra"; no sea,
    /// « le détroit de Gibraltar ».
    pub fn place(&self, cast: &mut Cast, head: usize) -> Option<Participant> {
        let tree = &self.paragraph.tree;
        let is = |at: usize, operator| self.vocabulary.events.is(tree.node(at).lemma, operator);
        if tree.node(head).head.is_some_and(|above| is(above, Operator::Nobody)) {
            return None;
        }
        let mut names = tree.related(head, &["compound", "flat", "nmod", "appos"]).filter(|&at| self.is_territory(at));
        let named = names.next().filter(|_| is(head, Operator::Region)).unwrap_or(head);
        if let Some(territory) = self.territory(cast, named) {
            return Some(territory);
        }
        let town = self.paragraph.place_at(named)?;
        let known = self.vocabulary.actors.country(town.country)?;
        Some(Participant { actor: cast.actor_of(known), mention: Some(self.paragraph.span(&town.words)) })
    }

    /// Whether a word is the name of a state, a capital, a town or a region.
    fn is_territory(&self, at: usize) -> bool {
        let named = self.paragraph.name_at(at).is_some_and(|name| name.known.kind.is_territory());
        named || self.paragraph.place_at(at).is_some()
    }

    /// The country that the name of a state, its capital or a body of it stands for.
    fn territory(&self, cast: &mut Cast, head: usize) -> Option<Participant> {
        let name = self.paragraph.name_at(head).filter(|name| name.known.kind != NameKind::Seat)?;
        name.known.country?;
        Some(Participant { actor: cast.actor_of(name.known), mention: Some(self.paragraph.span(&name.words)) })
    }
}

/// The heads coordinated with a head.
pub fn coordinated(paragraph: &Paragraph, head: usize) -> Vec<usize> {
    let tree = &paragraph.tree;
    let same = |word: &usize| matches!(tree.node(*word).upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Pron);
    tree.related(head, &["conj"]).filter(same).collect()
}

/// The words that name: the head with what determines and modifies it, without clauses and what is coordinated.
pub fn phrase(paragraph: &Paragraph, head: usize) -> Span {
    let tree = &paragraph.tree;
    let (mut start, mut end) = (head, head + 1);
    for &word in tree.dependents(head) {
        let extent = tree.extent(word);
        match tree.node(word).universal {
            "det" | "amod" | "nummod" | "compound" | "flat" | "nmod" | "advmod" => {
                start = start.min(extent.start);
                end = end.max(extent.end);
            }
            _ => {}
        }
    }
    paragraph.span(&(start..end))
}
