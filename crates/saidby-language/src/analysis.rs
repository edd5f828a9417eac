//! What the network says of the words of a text, put into their tokens.

use crate::model;
use crate::names::names;
use crate::network::{Network, Told};
use saidby_core::{Analysis, Article, Name, Sentence};

/// Most words of a headline's topic: « Corée du Nord : Séoul tire des missiles ».
const TOPIC: usize = 5;
/// Longest small word in such a topic, in characters: « Corée *du* Nord ».
const SHORT: usize = 3;
/// Most words that the network reads together as one sentence: a tree takes the square of them in time.
const LONGEST: usize = 200;
/// Words that are read side by side.
const BATCH: usize = 1024;

/// Gives every token of an article's sentences its [`Analysis`], where its language has a model; the names of the article, where there is
/// none by their structure alone.
pub fn annotate(article: &Article, sentences: &mut [Sentence]) -> Vec<Name> {
    let language = article.metadata.language.as_ref().map(|found| found.value);
    let network = language.and_then(model::network);
    let scores = network.map(|network| analyse(network, &article.text, sentences)).unwrap_or_default();
    names(&article.text, language, sentences, &scores)
}

/// Gives every token of the sentences its [`Analysis`]; for each sentence, for each word, the scores of its tags of names, where the
/// network tells names. A token that has an analysis keeps its part of speech, features and lemma.
///
/// A sentence of more than 200 words is read in pieces: the roots of later pieces hang on that of the first as `parataxis`.
pub fn analyse(network: &Network, text: &str, sentences: &mut [Sentence]) -> Vec<Vec<Vec<f32>>> {
    let told = tell(network, text, sentences);
    let mut names = Vec::with_capacity(sentences.len());
    for (sentence, told) in sentences.iter_mut().zip(told) {
        for (token, told) in sentence.tokens.iter_mut().zip(&told) {
            let found = analysis(network, token.form(text), told);
            token.analysis = Some(match token.analysis.take() {
                Some(given) => Analysis { head: found.head, relation: found.relation, ..given },
                None => found,
            });
        }
        names.push(told.into_iter().map(|told| told.names).collect());
    }
    names
}

/// A stretch of a sentence: which, and from which to which word.
#[derive(Clone, Copy)]
struct Piece {
    sentence: usize,
    start: usize,
    end: usize,
}

fn tell(network: &Network, text: &str, sentences: &[Sentence]) -> Vec<Vec<Told>> {
    let mut told: Vec<Vec<Told>> = sentences.iter().map(|sentence| vec![Told::default(); sentence.tokens.len()]).collect();
    let mut read: Vec<(Piece, Vec<Told>)> = Vec::new();
    for batch in batches(pieces(text, sentences)) {
        let forms: Vec<Vec<&str>> = batch
            .iter()
            .map(|piece| sentences[piece.sentence].tokens[piece.start..piece.end].iter().map(|token| token.form(text)).collect())
            .collect();
        let words = network.tell(&forms);
        read.extend(batch.into_iter().zip(words));
    }
    read.sort_by_key(|(piece, _)| (piece.sentence, piece.start));
    for (piece, words) in read {
        put(network, words, &mut told[piece.sentence], piece.start);
    }
    told
}

/// The stretches of all sentences, longest first. A topic before a colon is read alone: it is no subject of what follows.
fn pieces(text: &str, sentences: &[Sentence]) -> Vec<Piece> {
    let of = |(sentence, of): (usize, &Sentence)| {
        let (words, topic) = (of.tokens.len(), topic(text, of));
        let rest = (topic..words).step_by(LONGEST).map(move |start| Piece { sentence, start, end: words.min(start + LONGEST) });
        (topic > 0).then_some(Piece { sentence, start: 0, end: topic }).into_iter().chain(rest)
    };
    let mut pieces: Vec<Piece> = sentences.iter().enumerate().flat_map(of).collect();
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.end - piece.start));
    pieces
}

/// Where a clause starts behind a name, a colon and no quotation: « Liban : Israël frappe Tyr »; 0 where there is none.
fn topic(text: &str, sentence: &Sentence) -> usize {
    let form = |at: usize| sentence.tokens.get(at).map_or("", |token| token.form(text));
    let is_capital = |at: usize| form(at).starts_with(char::is_uppercase);
    let Some(colon) = (1..=TOPIC).find(|&at| form(at) == ":") else { return 0 };
    let clause = is_capital(colon + 1) && sentence.tokens.len() > colon + 3;
    let is_name = (0..colon).all(|at| is_capital(at) || form(at).chars().count() <= SHORT);
    if clause && is_name && is_capital(0) && is_capital(colon - 1) { colon + 1 } else { 0 }
}

fn batches(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut batches: Vec<Vec<Piece>> = Vec::new();
    let mut held = BATCH;
    for piece in pieces {
        if held >= BATCH {
            batches.push(Vec::new());
            held = 0;
        }
        held += piece.end - piece.start;
        if let Some(batch) = batches.last_mut() {
            batch.push(piece);
        }
    }
    batches
}

/// Puts what is told of a piece into its sentence.
fn put(network: &Network, words: Vec<Told>, sentence: &mut [Told], start: usize) {
    let first_root = sentence.iter().position(|told| told.head.is_none()).filter(|root| *root < start);
    let parataxis = network.inventory.relations.iter().position(|relation| relation == "parataxis");
    for (at, mut told) in (start..).zip(words) {
        told.head = told.head.map(|head| head + start);
        if let (None, Some(root)) = (told.head, first_root) {
            told.head = Some(root);
            told.relation = parataxis.unwrap_or(told.relation);
        }
        sentence[at] = told;
    }
}

fn analysis(network: &Network, form: &str, told: &Told) -> Analysis {
    let inventory = &network.inventory;
    let lemma = inventory.scripts[told.script].apply(form).unwrap_or_else(|| form.to_lowercase());
    Analysis {
        upos: inventory.upos[told.upos],
        lemma: lemma.into(),
        features: features(network, &told.features).into(),
        head: told.head.map(|head| head as u32),
        relation: inventory.relations[told.relation].as_str().into(),
    }
}

/// `Gender=Fem|Number=Sing`; `_` where there are none.
fn features(network: &Network, values: &[u8]) -> String {
    let mut features = String::new();
    for ((attribute, names), value) in network.inventory.attributes.iter().zip(values).filter(|(_, value)| **value != 0) {
        if !features.is_empty() {
            features.push('|');
        }
        features.extend([attribute, "=", &names[usize::from(*value)]]);
    }
    if features.is_empty() { "_".to_owned() } else { features }
}
