//! French newspapers of 1850 to 1945 as machines read them: the Europeana Newspapers corpus (`enp_FR.bnf.bio`, CC0) and NewsEye
//! (`newseye-fr-*.tsv`, CC BY 4.0). Persons, places and organisations.
//!
//! The reading is full of errors, so only legible sentences are kept; [`is_legible`] is the rule. NewsEye marks « M. Gromer » as the
//! name, we « Gromer »: titles are taken off. NewsEye's `HumanProd` (newspapers, books) is not taken.

use super::spelling::Spelling;
use super::{NamedDocument, Part, cut};
use crate::treebank;
use anyhow::{Context, Result};
use saidby_core::{Language, NameKind, Sentence, Span};
use saidby_language::names::title;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The treebank whose words count as French.
const TREEBANK: &str = "ud/fr/fr_mixed-train.conllu";

/// The archives: file, source, part.
const ARCHIVES: &[(&str, &str, Part)] = &[
    ("names/enp_FR.bnf.bio", "enp", Part::Train),
    ("names/newseye-fr-dev2.tsv", "newseye", Part::Train),
    ("names/newseye-fr-dev.tsv", "newseye", Part::HeldOut),
];

/// One line of an archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Word<'a> {
    form: &'a str,
    kind: Option<NameKind>,
    /// Whether a name starts here.
    begins: bool,
    /// Whether the file says that no space follows.
    joined: bool,
    /// Whether a sentence ends here for sure.
    last: bool,
    /// Whether a document starts here.
    first: bool,
}

/// The documents of all archives, each with its legible sentences only, one a line.
pub fn read_all(corpora: &Path) -> Result<Vec<NamedDocument>> {
    let read = |name: &str| {
        let path = corpora.join(name);
        std::fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))
    };
    let treebank = treebank::read(&read(TREEBANK)?).with_context(|| format!("in `{TREEBANK}`"))?;
    let french: BTreeSet<String> =
        treebank.iter().flat_map(|sentence| &sentence.words).map(|word| word.form.to_lowercase()).collect();
    let mut archives = Vec::new();
    for &(file, source, part) in ARCHIVES {
        let text = read(file)?;
        archives.push((spelled(&words(&text).with_context(|| format!("in `{file}`"))?), source, part));
    }
    let known = known(archives.iter().flat_map(|(texts, ..)| texts), &french);
    Ok(archives.iter().flat_map(|(texts, source, part)| documents(texts, source, *part, &known)).collect())
}

fn words(text: &str) -> Result<Vec<Word<'_>>> {
    if text.starts_with("TOKEN\t") { hipe(text) } else { bio(text) }
}

fn documents(texts: &[Spelling], source: &'static str, part: Part, known: &BTreeSet<String>) -> Vec<NamedDocument> {
    let named = |(number, spelling): (usize, &Spelling)| {
        let (text, names) = legible(spelling, known);
        NamedDocument { source, id: format!("{number}"), part, language: Language::FRENCH, text, names }
    };
    texts.iter().enumerate().map(named).collect()
}

/// `Rennes I-LOC`, one word a line, no sentences.
fn bio(text: &str) -> Result<Vec<Word<'_>>> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(number, line)| tagged(line).with_context(|| format!("line {number}: no space between word and tag"))).collect()
}

fn tagged(line: &str) -> Option<Word<'_>> {
    let (form, tag) = line.rsplit_once(' ')?;
    Some(Word { form, kind: kind(tag), begins: tag.starts_with("B-"), ..Word::default() })
}

/// The columns of the HIPE shared task: form, tag, eight more, the last with `NoSpaceAfter|EndOfLine|EndOfSentence`.
fn hipe(text: &str) -> Result<Vec<Word<'_>>> {
    let mut words = Vec::new();
    let mut first = false;
    for (number, line) in (1..).zip(text.lines()).skip(1) {
        if line.starts_with('#') || line.trim().is_empty() {
            first |= line.starts_with("# hipe2022:document_id");
            continue;
        }
        let mut columns = line.split('\t');
        let (Some(form), Some(tag), Some(notes)) = (columns.next(), columns.next(), columns.next_back()) else {
            anyhow::bail!("line {number}: fewer than three columns");
        };
        let noted = |note: &str| notes.split('|').any(|other| other == note);
        words.push(Word {
            form,
            kind: kind(tag),
            begins: tag.starts_with("B-"),
            joined: noted("NoSpaceAfter"),
            last: noted("EndOfSentence"),
            first: std::mem::take(&mut first),
        });
    }
    Ok(words)
}

fn kind(tag: &str) -> Option<NameKind> {
    tag.split_once('-').and_then(|(_, kind)| kind.parse().ok())
}

