use crate::samples::{PAGE, folder, gzip, read, read_bytes, read_within, shown, split};
use crate::{Error, ErrorKind, Hints, Limits, Place, page, pages};
use saidby_core::PageFormat;
use std::fs;
use std::path::Path;

/// Text that deflate cannot make much shorter, so that half of it is in half of the compressed bytes.
fn varied(lines: usize) -> String {
    let mut state = 1_u64;
    let mut word = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{:x}", state >> 20)
    };
    (0..lines).map(|_| format!("{} {} {}\n", word(), word(), word())).collect()
}

#[test]
fn a_file_is_a_page_whatever_it_is_called() {
    let (pages, errors) = read_bytes("page.txt", PAGE);
    assert_eq!(errors, []);
    assert_eq!(pages[0].format, PageFormat::Html);
    assert_eq!(pages[0].source, PAGE);
    assert!(pages[0].id.ends_with("page.txt"));
    assert_eq!(pages[0].sha256.len(), 64);
    let (pages, _) = read_bytes("page.html", b"Plain words.\r\n");
    assert_eq!((pages[0].format, pages[0].decoded.as_str()), (PageFormat::Text, "Plain words.\r\n"));
}

#[test]
fn the_hash_is_of_the_bytes_received() {
    let hash = page("x", b"abc".to_vec(), Hints::default()).unwrap().sha256;
    assert_eq!(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn a_folder_is_walked_by_name_without_hidden_files() {
    let files: &[(&str, &[u8])] =
        &[("b.html", PAGE), ("a/z.txt", b"z"), ("a/c.txt", b"c"), (".hidden", b"no"), (".git/x.txt", b"no"), ("c.txt", b"c")];
    let folder = folder(files);
    let (pages, errors) = split(read(folder.path()));
    let root = format!("{}/", folder.path().display());
    let names: Vec<&str> = pages.iter().map(|page| page.id.strip_prefix(&root).unwrap()).collect();
    assert_eq!(names, ["a/c.txt", "a/z.txt", "b.html", "c.txt"]);
    assert_eq!(errors, []);
}

#[test]
#[cfg(unix)]
fn a_link_that_leads_in_a_circle_is_not_followed() {
    let folder = folder(&[("a/page.txt", b"words")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/up")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("a/page.txt"), folder.path().join("link.txt")).unwrap();
    assert_eq!(split(read(folder.path())).0.len(), 2);
}

#[test]
fn bad_inputs_are_named_and_the_good_one_is_kept() {
    let folder = folder(&[
        ("empty.html", b""),
        ("photo.html", b"\xFF\xD8\xFF\xE0\0\x10JFIF"),
        ("paper.html", b"%PDF-1.7\n"),
        ("noise.html", b"\x01\x02\x00\x00\x05words"),
        ("papers.tar", &[&[b' '; 257][..], b"ustar"].concat()),
        ("good.html", PAGE),
    ]);
    fs::create_dir(folder.path().join("nothing")).unwrap();
    fs::write(folder.path().join("nothing/.hidden"), b"words").unwrap();
    let names = ["missing.html", "empty.html", "photo.html", "paper.html", "noise.html", "papers.tar", "nothing", "good.html"];
    let paths: Vec<_> = names.iter().map(|name| folder.path().join(name)).collect();
    let (pages, errors) = split(read_within(&paths.iter().map(|path| path.as_path()).collect::<Vec<_>>(), 1000));
    assert_eq!(pages.len(), 1);
    let root = format!("{}/", folder.path().display());
    let words: Vec<String> = errors.iter().map(|error| error.to_string().replace(&root, "")).collect();
    assert_eq!(
        words,
        [
            "cannot read `missing.html`: there is no such file",
            "cannot read `empty.html`: it is empty",
            "cannot read `photo.html`: it is a JPEG image",
            "cannot read `paper.html`: it is a PDF document",
            "cannot read `noise.html`: it is no text",
            "cannot read `papers.tar`: it is a tar archive",
            "cannot read `nothing`: the folder has nothing to read",
        ]
    );
    assert!(errors.iter().all(|error| !error.hint().is_empty()));
}

#[test]
fn jsonl_gives_a_page_a_line() {
    let lines = concat!(
        r#"{"id": "one", "url": "https://x.example/1", "html": "<p>Oui</p>", "lang": "fr-CA", "published": "2024-11-22"}"#,
        "\n\n",
        r#"{"id": 7, "text": "\ufeffNon\r\n", "extra": [1]}"#,
        "\n",
        r#"{"text": "<p>as it is"}"#
    );
    let (pages, errors) = read_bytes("pages", lines.as_bytes());
    assert_eq!(errors, []);
    assert_eq!((pages[0].id.as_str(), pages[0].format), ("one", PageFormat::Html));
    assert_eq!(pages[0].url.as_deref(), Some("https://x.example/1"));
    assert_eq!(pages[0].language.unwrap().code(), "fr");
    assert_eq!(pages[0].published.unwrap().to_string(), "2024-11-22");
    assert_eq!((pages[1].id.as_str(), pages[1].decoded.as_str()), ("7", "\u{FEFF}Non\r\n"));
    assert!(pages[2].id.ends_with("pages:4"));
    assert_eq!(pages[2].format, PageFormat::Given);
}

#[test]
fn a_bad_line_is_named_and_the_others_are_kept() {
    let lines = b"{\"text\": \"one\"}\n{\"text\": \"two\"\n{\"id\": \"x\"}\nwords\n{\"text\": \"\"}\n{\"text\": \"\xFF\"}\n{\"text\": \"six\"}\n";
    let (pages, errors) = read_bytes("a.jsonl", lines);
    assert_eq!(pages.iter().map(|page| page.decoded.as_str()).collect::<Vec<_>>(), ["one", "six"]);
    assert_eq!(errors.iter().map(|error| error.place.unwrap()).collect::<Vec<_>>(), [2, 3, 4, 5, 6].map(Place::Line));
    let words = errors[1].to_string();
    assert!(words.starts_with("cannot read line 3 of `") && words.ends_with("`: it has neither `html` nor `text`"), "{words}");
    assert_eq!(errors[3].kind, ErrorKind::Empty);
}

#[test]
fn a_bad_date_costs_the_date_and_not_the_page() {
    let (pages, errors) = read_bytes("a.jsonl", br#"{"text": "one", "published": "yesterday", "lang": ""}"#);
    assert_eq!((pages.len(), pages[0].published), (1, None));
    assert_eq!(errors[0].kind, ErrorKind::BadField("published", "yesterday".to_owned()));
    assert_eq!(errors.len(), 1);
}

#[test]
fn gzip_is_opened_around_anything() {
    assert_eq!(read_bytes("page", &gzip(PAGE)).0[0].source, PAGE);
    assert_eq!(read_bytes("lines", &gzip(b"{\"text\": \"one\"}\n")).0[0].decoded, "one");
    let members = [gzip(b"one "), gzip(b"two"), vec![0; 600]].concat();
    assert_eq!(read_bytes("members", &members).0[0].decoded, "one two");
    assert_eq!(read_bytes("twice", &gzip(&gzip(PAGE))).0[0].source, PAGE);
    let deep = (0..9).fold(PAGE.to_vec(), |bytes, _| gzip(&bytes));
    assert_eq!(read_bytes("deep", &deep).1[0].kind, ErrorKind::TooDeep(8));
    assert_eq!(read_bytes("photo", &gzip(b"\xFF\xD8\xFF\xE0")).1[0].kind, ErrorKind::NotText("a JPEG image"));
    assert_eq!(read_bytes("empty", &gzip(b"")).1[0].kind, ErrorKind::Empty);
}

#[test]
fn truncated_gzip_gives_what_it_held() {
    for lines in [20, 3000] {
        let text = varied(lines);
        let whole = gzip(text.as_bytes());
        let (pages, errors) = read_bytes("page.gz", &whole[..whole.len() / 2]);
        assert_eq!(pages.len(), 1, "{lines} lines");
        assert!(text.starts_with(&pages[0].decoded) && pages[0].decoded.len() > text.len() / 4, "{lines} lines");
        assert_eq!(errors[0].kind, ErrorKind::Truncated, "{lines} lines");
        assert!(errors[0].hint().contains("kept"));
    }
    let (pages, errors) = read_bytes("page.gz", &gzip(PAGE)[..11]);
    assert_eq!((pages.len(), errors[0].kind.clone()), (0, ErrorKind::Truncated));
}

#[test]
fn truncated_gzip_of_jsonl_gives_its_full_lines() {
    let lines: String = varied(2000).lines().map(|line| format!("{{\"text\": \"{line}\"}}\n")).collect();
    let whole = gzip(lines.as_bytes());
    let (pages, errors) = read_bytes("lines.gz", &whole[..whole.len() / 2]);
    assert!(pages.len() > 500);
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].kind, ErrorKind::Truncated);
}

#[test]
fn damaged_gzip_is_named() {
    let mut bytes = gzip(varied(3000).as_bytes());
    let middle = bytes.len() / 2;
    bytes[middle..middle + 64].fill(0xFF);
    let (_, errors) = read_bytes("page.gz", &bytes);
    assert_eq!(errors[0].kind, ErrorKind::Damaged);
}

#[test]
fn longer_than_the_limit_is_an_error_and_is_not_held() {
    let bomb = gzip(&b"word ".repeat(1 << 20));
    let folder = folder(&[("long.txt", &b"word ".repeat(300)), ("bomb.gz", &bomb), ("fits.txt", &b"x".repeat(1024))]);
    let paths = ["long.txt", "bomb.gz", "fits.txt"].map(|name| folder.path().join(name));
    let (pages, errors) = split(read_within(&paths.each_ref().map(|path| path.as_path()), 1024));
    assert_eq!(pages.len(), 1);
    assert_eq!(errors.len(), 2);
    assert!(errors.iter().all(|error| error.kind == ErrorKind::TooLong(1024)));
    assert!(errors[0].to_string().ends_with("`: it is longer than the limit of 1 KiB"));
}

#[test]
fn in_jsonl_only_the_line_is_limited() {
    let short = format!("{{\"text\": \"{}\"}}\n", "x".repeat(500)).repeat(10);
    let lines = format!("{short}{{\"text\": \"{}\"}}\n{short}", "x".repeat(2000));
    let folder = folder(&[("lines", lines.as_bytes())]);
    let (pages, errors) = split(read_within(&[&folder.path().join("lines")], 1024));
    assert_eq!(pages.len(), 20);
    assert_eq!((errors.len(), errors[0].place), (1, Some(Place::Line(11))));
}

#[test]
#[cfg(target_os = "linux")]
fn an_endless_input_ends_at_the_limit() {
    let (_, errors) = split(read_within(&[Path::new("/dev/zero")], 1 << 20));
    assert_eq!(errors[0].kind, ErrorKind::NotText("no text"));
}

#[test]
#[cfg(unix)]
fn what_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("closed.html", PAGE)]);
    let path = folder.path().join("closed.html");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read everything: there, the file is read.
    match fs::File::open(&path) {
        Ok(_) => assert_eq!(read(&path).len(), 1),
        Err(_) => assert_eq!(split(read(&path)).1[0].kind, ErrorKind::Forbidden),
    }
    let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
    assert_eq!(Error::system("x", &denied).to_string(), "cannot read `x`: permission is denied");
}

