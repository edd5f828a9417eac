//! The stored page: bytes, compressed with zlib (RFC 1950), so that any language with zlib reads them.

use flate2::Compression;
use flate2::read::{ZlibDecoder, ZlibEncoder};
use std::io::Read;

/// The bytes, compressed.
pub fn compressed(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut stored = Vec::with_capacity(bytes.len() / 4);
    ZlibEncoder::new(bytes, Compression::default()).read_to_end(&mut stored).map_err(|error| error.to_string())?;
    Ok(stored)
}

/// The bytes that were compressed; an error where there are not exactly `length` of them.
pub fn bytes(stored: &[u8], length: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let limit = (length as u64).saturating_add(1);
    ZlibDecoder::new(stored).take(limit).read_to_end(&mut bytes).map_err(|error| format!("the page is not zlib: {error}"))?;
    if bytes.len() != length {
        return Err(format!("the page does not have {length} bytes"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_bytes_come_back(page: Vec<u8>) {
            let stored = compressed(&page).unwrap();
            proptest::prop_assert_eq!(bytes(&stored, page.len()), Ok(page.clone()));
            proptest::prop_assert!(bytes(&stored, page.len() + 1).is_err());
        }

        #[test]
        fn no_stored_value_panics(stored: Vec<u8>, length in 0usize..1000) {
            let _ = bytes(&stored, length);
        }
    }

    #[test]
    fn a_bomb_stops_at_the_stored_length() {
        let stored = compressed(&vec![0; 10_000_000]).unwrap();
        assert_eq!(bytes(&stored, 10), Err("the page does not have 10 bytes".to_owned()));
    }
}
