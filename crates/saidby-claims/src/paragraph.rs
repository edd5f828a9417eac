//! One block of the article as a run of words, with its sentences and quotations.

use crate::quotation::{Mark, Quotation, is_mark, quotations};
use crate::tree::Tree;
use crate::vocabulary::{Class, Classes, Vocabulary};
use jiff::civil::Date;
use saidby_core::{Block, Country, NameRef, Reference, Role, Sentence, Span};
use saidby_lexicon::{KnownActor, NameKind, VerbForm};
use std::ops::Range;

/// One word of a paragraph.
#[derive(Clone, Debug)]
pub struct Word<'t> {
    /// Its characters in the article text.
    pub span: Span,
    /// Its form in lower case, apostrophes straight.
    pub lower: String,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// What it is in the language's grammar.
    pub classes: Classes,
    /// The forms of listed verbs that it may be.
    pub verb: &'t [VerbForm],
}

impl AsRef<str> for Word<'_> {
    fn as_ref(&self) -> &str {
        &self.lower
    }
}

/// A paragraph: the unit that patterns of speech work in.
#[derive(Clone, Debug)]
pub struct Paragraph<'t> {
    /// The article text.
    pub text: &'t str,
    /// Whether it is the headline.
    pub headline: bool,
    /// Whether it is a turn of an interview that a dash marks.
    pub turn: bool,
    /// The day on which it was published, where it stands in an entry of a live blog.
    pub published: Option<Date>,
    /// Its words.
    pub words: Vec<Word<'t>>,
    /// Their forms with their case, apostrophes straight.
    pub forms: Vec<String>,
    /// Its sentences, as ranges of words.
    pub sentences: Vec<Range<usize>>,
    /// Its quotations.
    pub quotations: Vec<Quotation>,
    /// Its trees, over its words.
    pub tree: Tree<'t>,
    /// Its known names, the longest at each word, without overlap.
    pub names: Vec<Name>,
    /// Its proper names as the language stage tells them, in text order.
    pub proper_names: Vec<ProperName>,
    /// Its listed towns and regions, in text order: none that is a part or short form of a longer name.
    places: Vec<Place>,
    quoted: Vec<Option<usize>>,
    opened: Vec<Option<usize>>,
    closed: Vec<Option<usize>>,
}

/// A known name in a paragraph.
#[derive(Clone, Debug)]
pub struct Name {
    /// Its words.
    pub words: Range<usize>,
    /// Who bears it; the first of the list where several do.
    pub known: &'static KnownActor,
}

/// A listed town or region in a paragraph.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its words.
    pub words: Range<usize>,
    /// The country that it lies in.
    pub country: Country,
}

/// A proper name in a paragraph.
#[derive(Clone, Debug)]
pub struct ProperName {
    /// Its words.
    pub words: Range<usize>,
    /// What the language stage says of it.
    pub name: saidby_core::Name,
    /// Its place in the document's list of names, which [`saidby_core::Reference::Of`] counts in.
    pub index: NameRef,
}

impl<'t> Paragraph<'t> {
    /// The words of a block, its quotations and names found. The proper names are those of the whole document, in text order.
    pub fn of(
        text: &'t str,
        block: &Block,
        sentences: &'t [Sentence],
        proper_names: &[saidby_core::Name],
        vocabulary: &'t Vocabulary,
    ) -> Self {
        let mut words = Vec::new();
        let mut forms = Vec::new();
        let mut ranges = Vec::new();
        for sentence in sentences {
            let start = words.len();
            for token in &sentence.tokens {
                let form = straightened(token.form(text));
                words.push(word(token.span, &form, vocabulary));
                forms.push(form);
            }
            ranges.push(start..words.len());
        }
        let quotations = quotations((0..words.len()).map(|at| mark(text, &words, at)));
        let mut quoted = vec![None; words.len()];
        let mut opened = vec![None; words.len()];
        let mut closed = vec![None; words.len()];
        for (index, quotation) in quotations.iter().enumerate() {
            quoted[quotation.inner.clone()].fill(Some(index));
            opened[quotation.outer().start] = Some(index);
            if quotation.closed {
                closed[quotation.inner.end] = Some(index);
            }
        }
        let mut paragraph = Self {
            text,
            headline: block.role == Role::Headline,
            turn: false,
            published: None,
            tree: Tree::of(sentences),
            names: names(&forms, vocabulary),
            proper_names: Vec::new(),
            places: Vec::new(),
            forms,
            words,
            sentences: ranges,
            quotations,
            quoted,
            opened,
            closed,
        };
        paragraph.proper_names = paragraph.proper_names_among(proper_names);
        paragraph.places = paragraph.places_of(proper_names, vocabulary);
        paragraph
    }

