//! Every case of `cases/*.txt`: a title, a text, `---`, its sentences, one a line, words separated by ` · `; a multi-word token
//! is written `du=de+le`. Cases are separated by a line `===`.

use proptest::prelude::*;
use saidby_core::{Article, Block, Found, Language, Metadata, Role, Sentence, SourceMap, Span};
use saidby_language::{conllu, sentences};

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

fn dump(text: &str, sentence: &Sentence) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut open = None;
    for token in &sentence.tokens {
        let form = token.form(text);
        match token.contraction {
            Some(whole) if open == Some(whole) => words.last_mut().expect("a contraction is open").extend(["+", form]),
            Some(whole) => words.push(format!("{}={form}", whole.of(text))),
            None => words.push(form.to_owned()),
        }
        open = token.contraction;
    }
    words.join(" · ")
}

fn check(language: &str, cases: &str) {
    for case in cases.split("\n===\n") {
        let (given, expected) = case.split_once("\n---\n").expect("a line `---`");
        let (title, text) = given.trim_start().split_once('\n').expect("a title and a text");
        let article = article(language, text);
        let found = sentences(&article);
        assert!(found.iter().all(|sentence| sentence.check(&article.text).is_ok()), "{language}: {title}");
        let lines: Vec<String> = found.iter().map(|sentence| dump(&article.text, sentence)).collect();
        assert_eq!(lines.join("\n"), expected.trim_end(), "{language}: {title}");
    }
}

#[test]
fn french_cases() {
    check("fr", include_str!("../cases/fr.txt"));
}

#[test]
fn english_cases() {
    check("en", include_str!("../cases/en.txt"));
}

#[test]
fn portuguese_cases() {
    check("pt", include_str!("../cases/pt.txt"));
}

#[test]
fn spanish_cases() {
    check("es", include_str!("../cases/es.txt"));
}

#[test]
fn other_scripts_pass_through() {
    check("ar", "arabic\nقال الوزير: لا. هل غادر؟ نعم.\n---\nقال · الوزير · : · لا · .\nهل · غادر · ؟\nنعم · .");
    check("ru", "cyrillic\nМинистр ответил. Никто не спросил!\n---\nМинистр · ответил · .\nНикто · не · спросил · !");
    check("zh", "chinese\n部长说。没有人。\n---\n部 · 长 · 说 · 。\n没 · 有 · 人 · 。");
    check("th", "thai\nที่นี่ ดี\n---\nที่ · นี่ · ดี");
}

#[test]
fn hostile_lines_take_linear_time() {
    for (language, text) in [
        ("fr", "mot ".repeat(50_000)),
        ("en", "a".repeat(1_000_000)),
        ("fr", "« ".repeat(50_000)),
        ("en", "\"".repeat(200_000)),
        ("fr", ") ".repeat(100_000)),
        ("es", "...".repeat(100_000)),
        ("pt", "-se".repeat(100_000)),
    ] {
        let article = article(language, &text);
        let found = sentences(&article);
        assert!(found.iter().all(|sentence| sentence.check(&article.text).is_ok() && sentence.tokens.len() < 1100));
    }
}

#[test]
fn other_languages_have_the_common_rules() {
    check("it", "other\nO ministro disse não. Saiu às 10.30!\n---\nO · ministro · disse · não · .\nSaiu · às · 10.30 · !");
}

#[test]
fn the_headline_is_analysed_first_and_furniture_never() {
    let page = "Menu\nCorps du texte.\nTitre".to_owned();
    let block = |role, start, end| Block { role, page: Span::new(start, end), text: None };
    let blocks = vec![block(Role::Navigation, 0, 4), block(Role::Paragraph, 5, 20), block(Role::Headline, 21, 26)];
    let article = Article::assemble(Metadata::default(), page, SourceMap::identity(26), blocks);
    let found: Vec<&str> = sentences(&article).iter().map(|sentence| sentence.span.of(&article.text)).collect();
    assert_eq!(found, ["Titre", "Corps du texte."]);
}

#[test]
fn a_run_without_an_end_is_cut_but_not_inside_a_contraction() {
    let text = "don't ".repeat(25_000);
    let article = article("en", &text);
    let found = sentences(&article);
    assert_eq!(found.len(), 50);
    assert!(found.iter().all(|sentence| sentence.tokens.len() == 1000));
    let text = format!("a {text}");
    let article = self::article("en", &text);
    assert_eq!(sentences(&article)[0].tokens.len(), 1001);
}

#[test]
fn conllu_counts_code_points_and_names_multi_word_tokens() {
    let article = article("fr", "L’été du Mali.");
    let expected = "# newdoc id = x\n# sent_id = x-1\n# text = L’été du Mali.\n\
        1\tL’\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|start_char=0|end_char=2\n\
        2\tété\t_\t_\t_\t_\t_\t_\t_\tstart_char=2|end_char=5\n\
        3-4\tdu\t_\t_\t_\t_\t_\t_\t_\tstart_char=6|end_char=8\n\
        3\tde\t_\t_\t_\t_\t_\t_\t_\tstart_char=6|end_char=8\n\
        4\tle\t_\t_\t_\t_\t_\t_\t_\tstart_char=6|end_char=8\n\
        5\tMali\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|start_char=9|end_char=13\n\
        6\t.\t_\t_\t_\t_\t_\t_\t_\tstart_char=13|end_char=14\n\n";
    assert_eq!(conllu::write(&article, &sentences(&article), &[], "x"), expected);
}

/// Pieces that meet in odd ways.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("l’"),
        Just("aujourd'hui"),
        Just("-t-il"),
        Just("des "),
        Just("DU"),
        Just("M."),
        Just(" U.S."),
        Just("..."),
        Just("…"),
        Just("«\u{a0}"),
        Just("\""),
        Just("”"),
        Just("'"),
        Just("n't"),
        Just("cannot"),
        Just("İ's"),
        Just("10 000,5"),
        Just("5pm"),
        Just("http://a.b/"),
        Just("x@y.org"),
        Just("#tag"),
        Just("🇫🇷"),
        Just("👩\u{200d}🚀"),
        Just("\u{301}"),
        Just("\n"),
        Just(" "),
        Just("-"),
        Just("Non"),
        Just("oui"),
        Just("°C"),
        Just("(e)"),
        Just("trata-se"),
        Just("dándoselo"),
        Just("部长"),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn tokens_and_gaps_are_the_text(text in prop_oneof![pieces(), "(?s).{0,200}"], language in prop::sample::select(vec!["fr", "en", "pt", "es", "zh"])) {
        let article = article(language, &text);
        let found = sentences(&article);
        let mut at = 0;
        for sentence in &found {
            prop_assert_eq!(sentence.check(&article.text), Ok(()));
            prop_assert!(article.text[at..sentence.span.start()].trim().is_empty());
            prop_assert!(!sentence.tokens.is_empty());
            at = sentence.span.end();
        }
        prop_assert!(article.text[at..].trim().is_empty());
        conllu::write(&article, &found, &[], "x");
    }
}
