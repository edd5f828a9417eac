//! Which text of a group the others come from.

use crate::Text;
use saidby_core::Moment;
use std::cmp::Reverse;

/// News agencies, as they sign their stories: members of the European Alliance of News Agencies and the world agencies.
const AGENCIES: &[&str] = &[
    "AFP",
    "AP",
    "Reuters",
    "REUTERS",
    "UPI",
    "dpa",
    "DPA",
    "EFE",
    "ANSA",
    "Ansa",
    "Belga",
    "ATS",
    "Keystone-ATS",
    "APA",
    "PAP",
    "Lusa",
    "TASS",
    "Interfax",
    "Ukrinform",
    "Xinhua",
    "Yonhap",
    "Kyodo",
    "KCNA",
    "IRNA",
    "Anadolu",
    "ANP",
    "TT",
    "NTB",
    "Ritzau",
    "PA",
];

/// How far from either end of a text a credit stands at most, in words.
const CREDIT_REACH: usize = 40;

/// The origin among `members`, indices of `texts`.
pub fn of(texts: &[Text<'_>], members: &[usize]) -> Option<usize> {
    let published = |&index: &usize| texts.get(index).and_then(|text| text.published).map(instant);
    let earliest = members.iter().filter_map(|index| Some((published(index)?, *index))).min();
    earliest.map(|(_, index)| index).or_else(|| members.iter().copied().min_by_key(|&index| likeness(texts, index)))
}

/// Sorts the likelier origin first: an agency's credit, then length, then order.
fn likeness(texts: &[Text<'_>], index: usize) -> (bool, Reverse<usize>, usize) {
    let text = texts.get(index).map(|text| text.text).unwrap_or_default();
    (!has_credit(text), Reverse(text.len()), index)
}

/// Whether an agency is named near one of the ends.
fn has_credit(text: &str) -> bool {
    let names = |word: &str| AGENCIES.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()));
    text.split_whitespace().take(CREDIT_REACH).any(names) || text.split_whitespace().rev().take(CREDIT_REACH).any(names)
}

/// A number that grows with time: seconds, in years of 366 days. A day without a time counts as its last second, so that it does
/// not come before a known time of the same day.
fn instant(moment: Moment) -> i64 {
    let day = i64::from(moment.date.year()) * 366 + i64::from(moment.date.day_of_year());
    let seconds = moment
        .time
        .map_or(86_399, |time| i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second()));
    day * 86_400 + seconds - moment.offset.map_or(0, |offset| i64::from(offset.seconds()))
}
