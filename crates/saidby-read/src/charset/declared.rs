//! The charset that a page declares: `<meta charset=…>`, `<meta http-equiv=… content="…; charset=…">` or `<?xml encoding=…?>`.
//!
//! After the HTML Standard, "prescan a byte stream to determine its encoding" (13.2.3.2), on more bytes than its 1024, since
//! pages put scripts first.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// Bytes at the start of the page that are looked through.
const PRESCAN: usize = 4096;

/// The declared charset, if it is one that is known.
pub fn charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(PRESCAN)];
    xml_prolog(head).or_else(|| meta(head)).map(readable)
}

/// What a declaration that was itself readable as ASCII must mean (HTML Standard, 13.2.3.2).
fn readable(declared: &'static Encoding) -> &'static Encoding {
    match declared {
        utf_16 if utf_16 == UTF_16BE || utf_16 == UTF_16LE => UTF_8,
        user_defined if user_defined == X_USER_DEFINED => WINDOWS_1252,
        other => other,
    }
}

fn xml_prolog(head: &[u8]) -> Option<&'static Encoding> {
    let prolog = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = find(prolog, b"?>").unwrap_or(prolog.len());
    Encoding::for_label_no_replacement(value_after(&prolog[..end], b"encoding")?)
}

fn meta(head: &[u8]) -> Option<&'static Encoding> {
    let mut rest = head;
    while let Some(start) = rest.iter().position(|&byte| byte == b'<') {
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix(b"<!--") {
            rest = &comment[find(comment, b"-->").unwrap_or(comment.len())..];
            continue;
        }
        let end = rest.iter().position(|&byte| byte == b'>').unwrap_or(rest.len());
        let (tag, after) = rest.split_at(end);
        let is_meta = tag.len() > 5 && tag[..5].eq_ignore_ascii_case(b"<meta") && !tag[5].is_ascii_alphanumeric();
        if is_meta && let Some(encoding) = value_after(tag, b"charset").and_then(Encoding::for_label_no_replacement) {
            return Some(encoding);
        }
        rest = after;
    }
    None
}

/// The value of `name = value`, in quotes or not, up to a space, quote, semicolon or slash.
fn value_after<'b>(tag: &'b [u8], name: &[u8]) -> Option<&'b [u8]> {
    let at = tag.windows(name.len()).position(|window| window.eq_ignore_ascii_case(name))?;
    let rest = tag[at + name.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest).trim_ascii_start();
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"\"';/>".contains(byte);
    Some(&rest[..rest.iter().position(ends).unwrap_or(rest.len())])
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::charset;

    fn name(html: &str) -> Option<&'static str> {
        charset(html.as_bytes()).map(|encoding| encoding.name())
    }

    #[test]
    fn the_three_ways_to_declare() {
        assert_eq!(name("<html><META charset='koi8-r'>"), Some("KOI8-R"));
        assert_eq!(name("<meta http-equiv=Content-Type content=\"text/html; charset=ISO-8859-15\" />"), Some("ISO-8859-15"));
        assert_eq!(name("\n<?xml version='1.0' encoding='Shift_JIS'?><html>"), Some("Shift_JIS"));
    }

    #[test]
    fn what_declares_nothing() {
        for html in ["", "<", "<meta", "<meta charset", "<meta charset=klingon>", "<metacharset=koi8-r>", "charset=koi8-r"] {
            assert_eq!(name(html), None, "{html}");
        }
        assert_eq!(name("<!-- <meta charset=koi8-r> --><meta charset=big5>"), Some("Big5"));
        assert_eq!(name(&format!("{}<meta charset=big5>", " ".repeat(4096))), None);
    }

    #[test]
    fn a_declaration_read_as_ascii_is_not_utf_16() {
        assert_eq!(name("<meta charset=utf-16>"), Some("UTF-8"));
    }
}
