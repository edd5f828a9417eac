//! Dates as pages give them: ISO 8601, RFC 2822, Unix time, and words ("2 novembre 2022 à 14h05", "Nov. 2, 2022 2:05 PM").
//!
//! Month names are `languages/*/months.tsv` and `languages/*/dates.tsv`. A numeric date whose day and month cannot be told
//! apart (`03/04/2022`) is read day first where its separator is a full stop, else only where the page's language says how.

use aho_corasick::AhoCorasick;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::Offset;
use saidby_core::Moment;
use saidby_lexicon::Row;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Bytes of a field beyond which it is no date.
const LONGEST: usize = 120;
/// Letters, at most, of a word behind a time of day: `Uhr`, `p.m.`, `CEST`.
const LONGEST_UNIT: usize = 4;

static MONTHS: LazyLock<HashMap<String, i8>> = LazyLock::new(|| {
    let months = rows().filter(|row| row.get("kind") == "month");
    months.filter_map(|row| Some((row.get("form").trim_end_matches('.').to_lowercase(), row.parse("value")?))).collect()
});

/// Words before a date, the longest first, and whether they are of the day on which a page was changed.
static LABELS: LazyLock<Vec<(&'static str, bool)>> = LazyLock::new(|| {
    let labels = rows().filter(|row| matches!(row.get("kind"), "published" | "modified"));
    let mut labels: Vec<_> = labels.map(|row| (row.get("form"), row.get("kind") == "modified")).collect();
    labels.sort_by_key(|(label, _)| std::cmp::Reverse(label.len()));
    labels
});

/// Finds any of them in one pass: most lines have none.
static ANY_LABEL: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(LABELS.iter().map(|(label, _)| label)).ok());

fn rows() -> impl Iterator<Item = Row<'static>> {
    let tables = saidby_lexicon::languages().into_iter().flat_map(|language| {
        ["months", "dates"].into_iter().filter_map(move |name| saidby_lexicon::table(language.code(), name))
    });
    tables.flat_map(|table| table.rows())
}

/// In which order a date in figures has day and month where both could be either: `03/04/2022`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Most of the world.
    DayFirst,
    /// The United States.
    MonthFirst,
    /// Not known: such a date is not read.
    #[default]
    Unknown,
}

/// The moment that a date field gives: `2022-11-02T14:05:00+01:00`, `Wed, 02 Nov 2022 13:05:00 GMT`, `2 novembre 2022`.
pub fn moment(field: &str) -> Option<Moment> {
    ordered(field, Order::Unknown)
}

/// As [`moment`], where the page's language tells the order of day and month.
pub fn ordered(field: &str, order: Order) -> Option<Moment> {
    let field = field.trim();
    if field.is_empty() || field.len() > LONGEST {
        return None;
    }
    let field = in_ascii(field);
    iso(&field).or_else(|| rfc_2822(&field)).or_else(|| unix(&field)).or_else(|| worded(&field, order)).filter(is_plausible)
}

/// The moment of a block that is a date line and nothing else: a date in words or figures, at most a few words around it.
pub fn date_line(block: &str) -> Option<Moment> {
    ordered_line(block, Order::Unknown)
}

/// As [`date_line`], where the page's language tells the order of day and month.
pub fn ordered_line(block: &str, order: Order) -> Option<Moment> {
    let words = block.split_whitespace().count();
    if block.len() > 100 || words > 12 || (block.ends_with('.') && words > 6) || block.contains(['(', '"', '«', '“']) {
        return None;
    }
    let letters = |word: &str| word.chars().all(char::is_alphabetic) && word.chars().count() > 3;
    let plain_words =
        block.split(|c: char| !c.is_alphanumeric()).filter(|w| letters(w) && !MONTHS.contains_key(&w.to_lowercase()));
    if plain_words.count() > 4 { None } else { ordered(block, order) }
}

/// What a date line says its date to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// The date on which the page came out.
    pub published: Option<Moment>,
    /// Whether the line says so in words: `Published: 2 November 2022`.
    pub is_labelled: bool,
    /// The date on which the page was changed: `Updated: 3 November 2022`.
    pub modified: Option<Moment>,
}

