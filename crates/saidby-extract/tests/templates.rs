//! What pages of one host repeat, learnt together.

use saidby_core::{Page, PageFormat, Role, SourceMap};
use saidby_extract::{Templates, article};

const BOX: &str = "The Quay is read every day by 40,000 people on both shores";
const LONG_BOX: &str =
    "The Quay was founded in 1911 by four ferrymen, has belonged to its readers since the flood and takes no money from anybody.";

fn page(host: &str, number: usize, paragraphs: &[&str]) -> Page {
    let paragraphs: String = paragraphs.iter().map(|words| format!("<p>{words}</p>")).collect();
    let text = format!("<title>Report {number}</title><article><h1>Report {number}</h1>{paragraphs}</article>");
    let id = number.to_string();
    Page { url: Some(format!("https://{host}/{number}")), ..Page::of_text(&id, PageFormat::Html, &text) }
}

/// A report that no other page has, before what they may share.
fn report(host: &str, number: usize, shared: &[&str]) -> Page {
    let own = format!(
        "On day {number} the ferry company said that the boats would run again after {number} nights without a crossing."
    );
    let other =
        format!("The county answered {number} hours later that it had heard this before and would believe it when it saw it.");
    page(host, number, &[&[own.as_str(), other.as_str()], shared].concat())
}

fn learnt(pages: &[Page]) -> Templates {
    let mut templates = Templates::default();
    pages.iter().for_each(|page| templates.learn(page));
    templates
}

fn body(templates: &Templates, page: &Page) -> Vec<String> {
    let article = templates.article(page).article;
    assert_eq!(article.check(), Ok(()));
    let body = article.blocks.iter().filter(|block| block.role.is_body());
    body.map(|block| block.page.of(&article.page_text).to_owned()).collect()
}

#[test]
fn what_two_articles_repeat_is_furniture_and_prose_needs_three() {
    let pages: Vec<Page> = (1..=3).map(|number| report("quay.example", number, &[BOX, LONG_BOX])).collect();
    assert_eq!(body(&learnt(&pages[..1]), &pages[0]).len(), 4);
    assert_eq!(body(&learnt(&pages[..2]), &pages[0]).len(), 3);
    assert_eq!(body(&learnt(&pages), &pages[0]).len(), 2);
    let other = report("other.example", 4, &[BOX, LONG_BOX]);
    assert_eq!(body(&learnt(&pages), &other).len(), 4);
}

#[test]
fn the_order_of_the_pages_changes_nothing() {
    let mut pages: Vec<Page> =
        (1..=5).map(|number| report("quay.example", number, if number % 2 == 0 { &[BOX] } else { &[] })).collect();
    let forth: Vec<_> = pages.iter().map(|page| body(&learnt(&pages), page)).collect();
    let reversed = learnt(&pages.iter().rev().cloned().collect::<Vec<_>>());
    assert_eq!(forth, pages.iter().map(|page| body(&reversed, page)).collect::<Vec<_>>());
    pages.truncate(1);
    assert_eq!(body(&Templates::default(), &pages[0]), body(&learnt(&pages), &pages[0]));
}

#[test]
fn another_copy_of_an_article_repeats_nothing() {
    let first = report("quay.example", 1, &[BOX]);
    assert_eq!(body(&learnt(&[first.clone(), first.clone(), first.clone()]), &first).len(), 3);
    let mut renamed = first.clone();
    renamed.decoded = first.decoded.replace("Report 1", "Update 1");
    renamed.decoding = SourceMap::identity(renamed.decoded.len());
    let templates = learnt(&[first.clone(), renamed.clone(), report("quay.example", 3, &[])]);
    assert_eq!((body(&templates, &first).len(), body(&templates, &renamed).len()), (3, 3));
}

#[test]
fn a_text_that_is_taken_as_it_is_keeps_all() {
    let given = |number| Page { format: PageFormat::Given, ..report("quay.example", number, &[BOX]) };
    let pages: Vec<Page> = (1..=3).map(given).collect();
    let roles = |page: &Page, templates: &Templates| -> Vec<Role> {
        templates.article(page).article.blocks.iter().map(|block| block.role).collect()
    };
    let alone: Vec<Role> = article(&pages[0]).article.blocks.iter().map(|block| block.role).collect();
    assert_eq!(roles(&pages[0], &learnt(&pages)), alone);
}
