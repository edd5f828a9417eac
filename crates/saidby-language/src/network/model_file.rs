//! A network as bytes.

use super::bytes::{Reader, Writer};
use super::integers::{MOST_INPUTS, Weights};
use super::layer::Layer;
use super::lemma::Script;
use super::matrix::Matrix;
use super::{Affine, Embedding, Inventory, Network};
use saidby_core::Upos;

impl Network {
    /// The network as bytes, which [`Network::from_bytes`] reads.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        self.inventory.write(&mut writer);
        writer.number(self.embedding.width);
        writer.bytes(&self.embedding.bytes);
        writer.floats(&self.embedding.scales);
        self.layers.iter().flatten().for_each(|layer| {
            write_weights(&layer.input, &mut writer);
            write_weights(&layer.state, &mut writer);
            writer.floats(&layer.bias);
        });
        [&self.tags, &self.scripts].into_iter().chain(&self.arcs).chain(&self.relations).for_each(|affine| {
            write_weights(&affine.weights, &mut writer);
            writer.floats(&affine.bias);
        });
        [&self.pairs, &self.heads, &self.named].into_iter().for_each(|matrix| write_matrix(matrix, &mut writer));
        [&self.roots[0], &self.roots[1], &self.named_bias].into_iter().for_each(|floats| writer.floats(floats));
        writer.0
    }

    /// Reads [`Network::to_bytes`]; `None` where the bytes are no network or its parts do not fit each other.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        let inventory = Inventory::read(&mut reader)?;
        let width = reader.number()?;
        let cells = reader.bytes()?.iter().map(|byte| *byte as i8).collect();
        let embedding = Embedding { width, bytes: cells, scales: reader.floats()? };
        let mut layer =
            || Some(Layer { input: read_weights(&mut reader)?, state: read_weights(&mut reader)?, bias: reader.floats()? });
        let layers = [[layer()?, layer()?], [layer()?, layer()?]];
        let mut affine = || Some(Affine { weights: read_weights(&mut reader)?, bias: reader.floats()? });
        let (tags, scripts) = (affine()?, affine()?);
        let arcs = [affine()?, affine()?];
        let relations = [affine()?, affine()?];
        let (pairs, heads, named) = (read_matrix(&mut reader)?, read_matrix(&mut reader)?, read_matrix(&mut reader)?);
        let roots = [reader.floats()?, reader.floats()?];
        let named_bias = reader.floats()?;
        let network =
            Self { inventory, embedding, layers, tags, scripts, arcs, pairs, heads, roots, relations, named, named_bias };
        (reader.0.is_empty() && network.fits()).then_some(network)
    }

    /// Whether every part is as large as those beside it need.
    fn fits(&self) -> bool {
        let rows = self.inventory.keys.len() + 1;
        let embedding = &self.embedding;
        let layer = |layer: &Layer, input: usize| {
            let hidden = layer.bias.len() / 3;
            hidden > 0
                && layer.bias.len() == 3 * hidden
                && (layer.input.inputs(), layer.input.outputs()) == (input, 3 * hidden)
                && (layer.state.inputs(), layer.state.outputs()) == (hidden, 3 * hidden)
        };
        let hidden = self.layers[0][0].bias.len() / 3;
        let top = 2 * hidden;
        let affine = |affine: &Affine, outputs: usize| {
            affine.bias.len() == outputs && (affine.weights.inputs(), affine.weights.outputs()) == (top, outputs)
        };
        let (arc, relation) = (self.roots[0].len(), self.roots[1].len());
        let relations = self.inventory.relations.len();
        embedding.scales.len() == rows
            && embedding.width > 0
            && embedding.bytes.len() == rows * embedding.width
            && self.layers[0].iter().all(|one| layer(one, embedding.width))
            && self.layers[1].iter().all(|one| layer(one, top))
            && self.layers.iter().flatten().all(|layer| layer.bias.len() == 3 * hidden)
            && affine(&self.tags, self.inventory.tags().sum())
            && affine(&self.scripts, self.inventory.scripts.len())
            && self.arcs.iter().all(|one| affine(one, arc))
            && self.relations.iter().all(|one| affine(one, relation))
            && (self.pairs.rows, self.pairs.columns) == (arc, arc)
            && (self.heads.rows, self.heads.columns) == (arc, 1)
            && (self.named.rows, self.named.columns) == (3 * relation, relations)
            && self.named_bias.len() == relations
    }
}

