//! What holds of spans, code points, source maps and articles, whatever the text.

use proptest::prelude::*;
use saidby_core::record::DocumentRecord;
use saidby_core::{Article, Block, CodePoints, Country, EventType, Language, Metadata, Role, SourceMap, Span};

proptest! {
    #[test]
    fn code_points_count_as_chars_do(text in "\\PC{0,600}") {
        let points = CodePoints::of(&text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(points.offset(at), count);
            prop_assert_eq!(points.byte(count), at);
        }
        prop_assert_eq!(points.offset(text.len() + 9), text.chars().count());
        prop_assert_eq!(points.byte(text.chars().count() + 9), text.len());
    }

    #[test]
    fn a_span_of_any_two_numbers_is_safe(start in 0usize..300, end in 0usize..300, text in "\\PC{0,80}") {
        let span = Span::new(start, end);
        prop_assert!(span.start() <= span.end());
        prop_assert_eq!(span.fits(&text), text.get(span.range()).is_some());
        let trimmed = span.trimmed(&text);
        prop_assert_eq!(trimmed.of(&text), span.of(&text).trim());
        prop_assert!(!span.fits(&text) || span.contains(trimmed));
    }

    #[test]
    fn overlap_cover_and_shared_agree(a in (0usize..40, 0usize..40), b in (0usize..40, 0usize..40)) {
        let (a, b) = (Span::new(a.0.min(a.1), a.0.max(a.1)), Span::new(b.0.min(b.1), b.0.max(b.1)));
        let both = a.range().filter(|at| b.range().contains(at)).count();
        prop_assert_eq!(a.shared(b), both);
        if !a.is_empty() && !b.is_empty() {
            prop_assert_eq!(a.overlaps(b), both > 0);
        }
        prop_assert!(a.cover(b).contains(a) && a.cover(b).contains(b));
    }

    /// Bytes are dropped from a text, then from what is left; the two maps in a row lead back to the first text.
    #[test]
    fn maps_in_a_row_lead_back(source in "[a-z]{0,60}", first in any::<u64>(), second in any::<u64>()) {
        let (middle, to_source) = thinned(&source, first);
        let (last, to_middle) = thinned(&middle, second);
        let map = to_middle.then(&to_source);
        for at in 0..last.len() {
            let found = map.source_of(Span::new(at, at + 1));
            prop_assert_eq!(found.map(|span| span.of(&source)), Some(&last[at..at + 1]));
        }
    }

    #[test]
    fn an_assembled_article_holds_its_invariants(lines in prop::collection::vec(("\\PC{0,20}", 0usize..Role::ALL.len()), 0..12)) {
        let article = assembled(&lines);
        prop_assert_eq!(article.check(), Ok(()));
        let body = article.body();
        prop_assert!(body.fits(&article.text));
        for block in &article.blocks {
            let Some(text) = block.text else { continue };
            prop_assert_eq!(article.in_page(text), if text.is_empty() { vec![] } else { vec![block.page] });
            prop_assert_eq!(block.role.is_body(), !text.is_empty() && body.contains(text) || text.is_empty() && block.role.is_body());
        }
    }
}

/// The text without the bytes whose bit of `mask` is set, and the map back.
fn thinned(text: &str, mask: u64) -> (String, SourceMap) {
    let mut kept = String::new();
    let mut map = SourceMap::default();
    for (at, letter) in text.char_indices().filter(|(at, _)| mask >> (at % 64) & 1 == 0) {
        map.push_verbatim(kept.len(), at, letter.len_utf8());
        kept.push(letter);
    }
    (kept, map)
}

/// An article whose page is one block a line, trimmed.
fn assembled(lines: &[(String, usize)]) -> Article {
    let mut page = String::new();
    let mut blocks = Vec::new();
    for (line, role) in lines {
        if !page.is_empty() {
            page.push('\n');
        }
        let line = line.trim();
        let start = page.len();
        page.push_str(line);
        if !line.is_empty() {
            blocks.push(Block { role: Role::ALL[*role], page: Span::new(start, page.len()), text: None });
        }
    }
    let sources = SourceMap::identity(page.len());
    Article::assemble(Metadata::default(), page, sources, blocks)
}

#[test]
fn a_block_that_differs_between_texts_is_found() {
    let mut article = assembled(&[("un titre".to_owned(), 0), ("le texte".to_owned(), 2)]);
    assert_eq!(article.check(), Ok(()));
    article.text = article.text.replace("texte", "conte");
    assert!(article.check().is_err());
}

#[test]
fn text_that_belongs_to_no_block_is_found() {
    let mut article = assembled(&[("un titre".to_owned(), 0), ("le texte".to_owned(), 2)]);
    article.blocks.pop();
    assert_eq!(article.check(), Err("`\nle texte` at byte 8 belongs to no block".to_owned()));
}

#[test]
fn names_of_tables_lead_back_to_their_members() {
    for role in Role::ALL {
        assert_eq!(role.name().parse(), Ok(*role));
    }
    assert_eq!("tea-break".parse::<Role>().map_err(|error| error.to_string()), Err("unknown role `tea-break`".to_owned()));
    assert_eq!(Country::all().count(), 249 + 8);
    assert!("EEC".parse::<Country>().is_err());
    assert_eq!(Language::parse("pt_BR").map(|language| language.to_string()), Some("pt".to_owned()));
    for kind in EventType::ALL {
        assert!(kind.modes().iter().all(|mode| kind.mode(mode).is_some()));
        assert!(kind.mode("unheard-of").is_none());
    }
}

#[test]
fn an_older_record_without_page_text_is_still_read() {
    let line = r#"{"saidby":1,"document":{"id":"x","url":null,"title":null,"authors":[],"published":null,"language":"fr","outlet":null,
        "sha256":""},"text":"","furniture":[],"attributions":[],"claims":[],"notices":[]}"#;
    let record: DocumentRecord = serde_json::from_str(line).unwrap();
    assert_eq!((record.document.language, record.page_text), (Some(Language::FRENCH), None));
}
