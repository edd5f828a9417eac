//! The network under training: what it computes, and the gradients of what it gets wrong.
//!
//! Words' embeddings → two layers that read both ways → a choice for each group of labels; a head and a relation for each word
//! (Dozat and Manning, 2017, with a cheaper product for relations).

use super::dense::{self, Choice, Dense};
use super::examples::Example;
use super::parameters::{Parameters, Tensor};
use super::random::Random;
use super::recurrent::{Recurrent, Trace};
use saidby_language::network::integers::Weights;
use saidby_language::network::layer::{Batch, Direction, Layer};
use saidby_language::network::matrix::{Matrix, multiply};
use saidby_language::network::{Affine, Embedding, Inventory, Network};

/// How large a network is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// Numbers that stand for a word.
    pub embedding: usize,
    /// Cells of a layer in one direction.
    pub hidden: usize,
    /// Numbers that stand for a word as head or as dependent.
    pub arc: usize,
    /// The same where relations are told.
    pub relation: usize,
}

/// How much is left out at random in training.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dropout {
    /// Of a known form, the chance to be read as unknown.
    pub form: f32,
    /// Of a beginning, ending or shape, the chance to be left out.
    pub part: f32,
    /// Of a number of an embedding.
    pub embedding: f32,
    /// Of a number between layers.
    pub hidden: f32,
    /// Of a number before arcs and relations.
    pub arc: f32,
}

/// How much an error weighs beside one in a head: a part of speech, a script, an attribute, a name.
const UPOS: f32 = 2.0;
const SCRIPT: f32 = 0.5;
const ATTRIBUTE: f32 = 0.2;
const NAME: f32 = 0.5;
/// How much an error in the head or relation of a word weighs where it ties a said clause or a naming to its speaker; elsewhere 1.
const SPEECH: f32 = 2.0;

/// Labels of which a word has one: its part of speech, its gender, what makes its lemma…
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// How many labels.
    pub labels: usize,
    /// How much an error weighs.
    pub weight: f32,
}

/// The tensors of a network.
#[derive(Clone, Debug)]
pub struct Model {
    /// How large it is.
    pub shape: Shape,
    /// One row for each known key; row 0 is the unknown form.
    pub embedding: Tensor,
    /// Two layers, forward and backward.
    pub layers: [[Recurrent; 2]; 2],
    /// Scores of all labels of all groups.
    pub labels: Dense,
    /// The groups, in the order of their scores.
    pub groups: Vec<Group>,
    /// A word as head, and as dependent.
    pub arcs: [Dense; 2],
    /// Dependent × head.
    pub pairs: Tensor,
    /// What a head gets whatever the dependent.
    pub heads: Tensor,
    /// The root as a head: of arcs, and of relations.
    pub roots: [Tensor; 2],
    /// The same where relations are told.
    pub relations: [Dense; 2],
    /// Product, dependent and head to scores of relations.
    pub named: Dense,
    /// How much an error weighs, for each relation.
    weights: Vec<f32>,
}

/// What one pass over a batch came to.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// The sum of all losses.
    pub loss: f64,
    /// Words.
    pub words: usize,
    /// Heads that scored best and are right.
    pub heads: usize,
    /// Relations told rightly, the right head given.
    pub relations: usize,
    /// For each group, labels told rightly and labels asked for.
    pub groups: Vec<(usize, usize)>,
}

impl Counts {
    /// Adds the loss of a choice; 1 where it was right, else 0.
    fn take(&mut self, choice: Choice) -> usize {
        self.loss += choice.loss;
        usize::from(choice.right)
    }
}

/// The words as the layers leave them, and what the way back needs.
struct Passed {
    embedded: Matrix,
    embedded_mask: Option<Matrix>,
    rows: Vec<Vec<usize>>,
    traces: [[Trace; 2]; 2],
    between: Matrix,
    between_mask: Option<Matrix>,
    top: Matrix,
    top_mask: Option<Matrix>,
}

/// The words as heads and dependents.
struct Sides {
    head: Matrix,
    dependent: Matrix,
    masks: [Option<Matrix>; 2],
}

