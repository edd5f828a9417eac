//! Text becomes sentences and words.
//!
//! In: an [`Article`]. Out: the sentences of its article text, each with its words after the conventions of Universal
//! Dependencies for French (Sequoia, GSD) and English (EWT).
//!
//! « L'a-t-il dit ? "Oui." » becomes the words `L'` `a` `-t-il` `dit` `?` `"` `Oui` `.` `"`.

mod analysis;
pub mod boundary;
pub mod conllu;
pub mod contraction;
pub mod known;
pub mod linear;
pub mod model;
pub mod names;
pub mod network;
mod rules;
mod section;
mod sentence;
mod word;

pub use analysis::{analyse, annotate};
use rules::Rules;
use saidby_core::{Article, Language, Sentence, Span};

/// The sentences of the article text, block by block, in text order. A sentence never crosses a line break.
///
/// The language is that of the article's metadata; one without word lists gets the rules common to all languages.
/// Linear in the length of the text; every sentence holds [`Sentence::check`].
pub fn sentences(article: &Article) -> Vec<Sentence> {
    let language = article.metadata.language.as_ref().map(|found| found.value);
    let rules = Rules::of(language);
    let model = language.and_then(model::boundaries);
    let mut blocks: Vec<Span> = article.blocks.iter().filter_map(|block| block.text).collect();
    blocks.sort();
    blocks
        .into_iter()
        .flat_map(|block| lines(&article.text, block))
        .flat_map(|line| sentence::split(&article.text, line, rules, model))
        .collect()
}

/// Whether a language has word lists of its own; the others have the rules common to all.
pub fn is_known(language: Language) -> bool {
    saidby_lexicon::table(language.code(), "abbreviations").is_some()
}

/// The lines of a block that hold more than white space, without the white space at their ends.
fn lines(text: &str, block: Span) -> impl Iterator<Item = Span> {
    let mut start = block.start();
    let spans = block.of(text).split('\n').map(move |line| {
        let span = Span::new(start, start + line.len());
        start = span.end() + 1;
        span
    });
    spans.map(|span| span.trimmed(text)).filter(|span| !span.is_empty())
}
