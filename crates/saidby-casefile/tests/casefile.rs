//! What goes in comes out: add, record, claims, why, check, and what becomes of damaged, foreign and abandoned files.
#![allow(clippy::unwrap_used)]

mod support;

use rusqlite::Connection;
use saidby_casefile::{Added, Casefile, Copy, Error, Filter, Status};
use saidby_core::record::DocumentRecord;
use saidby_core::{EventType, Ledger, SourceMap};
use std::path::PathBuf;
use support::{accusation, accusation_in, denial};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// A new casefile with these ledgers, in a folder that goes with the test.
fn casefile(ledgers: &[Ledger]) -> (tempfile::TempDir, PathBuf, Casefile) {
    let folder = folder();
    let path = folder.path().join("case.db");
    let mut casefile = Casefile::create_or_open(&path).unwrap();
    ledgers.iter().for_each(|ledger| assert!(matches!(casefile.add(ledger), Ok(Added::New(_)))));
    (folder, path, casefile)
}

fn ids(casefile: &Casefile, filter: Filter) -> Vec<i64> {
    casefile.claims(&filter).unwrap().iter().map(|row| row.id).collect()
}

fn text(value: &str) -> Option<String> {
    Some(value.to_owned())
}

#[test]
fn the_record_comes_out_as_it_went_in() {
    let ledgers = [accusation(), denial()];
    let (_folder, _, casefile) = casefile(&ledgers);
    for (i, ledger) in ledgers.iter().enumerate() {
        let (record, expected) = (casefile.record(i as i64 + 1).unwrap(), DocumentRecord::of(ledger));
        assert_eq!(record, expected);
        assert_eq!(serde_json::to_string(&record).unwrap(), serde_json::to_string(&expected).unwrap());
    }
    assert!(matches!(casefile.record(3), Err(Error::NotThere { what: "document", id: 3 })));
}

#[test]
fn an_empty_page_is_kept_too() {
    let story = support::Story { name: "empty", url: "u", outlet: "o", published: "2022-01-01", encoding: "UTF-8", blocks: &[] };
    let ledger = support::page(&story);
    let (_folder, _, casefile) = casefile(std::slice::from_ref(&ledger));
    assert_eq!(casefile.record(1).unwrap(), DocumentRecord::of(&ledger));
    assert!(casefile.check().unwrap().is_sound());
}

#[test]
fn the_page_and_its_layout_come_out_as_they_went_in() {
    let ledger = denial();
    let (_folder, _, casefile) = casefile(std::slice::from_ref(&ledger));
    assert_eq!(casefile.page(1).unwrap(), ledger.page.source);
    let document = casefile.document(1).unwrap();
    assert_eq!((document.text, document.page_text), (ledger.article.text.clone(), ledger.article.page_text.clone()));
    let roles: Vec<_> = document.blocks.iter().map(|block| block.role).collect();
    assert_eq!(roles, ledger.article.blocks.iter().map(|block| block.role).collect::<Vec<_>>());
    assert_eq!((document.encoding.as_str(), document.authors), ("windows-1252", vec!["Ada Quill".to_owned()]));
}

#[test]
fn a_page_is_added_once_and_the_same_bytes_elsewhere_are_another_report() {
    let (_folder, _, mut casefile) = casefile(&[accusation(), denial()]);
    assert_eq!(casefile.add(&accusation()).unwrap(), Added::AlreadyThere(1));
    let elsewhere = accusation_in("copy.html", "https://mirror.example/1", "The Mirror", "2022-11-03");
    assert_eq!(elsewhere.page.sha256, accusation().page.sha256);
    assert_eq!(casefile.add(&elsewhere).unwrap(), Added::New(3));
    assert_eq!(casefile.documents().unwrap().len(), 3);
}

