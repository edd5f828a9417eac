//! Evaluations: the line run over the corpora, measured as `../shared/scorers` measure it, held to committed floors.
//!
//! In: a task's name and the corpora's folder. Out: its measures on stdout, one row an item in `evals/<task>/results.csv`,
//! and an exit code: 0 (reached, or skipped for want of the corpora), 1 (a measure under its floor, or a panic).

#[cfg(feature = "line")]
mod attribution;
#[cfg(feature = "line")]
mod certainty;
mod corpora;
#[cfg(feature = "line")]
mod events;
mod floors;
mod furniture;
#[cfg(feature = "line")]
mod given;
#[cfg(feature = "line")]
mod gold;
#[cfg(feature = "line")]
mod language;
#[cfg(feature = "line")]
mod names;
#[cfg(feature = "line")]
mod own;
mod pages;
mod parallel;
mod rows;
#[cfg(feature = "line")]
mod specimen;
#[cfg(feature = "line")]
pub mod trees;
mod words;

use anyhow::{Context, Result, bail};
use floors::Floors;
use parallel::Panicked;
use rows::Rows;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to measure and how.
#[derive(Debug, Default)]
pub struct Options {
    /// Names of tasks, or `all`.
    pub tasks: Vec<String>,
    /// The folder of the corpora.
    pub corpora: PathBuf,
    /// Only items whose id contains this.
    pub filter: Option<String>,
    /// Where the line's answers go.
    pub predictions: Option<PathBuf>,
    /// Raise the floors to what is reached.
    pub bless_floors: bool,
}

impl Options {
    fn wants(&self, id: &str) -> bool {
        self.filter.as_ref().is_none_or(|words| id.contains(words.as_str()))
    }
}

/// Which way a measure should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better: held to a floor.
    Higher,
    /// Less is better: held to a ceiling.
    Lower,
    /// Told, not held.
    Neither,
}

/// One figure of an evaluation.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Its name, such as `fundus.shingle_f1`.
    pub name: String,
    /// The figure.
    pub value: f64,
    /// Which way it should go.
    pub better: Better,
}

/// What one task gives.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The figures, in the order to print them.
    pub measures: Vec<Measure>,
    /// One row an item.
    pub rows: Rows,
    /// The line's answers, one JSON object each.
    pub predictions: Vec<String>,
    /// Items on which the line panicked.
    pub panics: Vec<Panicked>,
}

impl Outcome {
    fn measure(&mut self, name: impl Into<String>, value: f64, better: Better) {
        self.measures.push(Measure { name: name.into(), value, better });
    }
}

/// A task: its name, the corpus files that it reads, what runs it.
struct Task {
    name: &'static str,
    /// What it cannot do without, within the corpora's folder.
    needs: &'static [&'static str],
    /// All the files that its measures depend on.
    files: fn(&Path) -> Result<Vec<PathBuf>>,
    run: fn(&Options) -> Result<Outcome>,
}

const TASKS: &[Task] = &[
    Task { name: "pages", needs: pages::NEEDS, files: pages::files, run: pages::run },
    #[cfg(feature = "line")]
    Task { name: "attribution", needs: attribution::NEEDS, files: attribution::files, run: attribution::run },
    #[cfg(feature = "line")]
    Task { name: "certainty", needs: certainty::NEEDS, files: certainty::files, run: certainty::run },
    #[cfg(feature = "line")]
    Task { name: "events", needs: events::NEEDS, files: events::files, run: events::run },
    #[cfg(feature = "line")]
    Task { name: "specimen", needs: specimen::NEEDS, files: specimen::files, run: specimen::run },
    #[cfg(feature = "line")]
    Task { name: "language", needs: language::NEEDS, files: language::files, run: language::run },
    #[cfg(feature = "line")]
    Task { name: "own", needs: own::NEEDS, files: own::files, run: own::run },
    #[cfg(feature = "line")]
    Task { name: "names", needs: names::NEEDS, files: names::files, run: names::run },
];

/// Runs the tasks named in `options`.
pub fn main(options: &Options) -> Result<ExitCode> {
    let mut passed = true;
    for task in chosen(&options.tasks)? {
        passed &= measure(task, options).with_context(|| format!("evaluation `{}`", task.name))?;
    }
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn chosen(names: &[String]) -> Result<Vec<&'static Task>> {
    let known = || TASKS.iter().map(|task| task.name).collect::<Vec<_>>().join("`, `");
    if names.is_empty() {
        bail!("nothing to measure: name `all` or one of `{}`", known());
    }
    if names.iter().any(|name| name == "all") {
        return Ok(TASKS.iter().collect());
    }
    let find = |name: &String| TASKS.iter().find(|task| task.name == name);
    names.iter().map(|name| find(name).with_context(|| format!("no evaluation `{name}`; there are `{}`", known()))).collect()
}

/// Runs one task; false where a floor is not reached or the line panicked.
fn measure(task: &Task, options: &Options) -> Result<bool> {
    if let Some(missing) = absent(task, &options.corpora) {
        println!("{}: skipped: `{}` not found", task.name, missing.display());
        return Ok(true);
    }
    let outcome = (task.run)(options)?;
    write_predictions(options, &outcome)?;
    let folder = crate::root().join("evals").join(task.name);
    let kept = Rows::read(&folder.join("results.csv"))?;
    print_measures(task.name, &outcome);
    outcome.rows.print_changes(&kept);
    let mut passed = outcome.panics.is_empty();
    for panicked in &outcome.panics {
        eprintln!("error: panic on `{}`: {}", panicked.id, panicked.message);
    }
    if options.filter.is_none() {
        passed &= hold(&folder, &(task.files)(&options.corpora)?, &outcome, options.bless_floors)?;
    }
    Ok(passed)
}

fn absent(task: &Task, corpora: &Path) -> Option<PathBuf> {
    task.needs.iter().map(|name| corpora.join(name)).find(|path| !path.exists())
}

/// Compares the measures with the floors; raises the floors and keeps the rows where that is asked for.
fn hold(folder: &Path, files: &[PathBuf], outcome: &Outcome, bless: bool) -> Result<bool> {
    let path = folder.join("baseline.toml");
    let fingerprint = corpora::fingerprint(files)?;
    let mut floors = Floors::read(&path)?.unwrap_or_else(|| Floors::new(&fingerprint));
    let complaints = floors.complaints(&fingerprint, &outcome.measures);
    for complaint in &complaints {
        eprintln!("error: {complaint}");
    }
    if bless && outcome.panics.is_empty() {
        floors.raise(&fingerprint, &outcome.measures)?;
        std::fs::create_dir_all(folder)?;
        floors.write(&path)?;
        outcome.rows.write(&folder.join("results.csv"))?;
    }
    Ok(complaints.is_empty())
}

fn print_measures(task: &str, outcome: &Outcome) {
    println!("{task}: {} items", outcome.rows.len());
    for measure in &outcome.measures {
        println!("  {:32} {:>9.3}", measure.name, measure.value);
    }
}

fn write_predictions(options: &Options, outcome: &Outcome) -> Result<()> {
    let Some(path) = &options.predictions else { return Ok(()) };
    let mut lines = outcome.predictions.join("\n");
    lines.push('\n');
    std::fs::write(path, lines).with_context(|| format!("cannot write `{}`", path.display()))
}
