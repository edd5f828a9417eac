//! Author lines: "By Jane Doe and John Roe", "Par Jeanne Martin avec AFP".
//!
//! The words are `ontology/byline-words.tsv`.

use super::words::folded;
use std::sync::LazyLock;

struct Words {
    leads: Vec<String>,
    joints: Vec<String>,
    ends: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = saidby_lexicon::table("ontology", "byline-words");
    let kind = |kind: &str| {
        let rows = table.into_iter().flat_map(|table| table.rows());
        rows.filter(|row| row.get("kind") == kind).map(|row| row.get("word").to_owned()).collect()
    };
    Words { leads: kind("lead"), joints: kind("joint"), ends: kind("end") }
});

/// The authors that an author line names, if the block is one: a lead word, then names only.
pub fn byline(block: &str) -> Vec<String> {
    if block.len() > 160 {
        return Vec::new();
    }
    let Some(rest) = after_lead(block) else { return Vec::new() };
    let authors = split(rest);
    if authors.iter().all(|name| is_name(name)) { authors } else { Vec::new() }
}

/// The names of an author field: lead words, e-mail and web addresses left out, lists split.
pub fn authors(field: &str) -> Vec<String> {
    let field = folded(field);
    split(after_lead(&field).unwrap_or(&field))
}

fn after_lead(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    WORDS.leads.iter().find_map(|lead| {
        let head = text.get(..lead.len()).filter(|head| head.to_lowercase() == *lead)?;
        let rest = text.get(head.len()..)?;
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        rest.starts_with(char::is_whitespace).then(|| rest.trim())
    })
}

fn split(names: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for word in names.replace(',', " , ").replace(['|', ';', '•', '·', '/'], " , ").split_whitespace() {
        let lower = word.to_lowercase();
        if WORDS.ends.contains(&lower) {
            break;
        }
        if word == "," || WORDS.joints.contains(&lower) {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut()
            && !is_address(word)
        {
            part.push_str(if part.is_empty() { "" } else { " " });
            part.push_str(word);
        }
    }
    let trim = |part: String| part.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ')' | '(')).to_owned();
    let mut names: Vec<String> = Vec::new();
    for name in parts.into_iter().map(trim).filter(|name| !name.is_empty() && name.len() <= 80) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn is_address(word: &str) -> bool {
    word.contains('@') || word.starts_with("http") || word.starts_with("www.")
}

/// Two to five words, with capitals but for particles, no digits.
fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_capital = |word: &&&str| word.chars().next().is_some_and(char::is_uppercase);
    let capitals = words.iter().filter(is_capital).count();
    let particles = words.iter().filter(|w| w.chars().count() <= 3 && !is_capital(w)).count();
    (2..=5).contains(&words.len())
        && capitals >= 1
        && capitals + particles == words.len()
        && !name.contains(|c: char| c.is_ascii_digit())
}