#[test]
fn claims_are_found_by_actor() {
    let (_folder, _, casefile) = casefile(&[accusation(), denial()]);
    for actor in ["PRK", "prk", "country:PRK", "north korea", "Korea"] {
        assert_eq!(ids(&casefile, Filter { actor: text(actor), ..Filter::default() }), [3, 1], "{actor}");
    }
    assert_eq!(ids(&casefile, Filter { actor: text("reil"), ..Filter::default() }), [2]);
    for actor in ["RUS", "Kore", ""] {
        assert_eq!(ids(&casefile, Filter { actor: text(actor), ..Filter::default() }), [0; 0], "{actor}");
    }
}

#[test]
fn claims_are_found_by_what_they_are_about() {
    let (_folder, _, casefile) = casefile(&[accusation(), denial()]);
    let about = |words: &str| ids(&casefile, Filter { about: text(words), ..Filter::default() });
    assert_eq!(about("arms"), [3, 1], "the subject stands for AID with a military context");
    assert_eq!(about("aid military"), [3, 1]);
    assert_eq!(about("munitions russia"), [3, 1], "the subject, or the claim's own words");
    assert_eq!(about("rockets"), [1, 2]);
    assert_eq!(about("rock*"), [1, 2]);
    assert_eq!(about("\"any munitions\""), [3]);
    assert_eq!(about("accuse"), [2]);
    assert_eq!(about("submarines"), [0; 0]);
    assert_eq!(about("\" ' ) OR -- *"), [0; 0], "no word is a syntax error");
}

#[test]
fn claims_are_found_by_date_type_and_document() {
    let (_folder, _, casefile) = casefile(&[accusation(), denial()]);
    let since = |day: &str| ids(&casefile, Filter { since: text(day), ..Filter::default() });
    let until = |day: &str| ids(&casefile, Filter { until: text(day), ..Filter::default() });
    assert_eq!((since("2022-11"), since("2022-11-02"), since("2022-11-05")), (vec![3, 1, 2], vec![3, 1], vec![]));
    assert_eq!((until("2022"), until("2022-11-02"), until("2022-11-01")), (vec![3, 1, 2], vec![1, 2], vec![2]));
    assert_eq!(ids(&casefile, Filter { kind: Some(EventType::Accuse), ..Filter::default() }), [2]);
    assert_eq!(ids(&casefile, Filter { document: Some(2), ..Filter::default() }), [3]);
    assert_eq!(ids(&casefile, Filter { limit: Some(2), ..Filter::default() }), [3, 1]);
    for wrong in ["yesterday", "2022-13", "22", "2022-11-02T10", ""] {
        let answer = casefile.claims(&Filter { since: text(wrong), ..Filter::default() });
        assert!(matches!(answer, Err(Error::Date(_))), "{wrong}");
    }
}

#[test]
fn copies_are_one_origin_and_a_denial_disputes() {
    let elsewhere = accusation_in("copy.html", "https://mirror.example/1", "The Mirror", "2022-11-03");
    let (_folder, _, mut casefile) = casefile(&[accusation(), elsewhere]);
    let row = casefile.claim(1).unwrap();
    assert_eq!((row.status, row.counts.reports, row.counts.origins), (Status::Alleged, 2, 2));
    assert_eq!((row.counts.sources, row.counts.denials), (1, 0), "two outlets with one speaker are one asserting source");
    let copy = |document, origin| Copy { document, group: 7, origin, relation: "verbatim".to_owned(), score: 1.0 };
    casefile.set_copies(&[copy(1, None), copy(2, Some(1))]).unwrap();
    casefile.add(&denial()).unwrap();
    let row = casefile.claim(1).unwrap();
    assert_eq!((row.counts.reports, row.counts.origins, row.counts.copies()), (3, 2, 1));
    assert_eq!((row.counts.sources, row.counts.denials, row.status), (1, 1, Status::Disputed));
    let why = casefile.why(1).unwrap();
    let groups: Vec<usize> = why.reports.iter().map(|group| group.reports.len()).collect();
    assert_eq!(groups, [2, 1]);
    assert_eq!(why.reports[0].reports[1].relation.as_deref(), Some("verbatim"));
    casefile.set_copies(&[]).unwrap();
    assert_eq!(casefile.claim(1).unwrap().counts.origins, 3);
}

