//! Trains which contractions are several words and which are one: « des », « du ».

use crate::boundary::{DROPPED, Lexicon, PASSES};
use crate::logistic::{Learner, Mean, Random};
use crate::treebank::Sentence;
use saidby_core::Language;
use saidby_language::contraction::walk;
use saidby_language::linear::{Features, Weights};

/// What the features of each such form of the sentences are, and whether it is several words there; `None` where there is none.
pub(crate) fn train(treebank: &[Sentence], own: &[Sentence], language: Language, lexicon: &Lexicon) -> Option<Weights> {
    let of_treebank = treebank
        .iter()
        .enumerate()
        .flat_map(|(at, sentence)| lessons(sentence, language, |folded| lexicon.class_outside(folded, at)));
    let of_own = own.iter().flat_map(|sentence| lessons(sentence, language, |folded| lexicon.class(folded)));
    let mut lessons: Vec<(Features, bool)> = of_treebank.chain(of_own).collect();
    if lessons.is_empty() {
        return None;
    }
    let (mut random, mut learner, mut mean) = (Random::new(), Learner::new(), Mean::default());
    for pass in 0..PASSES {
        random.shuffle(&mut lessons);
        for (features, several) in &lessons {
            let kept = features.0.iter().copied().filter(|_| !random.one_in(DROPPED)).collect();
            learner.learn(&Features(kept), *several);
        }
        if pass >= PASSES / 2 {
            mean.add(&learner);
        }
    }
    Some(mean.weights())
}

fn lessons(
    sentence: &Sentence,
    language: Language,
    class: impl Fn(&str) -> saidby_language::known::Class,
) -> Vec<(Features, bool)> {
    let mut surfaces = sentence.surfaces().into_iter();
    let mut lessons = Vec::new();
    walk(&sentence.text, language, class, |cut, features| {
        let Some((index, ..)) = surfaces.find(|(_, form, _)| *form == cut.of(&sentence.text)) else { return true };
        let several = sentence.multi_words.iter().any(|words| words.first == index);
        lessons.push((features.clone(), several));
        several
    });
    lessons
}
