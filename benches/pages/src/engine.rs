//! The engines: a page in memory becomes its text and what the page says about itself.
//!
//! saidby starts from the bytes and settles the charset itself. The peers want text and are given it ready, decoded by saidby, so
//! that none suffers from a charset that it was not told. Each has its own defaults, without readers' comments.

use dom_smoothie::{Config, Readability, TextMode};
use saidby_core::{Page, PageFormat};
use saidby_read::Hints;
use serde::Serialize;

/// A page in memory.
pub struct Loaded {
    pub id: String,
    pub url: String,
    pub bytes: Vec<u8>,
    pub html: String,
    pub encoding: &'static str,
}

/// What `pages_score.py` reads.
#[derive(Default, Serialize)]
pub struct Answer {
    pub id: String,
    pub text: String,
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<String>,
    pub panicked: bool,
}

pub type Engine = fn(&Loaded) -> Answer;

pub fn named(name: &str) -> Option<Engine> {
    match name {
        "saidby" => Some(saidby),
        "dom_smoothie" => Some(dom_smoothie),
        "trafilatura-crate" => Some(trafilatura),
        "rs-trafilatura" => Some(rs_trafilatura),
        _ => None,
    }
}

/// A page of HTML as `saidby article` reads it.
pub fn page(id: &str, url: &str, bytes: Vec<u8>) -> Result<Page, saidby_read::Error> {
    saidby_read::page(id, bytes, Hints { url: Some(url.to_owned()), format: Some(PageFormat::Html), ..Hints::default() })
}

fn saidby(loaded: &Loaded) -> Answer {
    let Ok(page) = page(&loaded.id, &loaded.url, loaded.bytes.clone()) else { return Answer::default() };
    let article = saidby_extract::article(&page).article;
    let metadata = &article.metadata;
    Answer {
        text: article.body().of(&article.text).to_owned(),
        title: metadata.title.as_ref().map(|found| found.value.clone()),
        authors: metadata.authors.iter().map(|found| found.value.clone()).collect(),
        published: metadata.published.as_ref().map(|found| found.value.to_string()),
        ..Answer::default()
    }
}

/// With line breaks between blocks: its plain mode joins the last word of one paragraph to the first of the next.
fn dom_smoothie(loaded: &Loaded) -> Answer {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let article = Readability::new(loaded.html.as_str(), Some(&loaded.url), Some(config)).and_then(|mut page| page.parse());
    let Ok(article) = article else { return Answer::default() };
    Answer {
        text: article.text_content.to_string(),
        title: Some(article.title),
        authors: article.byline.into_iter().collect(),
        published: article.published_time,
        ..Answer::default()
    }
}

fn trafilatura(loaded: &Loaded) -> Answer {
    let options = trafilatura::Options::default().with_fallback(true).with_exclude_comments(true);
    let Ok(result) = trafilatura::extract(&loaded.html, &options) else { return Answer::default() };
    Answer {
        text: result.content_text,
        title: Some(result.metadata.title),
        authors: listed(&result.metadata.author),
        published: result.metadata.date.map(|date| date.to_string()),
        ..Answer::default()
    }
}

fn rs_trafilatura(loaded: &Loaded) -> Answer {
    let options = rs_trafilatura::Options { include_comments: false, url: Some(loaded.url.clone()), ..Default::default() };
    let Ok(result) = rs_trafilatura::extract_with_options(&loaded.html, &options) else { return Answer::default() };
    Answer {
        text: result.content_text,
        title: result.metadata.title,
        authors: listed(&result.metadata.author.unwrap_or_default()),
        published: result.metadata.date.map(|date| date.to_rfc3339()),
        ..Answer::default()
    }
}

/// Both write several authors as `A; B`.
fn listed(authors: &str) -> Vec<String> {
    authors.split(';').map(|author| author.trim().to_owned()).filter(|author| !author.is_empty()).collect()
}
