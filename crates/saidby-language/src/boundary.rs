//! Where sentences end, told by a linear model over the gaps between words; and its like for contractions.
//!
//! In: the words of a line, and where the rules would end a sentence. Out: where it is cut. A gap is one with white space between
//! two words, or one where the rules cut.

mod gap;

use crate::contraction::Around;
use crate::known::{Class, Known};
use crate::linear::{Features, Weights};
use crate::rules::Rules;
use crate::section::{Damaged, Reader};
use crate::sentence::Line;
pub(crate) use gap::Gaps;
use saidby_core::{Language, Span};

/// Names the section and the version of its layout.
const HEAD: &[u8] = b"saidby boundary 1\n";

/// What one language's sentence ends look like, and the contractions that are one word elsewhere.
///
/// Layout of its bytes: its head, the classes of words and of endings, the weights, each of a fixed length; those of contractions only
/// where the language has such.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boundaries {
    /// The words that training saw.
    pub known: Known,
    /// The weights of the features of a gap.
    pub ends: Weights,
    /// The weights of the features of a contraction; above zero it is several words.
    pub contractions: Option<Weights>,
}

impl Boundaries {
    /// The section of a model file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = HEAD.to_vec();
        self.known.write(&mut out);
        self.ends.write(&mut out);
        self.contractions.iter().for_each(|weights| weights.write(&mut out));
        out
    }

    /// The value that [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// Bytes of another section or version, or of another length.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut reader = Reader::after(bytes, HEAD)?;
        let (known, ends) = (Known::read(&mut reader)?, Weights::read(&mut reader)?);
        let contractions = if reader.is_empty() { None } else { Some(Weights::read(&mut reader)?) };
        reader.end().map(|()| Self { known, ends, contractions })
    }

    /// Whether a contraction is several words here.
    pub(crate) fn is_several(&self, around: &Around) -> bool {
        self.contractions.as_ref().is_none_or(|weights| around.is_several(weights, |word| self.known.class(word)))
    }
}

/// Walks the gaps of a line as the model does, for training. `is_several` tells contractions; `class` says what is known of a word,
/// given its place and its folded form; `ends` decides on each gap, given the word before it and the gap's features.
pub fn walk(
    text: &str,
    line: Span,
    language: Language,
    is_several: impl Fn(&Around) -> bool,
    mut class: impl FnMut(Span, &str) -> Class,
    mut ends: impl FnMut(Span, &Features) -> bool,
) {
    let rules = Rules::of(Some(language));
    let tokens = crate::word::words(text, line, rules, |_, around| is_several(around));
    let line = Line::new(text, &tokens, rules);
    line.cuts(|index, folded| class(tokens[index].span, folded), |index, gap| ends(tokens[index - 1].span, gap));
}
