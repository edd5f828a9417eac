//! CoNLL-U becomes an article with its sentences, and is written again with what was found of them.

use super::rows::{Block, Problem, Row, RowKind, blocks};
use super::{analysis, cell, name_note};
use crate::names::tags as name_tags;
use saidby_core::{
    Analysis, Article, Block as TextBlock, CodePoints, Found, Language, Metadata, Name, Role, Sentence, SourceMap, Span, Token,
    Upos,
};

/// What of a CoNLL-U text is taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Sentences and words.
    Words,
    /// Sentences, words, parts of speech, features and lemmas.
    Tags,
}

/// One document of a CoNLL-U text.
#[derive(Clone, Debug, Default)]
pub struct Given<'t> {
    /// Its text: a paragraph a block, two sentences of one separated by a space unless `SpaceAfter=No` says otherwise.
    pub article: Article,
    /// Its sentences, of which each holds [`Sentence::check`].
    pub sentences: Vec<Sentence>,
    /// The lines of each sentence, with their comments.
    lines: Vec<Block<'t>>,
}

/// The documents of a CoNLL-U text, and what is wrong in it: a sentence with a bad line is left out, the others are kept.
///
/// `# newdoc` starts a document, `# newpar` a paragraph. `# text` is the sentence's text where it has the words in order with
/// nothing but white space between; elsewhere the text is made of the forms and `SpaceAfter=No`, and a problem says so.
///
/// ```
/// use saidby_language::conllu::{Keep, read};
/// let rows = "1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\t_\t_\t_\t_\t_\t_\t_\t_\n2\tle\t_\t_\t_\t_\t_\t_\t_\t_\n";
/// let (documents, problems) = read(rows, None, Keep::Words);
/// assert_eq!(documents[0].article.text, "du");
/// assert!(problems.is_empty());
/// ```
pub fn read(conllu: &str, language: Option<Language>, keep: Keep) -> (Vec<Given<'_>>, Vec<Problem>) {
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    let mut problems = Vec::new();
    for block in blocks(conllu) {
        match block {
            Err(problem) => problems.push(problem),
            Ok(block) => {
                if drafts.is_empty() || block.has("newdoc") {
                    drafts.push(Draft::default());
                }
                if let Some(draft) = drafts.last_mut() {
                    draft.push(block, keep, &mut problems);
                }
            }
        }
    }
    (drafts.into_iter().map(|draft| draft.finish(language)).collect(), problems)
}

impl<'t> Block<'t> {
    /// Whether a comment has this name: `# newdoc`, `# newdoc id = x`.
    fn has(&self, name: &str) -> bool {
        self.comments.iter().any(|comment| comment[1..].split_whitespace().next() == Some(name))
    }

    /// The value of the comment `# name = value`.
    fn value(&self, name: &str) -> Option<&'t str> {
        let of = |comment: &&'t str| comment[1..].trim_start().strip_prefix(name)?.trim_start().strip_prefix('=');
        self.comments.iter().find_map(of).map(str::trim)
    }

    /// The rows of surface tokens: multi-word tokens, and the words of none.
    fn surfaces(&self) -> Vec<&Row<'t>> {
        let mut inside = 0;
        let mut surfaces = Vec::new();
        for row in &self.rows {
            match row.kind {
                RowKind::Empty => {}
                RowKind::Word if inside > 0 => inside -= 1,
                RowKind::Word => surfaces.push(row),
                RowKind::Range(words) => {
                    inside = words;
                    surfaces.push(row);
                }
            }
        }
        surfaces
    }
}

/// Whether white space follows a surface token.
fn is_spaced(row: &Row<'_>) -> bool {
    !row.columns[9].split('|').any(|note| note == "SpaceAfter=No")
}

/// A document that more sentences may come to.
#[derive(Default)]
struct Draft<'t> {
    text: String,
    paragraphs: Vec<TextBlock>,
    sentences: Vec<Sentence>,
    lines: Vec<Block<'t>>,
    /// Whether a space goes before the next sentence.
    spaced: bool,
}

