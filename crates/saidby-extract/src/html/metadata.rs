//! Title, authors, dates, language, outlet and address, each with the field that gave it.
//!
//! Structured data first, then `meta` elements, then what stands in the page.

use super::json_ld::Declared;
use super::tree::{NodeId, Tree};
use crate::text::words::{folded, levelled};
use crate::text::{dates, names};
use saidby_core::{Found, Language, Metadata, Moment};

/// `meta` elements (by `property`, `name` or `itemprop`) that give a date of publication.
const PUBLISHED: &[(&str, &str)] = &[
    ("article:published_time", "meta:article:published_time"),
    ("og:published_time", "meta:og:published_time"),
    ("datepublished", "meta:datePublished"),
    ("date", "meta:date"),
    ("pubdate", "meta:pubdate"),
    ("publishdate", "meta:publishdate"),
    ("publish-date", "meta:publish-date"),
    ("parsely-pub-date", "meta:parsely-pub-date"),
    ("sailthru.date", "meta:sailthru.date"),
    ("dc.date", "meta:dc.date"),
    ("dc.date.issued", "meta:dc.date.issued"),
    ("dcterms.created", "meta:dcterms.created"),
    ("dcterms.date", "meta:dcterms.date"),
    ("cxenseparse:recs:publishtime", "meta:cxenseparse:recs:publishtime"),
];

const MODIFIED: &[(&str, &str)] = &[
    ("article:modified_time", "meta:article:modified_time"),
    ("og:updated_time", "meta:og:updated_time"),
    ("datemodified", "meta:dateModified"),
    ("last-modified", "meta:last-modified"),
];

const AUTHORS: &[(&str, &str)] = &[
    ("author", "meta:author"),
    ("article:author", "meta:article:author"),
    ("parsely-author", "meta:parsely-author"),
    ("dc.creator", "meta:dc.creator"),
    ("sailthru.author", "meta:sailthru.author"),
];

const LANGUAGES: &[(&str, &str)] = &[
    ("og:locale", "meta:og:locale"),
    ("language", "meta:language"),
    ("content-language", "meta:content-language"),
    ("dc.language", "meta:dc.language"),
];

/// A page, and its `meta` elements with their names in lower case.
struct Source<'p> {
    tree: &'p Tree,
    markup: &'p str,
    declared: &'p Declared,
    metas: Vec<(String, &'p str)>,
}

/// What the page says about itself.
pub fn metadata(tree: &Tree, markup: &str, declared: &Declared) -> Metadata {
    let source = Source { tree, markup, declared, metas: metas(tree) };
    Metadata {
        title: source.title(),
        authors: source.authors(),
        published: source.published(),
        modified: source.modified(),
        language: source.language(),
        outlet: source.outlet(),
        url: source.url(),
    }
}

fn metas(tree: &Tree) -> Vec<(String, &str)> {
    let ids = (0..tree.len()).filter(|&id| tree.name(id) == "meta");
    let named = |id: NodeId| {
        let name = ["property", "name", "itemprop"].iter().find_map(|field| tree.attribute(id, field))?;
        Some((name.to_lowercase(), tree.attribute(id, "content").filter(|content| !content.trim().is_empty())?))
    };
    ids.filter_map(named).collect()
}

fn found<T>(value: T, from: &'static str) -> Found<T> {
    Found { value, from }
}

