//! Tokens and sentences, after the measures of the CoNLL 2018 shared task: a unit counts as found where one with exactly the same
//! characters is in the answer, white space apart.
//!
//! The raw text is rebuilt from `# text`: sentences of a paragraph are set off by a space, paragraphs by an empty line.

use super::given;
use super::words::{f1, share};
use super::{Better, Options, Outcome, Rows, parallel};
use anyhow::{Context, Result};
use saidby::core::Span;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The treebanks.
pub const NEEDS: &[&str] = &[
    "ud/fr/fr_sequoia-ud-dev.conllu",
    "ud/fr/fr_pud_news-dev.conllu",
    "ud/en/en_ewt-ud-dev.conllu",
    "ud/pt/pt_bosque-dev.conllu",
    "ud/es/es_ancora-eval.conllu",
];

const SETS: [(&str, &str); 5] =
    [("fr_sequoia", "fr"), ("fr_pud_news", "fr"), ("en_ewt", "en"), ("pt_bosque", "pt"), ("es_ancora", "es")];
const COLUMNS: [&str; 9] = [
    "tokens",
    "tokens_found",
    "tokens_right",
    "words",
    "words_found",
    "words_right",
    "sentences",
    "sentences_found",
    "sentences_right",
];

/// Stretches of a text, counted in characters that are no white space.
type Units = BTreeSet<(usize, usize)>;

/// Syntactic words: the stretch of the surface token; for the words of a multi-word token, which of them it is and its form.
type Words = BTreeSet<(usize, usize, usize, String)>;

/// What one document is cut into.
#[derive(Default)]
struct Cuts {
    tokens: Units,
    words: Words,
    sentences: Units,
}

/// One document of a treebank.
#[derive(Default)]
struct Document {
    id: String,
    text: String,
    cuts: Cuts,
}

/// The files that the measures depend on.
pub fn files(corpora: &Path) -> Result<Vec<PathBuf>> {
    let corpora = NEEDS.iter().chain(&super::trees::NEEDS).map(|name| corpora.join(name));
    Ok(corpora.chain(super::trees::own()).collect())
}

/// Cuts every document into sentences and tokens and compares.
pub fn run(options: &Options) -> Result<Outcome> {
    let mut outcome = Outcome { rows: Rows::new(&COLUMNS), ..Outcome::default() };
    for ((set, language), name) in SETS.iter().zip(NEEDS) {
        let conllu = std::fs::read_to_string(options.corpora.join(name)).with_context(|| format!("cannot read `{name}`"))?;
        let documents: Vec<Document> = documents(set, &conllu).into_iter().filter(|one| options.wants(&one.id)).collect();
        let results = parallel::map(&documents, |one| one.id.clone(), |one| read(one, language));
        let mut total = [0.0; COLUMNS.len()];
        for (document, timed) in documents.iter().zip(results) {
            let found = timed.result.unwrap_or_else(|panicked| {
                outcome.panics.push(panicked);
                Cuts::default()
            });
            let gold = &document.cuts;
            let counts: Vec<f64> = compare(&gold.tokens, &found.tokens)
                .into_iter()
                .chain(compare(&gold.words, &found.words))
                .chain(compare(&gold.sentences, &found.sentences))
                .collect();
            total.iter_mut().zip(&counts).for_each(|(total, count)| *total += count);
            outcome.rows.push(&document.id, &counts.into_iter().map(Some).collect::<Vec<_>>());
        }
        for (what, counts) in ["tokens", "words", "sentences"].iter().zip(total.chunks(3)) {
            let value = f1(share(counts[2], counts[1]), share(counts[2], counts[0]));
            outcome.measure(format!("{set}.{what}.f1"), value, Better::Higher);
        }
    }
    super::trees::measure(options, &mut outcome)?;
    Ok(outcome)
}

/// How many in the gold, found, and found right.
fn compare<T: Ord>(gold: &BTreeSet<T>, found: &BTreeSet<T>) -> [f64; 3] {
    [gold.len() as f64, found.len() as f64, gold.intersection(found).count() as f64]
}

fn read(document: &Document, language: &str) -> Cuts {
    let Some(ledger) = given::ledger(&document.id, language, &document.text) else { return Cuts::default() };
    let article = &ledger.article;
    let printed = Printed::of(&article.page_text);
    let unit = |span: Span| {
        let spans = article.in_page(span);
        Some((printed.before(spans.first()?.start()), printed.before(spans.last()?.end())))
    };
    let mut cuts = Cuts { sentences: ledger.sentences.iter().filter_map(|one| unit(one.span)).collect(), ..Cuts::default() };
    for sentence in &ledger.sentences {
        let mut ordinal = 0;
        let mut open = None;
        for token in &sentence.tokens {
            ordinal = if token.contraction.is_some() && token.contraction == open { ordinal + 1 } else { 1 };
            open = token.contraction;
            let Some((start, end)) = unit(token.contraction.unwrap_or(token.span)) else { continue };
            cuts.tokens.insert((start, end));
            cuts.words.insert(match token.contraction {
                Some(_) => (start, end, ordinal, token.form(&article.text).to_lowercase()),
                None => (start, end, 0, String::new()),
            });
        }
    }
    cuts
}

