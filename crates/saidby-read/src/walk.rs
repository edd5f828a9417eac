//! What a user names becomes files, in a fixed order: a folder's files by name, hidden ones left out.

use crate::error::{Error, ErrorKind};
use crate::stream::{Budget, Stream};
use crate::{Limits, Outcomes, input};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Something to read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Source {
    /// The name that messages and pages carry.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.to_string_lossy().into_owned(),
        }
    }

    /// Its pages, and its errors.
    pub fn outcomes<'a>(&self, limits: Limits) -> Outcomes<'a> {
        match self.stream(limits) {
            Ok(stream) => input::outcomes(stream),
            Err(error) => Box::new(std::iter::once(Err(Error::system(&self.name(), &error)))),
        }
    }

    /// Opens it for reading.
    fn stream(&self, limits: Limits) -> io::Result<Stream> {
        let budget = Budget::default();
        let (bytes, file) = match self {
            Self::Stdin => (budget.stored(io::stdin()), None),
            Self::File(path) => {
                let file = fs::File::open(path)?;
                let again = file.metadata()?.is_file().then(|| path.clone());
                (budget.stored(file), again)
            }
        };
        Ok(Stream { name: self.name(), bytes, file, depth: 0, budget, limits })
    }
}

/// The files that `input` names: itself, or those of the folder.
pub fn files(input: &str) -> Files {
    let start = match input {
        "-" => Start::Stdin,
        path => Start::Path(PathBuf::from(path)),
    };
    Files { start: Some(start), waiting: Vec::new(), folder: None }
}

/// The files that one input names, found one by one.
pub struct Files {
    start: Option<Start>,
    /// Paths in a folder that are still to be looked at, the next one last.
    waiting: Vec<PathBuf>,
    /// The input, while it is a folder that has given nothing.
    folder: Option<PathBuf>,
}

enum Start {
    Stdin,
    Path(PathBuf),
}

impl Iterator for Files {
    type Item = Result<Source, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.start.take() {
            Some(Start::Stdin) => return Some(Ok(Source::Stdin)),
            Some(Start::Path(path)) if path.is_dir() => {
                self.folder = Some(path.clone());
                self.waiting.push(path);
            }
            Some(Start::Path(path)) => match matching(&path) {
                paths if paths.is_empty() => return Some(Ok(Source::File(path))),
                paths => self.waiting = paths,
            },
            None => {}
        }
        let found = self.walk();
        match (&found, self.folder.take()) {
            (None, Some(folder)) => Some(Err(Error::of(&folder.to_string_lossy(), ErrorKind::EmptyFolder))),
            _ => found,
        }
    }
}

impl Files {
    /// The next file in the folder, or a folder in it that cannot be opened.
    fn walk(&mut self) -> Option<Result<Source, Error>> {
        while let Some(path) = self.waiting.pop() {
            if path.is_file() {
                return Some(Ok(Source::File(path)));
            }
            if path.is_dir() {
                match entries(&path) {
                    Ok(entries) => self.waiting.extend(entries),
                    Err(error) => return Some(Err(Error::system(&path.to_string_lossy(), &error))),
                }
            }
        }
        None
    }
}

/// The files that a pattern such as `pages/*.html` names, where the shell left it, last name first; none where a file is called so.
fn matching(path: &Path) -> Vec<PathBuf> {
    let pattern = path.to_string_lossy();
    if path.exists() || !pattern.contains(['*', '?', '[']) {
        return Vec::new();
    }
    let mut paths: Vec<PathBuf> = glob::glob(&pattern).into_iter().flatten().flatten().collect();
    paths.reverse();
    paths
}

/// What is in a folder, last name first: no hidden files, and no links to folders, which could lead in a circle.
fn entries(folder: &PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let linked_folder = entry.file_type()?.is_symlink() && path.is_dir();
        if !hidden && !linked_folder {
            paths.push(path);
        }
    }
    paths.sort_by(|a, b| b.cmp(a));
    Ok(paths)
}
