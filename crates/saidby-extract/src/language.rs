//! The language of an article: what the page declares, checked on the words, and the blocks in another one.
//!
//! Two classifiers listen: `whichlang` (character n-grams, sixteen languages, always answers) and, where it does not confirm
//! the declared language, `whatlang` (trigrams after Cavnar and Trenkle, 69 languages, says how sure it is). Two of three
//! voices settle it; a language that neither classifier knows is taken as declared. Text in two languages has none: that is
//! said in a notice. Why these, and how well they do: docs/decisions/0005-two-classifiers-of-language.md.

use saidby_core::{Article, Block, Found, Language, Notice, NoticeKind, Span};

/// Bytes of text below which the words tell nothing.
const SHORTEST: usize = 60;
/// Bytes of text, two or three sentences, from which the words are trusted more than what the page declares, and from which
/// a block has a language of its own.
const LONG: usize = 200;
/// Characters of a text that are listened to.
const ENOUGH: usize = 1000;
/// Blocks that are listened to.
const MOST: usize = 200;
/// The share of a text in a second language from which it is in no one language.
const MIXED: f64 = 1.0 / 3.0;
/// From which its source is named.
const WORDS: &str = "text:words";

/// Languages that are written so alike that the page knows better than any classifier: the members of ISO 639-3's
/// macrolanguages for Norwegian, Malay and Serbo-Croatian.
const ALIKE: &[&[&str]] = &[&["no", "nb", "nn"], &["ms", "id", "zsm"], &["hr", "sr", "bs", "sh", "cnr"]];

/// The language of an article, given what the page declares; notices say why there is none, and which blocks are in another.
pub fn settle(article: &Article, declared: Option<Found<Language>>) -> (Option<Found<Language>>, Vec<Notice>) {
    let body = article.body().of(&article.text);
    let text = if body.is_empty() { article.text.as_str() } else { body };
    let Some(settled) = told(text, declared) else {
        let why = if text.len() < SHORTEST {
            "the text is too short to tell its language"
        } else {
            "two answers fit the language of the text"
        };
        return (None, vec![Notice::of(NoticeKind::Abstained, why)]);
    };
    let foreign = foreign_blocks(article, settled.value);
    let (all, other) = (text.len().max(1), foreign.iter().map(|(span, _)| span.len()).sum::<usize>());
    if other as f64 / all as f64 >= MIXED {
        let message = format!("the text is in several languages: {}", names(settled.value, &foreign));
        let notices = std::iter::once(Notice::of(NoticeKind::Abstained, message));
        return (None, notices.collect());
    }
    let notice =
        |(span, language): (Span, Language)| Notice::about(NoticeKind::Language, format!("the block is in `{language}`"), span);
    (Some(settled), foreign.into_iter().map(notice).collect())
}

/// The codes of the languages, each once.
fn names(first: Language, blocks: &[(Span, Language)]) -> String {
    let mut codes = vec![format!("`{first}`")];
    for code in blocks.iter().map(|(_, language)| format!("`{language}`")) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes.join(", ")
}

/// The language that two of three voices give: what is declared, `whichlang`, `whatlang`.
fn told(text: &str, declared: Option<Found<Language>>) -> Option<Found<Language>> {
    if text.len() < SHORTEST {
        return declared;
    }
    let sample = sample(text);
    let first = whichlang_of(sample);
    if let Some(declared) = declared.clone().filter(|declared| are_alike(declared.value, first)) {
        return Some(declared);
    }
    let second = whatlang_of(sample);
    let heard = second.and_then(|(language, is_reliable)| (is_reliable || are_alike(language, first)).then_some(language));
    match (declared, heard) {
        (Some(declared), None) => Some(declared),
        (Some(declared), Some(heard)) if are_alike(declared.value, heard) || !is_known(declared.value) || text.len() < LONG => {
            Some(declared)
        }
        (_, heard) => heard.map(|value| Found { value, from: WORDS }),
    }
}

/// The body's blocks that are clearly in another language than the article: both classifiers say so, or the second does
/// surely of one that the first does not know.
fn foreign_blocks(article: &Article, own: Language) -> Vec<(Span, Language)> {
    let foreign = |block: &Block| {
        let span = block.text.filter(|span| block.role.is_body() && span.len() >= LONG)?;
        let sample = sample(span.of(&article.text));
        let first = whichlang_of(sample);
        if are_alike(first, own) {
            return None;
        }
        let (second, is_reliable) = whatlang_of(sample)?;
        let is_clear = is_reliable && (second == first || !is_heard_first(second));
        (is_clear && is_known(own) && !are_alike(second, own)).then_some((span, second))
    };
    article.blocks.iter().take(MOST).filter_map(foreign).collect()
}

fn sample(text: &str) -> &str {
    text.char_indices().nth(ENOUGH).map_or(text, |(at, _)| &text[..at])
}

fn are_alike(one: Language, other: Language) -> bool {
    one == other || ALIKE.iter().any(|group| group.contains(&one.code()) && group.contains(&other.code()))
}

/// Whether one of the classifiers knows the language.
fn is_known(language: Language) -> bool {
    is_heard_first(language)
        || whatlang::Lang::all().iter().any(|&lang| second_code(lang).is_some_and(|known| are_alike(known, language)))
}

/// Whether `whichlang` knows the language.
fn is_heard_first(language: Language) -> bool {
    whichlang::LANGUAGES.iter().any(|&lang| first_code(lang) == language)
}

