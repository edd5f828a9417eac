//! The tree under one row: claim, attributions, words, document, stances, and the other reports of the same claim.

use crate::record::anchor;
use crate::{Casefile, ClaimRow, DocumentRow, Error, status};
use encoding_rs::Encoding;
use rusqlite::Row;
use saidby_core::record::{Anchor, AttributionRecord, StanceRecord, attribution_name};
use serde::Serialize;
use std::collections::BTreeMap;

/// Words that the claim rests on, where they stand, and the bytes of the page that they were read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The words, in the article text.
    #[serde(flatten)]
    pub anchor: Anchor,
    /// Up to 32 code points before.
    pub prefix: String,
    /// Up to 32 code points after.
    pub suffix: String,
    /// First byte in the stored page, and the one after the last.
    pub source: Option<(usize, usize)>,
    /// Those bytes in the page's charset, markup and all; `None` where there are more than 4,096.
    pub source_text: Option<String>,
}

/// What one holder holds, and who that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WhyStance {
    /// The holder's name: the actor, or the words that name the source, or `author`.
    pub name: String,
    /// The stance, with its cue words.
    #[serde(flatten)]
    pub stance: StanceRecord,
}

/// Another report of the same claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The claim there.
    pub claim: i64,
    /// The document.
    pub document: i64,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The document's headline.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Who says it there.
    pub source: String,
    /// The words there.
    pub words: String,
    /// How the document relates to its origin, where it is known to be a copy.
    pub relation: Option<String>,
    /// How alike it is to its origin, 0 to 1.
    pub score: Option<f64>,
}

/// Reports from one origin.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportGroup {
    /// The origin, as a name to count by.
    pub origin: String,
    /// The document that the others are copies of, where it is in the casefile.
    pub origin_document: Option<i64>,
    /// The reports, by day of publication.
    pub reports: Vec<Report>,
}

/// The tree under one claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Why {
    /// The claim.
    pub claim: ClaimRow,
    /// The stances of all reports that decide its status, one line each.
    pub reasons: Vec<String>,
    /// The attributions that it is made in: its own first, then the one around that, to the outermost.
    pub chain: Vec<AttributionRecord>,
    /// The words it rests on: what is said (or the author's sentence), in text order.
    pub words: Vec<Evidence>,
    /// The document.
    pub document: DocumentRow,
    /// The stances on it in this document: the author first.
    pub stances: Vec<WhyStance>,
    /// All reports of the same claim, this one included, copies grouped.
    pub reports: Vec<ReportGroup>,
}

/// Source text longer than this many bytes is left out of [`Evidence`]: markup between two paragraphs can be of any length.
const SOURCE_LIMIT: usize = 4096;

impl Casefile {
    /// The tree under one claim; [`Error::NotThere`] where there is none with this id.
    pub fn why(&self, claim: i64) -> Result<Why, Error> {
        let row = self.claim(claim)?;
        let attributions = self.attributions(row.document)?;
        let chain = self.chain(claim, &attributions)?;
        Ok(Why {
            reasons: status(&self.held(&row)?).1,
            words: self.evidence(&row)?,
            document: self.document_row(row.document)?,
            stances: self.named_stances(claim, &attributions)?,
            reports: self.reports(&row)?,
            chain,
            claim: row,
        })
    }

    /// The attribution that the claim is made in, then its parents. A parent that was met already ends the chain.
    fn chain(&self, claim: i64, attributions: &[AttributionRecord]) -> Result<Vec<AttributionRecord>, Error> {
        let sql = "SELECT attribution.position FROM claim JOIN attribution ON attribution.id = claim.via WHERE claim.id = ?1";
        let first: Option<usize> = self.rows(sql, [claim], |row| row.get(0))?.into_iter().next();
        let mut next = first.map(|position| attribution_name(position.saturating_sub(1)));
        let mut chain: Vec<AttributionRecord> = Vec::new();
        while let Some(attribution) = next.and_then(|name| attributions.iter().find(|attribution| attribution.id == name)) {
            if chain.iter().any(|met| met.id == attribution.id) {
                break;
            }
            next = attribution.parent.clone();
            chain.push(attribution.clone());
        }
        Ok(chain)
    }

    fn evidence(&self, row: &ClaimRow) -> Result<Vec<Evidence>, Error> {
        let page = self.page(row.document)?;
        let sql = "SELECT encoding FROM document WHERE id = ?1";
        let encoding: Vec<String> = self.rows(sql, [row.document], |row| row.get(0))?;
        let encoding = encoding.first().and_then(|name| Encoding::for_label(name.as_bytes())).unwrap_or(encoding_rs::UTF_8);
        let sql = "SELECT text_start, text_end, exact, prefix, suffix, source_start, source_end FROM anchor
            WHERE document = ?1 AND text_start = ?2 AND text_end = ?3";
        let evidence = |columns: &Row| {
            let source = columns.get::<_, Option<usize>>(5)?.zip(columns.get(6)?);
            let bytes = source.and_then(|(start, end)| page.get(start..end)).filter(|bytes| bytes.len() <= SOURCE_LIMIT);
            Ok(Evidence {
                anchor: anchor(columns, 0)?,
                prefix: columns.get(3)?,
                suffix: columns.get(4)?,
                source,
                source_text: bytes.map(|bytes| encoding.decode_without_bom_handling(bytes).0.into_owned()),
            })
        };
        let mut words = Vec::new();
        for Anchor { start, end, .. } in &row.words {
            words.extend(self.rows(sql, (row.document, start, end), evidence)?);
        }
        Ok(words)
    }

    fn named_stances(&self, claim: i64, attributions: &[AttributionRecord]) -> Result<Vec<WhyStance>, Error> {
        let name = |holder: &str| {
            let source = &attributions.iter().find(|attribution| attribution.id == holder)?.source;
            Some(source.actor.as_deref().or(source.exact.as_deref()).unwrap_or(source.kind.name()).to_owned())
        };
        let named =
            |stance: StanceRecord| WhyStance { name: name(&stance.holder).unwrap_or_else(|| "author".to_owned()), stance };
        Ok(self.stances(claim)?.into_iter().map(named).collect())
    }

    fn reports(&self, row: &ClaimRow) -> Result<Vec<ReportGroup>, Error> {
        let sql =
            "SELECT origin.origin, copy_group.origin, claims.id, claims.document, claims.outlet, claims.title, document.url,
            claims.published, claims.source, claims.words, copy_group.relation, copy_group.score
            FROM claims JOIN origin ON origin.document = claims.document JOIN document ON document.id = claims.document
            LEFT JOIN copy_group ON copy_group.document = claims.document
            WHERE claims.key = ?1 OR claims.id = ?2 ORDER BY claims.published NULLS LAST, claims.id";
        let mut groups: Vec<ReportGroup> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for (origin, origin_document, report) in self.rows(sql, (&row.key, row.id), report)? {
            let place = *places.entry(origin.clone()).or_insert(groups.len());
            match groups.get_mut(place) {
                Some(group) => group.reports.push(report),
                None => groups.push(ReportGroup { origin, origin_document, reports: vec![report] }),
            }
        }
        Ok(groups)
    }
}

fn report(row: &Row) -> rusqlite::Result<(String, Option<i64>, Report)> {
    let report = Report {
        claim: row.get(2)?,
        document: row.get(3)?,
        outlet: row.get(4)?,
        title: row.get(5)?,
        url: row.get(6)?,
        published: row.get(7)?,
        source: row.get(8)?,
        words: row.get(9)?,
        relation: row.get(10)?,
        score: row.get(11)?,
    };
    Ok((row.get(0)?, row.get(1)?, report))
}
