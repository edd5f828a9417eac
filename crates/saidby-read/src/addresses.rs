//! Sitemaps, and lists of addresses a line: nothing is fetched, so each address is named and passed over.

use crate::charset;
use crate::error::{Error, ErrorKind};
use crate::feed::item::{reader, words};
use crate::input::damage;
use crate::stream::Bytes;
use crate::{Outcome, markup};
use quick_xml::events::Event;
use std::io::{BufRead, Read};

/// What a sitemap lists: a note for each address, in order.
pub fn of_sitemap(name: String, bytes: Vec<u8>) -> impl Iterator<Item = Outcome> + Send {
    let text = charset::decode(&bytes, None).text;
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let found = next_address(&text[at?..]);
        match found {
            Ok(Some((address, end))) => {
                at = at.map(|start| start + end);
                Some(Err(listed(&name, address)))
            }
            Ok(None) => None,
            Err(why) => {
                at = None;
                Some(Err(Error::of(&name, ErrorKind::BadRecord(why))))
            }
        }
    })
}

fn next_address(text: &str) -> Result<Option<(String, usize)>, String> {
    let mut reader = reader(text);
    loop {
        match reader.read_event().map_err(|error| words(&error))? {
            Event::Eof => return Ok(None),
            Event::Start(tag) if tag.local_name().as_ref() == "loc" => {
                let raw = reader.read_text(tag.to_end().name()).map_err(|error| words(&error))?;
                return Ok(Some((markup::words(&raw), reader.buffer_position() as usize)));
            }
            _ => {}
        }
    }
}

/// What a list of addresses names.
pub fn of_lines(name: String, mut bytes: Bytes, max_bytes: usize) -> impl Iterator<Item = Outcome> + Send {
    let mut ended = false;
    std::iter::from_fn(move || {
        while !ended {
            let mut line = Vec::new();
            if let Err(error) = bytes.by_ref().take(max_bytes as u64).read_until(b'\n', &mut line) {
                ended = true;
                return Some(Err(Error::of(&name, damage(&error))));
            }
            let address = String::from_utf8_lossy(&line).trim().to_owned();
            ended = line.is_empty();
            if !address.is_empty() {
                return Some(Err(listed(&name, address)));
            }
        }
        None
    })
}

fn listed(name: &str, address: String) -> Error {
    Error::of(name, ErrorKind::AddressOnly(address))
}
