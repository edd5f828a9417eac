//! TSV word lists: a header, rows, `#` comments.

use saidby_core::Language;
use std::sync::OnceLock;

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// One word list.
#[derive(Debug)]
pub struct Table {
    /// The folder it lies in: a language code, or `ontology`.
    pub folder: &'static str,
    /// Its file name without `.tsv`.
    pub name: &'static str,
    columns: Vec<&'static str>,
    /// Line numbers and lines; a cell is found when it is asked for, for most rows of a long list never are.
    rows: Vec<(u32, &'static str)>,
}

/// One entry of a word list.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    table: &'t Table,
    line: u32,
    cells: &'static str,
}

/// The word list `name` of a folder, such as `("fr", "cues")`, read at the first call; `None` where there is no such file.
pub fn table(folder: &str, name: &str) -> Option<&'static Table> {
    static TABLES: OnceLock<Vec<OnceLock<Table>>> = OnceLock::new();
    let index = FILES.iter().position(|(listed, file, _)| (*listed, *file) == (folder, name))?;
    let tables = TABLES.get_or_init(|| FILES.iter().map(|_| OnceLock::new()).collect());
    let (folder, name, text) = FILES[index];
    Some(tables[index].get_or_init(|| Table::parse(folder, name, text)))
}

/// The languages that have a folder, in order of their codes.
pub fn languages() -> Vec<Language> {
    let folders = FILES.iter().map(|(folder, ..)| *folder).filter(|folder| *folder != "ontology");
    let mut found: Vec<Language> = folders.filter_map(Language::parse).collect();
    found.dedup();
    found
}

impl Table {
    fn parse(folder: &'static str, name: &'static str, text: &'static str) -> Self {
        let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
        let columns = lines.next().map(|(_, header)| header.split('\t').map(str::trim).collect()).unwrap_or_default();
        Self { folder, name, columns, rows: lines.collect() }
    }

    /// The column names.
    pub fn columns(&self) -> &[&'static str] {
        &self.columns
    }

    /// The entries, in file order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|&(line, cells)| Row { table: self, line, cells })
    }
}

impl Row<'_> {
    /// The cell of a column; empty where the row or the table has none. `-` stands for an empty cell.
    pub fn get(&self, column: &str) -> &'static str {
        let index = self.table.columns.iter().position(|&name| name == column);
        match index.and_then(|index| self.cells.split('\t').nth(index)).map(str::trim) {
            None | Some("-") => "",
            Some(cell) => cell,
        }
    }

    /// The parts of a cell that holds several, separated by `|`.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'static str> + use<> {
        self.get(column).split('|').map(str::trim).filter(|part| !part.is_empty())
    }

    /// The cell as a value of a named table; `None` where it is empty or names none.
    pub fn parse<T: std::str::FromStr>(&self, column: &str) -> Option<T> {
        self.get(column).parse().ok()
    }

    /// `languages/fr/cues.tsv:12`, for messages about the row.
    pub fn place(&self) -> String {
        let folder =
            if self.table.folder == "ontology" { "ontology".to_owned() } else { format!("languages/{}", self.table.folder) };
        format!("{folder}/{}.tsv:{}", self.table.name, self.line)
    }
}
