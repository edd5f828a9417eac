//! Embeds every `languages/*/boundary.bin`: a model is a file in its language's folder, nothing else.

#![expect(clippy::disallowed_methods, reason = "a build script reads the models; the crate itself reads nothing")]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let languages = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("../../languages");
    println!("cargo::rerun-if-changed={}", languages.display());
    let mut rows = String::new();
    for folder in sorted(&languages)? {
        let model = folder.join("boundary.bin");
        println!("cargo::rerun-if-changed={}", model.display());
        if let (true, Some(code)) = (model.is_file(), folder.file_name()) {
            rows += &format!("    ({:?}, include_bytes!({:?})),\n", code.to_string_lossy(), model.canonicalize()?);
        }
    }
    let list = format!("/// (language, bytes) of every embedded model.\nstatic FILES: &[(&str, &[u8])] = &[\n{rows}];\n");
    fs::write(Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join("boundaries.rs"), list)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
