//! A layer that reads sentences in one direction, side by side: an LSTM whose input gate is one minus its forget gate
//! (Hochreiter and Schmidhuber, 1997; Greff et al., 2017).

use super::integers::{Activations, Weights, rounded};
use super::matrix::Matrix;
use super::numeric::{sigmoid, tanh};
use pulp::{Arch, NullaryFnOnce};

/// Which way a layer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the first word to the last.
    Forward,
    /// From the last word to the first.
    Backward,
}

/// Sentences in consecutive rows, longest first: `(first row, words)`.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// First row and length of each sentence.
    pub sentences: Vec<(usize, usize)>,
}

impl Batch {
    /// Sentences of these lengths, which must not grow.
    pub fn new(lengths: impl IntoIterator<Item = usize>) -> Self {
        let mut start = 0;
        let mut sentences = Vec::new();
        for length in lengths {
            sentences.push((start, length));
            start += length;
        }
        debug_assert!(sentences.is_sorted_by(|a, b| a.1 >= b.1), "longest first");
        Self { sentences }
    }

    /// Words in all.
    pub fn rows(&self) -> usize {
        self.sentences.last().map_or(0, |(start, length)| start + length)
    }

    /// Words of the longest sentence.
    pub fn longest(&self) -> usize {
        self.sentences.first().map_or(0, |(_, length)| *length)
    }

    /// The sentences that have a word at `step`.
    pub fn active(&self, step: usize) -> &[(usize, usize)] {
        let count = self.sentences.partition_point(|(_, length)| *length > step);
        &self.sentences[..count]
    }
}

impl Direction {
    /// The row of the word that is read at `step` in a sentence.
    pub fn row(self, (start, length): (usize, usize), step: usize) -> usize {
        match self {
            Direction::Forward => start + step,
            Direction::Backward => start + length - 1 - step,
        }
    }
}

/// A layer. Outputs of its weights: forget gates, output gates, candidates.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// From the input.
    pub input: Weights,
    /// From the state before.
    pub state: Weights,
    /// Added.
    pub bias: Vec<f32>,
}

impl Layer {
    /// Writes the hidden states of all words into `out`, from the column `column` on.
    pub fn read(&self, direction: Direction, x: &Activations, batch: &Batch, out: &mut Activations, column: usize) {
        let width = self.bias.len() / 3;
        let gates = self.input.project(x, &self.bias);
        let count = batch.sentences.len();
        let zeros = vec![0.0; 3 * width];
        let mut cells = Matrix::zeros(count, width);
        let mut sums = Matrix::zeros(count, 3 * width);
        let mut hidden = Activations::zeros(count, width);
        for step in 0..batch.longest() {
            let active = batch.active(step);
            sums.truncate(active.len());
            hidden.truncate(active.len());
            self.state.project_into(&hidden, &zeros, &mut sums);
            for (at, sentence) in active.iter().enumerate() {
                let row = direction.row(*sentence, step);
                let state = hidden.row_mut(at);
                let (sums, cells) = (sums.row_mut(at), cells.row_mut(at));
                Arch::new().dispatch(Advance { gates: gates.row(row), sums, cells, state });
                out.row_mut(row)[column..][..width].copy_from_slice(&state[..width]);
            }
        }
    }
}

/// One step of a sentence: the sums of its gates from the word and from the state before become its cells and its new state.
struct Advance<'s> {
    gates: &'s [f32],
    sums: &'s mut [f32],
    cells: &'s mut [f32],
    state: &'s mut [i16],
}

impl NullaryFnOnce for Advance<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Advance { gates, sums, cells, state } = self;
        let width = cells.len();
        let (gates, sums, state) = (&gates[..3 * width], &mut sums[..3 * width], &mut state[..width]);
        for at in 0..3 * width {
            sums[at] += gates[at];
        }
        let (forget, rest) = sums.split_at_mut(width);
        let (output, candidate) = rest.split_at_mut(width);
        let candidate = &candidate[..width];
        for at in 0..width {
            let kept = sigmoid(forget[at]);
            let cell = kept * cells[at] + (1.0 - kept) * tanh(candidate[at]);
            cells[at] = cell;
            output[at] = sigmoid(output[at]) * tanh(cell);
        }
        for at in 0..width {
            state[at] = rounded(output[at]);
        }
    }
}
