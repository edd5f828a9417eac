//! Sentences become who said or did what to whom, and how sure they are.
//!
//! ```text
//! sentences, trees, names → Paragraph → quotations, cues → drafts of attributions → cast (who is who) → attributions
//!                                                                                 → events → stances → claims
//! ```
//!
//! « “Aider secrètement la guerre”a accusé ce mercredi John Kirby » becomes an attribution: source `John Kirby`, cue `a accusé`,
//! content `Aider secrètement la guerre`, act *accuse*.
//!
//! Rules over the trees of the language stage and commented word lists; languages without a list of cues yield a notice.

mod across;
mod attribution;
mod cast;
mod cue;
mod date;
mod event;
mod nesting;
mod office;
mod paragraph;
mod phrase;
mod quotation;
mod stance;
mod tree;
mod vocabulary;

pub use stance::certainty;

use across::Announced;
use attribution::{Draft, drafts};
use cast::Cast;
use date::Anchor;
use nesting::Nesting;
use paragraph::Paragraph;
use saidby_core::{
    Article, Attribution, AttributionId, Block, Cue, Form, Name, Notice, NoticeKind, Sentence, Source, Span, Statements,
};
use vocabulary::{CueEntry, Vocabulary};

/// Who said what in an article, and what is claimed.
///
/// The sentences are those of `article.text` and the names those in it, both in text order, as `saidby_language::annotate` gives
/// them; words without an analysis are read by the patterns that need no tree.
pub fn statements(article: &Article, sentences: &[Sentence], names: &[Name]) -> Statements {
    let language = article.metadata.language.as_ref().map(|found| found.value);
    let Some(vocabulary) = language.and_then(Vocabulary::of) else {
        return abstain(article, language);
    };
    let mut paragraphs = paragraphs(article, sentences, names, vocabulary);
    across::mark_turns(&mut paragraphs);
    let mut cast = Cast::new(vocabulary, article.metadata.published.as_ref().map(|found| found.value));
    let anchor = Anchor::of(article.metadata.published.as_ref().map(|found| found.value.date), &paragraphs);
    let mut told: Vec<Told> = Vec::new();
    let mut announced: Option<Announced> = None;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        cast.meet(paragraph);
        let first = told.len();
        for draft in drafts(paragraph, vocabulary) {
            let attribution = attribution_of(&mut cast, paragraph, &draft);
            told.push(Told { paragraph: index, attribution, entry: draft.entry, addressee: draft.addressee });
        }
        if let (Some(announced), Some(told)) = (announced.take(), told.get_mut(first)) {
            announced.give_to(paragraph, told);
        }
        announced = Announced::of(&mut cast, paragraph, vocabulary, &told[first..]);
    }
    set_parents(&paragraphs, &mut told);
    set_first_persons(&paragraphs, vocabulary, &mut told);
    let mut claims = event::claims(&paragraphs, vocabulary, &mut cast, &told, anchor);
    let continued = across::continued(&paragraphs, &told);
    let attributions = across::join(told, &continued, &mut claims);
    let (actors, mentions) = cast.into_actors_and_mentions();
    Statements { actors, mentions, attributions, claims, notices: Vec::new() }
}

/// An attribution, with what claims need to know of how it was found.
pub(crate) struct Told<'v> {
    /// The index of its paragraph.
    pub paragraph: usize,
    /// The attribution.
    pub attribution: Attribution,
    /// Its cue's row.
    pub entry: Option<&'v CueEntry>,
    /// To whom it is said, or who is accused: words of the paragraph.
    pub addressee: Option<std::ops::Range<usize>>,
}

fn abstain(article: &Article, language: Option<saidby_core::Language>) -> Statements {
    let message = match language {
        _ if article.text.is_empty() => return Statements::default(),
        Some(language) => format!("no words of speech are known for `{language}`: nobody's words were attributed"),
        None => "the language was not recognised: nobody's words were attributed".to_owned(),
    };
    Statements { notices: vec![Notice::of(NoticeKind::Language, message)], ..Statements::default() }
}

fn paragraphs<'t>(
    article: &'t Article,
    sentences: &'t [Sentence],
    names: &[Name],
    vocabulary: &'t Vocabulary,
) -> Vec<Paragraph<'t>> {
    let mut blocks: Vec<&Block> = article.blocks.iter().filter(|block| block.text.is_some()).collect();
    blocks.sort_by_key(|block| block.text);
    let mut rest = sentences;
    let mut paragraphs = Vec::with_capacity(blocks.len());
    for block in blocks {
        let end = block.text.map_or(0, Span::end);
        let count = rest.partition_point(|sentence| sentence.span.end() <= end);
        let (own, after) = rest.split_at(count);
        let mut paragraph = Paragraph::of(&article.text, block, own, names, vocabulary);
        paragraph.published = article.entry_of(block).map(|entry| entry.published.date);
        paragraphs.push(paragraph);
        rest = after;
    }
    paragraphs
}

