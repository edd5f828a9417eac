//! A crawl: each record of a WARC file that is a page becomes one.
//!
//! In: `WARC/1.1`, its fields, and an HTTP response of HTML. Out: the page, called `crawl.warc.gz#https://…`, with its address, when
//! it was fetched and its digest. Requests, images, redirects and the like are passed over, and counted in a note at the end.

mod digest;
mod record;

use crate::document::{Hints, page};
use crate::error::{Error, ErrorKind, Place};
use crate::fields::{self, Fields};
use crate::ids::Ids;
use crate::stream::{Budget, Bytes};
use crate::{Outcome, http, published};
use record::{Found, Records};
use saidby_core::{Capture, Notice, NoticeKind, PageFormat};

/// The pages of a crawl, record by record; one record is held at a time.
pub fn outcomes(name: String, bytes: Bytes, max_bytes: usize, budget: Budget) -> impl Iterator<Item = Outcome> + Send {
    let records = Records::new(bytes, max_bytes);
    Crawl { ids: Ids::of(&name), name, records, max_bytes, budget, passed: Passed::default(), ended: false }.flatten()
}

/// Whether the bytes begin a WARC file, of version 0.17 or later.
pub fn is_start(head: &[u8]) -> bool {
    head.starts_with(record::START)
}

struct Crawl {
    name: String,
    records: Records,
    max_bytes: usize,
    budget: Budget,
    ids: Ids,
    passed: Passed,
    ended: bool,
}

impl Iterator for Crawl {
    type Item = Vec<Outcome>;

    fn next(&mut self) -> Option<Vec<Outcome>> {
        if self.ended {
            return None;
        }
        let Some(found) = self.records.next(pass) else {
            self.ended = true;
            return Some(self.passed.note(&self.name).into_iter().map(Err).collect());
        };
        Some(match found {
            Ok(record) => self.record(record),
            Err((place, kind)) => vec![Err(self.error(place, kind))],
        })
    }
}

impl Crawl {
    fn error(&self, place: Place, kind: ErrorKind) -> Error {
        Error::at(&self.name, place, kind)
    }

    /// The page of a record, if it is one, and what is wrong with the record.
    fn record(&mut self, mut record: Found<Reason>) -> Vec<Outcome> {
        let place = record.place();
        self.passed.records += 1;
        let mut outcomes = Vec::new();
        match record.passed {
            Some(reason) => self.passed.count(reason),
            None if record.too_long => outcomes.push(Err(self.error(place, ErrorKind::TooLong(self.max_bytes)))),
            None => match self.page(&mut record) {
                Ok(page) => outcomes.push(Ok(page)),
                Err(ErrorKind::Empty) => self.passed.count(Reason::Empty),
                Err(ErrorKind::NotText(_) | ErrorKind::Several(_) | ErrorKind::Unsupported(_)) => self.passed.count(Reason::Kind),
                Err(kind) => outcomes.push(Err(self.error(place, kind))),
            },
        }
        if let Some(kind) = record.broken {
            outcomes.push(Err(self.error(place, kind)));
        }
        if self.budget.is_spent() {
            self.ended = true;
            outcomes.push(Err(self.error(place, ErrorKind::Expands)));
        }
        outcomes
    }

    fn page(&mut self, record: &mut Found<Reason>) -> Result<saidby_core::Page, ErrorKind> {
        let url = address(&record.fields).map(str::to_owned);
        let id = self.ids.next(url.as_deref(), record.number);
        let mut hints = Hints { url, capture: Some(capture(&record.fields)), ..Hints::default() };
        let mut broken = record.broken.is_some() || record.fields.get("warc-truncated").is_some();
        let head = http::head(&record.block).filter(|_| !is_conversion(&record.fields));
        let is_altered = !broken && is_altered(record, head.as_ref().map_or(0, |head| head.body));
        let bytes = match head {
            Some(head) => {
                hints.charset = charset(&head.fields);
                let body = http::body(record.block.split_off(head.body), &head.fields, self.max_bytes, &self.budget)?;
                broken |= body.broken;
                body.bytes
            }
            None => {
                hints.charset = charset(&record.fields);
                std::mem::take(&mut record.block)
            }
        };
        if is_conversion(&record.fields) {
            hints.format = Some(PageFormat::Text);
        }
        if broken {
            hints.notices.push(Notice::of(NoticeKind::Damaged, "the crawl holds only a part of this page"));
        }
        if is_altered {
            hints.notices.push(Notice::of(NoticeKind::Damaged, "the digest that the crawler wrote is not that of these bytes"));
        }
        page(&id, bytes, hints).map_err(|error| error.kind)
    }
}

