//! Trains the network of a language.

mod dense;
pub mod examples;
pub mod model;
mod parameters;
mod random;
mod recurrent;

use crate::names::NamedSentence;
use crate::treebank::Sentence;
use anyhow::Result;
use examples::Example;
use model::{Counts, Dropout, Model, Shape};
use parameters::Parameters;
use random::Random;
use saidby_language::network::Network;

/// How a network is trained.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    /// How large it is.
    pub shape: Shape,
    /// What is left out at random.
    pub dropout: Dropout,
    /// How often each sentence of a treebank is seen.
    pub epochs: usize,
    /// Sentences with names take turns: each is seen in one epoch of so many.
    pub turns: usize,
    /// Words of a batch.
    pub batch: usize,
    /// Greatest step of Adam.
    pub rate: f32,
    /// What all chance comes from.
    pub seed: u64,
}

/// What one epoch came to.
#[derive(Clone, Debug)]
pub struct Epoch {
    /// Which, from 1 on.
    pub number: usize,
    /// What was right in it, with much left out.
    pub counts: Counts,
}

/// A network that learned from a treebank and sentences with names; `report` is told of each epoch.
///
/// # Errors
/// A treebank whose sentences are no trees, or with parts of speech that Universal Dependencies does not have.
pub fn train(treebank: &[Sentence], named: &[NamedSentence], recipe: &Recipe, report: &mut dyn FnMut(&Epoch)) -> Result<Network> {
    let inventory = examples::inventory(treebank, named)?;
    let mut random = Random::new(recipe.seed);
    let mut parameters = Parameters::default();
    let model = Model::new(recipe.shape, &inventory, &mut parameters, &mut random);
    let trees = treebank.iter().map(|sentence| examples::of_treebank(&inventory, sentence));
    let mut examples: Vec<Example> = trees.collect::<Result<_>>()?;
    let turns = (0..recipe.turns).cycle();
    let of_names = |(sentence, turn)| Example { turn: Some(turn), ..examples::of_names(&inventory, sentence) };
    examples.extend(named.iter().zip(turns).map(of_names));
    examples.retain(|example| !example.rows.is_empty());
    let due = |number: usize| move |example: &&Example| example.turn.is_none_or(|turn| turn == number % recipe.turns);
    let words = |number: usize| examples.iter().filter(due(number)).map(|example| example.rows.len()).sum::<usize>();
    let steps = ((1..=recipe.epochs).map(words).sum::<usize>() / recipe.batch).max(1);
    let mut step = 0;
    for number in 1..=recipe.epochs {
        let mut counts = Counts::default();
        random.shuffle(&mut examples);
        for batch in batches(examples.iter().filter(due(number)), recipe.batch, &mut random) {
            counts.add(&model.learn(&mut parameters, &batch, &mut random, recipe.dropout));
            parameters.step(rate(recipe, step, steps));
            step += 1;
        }
        report(&Epoch { number, counts });
    }
    Ok(model.network(&parameters.averaged(), inventory))
}

/// Rises over the first hundredth of the steps, then falls in a straight line to nothing.
fn rate(recipe: &Recipe, step: usize, steps: usize) -> f32 {
    let warm = (steps / 100).max(1);
    let rising = (step + 1) as f32 / warm as f32;
    let falling = 1.0 - step as f32 / steps as f32;
    recipe.rate * rising.min(falling).max(0.01)
}

/// Sentences of like length together, longest first in each batch, the batches in random order.
fn batches<'e>(examples: impl Iterator<Item = &'e Example>, words: usize, random: &mut Random) -> Vec<Vec<&'e Example>> {
    let mut ordered: Vec<(usize, &Example)> =
        examples.map(|example| (example.rows.len() * 8 + (random.bits() % 24) as usize, example)).collect();
    ordered.sort_by_key(|(length, _)| *length);
    let mut batches: Vec<Vec<&Example>> = Vec::new();
    let mut held = usize::MAX;
    for (_, example) in ordered {
        if held >= words {
            batches.push(Vec::new());
            held = 0;
        }
        held += example.rows.len();
        if let Some(batch) = batches.last_mut() {
            batch.push(example);
        }
    }
    batches.iter_mut().for_each(|batch| batch.sort_by_key(|example| std::cmp::Reverse(example.rows.len())));
    random.shuffle(&mut batches);
    batches
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.loss += other.loss;
        self.words += other.words;
        self.heads += other.heads;
        self.relations += other.relations;
        self.groups.resize(other.groups.len(), (0, 0));
        for (sum, one) in self.groups.iter_mut().zip(&other.groups) {
            *sum = (sum.0 + one.0, sum.1 + one.1);
        }
    }
}