impl Model {
    /// A network with random values.
    pub fn new(shape: Shape, inventory: &Inventory, parameters: &mut Parameters, random: &mut Random) -> Self {
        let top = 2 * shape.hidden;
        let mut layer = |input: usize, parameters: &mut Parameters| {
            [Direction::Forward, Direction::Backward]
                .map(|direction| Recurrent::new(parameters, input, shape.hidden, direction, random))
        };
        let layers = [layer(shape.embedding, parameters), layer(top, parameters)];
        let groups = groups(inventory);
        let labels = groups.iter().map(|group| group.labels).sum();
        Self {
            shape,
            layers,
            embedding: parameters.table(inventory.keys.len() + 1, shape.embedding, 0.1, random),
            labels: Dense::new(parameters, top, labels, random),
            groups,
            arcs: [(); 2].map(|()| Dense::new(parameters, top, shape.arc, random)),
            pairs: parameters.drawn(shape.arc, shape.arc, random),
            heads: parameters.filled(shape.arc, 1, 0.0),
            roots: [shape.arc, shape.relation].map(|width| parameters.within(1, width, 0.1, random)),
            relations: [(); 2].map(|()| Dense::new(parameters, top, shape.relation, random)),
            named: Dense::new(parameters, 3 * shape.relation, inventory.relations.len(), random),
            weights: inventory.relations.iter().map(|relation| if is_speech(relation) { SPEECH } else { 1.0 }).collect(),
        }
    }

    /// The network to ship: weights rounded.
    pub fn network(&self, parameters: &Parameters, inventory: Inventory) -> Network {
        let weights = |tensor: Tensor| Weights::rounded(parameters.value(tensor));
        let floats = |tensor: Tensor| parameters.value(tensor).data.clone();
        let layer = |one: &Recurrent| Layer { input: weights(one.input), state: weights(one.state), bias: floats(one.bias) };
        let affine = |dense: &Dense| Affine { weights: weights(dense.weights), bias: floats(dense.bias) };
        let tags = inventory.tags().sum();
        let (all, bias) = (parameters.value(self.labels.weights), parameters.value(self.labels.bias));
        let part = |columns: std::ops::Range<usize>| Affine {
            weights: Weights::rounded(&all.columns(columns.clone())),
            bias: bias.data[columns].to_vec(),
        };
        Network {
            embedding: Embedding::rounded(parameters.value(self.embedding)),
            layers: self.layers.each_ref().map(|pair| pair.each_ref().map(layer)),
            tags: part(0..tags),
            scripts: part(tags..tags + inventory.scripts.len()),
            arcs: self.arcs.each_ref().map(affine),
            pairs: parameters.value(self.pairs).clone(),
            heads: parameters.value(self.heads).clone(),
            roots: self.roots.map(floats),
            relations: self.relations.each_ref().map(affine),
            named: parameters.value(self.named.weights).clone(),
            named_bias: floats(self.named.bias),
            inventory,
        }
    }

    fn pass(
        &self,
        parameters: &Parameters,
        rows: Vec<Vec<usize>>,
        batch: &Batch,
        mut chance: Option<(&mut Random, Dropout)>,
    ) -> Passed {
        let (random, dropout) = split(&mut chance);
        let table = parameters.value(self.embedding);
        let mut embedded = Matrix::zeros(batch.rows(), self.shape.embedding);
        for (at, rows) in rows.iter().enumerate() {
            let sum = embedded.row_mut(at);
            rows.iter().for_each(|row| sum.iter_mut().zip(table.row(*row)).for_each(|(sum, cell)| *sum += cell));
        }
        let embedded_mask = dense::masks(batch, self.shape.embedding, dropout.embedding, random);
        dense::apply(&embedded_mask, &mut embedded);
        let read = |layer: usize, x: &Matrix| self.layers[layer].map(|one| one.forward(parameters, x, batch));
        let first = read(0, &embedded);
        let mut between = dense::beside(&first[0].hidden, &first[1].hidden);
        let between_mask = dense::masks(batch, between.columns, dropout.hidden, split(&mut chance).0);
        dense::apply(&between_mask, &mut between);
        let second = read(1, &between);
        let mut top = dense::beside(&second[0].hidden, &second[1].hidden);
        let top_mask = dense::masks(batch, top.columns, dropout.hidden, split(&mut chance).0);
        dense::apply(&top_mask, &mut top);
        Passed { embedded, embedded_mask, rows, traces: [first, second], between, between_mask, top, top_mask }
    }

