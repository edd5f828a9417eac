//! `saidby completions` and `saidby man`: what the arguments say of themselves.

use super::stdout;
use crate::arguments::Arguments;
use crate::ending::Ending;
use crate::words;
use anyhow::Result;
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::Write;

pub fn completions(shell: Shell) -> Result<Ending> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "saidby", &mut script);
    print(&script)
}

/// The manual page of saidby, or of one command.
pub fn man(name: Option<&str>) -> Result<Ending> {
    let mut saidby = Arguments::command();
    saidby.build();
    let command = match name {
        None => Some(&saidby),
        Some(name) => saidby.find_subcommand(name),
    };
    let Some(command) = command else {
        words::error(format!("there is no command `{}`", name.unwrap_or_default()), Some("`saidby --help` lists the commands"));
        return Ok(Ending::Usage);
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    print(&page)
}

fn print(bytes: &[u8]) -> Result<Ending> {
    let mut out = stdout();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Ending::Ok)
}
