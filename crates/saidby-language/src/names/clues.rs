//! What stands in a sentence that tells of names, besides what a model has learnt: listed names, titles and offices, words that name
//! a kind (« la frégate », « ministère »), capitals.
//!
//! A clue is a stretch of words and the kind of name that it would be. How far each is to be trusted is a number, [`Pattern::weight`].

use super::vocabulary::{Place, Title, Vocabulary};
use crate::rules::fold;
use saidby_core::{NameKind, Sentence, Span};
use saidby_lexicon::NameKind as Listed;
use std::ops::Range;

/// Words in a run of capitals at most.
const LONGEST_RUN: usize = 12;

/// Words between a comma and the noun of an office: « X, ancienne et très discrète porte-parole ».
const FARTHEST_OFFICE: usize = 4;

/// Adjectives in a row within a name: « Agence internationale ».
const MOST_ADJECTIVES: usize = 2;

/// What a clue stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pattern {
    /// A country, its capital, an organisation or a person of our lists.
    Listed,
    /// Inhabitants or the adjective of a country, which are no name.
    Inhabitants,
    /// A title before: « Mme Odel ».
    Title,
    /// An office before or after: « la porte-parole Ada Odel », « Ada Odel, porte-parole ».
    Office,
    /// A word that stands before names: « la frégate Aurore ».
    Before,
    /// A word that names start with: « le ministère de la Défense », « le Conseil de sécurité ».
    First,
    /// A word that names end with: "Foreign Ministry", « Orvane SA ».
    Last,
    /// A preposition that stands before places: « à Riga ».
    Preposition,
    /// The same words, or the short form of a name, elsewhere in the document.
    Document,
}

impl Pattern {
    /// Every pattern.
    pub const ALL: &'static [Pattern] = &[
        Pattern::Listed,
        Pattern::Inhabitants,
        Pattern::Title,
        Pattern::Office,
        Pattern::Before,
        Pattern::First,
        Pattern::Last,
        Pattern::Preposition,
        Pattern::Document,
    ];

    /// How much likelier the clue's words are the name that it says than not: the natural logarithm of the odds, as
    /// `cargo run -p saidby-train --example names` counts them on the corpora to learn from, French and English together. That of
    /// `Document` is not counted: it is taken for as good as a first word.
    pub fn weight(self) -> f32 {
        match self {
            Pattern::Listed => 1.4,
            Pattern::Inhabitants => 1.9,
            Pattern::Title => 1.7,
            Pattern::Office => 0.6,
            Pattern::Before => 0.5,
            Pattern::First => 0.9,
            Pattern::Last => 1.5,
            Pattern::Preposition => 0.9,
            Pattern::Document => 0.9,
        }
    }
}

/// Words that may be a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clue {
    /// The words, in their sentence.
    pub words: Range<usize>,
    /// The kind of name; `None` where they are none.
    pub kind: Option<NameKind>,
    /// What says so.
    pub pattern: Pattern,
}

/// The words of one sentence as clues look at them.
#[derive(Debug)]
pub struct Words<'t> {
    /// Their forms, as written.
    pub forms: Vec<&'t str>,
    /// The same, folded.
    pub folded: Vec<String>,
    spans: Vec<Span>,
    /// Whether each word is one of a title with a name after it.
    titled: Vec<bool>,
    /// Whether most of its words are in capitals, so that a capital tells nothing.
    shouted: bool,
}

impl<'t> Words<'t> {
    /// The words of a sentence.
    pub fn of(text: &'t str, sentence: &'t Sentence, vocabulary: &Vocabulary) -> Self {
        let forms: Vec<&str> = sentence.tokens.iter().map(|token| token.form(text)).collect();
        let folded: Vec<String> = forms.iter().map(|form| fold(form)).collect();
        let loud = forms.iter().filter(|form| is_loud(form)).count();
        let quiet = forms.iter().filter(|form| form.chars().any(char::is_lowercase)).count();
        let spans = sentence.tokens.iter().map(|token| token.span).collect();
        let mut titled = vec![false; forms.len()];
        for at in 0..forms.len() {
            let length = vocabulary.title(&folded[at..]).map_or(0, |(length, _)| length);
            if at + length < forms.len() {
                titled[at..at + length].fill(true);
            }
        }
        Self { forms, folded, spans, titled, shouted: loud >= 2 && loud > quiet }
    }

