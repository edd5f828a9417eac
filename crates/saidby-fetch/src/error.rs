//! Why an address could not be fetched, or nothing at all, and what the user can do about it.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// Why one address was not fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It is no address of the web: why.
    Address(String),
    /// The machine is not on the public network.
    Private,
    /// The site's `robots.txt` closes it to robots.
    Robots,
    /// The site's `robots.txt` cannot be had, with this status: all is closed (RFC 9309, 2.3.1.4).
    RobotsUnavailable(u16),
    /// The name is unknown.
    NoSuchHost,
    /// The machine does not answer, or not as it should: the system's words.
    Unreachable(String),
    /// The server's certificate is not trusted by this machine.
    Certificate,
    /// No whole answer came in this time.
    Slow(Duration),
    /// The answer is longer than this many bytes.
    TooLong(usize),
    /// More redirects than are followed.
    TooManyRedirects(usize),
    /// The redirects lead back to where they came from.
    Circle,
    /// A redirect that leads nowhere.
    Redirect(String),
    /// The server wants to be asked again after this time.
    Wait(Duration),
    /// The server refuses, with this status.
    Status(u16),
    /// The input names no address.
    Input(String),
}

impl Failure {
    /// What the user can do about it, in one sentence.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Address(_) => "an address begins with `http://` or `https://` and names a host",
            Self::Private => "say `--allow-private` to fetch from this machine or its own network",
            Self::Robots => "ask the site, or save the page in a browser and give the file to `saidby add`",
            Self::RobotsUnavailable(_) => "a site whose `robots.txt` fails is closed to robots; try again later",
            Self::NoSuchHost => "check the address, and whether this machine is on the network",
            Self::Unreachable(_) => "try again later; what was stored is not fetched again",
            Self::Certificate => {
                "check the address and this machine's clock; a new machine may lack the package `ca-certificates`"
            }
            Self::Slow(_) => "try again later, or give it more time with `--timeout`",
            Self::TooLong(_) => "allow more with `--max-bytes`",
            Self::TooManyRedirects(_) | Self::Circle | Self::Redirect(_) => {
                "open the address in a browser, and give the one that it ends at"
            }
            Self::Wait(_) => "run the same command again after that time; what was stored is not fetched again",
            Self::Status(401..=403) => "the page is not for everyone; save it in a browser and give the file to `saidby add`",
            Self::Status(404 | 410) => "the page is gone; look for a copy in a web archive",
            Self::Status(_) => "try again later; what was stored is not fetched again",
            Self::Input(_) => "give addresses, a feed, or a file with one address a line; `-` stands for standard input",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(why) | Self::Input(why) => f.write_str(why),
            Self::Private => f.write_str("it is on a private network or this machine"),
            Self::Robots => f.write_str("the site's `robots.txt` closes it to robots"),
            Self::RobotsUnavailable(status) => write!(f, "the site's `robots.txt` cannot be had: status {status}"),
            Self::NoSuchHost => f.write_str("there is no such host"),
            Self::Unreachable(words) => write!(f, "the server cannot be asked: {words}"),
            Self::Certificate => f.write_str("this machine does not trust the server's certificate"),
            Self::Slow(limit) => write!(f, "no whole answer came in {limit:?}"),
            Self::TooLong(limit) => write!(f, "the answer is longer than the limit of {limit} bytes"),
            Self::TooManyRedirects(limit) => write!(f, "it was redirected more than {limit} times"),
            Self::Circle => f.write_str("its redirects go in a circle"),
            Self::Redirect(to) => write!(f, "it is redirected to `{to}`, which is no address"),
            Self::Wait(wait) => write!(f, "the server asks for {} seconds of patience", wait.as_secs()),
            Self::Status(status) => write!(f, "the server answers with status {status}"),
        }
    }
}

/// Why nothing could be fetched.
#[derive(Debug)]
pub enum Error {
    /// The file or folder to store in cannot be used: why.
    Archive(PathBuf, String),
    /// The contact cannot stand in a request.
    Contact(String),
}

impl Error {
    /// What the user can do about it, in one sentence.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Archive(..) => {
                "name a folder, or a file that ends in `.warc.gz`, that may be written and that nothing else writes to"
            }
            Self::Contact(_) => "give an e-mail address or the address of a page, without spaces",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Archive(path, why) => write!(f, "cannot store in `{}`: {why}", path.display()),
            Self::Contact(contact) => write!(f, "`{contact}` is no contact"),
        }
    }
}

impl std::error::Error for Error {}
