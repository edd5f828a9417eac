//! The time that an input states: `2024-11-22 10:03:00+00:00` becomes a [`Moment`].

use jiff::fmt::temporal::Pieces;
use saidby_core::Moment;

/// A day, or a day and a time with or without its offset, in RFC 3339 or with a space in place of the `T`.
pub fn moment(words: &str) -> Option<Moment> {
    let pieces = Pieces::parse(words.trim()).ok()?;
    Some(match pieces.time() {
        None => Moment::day(pieces.date()),
        Some(time) => Moment::at(pieces.date(), time, pieces.to_numeric_offset()),
    })
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn dates_and_times_are_read() {
        let read = |words| moment(words).map(|moment| moment.to_string());
        assert_eq!(read("2024-11-22").as_deref(), Some("2024-11-22"));
        assert_eq!(read("2024-11-22T10:03:00Z").as_deref(), Some("2024-11-22T10:03:00+00:00"));
        assert_eq!(read(" 2024-11-22 10:03:00+00:00 ").as_deref(), Some("2024-11-22T10:03:00+00:00"));
        assert_eq!(read("2024-05-03 18:19:08.721370").as_deref(), Some("2024-05-03T18:19:08"));
        assert_eq!(read("2024-11-22T10:03-05:30").as_deref(), Some("2024-11-22T10:03:00-05:30"));
        for nothing in ["", "mercredi", "22/11/2024", "2024-13-01", "2024-11-22T25:00:00Z"] {
            assert_eq!(read(nothing), None, "{nothing}");
        }
    }
}
