//! The pages that a command is given, one by one; bad inputs are named and counted, and the rest is kept.

use crate::ending::Ending;
use crate::{interrupt, words};
use indicatif::{ProgressBar, ProgressStyle};
use saidby::core::Page;
use saidby::read::{self, Limits};
use std::io::{self, IsTerminal};
use std::time::Duration;

/// What became of the inputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Pages that were read.
    pub read: usize,
    /// Inputs, or lines of them, that failed.
    pub failed: usize,
    /// Pages in which something was found.
    pub found: usize,
}

impl Tally {
    /// How a command ends that did this.
    pub fn ending(self) -> Ending {
        match self {
            _ if interrupt::asked() => Ending::Interrupted,
            Tally { failed: 1.., .. } => Ending::SomeFailed,
            Tally { found, .. } => Ending::found(found > 0),
        }
    }
}

/// Calls `work` for each page; it says whether it found anything. Ends early when `work` fails, or on Control-C.
pub fn each(inputs: &[String], mut work: impl FnMut(Page) -> anyhow::Result<bool>) -> anyhow::Result<Tally> {
    let progress = progress();
    let mut tally = Tally::default();
    for outcome in read::pages(inputs, &Limits::default()) {
        match outcome {
            Ok(page) => {
                tally.read += 1;
                tally.found += usize::from(work(page)?);
                progress.inc(1);
            }
            Err(error) if error.is_note() => progress.suspend(|| words::note(&error)),
            Err(error) => {
                tally.failed += 1;
                progress.suspend(|| words::error(&error, Some(error.hint())));
            }
        }
        if interrupt::asked() {
            break;
        }
    }
    progress.finish_and_clear();
    if tally.failed > 0 && tally.read + tally.failed > 1 {
        words::note(format!("{} failed, {} read", words::count(tally.failed, "input"), words::count(tally.read, "document")));
    }
    Ok(tally)
}

/// A line that counts documents, where a person waits at a terminal and the data go elsewhere.
fn progress() -> ProgressBar {
    if !io::stderr().is_terminal() || io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} documents · {elapsed} · {per_sec}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