#[test]
fn why_leads_from_the_claim_to_the_bytes() {
    let (_folder, _, casefile) = casefile(&[accusation(), denial()]);
    let why = casefile.why(1).unwrap();
    assert_eq!(why.chain.iter().map(|link| link.id.as_str()).collect::<Vec<_>>(), ["a1"]);
    assert_eq!(why.words.len(), 1);
    let words = &why.words[0];
    assert_eq!(words.anchor.exact, "North Korea of sending shells & rockets to Russia on Tuesday");
    assert_eq!(words.source_text.as_deref(), Some("North Korea of sending shells &amp; rockets to Russia on Tuesday"));
    assert_eq!(
        (words.prefix.as_str(), words.suffix.as_str()),
        ("shells\nEnvoy Tomas Reil accused ", ".\n“We track,” he told reporters,")
    );
    let stances: Vec<(&str, &str)> = why.stances.iter().map(|held| (held.name.as_str(), held.stance.basis.name())).collect();
    assert_eq!(stances, [("author", "reported"), ("Tomas Reil", "accused")]);
    assert_eq!(why.reasons[0], "Tomas Reil alleges it (pos certain accused)");
    assert_eq!(why.document.outlet.as_deref(), Some("The Harbour Gazette"));
    assert!(matches!(casefile.why(99), Err(Error::NotThere { what: "claim", id: 99 })));
}

#[test]
fn the_author_is_the_source_of_a_claim_without_attribution() {
    let (_folder, _, casefile) = casefile(&[accusation()]);
    let why = casefile.why(2).unwrap();
    assert_eq!((why.claim.source.name(), why.claim.status, why.chain.len()), ("author", Status::Stated, 0));
    assert_eq!(
        why.words[0].anchor.exact,
        "Envoy Tomas Reil accused North Korea of sending shells & rockets to Russia on Tuesday."
    );
}

#[test]
fn a_sound_casefile_checks() {
    let (_folder, _, casefile) = casefile(&[accusation(), denial()]);
    let report = casefile.check().unwrap();
    assert_eq!(report.damage, []);
    assert_eq!(report.documents, 2);
    assert!(report.verbatim > 100 && report.decoded > 0 && report.mapped > 0, "{report:?}");
}

/// Each change to a stored value is found.
#[test]
fn damage_is_found() {
    let changes = [
        "UPDATE anchor SET exact = 'x' || exact WHERE id = 1",
        "UPDATE anchor SET prefix = 'x' WHERE id = 2",
        "UPDATE anchor SET source_start = source_start - 1 WHERE id = 1",
        "UPDATE anchor SET text_end = 1000000 WHERE id = 1",
        "UPDATE document SET sha256 = 'no' WHERE id = 1",
        "UPDATE document SET page = x'00' WHERE id = 1",
        "UPDATE document SET page_bytes = page_bytes - 1 WHERE id = 1",
        "UPDATE document SET text = replace(text, 'shells', 'shelves') WHERE id = 1",
        "UPDATE document SET page_text = replace(page_text, 'accused', 'praised') WHERE id = 1",
        "UPDATE segment SET source_start = source_start + 1, source_end = source_end + 1 WHERE document = 1",
        "UPDATE segment SET source_end = 1000000 WHERE document = 1 AND verbatim = 0",
        "DELETE FROM segment WHERE document = 1 AND verbatim = 0",
        "UPDATE block SET role = 'nonsense' WHERE id = 2",
        "DELETE FROM anchor WHERE id = 1",
    ];
    for change in changes {
        let (_folder, path, casefile) = casefile(&[accusation(), denial()]);
        casefile.close().unwrap();
        let other = Connection::open(&path).unwrap();
        other.pragma_update(None, "foreign_keys", false).unwrap();
        assert!(other.execute(change, []).unwrap() > 0, "{change}");
        drop(other);
        let report = Casefile::open_read_only(&path).unwrap().check().unwrap();
        assert!(!report.is_sound(), "{change}");
        assert!(report.damage.iter().all(|damage| damage.document != Some(2)), "{change}: {report:?}");
    }
}

