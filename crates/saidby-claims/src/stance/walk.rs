//! From the root of a sentence down to a predicate: each word on the way and beside it leaves more or less of its certainty.
//!
//! "Odel may have failed to deliver the tanks": the root is shaded by "may" (possible), "failed" turns what it governs round, so that
//! the delivery is −1, and the steps are "may", "failed".

use super::degree::{CERTAIN, implied, shaded};
use super::governed;
use super::local;
use super::words::{Signature, Words};
use crate::paragraph::Paragraph;
use crate::vocabulary::Vocabulary;
use saidby_core::Upos;
use std::ops::Range;

/// What a step of the way does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operator {
    /// "not", « sans », "nobody".
    Negation,
    /// "may", « devoir ».
    Modal,
    /// "probably", « peut-être ».
    Adverb,
    /// "possible", « présumé », beside a noun.
    Adjective,
    /// "reportedly", « aurait livré »: others say so.
    Hearsay,
    /// "will", « livrera ».
    Future,
    /// The clause stands under "if", « si ».
    Condition,
    /// Something else is its condition.
    Consequence,
    /// It is asked, directly or by "whether".
    Question,
    /// An order: « livrez ».
    Command,
    /// It is meant to come about: "in order to", « pour ».
    Purpose,
    /// A predicate of speech or thought governs it.
    Attitude,
    /// A predicate with a known signature governs it.
    Implication,
    /// A predicate without a known signature governs it.
    Complement,
    /// A noun whose existence is not presupposed.
    Existence,
}

/// One step of the way: its words and what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Words of the paragraph.
    pub words: Range<usize>,
    /// What they do.
    pub operator: Operator,
}

/// What the way to a predicate makes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Walk {
    /// How sure the innermost holder is, −3…+3.
    pub degree: f64,
    /// How sure before the predicate's own words.
    pub context: f64,
    /// What was met, from the outermost.
    pub steps: Vec<Step>,
}

/// What a walk looks at.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The paragraph.
    pub paragraph: &'a Paragraph<'a>,
    /// The language's cues.
    pub vocabulary: &'a Vocabulary,
    /// The language's words of certainty.
    pub words: &'a Words,
}

impl<'a> Scene<'a> {
    /// The dictionary forms that a word may have: the tree's, then those of listed verbs that have its form.
    pub fn lemmas(&self, at: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        let node = self.paragraph.tree.node(at);
        let listed = [&self.words.verbs, &self.vocabulary.verbs].map(|verbs| verbs.forms(self.paragraph.lower(at)));
        let is_verb = matches!(node.upos, Upos::Verb | Upos::Aux | Upos::Adj);
        let forms = listed.into_iter().flatten().filter(move |_| is_verb).map(|form| &*form.lemma);
        std::iter::once(node.lemma).chain(forms.filter(move |lemma| *lemma != node.lemma))
    }
}

/// The way to a predicate from the root of its sentence.
pub fn from_root(scene: &Scene, predicate: usize) -> Walk {
    let mut way: Vec<usize> = std::iter::once(predicate).chain(above(scene, predicate)).collect();
    way.reverse();
    along(scene, &way)
}

/// What governs a word, and what governs that, up to the root.
fn above<'a>(scene: &'a Scene, word: usize) -> impl Iterator<Item = usize> + 'a {
    let bound = scene.paragraph.words.len();
    std::iter::successors(governed::governor(scene, word), |&word| governed::governor(scene, word)).take(bound)
}

/// The way to a predicate inside the words that its innermost holder says; whether somebody's speech or thought governs it there that
/// no attribution tells of. The way begins below that governor.
pub fn within(scene: &Scene, predicate: usize, content: &Range<usize>) -> (Walk, bool) {
    let mut way = vec![predicate];
    let mut is_thought = false;
    for above in above(scene, predicate).take_while(|above| content.contains(above)) {
        is_thought = governed::thought(scene, above, way[way.len() - 1]);
        if is_thought {
            break;
        }
        way.push(above);
    }
    way.reverse();
    (along(scene, &way), is_thought)
}

/// Down a way, whose first word stands for itself.
fn along(scene: &Scene, way: &[usize]) -> Walk {
    let mut steps = Vec::new();
    let mut context = local::mood(scene, way[0], &mut steps);
    let mut degree = local::shade(scene, way[0], context, &mut steps);
    for pair in way.windows(2) {
        let inner = governed::context(scene, pair[0], pair[1], context, degree, &mut steps);
        context = inner;
        degree = local::shade(scene, pair[1], context, &mut steps);
    }
    Walk { degree, context, steps }
}

/// A step that leaves `shading` of what is certain.
pub fn shade_step(degree: f64, shading: f64, words: Range<usize>, operator: Operator, steps: &mut Vec<Step>) -> f64 {
    steps.push(Step { words, operator });
    shaded(degree, shading)
}

/// A step that implies so much where the governor is so, and where it is not.
pub fn implied_step(governor: f64, signature: Signature, word: usize, operator: Operator, steps: &mut Vec<Step>) -> f64 {
    steps.push(Step { words: word..word + 1, operator });
    implied(governor, signature.positive, signature.negative)
}

/// What is certain where nothing else is known.
pub const START: f64 = CERTAIN;
