//! The phrase before a verb by its words, where the tree gives no subject; adverbials after it.
//!
//! No part-of-speech tags are needed: clauses end at marks, conjunctions and relatives; what is left between such an end and the
//! verb is its subject.

use crate::cue::is_auxiliary;
use crate::paragraph::Paragraph;
use crate::vocabulary::{Class, Vocabulary};
use std::ops::Range;

/// A subject longer than this is cut from the left: what is farther away is no longer its head.
const LONGEST_SUBJECT: usize = 24;

/// The subject that ends where a verb group starts: `verb` is the group's first word, `from` where its clause may begin.
pub fn subject_before(paragraph: &Paragraph, vocabulary: &Vocabulary, verb: usize, from: usize) -> Range<usize> {
    let end = skip_back(paragraph, vocabulary, verb, from);
    if end > from && is_comma(paragraph, end - 1) {
        return apposed_subject(paragraph, vocabulary, end, from);
    }
    let start = clause_start(paragraph, vocabulary, end, from);
    lead_trimmed(paragraph, vocabulary, start.max(end.saturating_sub(LONGEST_SUBJECT))..end)
}

/// « X, porte-parole de Y, a dit »: the name and its apposition, where a comma closes before the verb.
fn apposed_subject(paragraph: &Paragraph, vocabulary: &Vocabulary, end: usize, from: usize) -> Range<usize> {
    let close = end - 1;
    let near = from.max(close.saturating_sub(LONGEST_SUBJECT));
    let Some(open) = (near..close).rev().find(|&at| is_comma(paragraph, at) || paragraph.is_quote_mark(at)) else {
        return end..end;
    };
    let relative = (open + 1..close).find(|&at| paragraph.is(at, Class::Relative)).unwrap_or(close);
    if paragraph.is_quote_mark(open) || contains_verb(paragraph, vocabulary, &(open..relative)) {
        return end..end;
    }
    let start = clause_start(paragraph, vocabulary, open, from);
    let name = lead_trimmed(paragraph, vocabulary, start..open);
    if name.is_empty() || !can_be_source(paragraph, vocabulary, &name) { end..end } else { name.start..close }
}

/// The words between a subject and its verb do not belong to it.
fn skip_back(paragraph: &Paragraph, vocabulary: &Vocabulary, verb: usize, from: usize) -> usize {
    let mut end = verb;
    while end > from {
        let word = paragraph.lower(end - 1);
        let subject = vocabulary.pronoun(word).is_some_and(|pronoun| pronoun.subject);
        let clitic = vocabulary.is(word, Class::Clitic) && !subject;
        let auxiliary =
            [Class::Have, Class::Be, Class::Modal, Class::Negation, Class::Marker].iter().any(|&c| vocabulary.is(word, c));
        let named = paragraph.words[end - 1].capital && end > from + 1 && paragraph.words[end - 2].capital;
        if named || !(clitic || auxiliary || vocabulary.is_adverb(word)) {
            break;
        }
        end -= 1;
    }
    end
}

/// Where the clause that ends at `end` begins, going left no further than `from`.
fn clause_start(paragraph: &Paragraph, vocabulary: &Vocabulary, end: usize, from: usize) -> usize {
    let mut start = end;
    while start > from {
        let at = start - 1;
        let word = paragraph.lower(at);
        let joins = vocabulary.is(word, Class::Coordinator);
        if joins && start == end {
            break;
        }
        if joins && (contains_verb(paragraph, vocabulary, &(clause_head(paragraph, at, from)..at)) || at == from) {
            break;
        }
        if !joins && start < end && ends_clause(paragraph, vocabulary, at) {
            break;
        }
        if paragraph.is_punctuation(at) && !is_inner_punctuation(word) {
            break;
        }
        let relative = vocabulary.is(word, Class::Relative);
        start = at;
        if relative {
            break;
        }
    }
    start
}

fn clause_head(paragraph: &Paragraph, at: usize, from: usize) -> usize {
    (from..at).rev().find(|&left| paragraph.is_punctuation(left)).map_or(from, |left| left + 1)
}