#[test]
fn nothing_is_read_before_it_is_asked_for() {
    let folder = folder(&[("a.txt", b"words")]);
    let inputs = [folder.path().join("a.txt").display().to_string(), folder.path().join("b.txt").display().to_string()];
    let limits = Limits::default();
    let mut pages = pages(&inputs, &limits);
    assert!(pages.next().unwrap().is_ok());
    fs::write(folder.path().join("b.txt"), b"written late").unwrap();
    assert_eq!(pages.next().unwrap().unwrap().decoded, "written late");
}

#[test]
fn records_of_other_tools_are_read() {
    let lines = concat!(
        r#"{"title":"Port & quay","author":"Ada Thursby; Hollis Varga-Quinn","hostname":"x.example","date":"2023-10-19","fingerprint":"ab","id":null,"raw_text":"One. Two.","text":"One.\nTwo.","language":"en","source":"https://x.example/1","source-hostname":"The Harbour Ledger","excerpt":"One."}"#,
        "\n",
        r#"{"authors":["Ada Thursby"],"date_publish":"2023-10-19 18:42:00","date_modify":null,"language":"fr","maintext":"Il a nié.","source_domain":"x.example","title":"Port","url":"https://x.example/2"}"#,
        "\n",
        r#"{"stories_id":12,"publish_date":"2023-10-19 18:42:00","story_text":"Three.","media_name":"The Harbour Ledger","url":"https://x.example/3"}"#,
        "\n",
        r#"{"source":{"id":null,"name":"The Harbour Ledger"},"author":null,"title":"Port","url":"https://x.example/4","publishedAt":"2023-10-19T18:42:00Z","content":"<p>Four.</p><p>Five.</p>","description":"Four."}"#,
        "\n",
        r#"{"url":"https://x.example/5","text":null,"summary":"A part."}"#,
    );
    let (pages, errors) = read_bytes("news", lines.as_bytes());
    assert_eq!(errors, []);
    let page = &pages[0];
    assert_eq!(
        (page.decoded.as_str(), page.format, page.url.as_deref()),
        ("One.\nTwo.", PageFormat::Given, Some("https://x.example/1"))
    );
    assert_eq!(page.authors, ["Ada Thursby", "Hollis Varga-Quinn"]);
    assert_eq!((page.title.as_deref(), page.outlet.as_deref()), (Some("Port & quay"), Some("The Harbour Ledger")));
    assert_eq!((pages[1].decoded.as_str(), pages[1].language.unwrap().code()), ("Il a nié.", "fr"));
    assert_eq!(pages[1].published.unwrap().to_string(), "2023-10-19T18:42:00");
    assert_eq!((pages[2].id.as_str(), pages[2].decoded.as_str()), ("12", "Three."));
    assert_eq!((pages[3].format, pages[3].url.as_deref()), (PageFormat::Html, Some("https://x.example/4")));
    assert_eq!((pages[4].decoded.as_str(), pages[4].notices.len()), ("A part.", 1));
}

