//! One module a command: its arguments, the calls, the words.

mod add;
mod article;
mod attributions;
mod browser;
mod certainty;
mod check;
mod claims;
mod copies;
mod events;
mod export;
#[cfg(feature = "fetch")]
mod fetch;
mod offsets;
mod parse;
mod read;

mod serve;
mod shell;
mod templates;
mod why;

use crate::arguments::Command;
use crate::ending::Ending;
use crate::interrupt;
use anyhow::Result;
use serde::Serialize;
use std::io::{self, BufWriter, StdoutLock, Write};

/// Runs one command.
pub fn run(command: Command) -> Result<Ending> {
    match &command {
        Command::Add(_) => interrupt::between_documents()?,
        #[cfg(feature = "fetch")]
        Command::Fetch(_) => interrupt::between_documents()?,
        Command::Serve(_) => {}
        _ => interrupt::at_once()?,
    }
    match command {
        Command::Read(arguments) => read::run(&arguments),
        Command::Article(arguments) => article::run(&arguments),
        Command::Parse(arguments) => parse::run(&arguments),
        Command::Attributions(arguments) => attributions::run(&arguments),
        Command::Certainty(arguments) => certainty::run(&arguments),
        Command::Events(events) => events::run(&events),
        Command::Copies(pages) => copies::run(&pages.inputs),
        #[cfg(feature = "fetch")]
        Command::Fetch(arguments) => fetch::run(&arguments),
        Command::Add(arguments) => add::run(&arguments),
        Command::Claims(arguments) => claims::run(&arguments),
        Command::Why(arguments) => why::run(&arguments),
        Command::Check(arguments) => check::run(&arguments.casefile),

        Command::Export(arguments) => export::run(&arguments),
        Command::Completions(arguments) => shell::completions(arguments.shell),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Man(arguments) => shell::man(arguments.command.as_deref()),
    }
}

/// Standard output, written in large pieces.
fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// One line of JSON.
fn json_line(out: &mut impl Write, value: &impl Serialize) -> Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    Ok(out.write_all(b"\n")?)
}

/// Indented JSON.
fn json_pretty(out: &mut impl Write, value: &impl Serialize) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    Ok(out.write_all(b"\n")?)
}
