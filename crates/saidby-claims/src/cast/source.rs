//! Who a source phrase is, and by which mentions.

use super::Cast;
use super::phrase::{Bearer, bearer};
use super::referent::{Found, is_definite};
use crate::paragraph::Paragraph;
use crate::vocabulary::{Class, Pronoun, SourceNoun, Vocabulary};
use saidby_core::{Source, SourceKind, Upos};
use saidby_lexicon::NameKind;
use std::ops::Range;

impl Cast {
    /// Who a source phrase is, and notes that they spoke. `None` stands for a source that is understood: the last speaker.
    pub fn source(&mut self, paragraph: &Paragraph, words: Option<Range<usize>>) -> Source {
        let Some(words) = words else {
            let last = self.last_voice();
            return Source { kind: SourceKind::Implicit, mention: None, actor: last.actor, resolved_by: last.by };
        };
        let mention = paragraph.span(&words);
        let head = head_of(paragraph, &words);
        let found = self.resolve(paragraph, &words, head);
        let kind = self.source_kind(paragraph, &words, head, &found);
        self.speak(paragraph, head, mention, &found);
        Source { kind, mention: Some(mention), actor: found.actor, resolved_by: found.by }
    }

    /// Notes who spoke: the one found, else the nameless one whom the phrase presents.
    fn speak(&mut self, paragraph: &Paragraph, head: usize, mention: saidby_core::Span, found: &Found) {
        let earlier = found.by.last().and_then(|&span| self.referent_at(span)).cloned();
        let speaker = match earlier {
            Some(earlier) => earlier.known_as(found.actor),
            None if is_pronoun(paragraph, head) && found.actor.is_none() => return,
            None => self.referent(paragraph, head, mention, found.actor),
        };
        self.speakers.push(speaker);
    }

    fn resolve(&mut self, paragraph: &Paragraph, words: &Range<usize>, head: usize) -> Found {
        if let Some(pronoun) = subject_pronoun(paragraph, self.vocabulary, words) {
            return self.by_pronoun(paragraph, words.start, *pronoun, true);
        }
        let named = self.actors_of_phrase(paragraph, head);
        if let Some(&actor) = named.first() {
            return Found::named(actor);
        }
        if paragraph.is(words.start, Class::Relative) {
            return self.by_relative(paragraph, head);
        }
        if is_pronoun(paragraph, head) {
            let pronoun = self.vocabulary.pronoun(paragraph.lower(head)).copied();
            return pronoun.map(|pronoun| self.by_pronoun(paragraph, head, pronoun, true)).unwrap_or_default();
        }
        if self.vocabulary.source(paragraph.lower(head)).is_none()
            && let Some(person) = self.run_by_surname(paragraph, words).or_else(|| self.unknown_person(paragraph, words))
        {
            return Found::named(person);
        }
        if is_definite(paragraph, head) { self.by_noun(paragraph, head) } else { Found::default() }
    }

    /// How a source phrase gives its source: by the word at its head, and by what was found.
    fn source_kind(&self, paragraph: &Paragraph, words: &Range<usize>, head: usize, found: &Found) -> SourceKind {
        if subject_pronoun(paragraph, self.vocabulary, words).is_some() || is_pronoun(paragraph, head) {
            return SourceKind::Pronoun;
        }
        if words.clone().any(|at| paragraph.is(at, Class::Withheld)) {
            return SourceKind::Anonymous;
        }
        let person = found.by.is_empty() && found.actor.is_some_and(|actor| self.people.contains_key(&actor));
        let name = match bearer(paragraph, self.vocabulary, head) {
            Some(Bearer::Known(known)) => known.kind != NameKind::Adjective,
            Some(_) => true,
            None => paragraph.tree.node(head).upos == Upos::Propn && self.vocabulary.source(paragraph.lower(head)).is_none(),
        };
        if person || name {
            return SourceKind::Named;
        }
        self.vocabulary.source(paragraph.lower(head)).map_or(SourceKind::Nominal, |noun| noun.kind)
    }
}

/// The word of a phrase that governs the others: whose own head is outside of it.
pub(super) fn head_of(paragraph: &Paragraph, words: &Range<usize>) -> usize {
    let tops = || paragraph.tree.tops(words.clone()).filter(|&at| !paragraph.is_punctuation(at));
    let nominal = |at: &usize| {
        let node = paragraph.tree.node(*at);
        matches!(node.upos, Upos::Noun | Upos::Propn | Upos::Pron) && !matches!(node.universal, "case" | "mark" | "obl")
    };
    tops().find(nominal).or_else(|| tops().next()).unwrap_or(words.start)
}

pub(super) fn is_pronoun(paragraph: &Paragraph, at: usize) -> bool {
    paragraph.tree.node(at).upos == Upos::Pron
}

/// The pronoun that a phrase is: « il », « ce dernier »; an article is none.
fn subject_pronoun<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary, words: &Range<usize>) -> Option<&'v Pronoun> {
    vocabulary.pronoun(&paragraph.phrase(words.clone())).filter(|pronoun| pronoun.subject)
}

/// The first noun of a source in a phrase.
pub(super) fn head_noun<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary, words: &Range<usize>) -> Option<&'v SourceNoun> {
    words.clone().find_map(|at| vocabulary.source(paragraph.lower(at)))
}
