//! What a page declares of its article in JSON-LD, after schema.org.
//!
//! A page may declare several articles (its own, those that it links to, the entries of a live blog): the one whose address
//! is the page's, and that is no part of another, is the page's own. Objects that refer to one another by `@id` are joined.
//! Damage is tolerated: comments around the script, raw line breaks in strings, a comma too many, entities escaped twice.

use super::entities;
use super::tree::{NodeKind, Tree};
use crate::text::names;
use crate::text::words::{folded, levelled};
use saidby_core::{Notice, NoticeKind};
use serde_json::{Map, Value};
use std::cmp::Reverse;

/// The types of schema.org below `Article`, without those whose names end in `Article` or `Posting`.
const ARTICLES: &[&str] = &["Report", "APIReference"];
/// Fields through which an object says what the page is about.
const MAIN: &[&str] = &["@graph", "mainEntity", "mainEntityOfPage"];
/// Fields that credit somebody for an article.
const CREDITS: &[&str] = &["author", "creator", "contributor", "sourceOrganization", "provider", "creditText"];
/// Names in a list that are read.
const MOST: usize = 64;
/// Entries of a live blog that are read.
const UPDATES: usize = 4096;
/// Characters of an entry's text by which it is found in the page.
const BEGINNING: usize = 400;
/// Objects deeper than this in others are not looked at.
const MAX_DEPTH: usize = 16;

/// The fields of the page's article object, as written.
#[derive(Debug, Default)]
pub struct Declared {
    /// `headline`, else `name`.
    pub headline: Option<String>,
    /// The names of `author`, else `creator`.
    pub authors: Vec<Author>,
    /// Who else is credited: the whole words of those names, `sourceOrganization`, `provider` and `creditText`.
    pub credits: Vec<String>,
    /// `datePublished`.
    pub published: Option<String>,
    /// `dateCreated`.
    pub created: Option<String>,
    /// `dateModified`.
    pub modified: Option<String>,
    /// `inLanguage`.
    pub language: Option<String>,
    /// Name of `publisher`.
    pub outlet: Option<String>,
    /// `articleSection`.
    pub section: Option<String>,
    /// `isAccessibleForFree`.
    pub is_free: Option<bool>,
    /// `articleBody`.
    pub body: Option<String>,
    /// `liveBlogUpdate`.
    pub updates: Vec<Update>,
}

/// An entry of a live blog, as written.
#[derive(Debug, Default)]
pub struct Update {
    /// `datePublished`, else `dateCreated`.
    pub published: Option<String>,
    /// `headline`, else `name`.
    pub headline: Option<String>,
    /// The beginning of `articleBody`, else of `text`.
    pub body: Option<String>,
    /// What follows the `#` of its address.
    pub anchor: Option<String>,
}

/// A name in an `author` field.
#[derive(Debug)]
pub struct Author {
    /// The name, as written.
    pub name: String,
    /// Whether the page says that it is a person's.
    pub is_person: bool,
}

/// What tells the page's own article from others that it declares.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clues<'p> {
    /// The page's addresses: as asked for, and canonical.
    pub addresses: [Option<&'p str>; 2],
    /// The page's titles.
    pub titles: [Option<&'p str>; 2],
}

/// An object of the page's scripts.
#[derive(Clone, Copy)]
struct Object<'v> {
    fields: &'v Map<String, Value>,
    /// Whether it stands for the page, and is not a part of another object.
    is_main: bool,
}

/// What the page's scripts declare, and notices of those that cannot be read.
pub fn declared(tree: &Tree, markup: &str, clues: Clues<'_>) -> (Declared, Vec<Notice>) {
    let mut values = Vec::new();
    let mut notices = Vec::new();
    for script in scripts(tree, markup) {
        match parse(&script) {
            Some(value) => values.push(value),
            None => notices.push(Notice::of(NoticeKind::Damaged, "a JSON-LD script of the page cannot be read")),
        }
    }
    let mut objects = Vec::new();
    values.iter().for_each(|value| collect(value, true, 0, &mut objects));
    (read(&objects, clues), notices)
}

