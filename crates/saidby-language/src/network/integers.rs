//! Products with small whole numbers: several times as many at once as with floats, and the same sums in any order.
//!
//! Weights are kept in panels of eight outputs; in a panel, pairs of inputs stand one after the other: `[pair][output][2]`. One pair of
//! activations then meets eight outputs in one multiply-and-add of the processor (`vpmaddwd` where there is AVX2).

use super::matrix::Matrix;

/// What 1.0 is as an activation.
const ONE: f32 = 8192.0;
/// Greatest activation in whole numbers: ±4.0. With weights of ±127 and up to 512 inputs, sums stay within 32 bits.
const GREATEST: f32 = 4.0 * ONE - 1.0;
/// Greatest weight.
pub const GREATEST_WEIGHT: f32 = 127.0;
/// Most inputs that weights may have.
pub const MOST_INPUTS: usize = 512;
/// Outputs of a panel.
const LANES: usize = 8;

/// Two inputs for each output of a panel.
type Pair = [i16; 2 * LANES];

/// Rows of activations, rounded to 1/8192.
#[derive(Clone, Debug, Default)]
pub struct Activations {
    rows: usize,
    /// Pairs of a row; the last is filled up with a zero.
    pairs: usize,
    values: Vec<[i16; 2]>,
}

/// Weights of a layer, each output with a scale of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    inputs: usize,
    pairs: usize,
    panels: Vec<Pair>,
    scales: Vec<f32>,
}

impl Activations {
    /// Rows of zeros.
    pub fn zeros(rows: usize, inputs: usize) -> Self {
        let pairs = inputs.div_ceil(2);
        Self { rows, pairs, values: vec![[0; 2]; rows * pairs] }
    }

    /// The values of a row, [`rounded`]; where the inputs are odd, one zero more.
    #[inline(always)]
    pub fn row_mut(&mut self, row: usize) -> &mut [i16] {
        self.values[row * self.pairs..][..self.pairs].as_flattened_mut()
    }

    /// Leaves the first rows only.
    pub fn truncate(&mut self, rows: usize) {
        self.rows = self.rows.min(rows);
        self.values.truncate(self.rows * self.pairs);
    }

    /// Some of the rows, in the order given.
    pub fn gathered(&self, rows: &[usize]) -> Self {
        let values = rows.iter().flat_map(|row| self.row(*row)).copied().collect();
        Self { rows: rows.len(), pairs: self.pairs, values }
    }

    fn row(&self, row: usize) -> &[[i16; 2]] {
        &self.values[row * self.pairs..][..self.pairs]
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.rows
    }
}

