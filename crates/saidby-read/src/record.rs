//! A document in a record, of JSON or of a table, under the names that this program and others give its fields.
//!
//! In: `{"url": "https://…", "maintext": "…", "date_publish": "2023-10-19 18:42:00"}`. Out: the page, or what is missing.

use crate::document::{Hints, page};
use crate::error::{Error, ErrorKind, Place};
use crate::ids::Ids;
use crate::kind;
use crate::{Outcome, published};
use saidby_core::{Language, Notice, NoticeKind, PageFormat};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// What a field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The record's own name.
    Id,
    /// Where it was published.
    Url,
    /// A page with markup.
    Html,
    /// The article's text, taken as it is.
    Text,
    /// The article's text or its markup, as the content says.
    Content,
    /// A part of the text.
    Summary,
    /// The headline.
    Title,
    /// The authors.
    Authors,
    /// When it was published.
    Published,
    /// Its language.
    Language,
    /// The outlet's name.
    Outlet,
    /// Records of their own.
    Records,
}

/// Names of fields. Where a record has several for one thing, the first here counts. They are those of this program, of
/// [JSON Feed](https://www.jsonfeed.org/version/1.1/) and of trafilatura, newspaper3k, news-please, Media Cloud and NewsAPI.
const NAMES: &[(&str, Field)] = &[
    ("id", Field::Id),
    ("_id", Field::Id),
    ("guid", Field::Id),
    ("stories_id", Field::Id),
    ("url", Field::Url),
    ("link", Field::Url),
    ("canonical_link", Field::Url),
    ("source_url", Field::Url),
    ("source", Field::Url),
    ("html", Field::Html),
    ("raw_html", Field::Html),
    ("content_html", Field::Html),
    ("article_html", Field::Html),
    ("text", Field::Text),
    ("maintext", Field::Text),
    ("content_text", Field::Text),
    ("article_text", Field::Text),
    ("full_text", Field::Text),
    ("fulltext", Field::Text),
    ("story_text", Field::Text),
    ("raw_text", Field::Text),
    ("content", Field::Content),
    ("body", Field::Content),
    ("article", Field::Content),
    ("summary", Field::Summary),
    ("description", Field::Summary),
    ("excerpt", Field::Summary),
    ("title", Field::Title),
    ("headline", Field::Title),
    ("authors", Field::Authors),
    ("author", Field::Authors),
    ("byline", Field::Authors),
    ("published", Field::Published),
    ("date_published", Field::Published),
    ("date_publish", Field::Published),
    ("publish_date", Field::Published),
    ("published_at", Field::Published),
    ("publishedat", Field::Published),
    ("datepublished", Field::Published),
    ("publication_date", Field::Published),
    ("pub_date", Field::Published),
    ("pubdate", Field::Published),
    ("date", Field::Published),
    ("lang", Field::Language),
    ("language", Field::Language),
    ("outlet", Field::Outlet),
    ("source-hostname", Field::Outlet),
    ("sitename", Field::Outlet),
    ("media_name", Field::Outlet),
    ("publisher", Field::Outlet),
    ("items", Field::Records),
    ("articles", Field::Records),
    ("stories", Field::Records),
    ("documents", Field::Records),
    ("records", Field::Records),
];

/// What the name of a field or column means, whatever its case, and its place among the names.
pub fn named(name: &str) -> Option<(usize, Field)> {
    let name = name.trim();
    NAMES.iter().position(|(known, _)| known.eq_ignore_ascii_case(name)).map(|at| (at, NAMES[at].1))
}

/// The known fields of a record.
#[derive(Debug, Default)]
pub struct Record {
    /// Values by the place of their name, each a list of words: one, or one an author.
    values: Vec<(usize, Vec<String>)>,
    /// The records in it.
    pub records: Vec<Record>,
}

impl Record {
    /// Adds a value; fields whose names say nothing are left out.
    pub fn add(&mut self, name: &str, words: Vec<String>) {
        if let Some((rank, _)) = named(name) {
            self.values.push((rank, words));
        }
    }