impl<'t> Draft<'t> {
    fn push(&mut self, block: Block<'t>, keep: Keep, problems: &mut Vec<Problem>) {
        let surfaces = block.surfaces();
        let (text, places) = self.place(&block, &surfaces, problems);
        let new_paragraph = self.text.is_empty() || block.has("newpar");
        if !self.text.is_empty() {
            self.text.push_str(if new_paragraph {
                "\n"
            } else if self.spaced {
                " "
            } else {
                ""
            });
        }
        let start = self.text.len();
        self.text.push_str(&text);
        let span = Span::new(start, self.text.len());
        match self.paragraphs.last_mut().filter(|_| !new_paragraph) {
            Some(paragraph) => paragraph.page = paragraph.page.cover(span),
            None => self.paragraphs.push(TextBlock { role: Role::Paragraph, page: span, text: None }),
        }
        self.spaced = surfaces.last().is_none_or(|row| is_spaced(row));
        let places: Vec<Span> = places.into_iter().map(|place| place.moved(0, start)).collect();
        let tokens = tokens(&block.rows, &places, &self.text, keep, problems);
        self.sentences.push(Sentence { span, tokens });
        self.lines.push(block);
    }

    /// The text of a sentence, and where its surface tokens stand in it.
    fn place(&self, block: &Block<'t>, surfaces: &[&Row<'t>], problems: &mut Vec<Problem>) -> (String, Vec<Span>) {
        let given = block.value("text").filter(|text| !text.is_empty());
        if let Some(places) = given.and_then(|text| places(text, surfaces)) {
            return (given.unwrap_or_default().to_owned(), places);
        }
        if let (Some(_), Some(first)) = (given, surfaces.first()) {
            problems.push(Problem::kept(
                first.line,
                "`# text` has other words than the lines below it; the text was made of the lines",
            ));
        }
        let mut text = String::new();
        let mut places = Vec::with_capacity(surfaces.len());
        for (at, row) in surfaces.iter().enumerate() {
            let start = text.len();
            text.push_str(form(row));
            places.push(Span::new(start, text.len()));
            if is_spaced(row) && at + 1 < surfaces.len() {
                text.push(' ');
            }
        }
        (text, places)
    }

    fn finish(self, language: Option<Language>) -> Given<'t> {
        let language = language.map(|value| Found { value, from: "input:language" });
        let sources = SourceMap::identity(self.text.len());
        let article = Article::assemble(Metadata { language, ..Metadata::default() }, self.text, sources, self.paragraphs);
        Given { article, sentences: self.sentences, lines: self.lines }
    }
}

fn form<'t>(row: &Row<'t>) -> &'t str {
    row.columns[1].trim()
}

