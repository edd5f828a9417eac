//! Which articles are one text, and which of them is its origin.
//!
//! In: texts. Out: for each, its group, the group's origin and the edges to the texts that it shares words with.
//!
//! Runs of five words (*shingles*, after Broder 1997, "On the resemblance and containment of documents") are compared without
//! case and accents. A text most of whose shingles stand in a longer one is its copy: an agency story cut from the end, with a
//! caption in between, is still the agency's.

mod origin;
mod shingles;
mod spans;

use saidby_core::{Moment, Span};
use shingles::Shingles;
use spans::Stretch;
use std::collections::{BTreeMap, BTreeSet};

/// The share of the smaller text's shingles from which it is a copy, wherever they stand: half, more of the text being taken than
/// not. Half is also where Broder, Glassman, Manasse and Zweig (1997, "Syntactic clustering of the Web") cut their clusters,
/// though of resemblance (shared over all) and runs of ten words; containment, for parts, is in Broder 1997. Our own pairs in
/// `cases/pairs.txt` hold it to what a reader would say.
const COPY: f64 = 0.5;

/// The share from which it is a copy if they stand all over it. Where one word in three is exchanged at random, a run of five
/// stays whole with a probability of (2/3)⁵ = 0.13; a text of which less is kept is a rewriting, not a copy.
const SPUN: f64 = 0.13;

/// Tenths of the smaller text that hold the start of a shared stretch, from which the stretches stand all over it: most of them.
/// A passage or furniture taken over starts in one tenth.
const SPREAD: usize = 6;

/// Words that must stand in one stretch for a passage to count as taken over. A convention: longer than names, titles, short
/// quotations and a sentence of background (about 20 words in news prose). It decides no group.
const PASSAGE_WORDS: usize = 30;

/// Texts of one shingle that are compared each with each; of more, each is compared with the one before it and with the first of
/// them. That joins the five hundred copies of one story and keeps the work linear.
const COMPARED: usize = 16;

/// Shared shingles below which two texts are not looked at further: eight words in a row; a shorter text is no copy of anything.
const FEWEST_SHARED: u32 = 4;

/// One text to compare.
#[derive(Clone, Copy, Debug)]
pub struct Text<'t> {
    /// What the caller calls it.
    pub id: &'t str,
    /// Its words.
    pub text: &'t str,
    /// When it was published, if that is known.
    pub published: Option<Moment>,
}

/// How two texts are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// One is the other, perhaps cut, reordered or with words exchanged.
    Copy,
    /// They share a passage; the rest of each is its own. Excerpts do not join groups.
    Excerpt,
}

impl Relation {
    /// `copy` or `excerpt`.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Copy => "copy",
            Relation::Excerpt => "excerpt",
        }
    }
}

/// What one text has in common with another.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The other text, by its index in the input.
    pub to: usize,
    /// How they are alike.
    pub relation: Relation,
    /// The share of the smaller text's shingles that both have, 0 to 1.
    pub score: f64,
    /// The stretches that both have: bytes of this text, bytes of the other; in this text's order, without overlap in it.
    pub spans: Vec<(Span, Span)>,
    /// The reasons, for a person.
    pub why: Vec<String>,
}

/// One text's place among the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Copies {
    /// Its group, by the index of the group's first text in the input.
    pub group: usize,
    /// The group's origin, by its index in the input.
    pub origin: usize,
    /// The texts found to share words with it, in input order; not all of them where more than 16 share the same words, see
    /// [`groups`].
    pub edges: Vec<Edge>,
}

