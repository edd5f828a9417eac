//! What a gap between two words looks like.

use super::{Class, Features};
use crate::linear::hash_word;
use crate::rules::Rules;
use crate::sentence::{Line, Side};

/// How far the model looks ahead for a stop or a verb, in words.
const AHEAD: usize = 40;

/// One word of a line, as the features see it.
#[derive(Clone, Copy, Default)]
struct Seen {
    word: u32,
    ending: u32,
    shape: Shape,
    mark: Mark,
    class: Class,
    side: Side,
    starter: bool,
}

/// How a word is written.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Shape {
    #[default]
    Nothing,
    Lower,
    Capital,
    Upper,
    Initial,
    Figure,
    Mixed,
    Mark,
    Uncased,
    Address,
}

/// What kind of mark a word is, if any.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Mark {
    #[default]
    None,
    Stop,
    Question,
    Dots,
    Comma,
    Semicolon,
    Colon,
    Opens,
    Closes,
    Dash,
    Other,
    Abbreviation,
}

/// The words of one line.
pub(crate) struct Gaps<'l> {
    line: &'l Line<'l>,
    seen: Vec<Seen>,
    /// Where the rules would start a sentence.
    rule: Vec<bool>,
    /// How many words on the next stop stands, and whether a finite verb stands before it.
    ahead: Vec<(usize, bool)>,
}

/// What the sentence so far holds.
#[derive(Clone, Copy, Default)]
struct Sofar {
    start: usize,
    finite: bool,
    open: i32,
    colons: u32,
    semicolons: u32,
    /// The last mark of the sentence before, and its words.
    before: (Mark, usize),
}

impl<'l> Gaps<'l> {
    /// The gaps of a line; `class` says what is known of the folded word at an index.
    pub fn new(line: &'l Line<'l>, rule: Vec<bool>, mut class: impl FnMut(usize, &str) -> Class) -> Self {
        let seen: Vec<Seen> = (0..line.tokens.len()).map(|index| Seen::of(line, index, &mut class)).collect();
        let mut ahead = vec![(AHEAD, false); seen.len() + 1];
        for (index, seen) in seen.iter().enumerate().rev() {
            let (distance, finite) = ahead[index + 1];
            ahead[index] = match seen.mark {
                Mark::Stop | Mark::Question | Mark::Dots => (0, false),
                _ if distance >= AHEAD => (AHEAD, seen.class.is_finite()),
                _ => (distance + 1, finite || seen.class.is_finite()),
            };
        }
        Self { line, seen, rule, ahead }
    }

    /// The words before which a sentence starts, in order; `ends` decides on each gap.
    pub fn cuts(&self, mut ends: impl FnMut(usize, &Features) -> bool) -> Vec<usize> {
        let mut cuts = Vec::new();
        let mut sofar = Sofar::default();
        let mut features = Features::default();
        for index in 1..self.seen.len() {
            sofar.take(&self.seen[index - 1]);
            if !self.is_gap(index) || self.enumerates(index, sofar.start) {
                continue;
            }
            features.0.clear();
            self.describe(index, &sofar, &mut features);
            let ends = ends(index, &features);
            if ends || self.is_settled(index) {
                cuts.push(index);
                let last = self.at(index, -1).mark;
                sofar = Sofar { start: index, before: (last, index - sofar.start), ..Sofar::default() };
            }
        }
        cuts
    }

    /// Where a line is a paragraph, the model adds to the rules and takes nothing away.
    fn is_settled(&self, index: usize) -> bool {
        self.rule[index] && !self.line.has_lost_breaks()
    }

    /// Whether `[…]` stands before the gap: words of a quotation were left out there.
    fn is_omission(&self, index: usize) -> bool {
        [-3, -2, -1].map(|offset| self.at(index, offset).mark) == [Mark::Opens, Mark::Dots, Mark::Closes]
    }

    /// Whether what stands between `start` and `index` is the number of a list item.
    fn enumerates(&self, index: usize, start: usize) -> bool {
        index == start + 2 && self.seen[index - 1].mark == Mark::Stop && self.seen[start].shape == Shape::Figure
    }

    /// Whether a sentence may start before the word at `index`: never inside a word, before a closing mark or after an opening one,
    /// and around the marks within sentences only where a list may have lost its line breaks.
    fn is_gap(&self, index: usize) -> bool {
        let spaced = || !self.line.touches(index) && !self.is_closed_in(index);
        let listed = || self.line.has_lost_breaks() || !self.goes_on(index);
        !self.line.splits_word(index) && !self.is_omission(index) && (self.rule[index] || spaced() && listed())
    }

