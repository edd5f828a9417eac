//! Records of WARC 1.1 (ISO 28500:2017): fields and a block, each record one gzip member.
//!
//! In: `Fields` and the bytes of an HTTP response. Out: bytes that any WARC tool reads, alone or behind others.

use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::io::{self, BufRead, Read, Write};

/// Bytes of a record that are read to know what it is: its fields and the head of the HTTP response in it.
const HEAD: u64 = 256 << 10;

/// A record before it is written.
#[derive(Clone, Debug)]
pub struct Record {
    kind: &'static str,
    fields: Vec<(&'static str, String)>,
    block: Vec<u8>,
}

impl Record {
    /// A record of `kind`, such as `response`, of this moment.
    pub fn new(kind: &'static str, date: Timestamp, block: Vec<u8>) -> Self {
        Self { kind, fields: vec![("WARC-Date", moment(date))], block }
    }

    /// With one more field.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// Its name: a UUID of version 8 (RFC 9562), made of what it says, so that no chance is needed.
    pub fn id(&self) -> String {
        let mut hash = Sha256::new_with_prefix(self.kind);
        self.fields.iter().for_each(|(name, value)| hash.update(format!("\n{name}: {value}")));
        hash.update(&self.block);
        let mut id: Vec<char> = hexadecimal(&hash.finalize()[..16]).chars().collect();
        (id[12], id[16]) = ('8', 'a');
        for at in [20, 16, 12, 8] {
            id.insert(at, '-');
        }
        format!("<urn:uuid:{}>", id.iter().collect::<String>())
    }

    /// The record as a gzip member.
    pub fn member(&self) -> Vec<u8> {
        let mut text = format!("WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {}\r\n", self.kind, self.id());
        self.fields.iter().for_each(|(name, value)| text.push_str(&format!("{name}: {value}\r\n")));
        text.push_str(&format!("WARC-Block-Digest: {}\r\nContent-Length: {}\r\n\r\n", digest(&self.block), self.block.len()));
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        // Writing to memory does not fail.
        let _ = encoder
            .write_all(text.as_bytes())
            .and_then(|()| encoder.write_all(&self.block))
            .and_then(|()| encoder.write_all(b"\r\n\r\n"));
        encoder.finish().unwrap_or_default()
    }
}

/// `sha256:` and the digest in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    format!("sha256:{}", hexadecimal(&Sha256::digest(bytes)))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The moment as WARC writes it, to the millisecond.
pub fn moment(date: Timestamp) -> String {
    format!("{date:.3}")
}

/// The start of a stored record: its fields, and those of the HTTP response in it. Names are in lower case.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    fields: Vec<(String, String)>,
    /// The status of the HTTP response.
    pub status: Option<u16>,
    response: Vec<(String, String)>,
}

impl Stored {
    fn read(record: &[u8]) -> Option<Self> {
        let (head, block) = split(record)?;
        let (start, fields) = lines(head)?;
        start.starts_with("WARC/").then_some(())?;
        let http = split(block).and_then(|(head, _)| lines(head)).filter(|(start, _)| start.starts_with("HTTP/"));
        let status = http.as_ref().and_then(|(start, _)| start.split(' ').nth(1)?.parse().ok());
        Some(Self { fields, status, response: http.map(|(_, fields)| fields).unwrap_or_default() })
    }

    /// A field of the record.
    pub fn field(&self, name: &str) -> Option<&str> {
        value(&self.fields, name)
    }

    /// A field of the HTTP response in it.
    pub fn response(&self, name: &str) -> Option<&str> {
        value(&self.response, name)
    }
}

fn value<'a>(fields: &'a [(String, String)], wanted: &str) -> Option<&'a str> {
    fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
}

/// What stands before an empty line, and after it.
pub fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some((&bytes[..at], &bytes[at + 4..]))
}

/// The first line, and the fields after it.
fn lines(head: &[u8]) -> Option<(String, Vec<(String, String)>)> {
    let head = String::from_utf8_lossy(head);
    let mut lines = head.split("\r\n");
    let start = lines.next()?.to_owned();
    let field =
        |line: &str| line.split_once(':').map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()));
    Some((start, lines.filter_map(field).collect()))
}

/// Goes through the records of a file, each with the byte that it begins at. Gives the end of the last whole one.
pub fn each(bytes: &mut impl BufRead, mut take: impl FnMut(u64, Stored)) -> io::Result<u64> {
    let mut counted = Counted { bytes, at: 0 };
    loop {
        let start = counted.at;
        if counted.fill_buf()?.is_empty() {
            return Ok(start);
        }
        let mut member = GzDecoder::new(&mut counted);
        let mut head = Vec::new();
        let whole = member.by_ref().take(HEAD).read_to_end(&mut head).and_then(|_| io::copy(&mut member, &mut io::sink()));
        match whole {
            Err(error) if is_damage(&error) => return Ok(start),
            Err(error) => return Err(error),
            Ok(_) => Stored::read(&head).into_iter().for_each(|record| take(start, record)),
        }
    }
}

fn is_damage(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput)
}

/// The HTTP message in the record that `bytes` begin with; `None` where it is longer than `max_bytes`, or damaged.
pub fn message(bytes: impl BufRead, max_bytes: usize) -> Option<Vec<u8>> {
    let mut record = Vec::new();
    let limit = max_bytes as u64 + HEAD;
    let read = GzDecoder::new(bytes).take(limit + 1).read_to_end(&mut record).ok()?;
    let (_, block) = split(&record)?;
    (read as u64 <= limit).then(|| block.strip_suffix(b"\r\n\r\n").unwrap_or(block).to_vec())
}

/// Counts the bytes that are read.
struct Counted<'a, R> {
    bytes: &'a mut R,
    at: u64,
}

impl<R: BufRead> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.bytes.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount as u64;
        self.bytes.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(url: &str) -> Record {
        let block = b"HTTP/1.1 200 OK\r\nETag: \"a:b\"\r\n\r\nwords\r\n\r\n".to_vec();
        Record::new("response", Timestamp::UNIX_EPOCH, block).with("WARC-Target-URI", url)
    }

    #[test]
    fn records_are_read_as_they_were_written_up_to_one_that_breaks_off() {
        let (one, two) = (record("https://outlet.example/1").member(), record("https://outlet.example/2").member());
        let whole = [one.clone(), two.clone()].concat();
        for (bytes, ends, count) in [(&whole[..], whole.len(), 2), (&whole[..whole.len() - 1], one.len(), 1), (&[][..], 0, 0)] {
            let mut found = Vec::new();
            let end = each(&mut &*bytes, |at, record| found.push((at, record))).unwrap();
            assert_eq!((end, found.len()), (ends as u64, count));
            if let Some((at, record)) = found.last() {
                assert_eq!((record.status, record.response("etag")), (Some(200), Some("\"a:b\"")));
                assert_eq!(record.field("warc-date"), Some("1970-01-01T00:00:00.000Z"));
                let message = message(&bytes[*at as usize..], 1000).unwrap();
                assert_eq!(message, b"HTTP/1.1 200 OK\r\nETag: \"a:b\"\r\n\r\nwords\r\n\r\n");
            }
        }
        assert!(each(&mut &b"no gzip"[..], |_, _| panic!("no record")).is_ok_and(|end| end == 0));
    }

    #[test]
    fn the_same_record_has_the_same_name_and_another_has_another() {
        let id = record("https://outlet.example/1").id();
        assert_eq!(id, record("https://outlet.example/1").id());
        assert_ne!(id, record("https://outlet.example/2").id());
        assert_eq!((id.len(), &id[24..25], &id[29..30]), (47, "8", "a"));
    }
}