#[test]
fn one_file_remains_after_close() {
    let (folder, _, casefile) = casefile(&[accusation()]);
    casefile.close().unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let (folder, path, casefile) = self::casefile(&[accusation()]);
    drop(casefile);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let mode: String = Connection::open(path).unwrap().query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "delete");
}

/// What a killed process leaves: the file and its write-ahead log, nobody having closed them.
#[test]
fn a_crash_loses_nothing_committed() {
    let (folder, path, casefile) = casefile(&[accusation()]);
    let dead = folder.path().join("dead.db");
    let log = |path: &PathBuf| PathBuf::from(format!("{}-wal", path.display()));
    std::fs::copy(&path, &dead).unwrap();
    std::fs::copy(log(&path), log(&dead)).unwrap();
    let mut revived = Casefile::open(&dead).unwrap();
    assert_eq!(revived.documents().unwrap().len(), 1);
    assert!(revived.check().unwrap().is_sound());
    assert_eq!(revived.add(&denial()).unwrap(), Added::New(2));
    drop(casefile);
}

/// The process dies in the middle of a document: what was written of it is not there, what came before is.
#[test]
fn a_crash_in_the_middle_of_a_document_loses_that_document_only() {
    let (folder, path, casefile) = casefile(&[accusation()]);
    let other = Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE").unwrap();
    for i in 0..2000 {
        let words = "x".repeat(1000);
        let sql = "INSERT INTO anchor (document, text_start, text_end, exact, prefix, suffix) VALUES (1, ?1, 9, ?2, '', '')";
        other.execute(sql, (i + 5000, &words)).unwrap();
    }
    let dead = folder.path().join("dead.db");
    let log = |path: &PathBuf| PathBuf::from(format!("{}-wal", path.display()));
    std::fs::copy(&path, &dead).unwrap();
    std::fs::copy(log(&path), log(&dead)).unwrap();
    assert!(std::fs::metadata(log(&dead)).unwrap().len() > 1_000_000, "the unfinished transaction is in the log");
    let revived = Casefile::open(&dead).unwrap();
    assert_eq!(revived.check().unwrap().damage, []);
    assert_eq!(revived.record(1).unwrap(), DocumentRecord::of(&accusation()));
    drop((other, casefile));
}

/// A document is added whole or not at all.
#[test]
fn a_ledger_that_cannot_be_stored_leaves_nothing_behind() {
    let (_folder, _, mut casefile) = casefile(&[denial()]);
    let mut broken = accusation();
    broken.statements.claims[0].via = Some(saidby_core::AttributionId(400));
    assert!(matches!(casefile.add(&broken), Err(Error::Sqlite(_))));
    assert_eq!(casefile.documents().unwrap().len(), 1);
    assert_eq!(casefile.check().unwrap().damage, []);
    assert_eq!(casefile.add(&accusation()).unwrap(), Added::New(2));
}

#[test]
fn a_reader_may_read_while_another_adds() {
    let (_folder, path, mut casefile) = casefile(&[accusation()]);
    let reader = Casefile::open_read_only(&path).unwrap();
    casefile.add(&denial()).unwrap();
    assert_eq!(reader.documents().unwrap().len(), 2);
    casefile.close().unwrap();
    assert_eq!(reader.claims(&Filter::default()).unwrap().len(), 3);
}