impl Inventory {
    fn write(&self, writer: &mut Writer) {
        writer.words(&self.keys);
        writer.texts(&self.upos.iter().map(|upos| upos.name()).collect::<Vec<_>>());
        writer.texts(&self.scripts.iter().map(Script::to_string).collect::<Vec<_>>());
        writer.number(self.attributes.len());
        self.attributes.iter().for_each(|(name, values)| {
            writer.text(name);
            writer.texts(values);
        });
        let allowed: Vec<i8> = self.allowed.iter().flatten().flatten().map(|seen| i8::from(*seen)).collect();
        writer.bytes(&allowed);
        writer.texts(&self.relations);
        writer.texts(&self.names);
        writer.words(&self.lemmas.iter().map(|(key, _)| *key).collect::<Vec<_>>());
        writer.words(&self.lemmas.iter().map(|(_, script)| *script).collect::<Vec<_>>());
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let keys = reader.words()?;
        let upos: Vec<Upos> = reader.texts()?.into_iter().map(|name| name.parse().ok()).collect::<Option<_>>()?;
        let scripts: Vec<Script> = reader.texts()?.into_iter().map(Script::parse).collect::<Option<_>>()?;
        let owned = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let count = reader.number()?;
        let attributes: Vec<(String, Vec<String>)> =
            (0..count).map(|_| Some((reader.text()?.to_owned(), owned(reader.texts()?)))).collect::<Option<_>>()?;
        let mut seen = reader.bytes()?.iter().map(|byte| *byte != 0);
        let row = |seen: &mut dyn Iterator<Item = bool>, values: usize| {
            let row: Vec<bool> = seen.take(values).collect();
            (row.len() == values && values <= 256).then_some(row)
        };
        let allowed = upos
            .iter()
            .map(|_| attributes.iter().map(|(_, values)| row(&mut seen, values.len())).collect::<Option<Vec<_>>>())
            .collect::<Option<_>>()?;
        let (relations, names) = (owned(reader.texts()?), owned(reader.texts()?));
        let (lemma_keys, lemma_scripts) = (reader.words()?, reader.words()?);
        let known = lemma_keys.len() == lemma_scripts.len()
            && lemma_keys.is_sorted()
            && lemma_scripts.iter().all(|script| (*script as usize) < scripts.len())
            && !upos.is_empty()
            && !relations.is_empty()
            && !keys.is_empty();
        let lemmas = lemma_keys.into_iter().zip(lemma_scripts).collect();
        let mut inventory = Self { keys, upos, scripts, attributes, allowed, relations, names, lemmas, ..Self::default() };
        inventory.index();
        known.then_some(inventory)
    }
}

fn write_weights(weights: &Weights, writer: &mut Writer) {
    let (bytes, scales) = weights.parts();
    writer.number(weights.inputs());
    writer.bytes(&bytes);
    writer.floats(scales);
}

fn read_weights(reader: &mut Reader<'_>) -> Option<Weights> {
    let inputs = reader.number()?;
    let bytes: Vec<i8> = reader.bytes()?.iter().map(|byte| *byte as i8).collect();
    let scales = reader.floats()?;
    (inputs > 0 && inputs <= MOST_INPUTS && bytes.len() == inputs * scales.len()).then(|| Weights::new(inputs, &bytes, scales))
}

fn write_matrix(matrix: &Matrix, writer: &mut Writer) {
    writer.number(matrix.rows);
    writer.number(matrix.columns);
    writer.floats(&matrix.data);
}

fn read_matrix(reader: &mut Reader<'_>) -> Option<Matrix> {
    let (rows, columns) = (reader.number()?, reader.number()?);
    let data = reader.floats()?;
    (data.len() == rows.checked_mul(columns)?).then_some(Matrix { rows, columns, data })
}
