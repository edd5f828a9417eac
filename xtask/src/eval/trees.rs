//! Parts of speech, features, lemmas and trees over the words of a treebank, after the CoNLL 2018 shared task: of all words, punctuation
//! included, the share that is right; a relation without its subtype. Besides the treebanks' dev parts, every tenth of our own sentences of
//! news with speech (`fr_speech`, `en_speech`).

use super::words::{f1, share};
use super::{Better, Options, Outcome};
use anyhow::{Context, Result};
use saidby::core::{Analysis, Language, Sentence, Span, Token};
use saidby::language::network::Network;
use saidby::language::{analyse, model};
use saidby_train::names::Part;
use saidby_train::recipes::LANGUAGES;
use saidby_train::treebank;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Name, language, treebank, relations that are told apart.
const SETS: [(&str, &str, &str, &[&str]); 6] = [
    ("fr_sequoia", "fr", "ud/fr/fr_sequoia-ud-dev.conllu", &["nsubj", "obj", "ccomp", "parataxis", "appos"]),
    ("fr_pud_news", "fr", "ud/fr/fr_pud_news-dev.conllu", &["nsubj", "obj", "ccomp", "parataxis", "appos"]),
    ("en_ewt", "en", "ud/en/en_ewt-ud-dev.conllu", &["nsubj", "obj", "ccomp", "parataxis", "appos"]),
    ("pt_bosque", "pt", "ud/pt/pt_bosque-dev.conllu", &[]),
    ("pt_gsd", "pt", "ud/pt/pt_gsd-dev.conllu", &[]),
    ("es_ancora", "es", "ud/es/es_ancora-eval.conllu", &[]),
];

/// The treebanks.
pub const NEEDS: [&str; SETS.len()] = {
    let mut names = [""; SETS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = SETS[at].2;
        at += 1;
    }
    names
};

/// What is told of our own sentences.
const SPEECH: [&str; 5] = ["ccomp", "parataxis", "appos", "nsubj", "obl"];

/// The files of our own sentences, where a language has some.
pub fn own() -> Vec<PathBuf> {
    let files = LANGUAGES.iter().map(|language| cases(language.code).join(treebank::OWN));
    files.filter(|file| file.exists()).collect()
}

fn cases(code: &str) -> PathBuf {
    crate::root().join("languages").join(code).join("cases")
}

/// Words that PUD tags as adpositions where Sequoia has conjunctions and pronouns: their part of speech is not asked for.
const UNLIKE: [&str; 5] = ["que", "qu'", "si", "s'", "dont"];

/// What is right.
#[derive(Default)]
struct Counts {
    words: f64,
    /// Words whose lemma is given.
    lemmatised: f64,
    upos: f64,
    features: f64,
    lemmas: f64,
    heads: f64,
    arcs: f64,
    /// For each relation: in the gold, told, right with its head.
    relations: BTreeMap<String, [f64; 3]>,
}

/// Analyses the words of each treebank with the built-in models and compares.
pub fn measure(options: &Options, outcome: &mut Outcome) -> Result<()> {
    for code in ["fr", "en", "pt", "es"] {
        let Some(network) = Language::parse(code).and_then(model::network) else { continue };
        for (name, value) in scores(&options.corpora, code, network)? {
            outcome.measure(name, value, Better::Higher);
        }
    }
    Ok(())
}

/// The measures of one language's network.
pub fn scores(corpora: &Path, code: &str, network: &Network) -> Result<Vec<(String, f64)>> {
    let mut scores = Vec::new();
    for (set, _, name, relations) in SETS.iter().filter(|(_, language, _, _)| *language == code) {
        let conllu = std::fs::read_to_string(corpora.join(name)).with_context(|| format!("cannot read `{name}`"))?;
        let mut gold = treebank::read(&conllu).with_context(|| format!("in `{name}`"))?;
        if LANGUAGES.iter().any(|language| language.code == code && language.lemmas_missing) {
            treebank::forget_missing_lemmas(&mut gold);
        }
        scores.extend(measures(set, network, &gold, relations));
    }
    let own = treebank::own(&cases(code), Part::HeldOut)?;
    if !own.is_empty() {
        scores.extend(measures(&format!("{code}_speech"), network, &own, &SPEECH));
    }
    Ok(scores)
}

/// What a network gets right of a treebank.
fn measures(set: &str, network: &Network, gold: &[treebank::Sentence], relations: &[&str]) -> Vec<(String, f64)> {
    let (text, mut sentences) = given(gold);
    analyse(network, &text, &mut sentences);
    let counts = count(set, gold, &sentences);
    let shares = [
        ("upos", counts.upos, counts.words),
        ("features", counts.features, counts.words),
        ("lemma", counts.lemmas, counts.lemmatised),
        ("uas", counts.heads, counts.words),
        ("las", counts.arcs, counts.words),
    ];
    let shares = shares.into_iter().map(|(measure, right, of)| (format!("{set}.{measure}"), share(right, of)));
    let of_relation = |relation: &&str| {
        let [gold, told, right] = counts.relations.get(*relation).copied().unwrap_or_default();
        (format!("{set}.{relation}.f1"), f1(share(right, told), share(right, gold)))
    };
    shares.chain(relations.iter().map(of_relation)).collect()
}

/// The words of a treebank as a text, one space between two, with the tokens given.
fn given(gold: &[treebank::Sentence]) -> (String, Vec<Sentence>) {
    let mut text = String::new();
    let mut sentences = Vec::new();
    for sentence in gold {
        let mut tokens = Vec::new();
        for word in &sentence.words {
            let start = text.len();
            text.push_str(&word.form);
            tokens.push(Token::plain(Span::new(start, text.len())));
            text.push(' ');
        }
        let span = tokens.first().zip(tokens.last()).map(|(first, last)| first.span.cover(last.span));
        sentences.push(Sentence { span: span.unwrap_or_default(), tokens });
    }
    (text, sentences)
}

fn count(set: &str, gold: &[treebank::Sentence], told: &[Sentence]) -> Counts {
    let mut counts = Counts::default();
    for (gold, told) in gold.iter().zip(told) {
        for (word, token) in gold.words.iter().zip(&told.tokens) {
            if let Some(analysis) = &token.analysis {
                counts.add(word, analysis, set.contains("pud"));
            }
        }
    }
    counts
}

impl Counts {
    fn add(&mut self, word: &treebank::Word, told: &Analysis, pud: bool) {
        let unlike = pud && word.upos == "ADP" && UNLIKE.contains(&word.form.to_lowercase().replace('’', "'").as_str());
        let (gold, found) = (universal(&word.relation), universal(&told.relation));
        let head = told.head.map(|head| head as usize) == word.head;
        self.words += 1.0;
        self.upos += f64::from(unlike || told.upos.name() == word.upos);
        self.features += f64::from(*told.features == *word.features);
        self.lemmatised += f64::from(!word.lemma.is_empty());
        self.lemmas += f64::from(*told.lemma == *word.lemma);
        self.heads += f64::from(head);
        self.relations.entry(gold.to_owned()).or_default()[0] += 1.0;
        let counts = self.relations.entry(found.to_owned()).or_default();
        counts[1] += 1.0;
        if head && gold == found {
            counts[2] += 1.0;
            self.arcs += 1.0;
        }
    }
}

fn universal(relation: &str) -> &str {
    relation.split(':').next().unwrap_or_default()
}
