//! Whether a body that was answered holds words of the page's furniture: `evals/pages/furniture-phrases.tsv`.
//!
//! The patterns are this measure's own. The program knows other lists and markup, so that it cannot pass by definition.

use super::words::fold;
use regex::{Regex, RegexBuilder};
use std::sync::LazyLock;

const PHRASES: &str = include_str!("../../../evals/pages/furniture-phrases.tsv");

static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let rows = PHRASES.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|line| line.split_once('\t'));
    rows.map(|(_, pattern)| compiled(pattern)).collect()
});

fn compiled(pattern: &str) -> Regex {
    let regex = RegexBuilder::new(pattern).case_insensitive(true).build();
    regex.unwrap_or_else(|error| panic!("the pattern `{pattern}` is wrong: {error}"))
}

/// Whether a line of `answer` holds a furniture phrase that `gold` does not hold anywhere.
pub fn leaks(answer: &str, gold: &str) -> bool {
    let gold = fold(gold).to_lowercase();
    let is_foreign = |found: regex::Match| !gold.contains(&found.as_str().to_lowercase());
    answer.lines().map(fold).any(|line| PATTERNS.iter().any(|pattern| pattern.find_iter(&line).any(is_foreign)))
}

#[cfg(test)]
mod tests {
    use super::leaks;

    #[test]
    fn phrases_leak_unless_the_gold_has_them() {
        let body = "The ferry runs again.";
        assert!(!leaks(body, body));
        assert!(leaks("The ferry runs again.\nRead more: The bridge", body));
        assert!(leaks("The ferry runs again.\nФото: Ида Брун", body));
        assert!(leaks("Sign up to our newsletter.", body));
        assert!(!leaks("He wrote a newsletter.", "He wrote a newsletter."));
        assert!(!leaks("Readers read more of it.", body));
    }
}
