//! Cue verbs in trees: « a accusé », « essayait de savoir », "has said", "be aware".
//!
//! A word is a cue where it is a form of a listed verb, the other words of the lemma follow, and the tree takes it for a verb.

use crate::cue::{is_auxiliary, lemma_end, reflexive};
use crate::paragraph::Paragraph;
use crate::phrase::{can_be_source, phrase_after_quotation};
use crate::vocabulary::{Class, CueEntry, Vocabulary};
use saidby_core::{CueKind, Upos};
use saidby_lexicon::{Person, Tense};
use std::ops::Range;

/// Titles of works are no longer than this many words.
const LONGEST_TITLE: usize = 12;

/// How a verb stands to its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// With a subject of its own, or one that it shares.
    Active,
    /// « est accusé », "was told".
    Passive,
    /// « ajoutant », "adding".
    Participle,
    /// « ajouter », "to add".
    Infinitive,
    /// « un plan proposé par X »: a past participle that a noun governs.
    Reduced,
}

/// A cue verb found in a paragraph.
#[derive(Clone, Debug)]
pub struct CueVerb<'v> {
    /// The verb with its auxiliaries and the words that belong to its lemma.
    pub words: Range<usize>,
    /// The word that the tree hangs the clause on: `aware` of "is aware".
    pub head: usize,
    /// How it stands.
    pub standing: Standing,
    /// A subject that follows the auxiliary or the verb: « -t-il ».
    pub clitic: Option<usize>,
    /// Whether the saying is denied.
    pub negated: bool,
    /// Its row.
    pub entry: &'v CueEntry,
}

impl CueVerb<'_> {
    /// The first word behind the verb and a subject that hangs on it.
    pub fn end(&self) -> usize {
        self.words.end.max(self.clitic.map_or(0, |clitic| clitic + 1))
    }
}

/// The cue verbs of a paragraph, in order, without overlap.
pub fn cue_verbs<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary) -> Vec<CueVerb<'v>> {
    let mut found: Vec<CueVerb> = Vec::new();
    for at in 0..paragraph.words.len() {
        if found.last().is_none_or(|cue| cue.words.end <= at) {
            found.extend(cue_verb(paragraph, vocabulary, at));
        }
    }
    found
}

fn cue_verb<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary, at: usize) -> Option<CueVerb<'v>> {
    if !is_verb(paragraph, vocabulary, at) || is_in_title(paragraph, at) {
        return None;
    }
    let listed = entry_at(paragraph, vocabulary, at);
    let (entry, end) = listed.or_else(|| is_quotative(paragraph, vocabulary, at).then_some((vocabulary.quotative(), at + 1)))?;
    let head = paragraph.tree.tops(at..end).next()?;
    let standing = standing(paragraph, vocabulary, at, head);
    let start = group_start(paragraph, vocabulary, at, head);
    let start = reflexive(paragraph, vocabulary, at).filter(|_| entry.pronominal).map_or(start, |pronoun| start.min(pronoun));
    Some(CueVerb {
        words: start..end,
        head,
        standing,
        clitic: inverted_subject(paragraph, vocabulary, start, end),
        negated: is_negated(paragraph, vocabulary, head),
        entry,
    })
}

/// "The film, 'They Said It Would Rain'": every longer word between the marks has a capital.
fn is_in_title(paragraph: &Paragraph, at: usize) -> bool {
    let Some(quotation) = paragraph.quotation(at).filter(|quotation| quotation.inner.len() <= LONGEST_TITLE) else {
        return false;
    };
    let mut long = quotation.inner.clone().filter(|&at| paragraph.lower(at).chars().count() > 3);
    quotation.inner.len() > 1 && long.all(|at| paragraph.words[at].capital)
}

