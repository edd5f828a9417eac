//! `saidby serve`: a casefile in a browser, until Control-C.

use crate::arguments;
use crate::ending::Ending;
use crate::words;
use anyhow::Result;

pub fn run(arguments: &arguments::Serve) -> Result<Ending> {
    saidby_serve::run(&arguments.casefile, arguments.port, |address| {
        words::note(format!("`{}` is at http://{address}/ (Control-C ends it)", arguments.casefile.display()));
    })?;
    Ok(Ending::Interrupted)
}
