//! Words with tags become a text with the spans of its names.

use saidby_core::{NameKind, Span};

/// A text as it grows, word by word.
#[derive(Debug, Default)]
pub struct Spelling {
    /// The text so far.
    pub text: String,
    /// The names so far.
    pub names: Vec<(Span, NameKind)>,
    open: bool,
}

impl Spelling {
    /// Adds a word, with a space before it where `spaced`. `begins` says that a name starts here even after one of its kind.
    pub fn push(&mut self, word: &str, spaced: bool, kind: Option<NameKind>, begins: bool) {
        if spaced && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        let span = Span::new(self.text.len(), self.text.len() + word.len());
        self.text.push_str(word);
        match (self.names.last_mut(), kind) {
            (Some((last, last_kind)), Some(kind)) if self.open && !begins && *last_kind == kind => *last = last.cover(span),
            (_, Some(kind)) => self.names.push((span, kind)),
            (_, None) => {}
        }
        self.open = kind.is_some();
    }

    /// Ends the line; a name ends with it.
    pub fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.open = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_a_kind_are_one_name_unless_one_begins() {
        let place = Some(NameKind::Location);
        let mut spelling = Spelling::default();
        for (word, spaced, kind, begins) in [
            ("Pont", true, place, true),
            ("-", false, place, false),
            ("Rouge", false, place, false),
            ("Riga", true, place, true),
            (".", false, None, false),
        ] {
            spelling.push(word, spaced, kind, begins);
        }
        let words: Vec<&str> = spelling.names.iter().map(|(span, _)| span.of(&spelling.text)).collect();
        assert_eq!((spelling.text.as_str(), words), ("Pont-Rouge Riga.", vec!["Pont-Rouge", "Riga"]));
    }
}
