//! What a page declares of its article in JSON-LD, after schema.org.
//!
//! Damage is tolerated: comments around the script, raw line breaks in strings, a comma too many.

use super::entities;
use super::tree::{NodeKind, Tree};
use crate::text::words::folded;
use saidby_core::{Notice, NoticeKind};
use serde_json::Value;

/// The fields of the page's article object, as written.
#[derive(Debug, Default)]
pub struct Declared {
    /// `headline`.
    pub headline: Option<String>,
    /// Names of `author`.
    pub authors: Vec<String>,
    /// `datePublished`.
    pub published: Option<String>,
    /// `dateModified`.
    pub modified: Option<String>,
    /// `inLanguage`.
    pub language: Option<String>,
    /// Name of `publisher`.
    pub outlet: Option<String>,
    /// `articleBody`.
    pub body: Option<String>,
}

/// What the page's scripts declare, and notices of those that cannot be read.
pub fn declared(tree: &Tree, markup: &str) -> (Declared, Vec<Notice>) {
    let mut values = Vec::new();
    let mut notices = Vec::new();
    for script in scripts(tree, markup) {
        match parse(&script) {
            Some(value) => values.push(value),
            None => notices.push(Notice::of(NoticeKind::Damaged, "a JSON-LD script of the page cannot be read")),
        }
    }
    let mut objects = Vec::new();
    values.iter().for_each(|value| collect(value, &mut objects));
    let mut articles: Vec<&Value> = objects.iter().copied().filter(|object| is_article(object)).collect();
    articles.sort_by_key(|article| {
        std::cmp::Reverse(["headline", "datePublished", "author"].iter().filter(|f| !article[**f].is_null()).count())
    });
    let declared = articles.first().map(|article| read(article, &articles, &objects)).unwrap_or_default();
    (declared, notices)
}

fn scripts(tree: &Tree, markup: &str) -> Vec<String> {
    let is_json_ld = |id| tree.name(id) == "script" && tree.attribute(id, "type").is_some_and(|t| t.contains("ld+json"));
    let text = |id: usize| match tree.nodes().nth(id + 1).map(|(_, node)| &node.kind) {
        Some(NodeKind::Text(bytes, _)) => bytes.of(markup).to_owned(),
        _ => String::new(),
    };
    (0..tree.len()).filter(|&id| is_json_ld(id)).map(text).filter(|text| !text.trim().is_empty()).collect()
}

fn parse(script: &str) -> Option<Value> {
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

fn collect<'v>(value: &'v Value, objects: &mut Vec<&'v Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, objects)),
        Value::Object(fields) => {
            objects.push(value);
            for name in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"] {
                fields.get(name).into_iter().for_each(|inner| collect(inner, objects));
            }
        }
        _ => {}
    }
}

fn is_article(object: &Value) -> bool {
    let is_listed = |name: &str| name.ends_with("Article") || name.ends_with("Posting") || name == "Report";
    match &object["@type"] {
        Value::String(name) => is_listed(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is_listed),
        _ => false,
    }
}

fn read(article: &Value, articles: &[&Value], objects: &[&Value]) -> Declared {
    let first = |field: &str| articles.iter().find_map(|object| words(&object[field]));
    let author = [&article["author"], &article["creator"]].into_iter().find(|author| !author.is_null());
    Declared {
        headline: words(&article["headline"]).or_else(|| words(&article["name"])),
        authors: author.map(|author| people(author, objects)).unwrap_or_default(),
        published: first("datePublished"),
        modified: first("dateModified"),
        language: first("inLanguage").or_else(|| words(&article["inLanguage"]["alternateName"])),
        outlet: people(&article["publisher"], objects).into_iter().next(),
        body: articles
            .iter()
            .filter_map(|object| object["articleBody"].as_str())
            .max_by_key(|body| body.len())
            .map(|body| entities::read(body).into_owned()),
    }
}

fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::Array(values) => values.first()?.as_str()?,
        value => value.as_str()?,
    };
    let once = entities::read(text);
    Some(folded(&entities::read(&once))).filter(|text| !text.is_empty())
}

/// The names of persons or organisations: written out, or referred to by `@id`.
fn people(value: &Value, objects: &[&Value]) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(|value| people(value, objects)).collect(),
        Value::Object(fields) if fields.contains_key("name") => match &fields["name"] {
            Value::Array(names) => names.iter().filter_map(words).collect(),
            name => words(name).into_iter().collect(),
        },
        Value::Object(fields) => {
            let found =
                fields.get("@id").and_then(|id| objects.iter().find(|o| o.get("@id") == Some(id) && o.get("name").is_some()));
            found.and_then(|object| words(&object["name"])).into_iter().collect()
        }
        value => words(value).into_iter().collect(),
    }
}