/// The row with most words whose verb stands here, and where its words end.
fn entry_at<'v>(paragraph: &Paragraph, vocabulary: &'v Vocabulary, at: usize) -> Option<(&'v CueEntry, usize)> {
    let told = paragraph.tree.node(at).lemma;
    let forms = paragraph.verb_forms(at);
    let known = forms.iter().any(|form| &*form.lemma == told);
    let mut lemmas: Vec<&str> = forms.iter().map(|form| &*form.lemma).filter(|lemma| !known || *lemma == told).collect();
    lemmas.dedup();
    let entries = lemmas.into_iter().flat_map(|lemma| vocabulary.cues_of_verb(lemma));
    let fitting = entries.filter_map(|entry| {
        let end = lemma_end(paragraph, vocabulary, at, &entry.words)?;
        (entry.kind == CueKind::Verb && (!entry.pronominal || reflexive(paragraph, vocabulary, at).is_some()))
            .then_some((entry, end))
    });
    fitting.max_by_key(|(entry, _)| (entry.words.len(), entry.pronominal))
}

/// Fewer words between marks are a title or a term, not speech that any verb may report.
const SHORTEST_REPORTED: usize = 3;

/// « “…”, s'étrangle un élu », « “…, s'emporte-t-il. …” », « un autre soupire : “…” »: any verb reports speech where it stands between
/// a quotation and who says it, or right before the colon of one.
fn is_quotative(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    let tree = &paragraph.tree;
    let finite = |word: usize| tree.node(word).feature("VerbForm") == Some("Fin");
    let told = finite(at) || tree.related(at, &["aux"]).any(finite);
    if tree.node(at).upos != Upos::Verb || !told {
        return false;
    }
    let start = group_start(paragraph, vocabulary, at, at);
    let start = reflexive(paragraph, vocabulary, at).map_or(start, |pronoun| start.min(pronoun));
    let pronoun = inverted_subject(paragraph, vocabulary, start, at + 1);
    let inside = pronoun.is_some() && start > 0 && paragraph.lower(start - 1) == "," && paragraph.quotation(at).is_some();
    let before_colon = paragraph.lower(at + 1) == ":" && paragraph.opening(at + 2).is_some();
    let subject = || tree.related(at, &["nsubj"]).any(|word| word < at);
    inside
        || (before_colon && subject())
        || (reports(paragraph, start) && (pronoun.is_some() || names(paragraph, vocabulary, at + 1)))
}

/// Whether a quotation of some words closes before `at` with a comma, or with a stop of its own.
fn reports(paragraph: &Paragraph, at: usize) -> bool {
    let Some(mark) = paragraph.closed_before(at) else { return false };
    let long = paragraph.closing(mark).is_some_and(|quotation| quotation.inner.len() >= SHORTEST_REPORTED);
    long && (paragraph.lower(mark + 1) == "," || paragraph.is_punctuation(mark - 1))
}

/// Whether the phrase that begins at a word can name who speaks.
fn names(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    let begins = matches!(paragraph.tree.node(at).upos, Upos::Det | Upos::Propn | Upos::Noun | Upos::Num);
    let end = (at..paragraph.sentence(at).end.min(at + LONGEST_TITLE)).find(|&word| paragraph.is_punctuation(word));
    begins && can_be_source(paragraph, vocabulary, &(at..end.unwrap_or(at + 1)))
}

/// Whether the tree takes a word for a verb, or its dependents make it one: « priés » with its auxiliaries, a verb after the
/// quotation that it reports.
fn is_verb(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    let node = paragraph.tree.node(at);
    let after_quotation = || paragraph.closed_before(at).is_some() || phrase_after_quotation(paragraph, vocabulary, at).is_some();
    if follows_have(paragraph, vocabulary, at) || (is_finite_form(paragraph, at) && after_quotation()) {
        return true;
    }
    let has = |relations: &[&str]| paragraph.tree.related(at, relations).next().is_some();
    match node.upos {
        Upos::Verb | Upos::Aux => true,
        Upos::Adv | Upos::X | Upos::Adj if stands_as_verb(paragraph, at) => true,
        Upos::Adj => has(&["aux"]) && has_form(paragraph, at, Tense::PastParticiple),
        Upos::Noun | Upos::Propn if is_finite_form(paragraph, at) && governs_infinitive(paragraph, at) => true,
        Upos::Noun | Upos::X if is_finite_form(paragraph, at) && joins_a_verb(paragraph, vocabulary, at) => true,
        Upos::Noun | Upos::Propn | Upos::X if has(&["det", "case", "amod"]) => false,
        Upos::Noun | Upos::Propn | Upos::X => is_finite_form(paragraph, at) && has(&["aux", "nsubj", "ccomp"]),
        _ => false,
    }
}

