//! Which blocks are the article: the element that holds most of the prose, and a role for every block.
//!
//! In the spirit of readability (paragraphs give their weight to the elements around them, less with each step), justext
//! (length, link density) and trafilatura (names of body elements first).

use super::layout::{Layout, Passage};
use super::tree::{NodeId, Tree};
use super::zones::{self, Signs, is_named_body};
use crate::text::words::{count, ends_sentence, levelled};
use crate::text::{caption, dates, names, phrases};
use saidby_core::Role;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What a paragraph's weight shrinks by with each element around it.
const DECAY: f64 = 0.7;
/// How many elements around a paragraph get some of its weight.
const REACH: usize = 6;
/// The share of a page's prose outside every zone below which class and id are not believed: they name the article.
const LEAST_FREE: f64 = 0.2;
/// Bytes of prose that a named body element must hold to be believed.
const NAMED_BODY: usize = 200;

/// A laid-out page, with all that its roles are told from.
struct Scene<'p> {
    tree: &'p Tree,
    layout: &'p Layout,
    zones: Vec<Option<Role>>,
    prose: Vec<bool>,
    /// For every node, the bytes of prose before it in document order.
    before: Vec<usize>,
    /// For every passage, whether the page's structured data gives it as article text.
    declared: Vec<bool>,
}

/// The role of every passage. `title` is the article's title, `declared` the article text that the page's JSON-LD gives.
pub fn roles(tree: &Tree, layout: &Layout, title: Option<&str>, declared: Option<&str>) -> Vec<Role> {
    let scene = Scene::new(tree, layout, declared);
    let container = scene.container();
    let headline = scene.headline(title);
    let mut roles: Vec<Role> = (0..layout.passages.len()).map(|at| scene.role(at, container, headline)).collect();
    scene.keep_lead(container, headline, &mut roles);
    scene.trim(&mut roles);
    roles
}

impl<'p> Scene<'p> {
    fn new(tree: &'p Tree, layout: &'p Layout, declared: Option<&str>) -> Self {
        let text = layout.text.as_str();
        let prose: Vec<bool> = layout.passages.iter().map(|p| is_prose(p, text)).collect();
        let all = weights(tree, layout, |at| prose[at]);
        let total = all.last().copied().unwrap_or(0).max(1) as f64;
        let share = |id: NodeId| (all[tree.node(id).end] - all[id]) as f64 / total;
        let weigh = |zones: &[Option<Role>]| weights(tree, layout, |at| prose[at] && zones[layout.passages[at].first].is_none());
        let mut zones = zones::zones(tree, Signs::All, share);
        let mut before = weigh(&zones);
        if (before.last().copied().unwrap_or(0) as f64) < LEAST_FREE * total {
            zones = zones::zones(tree, Signs::Elements, share);
            before = weigh(&zones);
        }
        let known = declared.map(shingles).filter(|known| known.len() >= 30);
        let is_declared = |p: &Passage| known.as_ref().is_some_and(|known| is_among(p.span.of(text), known));
        let declared = layout.passages.iter().map(is_declared).collect();
        Self { tree, layout, zones, prose, before, declared }
    }

    fn passage(&self, at: usize) -> &Passage {
        &self.layout.passages[at]
    }

    fn words(&self, at: usize) -> &str {
        self.passage(at).span.of(&self.layout.text)
    }

    /// Bytes of prose in an element, zones left out.
    fn weight(&self, id: NodeId) -> usize {
        self.before[self.tree.node(id).end] - self.before[id]
    }

    /// The element that holds the article: one that is named so, or the one that most paragraphs stand close to.
    fn container(&self) -> NodeId {
        let scored = self.scored();
        let least = NAMED_BODY.max(self.weight(scored) / 2);
        let named = |&id: &NodeId| self.weight(id) >= least && self.zones[id].is_none() && is_named_body(self.tree, id);
        let named = (1..self.tree.len()).filter(named).max_by_key(|&id| (self.weight(id), id));
        match named {
            Some(named) if self.tree.is_within(scored, named) || self.tree.is_within(named, scored) => named,
            _ => self.climbed(scored),
        }
    }

