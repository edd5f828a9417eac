//! A mention as an annotator drew it becomes the name in it: « the Syrian town of Dabiq » is `Dabiq`, "Gen. Ann Orr of Tilbeck" is
//! `Ann Orr`, « they » and « the regime » are none.
//!
//! Conventions differ between corpora most of all in what belongs to a name besides it: articles, titles, offices, what follows. Ours
//! is in `docs/names.md`; this brings English mentions to it by their form alone.

use saidby_core::{Language, NameKind, Sentence, Span};
use saidby_language::names::title;
use saidby_lexicon::{Actors, Phrases, table};
use std::sync::OnceLock;

/// What a mention holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proper {
    /// This name.
    Name(Span, NameKind),
    /// No name.
    Nothing,
    /// Perhaps several, perhaps one among other words: the sentence is better left out.
    Unsure,
}

impl Proper {
    /// The name, if it is sure.
    pub fn found(self) -> Option<(Span, NameKind)> {
        match self {
            Proper::Name(span, kind) => Some((span, kind)),
            Proper::Nothing | Proper::Unsure => None,
        }
    }
}

/// Words that end a name which goes on after them.
const ENDS: &[&str] = &[
    ",", "(", ";", ":", "–", "—", "\"", "“", "”", "who", "which", "that", "where", "'s", "’s", "led", "based", "at", "in", "near",
];

/// Words inside a person's mention that open what is no longer the person.
const LEAVES_PERSON: &[&str] = &["of", "for", "from", "to", "on"];

/// Lower-case words that names have inside.
const JOINS: &[&str] = &[
    "of", "the", "and", "for", "on", "to", "de", "la", "du", "des", "d'", "al", "el", "bin", "ibn", "von", "van", "-", "’", "'",
];

/// The name in an English mention of `text`, whose words are those of `sentences`.
pub fn name(text: &str, sentences: &[Sentence], mention: Span, kind: NameKind) -> Proper {
    let words = words_in(text, sentences, mention);
    let end = words.iter().position(|word| ENDS.contains(&word.of(text))).unwrap_or(words.len());
    let (start, crossed) = start(text, &words[..end], kind);
    let words = &words[start..end];
    if is_capital_of_sentence(text, sentences, words) {
        return Proper::Nothing;
    }
    if kind == NameKind::Person && crossed {
        return if words.is_empty() { Proper::Nothing } else { Proper::Unsure };
    }
    reduced(text, words, kind)
}

fn reduced(text: &str, words: &[Span], kind: NameKind) -> Proper {
    let leaves = |word: &Span| kind == NameKind::Person && LEAVES_PERSON.contains(&word.of(text));
    let words = &words[..words.iter().position(leaves).unwrap_or(words.len())];
    let last = words.iter().rposition(|word| is_capital(word.of(text)) || is_designation(word.of(text)));
    let Some(last) = last else { return Proper::Nothing };
    let words = &words[..=last];
    let plain = |word: &Span| word.of(text).starts_with(char::is_lowercase) && !JOINS.contains(&word.of(text));
    let joined = |word: &Span| word.of(text) == "and" && kind != NameKind::Organisation && kind != NameKind::Event;
    let coordinates = |word: &Span| word.of(text).contains('°');
    if words.iter().any(coordinates) {
        return Proper::Nothing;
    }
    if words.iter().any(plain) || words.iter().any(joined) {
        return Proper::Unsure;
    }
    let forms: Vec<&str> = words.iter().map(|word| word.of(text)).collect();
    if is_class(&forms, kind) {
        return Proper::Nothing;
    }
    Proper::Name(words[0].cover(words[last]), kind_by_form(&forms, kind))
}

