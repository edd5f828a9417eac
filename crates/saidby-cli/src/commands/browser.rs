//! The frame of a page for a browser: one file, without scripts, fonts or pictures.

use maud::{DOCTYPE, PreEscaped, html};
use saidby::core::{Article, Page};

/// What stands after the last document.
pub const CLOSING: &str = "</main></body></html>\n";

/// What stands before the first document: the page's title is `name · saidby command`.
pub fn opening(name: &str, command: &str, style: &str) -> String {
    let head = html! {
        (DOCTYPE)
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
            meta name="color-scheme" content="light dark";
            title { (name) " · saidby " (command) }
            style { (PreEscaped(style)) }
        }
    };
    format!("{}<body><main>\n", head.into_string().replacen("<head>", "<html lang=\"en\"><head>", 1))
}

/// What a document is called: by its title, or else by its input's name for it.
pub fn name<'a>(page: &'a Page, article: &'a Article) -> &'a str {
    article.metadata.title.as_ref().map_or(&page.id, |title| &title.value)
}