    /// The embedding rows of each word, some left out by chance.
    fn rows(&self, examples: &[&Example], chance: &mut Option<(&mut Random, Dropout)>) -> Vec<Vec<usize>> {
        let words = examples.iter().flat_map(|example| &example.rows);
        let Some((random, dropout)) = chance else {
            return words.map(|word| std::iter::once(word.form).chain(word.parts.iter().copied()).collect()).collect();
        };
        words
            .map(|word| {
                let form = if random.happens(dropout.form) { 0 } else { word.form };
                let parts = word.parts.iter().copied().filter(|_| !random.happens(dropout.part));
                std::iter::once(form).chain(parts).collect()
            })
            .collect()
    }

    fn unpass(&self, parameters: &mut Parameters, batch: &Batch, passed: &Passed, mut slope: Matrix) {
        dense::apply(&passed.top_mask, &mut slope);
        let mut between = self.unread(parameters, 1, &passed.between, batch, &passed.traces[1], &slope);
        dense::apply(&passed.between_mask, &mut between);
        let mut embedded = self.unread(parameters, 0, &passed.embedded, batch, &passed.traces[0], &between);
        dense::apply(&passed.embedded_mask, &mut embedded);
        let gradient = parameters.gradient(self.embedding);
        for (at, rows) in passed.rows.iter().enumerate() {
            rows.iter()
                .for_each(|row| gradient.row_mut(*row).iter_mut().zip(embedded.row(at)).for_each(|(sum, slope)| *sum += slope));
        }
    }

    fn unread(
        &self,
        parameters: &mut Parameters,
        layer: usize,
        x: &Matrix,
        batch: &Batch,
        traces: &[Trace; 2],
        slope: &Matrix,
    ) -> Matrix {
        let (forward, backward) = dense::apart(slope, self.shape.hidden);
        let mut into = Matrix::zeros(x.rows, x.columns);
        for ((one, trace), slope) in self.layers[layer].iter().zip(traces).zip([forward, backward]) {
            one.backward(parameters, x, batch, trace, &slope, &mut into);
        }
        into
    }

    fn sides(
        &self,
        parameters: &Parameters,
        pair: &[Dense; 2],
        top: &Matrix,
        batch: &Batch,
        mut chance: Option<(&mut Random, f32)>,
    ) -> Sides {
        let mut make = |dense: &Dense| {
            let mut made = dense.forward(parameters, top);
            dense::rectify(&mut made);
            let mask = chance.as_mut().and_then(|(random, p)| dense::masks(batch, made.columns, *p, Some(random)));
            dense::apply(&mask, &mut made);
            (made, mask)
        };
        let ((head, first), (dependent, second)) = (make(&pair[0]), make(&pair[1]));
        Sides { head, dependent, masks: [first, second] }
    }

    fn unside(
        &self,
        parameters: &mut Parameters,
        pair: &[Dense; 2],
        top: &Matrix,
        sides: &Sides,
        slopes: [Matrix; 2],
        into: &mut Matrix,
    ) {
        for ((dense, (made, mask)), mut slope) in
            pair.iter().zip([(&sides.head, &sides.masks[0]), (&sides.dependent, &sides.masks[1])]).zip(slopes)
        {
            dense::apply(mask, &mut slope);
            dense::unrectify(made, &mut slope);
            dense.backward(parameters, top, &slope, into);
        }
    }

    /// One batch: adds to all gradients, counts what was right.
    pub fn learn(&self, parameters: &mut Parameters, examples: &[&Example], random: &mut Random, dropout: Dropout) -> Counts {
        let batch = Batch::new(examples.iter().map(|example| example.rows.len()));
        let rows = self.rows(examples, &mut Some((&mut *random, dropout)));
        parameters.wake(self.embedding, rows.iter().flatten().copied());
        let passed = self.pass(parameters, rows, &batch, Some((random, dropout)));
        let mut slope = Matrix::zeros(batch.rows(), 2 * self.shape.hidden);
        let mut counts = Counts { words: batch.rows(), groups: vec![(0, 0); self.groups.len()], ..Counts::default() };
        let weight = 1.0 / batch.rows() as f32;
        self.learn_labels(parameters, examples, &passed.top, weight, &mut slope, &mut counts);
        let sides = self.sides(parameters, &self.arcs, &passed.top, &batch, Some((random, dropout.arc)));
        let slopes = self.learn_arcs(parameters, examples, &batch, &sides, weight, &mut counts);
        self.unside(parameters, &self.arcs, &passed.top, &sides, slopes, &mut slope);
        let sides = self.sides(parameters, &self.relations, &passed.top, &batch, Some((random, dropout.arc)));
        let slopes = self.learn_relations(parameters, examples, &batch, &sides, weight, &mut counts);
        self.unside(parameters, &self.relations, &passed.top, &sides, slopes, &mut slope);
        self.unpass(parameters, &batch, &passed, slope);
        counts
    }

