//! Products with small whole numbers: four times as many at once as with floats, and the same sums in any order.

use super::matrix::Matrix;
use pulp::{Arch, NullaryFnOnce};
use std::ops::Range;

/// What 1.0 is as an activation.
const ONE: f32 = 8192.0;
/// Greatest activation in whole numbers: ±4.0. With weights of ±127 and up to 512 inputs, sums stay within 32 bits.
const GREATEST: f32 = 4.0 * ONE - 1.0;
/// Greatest weight.
pub const GREATEST_WEIGHT: f32 = 127.0;
/// Inputs are filled up with zeros to a multiple of this.
const STEP: usize = 32;
/// Rows that are multiplied before the weights move on: with inputs of 256 numbers they stay in the nearest cache.
const NEAR: usize = 16;

/// Rows of activations, rounded to 1/8192.
#[derive(Clone, Debug, Default)]
pub struct Activations {
    width: usize,
    values: Vec<i16>,
}

/// Weights of a layer, a row for each output, each with a scale of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    inputs: usize,
    width: usize,
    values: Vec<i16>,
    scales: Vec<f32>,
}

impl Activations {
    /// Rows of zeros.
    pub fn zeros(rows: usize, inputs: usize) -> Self {
        let width = inputs.next_multiple_of(STEP);
        Self { width, values: vec![0; rows * width] }
    }

    /// The rows of a matrix, rounded.
    pub fn of(matrix: &Matrix) -> Self {
        let mut activations = Self::zeros(matrix.rows, matrix.columns);
        for row in 0..matrix.rows {
            activations.set(row, 0, matrix.row(row));
        }
        activations
    }

    /// Writes numbers into a row, from the column `at` on.
    pub fn set(&mut self, row: usize, at: usize, numbers: &[f32]) {
        let cells = &mut self.values[row * self.width + at..][..numbers.len()];
        for (cell, number) in cells.iter_mut().zip(numbers) {
            *cell = (number * ONE).clamp(-GREATEST, GREATEST) as i16;
        }
    }

    fn row(&self, row: usize) -> &[i16] {
        &self.values[row * self.width..][..self.width]
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.values.len().checked_div(self.width).unwrap_or(0)
    }
}

impl Weights {
    /// Rounds a matrix that has a row for each input, each output's weights to 1/127 of the greatest of them.
    pub fn rounded(matrix: &Matrix) -> Self {
        let turned = matrix.transposed();
        let mut bytes = Vec::with_capacity(turned.data.len());
        let mut scales = Vec::with_capacity(turned.rows);
        for row in 0..turned.rows {
            let greatest = turned.row(row).iter().fold(0.0_f32, |greatest, weight| greatest.max(weight.abs())).max(1e-9);
            let scale = greatest / GREATEST_WEIGHT;
            bytes.extend(turned.row(row).iter().map(|weight| (weight / scale).round() as i8));
            scales.push(scale);
        }
        Self::new(matrix.rows, &bytes, scales)
    }

    /// Weights of a model file: for each output its scale and its weights.
    pub fn new(inputs: usize, bytes: &[i8], scales: Vec<f32>) -> Self {
        let width = inputs.next_multiple_of(STEP);
        let mut values = vec![0; scales.len() * width];
        for (row, weights) in values.chunks_exact_mut(width.max(1)).zip(bytes.chunks_exact(inputs.max(1))) {
            row.iter_mut().zip(weights).for_each(|(cell, weight)| *cell = i16::from(*weight));
        }
        Self { inputs, width, values, scales }
    }

    /// How many numbers go in.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many numbers come out.
    pub fn outputs(&self) -> usize {
        self.scales.len()
    }

    /// The weights without what fills them up, and their scales.
    pub fn parts(&self) -> (Vec<i8>, &[f32]) {
        let rows = self.values.chunks_exact(self.width.max(1));
        (rows.flat_map(|row| &row[..self.inputs]).map(|weight| *weight as i8).collect(), &self.scales)
    }

