//! The stages from words to claims over a text of any characters, French or English by its first byte: their invariants hold.
#![no_main]
use libfuzzer_sys::fuzz_target;
use saidby_core::{Language, PageFormat};
use saidby_read::{Hints, page};

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let language = if first % 2 == 0 { Language::FRENCH } else { Language::ENGLISH };
    let hints = Hints { format: Some(PageFormat::Given), language: Some(language), ..Hints::default() };
    let Ok(page) = page("text", rest.to_vec(), hints) else { return };
    let article = saidby_extract::article(&page).article;
    let mut sentences = saidby_language::sentences(&article);
    let names = saidby_language::annotate(&article, &mut sentences);
    let statements = saidby_claims::statements(&article, &sentences, &names);
    assert!(sentences.iter().all(|sentence| sentence.check(&article.text).is_ok()), "a sentence that does not fit its text");
    statements.check(&article.text).expect("the statements hold their invariants");
});
