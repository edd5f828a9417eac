//! `baseline.toml`: what each measure must reach, and of which corpus.
//!
//! ```text
//! corpus = "…sha-256…"
//!
//! [floors]
//! "fundus.shingle_f1" = 0.912
//!
//! [ceilings]
//! "specimen.false" = 3
//! ```

use super::{Better, Measure};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// A measure a hair under its floor has reached it.
const TOLERANCE: f64 = 1e-9;

const PREAMBLE: &str = "\
# What each measure must reach; `cargo xtask eval … --bless-floors` raises a floor and lowers a ceiling, never the other way.
# A floor is lowered by hand, on purpose, in its own commit.
";

/// The floors and ceilings of one evaluation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Floors {
    corpus: String,
    floors: BTreeMap<String, f64>,
    ceilings: BTreeMap<String, f64>,
}

impl Floors {
    /// No floors yet, for one corpus.
    pub fn new(corpus: &str) -> Self {
        Self { corpus: corpus.to_owned(), ..Self::default() }
    }

    /// The floors kept at `path`; `None` where there is no file.
    pub fn read(path: &Path) -> Result<Option<Self>> {
        if !path.exists() {
            return Ok(None);
        }
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
        Self::parse(&text).with_context(|| format!("in `{}`", path.display())).map(Some)
    }

    /// Writes the floors.
    pub fn write(&self, path: &Path) -> Result<()> {
        std::fs::write(path, self.to_toml()).with_context(|| format!("cannot write `{}`", path.display()))
    }

    fn parse(text: &str) -> Result<Self> {
        let mut floors = Self::default();
        let mut table = String::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                table = name.to_owned();
                continue;
            }
            let (name, value) = line.split_once('=').with_context(|| format!("`{line}` is no `name = value`"))?;
            let (name, value) = (name.trim().trim_matches('"').to_owned(), value.trim());
            match table.as_str() {
                "" if name == "corpus" => floors.corpus = value.trim_matches('"').to_owned(),
                "floors" => drop(floors.floors.insert(name, value.parse()?)),
                "ceilings" => drop(floors.ceilings.insert(name, value.parse()?)),
                _ => bail!("`{line}` belongs in `[floors]` or `[ceilings]`"),
            }
        }
        Ok(floors)
    }

    fn to_toml(&self) -> String {
        let mut toml = format!("{PREAMBLE}corpus = \"{}\"\n", self.corpus);
        for (table, values) in [("floors", &self.floors), ("ceilings", &self.ceilings)] {
            if !values.is_empty() {
                let _ = write!(toml, "\n[{table}]\n");
            }
            for (name, value) in values {
                let _ = writeln!(toml, "\"{name}\" = {value}");
            }
        }
        toml
    }

    /// What is wrong: a measure under its floor or over its ceiling, one that is no longer measured, another corpus.
    pub fn complaints(&self, corpus: &str, measures: &[Measure]) -> Vec<String> {
        if self.corpus != corpus {
            return vec![
                "the corpus is not the one that the floors were measured on: delete `baseline.toml` to start anew".to_owned(),
            ];
        }
        let value = |name: &str| measures.iter().find(|measure| measure.name == name).map(|measure| measure.value);
        let floor = |(name, floor): (&String, &f64)| match value(name) {
            Some(value) if value >= floor - TOLERANCE => None,
            Some(value) => Some(format!("`{name}` is {value:.4}, under its floor of {floor}")),
            None => Some(format!("`{name}` has a floor and is not measured")),
        };
        let ceiling = |(name, ceiling): (&String, &f64)| match value(name) {
            Some(value) if value <= ceiling + TOLERANCE => None,
            Some(value) => Some(format!("`{name}` is {value:.4}, over its ceiling of {ceiling}")),
            None => Some(format!("`{name}` has a ceiling and is not measured")),
        };
        self.floors.iter().filter_map(floor).chain(self.ceilings.iter().filter_map(ceiling)).collect()
    }

    /// Raises every floor, and lowers every ceiling, to what is reached; never the other way.
    pub fn raise(&mut self, corpus: &str, measures: &[Measure]) -> Result<()> {
        if self.corpus != corpus {
            bail!("floors of another corpus cannot be raised: delete `baseline.toml` to start anew");
        }
        for measure in measures {
            let name = measure.name.clone();
            match measure.better {
                Better::Higher => {
                    let floor = self.floors.entry(name).or_insert(0.0);
                    *floor = floor.max((measure.value * 1000.0 + TOLERANCE).floor() / 1000.0);
                }
                Better::Lower => {
                    let ceiling = self.ceilings.entry(name).or_insert(f64::INFINITY);
                    *ceiling = ceiling.min((measure.value * 1000.0 - TOLERANCE).ceil().max(0.0) / 1000.0);
                }
                Better::Neither => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(name: &str, value: f64, better: Better) -> Measure {
        Measure { name: name.to_owned(), value, better }
    }

    #[test]
    fn floors_rise_and_ceilings_fall_only() {
        let mut floors = Floors::new("x");
        floors.raise("x", &[measure("f", 0.9129, Better::Higher), measure("false", 3.0, Better::Lower)]).unwrap();
        floors.raise("x", &[measure("f", 0.5, Better::Higher), measure("false", 9.0, Better::Lower)]).unwrap();
        assert!(floors.to_toml().contains("\"f\" = 0.912\n"), "{}", floors.to_toml());
        assert!(floors.to_toml().contains("\"false\" = 3\n"), "{}", floors.to_toml());
        assert_eq!(Floors::parse(&floors.to_toml()).unwrap(), floors);
        assert!(floors.raise("y", &[]).is_err());
    }

    #[test]
    fn a_measure_under_its_floor_is_named() {
        let mut floors = Floors::new("x");
        floors.raise("x", &[measure("f", 0.9, Better::Higher), measure("false", 3.0, Better::Lower)]).unwrap();
        assert!(floors.complaints("x", &[measure("f", 0.9, Better::Higher), measure("false", 3.0, Better::Lower)]).is_empty());
        let complaints = floors.complaints("x", &[measure("f", 0.8, Better::Higher), measure("false", 4.0, Better::Lower)]);
        assert_eq!(complaints, ["`f` is 0.8000, under its floor of 0.9", "`false` is 4.0000, over its ceiling of 3"]);
        assert_eq!(floors.complaints("x", &[]).len(), 2);
        assert_eq!(floors.complaints("another", &[]).len(), 1);
    }
}
