//! The words of one language that a stance turns on: `certainty.tsv` and `implications.tsv`.

use super::degree::degree;
use rustc_hash::FxHashMap;
use saidby_core::{Certainty, Language, Polarity, Upos};
use saidby_lexicon::{Phrases, Row, Verbs, table};
use std::sync::OnceLock;

/// What a word does to what it stands with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Adverb,
    Modal,
    Future,
    Adjective,
    Negation,
    Question,
    Purpose,
    Conditional,
    Evidential,
}

const KINDS: &[(&str, Kind)] = &[
    ("adverb", Kind::Adverb),
    ("modal", Kind::Modal),
    ("future", Kind::Future),
    ("adjective", Kind::Adjective),
    ("negation", Kind::Negation),
    ("question", Kind::Question),
    ("purpose", Kind::Purpose),
    ("conditional", Kind::Conditional),
    ("evidential", Kind::Evidential),
];

/// One row of `certainty.tsv`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shading {
    /// What it does.
    pub kind: Kind,
    /// What is left of something certain.
    pub degree: f64,
    /// Whether a modal, denied, denies what it stands with: "cannot", unlike "may not".
    pub ability: bool,
    /// Whether a modal of the perfect denies what it stands with: "should have".
    pub counterfactual: bool,
    /// Whether the word denies only beside « ne »: « plus ».
    pub with_ne: bool,
}

/// What a predicate governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frame {
    /// A finite clause.
    Finite,
    /// An infinitive whose subject is that of the predicate.
    Infinitive,
    /// Somebody, and what they do, in the infinitive.
    ObjectInfinitive,
    /// A gerund.
    Gerund,
    /// Somebody, and what they do, in the gerund.
    ObjectGerund,
    /// A noun, as its object, or the subject of its passive.
    Noun,
    /// A noun after a preposition.
    Oblique,
}

const FRAMES: &[(&str, Frame)] = &[
    ("finite", Frame::Finite),
    ("infinitive", Frame::Infinitive),
    ("object-infinitive", Frame::ObjectInfinitive),
    ("gerund", Frame::Gerund),
    ("object-gerund", Frame::ObjectGerund),
    ("noun", Frame::Noun),
    ("oblique", Frame::Oblique),
];

/// How sure it is that what a predicate governs is so, by whether the predicate is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signature {
    /// Where the predicate is so.
    pub positive: f64,
    /// Where it is not.
    pub negative: f64,
}

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    /// The forms of the listed verbs.
    pub verbs: Verbs,
    shadings: Phrases<Shading>,
    /// By lemma, by whether it is a noun, by frame.
    signatures: FxHashMap<(&'static str, bool), Vec<(Frame, Signature)>>,
}

