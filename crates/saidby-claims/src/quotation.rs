//! Words between quotation marks, in text whose marks are often damaged.
//!
//! `“Nous ne pensons pas”dit le conseiller` holds one quotation, `Nous ne pensons pas`. A mark that is never closed runs to
//! the end of its paragraph; an odd mark never loses the rest.

use std::ops::Range;

/// A stretch between quotation marks, in words of its paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words inside the marks.
    pub inner: Range<usize>,
    /// Whether a closing mark was found.
    pub closed: bool,
}

impl Quotation {
    /// The words with their marks.
    pub fn outer(&self) -> Range<usize> {
        self.inner.start.saturating_sub(1)..self.inner.end + usize::from(self.closed)
    }
}

/// How a word stands as a mark: its spacing tells an opening straight mark from a closing one.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'t> {
    /// The word.
    pub word: &'t str,
    /// Whether white space or the paragraph's start stands before it.
    pub space_before: bool,
    /// Whether white space or the paragraph's end stands after it.
    pub space_after: bool,
}

/// The quotations among the words of one paragraph, in order, without overlap: marks inside another quotation belong to it.
pub fn quotations<'t>(words: impl Iterator<Item = Mark<'t>>) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut count = 0;
    for (index, mark) in words.enumerate() {
        count = index + 1;
        match open {
            None if opens(mark) => open = Some((index, mark.word)),
            Some((start, opener)) if closes(mark, opener) => {
                found.push(Quotation { inner: start + 1..index, closed: true });
                open = None;
            }
            Some((start, opener)) if opener == mark.word && !mark.space_before && mark.space_after => {
                found.push(Quotation { inner: start + 1..index, closed: true });
                open = None;
            }
            Some((start, opener)) if opener == mark.word && !is_straight(opener) => {
                found.push(Quotation { inner: start + 1..index, closed: false });
                open = Some((index, mark.word));
            }
            _ => {}
        }
    }
    if let Some((start, opener)) = open
        && (!is_straight(opener) || start == 0)
    {
        found.push(Quotation { inner: start + 1..count, closed: false });
    }
    found.retain(|quotation| !quotation.inner.is_empty());
    found
}

/// Whether a word is a mark of quotation at all.
pub fn is_mark(word: &str) -> bool {
    is_straight(word) || OPENERS.iter().any(|(opener, closers)| *opener == word || closers.contains(&word))
}

/// Opening marks and the marks that close them (CLDR, delimiters of English, French, German).
const OPENERS: &[(&str, &[&str])] = &[("“", &["”", "\""]), ("«", &["»"]), ("„", &["“", "”"]), ("‘", &["’"]), ("``", &["''"])];

fn is_straight(word: &str) -> bool {
    matches!(word, "\"" | "''")
}

fn opens(mark: Mark) -> bool {
    match mark.word {
        "\"" | "''" => mark.space_before || !mark.space_after,
        "‘" => !mark.space_after,
        "”" => mark.space_before && !mark.space_after,
        word => OPENERS.iter().any(|(opener, _)| *opener == word),
    }
}

fn closes(mark: Mark, opener: &str) -> bool {
    if is_straight(opener) {
        return mark.word == opener || (opener == "\"" && mark.word == "”");
    }
    if opener == "”" {
        return matches!(mark.word, "”" | "\"");
    }
    OPENERS.iter().any(|(listed, closers)| *listed == opener && closers.contains(&mark.word))
}
