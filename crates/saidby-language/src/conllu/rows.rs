//! The lines of a CoNLL-U text, sentence by sentence; a sentence with a bad line is left out, and the line named.

use std::fmt;

/// One line of a sentence that is no comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'t> {
    /// Its line in the text, from 1.
    pub line: usize,
    /// What it describes.
    pub kind: RowKind,
    /// ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC.
    pub columns: [&'t str; 10],
}

/// What a line describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// The next word.
    Word,
    /// A multi-word token: how many words it has; they follow.
    Range(usize),
    /// An empty node of the enhanced trees.
    Empty,
}

/// The lines of one sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block<'t> {
    /// The lines that start with `#`, as they are.
    pub comments: Vec<&'t str>,
    /// The others.
    pub rows: Vec<Row<'t>>,
}

/// What is wrong in a CoNLL-U text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// Whether the sentence was kept all the same.
    pub kept: bool,
}

impl Problem {
    pub(super) fn at(line: usize, message: impl Into<String>) -> Self {
        Self { line, message: message.into(), kept: false }
    }

    pub(super) fn kept(line: usize, message: impl Into<String>) -> Self {
        Self { kept: true, ..Self::at(line, message) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for Problem {}

/// The sentences of a CoNLL-U text, one by one; for one with a bad line, its first problem. Comments before an empty line belong to
/// the sentence after it.
pub fn blocks(text: &str) -> impl Iterator<Item = Result<Block<'_>, Problem>> {
    let mut lines = (1..).zip(text.lines().map(|line| line.trim_end_matches('\r')));
    std::iter::from_fn(move || {
        let mut block = Block::default();
        let mut problem = None;
        for (number, line) in lines.by_ref() {
            match line.starts_with('#') {
                true => block.comments.push(line),
                false if !line.trim().is_empty() => {
                    let row = row(number, line, &block.rows);
                    row.map_or_else(|found| _ = problem.get_or_insert(found), |row| block.rows.push(row));
                }
                false if block.rows.is_empty() && problem.is_none() => {}
                false => break,
            }
        }
        match (problem, block.rows.last().map(|row| row.line)) {
            (Some(problem), _) => Some(Err(problem)),
            (None, Some(last)) => Some(whole(&block.rows, last).map(|()| block)),
            (None, None) => None,
        }
    })
}

fn row<'t>(line: usize, text: &'t str, before: &[Row<'_>]) -> Result<Row<'t>, Problem> {
    let columns: Vec<&str> = text.split('\t').collect();
    let found = columns.len();
    let columns: [&str; 10] = columns
        .try_into()
        .map_err(|_| Problem::at(line, format!("{found} columns, separated by tabs, where CoNLL-U has ten")))?;
    let kind =
        kind(columns[0], words(before)).ok_or_else(|| Problem::at(line, format!("`{}` is not the next id", columns[0])))?;
    if columns[1].trim().is_empty() {
        return Err(Problem::at(line, "the word has no form"));
    }
    Ok(Row { line, kind, columns })
}

fn words(rows: &[Row<'_>]) -> usize {
    rows.iter().rev().find(|row| row.kind == RowKind::Word).and_then(|row| row.columns[0].parse().ok()).unwrap_or(0)
}

/// What an id describes, where so many words stand before it.
fn kind(id: &str, before: usize) -> Option<RowKind> {
    if let Some((first, last)) = id.split_once('-') {
        let (first, last) = (first.parse::<usize>().ok()?, last.parse::<usize>().ok()?);
        return (first == before + 1 && last > before).then(|| RowKind::Range(last - before));
    }
    if let Some((word, node)) = id.split_once('.') {
        return (word.parse() == Ok(before) && node.parse::<usize>().is_ok()).then_some(RowKind::Empty);
    }
    (id.parse() == Ok(before + 1)).then_some(RowKind::Word)
}

/// Multi-word tokens have all their words, and share none.
fn whole(rows: &[Row<'_>], last: usize) -> Result<(), Problem> {
    let mut open = 0_usize;
    for row in rows {
        match row.kind {
            RowKind::Range(_) if open > 0 => return Err(Problem::at(row.line, "a multi-word token inside another")),
            RowKind::Range(words) => open = words,
            RowKind::Word => open = open.saturating_sub(1),
            RowKind::Empty => {}
        }
    }
    if open > 0 { Err(Problem::at(last, format!("{open} words of a multi-word token are missing"))) } else { Ok(()) }
}
