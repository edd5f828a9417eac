//! Words for the user, on standard error: `error: …`, `hint: …`, `note: …`.

use crate::screen;
use anstyle::{AnsiColor, Style};
use std::fmt::Display;
use std::io::{self, Write};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default();

/// What went wrong, and what the user can do.
pub fn error(message: impl Display, hint: Option<&str>) {
    line(ERROR, "error", &message);
    if let Some(text) = hint {
        line(HINT, "hint", &text);
    }
}

/// Something worth knowing.
pub fn note(message: impl Display) {
    line(HINT, "note", &message);
}

/// A closed standard error is no reason to stop.
fn line(style: Style, label: &str, message: &dyn Display) {
    let style = if screen::has_colours(&io::stderr()) { style } else { Style::new() };
    let line = format!("{style}{label}:{style:#} {message}\n");
    let _ = io::stderr().write_all(line.as_bytes());
}

/// `1 document`, `2 documents`.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
