//! `saidby article`: text, metadata and blocks of each page.

mod html;
mod reading;

use super::{browser, json_line, stdout, templates};
use crate::arguments::{self, ArticleFormat};
use crate::ending::Ending;
use crate::{inputs, screen};
use anyhow::Result;
use saidby::core::{Article, Block, CodePoints, Found, Language, Metadata, Page, Role, record};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// One document's answer. `text` is the body; a block's `start` and `end` are code points into it, and `source` bytes of the page.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    url: Option<&'a str>,
    title: Option<&'a str>,
    authors: Vec<&'a str>,
    published: Option<String>,
    modified: Option<String>,
    language: Option<Language>,
    outlet: Option<&'a str>,
    canonical: Option<&'a str>,
    section: Option<&'a str>,
    agencies: Vec<&'a str>,
    paywall: Option<bool>,
    from: BTreeMap<String, String>,
    text: &'a str,
    blocks: Vec<BlockRow<'a>>,
}

#[derive(Serialize)]
struct BlockRow<'a> {
    role: Role,
    start: Option<usize>,
    end: Option<usize>,
    text: &'a str,
    source: Option<[usize; 2]>,
    /// When the entry of a live blog that it stands in was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
}

pub fn run(arguments: &arguments::Article) -> Result<Ending> {
    let default = if screen::is_terminal() { ArticleFormat::Table } else { ArticleFormat::Jsonl };
    let format = arguments.format.unwrap_or(default);
    let Some(templates) = templates::learnt(&arguments.pages, &arguments.templates) else { return Ok(Ending::Usage) };
    let mut out = stdout();
    let mut is_first = true;
    let tally = inputs::each(&arguments.pages.inputs, |page| {
        let extracted = templates.article(&page);
        let article = &extracted.article;
        match format {
            ArticleFormat::Jsonl => json_line(&mut out, &answer(&page, article))?,
            ArticleFormat::Html => {
                let opening = if is_first {
                    browser::opening(browser::name(&page, article), "article", html::STYLE)
                } else {
                    String::new()
                };
                write!(out, "{opening}{}", html::document(&page, &extracted))?;
            }
            ArticleFormat::Table => write!(out, "{}{}", between(is_first), reading::table(&page, article))?,
            ArticleFormat::Text => write!(out, "{}{}", between(is_first), reading::text(article))?,
            ArticleFormat::Markdown => write!(out, "{}{}", between(is_first), reading::markdown(article))?,
        }
        is_first = false;
        Ok(!article.body().is_empty())
    })?;
    if format == ArticleFormat::Html && !is_first {
        out.write_all(browser::CLOSING.as_bytes())?;
    }
    out.flush()?;
    Ok(tally.ending())
}

/// An empty line between two documents.
fn between(is_first: bool) -> &'static str {
    if is_first { "" } else { "\n" }
}

fn answer<'a>(page: &'a Page, article: &'a Article) -> Answer<'a> {
    let metadata = &article.metadata;
    let body = article.body();
    let points = CodePoints::of(body.of(&article.text));
    let blocks = article.blocks.iter().map(|block| row(block, article, &points)).collect();
    Answer {
        id: &page.id,
        url: value(&metadata.url),
        title: value(&metadata.title),
        authors: metadata.authors.iter().map(|author| author.value.as_str()).collect(),
        published: metadata.published.as_ref().map(|published| published.value.to_string()),
        modified: metadata.modified.as_ref().map(|modified| modified.value.to_string()),
        language: metadata.language.as_ref().map(|language| language.value),
        outlet: value(&metadata.outlet),
        canonical: value(&metadata.canonical),
        section: value(&metadata.section),
        agencies: metadata.agencies.iter().map(|agency| agency.value.as_str()).collect(),
        paywall: metadata.paywall.as_ref().map(|paywall| paywall.value),
        from: origins(metadata),
        text: body.of(&article.text),
        blocks,
    }
}

/// The field of the page that gave each field, dates too.
fn origins(metadata: &Metadata) -> BTreeMap<String, String> {
    let mut origins = record::found_in(metadata);
    let dates = [("published", &metadata.published), ("modified", &metadata.modified)];
    origins.extend(dates.into_iter().filter_map(|(name, date)| Some((name.to_owned(), date.as_ref()?.from.to_owned()))));
    origins
}

fn value(found: &Option<Found<String>>) -> Option<&str> {
    found.as_ref().map(|found| found.value.as_str())
}

fn row<'a>(block: &Block, article: &'a Article, points: &CodePoints) -> BlockRow<'a> {
    let body = article.body().start();
    let place = block.text.filter(|_| block.role.is_body()).map(|text| points.range(text.moved(body, 0)));
    BlockRow {
        role: block.role,
        start: place.map(|(start, _)| start),
        end: place.map(|(_, end)| end),
        text: block.page.of(&article.page_text),
        source: article.sources.source_of(block.page).map(|source| [source.start(), source.end()]),
        published: article.entry_of(block).map(|entry| entry.published.to_string()),
    }
}
