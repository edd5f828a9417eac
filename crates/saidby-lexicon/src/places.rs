//! The towns and regions that our list knows by name, each with the country that it lies in.

use crate::actors::readings;
use crate::by_language::ByLanguage;
use crate::{Phrases, table};
use saidby_core::{Country, Language};

/// The places of one language, out of `ontology/places.tsv`. A place says where, and is nobody: countries and their capitals, which act,
/// are among [`crate::Actors`].
#[derive(Debug, Default)]
pub struct Places {
    names: Phrases<Country>,
}

impl Places {
    /// The known places in a language, built at the first call; none in a language that the list has no column for.
    pub fn of(language: Language) -> &'static Places {
        static PLACES: ByLanguage<Places> = ByLanguage::new();
        PLACES.get(language, Places::build)
    }

    /// The longest known place that `words` starts with: its length in words, and its country. Words as in [`crate::Actors::longest`].
    ///
    /// ```
    /// use saidby_core::{Country, Language};
    /// use saidby_lexicon::Places;
    /// let found = Places::of(Language::ENGLISH).longest(&["Port", "Sudan", "fell"]);
    /// assert_eq!(found, Some((2, "SDN".parse::<Country>().unwrap())));
    /// ```
    pub fn longest<W: AsRef<str>>(&self, words: &[W]) -> Option<(usize, Country)> {
        self.names.longest(words).map(|(length, &country)| (length, country))
    }

    fn build(language: Language) -> Self {
        let mut names = Phrases::default();
        for row in table("ontology", "places").into_iter().flat_map(|table| table.rows()) {
            let Some(country) = row.parse::<Country>("country") else { continue };
            for reading in row.list(language.code()).flat_map(readings) {
                names.insert(&reading, country);
            }
        }
        Self { names }
    }
}
