//! Verb forms without a model: which listed verb a word may be a form of, in which tense and person.
//!
//! In: a language and the lemmas of a word list. Out: [`Verbs`], which finds `accusaient` under `accuser`, imperfect, third
//! person plural. The paradigms come from rules of each language and from the principal parts in `irregular-verbs.tsv`.

mod english;
mod french;

use crate::by_language::ByLanguage;
use crate::{Row, table};
use rustc_hash::FxHashMap;
use saidby_core::Language;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// Tenses and moods of simple verb forms, and the forms that have neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    /// « dire », "say".
    Infinitive,
    /// « dit », "says".
    Present,
    /// « disait ».
    Imperfect,
    /// « dit » (passé simple).
    PastHistoric,
    /// « dira ».
    Future,
    /// « dirait ».
    Conditional,
    /// « dise », « dît ».
    Subjunctive,
    /// « dites ».
    Imperative,
    /// The English preterite: "said".
    Past,
    /// « dit », « dites », "said".
    PastParticiple,
    /// « disant », "saying".
    PresentParticiple,
}

/// Person and number, as far as they tell a source: news is told in the third person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Person {
    /// He, she, it says.
    ThirdSingular,
    /// They say.
    ThirdPlural,
    /// I, you, we say; also every form that has no person.
    Other,
}

/// One reading of a word as a form of a verb.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VerbForm {
    /// The infinitive, one word.
    pub lemma: Arc<str>,
    /// The tense.
    pub tense: Tense,
    /// The person.
    pub person: Person,
}

/// The forms of a list of verbs.
///
/// ```
/// use saidby_core::Language;
/// use saidby_lexicon::{Person, Tense, Verbs};
/// let verbs = Verbs::of(Language::FRENCH, ["s'inquiéter", "faire savoir"].into_iter());
/// let form = &verbs.forms("inquiètent")[0];
/// assert_eq!((&*form.lemma, form.tense, form.person), ("inquiéter", Tense::Present, Person::ThirdPlural));
/// assert_eq!(&*verbs.forms("fit")[0].lemma, "faire");
/// ```
///
/// A page meets few of the thousands of verbs that a list may hold, so the forms of those that are regular are made when a word that
/// begins as they do is first asked for.
#[derive(Debug)]
pub struct Verbs {
    language: Language,
    /// Irregular verbs, and those too short to have a beginning that no form changes.
    irregular: Readings,
    /// Regular verbs by that beginning.
    regular: FxHashMap<Beginning, Regular>,
}

/// What each form may be: in order of lemma, tense and person.
type Readings = FxHashMap<String, Vec<VerbForm>>;

/// The regular verbs of one beginning.
#[derive(Debug, Default)]
struct Regular {
    lemmas: Vec<String>,
    readings: OnceLock<Readings>,
}

/// The first three letters of a word, less what conjugation changes in a stem: « cède » is of « céder », "denied" of "deny".
type Beginning = [char; 3];

impl Verbs {
    /// All forms of `lemmas`; of a lemma of several words, the forms of its [`head_verb`].
    pub fn of<'l>(language: Language, lemmas: impl Iterator<Item = &'l str>) -> Self {
        let mut heads: Vec<&str> = lemmas.map(head_verb).collect();
        heads.sort_unstable();
        heads.dedup();
        let listed = irregular(language);
        let (mut irregular, mut regular) = (Vec::new(), FxHashMap::<_, Regular>::default());
        for head in heads {
            match beginning(stem(head)).filter(|_| !listed.contains_key(head)) {
                Some(beginning) => regular.entry(beginning).or_default().lemmas.push(head.to_owned()),
                None => irregular.push(head),
            }
        }
        Self { language, irregular: readings(language, irregular.into_iter()), regular }
    }

    /// What `form`, in lower case, may be: readings in order of lemma and tense; none where it is no form of a listed verb.
    pub fn forms(&self, form: &str) -> &[VerbForm] {
        let regular = beginning(form).and_then(|beginning| self.readings_of(beginning)?.get(form));
        regular.or_else(|| self.irregular.get(form)).map_or(&[], Vec::as_slice)
    }

    /// Every form and what it may be, in alphabetical order of the forms.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &VerbForm)> {
        let regular = self.regular.keys().filter_map(|&beginning| self.readings_of(beginning)).flat_map(FxHashMap::keys);
        let forms: BTreeSet<&String> = self.irregular.keys().chain(regular).collect();
        forms.into_iter().flat_map(|form| self.forms(form).iter().map(move |reading| (form.as_str(), reading)))
    }

    /// The forms of the regular verbs of a beginning, each with what it may be of irregular ones too.
    fn readings_of(&self, beginning: Beginning) -> Option<&Readings> {
        let regular = self.regular.get(&beginning)?;
        Some(regular.readings.get_or_init(|| {
            let mut made = readings(self.language, regular.lemmas.iter().map(String::as_str));
            made.iter_mut().for_each(|(form, verbs)| {
                verbs.extend(self.irregular.get(form).into_iter().flatten().cloned());
                verbs.sort();
            });
            made
        }))
    }
}

