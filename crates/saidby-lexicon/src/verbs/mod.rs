//! Verb forms without a model: which listed verb a word may be a form of, in which tense and person.
//!
//! In: a language and the lemmas of a word list. Out: [`Verbs`], which finds `accusaient` under `accuser`, imperfect, third
//! person plural. The paradigms come from rules of each language and from the principal parts in `irregular-verbs.tsv`.

mod english;
mod french;

use crate::table;
use saidby_core::Language;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

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
#[derive(Clone, Debug, Default)]
pub struct Verbs {
    readings: HashMap<String, Vec<VerbForm>>,
}

impl Verbs {
    /// All forms of `lemmas`; of a lemma of several words, the forms of its [`head_verb`].
    pub fn of<'l>(language: Language, lemmas: impl Iterator<Item = &'l str>) -> Self {
        let mut readings: HashMap<String, Vec<VerbForm>> = HashMap::new();
        let mut heads: Vec<&str> = lemmas.map(head_verb).collect();
        heads.sort_unstable();
        heads.dedup();
        for head in heads {
            let lemma: Arc<str> = head.into();
            for (form, tense, person) in paradigm(language, head) {
                readings.entry(form).or_default().push(VerbForm { lemma: lemma.clone(), tense, person });
            }
        }
        Self { readings }
    }

    /// What `form`, in lower case, may be: readings in order of lemma and tense; none where it is no form of a listed verb.
    pub fn forms(&self, form: &str) -> &[VerbForm] {
        self.readings.get(form).map_or(&[], Vec::as_slice)
    }

    /// Every form and what it may be, in alphabetical order of the forms.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &VerbForm)> {
        let forms: BTreeSet<&String> = self.readings.keys().collect();
        forms.into_iter().flat_map(|form| self.forms(form).iter().map(move |reading| (form.as_str(), reading)))
    }
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

/// The principal parts of an irregular verb: the cells of its row, by column, those of its model filled in.
struct PrincipalParts(BTreeMap<&'static str, Vec<String>>);

impl PrincipalParts {
    /// The row of `lemma` in the language's `irregular-verbs.tsv`; `None` for a regular verb.
    fn of(language: Language, lemma: &str) -> Option<Self> {
        let table = table(language.code(), "irregular-verbs")?;
        let row = |wanted: &str| table.rows().find(|row| row.get("lemma") == wanted);
        let own = row(lemma)?;
        let model = own.get("model");
        let mut parts = BTreeMap::new();
        for &column in table.columns().iter().filter(|&&column| !matches!(column, "lemma" | "model" | "note")) {
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
