//! Learns the weights of [`saidby_language::linear`].
//!
//! The same for the same input on any machine: `f64` in a fixed order, with the basic operations and the square root only, which
//! IEEE 754 defines to the last bit.

use saidby_language::linear::{Features, UNIT, Weights};

/// The size of a first step.
const RATE: f64 = 0.3;

/// How much of a weight is forgotten in a step.
const DECAY: f64 = 1e-6;

/// Logistic regression with steps after AdaGrad (Duchi, Hazan and Singer 2011).
pub struct Learner {
    weights: Vec<f64>,
    squares: Vec<f64>,
}

impl Learner {
    /// A learner that knows nothing.
    pub fn new() -> Self {
        let zeros = || vec![0.0; Weights::SIZE];
        Self { weights: zeros(), squares: zeros() }
    }

    /// Takes a step towards the answer.
    pub fn learn(&mut self, features: &Features, yes: bool) {
        let score: f64 = features.0.iter().map(|&place| self.weights[place as usize]).sum();
        let slope = f64::from(u8::from(yes)) - probability(score);
        for &place in &features.0 {
            let at = place as usize;
            let gradient = slope - DECAY * self.weights[at];
            self.squares[at] += gradient * gradient;
            self.weights[at] += RATE * gradient / (1.0 + self.squares[at]).sqrt();
        }
    }
}

/// The mean of weights at several times.
#[derive(Default)]
pub struct Mean {
    sums: Vec<f64>,
    times: f64,
}

impl Mean {
    /// Adds the weights of a learner as they are.
    pub fn add(&mut self, learner: &Learner) {
        self.sums.resize(Weights::SIZE, 0.0);
        self.sums.iter_mut().zip(&learner.weights).for_each(|(sum, weight)| *sum += weight);
        self.times += 1.0;
    }

    /// The mean, in whole units.
    pub fn weights(&self) -> Weights {
        Weights::new(self.sums.iter().map(|sum| (sum / self.times * UNIT).round().clamp(-127.0, 127.0) as i8).collect())
    }
}

/// The logistic function, with `exp` as the limit of its definition: (1 + x/1024)^1024.
fn probability(score: f64) -> f64 {
    let mut power = 1.0 + score.clamp(-30.0, 30.0) / 1024.0;
    for _ in 0..10 {
        power *= power;
    }
    power / (1.0 + power)
}

/// Numbers that look random: the generator of Marsaglia (Xorshift RNGs, 2003).
pub struct Random(u64);

impl Random {
    /// Always the same numbers.
    pub fn new() -> Self {
        Self(1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// True once in so many times.
    pub fn one_in(&mut self, many: u64) -> bool {
        self.next().is_multiple_of(many)
    }

    /// Changes the order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, (self.next() % (last as u64 + 1)) as usize);
        }
    }
}
