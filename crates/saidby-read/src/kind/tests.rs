use super::{SIGNATURES, format, is_jsonl, refuse};
use crate::ErrorKind;
use saidby_core::PageFormat::{Html, Text};

#[test]
fn markup_is_told_from_text_by_its_content() {
    let html = [
        "<!DOCTYPE html><title>Oui</title>",
        "\n <HTML lang=fr>",
        "<!-- saved --><p>Oui",
        "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">",
        "<p>A fragment.</p>",
        "Words first<br>then <b>tags</b> and <i>more</i>",
    ];
    for page in html {
        assert_eq!(format(page), Ok(Html), "{page}");
    }
    let text = ["", "Le ministre a démenti.", "a < b and b > c", "<3", "<Lire aussi>", "The <p> and <b> tags are old.", "x</y"];
    for page in text {
        assert_eq!(format(page), Ok(Text), "{page}");
    }
}

#[test]
fn feeds_are_told_from_pages() {
    assert_eq!(format("<?xml version='1.0'?>\n<!-- -->\n<rss version='2.0'>"), Err(ErrorKind::Several("an RSS feed")));
    assert_eq!(format("<feed xmlns='http://www.w3.org/2005/Atom'>"), Err(ErrorKind::Several("an Atom feed")));
}

#[test]
fn every_signature_is_refused_by_name() {
    for (at, bytes, what) in SIGNATURES {
        let file = [&b" ".repeat(*at), *bytes, b" and more"].concat();
        assert_eq!(refuse(&file), Err(ErrorKind::NotText(what)));
    }
    assert_eq!(refuse(b"WARC/1.0\r\n"), Err(ErrorKind::Several("a WARC file")));
}

#[test]
fn control_characters_tell_binary_from_text() {
    assert_eq!(refuse(b"\x00\x01\x02\x03\x04 and so on"), Err(ErrorKind::NotText("no text")));
    assert_eq!(refuse(b"one lone \0 in a text"), Ok(()));
    assert_eq!(refuse(b"\xFF\xFEo\0u\0i\0"), Ok(()));
}

#[test]
fn json_a_line_is_told_from_json_over_several() {
    assert!(is_jsonl(b"\xEF\xBB\xBF{\"id\": 1}\n"));
    assert!(is_jsonl(b"\n{ }"));
    assert!(!is_jsonl(b"{curly} words"));
    assert!(!is_jsonl(b"{\n  \"id\": 1\n}"));
    let over_lines = Err(ErrorKind::Unsupported("JSON over several lines"));
    assert_eq!(refuse(b"{\n  \"id\": 1\n}"), over_lines);
    assert_eq!(refuse(b"[{\"id\": 1}]"), over_lines);
    assert_eq!(refuse(b"[sic] words"), Ok(()));
}
