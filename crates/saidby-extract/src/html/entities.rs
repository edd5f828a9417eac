//! Character references (`&eacute;`, `&#8217;`) in raw text, with their bytes.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as Bytes, Tokenizer};
use std::borrow::Cow;

/// The longest name in the HTML standard's table of named character references, with `&` and `;`.
const LONGEST: usize = 33;

/// A piece of raw text: as it stands, or a character reference with what it stands for.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Text as it stands.
    Verbatim(&'t str),
    /// A reference: its characters in the markup, and its meaning.
    Reference(&'t str, String),
}

/// Raw text in pieces, which together are the text.
pub fn pieces(raw: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, len) = first(rest);
        rest = rest.get(len..).unwrap_or("");
        Some(piece)
    })
}

/// Raw text with its references read.
pub fn read(raw: &str) -> Cow<'_, str> {
    if !raw.contains('&') {
        return Cow::Borrowed(raw);
    }
    let meaning = |piece| match piece {
        Piece::Verbatim(text) => Cow::Borrowed(text),
        Piece::Reference(_, meaning) => Cow::Owned(meaning),
    };
    pieces(raw).map(meaning).collect::<Vec<_>>().concat().into()
}

fn first(raw: &str) -> (Piece<'_>, usize) {
    let verbatim = |len: usize| (Piece::Verbatim(&raw[..len]), len);
    if !raw.starts_with('&') {
        return verbatim(raw.find('&').unwrap_or(raw.len()));
    }
    let is_inside = |(at, c): &(usize, char)| *at < LONGEST && (c.is_ascii_alphanumeric() || *c == '#');
    let inside = raw[1..].char_indices().take_while(is_inside).count() + 1;
    let end = if raw[inside..].starts_with(';') { inside + 1 } else { inside };
    let meaning = meaning(&raw[..end]);
    if meaning == raw[..end] { verbatim(end) } else { (Piece::Reference(&raw[..end], meaning), end) }
}

fn meaning(reference: &str) -> String {
    let mut meaning = String::new();
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Bytes<()>| -> Option<()> {
        if let CallbackEvent::String { value } = event {
            meaning.push_str(&String::from_utf8_lossy(value));
        }
        None
    });
    Tokenizer::new_with_emitter(reference, emitter).for_each(drop);
    meaning
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_and_others_left() {
        for (raw, text) in [
            ("l&#8217;été &amp; l&rsquo;hiver", "l’été & l’hiver"),
            ("&laquo;&nbsp;oui&nbsp;&raquo;", "«\u{a0}oui\u{a0}»"),
            ("R&D & co &unknown; &", "R&D & co &unknown; &"),
            ("&eacutecole &#x20AC;5", "école €5"),
            ("&#0;", "\u{fffd}"),
        ] {
            assert_eq!(read(raw), text, "{raw}");
        }
    }
}
