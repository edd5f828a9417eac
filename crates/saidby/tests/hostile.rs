//! What no page should hold, through the whole line: it ends, nothing panics, every invariant holds.

use proptest::prelude::*;
use saidby::core::record::DocumentRecord;
use saidby::core::{Language, Ledger, PageFormat};
use saidby::read::{Hints, page};

const FORMATS: [PageFormat; 3] = [PageFormat::Html, PageFormat::Text, PageFormat::Given];
const LANGUAGES: [Option<Language>; 3] = [None, Some(Language::FRENCH), Some(Language::ENGLISH)];

/// Reads `bytes` as each format; an error of the read stage is an answer too.
fn survives(bytes: &[u8]) {
    for format in FORMATS {
        survives_as(bytes, format, None);
    }
}

fn survives_as(bytes: &[u8], format: PageFormat, language: Option<Language>) {
    let hints = Hints { format: Some(format), language, ..Hints::default() };
    if let Ok(page) = page("hostile", bytes.to_vec(), hints) {
        holds(&saidby::ledger(page), format);
    }
}

/// Every invariant of every value, and the record made of them.
fn holds(ledger: &Ledger, format: PageFormat) {
    let text = &ledger.article.text;
    assert_eq!(ledger.article.check(), Ok(()), "the article, read as {format}");
    for sentence in &ledger.sentences {
        assert_eq!(sentence.check(text), Ok(()), "a sentence, read as {format}");
    }
    assert_eq!(ledger.statements.check(text), Ok(()), "the statements, read as {format}");
    let length = text.chars().count();
    let record = DocumentRecord::of(ledger);
    for anchor in record.attributions.iter().flat_map(|attribution| &attribution.content) {
        assert!(anchor.start <= anchor.end && anchor.end <= length, "{anchor:?} lies outside a text of {length} code points");
    }
    if format == PageFormat::Given {
        assert_eq!(ledger.article.page_text, ledger.page.decoded, "a given text is taken as it is");
    }
}

/// A page in which there is something to find, so that a test of it is not a test of nothing.
#[test]
fn an_ordinary_text_survives_and_is_read() {
    let text = "« Nous partirons », a déclaré Ana Ruy. Selon Bo Lind, la Norvège aide le Chili.";
    let hints = Hints { format: Some(PageFormat::Given), language: Some(Language::FRENCH), ..Hints::default() };
    let ledger = saidby::ledger(page("ordinary", text.into(), hints).unwrap());
    holds(&ledger, PageFormat::Given);
    assert_eq!(ledger.article.text, text);
    assert_eq!(ledger.sentences.len(), 2);
}

#[test]
fn nothing_and_one_byte() {
    survives(b"");
    for byte in 0..=255 {
        survives(&[byte]);
    }
}

