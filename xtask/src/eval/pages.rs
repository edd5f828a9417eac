//! Main text and metadata of real pages, after `../shared/scorers/pages_score.py`.
//!
//! Three sets: `fundus` (whole text and metadata), `aeb` (whole text), `snippets` (phrases that must be present or absent).

use super::words::{counts, f1, fold, share, shared, words};
use super::{Better, Options, Outcome, Rows, corpora, furniture, parallel};
use anyhow::Result;
use jiff::civil::DateTime;
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::Offset;
use saidby_core::{Extracted, Page};
use saidby_extract::Templates;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The lists of pages.
pub const NEEDS: &[&str] = &["pages/fundus.jsonl", "pages/aeb.jsonl", "pages/snippets.jsonl"];

const SETS: [&str; 3] = ["fundus", "aeb", "snippets"];

const COLUMNS: [&str; 16] = [
    "bag_p",
    "bag_r",
    "bag_f1",
    "shingle_tp",
    "shingle_fp",
    "shingle_fn",
    "present",
    "missing",
    "leaked",
    "caption",
    "furniture",
    "title",
    "authors",
    "date",
    "minute",
    "empty",
];

/// One gold page: its fields differ from set to set.
#[derive(Deserialize)]
struct Gold {
    id: String,
    file: String,
    url: String,
    lang: String,
    body: Option<String>,
    #[serde(default)]
    present: Option<Vec<String>>,
    #[serde(default, deserialize_with = "list_or_null")]
    absent: Vec<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default, deserialize_with = "list_or_null")]
    authors: Vec<String>,
    #[serde(default, deserialize_with = "list_or_null")]
    captions: Vec<String>,
    #[serde(default, alias = "date")]
    published: Option<String>,
}

fn list_or_null<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// What the line answers for one page, as `saidby article` prints it.
#[derive(Serialize)]
struct Answer {
    id: String,
    text: String,
    title: Option<String>,
    authors: Vec<String>,
    published: Option<String>,
}

/// One page's measures. `None` where the gold has nothing to compare with.
#[derive(Default)]
struct Scores {
    bag: Option<[f64; 3]>,
    shingles: Option<[f64; 3]>,
    snippets: Option<[u32; 3]>,
    caption_leaked: Option<bool>,
    /// Whether the body holds a furniture phrase that the gold body does not.
    furniture_leaked: Option<bool>,
    title: Option<bool>,
    authors: Option<bool>,
    date: Option<bool>,
    minute: Option<bool>,
    empty: bool,
}

/// The files that the measures depend on.
pub fn files(corpora: &Path) -> Result<Vec<PathBuf>> {
    let folder = corpora.join("pages");
    let mut files = Vec::new();
    for set in SETS {
        let list = folder.join(format!("{set}.jsonl"));
        let pages: Vec<Gold> = corpora::jsonl(&list)?;
        files.push(list);
        files.extend(pages.iter().map(|gold| folder.join(&gold.file)));
    }
    Ok(files)
}

/// Reads every page and measures what the extract stage makes of it.
pub fn run(options: &Options) -> Result<Outcome> {
    let mut outcome = Outcome { rows: Rows::new(&COLUMNS), ..Outcome::default() };
    let mut slowest = (0.0, String::new());
    let mut seconds = 0.0;
    for set in SETS {
        let pages = load(options, set)?;
        let results = parallel::map(&pages, |(gold, _)| gold.id.clone(), |(gold, bytes)| read(gold, bytes.clone()));
        let mut scored = Vec::new();
        for ((gold, _), timed) in pages.iter().zip(results) {
            let took = timed.took.as_secs_f64();
            seconds += took;
            if took > slowest.0 {
                slowest = (took, gold.id.clone());
            }
            let (answer, scores) = timed.result.unwrap_or_else(|panicked| {
                outcome.panics.push(panicked);
                (None, score(gold, &Answer::none(gold)))
            });
            outcome.predictions.extend(answer);
            outcome.rows.push(&format!("{set}/{}", gold.id), &scores.cells());
            scored.push((gold, scores));
        }
        aggregate(set, &scored, &mut outcome);
        together(set, &pages, &mut outcome);
    }
    let pages = outcome.rows.len() as f64;
    outcome.measure("pages a second and thread", share(pages, seconds), Better::Neither);
    outcome.measure("slowest page, seconds", slowest.0, Better::Neither);
    println!("pages: slowest `{}`", slowest.1);
    Ok(outcome)
}

