//! Offsets of an answer: code points into the text that was given, or into the article text of a page with markup.

use saidby::core::{Article, CodePoints, PageFormat, Span};

/// A stretch of text: its first code point, and the one after the last.
pub type Range = [usize; 2];

/// Turns spans of an article text into offsets for the reader of an answer.
pub struct Offsets<'a> {
    article: &'a Article,
    points: CodePoints<'a>,
    /// Whether the page is text, so that its reader counts in what was given.
    in_page: bool,
}

impl<'a> Offsets<'a> {
    pub fn of(article: &'a Article, format: PageFormat) -> Self {
        let in_page = format != PageFormat::Html;
        let text = if in_page { &article.page_text } else { &article.text };
        Self { article, points: CodePoints::of(text), in_page }
    }

    /// The text to count in, where it is not what was given.
    pub fn text(&self) -> Option<&'a str> {
        (!self.in_page).then_some(self.article.text.as_str())
    }

    /// The text to count in.
    pub fn counted(&self) -> &'a str {
        if self.in_page { &self.article.page_text } else { &self.article.text }
    }

    /// One stretch, or more where blocks that stood apart in the given text meet in the article text.
    pub fn ranges(&self, span: Span) -> Vec<Range> {
        let spans = if self.in_page { self.article.in_page(span) } else { vec![span] };
        spans.into_iter().map(|span| self.points.range(span).into()).collect()
    }

    /// From the first to the last code point.
    pub fn cover(&self, span: Span) -> Option<Range> {
        let ranges = self.ranges(span);
        Some([ranges.iter().map(|range| range[0]).min()?, ranges.iter().map(|range| range[1]).max()?])
    }
}