/// A number as an activation.
#[inline(always)]
pub fn rounded(number: f32) -> i16 {
    (number * ONE).clamp(-GREATEST, GREATEST) as i32 as i16
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
        let pairs = inputs.div_ceil(2);
        let mut weights = Self { inputs, pairs, panels: vec![[0; 2 * LANES]; scales.len().div_ceil(LANES) * pairs], scales };
        for (output, row) in bytes.chunks_exact(inputs.max(1)).enumerate() {
            for (input, weight) in row.iter().enumerate() {
                let (pair, place) = weights.place(input, output);
                weights.panels[pair][place] = i16::from(*weight);
            }
        }
        weights
    }

    /// Where a weight is kept.
    fn place(&self, input: usize, output: usize) -> (usize, usize) {
        (output / LANES * self.pairs + input / 2, output % LANES * 2 + input % 2)
    }

    fn weight(&self, input: usize, output: usize) -> i16 {
        let (pair, place) = self.place(input, output);
        self.panels[pair][place]
    }

    /// How many numbers go in.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many numbers come out.
    pub fn outputs(&self) -> usize {
        self.scales.len()
    }

    /// The weights, output after output, and their scales.
    pub fn parts(&self) -> (Vec<i8>, &[f32]) {
        let bytes = |output: usize| (0..self.inputs).map(move |input| self.weight(input, output) as i8);
        ((0..self.outputs()).flat_map(bytes).collect(), &self.scales)
    }

    /// `x · weights + bias`.
    pub fn project(&self, x: &Activations, bias: &[f32]) -> Matrix {
        let mut out = Matrix::zeros(x.rows, self.outputs());
        self.project_into(x, bias, &mut out);
        out
    }

    /// `out = x · weights + bias`.
    pub fn project_into(&self, x: &Activations, bias: &[f32], out: &mut Matrix) {
        assert_eq!((x.pairs, x.rows, self.outputs()), (self.pairs, out.rows, out.columns), "shapes");
        assert_eq!(bias.len(), self.outputs(), "shapes");
        #[cfg(target_arch = "x86_64")]
        if let Some(processor) = pulp::x86::V3::try_new() {
            return processor.vectorize(avx2::Product { processor, weights: self, x, bias, out });
        }
        for row in 0..x.rows {
            for panel in 0..self.outputs().div_ceil(LANES) {
                self.store(row, panel, plain(x.row(row), self.panel(panel)), bias, out);
            }
        }
    }

    /// The sum for one output.
    pub fn one(&self, x: &Activations, row: usize, output: usize) -> f32 {
        let inputs = x.row(row).as_flattened().iter().take(self.inputs).enumerate();
        let sum: i32 = inputs.map(|(input, value)| i32::from(*value) * i32::from(self.weight(input, output))).sum();
        sum as f32 * (self.scales[output] / ONE)
    }

    fn panel(&self, panel: usize) -> &[Pair] {
        &self.panels[panel * self.pairs..][..self.pairs]
    }

    /// Writes the results of one row and panel.
    #[inline(always)]
    fn store(&self, row: usize, panel: usize, sums: [i32; LANES], bias: &[f32], out: &mut Matrix) {
        let first = panel * LANES;
        let cells = &mut out.data[row * out.columns + first..(row + 1) * out.columns];
        let (scales, bias) = (&self.scales[first..], &bias[first..]);
        // A whole panel has a call of its own: of a length that the compiler knows, the loop becomes a few vector instructions.
        match (cells.first_chunk_mut::<LANES>(), scales.first_chunk::<LANES>(), bias.first_chunk::<LANES>()) {
            (Some(cells), Some(scales), Some(bias)) => scaled(cells, sums, scales, bias),
            _ => scaled(cells, sums, scales, bias),
        }
    }
}

#[inline(always)]
fn scaled(cells: &mut [f32], sums: [i32; LANES], scales: &[f32], bias: &[f32]) {
    for lane in 0..cells.len() {
        cells[lane] = bias[lane] + sums[lane] as f32 * (scales[lane] / ONE);
    }
}

