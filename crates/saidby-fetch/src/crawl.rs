//! Addresses one by one: whose turn it is, what may be asked, where redirects lead.

use crate::archive::{Archive, Change};
use crate::client::{self, Client, PRODUCT, Validators};
use crate::error::{Error, Failure};
use crate::robots::{self, Robots};
use crate::{Fetched, Options, Outcome, State, Task, links};
use jiff::Timestamp;
use std::collections::{HashMap, HashSet};
use std::thread;
use std::time::{Duration, Instant};
use url::Url;

/// Redirects that are followed, for a page and for a `robots.txt` (RFC 9309, 2.3.1.2: at least five).
const MAX_REDIRECTS: usize = 5;

/// How often an address is asked whose server wants to be asked again later.
const MAX_TRIES: u32 = 3;

/// How long a pause lasts before a look whether the user wants to stop.
const NAP: Duration = Duration::from_millis(100);

/// Why an address is left.
enum Stop {
    Failed(Failure),
    /// The user ends it all.
    Interrupted,
    /// Nothing can be stored.
    Broken(Error),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Broken(error)
    }
}

/// When a host may be asked next, and how long it is left alone after each request.
#[derive(Clone, Copy)]
struct Host {
    ready: Instant,
    delay: Duration,
}

pub struct Crawl<'a> {
    options: &'a Options,
    client: Client,
    archive: Archive,
    hosts: HashMap<String, Host>,
    /// By scheme, host and port.
    robots: HashMap<String, Result<Robots, Failure>>,
    asked_to_stop: &'a dyn Fn() -> bool,
}

/// What is known of an address after it was asked, or from the archive.
struct Answer {
    status: u16,
    location: Option<String>,
    state: State,
}

impl<'a> Crawl<'a> {
    pub fn new(options: &'a Options, archive: Archive, asked_to_stop: &'a dyn Fn() -> bool) -> Result<Self, Error> {
        let client = Client::new(options)?;
        Ok(Self { options, client, archive, hosts: HashMap::new(), robots: HashMap::new(), asked_to_stop })
    }

    /// Fetches every address once, and those that the feeds among them name.
    pub fn run(mut self, mut waiting: Vec<Task>, mut report: impl FnMut(Outcome)) -> Result<(), Error> {
        let mut seen: HashSet<Url> = HashSet::new();
        waiting.retain(|task| seen.insert(task.url.clone()));
        while let Some(mut task) = self.next(&mut waiting) {
            let result = match self.visit(&task) {
                Ok(fetched) => {
                    let found = if task.named { self.stories(&fetched.url) } else { Vec::new() };
                    let new = found.into_iter().filter(|url| seen.insert(url.clone()));
                    waiting.extend(new.map(|url| Task { url, via: Some(fetched.url.to_string()), named: false, tries: 0 }));
                    Ok(fetched)
                }
                Err(Stop::Interrupted) => return Ok(()),
                Err(Stop::Broken(error)) => return Err(error),
                Err(Stop::Failed(Failure::Wait(wait))) if wait <= self.options.patience && task.tries + 1 < MAX_TRIES => {
                    task.tries += 1;
                    waiting.push(task);
                    continue;
                }
                Err(Stop::Failed(failure)) => Err(failure),
            };
            report(Outcome { url: task.url, result, left: waiting.len() });
        }
        Ok(())
    }

    /// The task whose host is ready first.
    fn next(&self, waiting: &mut Vec<Task>) -> Option<Task> {
        let ready = |task: &Task| self.hosts.get(task.url.host_str()?).map(|host| host.ready);
        let (first, _) = waiting.iter().enumerate().min_by_key(|(_, task)| ready(task))?;
        Some(waiting.remove(first))
    }

    /// Asks for an address and follows its redirects, each of them checked as the address was.
    fn visit(&mut self, task: &Task) -> Result<Fetched, Stop> {
        let mut url = task.url.clone();
        let mut passed = Vec::new();
        loop {
            let answer = self.answer(&url, task)?;
            match next(&url, answer.status, answer.location.as_deref())? {
                None => return self.fetched(url, &answer).ok_or(Stop::Failed(Failure::Status(answer.status))),
                Some(next) => {
                    passed.push(std::mem::replace(&mut url, next));
                    follow(&passed, &url)?;
                }
            }
        }
    }

    fn fetched(&self, url: Url, answer: &Answer) -> Option<Fetched> {
        let kept = self.archive.kept(&url).filter(|_| (200..300).contains(&answer.status))?;
        Some(Fetched {
            state: answer.state,
            status: answer.status,
            captured: kept.captured.clone(),
            file: kept.file.clone(),
            url,
        })
    }

    /// The answer of one address, from the archive where that is recent, or from its server.
    fn answer(&mut self, url: &Url, task: &Task) -> Result<Answer, Stop> {
        check(url)?;
        let now = Timestamp::now();
        let is_recent = |asked: Timestamp| now.duration_since(asked).unsigned_abs() < self.options.max_age;
        if let Some(kept) = self.archive.kept(url).filter(|kept| !task.named && kept.status < 400 && is_recent(kept.asked)) {
            return Ok(Answer { status: kept.status, location: kept.location.clone(), state: State::Recent });
        }
        if !self.robots(url)?.allows(&path(url)) {
            return Err(Failure::Robots.into());
        }
        let known = self.archive.kept(url).filter(|kept| kept.status < 300).map(|kept| kept.validators.clone());
        self.ask(url, &known.unwrap_or_default(), task.via.as_deref(), task.tries)
    }

