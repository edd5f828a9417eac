//! Which documents of a casefile are copies of one origin: the copies stage over the texts that the casefile holds.

use saidby_casefile::{Casefile, Copy, Document, Error};
use saidby_copies::{self as copies, Copies, Relation, Text};
use saidby_read as read;

/// Compares all documents of a casefile and keeps which are copies of one origin, so that they count once.
///
/// Fails where the casefile cannot be read or written. All texts are held in memory meanwhile.
pub fn keep_origins(casefile: &mut Casefile) -> Result<(), Error> {
    let rows = casefile.documents()?;
    let documents = rows.iter().map(|row| casefile.document(row.id)).collect::<Result<Vec<Document>, _>>()?;
    let groups = copies::groups(&documents.iter().map(text).collect::<Vec<_>>());
    let copies: Vec<Copy> = groups.iter().enumerate().filter_map(|(index, found)| copy(index, found, &documents)).collect();
    casefile.set_copies(&copies)
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
