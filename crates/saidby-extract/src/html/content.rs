//! Which blocks are the article: the element that holds most of the prose, and a role for every block.
//!
//! In the spirit of readability (paragraphs give their weight to the elements around them, less with each step), justext
//! (length, link density) and trafilatura (names of body elements first).

use super::layout::{Layout, Passage};
use super::pictures::Pictures;
use super::tree::{NodeId, Tree};
use super::zones::{self, Signs};
use crate::text::words::{Shingles, count, ends_sentence, levelled, shingles};
use crate::text::{self, phrases};
use saidby_core::Role;

/// What a paragraph's weight shrinks by with each element around it.
const DECAY: f64 = 0.7;
/// How many elements around a paragraph get some of its weight.
const REACH: usize = 6;
/// Bytes of prose, at least, of what can be an article: an element that is named as its body, or what the words of class and
/// id leave of the page. Two sentences of twenty words, the shortest agency flash.
const LEAST_BODY: usize = 200;

/// Words, at most, of a `time` element: a tag that was left open holds more.
const TIME: usize = 8;

/// What the page says of its article, besides its text.
pub struct Said<'p> {
    /// The article's title.
    pub title: Option<&'p str>,
    /// The descriptions of it in `meta` elements and structured data, levelled.
    pub descriptions: Vec<String>,
    /// Its text in the page's JSON-LD.
    pub body: Option<&'p str>,
}

/// A laid-out page, with all that its roles are told from.
struct Scene<'p> {
    tree: &'p Tree,
    layout: &'p Layout,
    said: &'p Said<'p>,
    /// For every passage, the zone that holds all of it.
    zones: Vec<Option<Role>>,
    prose: Vec<bool>,
    /// For every node, the bytes of prose before it in document order.
    before: Vec<usize>,
    /// For every passage, whether the page's structured data gives it as article text.
    declared: Vec<bool>,
    pictures: Pictures<'p>,
    /// The elements that are named as an article's body.
    bodies: Vec<NodeId>,
    /// The heading whose words are the title's.
    titled: Option<usize>,
}

/// What stands beside and after a heading that counts readers' comments, « 27 commentaires », is comments, whatever its elements are
/// called. Above the article such a count is a link.
fn mark_comments(tree: &Tree, layout: &Layout, prose: &[bool], zones: &mut [Option<Role>]) {
    let mut told = 0;
    for (at, passage) in layout.passages.iter().enumerate() {
        if prose[at] && zones[at].is_none() {
            told += passage.span.len();
        }
        let heading = tree.path(passage.element).take(3).find(|&id| is_heading(tree.name(id)));
        let Some(heading) = heading.filter(|_| told >= LEAST_BODY && zones[at] != Some(Role::Comment)) else { continue };
        let words = passage.span.of(&layout.text);
        if words.contains(char::is_numeric) && text::role_of(words) == Some(Role::Comment) {
            let around = tree.node(heading).parent;
            let after = layout.passages.iter().enumerate().skip(at).take_while(|(_, later)| tree.is_within(later.first, around));
            after.for_each(|(later, _)| zones[later] = Some(Role::Comment));
        }
    }
}

/// The role of every passage.
pub fn roles(tree: &Tree, layout: &Layout, said: &Said) -> Vec<Role> {
    let scene = Scene::new(tree, layout, said);
    let containers = scene.containers();
    let headline = scene.headline();
    let mut roles: Vec<Role> = (0..layout.passages.len()).map(|at| scene.role(at, &containers, headline)).collect();
    scene.keep_lead(&containers, headline, &mut roles);
    scene.mark_copies(&mut roles);
    scene.trim(&containers, &mut roles);
    roles
}

