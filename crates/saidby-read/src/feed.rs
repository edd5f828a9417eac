//! RSS and Atom: each item becomes a page, with its title, address, time and authors.
//!
//! In: `<item><title>…</title><link>https://…</link><content:encoded><![CDATA[<p>…]]></content:encoded></item>`. Out: a page of
//! that markup, under `feed.xml#https://…`. An item with a description alone is a page too, and says that it may be a summary; one
//! without either is passed over. A broken item is an error with its number and byte, and the next one is read.

pub mod item;

use crate::charset::{self, Decoded};
use crate::document::{Hints, page};
use crate::error::{Error, ErrorKind, Place};
use crate::ids::Ids;
use crate::record::summary_only;
use crate::{Outcome, kind, markup, published};
use item::Item;
use quick_xml::events::Event;
use saidby_core::{PageFormat, Span};
use std::ops::Range;

/// The pages of a feed.
pub fn outcomes(name: String, bytes: Vec<u8>) -> impl Iterator<Item = Outcome> + Send {
    let decoded = charset::decode(&bytes, None);
    Items { ids: Ids::of(&name), name, decoded, at: 0, number: 0, bare: 0, broken: 0, ended: false }.flatten()
}

struct Items {
    name: String,
    decoded: Decoded,
    ids: Ids,
    /// Where the next item is looked for.
    at: usize,
    number: usize,
    /// How many items had no content.
    bare: usize,
    /// How many items were broken.
    broken: usize,
    ended: bool,
}

/// Broken items after which a feed is given up: each costs a look through the rest.
const MAX_BROKEN: usize = 20;

impl Iterator for Items {
    type Item = Vec<Outcome>;

    fn next(&mut self) -> Option<Vec<Outcome>> {
        if self.ended {
            return None;
        }
        let found = next_item(&self.decoded.text[self.at..]);
        let start = self.at;
        Some(match found {
            Ok(None) => {
                self.ended = true;
                self.note().into_iter().map(Err).collect()
            }
            Ok(Some(range)) => {
                self.number += 1;
                self.at = start + range.end;
                let item = item::read(&self.decoded.text[start + range.start..start + range.end]);
                let place = self.place(start + range.start);
                match item {
                    Ok(item) => self.page(item, place),
                    Err(why) => vec![Err(self.error(place, why))],
                }
            }
            Err((at, why)) => {
                self.number += 1;
                self.broken += 1;
                let next = item::next_start(&self.decoded.text[start + at..]);
                self.ended = next.is_none() || self.broken == MAX_BROKEN;
                self.at = start + at + next.unwrap_or_default();
                let given_up = if self.broken == MAX_BROKEN { "; after so many broken items the rest is not read" } else { "" };
                vec![Err(self.error(self.place(start + at), format!("{why}{given_up}")))]
            }
        })
    }
}

/// The next item's element; or where its start, or something before it, is broken, and how.
fn next_item(text: &str) -> Result<Option<Range<usize>>, (usize, String)> {
    let mut reader = item::reader(text);
    loop {
        let at = reader.buffer_position() as usize;
        let broken = |error: quick_xml::Error| (at, item::words(&error));
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(None),
            Event::Empty(tag) if item::is_item(tag.name().as_ref()) => return Ok(Some(at..reader.buffer_position() as usize)),
            Event::Start(tag) if item::is_item(tag.name().as_ref()) => {
                let end = tag.to_end().into_owned();
                reader.read_to_end(end.name()).map_err(broken)?;
                return Ok(Some(at..reader.buffer_position() as usize));
            }
            _ => {}
        }
    }
}

impl Items {
    fn place(&self, at: usize) -> Place {
        let byte = self.decoded.map.source_of(Span::new(at, at + 1)).map_or(at, Span::start);
        Place::Record { number: self.number, byte: byte as u64 }
    }

    fn error(&self, place: Place, why: String) -> Error {
        Error::at(&self.name, place, ErrorKind::BadRecord(why))
    }

    /// The page of an item, and what is wrong with it.
    fn page(&mut self, item: Item, place: Place) -> Vec<Outcome> {
        let (content, notices) = match (item.content, item.summary) {
            (Some(content), _) => (content, Vec::new()),
            (None, Some(summary)) => (summary, vec![summary_only()]),
            (None, None) => {
                self.bare += 1;
                return Vec::new();
            }
        };
        let published = item.published.as_deref().and_then(published::moment);
        let doubted = item.published.filter(|_| published.is_none());
        let url = item.link.filter(|link| kind::is_address(link)).or(item.id.clone().filter(|id| kind::is_address(id)));
        let id = self.ids.next(url.as_deref().or(item.id.as_deref()), self.number);
        let hints = Hints {
            url,
            published,
            title: item.title.map(|title| markup::words(&title)).filter(|title| !title.is_empty()),
            authors: item.authors,
            format: Some(if content.is_markup { PageFormat::Html } else { PageFormat::Text }),
            notices,
            ..Hints::default()
        };
        let page = page(&id, content.words.into_bytes(), hints).map_err(|error| Error::at(&self.name, place, error.kind));
        let doubt = doubted.map(|value| Err(Error::at(&self.name, place, ErrorKind::BadField("published", value))));
        std::iter::once(page).chain(doubt).collect()
    }

    fn note(&self) -> Option<Error> {
        let what = format!("{} of {} items, which have a title alone", self.bare, self.number);
        (self.bare > 0).then(|| Error::of(&self.name, ErrorKind::PassedOver(what)))
    }
}

#[cfg(test)]
mod tests;
