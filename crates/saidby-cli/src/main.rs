//! The `saidby` command: arguments in, the line called, words out.
//!
//! Data goes to standard output, words to standard error. [`Ending`] lists the exit codes.

mod arguments;
mod commands;
mod ending;
mod inputs;
mod interrupt;
mod screen;
mod words;

use arguments::Arguments;
use clap::Parser;
use ending::Ending;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(shown) => {
            let _ = shown.print();
            return if shown.use_stderr() { Ending::Usage } else { Ending::Ok }.into();
        }
    };
    let ending = match commands::run(arguments.command) {
        Ok(ending) => ending,
        Err(error) => ending::of_error(&error),
    };
    ending.into()
}
