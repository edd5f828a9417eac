//! The parameters of a request: which claims, and which page of them.

use crate::answer::Failure;
use saidby_casefile::Filter;
use saidby_core::EventType;
use serde::Deserialize;

/// Claims on one page.
pub const CLAIMS_PER_PAGE: usize = 50;

/// The last page that is made: a page costs as much as all before it.
const LAST_PAGE: usize = 200;

/// The longest text that a filter takes, in characters.
const LONGEST: usize = 200;

/// The parameters as they stand in the address. An empty one is like none.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Parameters {
    actor: Option<String>,
    about: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    since: Option<String>,
    until: Option<String>,
    page: Option<String>,
}

/// What the parameters ask for.
#[derive(Clone, Debug)]
pub struct Query {
    /// Which claims; its limit is one more than the page needs, so that it is known whether there are more.
    pub filter: Filter,
    /// Which page of them, from 1.
    pub page: usize,
}

impl Query {
    /// What the parameters ask for, or which of them cannot be understood.
    pub fn of(parameters: Parameters) -> Result<Self, Failure> {
        let page = page(parameters.page)?;
        let filter = Filter {
            actor: text("actor", parameters.actor)?,
            about: text("about", parameters.about)?,
            since: date("since", parameters.since)?,
            until: date("until", parameters.until)?,
            kind: text("type", parameters.kind)?.map(|name| event_type(&name)).transpose()?,
            document: None,
            limit: Some(page * CLAIMS_PER_PAGE + 1),
        };
        Ok(Self { filter, page })
    }

    /// How many claims stand on the pages before.
    pub fn before(&self) -> usize {
        (self.page - 1) * CLAIMS_PER_PAGE
    }

    /// Whether there may be a page after this one.
    pub fn may_go_on(&self) -> bool {
        self.page < LAST_PAGE
    }

    /// Whether any filter is set.
    pub fn is_filtered(&self) -> bool {
        self.fields().iter().any(|(_, value)| !value.is_empty())
    }

    /// Every filter's name and value, empty where it is not set.
    pub fn fields(&self) -> [(&'static str, &str); 5] {
        let Filter { actor, about, since, until, kind, .. } = &self.filter;
        [
            ("actor", actor.as_deref().unwrap_or("")),
            ("about", about.as_deref().unwrap_or("")),
            ("type", kind.map_or("", EventType::name)),
            ("since", since.as_deref().unwrap_or("")),
            ("until", until.as_deref().unwrap_or("")),
        ]
    }

    /// The address of `path` with the same filters, at another page.
    pub fn address(&self, path: &str, page: usize) -> String {
        let mut address = path.to_owned();
        let page = if page > 1 { page.to_string() } else { String::new() };
        for (name, value) in self.fields().into_iter().chain([("page", page.as_str())]).filter(|(_, value)| !value.is_empty()) {
            address.push(if address.contains('?') { '&' } else { '?' });
            address.push_str(name);
            address.push('=');
            push_encoded(&mut address, value);
        }
        address
    }
}

fn text(name: &str, value: Option<String>) -> Result<Option<String>, Failure> {
    let value = value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    match value {
        Some(value) if value.chars().count() > LONGEST => {
            Err(Failure::request(format!("`{name}` is too long"), format!("keep it to {LONGEST} characters")))
        }
        value => Ok(value),
    }
}

fn event_type(name: &str) -> Result<EventType, Failure> {
    let names: Vec<&str> = EventType::ALL.iter().map(|kind| kind.name()).collect();
    name.parse()
        .map_err(|error: saidby_core::UnknownName| Failure::request(error.to_string(), format!("one of {}", names.join(", "))))
}

/// A year, a month or a day, as the casefile's filter takes it.
fn date(name: &str, value: Option<String>) -> Result<Option<String>, Failure> {
    let Some(value) = text(name, value)? else { return Ok(None) };
    let parts: Vec<&str> = value.split('-').collect();
    let is_number = |part: &str, digits: usize| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    let in_range = |part: &str, last: u8| is_number(part, 2) && part.parse().is_ok_and(|number: u8| (1..=last).contains(&number));
    let fits = match parts.as_slice() {
        [year] => is_number(year, 4),
        [year, month] => is_number(year, 4) && in_range(month, 12),
        [year, month, day] => is_number(year, 4) && in_range(month, 12) && in_range(day, 31),
        _ => false,
    };
    let wrong =
        || Failure::request(format!("`{name}` is not a date: `{value}`"), "write it as `2022`, `2022-11` or `2022-11-02`");
    if fits { Ok(Some(value)) } else { Err(wrong()) }
}

fn page(value: Option<String>) -> Result<usize, Failure> {
    let Some(value) = text("page", value)? else { return Ok(1) };
    let number = value.parse().ok().filter(|page| (1..=LAST_PAGE).contains(page));
    number.ok_or_else(|| {
        Failure::request(format!("there is no page `{value}`"), format!("a page is a number from 1 to {LAST_PAGE}"))
    })
}

/// Percent-encodes a value of a query (RFC 3986, section 2.1): all but letters, digits, `-`, `.`, `_` and `~`.
fn push_encoded(address: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            address.push(byte.into());
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_every_filter() {
        let parameters = Parameters {
            actor: Some("Côte d’Ivoire & co".to_owned()),
            kind: Some("AID".to_owned()),
            since: Some("2022-11".to_owned()),
            ..Parameters::default()
        };
        let query = Query::of(parameters).unwrap();
        let address = query.address("/", 3);
        assert_eq!(address, "/?actor=C%C3%B4te%20d%E2%80%99Ivoire%20%26%20co&type=AID&since=2022-11&page=3");
    }

    #[test]
    fn an_empty_parameter_is_like_none() {
        let parameters = Parameters { actor: Some("  ".to_owned()), page: Some(String::new()), ..Parameters::default() };
        let query = Query::of(parameters).unwrap();
        assert!(!query.is_filtered());
        assert_eq!(query.page, 1);
    }

    #[test]
    fn a_date_that_is_none_is_refused() {
        for value in ["november", "2022-13", "2022-1", "2022-11-32", "22", "2022-11-02-01", "２０２２"] {
            let since = Some(value.to_owned());
            assert!(Query::of(Parameters { since, ..Parameters::default() }).is_err(), "{value}");
        }
    }
}
