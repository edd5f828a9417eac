//! Days that the text names: « ce mercredi 2 novembre », "on 25 April 2019".
//!
//! A day without a year takes the year of publication. Where that is missing too, a weekday and the years that the page names as
//! past decide: 2 November is a Wednesday in 2011, 2016 and 2022; a page that names 2019 is of 2022.

use crate::paragraph::Paragraph;
use crate::vocabulary::{Calendar, Vocabulary};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use saidby_core::{Dated, Moment, Precision};
use std::ops::Range;

/// A day as it is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Named {
    weekday: Option<i8>,
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
    relative: Option<i8>,
}

/// What anchors days without a year.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anchor {
    /// The day of publication, if known.
    pub published: Option<Date>,
    /// The latest year that the text names.
    pub latest_year: Option<i16>,
}

impl Anchor {
    /// The anchor of a document.
    pub fn of(published: Option<Date>, paragraphs: &[Paragraph]) -> Self {
        let words = paragraphs.iter().flat_map(|paragraph| &paragraph.words);
        Self { published, latest_year: words.filter_map(|word| year(&word.lower)).max() }
    }

    /// The anchor of one paragraph: an entry of a live blog has a day of its own.
    pub fn at(self, paragraph: &Paragraph) -> Self {
        Self { published: paragraph.published.or(self.published), ..self }
    }
}

/// The days named in a range of words, in order: their words and what they are.
pub fn dates(paragraph: &Paragraph, vocabulary: &Vocabulary, range: Range<usize>, anchor: Anchor) -> Vec<(Range<usize>, Dated)> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let (end, named) = named(paragraph, vocabulary, at, range.end);
        if let Some(moment) = (end > at).then(|| resolve(named, anchor)).flatten() {
            found.push((at..end, Dated { moment, words: paragraph.span(&(at..end)) }));
        }
        at = end.max(at + 1);
    }
    found
}

fn named(paragraph: &Paragraph, vocabulary: &Vocabulary, start: usize, limit: usize) -> (usize, Named) {
    let mut named = Named::default();
    let mut end = start;
    for at in start..limit {
        let word = paragraph.lower(at);
        let capital_month = vocabulary.language.code() != "en" || paragraph.words[at].capital;
        match vocabulary.calendar(word) {
            Some(Calendar::Weekday(day)) if named.weekday.is_none() && named.day.is_none() => named.weekday = Some(day),
            Some(Calendar::Relative(days)) if end == start => named.relative = Some(days),
            Some(Calendar::Month(month)) if named.month.is_none() && capital_month => named.month = Some(month),
            _ if day(word).is_some() && named.day.is_none() => named.day = day(word),
            _ if year(word).is_some() && named.month.is_some() => named.year = year(word),
            _ if matches!(word, "," | "of") && end > start => continue,
            _ => break,
        }
        end = at + 1;
        if named.year.is_some() || named.relative.is_some() {
            break;
        }
    }
    (end, named)
}

fn day(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let ending = &word[digits.len()..];
    let number: i8 = digits.parse().ok()?;
    (matches!(ending, "" | "er" | "st" | "nd" | "rd" | "th") && (1..=31).contains(&number)).then_some(number)
}

fn year(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    (word.len() == 4 && (1900..2100).contains(&year)).then_some(year)
}

fn resolve(named: Named, anchor: Anchor) -> Option<Moment> {
    match (named.day, named.month) {
        (Some(day), Some(month)) => with_year(named, day, month, anchor).map(Moment::day),
        (None, Some(month)) => month_of(named.year?, month),
        (None, None) => match named.relative {
            Some(days) => anchor.published?.checked_add(i64::from(days).days()).ok().map(Moment::day),
            None => last_weekday(named.weekday?, anchor.published?).map(Moment::day),
        },
        _ => None,
    }
}

/// « avril 2019 »: its first day, known to the month.
fn month_of(year: i16, month: i8) -> Option<Moment> {
    let first = Date::new(year, month, 1).ok()?;
    Some(Moment { precision: Precision::Month, ..Moment::day(first) })
}

fn with_year(named: Named, day: i8, month: i8, anchor: Anchor) -> Option<Date> {
    if let Some(year) = named.year {
        return Date::new(year, month, day).ok();
    }
    if let Some(published) = anchor.published {
        let years = [published.year(), published.year() - 1, published.year() + 1];
        let dates: Vec<Date> = years.iter().filter_map(|&year| Date::new(year, month, day).ok()).collect();
        return dates.into_iter().min_by_key(|date| (date.duration_since(published)).as_secs().unsigned_abs());
    }
    let weekday = named.weekday.and_then(|day| Weekday::from_monday_one_offset(day).ok())?;
    let earliest = anchor.latest_year?;
    let candidates = (earliest..earliest + 8).filter_map(|year| Date::new(year, month, day).ok());
    candidates.into_iter().find(|date| date.weekday() == weekday)
}

/// The weekday on or right before the day of publication.
fn last_weekday(weekday: i8, published: Date) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    if published.weekday() == weekday { Some(published) } else { published.nth_weekday(-1, weekday).ok() }
}
