//! Requests and what they are answered: headers, escaping, filters, refusals.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod sample;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use sample::HOSTILE;
use std::path::PathBuf;
use tempfile::TempDir;
use tower::ServiceExt;

/// The sample casefile, in a folder that goes with it.
struct Server {
    path: PathBuf,
    _folder: TempDir,
}

impl Server {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.db");
        sample::casefile(&path);
        Self { path, _folder: folder }
    }

    /// One with so many reports of one briefing, four claims in each.
    fn with_reports(reports: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.db");
        sample::fill(&path, (0..reports).map(|report| sample::copy_of_it(&format!("Outlet {report}"), 1)));
        Self { path, _folder: folder }
    }

    fn send(&self, request: Request<Body>) -> (StatusCode, HeaderMap, String) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let response = saidby_serve::router(&self.path).oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let bytes = to_bytes(body, usize::MAX).await.unwrap();
            (parts.status, parts.headers, String::from_utf8(bytes.to_vec()).unwrap())
        })
    }

    fn get(&self, address: &str) -> (StatusCode, HeaderMap, String) {
        self.send(request(Method::GET, address, "127.0.0.1:8017"))
    }

    /// The page at an address that is there.
    fn page(&self, address: &str) -> String {
        let (status, _, page) = self.get(address);
        assert_eq!(status, StatusCode::OK, "{address}: {page}");
        page
    }
}

fn request(method: Method, address: &str, host: &str) -> Request<Body> {
    Request::builder().method(method).uri(address).header("host", host).body(Body::empty()).unwrap()
}

/// How many claims the page lists.
fn listed(page: &str) -> usize {
    page.matches("scope=\"row\"").count()
}

#[test]
fn every_answer_carries_the_headers() {
    let server = Server::start();
    let addresses =
        ["/", "/claims.json", "/claim/1", "/document/1", "/document/1.json", "/style.css", "/nothing", "/claim/x", "/?page=0"];
    for address in addresses {
        for (method, host) in [(Method::GET, "localhost"), (Method::POST, "localhost"), (Method::GET, "evil.example")] {
            let (_, headers, _) = server.send(request(method, address, host));
            let policy = headers["content-security-policy"].to_str().unwrap();
            assert!(policy.starts_with("default-src 'none'; style-src 'self'"), "{address}: {policy}");
            assert!(!policy.contains("'unsafe-"), "{address}: nothing within a page may run or style it: {policy}");
            assert_eq!(headers["x-content-type-options"], "nosniff", "{address}");
            assert_eq!(headers["referrer-policy"], "no-referrer", "{address}");
            assert_eq!(headers["cross-origin-resource-policy"], "same-origin", "{address}");
            assert!(!headers.contains_key("access-control-allow-origin"), "{address}");
        }
    }
}

#[test]
fn only_our_own_names_are_answered() {
    let server = Server::start();
    let hosts = [
        ("127.0.0.1", true),
        ("127.0.0.1:8017", true),
        ("localhost:8017", true),
        ("LOCALHOST", true),
        ("evil.example", false),
        ("127.0.0.1.evil.example", false),
        ("localhost.evil.example:8017", false),
        ("evil.example:127", false),
        ("", false),
    ];
    for (host, ours) in hosts {
        let (status, _, page) = server.send(request(Method::GET, "/claim/1", host));
        assert_eq!(status == StatusCode::OK, ours, "{host}");
        assert_eq!(page.contains("Eritrea"), ours, "{host}");
    }
    let without = Request::builder().uri("/").body(Body::empty()).unwrap();
    assert_eq!(server.send(without).0, StatusCode::MISDIRECTED_REQUEST);
    let absolute = request(Method::GET, "http://evil.example/", "localhost");
    assert_eq!(server.send(absolute).0, StatusCode::MISDIRECTED_REQUEST);
    let twice =
        Request::builder().uri("/").header("host", "localhost").header("host", "evil.example").body(Body::empty()).unwrap();
    assert_eq!(server.send(twice).0, StatusCode::MISDIRECTED_REQUEST);
}

