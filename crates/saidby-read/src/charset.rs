//! Bytes become text: the charset settled, and every character traced to its bytes.
//!
//! In: `b"caf\xE9"`. Out: `café` in windows-1252, with the `é` mapped to byte 3. The order of trust: a byte-order mark, valid
//! UTF-8, nearly valid UTF-8, the charset that the protocol around it declares, the one that the markup declares, and last what
//! the bytes look like (chardetng).

mod declared;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8};
use saidby_core::{SourceMap, Span};

/// Text, the charset that it was in, and where each of its bytes came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The charset.
    pub encoding: &'static Encoding,
    /// The text.
    pub text: String,
    /// From bytes of the text to bytes of the source.
    pub map: SourceMap,
}

/// Valid characters of several bytes that one broken sequence needs beside it before damaged UTF-8 is believed. In
/// single-byte and East Asian charsets, sequences that happen to be valid are the rare ones.
const VALID_FOR_ONE_BROKEN: usize = 4;

/// Decodes `bytes`, for which a protocol may have declared a charset; a byte-order mark settles it and is not part of the text.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes, mark);
    }
    decode_as(settle(bytes, declared), bytes, 0)
}

/// Decodes text that was handed over as it is: a mark at its start is one of its characters.
pub fn decode_given(bytes: &[u8]) -> Decoded {
    match std::str::from_utf8(bytes) {
        Ok(_) => decode_as(UTF_8, bytes, 0),
        Err(_) => decode(bytes, None),
    }
}

fn settle(bytes: &[u8], declared: Option<&str>) -> &'static Encoding {
    let escapes = bytes.is_ascii() && bytes.contains(&0x1B);
    if !escapes && is_nearly_utf_8(bytes) {
        return UTF_8;
    }
    let by_protocol = declared.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
    match by_protocol.filter(|encoding| *encoding != UTF_8).or_else(|| declared::charset(bytes)) {
        Some(encoding) if encoding != UTF_8 => encoding,
        _ => detect(bytes),
    }
}

/// Whether the bytes are UTF-8 but for a few; a last character that is cut off does not count.
fn is_nearly_utf_8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut valid, mut broken) = (0, 0);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        let cut_off = chunks.peek().is_none() && is_cut_off(chunk.invalid());
        broken += usize::from(!chunk.invalid().is_empty() && !cut_off);
    }
    broken * VALID_FOR_ONE_BROKEN <= valid
}

fn is_cut_off(invalid: &[u8]) -> bool {
    std::str::from_utf8(invalid).is_err_and(|error| error.error_len().is_none())
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], start: usize) -> Decoded {
    let mut decoded = Decoded { encoding, text: String::with_capacity(bytes.len()), map: SourceMap::default() };
    if encoding == UTF_8 {
        decode_utf_8(&mut decoded, bytes, start);
    } else {
        decode_other(&mut decoded, bytes, start);
    }
    decoded
}

fn decode_utf_8(decoded: &mut Decoded, bytes: &[u8], start: usize) {
    let mut at = start;
    for chunk in bytes[start..].utf8_chunks() {
        decoded.push_verbatim(chunk.valid(), at);
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            decoded.push("\u{FFFD}", Span::new(at, at + chunk.invalid().len()));
            at += chunk.invalid().len();
        }
    }
}

/// Feeds the decoder byte by byte, so that what comes out is known to come from the bytes since the last output.
fn decode_other(decoded: &mut Decoded, bytes: &[u8], start: usize) {
    let mut decoder = decoded.encoding.new_decoder_without_bom_handling();
    let (mut from, mut at) = (start, start);
    let mut output = [0; 32];
    loop {
        if from == at && decoded.encoding.is_ascii_compatible() {
            at += decoded.push_ascii(bytes, at);
            from = at;
        }
        let end = (at + 1).min(bytes.len());
        let last = at == bytes.len();
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(&bytes[at..end], &mut output, last);
        at += read;
        let mut out = String::from_utf8_lossy(&output[..written]).into_owned();
        let mut upto = at;
        if let DecoderResult::Malformed(_, after) = result {
            upto = at.saturating_sub(usize::from(after)).max(from);
            out.push('\u{FFFD}');
        }
        if !out.is_empty() {
            // A broken escape sequence of ISO-2022-JP can give two replacement characters for one byte.
            let start = if from == upto { from.saturating_sub(1) } else { from };
            decoded.push(&out, Span::new(start, upto));
            from = upto;
        }
        if last && result == DecoderResult::InputEmpty {
            return;
        }
    }
}

impl Decoded {
    fn push_verbatim(&mut self, text: &str, source: usize) {
        self.map.push_verbatim(self.text.len(), source, text.len());
        self.text.push_str(text);
    }

    fn push(&mut self, text: &str, source: Span) {
        self.map.push(Span::new(self.text.len(), self.text.len() + text.len()), source);
        self.text.push_str(text);
    }

    /// Copies the ASCII characters at `at`; says how many.
    fn push_ascii(&mut self, bytes: &[u8], at: usize) -> usize {
        let rest = &bytes[at..];
        let count = rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        if let Ok(ascii) = std::str::from_utf8(&rest[..count]) {
            self.push_verbatim(ascii, at);
        }
        count
    }
}

#[cfg(test)]
mod tests;
