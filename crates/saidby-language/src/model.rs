//! The models that are built in (`saidby-models`), read when they are first asked for.

use crate::boundary::Boundaries;
use crate::network::Network;
use saidby_core::Language;
use saidby_models::MODELS;
use std::sync::OnceLock;

/// The first bytes of a model file; the last of them is the version of its form.
const MAGIC: &[u8; 8] = b"saidby\0\x01";

/// What tells the tags, lemmas, trees and names of a language; read at the first call.
pub fn network(language: Language) -> Option<&'static Network> {
    static NETWORKS: [OnceLock<Option<Network>>; MODELS.len()] = [const { OnceLock::new() }; MODELS.len()];
    let at = MODELS.iter().position(|model| model.code == language.code())?;
    NETWORKS[at].get_or_init(|| from_bytes(MODELS[at].network)).as_ref()
}

/// What tells where the sentences of a language end; read at the first call.
pub(crate) fn boundaries(language: Language) -> Option<&'static Boundaries> {
    static BOUNDARIES: [OnceLock<Option<Boundaries>>; MODELS.len()] = [const { OnceLock::new() }; MODELS.len()];
    let at = MODELS.iter().position(|model| model.code == language.code())?;
    BOUNDARIES[at].get_or_init(|| Boundaries::from_bytes(MODELS[at].boundary).ok()).as_ref()
}

/// A model as a file.
pub fn to_bytes(network: &Network) -> Vec<u8> {
    [MAGIC.as_slice(), &network.to_bytes()].concat()
}

/// Reads a model file; `None` where the bytes are no model of this form.
pub fn from_bytes(bytes: &[u8]) -> Option<Network> {
    Network::from_bytes(bytes.strip_prefix(MAGIC)?)
}