/// Whether the only capital is that of the sentence: « Rebels left », « Officers of each unit ». A word that goes on in lower case, or that
/// the document has in lower case too, owes its capital to its place.
fn is_capital_of_sentence(text: &str, sentences: &[Sentence], words: &[Span]) -> bool {
    let [first, rest @ ..] = words else { return false };
    let form = first.of(text);
    let sentence = sentences.partition_point(|sentence| sentence.span.end() <= first.start());
    let starts =
        sentences.get(sentence).is_some_and(|sentence| sentence.tokens.first().is_some_and(|token| token.span == *first));
    let one_capital =
        form.chars().filter(|c| c.is_uppercase()).count() == 1 && !rest.iter().any(|word| is_capital(word.of(text)));
    let goes_on = rest.first().is_some_and(|word| word.of(text).starts_with(char::is_lowercase));
    let lower = form.to_lowercase();
    starts && one_capital && (goes_on || text.split(|c: char| !c.is_alphabetic()).any(|word| word == lower))
}

/// Where the name starts: after articles, titles and what else stands before it in lower case; and whether a preposition was crossed.
fn start(text: &str, words: &[Span], kind: NameKind) -> (usize, bool) {
    let lowers: Vec<String> = words.iter().map(|word| word.of(text).to_lowercase()).collect();
    let forms: Vec<&str> = words.iter().map(|word| word.of(text)).collect();
    let form = |at: usize| forms.get(at).copied().unwrap_or("");
    let (mut at, mut crossed) = (0, false);
    while at < words.len() {
        let title = title(Language::ENGLISH, &forms[at..]).unwrap_or(0);
        let home = if kind == NameKind::Person { before_title(&forms[at..]) } else { 0 };
        let adjective = is_adjective(form(at)) && (kind == NameKind::Person || form(at + 1).starts_with(char::is_lowercase));
        let before = !is_capital(form(at)) && !is_designation(form(at)) && !is_particle(form(at), form(at + 1));
        if kind == NameKind::Person && title > 0 && title < words.len() - at {
            at += title;
        } else if home > 0 {
            at += home;
        } else if adjective || before || is_article(&lowers[at]) {
            crossed |= LEAVES_PERSON.contains(&form(at));
            at += 1;
        } else {
            break;
        }
    }
    (at, crossed)
}

/// How many words are the country or body whose office is named after them: « U.S. President Ann Orr ».
fn before_title(forms: &[&str]) -> usize {
    use saidby_lexicon::NameKind as Listed;
    let Some((length, actors)) = Actors::of(Language::ENGLISH).longest(forms) else { return 0 };
    let named = actors.iter().any(|actor| actor.kind != Listed::Person);
    if named && title(Language::ENGLISH, &forms[length..]).is_some_and(|title| length + title < forms.len()) { length } else { 0 }
}

/// Whether these words name a class of things or people, or nobody: a title alone, inhabitants, « He », an acronym for a kind of weapon.
fn is_class(forms: &[&str], kind: NameKind) -> bool {
    let lowers: Vec<String> = forms.iter().map(|form| form.to_lowercase()).collect();
    let title = title(Language::ENGLISH, forms) == Some(forms.len());
    let capitals = || forms.iter().filter(|form| is_capital(form));
    let weapon =
        kind == NameKind::Weapon && !forms.iter().any(|form| form.chars().any(char::is_lowercase) || is_designation(form));
    let plural = kind == NameKind::Weapon && forms.len() == 1 && forms[0].ends_with('s');
    (kind == NameKind::Person && title) || is_pronoun(&lowers) || capitals().all(|form| is_adjective(form)) || weapon || plural
}

/// The kind that the form has in our lists: a country is a place, whatever it stands for; a body is a body, wherever it sits.
fn kind_by_form(forms: &[&str], kind: NameKind) -> NameKind {
    use saidby_lexicon::NameKind as Listed;
    let known = Actors::of(Language::ENGLISH).longest(forms).filter(|(length, _)| *length == forms.len());
    match known.and_then(|(_, actors)| actors.first()).map(|actor| actor.kind) {
        Some(Listed::Country | Listed::Capital) => NameKind::Location,
        Some(Listed::Organisation) => NameKind::Organisation,
        _ => kind,
    }
}

fn is_capital(form: &str) -> bool {
    form.starts_with(char::is_uppercase)
}

/// `AK-47`, `T-14`, `F16`: letters in capitals with figures.
fn is_designation(form: &str) -> bool {
    form.contains(|c: char| c.is_ascii_digit()) && form.contains(char::is_uppercase)
}

