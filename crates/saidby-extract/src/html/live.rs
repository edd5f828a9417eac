//! The entries of a live blog: a page that grows while something happens, and when each entry was published.
//!
//! In: a page, the roles of its passages, and what its structured data says of entries. Out: the entries in page order. A page that
//! says nothing of entries has them where a run of siblings, each with prose and a time of its own, holds most of the body:
//! `<li><time datetime=2023-05-02T14:05+01:00>14.05</time><p>The first boat has left.</p></li>`; else where headings or paragraphs begin
//! with times of one day: `9.05 – No deal yet`.

use super::json_ld::Update;
use super::layout::Layout;
use super::tree::{NodeId, Tree};
use crate::text::dates;
use crate::text::words::{hash, levelled, words};
use jiff::civil::Time;
use saidby_core::{Entry, Moment, Role, Span};
use std::collections::{BTreeMap, HashMap};

/// Siblings, at least, that are entries though the page does not say so.
const LEAST: usize = 3;
/// The first words of a passage by which it is known as the beginning of an entry's text.
const KNOWN: usize = 8;

/// A laid-out page whose roles are told.
pub struct Scene<'p> {
    /// The markup.
    pub tree: &'p Tree,
    /// Its text.
    pub layout: &'p Layout,
    /// The role of every passage.
    pub roles: &'p [Role],
    /// When the page came out, and when it was changed last.
    pub dates: [Option<Moment>; 2],
}

/// Nodes that an entry takes: half open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    start: NodeId,
    end: NodeId,
    published: Moment,
}

/// The page's entries: those that its microdata marks, that its JSON-LD lists, or that stand in a row with their times
/// in elements or in words.
pub fn entries(scene: &Scene, updates: &[Update]) -> Vec<Entry> {
    let ways: [&dyn Fn() -> Vec<Stretch>; 4] =
        [&|| scene.marked(), &|| scene.listed(updates), &|| scene.repeated(), &|| scene.told()];
    ways.iter().map(|way| scene.shown(way())).find(|entries| entries.len() >= 2).unwrap_or_default()
}

