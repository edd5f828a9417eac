//! Reads CoNLL-U treebanks (<https://universaldependencies.org/format.html>) as training and gold data.

use crate::names::Part;
use anyhow::{Context, Result, bail};
use std::path::Path;

/// Where our own sentences stand, in the folder of a language's cases.
pub const OWN: &str = "trees.conllu";

/// One syntactic word of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Form as in the treebank.
    pub form: String,
    /// Dictionary form; empty where it is known that none was given.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: String,
    /// Morphological features, `_` where there are none.
    pub features: String,
    /// The governing word's index in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// The relation to it, with its subtype.
    pub relation: String,
    /// The MISC column.
    pub misc: String,
}

/// Words that share one surface token: indices of the first and last word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MultiWord {
    /// Index of its first word.
    pub first: usize,
    /// Index of its last word.
    pub last: usize,
    /// Its surface form.
    pub form: String,
    /// The MISC column.
    pub misc: String,
}

/// One sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// `# sent_id`.
    pub id: String,
    /// `# text`.
    pub text: String,
    /// Whether `# newdoc` stands before it.
    pub new_document: bool,
    /// Whether `# newpar` or `# newdoc` stands before it.
    pub new_paragraph: bool,
    /// The syntactic words.
    pub words: Vec<Word>,
    /// The multi-word tokens.
    pub multi_words: Vec<MultiWord>,
}

/// The sentences of a CoNLL-U text.
///
/// # Errors
/// A line that has not ten columns, or a head that is no number; the error names the line.
pub fn read(conllu: &str) -> Result<Vec<Sentence>> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    for (number, line) in (1..).zip(conllu.lines().chain([""])) {
        if line.trim().is_empty() {
            if !sentence.words.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
        } else if let Some(comment) = line.strip_prefix('#') {
            sentence.comment(comment.trim());
        } else {
            sentence.word(line).with_context(|| format!("line {number}"))?;
        }
    }
    Ok(sentences)
}

/// Our own sentences of one part, in the folder of a language's cases: every tenth is held out, beginning with the tenth. None for a
/// language without them.
///
/// # Errors
/// A file that cannot be read, or is no CoNLL-U; the error names it.
pub fn own(cases: &Path, part: Part) -> Result<Vec<Sentence>> {
    let path = cases.join(OWN);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let named = || format!("in `{}`", path.display());
    let sentences = read(&std::fs::read_to_string(&path).with_context(named)?).with_context(named)?;
    let of_part = |number: &usize| (number % 10 == 9) == (part == Part::HeldOut);
    Ok(sentences.into_iter().enumerate().filter(|(number, _)| of_part(number)).map(|(_, sentence)| sentence).collect())
}

/// Empties the lemmas `_`, for treebanks that left words without a lemma. Elsewhere `_` is the lemma of what has none: the later parts of a
/// broken word, in some treebanks those of a fixed expression.
pub fn forget_missing_lemmas(sentences: &mut [Sentence]) {
    let words = sentences.iter_mut().flat_map(|sentence| &mut sentence.words);
    words.filter(|word| word.lemma == "_" && word.form != "_").for_each(|word| word.lemma.clear());
}

/// Relates names and nouns to the noun right before them as UD French Sequoia does: « le juge *Odel* », « le mot *paix* » are `nmod` where
/// GSD has `appos`. Behind a mark of punctuation both have `appos`.
pub fn bare_names_as_sequoia(sentences: &mut [Sentence]) {
    for words in sentences.iter_mut().map(|sentence| &mut sentence.words) {
        let is_bare = |at: usize| {
            let (word, head) = (&words[at], words[at].head.filter(|head| *head < at));
            word.relation == "appos" && head.is_some_and(|head| words[head..at].iter().all(|between| between.upos != "PUNCT"))
        };
        let bare: Vec<usize> = (0..words.len()).filter(|at| is_bare(*at)).collect();
        bare.into_iter().for_each(|at| words[at].relation = "nmod".to_owned());
    }
}

impl Sentence {
    /// The surface tokens: the index of the first word of each, its form, and that word.
    pub fn surfaces(&self) -> Vec<(usize, &str, &Word)> {
        let mut ranges = self.multi_words.iter().peekable();
        let mut surfaces = Vec::new();
        let mut next = 0;
        for (index, word) in self.words.iter().enumerate() {
            let whole = ranges.next_if(|range| range.first == index);
            if index >= next {
                surfaces.push((index, whole.map_or(&word.form, |whole| &whole.form).as_str(), word));
                next = whole.map_or(index, |whole| whole.last) + 1;
            }
        }
        surfaces
    }