fn whichlang_of(text: &str) -> Language {
    first_code(whichlang::detect_language(text))
}

fn whatlang_of(text: &str) -> Option<(Language, bool)> {
    let info = whatlang::detect(text)?;
    Some((second_code(info.lang())?, info.is_reliable()))
}

/// The ISO 639-1 code of `whichlang`'s language.
fn first_code(lang: whichlang::Lang) -> Language {
    shortened(lang.three_letter_code()).unwrap_or(Language::ENGLISH)
}

fn second_code(lang: whatlang::Lang) -> Option<Language> {
    shortened(lang.code())
}

/// The two-letter code of ISO 639-1 for a three-letter code of ISO 639-3, the three-letter code where there is none.
fn shortened(code: &str) -> Option<Language> {
    let two = CODES.iter().find(|(three, _)| *three == code).map_or(code, |(_, two)| two);
    Language::parse(two)
}

/// ISO 639-3 and ISO 639-1 codes of the classifiers' languages; macrolanguages where the shorter code is theirs.
#[rustfmt::skip]
const CODES: &[(&str, &str)] = &[
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"), ("ben", "bn"), ("bul", "bg"),
    ("cat", "ca"), ("ces", "cs"), ("cmn", "zh"), ("cym", "cy"), ("dan", "da"), ("deu", "de"), ("ell", "el"), ("eng", "en"),
    ("epo", "eo"), ("est", "et"), ("fin", "fi"), ("fra", "fr"), ("guj", "gu"), ("heb", "he"), ("hin", "hi"), ("hrv", "hr"),
    ("hun", "hu"), ("hye", "hy"), ("ind", "id"), ("ita", "it"), ("jav", "jv"), ("jpn", "ja"), ("kan", "kn"), ("kat", "ka"),
    ("khm", "km"), ("kor", "ko"), ("lat", "la"), ("lav", "lv"), ("lit", "lt"), ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"),
    ("mya", "my"), ("nep", "ne"), ("nld", "nl"), ("nob", "no"), ("ori", "or"), ("pan", "pa"), ("pes", "fa"), ("pol", "pl"),
    ("por", "pt"), ("ron", "ro"), ("rus", "ru"), ("sin", "si"), ("slk", "sk"), ("slv", "sl"), ("sna", "sn"), ("spa", "es"),
    ("srp", "sr"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"), ("tgl", "tl"), ("tha", "th"), ("tuk", "tk"), ("tur", "tr"),
    ("ukr", "uk"), ("urd", "ur"), ("uzb", "uz"), ("vie", "vi"), ("yid", "yi"), ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use saidby_core::{Metadata, Role, SourceMap};

    const ENGLISH: &str = "The port authority said on Monday that cranes would move again after eight days, and that ships were \
        expected by the end of the week. The union told its members in a note that it would wait for a written promise first.";
    const FRENCH: &str = "La direction du port a dit lundi que les grues reprendraient après huit jours, et que les navires étaient \
        attendus avant la fin de la semaine. Le syndicat a écrit à ses membres qu'il attendrait d'abord une promesse écrite.";
    const CZECH: &str = "Správa přístavu v pondělí oznámila, že jeřáby se po osmi dnech opět rozjedou a že lodě se očekávají do konce \
        týdne. Odbory svým členům napsaly, že nejprve počkají na písemný slib vedení, a teprve potom se vrátí do práce.";

    fn article(blocks: &[&str]) -> Article {
        let text = blocks.join("\n");
        let mut at = 0;
        let block = |words: &&str| {
            at += words.len() + 1;
            Block { role: Role::Paragraph, page: Span::new(at - words.len() - 1, at - 1), text: None }
        };
        let blocks = blocks.iter().map(block).collect();
        Article::assemble(Metadata::default(), text.clone(), SourceMap::identity(text.len()), blocks)
    }

    fn settled(blocks: &[&str], declared: Option<&str>) -> (Option<String>, Vec<String>) {
        let declared = declared.and_then(Language::parse).map(|value| Found { value, from: "element:html" });
        let (found, notices) = settle(&article(blocks), declared);
        (found.map(|found| found.value.to_string()), notices.into_iter().map(|notice| notice.message).collect())
    }

    #[test]
    fn two_of_three_voices_settle_it() {
        for (text, declared, language) in [
            (ENGLISH, Some("en-GB"), "en"),
            (FRENCH, Some("en"), "fr"),
            (FRENCH, None, "fr"),
            (CZECH, None, "cs"),
            (CZECH, Some("en"), "cs"),
            (CZECH, Some("cs"), "cs"),
            (ENGLISH, Some("xh"), "xh"),
            ("Strike ends", Some("fr"), "fr"),
        ] {
            assert_eq!(settled(&[text], declared), (Some(language.to_owned()), vec![]), "{declared:?} {text}");
        }
    }

    #[test]
    fn doubt_is_said() {
        assert_eq!(settled(&["Strike ends"], None), (None, vec!["the text is too short to tell its language".to_owned()]));
        let half = settled(&[ENGLISH, FRENCH], Some("en"));
        assert_eq!(half, (None, vec!["the text is in several languages: `en`, `fr`".to_owned()]));
        let one = settled(&[ENGLISH, ENGLISH, ENGLISH, FRENCH], Some("en"));
        assert_eq!(one, (Some("en".to_owned()), vec!["the block is in `fr`".to_owned()]));
    }
}
