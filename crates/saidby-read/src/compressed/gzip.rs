//! The members of a gzip file, one after the other.

use super::seek;
use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Chain, Read};

/// The start of a member whose method is deflate, the only one there is (RFC 1952, 2.3.1).
pub const START: &[u8] = b"\x1F\x8B\x08";

/// A member's bytes: its start may have been read on the way to it.
type Packed<R> = Chain<&'static [u8], R>;

/// What the members of a gzip file hold.
pub struct Members<R> {
    at: At<R>,
}

enum At<R> {
    /// Before a member, or the end.
    Start(R),
    /// In a member, from which some bytes came or none yet.
    In(GzDecoder<Packed<R>>),
    /// In a member that was looked for after damage, before its first byte: it may be none.
    Found(GzDecoder<Packed<R>>),
    /// In damage.
    Lost(R),
    /// Never, between two calls.
    End,
}

impl<R: BufRead> Members<R> {
    /// The members of `packed`.
    pub fn new(packed: R) -> Self {
        Self { at: At::Start(packed) }
    }
}

fn member<R: BufRead>(start: &'static [u8], packed: R) -> GzDecoder<Packed<R>> {
    GzDecoder::new(start.chain(packed))
}

fn rest<R: BufRead>(member: GzDecoder<Packed<R>>) -> R {
    member.into_inner().into_inner().1
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.at, At::End) {
                At::End => return Ok(0),
                At::Start(mut packed) => {
                    if ends(&mut packed)? {
                        return Ok(0);
                    }
                    self.at = At::In(member(b"", packed));
                }
                At::In(mut member) => match member.read(buffer) {
                    Ok(0) => self.at = At::Start(rest(member)),
                    Ok(count) => {
                        self.at = At::In(member);
                        return Ok(count);
                    }
                    Err(error) => {
                        self.at = At::Lost(rest(member));
                        return Err(error);
                    }
                },
                At::Found(mut member) => match member.read(buffer) {
                    Ok(0) => self.at = At::Start(rest(member)),
                    Ok(count) => {
                        self.at = At::In(member);
                        return Ok(count);
                    }
                    Err(_) => self.at = At::Lost(rest(member)),
                },
                At::Lost(mut packed) => {
                    if seek(&mut packed, START)? {
                        self.at = At::Found(member(START, packed));
                    }
                }
            }
        }
    }
}

/// Whether no member follows: the end, or zeros up to it, which tapes and blocks are filled with.
fn ends(packed: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let bytes = packed.fill_buf()?;
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        if bytes.is_empty() || zeros < bytes.len() {
            let ends = bytes.is_empty();
            packed.consume(zeros);
            return Ok(ends);
        }
        packed.consume(zeros);
    }
}
