//! The paradigms of `cases/verbs.txt`.

use super::*;

/// The paradigm as lines of `Tense Person: forms`.
fn dump(language: Language, lemma: &str) -> String {
    let mut lines: BTreeMap<(Tense, Person), Vec<String>> = BTreeMap::new();
    for (form, tense, person) in paradigm(language, lemma) {
        lines.entry((tense, person)).or_default().push(form);
    }
    lines.iter().map(|((tense, person), forms)| format!("{tense:?} {person:?}: {}\n", forms.join(" "))).collect()
}

fn check(case: &str) {
    let (head, expected) = case.split_once("\n---\n").expect("a case has an input and a dump");
    let input = head.lines().last().expect("a case has an input");
    let (language, lemma) = input.split_once(' ').expect("an input is a language and a lemma");
    let dumped = dump(Language::parse(language).expect("a language"), lemma);
    assert_eq!(dumped.trim(), expected.trim(), "{head}\n---\n{dumped}");
}

#[test]
fn cases() {
    include_str!("../../cases/verbs.txt").split("\n===\n").for_each(check);
}

/// The lemmas of a language's events: every kind of verb that the rules know.
fn listed(language: Language) -> impl Iterator<Item = &'static str> {
    let rows = table(language.code(), "events").expect("a list").rows();
    rows.filter(|row| row.get("kind") == "verb").map(|row| head_verb(row.get("lemma")))
}

#[test]
fn every_form_is_found_by_its_beginning() {
    for language in [Language::FRENCH, Language::ENGLISH] {
        let verbs = Verbs::of(language, listed(language));
        let lemmas: BTreeSet<&str> = listed(language).collect();
        assert!(lemmas.len() > 400, "{language}: {}", lemmas.len());
        let all = readings(language, lemmas.into_iter());
        all.iter().for_each(|(form, readings)| assert_eq!(verbs.forms(form), readings, "{language} {form}"));
    }
}

#[test]
fn a_language_without_rules_has_infinitives() {
    let portuguese = Language::parse("pt").expect("a language");
    assert_eq!(Verbs::of(portuguese, ["dizer"].into_iter()).forms("dizer").len(), 1);
}

proptest::proptest! {
    #[test]
    fn any_word_has_a_paradigm(lemma in "\\PC{0,12}(er|ir|re|y|c|qu|é)?") {
        for language in [Language::FRENCH, Language::ENGLISH] {
            let verbs = Verbs::of(language, [lemma.as_str()].into_iter());
            proptest::prop_assert_eq!(&*verbs.forms(head_verb(&lemma))[0].lemma, head_verb(&lemma));
        }
    }
}
