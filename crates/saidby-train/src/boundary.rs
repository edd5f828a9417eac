//! Trains where sentences end, and which contractions are one word.
//!
//! In: treebanks. Out: [`Boundaries`], the same for the same treebanks on any machine.

use crate::contraction;
use crate::logistic::{Learner, Mean, Random};
use crate::treebank::Sentence;
use saidby_core::{Language, Span, Upos};
use saidby_language::boundary::{Boundaries, walk};
use saidby_language::contraction::Around;
use saidby_language::known::{Capital, Class, Known, ending};
use saidby_language::linear::Features;
use std::collections::BTreeMap;

/// Sentences that all learners together see in a pass, at least. A small treebank has several learners, which see its sentences in
/// other orders, and other features left out: what one alone makes of chance evens out.
const SENTENCES: usize = 96_000;

/// Passes of each over the treebanks; the weights are the mean of those after each pass of the second half.
pub(crate) const PASSES: usize = 16;

/// Of so many sentences one after another, the order is mixed in each pass: what stands next to a heading is chance.
const NEIGHBOURS: usize = 4;

/// One feature in so many is left out of each decision, so that no feature relies on another (Hinton and others 2012).
pub(crate) const DROPPED: u64 = 4;

/// In the view of articles, a paragraph has about so many sentences.
const SENTENCES_A_PARAGRAPH: u64 = 4;

/// In the view of articles, one line break of so many is lost.
const LINES_A_LOST_BREAK: u64 = 16;

/// Trains on treebanks of one language; contractions on our `own` sentences too, whose order tells nothing of where sentences end.
pub fn train(sentences: &[Sentence], own: &[Sentence], language: Language) -> Boundaries {
    let lexicon = Lexicon::of(sentences);
    let contractions = contraction::train(sentences, own, language, &lexicon);
    let is_several =
        |around: &Around| contractions.as_ref().is_none_or(|weights| around.is_several(weights, |word| lexicon.class(word)));
    let mut random = Random::new();
    let mut mean = Mean::default();
    for _ in 0..(SENTENCES / sentences.len().max(1)).clamp(1, 16) {
        let mut learner = Learner::new();
        for pass in 0..PASSES {
            for text in texts(sentences, &mut random) {
                text.walk(language, &lexicon, is_several, |features, ends| {
                    let kept = features.0.iter().copied().filter(|_| !random.one_in(DROPPED)).collect();
                    learner.learn(&Features(kept), ends);
                });
            }
            if pass >= PASSES / 2 {
                mean.add(&learner);
            }
        }
    }
    Boundaries { known: lexicon.known(), ends: mean.weights(), contractions }
}

/// A text made of sentences, and where each ends.
#[derive(Default)]
struct Text {
    text: String,
    /// The end of each sentence, and its place in the treebank.
    ends: BTreeMap<usize, usize>,
}

/// The treebank as texts, in a new order: without line breaks, and as articles are.
fn texts(sentences: &[Sentence], random: &mut Random) -> [Text; 2] {
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    order.chunks_mut(NEIGHBOURS).for_each(|block| random.shuffle(block));
    let mut joined = Text::default();
    order.iter().for_each(|&at| joined.push(" ", sentences, at));
    let lines = if sentences.iter().skip(1).any(|sentence| sentence.new_paragraph) {
        paragraphs(sentences)
    } else {
        likely_paragraphs(sentences, &order, random)
    };
    [joined, lines]
}

/// The treebank with its own line breaks.
fn paragraphs(sentences: &[Sentence]) -> Text {
    let mut text = Text::default();
    for (at, sentence) in sentences.iter().enumerate() {
        text.push(if sentence.new_paragraph { "\n" } else { " " }, sentences, at);
    }
    text
}

/// A treebank without line breaks as an article might have them: a sentence without a stop is a heading or a list item.
fn likely_paragraphs(sentences: &[Sentence], order: &[usize], random: &mut Random) -> Text {
    let mut text = Text::default();
    let mut between = "\n";
    for &at in order {
        text.push(between, sentences, at);
        let line_ends = !ends_with_stop(&sentences[at].text) || random.one_in(SENTENCES_A_PARAGRAPH);
        between = if line_ends && !random.one_in(LINES_A_LOST_BREAK) { "\n" } else { " " };
    }
    text
}

fn ends_with_stop(text: &str) -> bool {
    text.trim_end_matches(['"', '»', '”', ')', '\'', '’', ' ', '\u{a0}']).ends_with(['.', '!', '?', '…'])
}