/// The dates of a date line. A date without a word before it is the one on which the page came out.
pub fn dates(line: &str, order: Order) -> Dates {
    if line.len() > LONGEST || !line.contains(char::is_numeric) {
        return Dates::default();
    }
    let lower = line.to_lowercase();
    let labels = labels(&lower);
    let first = labels.first().map_or(lower.len(), |&(start, ..)| start);
    let mut dates = Dates { published: ordered_line(&lower[..first], order), ..Dates::default() };
    for (at, &(_, end, is_modified)) in labels.iter().enumerate() {
        let next = labels.get(at + 1).map_or(lower.len(), |&(start, ..)| start);
        let Some(date) = ordered_line(&lower[end..next], order) else { continue };
        if is_modified {
            dates.modified = dates.modified.or(Some(date));
        } else if !dates.is_labelled {
            dates = Dates { published: Some(date), is_labelled: true, ..dates };
        }
    }
    dates
}

/// Whether a line is dates or times of day with their labels and nothing else: `Published 2 Nov 2022, 14:05Updated 3 Nov 2022`.
pub fn is_labelled_line(line: &str) -> bool {
    if line.len() > LONGEST || !line.contains(char::is_numeric) {
        return false;
    }
    let lower = line.to_lowercase();
    let labels = labels(&lower);
    let Some(&(first, ..)) = labels.first() else { return false };
    let ends = labels.iter().skip(1).map(|&(start, ..)| start).chain([lower.len()]);
    let is_date =
        |part: &str| ordered_line(part, Order::DayFirst).is_some() || clock(part).is_some_and(|(_, rest)| rest.is_empty());
    let is_dated = |(&(_, end, _), next): (&(usize, usize, bool), usize)| is_date(&lower[end..next]);
    (lower[..first].trim().is_empty() || is_date(&lower[..first])) && labels.iter().zip(ends).all(is_dated)
}

/// The time of day that a text begins with, and what follows it and its mark: `9h05 - The exchange opens`, `2.05 p.m.: …`, `14:05`.
pub fn clock(text: &str) -> Option<(Time, &str)> {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | 'h' | '.')).unwrap_or(text.len());
    let figures = text[..end].trim_end_matches([':', 'h', '.']);
    let (hours, minutes) = figures.split_once([':', 'h', '.'])?;
    if !(1..=2).contains(&hours.len()) || minutes.len() != 2 {
        return None;
    }
    let rest = text[figures.len()..].trim_start();
    let word = &rest[..rest.find(|c: char| !c.is_alphabetic() && c != '.').unwrap_or(rest.len())];
    let word = if word.chars().count() <= LONGEST_UNIT { word } else { "" };
    let rest = rest[word.len()..].trim_start();
    let is_alone = rest.is_empty() || rest.starts_with(['-', '–', '—', ':', '|', '•']);
    let time = time(figures, Some(&word.to_lowercase().as_str()))?;
    is_alone.then(|| (time, rest.trim_start_matches(|c: char| !c.is_alphanumeric())))
}

/// The labels of a line in lower case: start, end, and whether they are of a change. A label may follow a figure without a space.
fn labels(line: &str) -> Vec<(usize, usize, bool)> {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let starts = |c: Option<char>| c.is_none_or(|c| !c.is_alphabetic());
    let mut found: Vec<(usize, usize, bool)> = Vec::new();
    if ANY_LABEL.as_ref().is_some_and(|any| !any.is_match(line)) {
        return found;
    }
    for &(label, is_modified) in LABELS.iter() {
        for (start, _) in line.match_indices(label) {
            let end = start + label.len();
            let is_word = starts(line[..start].chars().next_back()) && is_edge(line[end..].chars().next());
            if is_word && found.iter().all(|&(from, to, _)| end <= from || to <= start) {
                found.push((start, end, is_modified));
            }
        }
    }
    found.sort_unstable();
    found
}

/// The day in the path of a web address: `/2022/11/02/`, `/2022-11-02-talks`, `/2022/nov/02/`.
pub fn in_address(address: &str) -> Option<Moment> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest).split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let dated = |part: &[&str]| {
        let &[year, month, day] = part else { return None };
        let number = |text: &str| text.parse().ok().filter(|_| text.len() <= 2);
        let year = year.parse().ok().filter(|year: &i16| (1990..=2100).contains(year))?;
        let month = number(month).or_else(|| MONTHS.get(month).copied())?;
        Date::new(year, month, number(day)?).ok().map(Moment::day)
    };
    parts.windows(3).find_map(dated)
}

/// Within the years of the web and of its archives; the first second of Unix time stands for none.
fn is_plausible(moment: &Moment) -> bool {
    (1970..=2100).contains(&moment.date.year()) && moment.date != Date::constant(1970, 1, 1)
}

