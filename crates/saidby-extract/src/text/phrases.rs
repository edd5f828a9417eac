//! Phrases of the web's furniture: `languages/*/furniture.tsv`.
//!
//! Every language's list applies to every page: a scraped French page carries English forms.
//! `"Lire aussi : …"` is [`Role::Related`], `"Leave a Reply"` is [`Role::CommentForm`].

use super::words::{led, levelled, without_end_marks};
use aho_corasick::AhoCorasick;
use saidby_core::Role;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Blocks longer than this (in bytes) are never furniture for a phrase that they merely start with or contain.
const LONGEST: usize = 400;

#[derive(Default)]
struct Phrases {
    whole: HashMap<String, Role>,
    /// By first word: the phrase, and its role.
    start: HashMap<String, Vec<(String, Role)>>,
    end: Vec<(String, Role)>,
    contains: Option<AhoCorasick>,
    /// The roles of the phrases of `contains`.
    roles: Vec<Role>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    let mut contained = Vec::new();
    for language in saidby_lexicon::languages() {
        phrases.add(language.code(), &mut contained);
    }
    phrases.contains = AhoCorasick::new(contained).ok();
    phrases
});

impl Phrases {
    fn add(&mut self, folder: &str, contained: &mut Vec<String>) {
        let Some(table) = saidby_lexicon::table(folder, "furniture") else { return };
        for row in table.rows() {
            let Some(role) = row.parse::<Role>("role") else { continue };
            let phrase = levelled(row.get("phrase"));
            match row.get("match") {
                "start" => self.add_start(led(row.get("phrase")), role),
                "end" => self.end.push((phrase, role)),
                "contains" => {
                    contained.push(phrase);
                    self.roles.push(role);
                }
                _ => drop(self.whole.insert(phrase, role)),
            }
        }
    }

    fn add_start(&mut self, phrase: String, role: Role) {
        self.start.entry(first_word(&phrase).to_owned()).or_default().push((phrase, role));
    }
}

/// The role that a listed phrase gives to a block.
pub fn role_of(block: &str) -> Option<Role> {
    if block.len() > LONGEST {
        return None;
    }
    let is_quotation = block.trim_start().starts_with(['"', '“', '„', '«', '‘', '”', '「', '『']);
    let led = led(block);
    let block = without_end_marks(&led);
    let counted = block.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let whole = [block, counted].iter().find_map(|text| PHRASES.whole.get(*text));
    whole.copied().or_else(|| started(&led).filter(|_| !is_quotation)).or_else(|| ended(block)).or_else(|| contained(block))
}

fn started(block: &str) -> Option<Role> {
    let listed = PHRASES.start.get(first_word(block))?;
    let fits = |phrase: &str| block.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    listed.iter().filter(|(phrase, _)| fits(phrase)).max_by_key(|(phrase, _)| phrase.len()).map(|&(_, role)| role)
}

fn ended(block: &str) -> Option<Role> {
    PHRASES.end.iter().find(|(phrase, _)| block.ends_with(phrase.as_str())).map(|&(_, role)| role)
}

fn contained(block: &str) -> Option<Role> {
    let found = PHRASES.contains.as_ref()?.find(block)?;
    PHRASES.roles.get(found.pattern().as_usize()).copied()
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '(').next().unwrap_or("")
}
