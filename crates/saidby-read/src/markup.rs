//! The words of a bit of HTML, for titles that come as such: `Port &amp; <em>quay</em>` is `Port & quay`.

use html5gum::{Token, Tokenizer};

/// The words without tags, entities undone, white space folded.
pub fn words(html: &str) -> String {
    let mut text = String::new();
    for Ok(token) in Tokenizer::new(html) {
        if let Token::String(string) = token {
            text.push_str(&String::from_utf8_lossy(&string.value));
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn tags_go_and_entities_become_characters() {
        assert_eq!(words("Port &amp; <em>quay</em>\n  &#8217;s &nbsp;end"), "Port & quay ’s end");
        assert_eq!(words("a < b & c"), "a < b & c");
    }
}
