//! `saidby export`: a casefile in another format.

use super::stdout;
use crate::arguments;
use crate::ending::Ending;
use crate::words;
use anyhow::{Context, Result};
use saidby::casefile::Casefile;
use saidby::export;
use std::fs::File;
use std::io::{BufWriter, Write};

pub fn run(arguments: &arguments::Export) -> Result<Ending> {
    let format = export::format(&arguments.to).with_context(|| format!("no format is called `{}`", arguments.to))?;
    let casefile = Casefile::open_read_only(&arguments.casefile)?;
    match &arguments.out {
        None => {
            let mut out = stdout();
            (format.write)(&casefile, &mut out)?;
            out.flush()?;
        }
        Some(path) => {
            let mut file = BufWriter::new(File::create(path).with_context(|| format!("cannot write `{}`", path.display()))?);
            (format.write)(&casefile, &mut file)?;
            file.flush().with_context(|| format!("cannot write `{}`", path.display()))?;
            words::note(format!("wrote `{}`", path.display()));
        }
    }
    Ok(Ending::Ok)
}
