use crate::samples::{gzip, read_bytes, read_within, shown};
use crate::{ErrorKind, Place};
use saidby_core::PageFormat;

/// A record of this type and address, with these further fields.
fn record(kind: &str, address: &str, more: &str, block: &[u8]) -> Vec<u8> {
    let length = block.len();
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2023-10-19T18:50:03Z\r\n{more}Content-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// A response of this media type.
fn response(address: &str, status: &str, media_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n\r\n");
    record("response", address, "Content-Type: application/http; msgtype=response\r\n", &[head.as_bytes(), body].concat())
}

fn html(address: &str, words: &str) -> Vec<u8> {
    response(address, "200 OK", "text/html; charset=utf-8", format!("<!doctype html><p>{words}</p>").as_bytes())
}

/// The pages of three records, the middle one damaged by `damage`.
fn around(damage: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let middle = damage(html("https://b.example/", "Two."));
    [html("https://a.example/", "One."), middle, html("https://c.example/", "Three.")].concat()
}

#[test]
fn pages_come_out_of_a_crawl_with_their_address_time_and_digest() {
    let page = html("https://a.example/1", "The harbour master denied it.");
    let digest = "WARC-Payload-Digest: sha1:5EXHNO6PYGHPVDEYI5VKF6JV75DV6U7D\r\nContent-Length";
    let page = String::from_utf8(page).unwrap().replace("Content-Length", digest);
    let (pages, errors) = read_bytes("crawl.warc", page.as_bytes());
    assert_eq!(errors, []);
    let page = &pages[0];
    assert!(page.id.ends_with("crawl.warc#https://a.example/1"), "{}", page.id);
    assert_eq!(page.decoded, "<!doctype html><p>The harbour master denied it.</p>");
    assert_eq!((page.url.as_deref(), page.published), (Some("https://a.example/1"), None));
    let capture = page.capture.as_ref().unwrap();
    assert_eq!(capture.at.unwrap().to_string(), "2023-10-19T18:50:03+00:00");
    assert_eq!(capture.digest.as_deref(), Some("sha1:5EXHNO6PYGHPVDEYI5VKF6JV75DV6U7D"));
    assert_eq!(page.notices, []);
}

#[test]
fn what_is_no_page_is_passed_over_and_counted() {
    let crawl = [
        record("warcinfo", "", "Content-Type: application/warc-fields\r\n", b"software: ours/1.0\r\n"),
        record("request", "https://a.example/", "Content-Type: application/http; msgtype=request\r\n", b"GET / HTTP/1.1\r\n\r\n"),
        html("https://a.example/", "One."),
        response("https://a.example/old", "301 Moved", "text/html", b"<p>moved"),
        response("https://a.example/x.png", "200 OK", "image/png", &[0x89; 40000]),
        response("https://a.example/robots.txt", "200 OK", "text/plain", b"User-agent: *\nDisallow:"),
        response("https://a.example/lie", "200 OK", "text/html", b"\xFF\xD8\xFF\xE0"),
        response("https://a.example/feed", "200 OK", "text/html", b"<rss version='2.0'>"),
        response("https://a.example/none", "200 OK", "text/html", b""),
        record(
            "revisit",
            "https://a.example/",
            "Content-Type: application/http; msgtype=response\r\n",
            b"HTTP/1.1 200 OK\r\n\r\n",
        ),
        record("conversion", "https://a.example/", "Content-Type: text/plain\r\n", b"Words without <p> markup"),
        record("resource", "<https://b.example/>", "Content-Type: text/html; charset=iso-8859-2\r\n", b"<p>Prze\xB6lij"),
    ]
    .concat();
    let (pages, errors) = read_bytes("crawl.warc", &crawl);
    let names: Vec<&str> = pages.iter().map(|page| page.id.rsplit_once("crawl.warc#").unwrap().1).collect();
    assert_eq!(names, ["https://a.example/", "https://a.example/#11", "https://b.example/"]);
    assert_eq!((pages[1].format, pages[2].decoded.as_str()), (PageFormat::Text, "<p>Prześlij"));
    assert_eq!(errors.len(), 1);
    assert!(errors[0].is_note());
    let words = errors[0].to_string();
    let counted = "passed over 9 of 12 records, which are no pages: other kinds (pictures, scripts, feeds) 4, redirects and errors 1, \
                   repeats of an earlier page 1, empty 1, the crawler's own 2 in `";
    assert!(words.starts_with(counted), "{words}");
}

#[test]
fn a_member_a_record_and_one_member_in_all_read_alike() {
    let records = ["a", "b", "c"].map(|name| html(&format!("https://{name}.example/"), name));
    let each: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let expected: Vec<String> = ["a", "b", "c"].iter().map(|name| format!("x.warc.gz#https://{name}.example/")).collect();
    assert_eq!(shown("x.warc.gz", &each), (expected.clone(), vec![]));
    assert_eq!(shown("x.warc.gz", &gzip(&records.concat())), (expected, vec![]));
}

#[test]
fn lines_may_end_without_a_return_and_the_last_record_without_empty_lines() {
    let mut crawl = around(|record| record);
    crawl.truncate(crawl.len() - 4);
    assert_eq!(shown("x", &crawl).0.len(), 3);
    let text = String::from_utf8(around(|record| record)).unwrap();
    let block = |bare: &str| bare.find("HTTP/1.1").map(|at| bare.len() - at);
    let length = block(&text[..text.find("\r\n\r\nWARC").unwrap()]).unwrap();
    let bare = text.replace("\r\n", "\n");
    let shorter = block(&bare[..bare.find("\n\nWARC").unwrap()]).unwrap();
    let bare = bare.replace(&format!("Content-Length: {length}"), &format!("Content-Length: {shorter}"));
    assert_eq!(shown("x", &bare.as_bytes()[..bare.find("WARC-Target-URI: https://c").unwrap()]).0.len(), 2);
}

#[test]
fn a_length_that_is_too_long_costs_no_other_record() {
    let lie = |record: Vec<u8>| {
        let text = String::from_utf8(record).unwrap();
        let at = text.find("Content-Length: ").unwrap() + "Content-Length: ".len();
        format!("{}9{}", &text[..at], &text[at..]).into_bytes()
    };
    let crawl = around(lie);
    let second = html("https://a.example/", "One.").len();
    let expected = ["a", "b", "c"].map(|name| format!("x#https://{name}.example/")).to_vec();
    let (names, errors) = shown("x", &crawl);
    assert_eq!(names, expected);
    let words = format!("cannot read record 2 of `x`, at byte {second}: it is shorter than the length that it states");
    assert_eq!(errors, [words]);
    let (pages, _) = read_bytes("x", &crawl);
    assert_eq!(pages[1].decoded, "<!doctype html><p>Two.</p>");
    assert_eq!(pages[1].notices[0].message, "the crawl holds only a part of this page");
    assert_eq!(pages[0].notices, []);
    let last = html("https://a.example/", "One.").len() + html("https://b.example/", "Two.").len();
    let end = [around(|record| record)[..last].to_vec(), lie(html("https://c.example/", "Three."))].concat();
    let (names, errors) = shown("x", &end);
    assert_eq!(names.len(), 3);
    assert!(errors[0].ends_with("bytes before its declared length"), "{errors:?}");
}

#[test]
fn a_length_that_is_too_short_costs_no_other_record() {
    let lie = |record: Vec<u8>| {
        let text = String::from_utf8(record).unwrap();
        let length = text.find("HTTP/1.1").map(|at| text.len() - 4 - at).unwrap();
        text.replace(&format!("Content-Length: {length}"), &format!("Content-Length: {}", length - 3)).into_bytes()
    };
    let (names, errors) = shown("x", &around(lie));
    assert_eq!(names.len(), 3);
    assert!(errors[0].ends_with("it does not end where it says"), "{errors:?}");
}

#[test]
fn noise_and_records_without_a_length_are_named_and_the_next_is_read() {
    let noise = |record: Vec<u8>| [b"noise \x00\x01 WARC/1.1\nand more\r\n".to_vec(), record].concat();
    let (names, errors) = shown("x", &around(noise));
    assert_eq!(names.len(), 3);
    assert!(
        errors[0].starts_with("cannot read record 2 of `x`, at byte ")
            && errors[0].ends_with(": it does not begin as a record does")
    );
    for (field, why) in [("X", "it states no length"), ("Content-Length: -5\r\nX", "the length that it states is no number")] {
        let without = |record: Vec<u8>| String::from_utf8(record).unwrap().replace("Content-Length", field).into_bytes();
        let (names, errors) = shown("x", &around(without));
        assert_eq!(names, ["x#https://a.example/", "x#https://c.example/"]);
        assert!(errors.len() == 1 && errors[0].ends_with(why), "{errors:?}");
    }
    let endless = |record: Vec<u8>| [b"WARC/1.1\r\n".to_vec(), b"X: y\r\n".repeat(20000), record].concat();
    let (names, errors) = shown("x", &around(endless));
    assert!(names.len() == 3 && errors.len() == 1 && errors[0].ends_with("its fields do not end"), "{errors:?}");
}

#[test]
fn a_damaged_member_costs_its_record_only() {
    let member = |name: &str| gzip(&html(&format!("https://{name}.example/"), &"The master of the port denied it. ".repeat(40)));
    let middle = member("b").len() / 2;
    let end = member("b").len() - 6;
    for (at, kept) in [(middle, 2), (end, 3)] {
        let mut second = member("b");
        second[at..at + 5].fill(0xAA);
        let (names, errors) = shown("x.warc.gz", &[member("a"), second, member("c")].concat());
        let (first, last) = (names[0].as_str(), names.last().unwrap().as_str());
        assert_eq!((first, last), ("x.warc.gz#https://a.example/", "x.warc.gz#https://c.example/"));
        assert!(
            names.len() == kept && errors.len() == 1 && errors[0].contains("record 2 of `x.warc.gz`, at byte "),
            "{errors:?}"
        );
    }
    // Bytes that are missing cost the next record too, whose start is taken for the rest of this one.
    let hole = [member("a"), member("b")[..middle].to_vec(), member("c"), member("d"), member("e")].concat();
    let (names, errors) = shown("x.warc.gz", &hole);
    assert_eq!(names.last().unwrap(), "x.warc.gz#https://e.example/");
    assert_eq!(errors.len(), 1, "{errors:?}");
    let short = [member("a"), member("b")[..middle].to_vec()].concat();
    let (_, errors) = shown("x.warc.gz", &short);
    assert!(errors[0].ends_with("the compressed data end too early"), "{errors:?}");
}

#[test]
fn a_page_over_the_limit_is_named_and_a_film_is_passed_over() {
    let long = html("https://long.example/", &"word ".repeat(1000));
    let film = response("https://film.example/", "200 OK", "video/mp4", &[7; 100_000]);
    let crawl = [long, film, html("https://a.example/", "One.")].concat();
    let folder = crate::samples::folder(&[("x.warc", &crawl)]);
    let (pages, errors) = crate::samples::split(read_within(&[&folder.path().join("x.warc")], 2000));
    assert_eq!(pages.len(), 1);
    assert_eq!((errors[0].kind.clone(), errors[0].place), (ErrorKind::TooLong(2000), Some(Place::Record { number: 1, byte: 0 })));
    assert!(errors.len() == 2 && errors[1].is_note());
}

#[test]
fn bodies_leave_their_encoding_and_broken_ones_say_so() {
    let packed = gzip(b"<!doctype html><p>The harbour master denied it.");
    let body = |bytes: &[u8]| {
        let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
        record("response", "https://a.example/", "", &[head.as_slice(), bytes].concat())
    };
    let (pages, errors) = read_bytes("x", &body(&packed));
    assert_eq!((pages[0].decoded.as_str(), errors.len()), ("<!doctype html><p>The harbour master denied it.", 0));
    let (pages, _) = read_bytes("x", &body(&packed[..packed.len() - 12]));
    assert_eq!(pages[0].notices.len(), 1);
    assert!(pages[0].decoded.starts_with("<!doctype html>"));
}

#[test]
fn zstandard_crawls_are_read_with_the_dictionary_before_them() {
    let crawl = include_bytes!("../../nasty/dictionary.warc.zst");
    let (names, errors) = shown("x.warc.zst", crawl);
    assert_eq!(names, ["x.warc.zst#https://port-1.example/", "x.warc.zst#https://port-2.example/"]);
    assert_eq!(errors, Vec::<String>::new());
    let mut damaged = crawl.to_vec();
    let at = damaged.len() / 2;
    damaged[at] ^= 0xFF;
    let (_, errors) = shown("x.warc.zst", &damaged);
    assert!(!errors.is_empty());
}

#[test]
fn many_lies_about_lengths_take_linear_time() {
    let liar = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 60000000\r\n\r\nx\r\n\r\n";
    let crawl = liar.repeat(100_000);
    let started = std::time::Instant::now();
    let (names, errors) = shown("x", &crawl);
    assert!(names.len() + errors.len() > 1);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn a_digest_that_is_not_that_of_the_bytes_is_noticed() {
    let other = "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ";
    let body = "<!doctype html><p>The harbour master denied it.</p>";
    let of_body = "sha1:5EXHNO6PYGHPVDEYI5VKF6JV75DV6U7D";
    let chunked = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
    let plain = format!("{head}\r\n{body}");
    let in_chunks = format!("{head}Transfer-Encoding: chunked\r\n\r\n{chunked}");
    let of_plain = "sha256:644e38108fcce27d4dd9f720dd5607b9f809c981c795cf4b2e103286d562d409";
    for (digests, block, is_noticed) in [
        (format!("WARC-Payload-Digest: {of_body}\r\n"), &plain, false),
        (format!("WARC-Payload-Digest: {of_body}\r\n"), &in_chunks, false),
        (format!("WARC-Payload-Digest: {other}\r\n"), &plain, true),
        (format!("WARC-Payload-Digest: {other}\r\n"), &in_chunks, true),
        (format!("WARC-Block-Digest: {of_plain}\r\nWARC-Payload-Digest: {other}\r\n"), &plain, false),
        (format!("WARC-Block-Digest: {other}\r\nWARC-Payload-Digest: {of_body}\r\n"), &plain, true),
        ("WARC-Payload-Digest: md5:d41d8cd98f00b204e9800998ecf8427e\r\n".to_owned(), &plain, false),
        (String::new(), &plain, false),
    ] {
        let more = format!("Content-Type: application/http; msgtype=response\r\n{digests}");
        let (pages, errors) = read_bytes("crawl.warc", &record("response", "https://a.example/1", &more, block.as_bytes()));
        assert_eq!((errors.len(), pages[0].decoded.as_str()), (0, body));
        let notices: Vec<&str> = pages[0].notices.iter().map(|notice| notice.message.as_str()).collect();
        let expected: &[&str] = if is_noticed { &["the digest that the crawler wrote is not that of these bytes"] } else { &[] };
        assert_eq!(notices, expected, "{digests}");
    }
}