    fn is_closed_in(&self, index: usize) -> bool {
        self.seen[index - 1].side == Side::Opens || self.seen[index].side == Side::Closes
    }

    /// Whether a comma, a colon or a semicolon stands before the gap, or a dash after it: « GENÈVE (Agence) – Les pourparlers ».
    fn goes_on(&self, index: usize) -> bool {
        let before = self.seen[index - 1].mark;
        matches!(before, Mark::Comma | Mark::Colon | Mark::Semicolon) || self.seen[index].mark == Mark::Dash
    }

    /// The word at an offset from the gap before `index`: -1 is the one before it, 0 the one after.
    fn at(&self, index: usize, offset: isize) -> Seen {
        index.checked_add_signed(offset).and_then(|index| self.seen.get(index)).copied().unwrap_or_default()
    }

    fn describe(&self, index: usize, sofar: &Sofar, features: &mut Features) {
        let first = self.line.first_word(index);
        let skipped = (first - index) as u32;
        let [l0, l1, l2] = [-1, -2, -3].map(|offset| self.at(index, offset));
        let [r0, f, f1, f2] = [self.at(index, 0), self.at(first, 0), self.at(first, 1), self.at(first, 2)];
        let start = self.at(sofar.start, 0);
        let rule = u32::from(self.rule[index]);
        let (m, s) = (l0.mark as u32, f.shape as u32);
        let (to_stop, verb_ahead) = self.ahead.get(first).copied().unwrap_or_default();
        let length = bucket(index - sofar.start);
        let finite = u32::from(sofar.finite);
        let verb_ahead = u32::from(verb_ahead);
        let [p0, p1, q0, q1] = [l0, l1, f, f1].map(|seen| seen.class.speech());
        let (c, k) = (f.class.capital(), l0.class.capital());
        let before = sofar.before.0 as u32;
        let run = self.capitals(index, first);
        let lost = u32::from(self.line.has_lost_breaks());
        let mut add = |template: u32, values: &[u32]| features.add(template, values);
        let lists = sofar.colons.min(2) * 3 + sofar.semicolons.min(2);
        add(0, &[lists, m, s, finite]);
        add(1, &[lists, before, m, s]);
        add(2, &[run, l0.shape as u32, s, c]);
        add(3, &[l1.word, l0.word, f.word]);
        add(4, &[finite, verb_ahead, run, s, m]);
        add(5, &[start.mark as u32, start.shape as u32, before, m, r0.mark as u32, s]);
        add(6, &[lost]);
        add(7, &[lost, rule, m, s]);
        add(8, &[lost, q0, p0, s]);
        add(9, &[lost, finite, verb_ahead, m, s]);
        add(10, &[]);
        add(11, &[rule]);
        add(12, &[rule, s, m]);
        add(13, &[m, s, c]);
        add(14, &[l0.word, s]);
        add(15, &[f.word, s]);
        add(16, &[l0.word, f.word, s]);
        add(17, &[f.word, f1.word, s]);
        add(18, &[l1.word, l0.word]);
        add(19, &[m, q0, c, s]);
        add(20, &[p0, q0, s, m]);
        add(21, &[p1, p0, q0, s]);
        add(22, &[p0, q0, q1, s]);
        add(23, &[p1, p0, q0, q1, s]);
        add(24, &[l1.shape as u32, l0.shape as u32, s, f1.shape as u32]);
        add(25, &[k, l0.shape as u32, c, s]);
        add(26, &[m, length, finite, s]);
        add(27, &[m, sofar.open.clamp(-1, 2) as u32, s, r0.mark as u32]);
        add(28, &[r0.mark as u32, m, l0.shape as u32, skipped]);
        add(29, &[bucket(to_stop), finite, s, m]);
        add(30, &[finite, verb_ahead, s, m]);
        add(31, &[run, s, c, m]);
        add(32, &[start.word, m, s]);
        add(33, &[start.shape as u32, m, s, length]);
        add(34, &[l0.ending, s]);
        add(35, &[f.ending, s, c]);
        add(36, &[u32::from(f.starter), s, p0, m]);
        add(37, &[f.word, p0, s]);
        add(38, &[l0.word, q0, s]);
        add(39, &[f.word, s, m]);
        add(40, &[u32::from(f.word == start.word), s, m]);
        add(41, &[before, m, s]);
        add(42, &[before, bucket(sofar.before.1), length, s, m]);
        add(43, &[l2.mark as u32, l1.mark as u32, m, s]);
        add(44, &[finite, p0, q0, s]);
        add(45, &[verb_ahead, finite, p0, q0, q1, s]);
        add(46, &[f1.class.speech(), f2.class.speech(), q0, s, c]);
        add(47, &[c, k, finite, verb_ahead, s]);
        add(48, &[before, finite, c, s]);
    }

