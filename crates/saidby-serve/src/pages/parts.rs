//! What more than one page shows: a claim in words, a stance, a stretch of source text.

use crate::highlight::{Part, Piece};
use crate::words;
use maud::{Markup, html};
use saidby_casefile::{ActorCell, ClaimRow};
use saidby_core::record::{AttributionRecord, SourceRecord};
use saidby_core::{Basis, Certainty, Language, Polarity};

/// Who → type → whom, and what is given, moved or used. What is no event of the ontology is called by its own words.
pub fn claim_in_words(claim: &ClaimRow) -> Markup {
    html! {
        span.formula {
            @if claim.actor.is_some() || claim.kind.is_some() {
                (actor(claim.actor.as_ref()))
                span.arrow aria-hidden="true" { " → " }
            }
            @match claim.kind {
                Some(kind) => { abbr.type title=(words::meaning(kind)) { (kind.name()) } }
                None => { span lang=[code(&claim.language)] { "“" bdi { (claim.trigger.exact) } "”" } }
            }
            @if let Some(mode) = &claim.mode { span.mode { " (" (mode) ")" } }
            @if claim.recipient.is_some() { span.arrow aria-hidden="true" { " → " } (actor(claim.recipient.as_ref())) }
        }
        @if claim.kind.is_none() { span.unnamed { " no event type" } }
        @if let Some(item) = item(claim) { span.item lang=[code(&claim.language)] dir="auto" { (item) } }
    }
}

fn actor(actor: Option<&ActorCell>) -> Markup {
    match actor {
        Some(actor) => html! { bdi.actor { (actor.name) } },
        None => html! { span.unnamed { "not named" } },
    }
}

/// The words for how much of what.
fn item(claim: &ClaimRow) -> Option<String> {
    let words = [claim.quantity.as_deref(), claim.item.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Some(words).filter(|words| !words.is_empty())
}

/// The claim as plain text, for a page's title.
pub fn claim_title(claim: &ClaimRow) -> String {
    let name = |actor: &Option<ActorCell>| actor.as_ref().map(|actor| actor.name.clone());
    let actor = name(&claim.actor).or_else(|| claim.kind.map(|_| "not named".to_owned()));
    let event = claim.kind.map_or_else(|| format!("“{}”", claim.trigger.exact), |kind| kind.name().to_owned());
    [actor, Some(event), name(&claim.recipient)].into_iter().flatten().collect::<Vec<_>>().join(" → ")
}

/// Polarity, certainty and basis, in words.
pub fn stance(polarity: Polarity, certainty: Certainty, basis: Basis) -> Markup {
    html! {
        span class={ "polarity " (polarity.name()) } { (words::polarity(polarity)) }
        " "
        span.terms { (certainty.name()) " · " (basis.name()) }
    }
}

/// What to call a source: the actor's name, else its words, else its kind.
pub fn source_name(source: &SourceRecord) -> &str {
    source.actor.as_deref().or(source.exact.as_deref()).unwrap_or(words::source_kind(source.kind))
}

/// What the source does by saying it; `negated` where the text says that it is not said.
pub fn act(attribution: &AttributionRecord) -> Markup {
    html! {
        span.act { (words::act(attribution.act)) }
        @if attribution.negated { span.kind { " (negated: not said)" } }
    }
}

/// The words of an attribution's content, its parts joined by `…`, cut to `most` characters.
pub fn content(attribution: &AttributionRecord, most: usize) -> String {
    let parts: Vec<&str> = attribution.content.iter().map(|anchor| anchor.exact.as_str()).collect();
    words::shortened(&parts.join(" … "), most)
}

/// A date as the page gives it, or as much as the day of it.
pub fn date(value: &str) -> Markup {
    html! { time datetime=(value) { (words::day(value)) } }
}

/// Source text with its marks: what is said, its source and its cue each look their own way, in print too.
pub fn marked(pieces: &[Piece]) -> Markup {
    html! {
        @for piece in pieces {
            @for anchor in &piece.anchors {
                a.anchor id=(anchor) href={ "#" (anchor) } aria-label={ "attribution " (anchor) } { (anchor) }
            }
            @match classes(piece) {
                None => { (piece.words) }
                Some(classes) => { span class=(classes) { (piece.words) } }
            }
        }
    }
}

fn classes(piece: &Piece) -> Option<String> {
    let nested = piece.depth[Part::Content as usize] > 1;
    let names = [
        ("content", piece.is(Part::Content)),
        ("nested", nested),
        ("source", piece.is(Part::Source)),
        ("cue", piece.is(Part::Cue)),
        ("event", piece.is(Part::Event)),
    ];
    let classes: Vec<&str> = names.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| name).collect();
    (!classes.is_empty()).then(|| classes.join(" "))
}

/// What the marks mean: each one's class and name.
pub fn legend(marks: &[(&str, &str)]) -> Markup {
    html! {
        p.legend {
            span.hidden { "Marks in the text: " }
            @for (class, name) in marks { span class=(class) { (name) } " " }
        }
    }
}

/// A language's code for a `lang` attribute.
pub fn code(language: &Option<Language>) -> Option<String> {
    language.map(|language| language.to_string())
}

/// `1 origin`, `2 origins`.
pub fn counted(count: usize, thing: &str) -> String {
    format!("{count} {}", plural(count, thing))
}

/// `origin` for one, `origins` for any other number.
pub fn plural(count: usize, thing: &str) -> String {
    format!("{thing}{}", if count == 1 { "" } else { "s" })
}

/// A title that links out where its address is one of the web.
pub fn outward(title: &str, url: Option<&str>) -> Markup {
    html! {
        @match url.and_then(words::web_address) {
            Some(url) => { a href=(url) rel="noreferrer noopener external" { (title) } }
            None => { (title) }
        }
    }
}
