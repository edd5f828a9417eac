//! The places of a row, found in the tree: who stands in its slots (docs/events.md, "Who takes part").

use super::Scene;
use super::clause::{Clause, Oblique, preposition};
use super::rows::Operator;
use super::trigger::{self, Trigger};
use crate::cast::Cast;
use crate::vocabulary::{Class, Slot};
use saidby_core::{Context, EventType, Participant, Upos};

/// What stands around a trigger: heads of phrases by their places.
#[derive(Clone, Default)]
pub struct Frame {
    /// Who does it, by grammar.
    subjects: Vec<usize>,
    objects: Vec<usize>,
    /// What stands after a preposition; then the same inside the object and the words of the row.
    obliques: Vec<Oblique>,
    possessives: Vec<usize>,
    /// Adjectives and names before an event noun.
    adjectives: Vec<usize>,
    /// What the event that a promise, threat, demand or refusal is about has in its own places.
    inner: Vec<Clause>,
    /// Who stands in the clauses that modify its objects.
    beside: Vec<usize>,
    /// The subjects of its conditions: "unless Baghdad accepts".
    conditions: Vec<usize>,
    /// The last word of the row if it is a preposition, which then has the object.
    ends_in: Option<String>,
    noun: bool,
    /// Whether weapons among its words are what is given, not who acts.
    gives: bool,
}

impl Frame {
    /// The frame of a trigger.
    pub fn of(scene: &Scene, trigger: &Trigger) -> Self {
        let mut frame = match &trigger.clause {
            Some(clause) => Self::of_verb(clause),
            None => Self::of_noun(scene, trigger.head),
        };
        let last = trigger.row.words.last().filter(|_| trigger.row.words.len() > 1);
        frame.gives = trigger.row.kind == EventType::Aid;
        frame.ends_in = last.filter(|word| scene.vocabulary.slot(word).is_some()).map(|word| (*word).to_owned());
        frame.add_words_of(scene, trigger);
        frame.add_phrases_of_names(scene);
        frame.inner = told_of(scene, trigger);
        frame.conditions = conditions(scene, trigger.head, &frame.inner);
        frame
    }

    /// What the nouns of the row and the objects have in their phrases; of a part of them too: « une série de sanctions imposées à X ».
    fn add_words_of(&mut self, scene: &Scene, trigger: &Trigger) {
        let nouns: Vec<usize> = trigger.words.iter().chain(&self.objects).copied().collect();
        for noun in nouns {
            let phrases = inside(scene, noun);
            let parts = phrases.iter().filter(|phrase| scene.vocabulary.slot(&phrase.preposition) == Some(Slot::Of));
            let modified: Vec<usize> = std::iter::once(noun).chain(parts.map(|part| part.head)).collect();
            self.obliques.extend(phrases.into_iter().filter(|phrase| !is_victim(scene, trigger, noun, phrase)));
            if !self.noun && noun != trigger.head {
                modified.into_iter().for_each(|noun| self.add_clauses_of(scene, noun));
            }
        }
    }

    /// What stands in the phrases of an event that is the subject, and of the names after prepositions.
    fn add_phrases_of_names(&mut self, scene: &Scene) {
        let node = |head: usize| scene.paragraph.tree.node(head);
        let is_event = |head: &usize| scene.vocabulary.events.headed_by(node(*head).lemma, true).next().is_some();
        let acting: Vec<usize> = self.subjects.iter().copied().filter(is_event).collect();
        self.obliques.extend(acting.into_iter().flat_map(|subject| inside(scene, subject)));
        let heads = self.obliques.iter().map(|oblique| oblique.head);
        let named: Vec<usize> = heads.filter(|&head| node(head).upos == Upos::Propn).collect();
        self.obliques.extend(named.into_iter().flat_map(|head| inside(scene, head)));
    }

    fn of_verb(clause: &Clause) -> Self {
        Self {
            subjects: clause.subjects.clone(),
            objects: clause.objects.clone(),
            obliques: clause.obliques.clone(),
            ..Self::default()
        }
    }

