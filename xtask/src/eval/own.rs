//! Our own gold of attributions, `evals/attribution/*.txt`: the line's measures on it, and how far two readers agree.
//!
//! It needs no corpora. The `dev` files were read while rules were written; the `test` files were not.

use super::attribution::{COLUMNS, Counts, Gold, GoldAttribution, measure_set, score};
use super::given::AttributionAnswer;
use super::gold::{Passage, passages, required, with_texts};
use super::words::share;
use super::{Better, Options, Outcome, Rows};
use anyhow::{Context, Result, bail};
use saidby::core::Act;
use std::path::{Path, PathBuf};

/// Nothing of the corpora.
pub const NEEDS: &[&str] = &[];

const SETS: [(&str, &str); 4] = [("fr-dev", "fr"), ("fr-test", "fr"), ("en-dev", "en"), ("en-test", "en")];

/// The files that the measures depend on.
pub fn files(_corpora: &Path) -> Result<Vec<PathBuf>> {
    Ok(SETS.iter().map(|(set, _)| first(set)).collect())
}

fn first(set: &str) -> PathBuf {
    crate::root().join(format!("evals/attribution/{set}.txt"))
}

fn second(set: &str) -> PathBuf {
    crate::root().join(format!("evals/attribution/second/{set}.txt"))
}

/// Reads every passage and measures its attributions; then measures the second reader's by the first's.
pub fn run(options: &Options) -> Result<Outcome> {
    let mut outcome = Outcome { rows: Rows::new(&COLUMNS), ..Outcome::default() };
    for (set, language) in SETS {
        let passages = passages(&first(set))?;
        let documents = passages.iter().map(|passage| gold(passage, language)).collect::<Result<Vec<_>>>()?;
        measure_set(set, documents, options, &mut outcome);
    }
    for language in ["fr", "en"] {
        agreement(language, &mut outcome)?;
    }
    Ok(outcome)
}

/// The second reader's attributions as if they were answers, over the passages that both read.
fn agreement(language: &str, outcome: &mut Outcome) -> Result<()> {
    let mut total = Counts::default();
    let mut acts = (0.0, 0.0);
    for (set, _) in SETS.iter().filter(|(_, own)| *own == language) {
        let first = passages(&first(set))?;
        for other in with_texts(passages(&second(set))?, &first)? {
            let passage = first.iter().find(|passage| passage.id == other.id).context("a passage that both read")?;
            let gold = gold(passage, language)?;
            total.add(&score(&gold, &answers(&other)?));
            acts = same_acts(passage, &other, acts)?;
        }
    }
    let triple = total.triple_relaxed_f1();
    outcome.measure(format!("agreement.{language}.triple"), triple, Better::Neither);
    outcome.measure(format!("agreement.{language}.content"), total.content_f1(), Better::Neither);
    outcome.measure(format!("agreement.{language}.act"), share(acts.0, acts.1), Better::Neither);
    Ok(())
}

/// How often both give one act to the same words, and how often both have the same words.
fn same_acts(one: &Passage, other: &Passage, (same, all): (f64, f64)) -> Result<(f64, f64)> {
    let (mut same, mut all) = (same, all);
    for finding in &one.findings {
        let content = finding.field("content");
        if let Some(twin) =
            other.findings.iter().find(|twin| twin.field("content") == content && twin.field("cue") == finding.field("cue"))
        {
            all += 1.0;
            same += f64::from(u8::from(twin.labels.get(2) == finding.labels.get(2)));
        }
    }
    Ok((same, all))
}

fn gold(passage: &Passage, language: &str) -> Result<Gold> {
    let attributions = answers(passage)?.into_iter().zip(&passage.findings).map(|(answer, finding)| GoldAttribution {
        source: answer.source,
        cue: answer.cue,
        content: answer.content,
        form: answer.form.to_owned(),
        optional: finding.field("optional").is_some(),
        nested: false,
    });
    Ok(Gold {
        id: passage.id.clone(),
        lang: language.to_owned(),
        text: passage.text.clone(),
        attributions: attributions.collect(),
    })
}

fn answers(passage: &Passage) -> Result<Vec<AttributionAnswer>> {
    let answer = |finding: &super::gold::Finding| {
        required(finding, "content")?;
        let [id, form, act, ..] = &finding.labels[..] else { bail!("`{}` has no form and act", finding.labels.join(" ")) };
        let points = |name: &str| finding.points(name, &passage.text);
        Ok(AttributionAnswer {
            id: id.clone(),
            source: points("source")?,
            cue: points("cue")?,
            content: points("content")?,
            form: known_form(form)?,
            act: Act::ALL.iter().map(|known| known.name()).find(|name| name == act).with_context(|| format!("no act `{act}`"))?,
            pattern: "",
        })
    };
    passage.findings.iter().map(answer).collect::<Result<_>>().with_context(|| format!("passage `{}`", passage.id))
}

/// The scorer knows three forms; free speech and a topic stand outside quotation marks.
fn known_form(form: &str) -> Result<&'static str> {
    const FORMS: [(&str, &str); 5] =
        [("direct", "direct"), ("mixed", "mixed"), ("indirect", "indirect"), ("free", "indirect"), ("topic", "indirect")];
    FORMS.iter().find(|(name, _)| *name == form).map(|&(_, known)| known).with_context(|| format!("no form `{form}`"))
}
