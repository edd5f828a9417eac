//! What is built once for each language, at its first use.

use crate::languages;
use saidby_core::Language;
use std::sync::OnceLock;

/// A value for each language that has a folder, and one for all others.
#[derive(Debug)]
pub(crate) struct ByLanguage<T> {
    listed: OnceLock<Vec<(Language, OnceLock<T>)>>,
    other: OnceLock<T>,
}

impl<T> ByLanguage<T> {
    pub(crate) const fn new() -> Self {
        Self { listed: OnceLock::new(), other: OnceLock::new() }
    }

    /// The value of a language, built at the first call.
    pub(crate) fn get(&self, language: Language, build: impl FnOnce(Language) -> T) -> &T {
        let all = self.listed.get_or_init(|| languages().into_iter().map(|language| (language, OnceLock::new())).collect());
        let slot = all.iter().find(|(listed, _)| *listed == language).map_or(&self.other, |(_, slot)| slot);
        slot.get_or_init(|| build(language))
    }
}
