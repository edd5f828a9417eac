//! Casefiles of every schema version open forever.
#![allow(clippy::unwrap_used)]

use saidby_casefile::{Casefile, Filter, Status};
use saidby_core::record::DocumentRecord;
use std::path::Path;

/// Opens a copy of an old casefile, so that nothing is written beside the committed one.
fn old(version: &str) -> (tempfile::TempDir, Casefile, Vec<DocumentRecord>) {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../compat").join(version);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.db");
    std::fs::copy(committed.join("case.db"), &path).unwrap();
    let lines = std::fs::read_to_string(committed.join("records.jsonl")).unwrap();
    let records = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (folder, Casefile::open(path).unwrap(), records)
}

#[test]
fn version_1_opens() {
    let (_folder, casefile, records) = old("v1");
    let report = casefile.check().unwrap();
    assert_eq!((report.damage, report.documents), (Vec::new(), 3));
    let kept: Vec<DocumentRecord> = casefile.documents().unwrap().iter().map(|row| casefile.record(row.id).unwrap()).collect();
    assert_eq!(kept, records);
    let claims = casefile.claims(&Filter { about: Some("arms".to_owned()), ..Filter::default() }).unwrap();
    assert_eq!(claims.len(), 3);
    for claim in claims {
        assert_eq!((claim.status, claim.counts.reports, claim.counts.origins), (Status::Disputed, 3, 2));
        assert_eq!(casefile.why(claim.id).unwrap().reports.len(), 2);
    }
}

#[test]
fn version_1_opens_for_reading_only_as_it_is() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../compat/v1");
    let before = std::fs::read(committed.join("case.db")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.db");
    std::fs::write(&path, &before).unwrap();
    let casefile = Casefile::open_read_only(&path).unwrap();
    let first = casefile.documents().unwrap()[0].id;
    let (_folder, upgraded, records) = old("v1");
    assert_eq!((casefile.record(first).unwrap(), upgraded.record(first).unwrap()), (records[0].clone(), records[0].clone()));
    drop(casefile);
    assert_eq!(std::fs::read(&path).unwrap(), before);
}
