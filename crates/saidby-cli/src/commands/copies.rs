//! `saidby copies`: which documents are one text, and which of them is its origin; one line of JSON a document.

use super::offsets::Offsets;
use super::{json_line, stdout};
use crate::ending::Ending;
use crate::inputs;
use anyhow::Result;
use saidby::copies::{self, Copies, Edge, Relation, Text};
use saidby::core::{Article, PageFormat, Span};
use saidby::extract;
use serde::Serialize;
use std::io::Write;

/// One document's answer: documents of one group are copies of one text.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    group: &'a str,
    origin: &'a str,
    edges: Vec<EdgeRow<'a>>,
}

/// What two documents share; `spans` are offsets here and there.
#[derive(Serialize)]
struct EdgeRow<'a> {
    to: &'a str,
    relation: &'static str,
    score: f64,
    spans: Vec<[usize; 4]>,
    why: &'a [String],
}

/// What is kept of a page until all are there.
struct Document {
    id: String,
    format: PageFormat,
    article: Article,
}

pub fn run(inputs: &[String]) -> Result<Ending> {
    let mut documents = Vec::new();
    let mut tally = inputs::each(inputs, |page| {
        let article = extract::article(&page).article;
        documents.push(Document { id: page.id, format: page.format, article });
        Ok(false)
    })?;
    let groups = copies::groups(&documents.iter().map(text).collect::<Vec<_>>());
    tally.found = groups.iter().flat_map(|copies| &copies.edges).filter(|edge| edge.relation == Relation::Copy).count();
    let mut out = stdout();
    let offsets: Vec<Offsets> = documents.iter().map(|document| Offsets::of(&document.article, document.format)).collect();
    for (index, copies) in groups.iter().enumerate() {
        json_line(&mut out, &answer(index, copies, &documents, &offsets))?;
    }
    out.flush()?;
    Ok(tally.ending())
}

fn text(document: &Document) -> Text<'_> {
    let published = document.article.metadata.published.as_ref().map(|published| published.value);
    Text { id: &document.id, text: &document.article.text, published }
}

fn answer<'a>(index: usize, copies: &'a Copies, documents: &'a [Document], offsets: &[Offsets]) -> Answer<'a> {
    let row = |edge: &'a Edge| EdgeRow {
        to: &documents[edge.to].id,
        relation: edge.relation.name(),
        score: edge.score,
        spans: edge.spans.iter().filter_map(|&spans| both(spans, &offsets[index], &offsets[edge.to])).collect(),
        why: &edge.why,
    };
    Answer {
        id: &documents[index].id,
        group: &documents[copies.group].id,
        origin: &documents[copies.origin].id,
        edges: copies.edges.iter().map(row).collect(),
    }
}

fn both((here, there): (Span, Span), own: &Offsets, other: &Offsets) -> Option<[usize; 4]> {
    let ([start, end], [start_there, end_there]) = (own.cover(here)?, other.cover(there)?);
    Some([start, end, start_there, end_there])
}