    /// The values of the first name that has any, and the name.
    fn get(&self, field: Field) -> Option<(&'static str, &[String])> {
        let of_field =
            self.values.iter().filter(|(rank, words)| NAMES[*rank].1 == field && !words.iter().all(|w| w.trim().is_empty()));
        of_field.min_by_key(|(rank, _)| rank).map(|(rank, words)| (NAMES[*rank].0, words.as_slice()))
    }

    fn first(&self, field: Field) -> Option<(&'static str, &str)> {
        self.get(field).and_then(|(name, words)| Some((name, words.first()?.as_str())))
    }

    /// Whether it has a name of its own, which is carried through.
    pub fn names_itself(&self) -> bool {
        self.get(Field::Id).is_some()
    }

    /// Whether it is no document but a list of them: a feed, or an answer of a search.
    pub fn is_list(&self) -> bool {
        let has_content = [Field::Html, Field::Text, Field::Content].iter().any(|field| self.get(*field).is_some());
        !self.records.is_empty() && !has_content
    }

    /// The page, and what is wrong with the record.
    pub fn outcomes(&self, origin: &mut Origin) -> Vec<Outcome> {
        let Some((content, format, notices)) = self.content() else {
            return vec![Err(origin.error(ErrorKind::BadRecord("it has neither `html` nor `text`".to_owned())))];
        };
        let mut outcomes = Vec::new();
        let mut doubt = |field: Option<(&'static str, &str)>| {
            if let Some((name, value)) = field {
                outcomes.push(Err(origin.error(ErrorKind::BadField(name, value.to_owned()))));
            }
        };
        let (language, published) = (self.first(Field::Language), self.first(Field::Published));
        let read_language = language.and_then(|(_, value)| Language::parse(value));
        let read_published = published.and_then(|(_, value)| published::moment(value));
        doubt(language.filter(|_| read_language.is_none()));
        doubt(published.filter(|_| read_published.is_none()));
        let hints = Hints {
            url: self.address(),
            language: read_language,
            published: read_published,
            title: self.first(Field::Title).map(|(_, title)| title.trim().to_owned()),
            authors: self.authors(),
            outlet: self.first(Field::Outlet).map(|(_, outlet)| outlet.trim().to_owned()),
            format: Some(format),
            notices,
            ..Hints::default()
        };
        let id = origin.id(self.first(Field::Id).map(|(_, id)| id), hints.url.as_deref());
        outcomes.insert(0, page(&id, content.as_bytes().to_vec(), hints).map_err(|error| origin.error(error.kind)));
        outcomes
    }

    /// The document, what it is, and what its reader should know: the markup before the text before a part of it. What is there and
    /// empty is found too, so that it can be called empty.
    fn content(&self) -> Option<(&str, PageFormat, Vec<Notice>)> {
        let as_it_says = |words: &str| kind::format(words).unwrap_or(PageFormat::Given);
        if let Some((_, html)) = self.first(Field::Html) {
            return Some((html, PageFormat::Html, Vec::new()));
        }
        if let Some((_, text)) = self.first(Field::Text) {
            return Some((text, PageFormat::Given, Vec::new()));
        }
        if let Some((_, content)) = self.first(Field::Content) {
            let format = if as_it_says(content) == PageFormat::Html { PageFormat::Html } else { PageFormat::Given };
            return Some((content, format, Vec::new()));
        }
        if let Some((_, summary)) = self.first(Field::Summary) {
            return Some((summary, as_it_says(summary), vec![summary_only()]));
        }
        let is_empty = self.values.iter().any(|(rank, _)| matches!(NAMES[*rank].1, Field::Html | Field::Text | Field::Content));
        is_empty.then_some(("", PageFormat::Given, Vec::new()))
    }

