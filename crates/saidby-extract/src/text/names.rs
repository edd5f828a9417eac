//! Author lines: "By Jane Doe and John Roe", "Par Jeanne Martin avec AFP".
//!
//! The words are `ontology/byline-words.tsv`.

use super::agencies::is_agency;
use super::dates;
use super::words::folded;
use std::sync::LazyLock;

/// Bytes, at most, of a name.
const LONGEST: usize = 80;
/// Bytes, at most, of an author field.
const FIELD: usize = 2000;
/// Bytes, at most, of an author line.
const LINE: usize = 160;

struct Words {
    leads: Vec<String>,
    joints: Vec<String>,
    ends: Vec<String>,
    roles: Vec<String>,
    marks: Vec<String>,
    services: Vec<String>,
    credits: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = saidby_lexicon::table("ontology", "byline-words");
    let kind = |kind: &str| {
        let rows = table.into_iter().flat_map(|table| table.rows());
        rows.filter(|row| row.get("kind") == kind).map(|row| row.get("word").to_owned()).collect()
    };
    let mut leads: Vec<String> = kind("lead");
    leads.sort_by_key(|lead| std::cmp::Reverse(lead.len()));
    Words {
        leads,
        joints: kind("joint"),
        ends: kind("end"),
        roles: kind("role"),
        marks: kind("mark"),
        services: kind("service"),
        credits: kind("credit"),
    }
});