/// The texts of an archive's documents.
fn spelled(words: &[Word<'_>]) -> Vec<Spelling> {
    let mut texts = vec![Spelling::default()];
    let mut before = Word::default();
    for &word in words {
        if word.first && !texts[0].text.is_empty() {
            texts.push(Spelling::default());
            before = Word::default();
        }
        let Some(spelling) = texts.last_mut() else { break };
        let (form, broken) = word.form.strip_suffix('¬').map_or((word.form, false), |form| (form, true));
        let continues = before.form.ends_with('¬');
        spelling.push(form, !continues && spaced(&before, &word), word.kind, word.begins && !continues);
        before = word;
        if word.last && !broken {
            spelling.end_line();
        }
    }
    texts
}

/// Whether a space stands between two words. The files say so only where punctuation is concerned: at the end of a printed line NewsEye
/// has `NoSpaceAfter` between words too, and Europeana says nothing.
fn spaced(before: &Word<'_>, word: &Word<'_>) -> bool {
    let elided = before.form.ends_with(['\'', '’']) && before.form.chars().count() > 1;
    let marks = |form: &str| form.chars().all(|c| !c.is_alphanumeric());
    let joined = before.joined && (marks(before.form) || marks(word.form));
    !(elided || joined || matches!(word.form, "," | "." | ")" | "]") || matches!(before.form, "(" | "["))
}

/// The words that count as known: those of the treebank, and those that the archives have three times, for a machine seldom makes the
/// same error thrice.
fn known<'t>(texts: impl Iterator<Item = &'t Spelling>, french: &BTreeSet<String>) -> BTreeSet<String> {
    let mut counts = BTreeMap::<String, u32>::new();
    for word in texts.flat_map(|spelling| spelling.text.split(|c: char| !c.is_alphabetic())) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    let often = counts.into_iter().filter(|&(_, count)| count >= 3).map(|(word, _)| word);
    often.chain(french.iter().cloned()).collect()
}

/// The legible sentences, one a line, and their names without titles.
fn legible(spelling: &Spelling, known: &BTreeSet<String>) -> (String, Vec<(Span, NameKind)>) {
    let mut text = String::new();
    let mut names = Vec::new();
    for sentence in cut(Language::FRENCH, &spelling.text) {
        let words: Vec<&str> = sentence.tokens.iter().map(|token| token.form(&spelling.text)).collect();
        if !is_legible(&words, known) {
            continue;
        }
        let first = spelling.names.partition_point(|(name, _)| name.end() <= sentence.span.start());
        let inside = spelling.names[first..].iter().take_while(|(name, _)| name.start() < sentence.span.end());
        let inside = inside.filter_map(|&(name, kind)| Some((untitled(&spelling.text, &sentence, name, kind)?, kind)));
        names.extend(inside.map(|(name, kind)| (name.moved(sentence.span.start(), text.len()), kind)));
        text.push_str(sentence.span.of(&spelling.text));
        text.push('\n');
    }
    (text, names)
}

/// Whether a sentence was read well enough to learn from: 5 to 80 words, at least half of them in lower case; no full stop inside; no
/// character that newspapers do not print in running text; no word of letters and figures (but for ordinals), and none with a capital
/// after a letter unless all its letters are capitals; at most one lower-case word in twenty is unknown, of those with three letters or more.
fn is_legible(words: &[&str], known: &BTreeSet<String>) -> bool {
    let small: Vec<&str> = words.iter().copied().filter(|word| word.chars().all(char::is_lowercase)).collect();
    let long: Vec<&str> = small.iter().copied().filter(|word| word.chars().count() >= 3).collect();
    let strange = long.iter().filter(|word| !known.contains(**word)).count();
    let inner = &words[..words.len().saturating_sub(1)];
    (5..=80).contains(&words.len())
        && 2 * small.len() >= words.len()
        && !inner.contains(&".")
        && words.iter().all(|word| is_clean(word))
        && 20 * strange <= long.len()
}

fn is_clean(word: &str) -> bool {
    let printed = |c: char| c.is_alphanumeric() || " .,;:!?'’-–—()«»\"%°…&".contains(c);
    let figures = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let mixed =
        figures.len() < word.len() && figures.contains(char::is_alphabetic) || figures.contains(|c: char| c.is_ascii_digit());
    let ordinal = matches!(figures, "er" | "re" | "e" | "ème" | "h");
    let part = |part: &str| part.chars().skip(1).any(char::is_uppercase) && part.chars().any(char::is_lowercase);
    word.chars().all(printed) && (!mixed || ordinal) && !word.split(['-', '\'', '’']).any(part)
}

