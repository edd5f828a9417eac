//! Every stored page is read again, and every stored word is looked up in it.

use crate::add::context;
use crate::record::anchor;
use crate::{Casefile, Document, Error, StoredBlock};
use encoding_rs::Encoding;
use rusqlite::Row;
use saidby_core::record::Anchor;
use saidby_core::{Article, Block, CodePoints, Metadata, SourceMap, Span};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Something in the casefile that is not as it was stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Damage {
    /// The document; `None` for the file as a whole.
    pub document: Option<i64>,
    /// The document's name.
    pub name: Option<String>,
    /// What is wrong: lower case, no full stop.
    pub what: String,
}

/// What [`Casefile::check`] read, and what it found damaged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// Documents that were read again.
    pub documents: usize,
    /// Anchors whose words were looked up again.
    pub anchors: usize,
    /// Characters of anchors that stand in the page byte for byte.
    pub verbatim: usize,
    /// Characters of anchors that stand in the page in its charset.
    pub decoded: usize,
    /// Characters of anchors that stand for other bytes of the page: entities, folded white space.
    pub mapped: usize,
    /// What is damaged; empty for a sound casefile.
    pub damage: Vec<Damage>,
}

impl CheckReport {
    /// Whether nothing is damaged.
    pub fn is_sound(&self) -> bool {
        self.damage.is_empty()
    }
}

impl Casefile {
    /// Reads every stored page again and verifies every word that something rests on:
    /// - the page uncompresses, and its hash is the stored one;
    /// - every segment lies in page text and page, and a verbatim one has the same bytes on both sides;
    /// - blocks and gaps are the page text, and a block's words are the same in page text and article text;
    /// - every anchor's words and context stand at its positions, and its words lead back to its bytes.
    ///
    /// Damage is reported, not an error; an error is a file that cannot be read at all.
    pub fn check(&self) -> Result<CheckReport, Error> {
        let mut report = CheckReport::default();
        self.check_file(&mut report)?;
        let documents: Vec<(i64, String)> =
            self.rows("SELECT id, name FROM document ORDER BY id", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for (document, name) in documents {
            let mut found = Vec::new();
            if let Err(error) = self.check_document(document, &mut report, &mut found) {
                found.push(error.to_string());
            }
            report.documents += 1;
            let damage = |what| Damage { document: Some(document), name: Some(name.clone()), what };
            report.damage.extend(found.into_iter().map(damage));
        }
        Ok(report)
    }

    /// What SQLite itself says of the file.
    fn check_file(&self, report: &mut CheckReport) -> Result<(), Error> {
        let mut damage = |what| report.damage.push(Damage { document: None, name: None, what });
        for answer in self.rows("PRAGMA integrity_check", [], |row| row.get::<_, String>(0))? {
            if answer != "ok" {
                damage(format!("SQLite says: {answer}"));
            }
        }
        for table in self.rows("PRAGMA foreign_key_check", [], |row| row.get::<_, String>(0))? {
            damage(format!("a row of `{table}` refers to a row that is not there"));
        }
        Ok(())
    }

    fn check_document(&self, id: i64, report: &mut CheckReport, damage: &mut Vec<String>) -> Result<(), Error> {
        let document = self.document(id)?;
        let page = self.page(id)?;
        if hex(&Sha256::digest(&page)) != document.row.sha256 {
            damage.push("the page is not the one that was stored: its SHA-256 differs".to_owned());
        }
        let sources = self.sources(&document, &page, damage)?;
        let article = article(&document, sources);
        damage.extend(article.check().err());
        let encoding = Encoding::for_label(document.encoding.as_bytes()).unwrap_or(encoding_rs::UTF_8);
        let reading = Reading { article: &article, points: CodePoints::of(&article.text), page: &page, encoding };
        let sql = "SELECT text_start, text_end, exact, prefix, suffix, source_start, source_end FROM anchor WHERE document = ?1
            ORDER BY text_start, text_end";
        let mut anchors = 0;
        for stored in self.rows(sql, [id], stored_anchor)? {
            anchors += 1;
            damage.extend(reading.check(&stored, report).err());
        }
        report.anchors += anchors;
        Ok(())
    }

    /// The stored segments; what is wrong with one is damage.
    fn sources(&self, document: &Document, page: &[u8], damage: &mut Vec<String>) -> Result<SourceMap, Error> {
        let points = CodePoints::of(&document.page_text);
        let sql = "SELECT page_start, page_end, source_start, source_end, verbatim FROM segment WHERE document = ?1
            ORDER BY page_start";
        let columns = |row: &Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
        let rows: Vec<(usize, usize, usize, usize, bool)> = self.rows(sql, [document.row.id], columns)?;
        let mut map = SourceMap::default();
        let mut before = 0;
        for (start, end, source_start, source_end, verbatim) in rows {
            let text = Span::new(points.byte(start), points.byte(end));
            let source = Span::new(source_start, source_end);
            let bytes = page.get(source_start..source_end);
            let words = text.of(&document.page_text);
            if start < before || points.range(text) != (start, end) || bytes.is_none() {
                damage.push(format!("the segment at code point {start} lies outside of page or page text"));
                continue;
            }
            if verbatim && bytes != Some(words.as_bytes()) {
                damage.push(format!("the page differs from the page text at code point {start}"));
            }
            before = end;
            if verbatim {
                map.push_verbatim(text.start(), source.start(), text.len());
            } else {
                map.push(text, source);
            }
        }
        Ok(map)
    }
}

/// The article as core has it, from what is stored.
fn article(document: &Document, sources: SourceMap) -> Article {
    let (page, text) = (CodePoints::of(&document.page_text), CodePoints::of(&document.text));
    let bytes = |points: &CodePoints, (start, end): (usize, usize)| Span::new(points.byte(start), points.byte(end));
    let block = |block: &StoredBlock| Block {
        role: block.role,
        page: bytes(&page, block.page),
        text: block.text.map(|range| bytes(&text, range)),
    };
    let blocks = document.blocks.iter().map(block).collect();
    let (page_text, text) = (document.page_text.clone(), document.text.clone());
    Article { metadata: Metadata::default(), page_text, sources, text, blocks, entries: Vec::new() }
}

/// An anchor as it is stored.
struct StoredAnchor {
    anchor: Anchor,
    prefix: String,
    suffix: String,
    source: Option<(usize, usize)>,
}

fn stored_anchor(row: &Row) -> rusqlite::Result<StoredAnchor> {
    let source = row.get::<_, Option<usize>>(5)?.zip(row.get(6)?);
    Ok(StoredAnchor { anchor: anchor(row, 0)?, prefix: row.get(3)?, suffix: row.get(4)?, source })
}

/// A document that is read again.
struct Reading<'a> {
    article: &'a Article,
    /// Of the article text.
    points: CodePoints<'a>,
    page: &'a [u8],
    encoding: &'static Encoding,
}

