//! Dates: structured data, `meta` elements, microdata, `time` elements and date lines of the page, its address.

use super::{Field, Source, found};
use crate::html::tree::NodeId;
use crate::text::dates::{self, Dates, Order};
use saidby_core::{Found, Moment};

/// `meta` elements that give a date of publication, in the order of trust.
const PUBLISHED: &[Field] = &[
    ("articlepublishedtime", "meta:article:published_time"),
    ("articlepublished", "meta:article:published"),
    ("ogpublishedtime", "meta:og:published_time"),
    ("ogarticlepublishedtime", "meta:og:article:published_time"),
    ("datepublished", "meta:datePublished"),
    ("publishedat", "meta:published_at"),
    ("publishedtime", "meta:published_time"),
    ("publisheddate", "meta:published_date"),
    ("publishdate", "meta:publish-date"),
    ("publicationdate", "meta:publication_date"),
    ("pubdate", "meta:pubdate"),
    ("ogpubdate", "meta:og:pubdate"),
    ("parselypubdate", "meta:parsely-pub-date"),
    ("cxenseparserecspublishtime", "meta:cxenseparse:recs:publishtime"),
    ("cxenseparsepublishtime", "meta:cxenseparse:publishtime"),
    ("sailthrudate", "meta:sailthru.date"),
    ("dcdateissued", "meta:dc.date.issued"),
    ("dctermsissued", "meta:dcterms.issued"),
    ("dcdate", "meta:dc.date"),
    ("dctermsdate", "meta:dcterms.date"),
    ("dctermscreated", "meta:dcterms.created"),
    ("dcdatecreated", "meta:dc.date.created"),
    ("datecreated", "meta:dateCreated"),
    ("citationpublicationdate", "meta:citation_publication_date"),
    ("citationdate", "meta:citation_date"),
    ("date", "meta:date"),
];
const MODIFIED: &[Field] = &[
    ("articlemodifiedtime", "meta:article:modified_time"),
    ("articlemodified", "meta:article:modified"),
    ("ogmodifiedtime", "meta:og:modified_time"),
    ("ogupdatedtime", "meta:og:updated_time"),
    ("datemodified", "meta:dateModified"),
    ("lastmodified", "meta:last-modified"),
    ("modifiedtime", "meta:modified_time"),
    ("updatedat", "meta:updated_at"),
    ("dcdatemodified", "meta:dc.date.modified"),
    ("dctermsmodified", "meta:dcterms.modified"),
    ("cxenseparserecsmodifiedtime", "meta:cxenseparse:recs:modifiedtime"),
];
/// Words of a class or id that say that a date stands in the element.
const MARKS: &[&str] = &["date", "time", "datum", "fecha", "publish", "posted", "data"];