impl Scene<'_> {
    /// Elements that microdata calls entries.
    fn marked(&self) -> Vec<Stretch> {
        let named = |id: &NodeId| {
            let names = self.tree.attribute(*id, "itemprop");
            names.is_some_and(|names| names.split_whitespace().any(|name| name == "liveBlogUpdate"))
        };
        let entry = |id| Some(Stretch { start: id, end: self.tree.node(id).end, published: self.time_in(id)? });
        (0..self.tree.len()).filter(named).filter_map(entry).collect()
    }

    /// The entries of the page's JSON-LD: found by the id in their address, by their headline, or by the beginning of their text.
    fn listed(&self, updates: &[Update]) -> Vec<Stretch> {
        if updates.is_empty() {
            return Vec::new();
        }
        let (ids, places) = (self.ids(), self.places());
        let place = |words: Option<u64>| words.and_then(|words| places.get(&words)).copied();
        let start = |update: &Update| {
            let by_id = update.anchor.as_deref().and_then(|anchor| ids.get(anchor)).copied();
            let by_headline = || place(update.headline.as_deref().map(|headline| hash(&levelled(headline))));
            let by_text = || place(update.body.as_deref().and_then(beginning));
            let start = by_id.or_else(by_headline).or_else(by_text)?;
            Some((start, dates::moment(update.published.as_deref()?)?))
        };
        let mut starts: Vec<(NodeId, Moment)> = updates.iter().filter_map(start).collect();
        starts.sort_by_key(|&(start, _)| start);
        starts.dedup_by_key(|&mut (start, _)| start);
        self.stretches(&starts)
    }

    fn ids(&self) -> HashMap<&str, NodeId> {
        let named = |id: NodeId| Some((self.tree.attribute(id, "id")?, id));
        (0..self.tree.len()).rev().filter_map(named).collect()
    }

    /// Where each passage of the body stands: its first node, by its words and by its first ones.
    fn places(&self) -> HashMap<u64, NodeId> {
        let body = self.layout.passages.iter().zip(self.roles).rev().filter(|(_, role)| role.is_body());
        let keys = |words: &str| [Some(hash(&levelled(words))), beginning(words)].into_iter().flatten();
        body.flat_map(|(passage, _)| keys(passage.span.of(&self.layout.text)).map(|key| (key, passage.first))).collect()
    }

    /// From where each entry starts to where it ends: the largest element around its start that holds no other start, or where
    /// that element holds no prose (headings and paragraphs side by side), up to the next start beside it.
    fn stretches(&self, starts: &[(NodeId, Moment)]) -> Vec<Stretch> {
        let others = |at: usize, id: NodeId| {
            let end = self.tree.node(id).end;
            (at > 0 && starts[at - 1].0 >= id) || starts.get(at + 1).is_some_and(|&(next, _)| next < end)
        };
        let holder = |at: usize| self.tree.path(starts[at].0).take_while(|&id| !others(at, id)).last().unwrap_or(starts[at].0);
        let holders: Vec<NodeId> = (0..starts.len()).map(holder).collect();
        let stretch = |at: usize| {
            let (start, published) = (holders[at], starts[at].1);
            let own = self.tree.node(start).end;
            let beside = self.tree.node(self.tree.node(start).parent).end;
            let next = holders.get(at + 1).copied().unwrap_or(beside);
            Stretch { start, end: if self.holds_prose(start..own) { own } else { next.min(beside).max(own) }, published }
        };
        if starts.len() < 2 { Vec::new() } else { (0..starts.len()).map(stretch).collect() }
    }

    /// The longest run of siblings of one name that each hold prose and a time of day, in order, if most of the body stands in them, and
    /// not in one of them, as where an article stands beside others' teasers.
    fn repeated(&self) -> Vec<Stretch> {
        let timed = (0..self.tree.len()).filter(|&id| self.tree.name(id) == "time");
        let timed = timed.filter_map(|id| Some((id, self.time_of(id).filter(|moment| moment.time.is_some())?)));
        let mut rows: BTreeMap<(NodeId, &str), Vec<Stretch>> = BTreeMap::new();
        for (time, published) in timed {
            for id in self.tree.path(time).filter(|&id| matches!(self.tree.name(id), "article" | "section" | "li" | "div")) {
                let row = rows.entry((self.tree.node(id).parent, self.tree.name(id))).or_default();
                if row.last().is_none_or(|last| last.start != id) {
                    row.push(Stretch { start: id, end: self.tree.node(id).end, published });
                }
            }
        }
        for row in rows.values_mut() {
            row.retain(|entry| self.holds_prose(entry.start..entry.end));
        }
        let longest = rows.into_values().rev().max_by_key(Vec::len).unwrap_or_default();
        let times: Vec<Moment> = longest.iter().map(|entry| entry.published).collect();
        let is_run = times.len() >= LEAST && times.first() != times.last() && is_in_order(&times);
        if is_run && self.hold_most(&longest) && !longest.iter().any(|entry| self.hold_most(&[*entry])) {
            longest
        } else {
            Vec::new()
        }
    }

    /// What begins with times of day, in order, on a page that came out and was changed last on one day, none of them later than that.
    fn told(&self) -> Vec<Stretch> {
        let [Some(published), Some(modified)] = self.dates else { return Vec::new() };
        let (Some(last), true) = (modified.time, published.date == modified.date) else { return Vec::new() };
        let words = |at: usize| self.layout.passages[at].span.of(&self.layout.text);
        let may_begin = |at: &usize| matches!(self.roles[*at], Role::Heading | Role::Paragraph | Role::Other | Role::Date);
        let begins = |at: usize| Some((at, dates::clock(words(at))?.0));
        let starts: Vec<(usize, Time)> = (0..self.roles.len()).filter(may_begin).filter_map(begins).collect();
        let times: Vec<Moment> = starts.iter().map(|&(_, time)| Moment::at(published.date, time, None)).collect();
        let Some(end) = self.roles.iter().rposition(|role| role.is_body()).map(|at| at + 1) else { return Vec::new() };
        if starts.len() < LEAST || !is_in_order(&times) || starts.iter().any(|&(_, time)| time > last) {
            return Vec::new();
        }
        let node = |at: usize| self.layout.passages.get(at).map_or(self.tree.len(), |passage| passage.first);
        let next = |index: usize| starts.get(index + 1).map_or(end, |&(at, _)| at);
        let entry = |(index, &(at, time)): (usize, &(usize, Time))| Stretch {
            start: node(at),
            end: node(next(index)),
            published: Moment::at(published.date, time, published.offset),
        };
        let entries: Vec<Stretch> = starts.iter().enumerate().map(entry).collect();
        if self.hold_most(&entries) { entries } else { Vec::new() }
    }

    /// Whether most of the body stands in the entries.
    fn hold_most(&self, entries: &[Stretch]) -> bool {
        entries.first().is_some_and(|first| self.body_in(entries) * 2 > self.body_in(&[self.whole(first.published)]))
    }

    fn whole(&self, published: Moment) -> Stretch {
        Stretch { start: 0, end: self.tree.len(), published }
    }

    /// Bytes of paragraphs in stretches.
    fn body_in(&self, stretches: &[Stretch]) -> usize {
        let passages = |entry: &Stretch| self.passages(entry.start..entry.end);
        let length = |at: usize| if self.roles[at] == Role::Paragraph { self.layout.passages[at].span.len() } else { 0 };
        stretches.iter().flat_map(passages).map(length).sum()
    }

    fn holds_prose(&self, nodes: std::ops::Range<NodeId>) -> bool {
        self.passages(nodes).any(|at| self.roles[at] == Role::Paragraph)
    }

    /// The passages that start in a range of nodes.
    fn passages(&self, nodes: std::ops::Range<NodeId>) -> std::ops::Range<usize> {
        let at = |node: NodeId| self.layout.passages.partition_point(|passage| passage.first < node);
        at(nodes.start)..at(nodes.end)
    }

    /// The first time in an element that says when it was published.
    fn time_in(&self, id: NodeId) -> Option<Moment> {
        let is_time = |id: &NodeId| {
            self.tree.name(*id) == "time" || self.tree.attribute(*id, "itemprop").is_some_and(|name| name == "datePublished")
        };
        (id..self.tree.node(id).end).filter(is_time).find_map(|id| self.time_of(id))
    }

    fn time_of(&self, id: NodeId) -> Option<Moment> {
        ["datetime", "content"].iter().find_map(|name| dates::moment(self.tree.attribute(id, name)?))
    }

    /// The stretches that hold some of the body, as bytes of the page text.
    fn shown(&self, mut stretches: Vec<Stretch>) -> Vec<Entry> {
        stretches.sort_by_key(|entry| entry.start);
        let mut entries: Vec<Entry> = Vec::new();
        for entry in stretches.iter().filter(|entry| self.holds_prose(entry.start..entry.end)) {
            let spans = self.layout.passages[self.passages(entry.start..entry.end)].iter().map(|passage| passage.span);
            let Some(page) = spans.reduce(Span::cover) else { continue };
            if entries.last().is_none_or(|last| last.page.end() <= page.start()) {
                entries.push(Entry { published: entry.published, page });
            }
        }
        entries
    }
}

/// Whether moments only rise or only fall, as entries do; by the clock of their own places.
fn is_in_order(moments: &[Moment]) -> bool {
    let clock = |moment: &Moment| (moment.date, moment.time);
    moments.is_sorted_by_key(clock) || moments.is_sorted_by(|a, b| clock(a) >= clock(b))
}

/// The first words of a text; `None` where it has fewer.
fn beginning(text: &str) -> Option<u64> {
    let first: Vec<String> = words(text).take(KNOWN).collect();
    (first.len() == KNOWN).then(|| hash(&first.join(" ")))
}
