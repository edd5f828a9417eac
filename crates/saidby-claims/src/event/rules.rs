//! PLOVER's rules: what a word of time, will or doubt above an event makes of it.
//!
//! Cooperation to come is AGREE, a retreat to come CONCEDE, cooperation that will not come REJECT (PLOVER manual, 2.0, AGREE and
//! CONCEDE); force to come, told as a plan, is THREATEN. What is promised, asked, threatened or refused is no event of its own.

use super::Scene;
use super::clause::{Clause, is_passive};
use super::roles::is_condition;
use super::rows::Operator;
use super::trigger::Trigger;
use crate::paragraph::Paragraph;
use crate::stance;
use saidby_core::{EventType, Mode, Upos, When};
use saidby_lexicon::Tense;

/// Operators are looked for in at most this many words above an event.
const FARTHEST: usize = 6;

/// What an event is when it is to come.
const TO_COME: &[(EventType, EventType)] = &[
    (EventType::Consult, EventType::Agree),
    (EventType::Support, EventType::Agree),
    (EventType::Cooperate, EventType::Agree),
    (EventType::Aid, EventType::Agree),
    (EventType::Retreat, EventType::Concede),
    (EventType::Assault, EventType::Threaten),
    (EventType::Coerce, EventType::Threaten),
    (EventType::Sanction, EventType::Threaten),
    (EventType::Protest, EventType::Threaten),
];

/// What, said that it will not come, is refused.
const REFUSED: &[EventType] = &[
    EventType::Agree,
    EventType::Consult,
    EventType::Support,
    EventType::Concede,
    EventType::Cooperate,
    EventType::Aid,
    EventType::Retreat,
];

/// What swallows the event that depends on it.
const SWALLOWING: &[EventType] =
    &[EventType::Agree, EventType::Request, EventType::Reject, EventType::Threaten, EventType::Concede, EventType::Retreat];

/// Whether an event is only what another, above it, is about: what is promised, asked, threatened or refused; the topic of a protest
/// (PLOVER manual, PROTEST); cooperation that is praised or accused of.
fn swallows(outer: EventType, inner: EventType, complement: bool) -> bool {
    use EventType::*;
    let topic = outer == Protest && matches!(inner, Request | Accuse | Protest);
    let talk = matches!(outer, Support | Consult | Sanction) && matches!(inner, Consult | Agree | Cooperate | Support | Request);
    complement && (SWALLOWING.contains(&outer) || topic || talk)
}

/// An event's type with all rules applied, and how it stands in time.
#[derive(Clone, Copy, Debug)]
pub struct Coded {
    /// PLOVER type.
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<Mode>,
    /// Whether it is said not to be.
    pub negated: bool,
    /// When it takes place, where the words tell.
    pub when: Option<When>,
    /// Whether a negation is what makes it this event: « ne livrera pas » is REJECT.
    pub takes_negation: bool,
    /// Whether a French conditional says that others say so: « aurait livré ».
    pub hearsay: bool,
}

/// Applies the rules; `None` where a trigger is no event of its own, or only supposed.
pub fn coded(scene: &Scene, trigger: &Trigger, kinds: &[Option<EventType>]) -> Option<Coded> {
    let row = trigger.row;
    let above = Above::of(scene, trigger, kinds);
    if above.swallowed || above.supposed {
        return None;
    }
    let mood = above.mood;
    let negated = mood.negated ^ (above.failed && !REFUSED.contains(&row.kind));
    let hearsay = mood.conditional && scene.vocabulary.language.code() == "fr" && !mood.future;
    let same = Coded { kind: row.kind, mode: row.mode, negated, takes_negation: false, when: mood.when, hearsay };
    let refused = (negated && (mood.future || mood.would || row.kind == EventType::Concede)) || above.failed;
    if refused && REFUSED.contains(&row.kind) {
        return Some(Coded { kind: EventType::Reject, mode: None, negated: false, takes_negation: true, ..same });
    }
    let to_come = (mood.future || mood.would) && !negated && (!row.noun || mood.own);
    let foretold = trigger.clause.as_ref().is_some_and(|clause| is_foretold(scene, clause));
    let becomes = TO_COME.iter().find(|(kind, _)| *kind == row.kind).filter(|_| to_come);
    match becomes.filter(|(_, kind)| *kind != EventType::Threaten || !foretold) {
        Some(&(_, kind)) => Some(Coded { kind, mode: None, when: Some(When::Future), ..same }),
        None => Some(same),
    }
}

