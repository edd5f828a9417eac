//! The addresses that a feed, a sitemap or a list names.
//!
//! In: RSS, Atom, RDF, JSON Feed, a sitemap, or one address a line. Out: the stories' addresses, in their order.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;
use url::Url;

/// The addresses that a document names, if it is a feed or a sitemap. `base` completes those that lack their start.
pub fn of_feed(bytes: &[u8], base: Option<&Url>) -> Option<Vec<Url>> {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let found = match start.first()? {
        b'{' => of_json(start)?,
        // Addresses are ASCII, whatever the charset of the words around them.
        b'<' => of_xml(&String::from_utf8_lossy(start))?,
        _ => return None,
    };
    Some(complete(found.iter().map(String::as_str), base))
}

/// The addresses of a list, one a line; empty lines and those that begin with `#` are passed over.
pub fn of_list(text: &str) -> impl Iterator<Item = &str> {
    text.trim_start_matches('\u{FEFF}').lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn complete<'a>(found: impl Iterator<Item = &'a str>, base: Option<&Url>) -> Vec<Url> {
    let one = |text: &str| match base {
        Some(base) => base.join(text.trim()).ok(),
        None => Url::parse(text.trim()).ok(),
    };
    found.filter_map(one).filter(|url| matches!(url.scheme(), "http" | "https")).collect()
}

/// JSON Feed 1 and 1.1: `items`, each with its `url`.
fn of_json(bytes: &[u8]) -> Option<Vec<String>> {
    let feed: Value = serde_json::from_slice(bytes).ok()?;
    feed["version"].as_str()?.contains("jsonfeed.org/version/").then_some(())?;
    let url = |item: &Value| item["url"].as_str().map(str::to_owned);
    Some(feed["items"].as_array()?.iter().filter_map(url).collect())
}

/// What stands in an element of a feed.
#[derive(Default)]
struct Item {
    link: Option<String>,
    /// The `guid`, which is an address unless it says otherwise.
    guid: Option<String>,
}

/// RSS 0.9 to 2.0 and RDF (`item`), Atom (`entry`), sitemaps (`url`). Damage ends the reading; what came before is kept.
fn of_xml(text: &str) -> Option<Vec<String>> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut links, mut is_feed, mut item, mut text) = (Vec::new(), false, None::<Item>, None::<String>);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) if !is_feed => {
                is_feed = matches!(name(&element).as_str(), "rss" | "feed" | "rdf" | "urlset");
                is_feed.then_some(())?;
            }
            Event::Start(element) => match name(&element).as_str() {
                "item" | "entry" | "url" => item = Some(Item::default()),
                "guid" if attribute(&element, "isPermaLink").is_some_and(|value| value == "false") => {}
                "link" | "guid" | "loc" => {
                    text = Some(String::new());
                    take_reference(&element, item.as_mut());
                }
                _ => {}
            },
            Event::Empty(element) if name(&element) == "link" => take_reference(&element, item.as_mut()),
            Event::Text(words) => text.iter_mut().for_each(|text| text.push_str(&words)),
            Event::CData(words) => text.iter_mut().for_each(|text| text.push_str(&words)),
            Event::GeneralRef(reference) => text.iter_mut().for_each(|text| text.push_str(&character(&reference))),
            Event::End(element) => {
                let name = local(element.name().into_inner());
                match (name.as_str(), item.as_mut()) {
                    ("item" | "entry" | "url", Some(_)) => links.extend(item.take().and_then(|item| item.link.or(item.guid))),
                    ("link" | "loc", Some(item)) => set(&mut item.link, text.take()),
                    ("guid", Some(item)) => set(&mut item.guid, text.take()),
                    _ => text = None,
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    is_feed.then_some(links)
}

fn set(field: &mut Option<String>, text: Option<String>) {
    if let Some(text) = text.filter(|text| field.is_none() && !text.trim().is_empty()) {
        *field = Some(text);
    }
}

/// Atom's `<link href="…">`, of the relation that leads to the story.
fn take_reference(element: &BytesStart, item: Option<&mut Item>) {
    let relation = attribute(element, "rel").unwrap_or_else(|| "alternate".to_owned());
    if let Some(item) = item.filter(|_| relation == "alternate") {
        set(&mut item.link, attribute(element, "href"));
    }
}

/// The name without its prefix, in lower case.
fn name(element: &BytesStart) -> String {
    local(element.name().into_inner())
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase()
}

fn attribute(element: &BytesStart, wanted: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == wanted)?;
    Some(unescaped(&found.value))
}

/// The text with its references read; as it stands where one is unknown.
fn unescaped(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), |text| text.into_owned())
}

fn character(reference: &str) -> String {
    unescaped(&format!("&{reference};"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(feed: &str) -> Option<Vec<String>> {
        let base = Url::parse("https://outlet.example/feeds/all").unwrap();
        Some(of_feed(feed.as_bytes(), Some(&base))?.iter().map(Url::to_string).collect())
    }

    fn found(feed: &str, expected: &[&str]) {
        assert_eq!(links(feed).unwrap(), expected, "{feed}");
    }

    #[test]
    fn stories_of_every_kind_of_feed_are_found() {
        found(
            "<?xml version='1.0'?><rss version='2.0'><channel><link>https://outlet.example/</link><item><title>A</title>\
             <link>https://outlet.example/a?x=1&amp;y=2</link><guid>https://outlet.example/g</guid></item><item><link><![CDATA[ /b ]]></link></item>\
             <item><guid isPermaLink='true'>https://outlet.example/c</guid></item><item><guid isPermaLink='false'>4711</guid></item></channel></rss>",
            &["https://outlet.example/a?x=1&y=2", "https://outlet.example/b", "https://outlet.example/c"],
        );
        found(
            "<feed xmlns='http://www.w3.org/2005/Atom'><link href='/' /><entry><link rel='self' href='/self'/><link href='/d'/></entry>\
             <entry><link rel='alternate' href='e'></link><id>x</id></entry></feed>",
            &["https://outlet.example/d", "https://outlet.example/feeds/e"],
        );
        found(
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><item rdf:about='x'><link>/f</link></item></rdf:RDF>",
            &["https://outlet.example/f"],
        );
        found(
            "<urlset><url><loc>https://outlet.example/h</loc><lastmod>2024</lastmod></url></urlset>",
            &["https://outlet.example/h"],
        );
        found(
            "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"url\": \"/i\"}, {\"id\": \"1\"}]}",
            &["https://outlet.example/i"],
        );
    }

    #[test]
    fn what_is_no_feed_has_no_links_and_damage_keeps_what_came_before() {
        for other in ["<html><body><a href='/x'>x</a></body></html>", "{\"items\": []}", "words", "", "<!-- <rss>"] {
            assert_eq!(links(other), None, "{other}");
        }
        found("<rss><channel><item><link>/a</link></item><item><link>/b</li <<", &["https://outlet.example/a"]);
        found("<rss><item><link>javascript:alert(1)</link></item><item><link>mailto:a@outlet.example</link></item></rss>", &[]);
    }

    #[test]
    fn a_list_has_an_address_a_line() {
        let lines: Vec<&str> =
            of_list("\u{FEFF}# stories\r\nhttps://outlet.example/a\r\n\n  https://outlet.example/b\n").collect();
        assert_eq!(lines, ["https://outlet.example/a", "https://outlet.example/b"]);
    }
}