/// The place of every text among the others, in input order.
///
/// The origin of a group is its earliest text by time of publication; where none has one, the longest of those with an agency's
/// credit, else the longest, else the first given.
///
/// Of words that more than 16 texts hold, each text is compared with the one before it, in input order, and with the first of
/// them only. Copies of one story are still joined, by way of one another, as long as each is a copy of one of these two; their
/// edges are a chain then, not every pair. Two texts that share nothing but such words, with texts of another kind before each
/// and first, are not compared and stay apart.
pub fn groups(texts: &[Text<'_>]) -> Vec<Copies> {
    let shingled: Vec<Shingles> = texts.iter().map(|text| Shingles::of(text.text)).collect();
    let mut copies: Vec<Copies> =
        (0..texts.len()).map(|index| Copies { group: index, origin: index, edges: Vec::new() }).collect();
    let mut parents: Vec<usize> = (0..texts.len()).collect();
    for (a, b) in candidates(&shingled) {
        let Some(edge) = edge(&shingled, a, b) else { continue };
        if edge.relation == Relation::Copy {
            join(&mut parents, a, b);
        }
        copies[b].edges.push(turned(&edge, a));
        copies[a].edges.push(edge);
    }
    settle(texts, &mut parents, &mut copies);
    copies
}

/// The pairs of texts, by index, that share enough shingles to be compared; in order.
fn candidates(shingled: &[Shingles]) -> Vec<(usize, usize)> {
    let mut postings: Vec<(u64, u32)> =
        (0..).zip(shingled).flat_map(|(index, s)| s.distinct.iter().map(move |&hash| (hash, index))).collect();
    postings.sort_unstable();
    let mut shared: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for texts in postings.chunk_by(|a, b| a.0 == b.0) {
        for (index, &(_, a)) in texts.iter().enumerate().skip(1) {
            let others = if texts.len() <= COMPARED { &texts[..index] } else { &texts[index - 1..index] };
            let first = &texts[..usize::from(texts.len() > COMPARED && index > 1)];
            for &(_, b) in first.iter().chain(others) {
                *shared.entry((b, a)).or_default() += 1;
            }
        }
    }
    shared.into_iter().filter(|&(_, count)| count >= FEWEST_SHARED).map(|((a, b), _)| (a as usize, b as usize)).collect()
}

/// What text `a` has in common with text `b`, if it is enough to tell.
fn edge(shingled: &[Shingles], a: usize, b: usize) -> Option<Edge> {
    let (left, right) = (shingled.get(a)?, shingled.get(b)?);
    let shared = left.shared(right);
    let smaller = left.distinct.len().min(right.distinct.len()).max(1);
    let score = shared as f64 / smaller as f64;
    let matches = spans::shared(left, right);
    let longest = matches.iter().map(|stretch| stretch.words).max().unwrap_or(0);
    let spread = spread(left, right, &matches);
    let relation = match score {
        _ if score >= COPY || (score >= SPUN && spread >= SPREAD) => Relation::Copy,
        _ if longest >= PASSAGE_WORDS => Relation::Excerpt,
        _ => return None,
    };
    let counted = format!("{shared} of the smaller text's {smaller} runs of {} words stand in both", shingles::WORDS);
    let why = vec![
        counted,
        format!("the longest shared passage has {longest} words"),
        format!("{spread} tenths of the smaller text hold one"),
    ];
    Some(Edge { to: b, relation, score, spans: matches.into_iter().map(|stretch| (stretch.left, stretch.right)).collect(), why })
}

/// How many tenths of the smaller text hold the start of a shared stretch.
fn spread(left: &Shingles, right: &Shingles, matches: &[Stretch]) -> usize {
    let left_is_smaller = left.distinct.len() <= right.distinct.len();
    let smaller = if left_is_smaller { left } else { right };
    let length = smaller.words.last().map_or(1, |(span, _)| span.end()).max(1);
    let start = |stretch: &Stretch| if left_is_smaller { stretch.left.start() } else { stretch.right.start() };
    matches.iter().map(|stretch| start(stretch) * 10 / length).collect::<BTreeSet<_>>().len()
}

/// The same edge seen from its other end.
fn turned(edge: &Edge, to: usize) -> Edge {
    let mut spans: Vec<(Span, Span)> = edge.spans.iter().map(|&(left, right)| (right, left)).collect();
    spans.sort();
    let mut end = 0;
    spans.retain(|(left, _)| {
        let free = left.start() >= end;
        end = if free { left.end() } else { end };
        free
    });
    Edge { to, spans, ..edge.clone() }
}

/// The first text of the group of `index` so far; shortens the way there.
fn root(parents: &mut [usize], mut index: usize) -> usize {
    while parents[index] != index {
        parents[index] = parents[parents[index]];
        index = parents[index];
    }
    index
}

/// Joins two groups under the earlier first text.
fn join(parents: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parents, a), root(parents, b));
    parents[a.max(b)] = a.min(b);
}

/// Writes group, origin and the order of edges.
fn settle(texts: &[Text<'_>], parents: &mut [usize], copies: &mut [Copies]) {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..texts.len() {
        members.entry(root(parents, index)).or_default().push(index);
    }
    for (group, members) in members {
        let origin = origin::of(texts, &members).unwrap_or(group);
        for member in members {
            copies[member].group = group;
            copies[member].origin = origin;
            copies[member].edges.sort_by_key(|edge| edge.to);
        }
    }
}
