//! Bytes to be read, where they came from, and how much may still be unpacked from them.

use crate::Limits;
use crate::error::ErrorKind;
use std::io::{self, BufReader, Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Bytes with a buffer.
pub type Bytes = BufReader<Box<dyn Read + Send>>;

/// Containers that may lie in one another: a crawl in gzip in a zip in a zip has four.
const MAX_DEPTH: usize = 8;

/// Bytes that may come out of one byte of an input. Pages compress to a quarter or a tenth, and records of one outlet to a
/// fiftieth; gzip's own limit is 1032.
const MAX_RATIO: u64 = 200;

/// Bytes that may come out of an input however small it is: two documents of the greatest length.
const FREE: u64 = 128 << 20;

/// Buffers of streams, in bytes.
const BUFFER: usize = 64 << 10;

/// One input, or what lies in a container of it.
pub struct Stream {
    /// The name that messages and pages carry.
    pub name: String,
    /// The bytes.
    pub bytes: Box<dyn Read + Send>,
    /// The file that these bytes are, where any part of it can be read again.
    pub file: Option<PathBuf>,
    /// The containers around them.
    pub depth: usize,
    /// What the whole input has given so far.
    pub budget: Budget,
    /// How long one document may be.
    pub limits: Limits,
}

impl Stream {
    /// What lies in this one, under its own name or another.
    pub fn inner(&self, name: String, bytes: Box<dyn Read + Send>) -> Result<Self, ErrorKind> {
        if self.depth == MAX_DEPTH {
            return Err(ErrorKind::TooDeep(MAX_DEPTH));
        }
        Ok(Self { name, bytes, file: None, depth: self.depth + 1, budget: self.budget.clone(), limits: self.limits })
    }
}

/// With a buffer before it.
pub fn buffered(bytes: Box<dyn Read + Send>) -> Bytes {
    BufReader::with_capacity(BUFFER, bytes)
}

/// The first `count` bytes, and all of them from the start again. A break behind the first bytes is kept for later.
pub fn peek(mut bytes: Box<dyn Read + Send>, count: usize) -> io::Result<(Vec<u8>, Box<dyn Read + Send>)> {
    let mut head = Vec::new();
    let broken = bytes.by_ref().take(count as u64).read_to_end(&mut head).err();
    match broken {
        Some(error) if head.is_empty() => Err(error),
        broken => {
            let whole = Cursor::new(head.clone()).chain(Broken(broken)).chain(bytes);
            Ok((head, Box::new(whole)))
        }
    }
}

/// An error that is given once.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// How many bytes an input has, and how many were unpacked from it: at most [`MAX_RATIO`] times as many, and [`FREE`].
#[derive(Clone, Debug, Default)]
pub struct Budget(Arc<Spent>);

#[derive(Debug, Default)]
struct Spent {
    stored: AtomicU64,
    unpacked: AtomicU64,
}

impl Budget {
    /// Counts bytes of the input itself.
    pub fn store(&self, count: u64) {
        self.0.stored.fetch_add(count, Relaxed);
    }

    /// Counts bytes that came out of a container.
    pub fn unpack(&self, count: usize) -> io::Result<()> {
        self.0.unpacked.fetch_add(count as u64, Relaxed);
        if self.is_spent() { Err(io::Error::other(Expands)) } else { Ok(()) }
    }

    /// Whether no more may be unpacked.
    pub fn is_spent(&self) -> bool {
        self.0.unpacked.load(Relaxed) > self.0.stored.load(Relaxed).saturating_mul(MAX_RATIO).saturating_add(FREE)
    }

    /// Bytes of the input itself, counted as they are read.
    pub fn stored(&self, bytes: impl Read + Send + 'static) -> Box<dyn Read + Send> {
        Box::new(Stored { bytes, budget: self.clone() })
    }

    /// Bytes out of a container, counted as they are read; an error where they are too many.
    pub fn unpacked(&self, bytes: impl Read + Send + 'static) -> Box<dyn Read + Send> {
        Box::new(Unpacked { bytes, budget: self.clone() })
    }
}

/// More came out of an input than may.
#[derive(Debug)]
pub struct Expands;

impl std::fmt::Display for Expands {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "it expands to more than {MAX_RATIO} times its length")
    }
}

impl std::error::Error for Expands {}

struct Stored<R> {
    bytes: R,
    budget: Budget,
}

impl<R: Read> Read for Stored<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        self.budget.store(count as u64);
        Ok(count)
    }
}

struct Unpacked<R> {
    bytes: R,
    budget: Budget,
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        self.budget.unpack(count)?;
        Ok(count)
    }
}
