//! The streams of an xz file, one after the other.
//!
//! A break is the end of what can be read: blocks of an xz file are long, and their starts have no mark to look for.

use crate::stream::Expands;
use lzma_rust2::XzReader;
use std::io::{self, Read};

/// The start of a stream (The .xz file format 1.2.1, 2.1.1.1).
pub const START: &[u8] = b"\xFD7zXZ\0";

/// Memory of a block's dictionary, in KiB: what `xz -9` asks for is half of it, and Zstandard's window may be as long.
const MAX_MEMORY: u32 = 128 << 10;

/// What the streams of an xz file hold.
pub struct Streams<R: Read> {
    /// `None` after a break.
    reader: Option<XzReader<R>>,
}

impl<R: Read> Streams<R> {
    /// The streams of `packed`.
    pub fn new(packed: R) -> Self {
        Self { reader: Some(XzReader::new_mem_limit(packed, true, MAX_MEMORY)) }
    }
}

impl<R: Read> Read for Streams<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(reader) = &mut self.reader else { return Ok(0) };
        reader.read(buffer).map_err(|error| {
            self.reader = None;
            damage(error)
        })
    }
}

/// The crate's errors are of many kinds, and all but the end of the input mean damage; those of the input itself stay as they are.
fn damage(error: io::Error) -> io::Error {
    let is_of_input = error.raw_os_error().is_some() || error.get_ref().is_some_and(|inner| inner.is::<Expands>());
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::Interrupted => error,
        _ if is_of_input => error,
        _ => io::Error::new(io::ErrorKind::InvalidData, error),
    }
}