    fn of_noun(scene: &Scene, noun: usize) -> Self {
        let tree = &scene.paragraph.tree;
        let mut frame = Self { noun: true, ..Self::default() };
        for &word in tree.dependents(noun) {
            let node = tree.node(word);
            match node.relation {
                "nmod:poss" => frame.possessives.push(word),
                _ if node.feature("Poss") == Some("Yes") => frame.possessives.push(word),
                "amod" => frame.adjectives.push(word),
                "compound" | "nmod:desc" | "nmod:unmarked" if word < noun => frame.adjectives.push(word),
                _ if node.universal == "acl" => frame.add_clause(&Clause::of(scene.paragraph, scene.vocabulary, word), noun),
                _ => {}
            }
        }
        if tree.related(noun, &["cop"]).next().is_some() {
            frame.subjects.extend(tree.related(noun, &["nsubj"]));
        }
        frame.add_light_verb(scene, noun);
        frame.add_predicate(scene, noun);
        frame
    }

    /// "strikes carried out by Israel", « l'embargo que Paris a imposé au Mali ».
    fn add_clause(&mut self, clause: &Clause, noun: usize) {
        if clause.objects.contains(&noun) {
            self.subjects.extend(&clause.subjects);
            self.obliques.extend(clause.obliques.iter().cloned());
        }
    }

    /// What the clauses that modify the object tell of it: « l'embargo imposé au Mali », "the sanctions that hit
    /// Niger", « l'escalade menée par le Maroc ».
    fn add_clauses_of(&mut self, scene: &Scene, noun: usize) {
        for verb in scene.paragraph.tree.related(noun, &["acl"]) {
            let clause = Clause::of(scene.paragraph, scene.vocabulary, verb);
            if clause.objects.contains(&noun) {
                self.beside.extend(clause.subjects);
                self.obliques.extend(clause.obliques);
            } else {
                self.beside.extend(clause.objects);
            }
        }
    }

    /// "The attack killed three Poles": the event is the subject of what it did.
    fn add_predicate(&mut self, scene: &Scene, noun: usize) {
        let tree = &scene.paragraph.tree;
        let Some(verb) = tree.node(noun).head.filter(|_| tree.node(noun).universal == "nsubj") else { return };
        let clause = Clause::of(scene.paragraph, scene.vocabulary, verb);
        if clause.subjects.contains(&noun) {
            self.objects.extend(clause.objects);
        }
    }

    /// "launched an attack on": the subject of the verb attacks.
    fn add_light_verb(&mut self, scene: &Scene, noun: usize) {
        let tree = &scene.paragraph.tree;
        let Some(verb) = tree.node(noun).head.filter(|&verb| scene.vocabulary.events.is(tree.node(verb).lemma, Operator::Light))
        else {
            return;
        };
        let clause = Clause::of(scene.paragraph, scene.vocabulary, verb);
        let into = |oblique: &Oblique| matches!(oblique.preposition.as_str(), "in" | "out" | "to" | "à" | "dans" | "en" | "de");
        let is_carried =
            clause.objects.contains(&noun) || clause.obliques.iter().any(|oblique| oblique.head == noun && into(oblique));
        if is_carried {
            self.subjects.extend(clause.subjects);
            self.obliques.extend(clause.obliques.into_iter().filter(|oblique| oblique.head != noun));
        }
    }

    /// The heads in a slot, best first.
    fn heads(&self, scene: &Scene, slot: Slot) -> Vec<usize> {
        match slot {
            Slot::Subject => self.subjects.clone(),
            Slot::By if self.noun => [self.subjects.clone(), self.after(scene, Slot::By)].concat(),
            Slot::Object => match &self.ends_in {
                Some(last) => {
                    self.obliques.iter().filter(|oblique| &oblique.preposition == last).map(|oblique| oblique.head).collect()
                }
                None if self.objects.is_empty() && !self.noun => self.after_none(),
                None => self.objects.clone(),
            },
            Slot::Possessive => self.possessives.clone(),
            _ => self.after(scene, slot),
        }
    }

