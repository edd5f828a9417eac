//! `cargo xtask`: check, generate and measure. `cargo xtask help` lists the commands.
//!
//! Run from anywhere in the repository; paths are taken from its root.

#![allow(clippy::print_stdout, clippy::print_stderr)]

#[cfg(feature = "line")]
mod bless;
mod check;
mod eval;
#[cfg(feature = "line")]
mod train;

use anyhow::{Result, bail};
use lexopt::prelude::*;
use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask check
    what must hold before a commit: format, clippy, tests, stale files, docs, licences
cargo xtask bless
    write the specimens' files anew, one a step of the line; the difference is the review
cargo xtask train [LANGUAGE]...
    train the models of languages (all that have treebanks) and write them into languages/
    --boundaries         only where sentences end, and contractions
    --networks           only the networks
    --cards              only write MODEL.md anew for the models that are there
    --check              only say whether the models would learn from the same words now
    --corpora DIR        where the corpora are (../shared/corpora)
cargo xtask eval pages|attribution|events|specimen|language|names|all
    measure the line over the corpora and hold it to its floors
    --corpora DIR        where the corpora are (../shared/corpora)
    --filter WORDS       only the items whose id contains WORDS; no floors
    --predictions FILE   write the line's answers, one JSON object a line, as ../shared/scorers reads them
    --bless-floors       raise the floors to what is reached (never lowers one) and keep the rows
";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode> {
    let mut arguments = lexopt::Parser::from_env();
    match arguments.next()? {
        Some(Value(command)) => match command.string()?.as_str() {
            "eval" => eval::main(&eval_options(&mut arguments)?),
            "check" => Ok(if check::main()? { ExitCode::SUCCESS } else { ExitCode::FAILURE }),
            #[cfg(feature = "line")]
            "bless" => bless::specimens().map(|()| ExitCode::SUCCESS),
            #[cfg(feature = "line")]
            "train" => train(&mut arguments),
            "help" => help(),
            other => bail!("no command `{other}`; `cargo xtask help` lists them"),
        },
        None | Some(Long("help") | Short('h')) => help(),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn help() -> Result<ExitCode> {
    print!("{HELP}");
    Ok(ExitCode::SUCCESS)
}

#[cfg(feature = "line")]
fn train(arguments: &mut lexopt::Parser) -> Result<ExitCode> {
    let mut corpora = root().join("../shared/corpora");
    let mut languages = Vec::new();
    let mut run: fn(&std::path::Path, &[String]) -> Result<()> = train::main;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("corpora") => corpora = arguments.value()?.into(),
            Long("boundaries") => run = train::boundaries,
            Long("networks") => run = train::networks,
            Long("cards") => run = train::cards,
            Long("check") => run = train::check,
            Value(language) => languages.push(language.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    run(&corpora, &languages).map(|()| ExitCode::SUCCESS)
}

fn eval_options(arguments: &mut lexopt::Parser) -> Result<eval::Options> {
    let mut options = eval::Options { corpora: root().join("../shared/corpora"), ..eval::Options::default() };
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("corpora") => options.corpora = arguments.value()?.into(),
            Long("filter") => options.filter = Some(arguments.value()?.string()?),
            Long("predictions") => options.predictions = Some(arguments.value()?.into()),
            Long("bless-floors") => options.bless_floors = true,
            Value(task) => options.tasks.push(task.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

/// Bytes in lower-case hexadecimal.
fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The repository's root.
fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
