//! A text as words without case and accents, and as the hashes of its runs of words.

use saidby_core::Span;

/// Words in a shingle.
pub const WORDS: usize = 5;

/// The words and shingles of one text.
#[derive(Debug)]
pub struct Shingles {
    /// Where each word stands, and the hash of its folded letters.
    pub words: Vec<(Span, u64)>,
    /// The hash of the run that starts at each word, as far as there are whole runs.
    pub at: Vec<u64>,
    /// The hashes, sorted, each once.
    pub distinct: Vec<u64>,
}

impl Shingles {
    /// Reads a text once.
    pub fn of(text: &str) -> Self {
        let words = words(text);
        let at: Vec<u64> = words.windows(WORDS).map(hash_run).collect();
        let mut distinct = at.clone();
        distinct.sort_unstable();
        distinct.dedup();
        Self { words, at, distinct }
    }

    /// How many shingles both have: one pass over the two sorted lists.
    pub fn shared(&self, other: &Shingles) -> usize {
        let (mut left, mut right) = (self.distinct.iter().peekable(), other.distinct.iter().peekable());
        let mut shared = 0;
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            let order = a.cmp(b);
            shared += usize::from(order.is_eq());
            left.next_if(|_| order.is_le());
            right.next_if(|_| order.is_ge());
        }
        shared
    }
}

/// Runs of letters and digits; in scripts without spaces, each character.
fn words(text: &str) -> Vec<(Span, u64)> {
    let mut words = Vec::new();
    let mut open: Option<(usize, u64)> = None;
    for (at, c) in text.char_indices() {
        let spaceless = is_spaceless(c);
        if (!c.is_alphanumeric() || spaceless)
            && let Some((start, hash)) = open.take()
        {
            words.push((Span::new(start, at), hash));
        }
        if spaceless {
            words.push((Span::new(at, at + c.len_utf8()), add(START, c)));
        } else if c.is_alphanumeric() {
            let (start, hash) = open.unwrap_or((at, START));
            open = Some((start, c.to_lowercase().fold(hash, |hash, c| add(hash, without_accent(c)))));
        }
    }
    words.extend(open.map(|(start, hash)| (Span::new(start, text.len()), hash)));
    words
}

/// Scripts that put no space between words: South-East Asian ones, kana, Han (Unicode blocks).
fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// A lower-case Latin letter without its accent (Unicode blocks Latin-1 Supplement and Latin Extended-A).
fn without_accent(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ĩ' | 'ī' | 'į' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'š' | 'ś' | 'ş' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        other => other,
    }
}

/// The offset basis of the 64-bit FNV-1a hash.
const START: u64 = 0xcbf2_9ce4_8422_2325;

/// One step of the FNV-1a hash, over a whole character.
fn add(hash: u64, c: char) -> u64 {
    step(hash, u64::from(c))
}

fn step(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(0x0100_0000_01b3)
}

fn hash_run(words: &[(Span, u64)]) -> u64 {
    words.iter().fold(START, |hash, &(_, word)| step(hash.rotate_left(23), word ^ (word >> 32)))
}
