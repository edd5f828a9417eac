//! The models of `languages/*/`, built into the program. `MODEL.md` beside each says what it learned from, under which licences, and how to
//! make it again. The code of this crate is MIT or Apache-2.0; the models carry their treebanks' licences.

/// What was learned of one language, as bytes that `saidby-language` reads.
#[derive(Clone, Copy, Debug)]
pub struct Model {
    /// ISO 639-1 code.
    pub code: &'static str,
    /// Where sentences end.
    pub boundary: &'static [u8],
    /// Tags, lemmas, trees and names.
    pub network: &'static [u8],
}

macro_rules! model {
    ($code:literal) => {
        Model {
            code: $code,
            boundary: include_bytes!(concat!("../../../languages/", $code, "/boundary.bin")),
            network: include_bytes!(concat!("../../../languages/", $code, "/model.bin")),
        }
    };
}

/// The models that are built in: one for each feature that is on.
///
/// ```
/// assert!(saidby_models::MODELS.iter().any(|model| model.code == "fr"));
/// ```
pub const MODELS: &[Model] = &[
    #[cfg(feature = "fr")]
    model!("fr"),
    #[cfg(feature = "en")]
    model!("en"),
    #[cfg(feature = "pt")]
    model!("pt"),
    #[cfg(feature = "es")]
    model!("es"),
];
