//! English verbs: -s, -ed, -ing with their changes of spelling, and irregular verbs from their principal parts.
//!
//! Where spelling varies (`signaled` and `signalled`) both are given.

use super::{Inflection, Person, PrincipalParts, Tense};

/// Every simple form of a verb but its infinitive.
pub(super) fn paradigm(lemma: &str, principal: Option<&PrincipalParts>) -> Vec<Inflection> {
    let listed = |column: &str| principal.map_or(&[][..], |parts| parts.get(column));
    let or = |forms: &[String], by_rule: Vec<String>| if forms.is_empty() { by_rule } else { forms.to_vec() };
    let past = or(listed("past"), with_suffix(lemma, "ed"));
    let participle = or(listed("participle"), past.clone());
    let present = or(listed("present"), vec![lemma.to_owned()]);
    let every_person = [Person::ThirdSingular, Person::ThirdPlural, Person::Other];
    let mut forms = Vec::new();
    let mut push = |words: &[String], tense: Tense, persons: &[Person]| {
        forms.extend(words.iter().flat_map(|word| persons.iter().map(move |&person| (word.clone(), tense, person))));
    };
    push(&or(listed("third"), vec![third_person(lemma)]), Tense::Present, &[Person::ThirdSingular]);
    push(&present, Tense::Present, &[Person::ThirdPlural, Person::Other]);
    push(&[lemma.to_owned()], Tense::Imperative, &[Person::Other]);
    push(&past, Tense::Past, &every_person);
    push(&participle, Tense::PastParticiple, &[Person::Other]);
    push(&or(listed("gerund"), with_suffix(lemma, "ing")), Tense::PresentParticiple, &[Person::Other]);
    forms
}

fn third_person(lemma: &str) -> String {
    if let Some(root) = consonant_y(lemma) {
        return format!("{root}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| lemma.ends_with(end));
    format!("{lemma}{}", if hisses { "es" } else { "s" })
}

/// The forms of a regular verb with `ed` or `ing`, in every usual spelling.
fn with_suffix(lemma: &str, suffix: &str) -> Vec<String> {
    if let Some(root) = doubled(lemma) {
        return vec![format!("{root}{suffix}")];
    }
    let mut forms = vec![format!("{}{suffix}", stem_before(lemma, suffix))];
    if let Some(root) = lemma.strip_suffix('l').filter(|root| ends_in_one_vowel(root)) {
        forms.push(format!("{root}ll{suffix}"));
    }
    forms
}

/// The verb without what the suffix swallows: accus(e)d, den(y)ied, l(ie)ying.
fn stem_before(lemma: &str, suffix: &str) -> String {
    if suffix == "ed" {
        return match (lemma.strip_suffix('e'), consonant_y(lemma)) {
            (Some(root), _) => root.to_owned(),
            (None, Some(root)) => format!("{root}i"),
            (None, None) => before_c(lemma),
        };
    }
    if let Some(root) = lemma.strip_suffix("ie") {
        return format!("{root}y");
    }
    let keeps_e = ["ee", "oe", "ye"].iter().any(|end| lemma.ends_with(end));
    lemma.strip_suffix('e').filter(|_| !keeps_e).map_or_else(|| before_c(lemma), str::to_owned)
}

/// A final c is written ck: panicked.
fn before_c(lemma: &str) -> String {
    if lemma.ends_with('c') { format!("{lemma}k") } else { lemma.to_owned() }
}

fn consonant_y(lemma: &str) -> Option<&str> {
    lemma.strip_suffix('y').filter(|root| !root.ends_with(['a', 'e', 'i', 'o', 'u']))
}

/// A verb of one syllable that ends in one vowel and one consonant, the consonant doubled: plan → plann.
fn doubled(lemma: &str) -> Option<String> {
    let last = lemma.chars().last().filter(|last| !"aeiouwxy".contains(*last))?;
    let root = lemma.strip_suffix(last)?;
    let head = root.get(..root.len().checked_sub(1)?).unwrap_or("");
    let silent_u = head.strip_suffix("qu").map(|start| format!("{start}q"));
    let onset = silent_u.as_deref().unwrap_or(head);
    let one_syllable = ends_in_one_vowel(root) && !onset.contains(['a', 'e', 'i', 'o', 'u']) && !onset.contains('y');
    one_syllable.then(|| format!("{lemma}{last}"))
}

/// Whether a vowel ends the word and a consonant stands before it; the u of qu is none.
fn ends_in_one_vowel(root: &str) -> bool {
    let mut ends = root.chars().rev();
    let (last, before, third) = (ends.next(), ends.next(), ends.next());
    let vowel = |c: Option<char>| c.is_some_and(|c| "aeiou".contains(c));
    vowel(last) && (!vowel(before) || (before == Some('u') && third == Some('q')))
}