    fn learn_labels(
        &self,
        parameters: &mut Parameters,
        examples: &[&Example],
        top: &Matrix,
        weight: f32,
        slope: &mut Matrix,
        counts: &mut Counts,
    ) {
        let mut scores = self.labels.forward(parameters, top);
        let names = self.groups.len() - 2;
        let words = examples.iter().flat_map(|example| example.labels.iter().map(|labels| (labels, example.unmarked.as_slice())));
        for (row, (labels, unmarked)) in words.enumerate() {
            let mut rest = scores.row_mut(row);
            for (at, ((group, label), count)) in self.groups.iter().zip(labels).zip(&mut counts.groups).enumerate() {
                let (scores, after) = rest.split_at_mut(group.labels);
                match label {
                    Some(label) => {
                        let left_out = if at == names { unmarked } else { &[] };
                        let choice = dense::cross_entropy_without(left_out, scores, *label as usize, weight * group.weight);
                        *count = (count.0 + usize::from(choice.right), count.1 + 1);
                        counts.loss += choice.loss;
                    }
                    None => scores.fill(0.0),
                }
                rest = after;
            }
        }
        self.labels.backward(parameters, top, &scores, slope);
    }

    fn learn_arcs(
        &self,
        parameters: &mut Parameters,
        examples: &[&Example],
        batch: &Batch,
        sides: &Sides,
        weight: f32,
        counts: &mut Counts,
    ) -> [Matrix; 2] {
        let mut head_slopes = Matrix::zeros(sides.head.rows, sides.head.columns);
        let mut dependent_slopes = head_slopes.clone();
        for (example, &(start, length)) in examples.iter().zip(&batch.sentences) {
            let Some(tree) = &example.tree else { continue };
            let rows: Vec<usize> = (start..start + length).collect();
            let heads = self.with_root(parameters, 0, &sides.head.gathered(&rows));
            let dependents = sides.dependent.gathered(&rows);
            let leaning = dependents.times(parameters.value(self.pairs));
            let mut scores = self.arc_scores(parameters, &heads, &leaning);
            for (word, (head, relation)) in tree.iter().enumerate() {
                let right = head.map_or(0, |head| head + 1);
                let choice = dense::cross_entropy(scores.row_mut(word), right, weight * self.weights[*relation as usize]);
                counts.heads += counts.take(choice);
            }
            let [heads_slope, dependent_slope] = self.arc_slopes(parameters, &heads, &dependents, &leaning, &scores);
            for word in 0..length {
                head_slopes.row_mut(start + word).copy_from_slice(heads_slope.row(word + 1));
                dependent_slopes.row_mut(start + word).copy_from_slice(dependent_slope.row(word));
            }
        }
        [head_slopes, dependent_slopes]
    }

    /// `leaning · headsᵀ + headsᵀ · bias`: a row for each dependent, a column for each head, the root's first; no word is its own head.
    fn arc_scores(&self, parameters: &Parameters, heads: &Matrix, leaning: &Matrix) -> Matrix {
        let mut scores = leaning.times(&heads.transposed());
        let bias = heads.times(parameters.value(self.heads));
        for row in 0..scores.rows {
            scores.row_mut(row).iter_mut().zip(&bias.data).for_each(|(score, bias)| *score += bias);
            scores.row_mut(row)[row + 1] = -1e9;
        }
        scores
    }

