use super::{List, SIGNATURES, Shape, format, refuse, shape};
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
    for lines in ["{\"id\": 1}\n", "\n{ }", "{\"id\": \"}", "{\"id\": 1\n{\"id\": 2}\n"] {
        assert_eq!(shape(lines, ""), Shape::Lines, "{lines}");
    }
    for json in ["{\n  \"id\": 1\n}", "[{\"id\": 1}]", "[\n {", "{\"id\": 1,\n\"text\": 2}"] {
        assert_eq!(shape(json, ""), Shape::Json, "{json}");
    }
    for text in ["[sic] words", "{curly} words", "[1, 2]", "["] {
        assert_eq!(shape(text, ""), Shape::Page, "{text}");
    }
}

#[test]
fn tables_messages_and_lists_are_told_from_text() {
    assert!(matches!(shape("url,text\nx,y", ""), Shape::Table(_)));
    assert!(matches!(shape("a\tb\n1\t2", "x.TSV.gz"), Shape::Table(_)));
    assert_eq!(shape("a\tb\n1\t2", "x.txt"), Shape::Page);
    assert_eq!(shape("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"\n\n--x", ""), Shape::Message);
    assert_eq!(shape("Port: the master denied it.\nContent-Type: no", ""), Shape::Page);
    assert_eq!(shape("<?xml version='1.0'?><!-- --><urlset>", ""), Shape::List(List::Sitemap));
    assert_eq!(shape("https://x.example/1\nhttps://x.example/2\n", ""), Shape::Addresses);
    assert_eq!(shape("https://x.example/1", ""), Shape::Page);
}
