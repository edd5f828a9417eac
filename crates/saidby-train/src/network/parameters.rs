//! What training changes: tensors with their gradients, moved by Adam (Kingma and Ba, 2015).

use super::random::Random;
use pulp::{Arch, NullaryFnOnce};
use saidby_language::network::matrix::Matrix;
use std::ops::Range;

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
    rows: Option<Rows>,
}

/// Which rows of a table made which steps: most have no gradient at most steps, and what such a step does to a row can be done when
/// the row is next looked at, many steps at once, with the same result.
#[derive(Clone, Debug)]
struct Rows {
    /// For each row, how many steps it has made.
    made: Vec<usize>,
    /// The rows that the next step may have a gradient for, in order.
    awake: Vec<usize>,
}

/// All tensors of a network.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    states: Vec<State>,
    /// The steps made so far.
    steps: Vec<Pace>,
    /// Powers of the decay rates, for the correction of the early means.
    decayed: Option<(f32, f32, f32)>,
}

/// How far a step goes, and how much of the running average it keeps.
#[derive(Clone, Copy, Debug)]
struct Pace {
    rate: f32,
    keep: f32,
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

    /// As [`Self::within`], for a table: only rows that were [woken](Self::wake) since the last step may be read or have a gradient.
    pub fn table(&mut self, rows: usize, columns: usize, bound: f32, random: &mut Random) -> Tensor {
        let tensor = self.within(rows, columns, bound, random);
        self.states[tensor.0].rows = Some(Rows { made: vec![0; rows], awake: Vec::new() });
        tensor
    }

    fn push(&mut self, value: Matrix) -> Tensor {
        let count = value.data.len();
        let gradient = Matrix::zeros(value.rows, value.columns);
        let average = value.data.clone();
        self.states.push(State { value, gradient, mean: vec![0.0; count], variance: vec![0.0; count], average, rows: None });
        Tensor(self.states.len() - 1)
    }

    /// Brings rows of a table up to the present.
    pub fn wake(&mut self, tensor: Tensor, rows: impl Iterator<Item = usize>) {
        let state = &mut self.states[tensor.0];
        let Some(mut known) = state.rows.take() else { return };
        known.awake.extend(rows);
        known.awake.sort_unstable();
        known.awake.dedup();
        for row in &known.awake {
            state.catch_up(*row, &self.steps[known.made[*row]..]);
            known.made[*row] = self.steps.len();
        }
        state.rows = Some(known);
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
        let pace = Pace { rate, keep };
        self.steps.push(pace);
        for state in &mut self.states {
            match state.rows.take() {
                None => state.step(0..state.value.rows, pace, scale),
                Some(mut rows) => {
                    for row in rows.awake.drain(..) {
                        state.step(row..row + 1, pace, scale);
                        rows.made[row] = self.steps.len();
                    }
                    state.rows = Some(rows);
                }
            }
        }
    }

    /// What the gradients are multiplied with so that together they are no longer than [`LONGEST`].
    fn scale(&self) -> f32 {
        let norm = self.states.iter().map(State::squares).sum::<f64>().sqrt();
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
        for tensor in 0..averaged.states.len() {
            averaged.wake(Tensor(tensor), 0..self.states[tensor].value.rows);
        }
        averaged.states.iter_mut().for_each(|state| state.value.data.clone_from(&state.average));
        averaged
    }
}

impl State {
    /// The sum of the squares of the gradient.
    fn squares(&self) -> f64 {
        let sum = |cells: &[f32]| cells.iter().map(|g| f64::from(*g) * f64::from(*g)).sum::<f64>();
        match &self.rows {
            None => sum(&self.gradient.data),
            Some(rows) => rows.awake.iter().map(|row| sum(self.gradient.row(*row))).sum(),
        }
    }

    /// One step of some rows.
    fn step(&mut self, rows: Range<usize>, Pace { rate, keep }: Pace, scale: f32) {
        let cells = rows.start * self.value.columns..rows.end * self.value.columns;
        let gradient = &mut self.gradient.data[cells.clone()];
        let mean = &mut self.mean[cells.clone()];
        let variance = &mut self.variance[cells.clone()];
        let value = &mut self.value.data[cells.clone()];
        let average = &mut self.average[cells];
        Arch::new().dispatch(Step { gradient, mean, variance, value, average, rate, scale, keep });
    }

