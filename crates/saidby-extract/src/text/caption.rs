//! Captions and picture credits, told by their form.
//!
//! `"PARIS, FRANCE - 25 AVRIL : …"`, `"(Photo de …)"`, `"… (par Jeanne Martin/Agence)"` are captions, `"Jeanne Martin/Agence"` a credit.
//! The words are `ontology/picture-words.tsv` (picture agencies, and "photo" in several languages).

use super::words::{ends_sentence, levelled, words};
use saidby_core::Role;
use std::sync::LazyLock;

struct Words {
    agencies: Vec<String>,
    pictures: Vec<String>,
    editor: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = saidby_lexicon::table("ontology", "picture-words");
    let kind = |kind: &str| {
        let rows = table.into_iter().flat_map(|table| table.rows());
        rows.filter(|row| row.get("kind") == kind).map(|row| levelled(row.get("word"))).collect()
    };
    Words { agencies: kind("agency"), pictures: kind("picture"), editor: kind("editor") }
});

/// [`Role::Caption`] or [`Role::Credit`] where the form of the block tells so.
pub fn role_of(block: &str) -> Option<Role> {
    if is_credit(block) {
        Some(Role::Credit)
    } else if is_caption(block) {
        Some(Role::Caption)
    } else {
        None
    }
}

/// Whether the block is a picture's author or agency and nothing else.
pub fn is_credit(block: &str) -> bool {
    let block = block.trim().trim_matches(['(', ')', '[', ']']);
    if block.len() > 90 || block.split_whitespace().count() > 9 || block.is_empty() {
        return false;
    }
    let level = levelled(block);
    let lead = level.split([':', ' ', '/']).next().unwrap_or("");
    let has_picture_lead = WORDS.pictures.iter().any(|w| w == lead) && block.contains([':', '/', '©']);
    if block.starts_with('©') || has_picture_lead {
        return names_only(block) || has_picture_lead;
    }
    let listed = block.contains(['/', '|', '©', ',', '-', '–']) && names_only(block) && names_agency(&level);
    (listed || is_name_and_house(block)) && !ends_sentence(block)
}

/// `First Last/House`: two to four capitalised words, a slash without spaces, one to four more; the house need not be known.
fn is_name_and_house(block: &str) -> bool {
    let Some((name, house)) = block.split_once('/') else { return false };
    let capitals = |side: &str| side.split_whitespace().all(|word| word.chars().next().is_some_and(char::is_uppercase));
    let count = |side: &str| side.split_whitespace().count();
    let joined = !name.ends_with(' ') && !house.starts_with(' ') && !house.contains('/');
    joined && capitals(name) && capitals(house) && (2..=4).contains(&count(name)) && (1..=4).contains(&count(house))
}

/// Whether the block describes a picture.
pub fn is_caption(block: &str) -> bool {
    let block = block.trim();
    is_bracketed_picture(block) || has_editors_note(block) || has_agency_dateline(block) || ends_in_credit(block)
}

/// `(Photo of …)`, `(Image …)`: a block in brackets that starts with a word for a picture.
fn is_bracketed_picture(block: &str) -> bool {
    let Some(inside) = block.strip_prefix(['(', '[']).filter(|_| block.ends_with([')', ']'])) else { return false };
    words(inside).next().is_some_and(|first| WORDS.pictures.contains(&first))
}

/// `(EDITOR'S NOTE: …)` in capitals, as agencies write for those who print the picture.
fn has_editors_note(block: &str) -> bool {
    block.split('(').skip(1).filter_map(|part| part.split([')', ':']).next()).any(|note| {
        note.chars().any(char::is_alphabetic)
            && !note.chars().any(char::is_lowercase)
            && WORDS.editor.iter().any(|e| levelled(note).starts_with(e.as_str()))
    })
}

/// `CITY, COUNTRY - APRIL 25 :` in capitals, with a day of the month, as agencies start captions.
fn has_agency_dateline(block: &str) -> bool {
    block.char_indices().filter(|(_, c)| *c == ':').take(2).any(|(at, _)| {
        let dateline = dateline_start(&block[..at]);
        let capitals = dateline.chars().filter(|c| c.is_uppercase()).count();
        dateline.len() <= 120
            && capitals >= 6
            && !dateline.chars().any(char::is_lowercase)
            && dateline.contains(',')
            && dateline.contains(['-', '–', '—'])
            && words(dateline).any(|word| word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day)))
    })
}

/// The part after the last word with a small letter: a credit may stand before the place.
fn dateline_start(text: &str) -> &str {
    let is_start = |word: &str| !word.chars().any(char::is_lowercase);
    let mut at = text.len();
    for word in text.rsplit(' ') {
        if !is_start(word) {
            break;
        }
        at = at.saturating_sub(word.len() + 1);
    }
    text.get(at..).unwrap_or(text)
}

/// Whether the last brackets hold a credit: an agency next to a slash, or a word for a picture.
fn ends_in_credit(block: &str) -> bool {
    let block = block.trim_end_matches(['.', ' ']);
    let Some(inside) = block.strip_suffix([')', ']']).and_then(|b| b.rsplit(['(', '[']).next()) else { return false };
    if inside.len() > 120 || inside.is_empty() {
        return false;
    }
    let level = levelled(inside);
    let has_picture = words(inside).next().is_some_and(|first| WORDS.pictures.contains(&first));
    (inside.contains(['/', '|']) && names_agency(&level)) || (has_picture && inside.split_whitespace().count() <= 10)
}

fn names_agency(level: &str) -> bool {
    let padded = format!(
        " {} ",
        level.replace(['/', '|', ',', '(', ')', '-', ':', '.'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
    );
    WORDS.agencies.iter().any(|agency| padded.contains(&format!(" {agency} ")))
}

/// Whether every word could be part of a name: a capital, a number, or a word of at most three letters.
fn names_only(text: &str) -> bool {
    let is_name = |word: &str| {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        word.chars().next().is_none_or(|c| !c.is_lowercase()) || word.chars().count() <= 3
    };
    text.split_whitespace().all(is_name)
}