/// Digits of other scripts as ASCII digits, and `2022年11月2日 14時05分` as `2022/11/2 14:05`.
fn in_ascii(field: &str) -> String {
    let plain = |c: char| match c {
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '０'..='９' => digit(c, '０'),
        '年' | '月' | '년' | '월' => '/',
        '日' | '일' | '分' | '분' | '\u{a0}' | '\u{202f}' => ' ',
        '時' | '时' | '시' | '：' => ':',
        c => c,
    };
    field.chars().map(plain).collect::<String>().replace("/ ", "/")
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(c as u32 - zero as u32, 10).unwrap_or(c)
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

/// Seconds (ten digits) or milliseconds (thirteen) since 1970.
fn unix(field: &str) -> Option<Moment> {
    let number: i64 = field.parse().ok()?;
    let time = match field.len() {
        10 => Timestamp::from_second(number),
        13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    let at = Offset::UTC.to_datetime(time.ok()?);
    Some(Moment::at(at.date(), at.time(), Some(Offset::UTC)))
}

/// A date among words: day, month name and year in any order, or figures with separators; then a time.
fn worded(field: &str, order: Order) -> Option<Moment> {
    let field = field.to_lowercase();
    let parts: Vec<&str> = field
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '،' | '|' | '•' | '·' | '(' | ')'))
        .filter(|p| !p.is_empty())
        .collect();
    let (date, after) = named_date(&parts).or_else(|| figures(&parts, order))?;
    match parts[after..].iter().enumerate().find_map(|(at, part)| time(part, parts.get(after + at + 1))) {
        Some(time) => Some(Moment::at(date, time, parts[after..].iter().find_map(|part| offset(part)))),
        None => Some(Moment::day(date)),
    }
}

