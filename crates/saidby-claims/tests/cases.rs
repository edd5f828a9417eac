//! Every case of `cases/*.txt`: a title, `note:` lines, `lang: fr` or `lang: en`, a day `published: 2024-05-03` if it matters, the text
//! with one paragraph a line, a headline after `# `, `---`, and the dump of its statements. Cases are separated by a line `===`.
//!
//! ```text
//! a1 [direct say] "il" (person:john-doe; pronoun) | "a dit" | "Oui" … "tout de suite" | parent a2 | negated
//! c1 via a1: AID country:RUS(RUS) > country:MLI(MLI) "a livré" item="obus" date=2024-05-02 past | author: unspecified unknown reported
//! ```
//!
//! A cue that is marks alone, a source that nobody names and an actor that is not known are written `-`, `-` and `?`.
//! `BLESS=1 cargo test -p saidby-claims` writes the dumps anew; the difference is the review. A dump that a linguist would not
//! give stays, with a line `note: known wrong: …`.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "cases are read, blessed and noted here; the stage itself has no files"
)]

mod common;

use saidby_core::{ActorRef, Attribution, Claim, Detail, Holder, Participant, Span, Stance, Statements};
use std::fmt::Write;
use std::path::Path;

struct Case<'c> {
    title: &'c str,
    notes: Vec<&'c str>,
    language: &'c str,
    published: Option<&'c str>,
    /// Everything before the line `---`, as it is written.
    given: &'c str,
    text: String,
    expected: &'c str,
}

impl<'c> Case<'c> {
    fn parse(case: &'c str) -> Self {
        let (given, expected) = case.split_once("\n---").unwrap_or((case.trim_end(), ""));
        let mut lines = given.lines();
        let mut case = Case {
            title: lines.next().expect("a title"),
            notes: Vec::new(),
            language: "",
            published: None,
            given,
            text: String::new(),
            expected: expected.trim(),
        };
        let mut text = Vec::new();
        for line in lines {
            match line.split_once(": ") {
                Some(("note", note)) if text.is_empty() => case.notes.push(note),
                Some(("lang", language)) if text.is_empty() => case.language = language,
                Some(("published", day)) if text.is_empty() => case.published = Some(day),
                _ => text.push(line),
            }
        }
        assert!(matches!(case.language, "fr" | "en"), "{}: a line `lang: fr` or `lang: en`", case.title);
        assert!(!text.is_empty(), "{}: a text", case.title);
        case.text = text.join("\n");
        case
    }

    fn found(&self) -> String {
        let article = common::article(self.language, self.published, &self.text);
        let statements = common::statements(&article);
        assert_eq!(statements.check(&article.text), Ok(()), "{}", self.title);
        dump(&article.text, &statements)
    }
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut files: Vec<_> = folder.read_dir().expect("cases").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let wrong: Vec<String> = files.iter().flat_map(|file| check(file)).collect();
    assert!(wrong.is_empty(), "`BLESS=1 cargo test -p saidby-claims` and read the difference\n\n{}", wrong.join("\n"));
}

/// The cases of a file whose dump is not the expected one; none when blessing, which writes them.
fn check(file: &Path) -> Vec<String> {
    let written = std::fs::read_to_string(file).expect("a file of cases");
    let cases: Vec<Case> = written.trim().split("\n===\n").map(Case::parse).collect();
    for (case, note) in cases.iter().flat_map(|case| case.notes.iter().map(move |note| (case, note))) {
        println!("{}: {}: {note}", case.language, case.title);
    }
    if std::env::var_os("BLESS").is_some() {
        let blessed: Vec<String> = cases.iter().map(|case| format!("{}\n---\n{}", case.given, case.found())).collect();
        std::fs::write(file, blessed.join("\n===\n") + "\n").expect("a file of cases");
        return Vec::new();
    }
    let differs = |case: &Case| {
        let found = case.found();
        (found != case.expected).then(|| format!("{}\nexpected\n{}\nfound\n{found}\n", case.given, case.expected))
    };
    cases.iter().filter_map(differs).collect()
}

fn dump(text: &str, statements: &Statements) -> String {
    let attributions = statements.attributions.iter().enumerate();
    let mut lines: Vec<String> = attributions.map(|(i, found)| attribution_line(text, statements, i, found)).collect();
    lines.extend(statements.claims.iter().enumerate().map(|(i, found)| claim_line(text, statements, i, found)));
    lines.extend(statements.notices.iter().map(|notice| format!("notice {}: {}", notice.kind, notice.message)));
    if lines.is_empty() { "nothing".to_owned() } else { lines.join("\n") }
}

fn attribution_line(text: &str, statements: &Statements, index: usize, found: &Attribution) -> String {
    let source = found.source.mention.map_or("-".to_owned(), |span| quoted(text, span));
    let actor = found.source.actor.map_or("?", |actor| id(statements, actor));
    let cue = found.cue.map_or("-".to_owned(), |cue| quoted(text, cue.span));
    let content: Vec<String> = found.content.iter().map(|&span| quoted(text, span)).collect();
    let mut line = format!("a{} [{} {}] {source} ({actor}; {})", index + 1, found.form, found.act, found.source.kind);
    let _ = write!(line, " | {cue} | {}", content.join(" … "));
    if let Some(addressee) = found.addressee {
        let _ = write!(line, " | to {}", quoted(text, addressee));
    }
    if let Some(parent) = found.parent {
        let _ = write!(line, " | parent a{}", parent.0 + 1);
    }
    if found.negated {
        line.push_str(" | negated");
    }
    line
}

fn claim_line(text: &str, statements: &Statements, index: usize, claim: &Claim) -> String {
    let event = &claim.event;
    let mut line = format!("c{}", index + 1);
    if let Some(via) = claim.via {
        let _ = write!(line, " via a{}", via.0 + 1);
    }
    let _ = write!(line, ": {}", event.kind.map_or("-", |kind| kind.name()));
    if let Some(mode) = event.mode {
        let _ = write!(line, "/{}", mode.name());
    }
    let (actor, recipient) = (participant(statements, event.actor), participant(statements, event.recipient));
    let _ = write!(line, " {actor} > {recipient} {}", quoted(text, event.trigger));
    for (name, detail) in [("item", &event.item), ("quantity", &event.quantity), ("place", &event.place)] {
        if let Some(Detail { words, .. }) = detail {
            let _ = write!(line, " {name}={}", quoted(text, *words));
        }
    }
    if let Some(date) = event.date {
        let _ = write!(line, " date={}", date.moment);
    }
    let _ = write!(line, " {}", claim.when);
    claim.stances.iter().for_each(|stance| line.push_str(&stance_words(stance)));
    line
}

fn stance_words(stance: &Stance) -> String {
    let holder = match stance.holder {
        Holder::Author => "author".to_owned(),
        Holder::Source(attribution) => format!("a{}", attribution.0 + 1),
    };
    format!(" | {holder}: {} {} {}", stance.polarity, stance.certainty, stance.basis)
}

fn participant(statements: &Statements, participant: Option<Participant>) -> String {
    let Some(participant) = participant else { return "-".to_owned() };
    let country = statements.actor(participant.actor).and_then(|actor| actor.country);
    format!("{}({})", id(statements, participant.actor), country.map_or("?".to_owned(), |country| country.to_string()))
}

fn id(statements: &Statements, actor: ActorRef) -> &str {
    statements.actor(actor).map_or("?", |actor| &actor.id)
}

fn quoted(text: &str, span: Span) -> String {
    format!("\"{}\"", span.of(text))
}
