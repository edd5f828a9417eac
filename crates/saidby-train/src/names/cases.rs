//! Our own sentences, with their names in brackets.
//!
//! ```text
//! # a remark
//! dev: [PER Solveig Brattland], porte-parole du [ORG Conseil de sécurité], a quitté [LOC Oslo].
//! train: …
//! ```
//!
//! A line is a document of one or a few sentences. Only `[KIND ` opens a name and only the next `]` closes it.

use super::{NamedDocument, Part};
use anyhow::{Context, Result, bail};
use saidby_core::{Language, NameKind, Span};
use std::path::Path;

/// The cases in `names.txt` of a language's folder.
pub fn read(language: &str, folder: &Path) -> Result<Vec<NamedDocument>> {
    let path = folder.join("names.txt");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let language = Language::parse(language).with_context(|| format!("`{language}` is no language code"))?;
    parse(language, &text).with_context(|| format!("in `{}`", path.display()))
}

fn parse(language: Language, text: &str) -> Result<Vec<NamedDocument>> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|(number, line)| document(language, number, line).with_context(|| format!("line {number}"))).collect()
}

fn document(language: Language, number: usize, line: &str) -> Result<NamedDocument> {
    let (part, marked) = match line.split_once(": ") {
        Some(("train", marked)) => (Part::Train, marked),
        Some(("dev", marked)) => (Part::HeldOut, marked),
        _ => bail!("a case starts with `train: ` or `dev: `"),
    };
    let (text, names) = unmarked(marked)?;
    Ok(NamedDocument { source: "cases", id: format!("{language}-{number}"), part, language, text, names })
}

/// The text without its brackets, and the names that they mark.
fn unmarked(marked: &str) -> Result<(String, Vec<(Span, NameKind)>)> {
    let mut text = String::new();
    let mut names = Vec::new();
    let mut rest = marked;
    while let Some((before, kind, after)) = next_bracket(rest) {
        text.push_str(before);
        let (name, after) = after.split_once(']').with_context(|| format!("no `]` closes `[{kind} `"))?;
        if name.trim() != name || name.is_empty() || name.contains('[') {
            bail!("`{name}` is no name: it is empty, or has white space at an end or a bracket inside");
        }
        names.push((Span::new(text.len(), text.len() + name.len()), kind));
        text.push_str(name);
        rest = after;
    }
    if let Some(stray) = rest.find(']').filter(|_| !rest.contains('[')) {
        bail!("`]` after `{}` closes nothing", &rest[..stray]);
    }
    text.push_str(rest);
    Ok((text, names))
}

/// What stands before the next `[KIND `, that kind, and what stands after.
fn next_bracket(text: &str) -> Option<(&str, NameKind, &str)> {
    text.match_indices('[').find_map(|(at, _)| {
        let (kind, after) = text[at + 1..].split_once(' ')?;
        Some((&text[..at], kind.parse().ok()?, after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_become_spans() {
        let cases = "# remark\n\ndev: [PER Ada Löw] quitte [LOC Riga] […].\ntrain: Rien.\n";
        let documents = parse(Language::FRENCH, cases).expect("well formed");
        assert_eq!(documents[0].text, "Ada Löw quitte Riga […].");
        let words: Vec<&str> = documents[0].names.iter().map(|(span, _)| span.of(&documents[0].text)).collect();
        assert_eq!(words, ["Ada Löw", "Riga"]);
        assert_eq!((documents[0].part, documents[1].part), (Part::HeldOut, Part::Train));
    }

    #[test]
    fn what_is_not_well_formed_is_told_with_its_line() {
        let complaint = |cases: &str| format!("{:#}", parse(Language::FRENCH, cases).expect_err("not well formed"));
        assert_eq!(complaint("train: a\n[PER Ada]"), "line 2: a case starts with `train: ` or `dev: `");
        assert_eq!(complaint("dev: [PER Ada Löw"), "line 1: no `]` closes `[PER `");
        assert_eq!(complaint("dev: PER Ada] parle"), "line 1: `]` after `PER Ada` closes nothing");
        assert!(complaint("dev: [PER Ada [LOC Riga]]").contains("is no name"));
    }
}
