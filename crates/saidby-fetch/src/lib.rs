//! Addresses become records of a web archive: polite, bounded, resumable.
//!
//! In: addresses, feeds and lists of them. Out: one WARC file, or a folder of them, each request and answer as it went over the
//! connection, with its moment and its digest; and one [`Outcome`] an address. It reads no page: `saidby-read` does.
//!
//! The rules it keeps are in `docs/fetch.md`. This crate is an edge of the program: the only one that asks other machines.

mod address;
mod archive;
mod client;
mod crawl;
mod error;
mod links;
mod recording;
mod robots;
mod warc;

pub use address::is_public;
pub use error::{Error, Failure};

use archive::Archive;
use crawl::Crawl;
use std::fs;
use std::io::{self, Read};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use url::Url;

/// How to fetch.
#[derive(Clone, Debug)]
pub struct Options {
    /// An e-mail address or a page, by which a site can reach whoever fetches.
    pub contact: Option<String>,
    /// How long a host is left alone after a request; a longer `Crawl-delay` is kept.
    pub delay: Duration,
    /// How long one request may take, its answer included.
    pub timeout: Duration,
    /// Bytes of an answer, at most.
    pub max_bytes: usize,
    /// What a list or a feed names is not asked again within this time.
    pub max_age: Duration,
    /// How long a server may ask to be left alone; a longer time is a failure.
    pub patience: Duration,
    /// How long a server that is overloaded is left alone where it does not say how long; doubled each time.
    pub retry: Duration,
    /// Which machines may be asked: [`is_public`] unless the user allows more.
    pub may_ask: fn(IpAddr) -> bool,
}

impl Default for Options {
    /// A request a second, half a minute for each; 64 MiB, which is what `saidby-read` takes; a day; two minutes.
    fn default() -> Self {
        Self {
            contact: None,
            delay: Duration::from_secs(1),
            timeout: Duration::from_secs(30),
            max_bytes: 64 << 20,
            max_age: Duration::from_secs(24 * 60 * 60),
            patience: Duration::from_secs(120),
            retry: Duration::from_secs(10),
            may_ask: is_public,
        }
    }
}

/// An address to fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The address, without its fragment.
    pub url: Url,
    /// Where it was named: a feed's address, or a file.
    via: Option<String>,
    /// Whether the user named it, so that it is asked whatever is stored.
    named: bool,
    tries: u32,
}

/// What became of one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The address, as it was named.
    pub url: Url,
    /// What was fetched, or why nothing was.
    pub result: Result<Fetched, Failure>,
    /// How many addresses are waiting.
    pub left: usize,
}

/// An address that is in the archive now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Where its redirects ended.
    pub url: Url,
    /// The status of the stored answer.
    pub status: u16,
    /// Whether it is new.
    pub state: State,
    /// When it was captured, as its record says.
    pub captured: String,
    /// The file that holds it.
    pub file: PathBuf,
}

/// Whether what was fetched is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It was fetched and stored.
    Stored,
    /// It was asked for, and is what was stored already.
    Unchanged,
    /// It was not asked for: what is stored is recent.
    Recent,
}

impl State {
    /// The state in one word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stored => "stored",
            Self::Unchanged => "unchanged",
            Self::Recent => "recent",
        }
    }
}

/// The addresses that an input names, or why it names none: an address, `-`, or a file that is a feed or a list of addresses.
pub fn tasks(input: &str) -> Result<Vec<Task>, Failure> {
    if input.starts_with("http://") || input.starts_with("https://") {
        let url = Url::parse(input).map_err(|error| Failure::Address(error.to_string()))?;
        return Ok(vec![Task { url: crawl::bare(url), via: None, named: true, tries: 0 }]);
    }
    let bytes = contents(input).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::Input("it is neither a web address nor a file".to_owned()),
        _ => Failure::Input(error.to_string()),
    })?;
    let urls = match links::of_feed(&bytes, None) {
        Some(urls) => urls,
        None => listed(&String::from_utf8_lossy(&bytes))?,
    };
    let task = |url| Task { url: crawl::bare(url), via: Some(input.to_owned()), named: false, tries: 0 };
    match urls.is_empty() {
        true => Err(Failure::Input("it names no address".to_owned())),
        false => Ok(urls.into_iter().map(task).collect()),
    }
}

fn contents(input: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    match input {
        "-" => io::stdin().read_to_end(&mut bytes).map(|_| bytes),
        path => fs::read(path),
    }
}

fn listed(text: &str) -> Result<Vec<Url>, Failure> {
    let parse = |line: &str| Url::parse(line).map_err(|_| Failure::Input(format!("its line `{line}` is no address")));
    links::of_list(text).map(parse).collect()
}

/// Fetches addresses, and those that the feeds among them name, into the archive at `out`: a file that ends in `.warc.gz`, or a
/// folder. Every address gives one outcome, in the order in which their hosts are ready. Ends early when `stopped` says so.
///
/// # Errors
/// The archive cannot be read or written, or the contact cannot stand in a request.
pub fn fetch(
    tasks: Vec<Task>,
    out: &Path,
    options: &Options,
    stopped: &dyn Fn() -> bool,
    report: impl FnMut(Outcome),
    note: impl FnMut(&str),
) -> Result<(), Error> {
    let agent = client::user_agent(options.contact.as_deref())?;
    let archive = Archive::open(out, about(&agent))?;
    archive.notes.iter().map(String::as_str).for_each(note);
    Crawl::new(options, archive, stopped)?.run(tasks, report)
}

/// What the first record of a file says of it (ISO 28500, 6.2).
fn about(agent: &str) -> String {
    let fields = [
        ("software", concat!("saidby/", env!("CARGO_PKG_VERSION"))),
        ("format", "WARC File Format 1.1"),
        ("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
        ("robots", "obey"),
        ("http-header-user-agent", agent),
    ];
    fields.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect()
}
