//! The documents name every field, table and column, and what they show is so.
#![allow(clippy::unwrap_used)]

mod support;

use rusqlite::Connection;
use saidby_casefile::{Casefile, Status};
use saidby_core::record::DocumentRecord;
use serde_json::Value;
use std::collections::BTreeSet;

const RECORD: &str = include_str!("../../../docs/record.md");
const CASEFILE: &str = include_str!("../../../docs/casefile.md");

/// The fenced blocks of one language.
fn blocks<'d>(page: &'d str, language: &str) -> Vec<&'d str> {
    let fence = format!("```{language}\n");
    page.split(&fence).skip(1).filter_map(|rest| rest.split("\n```").next()).collect()
}

fn fields(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(name, value)| {
            names.insert(name.clone());
            fields(value, names);
        }),
        Value::Array(values) => values.iter().for_each(|value| fields(value, names)),
        _ => {}
    }
}

#[test]
fn the_record_is_documented_field_by_field() {
    let ledger = support::accusation();
    let record = serde_json::to_value(DocumentRecord::of(&ledger).with_page_text(&ledger.article)).unwrap();
    let mut names = BTreeSet::new();
    fields(&record, &mut names);
    assert!(names.len() > 50, "{names:?}");
    for name in names {
        assert!(RECORD.contains(&format!("`{name}`")), "docs/record.md lacks `{name}`");
    }
}

#[test]
fn the_example_of_a_record_is_what_the_program_prints() {
    let example: Value = serde_json::from_str(blocks(RECORD, "json")[0]).unwrap();
    assert_eq!(example, serde_json::to_value(DocumentRecord::of(&support::denial())).unwrap());
}

fn sample() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.db");
    let mut casefile = Casefile::create_or_open(&path).unwrap();
    casefile.add(&support::accusation()).unwrap();
    casefile.add(&support::denial()).unwrap();
    drop(casefile);
    (folder, Connection::open(path).unwrap())
}

#[test]
fn the_casefile_is_documented_table_by_table() {
    let (_folder, tool) = sample();
    let sql = "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
        WHERE t.type IN ('table', 'view') AND t.name NOT GLOB '*_words_*' AND t.name NOT GLOB 'sqlite_*'";
    let mut query = tool.prepare(sql).unwrap();
    let columns: Vec<(String, String)> =
        query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().collect::<Result<_, _>>().unwrap();
    assert!(columns.len() > 120, "{}", columns.len());
    for (table, column) in columns {
        let section =
            CASEFILE.split(&format!("\n### `{table}`")).nth(1).unwrap_or_else(|| panic!("docs/casefile.md lacks `{table}`"));
        let section = section.split("\n### ").next().unwrap();
        assert!(section.contains(&format!("`{column}`")), "docs/casefile.md lacks `{column}` of `{table}`");
    }
}

#[test]
fn every_query_of_the_documents_answers() {
    let (_folder, tool) = sample();
    let queries = blocks(CASEFILE, "sql");
    assert!(queries.len() >= 5);
    for sql in queries {
        let mut query = tool.prepare(sql).unwrap_or_else(|error| panic!("{error}: {sql}"));
        assert!(query.query([]).unwrap().next().unwrap().is_some(), "no row: {sql}");
    }
}

#[test]
fn every_status_is_documented() {
    use Status::*;
    for status in [Stated, Alleged, Confirmed, Denied, Disputed, Retracted, Open] {
        assert!(CASEFILE.contains(&format!("| `{status}` |")), "docs/casefile.md lacks `{status}`");
    }
}
