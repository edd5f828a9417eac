//! What bytes hold, from the bytes themselves: markup, text, records, a feed, or something that is no page.
//!
//! In: the first bytes, `b"\xFF\xD8\xFF\xE0…"`. Out: `Err(NotText("a JPEG image"))`. File names are not asked, since they lie;
//! only that a table is called one counts.

use crate::error::ErrorKind;
use crate::{json, message, table, warc};
use saidby_core::PageFormat;

/// Bytes at the start that are enough to tell.
pub const HEAD: usize = 8192;

/// First bytes, at their offset, of files that are no text (the list of file signatures of each format's specification).
const SIGNATURES: &[(usize, &[u8], &str)] = &[
    (0, b"\xFF\xD8\xFF", "a JPEG image"),
    (0, b"\x89PNG\r\n\x1A\n", "a PNG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (8, b"WEBP", "a WebP image"),
    (0, b"II*\0", "a TIFF image"),
    (0, b"MM\0*", "a TIFF image"),
    (0, b"\0\0\x01\0", "an icon"),
    (4, b"ftyp", "a video or HEIF image"),
    (0, b"\x1A\x45\xDF\xA3", "a Matroska video"),
    (0, b"OggS\0", "an Ogg recording"),
    (0, b"ID3\x03", "an MP3 recording"),
    (0, b"ID3\x04", "an MP3 recording"),
    (0, b"%PDF-", "a PDF document"),
    (0, b"%!PS-", "a PostScript document"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document"),
    (0, b"PK\x03\x04", "a zip archive"),
    (0, b"PK\x05\x06", "an empty zip archive"),
    (0, b"Rar!\x1A\x07", "a RAR archive"),
    (0, b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (0, b"\xFD7zXZ\0", "an xz archive"),
    (4, b"1AY&SY", "a bzip2 archive"),
    (0, b"\x28\xB5\x2F\xFD", "a Zstandard archive"),
    (0, b"\x1F\x8B", "a gzip archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\x7FELF", "a program"),
    (0, b"MZ\x90\0", "a program"),
    (0, b"SQLite format 3\0", "an SQLite file"),
    (0, b"PAR1", "a Parquet file"),
    (0, b"wOFF", "a font"),
    (0, b"wOF2", "a font"),
];

/// Roots of XML that holds other pages, or lists them. A feed's prefix, as in `<atom:feed`, is that of its namespace.
const LISTS: &[(&str, List, &str)] = &[
    ("<rss", List::Feed, "an RSS feed"),
    ("<rdf:rdf", List::Feed, "an RSS feed"),
    ("<feed", List::Feed, "an Atom feed"),
    ("<atom:feed", List::Feed, "an Atom feed"),
    ("<urlset", List::Sitemap, "a sitemap"),
    ("<sitemapindex", List::Sitemap, "a sitemap"),
];

/// XML that holds pages, or lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// RSS or Atom.
    Feed,
    /// Addresses alone.
    Sitemap,
}

/// What an input holds, where it is text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// JSON, a record a line.
    Lines,
    /// JSON, records over several lines or in an array.
    Json,
    /// A table with this header.
    Table(table::Header),
    /// A message: a page saved with its parts.
    Message,
    /// RSS or Atom, or a sitemap.
    List(List),
    /// Addresses, one a line.
    Addresses,
    /// One page.
    Page,
}

/// Of 100 bytes, how many may be control characters that no text has.
const CONTROLS_PER_100: usize = 2;

/// Elements of HTML that pages and fragments of pages have.
const ELEMENTS: &[&str] = &[
    "a",
    "article",
    "b",
    "blockquote",
    "body",
    "br",
    "dd",
    "div",
    "em",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "header",
    "html",
    "i",
    "img",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "span",
    "strong",
    "style",
    "table",
    "td",
    "title",
    "tr",
    "ul",
];

/// Says what the bytes are where they are no text, or of a kind that is not read yet.
pub fn refuse(head: &[u8]) -> Result<(), ErrorKind> {
    let head = &head[..head.len().min(HEAD)];
    if let Some((_, _, what)) =
        SIGNATURES.iter().find(|(at, bytes, _)| head.get(*at..).is_some_and(|rest| rest.starts_with(bytes)))
    {
        return Err(ErrorKind::NotText(what));
    }
    if warc::is_start(head) {
        return Err(ErrorKind::Several("a WARC file"));
    }
    let is_control = |byte: &&u8| matches!(**byte, 0..=8 | 11 | 14..=26 | 28..=31);
    let controls = head.iter().filter(is_control).count();
    if encoding_rs::Encoding::for_bom(head).is_none() && controls > 1 && controls * 100 > head.len() * CONTROLS_PER_100 {
        return Err(ErrorKind::NotText("no text"));
    }
    Ok(())
}

/// What the start of an input of this name says that it holds.
pub fn shape(head: &str, name: &str) -> Shape {
    let start = head.trim_start();
    if let Some(shape) = json(start) {
        return shape;
    }
    if let Some((_, list, _)) = LISTS.iter().find(|(tag, ..)| starts_with_tag(root(head).0, tag)) {
        return Shape::List(*list);
    }
    if message::is_start(start) {
        return Shape::Message;
    }
    if are_addresses(start) {
        return Shape::Addresses;
    }
    // Only here a name is asked: a table whose columns are unknown looks like any text.
    table::header(start, is_called_table(name)).map_or(Shape::Page, Shape::Table)
}

/// JSON a line, or over several: whether an object closes in its line.
fn json(start: &str) -> Option<Shape> {
    let inner = start.get(1..).unwrap_or_default().trim_start();
    match start.as_bytes().first()? {
        b'[' if inner.starts_with('{') => Some(Shape::Json),
        b'{' if inner.starts_with(['"', '}']) => Some(if is_a_line(start) { Shape::Lines } else { Shape::Json }),
        _ => None,
    }
}

/// Whether the first line is an object, or would be one but for a mistake, since another line begins as one; a line that is longer
/// than the head counts as one.
fn is_a_line(start: &str) -> bool {
    let Some((line, rest)) = start.split_once(['\n', '\r']) else { return true };
    let mut scan = json::Scan::default();
    let closes = line.bytes().position(|byte| scan.closes(byte)).is_some_and(|at| line[at + 1..].trim().is_empty());
    closes || (line.len() > 1 && rest.lines().any(|line| line.starts_with("{\"")))
}

/// Whether all lines are addresses, as in a sitemap of plain text: two at least.
fn are_addresses(head: &str) -> bool {
    let is_address = |line: &str| is_address(line.trim());
    // The head may end within its last line.
    head.lines().take(2).count() == 2 && head.lines().filter(|line| !line.trim().is_empty()).all(is_address)
}

/// Whether a text is an address and nothing else.
pub fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

fn is_called_table(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let bare = [".gz", ".zst"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    [".csv", ".tsv", ".tab"].iter().any(|end| bare.ends_with(end))
}

/// HTML or plain text; feeds, which hold other pages, are refused.
pub fn format(text: &str) -> Result<PageFormat, ErrorKind> {
    let (root, declared) = root(text);
    if let Some((_, _, what)) = LISTS.iter().find(|(tag, ..)| starts_with_tag(root, tag)) {
        return Err(ErrorKind::Several(what));
    }
    let is_html = declared || element(root).is_some() || (closes_element(text) && elements(text) >= 3);
    Ok(if is_html { PageFormat::Html } else { PageFormat::Text })
}

/// What follows the XML declaration, comments and document type, and whether there were any.
fn root(text: &str) -> (&str, bool) {
    let mut rest = text.trim_start();
    let mut declared = false;
    loop {
        let end = match rest {
            comment if comment.starts_with("<!--") => "-->",
            xml if starts_with_tag(xml, "<?xml") => ">",
            // A document type may hold declarations of its own, in brackets.
            doctype if starts_with_tag(doctype, "<!doctype") => match doctype.find(['[', '>']) {
                Some(at) if doctype[at..].starts_with('[') => "]>",
                _ => ">",
            },
            _ => return (rest, declared),
        };
        declared = true;
        rest = rest.find(end).map_or("", |at| &rest[at + end.len()..]).trim_start();
    }
}

fn starts_with_tag(text: &str, tag: &str) -> bool {
    let starts = text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    starts && !text[tag.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// The element of HTML whose start tag the text begins with.
fn element(text: &str) -> Option<&'static str> {
    known_element(text.strip_prefix('<')?)
}

/// The element of HTML whose name the text begins with.
fn known_element(text: &str) -> Option<&'static str> {
    let name = &text[..text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len())];
    ELEMENTS.iter().copied().find(|element| element.eq_ignore_ascii_case(name))
}

fn elements(text: &str) -> usize {
    text.match_indices('<').filter(|(at, _)| element(&text[*at..]).is_some()).take(3).count()
}

fn closes_element(text: &str) -> bool {
    text.match_indices("</").any(|(at, mark)| known_element(&text[at + mark.len()..]).is_some())
}

#[cfg(test)]
mod tests;