    /// Those between whom something is: « entre la France et la Turquie » names two, though the tree may join the second to the noun
    /// above.
    fn both(&self, scene: &Scene) -> Vec<usize> {
        let tree = &scene.paragraph.tree;
        let mut heads = self.after(scene, Slot::Between);
        if let &[one] = heads.as_slice()
            && tree.related(one, &["conj"]).next().is_none()
        {
            let above = tree.node(one).head;
            let joined = above.and_then(|above| tree.related(above, &["conj"]).find(|&word| word > one));
            heads.extend(joined.filter(|&word| matches!(tree.node(word).upos, Upos::Noun | Upos::Propn)));
        }
        heads
    }

    /// Who stands in a place: what is given stands for whom its words name, « une livraison de missiles *russes* ».
    fn givers(&self, scene: &Scene, head: usize) -> Vec<usize> {
        let is_given = self.gives && scene.vocabulary.arms_at(scene.paragraph.from(head)).is_some();
        if is_given { scene.paragraph.tree.related(head, &["amod", "compound", "nmod"]).collect() } else { vec![head] }
    }

    /// The same, with what stands in the phrases after its prepositions.
    fn deeper(&self, scene: &Scene) -> Self {
        let nested = self.obliques.iter().flat_map(|oblique| inside(scene, oblique.head));
        Self { obliques: self.obliques.iter().cloned().chain(nested).collect(), ..self.clone() }
    }

    /// The heads that may be the recipient: those in the row's places, the objects, those of the inner clauses.
    fn receivers(&self, scene: &Scene, trigger: &Trigger) -> Vec<usize> {
        let own = trigger.row.recipient.iter().flat_map(|&slot| self.heads(scene, slot));
        let inner = self.inner.iter().flat_map(|clause| clause.objects.iter().chain(&clause.subjects).copied());
        let mut heads: Vec<usize> = own.chain(self.objects.iter().copied()).chain(inner).collect();
        let obliques = self.inner.iter().flat_map(|clause| clause.obliques.iter().map(|oblique| oblique.head));
        let around: Vec<usize> = heads.iter().copied().chain(obliques).collect();
        if trigger.row.kind != EventType::Request {
            heads.extend(around.into_iter().flat_map(|head| inside(scene, head)).map(|oblique| oblique.head));
        }
        heads.retain(|head| !self.subjects.contains(head));
        heads
    }

    /// The indirect object, where there is no other: "urged France to".
    fn after_none(&self) -> Vec<usize> {
        self.obliques.iter().filter(|oblique| oblique.preposition.is_empty()).map(|oblique| oblique.head).collect()
    }

    /// What stands after the prepositions of a slot.
    fn after(&self, scene: &Scene, slot: Slot) -> Vec<usize> {
        let fits = |oblique: &&Oblique| match oblique.preposition.as_str() {
            "" => slot == Slot::To,
            preposition => scene.vocabulary.slot(preposition) == Some(slot),
        };
        self.obliques.iter().filter(fits).map(|oblique| oblique.head).collect()
    }
}

/// Who does what the clauses that modify a noun say is done to it: « les obus *envoyés par Séoul* ».
fn agents(scene: &Scene, noun: usize) -> Vec<usize> {
    let verbs = scene.paragraph.tree.related(noun, &["acl"]);
    let clauses = verbs.map(|verb| Clause::of(scene.paragraph, scene.vocabulary, verb));
    clauses.filter(|clause| clause.objects.contains(&noun)).flat_map(|clause| clause.subjects).collect()
}

/// Whom an attack that is condemned was against: who condemns it does not blame them.
fn is_victim(scene: &Scene, trigger: &Trigger, noun: usize, oblique: &Oblique) -> bool {
    let force = || {
        let lemma = scene.paragraph.tree.node(noun).lemma;
        scene.vocabulary.events.headed_by(lemma, true).any(|row| row.kind == EventType::Assault)
    };
    let against = scene.vocabulary.slot(&oblique.preposition) == Some(Slot::Against);
    trigger.row.kind == EventType::Accuse && against && force()
}

/// The prepositional phrases inside a noun phrase: « des sanctions *contre la Russie* ».
fn inside(scene: &Scene, noun: usize) -> Vec<Oblique> {
    let tree = &scene.paragraph.tree;
    if tree.node(noun).upos == Upos::Verb {
        return Vec::new();
    }
    let phrases = tree.related(noun, &["nmod"]).map(|head| Oblique { preposition: preposition(scene.paragraph, head), head });
    phrases.filter(|oblique| !oblique.preposition.is_empty()).collect()
}

