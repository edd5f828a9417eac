//! All that the line says of one page.

use crate::{Actor, ActorRef, Article, Attribution, AttributionId, Claim, Holder, Mention, Notice, Page, Sentence, Span};

/// What the claims stage gives.
#[derive(Clone, Debug, Default)]
pub struct Statements {
    /// The document's actors; an [`ActorRef`] is an index here.
    pub actors: Vec<Actor>,
    /// Who is mentioned where, in text order.
    pub mentions: Vec<Mention>,
    /// Who said what, in text order; an [`crate::AttributionId`] is an index here.
    pub attributions: Vec<Attribution>,
    /// What is claimed.
    pub claims: Vec<Claim>,
    /// Abstentions and doubts.
    pub notices: Vec<Notice>,
}

impl Statements {
    /// The actor behind a reference.
    pub fn actor(&self, actor: ActorRef) -> Option<&Actor> {
        self.actors.get(actor.0 as usize)
    }

    /// Says which invariant is broken, if one is, over the article text that the spans point into.
    pub fn check(&self, text: &str) -> Result<(), String> {
        let fits = |span: Span| if span.fits(text) { Ok(()) } else { Err(format!("{span:?} does not fit the article text")) };
        for mention in &self.mentions {
            fits(mention.span)?;
            self.check_actor(mention.actor)?;
        }
        for (i, attribution) in self.attributions.iter().enumerate() {
            check_attribution(attribution, i, self.attributions.len(), &fits)?;
            self.check_actor(attribution.source.actor)?;
        }
        for claim in &self.claims {
            self.check_claim(claim, &fits)?;
        }
        self.check_parents()
    }

    /// Parents make no circle: going up from any attribution ends within as many steps as there are attributions.
    fn check_parents(&self) -> Result<(), String> {
        let up = |id: AttributionId| self.attributions.get(id.0 as usize).and_then(|attribution| attribution.parent);
        for (index, attribution) in self.attributions.iter().enumerate() {
            let chain = std::iter::successors(attribution.parent, |&id| up(id));
            if chain.take(self.attributions.len() + 1).count() > self.attributions.len() {
                return Err(format!("the parents of attribution {index} make a circle"));
            }
        }
        Ok(())
    }

    fn check_attribution_exists(&self, id: AttributionId) -> Result<(), String> {
        match self.attributions.get(id.0 as usize) {
            Some(_) => Ok(()),
            None => Err(format!("{id:?} is no attribution of the document")),
        }
    }

    fn check_actor(&self, actor: Option<ActorRef>) -> Result<(), String> {
        match actor {
            Some(actor) if self.actor(actor).is_none() => Err(format!("{actor:?} is no actor of the document")),
            _ => Ok(()),
        }
    }

    fn check_claim(&self, claim: &Claim, fits: &impl Fn(Span) -> Result<(), String>) -> Result<(), String> {
        fits(claim.event.trigger)?;
        for participant in [claim.event.actor, claim.event.recipient].into_iter().flatten() {
            self.check_actor(Some(participant.actor))?;
            participant.mention.map_or(Ok(()), fits)?;
        }
        if claim.stances.first().is_none_or(|stance| stance.holder != Holder::Author) {
            return Err(format!("the author's stance is not the first of {claim:?}"));
        }
        claim.via.map_or(Ok(()), |via| self.check_attribution_exists(via))?;
        for stance in &claim.stances {
            if let Holder::Source(attribution) = stance.holder {
                self.check_attribution_exists(attribution)?;
            }
        }
        let mut holders: Vec<Holder> = claim.stances.iter().map(|stance| stance.holder).collect();
        holders.sort();
        holders.dedup();
        if holders.len() < claim.stances.len() {
            return Err(format!("a holder has two stances in {claim:?}"));
        }
        claim.stances.iter().flat_map(|stance| &stance.cues).try_for_each(|&cue| fits(cue))
    }
}

fn check_attribution(
    attribution: &Attribution,
    index: usize,
    count: usize,
    fits: &impl Fn(Span) -> Result<(), String>,
) -> Result<(), String> {
    let ordered = attribution.content.windows(2).all(|pair| pair[0].end() <= pair[1].start());
    if attribution.content.is_empty() || !ordered {
        return Err(format!("the content of attribution {index} is empty or out of order"));
    }
    if attribution.parent.is_some_and(|parent| parent.0 as usize >= count || parent.0 as usize == index) {
        return Err(format!("the parent of attribution {index} is no other attribution"));
    }
    let source = attribution.source.mention.iter().chain(&attribution.source.resolved_by);
    let cue = attribution.cue.iter().map(|cue| &cue.span);
    attribution.content.iter().chain(source).chain(cue).chain(&attribution.addressee).try_for_each(|&span| fits(span))
}

/// One page, from its bytes to its claims.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// The page as received.
    pub page: Page,
    /// Its text, in blocks.
    pub article: Article,
    /// The sentences of the article text.
    pub sentences: Vec<Sentence>,
    /// Who said what, and what is claimed.
    pub statements: Statements,
    /// What the reader should know, from every stage.
    pub notices: Vec<Notice>,
}
