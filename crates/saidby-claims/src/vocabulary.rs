//! The word lists of one language, ready to be looked up.

use crate::event::EventRows;
use rustc_hash::FxHashMap;
use saidby_core::{Act, Certainty, CueKind, Language, Sector, SourceKind};
use saidby_lexicon::{Actors, Phrases, Places, Row, Verbs, head_verb, table};
use std::sync::OnceLock;

/// What may carry the content of a cue (`languages/*/cues.tsv`, column `frames`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frames {
    /// Words in quotation marks.
    pub quote: bool,
    /// A finite clause.
    pub clause: bool,
    /// An indirect question.
    pub question: bool,
    /// An infinitive.
    pub infinitive: bool,
    /// A person, then what they did.
    pub accused: bool,
    /// A person, then what they should do.
    pub asked: bool,
    /// A person or thing, then what it is called.
    pub named: bool,
    /// A noun phrase: the topic.
    pub object: bool,
    /// A noun phrase, only if its noun is one of words or plans: « retirer *ses accusations* », no troops.
    pub told: bool,
    /// A topic after a preposition.
    pub about: bool,
}

/// What a cue tells of the author's stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorStance {
    /// Nothing.
    Neutral,
    /// The author takes the content as so.
    Factive,
    /// The author takes it as not so.
    Counter,
}

/// One row of `cues.tsv`.
#[derive(Clone, Debug)]
pub struct CueEntry {
    /// Its words, without the pronoun of a pronominal verb.
    pub words: Vec<&'static str>,
    /// Whether the verb keeps a reflexive pronoun.
    pub pronominal: bool,
    /// What kind of word.
    pub kind: CueKind,
    /// What is done by saying it.
    pub act: Act,
    /// What may carry the content.
    pub frames: Frames,
    /// How sure the source is.
    pub certainty: Certainty,
    /// What it tells of the author's stance.
    pub author: AuthorStance,
    /// The prepositions of `about`, `accused` and `asked`.
    pub prepositions: Vec<&'static str>,
    /// The prepositions of who tells it, where the subject is who is told: « appris auprès de X ».
    pub tellers: Vec<&'static str>,
    /// What is done where it is denied of a topic: who "did not respond to a request" declines to comment.
    pub denied: Option<Act>,
}

/// One row of `sources.tsv`.
#[derive(Clone, Copy, Debug)]
pub struct SourceNoun {
    /// How a source with this head is given.
    pub kind: SourceKind,
    /// Its sector.
    pub sector: Option<Sector>,
    /// Its gender, where the noun tells.
    pub gender: Gender,
    /// Whether it is plural.
    pub plural: bool,
}

/// Grammatical gender, as far as a form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
    /// The form does not tell.
    Any,
}

impl Gender {
    fn of(row: &Row) -> Self {
        match row.get("gender") {
            "masc" => Gender::Masculine,
            "fem" => Gender::Feminine,
            _ => Gender::Any,
        }
    }

    /// Whether two forms may name one person.
    pub fn agrees(self, other: Gender) -> bool {
        self == other || self == Gender::Any || other == Gender::Any
    }
}

/// One row of `pronouns.tsv`.
#[derive(Clone, Copy, Debug)]
pub struct Pronoun {
    /// Gender.
    pub gender: Gender,
    /// Whether it is plural.
    pub plural: bool,
    /// Whether it stands for the one who speaks or is spoken to.
    pub speaker: bool,
    /// Whether it is neuter: « cela », "it".
    pub neuter: bool,
    /// Whether it is a subject that follows its verb: « -t-il ».
    pub inverted: bool,
    /// Whether it stands for nobody in particular: « on », "someone".
    pub indefinite: bool,
    /// Whether it points: « ce dernier », "the latter".
    pub demonstrative: bool,
    /// Whether it can be a source at all: not an object clitic, not a relative.
    pub subject: bool,
}

/// A place of a participant in an event's frame (`events.tsv`, column `roles`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Subject of an active verb.
    Subject,
    /// Direct object.
    Object,
    /// After « à », "to".
    To,
    /// After « de », "from".
    From,
    /// After « avec », "with".
    With,
    /// After « contre », "against", "on".
    Against,
    /// After « pour », "for".
    For,
    /// After « de », "of", of a noun; or an adjective of nationality.
    Of,
    /// After « par », "by".
    By,
    /// After « entre », "between".
    Between,
    /// Before the possessive `'s`.
    Possessive,
}

