//! Control-C: ends a command at once, or, while a casefile is written, after the document in hand.

use crate::ending::Ending;
use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// From here on Control-C is noted for [`asked`]; a second one ends the program at once.
pub fn between_documents() -> anyhow::Result<()> {
    ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::SeqCst) {
            std::process::exit(Ending::Interrupted as i32);
        }
    })?;
    Ok(())
}

/// From here on Control-C ends the program at once.
pub fn at_once() -> anyhow::Result<()> {
    ctrlc::set_handler(|| std::process::exit(Ending::Interrupted as i32))?;
    Ok(())
}

/// Whether Control-C was pressed.
pub fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}