    /// The gradients of heads (the root's first) and dependents, given that of [`Self::arc_scores`]; adds to those of the tensors.
    fn arc_slopes(
        &self,
        parameters: &mut Parameters,
        heads: &Matrix,
        dependents: &Matrix,
        leaning: &Matrix,
        slope: &Matrix,
    ) -> [Matrix; 2] {
        let leaning_slope = slope.times(heads);
        multiply(&dependents.transposed(), &leaning_slope, parameters.gradient(self.pairs));
        let dependent_slope = leaning_slope.times(&parameters.value(self.pairs).transposed());
        let mut heads_slope = slope.transposed().times(leaning);
        let sums = Matrix { rows: heads.rows, columns: 1, data: column_sums(slope) };
        multiply(&heads.transposed(), &sums, parameters.gradient(self.heads));
        multiply(&sums, &parameters.value(self.heads).transposed(), &mut heads_slope);
        let root = parameters.gradient(self.roots[0]);
        root.data.iter_mut().zip(heads_slope.row(0)).for_each(|(sum, slope)| *sum += slope);
        [heads_slope, dependent_slope]
    }

    fn with_root(&self, parameters: &Parameters, which: usize, heads: &Matrix) -> Matrix {
        let root = parameters.value(self.roots[which]);
        Matrix { rows: heads.rows + 1, columns: heads.columns, data: root.data.iter().chain(&heads.data).copied().collect() }
    }

    fn learn_relations(
        &self,
        parameters: &mut Parameters,
        examples: &[&Example],
        batch: &Batch,
        sides: &Sides,
        weight: f32,
        counts: &mut Counts,
    ) -> [Matrix; 2] {
        let mut slopes = [Matrix::zeros(sides.head.rows, sides.head.columns), Matrix::zeros(sides.head.rows, sides.head.columns)];
        let arcs = arcs(examples, batch);
        let joined = self.joined(parameters, sides, &arcs);
        let mut scores = self.named.forward(parameters, &joined);
        for (at, arc) in arcs.iter().enumerate() {
            let choice = dense::cross_entropy(scores.row_mut(at), arc.relation, weight * self.weights[arc.relation]);
            counts.relations += counts.take(choice);
        }
        let mut joined_slope = Matrix::zeros(joined.rows, joined.columns);
        self.named.backward(parameters, &joined, &scores, &mut joined_slope);
        let width = self.shape.relation;
        for (at, arc) in arcs.iter().enumerate() {
            let slope = joined_slope.row(at);
            let (dependent, head) = (&joined.row(at)[width..2 * width], &joined.row(at)[2 * width..]);
            let head_slope: Vec<f32> = (0..width).map(|k| slope[k] * dependent[k] + slope[2 * width + k]).collect();
            let dependent_slope = (0..width).map(|k| slope[k] * head[k] + slope[width + k]);
            slopes[1].row_mut(arc.dependent).iter_mut().zip(dependent_slope).for_each(|(sum, slope)| *sum += slope);
            let into = match arc.head {
                Some(head) => slopes[0].row_mut(head),
                None => &mut parameters.gradient(self.roots[1]).data,
            };
            into.iter_mut().zip(head_slope).for_each(|(sum, slope)| *sum += slope);
        }
        slopes
    }

    /// For each arc: product, dependent, head.
    fn joined(&self, parameters: &Parameters, sides: &Sides, arcs: &[Arc]) -> Matrix {
        let width = self.shape.relation;
        let mut joined = Matrix::zeros(arcs.len(), 3 * width);
        for (at, arc) in arcs.iter().enumerate() {
            let dependent = sides.dependent.row(arc.dependent);
            let head = arc.head.map_or(parameters.value(self.roots[1]).data.as_slice(), |head| sides.head.row(head));
            let row = joined.row_mut(at);
            (0..width).for_each(|k| row[k] = dependent[k] * head[k]);
            row[width..2 * width].copy_from_slice(dependent);
            row[2 * width..].copy_from_slice(head);
        }
        joined
    }
}

/// Whether a relation ties what is said to who says it, or a name to what its bearer is: what the stages after this one need most.
fn is_speech(relation: &str) -> bool {
    matches!(relation.split(':').next(), Some("ccomp" | "parataxis" | "appos" | "dislocated"))
}

/// The groups of labels, and how much an error weighs in each: tags, then scripts.
fn groups(inventory: &Inventory) -> Vec<Group> {
    let attributes = inventory.attributes.iter().map(|_| ATTRIBUTE);
    let weights = std::iter::once(UPOS).chain(attributes).chain([NAME, SCRIPT]);
    let labels = inventory.tags().chain([inventory.scripts.len()]);
    labels.zip(weights).map(|(labels, weight)| Group { labels, weight }).collect()
}

