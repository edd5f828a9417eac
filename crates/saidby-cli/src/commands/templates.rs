//! `--learn-templates`: the inputs read once before the work, for what the pages of one outlet repeat.

use crate::arguments::{self, Inputs};
use crate::words;
use saidby::extract::Templates;
use saidby::read::{self, Limits};

/// What the pages repeat, where the user asked for it; what is wrong with an input is told when it is read for the work. `None`, and
/// words for it, where an input cannot be read twice.
pub fn learnt(pages: &Inputs, wish: &arguments::Templates) -> Option<Templates> {
    let mut templates = Templates::default();
    if !wish.learn_templates {
        return Some(templates);
    }
    if pages.inputs.iter().any(|input| input == "-") {
        let hint = "name files or folders, or leave the option out";
        words::error("`--learn-templates` reads the inputs twice, and standard input can be read once", Some(hint));
        return None;
    }
    read::pages(&pages.inputs, &Limits::default()).flatten().for_each(|page| templates.learn(&page));
    Some(templates)
}
