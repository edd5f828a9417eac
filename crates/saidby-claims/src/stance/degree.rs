//! How sure, as a number: −3 (certainly not so) to +3 (certainly so), 0 where nothing is held.
//!
//! The scale is that of FactBank in numbers (Saurí and Pustejovsky 2009; Lee and others 2015): certain is 3, probable 2, possible 1.

use saidby_core::{Certainty, Polarity};

/// Certainly so.
pub const CERTAIN: f64 = 3.0;

/// A polarity and a certainty as a number. What is possible and has no polarity is possible.
pub fn degree(polarity: Polarity, certainty: Certainty) -> f64 {
    let size = match certainty {
        Certainty::Certain => 3.0,
        Certainty::Probable => 2.0,
        Certainty::Possible => 1.0,
        Certainty::Unknown => 0.0,
    };
    if polarity == Polarity::Neg { -size } else { size }
}

/// A number as a polarity and a certainty: the nearest.
pub fn category(degree: f64) -> (Polarity, Certainty) {
    let polarity = if degree < 0.0 { Polarity::Neg } else { Polarity::Pos };
    match degree.abs() {
        2.5.. => (polarity, Certainty::Certain),
        1.5.. => (polarity, Certainty::Probable),
        0.5.. => (polarity, Certainty::Possible),
        _ => (Polarity::Unspecified, Certainty::Unknown),
    }
}

/// What is left of a degree under a word that leaves `shading` of something certain.
pub fn shaded(degree: f64, shading: f64) -> f64 {
    degree * shading / CERTAIN
}

/// How sure it is that something is so which is so to `positive` where its governor is, to `negative` where it is not, by how sure the
/// governor is: the mean of both, weighted by how likely each is.
pub fn implied(governor: f64, positive: f64, negative: f64) -> f64 {
    let likely = f64::midpoint(1.0, (governor / CERTAIN).clamp(-1.0, 1.0));
    likely * positive + (1.0 - likely) * negative
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_is_its_own_degree() {
        for polarity in [Polarity::Pos, Polarity::Neg] {
            for certainty in [Certainty::Certain, Certainty::Probable, Certainty::Possible] {
                assert_eq!(category(degree(polarity, certainty)), (polarity, certainty));
            }
        }
        assert_eq!(category(degree(Polarity::Pos, Certainty::Unknown)), (Polarity::Unspecified, Certainty::Unknown));
    }

    #[test]
    fn an_implication_lies_between_its_two_cases() {
        assert_eq!(implied(3.0, 3.0, -3.0), 3.0);
        assert_eq!(implied(-3.0, 3.0, -3.0), -3.0);
        assert_eq!(implied(0.0, 3.0, -3.0), 0.0, "who may or may not have managed");
        assert_eq!(implied(1.0, 3.0, 3.0), 3.0, "a factive");
    }
}
