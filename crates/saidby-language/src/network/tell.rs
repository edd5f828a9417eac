//! From forms to what the network says of them.

use super::features::{Keys, keys};
use super::integers::{Activations, rounded};
use super::layer::{Batch, Direction};
use super::matrix::{Matrix, multiply};
use super::numeric::exp;
use super::{Affine, Embedding, Network, marks, tree};
use pulp::{Arch, NullaryFnOnce};

/// What the network says of one word, by the numbers of its inventory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// Its part of speech.
    pub upos: usize,
    /// The script of its lemma.
    pub script: usize,
    /// For each attribute its value; 0 is none.
    pub features: Vec<u8>,
    /// Its head; `None` for the root.
    pub head: Option<usize>,
    /// Its relation.
    pub relation: usize,
    /// Scores of the labels of names.
    pub names: Vec<f32>,
}

impl Network {
    /// What it says of the words of some sentences, longest first.
    pub fn tell(&self, sentences: &[Vec<&str>]) -> Vec<Vec<Told>> {
        let batch = Batch::new(sentences.iter().map(Vec::len));
        let keys: Vec<Keys> =
            sentences.iter().flat_map(|words| sentence_keys(&self.known_marks(words)).collect::<Vec<_>>()).collect();
        let top = self.read(&keys, &batch);
        let forms: Vec<&str> = sentences.iter().flatten().copied().collect();
        let mut told = self.tags(&top);
        self.lemmatise(&top, &forms, &mut told);
        let arcs = self.arcs.each_ref().map(|affine| rectified(affine, &top));
        let relations = self.relations.each_ref().map(|affine| rectified(affine, &top));
        let mut told = told.into_iter();
        batch
            .sentences
            .iter()
            .map(|&(start, length)| {
                let mut heads = self.heads(&arcs, start, &forms[start..start + length]);
                let relations = self.relations_of(&relations, start, &heads);
                let is_mark: Vec<bool> =
                    relations.iter().map(|relation| self.inventory.relations[*relation] == "punct").collect();
                marks::pair(&forms[start..start + length], &is_mark, &mut heads);
                let words = told.by_ref().zip(heads).zip(relations).take(length);
                words.map(|((told, head), relation)| Told { head, relation, ..told }).collect()
            })
            .collect()
    }

