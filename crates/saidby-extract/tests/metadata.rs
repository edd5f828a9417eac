//! The cases of `cases/metadata.txt`: title, the address (if any), the page, `---`, then every field, where it was found and
//! its value; cases are separated by `===`.

use saidby_core::{Found, Metadata, Page, PageFormat};
use std::fmt::Display;

fn page(input: &str) -> Page {
    let (url, html) = match input.split_once('\n') {
        Some((address, html)) if address.starts_with("https://") => (Some(address.to_owned()), html),
        _ => (None, input),
    };
    Page { url, ..Page::of_text("case", PageFormat::Html, html) }
}

fn dump(metadata: &Metadata) -> String {
    fn line<T: Display>(name: &str, found: &Found<T>) -> String {
        format!("{name}\t{}\t{}", found.from, found.value)
    }
    let lines = [
        metadata.title.iter().map(|title| line("title", title)).collect::<Vec<_>>(),
        metadata.authors.iter().map(|author| line("author", author)).collect(),
        metadata.published.iter().map(|moment| line("published", moment)).collect(),
        metadata.modified.iter().map(|moment| line("modified", moment)).collect(),
        metadata.language.iter().map(|language| line("language", language)).collect(),
        metadata.outlet.iter().map(|outlet| line("outlet", outlet)).collect(),
        metadata.section.iter().map(|section| line("section", section)).collect(),
        metadata.canonical.iter().map(|address| line("canonical", address)).collect(),
        metadata.agencies.iter().map(|agency| line("agency", agency)).collect(),
        metadata.paywall.iter().map(|paywall| line("paywall", paywall)).collect(),
    ];
    lines.concat().join("\n")
}

#[test]
fn every_field_says_where_it_was_found() {
    for case in include_str!("../cases/metadata.txt").split("\n===\n") {
        let (given, expected) = case.split_once("\n---\n").expect("a case has a line `---`");
        let (title, input) = given.split_once('\n').expect("a case has a title and an input");
        let article = saidby_extract::article(&page(input)).article;
        assert_eq!(article.check(), Ok(()));
        assert_eq!(dump(&article.metadata), expected.trim_end(), "{title}");
    }
}
