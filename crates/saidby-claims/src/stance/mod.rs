//! How sure each holder is: from the act of the cue, then from the words beside the event.
//!
//! Rules of the record: an accusation is not a confirmation; looking into something never supports it; a denial is a negative
//! stance on the same claim; pretending makes the outer speaker's stance negative; the author only reports, unless the cue says more.

mod degree;
mod governed;
mod local;
mod walk;
mod words;

use crate::paragraph::Paragraph;
use crate::vocabulary::{AuthorStance, CueEntry, Vocabulary};
use saidby_core::{
    Act, Article, Attribution, AttributionId, Basis, Certainty, CueKind, Holder, Polarity, Sentence, Span, Stance, Upos,
};
use std::ops::Range;
use walk::{Operator, Scene};
use words::{Frame, Kind, Words};

/// How sure the innermost holder is that what each of these spans of the article text says is so: −3 (certainly not) to 3
/// (certainly), and the words that tell it, outermost first. `None` where a span holds no word, or the language has no lists.
///
/// The sentences are those of `article.text`, with their trees; the head of a span's words is taken for its predicate.
pub fn certainty(article: &Article, sentences: &[Sentence], predicates: &[Span]) -> Vec<Option<(f64, Vec<Span>)>> {
    let language = article.metadata.language.as_ref().map(|found| found.value);
    let (Some(vocabulary), Some(words)) = (language.and_then(Vocabulary::of), language.and_then(Words::of)) else {
        return vec![None; predicates.len()];
    };
    let paragraphs = crate::paragraphs(article, sentences, &[], vocabulary);
    let one = |span: &Span| {
        let paragraph = paragraphs.iter().find(|paragraph| !paragraph.range(*span).is_empty())?;
        let scene = Scene { paragraph, vocabulary, words };
        let predicate = head(paragraph, &paragraph.range(*span));
        let walk = walk::from_root(&scene, predicate);
        Some((walk.degree, walk.steps.iter().map(|step| paragraph.span(&step.words)).collect()))
    };
    predicates.iter().map(one).collect()
}

/// Whether a verb's own words deny it: *not*, « ne … plus », "no longer", « sans », « n'enverra rien ». « Aucun char » denies its noun.
pub fn is_denied(paragraph: &Paragraph, vocabulary: &Vocabulary, verb: usize) -> bool {
    let Some(words) = Words::of(vocabulary.language) else { return false };
    let denies_noun = |at: usize| paragraph.tree.node(at).upos == Upos::Det || paragraph.tree.node(at).universal == "nsubj";
    let beside = local::beside(&Scene { paragraph, vocabulary, words }, verb);
    beside.iter().any(|(words, shading)| shading.kind == Kind::Negation && !denies_noun(words.start))
}

/// The word of a range that governs the others.
fn head(paragraph: &Paragraph, range: &Range<usize>) -> usize {
    paragraph.tree.tops(range.clone()).next().unwrap_or(range.start)
}

/// A predicate presupposes what is at least probable and more under it and under its denial.
const PRESUPPOSED: f64 = 2.5;

/// One attribution above a claim, innermost last: its id, itself, its cue's row.
pub struct Level<'a> {
    /// Its id.
    pub id: AttributionId,
    /// The attribution.
    pub attribution: &'a Attribution,
    /// The row of its cue.
    pub entry: Option<&'a CueEntry>,
}

/// What the way to an event makes of it.
#[derive(Clone, Debug, Default)]
pub struct Shade {
    /// What is left of something certain; `None` where nothing was met.
    left: Option<(Polarity, Certainty)>,
    /// What the stance rests on, where a word on the way says so.
    basis: Option<Basis>,
    /// Whether others are said to know it.
    reported: bool,
    /// The words that were met, outermost first.
    cues: Vec<Span>,
    /// The language's words.
    words: Option<&'static Words>,
}