fn ends_clause(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    let word = paragraph.lower(at);
    let conjunction =
        [Class::Complementizer, Class::Subordinator, Class::Coordinator].iter().any(|&class| vocabulary.is(word, class));
    (conjunction && !vocabulary.is(word, Class::Preposition)) || (is_auxiliary(paragraph, vocabulary, at) && word != "'s")
}

fn is_inner_punctuation(word: &str) -> bool {
    matches!(word, "." | "-" | "'" | "’" | "/" | "&" | "%" | "$" | "€" | "£")
}

/// Whether a range holds a word that can only be a verb: an auxiliary, or a subject pronoun that needs one.
pub fn contains_verb(paragraph: &Paragraph, vocabulary: &Vocabulary, range: &Range<usize>) -> bool {
    range.clone().any(|at| {
        let word = paragraph.lower(at);
        (is_auxiliary(paragraph, vocabulary, at) && word != "'s") || is_listed_finite(paragraph, vocabulary, at)
    })
}

fn is_listed_finite(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    use saidby_lexicon::{Person, Tense};
    let noun_before = at.checked_sub(1).is_some_and(|left| {
        let word = paragraph.lower(left);
        vocabulary.is(word, Class::Determiner)
            || vocabulary.is(word, Class::Preposition)
            || vocabulary.is(word, Class::Possessive)
    });
    let forms = paragraph.verb_forms(at);
    let finite = forms.iter().any(|form| {
        form.person != Person::Other
            && !matches!(form.tense, Tense::PastParticiple | Tense::PresentParticiple | Tense::Infinitive)
    });
    finite && !noun_before && vocabulary.source(paragraph.lower(at)).is_none() && !paragraph.words[at].capital
}

/// "“Yes,” chief economist Maury Birk (pictured) | said": what stands between a quotation that closes with a comma or stop and a verb,
/// if no verb of its own is in it.
pub fn phrase_after_quotation(paragraph: &Paragraph, vocabulary: &Vocabulary, verb: usize) -> Option<Range<usize>> {
    let near = verb.saturating_sub(LONGEST_SUBJECT).max(1)..verb;
    let mark = near.rev().find(|&at| paragraph.closing(at).is_some())?;
    let comma = paragraph.lower(mark + 1) == ",";
    let start = mark + 1 + usize::from(comma);
    let goes_on = paragraph.sentence(mark).contains(&verb) || paragraph.sentence(mark + 1).contains(&verb);
    if !(comma || paragraph.is_punctuation(mark - 1)) || !goes_on || !stands_alone(paragraph, mark) {
        return None;
    }
    let phrase = paragraph.trimmed(start..skip_back(paragraph, vocabulary, verb, start));
    let own = (start..verb).all(|at| !paragraph.is_quote_mark(at));
    (own && is_speaking_phrase(paragraph, vocabulary, &phrase)).then_some(phrase)
}

/// Whether a phrase can be the subject of a verb of speech right behind it: it can name someone, and no verb, stop or subordinate
/// clause is in it but a relative clause.
pub fn is_speaking_phrase(paragraph: &Paragraph, vocabulary: &Vocabulary, phrase: &Range<usize>) -> bool {
    let Range { start, end } = *phrase;
    let is = |at: usize, class: Class| paragraph.is(at, class);
    let relative = (start..end).find(|&at| is(at, Class::Relative)).unwrap_or(end);
    let finite = |at: usize| paragraph.tree.node(at).feature("VerbForm") == Some("Fin");
    let within = relative < end && !(relative..end).any(finite);
    let aside =
        |at: usize| (start..at).any(|open| paragraph.lower(open) == "(") && (at..end).any(|close| paragraph.lower(close) == ")");
    let breaks = |at: usize| matches!(paragraph.lower(at), ";" | ":" | "." | "!" | "?") && !aside(at);
    let subordinates = |at: usize| is(at, Class::Subordinator) && !is(at, Class::Preposition);
    let own_verb = (start..relative).any(|at| finite(at) || is_auxiliary(paragraph, vocabulary, at));
    let joins = [Class::Coordinator, Class::Preposition, Class::Relative].iter().any(|&class| is(start, class));
    let clean = !(joins || own_verb || within || (start..end).any(|at| breaks(at) || subordinates(at)));
    clean && start < end && can_be_source(paragraph, vocabulary, phrase)
}

