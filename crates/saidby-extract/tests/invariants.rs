//! The invariants of an article, on any text, markup or bytes.

use proptest::prelude::*;
use saidby_core::{Article, Page, PageFormat, Role};

fn article(format: PageFormat, text: &str) -> Article {
    let article = saidby_extract::article(&Page::of_text("test", format, text)).article;
    if let Err(broken) = article.check() {
        panic!("{broken}\nin {text:?}");
    }
    article
}

/// A verbatim segment has the same bytes on both sides.
fn check_sources(article: &Article, source: &str) {
    for segment in article.sources.segments() {
        assert!(segment.source.end() <= source.len(), "{segment:?}");
        assert!(!segment.verbatim || segment.text.of(&article.page_text) == segment.source.of(source), "{segment:?}");
    }
}

fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            "<p>",
            "</p>",
            "<div class=comments>",
            "</div>",
            "<a href=x>",
            "</a>",
            "<li>",
            "<ul>",
            "</ul>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<br>",
            "<b>",
            "</b>",
            "<title>",
            "</title>",
            "<script type='application/ld+json'>",
            "</script>",
            "<!--",
            "-->",
            "<h1>",
            "</h1>",
            "<article>",
            "</article>",
            "<figure>",
            "</figure>",
            "&eacute;",
            "&nbsp;",
            "&amp",
            "&#x20AC;",
            " ",
            "\n",
            "\r\n",
            "{\"@type\":\"NewsArticle\",\"headline\":\"x\",}",
            "<time datetime='2022-11-02'>",
            "<span hidden>",
            "</span>",
            "He said on Monday that the talks would go on for another week at least.",
            "Lire aussi : autre",
            "\u{a0}",
            "«",
            "\0",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,12}",
        "[<>/=&;!-]{0,4}",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_markup_holds_the_invariants(markup in markup()) {
        let article = article(PageFormat::Html, &markup);
        check_sources(&article, &markup);
    }

    #[test]
    fn any_text_holds_the_invariants(text in "(\\PC|[\n\r\t ]){0,300}", format in proptest::sample::select(PageFormat::ALL)) {
        let article = article(format, &text);
        check_sources(&article, &text);
        if format != PageFormat::Html {
            prop_assert_eq!(&article.page_text, &text);
        }
    }

    #[test]
    fn any_bytes_hold_the_invariants(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for format in PageFormat::ALL {
            check_sources(&article(*format, &text), &text);
        }
    }
}

#[test]
fn deep_nesting_takes_linear_time() {
    let words = "The ministers said on Monday that the talks would go on for another week at least.";
    for element in ["div", "b", "a", "ul", "table", "p", "li"] {
        let markup = format!(
            "<h1>Talks</h1>{}<p>{words}{}",
            format!("<{element}>").repeat(100_000),
            format!("</{element}></i>").repeat(100_000)
        );
        let article = article(PageFormat::Html, &markup);
        assert!(article.page_text.contains(words), "{element}");
    }
}

#[test]
fn long_pages_take_linear_time() {
    let line = "Repeated caption of a meeting in the harbour town, which two delegations attended in the spring, and then left by train \
                after a dinner (Photo by Ann Lee/Getty Images)\n";
    article(PageFormat::Text, &line.repeat(3_000));
    article(PageFormat::Html, &"<p>a<br><br>&amp;".repeat(60_000));
    article(PageFormat::Html, &"<".repeat(300_000));
    article(PageFormat::Html, &"&".repeat(300_000));
    article(PageFormat::Html, &"<div class=author><time itemprop=datePublished><h1>Ann Lee, 2.11.2022".repeat(8_000));
    article(
        PageFormat::Html,
        &format!("<title>{0}</title><meta name=author content=\"{0}\"><h1>{0}", "Ann Lee and - ".repeat(20_000)),
    );
}

#[test]
fn given_text_is_all_body() {
    let article = article(PageFormat::Given, "Lire aussi : non\n\n  Source \n");
    assert_eq!(article.text, "Lire aussi : non\nSource");
    assert!(article.blocks.iter().all(|block| block.role == Role::Paragraph));
}
