//! Every case of `cases/names/*.txt`: a title, a text, `---`, its names, one a line: kind, words, and what they refer to. Cases are
//! separated by a line `===`. Names are found by structure alone, without a model: what no list and no neighbour tells is missed.

use proptest::prelude::*;
use saidby_core::{
    Article, Block, Found, Language, Metadata, Name, NameKind, NameRef, Reference, Role, Sentence, SourceMap, Span,
};
use saidby_language::names::{NameTag, names, tags};
use saidby_language::sentences;

/// A text without markup: every line a paragraph.
fn article(language: &str, text: &str) -> Article {
    let language = Language::parse(language).map(|value| Found { value, from: "input:lang" });
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let page = Span::new(at, at + line.len());
        blocks.extend((!line.trim().is_empty()).then_some(Block { role: Role::Paragraph, page, text: None }));
        at += line.len() + 1;
    }
    Article::assemble(Metadata { language, ..Metadata::default() }, text.to_owned(), SourceMap::identity(text.len()), blocks)
}

fn found(language: &str, text: &str) -> (Article, Vec<Sentence>, Vec<Name>) {
    let article = article(language, text);
    let sentences = sentences(&article);
    let names = names(&article.text, Language::parse(language), &sentences, &[]);
    (article, sentences, names)
}

fn dump(text: &str, names: &[Name]) -> String {
    let line = |name: &Name| {
        let refers = match name.refers_to {
            Reference::Own => String::new(),
            Reference::Of(NameRef(at)) => format!(" → {}", names[at as usize].span.of(text)),
            Reference::Open => " → ?".to_owned(),
        };
        format!("{} {}{refers}", name.kind, name.span.of(text))
    };
    names.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn check(language: &str, cases: &str) {
    let mut wrong = Vec::new();
    for case in cases.split("\n===\n") {
        let (given, expected) = case.split_once("\n---").expect("a line `---`");
        let (title, text) = given.trim_start().split_once('\n').expect("a title and a text");
        let (article, _, names) = found(language, text);
        let dump = dump(&article.text, &names);
        if dump != expected.trim() {
            wrong.push(format!("{language}: {title}\n{dump}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn french_cases() {
    check("fr", include_str!("../cases/names/fr.txt"));
}

#[test]
fn english_cases() {
    check("en", include_str!("../cases/names/en.txt"));
}

/// A row for each word that favours one tag.
fn scored(words: usize, favoured: &[(usize, NameTag, f32)]) -> Vec<Vec<f32>> {
    let mut rows = vec![vec![0.0; NameTag::COUNT]; words];
    favoured.iter().for_each(|(at, tag, score)| rows[*at][tag.index()] = *score);
    rows
}

#[test]
fn a_model_that_is_sure_is_heard_and_one_that_hesitates_is_overruled() {
    let article = article("fr", "Riga est belle.");
    let sentences = sentences(&article);
    let with = |score: f32| {
        let scores = scored(4, &[(0, NameTag::Begin(NameKind::Person), score), (1, NameTag::Outside, 5.0)]);
        names(&article.text, Some(Language::FRENCH), &sentences, &[scores]).iter().map(|name| name.kind).collect::<Vec<_>>()
    };
    assert_eq!(with(0.5), [NameKind::Location], "Riga is a listed capital");
    assert_eq!(with(8.0), [NameKind::Person]);
}

#[test]
fn names_give_back_their_tags() {
    let (article, sentences, names) = found("fr", "Mme Ada Odel quitte Riga.");
    let spans: Vec<(Span, NameKind)> = names.iter().map(|name| (name.span, name.kind)).collect();
    let tags: Vec<String> = tags(&sentences[0], &spans).iter().map(ToString::to_string).collect();
    assert_eq!(tags, ["O", "B-PER", "I-PER", "O", "B-LOC", "O"], "{}", article.text);
}

#[test]
fn a_language_without_lists_has_the_names_of_its_model_only() {
    let article = article("fi", "Odel puhuu.");
    let sentences = sentences(&article);
    assert_eq!(names(&article.text, Language::parse("fi"), &sentences, &[]), []);
    let scores = [scored(3, &[(0, NameTag::Begin(NameKind::Person), 1.0)])];
    assert_eq!(names(&article.text, Language::parse("fi"), &sentences, &scores).len(), 1);
}

#[test]
fn long_texts_take_no_longer_than_their_length() {
    for unit in ["Mme Odel, ", "MINISTÈRE DE LA ", "de la Défense ", "Conseil de ", "al-", "(A", "Ada Odel "] {
        let (article, _, names) = found("fr", &unit.repeat(20_000));
        assert!(names.iter().all(|name| name.span.fits(&article.text)), "{unit}");
    }
}

proptest! {
    #[test]
    fn names_fit_their_text_stand_in_order_and_refer_to_one_another(
        text in "(Mme|Conseil|de|la|le|-|al|,|\\(|\\)|Odel|Ada|porte-parole|ministère|Riga|T-72|2|É|[a-zA-Z’]{1,5}|[ .\n]){0,60}",
        language in "fr|en|fi",
    ) {
        let (article, _, names) = found(&language, &text);
        for pair in names.windows(2) {
            prop_assert!(pair[0].span.end() <= pair[1].span.start());
        }
        for name in &names {
            prop_assert!(name.span.fits(&article.text) && !name.span.is_empty());
            if let Reference::Of(NameRef(at)) = name.refers_to {
                prop_assert!((at as usize) < names.len() && names[at as usize].kind == name.kind);
            }
        }
    }
}
