//! Fetching from a server on this machine that behaves as real ones do, and worse. Nothing here asks another machine.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic, in its helpers too")]

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use saidby_fetch::{Error, Failure, Options, Outcome, State, fetch, is_public, tasks};
use sha2::{Digest, Sha256};
use std::fs::{self, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PAGE: &str = "<!doctype html><html><body><h1>Norland denies it</h1><p>The minister denied it.</p></body></html>";

/// One request: its path, its fields in lower case, and when it came.
#[derive(Clone, Debug)]
struct Request {
    path: String,
    fields: String,
    at: Instant,
}

/// What the server sends, each piece after a pause.
type Reply = Vec<(u64, Vec<u8>)>;

struct Server {
    base: String,
    log: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    fn new(reply: impl Fn(&Request) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let log: Arc<Mutex<Vec<Request>>> = Arc::default();
        let seen = log.clone();
        thread::spawn(move || listener.incoming().for_each(|stream| serve(stream.unwrap(), &reply, &seen)));
        Self { base, log }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The paths that were asked for, `robots.txt` left out.
    fn asked(&self) -> Vec<String> {
        self.requests().into_iter().map(|request| request.path).filter(|path| path != "/robots.txt").collect()
    }

    fn requests(&self) -> Vec<Request> {
        self.log.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, reply: &impl Fn(&Request) -> Reply, log: &Mutex<Vec<Request>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let path = lines.next().unwrap_or_default().split(' ').nth(1).unwrap_or_default().to_owned();
    let fields: Vec<String> = lines.take_while(|line| !line.is_empty()).map(|line| line.to_lowercase()).collect();
    let request = Request { path, fields: fields.join("\n"), at: Instant::now() };
    log.lock().unwrap().push(request.clone());
    for (pause, bytes) in reply(&request) {
        thread::sleep(Duration::from_millis(pause));
        if stream.write_all(&bytes).is_err() {
            return;
        }
    }
}

/// An answer with its length; `fields` end in a line break where there are any.
fn answer(status: &str, fields: &str, body: impl AsRef<[u8]>) -> Reply {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {status}\r\n{fields}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    vec![(0, [head.as_bytes(), body].concat())]
}

fn page() -> Reply {
    answer("200 OK", "Content-Type: text/html\r\n", PAGE)
}

fn gone() -> Reply {
    answer("404 Not Found", "", "")
}

fn redirect(to: &str) -> Reply {
    answer("302 Found", &format!("Location: {to}\r\n"), "")
}

/// Every page is there, and no `robots.txt`.
fn plain(request: &Request) -> Reply {
    if request.path == "/robots.txt" { gone() } else { page() }
}

/// As a user has them, but quick, and with this machine allowed.
fn options() -> Options {
    Options {
        delay: Duration::ZERO,
        may_ask: |address| address == IpAddr::V4(Ipv4Addr::LOCALHOST) || is_public(address),
        ..Options::default()
    }
}

fn run(inputs: &[String], out: &Path, options: &Options) -> Vec<Outcome> {
    let tasks = inputs.iter().flat_map(|input| tasks(input).unwrap()).collect();
    let mut outcomes = Vec::new();
    fetch(tasks, out, options, &|| false, |outcome| outcomes.push(outcome), |_| {}).unwrap();
    outcomes
}

fn one(server: &Server, path: &str, options: &Options) -> (Result<State, Failure>, Archive) {
    let archive = Archive::new();
    let mut outcomes = run(&[server.url(path)], &archive.path, options);
    assert_eq!(outcomes.len(), 1);
    (outcomes.remove(0).result.map(|fetched| fetched.state), archive)
}

struct Archive {
    _folder: TempDir,
    path: PathBuf,
}

impl Archive {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { path: folder.path().join("crawl.warc.gz"), _folder: folder }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        MultiGzDecoder::new(&*fs::read(&self.path).unwrap()).read_to_end(&mut bytes).unwrap();
        bytes
    }

    /// Type and address of each record that is not the crawler's own.
    fn records(&self) -> Vec<(String, String)> {
        let text = String::from_utf8_lossy(&self.bytes()).into_owned();
        let field = |record: &str, name: &str| {
            record.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_owned()
        };
        let records =
            text.split("WARC/1.1\r\n").skip(1).map(|record| (field(record, "WARC-Type:"), field(record, "WARC-Target-URI:")));
        records.filter(|(kind, url)| matches!(kind.as_str(), "response" | "revisit") && !url.ends_with("/robots.txt")).collect()
    }

    fn has(&self, words: &str) -> bool {
        String::from_utf8_lossy(&self.bytes()).contains(words)
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn an_answer_is_stored_as_it_came_with_its_request_its_moment_and_its_digest() {
    let compressed = gzip(PAGE.as_bytes());
    let body = compressed.clone();
    let server = Server::new(move |request| match request.path.as_str() {
        "/robots.txt" => gone(),
        _ => answer("200 OK", "Content-type: text/html\r\nContent-Encoding: gzip\r\nX-Odd:  as  it came\r\n", &body),
    });
    let options = Options { contact: Some("desk@outlet.example".to_owned()), ..options() };
    let (state, archive) = one(&server, "/story?x=1#part", &options);
    assert_eq!(state, Ok(State::Stored));
    assert_eq!(archive.records(), [("response".to_owned(), server.url("/story?x=1"))]);
    let stored = archive.bytes();
    let head = "HTTP/1.1 200 OK\r\nContent-type: text/html\r\nContent-Encoding: gzip\r\nX-Odd:  as  it came\r\n";
    assert!(holds(&stored, head.as_bytes()) && holds(&stored, &compressed), "the bytes of the answer are kept");
    for words in [
        "WARC-Type: warcinfo",
        "WARC-Type: request",
        "GET /story?x=1 HTTP/1.1\r\n",
        "WARC-IP-Address: 127.0.0.1",
        "WARC-Payload-Digest: sha256:",
        "WARC-Date: 20",
        "fetchTimeMs: ",
        "robots: obey",
    ] {
        assert!(archive.has(words), "{words}");
    }
    let request = server.requests().into_iter().find(|request| request.path == "/story?x=1").unwrap();
    for field in ["user-agent: saidby/", "(+mailto:desk@outlet.example)", "from: desk@outlet.example", "accept-encoding: gzip"] {
        assert!(request.fields.contains(field), "{field} in {}", request.fields);
    }
}

#[test]
fn chunks_are_kept_as_they_came() {
    let server = Server::new(|request| match request.path.as_str() {
        "/robots.txt" => gone(),
        _ => {
            let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
            vec![(0, head.into()), (20, "5\r\nwords\r\n".into()), (20, "3\r\n go\r\n0\r\n\r\n".into())]
        }
    });
    let (state, archive) = one(&server, "/", &options());
    assert_eq!(state, Ok(State::Stored));
    let received = "5\r\nwords\r\n3\r\n go\r\n0\r\n\r\n";
    assert!(archive.has(received));
    let digest: String = Sha256::digest(received).iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(archive.has(&format!("WARC-Payload-Digest: sha256:{digest}")), "the digest is of what is stored");
}

#[test]
fn robots_are_kept_out_where_a_site_says_so_or_cannot_say() {
    let rules = "User-agent: *\nDisallow: /\n\nUser-agent: saidby\nDisallow: /private\n";
    for (status, rules, path, expected) in [
        ("200 OK", rules, "/open", Ok(State::Stored)),
        ("200 OK", rules, "/private/1", Err(Failure::Robots)),
        ("404 Not Found", rules, "/private/1", Ok(State::Stored)),
        ("500 Oops", "", "/open", Err(Failure::RobotsUnavailable(500))),
    ] {
        let server = Server::new(move |request| if request.path == "/robots.txt" { answer(status, "", rules) } else { page() });
        let (state, _archive) = one(&server, path, &options());
        assert_eq!(server.asked().len(), usize::from(expected.is_ok()), "{status} {path}");
        assert_eq!(state, expected, "{status} {path}");
    }
}

#[test]
fn the_rules_may_stand_elsewhere_and_hold_behind_redirects() {
    let server = Server::new(|request| match request.path.as_str() {
        "/robots.txt" => redirect("/rules"),
        "/rules" => answer("200 OK", "", "User-agent: *\nDisallow: /closed"),
        "/start" => redirect("/closed/page"),
        _ => page(),
    });
    let (state, _archive) = one(&server, "/start", &options());
    assert_eq!((state, server.asked()), (Err(Failure::Robots), vec!["/rules".to_owned(), "/start".to_owned()]));
}

#[test]
fn redirects_are_followed_stored_and_bounded() {
    let server = Server::new(|request| match request.path.as_str() {
        "/robots.txt" => gone(),
        "/a" => redirect("/b"),
        "/b" => redirect("page"),
        "/circle" => redirect("/circle/2"),
        "/circle/2" => redirect("/circle"),
        "/file" => redirect("file:///etc/hostname"),
        "/nowhere" => redirect("http://:0:0/"),
        "/as-it-is" => redirect("/caf\u{E9}?q=\u{E9}#there"),
        path if path.starts_with("/long/") => redirect(&format!("{path}x")),
        _ => page(),
    });
    let (state, archive) = one(&server, "/a", &options());
    assert_eq!(state, Ok(State::Stored));
    let stored: Vec<String> = archive.records().into_iter().map(|(_, url)| url).collect();
    assert_eq!(stored, [server.url("/a"), server.url("/b"), server.url("/page")]);
    let (state, archive) = one(&server, "/as-it-is", &options());
    assert_eq!(state, Ok(State::Stored));
    assert!(archive.has("GET /caf%C3%A9?q=%C3%A9 HTTP/1.1"));
    for (path, failure) in [
        ("/circle", Failure::Circle),
        ("/long/", Failure::TooManyRedirects(5)),
        ("/file", Failure::Address("`file` is not fetched".to_owned())),
        ("/nowhere", Failure::Redirect("http://:0:0/".to_owned())),
    ] {
        assert_eq!(one(&server, path, &options()).0, Err(failure), "{path}");
    }
}

#[test]
fn machines_of_private_networks_are_not_asked_nor_reached_by_a_redirect() {
    let server = Server::new(|request| match request.path.as_str() {
        "/robots.txt" => gone(),
        "/to-this-machine" => redirect("http://[::1]:9/"),
        "/to-its-network" => redirect("http://10.0.0.1/"),
        "/to-the-cloud" => redirect("http://169.254.169.254/latest/"),
        "/to-a-number" => redirect("http://0x7f.2/"),
        _ => page(),
    });
    let public_only = Options { may_ask: is_public, ..options() };
    assert_eq!(one(&server, "/", &public_only).0, Err(Failure::Private));
    assert_eq!(server.requests().len(), 0, "the machine was asked");
    let by_name = server.url("/").replace("127.0.0.1", "localhost");
    assert_eq!(run(&[by_name], &Archive::new().path, &public_only)[0].result, Err(Failure::Private));
    for path in ["/to-this-machine", "/to-its-network", "/to-the-cloud", "/to-a-number"] {
        assert_eq!(one(&server, path, &options()).0, Err(Failure::Private), "{path}");
    }
}

#[test]
fn a_long_answer_is_given_up() {
    let server = Server::new(|request| match request.path.as_str() {
        "/robots.txt" => gone(),
        "/endless" => vec![(0, b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec()), (0, vec![b'x'; 4 << 20])],
        "/head" => vec![(0, [b"HTTP/1.1 200 OK\r\nX: ".as_slice(), &vec![b'x'; 1 << 20]].concat())],
        _ => answer("200 OK", "", "x".repeat(100_001)),
    });
    let options = Options { max_bytes: 100_000, ..options() };
    for path in ["/long", "/endless", "/head"] {
        let (state, archive) = one(&server, path, &options);
        assert_eq!(state, Err(Failure::TooLong(100_000)), "{path}");
        assert_eq!(archive.records(), [], "{path}");
    }
}

#[test]
fn a_slow_answer_is_given_up() {
    let server = Server::new(|request| match request.path.as_str() {
        "/robots.txt" => gone(),
        "/silent" => vec![(2000, Vec::new())],
        _ => {
            let head = (0, b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".to_vec());
            std::iter::once(head).chain((0..20).map(|_| (100, b"drop".to_vec()))).collect()
        }
    });
    let limit = Duration::from_millis(400);
    for path in ["/slow", "/silent"] {
        let start = Instant::now();
        assert_eq!(one(&server, path, &Options { timeout: limit, ..options() }).0, Err(Failure::Slow(limit)), "{path}");
        assert!(start.elapsed() < Duration::from_millis(1800), "{path}: {:?}", start.elapsed());
    }
}

#[test]
fn an_answer_that_breaks_off_and_a_server_that_is_gone_are_failures() {
    let server = Server::new(|request| match request.path.as_str() {
        "/robots.txt" => gone(),
        "/cut" => vec![(0, b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this".to_vec())],
        _ => answer("410 Gone", "", "gone"),
    });
    let (state, archive) = one(&server, "/cut", &options());
    assert!(matches!(state, Err(Failure::Unreachable(_))), "{state:?}");
    assert_eq!(archive.records(), []);
    let (state, archive) = one(&server, "/gone", &options());
    assert_eq!((state, archive.records().len()), (Err(Failure::Status(410)), 1), "that a page is gone is kept");
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let outcome = run(&[format!("http://{free}/")], &Archive::new().path, &options()).remove(0);
    assert!(matches!(outcome.result, Err(Failure::Unreachable(_))), "{outcome:?}");
    assert!(!Failure::Unreachable(String::new()).hint().is_empty());
}

#[test]
fn what_did_not_change_is_asked_for_conditionally_and_stored_once() {
    let server = Server::new(|request| match request.path.as_str() {
        "/robots.txt" => gone(),
        "/tag" if request.fields.contains("if-none-match: \"v1\"") => answer("304 Not Modified", "ETag: \"v1\"\r\n", ""),
        "/tag" => answer("200 OK", "ETag: \"v1\"\r\n", PAGE),
        "/dated" if request.fields.contains("if-modified-since: wed, 02 nov 2022 13:05:00 gmt") => {
            answer("304 Not Modified", "", "")
        }
        "/dated" => answer("200 OK", "Last-Modified: Wed, 02 Nov 2022 13:05:00 GMT\r\n", PAGE),
        "/odd" => answer("200 OK", "ETag: \"caf\u{E9}\"\r\n", PAGE),
        _ => page(),
    });
    for path in ["/tag", "/dated", "/same", "/odd"] {
        let archive = Archive::new();
        for expected in [State::Stored, State::Unchanged, State::Unchanged] {
            let outcome = run(&[server.url(path)], &archive.path, &options()).remove(0);
            assert_eq!(outcome.result.map(|fetched| (fetched.state, fetched.status)), Ok((expected, 200)), "{path}");
        }
        let kinds: Vec<String> = archive.records().into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, ["response", "revisit", "revisit"], "{path}");
        assert!(archive.has("WARC-Profile: http://netpreserve.org/warc/1.1/revisit/"), "{path}");
        assert!(archive.has(&format!("WARC-Refers-To-Target-URI: {}", server.url(path))), "{path}");
    }
}

#[test]
fn a_server_that_asks_for_patience_gets_it_within_bounds() {
    let tries: Arc<Mutex<usize>> = Arc::default();
    let server = Server::new(move |request| {
        let mut tries = tries.lock().unwrap();
        *tries += usize::from(request.path == "/busy");
        match request.path.as_str() {
            "/robots.txt" => gone(),
            "/busy" if *tries == 1 => answer("429 Too Many Requests", "Retry-After: 1\r\n", ""),
            "/full" => answer("503 Service Unavailable", "Retry-After: Fri, 31 Dec 2999 23:59:59 GMT\r\n", ""),
            "/never" => answer("503 Service Unavailable", "", ""),
            _ => page(),
        }
    });
    let quick = Options { retry: Duration::from_millis(10), ..options() };
    assert_eq!(one(&server, "/busy", &quick).0, Ok(State::Stored));
    let busy: Vec<Instant> =
        server.requests().iter().filter(|request| request.path == "/busy").map(|request| request.at).collect();
    assert!(busy.len() == 2 && busy[1] - busy[0] >= Duration::from_secs(1), "{busy:?}");
    assert!(matches!(one(&server, "/full", &quick).0, Err(Failure::Wait(wait)) if wait > Duration::from_secs(1 << 32)));
    assert!(matches!(one(&server, "/never", &quick).0, Err(Failure::Wait(_))));
    assert_eq!(server.asked().iter().filter(|path| *path == "/never").count(), 3);
}

#[test]
fn a_host_is_left_alone_between_requests() {
    let server = Server::new(plain);
    let pause = Duration::from_millis(150);
    run(&["/1", "/2", "/3"].map(|path| server.url(path)), &Archive::new().path, &Options { delay: pause, ..options() });
    let times: Vec<Instant> = server.requests().iter().map(|request| request.at).collect();
    assert_eq!(times.len(), 4);
    assert!(times.windows(2).all(|two| two[1] - two[0] >= pause), "{times:?}");
}

#[test]
fn a_delay_that_the_site_asks_for_is_kept() {
    let server = Server::new(|request| match request.path.as_str() {
        "/robots.txt" => answer("200 OK", "", "User-agent: *\nCrawl-delay: 0.3\n"),
        _ => page(),
    });
    run(&["/1", "/2"].map(|path| server.url(path)), &Archive::new().path, &options());
    let times: Vec<Instant> = server.requests().iter().map(|request| request.at).collect();
    assert!(times.windows(2).all(|two| two[1] - two[0] >= Duration::from_millis(290)), "{times:?}");
}

#[test]
fn the_stories_of_a_feed_are_fetched_once_even_when_the_feed_did_not_change() {
    let server = Server::new(|request| match request.path.as_str() {
        "/robots.txt" => gone(),
        "/feed" if request.fields.contains("if-none-match") => answer("304 Not Modified", "", ""),
        "/feed" => {
            let feed = "<rss><channel><item><link>/1</link></item><item><link>/2#c</link></item><item><link>/1</link></item></channel></rss>";
            answer("200 OK", "ETag: \"f\"\r\nContent-Encoding: gzip\r\n", gzip(feed.as_bytes()))
        }
        _ => page(),
    });
    let archive = Archive::new();
    let states = |outcomes: Vec<Outcome>| outcomes.into_iter().map(|outcome| outcome.result.unwrap().state).collect::<Vec<_>>();
    assert_eq!(states(run(&[server.url("/feed")], &archive.path, &options())), [State::Stored; 3]);
    assert!(archive.has(&format!("via: {}", server.url("/feed"))));
    let again = run(&[server.url("/feed")], &archive.path, &options());
    assert_eq!(states(again), [State::Unchanged, State::Recent, State::Recent]);
    assert_eq!(server.asked(), ["/feed", "/1", "/2", "/feed"]);
    let old = Options { max_age: Duration::ZERO, ..options() };
    assert_eq!(states(run(&[server.url("/feed")], &archive.path, &old)), [State::Unchanged; 3]);
}

#[test]
fn an_interrupted_list_goes_on_where_it_was() {
    let server = Server::new(plain);
    let archive = Archive::new();
    let list = archive.path.with_file_name("list.txt");
    fs::write(&list, ["# stories", &server.url("/1"), &server.url("/2"), &server.url("/3")].join("\n")).unwrap();
    let list = list.to_string_lossy().into_owned();
    let done = Mutex::new(0);
    fetch(
        tasks(&list).unwrap(),
        &archive.path,
        &options(),
        &|| *done.lock().unwrap() == 2,
        |_| *done.lock().unwrap() += 1,
        |_| {},
    )
    .unwrap();
    assert_eq!(server.asked(), ["/1", "/2"]);

    // A machine that stopped in the middle of a record.
    let whole = fs::read(&archive.path).unwrap();
    OpenOptions::new().append(true).open(&archive.path).unwrap().write_all(&whole[..40]).unwrap();
    let (mut outcomes, mut notes) = (Vec::new(), Vec::new());
    let tasks = tasks(&list).unwrap();
    fetch(
        tasks,
        &archive.path,
        &options(),
        &|| false,
        |outcome| outcomes.push(outcome.result.unwrap().state),
        |note| notes.push(note.to_owned()),
    )
    .unwrap();
    assert_eq!(outcomes, [State::Recent, State::Recent, State::Stored]);
    assert_eq!(server.asked(), ["/1", "/2", "/3"]);
    assert!(notes.len() == 1 && notes[0].contains("was cut off"), "{notes:?}");
    assert_eq!(archive.records().len(), 3, "every record can be read again");
}

#[test]
fn a_folder_gets_a_file_each_time_that_something_is_stored() {
    let server = Server::new(plain);
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("crawls");
    let files = || fs::read_dir(&out).map(|entries| entries.count()).unwrap_or_default();
    run(&[server.url("/1")], &out, &options());
    run(&[server.url("/2")], &out, &options());
    assert_eq!(files(), 2);
    let outcome = run(&[server.url("/1")], &out, &options()).remove(0);
    assert_eq!(outcome.result.unwrap().state, State::Unchanged, "an earlier file is known");
}

#[test]
fn what_cannot_be_asked_or_stored_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let out = |name: &str, bytes: &[u8]| {
        fs::write(folder.path().join(name), bytes).unwrap();
        fetch(Vec::new(), &folder.path().join(name), &options(), &|| false, |_| {}, |_| {})
    };
    for (name, bytes) in [("page.html", PAGE), ("crawl.warc", "WARC/1.1"), ("crawl.gz", ""), ("page.warc.gz", PAGE)] {
        let error = out(name, bytes.as_bytes()).unwrap_err();
        assert!(matches!(error, Error::Archive(..)), "{name}: {error}");
        assert_eq!(fs::read(folder.path().join(name)).unwrap(), bytes.as_bytes(), "{name} is left as it was");
    }
    for input in ["missing.txt", "http://", "https://[::", "ftp://outlet.example/"] {
        let failure = tasks(input).unwrap_err();
        assert!(!failure.to_string().is_empty() && !failure.hint().is_empty(), "{input}");
    }
    let secret = run(&["http://me:pass@127.0.0.1:9/".to_owned()], &Archive::new().path, &options()).remove(0);
    assert_eq!(secret.result, Err(Failure::Address("it carries a name or password".to_owned())));
}