impl Reading<'_> {
    /// Whether an anchor's words are where it says; counts its characters by how they stand in the page.
    fn check(&self, stored: &StoredAnchor, report: &mut CheckReport) -> Result<(), String> {
        let Anchor { start, end, exact } = &stored.anchor;
        let span = Span::new(self.points.byte(*start), self.points.byte(*end));
        if self.points.range(span) != (*start, *end) || span.of(&self.article.text) != exact {
            return Err(format!("`{exact}` does not stand at code points {start} to {end} of the text"));
        }
        if context(&self.article.text, span) != (&stored.prefix, &stored.suffix) {
            return Err(format!("the words around `{exact}` at code point {start} are not the stored ones"));
        }
        let source = self.article.source_of(span).map(|source| (source.start(), source.end()));
        if source != stored.source {
            return Err(format!("`{exact}` at code point {start} does not lead back to its bytes of the page"));
        }
        self.article.in_page(span).into_iter().for_each(|page| self.count(page, report));
        Ok(())
    }

    fn count(&self, page: Span, report: &mut CheckReport) {
        for segment in self.article.sources.within(page) {
            let words = segment.text.of(&self.article.page_text);
            let counted = match (segment.verbatim, self.page.get(segment.source.range())) {
                (true, _) => &mut report.verbatim,
                (false, Some(bytes)) if self.encoding.decode_without_bom_handling(bytes).0 == words => &mut report.decoded,
                (false, _) => &mut report.mapped,
            };
            *counted += words.chars().count();
        }
    }
}

/// Lower-case hexadecimal.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