impl Words {
    /// The words of a language, read at their first use; `None` where it has no list.
    pub fn of(language: Language) -> Option<&'static Words> {
        static FRENCH: OnceLock<Words> = OnceLock::new();
        static ENGLISH: OnceLock<Words> = OnceLock::new();
        match language {
            Language::FRENCH => Some(FRENCH.get_or_init(|| Words::read(language))),
            Language::ENGLISH => Some(ENGLISH.get_or_init(|| Words::read(language))),
            _ => None,
        }
    }

    /// The longest listed phrase that these words begin with: its length in words, and its row.
    pub fn shading<W: AsRef<str>>(&self, words: &[W]) -> Option<(usize, Shading)> {
        self.shadings.longest(words).map(|(length, &shading)| (length, shading))
    }

    /// What a predicate implies about what it governs in this frame.
    pub fn signature(&self, lemma: &str, part: Upos, frame: Frame) -> Option<Signature> {
        let noun = matches!(part, Upos::Noun | Upos::Propn);
        let rows = self.signatures.get(&(lemma, noun))?;
        rows.iter().find(|(listed, _)| *listed == frame).map(|&(_, signature)| signature)
    }

    /// Whether a verb is a listed modal.
    pub fn is_modal(&self, lemma: &str) -> bool {
        self.shading(&[lemma]).is_some_and(|(_, shading)| shading.kind == Kind::Modal)
    }

    fn read(language: Language) -> Self {
        let rows = |name: &str| table(language.code(), name).into_iter().flat_map(|table| table.rows());
        let mut shadings = Phrases::default();
        for row in rows("certainty") {
            if let Some(shading) = shading(&row) {
                shadings.insert(&crate::vocabulary::cut(language, row.get("phrase")), shading);
            }
        }
        let mut signatures: FxHashMap<_, Vec<_>> = FxHashMap::default();
        let (general, special): (Vec<Row>, Vec<Row>) = rows("implications").partition(|row| row.get("frame") == "*");
        for row in special.into_iter().chain(general) {
            let held = signatures.entry((row.get("lemma"), row.get("part") == "noun")).or_default();
            held.extend(frames(row.get("frame"), row.get("part")).map(|frame| (frame, signature(&row))));
        }
        let verbs = rows("implications").filter(|row| row.get("part") == "verb").map(|row| row.get("lemma"));
        let modals = rows("certainty").filter(|row| row.get("kind") == "modal").map(|row| row.get("phrase"));
        Self { verbs: Verbs::of(language, verbs.chain(modals)), shadings, signatures }
    }
}

/// The frame of that name; all for `*`, but no noun after a preposition, which may be anything, unless the governor is a noun.
fn frames(name: &str, part: &str) -> impl Iterator<Item = Frame> {
    let any = move |frame: Frame| name == "*" && (frame != Frame::Oblique || part == "noun");
    FRAMES.iter().filter(move |&&(listed, frame)| listed == name || any(frame)).map(|&(_, frame)| frame)
}

fn signature(row: &Row) -> Signature {
    let number = |column: &str| row.parse(column).unwrap_or(0.0);
    Signature { positive: number("positive"), negative: number("negative") }
}

fn shading(row: &Row) -> Option<Shading> {
    let &(_, kind) = KINDS.iter().find(|(name, _)| *name == row.get("kind"))?;
    let certainty: Certainty = row.parse("certainty")?;
    let polarity: Polarity = row.parse("polarity")?;
    let note = row.get("note");
    let degree = degree(polarity, certainty);
    Some(Shading {
        kind,
        degree,
        ability: note.contains("ability"),
        counterfactual: note.contains("counterfactual"),
        with_ne: note.contains("with ne"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_is_read_and_none_stands_twice() {
        for language in [Language::FRENCH, Language::ENGLISH] {
            let rows = |name: &str| table(language.code(), name).into_iter().flat_map(|table| table.rows());
            for row in rows("certainty") {
                assert!(shading(&row).is_some(), "{}", row.place());
            }
            let mut seen = BTreeSet::new();
            for row in rows("implications") {
                let degree = |column: &str| row.parse::<f64>(column).is_some_and(|degree| degree.abs() <= 3.0);
                assert!(degree("positive") && degree("negative"), "{}", row.place());
                assert!(frames(row.get("frame"), row.get("part")).next().is_some(), "{}", row.place());
                assert!(matches!(row.get("part"), "verb" | "noun" | "adjective" | "adverb"), "{}", row.place());
                assert!(seen.insert([row.get("lemma"), row.get("part"), row.get("frame")]), "{}", row.place());
            }
        }
    }

    #[test]
    fn a_row_of_one_frame_goes_before_the_row_of_all() {
        let words = Words::of(Language::FRENCH).unwrap();
        assert_eq!(
            words.signature("autoriser", Upos::Verb, Frame::Finite),
            words.signature("autoriser", Upos::Verb, Frame::Noun)
        );
        assert_eq!(words.signature("arrêter", Upos::Verb, Frame::Noun).unwrap().negative, 2.0);
        assert_eq!(words.signature("autoriser", Upos::Verb, Frame::Oblique), None);
    }
}
