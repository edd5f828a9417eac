//! Corpora of names, read into one form.
//!
//! In: annotated corpora in four formats, and our own cases. Out: documents with the spans of their names, or sentences with one tag
//! a word, cut into words by `saidby-language`, so that a model meets in training what it meets in use.
//!
//! All corpora are brought to one convention (`docs/names.md`): titles and articles stand outside of a name, the kind goes by the form,
//! and of two names of which one holds the other only the longer counts.

mod archive;
mod cases;
mod gum;
mod proper;
mod reports;
mod spelling;
mod variants;

use anyhow::Result;
use saidby_core::{Article, Block, Found, Language, Metadata, NameKind, Role, Sentence, SourceMap, Span};
use saidby_language::names::{NameTag, tags};
use std::path::Path;

/// What a document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Models may learn from it.
    Train,
    /// Models are measured on it.
    HeldOut,
}

/// A text with its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedDocument {
    /// Its corpus: `cases`, `enp`, `newseye`, `gum` or `re3d`.
    pub source: &'static str,
    /// Its id within the corpus.
    pub id: String,
    /// What it is for.
    pub part: Part,
    /// Its language.
    pub language: Language,
    /// Its words; a sentence never crosses a line break.
    pub text: String,
    /// Its names in text order, without overlap.
    pub names: Vec<(Span, NameKind)>,
}

/// One sentence, with one tag a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSentence {
    /// Forms of the words, as `saidby-language` gives them.
    pub words: Vec<String>,
    /// One tag a word.
    pub tags: Vec<NameTag>,
    /// The corpus.
    pub source: &'static str,
}

/// The sentences of a language that models may learn names from, our own with other names in them too. `corpora` is the folder that holds `names/` and `ud/`, `cases` the
/// folder of our own (`languages/fr/cases`).
///
/// # Errors
/// A file that cannot be read, or is not in its format; the error names it and the place.
pub fn read_all(language: &str, corpora: &Path, cases: &Path) -> Result<Vec<NamedSentence>> {
    let mut documents = documents(language, corpora, cases)?;
    documents.retain(|document| document.part == Part::Train);
    let own: Vec<NamedDocument> = documents.iter().filter(|document| document.source == "cases").cloned().collect();
    documents.extend(variants::of(&own));
    Ok(documents.iter().flat_map(sentences).collect())
}

/// Every document of a language, in a fixed order; none for a language that no corpus of names is known of.
///
/// # Errors
/// As [`read_all`].
pub fn documents(language: &str, corpora: &Path, cases: &Path) -> Result<Vec<NamedDocument>> {
    let gum = || gum::read(&corpora.join("ud/en/en_gumclean-ud-train.conllu"));
    let reports = || reports::read(&corpora.join("names/re3d"));
    match language {
        "fr" => Ok([cases::read(language, cases)?, archive::read_all(corpora)?].concat()),
        "en" => Ok([cases::read(language, cases)?, gum()?, reports()?].concat()),
        _ => Ok(Vec::new()),
    }
}

/// The kinds of name that a corpus marks. What it does not mark it has all the same: where training meets one of the other kinds in it,
/// the gold « outside » says nothing, and nothing is learned of it.
pub fn kinds_of(source: &str) -> &'static [NameKind] {
    use NameKind::{Event, Location, Organisation, Person, Weapon};
    match source {
        "enp" | "newseye" => &[Person, Organisation, Location],
        "gum" => &[Person, Organisation, Location, Event],
        "re3d" => &[Person, Organisation, Location, Weapon],
        _ => NameKind::ALL,
    }
}

/// The sentences of a document, with one tag a word.
pub fn sentences(document: &NamedDocument) -> Vec<NamedSentence> {
    let words = |sentence: &Sentence| sentence.tokens.iter().map(|token| token.form(&document.text).to_owned()).collect();
    let named = |sentence: Sentence| NamedSentence {
        words: words(&sentence),
        tags: tags(&sentence, &document.names),
        source: document.source,
    };
    cut(document.language, &document.text).into_iter().map(named).collect()
}

/// The sentences of a text without markup, every line a paragraph.
pub fn cut(language: Language, text: &str) -> Vec<Sentence> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let page = Span::new(at, at + line.len());
        blocks.extend((!line.trim().is_empty()).then_some(Block { role: Role::Paragraph, page, text: None }));
        at = page.end() + 1;
    }
    let metadata = Metadata { language: Some(Found { value: language, from: "input:lang" }), ..Metadata::default() };
    let sources = SourceMap::identity(text.len());
    let article = Article::assemble(metadata, text.to_owned(), sources, blocks);
    let mut sentences = saidby_language::sentences(&article);
    // The article text leaves empty lines out; positions are wanted in the text that was given.
    let gaps: Vec<(Span, Span)> = article.blocks.iter().filter_map(|block| Some((block.text?, block.page))).collect();
    for sentence in &mut sentences {
        let at = gaps.partition_point(|(text, _)| text.end() <= sentence.span.start());
        let Some(&(from, to)) = gaps.get(at) else { continue };
        let shift = |span: Span| span.moved(from.start(), to.start());
        sentence.span = shift(sentence.span);
        for token in &mut sentence.tokens {
            token.span = shift(token.span);
            token.contraction = token.contraction.map(shift);
        }
    }
    sentences
}

/// Every fifth document of a corpus is held out, beginning with the fifth.
fn every_fifth(number: usize) -> Part {
    if number % 5 == 4 { Part::HeldOut } else { Part::Train }
}

/// The names of a document, the longer first where two overlap; then in text order.
fn without_overlap(mut names: Vec<(Span, NameKind)>) -> Vec<(Span, NameKind)> {
    names.sort_by_key(|(span, kind)| (std::cmp::Reverse(span.len()), span.start(), *kind));
    let mut kept: Vec<(Span, NameKind)> = Vec::new();
    for name in names {
        if !kept.iter().any(|(other, _)| other.overlaps(name.0)) {
            kept.push(name);
        }
    }
    kept.sort();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_without_corpora_of_names_has_none_and_needs_no_file() {
        assert_eq!(read_all("es", Path::new("nowhere"), Path::new("nowhere")).expect("no error"), []);
        assert!(read_all("fr", Path::new("nowhere"), Path::new("nowhere")).is_err());
    }

    #[test]
    fn words_of_a_contraction_are_tagged_apart_from_the_name_after_it() {
        let text = "\n\nLe chef du Conseil d'Ostrava parle.".to_owned();
        let start = text.find("Conseil").expect("there");
        let end = text.find(" parle").expect("there");
        let document = NamedDocument {
            source: "cases",
            id: "1".to_owned(),
            part: Part::Train,
            language: Language::FRENCH,
            text,
            names: vec![(Span::new(start, end), NameKind::Organisation)],
        };
        let found = sentences(&document);
        assert_eq!(found[0].words, ["Le", "chef", "de", "le", "Conseil", "d'", "Ostrava", "parle", "."]);
        let tags: Vec<String> = found[0].tags.iter().map(ToString::to_string).collect();
        assert_eq!(tags, ["O", "O", "O", "O", "B-ORG", "I-ORG", "I-ORG", "O", "O"]);
    }

    #[test]
    fn the_longer_of_two_names_counts() {
        let names = [(0, 4), (2, 9), (10, 12)].map(|(start, end)| (Span::new(start, end), NameKind::Person));
        assert_eq!(without_overlap(names.to_vec()), names[1..]);
    }
}