/// Whether somebody says it of another: « Rome craint que Moscou ne bombarde Kiev » is no threat.
fn is_foretold(scene: &Scene, clause: &Clause) -> bool {
    let tree = &scene.paragraph.tree;
    let told = tree.node(clause.verb).universal == "ccomp";
    let pronoun = clause.subjects.iter().any(|&subject| tree.node(subject).upos == Upos::Pron);
    told && !pronoun && tree.related(clause.verb, &["nsubj"]).next().is_some()
}

/// How a verb stands in time and truth.
#[derive(Clone, Copy, Debug, Default)]
struct Mood {
    when: Option<When>,
    future: bool,
    /// "would": the future of the past, or a wish.
    would: bool,
    conditional: bool,
    negated: bool,
    /// Whether it is the event's own, or only that of the verb above a noun.
    own: bool,
}

/// What stands above a trigger.
#[derive(Default)]
struct Above {
    mood: Mood,
    swallowed: bool,
    supposed: bool,
    failed: bool,
}

impl Above {
    fn of(scene: &Scene, trigger: &Trigger, kinds: &[Option<EventType>]) -> Self {
        let tree = &scene.paragraph.tree;
        let mut above = Self::default();
        let mut at = trigger.head;
        if !trigger.row.noun {
            above.mood = Mood { own: true, ..Mood::of(scene, at) };
        }
        for _ in 0..FARTHEST {
            let node = tree.node(at);
            let Some(head) = node.head else { break };
            let complement = is_complement(scene.paragraph, at) || occurs(scene, at, head);
            let outer = kinds[head].filter(|_| !trigger.words.contains(&head));
            if outer.is_some_and(|outer| swallows(outer, trigger.row.kind, complement || node.universal == "advcl")) {
                above.swallowed = true;
                break;
            }
            if !above.pass(scene, at, head, complement) {
                break;
            }
            at = head;
        }
        let clauses = std::iter::once(trigger.head).chain(tree.ancestors(trigger.head).take(2 * FARTHEST));
        above.supposed = clauses.into_iter().any(|verb| is_condition(scene, verb));
        above
    }

    /// Takes what the word above does to the event; false where it does nothing and nothing beyond it can.
    fn pass(&mut self, scene: &Scene, at: usize, head: usize, complement: bool) -> bool {
        let tree = &scene.paragraph.tree;
        let node = tree.node(at);
        let above = tree.node(head);
        let is = |operator| {
            scene.vocabulary.events.is(above.lemma, operator) || scene.vocabulary.events.is(scene.paragraph.lower(head), operator)
        };
        if node.universal == "conj" && matches!(above.upos, Upos::Verb | Upos::Noun | Upos::Aux) {
            let own = Mood::of(scene, head);
            if self.mood.when.is_none() {
                self.mood = Mood { own: self.mood.own, negated: self.mood.negated, ..own };
            }
            return true;
        }
        if !complement {
            return false;
        }
        let mood = Mood::of(scene, head);
        if is(Operator::Intent) {
            self.mood.future = true;
        } else if is(Operator::Failure) {
            self.failed = true;
        } else if is(Operator::Attempt) || is(Operator::Light) || occurs(scene, at, head) {
            self.mood.future |= mood.future;
            self.mood.own |= is(Operator::Light) || occurs(scene, at, head);
        } else if is(Operator::Obligation) {
            self.mood.when = Some(When::Unknown);
        } else {
            return false;
        }
        self.mood.would |= mood.would;
        self.mood.conditional |= mood.conditional;
        self.mood.negated ^= mood.negated;
        self.mood.when = self.mood.when.or(mood.when);
        true
    }
}

/// Whether a noun is the subject of a verb that tells that it comes about: « le sommet n'a pas eu lieu ».
fn occurs(scene: &Scene, noun: usize, verb: usize) -> bool {
    let tree = &scene.paragraph.tree;
    let is = |words: &str| scene.vocabulary.events.is(words, Operator::Occurrence);
    let lemma = tree.node(verb).lemma;
    let with_object = || tree.related(verb, &["obj"]).any(|object| is(&format!("{lemma} {}", tree.node(object).lemma)));
    tree.node(noun).universal == "nsubj" && (is(lemma) || with_object())
}