impl Shade {
    /// The shade of the event whose words are `trigger`, inside the words that its innermost holder says: `content`, or the paragraph
    /// where the author speaks. `negated` counts where no tree tells of a negation.
    pub fn of(
        paragraph: &Paragraph,
        vocabulary: &Vocabulary,
        trigger: &Range<usize>,
        content: &Range<usize>,
        negated: bool,
    ) -> Self {
        let untold = negated.then_some((Polarity::Neg, Certainty::Certain));
        let Some(words) = Words::of(vocabulary.language) else { return Shade { left: untold, ..Shade::default() } };
        let (walk, is_thought) = walk::within(&Scene { paragraph, vocabulary, words }, head(paragraph, trigger), content);
        let met = |operators: &[Operator]| walk.steps.iter().any(|step| operators.contains(&step.operator));
        let basis = match () {
            () if met(&[Operator::Question]) => Some(Basis::Asked),
            () if met(&[Operator::Command]) => Some(Basis::Ordered),
            () if met(&[Operator::Condition, Operator::Consequence]) => Some(Basis::Conditional),
            () => None,
        };
        Shade {
            left: if walk.steps.is_empty() { untold } else { Some(degree::category(walk.degree)) },
            basis,
            reported: is_thought || met(&[Operator::Hearsay]),
            cues: walk.steps.iter().map(|step| paragraph.span(&step.words)).collect(),
            words: Some(words),
        }
    }

    /// What is said not to be is no part of the event: a negation that makes another event of it (« ne livrera pas » is a refusal)
    /// denies nothing, and « aucun missile » does.
    pub fn set_negative(&mut self, negative: bool) {
        self.left = match (self.left, negative) {
            (Some((Polarity::Neg, certainty)), false) => Some((Polarity::Pos, certainty)),
            (Some((Polarity::Pos, certainty)), true) => Some((Polarity::Neg, certainty)),
            (None, true) => Some((Polarity::Neg, Certainty::Certain)),
            (left, _) => left,
        };
    }

    /// The mood of the verb says that others say so: « aurait livré ».
    pub fn mark_reported(&mut self, verb: Span) {
        self.reported = true;
        self.cues.push(verb);
    }

    /// The stance of someone who holds so much of an event so shaded.
    fn held(&self, holder: Holder, polarity: Polarity, certainty: Certainty, basis: Basis) -> Stance {
        let (polarity, certainty) = match self.left {
            None => (polarity, certainty),
            Some((Polarity::Unspecified, left)) => (Polarity::Unspecified, left),
            Some((Polarity::Neg, left)) => (opposite(polarity), certainty.max(left)),
            Some((Polarity::Pos, left)) => (polarity, certainty.max(left)),
        };
        let polarity = if certainty == Certainty::Unknown { Polarity::Unspecified } else { polarity };
        let basis = self.basis.filter(|_| basis == Basis::Asserted).unwrap_or(basis);
        Stance { holder, polarity, certainty, basis, cues: self.cues.clone() }
    }
}

fn opposite(polarity: Polarity) -> Polarity {
    match polarity {
        Polarity::Pos => Polarity::Neg,
        Polarity::Neg => Polarity::Pos,
        Polarity::Unspecified => Polarity::Unspecified,
    }
}

/// The stances on an event, the author's first, then each level's from the outermost to the innermost.
pub fn stances(levels: &[Level], shade: &Shade) -> Vec<Stance> {
    let Some((innermost, outer)) = levels.split_last() else {
        let mut author = shade.held(Holder::Author, Polarity::Pos, Certainty::Certain, Basis::Asserted);
        if shade.reported {
            author = Stance { cues: shade.cues.clone(), ..Stance::reported_by_author() };
        }
        return vec![author];
    };
    let mut stances = vec![author_stance(levels, shade)];
    for (level, inner) in outer.iter().zip(&levels[1..]) {
        stances.push(outer_stance(level, inner));
    }
    stances.push(innermost_stance(innermost, shade));
    stances
}

