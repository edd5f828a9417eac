use super::{Decoded, decode, decode_as, decode_given};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use proptest::prelude::*;

/// Every byte of the text is mapped, in order and inside the source; verbatim stretches are the same bytes.
fn check_map(decoded: &Decoded, source: &[u8]) {
    let (mut text_at, mut source_at) = (0, 0);
    // Two replacement characters may share a byte: hence the one that a segment may begin early.
    for segment in decoded.map.segments() {
        assert_eq!(segment.text.start(), text_at, "a gap before {segment:?}");
        assert!(segment.text.fits(&decoded.text), "{segment:?} is not on character boundaries");
        assert!(segment.source.start() + 1 >= source_at && segment.source.end() <= source.len(), "{segment:?} is out of order");
        assert!(!segment.source.is_empty(), "{segment:?} comes from nothing");
        if segment.verbatim {
            assert_eq!(segment.text.of(&decoded.text).as_bytes(), &source[segment.source.range()]);
        }
        (text_at, source_at) = (segment.text.end(), segment.source.end());
    }
    assert_eq!(text_at, decoded.text.len(), "the end of the text has no source");
}

fn read(bytes: &[u8]) -> (&'static str, String) {
    let decoded = decode(bytes, None);
    check_map(&decoded, bytes);
    (decoded.encoding.name(), decoded.text)
}

fn encoded(label: &str, text: &str) -> Vec<u8> {
    Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned()
}

#[test]
fn a_mark_settles_it_and_is_left_out() {
    assert_eq!(read(b"\xEF\xBB\xBFoui"), ("UTF-8", "oui".to_owned()));
    assert_eq!(read(b"\xFF\xFEo\0\xE9\0"), ("UTF-16LE", "oé".to_owned()));
    assert_eq!(read(b"\xFE\xFF\0o\xD8\x3D\xDE\x00"), ("UTF-16BE", "o😀".to_owned()));
    assert_eq!(read(b"\xEF\xBB\xBF<meta charset=koi8-r>\xC3\xA9"), ("UTF-8", "<meta charset=koi8-r>é".to_owned()));
}

#[test]
fn valid_utf_8_is_believed_before_the_declaration() {
    assert_eq!(read("<meta charset=iso-8859-1>été".as_bytes()), ("UTF-8", "<meta charset=iso-8859-1>été".to_owned()));
}

#[test]
fn a_few_bad_bytes_in_utf_8_become_replacement_characters_and_nothing_else() {
    let mut bytes = "« L’été où l’Élysée a cédé »".as_bytes().to_vec();
    bytes.extend_from_slice(b" caf\xE9 \xE2\x80 fin");
    assert_eq!(read(&bytes), ("UTF-8", "« L’été où l’Élysée a cédé » caf\u{FFFD} \u{FFFD} fin".to_owned()));
}

#[test]
fn a_character_cut_off_at_the_end_does_not_unsettle_utf_8() {
    assert_eq!(read(b"<meta charset=big5>no caf\xC3"), ("UTF-8", "<meta charset=big5>no caf\u{FFFD}".to_owned()));
}

#[test]
fn the_declaration_is_believed_before_a_guess() {
    let page = "<meta charset=koi8-r><p>Министр опроверг";
    assert_eq!(read(&encoded("koi8-r", page)), ("KOI8-R", page.to_owned()));
    let page = "<meta http-equiv='content-type' content='text/html; charset=shift_jis'>外相は否定した";
    assert_eq!(read(&encoded("shift_jis", page)), ("Shift_JIS", page.to_owned()));
}

#[test]
fn the_protocol_is_believed_before_the_markup_and_after_the_bytes() {
    let page = "<meta charset=koi8-r><p>Przeczą temu";
    assert_eq!(decode(&encoded("iso-8859-2", page), Some("ISO-8859-2")).text, page);
    assert_eq!(decode(page.as_bytes(), Some("iso-8859-2")).encoding, UTF_8);
    let russian = "<meta charset=koi8-r><p>Министр опроверг";
    for lie in ["utf-8", "klingon", ""] {
        assert_eq!(decode(&encoded("koi8-r", russian), Some(lie)).text, russian, "{lie}");
    }
}

#[test]
fn a_guess_comes_last_and_where_the_declaration_is_false() {
    let page = "Le ministre a démenti avoir reçu des députés à l'été 2021, a-t-il précisé à la télévision.";
    assert_eq!(read(&encoded("windows-1252", page)), ("windows-1252", page.to_owned()));
    let page = format!("<meta charset=utf-8>{page}");
    assert_eq!(read(&encoded("windows-1252", &page)), ("windows-1252", page));
    let page = "Министр иностранных дел опроверг эти сообщения и назвал их ложью.";
    assert_eq!(read(&encoded("windows-1251", page)), ("windows-1251", page.to_owned()));
    let page = "外務大臣は記者会見で報道を否定した。";
    assert_eq!(read(&encoded("iso-2022-jp", page)), ("ISO-2022-JP", page.to_owned()));
}

#[test]
fn what_is_ascii_maps_as_it_is_and_the_rest_a_character_at_a_time() {
    let decoded = decode_as(WINDOWS_1252, b"d\xE9menti \x93oui\x94\r\n\0", 0);
    assert_eq!(decoded.text, "démenti “oui”\r\n\0");
    let sources: Vec<_> = decoded.map.segments().iter().map(|s| (s.source.start(), s.source.len(), s.verbatim)).collect();
    let expected = [(0, 1, true), (1, 1, false), (2, 6, true), (8, 1, false), (9, 3, true), (12, 1, false), (13, 3, true)];
    assert_eq!(sources, expected);
}

#[test]
fn given_text_keeps_its_mark() {
    assert_eq!(decode_given("\u{FEFF}oui".as_bytes()).text, "\u{FEFF}oui");
}

#[test]
fn nothing_is_nothing() {
    assert_eq!(read(b""), ("UTF-8", String::new()));
}

#[test]
fn a_broken_escape_sequence_is_mapped_too() {
    let decoded = decode_as(encoding_rs::ISO_2022_JP, b"\x1B$\x1B", 0);
    assert_eq!(decoded.text, "\u{FFFD}$\u{FFFD}");
    check_map(&decoded, b"\x1B$\x1B");
}

const LABELS: &[&str] = &[
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1252",
    "koi8-u",
    "macintosh",
    "windows-874",
    "gbk",
    "gb18030",
    "big5",
    "euc-jp",
    "iso-2022-jp",
    "shift_jis",
    "euc-kr",
    "x-user-defined",
];

proptest! {
    #[test]
    fn any_bytes_are_decoded_and_mapped(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check_map(&decode(&bytes, None), &bytes);
        check_map(&decode_given(&bytes), &bytes);
    }

    /// Byte by byte gives what `encoding_rs` gives at once, in every charset, for any bytes.
    #[test]
    fn decoding_agrees_with_encoding_rs(
        label in prop::sample::select(LABELS),
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), 0x20u8..0x7F, 0x80u8..0xFF, Just(0x1B)], 0..80),
    ) {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let decoded = decode_as(encoding, &bytes, 0);
        check_map(&decoded, &bytes);
        prop_assert_eq!(decoded.text.as_str(), encoding.decode_without_bom_handling(&bytes).0);
    }

    #[test]
    fn any_text_survives_in_utf_8(text in "\\PC{0,60}") {
        let decoded = decode_as(UTF_8, text.as_bytes(), 0);
        prop_assert_eq!(decoded.text, text);
    }
}
