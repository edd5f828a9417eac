//! One item of RSS, or entry of Atom: the elements of it that say what a page is.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// What an item says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The headline, which may hold markup.
    pub title: Option<String>,
    /// The page's address.
    pub link: Option<String>,
    /// The item's own name.
    pub id: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// The authors.
    pub authors: Vec<String>,
    /// The whole text.
    pub content: Option<Content>,
    /// A description, which may be the whole text or a part of it.
    pub summary: Option<Content>,
}

/// Words with or without markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The words.
    pub words: String,
    /// Whether they are HTML.
    pub is_markup: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Title,
    Link,
    Id,
    Published,
    Author,
    Content,
    Summary,
}

/// Elements by their name in lower case, with the prefix that feeds by custom give their namespace: RSS 2.0, RSS 1.0 and its content
/// module, Dublin Core, and Atom (RFC 4287, and its draft 0.3).
const FIELDS: &[(&str, Field)] = &[
    ("title", Field::Title),
    ("link", Field::Link),
    ("guid", Field::Id),
    ("id", Field::Id),
    ("pubdate", Field::Published),
    ("published", Field::Published),
    ("issued", Field::Published),
    ("dc:date", Field::Published),
    ("author", Field::Author),
    ("dc:creator", Field::Author),
    ("content:encoded", Field::Content),
    ("content", Field::Content),
    ("description", Field::Summary),
    ("summary", Field::Summary),
];

/// A reader that takes feeds as they are: a lone `&` is text, and only an item's own end matters.
pub fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// Whether an element is an item.
pub fn is_item(name: &str) -> bool {
    matches!(name.strip_prefix("atom:").unwrap_or(name), "item" | "entry")
}

/// Where the next item after the first byte may begin.
pub fn next_start(text: &str) -> Option<usize> {
    let starts = text.match_indices('<').map(|(at, _)| at).filter(|at| *at > 0);
    let mut items = starts.filter(|at| ["<item", "<entry", "<atom:entry"].iter().any(|tag| text[*at..].starts_with(tag)));
    items.next()
}

/// A broken feed in words.
pub fn words(error: &quick_xml::Error) -> String {
    let words = error.to_string();
    format!("its markup is broken: {}", words.strip_prefix("syntax error: ").unwrap_or(&words))
}

/// Reads an item from its element.
pub fn read(text: &str) -> Result<Item, String> {
    let mut reader = reader(text);
    let mut item = Item::default();
    let mut is_inside = false;
    loop {
        match reader.read_event().map_err(|error| words(&error))? {
            Event::Eof => return Ok(item),
            Event::Start(_) if !is_inside => is_inside = true,
            Event::Start(tag) => {
                let raw = reader.read_text(tag.to_end().name()).map_err(|error| words(&error))?;
                item.take(&tag, &raw);
            }
            Event::Empty(tag) => item.take(&tag, ""),
            _ => {}
        }
    }
}

impl Item {
    /// Takes what an element says, unless an earlier one said it.
    fn take(&mut self, tag: &BytesStart<'_>, raw: &str) {
        let name = tag.name().as_ref().to_ascii_lowercase();
        let name = name.strip_prefix("atom:").unwrap_or(&name);
        let Some((_, field)) = FIELDS.iter().find(|(known, _)| *known == name) else { return };
        let content = content(raw, attribute(tag, "type").as_deref());
        let words = Some(content.words.trim().to_owned()).filter(|words| !words.is_empty());
        match field {
            Field::Title => keep(&mut self.title, words),
            Field::Id => keep(&mut self.id, words),
            Field::Published => keep(&mut self.published, words),
            Field::Link if matches!(attribute(tag, "rel").as_deref(), None | Some("alternate")) => {
                keep(&mut self.link, attribute(tag, "href").or(words));
            }
            Field::Link => {}
            Field::Author => self.authors.extend(author(raw)),
            Field::Content => keep(&mut self.content, words.map(|_| content)),
            Field::Summary => keep(&mut self.summary, words.map(|_| content)),
        }
    }
}

