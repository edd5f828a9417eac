//! `saidby fetch` as its user meets it, from a server on this machine.

#![cfg(feature = "fetch")]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic, in its helpers too")]

use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Output};
use std::thread;
use tempfile::TempDir;

const PAGE: &str = "<!doctype html><html lang=en><body><h1>Norland denies it</h1><p>The foreign minister of Norland denied it.</p></body></html>";

const FEED: &str = "<rss><channel><item><link>/story</link></item><item><link>/gone</link></item></channel></rss>";

/// A site with one story, one that is not there, one that robots may not see, and a feed of the first two.
fn site() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || listener.incoming().for_each(|stream| serve(stream.unwrap())));
    base
}

fn serve(mut stream: TcpStream) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let (status, kind, body) = match first.split(' ').nth(1).unwrap_or_default() {
        "/robots.txt" => ("200 OK", "text/plain", "User-agent: saidby\nDisallow: /private"),
        "/feed.xml" => ("200 OK", "application/rss+xml", FEED),
        "/story" => ("200 OK", "text/html", PAGE),
        _ => ("404 Not Found", "text/html", "<h1>There is no such page</h1>"),
    };
    let length = body.len();
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
}

fn saidby(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_saidby"));
    command.args(arguments).current_dir(folder.path()).output().unwrap()
}

fn fetch(folder: &TempDir, arguments: &[&str]) -> (i32, Vec<Value>, String) {
    let output = saidby(folder, &[&["fetch", "--delay", "0s"], arguments].concat());
    let lines = String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (output.status.code().unwrap(), lines, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn each_address_is_a_line_and_each_failure_is_named() {
    let (site, folder) = (site(), tempfile::tempdir().unwrap());
    let [feed, private] = ["/feed.xml", "/private/1"].map(|path| format!("{site}{path}"));
    let (code, lines, words) = fetch(&folder, &[&feed, &private, "missing.txt", "-o", "crawl.warc.gz", "--allow-private"]);
    assert_eq!(code, 3, "{words}");
    let urls: Vec<&str> = lines.iter().map(|line| line["url"].as_str().unwrap()).collect();
    assert_eq!(urls, [feed.as_str(), &format!("{site}/story")]);
    let mut keys: Vec<&String> = lines[1].as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(keys, ["captured", "file", "state", "status", "stored_url", "url"]);
    assert_eq!((&lines[1]["state"], &lines[1]["status"]), (&Value::from("stored"), &Value::from(200)));
    let errors: Vec<&str> = words.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(
        errors,
        [
            "error: cannot fetch `missing.txt`: it is neither a web address nor a file".to_owned(),
            format!("error: cannot fetch `{private}`: the site's `robots.txt` closes it to robots"),
            format!("error: cannot fetch `{site}/gone`: the server answers with status 404"),
        ]
    );
    assert_eq!(words.lines().filter(|line| line.starts_with("hint: ")).count(), 3);
    assert!(words.ends_with("note: 2 stored in `crawl.warc.gz`, 0 unchanged, 0 recent and not asked for, 3 failed\n"), "{words}");

    let read = String::from_utf8(saidby(&folder, &["article", "crawl.warc.gz"]).stdout).unwrap();
    let articles: Vec<Value> = read.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let read: Vec<(&Value, &Value)> = articles.iter().map(|article| (&article["url"], &article["title"])).collect();
    assert_eq!(read, [(&Value::from(format!("{site}/story")), &Value::from("Norland denies it"))]);

    let (code, lines, words) = fetch(&folder, &[&format!("{site}/story"), "-o", "crawl.warc.gz", "--allow-private"]);
    assert_eq!((code, &lines[0]["state"]), (0, &Value::from("unchanged")), "{words}");
}

#[test]
fn exit_codes_tell_wrong_use_from_failure() {
    let (site, folder) = (site(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("page.html"), PAGE).unwrap();
    let story = format!("{site}/story");
    for (arguments, expected) in [
        (&[story.as_str()][..], 2),
        (&[&story, "-o", "x", "--delay", "fast"], 2),
        (&[&story, "-o", "x", "--max-age", "99999999999999999999d"], 2),
        (&[&story, "-o", "x", "--contact", "nobody"], 2),
        (&[&story, "-o", "page.html"], 2),
        (&[&story, "-o", "x"], 3),
    ] {
        let (code, lines, words) = fetch(&folder, arguments);
        assert_eq!((code, lines.len()), (expected, 0), "{arguments:?}: {words}");
        assert!(words.starts_with("error: "), "{words}");
    }
    let (_, _, words) = fetch(&folder, &[&story, "-o", "x"]);
    assert!(words.contains("it is on a private network or this machine\nhint: say `--allow-private`"), "{words}");
    assert!(!folder.path().join("x").exists(), "nothing is made where nothing is stored");
}
