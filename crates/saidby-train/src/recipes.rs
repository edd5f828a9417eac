//! What each language's model learns from, and how.

use crate::network::Recipe;
use crate::network::model::{Dropout, Shape};

/// A treebank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Treebank {
    /// Its file, in the corpora's folder.
    pub file: &'static str,
    /// What it is.
    pub name: &'static str,
    /// Its licences, by SPDX identifiers.
    pub licence: &'static str,
}

/// A language and what its model learns from. Names come from the corpora of [`crate::names`] as well.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Language {
    /// ISO 639-1 code.
    pub code: &'static str,
    /// Whether its treebanks left words without a lemma (see [`crate::treebank::forget_missing_lemmas`]).
    pub lemmas_missing: bool,
    /// Whether some of its treebanks relate bare names otherwise than the others (see [`crate::treebank::bare_names_as_sequoia`]).
    pub bare_names_differ: bool,
    /// Treebanks that may be trained on.
    pub treebanks: &'static [Treebank],
    /// How often our own sentences of news ([`crate::treebank::own`]) are seen in an epoch, so that with its epochs each is seen some eighty
    /// times: they are few beside the treebanks', and the only ones in which speech, offices and headlines are common. 0 where there are none.
    pub own_times: usize,
    /// Corpora of names besides: names and licences.
    pub names: &'static [(&'static str, &'static str)],
    /// How the network is trained.
    pub network: Recipe,
}

/// A network whose sentences are seen `epochs` times, those with names once in `turns` epochs, in batches of so many words. Its size, the same
/// for all languages, was chosen for speed: decision 6 says what was tried.
const fn network(epochs: usize, turns: usize, batch: usize) -> Recipe {
    Recipe {
        shape: Shape { embedding: 128, hidden: 112, arc: 64, relation: 48 },
        dropout: Dropout { form: 0.15, part: 0.1, embedding: 0.15, hidden: 0.25, arc: 0.25 },
        epochs,
        turns,
        batch,
        rate: 0.003,
        seed: 1,
    }
}

/// The languages that have a model.
pub const LANGUAGES: [Language; 4] = [
    Language {
        code: "fr",
        lemmas_missing: false,
        bare_names_differ: true,
        own_times: 2,
        treebanks: &[Treebank {
            file: "ud/fr/fr_mixed-train.conllu",
            name: "UD French: Sequoia (training part), GSD (dev part), FQB",
            licence: "LGPLLR AND CC-BY-SA-4.0",
        }],
        names: &[("Europeana Newspapers, French (BnF)", "CC0-1.0"), ("NewsEye, French", "CC-BY-4.0")],
        network: network(40, 1, 200),
    },
    Language {
        code: "en",
        lemmas_missing: false,
        bare_names_differ: false,
        own_times: 4,
        treebanks: &[
            Treebank { file: "ud/en/en_ewt-ud-train.conllu", name: "UD English EWT (training part)", licence: "CC-BY-SA-4.0" },
            Treebank {
                file: "ud/en/en_gumclean-ud-train.conllu",
                name: "UD English GUM without its non-commercial genres",
                licence: "CC-BY-4.0",
            },
        ],
        names: &[
            ("re3d", "OGL-UK-3.0 AND CC-BY-SA-3.0 AND CC-BY-4.0, and public domain"),
            ("entities of UD English GUM", "CC-BY-4.0"),
        ],
        network: network(18, 1, 300),
    },
    Language {
        code: "pt",
        lemmas_missing: true,
        bare_names_differ: false,
        own_times: 0,
        treebanks: &[
            Treebank {
                file: "ud/pt/pt_bosque-ud-train.conllu",
                name: "UD Portuguese Bosque (training part)",
                licence: "CC-BY-SA-4.0",
            },
            Treebank { file: "ud/pt/pt_gsd-ud-train.conllu", name: "UD Portuguese GSD (training part)", licence: "CC-BY-SA-4.0" },
        ],
        names: &[],
        network: network(12, 1, 300),
    },
    Language {
        code: "es",
        lemmas_missing: false,
        bare_names_differ: false,
        own_times: 0,
        treebanks: &[Treebank {
            file: "ud/es/es_mixed-train.conllu",
            name: "UD Spanish: AnCora, GSD, PUD (a mix of their parts)",
            licence: "CC-BY-4.0 AND CC-BY-SA-4.0",
        }],
        names: &[],
        network: network(25, 1, 200),
    },
];