/// A participle after « a », "has", adverbs and pronouns between them: whatever the tagger says, it is a verb.
fn follows_have(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    let between = |at: usize| {
        let word = paragraph.lower(at);
        let inverted = vocabulary.pronoun(word).is_some_and(|pronoun| pronoun.inverted);
        vocabulary.is_adverb(word) || vocabulary.is(word, Class::Negation) || inverted || vocabulary.is(word, Class::Be)
    };
    let have = |at: usize| paragraph.is(at, Class::Have) && is_auxiliary(paragraph, vocabulary, at);
    let first = paragraph.sentence(at).start.max(at.saturating_sub(5));
    let left = (first..at).rev().find(|&left| !between(left));
    left.is_some_and(have) && has_form(paragraph, at, Tense::PastParticiple)
}

/// "The European Union plans to extend": a noun or pronoun without a possessive before it, an infinitive with its marker after it.
fn governs_infinitive(paragraph: &Paragraph, at: usize) -> bool {
    let upos = |at: usize| paragraph.tree.node(at).upos;
    let marked = paragraph.is(at + 1, Class::Marker) && paragraph.tree.node(at + 2).feature("VerbForm") == Some("Inf");
    let before =
        at > 0 && (matches!(upos(at - 1), Upos::Propn | Upos::Cconj) || (upos(at - 1) == Upos::Noun && upos(at) == Upos::Noun));
    marked && before && paragraph.lower(at).ends_with('s')
}

/// « La présidence dément tout départ »: a finite form between a noun and what a verb has after it.
fn stands_as_verb(paragraph: &Paragraph, at: usize) -> bool {
    let upos = |at: usize| paragraph.tree.node(at).upos;
    let after = matches!(upos(at + 1), Upos::Det) || paragraph.is(at + 1, Class::Complementizer);
    let before = at > 0 && matches!(upos(at - 1), Upos::Noun | Upos::Propn | Upos::Pron);
    before && after && is_finite_form(paragraph, at)
}

/// « accusent l'Iran et affirment »: joined to a verb by a conjunction, as no noun is.
fn joins_a_verb(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    let tree = &paragraph.tree;
    let verb = |head: usize| matches!(tree.node(head).upos, Upos::Verb | Upos::Aux);
    tree.node(at).universal == "conj" && tree.node(at).head.is_some_and(verb) && is_joined(paragraph, vocabulary, at)
}

/// « et vivement critiqué »: whether a conjunction stands before a word, adverbs between them.
fn is_joined(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize) -> bool {
    let left = (paragraph.sentence(at).start..at).rev().find(|&left| !vocabulary.is_adverb(paragraph.lower(left)));
    left.is_some_and(|left| paragraph.is(left, Class::Coordinator))
}

fn has_form(paragraph: &Paragraph, at: usize, tense: Tense) -> bool {
    paragraph.verb_forms(at).iter().any(|form| form.tense == tense)
}

fn is_finite_form(paragraph: &Paragraph, at: usize) -> bool {
    let finite = |tense: Tense| !matches!(tense, Tense::PastParticiple | Tense::PresentParticiple | Tense::Infinitive);
    paragraph.verb_forms(at).iter().any(|form| form.person != Person::Other && finite(form.tense))
}