    /// Whether a word may be one of a name by its form.
    pub fn is_capital(&self, at: usize) -> bool {
        self.forms.get(at).is_some_and(|form| form.starts_with(char::is_uppercase) || is_designation(form))
    }

    /// Whether a word may start a name: a capital that it does not owe to its place.
    fn starts_name(&self, at: usize, vocabulary: &Vocabulary) -> bool {
        let particle = self.word_at(at).is_some_and(|form| matches!(form, "al" | "el" | "an" | "ar")) && self.joins(at + 1);
        let starter = vocabulary.is_starter(&self.folded[at]) && self.forms[at].chars().skip(1).any(char::is_lowercase);
        !self.titled[at] && ((self.is_capital(at) && !starter) || particle)
    }

    fn word_at(&self, at: usize) -> Option<&str> {
        self.folded.get(at).map(String::as_str)
    }

    /// Whether a word starts its sentence, but for marks before it.
    fn is_first(&self, at: usize) -> bool {
        self.forms[..at].iter().all(|form| !form.contains(char::is_alphanumeric))
    }

    /// Whether a hyphen with a word on either side and no space stands at `at`.
    fn joins(&self, at: usize) -> bool {
        let touches = |at: usize| self.spans.get(at).zip(self.spans.get(at + 1)).is_some_and(|(a, b)| a.end() == b.start());
        self.forms.get(at).is_some_and(|form| *form == "-") && at > 0 && touches(at - 1) && touches(at)
    }

    /// Where a name that ends before `end` ends if it is not cut at a hyphen: "Otieno-" goes on to "Otieno-Hale".
    pub fn end_of_word(&self, end: usize) -> usize {
        if end > 0 && self.joins(end - 1) { self.end_of_word(end + 1) } else { end }
    }

    /// Where the run of name words that starts at `at` ends. `linked` lets small words such as « de » be inside.
    fn run(&self, at: usize, vocabulary: &Vocabulary, linked: bool) -> usize {
        let mut end = at + 1;
        while end < self.forms.len() && end - at < LONGEST_RUN {
            let small = self.small(end, vocabulary, linked);
            if self.joins(end) {
                end += 2;
            } else if self.is_capital(end) && self.forms[end] != "-" {
                end += 1;
            } else if small > 0 && self.is_capital(end + small) {
                end += small + 1;
            } else {
                break;
            }
        }
        end.min(self.forms.len())
    }

    /// How many small words of a person's name stand at `at`: « van der », « al - ».
    fn small(&self, at: usize, vocabulary: &Vocabulary, linked: bool) -> usize {
        let is_small = |at: usize| {
            let Some(word) = self.folded.get(at..at + 1) else { return false };
            let place = |place| vocabulary.word(place, word).is_some_and(|(_, kind)| kind == NameKind::Person);
            place(Place::Within) || (linked && place(Place::Linked)) || self.joins(at)
        };
        (0..3).take_while(|&more| is_small(at + more)).count()
    }
}

/// The clues of one sentence, in the order of their first words.
pub fn of(words: &Words<'_>, vocabulary: &Vocabulary) -> Vec<Clue> {
    let mut clues = listed(words, vocabulary);
    let mut run_end = 0;
    for at in 0..words.forms.len() {
        clues.extend(by_neighbour(words, vocabulary, at));
        clues.extend(by_first_word(words, vocabulary, at));
        if at >= run_end && !words.shouted && words.starts_name(at, vocabulary) {
            run_end = words.run(at, vocabulary, false);
            clues.extend(by_last_word(words, vocabulary, at..run_end));
        }
    }
    clues.sort_by_key(|clue| (clue.words.start, clue.words.end, clue.pattern));
    clues.dedup();
    clues
}

