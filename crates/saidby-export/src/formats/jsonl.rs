//! JSON Lines: one record a document, as `saidby read --format jsonl` prints it (docs/record.md).

use crate::{Error, Format};
use saidby_casefile::Casefile;
use std::io::Write;

/// JSON Lines.
pub const FORMAT: Format =
    Format { name: "jsonl", extension: "jsonl", description: "one JSON record a document, all of it", write };

fn write(casefile: &Casefile, out: &mut dyn Write) -> Result<(), Error> {
    for document in casefile.documents()? {
        let record = casefile.record(document.id)?;
        serde_json::to_writer(&mut *out, &record).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}