    /// Asks a server, in its time, and stores the answer.
    fn ask(&mut self, url: &Url, known: &Validators, via: Option<&str>, tries: u32) -> Result<Answer, Stop> {
        self.rest(url)?;
        let exchange = self.client.get(url, known);
        self.leave_alone(url, Duration::ZERO);
        let exchange = exchange?;
        let state = match self.archive.store(&exchange, via)? {
            Change::New => State::Stored,
            Change::None => State::Unchanged,
        };
        if matches!(exchange.status, 429 | 503) {
            let wait = exchange.retry_after().unwrap_or(self.options.retry * 2_u32.pow(tries));
            self.leave_alone(url, wait);
            return Err(Failure::Wait(wait).into());
        }
        let kept = self.archive.kept(url);
        let status = kept.filter(|_| state == State::Unchanged).map_or(exchange.status, |kept| kept.status);
        Ok(Answer { status, location: exchange.field("location"), state })
    }

    /// The rules of an address's site, asked for once.
    fn robots(&mut self, url: &Url) -> Result<Robots, Stop> {
        let site = url.origin().ascii_serialization();
        if let Some(known) = self.robots.get(&site) {
            return known.clone().map_err(Stop::Failed);
        }
        let rules = match self.ask_robots(url) {
            Err(Stop::Failed(Failure::Wait(wait))) => return Err(Failure::Wait(wait).into()),
            Err(Stop::Failed(failure)) => Err(failure),
            Err(stop) => return Err(stop),
            Ok(rules) => Ok(rules),
        };
        if let (Ok(Robots { delay: Some(delay), .. }), Some(host)) =
            (&rules, url.host_str().and_then(|host| self.hosts.get_mut(host)))
        {
            host.delay = host.delay.max(*delay);
            host.ready += host.delay;
        }
        self.robots.insert(site, rules.clone());
        rules.map_err(Stop::Failed)
    }

    fn ask_robots(&mut self, url: &Url) -> Result<Robots, Stop> {
        let mut at = url.join("/robots.txt").map_err(|error| Failure::Address(error.to_string()))?;
        let mut passed = Vec::new();
        loop {
            check(&at)?;
            let answer = self.ask(&at, &Validators::default(), None, 0)?;
            match next(&at, answer.status, answer.location.as_deref()) {
                Ok(Some(next)) if passed.len() < MAX_REDIRECTS => passed.push(std::mem::replace(&mut at, next)),
                // "Unavailable": no rules (RFC 9309, 2.3.1.3, and 2.3.1.2 for redirects that do not end).
                Ok(Some(_)) | Err(_) => return Ok(Robots::default()),
                Ok(None) if (200..300).contains(&answer.status) => {
                    let message = self.archive.message(&at, self.options.max_bytes).unwrap_or_default();
                    let body = client::body(&message, robots::MAX_BYTES).unwrap_or_default();
                    let text = &body[..body.len().min(robots::MAX_BYTES)];
                    return Ok(Robots::parse(&String::from_utf8_lossy(text), PRODUCT));
                }
                Ok(None) if answer.status < 500 => return Ok(Robots::default()),
                Ok(None) => return Err(Failure::RobotsUnavailable(answer.status).into()),
            }
        }
    }

    /// The addresses that an answer names, if it is a feed.
    fn stories(&self, url: &Url) -> Vec<Url> {
        let body =
            self.archive.message(url, self.options.max_bytes).and_then(|stored| client::body(&stored, self.options.max_bytes));
        body.and_then(|body| links::of_feed(&body, Some(url))).unwrap_or_default().into_iter().map(bare).collect()
    }

    /// Waits until a host may be asked.
    fn rest(&self, url: &Url) -> Result<(), Stop> {
        let ready = url.host_str().and_then(|host| self.hosts.get(host)).map(|host| host.ready);
        loop {
            if (self.asked_to_stop)() {
                return Err(Stop::Interrupted);
            }
            match ready.map(|ready| ready.saturating_duration_since(Instant::now())) {
                Some(left) if !left.is_zero() => thread::sleep(left.min(NAP)),
                _ => return Ok(()),
            }
        }
    }

    /// Leaves a host alone for its delay, or longer.
    fn leave_alone(&mut self, url: &Url, at_least: Duration) {
        let now = Instant::now();
        let host = self.hosts.entry(url.host_str().unwrap_or_default().to_owned());
        let host = host.or_insert(Host { ready: now, delay: self.options.delay });
        host.ready = host.ready.max(now + host.delay.max(at_least.min(self.options.patience)));
    }
}

/// Whether an address may be asked at all.
fn check(url: &Url) -> Result<(), Failure> {
    match url.scheme() {
        "http" | "https" if !url.username().is_empty() || url.password().is_some() => {
            Err(Failure::Address("it carries a name or password".to_owned()))
        }
        "http" | "https" if url.has_host() => Ok(()),
        scheme => Err(Failure::Address(format!("`{scheme}` is not fetched"))),
    }
}

/// Where a redirect leads; `None` where the answer is none.
fn next(url: &Url, status: u16, location: Option<&str>) -> Result<Option<Url>, Failure> {
    match (status, location) {
        (301 | 302 | 303 | 307 | 308, Some(location)) => {
            url.join(location).map(|url| Some(bare(url))).map_err(|_| Failure::Redirect(location.to_owned()))
        }
        _ => Ok(None),
    }
}

fn follow(passed: &[Url], url: &Url) -> Result<(), Failure> {
    match passed {
        _ if passed.contains(url) => Err(Failure::Circle),
        _ if passed.len() > MAX_REDIRECTS => Err(Failure::TooManyRedirects(MAX_REDIRECTS)),
        _ => Ok(()),
    }
}

/// The address without its fragment, which no server sees.
pub fn bare(mut url: Url) -> Url {
    url.set_fragment(None);
    url
}

fn path(url: &Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}
