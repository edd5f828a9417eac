//! Text compared: white space folded, case and typography levelled.

use std::collections::HashSet;

/// The text with every run of white space as one space, and none at the ends.
pub fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text levelled for look-up: folded, in lower case, apostrophes and dashes plain, marks at both ends left out.
///
/// `">> Plus d’informations à venir…"` becomes `"plus d'informations à venir"`.
pub fn levelled(text: &str) -> String {
    let mut text = led(text);
    text.truncate(without_end_marks(&text).len());
    text
}

/// The text without the marks at its end.
pub fn without_end_marks(text: &str) -> &str {
    text.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '*'))
}

/// As [`levelled`], the marks at the end kept and no space before a colon.
pub fn led(text: &str) -> String {
    let is_mark = |c: char| !c.is_alphanumeric() && !matches!(c, '(' | '©');
    let mut led = String::with_capacity(text.len());
    let mut space = false;
    for c in text.trim_start_matches(is_mark).chars().map(plain) {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if space && c != ':' {
            led.push(' ');
        }
        space = false;
        if c.is_ascii() {
            led.push(c.to_ascii_lowercase());
        } else {
            led.extend(c.to_lowercase());
        }
    }
    led
}

/// Typography levelled: apostrophes, dashes, spaces and the Turkish capital with a dot.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '´' | '`' => '\'',
        '–' | '—' | '‑' | '−' => '-',
        'İ' => 'i',
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{200b}' | '\u{feff}' | '\u{ad}' => ' ',
        c => c,
    }
}

/// The words in lower case.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The number of words; in scripts without spaces, a word for every two characters.
pub fn count(text: &str) -> usize {
    let (mut words, mut spaceless, mut in_word) = (0, 0, false);
    for c in text.chars() {
        let is_word = if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() };
        words += usize::from(is_word && !in_word);
        spaceless += usize::from(matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{e00}'..='\u{e7f}'));
        in_word = is_word;
    }
    words + spaceless / 2
}

/// Whether the text ends as a sentence does, in any script, closing quotes and brackets left out.
pub fn ends_sentence(text: &str) -> bool {
    let closing =
        |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | '«' | '“' | ')' | ']' | '」' | '』' | '*') || c.is_whitespace();
    let last = text.trim_end_matches(closing).chars().next_back();
    last.is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '．' | '؟' | '।' | '։' | '።'))
}

/// Hashes of runs of words.
pub type Shingles = HashSet<u64>;

/// A hash for every four words that follow one another.
pub fn shingles(text: &str) -> impl Iterator<Item = u64> + '_ {
    let mut last = [0_u64; 4];
    let hashed = word_hashes(text).enumerate().map(move |(at, hash)| {
        last.rotate_left(1);
        last[3] = hash;
        (at, last.iter().fold(0, |sum: u64, &hash| (sum.rotate_left(17) ^ hash).wrapping_mul(FNV_PRIME)))
    });
    hashed.filter(|(at, _)| *at >= 3).map(|(_, hash)| hash)
}

/// The offset basis and the prime of FNV-1a (Fowler, Noll and Vo), 64 bits.
const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

/// A hash of the whole text, the same on every machine.
pub fn hash(text: &str) -> u64 {
    text.chars().fold(FNV_BASIS, hash_step)
}

fn hash_step(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(u32::from(c))).wrapping_mul(FNV_PRIME)
}

fn word_hashes(text: &str) -> impl Iterator<Item = u64> + '_ {
    let is_space = |c: char| !c.is_alphanumeric();
    text.split(is_space)
        .filter(|word| !word.is_empty())
        .map(move |word| word.chars().flat_map(char::to_lowercase).fold(FNV_BASIS, hash_step))
}

/// Every three words that follow one another.
pub fn triples(text: &str) -> HashSet<[String; 3]> {
    let words: Vec<String> = words(text).collect();
    words.windows(3).filter_map(|three| <[String; 3]>::try_from(three.to_vec()).ok()).collect()
}

/// The share of `text`'s shingles that are among `other`'s.
pub fn shared(text: &HashSet<[String; 3]>, other: &HashSet<[String; 3]>) -> f64 {
    text.intersection(other).count() as f64 / text.len().max(1) as f64
}
