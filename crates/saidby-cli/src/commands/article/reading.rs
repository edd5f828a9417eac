//! The article for people: as a table of its blocks, as text, as Markdown.

use crate::screen;
use comfy_table::{ColumnConstraint, Width};
use saidby::core::{Article, Block, Page, Role};

/// Characters of a block that a table shows, in table widths.
const SHOWN: usize = 3;

/// Metadata, then a row a block: its role, its bytes in the page, the start of its words.
pub fn table(page: &Page, article: &Article) -> String {
    let width = screen::width();
    let mut table = screen::table(&["ROLE", "BYTES", "WORDS"], width);
    for block in &article.blocks {
        let bytes = article.sources.source_of(block.page).map(|source| format!("{}–{}", source.start(), source.end()));
        let words = screen::cut(block.page.of(&article.page_text), usize::from(width) * SHOWN);
        table.add_row([block.role.to_string(), bytes.unwrap_or_default(), words]);
    }
    let content = || ColumnConstraint::ContentWidth;
    table.set_constraints([content(), content(), ColumnConstraint::UpperBoundary(Width::Percentage(100))]);
    format!("{}\n{}", heading(page, article), screen::lines(&table))
}

/// Title; outlet, date and authors; then where the page is.
fn heading(page: &Page, article: &Article) -> String {
    let metadata = &article.metadata;
    let title = metadata.title.as_ref().map_or("(no title)", |title| title.value.as_str());
    let mut origin = Vec::new();
    origin.extend(metadata.outlet.as_ref().map(|outlet| outlet.value.clone()));
    origin.extend(metadata.published.as_ref().map(|published| published.value.to_string()));
    origin.extend(metadata.authors.iter().map(|author| author.value.clone()));
    let place: Vec<&str> = [Some(page.id.as_str()), page.url.as_deref()].into_iter().flatten().collect();
    let lines = [screen::styled(screen::STRONG, title), origin.join(" · "), screen::styled(screen::FAINT, &place.join(" · "))];
    lines.iter().filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
}

/// The headline and the body, an empty line between two blocks.
pub fn text(article: &Article) -> String {
    joined(article, |block| block.page.of(&article.page_text).to_owned())
}

/// The same with its headings marked.
pub fn markdown(article: &Article) -> String {
    joined(article, |block| {
        let words = escaped(block.page.of(&article.page_text));
        match block.role {
            Role::Headline => format!("# {}", words.replace('\n', " ")),
            Role::Heading => format!("## {}", words.replace('\n', " ")),
            Role::Standfirst => format!("**{}**", words.trim()),
            _ => words,
        }
    })
}

fn joined(article: &Article, write: impl Fn(&Block) -> String) -> String {
    let headline = article.blocks.iter().filter(|block| block.role == Role::Headline);
    let body = article.blocks.iter().filter(|block| block.role.is_body());
    format!("{}\n", headline.chain(body).map(write).collect::<Vec<_>>().join("\n\n"))
}

/// The words with a backslash before what Markdown would read as its own (CommonMark 0.31, 2.4), and hard breaks for line breaks.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for (number, line) in words.lines().enumerate() {
        if number > 0 {
            text.push_str("\\\n");
        }
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        for (at, character) in line.char_indices() {
            let starts_item = (at == 0 && matches!(character, '#' | '+' | '-' | '=' | '~'))
                || (digits > 0 && at == digits && matches!(character, '.' | ')'));
            if starts_item || matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|') {
                text.push('\\');
            }
            text.push(character);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_in_the_words_is_read_as_markdown() {
        for (words, expected) in [
            ("plain – “words”", "plain – “words”"),
            ("- 2 * 3 < x_1 [a](b)", "\\- 2 \\* 3 \\< x\\_1 \\[a\\](b)"),
            ("1. May", "1\\. May"),
            ("2022 was # one", "2022 was # one"),
            ("# one\n&amp;", "\\# one\\\n\\&amp;"),
        ] {
            assert_eq!(escaped(words), expected);
        }
    }
}