#[test]
fn hostile_words_are_only_words() {
    let server = Server::start();
    let encoded: String = HOSTILE.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let addresses = [
        "/".to_owned(),
        "/claim/13".to_owned(),
        "/document/4".to_owned(),
        format!("/?actor={encoded}"),
        format!("/claim/{encoded}"),
    ];
    for address in addresses {
        let (_, _, page) = server.get(&address);
        assert!(page.contains("&lt;script&gt;alert(1)"), "{address} does not show the words: {page}");
        for raw in ["<script", "<img", "href=\"javascript:", "</textarea>", "\"'><", " style=", " onerror=\""] {
            assert!(!page.contains(raw), "{address} holds `{raw}`: {page}");
        }
        assert_eq!(page.matches("</title>").count(), 1, "{address}");
    }
}

#[test]
fn what_is_not_there_is_404() {
    let server = Server::start();
    for address in ["/nothing", "/claim/999", "/document/999", "/document/999.json", "/claim/-1", "/claim/", "/claims.json/"] {
        let (status, _, page) = server.get(address);
        assert_eq!(status, StatusCode::NOT_FOUND, "{address}: {page}");
    }
    let (_, _, page) = server.get("/claim/999");
    assert!(page.contains("The casefile has no claim <code>999</code>."), "{page}");
    assert!(page.contains("/style.css"), "{page}");
}

#[test]
fn bad_parameters_are_400_and_say_which() {
    let server = Server::start();
    let long = format!("/?actor={}", "x".repeat(201));
    let cases = [
        ("/?type=KISS", "<code>KISS</code>"),
        ("/?since=november", "<code>since</code> is not a date"),
        ("/?until=2022-13", "<code>until</code> is not a date"),
        ("/?page=0", "There is no page <code>0</code>"),
        ("/?page=many", "There is no page <code>many</code>"),
        ("/?page=99999999999999999999", "There is no page"),
        ("/?actor=a&actor=b", "duplicate field"),
        (long.as_str(), "<code>actor</code> is too long"),
        ("/claim/abc", "is not the number of a claim"),
        ("/document/1.xml", "is not the number of a document"),
    ];
    for (address, says) in cases {
        let (status, _, page) = server.get(address);
        assert_eq!(status, StatusCode::BAD_REQUEST, "{address}: {page}");
        assert!(page.contains(says), "{address} does not say `{says}`: {page}");
    }
    let (status, headers, answer) = server.get("/claims.json?type=KISS");
    assert_eq!((status, headers["content-type"].to_str().unwrap()), (StatusCode::BAD_REQUEST, "application/json"));
    assert!(answer.contains("unknown event type `KISS`"), "{answer}");
}

#[test]
fn filters_choose_claims_and_stay_in_the_form() {
    let server = Server::start();
    assert_eq!(listed(&server.page("/")), 13);
    assert_eq!(listed(&server.page("/?type=CONSULT")), 3);
    assert_eq!(listed(&server.page("/?actor=ETH")), 3);
    assert_eq!(listed(&server.page("/?actor=&about=&type=&since=2023-10-20&until=2023-10-21")), 4);
    let page = server.page("/?type=CONSULT&actor=ETH&since=2023");
    assert!(page.contains("<option value=\"CONSULT\" selected>"), "{page}");
    assert!(page.contains("value=\"ETH\"") && page.contains("value=\"2023\""), "{page}");
    assert!(server.page("/?actor=FIN").contains("No claim fits these filters"));
    assert!(server.page("/?page=2").contains("There are no claims on this page"));
}

#[test]
fn many_claims_come_in_pages() {
    let server = Server::with_reports(15);
    let (first, second) = (server.page("/?actor=&type=AID"), server.page("/?page=2"));
    assert_eq!(listed(&first), 30);
    assert_eq!((listed(&server.page("/")), listed(&second)), (50, 10));
    assert!(server.page("/").contains("href=\"/?page=2\""));
    assert!(second.contains("rel=\"prev\" href=\"/\"") && !second.contains("rel=\"next\""), "{second}");
    let json: serde_json::Value = serde_json::from_str(&server.page("/claims.json")).unwrap();
    assert_eq!((json["claims"].as_array().unwrap().len(), &json["next"]), (50, &"/claims.json?page=2".into()));
}

#[test]
fn a_claim_with_many_reports_lists_some_and_counts_all() {
    let page = Server::with_reports(50).page("/claim/1");
    assert!(page.contains("50 documents from 50 origins"), "{page}");
    assert_eq!(page.matches("class=\"report\"").count(), 80);
    assert!(page.contains("and 10 more"), "{page}");
}

