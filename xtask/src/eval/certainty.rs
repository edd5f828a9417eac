//! How sure the innermost holder is, against what readers judged: mean absolute error and Pearson's correlation.
//!
//! `uw` is news (measure only). `uds` asked its readers something else, whether the event has happened, so that what has not happened
//! yet is as low there as what never will: its correlation is comparable, its error is not. `fr` is our own sentences, every third
//! held out.

use super::{Better, Options, Outcome, Rows, parallel};
use anyhow::{Context, Result};
use saidby::Held;
use saidby::core::Language;
use serde::Deserialize;
use serde_json::json;
use std::path::{Path, PathBuf};

/// The corpora; our own sentences are in the repository.
pub const NEEDS: &[&str] = &["certainty/uw_dev.jsonl", "certainty/uds_ih2_dev.jsonl"];

/// The files that the measures depend on.
pub fn files(corpora: &Path) -> Result<Vec<PathBuf>> {
    Ok(NEEDS.iter().map(|name| corpora.join(name)).chain([own()]).collect())
}

fn own() -> PathBuf {
    crate::root().join("evals/certainty/fr.jsonl")
}

/// A text and what readers judged of words in it.
#[derive(Debug, Deserialize)]
struct Item {
    text: String,
    targets: Vec<Target>,
}

#[derive(Debug, Deserialize)]
struct Target {
    /// Words that white space parts, half open.
    span1: [usize; 2],
    /// −3 to 3.
    label: f64,
}

/// Judges the targets of every text and compares.
pub fn run(options: &Options) -> Result<Outcome> {
    let mut outcome = Outcome { rows: Rows::new(&["targets", "error"]), ..Outcome::default() };
    let uw = read(&options.corpora.join(NEEDS[0]))?;
    let uds = read(&options.corpora.join(NEEDS[1]))?;
    let (held_out, seen): (Vec<_>, Vec<_>) = read(&own())?.into_iter().enumerate().partition(|(line, _)| line % 3 == 2);
    let without_lines = |items: Vec<(usize, Item)>| items.into_iter().map(|(_, item)| item).collect::<Vec<_>>();
    measure(&mut outcome, options, "uw", Language::ENGLISH, &uw, Better::Lower);
    measure(&mut outcome, options, "uds", Language::ENGLISH, &uds, Better::Neither);
    measure(&mut outcome, options, "fr", Language::FRENCH, &without_lines(seen), Better::Lower);
    measure(&mut outcome, options, "fr_held_out", Language::FRENCH, &without_lines(held_out), Better::Lower);
    Ok(outcome)
}

fn read(path: &Path) -> Result<Vec<Item>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let item = |(number, line): (usize, &str)| {
        serde_json::from_str(line).with_context(|| format!("line {} of `{}`", number + 1, path.display()))
    };
    text.lines().enumerate().map(item).collect()
}

fn measure(outcome: &mut Outcome, options: &Options, set: &str, language: Language, items: &[Item], error: Better) {
    let named: Vec<(String, &Item)> =
        items.iter().enumerate().map(|(line, item)| (format!("{set}/{}", line + 1), item)).collect();
    let wanted: Vec<&(String, &Item)> = named.iter().filter(|(id, _)| options.wants(id)).collect();
    let results = parallel::map(&wanted, |(id, _)| id.clone(), |(_, item)| judged(language, item));
    let mut pairs = Vec::new();
    for ((id, item), timed) in wanted.iter().zip(results) {
        let judged = timed.result.unwrap_or_else(|panicked| {
            outcome.panics.push(panicked);
            Vec::new()
        });
        let errors: f64 = judged.iter().map(|(label, degree, _)| (label - degree).abs()).sum();
        outcome.rows.push(id, &[Some(judged.len() as f64), Some(errors / judged.len().max(1) as f64)]);
        outcome.predictions.push(prediction(id, item, &judged));
        pairs.extend(judged.into_iter().map(|(label, degree, _)| (label, degree)));
    }
    outcome.measure(format!("{set}.targets"), pairs.len() as f64, Better::Neither);
    outcome.measure(
        format!("{set}.mae"),
        pairs.iter().map(|(label, degree)| (label - degree).abs()).sum::<f64>() / pairs.len() as f64,
        error,
    );
    outcome.measure(format!("{set}.r"), correlation(&pairs), Better::Higher);
}

/// What readers judged of each target, what the line says (0 where nothing), and its words.
fn judged(language: Language, item: &Item) -> Vec<(f64, f64, String)> {
    let targets: Vec<_> = item.targets.iter().map(|target| target.span1[0]..target.span1[1]).collect();
    let told = item.targets.iter().zip(saidby::certainty(&item.text, language, &targets));
    told.map(|(target, held)| {
        let held = held.unwrap_or(Held { degree: 0.0, cues: Vec::new() });
        let cues: Vec<&str> = held.cues.iter().map(|cue| cue.of(&item.text)).collect();
        (target.label, held.degree, cues.join(" > "))
    })
    .collect()
}

fn prediction(id: &str, item: &Item, judged: &[(f64, f64, String)]) -> String {
    let pairs = item.targets.iter().zip(judged);
    let targets: Vec<_> = pairs
        .map(|(target, (label, predicted, cues))| json!({"span1": target.span1, "label": label, "predicted": predicted, "cues": cues}))
        .collect();
    json!({"id": id, "text": item.text, "targets": targets}).to_string()
}

/// Pearson's r; 0 where one side does not vary.
fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let count = pairs.len() as f64;
    let (x, y) = pairs.iter().fold((0.0, 0.0), |(x, y), pair| (x + pair.0 / count, y + pair.1 / count));
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (a, b) in pairs {
        xy += (a - x) * (b - y);
        xx += (a - x) * (a - x);
        yy += (b - y) * (b - y);
    }
    if xx * yy == 0.0 { 0.0 } else { xy / (xx * yy).sqrt() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlation_is_pearson_s() {
        assert!((correlation(&[(1.0, 2.0), (2.0, 4.0), (3.0, 6.0)]) - 1.0).abs() < 1e-9);
        assert!((correlation(&[(1.0, 1.0), (2.0, 3.0), (3.0, 2.0)]) - 0.5).abs() < 1e-9);
        assert_eq!(correlation(&[(1.0, 1.0), (2.0, 1.0)]), 0.0);
    }
}