impl Text {
    fn push(&mut self, between: &str, sentences: &[Sentence], at: usize) {
        self.text.push_str(if self.text.is_empty() { "" } else { between });
        self.text.push_str(&sentences[at].text);
        self.ends.insert(self.text.len(), at);
    }

    /// Calls `learn` for each gap with its features and whether a sentence ends there.
    fn walk(
        &self,
        language: Language,
        lexicon: &Lexicon,
        is_several: impl Fn(&Around) -> bool,
        mut learn: impl FnMut(&Features, bool),
    ) {
        let class = |span: Span, folded: &str| {
            let sentence = self.ends.range(span.end()..).next().map_or(0, |(_, &sentence)| sentence);
            lexicon.class_outside(folded, sentence)
        };
        let mut start = 0;
        for line in self.text.split('\n') {
            let span = Span::new(start, start + line.len());
            walk(&self.text, span, language, &is_several, class, |before, features| {
                let ends = self.ends.contains_key(&before.end());
                learn(features, ends);
                ends
            });
            start = span.end() + 1;
        }
    }
}

/// How often a folded word is what, and in how many sentences.
#[derive(Default)]
struct Uses {
    speech: BTreeMap<(Upos, bool), u32>,
    lower: u32,
    capital: u32,
    /// The first sentence that has it, and whether others have.
    first: usize,
    others: bool,
}

/// What the treebank says of its words.
pub(crate) struct Lexicon {
    words: BTreeMap<String, Uses>,
    known: Known,
}

impl Lexicon {
    fn of(sentences: &[Sentence]) -> Self {
        let mut words: BTreeMap<String, Uses> = BTreeMap::new();
        let mut endings: BTreeMap<String, Uses> = BTreeMap::new();
        for (at, sentence) in sentences.iter().enumerate() {
            for (index, form, word) in sentence.surfaces() {
                let Ok(upos) = word.upos.parse::<Upos>() else { continue };
                let finite = word.features.contains("VerbForm=Fin");
                let folded = fold(form);
                let uses = words.entry(folded.clone()).or_insert_with(|| Uses { first: at, ..Uses::default() });
                uses.add(upos, finite, form, index, at);
                endings.entry(ending(&folded).to_owned()).or_default().add(upos, finite, form, index, at);
            }
        }
        let known = Known::new(by_frequency(&words), by_frequency(&endings));
        Self { words, known }
    }

    /// The class of a folded word as if the sentence were not in the treebank.
    pub(crate) fn class_outside(&self, folded: &str, sentence: usize) -> Class {
        match self.words.get(folded) {
            Some(uses) if uses.first == sentence && !uses.others => self.known.guess(folded),
            _ => self.known.class(folded),
        }
    }

    /// The class of a folded word.
    pub(crate) fn class(&self, folded: &str) -> Class {
        self.known.class(folded)
    }

    fn known(self) -> Known {
        self.known
    }
}

fn by_frequency(words: &BTreeMap<String, Uses>) -> Vec<(&str, Class)> {
    let mut ordered: Vec<(&str, &Uses)> = words.iter().map(|(word, uses)| (word.as_str(), uses)).collect();
    ordered.sort_by_key(|(_, uses)| std::cmp::Reverse(uses.count()));
    ordered.into_iter().map(|(word, uses)| (word, uses.class())).collect()
}

impl Uses {
    fn add(&mut self, upos: Upos, finite: bool, form: &str, index: usize, sentence: usize) {
        *self.speech.entry((upos, finite)).or_default() += 1;
        self.others |= self.first != sentence;
        if index > 0 {
            let capital = form.starts_with(char::is_uppercase);
            *(if capital { &mut self.capital } else { &mut self.lower }) += 1;
        }
    }

    fn count(&self) -> u32 {
        self.speech.values().sum()
    }

    fn class(&self) -> Class {
        let most = self.speech.iter().max_by_key(|(_, count)| **count).map(|(speech, _)| *speech);
        let (upos, finite) = most.unwrap_or((Upos::X, false));
        let capital = match (self.lower, self.capital) {
            (0, 0) => Capital::Unseen,
            (_, 0) => Capital::Never,
            (0, _) => Capital::Always,
            _ => Capital::Sometimes,
        };
        Class::of(upos, finite, capital)
    }
}

fn fold(form: &str) -> String {
    form.to_lowercase().replace(['’', '‘', 'ʼ', '`'], "'")
}