#[test]
fn an_empty_casefile_says_how_to_fill_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("empty.db");
    saidby_casefile::Casefile::create_or_open(&path).unwrap().close().unwrap();
    let page = Server { path, _folder: folder }.page("/");
    assert!(page.contains("saidby add case.db pages/"), "{page}");
}

#[test]
fn a_claim_shows_its_words_its_holders_and_the_other_reports() {
    let server = Server::start();
    let page = server.page("/claim/1");
    for words in [
        "<span class=\"source\">Wanjiru Otieno-Hale</span>",
        "<span class=\"cue\">told</span>",
        "says it is so",
        "certain · accused",
        "3 documents from 3 origins",
        "href=\"/document/1#a1\"",
        "href=\"/claim/5\"",
    ] {
        assert!(page.contains(words), "`{words}` is not in {page}");
    }
    let nested = server.page("/claim/2");
    let (outer, inner) = (nested.find("attribution a2").unwrap(), nested.find("attribution a3").unwrap());
    assert!(outer < inner, "the outer speaker does not come first: {nested}");
}

#[test]
fn a_document_shows_furniture_apart_and_attributions_with_anchors() {
    let page = Server::start().page("/document/1");
    assert!(
        page.contains("<span class=\"role\" lang=\"en\">link to another article</span> <span class=\"words\">Read more: Somalia"),
        "{page}"
    );
    for anchor in ["a1", "a2", "a3", "a4"] {
        assert_eq!(page.matches(&format!("id=\"{anchor}\"")).count(), 1, "{anchor}: {page}");
    }
    assert!(
        page.contains("<span class=\"content nested\">whether the drones had reached the front around Malakal</span>"),
        "{page}"
    );
    assert!(page.contains("href=\"/claim/1\""), "{page}");
}

#[test]
fn what_is_not_said_is_marked_so() {
    let server = Server::start();
    for address in ["/claim/13", "/document/4"] {
        assert!(server.page(address).contains("negated: not said"), "{address}");
    }
    assert!(!server.page("/document/1").contains("negated"));
}

#[test]
fn json_is_the_record() {
    let server = Server::start();
    let record: serde_json::Value = serde_json::from_str(&server.page("/document/1.json")).unwrap();
    assert_eq!(record["attributions"].as_array().unwrap().len(), 4);
    let claims: serde_json::Value = serde_json::from_str(&server.page("/claims.json?type=AID&actor=ERI")).unwrap();
    assert_eq!(claims["claims"].as_array().unwrap().len(), 6);
    assert_eq!(claims["claims"][0]["type"], "AID");
}

#[test]
fn requests_never_write() {
    let server = Server::start();
    let before = std::fs::read(&server.path).unwrap();
    for address in ["/", "/?about=drones", "/claims.json", "/claim/1", "/document/1", "/document/1.json"] {
        server.page(address);
        let (status, ..) = server.send(request(Method::POST, address, "localhost"));
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED, "{address}");
    }
    assert_eq!(std::fs::read(&server.path).unwrap(), before);
    let beside = std::fs::read_dir(server.path.parent().unwrap()).unwrap().count();
    assert_eq!(beside, 1, "a request left a file beside the casefile");
}

#[test]
fn a_casefile_that_is_gone_is_an_error_page() {
    let server = Server::start();
    std::fs::remove_file(&server.path).unwrap();
    let (status, _, page) = server.get("/");
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.contains("No casefile at"), "{page}");
}

#[test]
fn it_listens_on_this_machine_only_and_answers() {
    use std::io::{Read, Write};
    let server = Server::start();
    let (send, receive) = std::sync::mpsc::channel();
    let path = server.path.clone();
    std::thread::spawn(move || saidby_serve::run(&path, 0, |address| send.send(address).unwrap()));
    let address = receive.recv().unwrap();
    assert!(address.ip().is_loopback(), "{address}");
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    write!(stream, "GET /claim/1 HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    let taken = saidby_serve::run(&server.path, address.port(), |_| ()).unwrap_err();
    assert!(taken.to_string().contains("cannot listen on") && taken.hint().is_some(), "{taken}");
}

#[test]
fn what_is_no_casefile_is_an_error_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("note.txt");
    std::fs::write(&path, "not a casefile, and long enough not to be taken for an empty one").unwrap();
    let error = saidby_serve::run(&path, 0, |_| panic!("it is served")).unwrap_err();
    assert!(matches!(error, saidby_serve::Error::Casefile(_)), "{error}");
}