fn standing(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize, head: usize) -> Standing {
    let tree = &paragraph.tree;
    let governor = tree.node(head).head.filter(|_| tree.node(head).universal == "conj");
    let own: Vec<usize> = tree.related(head, &["aux", "cop"]).collect();
    let shared = governor.filter(|_| own.is_empty()).into_iter().flat_map(|above| tree.related(above, &["aux"]));
    let auxiliaries: Vec<usize> = own.iter().copied().chain(shared).collect();
    let has_subject = tree.related(head, &["nsubj", "expl"]).next().is_some();
    let finite = auxiliaries.iter().any(|&word| tree.node(word).feature("VerbForm") == Some("Fin"));
    let form = tree.node(at).feature("VerbForm").unwrap_or("");
    let past = has_form(paragraph, at, Tense::PastParticiple);
    if auxiliaries.iter().any(|&word| tree.node(word).relation == "aux:pass") && past {
        return Standing::Passive;
    }
    if tree.dependents(head).iter().any(|&word| tree.node(word).relation == "nsubj:pass") && past && !auxiliaries.is_empty() {
        return Standing::Passive;
    }
    let joined = is_joined(paragraph, vocabulary, at) && tree.node(at).universal == "conj";
    let noun = tree.node(head).head.filter(|&noun| tree.node(noun).universal == "root" && tree.node(head).universal == "acl");
    let main = noun.is_some() && own.is_empty() && has_form(paragraph, at, Tense::Past);
    if form == "Fin" || finite || main || (past && joined) || follows_have(paragraph, vocabulary, at) {
        return Standing::Active;
    }
    if form == "Inf" || own.iter().any(|&word| tree.node(word).feature("VerbForm") == Some("Inf")) {
        return Standing::Infinitive;
    }
    if has_form(paragraph, at, Tense::PresentParticiple) {
        return Standing::Participle;
    }
    if past && own.is_empty() && !has_subject && form == "Part" {
        return Standing::Reduced;
    }
    Standing::Active
}

/// The first auxiliary or negation of a verb that stands right before it, pronouns and adverbs between them.
fn group_start(paragraph: &Paragraph, vocabulary: &Vocabulary, at: usize, head: usize) -> usize {
    let first = paragraph.sentence(at).start;
    let own = |word: usize| paragraph.tree.node(word).head == Some(head) || paragraph.tree.node(word).head == Some(at);
    let have = follows_have(paragraph, vocabulary, at);
    let mut start = at;
    for left in (first..at).rev() {
        let word = paragraph.lower(left);
        let relation = paragraph.tree.node(left).universal;
        let named = paragraph.words[left].capital && left > first && paragraph.words[left - 1].capital;
        let auxiliary = (matches!(relation, "aux" | "cop") && own(left) && !named) || (have && vocabulary.is(word, Class::Have));
        let pronoun = paragraph.tree.node(left).upos == Upos::Pron && vocabulary.is(word, Class::Clitic);
        let inverted = vocabulary.pronoun(word).is_some_and(|pronoun| pronoun.inverted);
        let negation = vocabulary.is(word, Class::Negation);
        if auxiliary || (negation && (start < at || vocabulary.is(word, Class::HalfNegation))) {
            start = left;
        } else if !(pronoun
            || inverted
            || negation
            || (have && vocabulary.is_adverb(word))
            || (relation == "advmod" && own(left)))
        {
            break;
        }
    }
    start
}

fn inverted_subject(paragraph: &Paragraph, vocabulary: &Vocabulary, start: usize, end: usize) -> Option<usize> {
    let hangs = |at: &usize| vocabulary.pronoun(paragraph.lower(*at)).is_some_and(|pronoun| pronoun.inverted);
    (start..=end).find(hangs)
}

/// « n'a pas dit », "never said". « ne » denies only with « pas » or its like: « je crains qu'il ne vienne » does not.
fn is_negated(paragraph: &Paragraph, vocabulary: &Vocabulary, head: usize) -> bool {
    let denies = |&word: &usize| {
        let lower = paragraph.lower(word);
        vocabulary.is(lower, Class::Negation) && !vocabulary.is(lower, Class::HalfNegation)
    };
    paragraph.tree.dependents(head).iter().any(denies)
}
