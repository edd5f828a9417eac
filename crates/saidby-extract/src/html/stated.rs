//! The article text that a page holds for machines only: `articleBody` of its JSON-LD (schema.org), where what the page
//! shows is less than half as long, and less than half of it. Some pages build themselves in the browser; their markup has a headline and no text.
//!
//! Every character keeps the bytes of the script that it came from: `"articleBody": "R\u0026D\nNow"` gives `R&D` and `Now`.

use super::layout::{self, Layout};
use super::tree::{NodeKind, Tree};
use crate::text::words::{Shingles, shingles};
use saidby_core::{SourceMap, Span};

/// Words, at least, of a text that counts as an article's.
const LEAST: usize = 30;

/// The stated text in paragraphs, its sources in the markup; `None` where the page states none, or shows `length` bytes of
/// article that could be it.
pub fn unseen(tree: &Tree, markup: &str, shown: &Layout, length: usize) -> Option<Layout> {
    let literal = literal(tree, markup).filter(|literal| length * 2 < literal.len())?;
    let body = paragraphs(&unescaped(literal, markup));
    let stated: Shingles = shingles(&body.text).collect();
    if stated.len() < LEAST || length * 2 >= body.text.len() {
        return None;
    }
    let seen: Shingles = shingles(&shown.text).filter(|shingle| stated.contains(shingle)).collect();
    (seen.len() * 2 < stated.len()).then_some(body)
}

/// The bytes of the longest `articleBody` string of the page's JSON-LD, without its quotation marks.
fn literal(tree: &Tree, markup: &str) -> Option<Span> {
    let scripts = (0..tree.len()).filter(|&id| is_json_ld(tree, id)).flat_map(|id| id + 1..tree.node(id).end);
    let texts = scripts.filter_map(|id| match tree.node(id).kind {
        NodeKind::Text(bytes, _) => Some(bytes),
        NodeKind::Element(..) => None,
    });
    texts.flat_map(|script| literals(script, markup)).max_by_key(|literal| (literal.len(), literal.start()))
}

fn is_json_ld(tree: &Tree, id: usize) -> bool {
    tree.name(id) == "script" && tree.attribute(id, "type").is_some_and(|kind| kind.contains("ld+json"))
}

fn literals(script: Span, markup: &str) -> Vec<Span> {
    let json = script.of(markup);
    let values = json.match_indices("\"articleBody\"").filter_map(|(at, key)| {
        let value = json[at + key.len()..].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        let start = json.len() - value.len();
        Some(Span::new(script.start() + start, script.start() + start + string_length(value)))
    });
    values.collect()
}

/// The bytes before the quotation mark that ends a JSON string.
fn string_length(json: &str) -> usize {
    let mut escaped = false;
    let ends = |(_, byte): &(usize, u8)| {
        let ends = !escaped && *byte == b'"';
        escaped = !escaped && *byte == b'\\';
        ends
    };
    json.bytes().enumerate().find(ends).map_or(json.len(), |(at, _)| at)
}

/// A JSON string's text, and where in the markup each part of it stands.
fn unescaped(literal: Span, markup: &str) -> (String, SourceMap) {
    let (mut text, mut sources) = (String::new(), SourceMap::default());
    let mut at = literal.start();
    while at < literal.end() {
        let rest = &markup[at..literal.end()];
        let plain = rest.find('\\').unwrap_or(rest.len());
        sources.push_verbatim(text.len(), at, plain);
        text.push_str(&rest[..plain]);
        at += plain;
        if let Some((c, len)) = escape(&rest[plain..]) {
            sources.push(Span::new(text.len(), text.len() + c.len_utf8()), Span::new(at, at + len));
            text.push(c);
            at += len;
        }
    }
    (text, sources)
}

/// What an escape at the start of `json` stands for, and its bytes (RFC 8259, 7).
fn escape(json: &str) -> Option<(char, usize)> {
    let name = json.strip_prefix('\\')?.chars().next();
    let simple = |c| Some((c, 2));
    match name {
        Some('n' | 'r') => simple('\n'),
        Some('t' | 'b' | 'f') => simple(' '),
        Some('u') => Some(code_unit(json)),
        Some(c) => Some((c, 1 + c.len_utf8())),
        None => Some(('\\', 1)),
    }
}

fn code_unit(json: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = json.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(0) else { return (char::REPLACEMENT_CHARACTER, 2) };
    let units = [first, unit(6).unwrap_or(0)];
    match char::decode_utf16(units).next() {
        Some(Ok(c)) => (c, 6 * c.len_utf16()),
        _ => (char::REPLACEMENT_CHARACTER, 6),
    }
}

/// The text laid out: by its markup where it holds any, else line by line.
fn paragraphs((text, sources): &(String, SourceMap)) -> Layout {
    let has_markup = ["<p", "<br", "<div", "</"].iter().any(|tag| text.contains(tag));
    let pieces = if has_markup { vec![Span::new(0, text.len())] } else { crate::given::lines(text).collect() };
    let mut body = Layout::default();
    for piece in pieces {
        let markup = piece.of(text);
        let mut within = SourceMap::default();
        within.push_verbatim(0, piece.start(), piece.len());
        let mut laid_out = layout::lay_out(&Tree::parse(markup), markup);
        laid_out.sources = laid_out.sources.then(&within).then(sources);
        body.append(laid_out);
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unescape(json: &str) -> String {
        unescaped(Span::new(0, string_length(json)), json).0
    }

    #[test]
    fn escapes_are_read_after_rfc_8259() {
        assert_eq!(unescape(r#"l\u2019\u00e9t\u00E9 \"vu\" \/ \\ \ud83d\ude00\n2", "x""#), "l’été \"vu\" / \\ 😀\n2");
    }

    #[test]
    fn broken_escapes_stay_one_character_each() {
        assert_eq!(unescape(r"a\u12"), "a\u{fffd}12");
        assert_eq!(unescape(r"\ud83d x"), "\u{fffd} x");
        assert_eq!(unescape(r"end\"), "end\\");
    }
}
