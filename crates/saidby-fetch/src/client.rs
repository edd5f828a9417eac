//! One request and its answer, recorded as it went over the connection.
//!
//! No redirect is followed, no body is decompressed, no connection is kept and no proxy is used: each request is resolved, checked
//! and connected anew.

use crate::Options;
use crate::address::{Guarded, Private};
use crate::error::{Error, Failure};
use crate::recording::Recorder;
use crate::warc::split;
use flate2::read::MultiGzDecoder;
use jiff::Timestamp;
use std::borrow::Cow;
use std::io::Read;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use ureq::Agent;
use ureq::http::HeaderMap;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector, RustlsConnector, TcpConnector};
use url::Url;

/// What a robot's rules call this program.
pub const PRODUCT: &str = "saidby";

/// What is asked for, best first.
const ACCEPT: &str = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5";

/// Bytes of the fields before a body, at most.
const MAX_FIELDS: usize = 64 << 10;

/// What is known of an earlier answer, so that the server can say that nothing changed (RFC 9110, 13.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

impl Validators {
    /// What an answer's fields say; what cannot stand in a request is left out.
    pub fn of<'a>(field: impl Fn(&str) -> Option<Cow<'a, str>>) -> Self {
        let usable =
            |name| field(name).map(Cow::into_owned).filter(|value| value.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
        Self { etag: usable("etag"), last_modified: usable("last-modified") }
    }
}

/// A request and its answer.
#[derive(Debug)]
pub struct Exchange {
    pub url: Url,
    pub date: Timestamp,
    pub took: Duration,
    pub status: u16,
    pub fields: HeaderMap,
    /// The request as it was sent.
    pub request: Vec<u8>,
    /// The answer as it was received, its fields first.
    pub response: Vec<u8>,
    /// The machine that answered, where the name led to one only.
    pub machine: Option<IpAddr>,
}

impl Exchange {
    /// A field of the answer. Some servers write addresses as they are, in UTF-8.
    pub fn field(&self, name: &str) -> Option<String> {
        Some(String::from_utf8_lossy(self.fields.get(name)?.as_bytes()).into_owned())
    }

    /// What follows the fields of the answer, as it was received. Its digest is the one that other tools compute too.
    pub fn payload(&self) -> &[u8] {
        split(&self.response).map_or(&[], |(_, payload)| payload)
    }

    /// How long the server wants to be left alone: seconds, or a date.
    pub fn retry_after(&self) -> Option<Duration> {
        let value = self.field("retry-after")?;
        match value.trim().parse() {
            Ok(seconds) => Some(Duration::from_secs(seconds)),
            Err(_) => {
                let date = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_timestamp(value.trim()).ok()?;
                Some(Duration::try_from(date.duration_since(self.date)).unwrap_or_default())
            }
        }
    }
}

/// Sends requests.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    recorder: Recorder,
    from: Option<String>,
    timeout: Duration,
    max_bytes: usize,
}

impl Client {
    /// A client that says who it is.
    pub fn new(options: &Options) -> Result<Self, Error> {
        let recorder = Recorder::new(options.max_bytes.saturating_add(MAX_FIELDS));
        let trusted = rustls_native_certs::load_native_certs().certs;
        let trusted: Vec<_> = trusted.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::Specific(Arc::new(trusted)))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(0)
            .max_response_header_size(MAX_FIELDS)
            .proxy(None)
            .timeout_global(Some(options.timeout))
            .tls_config(tls)
            .user_agent(user_agent(options.contact.as_deref())?)
            .accept(ACCEPT)
            .accept_encoding("gzip")
            .build();
        let connector = ().chain(TcpConnector::default()).chain(RustlsConnector::default()).chain(recorder.clone());
        let resolver = Guarded { may_ask: options.may_ask, names: DefaultResolver::default() };
        let agent = Agent::with_parts(config, connector, resolver);
        let from = options.contact.clone().filter(|contact| !is_page(contact));
        Ok(Self { agent, recorder, from, timeout: options.timeout, max_bytes: options.max_bytes })
    }

    /// Asks for one address, once.
    pub fn get(&self, url: &Url, known: &Validators) -> Result<Exchange, Failure> {
        let conditions = [("if-none-match", &known.etag), ("if-modified-since", &known.last_modified), ("from", &self.from)];
        let mut request = self.agent.get(url.as_str());
        for (name, value) in conditions {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let (date, start) = (Timestamp::now(), Instant::now());
        let answer = request.call().map_err(|error| self.failure(error))?;
        let (head, body) = answer.into_parts();
        let mut payload = Vec::new();
        body.into_reader().read_to_end(&mut payload).map_err(|error| self.failure(error.into()))?;
        if payload.len() > self.max_bytes {
            return Err(Failure::TooLong(self.max_bytes));
        }
        let recording = self.recorder.take();
        Ok(Exchange {
            url: url.clone(),
            date,
            took: start.elapsed(),
            status: head.status.as_u16(),
            response: message(recording.received, &payload, &head.headers),
            fields: head.headers,
            request: recording.sent,
            machine: recording.machine,
        })
    }

    fn failure(&self, error: ureq::Error) -> Failure {
        match error {
            ureq::Error::Timeout(_) => Failure::Slow(self.timeout),
            ureq::Error::HostNotFound => Failure::NoSuchHost,
            ureq::Error::BodyExceedsLimit(_) | ureq::Error::LargeResponseHeader(..) => Failure::TooLong(self.max_bytes),
            ureq::Error::BadUri(why) => Failure::Address(why),
            ureq::Error::Other(inner) if inner.is::<Private>() => Failure::Private,
            ureq::Error::Io(error) if is_unknown_name(&error) => Failure::NoSuchHost,
            error if is_certificate(&error) => Failure::Certificate,
            ureq::Error::Io(error) => Failure::Unreachable(error.to_string()),
            other => Failure::Unreachable(other.to_string()),
        }
    }
}