/// The clauses that a trigger is about, where its verb has none those of its noun: "reiterated its demand that X leave"; « rejette la
/// demande de retirer … » is against who demands.
fn told_of(scene: &Scene, trigger: &Trigger) -> Vec<Clause> {
    let own = inner(scene, trigger.head);
    if !own.is_empty() || trigger.clause.is_none() || trigger.row.kind == EventType::Reject {
        return own;
    }
    trigger.words.iter().filter(|&&word| word != trigger.head).flat_map(|&word| inner(scene, word)).collect()
}

/// The clauses that a verb or noun has as its complement: what is promised, threatened, demanded, refused.
pub fn inner(scene: &Scene, head: usize) -> Vec<Clause> {
    let tree = &scene.paragraph.tree;
    let mut found = Vec::new();
    let mut next = complements(scene, head);
    while let (Some(verb), true) = (next.first().copied(), found.len() < 4) {
        found.extend(next.iter().take(4 - found.len()).map(|&verb| Clause::of(scene.paragraph, scene.vocabulary, verb)));
        next = complements(scene, verb);
        next.extend(tree.related(verb, &["conj"]).filter(|&word| tree.node(word).upos == Upos::Verb));
    }
    found
}

/// The subjects of the conditions on a verb and on what it promises or threatens.
fn conditions(scene: &Scene, head: usize, inner: &[Clause]) -> Vec<usize> {
    let tree = &scene.paragraph.tree;
    let verbs = std::iter::once(head).chain(inner.iter().map(|clause| clause.verb));
    let conditional =
        verbs.flat_map(|verb| tree.related(verb, &["advcl"]).filter(|&word| is_condition(scene, word)).collect::<Vec<_>>());
    conditional.flat_map(|verb| tree.related(verb, &["nsubj"]).collect::<Vec<_>>()).collect()
}

fn complements(scene: &Scene, head: usize) -> Vec<usize> {
    let tree = &scene.paragraph.tree;
    let above = super::clause::auxiliary_above(scene.paragraph, head);
    let under = std::iter::once(head).chain(above).flat_map(|at| tree.related(at, &["xcomp", "ccomp", "advcl", "acl"]));
    let verbs = under.filter(|&word| {
        let node = tree.node(word);
        let infinite = node.feature("VerbForm") != Some("Fin") && node.relation != "acl:relcl";
        let told = node.universal == "ccomp" || node.relation == "acl";
        let purpose = node.universal != "advcl" || is_purpose(scene, word);
        word > head && purpose && (infinite || told)
    });
    verbs.collect()
}

/// An adverbial clause that tells what for: "to protest", « pour exiger », « d'envoyer » where the tree takes a complement for one.
fn is_purpose(scene: &Scene, verb: usize) -> bool {
    let mark = preposition(scene.paragraph, verb);
    matches!(mark.as_str(), "" | "to" | "of" | "for" | "from" | "de" | "d'" | "à" | "pour" | "afin")
}

/// "if it sells", « s'il vend », "unless".
pub fn is_condition(scene: &Scene, verb: usize) -> bool {
    let tree = &scene.paragraph.tree;
    let is_if = |mark: usize| matches!(scene.paragraph.lower(mark), "if" | "si" | "s'" | "unless");
    tree.node(verb).universal == "advcl" && tree.related(verb, &["mark"]).any(is_if)
}

/// Who takes part in an event.
pub struct Sides {
    /// Who acts.
    pub actors: Vec<Participant>,
    /// To, for or against whom.
    pub recipients: Vec<Participant>,
    /// Whether all who act do it to each other.
    pub mutual: bool,
    /// Whether the recipient stands in a place of the row itself, and nobody's country is guessed.
    pub sure: bool,
}

