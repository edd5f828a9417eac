use crate::ErrorKind;
use crate::samples::{PAGE, gzip, read_bytes, shown};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::Write;

/// An archive of these files, compressed where that is asked for.
pub fn archive(files: &[(&str, &[u8])], deflate: bool) -> Vec<u8> {
    let mut writer = rawzip::ZipArchiveWriter::new(Vec::new());
    for (name, bytes) in files {
        let method = if deflate { rawzip::CompressionMethod::DEFLATE } else { rawzip::CompressionMethod::STORE };
        let (mut entry, config) = writer.new_file(*name).compression_method(method).start().unwrap();
        let descriptor = if deflate {
            let mut packed = config.wrap(DeflateEncoder::new(&mut entry, Compression::fast()));
            packed.write_all(bytes).unwrap();
            let (encoder, descriptor) = packed.finish().unwrap();
            encoder.finish().unwrap();
            descriptor
        } else {
            let mut stored = config.wrap(&mut entry);
            stored.write_all(bytes).unwrap();
            stored.finish().unwrap().1
        };
        entry.finish(descriptor).unwrap();
    }
    writer.finish().unwrap()
}

const FILES: &[(&str, &[u8])] = &[
    ("b/two.html", PAGE),
    ("one.txt", b"Words."),
    (".hidden/x.txt", b"no"),
    ("__MACOSX/one.txt", b"no"),
    ("photo.jpg", b"\xFF\xD8\xFF\xE0"),
];

#[test]
fn the_files_of_an_archive_are_read_in_its_order() {
    let names = ["x.zip#b/two.html", "x.zip#one.txt"].map(str::to_owned).to_vec();
    let errors = ["cannot read `x.zip#photo.jpg`: it is a JPEG image".to_owned()].to_vec();
    for deflate in [false, true] {
        assert_eq!(shown("x.zip", &archive(FILES, deflate)), (names.clone(), errors.clone()));
    }
    assert_eq!(read_bytes("x.zip", &archive(FILES, true)).0[0].source, PAGE);
    // In gzip it cannot be read from its end, and is held.
    assert_eq!(shown("x.zip", &gzip(&archive(FILES, true))), (names, errors));
}

#[test]
fn a_wacz_gives_the_pages_of_its_crawls() {
    let crawl = b"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: text/html\r\nContent-Length: 8\r\n\r\n<p>Words\r\n\r\n";
    let files: &[(&str, &[u8])] = &[
        ("archive/data.warc.gz", &gzip(crawl)),
        ("pages/pages.jsonl", b"{\"format\": \"json-pages-1.0\"}\n"),
        ("indexes/index.cdx", b"com,example)/ 2023"),
        ("datapackage.json", b"{\"profile\": \"data-package\"}"),
    ];
    assert_eq!(
        shown("x.wacz", &archive(files, false)),
        (vec!["x.wacz#archive/data.warc.gz#https://a.example/".to_owned()], vec![])
    );
}

#[test]
fn documents_that_are_archives_are_refused_by_name() {
    let office = archive(&[("[Content_Types].xml", b"<Types>"), ("word/document.xml", b"<w>")], true);
    assert_eq!(shown("x.docx", &office).1, ["cannot read `x.docx`: it is an Office document"]);
    let book = archive(&[("mimetype", b"application/epub+zip")], false);
    assert_eq!(shown("x.epub", &book).1, ["cannot read `x.epub`: it is an OpenDocument file or an electronic book"]);
    assert_eq!(shown("x.zip", &archive(&[], false)).1, ["cannot read `x.zip`: the folder has nothing to read"]);
}

#[test]
fn damage_is_named_and_the_other_files_are_read() {
    let whole = archive(&[("a.txt", b"Words of the first."), ("b.txt", b"Words of the second.")], false);
    let mut damaged = whole.clone();
    let at = damaged.windows(5).position(|window| window == b"first").unwrap();
    damaged[at] = b'F';
    let (names, errors) = shown("x.zip", &damaged);
    assert_eq!(names.len(), 2);
    assert_eq!(errors, ["cannot read all of `x.zip#a.txt`: the compressed data are damaged"]);
    assert_eq!(read_bytes("x.zip", &whole[..whole.len() / 2]).1[0].kind, ErrorKind::Truncated);
}

#[test]
fn an_archive_in_itself_ends_at_the_deepest_that_is_read() {
    let deep = (0..12).fold(PAGE.to_vec(), |bytes, _| archive(&[("in.zip", &bytes)], true));
    let (names, errors) = shown("x.zip", &deep);
    assert!(names.is_empty() && errors.len() == 1 && errors[0].ends_with("it lies in more than 8 containers"), "{errors:?}");
}

#[test]
fn a_bomb_is_given_up() {
    let words = vec![b' '; 65 << 20];
    let file = archive(&[("a", &words)], true);
    let names: Vec<String> = (0..40).map(|number| number.to_string()).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), file.as_slice())).collect();
    let (_, errors) = shown("x.zip", &archive(&files, true));
    assert!(errors.last().unwrap().contains("it expands to more than 200 times its length"), "{errors:?}");
    assert!(errors.len() < 12, "{}", errors.len());
}