/// Whether a record's bytes are others than the crawler took a digest of. That of the whole block decides where there is one, for
/// crawlers differ in what they call the payload: the body with its chunks or without.
fn is_altered(record: &Found<Reason>, body: usize) -> bool {
    let fits = |name: &str, bytes: &[u8]| record.fields.get(name).and_then(|digest| digest::fits(digest, bytes));
    let stored = &record.block[body..];
    let of_payload = || {
        let fits_stored = fits("warc-payload-digest", stored)?;
        let fits_joined = || http::dechunked(stored).and_then(|body| fits("warc-payload-digest", &body.bytes)) == Some(true);
        Some(fits_stored || fits_joined())
    };
    fits("warc-block-digest", &record.block).or_else(of_payload) == Some(false)
}

/// The address that a record is of; some writers put it in angle brackets.
fn address(fields: &Fields) -> Option<&str> {
    fields.get("warc-target-uri").map(|value| value.trim_matches(['<', '>'])).filter(|value| !value.is_empty())
}

fn charset(fields: &Fields) -> Option<String> {
    fields.get("content-type").and_then(|value| fields::parameter(value, "charset")).map(str::to_owned)
}

fn capture(fields: &Fields) -> Capture {
    let digest = fields.get("warc-payload-digest").or_else(|| fields.get("warc-block-digest")).map(str::to_owned);
    Capture { at: fields.get("warc-date").and_then(published::moment), digest }
}

/// A text that a crawler made of a page, as Common Crawl's WET files hold.
fn is_conversion(fields: &Fields) -> bool {
    fields.get("warc-type").is_some_and(|kind| kind.eq_ignore_ascii_case("conversion"))
}

/// Why a record is no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    Crawler,
    Kind,
    Status,
    Repeat,
    Empty,
}

/// Each reason in words, before a number.
const REASONS: &[(Reason, &str)] = &[
    (Reason::Kind, "other kinds (pictures, scripts, feeds)"),
    (Reason::Status, "redirects and errors"),
    (Reason::Repeat, "repeats of an earlier page"),
    (Reason::Empty, "empty"),
    (Reason::Crawler, "the crawler's own"),
];

/// Media types of pages; a response that states none is looked at.
const PAGES: &[&str] = &["text/html", "application/xhtml+xml", "text/plain", ""];

/// Why a record is passed over, from its fields and the start of its block; `None` where it may be a page.
fn pass(fields: &Fields, start: &[u8]) -> Option<Reason> {
    let warc_type = fields.get("warc-type").unwrap_or_default().to_ascii_lowercase();
    let media_type = |fields: &Fields| fields::kind(fields.get("content-type").unwrap_or_default());
    match warc_type.as_str() {
        "response" | "resource" | "conversion" => {}
        "revisit" => return Some(Reason::Repeat),
        _ => return Some(Reason::Crawler),
    }
    // A rule for crawlers (RFC 9309), which most crawls hold.
    if address(fields).is_some_and(|address| address.ends_with("/robots.txt")) {
        return Some(Reason::Kind);
    }
    let media = match http::head(start).filter(|_| warc_type == "response") {
        Some(head) if !(200..300).contains(&head.status) => return Some(Reason::Status),
        Some(head) => media_type(&head.fields),
        None if media_type(fields).starts_with("application/http") => String::new(),
        None => media_type(fields),
    };
    (!PAGES.contains(&media.as_str())).then_some(Reason::Kind)
}

/// How many records were passed over, and why.
#[derive(Debug, Default)]
struct Passed {
    records: usize,
    reasons: Vec<(Reason, usize)>,
}

impl Passed {
    fn count(&mut self, reason: Reason) {
        match self.reasons.iter_mut().find(|(counted, _)| *counted == reason) {
            Some((_, count)) => *count += 1,
            None => self.reasons.push((reason, 1)),
        }
    }

    fn note(&self, name: &str) -> Option<Error> {
        let total: usize = self.reasons.iter().map(|(_, count)| count).sum();
        let counted = |reason: Reason| self.reasons.iter().find(|(counted, _)| *counted == reason).map(|(_, count)| *count);
        let parts: Vec<String> =
            REASONS.iter().filter_map(|(reason, words)| counted(*reason).map(|count| format!("{words} {count}"))).collect();
        let what = format!("{total} of {} records, which are no pages: {}", self.records, parts.join(", "));
        (total > 0).then(|| Error::of(name, ErrorKind::PassedOver(what)))
    }
}

#[cfg(test)]
mod tests;