/// Whether a word is what the word above it promises, asks, refuses, begins …: an infinitive, a clause, its object.
fn is_complement(paragraph: &Paragraph, at: usize) -> bool {
    let node = paragraph.tree.node(at);
    let finite = node.feature("VerbForm") == Some("Fin");
    match node.universal {
        "xcomp" | "ccomp" | "obj" => true,
        "nsubj" => node.relation == "nsubj:pass",
        "advcl" => !finite,
        "acl" => (!finite || node.relation == "acl") && !is_passive(&paragraph.tree, at),
        "obl" | "nmod" => {
            matches!(
                super::clause::preposition(paragraph, at).as_str(),
                "to" | "of" | "for" | "on" | "in" | "de" | "d'" | "à" | "into"
            )
        }
        _ => false,
    }
}

impl Mood {
    fn of(scene: &Scene, verb: usize) -> Self {
        let paragraph = scene.paragraph;
        let tree = &paragraph.tree;
        let node = tree.node(verb);
        let auxiliaries: Vec<usize> = tree.related(verb, &["aux", "cop"]).collect();
        let has = |forms: &[&str]| auxiliaries.iter().any(|&word| forms.contains(&paragraph.lower(word)));
        let feature = |name: &str, value: &str| {
            std::iter::once(verb).chain(auxiliaries.iter().copied()).any(|word| tree.node(word).feature(name) == Some(value))
        };
        let negated = stance::is_denied(paragraph, scene.vocabulary, verb);
        let mut mood = Self { negated, ..Self::default() };
        let is_form =
            |tense: Tense| std::iter::once(verb).chain(auxiliaries.iter().copied()).any(|word| is_only(scene, word, tense));
        mood.future = has(&["will", "shall", "'ll", "wo", "ll"]) || feature("Tense", "Fut") || is_form(Tense::Future);
        mood.would = has(&["would", "'d"]);
        mood.conditional = feature("Mood", "Cnd") || is_form(Tense::Conditional);
        mood.when = if mood.future || mood.would {
            Some(When::Future)
        } else if mood.conditional {
            Some(if auxiliaries.is_empty() { When::Hypothetical } else { When::Past })
        } else if has(&["may", "might", "could", "can", "should", "must"]) {
            Some(if has(&["have"]) { When::Past } else { When::Hypothetical })
        } else {
            tense(paragraph, verb, &auxiliaries)
        };
        if node.upos == Upos::Noun {
            mood.when = None;
        }
        mood
    }
}

/// Whether a form is that tense of every verb that it may be of: « mettront » is a future whatever the model says.
fn is_only(scene: &Scene, word: usize, tense: Tense) -> bool {
    let forms = scene.paragraph.verb_forms(word);
    !forms.is_empty() && forms.iter().all(|form| form.tense == tense)
}

/// The time that the verb's form tells: a participle after have or alone is past, other forms as their tense says.
fn tense(paragraph: &Paragraph, verb: usize, auxiliaries: &[usize]) -> Option<When> {
    let tree = &paragraph.tree;
    let node = tree.node(verb);
    let participle = node.feature("VerbForm") == Some("Part");
    let perfect = auxiliaries.iter().any(|&word| {
        matches!(tree.node(word).lemma, "have" | "avoir")
            || (tree.node(word).lemma == "être" && tree.node(word).relation == "aux:tense")
    });
    if perfect {
        return Some(When::Past);
    }
    let past = |word: usize| {
        matches!(tree.node(word).feature("Tense"), Some("Past" | "Imp")) && tree.node(word).feature("VerbForm") == Some("Fin")
    };
    if std::iter::once(verb).chain(auxiliaries.iter().copied()).any(past) {
        return Some(When::Past);
    }
    if participle && auxiliaries.is_empty() {
        return Some(if node.feature("Tense") == Some("Pres") { When::Present } else { When::Past });
    }
    let present =
        std::iter::once(verb).chain(auxiliaries.iter().copied()).any(|word| tree.node(word).feature("Tense") == Some("Pres"));
    present.then_some(When::Present)
}
