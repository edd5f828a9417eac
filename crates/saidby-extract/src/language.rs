//! The language of an article: what the page declares, checked on the words.
//!
//! `whichlang` compares character n-grams; it knows sixteen languages and always answers, so a declared language that it
//! does not know stands, and a short text gets no answer.

use saidby_core::{Found, Language};

/// Bytes of text below which the words tell nothing.
const SHORTEST: usize = 60;
/// Bytes of text from which the words are trusted more than what the page declares.
const LONG: usize = 400;
/// Characters of text that are looked at.
const ENOUGH: usize = 6000;

/// The language of `text`, given what the page declares.
pub fn settle(text: &str, declared: Option<Found<Language>>) -> Option<Found<Language>> {
    let sample: String = text.chars().take(ENOUGH).collect();
    let heard = (text.len() >= SHORTEST).then(|| Language::parse(code(whichlang::detect_language(&sample)))).flatten();
    match (declared, heard) {
        (Some(declared), Some(heard)) if text.len() >= LONG && is_known(declared.value) && declared.value != heard => {
            Some(Found { value: heard, from: "text:words" })
        }
        (Some(declared), _) => Some(declared),
        (None, heard) => heard.map(|value| Found { value, from: "text:words" }),
    }
}

fn is_known(language: Language) -> bool {
    whichlang::LANGUAGES.iter().any(|&lang| code(lang) == language.code())
}

/// The ISO 639-1 code.
fn code(lang: whichlang::Lang) -> &'static str {
    use whichlang::Lang::*;
    match lang {
        Ara => "ar",
        Cmn => "zh",
        Deu => "de",
        Eng => "en",
        Fra => "fr",
        Hin => "hi",
        Ita => "it",
        Jpn => "ja",
        Kor => "ko",
        Nld => "nl",
        Por => "pt",
        Rus => "ru",
        Spa => "es",
        Swe => "sv",
        Tur => "tr",
        Vie => "vi",
    }
}
