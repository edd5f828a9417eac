//! Names: a name counts as found where one of the same kind has exactly the same characters.
//!
//! Measured on what no model has learnt from: every second of our own sentences, the first of NewsEye's two files, every fifth document of
//! GUM and re3d (`saidby_train::names`). Kinds that a corpus does not mark are left out on both sides.
//!
//! `f1` is the line's; `structure` and `model` tell what each of its two halves reaches alone.

use super::words::{f1, share};
use super::{Better, Options, Outcome, Rows, parallel};
use anyhow::Result;
use saidby::core::{NameKind, Sentence, Span};
use saidby_language::model;
use saidby_language::names::{Scores, decode, names};
use saidby_train::names::{NamedDocument, Part, cut, documents, kinds_of};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The corpora; our own cases are in the repository.
pub const NEEDS: &[&str] = &["names/newseye-fr-dev.tsv", "names/newseye-fr-dev2.tsv", "names/enp_FR.bnf.bio", "names/re3d", "ud"];

const LANGUAGES: [&str; 2] = ["fr", "en"];
const COLUMNS: [&str; 3] = ["gold", "found", "right"];

/// The files that the measures depend on: of the folder of re3d, its documents and mentions.
pub fn files(corpora: &Path) -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = NEEDS[..3].iter().map(|name| corpora.join(name)).collect();
    files.extend(["ud/fr/fr_mixed-train.conllu", "ud/en/en_gumclean-ud-train.conllu"].map(|name| corpora.join(name)));
    let mut folders: Vec<PathBuf> =
        corpora.join("names/re3d").read_dir()?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    folders.sort();
    let folders = folders.into_iter().filter(|path| path.is_dir());
    files.extend(folders.flat_map(|folder| ["documents.json", "entities.json"].map(|name| folder.join(name))));
    files.extend(LANGUAGES.map(|language| cases(language).join("names.txt")));
    Ok(files)
}

fn cases(language: &str) -> PathBuf {
    crate::root().join("languages").join(language).join("cases")
}

/// How many names there are, were found, and were found right.
#[derive(Clone, Copy, Debug, Default)]
struct Counts([f64; 3]);

impl Counts {
    fn f1(self) -> f64 {
        let [gold, found, right] = self.0;
        f1(share(right, found), share(right, gold))
    }

    fn add(&mut self, other: Counts) {
        (0..3).for_each(|at| self.0[at] += other.0[at]);
    }
}

/// Finds the names of every held-out document and compares.
pub fn run(options: &Options) -> Result<Outcome> {
    let mut outcome = Outcome { rows: Rows::new(&COLUMNS), ..Outcome::default() };
    for language in LANGUAGES {
        let documents: Vec<NamedDocument> = documents(language, &options.corpora, &cases(language))?
            .into_iter()
            .filter(|document| document.part == Part::HeldOut && options.wants(&id(document)))
            .collect();
        let sources: BTreeSet<&str> = documents.iter().map(|document| document.source).collect();
        for source in sources {
            let documents: Vec<&NamedDocument> = documents.iter().filter(|document| document.source == source).collect();
            measure(&mut outcome, &format!("{language}_{source}"), kinds_of(source), &documents);
        }
    }
    Ok(outcome)
}

fn id(document: &NamedDocument) -> String {
    format!("{}_{}/{}", document.language, document.source, document.id)
}

fn measure(outcome: &mut Outcome, set: &str, kinds: &[NameKind], documents: &[&NamedDocument]) {
    let results = parallel::map(documents, |document| id(document), |document| answers(document));
    let mut by_kind = vec![Counts::default(); kinds.len()];
    let mut totals = [Counts::default(); 3];
    for (document, timed) in documents.iter().zip(results) {
        let answers = timed.result.unwrap_or_else(|panicked| {
            outcome.panics.push(panicked);
            Default::default()
        });
        let mut line = Counts::default();
        for (sum, kind) in by_kind.iter_mut().zip(kinds) {
            let counts = answers.each_ref().map(|found| compare(&document.names, found, *kind));
            totals.iter_mut().zip(counts).for_each(|(total, counts)| total.add(counts));
            sum.add(counts[0]);
            line.add(counts[0]);
        }
        outcome.rows.push(&id(document), &line.0.map(Some));
    }
    outcome.measure(format!("{set}.f1"), totals[0].f1(), Better::Higher);
    outcome.measure(format!("{set}.structure"), totals[1].f1(), Better::Neither);
    outcome.measure(format!("{set}.model"), totals[2].f1(), Better::Neither);
    for (counts, kind) in by_kind.into_iter().zip(kinds) {
        outcome.measure(format!("{set}.{kind}.f1"), counts.f1(), Better::Neither);
        outcome.measure(format!("{set}.{kind}.gold"), counts.0[0], Better::Neither);
    }
}

/// Names as the gold has them.
type Names = Vec<(Span, NameKind)>;

/// The names that the line finds, that its structure finds without a model, and that the model finds without structure.
fn answers(document: &NamedDocument) -> [Names; 3] {
    let mut sentences = cut(document.language, &document.text);
    let network = model::network(document.language);
    let scores = network.map(|network| saidby_language::analyse(network, &document.text, &mut sentences)).unwrap_or_default();
    let found = |scores: &[Vec<Vec<f32>>]| -> Names {
        let names = names(&document.text, Some(document.language), &sentences, scores);
        names.iter().map(|name| (name.span, name.kind)).collect()
    };
    [found(&scores), found(&[]), by_model(&sentences, &scores)]
}

fn by_model(sentences: &[Sentence], scores: &[Vec<Vec<f32>>]) -> Names {
    let mut names = Names::new();
    for (sentence, rows) in sentences.iter().zip(scores) {
        let rows: Vec<Scores> = rows.iter().map(|row| Scores::try_from(row.as_slice()).unwrap_or_default()).collect();
        let span = |at: usize| sentence.tokens[at].span;
        names.extend(decode(&rows).into_iter().map(|(words, kind)| (span(words.start).cover(span(words.end - 1)), kind)));
    }
    names
}

fn compare(gold: &[(Span, NameKind)], found: &[(Span, NameKind)], kind: NameKind) -> Counts {
    let spans = |names: &[(Span, NameKind)]| -> BTreeSet<Span> {
        names.iter().filter(|(_, other)| *other == kind).map(|(span, _)| *span).collect()
    };
    let (gold, found) = (spans(gold), spans(found));
    Counts([gold.len() as f64, found.len() as f64, gold.intersection(&found).count() as f64])
}

#[cfg(test)]
mod tests {
    use super::*;
    use NameKind::{Location, Person};

    #[test]
    fn a_name_of_another_kind_or_of_other_words_is_not_found() {
        let name = |start, end, kind| (Span::new(start, end), kind);
        let gold = [name(0, 4, Person), name(8, 12, Person), name(20, 24, Location)];
        let found = [name(0, 4, Person), name(7, 12, Person), name(20, 24, Person)];
        assert_eq!(compare(&gold, &found, Person).0, [2.0, 3.0, 1.0]);
        assert_eq!(compare(&gold, &found, Location).0, [1.0, 0.0, 0.0]);
        assert!((compare(&gold, &found, Person).f1() - 0.4).abs() < 1e-9);
    }
}