impl<'p> Scene<'p> {
    fn new(tree: &'p Tree, layout: &'p Layout, said: &'p Said<'p>) -> Self {
        let text = layout.text.as_str();
        let prose: Vec<bool> = layout.passages.iter().map(|p| is_prose(p, text)).collect();
        let titled = said.title.and_then(|title| titled(tree, layout, title));
        let all = weights(tree, layout, |at| prose[at]);
        let total = all.last().copied().unwrap_or(0).max(1) as f64;
        let headline = titled.map(|at| layout.passages[at].first);
        let share = |id: NodeId| (all[tree.node(id).end] - all[id]) as f64 / total;
        let zones_by = |signs| {
            let zones = zones::zones(tree, signs, share, headline);
            let holder = |(at, p): (usize, &Passage)| if prose[at] { tree.around(p.first, p.last) } else { p.first };
            let mut zones: Vec<_> = layout.passages.iter().enumerate().map(|passage| zones[holder(passage)]).collect();
            mark_comments(tree, layout, &prose, &mut zones);
            zones
        };
        let weigh = |zones: &[Option<Role>]| weights(tree, layout, |at| prose[at] && zones[at].is_none());
        let mut zones = zones_by(Signs::All);
        let mut before = weigh(&zones);
        if before.last().copied().unwrap_or(0) < LEAST_BODY {
            zones = zones_by(Signs::Elements);
            before = weigh(&zones);
        }
        let known = said.body.map(|body| shingles(body).collect()).filter(|known: &Shingles| known.len() >= 30);
        let is_declared = |p: &Passage| known.as_ref().is_some_and(|known| is_among(p.span.of(text), known));
        let declared = layout.passages.iter().map(is_declared).collect();
        let pictures = Pictures::new(tree, layout);
        let bodies = zones::named_bodies(tree);
        Self { tree, layout, said, zones, prose, before, declared, pictures, bodies, titled }
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

    /// The elements that hold the article: the main one first, then those that go on with it.
    fn containers(&self) -> Vec<NodeId> {
        let main = self.container();
        let mut containers = vec![main];
        if self.bodies.contains(&main) {
            containers.extend(self.bodies.iter().filter(|&&id| self.goes_on(main, id)));
        }
        containers
    }

    /// Whether `id` is another part of the body that `main` is a part of: at the same depth and close.
    fn goes_on(&self, main: NodeId, id: NodeId) -> bool {
        let is_apart = !self.tree.is_within(id, main) && !self.tree.is_within(main, id);
        is_apart && self.weight(id) > 0 && {
            let pairs = self.tree.path(main).zip(self.tree.path(id)).skip(1).take(REACH);
            let is_crossing = |(a, b): &(NodeId, NodeId)| a != b && [a, b].iter().any(|&&id| self.tree.name(id) == "article");
            let mut between = pairs.take_while(|pair| !is_crossing(pair));
            between.any(|(a, b)| a == b)
        }
    }

    /// The element that holds the article: one that is named so, or the one that most paragraphs stand close to.
    fn container(&self) -> NodeId {
        let scored = self.scored_at_home();
        let least = LEAST_BODY.max(self.weight(scored) / 2);
        let named = self.bodies.iter().copied().filter(|&id| self.weight(id) >= least).max_by_key(|&id| (self.weight(id), id));
        match named {
            Some(named) if self.tree.is_within(scored, named) || self.tree.is_within(named, scored) => named,
            _ => self.climbed(scored),
        }
    }

    /// The best element; where it stands in another `article` element than the headline, the best of the headline's.
    fn scored_at_home(&self) -> NodeId {
        let best = self.scored(0);
        let article = |id: NodeId| self.tree.path(id).find(|&id| self.tree.name(id) == "article");
        let home =
            self.headline().and_then(|at| article(self.passage(at).element)).filter(|&home| self.weight(home) >= LEAST_BODY);
        match (home, article(best)) {
            (Some(home), Some(other)) if !self.tree.is_within(other, home) && !self.tree.is_within(home, other) => {
                self.scored(home)
            }
            _ => best,
        }
    }

    fn scored(&self, within: NodeId) -> NodeId {
        let mut scores = vec![0.0; self.tree.len()];
        for (at, passage) in self.layout.passages.iter().enumerate() {
            if self.prose[at] && self.zones[at].is_none() && self.tree.is_within(passage.element, within) {
                let mut weight = passage.span.len() as f64;
                for id in self.tree.path(passage.element).skip_while(|&id| self.tree.name(id) == "p").take(REACH) {
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
        let best = (within..self.tree.node(within).end)
            .max_by(|&a, &b| (scores[a] * bonus(a)).total_cmp(&(scores[b] * bonus(b))).then(b.cmp(&a)));
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
            if self.is_whole_article(outer) {
                break;
            }
        }
        top
    }

    /// Whether the element is an `article` with the headline in it: nothing outside belongs to the article.
    fn is_whole_article(&self, id: NodeId) -> bool {
        self.tree.name(id) == "article" && self.headline().is_some_and(|at| self.tree.is_within(self.passage(at).first, id))
    }

    /// The passage that is the article's headline: the heading that fits the title, or the first `h1` that there is.
    fn headline(&self) -> Option<usize> {
        let is_free = |at: &usize| self.zones[*at] != Some(Role::Related) && self.passage(*at).link_share() < 0.5;
        let first = || (0..self.layout.passages.len()).find(|at| self.is_heading(*at, "h1") && is_free(at));
        self.titled.or_else(first)
    }

    fn heading_level(&self, at: usize) -> Option<&'static str> {
        heading_level(self.tree, self.passage(at))
    }

    fn is_heading(&self, at: usize, level: &str) -> bool {
        self.heading_level(at) == Some(level)
    }

    fn is_inside(&self, at: usize, containers: &[NodeId]) -> bool {
        containers.iter().any(|&container| self.tree.is_within(self.passage(at).first, container))
    }

    fn role(&self, at: usize, containers: &[NodeId], headline: Option<usize>) -> Role {
        let words = self.words(at);
        if headline == Some(at) {
            return Role::Headline;
        }
        let inside = self.is_inside(at, containers);
        match self.zones[at] {
            Some(Role::Standfirst) if inside => self.inner(at, containers, words),
            Some(zone) if inside && self.declared[at] && self.prose[at] && zone != Role::Comment => {
                self.inner(at, containers, words)
            }
            Some(Role::Navigation) => phrases::role_of(words).unwrap_or(Role::Navigation),
            Some(zone) => zone,
            None if inside => self.inner(at, containers, words),
            None => self.outer(at, containers, words),
        }
    }

    /// The role of a passage in the article's element, outside every zone.
    fn inner(&self, at: usize, containers: &[NodeId], words: &str) -> Role {
        let passage = self.passage(at);
        let told = text::role_of(words);
        if let Some(role) = told {
            return role;
        }
        if !words.chars().any(char::is_alphanumeric) {
            return Role::Other;
        }
        if self.is_time(passage) && count(words) <= TIME {
            return Role::Date;
        }
        if let Some(role) = self.beside_picture(at, containers) {
            return role;
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

    /// Whether the passage is one `time` element.
    fn is_time(&self, passage: &Passage) -> bool {
        self.tree.path(self.tree.around(passage.first, passage.last)).take(REACH).any(|id| self.tree.name(id) == "time")
    }

    fn beside_picture(&self, at: usize, containers: &[NodeId]) -> Option<Role> {
        let may_be = !self.declared[at] && self.heading_level(at).is_none();
        may_be.then(|| self.pictures.role_beside(self.layout, at, containers)).flatten()
    }

    /// The role of a passage outside the article's element.
    fn outer(&self, at: usize, containers: &[NodeId], words: &str) -> Role {
        let told = text::role_of(words).or_else(|| self.beside_picture(at, containers));
        let by_links = || if self.passage(at).link_share() > 0.5 { Role::Navigation } else { Role::Other };
        told.unwrap_or_else(by_links)
    }

    /// Between the headline and the article's element, prose is its standfirst, and so is what repeats the page's description.
    fn keep_lead(&self, containers: &[NodeId], headline: Option<usize>, roles: &mut [Role]) {
        let first = (0..roles.len()).find(|&at| self.is_inside(at, &containers[..1])).unwrap_or(0);
        let Some(headline) = headline else { return };
        for at in headline + 1..first.max(headline + 1).min(roles.len()) {
            let named = self.zones[at] == Some(Role::Standfirst);
            let length = count(self.words(at));
            let is_subtitle = self.heading_level(at).is_some() && at <= headline + 3 && self.passage(at).link_share() < 0.5;
            let fits = self.prose[at]
                || (named && length >= 5)
                || (is_subtitle && length >= 8 && !self.says_title(at))
                || self.is_description(at);
            let short = (first - headline) <= 30;
            if fits && short && matches!(roles[at], Role::Other | Role::Standfirst) {
                roles[at] = Role::Standfirst;
            } else if roles[at] == Role::Standfirst {
                roles[at] = Role::Other;
            }
        }
    }

    /// Whether the passage repeats the title, alone or after a topic.
    fn says_title(&self, at: usize) -> bool {
        self.said.title.is_some_and(|title| levelled(self.words(at)).ends_with(&levelled(title)))
    }

    fn is_description(&self, at: usize) -> bool {
        count(self.words(at)) >= 5 && self.said.descriptions.contains(&levelled(self.words(at)))
    }

    /// What says again what a caption says is a caption.
    fn mark_copies(&self, roles: &mut [Role]) {
        let captions: Vec<String> = (0..roles.len())
            .filter(|&at| roles[at] == Role::Caption && count(self.words(at)) >= 5)
            .map(|at| levelled(self.words(at)))
            .collect();
        if captions.is_empty() {
            return;
        }
        for at in (0..roles.len()).filter(|&at| self.passage(at).span.len() <= 600) {
            if matches!(roles[at], Role::Paragraph | Role::Other) && !self.declared[at] {
                let words = levelled(self.words(at));
                let says = |caption: &String| caption.starts_with(words.as_str()) || words.starts_with(caption.as_str());
                if count(&words) >= 5 && captions.iter().any(says) {
                    roles[at] = Role::Caption;
                }
            }
        }
    }

    /// Whether a picture stands between a heading and the next block of the body, as in an article that is a list of pictures.
    fn heads_picture(&self, at: usize, roles: &[Role]) -> bool {
        let goes_on = |next: &usize| matches!(roles[*next], Role::Heading | Role::Paragraph);
        Some(at + 1)
            .filter(|next| *next < roles.len())
            .filter(goes_on)
            .is_some_and(|next| self.pictures.stand_between(self.passage(at), self.passage(next)))
    }

    /// Headings that no text follows, standfirsts behind the article, which are other articles', and leftovers after the declared text.
    fn trim(&self, containers: &[NodeId], roles: &mut [Role]) {
        let mut text_follows = false;
        for at in (0..roles.len()).rev() {
            match roles[at] {
                Role::Paragraph => text_follows = true,
                Role::Caption if self.passage(at).linked == 0 && self.is_inside(at, containers) => text_follows = true,
                Role::Heading if !text_follows && !self.heads_picture(at, roles) => roles[at] = Role::Related,
                Role::Heading => text_follows = self.is_heading(at, "h2"),
                Role::Headline => text_follows = false,
                _ => {}
            }
        }
        let end = (0..roles.len()).rfind(|&at| self.is_inside(at, containers)).map_or(0, |at| at + 1);
        roles[end..].iter_mut().filter(|role| **role == Role::Standfirst).for_each(|role| *role = Role::Related);
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
pub fn weights(tree: &Tree, layout: &Layout, counts: impl Fn(usize) -> bool) -> Vec<usize> {
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
pub fn is_prose(passage: &Passage, text: &str) -> bool {
    let words = passage.span.of(text);
    let length = count(words);
    passage.link_share() < 0.5 && ((length >= 10 && ends_sentence(words)) || length >= 25)
}

fn is_among(text: &str, known: &Shingles) -> bool {
    let (mut own, mut found) = (0, 0);
    for shingle in shingles(text) {
        own += 1;
        found += usize::from(known.contains(&shingle));
    }
    own >= 2 && found * 5 >= own * 4
}

/// The first `h1` whose words are the title's, or the first heading.
fn titled(tree: &Tree, layout: &Layout, title: &str) -> Option<usize> {
    let title = levelled(title);
    let level = |at: &usize| heading_level(tree, &layout.passages[*at]);
    let fits = |at: &usize| levelled(layout.passages[*at].span.of(&layout.text)) == title;
    let fitting: Vec<usize> = (0..layout.passages.len()).filter(|at| level(at).is_some() && fits(at)).collect();
    fitting.iter().find(|at| level(at) == Some("h1")).or(fitting.first()).copied()
}

fn heading_level(tree: &Tree, passage: &Passage) -> Option<&'static str> {
    tree.path(passage.element).take(3).map(|id| tree.name(id)).find(|name| is_heading(name))
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}
