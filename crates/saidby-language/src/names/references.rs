//! What each name of a document refers to: the fullest form of it, if one fits; nothing where two do.
//!
//! « Marek Wiśniewski … Wiśniewski » is one; after « Tomasz Wiśniewski … Marek Wiśniewski », « Wiśniewski » stays open.

use super::short::{acronyms, is_short_for};
use saidby_core::{NameKind, NameRef, Reference};
use std::collections::BTreeMap;

/// Of more fuller forms than this, none is looked at: the name stays open.
const MOST_FULLER: usize = 16;

/// A form of the document: its kind, its words in small letters.
type Form = (NameKind, Vec<String>);

/// What each name refers to, out of their words and kinds in text order.
pub fn of(names: &[Vec<&str>], kinds: &[NameKind]) -> Vec<Reference> {
    let forms: Vec<Form> =
        names.iter().zip(kinds).map(|(words, &kind)| (kind, words.iter().map(|word| word.to_lowercase()).collect())).collect();
    let mut first = BTreeMap::<&Form, usize>::new();
    forms.iter().enumerate().for_each(|(at, form)| {
        first.entry(form).or_insert(at);
    });
    let fuller = Fuller::of(&first, names);
    let mut settled = BTreeMap::<&Form, Reference>::new();
    for &form in first.keys() {
        settled.insert(form, fuller.reference(form, &first));
    }
    let reference = |(at, form): (usize, &Form)| match settled.get(form) {
        Some(Reference::Own) | None => match first.get(form) {
            Some(&earlier) if earlier < at => Reference::Of(name_ref(earlier)),
            _ => Reference::Own,
        },
        Some(&other) => other,
    };
    forms.iter().enumerate().map(reference).collect()
}

/// The forms of several words, by what a short form of them starts from: the last word, the first word, an acronym.
struct Fuller<'f> {
    by_key: BTreeMap<(NameKind, String), Vec<&'f Form>>,
}

impl<'f> Fuller<'f> {
    fn of(first: &BTreeMap<&'f Form, usize>, names: &[Vec<&str>]) -> Self {
        let mut by_key = BTreeMap::<(NameKind, String), Vec<&Form>>::new();
        for (&form, &at) in first {
            let (kind, words) = form;
            if words.len() < 2 {
                continue;
            }
            let ends = [words.first(), words.last()].into_iter().flatten().cloned();
            let short = if *kind == NameKind::Organisation { acronyms(&names[at]) } else { Vec::new() };
            let mut keys: Vec<String> = ends.chain(short).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                by_key.entry((*kind, key)).or_default().push(form);
            }
        }
        Self { by_key }
    }

    fn reference(&self, form: &Form, first: &BTreeMap<&Form, usize>) -> Reference {
        let (kind, words) = form;
        let keys = [words.first(), words.last()].into_iter().flatten();
        let listed = keys.filter_map(|key| self.by_key.get(&(*kind, key.clone()))).flatten();
        let acronym = |full: &Form| *kind == NameKind::Organisation && words.len() == 1 && !full.1.contains(&words[0]);
        let mut fitting: Vec<&Form> = Vec::new();
        for &full in listed.take(MOST_FULLER * MOST_FULLER) {
            let fits = full != form && (is_short_for(words, &full.1, *kind) || acronym(full));
            if fits && !fitting.contains(&full) {
                fitting.push(full);
            }
            if fitting.len() > MOST_FULLER {
                return Reference::Open;
            }
        }
        let longest: Vec<&&Form> =
            fitting.iter().filter(|form| !fitting.iter().any(|other| is_short_for(&form.1, &other.1, *kind))).collect();
        match longest.as_slice() {
            [] => Reference::Own,
            [full] => first.get(**full).map_or(Reference::Own, |&at| Reference::Of(name_ref(at))),
            _ => Reference::Open,
        }
    }
}

fn name_ref(at: usize) -> NameRef {
    NameRef(u32::try_from(at).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use NameKind::{Location, Organisation, Person};

    fn found(names: &[(NameKind, &str)]) -> Vec<String> {
        let words: Vec<Vec<&str>> = names.iter().map(|(_, name)| name.split(' ').collect()).collect();
        let kinds: Vec<NameKind> = names.iter().map(|(kind, _)| *kind).collect();
        let dump = |reference: Reference| match reference {
            Reference::Own => "own".to_owned(),
            Reference::Of(NameRef(at)) => at.to_string(),
            Reference::Open => "open".to_owned(),
        };
        of(&words, &kinds).into_iter().map(dump).collect()
    }

    #[test]
    fn a_surname_refers_to_the_full_name_wherever_that_stands() {
        assert_eq!(found(&[(Person, "Brattland"), (Person, "Solveig Brattland"), (Person, "Brattland")]), ["1", "own", "1"]);
        assert_eq!(found(&[(Person, "Ada Löw"), (Location, "Löw"), (Person, "Ada Löw")]), ["own", "own", "0"]);
    }

    #[test]
    fn of_two_that_fit_none_is_taken() {
        let names = [(Person, "Tomasz Roy"), (Person, "Marek Roy"), (Person, "Roy")];
        assert_eq!(found(&names), ["own", "own", "open"]);
    }

    #[test]
    fn of_two_that_fit_and_are_one_the_longer_is_taken() {
        let names = [(Person, "Ada Löw"), (Person, "Kim Ada Löw"), (Person, "Löw")];
        assert_eq!(found(&names), ["1", "own", "1"]);
    }

    #[test]
    fn a_body_is_taken_up_by_its_first_word_and_its_acronym() {
        let council = (Organisation, "Conseil de sécurité");
        assert_eq!(found(&[council, (Organisation, "Conseil")]), ["own", "0"]);
        let agency = (Organisation, "Agence européenne de contrôle de les exportations");
        assert_eq!(found(&[agency, (Organisation, "AECE"), (Organisation, "Aece")]), ["own", "0", "0"]);
        assert_eq!(found(&[council, (Organisation, "Conseil de presse"), (Organisation, "Conseil")]), ["own", "own", "open"]);
    }

    #[test]
    fn a_crowd_of_namesakes_takes_no_time() {
        let crowd: Vec<String> = (0..20_000).map(|at| format!("A{at} Roy")).collect();
        let mut names: Vec<(NameKind, &str)> = crowd.iter().map(|name| (Person, name.as_str())).collect();
        names.push((Person, "Roy"));
        assert_eq!(found(&names).last().map(String::as_str), Some("open"));
    }
}