/// `al` before its hyphen: « al-Nusra ».
fn is_particle(form: &str, next: &str) -> bool {
    matches!(form, "al" | "el" | "as" | "ar") && next == "-" || form.starts_with("al-") || form.starts_with("el-")
}

fn is_adjective(form: &str) -> bool {
    use saidby_lexicon::NameKind as Listed;
    let known = Actors::of(Language::ENGLISH).longest(&[form]);
    known.is_some_and(|(_, actors)| actors.iter().all(|actor| matches!(actor.kind, Listed::Adjective | Listed::Demonym)))
}

fn is_article(lower: &str) -> bool {
    matches!(
        lower,
        "the" | "a" | "an" | "this" | "that" | "these" | "those" | "his" | "her" | "its" | "their" | "our" | "my" | "your"
    )
}

fn is_pronoun(lowers: &[String]) -> bool {
    static PRONOUNS: OnceLock<Phrases<()>> = OnceLock::new();
    let pronouns = PRONOUNS.get_or_init(|| {
        table("en", "pronouns").into_iter().flat_map(|table| table.rows()).map(|row| (row.get("form"), ())).collect()
    });
    pronouns.longest(lowers).is_some_and(|(length, ())| length == lowers.len())
}

fn words_in(text: &str, sentences: &[Sentence], mention: Span) -> Vec<Span> {
    let first = sentences.partition_point(|sentence| sentence.span.end() <= mention.start());
    let inside = sentences[first..].iter().take_while(|sentence| sentence.span.start() < mention.end());
    let words = inside.flat_map(|sentence| sentence.tokens.iter().map(|token| token.span));
    words.filter(|word| 2 * word.shared(mention) > word.len() && !word.of(text).is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::cut;

    fn of(mention: &str, kind: NameKind) -> String {
        let sentences = cut(Language::ENGLISH, mention);
        match name(mention, &sentences, Span::new(0, mention.len()), kind) {
            Proper::Name(span, kind) => format!("{kind} {}", span.of(mention)),
            Proper::Nothing => "nothing".to_owned(),
            Proper::Unsure => "unsure".to_owned(),
        }
    }

    #[test]
    fn a_person_is_without_title_office_and_place() {
        let person = |mention| of(mention, NameKind::Person);
        assert_eq!(person("Latvian Foreign Minister Ann Orr"), "PER Ann Orr");
        assert_eq!(person("Lt. Col. Ann Orr of Tilbeck"), "PER Ann Orr");
        assert_eq!(person("U.S. Secretary-General Ann Orr"), "PER Ann Orr");
        assert_eq!(person("the Prime Minister"), "nothing");
        assert_eq!(person("He"), "nothing");
        assert_eq!(person("Minister for the Middle East Ann Orr"), "unsure");
    }

    #[test]
    fn places_and_bodies_are_without_what_describes_them() {
        assert_eq!(of("the Syrian town of Dabiq", NameKind::Location), "LOC Dabiq");
        assert_eq!(of("Tilbeck, Norland", NameKind::Location), "LOC Tilbeck");
        assert_eq!(of("the Free Harbour Party's", NameKind::Organisation), "ORG Free Harbour Party");
        assert_eq!(of("Iraqi security forces", NameKind::Organisation), "nothing");
        assert_eq!(of("the United States", NameKind::Organisation), "LOC United States");
        assert_eq!(of("the Pentagon", NameKind::Location), "ORG Pentagon");
    }

    #[test]
    fn the_capital_of_the_sentence_makes_no_name() {
        assert_eq!(of("Rebels of the north", NameKind::Organisation), "nothing");
        assert_eq!(of("Ministers", NameKind::Organisation), "ORG Ministers", "nothing tells here; a document might");
        assert_eq!(of("ISIL fighters", NameKind::Organisation), "ORG ISIL");
    }

    #[test]
    fn weapons_are_names_where_they_are_designated() {
        assert_eq!(of("a heavy machine gun", NameKind::Weapon), "nothing");
        assert_eq!(of("VBIEDs", NameKind::Weapon), "nothing");
        assert_eq!(of("the KC-135R Stratotanker", NameKind::Weapon), "WEAPON KC-135R Stratotanker");
    }
}
