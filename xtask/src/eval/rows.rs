//! One row an item: `results.csv`, so that a change can be read item by item.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// How many of the items that changed most are printed.
const PRINTED: usize = 12;

/// The rows of one evaluation, sorted by item. Cells are numbers with four decimals, or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    columns: Vec<String>,
    rows: BTreeMap<String, Vec<String>>,
}

impl Rows {
    /// A table without rows.
    pub fn new(columns: &[&str]) -> Self {
        Self { columns: columns.iter().map(|&column| column.to_owned()).collect(), rows: BTreeMap::new() }
    }

    /// Adds one item's cells, in the order of the columns.
    pub fn push(&mut self, id: &str, cells: &[Option<f64>]) {
        let cell = |cell: &Option<f64>| cell.map(decimal).unwrap_or_default();
        self.rows.insert(id.replace(['"', '\n', '\r'], " "), cells.iter().map(cell).collect());
    }

    /// Number of items.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The rows kept at `path`; none where there is no file.
    pub fn read(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
        Ok(Self::parse(&text))
    }

    /// Writes the rows.
    pub fn write(&self, path: &Path) -> Result<()> {
        std::fs::write(path, self.to_csv()).with_context(|| format!("cannot write `{}`", path.display()))
    }

    fn parse(text: &str) -> Self {
        let mut lines = text.lines();
        let columns = lines.next().unwrap_or("").split(',').skip(1).map(str::to_owned).collect();
        let row = |line: &str| {
            let (id, cells) = match line.strip_prefix('"') {
                Some(quoted) => quoted.split_once("\",")?,
                None => line.split_once(',')?,
            };
            Some((id.to_owned(), cells.split(',').map(str::to_owned).collect()))
        };
        Self { columns, rows: lines.filter_map(row).collect() }
    }

    fn to_csv(&self) -> String {
        let mut csv = format!("id,{}\n", self.columns.join(","));
        for (id, cells) in &self.rows {
            let quote = if id.contains(',') { "\"" } else { "" };
            let _ = writeln!(csv, "{quote}{id}{quote},{}", cells.join(","));
        }
        csv
    }

    /// Prints which items differ from the rows that were kept, the largest differences first.
    pub fn print_changes(&self, kept: &Rows) {
        let mut changes = self.changes(kept);
        changes.sort_by(|a, b| b.size.total_cmp(&a.size).then_with(|| a.text.cmp(&b.text)));
        if changes.is_empty() {
            return;
        }
        println!("  {} cells differ from `results.csv`:", changes.len());
        for change in changes.iter().take(PRINTED) {
            println!("    {}", change.text);
        }
    }

    fn changes(&self, kept: &Rows) -> Vec<Change> {
        let mut changes = Vec::new();
        for (id, cells) in &self.rows {
            let Some(before) = kept.rows.get(id) else { continue };
            for (column, cell) in self.columns.iter().zip(cells) {
                let old = kept.columns.iter().position(|name| name == column).and_then(|at| before.get(at));
                if let Some(old) = old.filter(|old| *old != cell) {
                    let number = |text: &str| text.parse::<f64>().unwrap_or(0.0);
                    let size = (number(cell) - number(old)).abs();
                    changes.push(Change { size, text: format!("{column} {old} → {cell}  {id}") });
                }
            }
        }
        changes
    }
}

struct Change {
    size: f64,
    text: String,
}

/// At most four decimals, none where they are zeros.
fn decimal(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_is_read_as_it_was_written() {
        let mut rows = Rows::new(&["f1", "leaked"]);
        rows.push("b, with a comma", &[Some(0.5), None]);
        rows.push("a", &[None, Some(3.0)]);
        assert_eq!(rows.to_csv(), "id,f1,leaked\na,,3\n\"b, with a comma\",0.5,\n");
        assert_eq!(Rows::parse(&rows.to_csv()), rows);
    }

    #[test]
    fn a_changed_cell_is_told() {
        let mut before = Rows::new(&["f1"]);
        before.push("a", &[Some(0.5)]);
        let mut after = Rows::new(&["f1"]);
        after.push("a", &[Some(0.25)]);
        assert_eq!(after.changes(&before)[0].text, "f1 0.5 → 0.25  a");
        assert!(after.changes(&after).is_empty());
    }
}
