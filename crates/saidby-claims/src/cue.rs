//! Groups of a verb by their words, where no tree is asked: « a accusé », « essayait de savoir », "has said".
//!
//! A word is a verb where it is a form of a listed one and what stands before it makes it so: an auxiliary, a subject; not a
//! determiner.

use crate::paragraph::Paragraph;
use crate::vocabulary::{Class, Vocabulary};
use saidby_lexicon::{NameKind, Person, Tense, VerbForm};
use std::ops::Range;

/// How a verb stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// With its subject.
    Active,
    /// « est accusé », "was told".
    Passive,
    /// A present participle: its subject is that of the clause.
    Gerund,
    /// An infinitive: its subject is that of the clause, if anyone's.
    Infinitive,
}

/// A group of a verb: auxiliaries, the verb, the words that belong to its lemma.
#[derive(Clone, Debug)]
pub struct VerbGroup {
    /// From the first auxiliary to the last word of the lemma.
    pub words: Range<usize>,
    /// The word that is inflected.
    pub head: usize,
    /// How it stands.
    pub voice: Voice,
    /// The tense of the whole group.
    pub tense: Tense,
    /// Whether it is negated.
    pub negated: bool,
}

/// Where the words of a lemma end, its head verb at `at`; adverbs may stand between its words.
pub fn lemma_end(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize, words: &[&str]) -> Option<usize> {
    let mut next = at + 1;
    for wanted in &words[1..] {
        let limit = next + 2;
        while next < limit && paragraph.lower(next) != *wanted && skippable(paragraph, vocabulary, next) {
            next += 1;
        }
        let word = paragraph.lower(next);
        if word != *wanted && !elided(wanted, word) {
            return None;
        }
        next += 1;
    }
    Some(next)
}

fn elided(wanted: &str, word: &str) -> bool {
    wanted.len() == 2 && word.len() == 2 && word.ends_with('\'') && wanted.as_bytes()[0] == word.as_bytes()[0]
}

fn skippable(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    vocabulary.is_adverb(paragraph.lower(at)) || paragraph.is(vocabulary, at, Class::Negation)
}

/// Whether a reflexive pronoun stands before a verb, with its auxiliaries and adverbs.
pub fn is_reflexive(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    let mut left = at;
    for _ in 0..4 {
        if left == 0 {
            return false;
        }
        left -= 1;
        match paragraph.lower(left) {
            "se" | "s'" => return true,
            "me" | "m'" => return left > 0 && matches!(paragraph.lower(left - 1), "je" | "j'"),
            "nous" => return left > 0 && paragraph.lower(left - 1) == "nous",
            _ if is_auxiliary(paragraph, vocabulary, left) || skippable(paragraph, vocabulary, left) => {}
            "en" | "y" => {}
            word if vocabulary.pronoun(word).is_some_and(|pronoun| pronoun.inverted) => {}
            _ => return false,
        }
    }
    false
}

/// Whether a word is an auxiliary and not the noun of the same form: « nos avions ».
pub fn is_auxiliary(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    let auxiliary = [Class::Have, Class::Be, Class::Modal].into_iter().any(|class| paragraph.is(vocabulary, at, class));
    let article =
        |left: usize| paragraph.is(vocabulary, left, Class::Determiner) && !paragraph.is(vocabulary, left, Class::Clitic);
    auxiliary && !(vocabulary.language.code() == "fr" && at.checked_sub(1).is_some_and(article))
}

/// What stands before a verb: auxiliaries, negation, adverbs, clitics, an inverted subject.
struct Before {
    start: usize,
    have: bool,
    be: bool,
    modal: Option<usize>,
    auxiliary: Option<usize>,
    negated: bool,
    marker: bool,
    infinitive: bool,
}