impl Source<'_> {
    pub fn published(&self) -> Option<Found<Moment>> {
        let declared = moment(&self.declared.published, "json-ld:datePublished");
        let created = || moment(&self.declared.created, "json-ld:dateCreated");
        declared
            .or_else(|| self.listed_date(PUBLISHED))
            .or_else(|| self.item_date("datePublished"))
            .or_else(created)
            .or_else(|| self.seen_date())
    }

    pub fn modified(&self) -> Option<Found<Moment>> {
        let declared = moment(&self.declared.modified, "json-ld:dateModified");
        let line = || self.date_lines().find_map(|dates| dates.modified).map(|value| found(value, "text:date line"));
        declared.or_else(|| self.listed_date(MODIFIED)).or_else(|| self.item_date("dateModified")).or_else(line)
    }

    /// How the page's declared language writes dates in figures: English is read only where its country is named.
    pub fn order_of_figures(&self) -> Order {
        let html = self.elements("html").find_map(|id| self.tree.attribute(id, "lang"));
        let Some(tag) = html.or_else(|| self.meta("oglocale")) else { return Order::Unknown };
        let tag = tag.trim().to_lowercase();
        let mut parts = tag.split(['-', '_']);
        match (parts.next().unwrap_or_default(), parts.next()) {
            ("en", Some("us")) => Order::MonthFirst,
            ("en", None) | ("", _) => Order::Unknown,
            _ => Order::DayFirst,
        }
    }

    fn listed_date(&self, fields: &'static [Field]) -> Option<Found<Moment>> {
        self.listed(fields).find_map(|(field, from)| Some(found(dates::ordered(field, self.order)?, from)))
    }

    fn item_date(&self, name: &'static str) -> Option<Found<Moment>> {
        let from = if name == "datePublished" { "element:datePublished" } else { "element:dateModified" };
        self.items(&[name]).find_map(|id| self.element_date(id)).map(|value| found(value, from))
    }

    /// A date that a reader sees: the first that the page's address does not contradict, else the address's own.
    fn seen_date(&self) -> Option<Found<Moment>> {
        let address = self.address_date();
        let fits = |date: &Found<Moment>| {
            let day = address.as_ref().map(|address| address.value.date);
            day.is_none_or(|day| (day - date.value.date).get_days().abs() <= 1)
        };
        let lines: Vec<Dates> = self.date_lines().collect();
        let lines = |is_labelled: bool| {
            let lines = lines.iter().filter(move |dates| dates.is_labelled == is_labelled);
            lines.filter_map(|dates| dates.published).map(|value| found(value, "text:date line")).collect::<Vec<_>>()
        };
        self.times().chain(lines(true)).chain(self.marked_dates()).chain(lines(false)).find(fits).or(address)
    }

    /// Dates of `time` elements, but for those that stand after a word for a change.
    fn times(&self) -> impl Iterator<Item = Found<Moment>> {
        let is_of_change = |id: NodeId| {
            let parent = self.tree.node(id).parent;
            let around = if self.is_short(parent) { self.words(parent) } else { String::new() };
            let dates = dates::dates(&around, self.order);
            dates.published.is_none() && dates.modified.is_some()
        };
        let ids = self.elements("time").filter(|&id| !self.is_apart(id));
        let dated = ids.filter_map(move |id| Some((id, self.element_date(id)?)));
        dated.filter(move |&(id, _)| !is_of_change(id)).map(|(_, value)| found(value, "element:time"))
    }

    fn element_date(&self, id: NodeId) -> Option<Moment> {
        let field = ["datetime", "content", "title"].iter().find_map(|name| self.tree.attribute(id, name));
        let read = |field: &str| dates::ordered(field, self.order);
        field.and_then(read).or_else(|| self.is_short(id).then(|| self.words(id)).and_then(|words| read(&words)))
    }

    /// Short elements whose class or id is a date's.
    fn marked_dates(&self) -> impl Iterator<Item = Found<Moment>> {
        let is_date = |value: &str| {
            let value = value.to_lowercase();
            MARKS.iter().any(|word| value.contains(word))
        };
        let named = move |&id: &NodeId| ["class", "id"].iter().filter_map(|field| self.tree.attribute(id, field)).any(is_date);
        let ids = (0..self.tree.len()).filter(|&id| self.is_short(id)).filter(named).filter(|&id| !self.is_apart(id));
        ids.filter_map(|id| dates::dates(&self.words(id), self.order).published).map(|value| found(value, "element:date"))
    }

    /// The page's lines that hold a date and little else, in page order.
    fn date_lines(&self) -> impl Iterator<Item = Dates> {
        let text = &self.layout.text;
        let dates = self.layout.passages.iter().map(|line| (line.element, dates::dates(line.span.of(text), self.order)));
        let dated = dates.filter(|(_, dates)| dates.published.or(dates.modified).is_some());
        dated.filter(|&(element, _)| !self.is_apart(element)).map(|(_, dates)| dates)
    }

    /// The day in the page's address: `/2022/11/02/`, `/2022-11-02-`.
    fn address_date(&self) -> Option<Found<Moment>> {
        let own = self.own_address().map(|found| found.value);
        self.given.into_iter().chain(own.as_deref()).find_map(dates::in_address).map(|value| found(value, "url"))
    }
}

fn moment(field: &Option<String>, from: &'static str) -> Option<Found<Moment>> {
    field.as_deref().and_then(dates::moment).map(|value| found(value, from))
}
