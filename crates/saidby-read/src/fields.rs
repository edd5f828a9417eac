//! Header fields as WARC, HTTP and mail write them: a line each, `Name: value`, a value going on in lines that begin with a space.

/// The header fields of a record, a response or a part of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads header lines; what is no field is left out. Bytes that are no UTF-8 become `U+FFFD`.
    pub fn of(lines: &[u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in String::from_utf8_lossy(lines).lines() {
            match (line.starts_with([' ', '\t']), fields.last_mut(), line.split_once(':')) {
                (true, Some((_, value)), _) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                (false, _, Some((name, value))) => fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
                _ => {}
            }
        }
        Self(fields)
    }

    /// The value of the first field of this name, which is given in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// A value before its parameters, in lower case: `text/html` of `Text/HTML; charset=utf-8`.
pub fn kind(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// A parameter of a value: the `charset` of `text/html; charset="utf-8"`.
pub fn parameter<'v>(value: &'v str, name: &str) -> Option<&'v str> {
    value.split(';').skip(1).find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches(['"', '\'']))
    })
}

/// Where the header ends and the body begins: after the first empty line.
pub fn body(bytes: &[u8]) -> Option<usize> {
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let mut at = 0;
    lines.find_map(|line| {
        at += line.len();
        matches!(line, b"\n" | b"\r\n").then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::{Fields, body, kind, parameter};

    #[test]
    fn fields_are_read_whatever_their_case_and_over_several_lines() {
        let fields = Fields::of(b"Content-Type: Text/HTML;\r\n charset=\"ISO-8859-2\"\r\nno field\r\nX:\r\nx: second\r\n");
        let value = fields.get("content-type").unwrap();
        assert_eq!((kind(value).as_str(), parameter(value, "charset")), ("text/html", Some("ISO-8859-2")));
        assert_eq!((fields.get("x"), fields.get("no field")), (Some(""), None));
        assert_eq!(Fields::of(b" goes on\n"), Fields::default());
    }

    #[test]
    fn the_body_begins_after_the_first_empty_line() {
        assert_eq!(body(b"A: b\r\n\r\nbody"), Some(8));
        assert_eq!(body(b"A: b\n\nbody"), Some(6));
        assert_eq!(body(b"A: b\r\nC: d"), None);
    }
}