fn scripts(tree: &Tree, markup: &str) -> Vec<String> {
    let is_json_ld = |id| tree.name(id) == "script" && tree.attribute(id, "type").is_some_and(|t| t.contains("ld+json"));
    let text = |id: usize| match (id + 1 < tree.len()).then(|| &tree.node(id + 1).kind) {
        Some(NodeKind::Text(bytes, _)) => bytes.of(markup).to_owned(),
        _ => String::new(),
    };
    (0..tree.len()).filter(|&id| is_json_ld(id)).map(text).filter(|text| !text.trim().is_empty()).collect()
}

fn parse(script: &str) -> Option<Value> {
    let script = script.replace("<![CDATA[", "").replace("]]>", "");
    let start = script.find(['{', '['])?;
    let end = script.rfind(['}', ']'])? + 1;
    let json = script.get(start..end)?;
    serde_json::from_str(json).or_else(|_| serde_json::from_str(&repaired(json))).ok()
}

/// Control characters in strings become spaces, commas before a closing bracket go.
fn repaired(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut in_string, mut escaped) = (false, false);
    for c in json.chars() {
        if in_string {
            in_string = escaped || c != '"';
            escaped = !escaped && c == '\\';
            out.push(if c.is_control() { ' ' } else { c });
            continue;
        }
        in_string = c == '"';
        if matches!(c, '}' | ']') {
            out.truncate(out.trim_end().strip_suffix(',').unwrap_or(&out).len());
        }
        out.push(c);
    }
    out
}

/// Every object, those within others after them.
fn collect<'v>(value: &'v Value, is_main: bool, depth: usize, objects: &mut Vec<Object<'v>>) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, is_main, depth + 1, objects)),
        Value::Object(fields) => {
            objects.push(Object { fields, is_main });
            for (name, inner) in fields {
                collect(inner, is_main && MAIN.contains(&name.as_str()), depth + 1, objects);
            }
        }
        _ => {}
    }
}

impl<'v> Object<'v> {
    fn field(&self, name: &str) -> &'v Value {
        self.fields.get(name).unwrap_or(&Value::Null)
    }

    fn words(&self, name: &str) -> Option<String> {
        words(self.field(name))
    }

    /// Whether one of its types fits: `NewsArticle`, also written `http://schema.org/NewsArticle` or `schema:NewsArticle`.
    fn is_of(&self, fits: impl Fn(&str) -> bool) -> bool {
        let bare = |name: &str| fits(name.rsplit(['/', ':', '#']).next().unwrap_or(name));
        match self.field("@type") {
            Value::String(name) => bare(name),
            Value::Array(names) => names.iter().filter_map(Value::as_str).any(bare),
            _ => false,
        }
    }

    fn is_article(&self) -> bool {
        self.is_of(|name| name.ends_with("Article") || name.ends_with("Posting") || ARTICLES.contains(&name))
    }

    fn is_page(&self) -> bool {
        self.is_of(|name| name.ends_with("Page"))
    }

    fn is_about(&self, clues: Clues<'_>) -> bool {
        let page = self.field("mainEntityOfPage");
        let own = [self.field("url"), self.field("@id"), page, &page["@id"], &page["url"]];
        own.iter().filter_map(|value| value.as_str()).any(|own| clues.addresses.iter().flatten().any(|of| is_same(own, of)))
    }

    fn is_titled(&self, clues: Clues<'_>) -> bool {
        let headline = self.words("headline").map(|headline| levelled(&headline)).filter(|headline| !headline.is_empty());
        headline.is_some_and(|headline| clues.titles.iter().flatten().any(|title| levelled(title).starts_with(&headline)))
    }
}