/// Names of our lists. In a sentence of capitals only, words are looked up as running text writes them.
fn listed(words: &Words<'_>, vocabulary: &Vocabulary) -> Vec<Clue> {
    let Some(actors) = vocabulary.actors else { return Vec::new() };
    let written: Vec<String> =
        words.forms.iter().map(|form| if words.shouted { titled(form) } else { (*form).to_owned() }).collect();
    let mut clues = Vec::new();
    let mut at = 0;
    while at < written.len() {
        let Some((length, found)) = actors.longest(&written[at..]) else {
            at += 1;
            continue;
        };
        let kind = found.first().and_then(|actor| match actor.kind {
            Listed::Country | Listed::Capital | Listed::Seat => Some(NameKind::Location),
            Listed::Organisation => Some(NameKind::Organisation),
            Listed::Person => Some(NameKind::Person),
            Listed::Adjective | Listed::Demonym => None,
        });
        let pattern = if kind.is_some() { Pattern::Listed } else { Pattern::Inhabitants };
        clues.push(Clue { words: at..at + length, kind, pattern });
        at += length;
    }
    clues
}

/// A run of capitals after what tells its kind: a title, an office, a word such as « frégate », a preposition.
fn by_neighbour(words: &Words<'_>, vocabulary: &Vocabulary, at: usize) -> Vec<Clue> {
    let mut clues = Vec::new();
    let folded = &words.folded[at..];
    let person = |pattern, start, linked| {
        person_at(words, vocabulary, start, linked).map(|words| Clue { words, kind: Some(NameKind::Person), pattern })
    };
    let title = vocabulary.title(folded);
    if let Some((length, title)) = title {
        clues.extend(person(Pattern::Title, at + length, title == Title::Honorific));
    }
    if vocabulary.is_office(&words.folded[at]) {
        clues.extend(person(Pattern::Office, at + 1, false).filter(|_| title.is_none()));
        clues.extend(apposed(words, vocabulary, at).map(|words| Clue {
            words,
            kind: Some(NameKind::Person),
            pattern: Pattern::Office,
        }));
    }
    for (place, pattern) in [(Place::Before, Pattern::Before), (Place::Preposition, Pattern::Preposition)] {
        let Some((length, kind)) = vocabulary.word(place, folded) else { continue };
        let start = after_small(words, at + length, kind, place);
        if !words.shouted && start < words.forms.len() && words.starts_name(start, vocabulary) {
            let end = words.run(start, vocabulary, false);
            clues.push(Clue { words: start..with_figure(words, end, kind), kind: Some(kind), pattern });
        }
    }
    clues
}

/// Where the name starts after « ville de », « le large de l' ».
fn after_small(words: &Words<'_>, at: usize, kind: NameKind, place: Place) -> usize {
    let small =
        |at: usize| matches!(words.word_at(at), Some("de" | "d'" | "du" | "des" | "le" | "la" | "les" | "l'" | "of" | "the"));
    let links = kind == NameKind::Location && place == Place::Before;
    at + if links { (0..2).take_while(|&more| small(at + more)).count() } else { 0 }
}

/// « Leopard 2 »: a weapon's figure belongs to its name.
fn with_figure(words: &Words<'_>, end: usize, kind: NameKind) -> usize {
    let figure = words.forms.get(end).is_some_and(|form| form.starts_with(|c: char| c.is_ascii_digit()));
    end + usize::from(kind == NameKind::Weapon && figure)
}

/// The person whose name starts at `at`. `linked` lets it start with a small word: « M. de Brévin ».
fn person_at(words: &Words<'_>, vocabulary: &Vocabulary, at: usize, linked: bool) -> Option<Range<usize>> {
    let capital = at + words.small(at, vocabulary, linked);
    let starts = capital < words.forms.len() && words.starts_name(capital, vocabulary) && !words.shouted;
    starts.then(|| at..words.run(capital, vocabulary, true))
}

/// The person before a comma and the noun of an office: « Ada Odel, porte-parole de … ».
fn apposed(words: &Words<'_>, vocabulary: &Vocabulary, office: usize) -> Option<Range<usize>> {
    let comma = (office.saturating_sub(FARTHEST_OFFICE)..office).rev().find(|&at| words.forms[at] == ",")?;
    let start = (comma.saturating_sub(LONGEST_RUN)..comma)
        .find(|&at| words.starts_name(at, vocabulary) && words.run(at, vocabulary, false) == comma)?;
    let few = comma - start >= 2 && !words.shouted;
    few.then_some(start..comma)
}

