//! How sure a text is of what single words in it say.

use crate::core::{Article, Block, Found, Language, Metadata, Role, SourceMap, Span};
use crate::{claims, language};
use std::ops::Range;

/// What a text holds of one predicate.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// How sure the innermost holder is: −3 (certainly not so) to 3 (certainly so).
    pub degree: f64,
    /// The words that tell it, outermost first: bytes of the text.
    pub cues: Vec<Span>,
}

/// How sure the innermost holder is of what each target says: ranges of the words that white space parts.
///
/// `None` for a target that holds no word of the text; all are `None` in a language without lists of cues.
///
/// ```
/// use saidby::core::Language;
/// let held = saidby::certainty("Odel failed to deliver the tanks .", Language::ENGLISH, &[1..2, 3..4]);
/// let degrees: Vec<f64> = held.into_iter().flatten().map(|held| held.degree).collect();
/// assert!(degrees[0] > 2.0 && degrees[1] < -2.0);
/// ```
pub fn certainty(text: &str, language: Language, targets: &[Range<usize>]) -> Vec<Option<Held>> {
    let article = article(text, language);
    let mut sentences = language::sentences(&article);
    language::annotate(&article, &mut sentences);
    let words: Vec<Span> = words(text).collect();
    let spans: Vec<Option<Span>> =
        targets.iter().map(|target| Some(words.get(target.clone())?.first()?.cover(words[target.end - 1]))).collect();
    let known: Vec<Span> = spans.iter().flatten().copied().collect();
    let mut held = claims::certainty(&article, &sentences, &known).into_iter();
    let next = |span: Option<Span>| span.and_then(|_| held.next()?).map(|(degree, cues)| Held { degree, cues });
    spans.into_iter().map(next).collect()
}

/// The words that white space parts.
fn words(text: &str) -> impl Iterator<Item = Span> {
    text.split_whitespace().map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(start, start + word.len())
    })
}

/// The text as one block, so that positions in it stay as they are.
fn article(text: &str, language: Language) -> Article {
    let metadata = Metadata { language: Some(Found { value: language, from: "input:lang" }), ..Metadata::default() };
    let block = Block { role: Role::Paragraph, page: Span::new(0, text.len()), text: None };
    Article::assemble(metadata, text.to_owned(), SourceMap::identity(text.len()), vec![block])
}
