//! How a form becomes its lemma: characters off its end, others on.
//!
//! « livraisons » → *livraison* is `1` off and nothing on; « accuse » → *accuser* is `0` and `r`. The form is taken in lower case unless the lemma has
//! capitals (after the edit scripts of Chrupała, 2006, without their inner edits).

use std::fmt;

/// One way of making a lemma of a form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Script {
    /// Whether the capitals of the form are kept.
    pub keeps_case: bool,
    /// How many characters go from the end.
    pub off: usize,
    /// What is put there.
    pub on: String,
}

impl Script {
    /// The script that makes `lemma` of `form`, keeping as much of the form as it can.
    pub fn between(form: &str, lemma: &str) -> Self {
        let keeps_case = lemma.chars().any(char::is_uppercase);
        let form = start(form, keeps_case);
        let common = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        Self { keeps_case, off: form.chars().count() - common, on: lemma.chars().skip(common).collect() }
    }

    /// The lemma of a form; `None` where the form is too short.
    pub fn apply(&self, form: &str) -> Option<String> {
        let mut lemma = start(form, self.keeps_case);
        for _ in 0..self.off {
            lemma.pop()?;
        }
        lemma.push_str(&self.on);
        (!lemma.is_empty()).then_some(lemma)
    }

    /// Reads what `Display` wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '|');
        let keeps_case = parts.next()? == "K";
        Some(Self { keeps_case, off: parts.next()?.parse().ok()?, on: parts.next()?.to_owned() })
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}|{}|{}", if self.keeps_case { "K" } else { "l" }, self.off, self.on)
    }
}

fn start(form: &str, keeps_case: bool) -> String {
    if keeps_case { form.to_owned() } else { form.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_makes_the_lemma_again() {
        for (form, lemma, written) in [
            ("Livraisons", "livraison", "l|1|"),
            ("accuse", "accuser", "l|0|r"),
            ("went", "go", "l|4|go"),
            ("Kyiv's", "Kyiv", "K|2|"),
        ] {
            let script = Script::between(form, lemma);
            assert_eq!(script.to_string(), written);
            assert_eq!(Script::parse(written), Some(script.clone()));
            assert_eq!(script.apply(form).as_deref(), Some(lemma));
        }
        assert_eq!(Script { keeps_case: false, off: 5, on: String::new() }.apply("ab"), None);
    }
}
