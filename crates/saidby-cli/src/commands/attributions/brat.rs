//! Standoff files of the annotation tool brat (Stenetorp et al. 2012; <https://brat.nlplab.org/standoff.html>): sources, cues and
//! contents are text-bound annotations, what joins them are relations, act and form are attributes.

use crate::commands::offsets::{Offsets, Range};
use anyhow::{Context, Result};
use saidby::core::{Act, ActorRef, Attribution, Form, Ledger, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder that brat opens as a collection.
pub struct Folder {
    path: PathBuf,
    documents: usize,
}

impl Folder {
    /// Makes the folder where there is none, and writes which annotations its files may have.
    pub fn new(path: &Path) -> Result<Self> {
        fs::create_dir_all(path).with_context(|| format!("cannot make the folder `{}`", path.display()))?;
        let folder = Self { path: path.to_owned(), documents: 0 };
        folder.write("annotation.conf", &configuration())?;
        Ok(folder)
    }

    /// Writes a document's text and annotations, as `0001-name.txt` and `0001-name.ann`.
    pub fn add(&mut self, ledger: &Ledger) -> Result<()> {
        self.documents += 1;
        let stem = format!("{:04}-{}", self.documents, file_name(&ledger.page.id));
        let offsets = Offsets::of(&ledger.article, ledger.page.format);
        self.write(&format!("{stem}.txt"), offsets.counted())?;
        self.write(&format!("{stem}.ann"), &annotations(ledger, &offsets))
    }

    fn write(&self, name: &str, text: &str) -> Result<()> {
        let path = self.path.join(name);
        fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))
    }
}

/// The last part of a document's id, of letters, digits, dots and hyphens, at most 60.
fn file_name(id: &str) -> String {
    let last = id.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or("document");
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' };
    last.chars().take(60).map(safe).collect()
}

fn configuration() -> String {
    let acts: Vec<&str> = Act::ALL.iter().map(|act| act.name()).collect();
    let forms: Vec<&str> = Form::ALL.iter().map(|form| form.name()).collect();
    format!(
        "[entities]\nSource\nCue\nContent\nAddressee\n\n\
         [relations]\nsaid-by\tArg1:Content, Arg2:Source\ntold-by\tArg1:Content, Arg2:Cue\nsaid-to\tArg1:Content, Arg2:Addressee\n\
         within\tArg1:Content, Arg2:Content\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n\
         [events]\n\n[attributes]\nact\tArg:Content, Value:{}\nform\tArg:Content, Value:{}\nnegated\tArg:Content\n",
        acts.join("|"),
        forms.join("|")
    )
}

/// The lines of an `.ann` file.
fn annotations(ledger: &Ledger, offsets: &Offsets) -> String {
    let mut standoff = Standoff { text: offsets.counted().chars().collect(), ..Standoff::default() };
    let statements = &ledger.statements;
    let contents: Vec<usize> =
        statements.attributions.iter().map(|one| standoff.entity("Content", all(offsets, &one.content))).collect();
    for (attribution, &content) in statements.attributions.iter().zip(&contents) {
        standoff.attribution(attribution, content, offsets);
        if let Some(&parent) = attribution.parent.and_then(|parent| contents.get(parent.0 as usize)) {
            standoff.relation("within", content, parent);
        }
        if let (Some(source), Some(actor)) = (attribution.source.mention, attribution.source.actor) {
            let source = standoff.shared_entity("Source", all(offsets, &[source]));
            standoff.note(source, actor, statements.actor(actor).map_or("", |actor| &actor.id));
        }
    }
    standoff.lines
}

fn all(offsets: &Offsets, spans: &[Span]) -> Vec<Range> {
    spans.iter().flat_map(|&span| offsets.ranges(span)).collect()
}

/// An `.ann` file as it is written.
#[derive(Default)]
struct Standoff {
    text: Vec<char>,
    lines: String,
    entities: usize,
    relations: usize,
    attributes: usize,
    /// Sources, cues and addressees that stand already: one word may be those of several attributions.
    shared: BTreeMap<(&'static str, Vec<Range>), usize>,
    /// Who has been noted at which entity.
    notes: BTreeSet<(usize, ActorRef)>,
}

impl Standoff {
    fn attribution(&mut self, attribution: &Attribution, content: usize, offsets: &Offsets) {
        let cue = attribution.cue.map(|cue| cue.span);
        let parts = [
            ("said-by", "Source", attribution.source.mention),
            ("told-by", "Cue", cue),
            ("said-to", "Addressee", attribution.addressee),
        ];
        for (relation, kind, span) in parts {
            if let Some(span) = span {
                let part = self.shared_entity(kind, all(offsets, &[span]));
                self.relation(relation, content, part);
            }
        }
        self.attribute(&format!("act T{content} {}", attribution.act));
        self.attribute(&format!("form T{content} {}", attribution.form));
        if attribution.negated {
            self.attribute(&format!("negated T{content}"));
        }
    }

    fn shared_entity(&mut self, kind: &'static str, ranges: Vec<Range>) -> usize {
        if let Some(&known) = self.shared.get(&(kind, ranges.clone())) {
            return known;
        }
        let entity = self.entity(kind, ranges.clone());
        self.shared.insert((kind, ranges), entity);
        entity
    }

    /// A text-bound annotation; brat wants none of its fragments to run over a line's end.
    fn entity(&mut self, kind: &str, ranges: Vec<Range>) -> usize {
        self.entities += 1;
        let fragments: Vec<Range> = ranges.into_iter().flat_map(|range| self.within_lines(range)).collect();
        let places: Vec<String> = fragments.iter().map(|[start, end]| format!("{start} {end}")).collect();
        let words: Vec<String> = fragments.iter().map(|&[start, end]| self.text[start..end].iter().collect()).collect();
        let _ = writeln!(self.lines, "T{}\t{kind} {}\t{}", self.entities, places.join(";"), words.join(" "));
        self.entities
    }

    fn within_lines(&self, [start, end]: Range) -> Vec<Range> {
        let mut fragments = Vec::new();
        let mut from = start;
        for line in self.text[start..end].split(|&c| c == '\n' || c == '\r') {
            fragments.extend((!line.is_empty()).then_some([from, from + line.len()]));
            from += line.len() + 1;
        }
        fragments
    }

    fn relation(&mut self, name: &str, from: usize, to: usize) {
        self.relations += 1;
        let _ = writeln!(self.lines, "R{}\t{name} Arg1:T{from} Arg2:T{to}", self.relations);
    }

    fn attribute(&mut self, written: &str) {
        self.attributes += 1;
        let _ = writeln!(self.lines, "A{}\t{written}", self.attributes);
    }

    /// Who a source is, once.
    fn note(&mut self, entity: usize, actor: ActorRef, id: &str) {
        if self.notes.insert((entity, actor)) {
            let _ = writeln!(self.lines, "#{}\tAnnotatorNotes T{entity}\t{id}", self.notes.len());
        }
    }
}