/// How many characters that are no white space stand before each byte of a text.
struct Printed(Vec<usize>);

impl Printed {
    fn of(text: &str) -> Self {
        let mut before = vec![0; text.len() + 1];
        let mut count = 0;
        for (at, character) in text.char_indices() {
            before[at] = count;
            count += usize::from(!character.is_whitespace());
        }
        before[text.len()] = count;
        Self(before)
    }

    fn before(&self, at: usize) -> usize {
        self.0[at.min(self.0.len() - 1)]
    }
}

/// The documents of a treebank; the whole of it where none is marked.
fn documents(set: &str, conllu: &str) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    let mut starts_paragraph = true;
    let mut spaced = true;
    for block in conllu.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let marker = |name: &str| block.lines().find(|line| line.starts_with(name));
        if let Some(line) = marker("# newdoc") {
            documents.push(Document { id: format!("{set}/{}", line.split(" = ").nth(1).unwrap_or("?")), ..Document::default() });
            starts_paragraph = true;
        }
        if documents.is_empty() {
            documents.push(Document { id: format!("{set}/all"), ..Document::default() });
        }
        starts_paragraph |= marker("# newpar").is_some();
        let Some(document) = documents.last_mut() else { continue };
        if !document.text.is_empty() {
            document.text.push_str(if starts_paragraph {
                "\n\n"
            } else if spaced {
                " "
            } else {
                ""
            });
        }
        starts_paragraph = false;
        spaced = document.push_sentence(block);
    }
    documents
}

impl Document {
    /// Adds a sentence; says whether a space follows it.
    fn push_sentence(&mut self, block: &str) -> bool {
        let start = self.printed();
        let mut at = start;
        let mut spaced = true;
        let (mut first, mut last) = (1, 0);
        for line in block.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [id, form, .., misc] = columns.as_slice() else { continue };
            if id.contains('.') {
                continue;
            }
            let number: usize = id.split('-').next().and_then(|id| id.parse().ok()).unwrap_or(0);
            if !id.contains('-') && number <= last {
                let (start, end) = self.cuts.tokens.last().copied().unwrap_or_default();
                self.cuts.words.insert((start, end, number + 1 - first, form.to_lowercase()));
                continue;
            }
            let end = at + form.chars().filter(|character| !character.is_whitespace()).count();
            self.cuts.tokens.insert((at, end));
            match id.split_once('-') {
                Some((_, range_end)) => (first, last) = (number, range_end.parse().unwrap_or(0)),
                None => _ = self.cuts.words.insert((at, end, 0, String::new())),
            }
            at = end;
            spaced = !misc.contains("SpaceAfter=No");
        }
        self.cuts.sentences.insert((start, at));
        let text = block.lines().find_map(|line| line.strip_prefix("# text = ")).unwrap_or("");
        self.text.push_str(text.trim_end());
        spaced
    }

    fn printed(&self) -> usize {
        self.text.chars().filter(|character| !character.is_whitespace()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONLLU: &str = "# newdoc id = d\n# text = Il va au lac.\n1\tIl\t_\t_\t_\t_\t_\t_\t_\t_\n2\tva\t_\t_\t_\t_\t_\t_\t_\t_\n\
        3-4\tau\t_\t_\t_\t_\t_\t_\t_\t_\n3\tà\t_\t_\t_\t_\t_\t_\t_\t_\n4\tle\t_\t_\t_\t_\t_\t_\t_\t_\n\
        5\tlac\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n6\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n# newpar\n# text = Oui\n1\tOui\t_\t_\t_\t_\t_\t_\t_\t_\n\n";

    #[test]
    fn a_contraction_is_one_token_and_paragraphs_are_set_off() {
        let documents = documents("x", CONLLU);
        assert_eq!(documents[0].text, "Il va au lac.\n\nOui");
        assert_eq!(documents[0].cuts.tokens, Units::from([(0, 2), (2, 4), (4, 6), (6, 9), (9, 10), (10, 13)]));
        assert_eq!(documents[0].cuts.sentences, Units::from([(0, 10), (10, 13)]));
    }
}
