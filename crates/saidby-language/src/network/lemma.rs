//! How a form becomes its lemma: characters off its end, others on.
//!
//! « livraisons » → *livraison* is one character off and nothing on; « accuse » → *accuser* is none off and `r` on. The form is taken in lower case,
//! as it is, or with a capital at its head, as the lemma asks (after the edit scripts of Chrupała, 2006, without their inner edits).

use super::features;
use std::fmt;

/// How the form is written before characters go from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// In lower case: « Les » → *le*.
    Lower,
    /// As it is: « OTAN » → *OTAN*.
    Kept,
    /// In lower case with a capital at its head: « KIEV » → *Kiev*, "i" → *I*.
    Title,
}

/// One way of making a lemma of a form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Script {
    /// How the form is written first.
    pub case: Case,
    /// How many characters go from the end.
    pub off: usize,
    /// What is put there.
    pub on: String,
}

impl Script {
    /// The script that makes `lemma` of `form` and keeps most of the form.
    pub fn between(form: &str, lemma: &str) -> Self {
        let cases = if lemma.chars().any(char::is_uppercase) { [Case::Kept, Case::Title].as_slice() } else { &[Case::Lower] };
        let script = |case: &Case| {
            let form = written(form, *case);
            let common = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
            Self { case: *case, off: form.chars().count() - common, on: lemma.chars().skip(common).collect() }
        };
        let scripts = cases.iter().map(script);
        scripts.min_by_key(|script| script.off).unwrap_or(Self { case: Case::Kept, off: 0, on: String::new() })
    }

    /// The lemma of a form; `None` where the form is too short.
    pub fn apply(&self, form: &str) -> Option<String> {
        let mut lemma = written(form, self.case);
        for _ in 0..self.off {
            lemma.pop()?;
        }
        lemma.push_str(&self.on);
        (!lemma.is_empty()).then_some(lemma)
    }

    /// Reads what `Display` wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '|');
        let case = match parts.next()? {
            "lower" => Case::Lower,
            "kept" => Case::Kept,
            "title" => Case::Title,
            _ => return None,
        };
        Some(Self { case, off: parts.next()?.parse().ok()?, on: parts.next()?.to_owned() })
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let case = match self.case {
            Case::Lower => "lower",
            Case::Kept => "kept",
            Case::Title => "title",
        };
        write!(f, "{case}|{}|{}", self.off, self.on)
    }
}

fn written(form: &str, case: Case) -> String {
    match case {
        Case::Kept => form.to_owned(),
        Case::Lower => form.to_lowercase(),
        Case::Title => {
            let mut characters = form.chars();
            let head = characters.next().into_iter().flat_map(char::to_uppercase);
            head.chain(characters.flat_map(char::to_lowercase)).collect()
        }
    }
}

/// The keys of a form with a part of speech, by which the scripts seen are looked up: of just this spelling, then of any spelling that is
/// the same in lower case. "i" may be *I* although "I" is seen more often.
pub fn keys(form: &str, upos: usize) -> [u32; 2] {
    let key = |kind: u8, form: Vec<char>| features::key(kind, &form) ^ (upos as u32).wrapping_mul(0x9e37_79b1);
    let written = form.chars().map(features::straight).collect();
    let lower = form.chars().flat_map(char::to_lowercase).map(features::straight).collect();
    [key(b'l', written), key(b'c', lower)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_makes_the_lemma_again() {
        for (form, lemma, written) in [
            ("Livraisons", "livraison", "lower|1|"),
            ("accuse", "accuser", "lower|0|r"),
            ("went", "go", "lower|4|go"),
            ("Kyiv's", "Kyiv", "kept|2|"),
            ("i", "I", "title|0|"),
            ("KYIV", "Kyiv", "title|0|"),
            ("OTAN", "OTAN", "kept|0|"),
        ] {
            let script = Script::between(form, lemma);
            assert_eq!(script.to_string(), written);
            assert_eq!(Script::parse(written), Some(script.clone()));
            assert_eq!(script.apply(form).as_deref(), Some(lemma));
        }
        assert_eq!(Script { case: Case::Lower, off: 5, on: String::new() }.apply("ab"), None);
    }
}