/// Whether two addresses are of one page: scheme, `www.`, parameters, fragment and a slash at the end left out.
fn is_same(one: &str, other: &str) -> bool {
    let bare = |address: &str| {
        let address = address.trim().split(['?', '#']).next().unwrap_or_default();
        let address = address.trim_start_matches("https:").trim_start_matches("http:").trim_start_matches("//");
        address.trim_start_matches("www.").trim_end_matches('/').to_lowercase()
    };
    let (one, other) = (bare(one), bare(other));
    !one.is_empty() && one == other
}

fn read(objects: &[Object<'_>], clues: Clues<'_>) -> Declared {
    let rich = |object: &Object<'_>| {
        ["headline", "datePublished", "author", "articleBody"].iter().filter(|name| object.fields.contains_key(**name)).count()
    };
    let mut articles: Vec<Object<'_>> = objects.iter().copied().filter(Object::is_article).collect();
    articles.sort_by_key(|o| Reverse((o.is_main, o.is_about(clues), o.is_titled(clues), rich(o))));
    let Some(&own) = articles.first() else { return read_page(objects) };
    let is_own = |object: &Object<'_>| {
        object.is_main && (object.is_about(clues) || object.is_titled(clues) || object.field("headline") == own.field("headline"))
    };
    let told: Vec<Object<'_>> = std::iter::once(own).chain(articles.iter().copied().skip(1).filter(is_own)).collect();
    let first = |name: &str| told.iter().find_map(|object| object.words(name));
    let page = read_page(objects);
    let author = |object: &Object<'_>| {
        let field = ["author", "creator"].map(|name| object.field(name)).into_iter().find(|field| !field.is_null());
        field.map(|field| authors(field, objects, 0)).filter(|authors| !authors.is_empty())
    };
    Declared {
        headline: first("headline").or_else(|| first("name")),
        authors: told.iter().find_map(author).unwrap_or_default(),
        credits: CREDITS.iter().flat_map(|name| people(own.field(name), objects, 0)).collect(),
        published: first("datePublished").or(page.published),
        created: first("dateCreated"),
        modified: first("dateModified").or(page.modified),
        language: first("inLanguage").or_else(|| words(&own.field("inLanguage")["alternateName"])).or(page.language),
        outlet: told.iter().find_map(|object| people(object.field("publisher"), objects, 0).into_iter().next()),
        section: first("articleSection"),
        is_free: told.iter().find_map(|object| truth(object.field("isAccessibleForFree"))).or(page.is_free),
        body: told
            .iter()
            .filter_map(|object| object.field("articleBody").as_str())
            .max_by_key(|body| body.len())
            .map(|body| entities::read(body).into_owned()),
        updates: told.iter().map(updates).find(|updates| !updates.is_empty()).unwrap_or_default(),
    }
}

fn updates(live: &Object<'_>) -> Vec<Update> {
    let field = live.field("liveBlogUpdate");
    let entries = field.as_array().map_or(std::slice::from_ref(field), Vec::as_slice);
    let objects = entries.iter().take(UPDATES).filter_map(Value::as_object).map(|fields| Object { fields, is_main: false });
    let first = |object: &Object<'_>, names: [&str; 2]| names.iter().find_map(|name| object.words(name));
    let anchor = |object: &Object<'_>| {
        let address = first(object, ["url", "@id"])?;
        address.split_once('#').map(|(_, anchor)| anchor.to_owned()).filter(|anchor| !anchor.is_empty())
    };
    let beginning = |body: &str| unescaped(&body.chars().take(BEGINNING).collect::<String>());
    let update = |object: Object<'_>| Update {
        published: first(&object, ["datePublished", "dateCreated"]),
        headline: first(&object, ["headline", "name"]),
        body: ["articleBody", "text"].iter().find_map(|name| object.field(name).as_str()).map(beginning),
        anchor: anchor(&object),
    };
    objects.map(update).collect()
}