impl Slot {
    /// The slot of that name.
    pub fn named(name: &str) -> Option<Self> {
        const NAMES: &[(&str, Slot)] = &[
            ("subject", Slot::Subject),
            ("object", Slot::Object),
            ("to", Slot::To),
            ("from", Slot::From),
            ("with", Slot::With),
            ("against", Slot::Against),
            ("for", Slot::For),
            ("of", Slot::Of),
            ("by", Slot::By),
            ("between", Slot::Between),
            ("possessive", Slot::Possessive),
        ];
        NAMES.iter().find(|(listed, _)| *listed == name).map(|&(_, slot)| slot)
    }
}

/// Classes of words that the patterns stand on (`grammar.tsv`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    Determiner,
    Preposition,
    Coordinator,
    Subordinator,
    Relative,
    Complementizer,
    Question,
    Have,
    Be,
    Modal,
    Negation,
    Clitic,
    Marker,
    Possessive,
    Adverb,
    Unit,
    Selector,
    /// A preposition that says where.
    Locative,
    /// A preposition, or `'s`, that says whose.
    Genitive,
    /// A noun of words or plans, beside those that are cues: « rapport », "plan".
    Told,
    /// A noun of what courts impose: « prison », "fine".
    Penalty,
    /// A noun of which a country has one without acting in it: "French fries".
    Inert,
    /// A word that withholds a source's name: « anonymat », "unnamed".
    Withheld,
    /// A word or prefix after which a name of a country is not that country: "anti-Russian", "ethnic Albanians".
    Turning,
    /// A word that, tied to the name of a country by a hyphen, makes of it another's: "Turkish-backed", "NATO-member".
    Tied,
    /// A noun that counts those after it: « milliers de », "dozens of".
    Quantity,
    /// An auxiliary that says that a deed is not done yet, or need not be: "would say".
    Irrealis,
    /// A preposition or conjunction before a gerund or infinitive of a deed that is done: "while saying", « avant d'ajouter ».
    Gerund,
    /// An adposition that names a source only with a person or group after it, at the head of a sentence: « pour X, », "per the draft".
    Weak,
    /// A subject that stands for no one: "there".
    Expletive,
    /// A preposition before the one to whom it is said: « à », "to".
    Dative,
    /// Before an infinitive or gerund that says why or when, and is no content: « pour », « sans ».
    Purpose,
    /// A negation that denies only with another beside it, or no verb: « ne », "no".
    HalfNegation,
    /// A pronoun that may be reflexive.
    Reflexive,
    /// Before a day, a month or a stretch of time: « ce mercredi », "on Monday".
    Dated,
}

/// Some of the classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u64;
    }

    /// Whether a class is among them.
    pub fn has(self, class: Class) -> bool {
        self.0 & 1 << class as u64 != 0
    }
}

const CLASSES: &[(&str, Class)] = &[
    ("determiner", Class::Determiner),
    ("preposition", Class::Preposition),
    ("coordinator", Class::Coordinator),
    ("subordinator", Class::Subordinator),
    ("relative", Class::Relative),
    ("complementizer", Class::Complementizer),
    ("question", Class::Question),
    ("have", Class::Have),
    ("be", Class::Be),
    ("modal", Class::Modal),
    ("negation", Class::Negation),
    ("clitic", Class::Clitic),
    ("marker", Class::Marker),
    ("possessive", Class::Possessive),
    ("adverb", Class::Adverb),
    ("unit", Class::Unit),
    ("selector", Class::Selector),
    ("locative", Class::Locative),
    ("genitive", Class::Genitive),
    ("told", Class::Told),
    ("penalty", Class::Penalty),
    ("inert", Class::Inert),
    ("withheld", Class::Withheld),
    ("turning", Class::Turning),
    ("tied", Class::Tied),
    ("quantity", Class::Quantity),
    ("irrealis", Class::Irrealis),
    ("gerund", Class::Gerund),
    ("weak", Class::Weak),
    ("expletive", Class::Expletive),
    ("dative", Class::Dative),
    ("purpose", Class::Purpose),
    ("half-negation", Class::HalfNegation),
    ("reflexive", Class::Reflexive),
    ("dated", Class::Dated),
];

/// A name of a day, a month or a stretch of time (`months.tsv`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// 1 to 12.
    Month(i8),
    /// 1 (Monday) to 7.
    Weekday(i8),
    /// Days from the day of publication.
    Relative(i8),
}

