//! Embeds every `languages/*/*.tsv` and `ontology/*.tsv`: a new language is a new folder, nothing else.

#![expect(clippy::disallowed_methods, reason = "a build script reads the word lists; the crate itself reads nothing")]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("../..");
    let mut folders = vec![root.join("ontology")];
    folders.extend(sorted(&root.join("languages"))?.into_iter().filter(|path| path.is_dir() && !is_template(path)));
    let mut rows = String::new();
    for folder in &folders {
        println!("cargo::rerun-if-changed={}", folder.display());
        for file in sorted(folder)?.iter().filter(|path| path.extension().is_some_and(|e| e == "tsv")) {
            println!("cargo::rerun-if-changed={}", file.display());
            rows += &format!("    ({:?}, {:?}, include_str!({:?})),\n", stem(folder), stem(file), file.canonicalize()?);
        }
    }
    println!("cargo::rerun-if-changed={}", root.join("languages").display());
    let list =
        format!("/// (folder, table, text) of every embedded word list.\nstatic FILES: &[(&str, &str, &str)] = &[\n{rows}];\n");
    fs::write(Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join("files.rs"), list)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn is_template(path: &Path) -> bool {
    stem(path).starts_with('_')
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
