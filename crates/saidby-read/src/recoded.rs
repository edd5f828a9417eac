//! A stream in another charset, read as UTF-8: records and tables, whose ends must be found before a document is held.

use encoding_rs::{CoderResult, Decoder, Encoding};
use std::io::{self, Read};

/// Bytes of the source that are decoded at once.
const STEP: usize = 16 << 10;

/// The text of `source` in UTF-8, without its byte-order mark; a broken byte becomes `U+FFFD`.
pub struct Recoded {
    source: Box<dyn Read + Send>,
    decoder: Decoder,
    input: Vec<u8>,
    output: Vec<u8>,
    /// How much of `output` was given.
    given: usize,
    ended: bool,
}

impl Recoded {
    /// Reads `source`, which is in `encoding`.
    pub fn new(source: Box<dyn Read + Send>, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { source, decoder, input: Vec::new(), output: Vec::new(), given: 0, ended: false }
    }

    /// Decodes the next bytes, where all that was decoded has been given.
    fn refill(&mut self) -> io::Result<()> {
        if self.input.is_empty() {
            self.source.by_ref().take(STEP as u64).read_to_end(&mut self.input)?;
            self.ended = self.input.is_empty();
        }
        self.output.resize(STEP * 3, 0);
        let (result, read, written, _) = self.decoder.decode_to_utf8(&self.input, &mut self.output, self.ended);
        self.input.drain(..read);
        self.output.truncate(written);
        self.given = 0;
        self.ended &= result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl Read for Recoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.output.len() && !self.ended {
            self.refill()?;
        }
        let count = (self.output.len() - self.given).min(buffer.len());
        buffer[..count].copy_from_slice(&self.output[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::Recoded;
    use encoding_rs::{UTF_16LE, WINDOWS_1252};
    use std::io::Read;

    #[test]
    fn long_texts_come_out_whole() {
        let text = "Le ministre a démenti. ".repeat(5000);
        let utf_16: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let latin = WINDOWS_1252.encode(&text).0.into_owned();
        for (bytes, encoding) in [(utf_16, UTF_16LE), (latin, WINDOWS_1252)] {
            let mut read = String::new();
            Recoded::new(Box::new(std::io::Cursor::new(bytes)), encoding).read_to_string(&mut read).unwrap();
            assert_eq!(read, text);
        }
    }
}