#[test]
fn a_page_nested_a_hundred_thousand_deep() {
    let nested = format!("{}<p>Il a dit : « Oui ».</p>{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    survives(nested.as_bytes());
    survives("<b><i><p>".repeat(30_000).as_bytes());
    survives("<table><tr><td>".repeat(20_000).as_bytes());
    survives("</div>".repeat(100_000).as_bytes());
}

#[test]
fn five_megabytes_of_one_character_of_markup() {
    survives(&b"<".repeat(5 << 20));
    survives(&b"&".repeat(1 << 20));
    survives(&b"<!--".repeat(1 << 18));
    survives(&b"<a href=".repeat(1 << 17));
}

#[test]
fn a_megabyte_of_quotation_marks() {
    for mark in ["\"", "'", "«", "»", "“", "”", "’", "„", "« ", " »"] {
        survives(mark.repeat((1 << 20) / mark.len()).as_bytes());
    }
    survives("«»“”\"'’".repeat(1 << 15).as_bytes());
}

#[test]
fn a_sentence_of_fifty_thousand_words() {
    survives("mot ".repeat(50_000).as_bytes());
    survives("a dit que ".repeat(17_000).as_bytes());
    survives("mot".repeat(50_000).as_bytes());
    survives("selon Ana, ".repeat(17_000).as_bytes());
    survives("A. ".repeat(50_000).as_bytes());
    survives("-t-il".repeat(50_000).as_bytes());
}

#[test]
fn nothing_but_emoji_marks_and_spaces() {
    survives("👩‍👩‍👧‍👦🏳️‍🌈🇫🇷".repeat(10_000).as_bytes());
    survives("e\u{301}\u{301}\u{301}".repeat(50_000).as_bytes());
    survives("\u{a0}\u{202f}\u{200b}\u{feff}\u{2028}".repeat(50_000).as_bytes());
    survives("\n".repeat(500_000).as_bytes());
    survives("\r\n \r".repeat(100_000).as_bytes());
}

#[test]
fn text_from_right_to_left() {
    survives("قال الوزير: «لن نرحل». ".repeat(2_000).as_bytes());
    survives("\u{202e}« iuO », tid a anA\u{202c} ".repeat(2_000).as_bytes());
}

#[test]
fn unbalanced_quotation_marks() {
    survives("Il a dit : « Oui. \n\n".repeat(5_000).as_bytes());
    survives("Oui », a-t-il dit. \n\n".repeat(5_000).as_bytes());
    survives("“He said “she said “they said ".repeat(5_000).as_bytes());
    survives("Ana's ‘friend’s’ ’twas \"so' ".repeat(5_000).as_bytes());
}

#[test]
fn nul_bytes_and_characters_that_are_none() {
    survives(b"Il a dit\0 : \xAB Oui \xBB.\0\0");
    survives(&b"\0".repeat(1 << 20));
    survives(b"<p>Il a dit &#xD800;&#xDFFF; &#0; &#x110000; &#99999999999999999999; &nosuch; &amp</p>");
    survives(b"\xED\xA0\x80\xED\xBF\xBF said \xF4\x90\x80\x80 \xC0\x80 \xFF\xFE");
    survives(b"\xFF\xFEI\0l\0 \0a\0 \0d\0i\0t\0");
    survives(b"\xEF\xBB\xBF\xEF\xBB\xBF");
}

#[test]
fn ten_thousand_attributions_in_a_row() {
    let french = "« Non », a dit Ana Ruy. Bo Lind affirme que la Norvège a accusé le Chili. ".repeat(10_000);
    survives_as(french.as_bytes(), PageFormat::Given, Some(Language::FRENCH));
    let english = "\"No,\" said Ana Ruy. Bo Lind said that Norway accused Chile of arming Peru. ".repeat(10_000);
    survives_as(english.as_bytes(), PageFormat::Given, Some(Language::ENGLISH));
    let one_paragraph_each = french.replace(". ", ".\n\n");
    survives_as(one_paragraph_each.as_bytes(), PageFormat::Text, None);
    let pronouns = "Ana Ruy a parlé. ".to_owned() + &"Il a dit : « Oui ». Elle a ajouté que non. ".repeat(10_000);
    survives_as(pronouns.as_bytes(), PageFormat::Given, Some(Language::FRENCH));
}

/// Words, marks and markup that the rules look for, so that random rows of them reach the rules.
const PIECES: &[&str] = &[
    "«",
    "»",
    "« ",
    " »",
    "“",
    "”",
    "\"",
    "'",
    "’",
    "‘",
    ",",
    ".",
    " : ",
    "…",
    "?",
    "!",
    ";",
    "—",
    "(",
    ")",
    "\n",
    "\n\n",
    " ",
    "\u{a0}",
    "a dit",
    "a-t-il dit",
    "dit",
    "selon",
    "d’après",
    "a accusé",
    "accuse",
    "a-t-elle",
    "que",
    "qu’",
    "de",
    "du",
    "d’",
    "l’",
    "ne",
    "pas",
    "said",
    "says",
    "according to",
    "accused",
    "of",
    "that",
    "he",
    "she",
    "not",
    "denied",
    "will",
    "would",
    "allegedly",
    "reportedly",
    "Ana Ruy",
    "M. Lind",
    "Mr. Lind",
    "le ministre",
    "the minister",
    "il",
    "elle",
    "la Norvège",
    "Norway",
    "Chili",
    "Peru",
    "l’ONU",
    "armer",
    "arming",
    "sanctions",
    "missiles",
    "mercredi 2 novembre",
    "Wednesday",
    "2 Nov. 2022",
    "Lire aussi :",
    "Read more:",
    "(AFP)",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<li>",
    "<h1>",
    "</h1>",
    "<br>",
    "<b>",
    "</b>",
    "<a href='/x'>",
    "</a>",
    "<time datetime='2022-11'>",
    "<script>",
    "</script>",
    "<figure><figcaption>",
    "</figcaption>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&amp;",
    "&laquo;",
    "&#8217;",
    "&",
    "<",
    "<meta property='og:title' content='",
    "'>",
    "<title>",
    "</title>",
    "{\"@type\":\"NewsArticle\",",
    "👍",
    "é",
    "e\u{301}",
    "שלום",
    "東京",
    "\0",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    let joint = proptest::sample::select(vec![" ", " ", ""]);
    proptest::collection::vec((piece, joint), 0..80)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, joint)| piece + joint).collect())
}

proptest! {
    #[test]
    fn random_rows_of_what_the_rules_look_for(text in pieces(), format in 0..FORMATS.len(), language in 0..LANGUAGES.len()) {
        survives_as(text.as_bytes(), FORMATS[format], LANGUAGES[language]);
    }

    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300), format in 0..FORMATS.len()) {
        survives_as(&bytes, FORMATS[format], None);
    }

    #[test]
    fn the_same_bytes_give_the_same_record(text in pieces(), format in 0..FORMATS.len()) {
        let record = || {
            let hints = Hints { format: Some(FORMATS[format]), ..Hints::default() };
            let page = page("same", text.clone().into_bytes(), hints).ok()?;
            serde_json::to_string(&DocumentRecord::of(&saidby::ledger(page))).ok()
        };
        prop_assert_eq!(record(), record());
    }
}
