//! What the corpora of names hold, and how far each clue to a name is to be trusted:
//! `cargo run -p saidby-train --example names -- fr ../shared/corpora languages/fr/cases`.
//!
//! First documents, sentences, words and names by corpus and part. Then, on the part to learn from, for each clue of
//! `saidby_language::names` and kind: its words, the share of them that are the name it says, and the logarithm of those odds, which is
//! what `Pattern::weight` rounds.

#![allow(clippy::print_stdout, reason = "an example prints")]

use saidby_core::NameKind;
use saidby_language::names::{NameTag, clues, tags};
use saidby_train::names::{NamedDocument, Part, cut, documents};
use std::collections::BTreeMap;
use std::path::Path;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [language, corpora, cases] = arguments.as_slice() else { anyhow::bail!("give a language, the corpora and the cases") };
    let documents = documents(language, Path::new(corpora), Path::new(cases))?;
    print_counts(&documents);
    print_clues(documents.iter().filter(|document| document.part == Part::Train));
    Ok(())
}

fn print_counts(documents: &[NamedDocument]) {
    let mut counts = BTreeMap::<(&str, &str), [usize; 3 + NameKind::ALL.len()]>::new();
    for document in documents {
        let part = if document.part == Part::Train { "train" } else { "held out" };
        let row = counts.entry((document.source, part)).or_default();
        let sentences = cut(document.language, &document.text);
        row[0] += 1;
        row[1] += sentences.len();
        row[2] += sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>();
        document.names.iter().for_each(|(_, kind)| row[3 + *kind as usize] += 1);
    }
    let kinds: Vec<&str> = NameKind::ALL.iter().map(|kind| kind.name()).collect();
    println!("corpus\tpart\tdocuments\tsentences\twords\t{}", kinds.join("\t"));
    for ((source, part), row) in counts {
        println!("{source}\t{part}\t{}", row.map(|count| count.to_string()).join("\t"));
    }
}

fn print_clues<'d>(documents: impl Iterator<Item = &'d NamedDocument>) {
    let mut counts = BTreeMap::<(String, &str), (u32, u32)>::new();
    for document in documents {
        for sentence in cut(document.language, &document.text) {
            let gold = tags(&sentence, &document.names);
            for clue in clues(&document.text, document.language, &sentence) {
                let tag = |at| match clue.kind {
                    None => NameTag::Outside,
                    Some(kind) if at == clue.words.start => NameTag::Begin(kind),
                    Some(kind) => NameTag::Inside(kind),
                };
                let right = clue.words.clone().filter(|&at| gold[at] == tag(at)).count() as u32;
                let (all, found) =
                    counts.entry((format!("{:?}", clue.pattern), clue.kind.map_or("O", NameKind::name))).or_default();
                *all += clue.words.len() as u32;
                *found += right;
            }
        }
    }
    println!("\nclue\tkind\twords\tright\tlog odds");
    for ((pattern, kind), (all, found)) in counts {
        let odds = f64::from(found + 1) / f64::from(all - found + 1);
        println!("{pattern}\t{kind}\t{all}\t{:.2}\t{:.1}", f64::from(found) / f64::from(all), odds.ln());
    }
}