#[test]
fn other_files_are_refused_with_a_hint() {
    let folder = folder();
    let path = folder.path().join("other.db");
    let refused = |path: &PathBuf| {
        let errors =
            [Casefile::open(path), Casefile::open_read_only(path), Casefile::create_or_open(path)].map(|answer| answer.err());
        errors.map(|error| error.map(|error| (error.hint().is_some(), error.to_string())))
    };
    assert!(matches!(Casefile::open(&path), Err(Error::Missing(_))));
    std::fs::write(&path, "not a database, only a longer text that fills the first hundred bytes of the file as a header would")
        .unwrap();
    assert!(refused(&path).iter().all(|error| matches!(error, Some((true, words)) if words.ends_with("is not a casefile"))));
    std::fs::remove_file(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE claim (id)").unwrap();
    assert!(refused(&path).iter().all(|error| matches!(error, Some((true, words)) if words.ends_with("is not a casefile"))));
    let (_folder, path, casefile) = casefile(&[]);
    drop(casefile);
    Connection::open(&path).unwrap().pragma_update(None, "user_version", saidby_casefile::SCHEMA + 1).unwrap();
    assert!(refused(&path).iter().all(|error| matches!(error, Some((true, words)) if words.contains("has schema 3"))));
}

#[test]
fn an_empty_file_becomes_a_casefile() {
    let folder = folder();
    let path = folder.path().join("case.db");
    std::fs::write(&path, "").unwrap();
    assert!(matches!(Casefile::open(&path), Err(Error::Foreign(_))));
    assert_eq!(Casefile::create_or_open(&path).unwrap().documents().unwrap(), []);
    assert!(Casefile::open(&path).is_ok());
}

#[test]
fn sql_reads_the_words_without_the_program() {
    let (_folder, path, casefile) = casefile(&[accusation(), denial()]);
    drop(casefile);
    let tool = Connection::open(path).unwrap();
    let wrong = "SELECT count(*) FROM anchor JOIN document ON document.id = anchor.document
        WHERE substr(document.text, text_start + 1, text_end - text_start) <> exact";
    assert_eq!(tool.query_row(wrong, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
    let view = "SELECT type || ': ' || actor || ' > ' || recipient || ', ' || source || ', ' || cues || ', ' || stances
        FROM claims WHERE id = 1";
    let row: String = tool.query_row(view, [], |row| row.get(0)).unwrap();
    assert_eq!(
        row,
        "AID: North Korea > Russia, Tomas Reil, accused, author: unspecified unknown reported; \
        Tomas Reil: pos certain accused"
    );
    let found = "SELECT count(*) FROM document_words WHERE document_words MATCH 'cafe'";
    assert_eq!(tool.query_row(found, [], |row| row.get::<_, i64>(0)).unwrap(), 2);
    tool.execute("INSERT INTO claim_words (claim_words) VALUES ('integrity-check')", []).unwrap();
}

/// A page that is nothing but entities maps character by character.
#[test]
fn a_segment_a_character_is_checked_too() {
    let words = "&".repeat(2000);
    let blocks = [(saidby_core::Role::Paragraph, words.as_str())];
    let story = support::Story { name: "n", url: "u", outlet: "o", published: "2022-01-01", encoding: "UTF-8", blocks: &blocks };
    let ledger = support::page(&story);
    assert_eq!(ledger.article.sources.segments().len(), 2000);
    assert_ne!(ledger.article.sources, SourceMap::identity(2000));
    let (_folder, _, casefile) = casefile(&[ledger]);
    assert!(casefile.check().unwrap().is_sound());
}

/// The view of claims reads the rows that are asked for: adding stays as fast as the casefile grows.
#[test]
fn the_claims_of_one_document_are_found_by_index() {
    let (_folder, path, casefile) = casefile(&[]);
    drop(casefile);
    let tool = Connection::open(path).unwrap();
    let mut query = tool.prepare("EXPLAIN QUERY PLAN SELECT * FROM claims WHERE document = 1").unwrap();
    let steps: Vec<String> = query.query_map([], |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
    assert!(steps.iter().all(|step| !step.starts_with("MATERIALIZE")), "{steps:?}");
    assert!(steps.iter().any(|step| step.starts_with("SEARCH claim ")), "{steps:?}");
}