/// Whether the quotation that closes at a mark is no part of a phrase: « le patron du “Grain de sel” » holds one.
fn stands_alone(paragraph: &Paragraph, mark: usize) -> bool {
    let Some(quotation) = paragraph.closing(mark) else { return false };
    let open = quotation.outer().start;
    let finite = |at: usize| paragraph.tree.node(at).feature("VerbForm") == Some("Fin");
    let begins = paragraph.sentence(open).start == open || paragraph.is_punctuation(open - 1);
    begins || quotation.inner.clone().any(finite)
}

/// A phrase without the conjunctions, adverbs and time words at its head.
fn lead_trimmed(paragraph: &Paragraph, vocabulary: &Vocabulary, range: Range<usize>) -> Range<usize> {
    let Range { mut start, end } = range;
    while start < end {
        let word = paragraph.lower(start);
        let lead = [Class::Coordinator, Class::Complementizer, Class::Subordinator].iter().any(|&c| vocabulary.is(word, c))
            && !vocabulary.is(word, Class::Relative)
            && !(vocabulary.is(word, Class::Determiner) && end - start > 1 && vocabulary.language.code() == "en");
        if !(lead || vocabulary.is_adverb(word) || paragraph.is_punctuation(start)) {
            break;
        }
        start += 1;
    }
    after_adverbial(paragraph, vocabulary, start..end)
}

/// « Dans un communiqué le ministère »: the phrase after the prepositional one that it begins with.
fn after_adverbial(paragraph: &Paragraph, vocabulary: &Vocabulary, range: Range<usize>) -> Range<usize> {
    if range.is_empty() || !paragraph.is(range.start, Class::Preposition) {
        return range;
    }
    let restart = (range.start + 2..range.end).rev().find(|&at| {
        let starts = paragraph.is(at, Class::Determiner)
            || vocabulary.pronoun(paragraph.lower(at)).is_some_and(|pronoun| pronoun.subject)
            || (paragraph.words[at].capital && !paragraph.words[at - 1].capital);
        starts && !paragraph.is(at - 1, Class::Preposition) && !paragraph.is(at - 1, Class::Determiner)
    });
    restart.map_or(range.end..range.end, |start| start..range.end)
}

/// Whether a phrase can name someone who speaks: a pronoun, a capital, a listed noun, a known name.
pub fn can_be_source(paragraph: &Paragraph, vocabulary: &Vocabulary, range: &Range<usize>) -> bool {
    range.clone().any(|at| {
        let word = &paragraph.words[at];
        word.capital
            || vocabulary.source(&word.lower).is_some()
            || vocabulary.pronoun(&word.lower).is_some_and(|pronoun| pronoun.subject)
            || vocabulary.is(&word.lower, Class::Relative)
    })
}

/// The first word after adverbs and expressions of time: « ce mercredi 2 novembre », "on Monday".
pub fn skip_adverbials(paragraph: &Paragraph, vocabulary: &Vocabulary, start: usize, limit: usize) -> usize {
    let mut at = start;
    while at < limit {
        let next = after_time(paragraph, vocabulary, at, limit);
        if next > at {
            at = next;
        } else if vocabulary.is_adverb(paragraph.lower(at)) || paragraph.is(at, Class::Negation) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

fn after_time(paragraph: &Paragraph, vocabulary: &Vocabulary, start: usize, limit: usize) -> usize {
    let mut at = start;
    if paragraph.is(at, Class::Dated) {
        at += 1;
    }
    if vocabulary.calendar(paragraph.lower(at)).is_none() {
        return start;
    }
    while at < limit {
        let word = paragraph.lower(at);
        let number = word.chars().all(|c| c.is_ascii_digit()) && !word.is_empty();
        if !(number || vocabulary.calendar(word).is_some() || vocabulary.is(word, Class::Unit)) {
            break;
        }
        at += 1;
    }
    at
}

fn is_comma(paragraph: &Paragraph, at: usize) -> bool {
    matches!(paragraph.lower(at), "," | "–" | "—" | ")")
}