/// A name that starts with a word that tells its kind: « ministère russe de la Défense », « Conseil de sécurité », « rue de la Paix ».
fn by_first_word(words: &Words<'_>, vocabulary: &Vocabulary, at: usize) -> Option<Clue> {
    let folded = &words.folded[at..];
    let inner = at > 0 && words.is_capital(at - 1) && !words.is_first(at - 1);
    if inner {
        return None;
    }
    let capital = words.is_capital(at) && !words.is_first(at) && !words.shouted;
    let first = vocabulary.word(Place::First, folded);
    let (length, kind) = first.or_else(|| vocabulary.word(Place::Capital, folded).filter(|_| capital))?;
    let end = extent(words, vocabulary, at + length, capital);
    (capital || end > at + length).then_some(Clue { words: at..end, kind: Some(kind), pattern: Pattern::First })
}

/// Where a name ends whose first words end at `at`: with the adjectives and the complements after them. Of a name in small letters the
/// complement has a capital.
fn extent(words: &Words<'_>, vocabulary: &Vocabulary, at: usize, capital: bool) -> usize {
    let mut end = if words.is_capital(at) { words.run(at, vocabulary, true) } else { at };
    for complement in 0..2 {
        let adjectives =
            (end..words.forms.len().min(end + MOST_ADJECTIVES)).take_while(|&at| is_adjective(words.forms[at])).count();
        let link = end + adjectives;
        let opens = matches!(words.word_at(link), Some("de" | "d'" | "du" | "des" | "pour" | "of" | "for"));
        let article = matches!(words.word_at(link + 1), Some("le" | "la" | "les" | "l'" | "the"));
        let length = usize::from(opens) * (1 + usize::from(article));
        let start = link + length;
        let plain = capital && complement == 0 && words.forms.get(start).is_some_and(|form| form.chars().all(char::is_lowercase));
        if length > 0 && words.is_capital(start) {
            end = words.run(start, vocabulary, true);
        } else if length > 0 && plain {
            end = start + 1;
        } else {
            return if capital { link } else { end };
        }
    }
    end
}

/// A run of capitals whose last word tells its kind.
fn by_last_word(words: &Words<'_>, vocabulary: &Vocabulary, run: Range<usize>) -> Option<Clue> {
    let last = run.end - 1;
    let (_, kind) = vocabulary.word(Place::Last, &words.folded[last..=last]).filter(|_| run.len() > 1)?;
    Some(Clue { words: run, kind: Some(kind), pattern: Pattern::Last })
}

/// Letters in capitals only, two at least.
fn is_loud(form: &str) -> bool {
    form.chars().filter(|c| c.is_uppercase()).count() >= 2 && !form.chars().any(char::is_lowercase)
}

/// `T-72`, `F16`: figures and capitals.
fn is_designation(form: &str) -> bool {
    form.contains(|c: char| c.is_ascii_digit()) && form.contains(char::is_uppercase)
}

/// French adjectives by their endings, which names of bodies have after their first word: « Fonds monétaire international ».
fn is_adjective(form: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "al", "ale", "aux", "ales", "el", "elle", "els", "elles", "ien", "ienne", "ais", "aise", "ain", "aine", "éen", "éenne",
        "if", "ive", "ique", "iques", "aire", "aires", "ois", "oise", "ié", "iée", "isée", "unies", "armées",
    ];
    form.chars().all(char::is_lowercase) && form.chars().count() > 4 && ENDINGS.iter().any(|ending| form.ends_with(ending))
}

/// `CORÉE` as running text writes it: `Corée`; small words stay small.
fn titled(form: &str) -> String {
    let lower = form.to_lowercase();
    if lower.chars().count() <= 3
        && matches!(lower.as_str(), "de" | "du" | "des" | "la" | "le" | "les" | "of" | "the" | "d'" | "l'")
    {
        return lower;
    }
    let mut rest = lower.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}
