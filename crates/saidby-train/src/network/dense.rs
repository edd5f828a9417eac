//! Layers without memory: `x · weights + bias`, and what is done between layers.

use super::parameters::{Parameters, Tensor};
use super::random::Random;
use saidby_language::network::layer::Batch;
use saidby_language::network::matrix::{Matrix, multiply};

/// An affine layer.
#[derive(Clone, Copy, Debug)]
pub struct Dense {
    /// Input to output.
    pub weights: Tensor,
    /// Added to each output.
    pub bias: Tensor,
}

impl Dense {
    /// A layer from `input` to `output` numbers.
    pub fn new(parameters: &mut Parameters, input: usize, output: usize, random: &mut Random) -> Self {
        Self { weights: parameters.drawn(input, output, random), bias: parameters.filled(1, output, 0.0) }
    }

    /// The outputs of all rows.
    pub fn forward(&self, parameters: &Parameters, x: &Matrix) -> Matrix {
        let mut out = x.times(parameters.value(self.weights));
        let bias = parameters.value(self.bias);
        (0..out.rows).for_each(|row| out.row_mut(row).iter_mut().zip(&bias.data).for_each(|(cell, bias)| *cell += bias));
        out
    }

    /// Adds to the gradients of the layer and of its input.
    pub fn backward(&self, parameters: &mut Parameters, x: &Matrix, slope: &Matrix, into: &mut Matrix) {
        multiply(&x.transposed(), slope, parameters.gradient(self.weights));
        let bias = parameters.gradient(self.bias);
        (0..slope.rows).for_each(|row| bias.data.iter_mut().zip(slope.row(row)).for_each(|(sum, slope)| *sum += slope));
        multiply(slope, &parameters.value(self.weights).transposed(), into);
    }
}

/// Negative numbers become zero.
pub fn rectify(x: &mut Matrix) {
    x.data.iter_mut().for_each(|cell| *cell = cell.max(0.0));
}

/// The gradient before [`rectify`], given what it made.
pub fn unrectify(made: &Matrix, slope: &mut Matrix) {
    slope.data.iter_mut().zip(&made.data).for_each(|(slope, made)| *slope = if *made > 0.0 { *slope } else { 0.0 });
}

/// One mask for all words of a sentence (variational dropout: Gal and Ghahramani, 2016); all ones without chance.
pub fn masks(batch: &Batch, width: usize, probability: f32, random: Option<&mut Random>) -> Option<Matrix> {
    let random = random.filter(|_| probability > 0.0)?;
    let mut masks = Matrix::zeros(batch.rows(), width);
    for &(start, length) in &batch.sentences {
        let mask = random.mask(width, probability);
        (start..start + length).for_each(|row| masks.row_mut(row).copy_from_slice(&mask));
    }
    Some(masks)
}

/// Multiplies cell by cell.
pub fn apply(masks: &Option<Matrix>, x: &mut Matrix) {
    if let Some(masks) = masks {
        x.data.iter_mut().zip(&masks.data).for_each(|(cell, mask)| *cell *= mask);
    }
}

/// Two matrices side by side.
pub fn beside(left: &Matrix, right: &Matrix) -> Matrix {
    let data = (0..left.rows).flat_map(|row| left.row(row).iter().chain(right.row(row)).copied()).collect();
    Matrix { rows: left.rows, columns: left.columns + right.columns, data }
}

/// Undoes [`beside`].
pub fn apart(both: &Matrix, left: usize) -> (Matrix, Matrix) {
    let part = |range: std::ops::Range<usize>| Matrix {
        rows: both.rows,
        columns: range.len(),
        data: (0..both.rows).flat_map(|row| both.row(row)[range.clone()].iter().copied()).collect(),
    };
    (part(0..left), part(left..both.columns))
}

/// What one choice came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// Whether the best score was right.
    pub right: bool,
    /// The cross-entropy, times its weight.
    pub loss: f64,
}

/// Scores of one choice become the gradient of its cross-entropy, times `weight`.
pub fn cross_entropy(scores: &mut [f32], right: usize, weight: f32) -> Choice {
    let best = (0..scores.len()).fold(0, |best, at| if scores[at] > scores[best] { at } else { best });
    let top = scores[best];
    scores.iter_mut().for_each(|score| *score = saidby_language::network::numeric::exp(*score - top));
    let sum: f32 = scores.iter().sum();
    let loss = f64::from(weight) * -f64::from((scores[right] / sum).max(f32::MIN_POSITIVE)).ln();
    scores.iter_mut().for_each(|score| *score *= weight / sum);
    scores[right] -= weight;
    Choice { right: best == right, loss }
}

/// As [`cross_entropy`], but nothing is learned of some of the labels: they are neither chosen nor told wrong.
pub fn cross_entropy_without(left_out: &[usize], scores: &mut [f32], right: usize, weight: f32) -> Choice {
    left_out.iter().for_each(|label| scores[*label] = f32::MIN);
    let choice = cross_entropy(scores, right, weight);
    left_out.iter().for_each(|label| scores[*label] = 0.0);
    choice
}
