//! The model of a language, as it is kept in `languages/<code>/model.bin`.

use crate::network::Network;
use saidby_core::Language;
use std::sync::OnceLock;

/// The first bytes of a model file; the last of them is the version of its form.
const MAGIC: &[u8; 8] = b"saidby\0\x01";

/// What was learned of a language.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Tags, lemmas, trees and names.
    pub network: Network,
}

/// Languages that have a model.
const LANGUAGES: [Language; 4] = [Language::FRENCH, Language::ENGLISH, Language::PORTUGUESE, Language::SPANISH];

impl Model {
    /// The model that is built in for a language; read at the first call.
    pub fn of(language: Language) -> Option<&'static Model> {
        static MODELS: [OnceLock<Option<Model>>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
        let at = LANGUAGES.iter().position(|known| *known == language)?;
        MODELS[at].get_or_init(|| Model::from_bytes(saidby_models::bytes(language.code())?)).as_ref()
    }

    /// The model as a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        [MAGIC.as_slice(), &self.network.to_bytes()].concat()
    }

    /// Reads a model file; `None` where the bytes are no model of this form.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self { network: Network::from_bytes(bytes.strip_prefix(MAGIC)?)? })
    }
}