/// Fills the places of a trigger's row; `None` where the word is then no event.
pub fn sides(scene: &Scene, cast: &mut Cast, trigger: &Trigger, kind: EventType) -> Option<Sides> {
    let frame = Frame::of(scene, trigger);
    if kind == EventType::Assault && frame.subjects.iter().any(|&subject| is_mishap(scene, subject)) {
        return None;
    }
    if trigger.row.reciprocal {
        return mutual(scene, cast, &frame);
    }
    let actors = actors(scene, cast, trigger, &frame);
    let in_slot = recipients(scene, cast, trigger, &frame);
    let sure = !in_slot.is_empty();
    let own_places = sure || (trigger.row.required.1 && !is_domestic(kind));
    let recipients = if own_places { in_slot } else { around(scene, cast, trigger, &frame, kind, &actors) };
    let mut sides = Sides { actors, recipients, mutual: false, sure };
    sides.fill_by_home(scene, cast, trigger, &frame, kind);
    let own = |recipient: &Participant| sides.actors.iter().any(|actor| actor.actor == recipient.actor);
    let apart = |recipient: &Participant| is_domestic(kind) && scene.is_named_apart(recipient, &sides.actors);
    sides.recipients = sides.recipients.iter().copied().filter(|recipient| !own(recipient) || apart(recipient)).collect();
    let (no_actor, no_recipient) = (sides.actors.is_empty(), sides.recipients.is_empty());
    let required = trigger.row.required;
    if (no_actor && (required.0 || !may_lack_actor(scene, trigger, &frame))) || (no_recipient && (no_actor || required.1)) {
        return None;
    }
    let together = matches!(trigger.row.kind, EventType::Agree | EventType::Consult | EventType::Cooperate | EventType::Support);
    sides.mutual = no_recipient && sides.actors.len() > 1 && together;
    Some(sides)
}

impl Sides {
    /// People whose country no word tells, by where it happens or the other side: who acts where nobody does or who does has no state
    /// ("President Orlu ordered a curfew in Algiers"), then who receives.
    fn fill_by_home(&mut self, scene: &Scene, cast: &mut Cast, trigger: &Trigger, frame: &Frame, kind: EventType) {
        let is_stateless = |one: &Participant| cast.actors[one.actor.0 as usize].country.is_none();
        let named = !self.actors.is_empty();
        let heads: Vec<usize> = frame.subjects.iter().copied().filter(|&head| !(named && scene.is_private(head))).collect();
        if self.actors.iter().all(is_stateless) && (named || !trigger.row.recipient.contains(&Slot::Subject)) {
            let home = scene.at_home(cast, &heads, &self.recipients, &frame.obliques);
            if !home.is_empty() {
                self.actors = home;
                self.sure = false;
            }
        }
        if self.recipients.is_empty() && named && is_domestic(kind) {
            let outer = outer_trigger(scene, trigger);
            let home = match outer.and_then(|outer| sides(scene, cast, &outer, outer.row.kind)) {
                Some(outer) if !outer.recipients.is_empty() => outer.recipients,
                _ => self.actors.clone(),
            };
            self.recipients = scene.at_home(cast, &frame.receivers(scene, trigger), &home, &[]);
        }
    }
}

/// The force that killed, where a verb tells only what it did: "jets *bombed* a school, killing 12 people", "*bombed* it and killed
/// 12", "*strikes* on Syria that killed five soldiers".
fn outer_trigger<'v>(scene: &Scene<'_, 'v>, trigger: &Trigger) -> Option<Trigger<'v>> {
    let node = scene.paragraph.tree.node(trigger.head);
    let above = node.head.filter(|_| matches!(node.universal, "advcl" | "conj" | "acl"))?;
    let outer = trigger::verb_trigger(scene.paragraph, scene.vocabulary, above)
        .or_else(|| trigger::noun_trigger(scene.paragraph, scene.vocabulary, above))?;
    (outer.row.kind == EventType::Assault && trigger.row.kind == EventType::Assault).then_some(outer)
}

/// Types of which one country's people do them to each other: its police arrest its students.
fn is_domestic(kind: EventType) -> bool {
    use EventType::*;
    !matches!(kind, Aid | Consult | Cooperate | Support | Mobilize)
}

