//! A page becomes an article: furniture labelled, text and metadata kept, every byte traceable.
//!
//! In: a [`Page`], its charset settled. Out: an [`Extracted`]: the article with a role for every block that a reader of
//! the page sees, what the page says about itself, and notices. Never fails, in time linear in the page.
//!
//! ```
//! use saidby_core::{Page, PageFormat};
//! let text = "Talks resume in Geneva\n\nThe delegations met on Monday.\n\nRead more: What the talks are about";
//! let page = Page::of_text("talks", PageFormat::Text, text);
//! let article = saidby_extract::article(&page).article;
//! let roles: Vec<&str> = article.blocks.iter().map(|block| block.role.name()).collect();
//! assert_eq!(roles, ["headline", "paragraph", "related"]);
//! ```

mod given;
mod html;
mod language;
mod plain;
mod templates;
mod text;

pub use templates::Templates;

use saidby_core::{
    Article, Block, Entry, Extracted, Found, Metadata, Notice, NoticeKind, Page, PageFormat, Role, SourceMap, Span,
};

/// The article of a page.
pub fn article(page: &Page) -> Extracted {
    let mut draft = match page.format {
        PageFormat::Html => html::draft(&page.decoded, page.url.as_deref()),
        PageFormat::Text => plain::draft(&page.decoded),
        PageFormat::Given => given::draft(&page.decoded),
    };
    let declared = draft.metadata.language.take();
    take_hints(&mut draft.metadata, page);
    let sources = draft.sources.then(&page.decoding);
    let mut article = Article::assemble(draft.metadata, draft.page_text, sources, draft.blocks);
    article.entries = draft.entries;
    read_text(&mut article);
    settle_language(&mut article, declared, &mut draft.notices);
    if article.body().is_empty() {
        draft.notices.push(Notice::of(NoticeKind::Abstained, "no article text was found in the page"));
    }
    Extracted { article, notices: [page.notices.as_slice(), &draft.notices].concat() }
}

/// What a reader of one page format makes of it; offsets of `sources` are in the decoded page.
#[derive(Debug, Default)]
struct Draft {
    metadata: Metadata,
    page_text: String,
    sources: SourceMap,
    blocks: Vec<Block>,
    /// Of a live blog.
    entries: Vec<Entry>,
    notices: Vec<Notice>,
}

/// A block whose place in the article text is not settled yet.
fn block(role: Role, page: Span) -> Block {
    Block { role, page, text: None }
}

/// What the input says of the page wins over what the page says of itself.
fn take_hints(metadata: &mut Metadata, page: &Page) {
    if let Some(url) = &page.url {
        metadata.url = Some(Found { value: url.clone(), from: "input:url" });
    }
    if let Some(published) = page.published {
        metadata.published = Some(Found { value: published, from: "input:published" });
    }
    if let Some(title) = &page.title {
        metadata.title = Some(Found { value: title.clone(), from: "input:title" });
    }
    if !page.authors.is_empty() {
        metadata.authors = page.authors.iter().map(|name| Found { value: name.clone(), from: "input:authors" }).collect();
    }
    if let Some(outlet) = &page.outlet {
        metadata.outlet = Some(Found { value: outlet.clone(), from: "input:outlet" });
    }
    metadata.language = page.language.map(|value| Found { value, from: "input:language" });
}

/// What the text itself says of the article: its agencies, and that it must be paid for.
fn read_text(article: &mut Article) {
    for agency in text::agencies::credited(article) {
        if article.metadata.agencies.iter().all(|other| other.value != agency.value) {
            article.metadata.agencies.push(agency);
        }
    }
    if article.metadata.paywall.is_none() && article.blocks.iter().any(|block| block.role == Role::Paywall) {
        article.metadata.paywall = Some(Found { value: true, from: "text:paywall" });
    }
}

fn settle_language(article: &mut Article, declared: Option<Found<saidby_core::Language>>, notices: &mut Vec<Notice>) {
    if article.metadata.language.is_some() {
        return;
    }
    let (settled, doubts) = language::settle(article, declared);
    article.metadata.language = settled;
    notices.extend(doubts);
}
