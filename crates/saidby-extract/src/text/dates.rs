//! Dates as pages give them: ISO 8601, RFC 2822, and words ("2 novembre 2022 à 14h05", "Nov. 2, 2022 2:05 PM").
//!
//! Month names are `languages/*/months.tsv` and `languages/*/dates.tsv`. A numeric date whose day and month cannot be told
//! apart (`03/04/2022`) is read day first only where its separator is a full stop.

use jiff::civil::{Date, Time};
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::Offset;
use saidby_core::Moment;
use std::collections::HashMap;
use std::sync::LazyLock;

static MONTHS: LazyLock<HashMap<String, i8>> = LazyLock::new(|| {
    let mut months = HashMap::new();
    for language in saidby_lexicon::languages() {
        for table in ["months", "dates"].iter().filter_map(|name| saidby_lexicon::table(language.code(), name)) {
            for row in table.rows().filter(|row| row.get("kind") == "month") {
                if let Some(month) = row.parse("value") {
                    months.insert(row.get("form").trim_end_matches('.').to_lowercase(), month);
                }
            }
        }
    }
    months
});

/// The moment that a date field gives: `2022-11-02T14:05:00+01:00`, `Wed, 02 Nov 2022 13:05:00 GMT`, `2 novembre 2022`.
pub fn moment(field: &str) -> Option<Moment> {
    let field = field.trim();
    if field.len() > 120 {
        return None;
    }
    iso(field).or_else(|| rfc_2822(field)).or_else(|| worded(field)).filter(is_plausible)
}

/// The moment of a block that is a date line and nothing else: a date in words or figures, at most a few words around it.
pub fn date_line(block: &str) -> Option<Moment> {
    let words = block.split_whitespace().count();
    if block.len() > 100 || words > 12 || block.ends_with('.') || block.contains(['(', '"', '«', '“']) {
        return None;
    }
    let letters = |word: &str| word.chars().all(char::is_alphabetic) && word.chars().count() > 3;
    let plain_words =
        block.split(|c: char| !c.is_alphanumeric()).filter(|w| letters(w) && !MONTHS.contains_key(&w.to_lowercase()));
    if plain_words.count() > 4 { None } else { moment(block) }
}

fn is_plausible(moment: &Moment) -> bool {
    (1970..=2100).contains(&moment.date.year())
}

fn iso(field: &str) -> Option<Moment> {
    let spaced = field.replace(" UTC", "Z").replace(" GMT", "Z").replace(" Z", "Z").replace(" +", "+").replace(" -", "-");
    let pieces = Pieces::parse(&spaced).or_else(|_| Pieces::parse(spaced.get(..19).unwrap_or(&spaced))).ok();
    let pieces = pieces.or_else(|| Pieces::parse(field.get(..10)?).ok())?;
    let offset = pieces.offset().map(|offset| match offset {
        PiecesOffset::Numeric(numeric) => numeric.offset(),
        _ => Offset::UTC,
    });
    Some(match pieces.time() {
        Some(time) => Moment::at(pieces.date(), time, offset),
        None => Moment::day(pieces.date()),
    })
}

fn rfc_2822(field: &str) -> Option<Moment> {
    let zoned = jiff::fmt::rfc2822::DateTimeParser::new().parse_zoned_datetime(field).ok()?;
    Some(Moment::at(zoned.date(), zoned.time(), Some(zoned.offset())))
}

/// A date among words: day, month name and year in any order, or figures with separators; then a time.
fn worded(field: &str) -> Option<Moment> {
    let field = field.to_lowercase();
    let parts: Vec<&str> = field
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '•' | '·' | '(' | ')'))
        .filter(|p| !p.is_empty())
        .collect();
    let (date, after) = named_date(&parts).or_else(|| figures(&parts))?;
    match parts[after..].iter().enumerate().find_map(|(at, part)| time(part, parts.get(after + at + 1))) {
        Some(time) => Some(Moment::at(date, time, None)),
        None => Some(Moment::day(date)),
    }
}

