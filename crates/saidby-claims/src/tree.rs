//! The dependency trees of a paragraph's sentences, over its words (Universal Dependencies, version 2).

use saidby_core::{Sentence, Upos};
use std::ops::Range;

/// What the language stage says of one word, its head counted in words of the paragraph.
#[derive(Clone, Copy, Debug)]
pub struct Node<'t> {
    /// Part of speech.
    pub upos: Upos,
    /// Dictionary form; empty where no model told it.
    pub lemma: &'t str,
    /// Features as in CoNLL-U.
    pub features: &'t str,
    /// The governing word; `None` for a root.
    pub head: Option<usize>,
    /// The relation to it, with its subtype: `nsubj:pass`.
    pub relation: &'t str,
    /// The relation without its subtype: `nsubj`.
    pub universal: &'t str,
}

impl<'t> Node<'t> {
    const PLAIN: Node<'static> = Node { upos: Upos::X, lemma: "", features: "_", head: None, relation: "_", universal: "_" };

    /// The value of a feature: `Cnd` of `Mood`.
    pub fn feature(&self, name: &str) -> Option<&'t str> {
        let mut rest = self.features;
        while !rest.is_empty() {
            let (pair, after) = cut(rest, b'|');
            if let Some(value) = pair.strip_prefix(name).and_then(|value| value.strip_prefix('=')) {
                return Some(value);
            }
            rest = after;
        }
        None
    }
}

/// The trees of a paragraph, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Tree<'t> {
    nodes: Vec<Node<'t>>,
    /// The dependents of all words, those of a word together and in text order.
    dependents: Vec<usize>,
    /// Where the dependents of each word begin in `dependents`; one more entry for the end.
    starts: Vec<usize>,
    /// From the first to behind the last word of each word's subtree.
    extents: Vec<Range<usize>>,
}

impl<'t> Tree<'t> {
    /// The trees of sentences whose words stand one after the other.
    pub fn of(sentences: &'t [Sentence]) -> Self {
        let mut nodes: Vec<Node> = Vec::new();
        for sentence in sentences {
            let (start, count) = (nodes.len(), sentence.tokens.len());
            nodes.extend(sentence.tokens.iter().map(|token| {
                token.analysis.as_ref().map_or(Node::PLAIN, |analysis| Node {
                    upos: analysis.upos,
                    lemma: &analysis.lemma,
                    features: &analysis.features,
                    head: analysis.head.map(|head| head as usize).filter(|head| *head < count).map(|head| start + head),
                    relation: &analysis.relation,
                    universal: cut(&analysis.relation, b':').0,
                })
            }));
        }
        let (starts, dependents) = dependents(&nodes);
        let extents = extents(&nodes);
        Self { nodes, dependents, starts, extents }
    }

    /// What is known of a word; a plain node beyond the paragraph.
    pub fn node(&self, at: usize) -> &Node<'t> {
        self.nodes.get(at).unwrap_or(&Node::PLAIN)
    }

    /// The words that a word governs, in text order.
    pub fn dependents(&self, at: usize) -> &[usize] {
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&start), Some(&end)) => &self.dependents[start..end],
            _ => &[],
        }
    }

    /// The dependents of a word whose relation, without subtype, is one of these.
    pub fn related<'a>(&'a self, at: usize, relations: &'a [&str]) -> impl DoubleEndedIterator<Item = usize> + 'a {
        self.dependents(at).iter().copied().filter(move |&word| relations.contains(&self.nodes[word].universal))
    }

    /// From the first to behind the last word of a word's subtree.
    pub fn extent(&self, at: usize) -> Range<usize> {
        self.extents.get(at).cloned().unwrap_or(at..at)
    }

    /// The words of a phrase that hang on none of the others.
    pub fn tops(&self, phrase: Range<usize>) -> impl Iterator<Item = usize> {
        phrase.clone().filter(move |&at| self.node(at).head.is_none_or(|head| !phrase.contains(&head)))
    }

    /// The words above a word, from its head to the root.
    pub fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.node(at).head, |&word| self.node(word).head).take(self.nodes.len())
    }

    /// Whether a word is in the subtree of another, itself included.
    pub fn governs(&self, above: usize, below: usize) -> bool {
        above == below || self.ancestors(below).any(|word| word == above)
    }
}

/// What stands before and after the first such mark; faster than `split` on texts this short.
fn cut(text: &str, mark: u8) -> (&str, &str) {
    let at = text.bytes().position(|byte| byte == mark).unwrap_or(text.len());
    (&text[..at], text.get(at + 1..).unwrap_or_default())
}

/// The dependents of all words, and where those of each begin.
fn dependents(nodes: &[Node]) -> (Vec<usize>, Vec<usize>) {
    let mut starts = vec![0; nodes.len() + 1];
    for head in nodes.iter().filter_map(|node| node.head) {
        starts[head + 1] += 1;
    }
    for at in 0..nodes.len() {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut dependents = vec![0; starts.last().copied().unwrap_or(0)];
    for (word, node) in nodes.iter().enumerate() {
        if let Some(head) = node.head {
            dependents[next[head]] = word;
            next[head] += 1;
        }
    }
    (starts, dependents)
}

/// The extents of all words: each word widens those of the words above it, up to the first that holds it already on its side.
fn extents(nodes: &[Node]) -> Vec<Range<usize>> {
    let mut extents: Vec<Range<usize>> = (0..nodes.len()).map(|at| at..at + 1).collect();
    for word in 0..nodes.len() {
        let mut above = nodes[word].head;
        while let Some(head) = above.filter(|&head| !extents[head].contains(&word)) {
            let extent = &mut extents[head];
            *extent = extent.start.min(word)..extent.end.max(word + 1);
            above = nodes[head].head;
        }
    }
    extents
}

#[cfg(test)]
mod tests {
    use super::*;
    use saidby_core::{Analysis, Span, Token};

    fn sentence(heads: &[Option<u32>]) -> Sentence {
        let token = |(at, head): (usize, &Option<u32>)| {
            let analysis = Analysis {
                upos: Upos::Noun,
                lemma: "x".into(),
                features: "Mood=Cnd|Tense=Pres".into(),
                head: *head,
                relation: "nsubj:pass".into(),
            };
            Token { analysis: Some(analysis), ..Token::plain(Span::new(2 * at, 2 * at + 1)) }
        };
        Sentence { span: Span::new(0, 2 * heads.len()), tokens: heads.iter().enumerate().map(token).collect() }
    }

    #[test]
    fn a_tree_that_crosses_has_the_extent_of_all_its_words() {
        let sentences = [sentence(&[Some(1), None, Some(4), Some(1), Some(0)]), sentence(&[None, Some(0)])];
        let tree = Tree::of(&sentences);
        assert_eq!(tree.extent(0), 0..5);
        assert_eq!(tree.extent(1), 0..5);
        assert_eq!(tree.extent(4), 2..5);
        assert_eq!(tree.dependents(1), [0, 3]);
        assert_eq!(tree.dependents(5), [6]);
        assert_eq!(tree.ancestors(2).collect::<Vec<_>>(), [4, 0, 1]);
        assert!(tree.governs(0, 2) && !tree.governs(3, 2));
        assert_eq!(tree.related(1, &["nsubj"]).collect::<Vec<_>>(), [0, 3]);
        assert_eq!(tree.node(2).feature("Mood"), Some("Cnd"));
        assert_eq!(tree.extent(9), 9..9);
    }
}