/// `gmt+0100`, `utc-03:00`, `gmt`, `utc`.
fn offset(part: &str) -> Option<Offset> {
    let figures = part.strip_prefix("gmt").or_else(|| part.strip_prefix("utc"))?;
    if figures.is_empty() {
        return Some(Offset::UTC);
    }
    let sign = if figures.starts_with('-') { -1 } else { 1 };
    let digits: String = figures.trim_start_matches(['+', '-']).chars().filter(char::is_ascii_digit).collect();
    let hours: i32 = digits.get(..2).or(digits.get(..1))?.parse().ok()?;
    let minutes: i32 = digits.get(2..4).map_or(Some(0), |minutes| minutes.parse().ok())?;
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
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

fn figures(parts: &[&str], order: Order) -> Option<(Date, usize)> {
    parts.iter().enumerate().find_map(|(at, part)| Some((figure(part, order)?, at + 1)))
}

/// `2022-11-2`, `2.11.2022`, `02.11.22`, `23/11/2022`.
fn figure(part: &str, order: Order) -> Option<Date> {
    let numbers: Vec<&str> = part.trim_end_matches(['.', '/', ':']).split(['.', '/', '-']).collect();
    let &[first, second, third] = numbers.as_slice() else { return None };
    let date = |year, month: &str, day: &str| Date::new(year, month.parse().ok()?, day.parse().ok()?).ok();
    if let Some(year) = year(first).filter(|_| first.len() == 4) {
        return date(year, second, third);
    }
    let year = year(third)?;
    if part.contains('.') {
        return date(year, second, first);
    }
    if third.len() == 2 {
        return None;
    }
    let (day_first, month_first) = (date(year, second, first), date(year, first, second));
    match order {
        Order::Unknown if day_first.is_some() && month_first.is_some() && day_first != month_first => None,
        Order::MonthFirst => month_first.or(day_first),
        _ => day_first.or(month_first),
    }
}

/// A year of four figures, or of two: 69 to 99 are of the twentieth century, as POSIX has it for `%y`.
fn year(figures: &str) -> Option<i16> {
    let year: i16 = figures.parse().ok()?;
    match figures.len() {
        4 => Some(year).filter(|year| *year > 1900),
        2 => Some(if year >= 69 { 1900 + year } else { 2000 + year }),
        _ => None,
    }
}

/// `14:05`, `14h05`, `2:05` with `pm` beside it.
fn time(part: &str, next: Option<&&str>) -> Option<Time> {
    if part.matches('.').count() > 1 && part.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
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
            ("Do 25.04.24 | 14:07 Uhr | Von Mara Lind", "2024-04-25T14:07:00"),
            ("1667394300", "2022-11-02T13:05:00+00:00"),
            ("1667394300000", "2022-11-02T13:05:00+00:00"),
            ("Wed Nov 02 2022 14:05:00 GMT+0100 (Central European Standard Time)", "2022-11-02T14:05:00+01:00"),
            ("2022-11-2 14:05:10", "2022-11-02T14:05:00"),
            ("2022年11月2日 14時05分", "2022-11-02T14:05:00"),
            ("2022년 11월 2일 14:05", "2022-11-02T14:05:00"),
            ("٢ نوفمبر ٢٠٢٢", "2022-11-02"),
            ("2 Kasım 2022 14.05", "2022-11-02T14:05:00"),
        ] {
            assert_eq!(moment(field).map(|m| m.to_string()).as_deref(), Some(read), "{field}");
        }
        for field in ["03/04/2022", "hier", "", "2 novembre", "9999999999999", "1970-01-01T00:00:00Z", "0"] {
            assert_eq!(moment(field), None, "{field}");
        }
    }

    #[test]
    fn the_order_of_figures_is_the_languages() {
        let read = |order| ordered("03/04/2022 5:22 pm", order).map(|moment| moment.to_string());
        assert_eq!(read(Order::DayFirst).as_deref(), Some("2022-04-03T17:22:00"));
        assert_eq!(read(Order::MonthFirst).as_deref(), Some("2022-03-04T17:22:00"));
        assert_eq!(read(Order::Unknown), None);
    }

    #[test]
    fn words_say_what_a_date_is() {
        let read = |line| {
            let Dates { published, modified, is_labelled } = dates(line, Order::Unknown);
            [published, modified].map(|moment| moment.map_or("-".to_owned(), |moment| moment.to_string())).join(" ")
                + if is_labelled { " !" } else { "" }
        };
        for (line, dates) in [
            ("Published: 2 November 2022 | Updated: 3 November 2022, 14:05", "2022-11-02 2022-11-03T14:05:00 !"),
            ("2.11.2022 - Güncelleme : 3.11.2022", "2022-11-02 2022-11-03"),
            ("Zuletzt aktualisiert am 3. November 2022", "- 2022-11-03"),
            ("Publié le 2 novembre 2022", "2022-11-02 - !"),
            ("2 novembre 2022", "2022-11-02 -"),
            ("Mara Lind", "- -"),
        ] {
            assert_eq!(read(line), dates, "{line}");
        }
    }

    #[test]
    fn lines_of_labelled_dates_are_no_text() {
        assert!(is_labelled_line("Publié le 2 nov. 2022 à 08:01Mis à jour le 2 nov. 2022 à 09:06"));
        assert!(is_labelled_line("2 Nov 2022, 08:01Updated 09:06, 2 Nov 2022"));
        assert!(is_labelled_line("Updated 15.59 | Published 14.14"));
        assert!(!is_labelled_line("2 November 2022"));
        assert!(!is_labelled_line("Updated rules that the county published on 2 November 2022 say that boats must not sail"));
    }

    #[test]
    fn texts_begin_with_a_time_of_day() {
        let read = |text| clock(text).map(|(time, rest)| format!("{time} {rest}"));
        for (text, time) in [
            ("9h05 - Les bateaux partent", Some("09:05:00 Les bateaux partent")),
            ("2.05 p.m.: The boats leave", Some("14:05:00 The boats leave")),
            ("14.05 Uhr | Die Boote fahren", Some("14:05:00 Die Boote fahren")),
            ("14:05", Some("14:05:00 ")),
            ("10.30 tonnes of fish", None),
            ("9.5 - a record", None),
            ("25:10 - no time", None),
            ("2022 – a year", None),
        ] {
            assert_eq!(read(text).as_deref(), time, "{text}");
        }
    }

    #[test]
    fn addresses_have_days() {
        for (address, day) in [
            ("https://quay.example/2022/11/02/strike", Some("2022-11-02")),
            ("https://quay.example/world/2022/nov/02/strike?x=1", Some("2022-11-02")),
            ("https://quay.example/strike-2022-11-02", Some("2022-11-02")),
            ("https://quay.example/2022/11/strike", None),
            ("https://quay.example/a/20221/102", None),
        ] {
            assert_eq!(in_address(address).map(|moment| moment.to_string()).as_deref(), day, "{address}");
        }
    }
}