/// A relation of a batch, in rows of the batch.
struct Arc {
    dependent: usize,
    head: Option<usize>,
    relation: usize,
}

fn arcs(examples: &[&Example], batch: &Batch) -> Vec<Arc> {
    let mut arcs = Vec::new();
    for (example, &(start, _)) in examples.iter().zip(&batch.sentences) {
        for (word, (head, relation)) in example.tree.iter().flatten().enumerate() {
            arcs.push(Arc { dependent: start + word, head: head.map(|head| start + head), relation: *relation as usize });
        }
    }
    arcs
}

fn column_sums(matrix: &Matrix) -> Vec<f32> {
    let mut sums = vec![0.0; matrix.columns];
    (0..matrix.rows).for_each(|row| sums.iter_mut().zip(matrix.row(row)).for_each(|(sum, cell)| *sum += cell));
    sums
}

fn split<'c>(chance: &'c mut Option<(&mut Random, Dropout)>) -> (Option<&'c mut Random>, Dropout) {
    match chance {
        Some((random, dropout)) => (Some(&mut **random), *dropout),
        None => (None, Dropout { form: 0.0, part: 0.0, embedding: 0.0, hidden: 0.0, arc: 0.0 }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::NamedSentence;
    use crate::network::examples;
    use crate::treebank;
    use saidby_core::NameKind;
    use saidby_language::names::NameTag;

    const TREEBANK: &str = "1\tElle\til\tPRON\t_\tGender=Fem\t2\tnsubj\t_\t_\n2\taccuse\taccuser\tVERB\t_\tMood=Ind\t0\troot\t_\t_\n3\tOslo\tOslo\tPROPN\t_\t_\t2\tobj\t_\t_\n\n\
        1\tElle\til\tPRON\t_\tGender=Fem\t2\tnsubj\t_\t_\n2\taccuse\taccuser\tVERB\t_\tMood=Ind\t0\troot\t_\t_\n\n";
    const NONE: Dropout = Dropout { form: 0.0, part: 0.0, embedding: 0.0, hidden: 0.0, arc: 0.0 };

    /// Every tensor's gradient against the difference that a small step in it makes to the loss.
    #[test]
    fn gradients_are_the_slopes_of_the_loss() {
        let treebank = treebank::read(TREEBANK).expect("a treebank");
        let tags = vec![NameTag::Begin(NameKind::Location), NameTag::Outside, NameTag::Outside, NameTag::Outside];
        let words = ["Oslo", "dit", "elle", "accuse"].map(str::to_owned).to_vec();
        // Of these two corpora one marks all kinds of names, the other not.
        let named = ["cases", "enp"].map(|source| NamedSentence { words: words.clone(), tags: tags.clone(), source });
        let inventory = examples::inventory(&treebank, &named).expect("an inventory");
        let held: Vec<Example> = named
            .iter()
            .map(|sentence| examples::of_names(&inventory, sentence))
            .chain(treebank.iter().map(|sentence| examples::of_treebank(&inventory, sentence).expect("an example")))
            .collect();
        let held: Vec<&Example> = held.iter().collect();
        let (mut parameters, mut random) = (Parameters::default(), Random::new(3));
        let shape = Shape { embedding: 6, hidden: 5, arc: 4, relation: 3 };
        let model = Model::new(shape, &inventory, &mut parameters, &mut random);
        let mut loss = |parameters: &mut Parameters| model.learn(parameters, &held, &mut random, NONE).loss;
        loss(&mut parameters);
        let slopes = parameters.gradients();
        let mut checked = 0;
        for (tensor, slopes) in slopes.iter().enumerate() {
            for cell in (0..slopes.len()).step_by(1 + slopes.len() / 7) {
                let step = 0.0005;
                let [above, below] = [step, -step].map(|by| loss(&mut parameters.nudged(tensor, cell, by)));
                let measured = (above - below) / (2.0 * f64::from(step));
                let told = f64::from(slopes[cell]);
                assert!(
                    (measured - told).abs() < 2e-3 + 0.05 * told.abs(),
                    "tensor {tensor}, cell {cell}: {told} told, {measured} measured"
                );
                checked += usize::from(told.abs() > 1e-4);
            }
        }
        assert!(checked > 60, "only {checked} slopes are not nothing");
    }
}
