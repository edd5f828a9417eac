//! The models of `languages/*/model.bin`, built into the program. `MODEL.md` beside each says what it learned from, under which licences,
//! and how to make it again. The code of this crate is MIT or Apache-2.0; the models carry their treebanks' licences.

/// The model of a language, by its ISO 639-1 code; `None` where there is none or its feature is off.
///
/// ```
/// assert!(saidby_models::bytes("fr").is_some());
/// assert!(saidby_models::bytes("xx").is_none());
/// ```
pub fn bytes(code: &str) -> Option<&'static [u8]> {
    match code {
        #[cfg(feature = "fr")]
        "fr" => Some(include_bytes!("../../../languages/fr/model.bin")),
        #[cfg(feature = "en")]
        "en" => Some(include_bytes!("../../../languages/en/model.bin")),
        #[cfg(feature = "pt")]
        "pt" => Some(include_bytes!("../../../languages/pt/model.bin")),
        #[cfg(feature = "es")]
        "es" => Some(include_bytes!("../../../languages/es/model.bin")),
        _ => None,
    }
}
