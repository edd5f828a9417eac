//! The frames of a Zstandard file, one after the other, with the dictionary that crawls put before them.

use super::seek;
use crate::stream::Expands;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, Dictionary, FrameDecoder, StreamingDecoder};
use std::io::{self, BufRead, Chain, Read};

/// The start of a frame (RFC 8878, 3.1.1).
pub const START: &[u8] = b"\x28\xB5\x2F\xFD";

/// The skippable frame that holds a crawl's dictionary ("Use of the Zstandard compression format in WARC files", IIPC).
const DICTIONARY: u32 = 0x184D_2A5D;

/// Bytes of a dictionary, at most.
const MAX_DICTIONARY: u64 = 16 << 20;

/// Bytes of a window, which is held in memory: what `zstd -d` accepts without being asked for more.
const MAX_WINDOW: u64 = 128 << 20;

/// Whether the bytes begin with a frame that holds no data (RFC 8878, 3.1.2).
pub fn is_skippable(head: &[u8]) -> bool {
    head.get(1..4) == Some(b"\x2A\x4D\x18") && head[0] & 0xF0 == 0x50
}

/// A frame's bytes: its start may have been read on the way to it.
type Packed<R> = Chain<&'static [u8], R>;

/// What the frames of a Zstandard file hold.
pub struct Frames<R> {
    at: At<R>,
    dictionary: Option<Vec<u8>>,
}

enum At<R> {
    /// Before a frame, or the end.
    Start(R),
    /// In a frame.
    In(Box<Frame<R>>),
    /// In damage.
    Lost(R),
    /// Never, between two calls.
    End,
}

struct Frame<R> {
    packed: Packed<R>,
    decoder: FrameDecoder,
    /// Whether it was looked for after damage and has given no byte yet: it may be none.
    doubted: bool,
}

impl<R: BufRead> Frames<R> {
    /// The frames of `packed`.
    pub fn new(packed: R) -> Self {
        Self { at: At::Start(packed), dictionary: None }
    }

    /// Opens the frame that begins here, or skips it where it holds no data.
    fn open(&mut self, start: &'static [u8], packed: R) -> io::Result<()> {
        let doubted = !start.is_empty();
        let mut frame = Box::new(Frame { packed: start.chain(packed), decoder: self.decoder()?, doubted });
        match frame.decoder.init(&mut frame.packed) {
            Ok(()) => self.at = At::In(frame),
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { magic_number, length })) => {
                let mut packed = frame.packed.into_inner().1;
                self.skip(magic_number, u64::from(length), &mut packed)?;
                self.at = At::Start(packed);
            }
            Err(error) => {
                self.at = At::Lost(frame.packed.into_inner().1);
                if !doubted {
                    return Err(damage(error));
                }
            }
        }
        Ok(())
    }

    fn decoder(&self) -> io::Result<FrameDecoder> {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(MAX_WINDOW);
        if let Some(bytes) = &self.dictionary {
            let dictionary = Dictionary::decode_dict(bytes).map_err(damage)?;
            decoder.add_dict(dictionary).map_err(damage)?;
        }
        Ok(decoder)
    }

    /// Passes over a frame without data; keeps a dictionary, which may be compressed itself.
    fn skip(&mut self, magic: u32, length: u64, packed: &mut R) -> io::Result<()> {
        let mut content = packed.take(length);
        if magic != DICTIONARY || length > MAX_DICTIONARY {
            return io::copy(&mut content, &mut io::sink()).map(|_| ());
        }
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes)?;
        if bytes.starts_with(START) {
            let unpacked = StreamingDecoder::new(bytes.as_slice()).map_err(damage)?;
            let mut held = Vec::new();
            unpacked.take(MAX_DICTIONARY).read_to_end(&mut held)?;
            bytes = held;
        }
        self.dictionary = Some(bytes);
        Ok(())
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.at, At::End) {
                At::End => return Ok(0),
                At::Start(mut packed) => {
                    if packed.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
                    self.open(b"", packed)?;
                }
                At::In(mut frame) => match frame.read(buffer) {
                    Ok(0) => self.at = At::Start(frame.packed.into_inner().1),
                    Ok(count) => {
                        frame.doubted = false;
                        self.at = At::In(frame);
                        return Ok(count);
                    }
                    Err(error) => {
                        self.at = At::Lost(frame.packed.into_inner().1);
                        if !frame.doubted {
                            return Err(error);
                        }
                    }
                },
                At::Lost(mut packed) => {
                    if seek(&mut packed, START)? {
                        self.open(START, packed)?;
                    }
                }
            }
        }
    }
}

impl<R: BufRead> Frame<R> {
    /// Some bytes of the frame; 0 at its end, where its checksum is right.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
            self.decoder.decode_blocks(&mut self.packed, BlockDecodingStrategy::UptoBlocks(1)).map_err(damage)?;
        }
        let count = self.decoder.read(buffer)?;
        let stated = self.decoder.get_checksum_from_data().filter(|_| count == 0);
        if stated.is_some() && stated != self.decoder.get_calculated_checksum() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(count)
    }
}

/// The decoder's error: the end of the bytes, or what is no such data.
fn damage(error: impl std::error::Error + Send + Sync + 'static) -> io::Error {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(inner) = cause {
        match inner.downcast_ref::<io::Error>() {
            Some(io) if io.get_ref().is_some_and(|inner| inner.is::<Expands>()) => return io::Error::other(Expands),
            Some(io) => return io.kind().into(),
            None => cause = inner.source(),
        }
    }
    io::ErrorKind::InvalidData.into()
}