/// The pages of hosts that have several in a set, each read alone and then with what its host repeats.
fn together(set: &str, pages: &[(Gold, Vec<u8>)], outcome: &mut Outcome) {
    let host = |gold: &Gold| gold.url.split('/').nth(2).unwrap_or_default().to_owned();
    let mut hosts: BTreeMap<String, usize> = BTreeMap::new();
    pages.iter().for_each(|(gold, _)| *hosts.entry(host(gold)).or_default() += 1);
    let several = pages.iter().filter(|(gold, _)| hosts[&host(gold)] > 1);
    let read = |(gold, bytes): &(Gold, Vec<u8>)| corpora::html_page(&gold.id, &gold.url, bytes.clone()).ok();
    let several: Vec<(&Gold, Page)> = several.filter_map(|page| Some((&page.0, read(page)?))).collect();
    let mut templates = Templates::default();
    several.iter().for_each(|(_, page)| templates.learn(page));
    for (way, templates) in [("alone", &Templates::default()), ("together", &templates)] {
        let scores = several.iter().map(|(gold, page)| score(gold, &Answer::of(&gold.id, &templates.article(page))));
        let scores: Vec<Scores> = scores.collect();
        let bags: Vec<f64> = scores.iter().filter_map(|scores| scores.bag).map(|bag| bag[2]).collect();
        let shares = |at: usize| scores.iter().filter_map(|scores| scores.shingles).map(|shares| shares[at]).sum::<f64>();
        let (kept, extra, missing) = (shares(0), shares(1), shares(2));
        let value = mean(&bags).map(|bag| (bag, f1(share(kept, kept + extra), share(kept, kept + missing))));
        if let Some((bag, shingles)) = value {
            outcome.measure(format!("{set}.hosts.{way}.bag_f1"), bag, Better::Neither);
            outcome.measure(format!("{set}.hosts.{way}.shingle_f1"), shingles, Better::Neither);
        }
    }
}

fn load(options: &Options, set: &str) -> Result<Vec<(Gold, Vec<u8>)>> {
    let folder = options.corpora.join("pages");
    let pages: Vec<Gold> = corpora::jsonl(&folder.join(format!("{set}.jsonl")))?;
    let wanted = pages.into_iter().filter(|gold| options.wants(&format!("{set}/{}", gold.id)));
    wanted.map(|gold| corpora::gunzip(&folder.join(&gold.file)).map(|bytes| (gold, bytes))).collect()
}

/// The line's answer for one page as a line of JSON, and its measures.
fn read(gold: &Gold, bytes: Vec<u8>) -> (Option<String>, Scores) {
    let page = corpora::html_page(&gold.id, &gold.url, bytes);
    let answer = page.map_or_else(|_| Answer::none(gold), |page| Answer::of(&gold.id, &saidby_extract::article(&page)));
    (serde_json::to_string(&answer).ok(), score(gold, &answer))
}

impl Answer {
    fn of(id: &str, extracted: &Extracted) -> Self {
        let article = &extracted.article;
        let metadata = &article.metadata;
        Self {
            id: id.to_owned(),
            text: article.body().of(&article.text).to_owned(),
            title: metadata.title.as_ref().map(|found| found.value.clone()),
            authors: metadata.authors.iter().map(|found| found.value.clone()).collect(),
            published: metadata.published.as_ref().map(|found| found.value.to_string()),
        }
    }

    fn none(gold: &Gold) -> Self {
        Self { id: gold.id.clone(), text: String::new(), title: None, authors: Vec::new(), published: None }
    }
}