/// What a page without a declared article declares of itself.
fn read_page(objects: &[Object<'_>]) -> Declared {
    let pages = || objects.iter().filter(|object| object.is_main && object.is_page());
    let first = |name: &str| pages().find_map(|page| page.words(name));
    let author = |page: &Object<'_>| Some(authors(page.field("author"), objects, 0)).filter(|authors| !authors.is_empty());
    Declared {
        authors: pages().find_map(author).unwrap_or_default(),
        published: first("datePublished"),
        modified: first("dateModified"),
        language: first("inLanguage"),
        outlet: pages().find_map(|page| people(page.field("publisher"), objects, 0).into_iter().next()),
        is_free: pages().find_map(|page| truth(page.field("isAccessibleForFree"))),
        ..Declared::default()
    }
}

/// Text, or the first text of a list; entities read, also where they were escaped twice.
fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::Array(values) => values.iter().find_map(Value::as_str)?,
        value => value.as_str()?,
    };
    Some(unescaped(text)).filter(|text| !text.is_empty())
}

fn unescaped(text: &str) -> String {
    let once = entities::read(text);
    folded(&entities::read(&once))
}

fn truth(value: &Value) -> Option<bool> {
    value.as_bool().or_else(|| truth_of(value.as_str()?))
}

/// `true`, `True`, `http://schema.org/True`.
pub fn truth_of(name: &str) -> Option<bool> {
    match name.rsplit('/').next()?.trim().to_lowercase().as_str() {
        "true" | "yes" => Some(true),
        "false" | "no" => Some(false),
        _ => None,
    }
}

/// The authors of a field: names written out, objects, references by `@id`, or lists of them.
fn authors(field: &Value, objects: &[Object<'_>], depth: usize) -> Vec<Author> {
    match field {
        _ if depth > 3 => Vec::new(),
        Value::Array(values) => values.iter().take(MOST).flat_map(|value| authors(value, objects, depth + 1)).collect(),
        Value::Object(fields) => {
            let object = Object { fields, is_main: false };
            let is_person = !object.is_of(|name| name.ends_with("Organization"));
            let author = |name: String| names::declared(&name).into_iter().map(move |name| Author { name, is_person });
            people(field, objects, depth).into_iter().flat_map(author).collect()
        }
        Value::String(names) => {
            let name = |name: String| Author { name, is_person: true };
            names::authors(&unescaped(names)).into_iter().map(name).collect()
        }
        _ => Vec::new(),
    }
}

/// The names of persons or organisations: written out, in parts, or referred to by `@id`.
fn people(value: &Value, objects: &[Object<'_>], depth: usize) -> Vec<String> {
    match value {
        _ if depth > 3 => Vec::new(),
        Value::Array(values) => values.iter().take(MOST).flat_map(|value| people(value, objects, depth + 1)).collect(),
        Value::Object(fields) => {
            let object = Object { fields, is_main: false };
            let whole = match object.field("name") {
                Value::Array(names) => names.iter().filter_map(words).collect(),
                name => words(name).into_iter().collect::<Vec<_>>(),
            };
            let parts: Vec<String> =
                ["givenName", "additionalName", "familyName"].iter().filter_map(|part| object.words(part)).collect();
            match (whole.is_empty(), parts.is_empty()) {
                (false, _) => whole,
                (true, false) => vec![parts.join(" ")],
                (true, true) => referred(fields.get("@id"), objects, depth),
            }
        }
        value => words(value).into_iter().collect(),
    }
}

/// The names of the object that an `@id` refers to.
fn referred(id: Option<&Value>, objects: &[Object<'_>], depth: usize) -> Vec<String> {
    let Some(id) = id else { return Vec::new() };
    let named = |object: &&Object<'_>| {
        object.fields.get("@id") == Some(id) && ["name", "familyName"].iter().any(|name| object.fields.contains_key(*name))
    };
    objects.iter().find(named).map(|object| people(&Value::Object(object.fields.clone()), objects, depth + 1)).unwrap_or_default()
}
