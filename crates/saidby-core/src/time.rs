//! Days and moments, with the precision that the page gives them.

use crate::Span;
use crate::names::names;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use std::fmt;

names! {
    /// How exactly a moment is known.
    "precision" Precision {
        /// The year only.
        Year = "year",
        /// The month.
        Month = "month",
        /// The day.
        Day = "day",
        /// Hours and minutes, or finer.
        Minute = "minute",
    }
}

/// A day, with the time and the time zone's offset where they are known.
///
/// Displays as ISO 8601, cut to what is known: `2022-11`, `2022-11-02`, `2022-11-02T14:05:00+01:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day; the first one of the month or year where only those are known.
    pub date: Date,
    /// The time of day, if known.
    pub time: Option<Time>,
    /// The offset from UTC, if known.
    pub offset: Option<Offset>,
    /// How much of the above is known.
    pub precision: Precision,
}

impl Moment {
    /// A day, without a time.
    pub fn day(date: Date) -> Self {
        Self { date, time: None, offset: None, precision: Precision::Day }
    }

    /// A day and a time, with or without an offset from UTC.
    pub fn at(date: Date, time: Time, offset: Option<Offset>) -> Self {
        Self { date, time: Some(time), offset, precision: Precision::Minute }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date;
        match self.precision {
            Precision::Year => return write!(f, "{:04}", date.year()),
            Precision::Month => return write!(f, "{:04}-{:02}", date.year(), date.month()),
            Precision::Day | Precision::Minute => write!(f, "{date}")?,
        }
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        match self.offset {
            None => Ok(()),
            Some(offset) => {
                let (sign, seconds) = (if offset.seconds() < 0 { '-' } else { '+' }, offset.seconds().unsigned_abs());
                write!(f, "{sign}{:02}:{:02}", seconds / 3600, seconds / 60 % 60)
            }
        }
    }
}

/// A moment that the text names, and the words that name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The moment.
    pub moment: Moment,
    /// The words, in the article text.
    pub words: Span,
}
