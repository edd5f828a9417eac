//! What training changes: tensors with their gradients, moved by Adam (Kingma and Ba, 2015).

use super::random::Random;
use pulp::{Arch, NullaryFnOnce};
use saidby_language::network::matrix::Matrix;

/// A tensor's place in [`Parameters`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tensor(usize);

#[derive(Clone, Debug)]
struct State {
    value: Matrix,
    gradient: Matrix,
    mean: Vec<f32>,
    variance: Vec<f32>,
    average: Vec<f32>,
}

/// All tensors of a network.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    states: Vec<State>,
    /// Powers of the decay rates, for the correction of the early means.
    decayed: Option<(f32, f32, f32)>,
}

/// Decay rates of Adam's two means; the second as Dozat and Manning (2017) have it for parsers.
const BETA: (f32, f32) = (0.9, 0.95);
/// Keeps Adam's division from blowing up.
const EPSILON: f32 = 1e-8;
/// Longest gradient (Euclidean norm over all tensors) that is taken as it is.
const LONGEST: f64 = 5.0;
/// Decay rate of the running average of the values, which is what is shipped (Polyak averaging).
const AVERAGE: f32 = 0.999;

impl Parameters {
    /// A tensor with values drawn evenly from ±√(6 / (rows + columns)) (Glorot and Bengio, 2010).
    pub fn drawn(&mut self, rows: usize, columns: usize, random: &mut Random) -> Tensor {
        let bound = (6.0 / (rows + columns) as f32).sqrt();
        self.within(rows, columns, bound, random)
    }

    /// A tensor with values drawn evenly from ±bound.
    pub fn within(&mut self, rows: usize, columns: usize, bound: f32, random: &mut Random) -> Tensor {
        let data = (0..rows * columns).map(|_| (random.unit() * 2.0 - 1.0) * bound).collect();
        self.push(Matrix { rows, columns, data })
    }

    /// A tensor with one value everywhere.
    pub fn filled(&mut self, rows: usize, columns: usize, value: f32) -> Tensor {
        self.push(Matrix { rows, columns, data: vec![value; rows * columns] })
    }

    fn push(&mut self, value: Matrix) -> Tensor {
        let count = value.data.len();
        let gradient = Matrix::zeros(value.rows, value.columns);
        let average = value.data.clone();
        self.states.push(State { value, gradient, mean: vec![0.0; count], variance: vec![0.0; count], average });
        Tensor(self.states.len() - 1)
    }

    /// The values of a tensor.
    pub fn value(&self, tensor: Tensor) -> &Matrix {
        &self.states[tensor.0].value
    }

    /// The gradient of a tensor, to add to.
    pub fn gradient(&mut self, tensor: Tensor) -> &mut Matrix {
        &mut self.states[tensor.0].gradient
    }

    /// One step of Adam against the gradients, which are zero afterwards.
    pub fn step(&mut self, rate: f32) {
        let scale = self.scale();
        let (first, second, third) = self.decayed.unwrap_or((1.0, 1.0, 1.0));
        let (first, second, third) = (first * BETA.0, second * BETA.1, third * AVERAGE);
        self.decayed = Some((first, second, third));
        let rate = rate * (1.0 - second).sqrt() / (1.0 - first);
        // The average of few steps is young: a plain mean first, then the running one.
        let keep = AVERAGE.min(1.0 - 1.0 / (1.0 + (1.0 - third) / (1.0 - AVERAGE)));
        for state in &mut self.states {
            Arch::new().dispatch(Step { state, rate, scale, keep });
        }
    }

    /// What the gradients are multiplied with so that together they are no longer than [`LONGEST`].
    fn scale(&self) -> f32 {
        let squares = |state: &State| state.gradient.data.iter().map(|g| f64::from(*g) * f64::from(*g)).sum::<f64>();
        let norm = self.states.iter().map(squares).sum::<f64>().sqrt();
        if norm > LONGEST { (LONGEST / norm) as f32 } else { 1.0 }
    }

    /// All gradients.
    #[cfg(test)]
    pub fn gradients(&self) -> Vec<Vec<f32>> {
        self.states.iter().map(|state| state.gradient.data.clone()).collect()
    }

    /// The same with one number changed.
    #[cfg(test)]
    pub fn nudged(&self, tensor: usize, cell: usize, by: f32) -> Self {
        let mut nudged = self.clone();
        nudged.states[tensor].value.data[cell] += by;
        nudged
    }

    /// The same with the running averages as values.
    pub fn averaged(&self) -> Self {
        let mut averaged = self.clone();
        averaged.states.iter_mut().for_each(|state| state.value.data.clone_from(&state.average));
        averaged
    }
}

/// One tensor's step, to be computed with the widest vectors that the processor has.
struct Step<'s> {
    state: &'s mut State,
    rate: f32,
    scale: f32,
    keep: f32,
}

impl NullaryFnOnce for Step<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { state, rate, scale, keep } = self;
        let moments = state.mean.iter_mut().zip(&mut state.variance);
        let values = state.value.data.iter_mut().zip(&mut state.average);
        for ((gradient, (mean, variance)), (value, average)) in state.gradient.data.iter_mut().zip(moments).zip(values) {
            let slope = *gradient * scale;
            *mean = BETA.0 * *mean + (1.0 - BETA.0) * slope;
            *variance = BETA.1 * *variance + (1.0 - BETA.1) * slope * slope;
            *value -= rate * *mean / (variance.sqrt() + EPSILON);
            *average = keep * *average + (1.0 - keep) * *value;
            *gradient = 0.0;
        }
    }
}