/// A person's name without the titles and other words before it, and without the office after a comma; other names as they are. `None`
/// where nothing is left.
fn untitled(text: &str, sentence: &Sentence, name: Span, kind: NameKind) -> Option<Span> {
    let words: Vec<Span> = sentence.tokens.iter().map(|token| token.span).filter(|word| name.contains(*word)).collect();
    let forms: Vec<&str> = words.iter().map(|word| word.of(text)).collect();
    if kind != NameKind::Person {
        return Some(words.first()?.cover(*words.last()?));
    }
    let end = forms.iter().position(|form| *form == ",").unwrap_or(forms.len());
    let start = name_start(&forms[..end]);
    (start < end).then(|| words[start].cover(words[end - 1]))
}

/// Where a person's name starts: after titles, and after words in lower case that are no particle of it.
fn name_start(forms: &[&str]) -> usize {
    let mut at = 0;
    while at < forms.len() {
        let title = title(Language::FRENCH, &forms[at..]).unwrap_or(0);
        let capital = |at: usize| forms.get(at).is_some_and(|form| form.starts_with(char::is_uppercase));
        let particle = PARTICLES.contains(&forms[at]) && (capital(at + 1) || capital(at + 2));
        if title == 0 && (capital(at) || particle) {
            break;
        }
        at += title.max(1);
    }
    at
}

/// Lower-case words that a person's name may start with.
const PARTICLES: &[&str] =
    &["de", "d'", "d’", "du", "des", "le", "la", "von", "van", "di", "da", "del", "della", "el", "al", "ben", "bin"];

#[cfg(test)]
mod tests {
    use super::*;

    fn french() -> BTreeSet<String> {
        "le maire du bourg est venu hier avec sa fille et excessif".split(' ').map(str::to_owned).collect()
    }

    fn found(text: &str) -> Vec<(String, Vec<(String, NameKind)>)> {
        let texts = spelled(&words(text).expect("well formed"));
        let documents = documents(&texts, "enp", Part::Train, &known(texts.iter(), &french()));
        let named =
            |document: &NamedDocument| document.names.iter().map(|&(s, k)| (s.of(&document.text).to_owned(), k)).collect();
        documents.iter().map(|document| (document.text.clone(), named(document))).collect()
    }

    #[test]
    fn europeana_words_are_set_together_and_illegible_sentences_go() {
        let lines =
            "M. O|Odel I-PER|est O|venu O|avec O|sa O|fille O|, O|Le O|maire O|de O|l' O|Ancre I-LOC|est O|lk O|vnu O|hier O|. O";
        let text = lines.replace("|fille O|, O|", "|fille O|hier O|. O|").replace('|', "\n");
        let found = found(&text);
        assert_eq!(found, [("M. Odel est venu avec sa fille hier.\n".to_owned(), vec![("Odel".to_owned(), NameKind::Person)])]);
    }

    #[test]
    fn newseye_words_broken_at_the_line_are_whole_again_and_titles_stand_outside() {
        let row = |form: &str, tag: &str, notes: &str| format!("{form}\t{tag}\t_\tO\t_\t_\tO\t_\t_\t{notes}\n");
        let text = [
            "TOKEN\tNE-COARSE-LIT\n# hipe2022:document_id = a\n".to_owned(),
            row("M", "B-PER", "NoSpaceAfter"),
            row(".", "I-PER", "_"),
            row("Odel", "I-PER", "_"),
            row("est", "O", "_"),
            row("ex¬", "O", "NoSpaceAfter|EndOfLine"),
            row("cessif", "O", "_"),
            row("hier", "O", "NoSpaceAfter"),
            row("avec", "O", "_"),
            row("sa", "O", "_"),
            row("fille", "O", "NoSpaceAfter"),
            row(".", "O", "EndOfSentence"),
        ];
        let found = found(&text.concat());
        assert_eq!(found[0].0, "M. Odel est excessif hier avec sa fille.\n");
        assert_eq!(found[0].1, [("Odel".to_owned(), NameKind::Person)]);
    }

    #[test]
    fn clean_words() {
        for word in ["1er", "20e", "d'Ostrava", "Saint-Brévin", "1914", "M."] {
            assert!(is_clean(word), "{word}");
        }
        for word in ["prenddr€", "aS", "18B", "VVilson", "a<b"] {
            assert!(!is_clean(word), "{word}");
        }
    }

    #[test]
    fn a_person_s_name_starts_after_titles_and_offices() {
        assert_eq!(name_start(&["le", "prince", "de", "Brévin"]), 2);
        assert_eq!(name_start(&["metteur", "en", "scène", "Jean", "Odel"]), 3);
        assert_eq!(name_start(&["M.", "de", "la", "Brévinière"]), 1);
        assert_eq!(name_start(&["M.", "le", "docteur"]), 3);
    }

    #[test]
    fn a_line_without_a_tag_is_told() {
        assert_eq!(bio("Odel I-PER\nmaire").expect_err("no tag").to_string(), "line 2: no space between word and tag");
    }
}