/// Whether force that nobody is said to have used is still an event: "was killed", « une bombe a tué », no storm or crash.
fn may_lack_actor(scene: &Scene, trigger: &Trigger, frame: &Frame) -> bool {
    let tree = &scene.paragraph.tree;
    let Some(clause) = &trigger.clause else { return false };
    if trigger.row.kind != EventType::Assault {
        return false;
    }
    let is_weapon = |&head: &usize| {
        scene.vocabulary.arms_at(scene.paragraph.from(head)).is_some()
            || trigger::noun_trigger(scene.paragraph, scene.vocabulary, head)
                .is_some_and(|noun| noun.row.kind == EventType::Assault)
    };
    if frame.obliques.iter().any(|oblique| is_mishap(scene, oblique.head)) {
        return false;
    }
    let finite = !matches!(tree.node(clause.verb).universal, "acl" | "amod" | "advcl");
    if clause.passive && frame.subjects.is_empty() { finite } else { frame.subjects.iter().any(is_weapon) }
}

/// Whether a noun, or one before its name, kills with nobody who does it: "floods in Kenya", "Hurricane Otto", no "rocket fire".
fn is_mishap(scene: &Scene, head: usize) -> bool {
    let tree = &scene.paragraph.tree;
    let is = |at: usize| {
        [tree.node(at).lemma, scene.paragraph.lower(at)].iter().any(|form| scene.vocabulary.events.is(form, Operator::Mishap))
    };
    let forceful = || trigger::noun_trigger(scene.paragraph, scene.vocabulary, head).is_some();
    let name = tree.node(head).upos == Upos::Propn;
    (is(head) && !forceful()) || (name && tree.related(head, &["compound", "flat"]).any(is))
}

fn mutual(scene: &Scene, cast: &mut Cast, frame: &Frame) -> Option<Sides> {
    let mut actors: Vec<Participant> = Vec::new();
    let slots: &[Slot] = if frame.noun {
        &[Slot::Subject, Slot::Possessive, Slot::Of, Slot::With, Slot::By]
    } else {
        &[Slot::Subject, Slot::Object, Slot::With]
    };
    let mut groups: Vec<Vec<usize>> = slots.iter().map(|&slot| frame.heads(scene, slot)).collect();
    groups.extend(frame.both(scene).into_iter().map(|head| vec![head]));
    groups.insert(0, Vec::new());
    if frame.noun {
        groups.splice(0..1, frame.adjectives.iter().map(|&adjective| vec![adjective]));
    }
    for heads in groups {
        let found = scene.who(cast, &heads);
        for participant in found.into_iter().filter(|one| !says_where(scene, one)) {
            if !actors.iter().any(|other| other.actor == participant.actor) {
                actors.push(participant);
            }
        }
    }
    let is_of_a_state = |one: &Participant| cast.actors[one.actor.0 as usize].country.is_some();
    if actors.iter().filter(|one| is_of_a_state(one)).count() > 1 {
        actors.retain(is_of_a_state);
    }
    let enough = actors.len() > 1 || (!frame.noun && !actors.is_empty());
    enough.then_some(Sides { actors, recipients: Vec::new(), mutual: true, sure: true })
}

/// Whether a participant is a place that the words name as such: "signed a treaty *in Washington*".
fn says_where(scene: &Scene, one: &Participant) -> bool {
    let tree = &scene.paragraph.tree;
    let words = one.mention.map_or(0..0, |mention| scene.paragraph.range(mention));
    let head = tree.tops(words).next();
    head.into_iter().flat_map(|head| tree.related(head, &["case"])).any(|case| scene.paragraph.is(case, Class::Locative))
}

fn actors(scene: &Scene, cast: &mut Cast, trigger: &Trigger, frame: &Frame) -> Vec<Participant> {
    for &adjective in &frame.adjectives {
        let found = scene.who(cast, &[adjective]);
        if !found.is_empty() {
            return found;
        }
    }
    if let Some(speaker) = speaker_after(scene, trigger) {
        return vec![speaker];
    }
    if trigger.row.kind == EventType::Consult && trigger.row.actor.contains(&Slot::Object) {
        return guests(scene, cast, frame);
    }
    let subject = frame.noun.then_some(Slot::Subject);
    let found = fill(scene, cast, frame, trigger.row.actor.iter().copied().chain(subject), false);
    if found.is_empty() && trigger.row.recipient.contains(&Slot::Subject) { senders(scene, cast, frame) } else { found }
}