fn score(gold: &Gold, answer: &Answer) -> Scores {
    let text = fold(&answer.text);
    let body = gold.body.as_deref().unwrap_or("");
    let published = gold.published.as_deref().and_then(moment);
    let answered = answer.published.as_deref().and_then(moment);
    let set = |names: &[String]| names.iter().map(|name| fold(name)).collect::<BTreeSet<_>>();
    let leaked = |caption: &String| {
        let caption = fold(caption);
        caption.chars().count() > 20 && text.contains(&caption) && !fold(body).contains(&caption)
    };
    Scores {
        bag: gold.body.as_ref().map(|body| bag(&answer.text, body)),
        shingles: gold.body.as_ref().map(|body| shingle_shares(&answer.text, body)),
        snippets: gold.present.as_ref().map(|present| phrases(&text, present, &gold.absent)),
        furniture_leaked: gold.body.as_ref().map(|body| furniture::leaks(&answer.text, body)),
        caption_leaked: (!gold.captions.is_empty()).then(|| gold.captions.iter().any(leaked)),
        title: stated(&gold.title).map(|title| fold(title) == fold(answer.title.as_deref().unwrap_or(""))),
        authors: (!gold.authors.is_empty()).then(|| set(&gold.authors) == set(&answer.authors)),
        date: published.map(|gold| answered.is_some_and(|answer| answer.at.date() == gold.at.date())),
        minute: published.filter(Moment::has_time).map(|gold| answered.is_some_and(|answer| gold.within_a_minute(answer))),
        empty: text.is_empty(),
    }
}

fn stated(field: &Option<String>) -> Option<&str> {
    field.as_deref().filter(|text| !text.is_empty())
}

/// Precision, recall and F1 of words as multisets.
fn bag(answer: &str, gold: &str) -> [f64; 3] {
    let (answer, gold) = (words(answer), words(gold));
    if answer.is_empty() || gold.is_empty() {
        return [if answer.is_empty() && gold.is_empty() { 1.0 } else { 0.0 }; 3];
    }
    let overlap = f64::from(shared(&counts(&answer), &counts(&gold)));
    let (precision, recall) = (overlap / answer.len() as f64, overlap / gold.len() as f64);
    [precision, recall, f1(precision, recall)]
}

/// True positives, false positives and false negatives of 4-grams of words, as shares of the page.
fn shingle_shares(answer: &str, gold: &str) -> [f64; 3] {
    let (answer, gold) = (words(answer), words(gold));
    let (answer, gold) = (shingles(&answer), shingles(&gold));
    let both = f64::from(shared(&counts(answer.iter().copied()), &counts(gold.iter().copied())));
    let (extra, missing) = (answer.len() as f64 - both, gold.len() as f64 - both);
    let all = (both + extra + missing).max(1.0);
    [both / all, extra / all, missing / all]
}

fn shingles(words: &[String]) -> Vec<&[String]> {
    match words.len() {
        0 => Vec::new(),
        1..4 => vec![words],
        _ => words.windows(4).collect(),
    }
}

/// How many phrases that must be present are, are not, and how many that must be absent are not.
fn phrases(text: &str, present: &[String], absent: &[String]) -> [u32; 3] {
    let found = |phrases: &[String]| phrases.iter().filter(|phrase| text.contains(&fold(phrase))).count() as u32;
    let kept = found(present);
    [kept, present.len() as u32 - kept, found(absent)]
}

/// A date and time as Python's `datetime.fromisoformat` takes it.
#[derive(Clone, Copy)]
struct Moment {
    at: DateTime,
    offset: Option<Offset>,
}

impl Moment {
    fn has_time(&self) -> bool {
        self.at.hour() != 0 || self.at.minute() != 0
    }

    /// Compared in UTC where both offsets are known, as written otherwise.
    fn within_a_minute(self, other: Moment) -> bool {
        let seconds = |moment: Moment, offset: Offset| offset.to_timestamp(moment.at).map(|at| at.as_second());
        let (a, b) = match (self.offset, other.offset) {
            (Some(a), Some(b)) => (seconds(self, a), seconds(other, b)),
            _ => (seconds(self, Offset::UTC), seconds(other, Offset::UTC)),
        };
        a.ok().zip(b.ok()).is_some_and(|(a, b)| (a - b).abs() <= 60)
    }
}

fn moment(text: &str) -> Option<Moment> {
    let pieces = Pieces::parse(text.trim()).ok()?;
    let offset = pieces.offset().map(|offset| match offset {
        PiecesOffset::Numeric(offset) => offset.offset(),
        _ => Offset::UTC,
    });
    Some(Moment { at: pieces.date().to_datetime(pieces.time().unwrap_or_default()), offset })
}

