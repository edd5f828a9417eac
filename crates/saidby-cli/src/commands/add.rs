//! `saidby add`: pages into a casefile, and which of its documents are copies of one text.

use crate::arguments;
use crate::ending::Ending;
use crate::{inputs, words};
use anyhow::Result;
use saidby::casefile::{Added, Casefile, Copy, Document};
use saidby::copies::{self, Copies, Relation, Text};
use saidby::read;

pub fn run(arguments: &arguments::Add) -> Result<Ending> {
    let mut casefile = Casefile::create_or_open(&arguments.casefile)?;
    let (mut new, mut known) = (0, 0);
    let tally = inputs::each(&arguments.pages.inputs, |page| {
        match casefile.add(&saidby::ledger(page))? {
            Added::New(_) => new += 1,
            Added::AlreadyThere(_) => known += 1,
        }
        Ok(true)
    })?;
    if new > 0 {
        keep_copies(&mut casefile)?;
    }
    casefile.close()?;
    words::note(format!("{} added to `{}`, {known} there already", words::count(new, "document"), arguments.casefile.display()));
    Ok(tally.ending())
}

/// Compares all documents of the casefile, so that copies count as one origin.
fn keep_copies(casefile: &mut Casefile) -> Result<()> {
    let rows = casefile.documents()?;
    let documents = rows.iter().map(|row| casefile.document(row.id)).collect::<Result<Vec<Document>, _>>()?;
    let groups = copies::groups(&documents.iter().map(text).collect::<Vec<_>>());
    let copies: Vec<Copy> = groups.iter().enumerate().filter_map(|(index, found)| copy(index, found, &documents)).collect();
    Ok(casefile.set_copies(&copies)?)
}

fn text(document: &Document) -> Text<'_> {
    let published = document.row.published.as_deref().and_then(read::moment);
    Text { id: &document.row.name, text: &document.text, published }
}

/// One document's place among its copies; `None` where it has none.
fn copy(index: usize, found: &Copies, documents: &[Document]) -> Option<Copy> {
    let mut edges = found.edges.iter().filter(|edge| edge.relation == Relation::Copy);
    let nearest = edges.clone().find(|edge| edge.to == found.origin).or(edges.next())?;
    let (relation, score) = if found.origin == index { ("origin", 1.0) } else { (nearest.relation.name(), nearest.score) };
    Some(Copy {
        document: documents[index].row.id,
        group: documents[found.group].row.id,
        origin: Some(documents[found.origin].row.id),
        relation: relation.to_owned(),
        score,
    })
}