fn keep<T>(field: &mut Option<T>, value: Option<T>) {
    if field.is_none() {
        *field = value;
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(unescaped(&found.value).trim().to_owned())
}

/// An author's name: the `name` of an Atom author, the name in RSS's `address (name)`; none where there is an address only.
fn author(raw: &str) -> Option<String> {
    let inner = raw.split_once("<name>").or_else(|| raw.split_once("<atom:name>"));
    let words = content(inner.and_then(|(_, rest)| rest.split('<').next()).unwrap_or(raw), Some("text")).words;
    let name = match words.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end().trim_end_matches(')'),
        _ => &words,
    };
    Some(name.trim().to_owned()).filter(|name| !name.is_empty() && !name.contains(['@', '<']))
}

/// What an element holds: its text with entities and CDATA undone, or, where other elements lie in it, their markup as it is.
fn content(raw: &str, kind: Option<&str>) -> Content {
    let mut words = String::with_capacity(raw.len());
    let mut rest = raw;
    let mut has_elements = false;
    while !rest.is_empty() {
        let (text, data, after) = match rest.split_once("<![CDATA[") {
            Some((text, inner)) => inner.split_once("]]>").map_or((text, inner, ""), |(data, after)| (text, data, after)),
            None => (rest, "", ""),
        };
        has_elements |= text.contains('<');
        words.push_str(&unescaped(text));
        words.push_str(data);
        rest = after;
    }
    if has_elements {
        return Content { words: raw.to_owned(), is_markup: true };
    }
    let is_markup = match kind {
        Some("text") => false,
        Some("html" | "xhtml" | "text/html" | "application/xhtml+xml") => true,
        _ => words.contains(['<', '&']),
    };
    Content { words, is_markup }
}

/// The characters that XML's own entities and numbers stand for; others, such as `&nbsp;`, are HTML's and left.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        words.push_str(before);
        let entity = after.split_once(';').filter(|(name, _)| name.len() <= MAX_ENTITY);
        match entity.and_then(|(name, behind)| Some((character(name)?, behind))) {
            Some((character, behind)) => {
                words.push(character);
                rest = behind;
            }
            None => {
                words.push('&');
                rest = after;
            }
        }
    }
    words.push_str(rest);
    Cow::Owned(words)
}

/// Characters of a number that stands for a character: `#x0010FFFF`.
const MAX_ENTITY: usize = 10;

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let hexadecimal = number.strip_prefix(['x', 'X']);
            let code = hexadecimal.map_or_else(|| number.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok());
            code.and_then(char::from_u32).filter(|character| *character != '\0')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{author, content, unescaped};

    #[test]
    fn entities_of_xml_are_undone_and_those_of_html_are_left() {
        assert_eq!(
            unescaped("a &lt;b&gt; &#233;&#xE9; &amp;nbsp; &nbsp; & &#0; &#x110000; &quot;&apos;"),
            "a <b> éé &nbsp; &nbsp; & &#0; &#x110000; \"'"
        );
    }

    #[test]
    fn content_is_text_cdata_or_markup() {
        let read = |raw, kind| {
            let content = content(raw, kind);
            (content.words, content.is_markup)
        };
        assert_eq!(read("&lt;p&gt;Oui", None), ("<p>Oui".to_owned(), true));
        assert_eq!(read("<![CDATA[<p>Oui]]> et <![CDATA[non]]>", None), ("<p>Oui et non".to_owned(), true));
        assert_eq!(read("<div><p>Oui &amp; non</p></div>", Some("xhtml")), ("<div><p>Oui &amp; non</p></div>".to_owned(), true));
        assert_eq!(read("a &lt; b", Some("text")), ("a < b".to_owned(), false));
        assert_eq!(read("Oui.", None), ("Oui.".to_owned(), false));
        assert_eq!(read("<![CDATA[no end", None), ("no end".to_owned(), false));
    }

    #[test]
    fn authors_are_names() {
        let read = |raw| author(raw).unwrap_or_default();
        assert_eq!(read("<name>Hollis Varga-Quinn</name><uri>https://x.example</uri>"), "Hollis Varga-Quinn");
        assert_eq!(read("desk@x.example (Hollis Varga-Quinn)"), "Hollis Varga-Quinn");
        assert_eq!(read("<![CDATA[Hollis Varga-Quinn]]>"), "Hollis Varga-Quinn");
        assert_eq!(read("desk@x.example"), "");
    }
}
