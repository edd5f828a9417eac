//! `saidby fetch`: pages and feeds of the web into a web archive.

use super::{json_line, stdout};
use crate::arguments;
use crate::ending::Ending;
use crate::inputs::Tally;
use crate::{interrupt, screen, words};
use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use saidby_fetch::{Failure, Fetched, Options, Outcome, State, Task};
use serde::Serialize;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

/// One address that is in the archive now.
#[derive(Serialize)]
struct Answer<'a> {
    url: &'a str,
    /// Where its redirects ended.
    stored_url: &'a str,
    state: &'a str,
    status: u16,
    captured: &'a str,
    file: String,
}

pub fn run(arguments: &arguments::Fetch) -> Result<Ending> {
    let mut tally = Tally::default();
    let tasks = tasks(&arguments.inputs, &mut tally);
    let progress = progress(tasks.len());
    let mut out = stdout();
    let mut written = Ok(());
    let mut states = [0; 3];
    let report = |outcome: Outcome| {
        progress.inc(1);
        progress.set_length(progress.position() + outcome.left as u64);
        match outcome.result {
            Ok(fetched) => {
                tally.found += 1;
                states[fetched.state as usize] += 1;
                let printed = progress.suspend(|| print(&mut out, outcome.url.as_str(), &fetched));
                written = std::mem::replace(&mut written, Ok(())).and(printed);
            }
            Err(failure) => progress.suspend(|| fail(outcome.url, &failure, &mut tally)),
        }
    };
    let asked_to_stop = || interrupt::asked();
    saidby_fetch::fetch(tasks, &arguments.out, &options(arguments), &asked_to_stop, report, |note| words::note(note))?;
    progress.finish_and_clear();
    written?;
    let [stored, unchanged, recent] = states;
    words::note(format!(
        "{stored} stored in `{}`, {unchanged} unchanged, {recent} recent and not asked for, {} failed",
        arguments.out.display(),
        tally.failed
    ));
    Ok(tally.ending())
}

fn options(arguments: &arguments::Fetch) -> Options {
    let public_only = Options::default().may_ask;
    Options {
        contact: arguments.contact.clone(),
        delay: arguments.delay,
        timeout: arguments.timeout,
        max_bytes: arguments.max_bytes,
        max_age: arguments.max_age,
        may_ask: if arguments.allow_private { |_| true } else { public_only },
        ..Options::default()
    }
}

/// What the inputs name; those that name nothing are said and counted.
fn tasks(inputs: &[String], tally: &mut Tally) -> Vec<Task> {
    let mut tasks = Vec::new();
    for input in inputs {
        match saidby_fetch::tasks(input) {
            Ok(found) => tasks.extend(found),
            Err(failure) => fail(input, &failure, tally),
        }
    }
    tasks
}

fn fail(input: impl Display, failure: &Failure, tally: &mut Tally) {
    tally.failed += 1;
    words::error(format!("cannot fetch `{input}`: {failure}"), Some(failure.hint()));
}

/// A line for people on a terminal, or of JSON in a pipe.
fn print(out: &mut impl Write, url: &str, fetched: &Fetched) -> Result<()> {
    let Fetched { state, status, captured, .. } = fetched;
    if screen::is_terminal() {
        let faint = |text: &str| screen::styled(screen::FAINT, text);
        let when = if *state == State::Stored { String::new() } else { faint(&format!("  of {captured}")) };
        writeln!(out, "{:<9}  {url}{when}", state.name())?;
    } else {
        let file = fetched.file.display().to_string();
        json_line(out, &Answer { url, stored_url: fetched.url.as_str(), state: state.name(), status: *status, captured, file })?;
    }
    Ok(out.flush()?)
}

/// A bar over the addresses that are known so far, where a person waits at a terminal.
fn progress(total: usize) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(total as u64);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} of {len} · {elapsed} · {wide_bar}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