impl Source<'_> {
    fn meta(&self, name: &str) -> Option<&str> {
        self.metas.iter().find(|(other, _)| other == name).map(|&(_, content)| content)
    }

    fn listed(&self, fields: &'static [(&str, &str)]) -> impl Iterator<Item = (&str, &'static str)> {
        fields.iter().filter_map(|&(name, from)| Some((self.meta(name)?, from)))
    }

    fn elements<'a>(&'a self, name: &'a str) -> impl Iterator<Item = NodeId> + 'a {
        (0..self.tree.len()).filter(move |&id| self.tree.name(id) == name)
    }

    /// The first heading that another field confirms; else the structured data's, `og:title`, the heading, the title element.
    fn title(&self) -> Option<Found<String>> {
        let page = self.elements("title").next().map(|id| self.tree.words(id, self.markup)).filter(|title| !title.is_empty());
        let og = self.meta("og:title").map(folded);
        let headings: Vec<String> =
            self.elements("h1").take(8).map(|id| self.tree.words(id, self.markup)).filter(|h| !h.is_empty()).collect();
        let others = [self.declared.headline.as_ref(), og.as_ref(), page.as_ref()];
        let confirmed = headings.iter().find(|h| others.iter().flatten().any(|other| is_start(&levelled(h), &levelled(other))));
        let heading = confirmed.map(|heading| found(heading.clone(), "element:h1"));
        let declared = self.declared.headline.clone().map(|title| found(title, "json-ld:headline"));
        let og = og.map(|title| found(without_outlet(&title, &[self.outlet_name()]), "meta:og:title"));
        let page = page.map(|title| found(without_outlet(&title, &[self.outlet_name()]), "element:title"));
        let lone = (headings.len() == 1).then(|| headings.first().cloned()).flatten().map(|heading| found(heading, "element:h1"));
        heading.or(declared).or(og).or(lone).or(page)
    }

    fn outlet_name(&self) -> Option<String> {
        self.outlet().map(|outlet| outlet.value)
    }

    fn authors(&self) -> Vec<Found<String>> {
        let declared: Vec<String> = self.declared.authors.iter().flat_map(|author| names::authors(author)).collect();
        let clean = |authors: Vec<String>, from| -> Vec<Found<String>> {
            let mut seen: Vec<String> = Vec::new();
            for author in authors.into_iter().filter(|author| !author.starts_with("http")) {
                if !seen.contains(&author) {
                    seen.push(author);
                }
            }
            seen.into_iter().map(|author| found(author, from)).collect()
        };
        if !declared.is_empty() {
            return clean(declared, "json-ld:author");
        }
        for &(name, from) in AUTHORS {
            let fields = self.metas.iter().filter(|(other, content)| other == name && !content.starts_with("http"));
            let authors: Vec<String> = fields.flat_map(|(_, content)| names::authors(content)).collect();
            if !authors.is_empty() {
                return clean(authors, from);
            }
        }
        clean(self.marked_authors(), "element:author")
    }

    /// Authors in microdata, in links with `rel="author"`, or in elements whose class is a byline's.
    fn marked_authors(&self) -> Vec<String> {
        let is = |id: NodeId, field: &str, words: &[&str]| {
            self.tree.attribute(id, field).is_some_and(|value| value.split_whitespace().any(|word| words.contains(&word)))
        };
        let tests: [&dyn Fn(NodeId) -> bool; 3] =
            [&|id| is(id, "itemprop", &["author", "creator"]), &|id| is(id, "rel", &["author"]), &|id| {
                is(id, "class", &["author", "byline", "author-name", "article-author", "byline-name", "author__name"])
            }];
        for test in tests {
            let words = (0..self.tree.len()).filter(|&id| test(id)).map(|id| self.tree.words(id, self.markup));
            let authors: Vec<String> =
                words.filter(|words| words.len() < 120).flat_map(|words| names::authors(&words)).take(6).collect();
            if !authors.is_empty() {
                return authors;
            }
        }
        Vec::new()
    }

    fn published(&self) -> Option<Found<Moment>> {
        let declared =
            self.declared.published.as_deref().and_then(dates::moment).map(|value| found(value, "json-ld:datePublished"));
        let meta = || self.listed(PUBLISHED).find_map(|(field, from)| Some(found(dates::moment(field)?, from)));
        declared.or_else(meta).or_else(|| self.time_element()).or_else(|| self.date_element())
    }

    fn modified(&self) -> Option<Found<Moment>> {
        let declared =
            self.declared.modified.as_deref().and_then(dates::moment).map(|value| found(value, "json-ld:dateModified"));
        declared.or_else(|| self.listed(MODIFIED).find_map(|(field, from)| Some(found(dates::moment(field)?, from))))
    }

    fn time_element(&self) -> Option<Found<Moment>> {
        let moment = |id: NodeId| {
            let field = self.tree.attribute(id, "datetime").or_else(|| self.tree.attribute(id, "content"));
            field.and_then(dates::moment).or_else(|| dates::moment(&self.tree.words(id, self.markup)))
        };
        let marked = (0..self.tree.len()).filter(|&id| self.tree.attribute(id, "itemprop") == Some("datePublished"));
        marked.chain(self.elements("time")).find_map(moment).map(|value| found(value, "element:time"))
    }

    /// The first short element whose class or id is a date's.
    fn date_element(&self) -> Option<Found<Moment>> {
        let is_date = |value: &str| {
            ["date", "time", "datum", "fecha", "publish", "posted", "data"].iter().any(|word| value.to_lowercase().contains(word))
        };
        let named = |&id: &NodeId| ["class", "id"].iter().filter_map(|field| self.tree.attribute(id, field)).any(is_date);
        let short = |&id: &NodeId| self.tree.node(id).end - id <= 12;
        let moment = |id| dates::date_line(&self.tree.words(id, self.markup));
        (0..self.tree.len()).filter(named).filter(short).find_map(moment).map(|value| found(value, "element:date"))
    }

    fn language(&self) -> Option<Found<Language>> {
        let html = self.elements("html").find_map(|id| self.tree.attribute(id, "lang")).and_then(Language::parse);
        let declared = self.declared.language.as_deref().and_then(Language::parse);
        let meta = || self.listed(LANGUAGES).find_map(|(field, from)| Some(found(Language::parse(field)?, from)));
        html.map(|value| found(value, "element:html")).or(declared.map(|value| found(value, "json-ld:inLanguage"))).or_else(meta)
    }

    fn outlet(&self) -> Option<Found<String>> {
        let meta = |name: &str, from| self.meta(name).map(|value| found(folded(value), from));
        let declared = self.declared.outlet.clone().map(|value| found(value, "json-ld:publisher"));
        meta("og:site_name", "meta:og:site_name").or(declared).or_else(|| meta("application-name", "meta:application-name"))
    }

    fn url(&self) -> Option<Found<String>> {
        let canonical = self.elements("link").find(|&id| self.tree.attribute(id, "rel") == Some("canonical"));
        let canonical = canonical.and_then(|id| self.tree.attribute(id, "href")).filter(|href| href.starts_with("http"));
        let og =
            || self.meta("og:url").filter(|url| url.starts_with("http")).map(|url| found(url.trim().to_owned(), "meta:og:url"));
        canonical.map(|href| found(href.trim().to_owned(), "element:link")).or_else(og)
    }
}

/// Whether one text starts with the other: a heading, and a title with the outlet's name after it.
fn is_start(heading: &str, title: &str) -> bool {
    !heading.is_empty() && !title.is_empty() && (title.starts_with(heading) || heading.starts_with(title))
}

/// The title without ` | Outlet` at its end: after a bar always, after a dash where the words are the outlet's or few.
fn without_outlet(title: &str, outlets: &[Option<String>]) -> String {
    let mut title = title.trim();
    for mark in [" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " « ", " » "] {
        let Some((head, tail)) = title.rsplit_once(mark) else { continue };
        let is_outlet = outlets.iter().flatten().any(|outlet| levelled(outlet) == levelled(tail));
        let is_short = tail.split_whitespace().count() <= 4 && head.split_whitespace().count() >= 3;
        if is_outlet || (is_short && head.len() > tail.len()) {
            title = head.trim();
        }
    }
    title.to_owned()
}
