//! What a paragraph owes to the one before: the turns of an interview, a quotation that a colon announces, one that goes on.

use crate::Told;
use crate::attribution::announcement;
use crate::cast::Cast;
use crate::paragraph::Paragraph;
use crate::vocabulary::{CueEntry, Vocabulary};
use saidby_core::{Attribution, AttributionId, Claim, Cue, Holder, Source};

/// Fewer paragraphs with a dash at their head one after the other are no interview.
const FEWEST_TURNS: usize = 2;

/// Marks the paragraphs that are turns of an interview: « – Des regrets ? », « – Aucun. » A list has no questions.
pub fn mark_turns(paragraphs: &mut [Paragraph]) {
    for run in paragraphs.chunk_by_mut(|one, next| is_dashed(one) == is_dashed(next)) {
        let asks = run.iter().any(|paragraph| (0..paragraph.words.len()).any(|at| paragraph.lower(at) == "?"));
        let is_interview = is_dashed(&run[0]) && run.len() >= FEWEST_TURNS && asks;
        run.iter_mut().for_each(|paragraph| paragraph.turn = is_interview);
    }
}

fn is_dashed(paragraph: &Paragraph) -> bool {
    paragraph.words.len() > 1 && matches!(paragraph.lower(0), "–" | "—" | "―" | "-" | "--")
}

/// Who speaks in the paragraph after one that ends with a colon: « Anne Lorient a ajouté : ».
pub struct Announced<'v> {
    source: Source,
    cue: Cue,
    entry: Option<&'v CueEntry>,
}

impl<'v> Announced<'v> {
    /// What the end of a paragraph announces, if no attribution of the paragraph has its cue.
    pub fn of(cast: &mut Cast, paragraph: &Paragraph, vocabulary: &'v Vocabulary, told: &[Told]) -> Option<Self> {
        let draft = announcement(paragraph, vocabulary)?;
        let (words, kind) = draft.cue?;
        let cue = Cue { span: paragraph.span(&words), kind };
        let taken = told.iter().any(|told| told.attribution.cue.is_some_and(|other| other.span == cue.span));
        let source = draft.source.filter(|_| !taken)?;
        Some(Self { source: cast.source(paragraph, Some(source)), cue, entry: draft.entry })
    }

    /// Gives source and cue to the quotation that a paragraph begins with.
    pub fn give_to<'t>(self, paragraph: &Paragraph, told: &mut Told<'t>)
    where
        'v: 't,
    {
        if begins_with(paragraph, &told.attribution) {
            let act = self.entry.map_or(told.attribution.act, |entry| entry.act);
            told.entry = self.entry;
            told.attribution = Attribution {
                source: self.source,
                cue: Some(self.cue),
                act,
                pattern: "colon before the paragraph",
                ..told.attribution.clone()
            };
        }
    }
}

/// Whether an attribution is a quotation alone that its paragraph begins with.
fn begins_with(paragraph: &Paragraph, attribution: &Attribution) -> bool {
    let first = paragraph.quotations.first().filter(|quotation| quotation.outer().start == 0);
    let starts = first.map(|quotation| paragraph.span(&quotation.inner).start());
    attribution.cue.is_none() && attribution.content.first().map(|content| content.start()) == starts
}

/// Which attribution each one goes on: its paragraph opens with a mark of quotation, and the one before left its last open.
pub fn continued(paragraphs: &[Paragraph], told: &[Told]) -> Vec<Option<usize>> {
    (0..told.len())
        .map(|index| {
            let own = &told[index];
            let before = own.paragraph.checked_sub(1)?;
            let open = paragraphs[before].quotations.last().filter(|quotation| !quotation.closed)?;
            let end = paragraphs[before].span(&paragraphs[before].trimmed(open.inner.clone())).end();
            let holds = |other: &usize| {
                told[*other].paragraph == before
                    && told[*other].attribution.content.iter().any(|content| content.end() >= end)
                    && told[*other].attribution.parent.is_none()
            };
            (0..index).rev().find(holds).filter(|_| begins_with(&paragraphs[own.paragraph], &own.attribution))
        })
        .collect()
}

/// Joins each attribution with the one that it goes on, and lets claims and parents follow.
pub fn join(told: Vec<Told>, continued: &[Option<usize>], claims: &mut [Claim]) -> Vec<Attribution> {
    let mut joined: Vec<Attribution> = Vec::with_capacity(told.len());
    let mut ids: Vec<AttributionId> = Vec::with_capacity(told.len());
    for (told, goes_on) in told.into_iter().zip(continued) {
        match goes_on {
            Some(first) => {
                let id = ids[*first];
                joined[id.0 as usize].content.extend(told.attribution.content);
                ids.push(id);
            }
            None => {
                ids.push(AttributionId(joined.len() as u32));
                joined.push(told.attribution);
            }
        }
    }
    let renamed = |id: AttributionId| ids[id.0 as usize];
    joined.iter_mut().for_each(|attribution| attribution.parent = attribution.parent.map(renamed));
    for claim in claims {
        claim.via = claim.via.map(renamed);
        for stance in &mut claim.stances {
            if let Holder::Source(id) = &mut stance.holder {
                *id = renamed(*id);
            }
        }
    }
    joined
}