    fn scored(&self) -> NodeId {
        let mut scores = vec![0.0; self.tree.len()];
        for (at, passage) in self.layout.passages.iter().enumerate() {
            if self.prose[at] && self.zones[passage.first].is_none() {
                let mut weight = passage.span.len() as f64;
                for id in self.tree.path(passage.element).take(REACH) {
                    scores[id] += weight;
                    weight *= DECAY;
                }
            }
        }
        let bonus = |id: NodeId| match self.tree.name(id) {
            "article" | "main" => 1.2,
            "body" | "html" | "" => 0.8,
            _ => 1.0,
        };
        let best = (0..scores.len()).max_by(|&a, &b| (scores[a] * bonus(a)).total_cmp(&(scores[b] * bonus(b))).then(b.cmp(&a)));
        best.unwrap_or(0)
    }

    /// The outermost element around `id` up to which each step adds much prose, or which is the one article of the page.
    fn climbed(&self, id: NodeId) -> NodeId {
        let mut top = id;
        for outer in self.tree.path(id).skip(1) {
            if matches!(self.tree.name(outer), "body" | "html" | "") {
                break;
            }
            let gained = self.weight(outer) - self.weight(top);
            if gained * 5 >= self.weight(top) || (self.tree.name(outer) == "article" && gained * 20 >= self.weight(top)) {
                top = outer;
            }
        }
        top
    }

    /// The passage that is the article's headline: the first `h1` that fits the title, or the first that there is.
    fn headline(&self, title: Option<&str>) -> Option<usize> {
        let all = || {
            (0..self.layout.passages.len())
                .filter(|&at| self.is_heading(at, "h1") && self.zones[self.passage(at).first] != Some(Role::Related))
        };
        let title = title.map(levelled);
        let fits = |at: &usize| title.as_ref().is_some_and(|title| *title == levelled(self.words(*at)));
        let anywhere = (0..self.layout.passages.len()).filter(|&at| self.heading_level(at).is_some());
        all().find(fits).or_else(|| anywhere.clone().find(fits)).or_else(|| all().find(|&at| self.passage(at).link_share() < 0.5))
    }

    fn heading_level(&self, at: usize) -> Option<&'static str> {
        let is_heading = |name: &&str| matches!(*name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        self.tree.path(self.passage(at).element).take(3).map(|id| self.tree.name(id)).find(is_heading)
    }

    fn is_heading(&self, at: usize, level: &str) -> bool {
        self.heading_level(at) == Some(level)
    }

    fn role(&self, at: usize, container: NodeId, headline: Option<usize>) -> Role {
        let passage = self.passage(at);
        let words = self.words(at);
        if headline == Some(at) {
            return Role::Headline;
        }
        let inside = self.tree.is_within(passage.first, container);
        match self.zones[passage.first] {
            Some(Role::Standfirst) if inside => self.inner(at, words),
            Some(zone) if inside && self.declared[at] && self.prose[at] && zone != Role::Comment => self.inner(at, words),
            Some(zone) => phrases::role_of(words).filter(|_| zone == Role::Navigation).unwrap_or(zone),
            None if inside => self.inner(at, words),
            None => self.outer(at, words),
        }
    }

    /// The role of a passage in the article's element, outside every zone.
    fn inner(&self, at: usize, words: &str) -> Role {
        let passage = self.passage(at);
        let told = phrases::role_of(words).or_else(|| caption::role_of(words)).or_else(|| line_role(words));
        if let Some(role) = told {
            return role;
        }
        if !words.chars().any(char::is_alphanumeric) {
            return Role::Other;
        }
        if self.heading_level(at).is_some() {
            return if passage.link_share() > 0.5 { Role::Related } else { Role::Heading };
        }
        if passage.link_share() > 0.7 && !self.declared[at] && !ends_sentence(words) {
            return Role::Related;
        }
        let holder = self.tree.name(passage.element);
        let in_text = matches!(holder, "p" | "blockquote" | "li" | "pre" | "dd" | "dt" | "td" | "th");
        if self.prose[at] || self.declared[at] || in_text || ends_sentence(words) || count(words) >= 8 {
            Role::Paragraph
        } else {
            Role::Other
        }
    }

