//! Which words of a text are a source, a cue, a content, an event: the text in pieces that are each of one sort.
//!
//! In: a text, marks on it in code points. Out: [`Piece`]s that join to the text, cut wherever a mark begins or ends.

use saidby_core::{CodePoints, Span};

/// What marked words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// They name a source.
    Source,
    /// They tell speech from news, or say how sure somebody is.
    Cue,
    /// They are what is said.
    Content,
    /// They name the event of a claim.
    Event,
}

/// Marked words: code points, half open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// What the words are.
    pub part: Part,
    /// An anchor to set where the words begin, such as `a3`.
    pub anchor: Option<String>,
}

/// A stretch of text under the same marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'t> {
    /// The words.
    pub words: &'t str,
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// Under how many marks of each part: source, cue, content, event.
    pub depth: [usize; 4],
    /// The anchors to set before it.
    pub anchors: Vec<String>,
}

impl Piece<'_> {
    /// Whether the words are under a mark of this part.
    pub fn is(&self, part: Part) -> bool {
        self.depth[part as usize] > 0
    }
}

/// `text` in pieces, cut where a mark begins or ends and at each of `cuts`. Marks and cuts beyond the text count as at its end.
pub fn pieces<'t>(text: &'t str, marks: &[Mark], cuts: &[usize]) -> Vec<Piece<'t>> {
    let points = CodePoints::of(text);
    let length = points.offset(text.len());
    let mut edges: Vec<usize> = marks.iter().flat_map(|mark| [mark.start, mark.end]).chain(cuts.iter().copied()).collect();
    edges.extend([0, length]);
    edges.iter_mut().for_each(|edge| *edge = (*edge).min(length));
    edges.sort_unstable();
    edges.dedup();
    let mut starting: Vec<&Mark> = marks.iter().collect();
    starting.sort_by_key(|mark| mark.start);
    let mut ending = starting.clone();
    ending.sort_by_key(|mark| mark.end);
    let (mut starting, mut ending) = (starting.into_iter().peekable(), ending.into_iter().peekable());
    let mut depth = [0_usize; 4];
    let mut piece = |from: usize, to: usize| {
        let mut anchors = Vec::new();
        while let Some(mark) = starting.next_if(|mark| mark.start <= from) {
            anchors.extend(mark.anchor.clone());
            depth[mark.part as usize] += 1;
        }
        while let Some(mark) = ending.next_if(|mark| mark.end <= from) {
            depth[mark.part as usize] = depth[mark.part as usize].saturating_sub(1);
        }
        let words = Span::new(points.byte(from), points.byte(to)).of(text);
        Piece { words, start: from, end: to, depth, anchors }
    };
    edges.windows(2).map(|edge| piece(edge[0], edge[1])).collect()
}

/// The pieces that lie between two code points, of pieces cut at both.
pub fn between<'p, 't>(pieces: &'p [Piece<'t>], start: usize, end: usize) -> &'p [Piece<'t>] {
    let first = pieces.partition_point(|piece| piece.start < start);
    let last = pieces.partition_point(|piece| piece.end <= end);
    pieces.get(first..last).unwrap_or(&[])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, part: Part) -> Mark {
        Mark { start, end, part, anchor: None }
    }

    #[test]
    fn pieces_join_to_the_text() {
        let text = "« Été », a dit Zoé";
        let marks = [mark(2, 5, Part::Content), mark(9, 14, Part::Cue), mark(15, 18, Part::Source), mark(3, 400, Part::Event)];
        let joined: String = pieces(text, &marks, &[7]).iter().map(|piece| piece.words).collect();
        assert_eq!(joined, text);
    }

    #[test]
    fn nested_marks_are_counted() {
        let marks = [mark(0, 10, Part::Content), mark(4, 10, Part::Content), mark(4, 6, Part::Cue)];
        let found = pieces("0123456789", &marks, &[]);
        let shape: Vec<_> =
            found.iter().map(|piece| (piece.words, piece.depth[Part::Content as usize], piece.is(Part::Cue))).collect();
        assert_eq!(shape, [("0123", 1, false), ("45", 2, true), ("6789", 2, false)]);
    }

    #[test]
    fn an_empty_mark_leaves_nothing_open() {
        let found = pieces("abc", &[mark(1, 1, Part::Source)], &[]);
        assert!(found.iter().all(|piece| !piece.is(Part::Source)), "{found:?}");
    }

    #[test]
    fn blocks_take_their_own_pieces() {
        let found = pieces("one\ntwo", &[mark(1, 6, Part::Content)], &[3, 4]);
        let words: String = between(&found, 4, 7).iter().map(|piece| piece.words).collect();
        assert_eq!(words, "two");
    }
}
