//! The article as a page for a browser: the whole text of the stored page, each block coloured by its role and labelled, where each
//! block came from, and which field gave each piece of metadata. One file, without scripts, fonts or pictures.

use maud::{Markup, html};
use saidby::core::{Article, Block, CodePoints, Extracted, Found, Metadata, Moment, Page, Role};
use std::fmt::Display;

/// How the page looks.
pub const STYLE: &str = include_str!("style.css");

/// One document.
pub fn document(page: &Page, extracted: &Extracted) -> String {
    let article = &extracted.article;
    let markup = html! {
        section.document {
            p.id { (page.id) }
            h1 dir="auto" { (article.metadata.title.as_ref().map_or("no title was found", |title| title.value.as_str())) }
            (metadata(&article.metadata))
            p.stored { (stored(page)) }
            @for notice in page.notices.iter().chain(&extracted.notices) { p.notice { (notice.message) } }
            (legend(article))
            div.page lang=[article.metadata.language.as_ref().map(|language| language.value)] { (blocks(article)) }
        }
    };
    format!("{}\n", markup.into_string())
}

/// `38112 bytes · html · windows-1252 · SHA-256 …`.
fn stored(page: &Page) -> Markup {
    html! { (page.source.len()) " bytes · " (page.format) " · " (page.encoding) " · SHA-256 " code { (page.sha256) } }
}

/// Each value and the field that it was found in; what was not found says so.
fn metadata(metadata: &Metadata) -> Markup {
    html! {
        table.metadata {
            tr { th scope="col" { "Field" } th scope="col" { "Value" } th scope="col" { "Found in" } }
            (field("title", &metadata.title))
            (fields("authors", &metadata.authors))
            (field("published", &metadata.published))
            (field("modified", &metadata.modified))
            (field("language", &metadata.language))
            (field("outlet", &metadata.outlet))
            (field("section", &metadata.section))
            (fields("agencies", &metadata.agencies))
            (field("paywall", &metadata.paywall))
            (field("url", &metadata.url))
            (field("canonical", &metadata.canonical))
        }
    }
}

fn field<T: Display>(name: &str, found: &Option<Found<T>>) -> Markup {
    fields(name, found.as_slice())
}

fn fields<T: Display>(name: &str, found: &[Found<T>]) -> Markup {
    html! {
        @if found.is_empty() {
            tr.missing { th scope="row" { (name) } td colspan="2" { "not found" } }
        }
        @for (number, Found { value, from }) in found.iter().enumerate() {
            tr { th scope="row" { @if number == 0 { (name) } } td dir="auto" { (value) } td { code { (from) } } }
        }
    }
}

/// The roles that the page has, in the order in which they come, and how many blocks have each.
fn legend(article: &Article) -> Markup {
    let mut counts: Vec<(Role, usize)> = Vec::new();
    for block in &article.blocks {
        match counts.iter_mut().find(|(role, _)| *role == block.role) {
            Some((_, count)) => *count += 1,
            None => counts.push((block.role, 1)),
        }
    }
    html! {
        ul.legend {
            @for (role, count) in counts { li class={ "role-" (role) } { (role) " " span.count { (count) } } }
        }
        p.help { "Point at a block to see which bytes of the page it came from. Only the headline and the body are analysed." }
    }
}

/// The blocks in page order; furniture of one role that stands together is one group.
fn blocks(article: &Article) -> Markup {
    let points = CodePoints::of(article.body().of(&article.text));
    html! {
        @for group in article.blocks.chunk_by(|one, next| one.role == next.role) {
            @let role = group[0].role;
            div class={ "group role-" (role) @if role.is_analysed() { " analysed" } } {
                span.label { (role) }
                @for block in group {
                    @if let Some(published) = begins_entry(block, article) { time.entry datetime=(published) { (published) } }
                    (self::block(block, article, &points))
                }
            }
        }
    }
}

/// When the entry of a live blog was published that this block begins.
fn begins_entry(block: &Block, article: &Article) -> Option<Moment> {
    let entry = article.entry_of(block).filter(|entry| entry.page.start() == block.page.start())?;
    Some(entry.published)
}

fn block(block: &Block, article: &Article, points: &CodePoints) -> Markup {
    let words = block.page.of(&article.page_text);
    let place = place(block, article, points);
    match block.role {
        Role::Headline => html! { h2.block dir="auto" title=(place) { (words) } },
        Role::Heading => html! { h3.block dir="auto" title=(place) { (words) } },
        role if role.is_body() => html! { p.block dir="auto" title=(place) { (words) } },
        _ => html! { span.block dir="auto" title=(place) { (words) } " " },
    }
}

/// `bytes 3602–3685 of the page · characters 137–202 of the text`, and the time of an entry of a live blog.
fn place(block: &Block, article: &Article, points: &CodePoints) -> String {
    let source = article.sources.source_of(block.page);
    let bytes = source.map(|source| format!("bytes {}–{} of the page", source.start(), source.end()));
    let body = article.body().start();
    let text = block.text.filter(|_| block.role.is_body()).map(|text| points.range(text.moved(body, 0)));
    let characters = text.map(|(start, end)| format!("characters {start}–{end} of the text"));
    let published = article.entry_of(block).map(|entry| format!("published {}", entry.published));
    [bytes, characters, published].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
