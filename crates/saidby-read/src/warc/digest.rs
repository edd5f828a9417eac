//! The digests that a crawler writes beside a record: `sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ`.

use crate::document::hexadecimal;
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// The digits of base 32 (RFC 4648, 6), in which most crawlers write digests.
const BASE_32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Whether the bytes have this digest, in base 32 or in hexadecimal; `None` where its algorithm is neither SHA-1 nor SHA-256.
pub fn fits(digest: &str, bytes: &[u8]) -> Option<bool> {
    let (algorithm, written) = digest.split_once(':')?;
    let hash = match algorithm.trim().to_ascii_lowercase().as_str() {
        "sha1" | "sha-1" => Sha1::digest(bytes).to_vec(),
        "sha256" | "sha-256" => Sha256::digest(bytes).to_vec(),
        _ => return None,
    };
    let written = written.trim().trim_end_matches('=');
    Some([base_32(&hash), hexadecimal(&hash)].iter().any(|own| own.eq_ignore_ascii_case(written)))
}

fn base_32(bytes: &[u8]) -> String {
    let digit = |at: usize| {
        let bit = |at: usize| bytes.get(at / 8).is_some_and(|byte| byte >> (7 - at % 8) & 1 == 1);
        let number = (at * 5..at * 5 + 5).fold(0, |number, at| number * 2 + usize::from(bit(at)));
        char::from(BASE_32[number])
    };
    (0..(bytes.len() * 8).div_ceil(5)).map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::{base_32, fits};

    #[test]
    fn base_32_is_that_of_rfc_4648() {
        for (bytes, digits) in
            [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI")]
        {
            assert_eq!(base_32(bytes.as_bytes()), digits);
        }
    }

    /// Digests of nothing: FIPS 180-4's hash functions over the empty message.
    #[test]
    fn digests_are_read_in_both_ways_of_writing_them() {
        for digest in [
            "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
            "SHA-1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ====",
        ] {
            assert_eq!(fits(digest, b""), Some(true), "{digest}");
            assert_eq!(fits(digest, b"."), Some(false), "{digest}");
        }
        for unknown in ["md5:d41d8cd98f00b204e9800998ecf8427e", "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", ""] {
            assert_eq!(fits(unknown, b""), None, "{unknown}");
        }
    }
}
