//! A layer that reads its sentences in one direction: an LSTM (Hochreiter and Schmidhuber, 1997) whose input gate is one minus its forget
//! gate, which loses nothing (Greff et al., 2017) and spares a quarter of the work.

use super::parameters::{Parameters, Tensor};
use super::random::Random;
use saidby_language::network::layer::{Batch, Direction};
use saidby_language::network::matrix::{Matrix, multiply};
use saidby_language::network::numeric::{sigmoid, tanh};

/// The tensors of one layer. Columns of gates: forget, output, candidate.
#[derive(Clone, Copy, Debug)]
pub struct Recurrent {
    /// Input to gates.
    pub input: Tensor,
    /// State to gates.
    pub state: Tensor,
    /// Bias of gates.
    pub bias: Tensor,
    /// Which way it reads.
    pub direction: Direction,
    width: usize,
}

/// What the backward pass needs of the forward pass.
pub struct Trace {
    gates: Matrix,
    cells: Matrix,
    /// Hidden states, one row a word.
    pub hidden: Matrix,
}

impl Recurrent {
    /// A layer of `width` cells over inputs of length `input`.
    pub fn new(parameters: &mut Parameters, input: usize, width: usize, direction: Direction, random: &mut Random) -> Self {
        let input = parameters.drawn(input, 3 * width, random);
        let state = parameters.drawn(width, 3 * width, random);
        let bias = parameters.filled(1, 3 * width, 0.0);
        Self { input, state, bias, direction, width }
    }

    /// Reads all sentences of a batch side by side.
    pub fn forward(&self, parameters: &Parameters, x: &Matrix, batch: &Batch) -> Trace {
        let width = self.width;
        let mut gates = x.times(parameters.value(self.input));
        let bias = parameters.value(self.bias);
        (0..gates.rows).for_each(|row| gates.row_mut(row).iter_mut().zip(&bias.data).for_each(|(gate, bias)| *gate += bias));
        let mut cells = Matrix::zeros(x.rows, width);
        let mut hidden = Matrix::zeros(x.rows, width);
        for step in 0..batch.longest() {
            let active = batch.active(step);
            if step > 0 {
                let before: Vec<usize> = active.iter().map(|sentence| self.direction.row(*sentence, step - 1)).collect();
                let sums = hidden.gathered(&before).times(parameters.value(self.state));
                for (at, sentence) in active.iter().enumerate() {
                    let row = gates.row_mut(self.direction.row(*sentence, step));
                    row.iter_mut().zip(sums.row(at)).for_each(|(gate, sum)| *gate += sum);
                }
            }
            for sentence in active {
                let row = self.direction.row(*sentence, step);
                let before = (step > 0).then(|| cells.row(self.direction.row(*sentence, step - 1)).to_vec());
                advance(gates.row_mut(row), before.as_deref(), cells.row_mut(row), hidden.row_mut(row));
            }
        }
        Trace { gates, cells, hidden }
    }

    /// Adds to the tensors' gradients, and to that of the input; `slope` is the gradient of the hidden states.
    pub fn backward(
        &self,
        parameters: &mut Parameters,
        x: &Matrix,
        batch: &Batch,
        trace: &Trace,
        slope: &Matrix,
        into: &mut Matrix,
    ) {
        let width = self.width;
        let mut gate_slopes = Matrix::zeros(x.rows, 3 * width);
        let mut before_states = Matrix::zeros(x.rows, width);
        let turned = parameters.value(self.state).transposed();
        let mut carried_state = Matrix::zeros(batch.sentences.len(), width);
        let mut carried_cell = Matrix::zeros(batch.sentences.len(), width);
        for step in (0..batch.longest()).rev() {
            let active = batch.active(step);
            let mut slopes = Matrix::zeros(active.len(), 3 * width);
            for (at, sentence) in active.iter().enumerate() {
                let row = self.direction.row(*sentence, step);
                let before = step.checked_sub(1).map(|step| self.direction.row(*sentence, step));
                if let Some(before) = before {
                    before_states.row_mut(row).copy_from_slice(trace.hidden.row(before));
                }
                let cell_before = before.map(|before| trace.cells.row(before));
                let state = slope.row(row).iter().zip(carried_state.row(at)).map(|(a, b)| a + b).collect::<Vec<f32>>();
                retreat(
                    trace.gates.row(row),
                    cell_before,
                    trace.cells.row(row),
                    &state,
                    carried_cell.row_mut(at),
                    slopes.row_mut(at),
                );
                gate_slopes.row_mut(row).copy_from_slice(slopes.row(at));
            }
            let carried = slopes.times(&turned);
            carried_state.data[..carried.data.len()].copy_from_slice(&carried.data);
        }
        multiply(&x.transposed(), &gate_slopes, parameters.gradient(self.input));
        multiply(&before_states.transposed(), &gate_slopes, parameters.gradient(self.state));
        let bias = parameters.gradient(self.bias);
        (0..gate_slopes.rows)
            .for_each(|row| bias.data.iter_mut().zip(gate_slopes.row(row)).for_each(|(sum, slope)| *sum += slope));
        multiply(&gate_slopes, &parameters.value(self.input).transposed(), into);
    }
}

/// One word: sums of gates become gates, cell and hidden state.
fn advance(gates: &mut [f32], before: Option<&[f32]>, cell: &mut [f32], hidden: &mut [f32]) {
    let width = cell.len();
    let (forget, rest) = gates.split_at_mut(width);
    let (output, candidate) = rest.split_at_mut(width);
    forget.iter_mut().for_each(|gate| *gate = sigmoid(*gate));
    output.iter_mut().for_each(|gate| *gate = sigmoid(*gate));
    candidate.iter_mut().for_each(|gate| *gate = tanh(*gate));
    for at in 0..width {
        let old = before.map_or(0.0, |before| before[at]);
        cell[at] = forget[at] * old + (1.0 - forget[at]) * candidate[at];
    }
    for at in 0..width {
        hidden[at] = output[at] * tanh(cell[at]);
    }
}

/// One word backwards: the gradient of its hidden state becomes that of its sums of gates and of the cell before.
fn retreat(gates: &[f32], before: Option<&[f32]>, cell: &[f32], state: &[f32], carried: &mut [f32], slopes: &mut [f32]) {
    let width = cell.len();
    for at in 0..width {
        let (forget, output, candidate) = (gates[at], gates[width + at], gates[2 * width + at]);
        let old = before.map_or(0.0, |before| before[at]);
        let bent = tanh(cell[at]);
        let cell_slope = carried[at] + state[at] * output * (1.0 - bent * bent);
        slopes[at] = cell_slope * (old - candidate) * forget * (1.0 - forget);
        slopes[width + at] = state[at] * bent * output * (1.0 - output);
        slopes[2 * width + at] = cell_slope * (1.0 - forget) * (1.0 - candidate * candidate);
        carried[at] = cell_slope * forget;
    }
}