/// Who is hosted or welcomed: the object itself, not whom its words name ("welcomed *Japan's* statement" is no visit).
fn guests(scene: &Scene, cast: &mut Cast, frame: &Frame) -> Vec<Participant> {
    let mut people = frame.heads(scene, Slot::Object);
    people.retain(|&head| !cast.actors_of_phrase(scene.paragraph, head).is_empty());
    scene.who(cast, &people)
}

/// Who sent what is received, where the words of what is received tell: « a reçu les obus *envoyés par Séoul* », "took delivery of
/// *Russian* helicopters".
fn senders(scene: &Scene, cast: &mut Cast, frame: &Frame) -> Vec<Participant> {
    let obliques = frame.deeper(scene).obliques;
    let goods: Vec<usize> = frame.objects.iter().copied().chain(obliques.iter().map(|oblique| oblique.head)).collect();
    let givers = goods.iter().flat_map(|&good| agents(scene, good));
    let beside = scene.who(cast, &frame.beside.iter().copied().chain(givers).collect::<Vec<_>>());
    if !beside.is_empty() {
        return beside;
    }
    let adjectives: Vec<usize> = goods.iter().flat_map(|&head| scene.paragraph.tree.related(head, &["amod"])).collect();
    adjectives.into_iter().map(|word| scene.who(cast, &[word])).find(|found| !found.is_empty()).unwrap_or_default()
}

fn recipients(scene: &Scene, cast: &mut Cast, trigger: &Trigger, frame: &Frame) -> Vec<Participant> {
    fill(scene, cast, frame, trigger.row.recipient.iter().copied(), true)
}

fn fill(scene: &Scene, cast: &mut Cast, frame: &Frame, slots: impl Iterator<Item = Slot>, places: bool) -> Vec<Participant> {
    for slot in slots {
        let heads: Vec<usize> = frame.heads(scene, slot).into_iter().flat_map(|head| frame.givers(scene, head)).collect();
        let found = scene.who(cast, &heads);
        if !found.is_empty() {
            return found;
        }
        let place = heads.iter().filter(|_| places || slot == Slot::From).find_map(|&head| scene.place(cast, head));
        if let Some(place) = place {
            return vec![place];
        }
    }
    Vec::new()
}

/// Who receives it beyond the row's own places: those of what is promised, asked, refused or threatened; whose the object is.
fn around(
    scene: &Scene,
    cast: &mut Cast,
    trigger: &Trigger,
    frame: &Frame,
    kind: EventType,
    actors: &[Participant],
) -> Vec<Participant> {
    use EventType::*;
    let other = |found: Vec<Participant>| -> Option<Vec<Participant>> {
        let apart = |one: &Participant| {
            !actors.iter().any(|actor| actor.actor == one.actor) || (is_domestic(kind) && scene.is_named_apart(one, actors))
        };
        let found: Vec<Participant> = found.into_iter().filter(apart).collect();
        (!found.is_empty()).then_some(found)
    };
    if matches!(kind, Agree | Request | Reject | Threaten | Concede | Sanction | Protest | Assault) {
        for clause in &frame.inner {
            if let Some(found) = other(of_inner(scene, cast, clause, kind)) {
                return found;
            }
        }
    }
    if kind == Threaten
        && let Some(found) = other(scene.who(cast, &frame.conditions))
    {
        return found;
    }
    let deeper = if kind == Accuse { frame.clone() } else { frame.deeper(scene) };
    if frame.noun {
        let done_to = matches!(kind, Assault | Coerce).then(|| scene.who(cast, &frame.objects));
        return done_to.and_then(other).or_else(|| other(struck(scene, cast, trigger, kind, &deeper))).unwrap_or_default();
    }
    let is_item = kind == Aid && trigger.row.item_object;
    let objects = frame.objects.iter().chain(trigger.words.iter().skip(1)).copied().filter(|_| !is_item);
    let objects: Vec<usize> = objects.collect();
    for heads in [&addressee(scene, trigger), &objects, &frame.beside] {
        if let Some(found) = other(scene.who(cast, heads)) {
            return found;
        }
    }
    let slots = [Slot::To, Slot::Against, Slot::With, Slot::For, Slot::From, Slot::Of].into_iter().filter(|&slot| match kind {
        Consult | Protest => false,
        Mobilize => slot != Slot::Of,
        _ => true,
    });
    if let Some(found) = other(fill(scene, cast, &deeper, slots, true)) {
        return found;
    }
    other(struck(scene, cast, trigger, kind, &deeper)).unwrap_or_default()
}