    /// Steps of one row without a gradient.
    fn catch_up(&mut self, row: usize, steps: &[Pace]) {
        let cells = row * self.value.columns..(row + 1) * self.value.columns;
        let mean = &mut self.mean[cells.clone()];
        let variance = &mut self.variance[cells.clone()];
        let value = &mut self.value.data[cells.clone()];
        let average = &mut self.average[cells];
        Arch::new().dispatch(Rest { mean, variance, value, average, steps });
    }
}

/// A step of some cells, to be computed with the widest vectors that the processor has.
struct Step<'s> {
    gradient: &'s mut [f32],
    mean: &'s mut [f32],
    variance: &'s mut [f32],
    value: &'s mut [f32],
    average: &'s mut [f32],
    rate: f32,
    scale: f32,
    keep: f32,
}

impl NullaryFnOnce for Step<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { gradient, mean, variance, value, average, rate, scale, keep } = self;
        let moments = mean.iter_mut().zip(variance);
        let values = value.iter_mut().zip(average);
        for ((gradient, (mean, variance)), (value, average)) in gradient.iter_mut().zip(moments).zip(values) {
            let slope = *gradient * scale;
            *mean = BETA.0 * *mean + (1.0 - BETA.0) * slope;
            *variance = BETA.1 * *variance + (1.0 - BETA.1) * slope * slope;
            *value -= rate * *mean / (variance.sqrt() + EPSILON);
            *average = keep * *average + (1.0 - keep) * *value;
            *gradient = 0.0;
        }
    }
}

/// Cells that make their steps together.
const LANES: usize = 16;

/// Steps of some cells without a gradient.
struct Rest<'s> {
    mean: &'s mut [f32],
    variance: &'s mut [f32],
    value: &'s mut [f32],
    average: &'s mut [f32],
    steps: &'s [Pace],
}

impl NullaryFnOnce for Rest<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { mean, variance, value, average, steps } = self;
        let mut start = 0;
        while start < mean.len() {
            let cells = start..mean.len().min(start + LANES);
            let mut lanes = [[0.0_f32; LANES]; 4];
            lanes[0][..cells.len()].copy_from_slice(&mean[cells.clone()]);
            lanes[1][..cells.len()].copy_from_slice(&variance[cells.clone()]);
            lanes[2][..cells.len()].copy_from_slice(&value[cells.clone()]);
            lanes[3][..cells.len()].copy_from_slice(&average[cells.clone()]);
            rest(&mut lanes, steps);
            mean[cells.clone()].copy_from_slice(&lanes[0][..cells.len()]);
            variance[cells.clone()].copy_from_slice(&lanes[1][..cells.len()]);
            value[cells.clone()].copy_from_slice(&lanes[2][..cells.len()]);
            average[cells.clone()].copy_from_slice(&lanes[3][..cells.len()]);
            start = cells.end;
        }
    }
}

/// What [`Step`] does where the gradient is zero, step after step.
#[inline(always)]
fn rest([mean, variance, value, average]: &mut [[f32; LANES]; 4], steps: &[Pace]) {
    for Pace { rate, keep } in steps {
        for lane in 0..LANES {
            mean[lane] *= BETA.0;
            variance[lane] *= BETA.1;
            value[lane] -= rate * mean[lane] / (variance[lane].sqrt() + EPSILON);
            average[lane] = keep * average[lane] + (1.0 - keep) * value[lane];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps with gradients for some rows of a table with this constructor; all values and averages after them.
    fn stepped(make: fn(&mut Parameters, usize, usize, f32, &mut Random) -> Tensor) -> Vec<f32> {
        let (mut parameters, mut random) = (Parameters::default(), Random::new(5));
        let tensor = make(&mut parameters, 7, 19, 0.1, &mut random);
        for step in 0..40 {
            let rows = [step % 3, step * step % 7];
            parameters.wake(tensor, rows.into_iter());
            for row in rows {
                parameters.gradient(tensor).row_mut(row).iter_mut().for_each(|cell| *cell += random.unit() - 0.5);
            }
            parameters.step(0.01);
        }
        let averages = parameters.averaged().value(tensor).data.clone();
        parameters.wake(tensor, 0..7);
        [parameters.value(tensor).data.clone(), averages].concat()
    }

    #[test]
    fn rows_that_sleep_come_to_the_same_bits() {
        assert_eq!(stepped(Parameters::table), stepped(Parameters::within));
    }
}