#[test]
fn arrays_and_objects_over_several_lines_are_read_one_by_one() {
    let array = "[\n  {\"id\": \"a\", \"text\": \"One }]{ \\\" .\"},\n  {\"text\": \"Two.\", \"url\": \"https://x.example/2\"},\n {\"text\": oops}, {\"text\": \"Four.\"}\n]\n";
    let (names, errors) = shown("x.json", array.as_bytes());
    assert_eq!(names, ["a", "x.json#https://x.example/2", "x.json#4"]);
    assert_eq!(errors, ["cannot read record 3 of `x.json`, at byte 92: expected value, at byte 10"]);
    let objects = "{\n \"text\": \"One.\"\n}\n{\n \"text\": \"Two.\"\n}";
    assert_eq!(shown("x", objects.as_bytes()), (vec!["x#1".to_owned(), "x#2".to_owned()], vec![]));
    let wrapped = "{\"status\": \"ok\",\n \"articles\": [{\"url\": \"https://x.example/1\", \"content\": \"One.\"}, {\"url\": \"https://x.example/2\"}]}";
    let (names, errors) = shown("x", wrapped.as_bytes());
    assert_eq!((names, errors.len()), (vec!["x#https://x.example/1".to_owned()], 1));
    let (names, errors) = shown("x", b"[{\"text\": \"One.\"}, {\"text\": \"cut off");
    assert_eq!((names.len(), errors), (1, vec!["cannot read record 2 of `x`, at byte 19: it does not end".to_owned()]));
}

