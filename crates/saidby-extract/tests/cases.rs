//! The cases of `cases/*.txt`: title, input, `---`, then role and first words of every block; cases are separated by `===`. In those of
//! live blogs the time of its entry comes before each role.

use saidby_core::{Article, Block, Page, PageFormat};

/// The blocks of a page, one a line, by what is to be told of each.
fn dump(format: PageFormat, text: &str, line: fn(&Article, &Block) -> String) -> String {
    let article = saidby_extract::article(&Page::of_text("case", format, text)).article;
    assert_eq!(article.check(), Ok(()));
    article.blocks.iter().map(|block| line(&article, block)).collect::<Vec<_>>().join("\n")
}

fn role(article: &Article, block: &Block) -> String {
    format!("{}\t{}", block.role, clipped(block.page.of(&article.page_text)))
}

fn time_and_role(article: &Article, block: &Block) -> String {
    let time = article.entry_of(block).map_or_else(|| "-".to_owned(), |entry| entry.published.to_string());
    format!("{time}\t{}", role(article, block))
}

fn clipped(words: &str) -> String {
    let words = words.replace('\u{a0}', " ");
    if words.chars().count() <= 60 { words } else { words.chars().take(60).chain(['…']).collect() }
}

fn check(format: PageFormat, cases: &str, line: fn(&Article, &Block) -> String) {
    for case in cases.split("\n===\n") {
        let (given, expected) = case.split_once("\n---\n").expect("a case has a line `---`");
        let (title, input) = given.split_once('\n').expect("a case has a title and an input");
        assert_eq!(dump(format, input, line), expected.trim_end(), "{title}");
    }
}

#[test]
fn text_pages() {
    check(PageFormat::Text, include_str!("../cases/text.txt"), role);
}

#[test]
fn html_pages() {
    check(PageFormat::Html, include_str!("../cases/html.txt"), role);
}

#[test]
fn live_blogs() {
    check(PageFormat::Html, include_str!("../cases/live.txt"), time_and_role);
}