    /// A mark of quotation that the model never saw is read as the straight one: the treebank of French has no “ and no ”.
    fn known_marks<'w>(&self, words: &[&'w str]) -> Vec<&'w str> {
        let is_new = |word: &str| matches!(word, "“" | "”" | "„" | "‟") && self.inventory.row(keys(word, false).form).is_none();
        words.iter().map(|word| if is_new(word) { "\"" } else { word }).collect()
    }

    /// The words as the layers leave them.
    fn read(&self, keys: &[Keys], batch: &Batch) -> Activations {
        let mut x = self.embed(keys);
        for layer in &self.layers {
            let hidden = layer[0].bias.len() / 3;
            let mut out = Activations::zeros(batch.rows(), 2 * hidden);
            layer[0].read(Direction::Forward, &x, batch, &mut out, 0);
            layer[1].read(Direction::Backward, &x, batch, &mut out, hidden);
            x = out;
        }
        x
    }

    fn embed(&self, keys: &[Keys]) -> Activations {
        let mut x = Activations::zeros(keys.len(), self.embedding.width);
        Arch::new().dispatch(Embed { network: self, keys, x: &mut x });
        x
    }

    /// All but scripts, heads and relations.
    fn tags(&self, top: &Activations) -> Vec<Told> {
        let scores = self.tags.weights.project(top, &self.tags.bias);
        let told = |row: usize| {
            let (own, rest) = scores.row(row).split_at(self.inventory.upos.len());
            let upos = best(own);
            let (features, names) = self.features(upos, rest);
            Told { upos, features, names: names.to_vec(), ..Told::default() }
        };
        (0..top.rows()).map(told).collect()
    }

    /// The value of each attribute, of those seen with the part of speech; and the scores that are left.
    fn features<'s>(&self, upos: usize, mut scores: &'s [f32]) -> (Vec<u8>, &'s [f32]) {
        let mut features = Vec::with_capacity(self.inventory.attributes.len());
        for allowed in &self.inventory.allowed[upos] {
            let (own, rest) = scores.split_at(allowed.len());
            scores = rest;
            let seen = (0..own.len()).filter(|value| allowed[*value]);
            let best = seen.fold(None, |best: Option<usize>, at| best.filter(|best| own[*best] >= own[at]).or(Some(at)));
            features.push(best.unwrap_or(0) as u8);
        }
        (features, scores)
    }

    /// The best script of those seen with the form and part of speech; of all, where it is unknown.
    fn lemmatise(&self, top: &Activations, forms: &[&str], told: &mut [Told]) {
        let mut unknown = Vec::new();
        for (row, (form, told)) in forms.iter().zip(told.iter_mut()).enumerate() {
            let score = |script: usize| self.scripts.weights.one(top, row, script) + self.scripts.bias[script];
            match self.inventory.scripts_of(form, told.upos) {
                [] => unknown.push(row),
                [(_, only)] => told.script = *only as usize,
                several => {
                    let scored = several.iter().map(|(_, script)| (*script as usize, score(*script as usize)));
                    let best = scored.reduce(|best, one| if one.1 > best.1 { one } else { best });
                    told.script = best.map_or(0, |(script, _)| script);
                }
            }
        }
        let scores = self.scripts.weights.project(&top.gathered(&unknown), &self.scripts.bias);
        for (at, row) in unknown.into_iter().enumerate() {
            told[row].script = best(scores.row(at));
        }
    }

    fn heads(&self, [head, dependent]: &[Matrix; 2], start: usize, forms: &[&str]) -> Vec<Option<usize>> {
        let (width, length) = (head.columns, forms.len());
        let part = |matrix: &Matrix| matrix.data[start * width..(start + length) * width].to_vec();
        let heads = Matrix { rows: length + 1, columns: width, data: [self.roots[0].clone(), part(head)].concat() };
        let dependents = Matrix { rows: length, columns: width, data: part(dependent) };
        let bias = heads.times(&self.heads);
        let mut scores = Matrix { rows: length, columns: length + 1, data: bias.data.repeat(length) };
        multiply(&dependents.times(&self.pairs), &heads.transposed(), &mut scores);
        marks::keep_together(forms, &mut scores);
        tree::best(&scores.data, length)
    }

    /// For each word the relation to its head: the best subtype of the universal relation that is likeliest in all its subtypes.
    fn relations_of(&self, [head, dependent]: &[Matrix; 2], start: usize, heads: &[Option<usize>]) -> Vec<usize> {
        let width = head.columns;
        let mut joined = Matrix::zeros(heads.len(), 3 * width);
        for (word, at) in heads.iter().enumerate() {
            let own = dependent.row(start + word);
            let head = at.map_or(self.roots[1].as_slice(), |at| head.row(start + at));
            let row = joined.row_mut(word);
            (0..width).for_each(|k| row[k] = own[k] * head[k]);
            row[width..2 * width].copy_from_slice(own);
            row[2 * width..].copy_from_slice(head);
        }
        let mut scores = Matrix { rows: heads.len(), columns: self.named_bias.len(), data: self.named_bias.repeat(heads.len()) };
        multiply(&joined, &self.named, &mut scores);
        (0..heads.len()).map(|word| self.relation(scores.row(word))).collect()
    }

    fn relation(&self, scores: &[f32]) -> usize {
        let universal = &self.inventory.universal;
        let greatest = scores[best(scores)];
        let mut sums = vec![0.0; scores.len()];
        scores.iter().zip(universal).for_each(|(score, of)| sums[*of] += exp(score - greatest));
        let chosen = best(&sums);
        let subtypes = (0..scores.len()).filter(|at| universal[*at] == chosen);
        subtypes.fold(chosen, |best, at| if scores[at] > scores[best] { at } else { best })
    }
}

/// The sum of the rows of each word's keys.
struct Embed<'e> {
    network: &'e Network,
    keys: &'e [Keys],
    x: &'e mut Activations,
}

impl NullaryFnOnce for Embed<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Network { inventory, embedding, .. } = self.network;
        let width = embedding.width;
        let mut sum = vec![0.0; width];
        for (at, keys) in self.keys.iter().enumerate() {
            sum.fill(0.0);
            add_row(embedding, inventory.row(keys.form).unwrap_or(0), &mut sum);
            for row in keys.parts.iter().filter_map(|part| inventory.row(*part)) {
                add_row(embedding, row, &mut sum);
            }
            let cells = &mut self.x.row_mut(at)[..width];
            for column in 0..width {
                cells[column] = rounded(sum[column]);
            }
        }
    }
}

#[inline(always)]
fn add_row(embedding: &Embedding, row: usize, sum: &mut [f32]) {
    let bytes = &embedding.bytes[row * embedding.width..][..sum.len()];
    let scale = embedding.scales[row];
    for column in 0..sum.len() {
        sum[column] += f32::from(bytes[column]) * scale;
    }
}

fn sentence_keys(words: &[&str]) -> impl Iterator<Item = Keys> {
    words.iter().enumerate().map(|(at, form)| keys(form, at == 0))
}

fn rectified(affine: &Affine, top: &Activations) -> Matrix {
    let mut out = affine.weights.project(top, &affine.bias);
    out.data.iter_mut().for_each(|cell| *cell = cell.max(0.0));
    out
}

/// The place of the greatest score, the first of equals.
fn best(scores: &[f32]) -> usize {
    (0..scores.len()).fold(0, |best, at| if scores[at] > scores[best] { at } else { best })
}
