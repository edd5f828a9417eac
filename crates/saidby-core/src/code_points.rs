//! From bytes inside the program to Unicode code points in every output.

use crate::Span;

/// Bytes between two counted positions: a lookup counts at most this many bytes.
const STEP: usize = 256;

/// Counts the code points of one text once, so that byte offsets turn into code-point offsets quickly.
///
/// ```
/// use saidby_core::CodePoints;
/// let text = "l’été";
/// assert_eq!(CodePoints::of(text).offset(text.len()), 5);
/// ```
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before byte `i * STEP`.
    counted: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    /// Counts `text`: one pass.
    pub fn of(text: &'t str) -> Self {
        let mut counted = Vec::with_capacity(text.len() / STEP + 1);
        let mut total = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            counted.push(total);
            total += starts(chunk);
        }
        counted.push(total);
        Self { text, counted }
    }

    /// Code points before byte `at`; all of them where `at` lies beyond the text.
    pub fn offset(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let step = at / STEP;
        (self.counted[step] + starts(&self.text.as_bytes()[step * STEP..at])) as usize
    }

    /// Both ends of a span, in code points.
    pub fn range(&self, span: Span) -> (usize, usize) {
        (self.offset(span.start()), self.offset(span.end()))
    }

    /// The byte at which code point `offset` starts; the text's length where there are fewer.
    pub fn byte(&self, offset: usize) -> usize {
        let wanted = u32::try_from(offset).unwrap_or(u32::MAX);
        let step = self.counted.partition_point(|&before| before <= wanted).saturating_sub(1);
        let mut left = wanted - self.counted[step];
        let from = (step * STEP).min(self.text.len());
        for (i, &byte) in self.text.as_bytes()[from..].iter().enumerate() {
            if is_start(byte) {
                if left == 0 {
                    return from + i;
                }
                left -= 1;
            }
        }
        self.text.len()
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&byte| u32::from(is_start(byte))).sum()
}
