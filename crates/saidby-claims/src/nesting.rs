//! Which attribution stands inside which, in one paragraph: « il a dit qu'elle avait promis de … ».

use crate::Told;
use crate::paragraph::Paragraph;
use saidby_core::{Attribution, Span};

/// The nesting of one paragraph's attributions, by their indexes in it.
pub struct Nesting {
    /// The smallest other attribution whose content holds this one.
    pub parents: Vec<Option<usize>>,
    /// The innermost attribution whose content holds each word.
    pub innermost: Vec<Option<usize>>,
}

impl Nesting {
    /// Lays the contents over the words, the longest first: what lies on top is innermost.
    pub fn of(paragraph: &Paragraph, told: &[Told]) -> Self {
        let mut nesting = Self { parents: vec![None; told.len()], innermost: vec![None; paragraph.words.len()] };
        let mut order: Vec<usize> = (0..told.len()).collect();
        order.sort_by_key(|&index| std::cmp::Reverse(extent(&told[index].attribution)));
        for index in order {
            nesting.parents[index] = nesting.parent(paragraph, told, index);
            for content in &told[index].attribution.content {
                nesting.innermost[paragraph.range(*content)].fill(Some(index));
            }
        }
        nesting
    }

    fn parent(&self, paragraph: &Paragraph, told: &[Told], index: usize) -> Option<usize> {
        let own = cover(&told[index].attribution);
        let holds = |other: &usize| {
            told[*other].attribution.content.iter().any(|content| content.contains(own) && content.len() > own.len())
        };
        let on_top = self.innermost.get(paragraph.range(own).start).copied().flatten();
        std::iter::successors(on_top, |&other| self.parents[other]).find(holds)
    }
}

fn extent(attribution: &Attribution) -> (usize, usize) {
    (attribution.content.iter().map(|content| content.len()).sum(), cover(attribution).len())
}

/// The content and cue of an attribution in one span.
fn cover(attribution: &Attribution) -> Span {
    let content = attribution.content_cover();
    attribution.cue.map_or(content, |cue| content.cover(cue.span))
}