#[test]
fn a_json_feed_is_read_on_one_line_or_several() {
    let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Ledger", "description": "News.", "items": [
      {"id": "1", "url": "https://x.example/1", "title": "Port", "content_html": "<p>One.</p>", "date_published": "2023-10-19T18:42:00+03:00", "authors": [{"name": "Ada Thursby", "url": "https://x.example/a"}]},
      {"id": "2", "content_text": "Two."}, {"id": 3, "summary": "Three…"}]}"#;
    for feed in [feed.to_owned(), feed.replace('\n', "")] {
        let (pages, errors) = read_bytes("feed.json", feed.as_bytes());
        assert_eq!(errors, []);
        assert!(pages[0].id.ends_with("feed.json#https://x.example/1") && pages[2].id.ends_with("feed.json#3"));
        assert_eq!((pages[0].authors[0].as_str(), pages[0].title.as_deref()), ("Ada Thursby", Some("Port")));
        assert_eq!((pages[0].format, pages[1].format), (PageFormat::Html, PageFormat::Given));
        assert_eq!(pages[2].notices.len(), 1);
    }
}

#[test]
fn tables_are_read_by_the_names_of_their_columns() {
    let rows = "URL;Date;Title;Text;Shares\r\nhttps://x.example/1;2023-10-19;Port;\"One; \"\"two\"\".\nThree.\";12\r\nhttps://x.example/2;;;Four.;\r\nshort;row\r\n";
    let (pages, errors) = read_bytes("export", rows.as_bytes());
    assert!(pages[0].id.ends_with("export#https://x.example/1"));
    assert_eq!((pages[0].decoded.as_str(), pages[0].title.as_deref()), ("One; \"two\".\nThree.", Some("Port")));
    assert_eq!((pages[1].decoded.as_str(), pages.len()), ("Four.", 2));
    assert!(errors[0].to_string().ends_with("it has 2 values, and the table 5 columns") && errors.len() == 1, "{errors:?}");
    for (encoding, delimiter) in [(encoding_rs::UTF_16LE, '\t'), (encoding_rs::WINDOWS_1252, ',')] {
        let table =
            format!("id{delimiter}text\n7{delimiter}L'été a été démenti à l'aube, où ça gênait.\n").replace(", où", " où");
        let bytes = match encoding == encoding_rs::UTF_16LE {
            true => [0xFEFF].into_iter().chain(table.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
            false => encoding.encode(&table).0.into_owned(),
        };
        let (pages, errors) = read_bytes("table", &bytes);
        assert_eq!((pages[0].id.as_str(), pages[0].decoded.as_str()), ("7", "L'été a été démenti à l'aube où ça gênait."));
        assert_eq!(errors, []);
    }
}

#[test]
fn a_table_without_a_text_is_an_error_that_names_its_columns() {
    let (names, errors) = shown("x.csv", b"url,shares\nhttps://x.example/1,12\n");
    assert_eq!(
        (names.len(), errors),
        (0, vec!["cannot read `x.csv`: none of its columns holds text: `url`, `shares`".to_owned()])
    );
    let prose = b"Title, text and date were missing, the harbour master said.\nHe denied it.";
    assert_eq!(read_bytes("x.txt", prose).0[0].format, PageFormat::Text);
}

#[test]
fn sitemaps_and_lists_of_addresses_are_named_and_passed_over() {
    let sitemap = "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc> https://x.example/1?a&amp;b </loc></url><url><loc>https://x.example/2</loc></url></urlset>";
    let expected = ["`x` lists `https://x.example/1?a&b` without its page", "`x` lists `https://x.example/2` without its page"];
    assert_eq!(shown("x", sitemap.as_bytes()), (vec![], expected.map(str::to_owned).to_vec()));
    assert_eq!(shown("x", b"https://x.example/1?a&b\n\nhttps://x.example/2\n").1, expected);
    assert_eq!(shown("x", b"https://x.example/1 is the address.\nhttps://x.example/2").0.len(), 1);
}

#[test]
fn globs_that_the_shell_left_are_expanded_in_order() {
    let folder = folder(&[("b.html", PAGE), ("a.html", PAGE), ("c.txt", PAGE), ("[x].txt", PAGE)]);
    let (pages, errors) = split(read(&folder.path().join("*.html")));
    assert!(pages[0].id.ends_with("a.html") && pages[1].id.ends_with("b.html") && pages.len() == 2 && errors.is_empty());
    assert_eq!(split(read(&folder.path().join("[x].txt"))).0.len(), 1);
    let errors = split(read(&folder.path().join("*.pdf"))).1;
    assert_eq!(errors[0].kind, ErrorKind::Missing);
}
