//! How a command ends: its exit code, and the words for what went wrong.

use crate::words;
use saidby::{casefile, export};
use std::io;
use std::process::ExitCode;

/// How a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All was done.
    Ok = 0,
    /// All was done, and nothing was found.
    Nothing = 1,
    /// The command was used wrongly.
    Usage = 2,
    /// Some inputs failed; the rest was done.
    SomeFailed = 3,
    /// A casefile could not be used, or is damaged.
    Casefile = 4,
    /// The user ended it.
    Interrupted = 130,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(ending as u8)
    }
}

impl Ending {
    /// All was done: whether something was found.
    pub fn found(found: bool) -> Self {
        if found { Self::Ok } else { Self::Nothing }
    }
}

/// Says what went wrong, and how the command ends for it.
pub fn of_error(error: &anyhow::Error) -> Ending {
    if is_closed_pipe(error) {
        return Ending::Ok;
    }
    words::error(format_args!("{error:#}"), hint(error).as_deref());
    match casefile_error(error) {
        Some(casefile::Error::Date(_)) => Ending::Usage,
        Some(casefile::Error::NotThere { .. }) => Ending::Nothing,
        Some(_) => Ending::Casefile,
        None if matches!(error.downcast_ref(), Some(saidby_serve::Error::Address { .. })) => Ending::Usage,
        #[cfg(feature = "fetch")]
        None if error.is::<saidby_fetch::Error>() => Ending::Usage,
        None => Ending::Casefile,
    }
}

/// The casefile's error, wherever it came up.
fn casefile_error(error: &anyhow::Error) -> Option<&casefile::Error> {
    match (error.downcast_ref(), error.downcast_ref()) {
        (Some(export::Error::Casefile(error)), _) | (_, Some(saidby_serve::Error::Casefile(error))) => Some(error),
        _ => error.downcast_ref(),
    }
}

fn hint(error: &anyhow::Error) -> Option<String> {
    let casefile = casefile_error(error).and_then(casefile::Error::hint);
    #[cfg(feature = "fetch")]
    let casefile = casefile.or_else(|| error.downcast_ref().map(|error: &saidby_fetch::Error| error.hint().to_owned()));
    casefile.or_else(|| error.downcast_ref().and_then(saidby_serve::Error::hint))
}

/// Whether the reader of standard output has gone, as `head` does: that is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let closed = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    let in_json = |error: &serde_json::Error| error.io_error_kind() == Some(io::ErrorKind::BrokenPipe);
    error.chain().any(|cause| cause.downcast_ref().is_some_and(closed) || cause.downcast_ref().is_some_and(in_json))
}