/// The word lists of one language.
#[derive(Debug)]
pub struct Vocabulary {
    /// The language.
    pub language: Language,
    /// Who is known by name.
    pub actors: &'static Actors,
    /// Towns and regions.
    pub places: &'static Places,
    /// Verb forms of cues.
    pub verbs: Verbs,
    /// The words of events.
    pub events: EventRows,
    cues: Vec<CueEntry>,
    quotative: CueEntry,
    verb_cues: FxHashMap<&'static str, Vec<usize>>,
    other_cues: Phrases<usize>,
    sources: FxHashMap<&'static str, SourceNoun>,
    pronouns: FxHashMap<&'static str, Pronoun>,
    titles: Phrases<Gender>,
    first_names: FxHashMap<&'static str, Gender>,
    grammar: FxHashMap<&'static str, Classes>,
    calendar: FxHashMap<String, Calendar>,
    arms: Phrases<&'static str>,
    numbers: FxHashMap<&'static str, &'static str>,
    slots: FxHashMap<&'static str, Slot>,
}

impl Vocabulary {
    /// The vocabulary of a language, built at its first use; `None` where the language has no list of cues.
    pub fn of(language: Language) -> Option<&'static Vocabulary> {
        static FRENCH: OnceLock<Vocabulary> = OnceLock::new();
        static ENGLISH: OnceLock<Vocabulary> = OnceLock::new();
        match language {
            Language::FRENCH => Some(FRENCH.get_or_init(|| Vocabulary::build(language))),
            Language::ENGLISH => Some(ENGLISH.get_or_init(|| Vocabulary::build(language))),
            _ => None,
        }
    }

    /// The cues whose head is this verb.
    pub fn cues_of_verb(&self, lemma: &str) -> impl Iterator<Item = &CueEntry> {
        self.verb_cues.get(lemma).into_iter().flatten().map(|&index| &self.cues[index])
    }

    /// The row of a verb that only its place makes one of speech.
    pub fn quotative(&self) -> &CueEntry {
        &self.quotative
    }

    /// The longest cue that is no verb and starts here: its length in words and its row.
    pub fn cue_at<W: AsRef<str>>(&self, words: &[W]) -> Option<(usize, &CueEntry)> {
        self.other_cues.longest(words).map(|(length, &index)| (length, &self.cues[index]))
    }

    /// The noun of a source.
    pub fn source(&self, noun: &str) -> Option<&SourceNoun> {
        self.sources.get(noun)
    }

    /// The pronoun of that form.
    pub fn pronoun(&self, form: &str) -> Option<&Pronoun> {
        self.pronouns.get(form)
    }

    /// Whose first name it mostly is; `Gender::Any` where the list does not tell.
    pub fn first_name(&self, name: &str) -> Gender {
        self.first_names.get(name).copied().unwrap_or(Gender::Any)
    }

    /// The longest title that starts here.
    pub fn title_at<W: AsRef<str>>(&self, words: &[W]) -> Option<(usize, Gender)> {
        self.titles.longest(words).map(|(length, &gender)| (length, gender))
    }

    /// Which place of an event's frame a preposition opens.
    pub fn slot(&self, preposition: &str) -> Option<Slot> {
        self.slots.get(preposition).copied()
    }

    /// The classes of a form.
    pub fn classes(&self, form: &str) -> Classes {
        self.grammar.get(form).copied().unwrap_or_default()
    }

    /// Whether a form belongs to a class.
    pub fn is(&self, form: &str, class: Class) -> bool {
        self.classes(form).has(class)
    }

    /// Whether a form is an adverb: listed, or with the language's ending.
    pub fn is_adverb(&self, form: &str) -> bool {
        let ending = if self.language == Language::FRENCH { "ment" } else { "ly" };
        self.is(form, Class::Adverb) || (form.len() > ending.len() + 3 && form.ends_with(ending) && self.source(form).is_none())
    }

    /// The longest word for a weapon or equipment that starts here, and its class.
    pub fn arms_at<W: AsRef<str>>(&self, words: &[W]) -> Option<(usize, &'static str)> {
        self.arms.longest(words).map(|(length, &class)| (length, class))
    }

    /// The value of a number word, as `numbers.tsv` writes it.
    pub fn number(&self, form: &str) -> Option<&'static str> {
        self.numbers.get(form).copied()
    }

    /// What a word names in the calendar.
    pub fn calendar(&self, form: &str) -> Option<Calendar> {
        self.calendar.get(form).copied()
    }

    fn build(language: Language) -> Self {
        let rows = |name: &str| table(language.code(), name).into_iter().flat_map(|table| table.rows());
        let cues: Vec<CueEntry> = rows("cues").filter_map(|row| cue_entry(&row)).collect();
        let heads = cues.iter().filter(|cue| cue.kind == CueKind::Verb).map(|cue| cue.words[0]);
        let modals = rows("certainty").filter(|row| row.get("kind") == "modal").map(|row| row.get("phrase"));
        let events = EventRows::of(language);
        let all_heads = heads.chain(events.verbs()).chain(modals);
        Self {
            language,
            actors: Actors::of(language),
            places: Places::of(language),
            verbs: Verbs::of(language, all_heads),
            verb_cues: by_head(cues.iter().map(|cue| (cue.kind == CueKind::Verb).then_some(cue.words[0]))),
            other_cues: cut_phrases(
                language,
                cues.iter().enumerate().filter(|(_, cue)| cue.kind != CueKind::Verb).map(|(i, cue)| (cue.words.join(" "), i)),
            ),
            cues,
            quotative: quotative(),
            sources: rows("sources").filter_map(|row| source_noun(&row)).collect(),
            pronouns: rows("pronouns").map(|row| (row.get("form"), pronoun(&row))).collect(),
            titles: cut_phrases(language, rows("titles").map(|row| (row.get("form").to_owned(), Gender::of(&row)))),
            first_names: first_names(language),
            grammar: grammar(rows("grammar")),
            events,
            arms: cut_phrases(language, arms(language)),
            numbers: rows("numbers").map(|row| (row.get("form"), row.get("value"))).collect(),
            slots: rows("prepositions").filter_map(|row| Some((row.get("form"), Slot::named(row.get("slot"))?))).collect(),
            calendar: rows("months").filter_map(|row| Some((row.get("form").to_lowercase(), calendar(&row)?))).collect(),
        }
    }
}

