//! Words and sentences a second of the claims stage alone, one thread: attributions, actors, events and stances of texts that are parsed
//! already. The texts are the passages of our own gold, `evals/attribution/*.txt`. See ../README.md.

use saidby::core::{Article, Language, Name, Sentence};
use saidby::read::Hints;
use std::path::Path;
use std::time::Instant;

/// Each text is read so often in a round.
const TIMES: usize = 20;
const ROUNDS: usize = 5;

struct Parsed {
    article: Article,
    sentences: Vec<Sentence>,
    names: Vec<Name>,
}

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../evals/attribution");
    for (code, language) in [("fr", Language::FRENCH), ("en", Language::ENGLISH)] {
        let texts = ["dev", "test"].map(|part| folder.join(format!("{code}-{part}.txt")));
        let parsed: Vec<Parsed> = texts.iter().flat_map(|path| passages(path)).map(|text| parse(text, language)).collect();
        let sentences = TIMES * parsed.iter().map(|text| text.sentences.len()).sum::<usize>();
        let words = TIMES * parsed.iter().flat_map(|text| &text.sentences).map(|sentence| sentence.tokens.len()).sum::<usize>();
        let best = (0..ROUNDS).map(|_| seconds(&parsed)).fold(f64::INFINITY, f64::min);
        println!("{code}: {:.0} words a second, {:.0} sentences a second", words as f64 / best, sentences as f64 / best);
    }
}

fn seconds(parsed: &[Parsed]) -> f64 {
    let start = Instant::now();
    for Parsed { article, sentences, names } in std::iter::repeat_n(parsed, TIMES).flatten() {
        std::hint::black_box(saidby::claims::statements(article, sentences, names));
    }
    start.elapsed().as_secs_f64()
}

/// The texts of a file of gold: what stands between `text:` and `---`.
fn passages(path: &Path) -> Vec<String> {
    let gold = std::fs::read_to_string(path).expect("the gold");
    let texts = gold.split("\ntext:\n").skip(1).filter_map(|rest| rest.split_once("\n---"));
    texts.map(|(text, _)| text.to_owned()).collect()
}

fn parse(text: String, language: Language) -> Parsed {
    let hints = Hints { language: Some(language), format: Some(saidby::core::PageFormat::Given), ..Hints::default() };
    let page = saidby::read::page("passage", text.into_bytes(), hints).expect("a page");
    let article = saidby::extract::article(&page).article;
    let mut sentences = saidby::language::sentences(&article);
    let names = saidby::language::annotate(&article, &mut sentences);
    Parsed { article, sentences, names }
}
