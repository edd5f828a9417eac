//! A stretch of text: UTF-8 bytes, half open.

use std::ops::Range;

/// A half-open stretch of a text, in UTF-8 bytes, on character boundaries.
///
/// A span does not know its text; the value that carries it says which text is meant.
///
/// ```
/// use saidby_core::Span;
/// let span = Span::new(3, 7);
/// assert_eq!(span.of("il a dit oui"), "a di");
/// assert_eq!(Span::new(3, 400).of("il a dit oui"), "");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span from `start` to `end`. A text is below 4 GiB (`saidby-read` refuses longer input); beyond
    /// that, and where `end` comes before `start`, the nearest valid span is taken.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let start = clamp(start);
        Self { start, end: clamp(end).max(start) }
    }

    /// The empty span at `at`.
    pub fn at(at: usize) -> Self {
        Self::new(at, at)
    }

    /// The first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range, for slicing bytes.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The words of `text` that the span covers; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether the span lies in `text` and on its character boundaries.
    pub fn fits(self, text: &str) -> bool {
        text.get(self.range()).is_some()
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Number of bytes that both cover.
    pub fn shared(self, other: Span) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start)) as usize
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same stretch moved from a text that starts at `from` to one that starts at `to`.
    pub fn moved(self, from: usize, to: usize) -> Span {
        Span::new(self.start().saturating_sub(from) + to, self.end().saturating_sub(from) + to)
    }

    /// The span without white space at its two ends.
    pub fn trimmed(self, text: &str) -> Span {
        let words = self.of(text);
        let start = self.start() + (words.len() - words.trim_start().len());
        Span::new(start, start + words.trim().len())
    }
}
