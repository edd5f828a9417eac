//! Scores of tags become names: the best run of tags in which no name goes on that has not begun.

use super::{NameTag, Scores};
use saidby_core::NameKind;
use std::ops::Range;

/// The names of one sentence, as ranges of its words, out of one row of scores a word.
///
/// A tag inside a name may only follow the first or an inside word of the same kind, so that what comes out needs no repair. Of runs
/// with the same sum the one with the tag of lower index counts: outside before all.
pub fn decode(scores: &[Scores]) -> Vec<(Range<usize>, NameKind)> {
    names(&best(scores))
}

/// The best run of tags (Viterbi). Any tag may stand before one that is not inside a name, so one greatest sum serves them all.
fn best(scores: &[Scores]) -> Vec<NameTag> {
    let mut sums = [0.0f32; NameTag::COUNT];
    let mut before: Vec<[u8; NameTag::COUNT]> = Vec::with_capacity(scores.len());
    for (at, row) in scores.iter().enumerate() {
        let greatest = first_greatest(&sums, 0..NameTag::COUNT);
        let mut next = [f32::NEG_INFINITY; NameTag::COUNT];
        let mut from = [0u8; NameTag::COUNT];
        for (tag, own) in (0..NameTag::COUNT).filter_map(|tag| Some((tag, NameTag::at(tag)?))) {
            let last = match own {
                NameTag::Inside(_) if at == 0 => continue,
                NameTag::Inside(kind) => first_greatest(&sums, NameTag::Begin(kind).index()..tag + 1),
                _ => greatest,
            };
            if sums[last] + row[tag] > next[tag] {
                next[tag] = sums[last] + row[tag];
                from[tag] = last as u8;
            }
        }
        // Only differences count; sums stay small however long the sentence is.
        let most = next.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        sums = if most.is_finite() { next.map(|sum| sum - most) } else { [0.0; NameTag::COUNT] };
        before.push(from);
    }
    let mut tag = first_greatest(&sums, 0..NameTag::COUNT);
    let mut tags = vec![NameTag::Outside; scores.len()];
    for at in (0..scores.len()).rev() {
        tags[at] = NameTag::at(tag).unwrap_or_default();
        tag = before[at][tag] as usize;
    }
    tags
}

fn first_greatest(sums: &[f32; NameTag::COUNT], range: Range<usize>) -> usize {
    let start = range.start;
    range.fold(start, |best, at| if sums[at] > sums[best] { at } else { best })
}

/// The names in a run of tags; one that goes on without having begun begins where it is met.
pub fn names(tags: &[NameTag]) -> Vec<(Range<usize>, NameKind)> {
    let mut names: Vec<(Range<usize>, NameKind)> = Vec::new();
    for (at, tag) in tags.iter().enumerate() {
        match (*tag, names.last_mut()) {
            (NameTag::Inside(kind), Some((words, last))) if words.end == at && *last == kind => words.end += 1,
            (NameTag::Begin(kind) | NameTag::Inside(kind), _) => names.push((at..at + 1, kind)),
            (NameTag::Outside, _) => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use NameKind::{Organisation, Person};
    use NameTag::{Begin, Inside, Outside};

    fn row(scores: &[(NameTag, f32)]) -> Scores {
        let mut row = [-9.0; NameTag::COUNT];
        scores.iter().for_each(|(tag, score)| row[tag.index()] = *score);
        row
    }

    #[test]
    fn the_sum_decides_not_the_word() {
        let scores = [
            row(&[(Outside, 0.0), (Begin(Person), -0.5)]),
            row(&[(Inside(Person), 0.0), (Outside, -3.0)]),
            row(&[(Inside(Organisation), -0.1), (Inside(Person), -0.2), (Outside, -2.0)]),
        ];
        assert_eq!(decode(&scores), [(0..3, Person)]);
    }

    #[test]
    fn without_evidence_there_is_no_name_and_no_number_harms() {
        assert_eq!(decode(&[[0.0; NameTag::COUNT]; 3]), []);
        assert_eq!(decode(&[[f32::NAN; NameTag::COUNT], [f32::INFINITY; NameTag::COUNT]]), []);
        assert_eq!(decode(&[]), []);
    }

    #[test]
    fn tags_that_go_on_from_nothing_begin() {
        let tags = [Inside(Person), Inside(Person), Inside(Organisation), Outside, Inside(Person), Begin(Person)];
        assert_eq!(names(&tags), [(0..2, Person), (2..3, Organisation), (4..5, Person), (5..6, Person)]);
    }
}