/// The authors that an author line names, if the block is one: a lead word, then names only; or a name beside a date.
pub fn byline(block: &str) -> Vec<String> {
    if block.len() > LINE {
        return Vec::new();
    }
    let parts: Vec<&str> = block.split(['|', '•', '·']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let led = parts.iter().filter_map(|part| after_lead(part)).map(parted).find(|authors| !authors.is_empty());
    let authors = led.unwrap_or_else(|| beside_a_date(&parts).into_iter().collect());
    if authors.iter().all(|name| is_name(name) || is_agency(name)) { authors } else { Vec::new() }
}

/// The name among the parts of a line of which another is a date.
fn beside_a_date(parts: &[&str]) -> Option<String> {
    let name = parts.iter().find(|part| parts.len() > 1 && is_name(part))?;
    parts.iter().any(|part| dates::date_line(part).is_some()).then(|| (*name).to_owned())
}

/// The names in an element that is marked as the author's, lead words or not: what is no name is left out.
pub fn marked(block: &str) -> Vec<String> {
    if block.len() > LINE {
        return Vec::new();
    }
    let block = folded(block);
    let parts = block.split(['|', '•', '·']).map(str::trim);
    let names = parts.map(|part| parted(after_lead(part).unwrap_or(part)));
    names
        .map(|names| names.into_iter().filter(|name| is_name(name)).collect::<Vec<_>>())
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

/// The names of an author field: lead words, e-mail and web addresses left out, lists split.
pub fn authors(field: &str) -> Vec<String> {
    if field.len() > FIELD {
        return Vec::new();
    }
    let field = folded(field);
    parted(after_lead(&field).unwrap_or(&field))
}

/// The names of a field that holds one name: split only where every part is a whole name of its own.
pub fn declared(field: &str) -> Vec<String> {
    let names = authors(field);
    if names.iter().all(|name| is_name(name) || is_agency(name)) && names.iter().any(|name| is_name(name)) {
        return names;
    }
    let field = folded(field);
    Some(cleaned(after_lead(&field).unwrap_or(&field))).filter(|name| is_kept(name)).into_iter().collect()
}

/// Whether a word of a class or id says that an author stands in the element: `author`, `authorName`, `byline`.
pub fn is_mark(word: &str) -> bool {
    WORDS.marks.iter().any(|mark| word.strip_prefix(mark.as_str()).is_some_and(|rest| rest != "ity"))
}

/// Whether the words are a lead of an author line and no more: `Written by`.
pub fn is_lead(words: &str) -> bool {
    WORDS.leads.contains(&words.trim().trim_end_matches(':').to_lowercase())
}

/// Whether the word stands beside an agency's name in a credit: `with`, `Quelle`.
pub fn is_credit(word: &str) -> bool {
    let word = word.to_lowercase();
    [&WORDS.credits, &WORDS.joints, &WORDS.ends].iter().any(|words| words.contains(&word))
}

fn after_lead(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    WORDS.leads.iter().find_map(|lead| {
        let head = text.get(..lead.len()).filter(|head| head.chars().flat_map(char::to_lowercase).eq(lead.chars()))?;
        let rest = text.get(head.len()..)?;
        let colon = rest.trim_start().strip_prefix([':', '：']);
        colon.or_else(|| rest.starts_with(char::is_whitespace).then_some(rest)).map(str::trim)
    })
}

/// The names of a list: split at commas, bars and joints, what follows an end word left out.
fn parted(names: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let listed = names.replace(',', " , ").replace(['|', ';', '•', '·', '、', '，', '/'], " , ");
    let listed = if is_sign(names) { names.replace([',', ';'], " , ") } else { listed };
    let words: Vec<&str> = listed.split_whitespace().collect();
    for (at, &word) in words.iter().enumerate() {
        let is_first = parts.last().is_none_or(String::is_empty);
        if !is_first && WORDS.ends.iter().any(|end| end == word) {
            break;
        }
        if word == "," || (!is_first && is_joint(&words, at)) {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push_str(if part.is_empty() { "" } else { " " });
            part.push_str(word);
        }
    }
    let mut names: Vec<String> = Vec::new();
    for name in parts.iter().map(|part| cleaned(part)).filter(|name| is_kept(name)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.iter().any(|name| !is_role(name)) {
        names.retain(|name| !is_role(name));
    }
    names
}

/// Whether the text is a newsroom's sign with a slash inside: `abc/def`, no spaces, no capitals.
fn is_sign(names: &str) -> bool {
    names.contains('/')
        && names.split([',', ';']).all(|name| !name.trim().contains(char::is_whitespace))
        && !names.contains(char::is_uppercase)
}

/// Whether the word at `at` joins two authors: *y* between `Ana Ruiz` and `Juan Sanz`, not in `Luis Ortega y Vela`.
fn is_joint(words: &[&str], at: usize) -> bool {
    let word = words[at].to_lowercase();
    let follows = words[at + 1..].iter().take_while(|word| **word != "," && !WORDS.joints.contains(&word.to_lowercase())).count();
    WORDS.joints.contains(&word) && follows >= 2
}

/// A name without addresses, handles, what stands in brackets after it, and marks at its ends.
fn cleaned(name: &str) -> String {
    let is_open = |c: char| matches!(c, '(' | '[' | '（' | '<');
    let name = match name.find(is_open) {
        Some(at) if name[..at].split_whitespace().count() >= 2 => &name[..at],
        _ => name,
    };
    let words: Vec<&str> = name.split_whitespace().filter(|word| !is_address(word)).collect();
    let name = words.join(" ");
    name.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ')' | '(')).trim_start_matches('.').to_owned()
}

fn is_kept(name: &str) -> bool {
    !name.is_empty() && name.len() <= LONGEST
}

/// Whether the words are what somebody does and not who it is: `Political Editor`, `chef de service`.
fn is_role(name: &str) -> bool {
    name.split_whitespace().any(|word| WORDS.roles.contains(&word.to_lowercase()))
}

fn is_address(word: &str) -> bool {
    word.contains('@') || word.starts_with("http") || word.starts_with("www.")
}

/// Two to five words, with capitals but for particles, no digits; in scripts without capitals or spaces, two to eight letters.
pub fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    if name.chars().any(|c| c.is_ascii_digit() || matches!(c, ':' | '?' | '!' | '"' | '«' | '“')) {
        return false;
    }
    if name.chars().all(|c| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase()) {
        return (2..=8).contains(&name.chars().count());
    }
    let is_capital = |word: &&&str| word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase());
    let capitals = words.iter().filter(is_capital).count();
    let particles = words.iter().filter(|w| w.chars().count() <= 3 && !is_capital(w)).count();
    let is_service = |word: &&&str| WORDS.services.contains(&word.to_lowercase());
    !words.iter().any(|word| is_service(&word))
        && (2..=5).contains(&words.len())
        && capitals >= 1
        && capitals + particles == words.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn author_fields_are_split_and_cleaned() {
        for (field, names) in [
            ("By Nora Whitfield and Tom Ashby", vec!["Nora Whitfield", "Tom Ashby"]),
            ("Nora Whitfield, Political Editor", vec!["Nora Whitfield"]),
            ("Nora Whitfield (nwh), Tom Ashby <tom@quay.example>", vec!["Nora Whitfield", "Tom Ashby"]),
            ("Written by: Nora Whitfield", vec!["Nora Whitfield"]),
            ("Odile Varenne avec AFP", vec!["Odile Varenne"]),
            ("Ana Ruiz y Juan Sanz", vec!["Ana Ruiz", "Juan Sanz"]),
            ("Luis Ortega y Vela", vec!["Luis Ortega y Vela"]),
            ("abc/def;ghi", vec!["abc/def", "ghi"]),
            ("Mara Lind/Jon Berg", vec!["Mara Lind", "Jon Berg"]),
            ("@quaynews", vec![]),
        ] {
            assert_eq!(authors(field), names, "{field}");
        }
        assert_eq!(declared("Le Quai et AFP"), ["Le Quai et AFP"]);
        assert_eq!(declared("NORA WHITFIELD, AP Political Writer"), ["NORA WHITFIELD"]);
        assert_eq!(declared("Nora Whitfield and Tom Ashby"), ["Nora Whitfield", "Tom Ashby"]);
    }

    #[test]
    fn author_lines_hold_names_only() {
        assert_eq!(byline("Mo 14.03.22 | 10:05 Uhr | Von Mara Lind"), ["Mara Lind"]);
        assert_eq!(byline("Mara Lind | 14.03.2022 - Son güncelleme: 15.03.2022"), ["Mara Lind"]);
        assert_eq!(byline("By the end of the week"), Vec::<String>::new());
        assert_eq!(marked("von Mara Lind, Landstadt"), ["Mara Lind"]);
        assert_eq!(marked("Alle Artikel anzeigen"), Vec::<String>::new());
    }
}
