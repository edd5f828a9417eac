//! The time that an input states: `2024-11-22 10:03:00+00:00` becomes a [`Moment`].

use jiff::fmt::rfc2822;
use jiff::fmt::temporal::Pieces;
use saidby_core::Moment;

/// A day, or a day and a time with or without its offset, in RFC 3339 or with a space in place of the `T`, or as mail and RSS write it
/// (RFC 2822, `Thu, 19 Oct 2023 18:42:00 +0200`).
pub fn moment(words: &str) -> Option<Moment> {
    let words = words.trim();
    let Ok(pieces) = Pieces::parse(words) else { return mail(words) };
    Some(match pieces.time() {
        None => Moment::day(pieces.date()),
        Some(time) => Moment::at(pieces.date(), time, pieces.to_numeric_offset()),
    })
}

fn mail(words: &str) -> Option<Moment> {
    let zoned = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned_datetime(words).ok()?;
    Some(Moment::at(zoned.date(), zoned.time(), Some(zoned.offset())))
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
        assert_eq!(read("Thu, 19 Oct 2023 18:42:00 +0200").as_deref(), Some("2023-10-19T18:42:00+02:00"));
        assert_eq!(read("19 Oct 2023 18:42 GMT").as_deref(), Some("2023-10-19T18:42:00+00:00"));
        assert_eq!(read("Mon, 19 Oct 2023 18:42:00 EST").as_deref(), Some("2023-10-19T18:42:00-05:00"));
        for nothing in ["", "mercredi", "22/11/2024", "2024-13-01", "2024-11-22T25:00:00Z"] {
            assert_eq!(read(nothing), None, "{nothing}");
        }
    }
}