/// Where the tokens stand in a text; `None` where it is not theirs with white space between.
fn places(text: &str, surfaces: &[&Row<'_>]) -> Option<Vec<Span>> {
    let mut places = Vec::with_capacity(surfaces.len());
    let mut at = 0;
    for row in surfaces {
        let rest = text[at..].trim_start();
        let start = text.len() - rest.len();
        rest.strip_prefix(form(row))?;
        at = start + form(row).len();
        places.push(Span::new(start, at));
    }
    text[at..].trim().is_empty().then_some(places)
}

/// The words of a sentence, of which the surface tokens stand at `places`.
fn tokens(rows: &[Row<'_>], places: &[Span], text: &str, keep: Keep, problems: &mut Vec<Problem>) -> Vec<Token> {
    let mut places = places.iter().copied();
    let mut tokens: Vec<Token> = Vec::new();
    let mut parts = Vec::new().into_iter();
    for (at, row) in rows.iter().enumerate() {
        match row.kind {
            RowKind::Empty => {}
            RowKind::Range(words) => {
                let Some(whole) = places.next() else { break };
                let words = rows[at..].iter().filter(|row| row.kind == RowKind::Word).take(words);
                parts = contraction(&words.map(form).collect::<Vec<_>>(), whole, text).into_iter();
            }
            RowKind::Word => {
                let Some(token) = parts.next().or_else(|| places.next().map(Token::plain)) else { break };
                let analysis = (keep == Keep::Tags).then(|| tags(row, problems)).flatten();
                tokens.push(Token { analysis, ..token });
            }
        }
    }
    tokens
}

/// The words of a multi-word token: parts of its characters where they are its characters, forms of their own otherwise.
fn contraction(forms: &[&str], whole: Span, text: &str) -> Vec<Token> {
    let in_order = forms.concat() == whole.of(text);
    let mut at = whole.start();
    let part = |form: &&str| {
        let own = Span::new(at, at + form.len());
        at = own.end();
        let (span, form) = if in_order { (own, None) } else { (whole, Some((*form).to_owned().into())) };
        Token { form, contraction: Some(whole), ..Token::plain(span) }
    };
    forms.iter().map(part).collect()
}

/// The tags of a row; a part of speech that there is not is a problem.
fn tags(row: &Row<'_>, problems: &mut Vec<Problem>) -> Option<Analysis> {
    let [_, _, lemma, upos, _, features, ..] = row.columns;
    if upos == "_" {
        return None;
    }
    let Ok(upos) = upos.parse::<Upos>() else {
        problems
            .push(Problem::kept(row.line, format!("`{upos}` is no universal part of speech; the word was kept without tags")));
        return None;
    };
    Some(Analysis { upos, lemma: lemma.into(), features: features.into(), head: None, relation: "_".into() })
}

impl Given<'_> {
    /// The document in CoNLL-U again: comments, ids, multi-word tokens, empty nodes and MISC as given, with `start_char` and
    /// `end_char` of its text, what `sentences` says of each word, and its names.
    pub fn write(&self, names: &[Name]) -> String {
        let names: Vec<_> = names.iter().map(|name| (name.span, name.kind)).collect();
        let mut out = String::new();
        let points = CodePoints::of(&self.article.text);
        for (block, sentence) in self.lines.iter().zip(&self.sentences) {
            self.write_comments(&mut out, block, sentence);
            let mut words = sentence.tokens.iter();
            let mut notes = name_tags(sentence, &names).into_iter().map(name_note);
            for row in &block.rows {
                let mut columns: [String; 10] = row.columns.map(str::to_owned);
                let word = match row.kind {
                    RowKind::Word => words.next(),
                    RowKind::Range(_) => words.as_slice().first(),
                    RowKind::Empty => None,
                };
                if let Some(token) = word {
                    let span = if row.kind == RowKind::Word { token.span } else { token.contraction.unwrap_or(token.span) };
                    columns[9] = misc(row.columns[9], points.range(span));
                }
                if let (RowKind::Word, Some(token)) = (row.kind, word) {
                    let xpos = if token.analysis.is_some() { row.columns[4] } else { "_" };
                    columns[2..8].clone_from_slice(&analysis(token.analysis.as_ref(), xpos));
                    columns[8] = "_".to_owned();
                    columns[9].push_str(&notes.next().unwrap_or_default());
                }
                out.push_str(&columns.join("\t"));
                out.push('\n');
            }
            out.push('\n');
        }
        out
    }

    /// The comments as given; `# text` is the text that the offsets point into.
    fn write_comments(&self, out: &mut String, block: &Block<'_>, sentence: &Sentence) {
        let text = format!("# text = {}", cell(sentence.span.of(&self.article.text)));
        let is_text = |comment: &&str| {
            comment[1..].trim_start().strip_prefix("text").is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        let mut written = false;
        for comment in &block.comments {
            let line = if is_text(comment) { &text } else { *comment };
            written |= is_text(comment);
            out.extend([line, "\n"]);
        }
        if !written {
            out.extend([text.as_str(), "\n"]);
        }
    }
}

/// MISC with the offsets of the word, in place of those that it may have.
fn misc(given: &str, (start, end): (usize, usize)) -> String {
    let is_kept =
        |note: &&str| *note != "_" && !note.is_empty() && !note.starts_with("start_char=") && !note.starts_with("end_char=");
    let offsets = [format!("start_char={start}"), format!("end_char={end}")];
    given.split('|').filter(is_kept).map(str::to_owned).chain(offsets).collect::<Vec<_>>().join("|")
}
