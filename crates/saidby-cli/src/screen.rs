//! Where output goes: a terminal with its width and colours, or a pipe.

use anstyle::{AnsiColor, Effects, Style};
use comfy_table::{ContentArrangement, Table, presets};
use std::env;
use std::io::{self, IsTerminal};

/// Columns of a table that is written to no terminal.
const WIDTH_OF_A_PIPE: u16 = 100;

/// Names, numbers and headings.
pub const STRONG: Style = Style::new().effects(Effects::BOLD);
/// What is beside the point.
pub const FAINT: Style = Style::new().effects(Effects::DIMMED);
/// Words of a source.
pub const QUOTED: Style = AnsiColor::Cyan.on_default();

/// Whether standard output is a terminal: then a person reads it.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether a stream shows colours: a terminal, unless `NO_COLOR` is set (<https://no-color.org>) or it is a dumb one.
pub fn has_colours(stream: &impl IsTerminal) -> bool {
    let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|value| value == "dumb");
    stream.is_terminal() && !refused && !dumb
}

/// Columns to write in: `COLUMNS`, or the terminal's.
pub fn width() -> u16 {
    let asked = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|&columns| columns > 0);
    let measured = || terminal_size::terminal_size().map(|(width, _)| width.0).filter(|_| is_terminal());
    asked.or_else(measured).unwrap_or(WIDTH_OF_A_PIPE)
}

/// `text` in a style, where standard output shows colours.
pub fn styled(style: Style, text: &str) -> String {
    if has_colours(&io::stdout()) { format!("{style}{text}{style:#}") } else { text.to_owned() }
}

/// An empty table of at most `width` columns, with these headings.
pub fn table(headings: &[&str], width: u16) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.set_header(headings.to_vec());
    table.column_iter_mut().for_each(|column| {
        column.set_padding((0, 2));
    });
    table
}

/// The table as lines, without white space at their ends.
pub fn lines(table: &Table) -> String {
    let mut lines = String::new();
    for (number, line) in table.lines().enumerate() {
        let line = line.trim_end();
        lines.push_str(&if number == 0 { styled(STRONG, line) } else { line.to_owned() });
        lines.push('\n');
    }
    lines
}

/// At most `most` characters of `text` on one line, an ellipsis for the rest.
pub fn cut(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        None => line,
        Some(_) => line.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
    }
}
