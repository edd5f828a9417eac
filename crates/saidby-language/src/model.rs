//! The model of a language, as it is kept in `languages/<code>/model.bin`: sentence ends first, then the network.

use crate::network::Network;
use saidby_core::Language;
use std::sync::OnceLock;

/// The first bytes of a model file; the last of them is the version of its form.
const MAGIC: &[u8; 8] = b"saidby\0\x01";

/// Languages that have a model.
const LANGUAGES: [Language; 4] = [Language::FRENCH, Language::ENGLISH, Language::PORTUGUESE, Language::SPANISH];

/// What tells the tags, lemmas, trees and names of a language; read at the first call.
pub fn network(language: Language) -> Option<&'static Network> {
    static NETWORKS: [OnceLock<Option<Network>>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
    let at = LANGUAGES.iter().position(|known| *known == language)?;
    NETWORKS[at].get_or_init(|| Network::from_bytes(saidby_models::bytes(language.code())?.strip_prefix(MAGIC)?)).as_ref()
}

/// A model as a file.
pub fn to_bytes(network: &Network) -> Vec<u8> {
    [MAGIC.as_slice(), &network.to_bytes()].concat()
}