/// Whose country force, rule over people, a move, a visit or a plea for asylum reaches that names nobody, by where it takes place.
fn struck(scene: &Scene, cast: &mut Cast, trigger: &Trigger, kind: EventType, frame: &Frame) -> Vec<Participant> {
    use EventType::{Assault, Coerce, Concede, Mobilize};
    let reaches = |kind: EventType| matches!(kind, Assault | Coerce | Concede | Mobilize);
    let comes = trigger.row.mode.is_some_and(|mode| mode.name() == "visit") || trigger.row.contexts.contains(&Context::Asylum);
    if !comes && !reaches(kind) && !reaches(trigger.row.kind) {
        return Vec::new();
    }
    frame.obliques.iter().find_map(|oblique| scene.place(cast, oblique.head)).into_iter().collect()
}

/// « … », a accusé jeudi le ministre: who follows the cue that the verb is, as the attribution has it.
fn speaker_after(scene: &Scene, trigger: &Trigger) -> Option<Participant> {
    let own = scene.cues.get(trigger.head).copied().flatten().filter(|_| trigger.clause.is_some())?;
    let source = &scene.told[own].attribution.source;
    let mention = source.mention.filter(|mention| mention.start() > scene.paragraph.words[trigger.head].span.start())?;
    let active = trigger.clause.as_ref().is_some_and(|clause| !clause.passive);
    source.actor.filter(|_| active).map(|actor| Participant { actor, mention: Some(mention) })
}

/// The head of the words to whom the attribution whose cue this is says it, or whom it accuses.
fn addressee(scene: &Scene, trigger: &Trigger) -> Vec<usize> {
    let told = scene.cues.get(trigger.head).copied().flatten().map(|own| &scene.told[own]);
    let words = told.and_then(|told| told.addressee.clone());
    words.into_iter().flat_map(|words| scene.paragraph.tree.tops(words)).take(1).collect()
}

/// Who stands in the places of what is promised, asked or threatened: those of its own row first.
fn of_inner(scene: &Scene, cast: &mut Cast, clause: &Clause, kind: EventType) -> Vec<Participant> {
    if kind == EventType::Request {
        let asked = scene.who(cast, &clause.subjects);
        if !asked.is_empty() {
            return asked;
        }
    }
    let inner = trigger::verb_trigger(scene.paragraph, scene.vocabulary, clause.verb);
    let inner = inner.filter(|inner| kind != EventType::Request && !inner.row.recipient.contains(&Slot::Subject));
    let own = inner.map(|inner| recipients(scene, cast, &inner, &Frame::of(scene, &inner))).unwrap_or_default();
    if !own.is_empty() {
        return own;
    }
    let slot = |oblique: &Oblique| {
        if oblique.preposition.is_empty() { Some(Slot::To) } else { scene.vocabulary.slot(&oblique.preposition) }
    };
    let mut obliques = clause.obliques.clone();
    obliques.extend(clause.objects.iter().flat_map(|&object| inside(scene, object)));
    for wanted in [Slot::To, Slot::Against, Slot::With, Slot::Between, Slot::For, Slot::From] {
        let heads: Vec<usize> =
            obliques.iter().filter(|oblique| slot(oblique) == Some(wanted)).map(|oblique| oblique.head).collect();
        let found = scene.who(cast, &heads);
        if !found.is_empty() {
            return found;
        }
        if let Some(place) = heads.iter().find_map(|&head| scene.place(cast, head)) {
            return vec![place];
        }
    }
    let objects = scene.who(cast, &clause.objects);
    if !objects.is_empty() {
        return objects;
    }
    obliques.iter().find_map(|oblique| scene.place(cast, oblique.head)).into_iter().collect()
}
