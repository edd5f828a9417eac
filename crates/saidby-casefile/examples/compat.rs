//! Makes the small casefile that later versions must open forever: `cargo run -p saidby-casefile --example compat compat/v1`.
//! Run it once for a new schema version, in a folder of its own; a folder that has one is left as it is.

#[path = "../tests/support/mod.rs"]
mod support;

use saidby_casefile::{Casefile, Copy};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    let path = folder.join("case.db");
    if path.exists() {
        return Err(format!("`{}` is there already", path.display()).into());
    }
    std::fs::create_dir_all(&folder)?;
    let mut casefile = Casefile::create_or_open(&path)?;
    casefile.add(&support::accusation())?;
    casefile.add(&support::accusation_in("copy.html", "https://mirror.example/1", "The Mirror", "2022-11-03"))?;
    casefile.add(&support::denial())?;
    let copy = |document, origin| Copy { document, group: 1, origin, relation: "verbatim".to_owned(), score: 1.0 };
    casefile.set_copies(&[copy(1, None), copy(2, Some(1))])?;
    let records = casefile.documents()?.into_iter().map(|document| casefile.record(document.id));
    let lines: Vec<String> =
        records.map(|record| Ok(serde_json::to_string(&record?)?)).collect::<Result<_, Box<dyn std::error::Error>>>()?;
    std::fs::write(folder.join("records.jsonl"), lines.join("\n") + "\n")?;
    Ok(casefile.close()?)
}
