//! Sentences and words, after the conventions of Universal Dependencies.

use crate::Span;
use crate::names::names;
use std::borrow::Cow;

names! {
    /// Universal part-of-speech tags (Universal Dependencies, version 2).
    "part of speech" Upos {
        /// Adjective.
        Adj = "ADJ",
        /// Adposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary.
        Aux = "AUX",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Determiner.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Noun.
        Noun = "NOUN",
        /// Numeral.
        Num = "NUM",
        /// Particle.
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction.
        Sconj = "SCONJ",
        /// Symbol.
        Sym = "SYM",
        /// Verb.
        Verb = "VERB",
        /// Other.
        X = "X",
    }
}

/// What a language model says of one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// Part of speech.
    pub upos: Upos,
    /// Dictionary form.
    pub lemma: Box<str>,
    /// Morphological features as in CoNLL-U, `_` where there are none.
    pub features: Box<str>,
    /// The governing word's index in the sentence; `None` for the root.
    pub head: Option<u32>,
    /// The relation to it, such as `nsubj`; `_` where there is no tree.
    pub relation: Box<str>,
}

/// One syntactic word.
///
/// Most words are their own characters. The words of a *multi-word token* (French « du » = de + le, English "don't" = do + n't)
/// share its `contraction`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its characters; for a word that has none of its own, those of its multi-word token.
    pub span: Span,
    /// Its form, where that is not its characters (the `le` of `du`).
    pub form: Option<Cow<'static, str>>,
    /// The multi-word token that it is part of.
    pub contraction: Option<Span>,
    /// What a language model says of it; `None` before the language stage has a model.
    pub analysis: Option<Analysis>,
}

impl Token {
    /// A word that is its own characters.
    pub fn plain(span: Span) -> Self {
        Self { span, form: None, contraction: None, analysis: None }
    }

    /// Its form: its own, or its characters.
    pub fn form<'t>(&'t self, text: &'t str) -> &'t str {
        self.form.as_deref().unwrap_or_else(|| self.span.of(text))
    }
}

/// One sentence of the article text.
///
/// Invariants: tokens stand in order inside `span`; two that are not of one contraction do not overlap; between tokens
/// there is only white space: tokens + gaps = the sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Its characters, without white space at the ends.
    pub span: Span,
    /// Its words.
    pub tokens: Vec<Token>,
}

impl Sentence {
    /// Says which invariant is broken, if one is.
    pub fn check(&self, text: &str) -> Result<(), String> {
        let mut at = self.span.start();
        for token in &self.tokens {
            let surface = token.contraction.unwrap_or(token.span);
            if !token.span.fits(text) || token.span.is_empty() || !surface.contains(token.span) || !self.span.contains(surface) {
                return Err(format!("token {token:?} does not fit its sentence {:?}", self.span));
            }
            let start = token.span.start();
            if start > at && !text[at..start].trim().is_empty() {
                return Err(format!("`{}` belongs to no token", &text[at..start]));
            }
            if start < at && token.contraction.is_none() {
                return Err(format!("token {token:?} overlaps the one before"));
            }
            at = at.max(token.span.end());
        }
        match text.get(at..self.span.end()) {
            Some(rest) if rest.trim().is_empty() => Ok(()),
            _ => Err(format!("the end of the sentence {:?} belongs to no token", self.span)),
        }
    }
}
