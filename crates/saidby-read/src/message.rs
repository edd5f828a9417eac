//! Pages saved with their parts in one file (MHTML, RFC 2557), and mails of HTML: the page is the part that the rest belongs to.
//!
//! In: `Content-Type: multipart/related; boundary="…"` and parts, encoded as mail is. Out: the page of the first HTML part, with its
//! address and when it was saved. Other frames are counted in a note; pictures and styles are the page's own and are not.

use crate::document::{Hints, page};
use crate::error::{Error, ErrorKind};
use crate::fields::{self, Fields};
use crate::{Outcome, published};
use memchr::memmem;
use saidby_core::{Capture, Notice, NoticeKind};

/// Parts in parts, at most.
const MAX_DEPTH: usize = 8;

/// Parts of a message, at most.
const MAX_PARTS: usize = 10_000;

/// Whether text begins as a message of several parts does: a field in its first line, and the type among its fields.
pub fn is_start(head: &str) -> bool {
    let first = head.lines().next().and_then(|line| line.split_once(':'));
    let is_field =
        first.is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
    let end = fields::body(head.as_bytes()).unwrap_or(head.len());
    is_field && boundary(&Fields::of(&head.as_bytes()[..end])).is_some()
}

fn boundary(fields: &Fields) -> Option<&str> {
    let value = fields.get("content-type")?;
    let boundary = fields::parameter(value, "boundary").filter(|boundary| !boundary.is_empty());
    boundary.filter(|_| fields::kind(value).starts_with("multipart/"))
}

/// The page of a message, and what is wrong with it.
pub fn outcomes(name: &str, bytes: &[u8]) -> Vec<Outcome> {
    let message = Part::of(bytes);
    let mut leaves = Vec::new();
    let is_whole = message.leaves(0, &mut leaves);
    let is_kind = |part: &&Part<'_>, kinds: &[&str]| kinds.contains(&part.kind().as_str());
    let pages: Vec<&Part<'_>> = leaves.iter().filter(|part| is_kind(part, &["text/html", "application/xhtml+xml"])).collect();
    let Some(found) = pages.first().copied().or_else(|| leaves.iter().find(|part| is_kind(part, &["text/plain"]))) else {
        return vec![Err(Error::of(name, ErrorKind::BadRecord("none of its parts is a page".to_owned())))];
    };
    let mut hints = found.hints(&message.fields);
    if !is_whole {
        hints.notices.push(Notice::of(NoticeKind::Damaged, "the file ends before the page's last part does"));
    }
    let mut outcomes = vec![page(name, found.decoded(), hints)];
    if pages.len() > 1 {
        let what = format!("{} of the page's frames", pages.len() - 1);
        outcomes.push(Err(Error::of(name, ErrorKind::PassedOver(what))));
    }
    if !is_whole {
        outcomes.push(Err(Error::of(name, ErrorKind::BadRecord("it ends before its last part does".to_owned()))));
    }
    outcomes
}

/// A message, or a part of one.
struct Part<'b> {
    fields: Fields,
    body: &'b [u8],
}

impl<'b> Part<'b> {
    fn of(bytes: &'b [u8]) -> Self {
        let body = fields::body(bytes).unwrap_or(bytes.len());
        Self { fields: Fields::of(&bytes[..body]), body: &bytes[body..] }
    }

    fn kind(&self) -> String {
        fields::kind(self.fields.get("content-type").unwrap_or("text/plain"))
    }

    /// Adds the parts that have none of their own, in order; says whether all of them end.
    fn leaves(&self, depth: usize, leaves: &mut Vec<Part<'b>>) -> bool {
        let Some(boundary) = boundary(&self.fields).filter(|_| depth < MAX_DEPTH) else {
            leaves.push(Part { fields: self.fields.clone(), body: self.body });
            return true;
        };
        let (parts, mut is_whole) = parts(self.body, boundary);
        for part in parts {
            if leaves.len() < MAX_PARTS {
                is_whole &= Part::of(part).leaves(depth + 1, leaves);
            }
        }
        is_whole
    }

    fn hints(&self, message: &Fields) -> Hints {
        let own = |name: &str| self.fields.get(name).map(str::to_owned);
        let url = own("content-location").or_else(|| message.get("snapshot-content-location").map(str::to_owned));
        let at = message.get("date").and_then(published::moment);
        Hints {
            url: url.filter(|url| crate::kind::is_address(url)),
            charset: self.fields.get("content-type").and_then(|value| fields::parameter(value, "charset")).map(str::to_owned),
            capture: Some(Capture { at, digest: None }),
            ..Hints::default()
        }
    }

    /// The part's bytes, out of the encoding that mail gives them.
    fn decoded(&self) -> Vec<u8> {
        match self.fields.get("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
            "quoted-printable" => quoted_printable(self.body),
            "base64" => base64(self.body),
            _ => self.body.to_vec(),
        }
    }
}

/// What stands between the lines of a boundary (RFC 2046, 5.1.1), and whether the last one came.
fn parts<'b>(body: &'b [u8], boundary: &str) -> (Vec<&'b [u8]>, bool) {
    let mark = [b"--", boundary.as_bytes()].concat();
    let mut parts = Vec::new();
    let mut start = None;
    for at in memmem::find_iter(body, &mark) {
        let begins_line = at == 0 || body[at - 1] == b'\n';
        let after = &body[at + mark.len()..];
        let is_last = after.starts_with(b"--");
        let rest = after.iter().position(|byte| *byte == b'\n').unwrap_or(after.len());
        let is_alone = is_last || after[..rest].iter().all(u8::is_ascii_whitespace);
        if !begins_line || !is_alone {
            continue;
        }
        if let Some(start) = start {
            parts.push(without_end_of_line(&body[start..at.max(start)]));
        }
        if is_last {
            return (parts, true);
        }
        start = Some((at + mark.len() + rest + 1).min(body.len()));
    }
    parts.extend(start.map(|start| &body[start..]));
    (parts, false)
}

fn without_end_of_line(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

/// Undoes quoted-printable (RFC 2045, 6.7); what is no such code is left as it is.
fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        let (byte, behind) = match (first, after) {
            (b'=', [b'\r', b'\n', behind @ ..] | [b'\n', behind @ ..]) => (None, behind),
            (b'=', [high, low, behind @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => (Some(high * 16 + low), behind),
                _ => (Some(b'='), after),
            },
            _ => (Some(*first), after),
        };
        bytes.extend(byte);
        rest = behind;
    }
    bytes
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Undoes base64 (RFC 4648, 4); characters that are none of its own are left out, as RFC 2045 says.
fn base64(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for value in text.iter().take_while(|byte| **byte != b'=').filter_map(|byte| sextet(*byte)) {
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