    /// The role of a passage outside the article's element.
    fn outer(&self, at: usize, words: &str) -> Role {
        let told = phrases::role_of(words).or_else(|| caption::role_of(words)).or_else(|| line_role(words));
        let by_links = || if self.passage(at).link_share() > 0.5 { Role::Navigation } else { Role::Other };
        told.unwrap_or_else(by_links)
    }

    /// Prose between the headline and the article's element is its standfirst.
    fn keep_lead(&self, container: NodeId, headline: Option<usize>, roles: &mut [Role]) {
        let first = (0..roles.len()).find(|&at| self.tree.is_within(self.passage(at).first, container)).unwrap_or(0);
        let Some(headline) = headline else { return };
        for at in headline + 1..first.max(headline + 1).min(roles.len()) {
            let named = self.zones[self.passage(at).first] == Some(Role::Standfirst);
            let fits = self.prose[at] || (named && count(self.words(at)) >= 5);
            let short = (first - headline) <= 30;
            if fits && short && matches!(roles[at], Role::Other | Role::Standfirst) {
                roles[at] = Role::Standfirst;
            } else if roles[at] == Role::Standfirst {
                roles[at] = Role::Other;
            }
        }
    }

    /// Headings that no text follows, standfirsts outside their place, and leftovers after the declared text.
    fn trim(&self, roles: &mut [Role]) {
        let mut text_follows = false;
        for at in (0..roles.len()).rev() {
            match roles[at] {
                Role::Paragraph => text_follows = true,
                Role::Heading if !text_follows => roles[at] = Role::Related,
                Role::Heading => text_follows = self.is_heading(at, "h2"),
                Role::Headline => text_follows = false,
                _ => {}
            }
        }
        let text = roles.iter().filter(|role| **role == Role::Paragraph).count();
        let declared = (0..roles.len()).filter(|&at| self.declared[at] && roles[at] == Role::Paragraph);
        if let Some(last) = declared.clone().next_back().filter(|_| declared.count() * 2 > text) {
            for role in roles[last + 1..].iter_mut().filter(|role| role.is_body()) {
                *role = Role::Other;
            }
        }
    }
}

/// Bytes of prose before every node, and after the last.
fn weights(tree: &Tree, layout: &Layout, counts: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut sums = vec![0; tree.len() + 1];
    for (_, passage) in layout.passages.iter().enumerate().filter(|&(at, _)| counts(at)) {
        sums[passage.first + 1] += passage.span.len();
    }
    for id in 1..sums.len() {
        sums[id] += sums[id - 1];
    }
    sums
}

/// A passage that reads as a paragraph: few links, and long or ended as a sentence.
fn is_prose(passage: &Passage, text: &str) -> bool {
    let words = passage.span.of(text);
    let length = count(words);
    passage.link_share() < 0.5 && ((length >= 10 && ends_sentence(words)) || length >= 25)
}

fn line_role(words: &str) -> Option<Role> {
    if !names::byline(words).is_empty() {
        return Some(Role::Byline);
    }
    dates::date_line(words).map(|_| Role::Date)
}

/// Hashes of every four words that follow one another.
fn shingles(text: &str) -> HashSet<u64> {
    let words: Vec<String> = crate::text::words::words(text).collect();
    words.windows(4).map(hash).collect()
}

fn is_among(text: &str, known: &HashSet<u64>) -> bool {
    let own = shingles(text);
    own.len() >= 2 && own.iter().filter(|shingle| known.contains(shingle)).count() * 5 >= own.len() * 4
}

fn hash(words: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}
