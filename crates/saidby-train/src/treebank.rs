//! Reads CoNLL-U treebanks (<https://universaldependencies.org/format.html>) as training and gold data.

use anyhow::{Context, Result, bail};

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

/// Empties the lemmas `_`, for treebanks that left words without a lemma. Elsewhere `_` is the lemma of what has none: the later parts of a
/// broken word, in some treebanks those of a fixed expression.
pub fn forget_missing_lemmas(sentences: &mut [Sentence]) {
    let words = sentences.iter_mut().flat_map(|sentence| &mut sentence.words);
    words.filter(|word| word.lemma == "_" && word.form != "_").for_each(|word| word.lemma.clear());
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
