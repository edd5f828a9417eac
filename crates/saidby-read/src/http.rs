//! An HTTP response as crawls store it: its status and fields, and its body out of chunks and compression.

use crate::compressed::Compression;
use crate::error::ErrorKind;
use crate::fields::{self, Fields};
use crate::kind;
use crate::stream::Budget;
use flate2::read::{DeflateDecoder, ZlibDecoder};
use std::io::{Cursor, Read};

/// What comes before the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The status, such as 200.
    pub status: u16,
    /// The fields.
    pub fields: Fields,
    /// Where the body begins.
    pub body: usize,
}

/// The head of a response; `None` where the bytes do not begin as one, or it does not end in them.
pub fn head(bytes: &[u8]) -> Option<Head> {
    let body = fields::body(bytes)?;
    let end_of_line = bytes.iter().position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(&bytes[..end_of_line]).ok()?;
    let mut words = line.split_ascii_whitespace();
    let (version, status) = (words.next()?, words.next()?.parse().ok()?);
    version.starts_with("HTTP/").then(|| Head { status, fields: Fields::of(&bytes[end_of_line + 1..body]), body })
}

/// A body, and whether some of it is missing.
#[derive(Debug, PartialEq, Eq)]
pub struct Body {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether it broke off.
    pub broken: bool,
}

