//! Names as one tag a word.

use saidby_core::{NameKind, Sentence, Span};

/// What one word is to the names of its sentence: outside all, the first word of one, or a later word of it.
///
/// ```
/// use saidby_core::NameKind;
/// use saidby_language::names::NameTag;
/// assert_eq!(NameTag::Begin(NameKind::Person).to_string(), "B-PER");
/// assert_eq!(NameTag::at(4), Some(NameTag::Inside(NameKind::Organisation)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameTag {
    /// In no name.
    #[default]
    Outside,
    /// First word of a name.
    Begin(NameKind),
    /// A later word of a name.
    Inside(NameKind),
}

impl NameTag {
    /// How many tags there are.
    pub const COUNT: usize = 1 + 2 * NameKind::ALL.len();

    /// Its place in a row of scores: 0 for outside, then first and later words kind by kind.
    pub const fn index(self) -> usize {
        match self {
            NameTag::Outside => 0,
            NameTag::Begin(kind) => 1 + 2 * kind as usize,
            NameTag::Inside(kind) => 2 + 2 * kind as usize,
        }
    }

    /// The tag at a place in a row of scores; `None` from [`NameTag::COUNT`] on.
    pub fn at(index: usize) -> Option<Self> {
        let Some(within) = index.checked_sub(1) else { return Some(NameTag::Outside) };
        let kind = *NameKind::ALL.get(within / 2)?;
        Some(if within.is_multiple_of(2) { NameTag::Begin(kind) } else { NameTag::Inside(kind) })
    }

    /// The kind of name that the word is in.
    pub fn kind(self) -> Option<NameKind> {
        match self {
            NameTag::Outside => None,
            NameTag::Begin(kind) | NameTag::Inside(kind) => Some(kind),
        }
    }
}

impl std::fmt::Display for NameTag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NameTag::Outside => f.pad("O"),
            NameTag::Begin(kind) => f.pad(&format!("B-{kind}")),
            NameTag::Inside(kind) => f.pad(&format!("I-{kind}")),
        }
    }
}

/// The tags of a sentence's words, for names given as spans in text order without overlap.
///
/// A word is in a name where more than half of its characters are; the words of « du », which share their characters, are so
/// together, and stay outside of a name that starts after them.
pub fn tags(sentence: &Sentence, names: &[(Span, NameKind)]) -> Vec<NameTag> {
    let mut last = None;
    let tag = |word: Span| {
        let next = names.partition_point(|(name, _)| name.end() <= word.start());
        let found = names[next..].iter().find(|(name, _)| 2 * name.shared(word) > word.len());
        let before = std::mem::replace(&mut last, found.map(|(name, _)| *name));
        match found {
            None => NameTag::Outside,
            Some(&(name, kind)) if before == Some(name) => NameTag::Inside(kind),
            Some(&(_, kind)) => NameTag::Begin(kind),
        }
    };
    sentence.tokens.iter().map(|token| token.span).map(tag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use saidby_core::Token;

    #[test]
    fn every_tag_has_its_place() {
        for index in 0..NameTag::COUNT {
            assert_eq!(NameTag::at(index).map(NameTag::index), Some(index));
        }
        assert_eq!(NameTag::at(NameTag::COUNT), None);
    }

    #[test]
    fn neighbours_of_one_kind_are_two_names() {
        let words = [(0, 2), (3, 8), (9, 13), (9, 13)].map(|(start, end)| Token::plain(Span::new(start, end)));
        let sentence = Sentence { span: Span::new(0, 13), tokens: words.to_vec() };
        let place = NameKind::Location;
        let found = tags(&sentence, &[(Span::new(0, 2), place), (Span::new(3, 13), place)]);
        let inside = NameTag::Inside(place);
        assert_eq!(found, [NameTag::Begin(place), NameTag::Begin(place), inside, inside]);
        assert_eq!(tags(&sentence, &[(Span::new(2, 3), place)]), [NameTag::Outside; 4]);
    }
}