impl Scores {
    fn cells(&self) -> Vec<Option<f64>> {
        let yes = |answer: Option<bool>| answer.map(|yes| f64::from(u8::from(yes)));
        let three = |values: Option<[f64; 3]>| (0..3).map(move |at| values.map(|values| values[at]));
        let snippets = self.snippets.map(|counts| counts.map(f64::from));
        let flags =
            [self.caption_leaked, self.furniture_leaked, self.title, self.authors, self.date, self.minute, Some(self.empty)];
        three(self.bag).chain(three(self.shingles)).chain(three(snippets)).chain(flags.map(yes)).collect()
    }
}

/// A set's figures from those of its pages.
fn aggregate(set: &str, scored: &[(&Gold, Scores)], outcome: &mut Outcome) {
    let scores = || scored.iter().map(|(_, scores)| scores);
    let mut measure = |name: &str, value: Option<f64>, better| {
        if let Some(value) = value {
            outcome.measure(format!("{set}.{name}"), value, better);
        }
    };
    let bags: Vec<f64> = scores().filter_map(|scores| scores.bag).map(|bag| bag[2]).collect();
    measure("bag_f1", mean(&bags), Better::Higher);
    let shares: Vec<[f64; 3]> = scores().filter_map(|scores| scores.shingles).collect();
    let total = |at: usize| shares.iter().map(|shares| shares[at]).sum::<f64>();
    let precision_recall = || (share(total(0), total(0) + total(1)), share(total(0), total(0) + total(2)));
    let (precision, recall) = precision_recall();
    measure("shingle_f1", (!shares.is_empty()).then(|| f1(precision, recall)), Better::Higher);
    measure("f", snippets_f(scored, |_| true), Better::Higher);
    measure("f.fr", snippets_f(scored, |gold| gold.lang == "fr"), Better::Higher);
    let yes = |field: fn(&Scores) -> Option<bool>| {
        mean(&scores().filter_map(field).map(|yes| f64::from(u8::from(yes))).collect::<Vec<_>>())
    };
    measure("caption_leaks", yes(|scores| scores.caption_leaked), Better::Lower);
    measure("furniture_leaks", yes(|scores| scores.furniture_leaked), Better::Lower);
    measure("title", yes(|scores| scores.title), Better::Higher);
    measure("authors", yes(|scores| scores.authors), Better::Higher);
    measure("date", yes(|scores| scores.date), Better::Higher);
    measure("minute", yes(|scores| scores.minute), Better::Higher);
    measure("empty", yes(|scores| Some(scores.empty)), Better::Lower);
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// F over all the phrases of the pages that fit.
fn snippets_f(scored: &[(&Gold, Scores)], fits: impl Fn(&Gold) -> bool) -> Option<f64> {
    let counts: Vec<[u32; 3]> = scored.iter().filter(|(gold, _)| fits(gold)).filter_map(|(_, scores)| scores.snippets).collect();
    let total = |at: usize| counts.iter().map(|counts| f64::from(counts[at])).sum::<f64>();
    let (kept, missing, leaked) = (total(0), total(1), total(2));
    (!counts.is_empty()).then(|| f1(share(kept, kept + leaked), share(kept, kept + missing)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bags_and_shingles_by_hand() {
        let [precision, recall, f1] = bag("un deux trois", "un deux deux quatre");
        assert_eq!((precision, recall), (2.0 / 3.0, 0.5));
        assert!((f1 - 4.0 / 7.0).abs() < 1e-12);
        assert_eq!(shingle_shares("a b c d e", "b c d e f"), [1.0 / 3.0; 3]);
        assert_eq!(shingle_shares("a b", "a b"), [1.0, 0.0, 0.0]);
        assert_eq!(shingle_shares("", ""), [0.0; 3]);
    }

    #[test]
    fn moments_compare_in_utc_where_both_offsets_are_known() {
        let at = |text| moment(text).unwrap();
        assert!(at("2024-05-03 15:47:42.389000+00:00").within_a_minute(at("2024-05-03T17:47:00+02:00")));
        assert!(!at("2024-05-03 15:47:42+00:00").within_a_minute(at("2024-05-03T15:47:00+02:00")));
        assert!(at("2024-05-03 15:47:42").within_a_minute(at("2024-05-03T15:47:00+02:00")));
        assert!(moment("2024-05").is_none() && moment("").is_none());
    }

    #[test]
    fn phrases_are_counted() {
        let phrase = |text: &str| text.to_owned();
        assert_eq!(phrases("le texte folé", &[phrase("le  texte"), phrase("absent")], &[phrase("folé")]), [1, 1, 1]);
    }
}