    fn comment(&mut self, comment: &str) {
        if let Some(id) = comment.strip_prefix("sent_id = ") {
            self.id = id.to_owned();
        } else if let Some(text) = comment.strip_prefix("text = ") {
            self.text = text.to_owned();
        }
        self.new_document |= comment.starts_with("newdoc");
        self.new_paragraph |= comment.starts_with("newdoc") || comment.starts_with("newpar");
    }

    fn word(&mut self, line: &str) -> Result<()> {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, lemma, upos, _, features, head, relation, _, misc] = columns.as_slice() else {
            bail!("{} columns where CoNLL-U has ten", columns.len());
        };
        if let Some((first, last)) = id.split_once('-') {
            let index =
                |id: &str| id.parse::<usize>().ok().and_then(|id| id.checked_sub(1)).context("the range of a multi-word token");
            self.multi_words.push(MultiWord {
                first: index(first)?,
                last: index(last)?,
                form: form.to_owned(),
                misc: misc.to_owned(),
            });
        } else if !id.contains('.') {
            let head: usize = head.parse().with_context(|| format!("the head `{head}` is no number"))?;
            self.words.push(Word {
                form: form.to_owned(),
                lemma: lemma.to_owned(),
                upos: upos.to_owned(),
                features: features.to_owned(),
                head: head.checked_sub(1),
                relation: relation.to_owned(),
                misc: misc.to_owned(),
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::cut;
    use saidby_core::{Language, Upos};

    fn cases(code: &str) -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages").join(code).join("cases")
    }

    fn ours(code: &str) -> Vec<Sentence> {
        let parts = [Part::Train, Part::HeldOut].map(|part| own(&cases(code), part).expect("our own sentences"));
        assert_eq!(parts[1].len(), (parts[0].len() + parts[1].len()) / 10, "every tenth is held out");
        parts.concat()
    }

    /// The rules cut them as they stand, but for a few contractions that the words around them tell wrongly (« des »).
    #[test]
    fn our_own_sentences_have_the_words_that_the_rules_cut() {
        let (mut right, mut all) = (0, 0);
        for code in ["fr", "en"] {
            let language = Language::parse(code).expect("a code");
            for sentence in ours(code) {
                let surfaces: Vec<&str> = sentence.surfaces().into_iter().map(|(_, form, _)| form).collect();
                let cut = cut(language, &sentence.text);
                let tokens: Vec<_> = cut.iter().flat_map(|part| &part.tokens).collect();
                let mut spans: Vec<_> = tokens.iter().map(|token| token.contraction.unwrap_or(token.span)).collect();
                spans.dedup();
                let found: Vec<&str> = spans.iter().map(|span| span.of(&sentence.text)).collect();
                assert_eq!(surfaces, found, "{}", sentence.id);
                all += 1;
                right += usize::from(tokens.len() == sentence.words.len() && cut.len() == 1);
            }
        }
        assert!(right * 100 >= all * 97, "{right} of {all} sentences have their words");
    }

    #[test]
    fn our_own_sentences_are_trees_under_one_root() {
        for sentence in ["fr", "en"].into_iter().flat_map(ours) {
            let words = &sentence.words;
            assert_eq!(words.iter().filter(|word| word.head.is_none()).count(), 1, "{}", sentence.id);
            for word in words {
                assert!(word.upos.parse::<Upos>().is_ok() && !word.lemma.is_empty(), "{}: {word:?}", sentence.id);
                assert_eq!(word.relation == "root", word.head.is_none(), "{}: {word:?}", sentence.id);
                let mut above = word;
                let mut steps = 0;
                while let Some(head) = above.head {
                    above = &words[head];
                    steps += 1;
                    assert!(steps < words.len(), "{}: a circle at {}", sentence.id, word.form);
                }
            }
        }
    }

    #[test]
    fn a_name_right_after_its_noun_is_nmod_behind_a_comma_appos() {
        let row = |at: usize, form: &str, upos: &str, head: usize, relation: &str| {
            format!("{at}\t{form}\t_\t{upos}\t_\t_\t{head}\t{relation}\t_\t_\n")
        };
        let lines = [
            row(1, "juge", "NOUN", 0, "root"),
            row(2, "Odel", "PROPN", 1, "appos"),
            row(3, ",", "PUNCT", 4, "punct"),
            row(4, "ami", "NOUN", 1, "appos"),
        ];
        let mut sentences = read(&lines.concat()).expect("a treebank");
        bare_names_as_sequoia(&mut sentences);
        let relations: Vec<&str> = sentences[0].words.iter().map(|word| word.relation.as_str()).collect();
        assert_eq!(relations, ["root", "nmod", "punct", "appos"]);
    }

    #[test]
    fn a_language_without_sentences_of_our_own_has_none() {
        assert_eq!(own(Path::new("nowhere"), Part::Train).expect("no error"), []);
    }
}
