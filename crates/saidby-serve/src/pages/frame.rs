//! What every page has around its own words.

use crate::answer::Failure;
use maud::{DOCTYPE, Markup, html};
use std::path::Path;

/// What a page is called and which other form it has.
pub struct Frame<'a> {
    /// The title, before the program's name.
    pub title: &'a str,
    /// The casefile's file name; `None` where it is not known.
    pub casefile: Option<&'a str>,
    /// The address of the same in JSON.
    pub json: Option<&'a str>,
}

/// A whole page around `body`.
pub fn framed(frame: &Frame, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (frame.title) " · saidby" }
                link rel="stylesheet" href="/style.css";
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header.site {
                    a.name href="/" { "saidby" }
                    @if let Some(casefile) = frame.casefile { span.casefile { span.hidden { "casefile " } (casefile) } }
                    nav aria-label="Pages" {
                        a href="/" { "Claims" }
                        @if let Some(json) = frame.json { a href=(json) { "JSON" } }
                    }
                }
                main #main { (body) }
                footer.site { p { "saidby records who says what, in which words. It rates nothing true or false." } }
            }
        }
    }
}

/// The page that says why there is no page.
pub fn failure(failure: &Failure) -> Markup {
    let status = failure.status;
    let title = status.canonical_reason().unwrap_or("Error");
    let body = html! {
        div.narrow {
            p.eyebrow { "Status " (status.as_u16()) }
            h1 { (title) }
            p.lead { (sentence(&failure.message)) }
            @if let Some(hint) = &failure.hint { p.hint { (sentence(hint)) } }
            p { a href="/" { "All claims" } }
        }
    };
    framed(&Frame { title, casefile: None, json: None }, &body)
}

/// A message as a sentence on a page: a capital at its start, a full stop at its end, literals without their backticks.
fn sentence(message: &str) -> Markup {
    let parts: Vec<&str> = message.split('`').collect();
    html! {
        @for (i, part) in parts.iter().enumerate() {
            @if i % 2 == 1 { code { (part) } } @else if i == 0 { (capitalised(part)) } @else { (part) }
        }
        "."
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What to call the casefile on its pages.
pub fn file_name(casefile: &Path) -> String {
    casefile.file_name().unwrap_or(casefile.as_os_str()).to_string_lossy().into_owned()
}