/// The body as the server's page: out of its chunks and its compression, as far as the fields are true, for many crawlers undo
/// both and keep the fields.
pub fn body(stored: Vec<u8>, fields: &Fields, max_bytes: usize, budget: &Budget) -> Result<Body, ErrorKind> {
    let chunked = fields.get("transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
    let dechunked = if chunked { dechunked(&stored) } else { None };
    let mut body = dechunked.unwrap_or(Body { bytes: stored, broken: false });
    let encodings = fields.get("content-encoding").unwrap_or_default().to_ascii_lowercase();
    for encoding in encodings.rsplit(',').filter(|encoding| !encoding.trim().is_empty()) {
        body = decoded(body, encoding.trim(), max_bytes, budget)?;
    }
    Ok(body)
}

/// The bytes in the chunks (RFC 9112, 7.1); `None` where they do not begin with a chunk.
pub fn dechunked(stored: &[u8]) -> Option<Body> {
    let mut body = Body { bytes: Vec::with_capacity(stored.len()), broken: false };
    let (mut size, mut rest) = chunk(stored)?;
    while size > 0 {
        let end = size.min(rest.len());
        body.bytes.extend_from_slice(&rest[..end]);
        let after = rest[end..].strip_prefix(b"\r\n").or_else(|| rest[end..].strip_prefix(b"\n"));
        let Some(next) = after.and_then(chunk) else {
            body.broken = true;
            break;
        };
        (size, rest) = next;
    }
    Some(body)
}

/// A chunk's size, and what follows its line.
fn chunk(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().take(1024).position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(&bytes[..end]).ok()?;
    let digits = line.split(';').next()?.trim();
    Some((usize::from_str_radix(digits, 16).ok()?, &bytes[end + 1..]))
}

/// The body out of one content encoding (RFC 9110, 8.4.1).
fn decoded(body: Body, encoding: &str, max_bytes: usize, budget: &Budget) -> Result<Body, ErrorKind> {
    let zlib = |bytes: &[u8]| matches!(bytes, [first, second, ..] if first & 0x0F == 8 && (usize::from(*first) * 256 + usize::from(*second)) % 31 == 0);
    let Body { bytes, broken } = body;
    let packed = Cursor::new(bytes.clone());
    let unpacked: Box<dyn Read + Send> = match (encoding, Compression::of(&bytes)) {
        ("gzip" | "x-gzip", Some(Compression::Gzip)) => Compression::Gzip.unpack(Box::new(packed)),
        ("zstd", Some(Compression::Zstandard)) => Compression::Zstandard.unpack(Box::new(packed)),
        ("deflate", _) if zlib(&bytes) => Box::new(ZlibDecoder::new(packed)),
        ("deflate", _) => Box::new(DeflateDecoder::new(packed)),
        ("br", _) => Box::new(brotli_decompressor::Decompressor::new(packed, 4096)),
        _ => return Ok(Body { bytes, broken }),
    };
    let mut held = Vec::new();
    let end = budget.unpacked(unpacked).take(max_bytes as u64 + 1).read_to_end(&mut held);
    if held.len() > max_bytes {
        return Err(ErrorKind::TooLong(max_bytes));
    }
    if budget.is_spent() {
        return Err(ErrorKind::Expands);
    }
    match end {
        // Deflate and brotli have no mark: bytes that are none, and text, were decoded before.
        Err(_) if matches!(encoding, "deflate" | "br") && kind::refuse(&bytes).is_ok() => Ok(Body { bytes, broken }),
        end => Ok(Body { bytes: held, broken: broken || end.is_err() }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Body, body, head};
    use crate::error::ErrorKind;
    use crate::fields::Fields;
    use crate::samples::gzip;
    use crate::stream::Budget;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, ZlibEncoder};
    use std::io::Write;

    const BROTLI: &[u8] = b"\x0B\x0E\x80The harbour master denied it.\x03";
    const PAGE: &[u8] = b"<!doctype html><p>The harbour master denied it.</p>";

    fn read(stored: &[u8], lines: &str) -> Body {
        body(stored.to_vec(), &Fields::of(lines.as_bytes()), 1000, &Budget::default()).unwrap()
    }

    fn whole(bytes: &[u8]) -> Body {
        Body { bytes: bytes.to_vec(), broken: false }
    }

    #[test]
    fn the_head_is_the_status_and_the_fields() {
        let found = head(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nbody").unwrap();
        assert_eq!((found.status, found.fields.get("content-type"), found.body), (404, Some("text/html"), 51));
        for nothing in [&b"HTTP/1.1 200 OK\r\nno end"[..], b"<p>words\n\n", b"HTTP/1.1 OK\n\n", b""] {
            assert_eq!(head(nothing), None);
        }
    }

    #[test]
    fn chunks_are_joined_and_what_has_none_is_left() {
        let lines = "Transfer-Encoding: chunked";
        assert_eq!(read(b"4\r\nwith\r\n6;x=y\r\n words\r\n0\r\n\r\n", lines), whole(b"with words"));
        assert_eq!(read(b"4\r\nwi", lines), Body { bytes: b"wi".to_vec(), broken: true });
        assert_eq!(read(b"4\r\nwithout the rest", lines), Body { bytes: b"with".to_vec(), broken: true });
        assert_eq!(read(b"ffffffffffffffff\r\nwords", lines), Body { bytes: b"words".to_vec(), broken: true });
        assert_eq!(read(PAGE, lines), whole(PAGE));
    }

    #[test]
    fn every_encoding_is_undone_and_a_false_one_is_not_believed() {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(PAGE).unwrap();
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::fast());
        raw.write_all(PAGE).unwrap();
        let packed = [
            ("gzip", gzip(PAGE)),
            ("x-gzip", gzip(PAGE)),
            ("gzip, gzip", gzip(&gzip(PAGE))),
            ("deflate", zlib.finish().unwrap()),
            ("deflate", raw.finish().unwrap()),
            ("identity", PAGE.to_vec()),
        ];
        for (encoding, bytes) in packed {
            assert_eq!(read(&bytes, &format!("Content-Encoding: {encoding}")), whole(PAGE), "{encoding}");
        }
        // `brotli.compress(b"The harbour master denied it.")` of its Python package, 1.2.1.
        assert_eq!(read(BROTLI, "Content-Encoding: br"), whole(b"The harbour master denied it."));
        for encoding in ["gzip", "deflate", "br", "zstd", "utf-8"] {
            assert_eq!(read(PAGE, &format!("Content-Encoding: {encoding}")), whole(PAGE), "{encoding}");
        }
    }

    #[test]
    fn a_body_that_breaks_off_gives_what_it_had_and_one_that_grows_is_refused() {
        let text = (0..200).map(|number| format!("{number} ")).collect::<String>();
        let packed = gzip(text.as_bytes());
        let broken = read(&packed[..packed.len() / 2], "Content-Encoding: gzip");
        assert!(broken.broken && text.as_bytes().starts_with(&broken.bytes));
        let fields = Fields::of(b"Content-Encoding: gzip");
        let bomb = gzip(&b"word".repeat(300));
        assert_eq!(body(bomb, &fields, 1000, &Budget::default()), Err(ErrorKind::TooLong(1000)));
    }
}
