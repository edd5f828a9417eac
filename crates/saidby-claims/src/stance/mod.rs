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
use saidby_core::{Act, Article, Attribution, AttributionId, Basis, Certainty, Holder, Polarity, Sentence, Span, Stance};
use std::ops::Range;
use walk::{Operator, Scene};
use words::Words;

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

/// The word of a range that governs the others.
fn head(paragraph: &Paragraph, range: &Range<usize>) -> usize {
    let outside = |&at: &usize| paragraph.tree.node(at).head.is_none_or(|head| !range.contains(&head));
    range.clone().find(outside).unwrap_or(range.start)
}

/// One attribution above a claim, innermost last: its id, itself, its cue's row.
pub struct Level<'a> {
    /// Its id.
    pub id: AttributionId,
    /// The attribution.
    pub attribution: &'a Attribution,
    /// The row of its cue.
    pub entry: Option<&'a CueEntry>,
}

/// What the words beside an event do to its certainty.
#[derive(Clone, Debug, Default)]
pub struct Shade {
    certainty: Option<Certainty>,
    negative: bool,
    reported: bool,
    cues: Vec<Span>,
}

impl Shade {
    /// The shade of the event whose words are `trigger`, inside the words that its innermost holder says: `content`, or the paragraph
    /// where the author speaks.
    pub fn of(
        paragraph: &Paragraph,
        vocabulary: &Vocabulary,
        trigger: &Range<usize>,
        content: &Range<usize>,
        negated: bool,
    ) -> Self {
        let Some(words) = Words::of(vocabulary.language) else { return Shade { negative: negated, ..Shade::default() } };
        let (walk, is_thought) = walk::within(&Scene { paragraph, vocabulary, words }, head(paragraph, trigger), content);
        let (polarity, certainty) = degree::category(walk.degree);
        Shade {
            certainty: (!walk.steps.is_empty()).then_some(certainty),
            negative: polarity == Polarity::Neg,
            reported: is_thought || walk.steps.iter().any(|step| step.operator == Operator::Hearsay),
            cues: walk.steps.iter().map(|step| paragraph.span(&step.words)).collect(),
        }
    }

    /// What is said not to be is no part of the event: a negation that makes another event of it (« ne livrera pas » is a refusal)
    /// denies nothing, and « aucun missile » does.
    pub fn set_negative(&mut self, negative: bool) {
        self.negative = negative;
    }

    /// The mood of the verb says that others say so: « aurait livré ».
    pub fn mark_reported(&mut self, verb: Span) {
        self.reported = true;
        self.cues.push(verb);
    }

    /// The stance of someone who asserts an event so shaded.
    fn asserted(&self, holder: Holder, polarity: Polarity, certainty: Certainty, basis: Basis) -> Stance {
        let polarity = if self.negative { opposite(polarity) } else { polarity };
        let certainty = self.certainty.map_or(certainty, |shade| shade.max(certainty));
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
        let mut author = shade.asserted(Holder::Author, Polarity::Pos, Certainty::Certain, Basis::Asserted);
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
    let all_factive = levels.iter().all(|level| stance(level) == AuthorStance::Factive);
    let mut author = Stance::reported_by_author();
    if all_factive && !levels[0].attribution.negated {
        author = shade.asserted(Holder::Author, Polarity::Pos, Certainty::Certain, Basis::Asserted);
        author.cues.extend(cue);
    } else if levels.len() == 1 && stance(&levels[0]) == AuthorStance::Counter {
        author = shade.asserted(Holder::Author, Polarity::Neg, Certainty::Certain, Basis::Asserted);
        author.cues.extend(cue);
    }
    author
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
    let (polarity, certainty) =
        if level.attribution.negated { (Polarity::Unspecified, Certainty::Unknown) } else { (polarity, certainty) };
    let mut stance = shade.asserted(Holder::Source(level.id), polarity, certainty, basis);
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