fn readings<'l>(language: Language, lemmas: impl Iterator<Item = &'l str>) -> Readings {
    let mut readings = Readings::default();
    for verb in lemmas {
        let lemma: Arc<str> = verb.into();
        for (form, tense, person) in paradigm(language, verb) {
            readings.entry(form).or_default().push(VerbForm { lemma: lemma.clone(), tense, person });
        }
    }
    readings
}

/// A lemma without the letters that its endings take the place of: accus(er), den(y), l(ie).
fn stem(lemma: &str) -> &str {
    const ENDINGS: [&str; 6] = ["er", "ir", "re", "ie", "e", "y"];
    ENDINGS.iter().find_map(|ending| lemma.strip_suffix(ending)).unwrap_or(lemma)
}

fn beginning(word: &str) -> Option<Beginning> {
    let mut letters = word.chars().map(|letter| match letter {
        'é' | 'è' => 'e',
        'ç' => 'c',
        'y' => 'i',
        other => other,
    });
    Some([letters.next()?, letters.next()?, letters.next()?])
}

/// Pronouns that a French dictionary form may begin with: « s'en prendre ».
const CLITICS: &[&str] = &["s'", "se ", "en ", "y "];

/// The word of a verbal lemma that is inflected.
///
/// ```
/// use saidby_lexicon::head_verb;
/// assert_eq!(head_verb("s'en prendre"), "prendre");
/// assert_eq!(head_verb("faire savoir"), "faire");
/// assert_eq!(head_verb("point out"), "point");
/// ```
pub fn head_verb(lemma: &str) -> &str {
    let mut rest = lemma;
    while let Some(after) = CLITICS.iter().find_map(|clitic| rest.strip_prefix(clitic)) {
        rest = after;
    }
    rest.split(' ').next().unwrap_or(rest)
}

/// One form, its tense and its person.
type Inflection = (String, Tense, Person);

/// Every simple form of a verb, in order of tense, person and spelling, each once. A language without rules has the infinitive alone.
fn paradigm(language: Language, lemma: &str) -> Vec<Inflection> {
    let principal = PrincipalParts::of(language, lemma);
    let mut forms = match language {
        Language::FRENCH => french::paradigm(lemma, principal.as_ref()),
        Language::ENGLISH => english::paradigm(lemma, principal.as_ref()),
        _ => Vec::new(),
    };
    forms.push((lemma.to_owned(), Tense::Infinitive, Person::Other));
    forms.sort_by(|a, b| (a.1, a.2, &a.0).cmp(&(b.1, b.2, &b.0)));
    forms.dedup();
    forms
}

/// The rows of a language's irregular verbs, by lemma.
fn irregular(language: Language) -> &'static FxHashMap<&'static str, Row<'static>> {
    static ROWS: ByLanguage<FxHashMap<&'static str, Row<'static>>> = ByLanguage::new();
    let rows = |language: Language| table(language.code(), "irregular-verbs").into_iter().flat_map(|table| table.rows());
    ROWS.get(language, |language| rows(language).map(|row| (row.get("lemma"), row)).collect())
}

/// The principal parts of an irregular verb: the cells of its row, by column, those of its model filled in.
struct PrincipalParts(BTreeMap<&'static str, Vec<String>>);

impl PrincipalParts {
    /// The row of `lemma` in the language's `irregular-verbs.tsv`; `None` for a regular verb.
    fn of(language: Language, lemma: &str) -> Option<Self> {
        let rows = irregular(language);
        let row = |wanted: &str| rows.get(wanted);
        let own = row(lemma)?;
        let model = own.get("model");
        let mut parts = BTreeMap::new();
        let columns = table(language.code(), "irregular-verbs")?.columns();
        for &column in columns.iter().filter(|&&column| !matches!(column, "lemma" | "model" | "note")) {
            let from_model = || row(model).into_iter().flat_map(|row| row.list(column)).map(|form| exchange(form, model, lemma));
            let mut forms: Vec<String> = own.list(column).map(str::to_owned).collect();
            if forms.is_empty() {
                forms.extend(from_model());
            }
            parts.insert(column, forms);
        }
        Some(Self(parts))
    }

    /// The forms in a column; none where the rules give them.
    fn get(&self, column: &str) -> &[String] {
        self.0.get(column).map_or(&[], Vec::as_slice)
    }

    /// The first form in a column.
    fn first(&self, column: &str) -> Option<&str> {
        self.get(column).first().map(String::as_str)
    }
}

/// A form of `model` made into one of `lemma`: what the two infinitives end in stays, what stands before is exchanged
/// (tenir → soutenir, tient → soutient; craindre → rejoindre, craint → rejoint).
fn exchange(form: &str, model: &str, lemma: &str) -> String {
    let shared: usize = model.chars().rev().zip(lemma.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (old, new) = (&model[..model.len() - shared], &lemma[..lemma.len() - shared]);
    form.strip_prefix(old).map_or_else(|| form.to_owned(), |rest| format!("{new}{rest}"))
}

#[cfg(test)]
mod tests;