    /// The capitalised words that stand directly before and after a gap, as one value.
    fn capitals(&self, index: usize, first: usize) -> u32 {
        let count =
            |words: &mut dyn Iterator<Item = &Seen>| words.take(3).take_while(|seen| seen.shape.is_capital()).count() as u32;
        count(&mut self.seen[..index].iter().rev()) * 4 + count(&mut self.seen.get(first..).unwrap_or_default().iter())
    }
}

impl Sofar {
    fn take(&mut self, seen: &Seen) {
        self.finite |= seen.class.is_finite();
        self.colons += u32::from(seen.mark == Mark::Colon);
        self.semicolons += u32::from(seen.mark == Mark::Semicolon);
        self.open += match seen.side {
            Side::Opens => 1,
            Side::Closes => -1,
            Side::Neither => 0,
        };
    }
}

impl Seen {
    fn of(line: &Line<'_>, index: usize, class: &mut impl FnMut(usize, &str) -> Class) -> Self {
        let word = line.surface(index);
        let folded = crate::rules::fold(word);
        let side = line.side(index);
        Self {
            word: hash_word(&folded),
            ending: hash_word(crate::known::ending(&folded)),
            shape: Shape::of(word),
            mark: Mark::of(word, side, line.rules),
            class: class(index, &folded),
            side,
            starter: line.rules.is_starter(&folded),
        }
    }
}

impl Shape {
    fn of(word: &str) -> Self {
        let Some(first) = word.chars().next() else { return Shape::Nothing };
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        match () {
            () if word.chars().all(|c| c.is_numeric() || matches!(c, '.' | ',' | '/' | ':' | ' ' | '\u{a0}'))
                && first.is_numeric() =>
            {
                Shape::Figure
            }
            () if first.is_numeric() => Shape::Mixed,
            () if is_address(word) => Shape::Address,
            () if !first.is_alphabetic() && letters().next().is_none() => Shape::Mark,
            () if first.is_uppercase() && letters().nth(1).is_none() => Shape::Initial,
            () if first.is_uppercase() && letters().all(char::is_uppercase) => Shape::Upper,
            () if first.is_uppercase() => Shape::Capital,
            () if first.is_lowercase() => Shape::Lower,
            () => Shape::Uncased,
        }
    }

    fn is_capital(self) -> bool {
        matches!(self, Shape::Capital | Shape::Upper | Shape::Initial)
    }
}

impl Mark {
    fn of(word: &str, side: Side, rules: &Rules) -> Self {
        match (word, side) {
            (_, Side::Opens) => Mark::Opens,
            (_, Side::Closes) => Mark::Closes,
            ("." | "。" | "।" | "۔", _) => Mark::Stop,
            ("..." | "…", _) => Mark::Dots,
            (",", _) => Mark::Comma,
            (";", _) => Mark::Semicolon,
            (":", _) => Mark::Colon,
            ("-" | "–" | "—" | "--", _) => Mark::Dash,
            _ if crate::word::is_stop(word) => Mark::Question,
            _ if word.chars().next().is_some_and(|c| !c.is_alphanumeric()) => Mark::Other,
            _ if word.len() > 1 && word.strip_suffix('.').is_some_and(|stem| rules.abbreviation(stem).is_some()) => {
                Mark::Abbreviation
            }
            _ => Mark::None,
        }
    }
}

/// Whether a word is an address, a name with `@` or a tag with `#`.
fn is_address(word: &str) -> bool {
    word.len() > 1 && (word.contains(['@', '#']) || word.contains("://") || word.starts_with("www."))
}

/// A length in classes that grow with it.
fn bucket(length: usize) -> u32 {
    match length {
        0..=6 => length as u32,
        7..=9 => 7,
        10..=14 => 8,
        15..=24 => 9,
        25..=39 => 10,
        _ => 11,
    }
}