    /// `x · weights + bias`.
    pub fn project(&self, x: &Activations, bias: &[f32]) -> Matrix {
        self.project_some(x, bias, &[0..self.outputs()])
    }

    /// `x · weights + bias`, for some outputs only; their columns stand side by side.
    pub fn project_some(&self, x: &Activations, bias: &[f32], outputs: &[Range<usize>]) -> Matrix {
        let columns = outputs.iter().map(|range| range.len()).sum();
        let bias: Vec<f32> = outputs.iter().flat_map(|range| &bias[range.clone()]).copied().collect();
        let mut out = Matrix { rows: x.rows(), columns, data: bias.repeat(x.rows()) };
        let mut column = 0;
        for range in outputs {
            self.add(x, range.clone(), &mut out, column);
            column += range.len();
        }
        out
    }

    /// `out += x · weights`.
    pub fn add_to(&self, x: &Activations, out: &mut Matrix) {
        self.add(x, 0..self.outputs(), out, 0);
    }

    /// Adds the outputs of a range to the columns of `out` from `column` on.
    fn add(&self, x: &Activations, outputs: Range<usize>, out: &mut Matrix, column: usize) {
        assert_eq!((x.width, x.rows()), (self.width, out.rows), "shapes");
        Arch::new().dispatch(Product { weights: self, x, outputs, out, column });
    }

    /// The sum for one output.
    pub fn one(&self, x: &Activations, row: usize, output: usize) -> f32 {
        let weights = &self.values[output * self.width..][..self.width];
        dot(x.row(row), weights) as f32 * self.scales[output] / ONE
    }
}

struct Product<'p> {
    weights: &'p Weights,
    x: &'p Activations,
    outputs: Range<usize>,
    out: &'p mut Matrix,
    column: usize,
}

impl NullaryFnOnce for Product<'_> {
    type Output = ();

    /// Each output's weights go over some rows of activations while both are near.
    #[inline(always)]
    fn call(self) {
        let Self { weights, x, outputs, out, column } = self;
        let width = x.width;
        let mut first = 0;
        while first < out.rows {
            let last = out.rows.min(first + NEAR);
            let mut output = outputs.start;
            while output < outputs.end {
                let own = &weights.values[output * width..][..width];
                let scale = weights.scales[output] / ONE;
                let mut row = first;
                while row < last {
                    let sum = dot(&x.values[row * width..][..width], own);
                    out.data[row * out.columns + column + output - outputs.start] += sum as f32 * scale;
                    row += 1;
                }
                output += 1;
            }
            first = last;
        }
    }
}

/// A plain loop, which compilers turn into the processor's multiply-and-add of pairs.
#[inline(always)]
fn dot(left: &[i16], right: &[i16]) -> i32 {
    let count = left.len().min(right.len());
    let (left, right) = (&left[..count], &right[..count]);
    let mut sum = 0;
    for at in 0..count {
        sum += i32::from(left[at]) * i32::from(right[at]);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_to_the_product_of_floats() {
        let x = Matrix { rows: 6, columns: 40, data: (0..240).map(|n| ((n * 7) % 31) as f32 / 31.0 - 0.5).collect() };
        let weights = Matrix { rows: 40, columns: 5, data: (0..200).map(|n| ((n * 11) % 17) as f32 / 17.0 - 0.5).collect() };
        let rounded = Weights::rounded(&weights);
        let product = rounded.project(&Activations::of(&x), &[1.0; 5]);
        for (found, exact) in product.data.iter().zip(&x.times(&weights).data) {
            assert!((found - exact - 1.0).abs() < 0.02, "{found} {exact}");
        }
        assert_eq!(rounded.one(&Activations::of(&x), 3, 2) + 1.0, product.row(3)[2]);
        let (bytes, scales) = rounded.parts();
        assert_eq!(Weights::new(40, &bytes, scales.to_vec()), rounded);
    }
}
