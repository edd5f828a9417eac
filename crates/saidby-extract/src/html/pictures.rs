//! Captions told by the pictures beside them: the words that share an element with a picture and with no other text, and
//! the words that a picture's own `alt` gives.
//!
//! `<div><img><div>Dockers at the gate</div></div>` describes the picture, whatever its classes are called.

use super::layout::{Layout, Passage};
use super::tree::{NodeId, Tree};
use crate::text::caption;
use crate::text::words::{count, ends_sentence, levelled};
use saidby_core::Role;
use std::collections::HashSet;

/// Words, at most, of a caption that only its place tells: fewer than what reads as a paragraph anywhere.
const LONGEST: usize = 24;
/// Words, at least, of an `alt` that can be told from a name or a button.
const LEAST_ALT: usize = 4;
/// Words, at most, that a caption adds to the picture's `alt`: its credit.
const CREDIT: usize = 8;

/// A page's pictures.
pub struct Pictures<'p> {
    tree: &'p Tree,
    /// For every node, how many pictures stand before it, and after the last.
    images: Vec<usize>,
    /// For every node, how many passages start before it, and after the last.
    passages: Vec<usize>,
    /// What the pictures' `alt` attributes say, levelled.
    alts: HashSet<String>,
}

impl<'p> Pictures<'p> {
    /// The pictures of a laid-out page.
    pub fn new(tree: &'p Tree, layout: &Layout) -> Self {
        let is_picture = |id| matches!(tree.name(id), "img" | "picture" | "video");
        let alts = (0..tree.len()).filter(|&id| tree.name(id) == "img").filter_map(|id| tree.attribute(id, "alt"));
        let mut images = vec![0; tree.len() + 1];
        (0..tree.len()).filter(|&id| is_picture(id)).for_each(|id| images[id + 1] = 1);
        let mut passages = vec![0; tree.len() + 1];
        layout.passages.iter().for_each(|passage| passages[passage.first + 1] += 1);
        sum(&mut images);
        sum(&mut passages);
        let alts = alts.filter(|alt| count(alt) >= LEAST_ALT).map(levelled).collect();
        Self { tree, images, passages, alts }
    }

    /// Whether a picture stands after one passage and before the next.
    pub fn stand_between(&self, passage: &Passage, next: &Passage) -> bool {
        self.images[next.first] > self.images[passage.last]
    }

    /// [`Role::Caption`] where passage `at` describes a picture, [`Role::Credit`] where it follows what does.
    pub fn role_beside(&self, layout: &Layout, at: usize, containers: &[NodeId]) -> Option<Role> {
        let passage = &layout.passages[at];
        let words = passage.span.of(&layout.text);
        let length = count(words);
        if length > LONGEST {
            return self.is_credited(layout, at, containers).then_some(Role::Caption);
        }
        if self.is_alt(words, length) {
            return Some(Role::Caption);
        }
        (passage.link_share() < 0.5).then(|| self.role_in_box(layout, at, containers)).flatten()
    }

    fn is_alt(&self, words: &str, length: usize) -> bool {
        if self.alts.is_empty() || length < LEAST_ALT {
            return false;
        }
        let words = levelled(words);
        self.alts.contains(&words) || self.alts.iter().any(|alt| words.strip_prefix(alt.as_str()).is_some_and(is_credit))
    }

    /// The role in an element that holds a picture and no more than a description and a credit.
    fn role_in_box(&self, layout: &Layout, at: usize, containers: &[NodeId]) -> Option<Role> {
        let element = self.holder(layout, at);
        if self.count(&self.images, element) > 0 {
            return None;
        }
        let is_outside = |id: &NodeId| !containers.iter().any(|&container| self.tree.is_within(container, *id));
        let around = || self.tree.path(element).take_while(is_outside);
        let is_box = |id: NodeId| self.count(&self.images, id) > 0;
        let alone = around().take_while(|&id| self.count(&self.passages, id) == 1).any(is_box);
        let paired = |id: NodeId| self.count(&self.passages, id) == 2 && is_box(id);
        let pair = || around().take_while(|&id| self.count(&self.passages, id) <= 2).find(|&id| paired(id));
        if alone {
            return Some(Role::Caption);
        }
        let pair = pair()?;
        let stands_in_pair = |other: usize| layout.passages.get(other).is_some_and(|p| self.tree.is_within(p.first, pair));
        match (stands_in_pair(at + 1), is_short(layout, at)) {
            (true, _) => is_short(layout, at + 1).then_some(Role::Caption),
            (false, short) => short.then_some(Role::Credit),
        }
    }

    /// Whether the next passage is a credit, by its words, of a picture that stands with both in one element.
    fn is_credited(&self, layout: &Layout, at: usize, containers: &[NodeId]) -> bool {
        let Some(next) = layout.passages.get(at + 1).filter(|next| caption::is_credit(next.span.of(&layout.text))) else {
            return false;
        };
        let both = self.tree.around(layout.passages[at].first, next.first);
        let is_outside = !containers.iter().any(|&container| self.tree.is_within(container, both));
        is_outside && self.count(&self.passages, both) == 2 && self.count(&self.images, both) > 0
    }

    /// The element whose words the passage is: its block, or the small print or emphasis that all of it stands in.
    fn holder(&self, layout: &Layout, at: usize) -> NodeId {
        let passage = &layout.passages[at];
        let inline = self.tree.path(self.tree.around(passage.first, passage.last)).take_while(|&id| id != passage.element);
        let is_set_apart = |&id: &NodeId| matches!(self.tree.name(id), "small" | "em" | "i" | "cite");
        inline.filter(is_set_apart).last().unwrap_or(passage.element)
    }

    fn count(&self, sums: &[usize], id: NodeId) -> usize {
        sums[self.tree.node(id).end] - sums[id]
    }
}

fn is_short(layout: &Layout, at: usize) -> bool {
    let words = layout.passages[at].span.of(&layout.text);
    count(words) <= CREDIT && !ends_sentence(words)
}

fn is_credit(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric) && count(rest) <= CREDIT
}

fn sum(counts: &mut [usize]) {
    for at in 1..counts.len() {
        counts[at] += counts[at - 1];
    }
}
