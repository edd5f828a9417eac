//! What the network is told of a word: its form, its beginnings and endings, its shape.
//!
//! « Donetsk » gives the form `donetsk`, the beginnings `d` `do` `don`, the endings `k` `sk` `tsk` `etsk` `netsk`, the shape `Xx`, and whether it
//! starts the sentence. Each is a 32-bit key; the vocabulary turns the known ones into rows of the embedding.

/// Longest beginning, in characters.
const PREFIX: usize = 3;
/// Longest ending, in characters.
const SUFFIX: usize = 5;
/// Longest shape, in characters: `Xx-Xx`.
const SHAPE: usize = 6;

/// The keys of one word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// The form in lower case, apostrophes straight.
    pub form: u32,
    /// Beginnings, endings, shape and place.
    pub parts: Vec<u32>,
}

/// The keys of a word; `first` says whether it starts its sentence.
pub fn keys(form: &str, first: bool) -> Keys {
    let characters: Vec<char> = form.chars().flat_map(char::to_lowercase).map(straight).collect();
    let mut parts = Vec::with_capacity(PREFIX + SUFFIX + 2);
    let length = characters.len();
    parts.extend((1..=PREFIX.min(length)).map(|end| key(b'p', &characters[..end])));
    parts.extend((1..=SUFFIX.min(length)).map(|count| key(b's', &characters[length - count..])));
    let shape = shape(form);
    parts.push(key(b'h', &shape));
    if first {
        parts.push(key(b'f', &shape[..shape.len().min(1)]));
    }
    Keys { form: key(b'w', &characters), parts }
}

/// Apostrophes of all forms as the straight one.
pub fn straight(c: char) -> char {
    if matches!(c, '’' | '‘' | 'ʼ' | '`') { '\'' } else { c }
}

/// `Xx` for « Donetsk », `XX` for « OTAN », `d,d` for « 10,5 »: classes of characters, a run of one class written once (capitals: twice at most).
fn shape(form: &str) -> Vec<char> {
    let mut shape: Vec<char> = Vec::new();
    for c in form.chars() {
        let class = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => 'd',
            c => straight(c),
        };
        let longest = if class == 'X' { 2 } else { 1 };
        let repeated = shape.len() >= longest && shape[shape.len() - longest..].iter().all(|before| *before == class);
        if !repeated {
            shape.push(class);
        }
        if shape.len() == SHAPE {
            break;
        }
    }
    shape
}

/// FNV-1a (Fowler, Noll, Vo) over a kind of key and characters, folded to 32 bits.
pub fn key(kind: u8, characters: &[char]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |value: u32| hash = (hash ^ u64::from(value)).wrapping_mul(0x0000_0100_0000_01b3);
    take(u32::from(kind));
    characters.iter().for_each(|c| take(u32::from(*c)));
    (hash ^ (hash >> 32)) as u32
}