fn attribution_of(cast: &mut Cast, paragraph: &Paragraph, draft: &Draft) -> Attribution {
    let source = cast.source(paragraph, draft.source.clone());
    let mut content: Vec<Span> =
        draft.content.iter().map(|range| paragraph.span(range)).filter(|span| !span.is_empty()).collect();
    content.sort();
    content.dedup_by(|next, kept| next.overlaps(*kept));
    Attribution {
        parent: None,
        source: shared_implicit(source, draft),
        addressee: draft.addressee.as_ref().map(|range| paragraph.span(range)),
        cue: draft.cue.as_ref().map(|(range, kind)| Cue { span: paragraph.span(range), kind: *kind }),
        form: form(paragraph, draft),
        content,
        act: draft.act(),
        negated: (draft.negated && draft.denied().is_none())
            || draft.source.as_ref().is_some_and(|source| is_nobody(paragraph.lower(source.start))),
        said_at: None,
        pattern: draft.pattern,
    }
}

/// « aucune entreprise », "no company": who is so named did and said nothing.
pub(crate) fn is_nobody(determiner: &str) -> bool {
    matches!(determiner, "no" | "aucun" | "aucune" | "none" | "nul" | "nulle" | "nobody" | "personne")
}

/// A cue whose source is nowhere in its sentence has no last speaker either: only a quotation alone is the last speaker's.
fn shared_implicit(source: Source, draft: &Draft) -> Source {
    if draft.source.is_none() && draft.cue.is_some() {
        return Source { actor: None, resolved_by: Vec::new(), ..source };
    }
    source
}

/// Direct where every word of the content stands in quotation marks, mixed where some do.
fn form(paragraph: &Paragraph, draft: &Draft) -> Form {
    let around = |cue: usize| draft.content.len() == 2 && draft.content[0].end < cue && cue < draft.content[1].start;
    let cue_quoted = draft.cue.as_ref().is_some_and(|(cue, _)| paragraph.quotation(cue.start).is_some() && !around(cue.start));
    let words = || draft.content.iter().flat_map(Clone::clone).filter(|&at| !paragraph.is_punctuation(at));
    let quoted = words().filter(|&at| paragraph.quotation(at).is_some()).count();
    match (quoted, words().count()) {
        _ if cue_quoted => Form::Indirect,
        (0, _) if draft.topic => Form::Topic,
        (0, _) => Form::Indirect,
        (quoted, all) if quoted == all => Form::Direct,
        _ => Form::Mixed,
    }
}

/// The parent of an attribution is the smallest other one whose content holds its cue and content.
fn set_parents(paragraphs: &[Paragraph], told: &mut [Told]) {
    for group in told_by_paragraph(told) {
        let nesting = Nesting::of(&paragraphs[told[group.start].paragraph], &told[group.clone()]);
        for (offset, parent) in nesting.parents.iter().enumerate() {
            told[group.start + offset].attribution.parent = parent.map(|parent| AttributionId((group.start + parent) as u32));
        }
    }
}

/// « je », "we" in quoted words: who speaks them.
fn set_first_persons(paragraphs: &[Paragraph], vocabulary: &Vocabulary, told: &mut [Told]) {
    for index in 0..told.len() {
        let Told { paragraph, attribution: Attribution { source, parent, .. }, .. } = &told[index];
        let paragraph = &paragraphs[*paragraph];
        let word = source.mention.map(|mention| paragraph.range(mention)).filter(|words| words.len() == 1);
        let says_i = |at: usize| vocabulary.pronoun(paragraph.lower(at)).is_some_and(|pronoun| pronoun.speaker);
        let quoted = word.is_some_and(|words| says_i(words.start) && paragraph.quotation(words.start).is_some());
        if let (true, Some(parent)) = (quoted, parent) {
            let speaker = told[parent.0 as usize].attribution.source.clone();
            let source = &mut told[index].attribution.source;
            source.actor = speaker.actor;
            source.resolved_by = speaker.mention.into_iter().chain(speaker.resolved_by).collect();
        }
    }
}

/// The ranges of attributions that stand in one paragraph.
fn told_by_paragraph(told: &[Told]) -> Vec<std::ops::Range<usize>> {
    let mut start = 0;
    let groups = told.chunk_by(|a, b| a.paragraph == b.paragraph);
    groups
        .map(|group| {
            start += group.len();
            start - group.len()..start
        })
        .collect()
}