/// The sums of one row and panel on any processor.
fn plain(row: &[[i16; 2]], panel: &[Pair]) -> [i32; LANES] {
    let mut sums = [0; LANES];
    for ([first, second], weights) in row.iter().zip(panel) {
        for (lane, sum) in sums.iter_mut().enumerate() {
            *sum += i32::from(*first) * i32::from(weights[2 * lane]) + i32::from(*second) * i32::from(weights[2 * lane + 1]);
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    //! The product where the processor has AVX2: four rows meet two panels in registers.

    use super::{Activations, LANES, Matrix, Pair, Weights};
    use pulp::NullaryFnOnce;
    use pulp::x86::V3;

    pub struct Product<'p> {
        pub processor: V3,
        pub weights: &'p Weights,
        pub x: &'p Activations,
        pub bias: &'p [f32],
        pub out: &'p mut Matrix,
    }

    impl NullaryFnOnce for Product<'_> {
        type Output = ();

        #[inline(always)]
        fn call(self) {
            let panels = self.weights.outputs().div_ceil(LANES);
            let mut product = self;
            let mut panel = 0;
            while panel + 2 <= panels {
                product.panels::<2>(panel);
                panel += 2;
            }
            if panel < panels {
                product.panels::<1>(panel);
            }
        }
    }

    impl Product<'_> {
        #[inline(always)]
        fn panels<const PANELS: usize>(&mut self, panel: usize) {
            let mut row = 0;
            while row + 4 <= self.x.rows {
                self.block::<4, PANELS>(row, panel);
                row += 4;
            }
            while row < self.x.rows {
                self.block::<1, PANELS>(row, panel);
                row += 1;
            }
        }

        #[expect(
            clippy::needless_range_loop,
            reason = "closures inside iterators are not compiled for the vectors of the function around them"
        )]
        #[inline(always)]
        fn block<const ROWS: usize, const PANELS: usize>(&mut self, row: usize, panel: usize) {
            let V3 { avx, avx2, .. } = self.processor;
            let pairs = self.x.pairs;
            let mut rows = [[].as_slice(); ROWS];
            for (at, values) in rows.iter_mut().enumerate() {
                *values = &self.x.values[(row + at) * pairs..][..pairs];
            }
            let mut panels: [&[Pair]; PANELS] = [&[]; PANELS];
            for (at, weights) in panels.iter_mut().enumerate() {
                *weights = &self.weights.panels[(panel + at) * pairs..][..pairs];
            }
            let mut sums = [[avx._mm256_setzero_si256(); PANELS]; ROWS];
            for pair in 0..pairs {
                for at in 0..ROWS {
                    let value = avx._mm256_set1_epi32(pulp::cast(rows[at][pair]));
                    for lane in 0..PANELS {
                        let products = avx2._mm256_madd_epi16(value, pulp::cast(panels[lane][pair]));
                        sums[at][lane] = avx2._mm256_add_epi32(sums[at][lane], products);
                    }
                }
            }
            for at in 0..ROWS {
                for lane in 0..PANELS {
                    self.weights.store(row + at, panel + lane, pulp::cast(sums[at][lane]), self.bias, self.out);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn activations(matrix: &Matrix) -> Activations {
        let mut activations = Activations::zeros(matrix.rows, matrix.columns);
        for row in 0..matrix.rows {
            activations.row_mut(row).iter_mut().zip(matrix.row(row)).for_each(|(to, from)| *to = rounded(*from));
        }
        activations
    }

    fn matrix(rows: usize, columns: usize, step: usize, modulus: usize) -> Matrix {
        let data = (0..rows * columns).map(|n| ((n * step) % modulus) as f32 / modulus as f32 - 0.5).collect();
        Matrix { rows, columns, data }
    }

    #[test]
    fn close_to_the_product_of_floats() {
        for (rows, inputs, outputs) in [(6, 40, 5), (9, 7, 33), (1, 1, 1), (4, 64, 16), (0, 4, 4)] {
            let (x, weights) = (matrix(rows, inputs, 7, 31), matrix(inputs, outputs, 11, 17));
            let rounded = Weights::rounded(&weights);
            let product = rounded.project(&activations(&x), &vec![1.0; outputs]);
            for (found, exact) in product.data.iter().zip(&x.times(&weights).data) {
                assert!((found - exact - 1.0).abs() < 0.03, "{found} {exact}");
            }
            let (bytes, scales) = rounded.parts();
            assert_eq!(Weights::new(inputs, &bytes, scales.to_vec()), rounded);
        }
    }

    #[test]
    fn every_processor_gives_the_same_sums() {
        let (x, weights) = (activations(&matrix(7, 51, 7, 31)), Weights::rounded(&matrix(51, 19, 11, 17)));
        let mut widest = Matrix::zeros(7, 19);
        let bias: Vec<f32> = (0..19).map(|output| output as f32 / 8.0).collect();
        weights.project_into(&x, &bias, &mut widest);
        let mut plainest = Matrix::zeros(7, 19);
        for row in 0..7 {
            (0..3).for_each(|panel| weights.store(row, panel, plain(x.row(row), weights.panel(panel)), &bias, &mut plainest));
            (0..19).for_each(|output| assert_eq!(bias[output] + weights.one(&x, row, output), plainest.row(row)[output]));
        }
        assert_eq!(widest, plainest);
    }
}