fn before(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> Before {
    let mut before = Before {
        start: at,
        have: false,
        be: false,
        modal: None,
        auxiliary: None,
        negated: false,
        marker: false,
        infinitive: false,
    };
    let first = paragraph.sentence(at).start.max(at.saturating_sub(7));
    let mut left = at;
    while left > first {
        left -= 1;
        let word = paragraph.lower(left);
        if is_auxiliary(paragraph, vocabulary, left) && !(word == "'s" && before.auxiliary.is_some()) {
            before.infinitive |= matches!(word, "avoir" | "être");
            before.marker |=
                left > first && vocabulary.is(paragraph.lower(left - 1), Class::Marker) && matches!(word, "have" | "be");
            before.have |= vocabulary.is(word, Class::Have);
            before.be |= vocabulary.is(word, Class::Be) && !vocabulary.is(word, Class::Have);
            if vocabulary.is(word, Class::Modal) {
                before.modal = Some(left);
            }
            before.auxiliary = Some(left);
            before.start = left;
        } else if vocabulary.is(word, Class::Negation) {
            before.negated |= !is_expletive(word);
        } else if vocabulary.pronoun(word).is_some_and(|pronoun| pronoun.inverted) {
        } else if vocabulary.is(word, Class::Marker) && left + 1 == at {
            before.marker = true;
        } else if vocabulary.is(word, Class::Clitic) && vocabulary.pronoun(word).is_none_or(|pronoun| !pronoun.subject) {
        } else if !(vocabulary.is_adverb(word) || paragraph.opening(left).is_some()) {
            break;
        }
    }
    before
}

/// The group of the verb at `at`, where what stands before it lets it be one.
pub fn verb_group(
    paragraph: &Paragraph,
    vocabulary: &Vocabulary,
    at: usize,
    end: usize,
    forms: &[&VerbForm],
) -> Option<VerbGroup> {
    let before = before(paragraph, vocabulary, at);
    let has = |tense: Tense| forms.iter().any(|form| form.tense == tense);
    let (voice, tense) = voice_and_tense(paragraph, vocabulary, at, &before, forms)?;
    let auxiliary = before.auxiliary.filter(|_| !has_only_finite(forms) || before.modal.is_some() || before.marker);
    let follows = end.max(at + 1);
    let after = paragraph.is(vocabulary, follows, Class::Negation) && !is_expletive(paragraph.lower(follows));
    let negated = before.negated || (after && !has(Tense::PastParticiple));
    Some(VerbGroup { words: auxiliary.unwrap_or(at)..follows, head: at, voice, tense, negated })
}

/// « ne » denies only with « pas » or its like: « je crains qu'il ne vienne » does not.
fn is_expletive(word: &str) -> bool {
    matches!(word, "ne" | "n'")
}

fn has_only_finite(forms: &[&VerbForm]) -> bool {
    !forms.iter().any(|form| matches!(form.tense, Tense::PastParticiple | Tense::PresentParticiple | Tense::Infinitive))
}

fn voice_and_tense(
    paragraph: &Paragraph,
    vocabulary: &Vocabulary,
    at: usize,
    before: &Before,
    forms: &[&VerbForm],
) -> Option<(Voice, Tense)> {
    let has = |tense: Tense| forms.iter().any(|form| form.tense == tense);
    if has(Tense::PastParticiple) && before.have && (before.infinitive || before.marker) {
        return Some((Voice::Infinitive, Tense::Past));
    }
    if has(Tense::PastParticiple) && before.have {
        return Some((if before.be { Voice::Passive } else { Voice::Active }, compound_tense(paragraph, before)));
    }
    if has(Tense::PastParticiple) && before.be {
        let reflexive = is_reflexive(paragraph, vocabulary, at);
        return Some((if reflexive { Voice::Active } else { Voice::Passive }, compound_tense(paragraph, before)));
    }
    if has(Tense::PresentParticiple) && follows_noun_marker(paragraph, vocabulary, at) && !follows_gerund_marker(paragraph, at) {
        return None;
    }
    if has(Tense::PresentParticiple) {
        let progressive = before.be && before.auxiliary.is_some();
        return Some(if progressive { (Voice::Active, Tense::Present) } else { (Voice::Gerund, Tense::PresentParticiple) });
    }
    if has(Tense::Infinitive) && before.modal.is_some() {
        return Some((Voice::Active, modal_tense(before.modal.map(|at| paragraph.lower(at)))));
    }
    if has(Tense::Infinitive) && (before.marker || !has(Tense::Present)) {
        return Some((Voice::Infinitive, Tense::Infinitive));
    }
    if follows_noun_marker(paragraph, vocabulary, at) {
        return None;
    }
    let finite = forms.iter().find(|form| {
        let finite = !matches!(form.tense, Tense::PastParticiple | Tense::Infinitive | Tense::Imperative);
        finite && (form.person != Person::Other || speaks_first(paragraph, vocabulary, at))
    });
    finite.map(|form| (Voice::Active, form.tense))
}

fn compound_tense(paragraph: &Paragraph, before: &Before) -> Tense {
    match before.auxiliary.map(|at| paragraph.lower(at)) {
        Some("aurait" | "auraient" | "serait" | "seraient") => Tense::Conditional,
        Some("aura" | "auront" | "sera" | "seront" | "will" | "'ll") => Tense::Future,
        Some("est" | "sont" | "is" | "are") if before.be && !before.have => Tense::Present,
        _ => Tense::Past,
    }
}

fn modal_tense(modal: Option<&str>) -> Tense {
    match modal {
        Some("will" | "'ll" | "shall") => Tense::Future,
        Some("did") => Tense::Past,
        Some("does" | "do") => Tense::Present,
        _ => Tense::Conditional,
    }
}

/// Whether the word before makes this one a noun: « l'annonce », "the report", "North Korean threats".
fn follows_noun_marker(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    let Some(previous) = at.checked_sub(1) else { return false };
    if paragraph.sentence(at).start == at {
        return false;
    }
    let word = paragraph.lower(previous);
    let nationality = paragraph.name_at(previous).is_some_and(|name| name.known.kind == NameKind::Adjective);
    if vocabulary.is(word, Class::Possessive) || (nationality && vocabulary.language.code() == "en") {
        return true;
    }
    let determiner = vocabulary.is(word, Class::Determiner) || vocabulary.is(word, Class::Preposition);
    let pronoun = vocabulary.is(word, Class::Relative) || vocabulary.pronoun(word).is_some_and(|pronoun| pronoun.subject);
    determiner && !pronoun && !object_clitic(paragraph, vocabulary, previous)
}

/// « en ajoutant », "after saying".
fn follows_gerund_marker(paragraph: &Paragraph, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|left| matches!(paragraph.lower(left), "en" | "by" | "after" | "before" | "while" | "without" | "in"))
}

/// Whether a form that may be an article is an object pronoun: a subject stands before it.
fn object_clitic(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    let subject_before = at.checked_sub(1).is_some_and(|left| {
        let word = paragraph.lower(left);
        vocabulary.pronoun(word).is_some_and(|pronoun| pronoun.subject) || vocabulary.is(word, Class::Relative)
    });
    paragraph.is(vocabulary, at, Class::Clitic) && subject_before
}

fn speaks_first(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    (1..=3).any(|back| {
        at.checked_sub(back).is_some_and(|left| vocabulary.pronoun(paragraph.lower(left)).is_some_and(|pronoun| pronoun.speaker))
    })
}