    /// The first field that holds an address: other tools keep an outlet's name under `source`.
    fn address(&self) -> Option<String> {
        let of_field = |(rank, words): &&(usize, Vec<String>)| {
            let is_name_of_it = NAMES[*rank].0 == "url";
            NAMES[*rank].1 == Field::Url && words.first().is_some_and(|word| is_name_of_it || word.contains("://"))
        };
        let found = self.values.iter().filter(of_field).min_by_key(|(rank, _)| rank);
        found.and_then(|(_, words)| words.first()).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty())
    }

    /// The authors; one string may hold several between semicolons, as trafilatura's does.
    fn authors(&self) -> Vec<String> {
        let names = self.get(Field::Authors).map_or(&[][..], |(_, names)| names);
        let names = names.iter().flat_map(|name| name.split(';')).map(str::trim);
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }
}

/// What a page's reader should know where the input gives only a part of it.
pub fn summary_only() -> Notice {
    Notice::of(NoticeKind::Limit, "the input gives only a summary of this page")
}

/// Where a record stands in its input.
pub struct Origin<'i> {
    /// The input.
    pub name: &'i str,
    /// Its place there.
    pub place: Place,
    /// Gives names after addresses to records in a container; `None` where a record's own name is taken as it is, and one without
    /// is called after its place.
    pub ids: Option<&'i mut Ids>,
}

impl Origin<'_> {
    fn error(&self, kind: ErrorKind) -> Error {
        Error::at(self.name, self.place, kind)
    }

    fn id(&mut self, own: Option<&str>, url: Option<&str>) -> String {
        let number = match self.place {
            Place::Line(number) | Place::Record { number, .. } => number,
        };
        match (&mut self.ids, own) {
            (Some(ids), _) => ids.next(url.or(own), number),
            (None, Some(own)) => own.to_owned(),
            (None, None) if matches!(self.place, Place::Line(_)) => format!("{}:{number}", self.name),
            (None, None) => format!("{}#{}", self.name, url.map_or(number.to_string(), str::to_owned)),
        }
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Fields)
    }
}

/// Reads a record from an object, or records from an array; anything else is a record without fields.
struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        while let Some(name) = map.next_key::<String>()? {
            match named(&name) {
                None => drop(map.next_value::<IgnoredAny>()?),
                Some((_, Field::Records)) => record.records.append(&mut map.next_value::<Record>()?.records),
                Some((rank, _)) => record.values.push((rank, map.next_value::<Words>()?.0)),
            }
        }
        Ok(record)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        while let Some(inner) = seq.next_element::<Record>()? {
            record.records.push(inner);
        }
        Ok(record)
    }

    fn visit_str<E>(self, _: &str) -> Result<Record, E> {
        Ok(Record::default())
    }

    fn visit_bool<E>(self, _: bool) -> Result<Record, E> {
        Ok(Record::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Record, E> {
        Ok(Record::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Record, E> {
        Ok(Record::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Record, E> {
        Ok(Record::default())
    }

    fn visit_unit<E>(self) -> Result<Record, E> {
        Ok(Record::default())
    }
}

/// The words of a value: a string, a number, the `name` of an object, or those of each element of a list.
struct Words(Vec<String>);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordsOf).map(Self)
    }
}

struct WordsOf;

impl<'de> Visitor<'de> for WordsOf {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("words")
    }

    fn visit_str<E>(self, words: &str) -> Result<Vec<String>, E> {
        Ok(vec![words.to_owned()])
    }

    fn visit_string<E>(self, words: String) -> Result<Vec<String>, E> {
        Ok(vec![words])
    }

    fn visit_u64<E>(self, number: u64) -> Result<Vec<String>, E> {
        Ok(vec![number.to_string()])
    }

    fn visit_i64<E>(self, number: i64) -> Result<Vec<String>, E> {
        Ok(vec![number.to_string()])
    }

    fn visit_f64<E>(self, number: f64) -> Result<Vec<String>, E> {
        Ok(vec![number.to_string()])
    }

    fn visit_bool<E>(self, _: bool) -> Result<Vec<String>, E> {
        Ok(Vec::new())
    }

    fn visit_unit<E>(self) -> Result<Vec<String>, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<String>, A::Error> {
        let mut all = Vec::new();
        while let Some(Words(mut words)) = seq.next_element()? {
            all.append(&mut words);
        }
        Ok(all)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<String>, A::Error> {
        let mut found = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "name" => found = map.next_value::<Words>()?.0,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(found)
    }
}
