//! The cases of `cases/*.txt`: title, input, `---`, then role and first words of every block; cases are separated by `===`.

use saidby_core::{Page, PageFormat, SourceMap};

fn dump(format: PageFormat, text: &str) -> String {
    let page = Page {
        id: "case".into(),
        url: None,
        published: None,
        language: None,
        title: None,
        authors: Vec::new(),
        outlet: None,
        capture: None,
        format,
        source: text.into(),
        sha256: String::new(),
        encoding: "UTF-8",
        decoded: text.into(),
        decoding: SourceMap::identity(text.len()),
        notices: Vec::new(),
    };
    let article = saidby_extract::article(&page).article;
    assert_eq!(article.check(), Ok(()));
    let lines = article.blocks.iter().map(|block| format!("{}\t{}", block.role, clipped(block.page.of(&article.page_text))));
    lines.collect::<Vec<_>>().join("\n")
}

fn clipped(words: &str) -> String {
    let words = words.replace('\u{a0}', " ");
    if words.chars().count() <= 60 { words } else { words.chars().take(60).chain(['…']).collect() }
}

fn check(format: PageFormat, cases: &str) {
    for case in cases.split("\n===\n") {
        let (given, expected) = case.split_once("\n---\n").expect("a case has a line `---`");
        let (title, input) = given.split_once('\n').expect("a case has a title and an input");
        assert_eq!(dump(format, input), expected.trim_end(), "{title}");
    }
}

#[test]
fn text_pages() {
    check(PageFormat::Text, include_str!("../cases/text.txt"));
}

#[test]
fn html_pages() {
    check(PageFormat::Html, include_str!("../cases/html.txt"));
}