    fn proper_names_among(&self, all: &[saidby_core::Name]) -> Vec<ProperName> {
        let (Some(first), Some(last)) = (self.words.first(), self.words.last()) else { return Vec::new() };
        let own = first.span.cover(last.span);
        let start = all.partition_point(|name| name.span.end() <= own.start());
        let named = all[start..].iter().take_while(|name| name.span.start() < own.end());
        let proper = |(index, name): (usize, &saidby_core::Name)| ProperName {
            words: self.range(name.span),
            name: *name,
            index: NameRef((start + index) as u32),
        };
        // « le caissier »: a body's name has a capital.
        let is_name = |name: &ProperName| {
            name.name.kind != saidby_core::NameKind::Organisation
                || name.words.clone().any(|at| self.forms[at].contains(char::is_uppercase))
        };
        named.enumerate().map(proper).filter(is_name).collect()
    }

    fn places_of(&self, names: &[saidby_core::Name], vocabulary: &Vocabulary) -> Vec<Place> {
        let mut places = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let found = vocabulary.places.longest(&self.forms[at..]);
            let length = found.map_or(1, |(length, _)| length);
            let words = at..at + length;
            places.extend(found.filter(|_| self.is_all_of_name(names, &words)).map(|(_, country)| Place { words, country }));
            at += length;
        }
        places
    }

    /// Whether words are no part of a longer name, and no short form of one.
    fn is_all_of_name(&self, names: &[saidby_core::Name], words: &Range<usize>) -> bool {
        let known = words.clone().find_map(|at| self.name_at(at)).is_some_and(|name| name.known.kind != NameKind::Seat);
        let part = |name: &ProperName| name.words.len() > words.len() && name.name.kind != saidby_core::NameKind::Location;
        let short = |name: &ProperName| match name.name.refers_to {
            Reference::Own => false,
            Reference::Of(full) => names.get(full.0 as usize).is_some_and(|full| full.span.len() > name.name.span.len()),
            Reference::Open => true,
        };
        let proper = words.clone().find_map(|at| self.proper_name_at(at));
        !known && proper.is_none_or(|name| !part(name) && !short(name))
    }

    /// The form of a word in lower case; empty beyond the paragraph.
    pub fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.lower)
    }

    /// The words from `at`, for matching phrases.
    pub fn from(&self, at: usize) -> &[Word<'t>] {
        self.words.get(at..).unwrap_or(&[])
    }

    /// Words in lower case with single spaces between them.
    pub fn phrase(&self, words: Range<usize>) -> String {
        words.map(|at| self.lower(at)).collect::<Vec<_>>().join(" ")
    }

    /// The forms of listed verbs that a word may be.
    pub fn verb_forms(&self, at: usize) -> &'t [VerbForm] {
        self.words.get(at).map_or(&[], |word| word.verb)
    }

    /// The sentence that holds a word.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let index = self.sentences.partition_point(|range| range.end <= at);
        self.sentences.get(index).cloned().unwrap_or(at..self.words.len())
    }

    /// The quotation whose inside holds a word.
    pub fn quotation(&self, at: usize) -> Option<&Quotation> {
        self.quoted.get(at).copied().flatten().map(|index| &self.quotations[index])
    }

    /// The quotation that opens at a word.
    pub fn opening(&self, at: usize) -> Option<&Quotation> {
        self.opened.get(at).copied().flatten().map(|index| &self.quotations[index])
    }

    /// The quotation that closes at a word.
    pub fn closing(&self, at: usize) -> Option<&Quotation> {
        self.closed.get(at).copied().flatten().map(|index| &self.quotations[index])
    }

    /// The mark of a quotation that closes right before a word, a comma or dash between them or not.
    pub fn closed_before(&self, at: usize) -> Option<usize> {
        let left = at.checked_sub(1)?;
        let mark = if matches!(self.lower(left), "," | "–" | "—" | "-") { left.checked_sub(1)? } else { left };
        self.closing(mark).map(|_| mark)
    }

    /// Whether a word is part of a known name.
    pub fn is_in_name(&self, at: usize) -> bool {
        self.name_at(at).is_some()
    }

    /// The known name that a word is part of.
    pub fn name_at(&self, at: usize) -> Option<&Name> {
        let index = self.names.partition_point(|name| name.words.end <= at);
        self.names.get(index).filter(|name| name.words.start <= at)
    }

    /// The proper name that a word is part of, as the language stage tells them.
    pub fn proper_name_at(&self, at: usize) -> Option<&ProperName> {
        let index = self.proper_names.partition_point(|name| name.words.end <= at);
        self.proper_names.get(index).filter(|name| name.words.start <= at)
    }

    /// The listed town or region that a word is part of.
    pub fn place_at(&self, at: usize) -> Option<&Place> {
        let index = self.places.partition_point(|place| place.words.end <= at);
        self.places.get(index).filter(|place| place.words.start <= at)
    }

    /// Whether a word is punctuation.
    pub fn is_punctuation(&self, at: usize) -> bool {
        self.words.get(at).is_none_or(|word| !word.lower.contains(char::is_alphanumeric))
    }

    /// Whether a word is a mark of quotation that opens or closes one.
    pub fn is_quote_mark(&self, at: usize) -> bool {
        is_mark(self.lower(at))
    }

    /// Whether a word belongs to a class of the language's grammar.
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.words.get(at).is_some_and(|word| word.classes.has(class))
    }

    /// The characters of a range of words.
    pub fn span(&self, range: &Range<usize>) -> Span {
        match (self.words.get(range.start), self.words.get(range.end.saturating_sub(1))) {
            (Some(first), Some(last)) if !range.is_empty() => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The words that a span touches.
    pub fn range(&self, span: Span) -> Range<usize> {
        let start = self.words.partition_point(|word| word.span.end() <= span.start());
        let end = self.words.partition_point(|word| word.span.start() < span.end());
        start..end.max(start)
    }

    /// A range without punctuation at its ends.
    pub fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let Range { mut start, mut end } = range;
        while start < end && self.is_punctuation(start) && self.opening(start).is_none() {
            start += 1;
        }
        let closes = |at: usize| self.lower(at) == ")" && (start..at).any(|open| self.lower(open) == "(");
        let ends = |at: usize| self.is_punctuation(at) && self.closing(at).is_none_or(|q| q.inner.start <= start) && !closes(at);
        while start < end && ends(end - 1) {
            end -= 1;
        }
        if start < end && self.opening(start).is_some_and(|quotation| quotation.outer().end >= end) {
            start += 1;
        }
        start..end
    }
}

