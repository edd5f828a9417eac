//! Which bytes of the stored page each character of a text came from.

use crate::Span;

/// A stretch of text and the stretch of source bytes that it came from.
///
/// A *verbatim* segment has the same bytes on both sides, so any part of it maps exactly. Any other (an
/// entity, folded white space, a character of another charset) maps as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Bytes of the text.
    pub text: Span,
    /// Bytes of the source.
    pub source: Span,
    /// Whether the bytes are the same on both sides.
    pub verbatim: bool,
}

/// A text's segments, in text order, without overlap in the text.
///
/// Text between segments (a line break put between two blocks) has no source.
///
/// ```
/// use saidby_core::{SourceMap, Span};
/// let mut map = SourceMap::default();
/// map.push_verbatim(0, 3, 4);                                   // `<p>the` → `the`
/// map.push(Span::new(4, 5), Span::new(7, 12));                  // `&amp;` → `&`
/// assert_eq!(map.source_of(Span::new(1, 5)), Some(Span::new(4, 12)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    segments: Vec<Segment>,
}

impl SourceMap {
    /// The map of a text that is its source, byte for byte.
    pub fn identity(len: usize) -> Self {
        let mut map = Self::default();
        map.push_verbatim(0, 0, len);
        map
    }

    /// Adds `len` bytes that are the same at `text` and at `source`; joins the segment before where both go on.
    pub fn push_verbatim(&mut self, text: usize, source: usize, len: usize) {
        if len == 0 {
            return;
        }
        if let Some(last) = self.segments.last_mut()
            && last.verbatim
            && last.text.end() == text
            && last.source.end() == source
        {
            last.text = Span::new(last.text.start(), text + len);
            last.source = Span::new(last.source.start(), source + len);
            return;
        }
        self.segments.push(Segment {
            text: Span::new(text, text + len),
            source: Span::new(source, source + len),
            verbatim: true,
        });
    }

    /// Adds a stretch that maps only as a whole.
    pub fn push(&mut self, text: Span, source: Span) {
        if !text.is_empty() {
            self.segments.push(Segment { text, source, verbatim: false });
        }
    }

    /// The segments, in text order.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The segments that share at least one byte with `span`, cut to it where they are verbatim.
    pub fn within(&self, span: Span) -> impl Iterator<Item = Segment> + '_ {
        let first = self.segments.partition_point(|s| s.text.end() <= span.start());
        self.segments[first..].iter().take_while(move |s| s.text.start() < span.end()).map(move |s| cut(*s, span))
    }

    /// The smallest stretch of source that holds all of `span`; `None` where none of it has a source.
    pub fn source_of(&self, span: Span) -> Option<Span> {
        self.within(span).map(|segment| segment.source).reduce(Span::cover)
    }

    /// This map, followed by `next`, which maps this map's source to a source of its own.
    pub fn then(&self, next: &SourceMap) -> SourceMap {
        let mut joined = SourceMap::default();
        for segment in &self.segments {
            if !segment.verbatim {
                if let Some(source) = next.source_of(segment.source) {
                    joined.push(segment.text, source);
                }
                continue;
            }
            for part in next.within(segment.source) {
                let text = part.text.moved(segment.source.start(), segment.text.start());
                if part.verbatim {
                    joined.push_verbatim(text.start(), part.source.start(), part.source.len());
                } else {
                    joined.push(text, part.source);
                }
            }
        }
        joined
    }
}

fn cut(segment: Segment, span: Span) -> Segment {
    if !segment.verbatim {
        return segment;
    }
    let text = Span::new(segment.text.start().max(span.start()), segment.text.end().min(span.end()));
    Segment { text, source: text.moved(segment.text.start(), segment.source.start()), verbatim: true }
}
