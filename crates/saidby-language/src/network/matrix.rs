//! Matrices of the network: row-major, every sum in one fixed order, so that the same bits come out whatever the processor.

use pulp::{Arch, NullaryFnOnce};

/// Rows of numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// How many rows.
    pub rows: usize,
    /// How long each is.
    pub columns: usize,
    /// The numbers, row after row.
    pub data: Vec<f32>,
}

impl Matrix {
    /// All zero.
    pub fn zeros(rows: usize, columns: usize) -> Self {
        Self { rows, columns, data: vec![0.0; rows * columns] }
    }

    /// One row.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.data[row * self.columns..][..self.columns]
    }

    /// One row, to write.
    pub fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.data[row * self.columns..][..self.columns]
    }

    /// Rows and columns swapped.
    pub fn transposed(&self) -> Self {
        let mut out = Self::zeros(self.columns, self.rows);
        for row in 0..self.rows {
            for column in 0..self.columns {
                out.data[column * self.rows + row] = self.data[row * self.columns + column];
            }
        }
        out
    }

    /// Leaves the first rows only.
    pub fn truncate(&mut self, rows: usize) {
        self.rows = self.rows.min(rows);
        self.data.truncate(self.rows * self.columns);
    }

    /// Some of the rows, in the order given.
    pub fn gathered(&self, rows: &[usize]) -> Self {
        let data = rows.iter().flat_map(|row| self.row(*row)).copied().collect();
        Self { rows: rows.len(), columns: self.columns, data }
    }

    /// Some of the columns, side by side.
    pub fn columns(&self, columns: std::ops::Range<usize>) -> Self {
        let data = (0..self.rows).flat_map(|row| &self.row(row)[columns.clone()]).copied().collect();
        Self { rows: self.rows, columns: columns.len(), data }
    }

    /// Adds another of the same shape.
    pub fn add(&mut self, other: &Matrix) {
        debug_assert_eq!(self.data.len(), other.data.len());
        self.data.iter_mut().zip(&other.data).for_each(|(to, from)| *to += from);
    }

    /// `self · other`.
    pub fn times(&self, other: &Matrix) -> Self {
        let mut out = Self::zeros(self.rows, other.columns);
        multiply(self, other, &mut out);
        out
    }
}

/// Columns of the result that are summed together in registers.
const WIDTH: usize = 16;

/// `out += left · right`.
///
/// Each cell is summed over the inner dimension from first to last, in separate multiplications and additions: vector width changes
/// the speed, never the result.
pub fn multiply(left: &Matrix, right: &Matrix, out: &mut Matrix) {
    assert_eq!((left.columns, left.rows, right.columns), (right.rows, out.rows, out.columns), "shapes");
    Arch::new().dispatch(Product { left, right, out });
}

/// A product, to be computed with the widest vectors that the processor has.
struct Product<'m> {
    left: &'m Matrix,
    right: &'m Matrix,
    out: &'m mut Matrix,
}

impl NullaryFnOnce for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        panels(self.left, self.right, self.out);
    }
}

/// Panels of columns, each copied together (the last filled up with zeros), then four rows at a time, then the rows left.
///
/// Loops instead of closures: a closure is not compiled for the vectors of the function around it.
#[inline(always)]
fn panels(left: &Matrix, right: &Matrix, out: &mut Matrix) {
    let mut panel = vec![[0.0; WIDTH]; right.rows];
    let mut column = 0;
    while column < right.columns {
        let width = WIDTH.min(right.columns - column);
        pack(right, column, width, &mut panel);
        let mut row = 0;
        while row + 4 <= left.rows {
            block::<4>(left, &panel, out, row, column, width);
            row += 4;
        }
        while row < left.rows {
            block::<1>(left, &panel, out, row, column, width);
            row += 1;
        }
        column += WIDTH;
    }
}

fn pack(right: &Matrix, column: usize, width: usize, panel: &mut [[f32; WIDTH]]) {
    for (row, packed) in panel.iter_mut().enumerate() {
        packed[..width].copy_from_slice(&right.row(row)[column..column + width]);
        packed[width..].fill(0.0);
    }
}

#[expect(
    clippy::needless_range_loop,
    reason = "closures inside iterators are not compiled for the vectors of the function around them"
)]
#[inline(always)]
fn block<const ROWS: usize>(left: &Matrix, panel: &[[f32; WIDTH]], out: &mut Matrix, row: usize, column: usize, width: usize) {
    let mut lefts = [[].as_slice(); ROWS];
    for (at, left_row) in lefts.iter_mut().enumerate() {
        *left_row = &left.data[(row + at) * left.columns..][..panel.len()];
    }
    let mut sums = [[0.0_f32; WIDTH]; ROWS];
    for k in 0..panel.len() {
        for at in 0..ROWS {
            let factor = lefts[at][k];
            for lane in 0..WIDTH {
                sums[at][lane] += factor * panel[k][lane];
            }
        }
    }
    for at in 0..ROWS {
        let cells = &mut out.data[(row + at) * out.columns + column..][..width];
        for lane in 0..width {
            cells[lane] += sums[at][lane];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_strips_give_the_plain_product() {
        let left = Matrix { rows: 7, columns: 5, data: (0..35).map(|n| (n % 9) as f32 - 4.0).collect() };
        let right = Matrix { rows: 5, columns: 35, data: (0..175).map(|n| (n % 11) as f32 - 5.0).collect() };
        let product = left.times(&right);
        for row in 0..7 {
            for column in 0..35 {
                let plain: f32 = (0..5).map(|k| left.row(row)[k] * right.row(k)[column]).sum();
                assert_eq!(product.row(row)[column], plain);
            }
        }
        assert_eq!(left.transposed().transposed(), left);
    }
}