fn named_date(parts: &[&str]) -> Option<(Date, usize)> {
    let number = |part: Option<&&str>| part?.trim_matches(|c: char| !c.is_ascii_digit()).parse::<i16>().ok();
    parts.iter().enumerate().find_map(|(at, part)| {
        let month = *MONTHS.get(part.trim_end_matches('.'))?;
        let before = at
            .checked_sub(1)
            .and_then(|at| number(parts.get(at)))
            .or_else(|| (parts.get(at.checked_sub(1)?)? == &"de").then(|| number(parts.get(at.checked_sub(2)?)))?);
        let skip = usize::from(matches!(parts.get(at + 1), Some(&("de" | "del"))));
        let (next, after) = (number(parts.get(at + 1 + skip)), number(parts.get(at + 2 + skip)));
        let dated = |year: i16, day: i16| Date::new(year, month, i8::try_from(day).ok()?).ok();
        match (before, next, after) {
            (Some(day), Some(year), _) if year > 1900 => Some((dated(year, day)?, at + 2 + skip)),
            (_, Some(day), Some(year)) if year > 1900 => Some((dated(year, day)?, at + 3 + skip)),
            _ => None,
        }
    })
}

fn figures(parts: &[&str]) -> Option<(Date, usize)> {
    parts.iter().enumerate().find_map(|(at, part)| {
        let numbers: Vec<i16> = part.split(['.', '/', '-']).map_while(|n| n.parse().ok()).collect();
        let &[first, second, third] = numbers.as_slice() else { return None };
        let date = |year, month, day| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
        let date = match (first > 1900, third > 1900) {
            (true, _) => date(first, second, third),
            (_, true) if part.contains('.') || first > 12 || first == second => date(third, second, first),
            (_, true) if second > 12 => date(third, first, second),
            _ => None,
        };
        date.map(|date| (date, at + 1))
    })
}

/// `14:05`, `14h05`, `2:05` with `pm` beside it.
fn time(part: &str, next: Option<&&str>) -> Option<Time> {
    let (digits, suffix) =
        part.split_at(part.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | 'h' | '.')).unwrap_or(part.len()));
    let mut numbers = digits.trim_end_matches(['h', '.']).split([':', 'h', '.']).map(str::parse::<i8>);
    let (hour, minute) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    let half = |word: &str| word.replace('.', "");
    let half = if suffix.is_empty() { next.map(|word| half(word)).unwrap_or_default() } else { half(suffix) };
    let hour = match half.as_str() {
        "pm" if hour < 12 => hour + 12,
        "am" if hour == 12 => 0,
        _ => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_with_what_they_give() {
        for (field, read) in [
            ("2022-11-02T14:05:00+01:00", "2022-11-02T14:05:00+01:00"),
            ("2022-11-02 14:05:00.123Z", "2022-11-02T14:05:00+00:00"),
            ("2022-11-02T14:05:00+0100", "2022-11-02T14:05:00+01:00"),
            ("2022-11-02T14:05", "2022-11-02T14:05:00"),
            ("2022-11-02", "2022-11-02"),
            ("Wed, 02 Nov 2022 13:05:00 GMT", "2022-11-02T13:05:00+00:00"),
            ("Publié le 2 novembre 2022 à 14h05", "2022-11-02T14:05:00"),
            ("Nov. 2, 2022 2:05 p.m.", "2022-11-02T14:05:00"),
            ("02.11.2022, 14:05", "2022-11-02T14:05:00"),
            ("23/11/2022", "2022-11-23"),
        ] {
            assert_eq!(moment(field).map(|m| m.to_string()).as_deref(), Some(read), "{field}");
        }
        for field in ["03/04/2022", "hier", "", "2 novembre", "9999999999999"] {
            assert_eq!(moment(field), None, "{field}");
        }
    }
}