/// The standard library gives the resolver's refusal no kind of its own.
fn is_unknown_name(error: &std::io::Error) -> bool {
    error.to_string().starts_with("failed to lookup address information")
}

/// Whether the server's certificate is what failed.
fn is_certificate(error: &ureq::Error) -> bool {
    let tls = match error {
        ureq::Error::Rustls(error) => Some(error),
        ureq::Error::Io(error) => error.get_ref().and_then(|inner| inner.downcast_ref()),
        _ => None,
    };
    matches!(tls, Some(rustls::Error::InvalidCertificate(_)))
}

/// `saidby/0.0.1 (+https://…)`: who asks, and how to reach them.
pub fn user_agent(contact: Option<&str>) -> Result<String, Error> {
    let product = format!("{PRODUCT}/{}", env!("CARGO_PKG_VERSION"));
    let Some(contact) = contact else { return Ok(product) };
    let is_usable = contact.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'(' | b')' | b'\\'));
    match is_page(contact) {
        _ if !is_usable || contact.is_empty() => Err(Error::Contact(contact.to_owned())),
        true => Ok(format!("{product} (+{contact})")),
        false if contact.contains('@') => Ok(format!("{product} (+mailto:{contact})")),
        false => Err(Error::Contact(contact.to_owned())),
    }
}

fn is_page(contact: &str) -> bool {
    contact.starts_with("https://") || contact.starts_with("http://")
}

/// The final message of what was received: interim answers before it (1xx) and bytes after its end are left out.
fn message(mut received: Vec<u8>, payload: &[u8], fields: &HeaderMap) -> Vec<u8> {
    while let Some((_, rest)) = split(&received).filter(|(head, _)| head.get(9) == Some(&b'1')) {
        received = rest.to_vec();
    }
    let head = split(&received).map_or(received.len(), |(head, _)| head.len() + 4);
    if !fields.contains_key("transfer-encoding") {
        received.truncate(head + payload.len());
    }
    received
}

/// The body of a stored answer, its chunks joined and decompressed; at most `max_bytes` of it. `None` where it is damaged.
pub fn body(message: &[u8], max_bytes: usize) -> Option<Vec<u8>> {
    let (head, stored) = split(message)?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let says = |field: &str, value: &str| head.lines().any(|line| line.starts_with(field) && line.contains(value));
    let joined = if says("transfer-encoding:", "chunked") { joined(stored)? } else { stored.to_vec() };
    if !says("content-encoding:", "gzip") {
        return Some(joined);
    }
    let mut body = Vec::new();
    MultiGzDecoder::new(&*joined).take(max_bytes as u64).read_to_end(&mut body).ok()?;
    Some(body)
}

/// Chunks joined (RFC 9112, 7.1).
fn joined(mut chunks: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    loop {
        let end = chunks.windows(2).position(|two| two == b"\r\n")?;
        let size = std::str::from_utf8(&chunks[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(joined);
        }
        let rest = &chunks[end + 2..];
        joined.extend_from_slice(rest.get(..size)?);
        chunks = rest.get(size.checked_add(2)?..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_stands_in_the_user_agent() {
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(user_agent(None).unwrap(), format!("saidby/{version}"));
        assert_eq!(user_agent(Some("desk@outlet.example")).unwrap(), format!("saidby/{version} (+mailto:desk@outlet.example)"));
        assert_eq!(
            user_agent(Some("https://outlet.example/bot")).unwrap(),
            format!("saidby/{version} (+https://outlet.example/bot)")
        );
        for wrong in ["", "me", "a@b\r\nX: y", "a b@outlet.example", "a@outlet.example)"] {
            assert!(user_agent(Some(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn interim_answers_and_what_follows_the_end_are_left_out() {
        let fields = HeaderMap::new();
        let received = b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\nwords and more".to_vec();
        assert_eq!(message(received, b"words", &fields), b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nwords");
    }

    #[test]
    fn a_body_is_joined_and_bounded() {
        let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nwords\r\n3\r\n go\r\n0\r\n\r\n";
        assert_eq!(body(chunked, 100).unwrap(), b"words go");
        for damaged in
            [&chunked[..chunked.len() - 8], b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n"]
        {
            assert_eq!(body(damaged, 100), None);
        }
        assert_eq!(body(b"HTTP/1.1 200 OK\r\n\r\nplain", 100).unwrap(), b"plain");
    }
}