/// The known names, but for those that another word takes over ("Turkish-backed rebels" are not Turkey's) and those inside of a place's
/// ("New Jersey").
fn names(forms: &[String], vocabulary: &Vocabulary) -> Vec<Name> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < forms.len() {
        let found = vocabulary.actors.longest(&forms[at..]).and_then(|(length, known)| Some((length, known.first()?)));
        let place = vocabulary.places.longest(&forms[at..]).map_or(0, |(length, _)| length);
        let length = found.map_or(1, |(length, _)| length).max(place);
        let found = found.filter(|(length, _)| *length >= place);
        let tied = forms.get(at + length).is_some_and(|mark| mark == "-")
            && forms.get(at + length + 1).is_some_and(|word| vocabulary.is(word, Class::Tied));
        names.extend(found.filter(|_| !tied).map(|(length, known)| Name { words: at..at + length, known }));
        at += length;
    }
    names
}

/// A form with straight apostrophes; one that stands alone is a mark of quotation and keeps its shape.
fn straightened(form: &str) -> String {
    let form = form.replace('’', "'");
    if form == "'" { "’".to_owned() } else { form }
}

fn word<'t>(span: Span, form: &str, vocabulary: &'t Vocabulary) -> Word<'t> {
    let lower = form.to_lowercase();
    Word {
        span,
        capital: form.chars().next().is_some_and(char::is_uppercase),
        classes: vocabulary.classes(&lower),
        verb: vocabulary.verbs.forms(&lower),
        lower,
    }
}

fn mark<'w>(text: &str, words: &'w [Word], at: usize) -> Mark<'w> {
    let span = words[at].span;
    let before = text[..span.start()].chars().next_back();
    let after = text[span.end()..].chars().next();
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    Mark { word: &words[at].lower, space_before: is_space(before), space_after: is_space(after) }
}