/// The first names of the list that tell a gender in a language.
fn first_names(language: Language) -> FxHashMap<&'static str, Gender> {
    let rows = table("ontology", "first-names").into_iter().flat_map(|table| table.rows());
    let told = rows.filter(|row| !row.list("except").any(|code| code == language.code()));
    told.flat_map(|row| row.list("names").map(move |name| (name, Gender::of(&row)))).collect()
}

fn by_head(heads: impl Iterator<Item = Option<&'static str>>) -> FxHashMap<&'static str, Vec<usize>> {
    let mut map: FxHashMap<&'static str, Vec<usize>> = FxHashMap::default();
    for (index, head) in heads.enumerate() {
        if let Some(head) = head {
            map.entry(head).or_default().push(index);
        }
    }
    map
}

/// Phrases cut as the language stage cuts: an elided word apart from the next, a contraction into its words.
fn cut_phrases<T>(language: Language, entries: impl Iterator<Item = (String, T)>) -> Phrases<T> {
    let mut phrases = Phrases::default();
    for (phrase, value) in entries {
        phrases.insert(&cut(language, &phrase), value);
    }
    phrases
}

/// A phrase cut as the language stage cuts.
pub fn cut(language: Language, phrase: &str) -> String {
    if language != Language::FRENCH {
        return phrase.replace("'s", " 's");
    }
    let words = phrase.split(' ').map(|word| match word {
        "du" => "de le".to_owned(),
        "des" => "de les".to_owned(),
        "au" => "à le".to_owned(),
        "aux" => "à les".to_owned(),
        _ if word.starts_with("aujourd'") => word.to_owned(),
        _ => word.replace('\'', "' "),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn cue_entry(row: &Row) -> Option<CueEntry> {
    let lemma = row.get("lemma");
    let pronominal = lemma.starts_with("s'") || lemma.starts_with("se ");
    let kind: CueKind = row.parse("kind")?;
    let words: Vec<&str> = if kind == CueKind::Verb { verb_words(lemma) } else { lemma.split(' ').collect() };
    let mut frames = Frames::default();
    for frame in row.list("frames") {
        match frame {
            "quote" => frames.quote = true,
            "clause" => frames.clause = true,
            "question" => frames.question = true,
            "infinitive" => frames.infinitive = true,
            "accused" => frames.accused = true,
            "asked" => frames.asked = true,
            "named" => frames.named = true,
            "object" => frames.object = true,
            "told" => frames.told = true,
            "about" => frames.about = true,
            _ => {}
        }
    }
    let listed = |name: &str| {
        let list = row.get("note").split([';', ' ']).find_map(|part| part.strip_prefix(name));
        list.map(|list| list.split(',').collect()).unwrap_or_default()
    };
    Some(CueEntry {
        words,
        pronominal,
        kind,
        act: row.parse("act")?,
        frames,
        certainty: row.parse("certainty").unwrap_or(Certainty::Certain),
        author: match row.get("author") {
            "factive" => AuthorStance::Factive,
            "counter" => AuthorStance::Counter,
            _ => AuthorStance::Neutral,
        },
        prepositions: listed("prep="),
        tellers: listed("from="),
        denied: listed("denied=").first().and_then(|name| name.parse().ok()),
    })
}

/// What a verb without a row of its own tells where its place makes it one of speech: « “…”, s'étrangle un élu ».
fn quotative() -> CueEntry {
    CueEntry {
        words: vec![""],
        pronominal: false,
        kind: CueKind::Verb,
        act: Act::Say,
        frames: Frames { quote: true, ..Frames::default() },
        certainty: Certainty::Certain,
        author: AuthorStance::Neutral,
        prepositions: Vec::new(),
        tellers: Vec::new(),
        denied: None,
    }
}

/// The words of a verbal lemma, its head verb first.
fn verb_words(lemma: &'static str) -> Vec<&'static str> {
    let head = head_verb(lemma);
    let from = lemma.find(head).unwrap_or(0);
    lemma[from..].split(' ').collect()
}

fn source_noun(row: &Row) -> Option<(&'static str, SourceNoun)> {
    let noun = SourceNoun {
        kind: row.parse("kind")?,
        sector: row.parse("sector"),
        gender: Gender::of(row),
        plural: row.get("number").starts_with("plur"),
    };
    Some((row.get("noun"), noun))
}

fn pronoun(row: &Row) -> Pronoun {
    let function = row.get("function");
    Pronoun {
        gender: Gender::of(row),
        plural: row.get("number").starts_with("plur"),
        speaker: row.get("note").contains("person="),
        neuter: row.get("gender") == "neut",
        indefinite: function == "indefinite" || row.get("note").contains("indefinite"),
        demonstrative: function == "demonstrative",
        inverted: function == "clitic" && row.get("form").starts_with('-'),
        subject: !matches!(function, "object" | "relative") && (function != "clitic" || row.get("form").starts_with('-')),
    }
}

fn grammar(rows: impl Iterator<Item = Row<'static>>) -> FxHashMap<&'static str, Classes> {
    let mut classes: FxHashMap<&'static str, Classes> = FxHashMap::default();
    for row in rows {
        if let Some(&(_, class)) = CLASSES.iter().find(|(name, _)| *name == row.get("class")) {
            for form in row.list("form") {
                classes.entry(form).or_default().add(class);
            }
        }
    }
    classes
}

fn arms(language: Language) -> impl Iterator<Item = (String, &'static str)> {
    let rows = table("ontology", "arms").into_iter().flat_map(|table| table.rows());
    rows.flat_map(move |row| row.list(language.code()).map(move |name| (name.to_owned(), row.get("class"))).collect::<Vec<_>>())
}

fn calendar(row: &Row) -> Option<Calendar> {
    let value: i8 = row.parse("value")?;
    Some(match row.get("kind") {
        "month" => Calendar::Month(value),
        "weekday" => Calendar::Weekday(value),
        "relative" => Calendar::Relative(value),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_grammar_and_prepositions_names_a_known_class_or_slot() {
        for language in [Language::FRENCH, Language::ENGLISH] {
            let rows = |name: &str| table(language.code(), name).into_iter().flat_map(|table| table.rows());
            for row in rows("grammar") {
                assert!(CLASSES.iter().any(|(name, _)| *name == row.get("class")), "{}", row.place());
            }
            for row in rows("prepositions") {
                assert!(Slot::named(row.get("slot")).is_some(), "{}", row.place());
            }
            assert_eq!(Vocabulary::of(language).unwrap().slots.len(), rows("prepositions").count());
        }
    }

    #[test]
    fn every_class_has_a_word_in_french_or_english() {
        let languages = [Language::FRENCH, Language::ENGLISH].map(|language| Vocabulary::of(language).unwrap());
        let has = |class: &Class| languages.iter().any(|language| language.grammar.values().any(|own| own.has(*class)));
        assert_eq!(CLASSES.iter().find(|(_, class)| !has(class)), None);
    }

    #[test]
    fn a_french_pronoun_is_no_english_preposition() {
        assert_eq!(Vocabulary::of(Language::FRENCH).unwrap().slot("on"), None);
        assert_eq!(Vocabulary::of(Language::ENGLISH).unwrap().slot("on"), Some(Slot::Against));
    }
}
