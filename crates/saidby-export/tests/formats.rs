//! Every format writes a small casefile, and the documents name them all.
#![allow(clippy::unwrap_used)]

#[path = "../../saidby-casefile/tests/support/mod.rs"]
mod support;

use saidby_casefile::Casefile;
use saidby_core::record::DocumentRecord;
use saidby_export::FORMATS;
use saidby_export::formats::csv::COLUMNS;

fn written(name: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut casefile = Casefile::create_or_open(folder.path().join("case.db")).unwrap();
    casefile.add(&support::accusation()).unwrap();
    casefile.add(&support::denial()).unwrap();
    let mut out = Vec::new();
    (saidby_export::format(name).unwrap().write)(&casefile, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn csv_has_a_row_for_each_claim() {
    let text = written("csv");
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    assert_eq!(table.headers().unwrap(), header);
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.unwrap()).collect();
    let cells = |row: usize, names: &[&str]| -> Vec<String> {
        let cell = |name: &&str| rows[row][header.iter().position(|column| column == name).unwrap()].to_owned();
        names.iter().map(cell).collect()
    };
    assert_eq!(rows.len(), 3);
    let said = ["type", "actor_country", "recipient_id", "source", "act", "cue", "status", "reports", "denials", "published"];
    let expected = ["AID", "PRK", "country:RUS", "North Korea", "deny", "denied", "disputed", "2", "1", "2022-11-04"];
    assert_eq!(cells(0, &said), expected);
    assert_eq!(
        cells(1, &["words", "start", "end"]),
        ["North Korea of sending shells & rockets to Russia on Tuesday", "63", "123"]
    );
    assert_eq!(cells(2, &["source", "act", "date"]), ["author", "", "2022-11-01"]);
}

#[test]
fn jsonl_is_the_records_as_they_went_in() {
    let text = written("jsonl");
    let records: Vec<DocumentRecord> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records, [DocumentRecord::of(&support::accusation()), DocumentRecord::of(&support::denial())]);
}

#[test]
fn an_output_that_refuses_is_an_error() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("no space"))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Err(std::io::Error::other("no space"))
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let mut casefile = Casefile::create_or_open(folder.path().join("case.db")).unwrap();
    casefile.add(&support::denial()).unwrap();
    for format in FORMATS {
        let answer = (format.write)(&casefile, &mut Full).map_err(|error| error.to_string());
        assert_eq!(answer, Err("cannot write the export: no space".to_owned()), "{}", format.name);
    }
}

#[test]
fn the_documents_name_every_format_and_column() {
    let page = include_str!("../../../docs/exports.md");
    for format in FORMATS {
        assert!(page.contains(&format!("`{}`", format.name)), "docs/exports.md lacks `{}`", format.name);
        assert!(page.contains(format.description), "docs/exports.md describes `{}` in other words", format.name);
    }
    for (name, _) in COLUMNS {
        assert!(page.contains(&format!("| `{name}` |")), "docs/exports.md lacks the column `{name}`");
    }
}

#[test]
fn names_are_distinct() {
    let mut names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), FORMATS.len());
}
