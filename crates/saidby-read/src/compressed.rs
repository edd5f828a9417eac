//! gzip, Zstandard and xz around anything: the bytes inside, read as they are asked for.
//!
//! All may hold several parts, one after the other, as crawls do with a part a record. After an error in gzip or Zstandard reading goes
//! on at the next part that can be found, so that one broken record does not cost the rest.

mod gzip;
mod xz;
mod zstandard;

use std::io::{self, BufRead, BufReader, Read};

/// A way to compress, told by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// gzip (RFC 1952).
    Gzip,
    /// Zstandard (RFC 8878).
    Zstandard,
    /// xz, as the `.xz` file format has it.
    Xz,
}

impl Compression {
    /// What the bytes are compressed with, if they are.
    pub fn of(head: &[u8]) -> Option<Self> {
        match head {
            head if head.starts_with(&gzip::START[..2]) => Some(Self::Gzip),
            head if head.starts_with(zstandard::START) || zstandard::is_skippable(head) => Some(Self::Zstandard),
            head if head.starts_with(xz::START) => Some(Self::Xz),
            _ => None,
        }
    }

    /// The bytes inside.
    pub fn unpack(self, packed: Box<dyn Read + Send>) -> Box<dyn Read + Send> {
        let packed = BufReader::with_capacity(64 << 10, packed);
        match self {
            Self::Gzip => Box::new(gzip::Members::new(packed)),
            Self::Zstandard => Box::new(zstandard::Frames::new(packed)),
            Self::Xz => Box::new(xz::Streams::new(packed)),
        }
    }
}

/// Skips to the bytes that parts start with; says whether they were found.
fn seek(packed: &mut impl BufRead, start: &[u8]) -> io::Result<bool> {
    let mut matched = 0;
    loop {
        let bytes = packed.fill_buf()?;
        if bytes.is_empty() {
            return Ok(false);
        }
        // The bytes of a start differ, so that a match that fails can only begin anew at the byte that broke it.
        let Some(at) = bytes.iter().position(|byte| {
            matched = if *byte == start[matched] { matched + 1 } else { usize::from(*byte == start[0]) };
            matched == start.len()
        }) else {
            let count = bytes.len();
            packed.consume(count);
            continue;
        };
        packed.consume(at + 1);
        return Ok(true);
    }
}
