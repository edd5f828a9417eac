//! The words of events (`languages/*/events.tsv`) and the words that act on them (`event-operators.tsv`), by the word that heads them.

use crate::vocabulary::Slot;
use rustc_hash::FxHashMap;
use saidby_core::{Context, EventType, Language, Mode};
use saidby_lexicon::{Phrases, Row, VerbForm, head_verb, table};
use std::sync::OnceLock;

/// One row of `events.tsv`.
#[derive(Clone, Debug)]
pub struct EventRow {
    /// Its words as dictionary forms; of a pronominal verb without the pronoun.
    pub words: Vec<&'static str>,
    /// Which of the words governs the others.
    pub head: usize,
    /// The letters of the other words.
    pub others: Initials,
    /// Whether that word is a noun; else a verb.
    pub noun: bool,
    /// Whether the verb keeps a reflexive pronoun.
    pub pronominal: bool,
    /// PLOVER type.
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<Mode>,
    /// PLOVER contexts.
    pub contexts: Vec<Context>,
    /// Where the actor stands, best first.
    pub actor: Vec<Slot>,
    /// Where the recipient stands, best first.
    pub recipient: Vec<Slot>,
    /// Whether the word is this event only with an actor; with a recipient.
    pub required: (bool, bool),
    /// Whether all who take part are actors.
    pub reciprocal: bool,
    /// Whether the direct object is the item that is given or moved.
    pub item_object: bool,
}

/// With which letters some words begin: tells at once most rows of which words are missing in a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Initials(u64);

impl Initials {
    /// Of these words, by 64 classes of length and first two bytes.
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let bit =
            |word: &str| word.bytes().take(2).fold(word.len() as u8, |sum, byte| sum.wrapping_mul(7).wrapping_add(byte)) % 64;
        Self(words.fold(0, |bits, word| bits | 1 << bit(word)))
    }

    /// Whether the words of another set may all be among these.
    pub fn may_hold(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }
}

/// What a word does to the event that depends on it (`event-operators.tsv`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// Lends its subject to a noun: "launch an attack".
    Light,
    /// The event is to come: "plan to attack".
    Intent,
    /// The event itself, tried, begun or gone on with: "tried to kill".
    Attempt,
    /// The event does not come about: "failed to reach agreement".
    Failure,
    /// Someone ought to: "must withdraw".
    Obligation,
    /// The event that is its subject comes about: "the talks took place".
    Occurrence,
    /// Names nobody although a country is named in it: « la mer du Japon ».
    Nobody,
    /// Stands for the place that its words name: "the town *of Samarra*", "Montenegro *province*".
    Region,
    /// Kills with nobody who does it: "killed in a helicopter crash".
    Mishap,
}

const OPERATORS: &[(&str, Operator)] = &[
    ("light", Operator::Light),
    ("intent", Operator::Intent),
    ("attempt", Operator::Attempt),
    ("failure", Operator::Failure),
    ("obligation", Operator::Obligation),
    ("occurrence", Operator::Occurrence),
    ("nobody", Operator::Nobody),
    ("region", Operator::Region),
    ("mishap", Operator::Mishap),
];

/// The rows of one language.
#[derive(Debug)]
pub struct EventRows {
    language: Language,
    verbs: FxHashMap<&'static str, Headed>,
    nouns: FxHashMap<&'static str, Headed>,
    operators: FxHashMap<&'static str, Vec<Operator>>,
    elsewhere: Phrases<()>,
    demand: EventRow,
}

/// The rows that one word heads, read when the word is first met: a page meets few of the thousands.
#[derive(Debug, Default)]
struct Headed {
    lines: Vec<Row<'static>>,
    rows: OnceLock<Vec<EventRow>>,
}

impl EventRows {
    /// The rows of a language's lists.
    pub fn of(language: Language) -> Self {
        let list = |name: &str| table(language.code(), name).into_iter().flat_map(|table| table.rows());
        let (mut verbs, mut nouns) = (FxHashMap::<_, Headed>::default(), FxHashMap::<_, Headed>::default());
        for row in list("events") {
            let by_head = if row.get("kind") == "noun" { &mut nouns } else { &mut verbs };
            by_head.entry(head(&row, language)).or_default().lines.push(row);
        }
        let mut operators: FxHashMap<&'static str, Vec<Operator>> = FxHashMap::default();
        let mut elsewhere = Phrases::default();
        for row in list("event-operators") {
            match OPERATORS.iter().find(|(name, _)| *name == row.get("kind")) {
                Some(&(_, operator)) => operators.entry(row.get("lemma")).or_default().push(operator),
                None => elsewhere.insert(row.get("lemma"), ()),
            }
        }
        Self { language, verbs, nouns, operators, elsewhere, demand: demand() }
    }