fn author_stance(levels: &[Level], shade: &Shade) -> Stance {
    let stance = |level: &Level| level.entry.map_or(AuthorStance::Neutral, |entry| entry.author);
    let cue = levels[0].attribution.cue.map(|cue| cue.span);
    let commits =
        |level: &Level| stance(level) == AuthorStance::Factive && (!level.attribution.negated || presupposes(level, shade));
    let mut author = Stance::reported_by_author();
    if levels.iter().all(commits) {
        author = shade.held(Holder::Author, Polarity::Pos, Certainty::Certain, Basis::Asserted);
        author.cues.splice(0..0, cue);
    } else if levels.len() == 1 && stance(&levels[0]) == AuthorStance::Counter {
        author = shade.held(Holder::Author, Polarity::Neg, Certainty::Certain, Basis::Asserted);
        author.cues.splice(0..0, cue);
    }
    author
}

/// "does not regret that": the cue's content is so whether the cue is or not.
fn presupposes(level: &Level, shade: &Shade) -> bool {
    let lemma = level.entry.filter(|entry| entry.kind == CueKind::Verb).map(|entry| entry.words[0]);
    let signature = || shade.words?.signature(lemma?, Upos::Verb, Frame::Finite);
    signature().is_some_and(|signature| signature.positive >= PRESUPPOSED && signature.negative >= PRESUPPOSED)
}

/// A speaker who passes on what another says: no stance of their own, unless they call it pretence.
fn outer_stance(level: &Level, inner: &Level) -> Stance {
    let holder = Holder::Source(level.id);
    let counter = inner.entry.is_some_and(|entry| entry.author == AuthorStance::Counter);
    let cues: Vec<Span> = inner.attribution.cue.iter().map(|cue| cue.span).collect();
    if counter {
        return Stance { holder, polarity: Polarity::Neg, certainty: Certainty::Certain, basis: Basis::Asserted, cues };
    }
    Stance { holder, polarity: Polarity::Unspecified, certainty: Certainty::Unknown, basis: Basis::Reported, cues: Vec::new() }
}

fn innermost_stance(level: &Level, shade: &Shade) -> Stance {
    let (polarity, certainty, basis) = of_act(level.attribution.act);
    let certainty = level.entry.map_or(certainty, |entry| entry.certainty.max(certainty));
    let says_nothing = level.attribution.negated && !presupposes(level, shade);
    let (polarity, certainty) = if says_nothing { (Polarity::Unspecified, Certainty::Unknown) } else { (polarity, certainty) };
    let mut stance = shade.held(Holder::Source(level.id), polarity, certainty, basis);
    stance.cues.insert(0, level.attribution.cue.map_or_else(|| level.attribution.content_cover(), |cue| cue.span));
    if shade.cues.is_empty() && level.attribution.cue.is_none() {
        stance.cues.clear();
    }
    stance
}

/// What a speaker of this act holds about what is said (PRODUCT.md, the record: stances).
pub fn of_act(act: Act) -> (Polarity, Certainty, Basis) {
    use Basis::*;
    use Certainty::*;
    use Polarity::*;
    match act {
        Act::Accuse => (Pos, Certain, Accused),
        Act::Suspect => (Pos, Probable, Suspected),
        Act::Deny | Act::Retract | Act::Reject => (Neg, Certain, Denied),
        Act::Confirm => (Pos, Certain, Confirmed),
        Act::Admit => (Pos, Certain, Admitted),
        Act::Opine | Act::Predict => (Pos, Probable, Believed),
        Act::Fear | Act::Warn => (Pos, Possible, Feared),
        Act::Promise | Act::Threaten => (Pos, Certain, Promised),
        Act::Order => (Unspecified, Unknown, Ordered),
        Act::Request | Act::Propose => (Unspecified, Unknown, Requested),
        Act::Refuse => (Neg, Certain, Promised),
        Act::Inquire => (Unspecified, Unknown, Investigating),
        Act::DeclineComment => (Unspecified, Unknown, Asked),
        Act::Pretend => (Pos, Certain, Pretended),
        Act::Say | Act::Inform | Act::Announce | Act::Condemn | Act::Praise | Act::Other => (Pos, Certain, Asserted),
    }
}