    /// The rows whose head is this verb, or this noun.
    pub fn headed_by(&self, lemma: &str, noun: bool) -> impl Iterator<Item = &EventRow> {
        let map = if noun { &self.nouns } else { &self.verbs };
        let read = |headed: &Headed| headed.lines.iter().filter_map(|row| event_row(row, self.language)).collect();
        map.get(lemma).into_iter().flat_map(move |headed| headed.rows.get_or_init(|| read(headed)))
    }

    /// The verbs that head rows, in no order.
    pub fn verbs(&self) -> impl Iterator<Item = &'static str> {
        self.verbs.keys().copied()
    }

    /// The dictionary forms that a verb's form may have: the tree's, then those of its readings that head rows where that heads none.
    pub fn lemmas<'a>(&'a self, lemma: &'a str, forms: &'a [VerbForm]) -> Vec<&'a str> {
        if self.verbs.contains_key(lemma) {
            return vec![lemma];
        }
        let listed = forms.iter().map(|form| &*form.lemma);
        let mut lemmas: Vec<&str> = listed.filter(|lemma| self.verbs.contains_key(lemma)).collect();
        lemmas.dedup();
        lemmas
    }

    /// The row of words that say what somebody else must do.
    pub fn demand(&self) -> &EventRow {
        &self.demand
    }

    /// Whether a word is that operator.
    pub fn is(&self, lemma: &str, operator: Operator) -> bool {
        self.operators.get(lemma).is_some_and(|operators| operators.contains(&operator))
    }

    /// Whether words begin here that tell of sport, a film or a game.
    pub fn is_elsewhere<W: AsRef<str>>(&self, words: &[W]) -> bool {
        self.elsewhere.longest(words).is_some()
    }
}

fn demand() -> EventRow {
    EventRow {
        words: vec!["", ""],
        head: 0,
        others: Initials::default(),
        noun: false,
        pronominal: false,
        kind: EventType::Request,
        mode: None,
        contexts: Vec::new(),
        actor: vec![Slot::Subject],
        recipient: vec![Slot::Object],
        required: (true, true),
        reciprocal: false,
        item_object: false,
    }
}

/// The word of a row that governs the others.
fn head(row: &Row<'static>, language: Language) -> &'static str {
    let lemma = row.get("lemma");
    if row.get("kind") != "noun" {
        return head_verb(lemma);
    }
    let words: Vec<&str> = lemma.split(' ').collect();
    words[noun_head(&words, language)]
}

fn event_row(row: &Row, language: Language) -> Option<EventRow> {
    let kind: EventType = row.parse("type")?;
    let noun = row.get("kind") == "noun";
    let lemma = row.get("lemma");
    let verb = &lemma[lemma.find(head_verb(lemma)).unwrap_or(0)..];
    let words: Vec<&str> = if noun { lemma } else { verb }.split(' ').collect();
    let (actor, recipient) = row.get("roles").split_once('>').unwrap_or(("", ""));
    let slots = |side: &str| side.split(',').filter_map(|name| Slot::named(name.trim_end_matches('!'))).collect::<Vec<_>>();
    let head = if noun { noun_head(&words, language) } else { 0 };
    let others = words.iter().enumerate().filter(|(place, _)| *place != head).map(|(_, word)| *word);
    Some(EventRow {
        head,
        others: Initials::of(others),
        words,
        noun,
        pronominal: !noun && (lemma.starts_with("se ") || lemma.starts_with("s'")),
        kind,
        mode: kind.mode(row.get("mode")),
        contexts: row.list("contexts").filter_map(|name| name.parse().ok()).collect(),
        actor: slots(actor),
        recipient: slots(recipient),
        required: (actor.contains('!'), recipient.contains('!')),
        reciprocal: row.get("roles") == "reciprocal",
        item_object: row.get("note").contains("item"),
    })
}

/// The noun that governs: the first in French, in English the last before a preposition.
fn noun_head(words: &[&str], language: Language) -> usize {
    if language == Language::FRENCH {
        return 0;
    }
    let preposition =
        words.iter().position(|word| matches!(*word, "of" | "to" | "on" | "for" | "in" | "against" | "from" | "with"));
    preposition.unwrap_or(words.len()).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_hide_no_row_whose_words_are_there() {
        let there = Initials::of(["imposer", "des", "sanction", "à"].into_iter());
        assert!(there.may_hold(Initials::of(["sanction", "à"].into_iter())));
        assert!(there.may_hold(Initials::default()));
        assert!(!there.may_hold(Initials::of(["embargo"].into_iter())));
    }
}
