//! How far the token at the start of a text reaches, in bytes.

use super::{is_apostrophe, is_stop_mark};
use crate::rules::{Abbreviation, Rules, fold};

/// Endings of internet domains that are no words of French or English (IANA root zone).
const DOMAIN_ENDINGS: &[&str] =
    &["com", "org", "net", "gov", "edu", "mil", "int", "fr", "uk", "eu", "ru", "ch", "ca", "tv", "ua"];

/// Endings of files that people write about.
const FILE_ENDINGS: &[&str] = &[
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt", "csv", "htm", "html", "xml", "jpg", "jpeg", "png", "gif", "zip",
    "mp3", "mp4",
];

/// Faces drawn with punctuation, the longer first.
const EMOTICONS: &[&str] = &[":-)", ":-(", ";-)", ":-D", ":-/", ":)", ":(", ";)", ":D", ":P", ":/", "=)", "<3"];

/// The longest stretch that a matcher looks ahead, in bytes: longer addresses are cut as words.
const LOOK_AHEAD: usize = 256;

/// The length of the token that `rest` starts with; `rest` does not start with white space. `before` is the character before it.
pub fn of(rest: &str, before: Option<char>, rules: &Rules) -> usize {
    let matchers = [web_address, mail_address, tag, domain];
    let isolated = before.is_none_or(|c| !c.is_alphanumeric());
    let found = isolated.then(|| matchers.iter().find_map(|matcher| matcher(rest))).flatten();
    let found = found.or_else(|| emoticon(rest).filter(|&len| isolated || rest[..len].contains('-')));
    found
        .or_else(|| elided(rest, rules))
        .or_else(|| initials(rest, rules))
        .or_else(|| number(rest, rules))
        .or_else(|| word(rest, rules))
        .unwrap_or_else(|| mark(rest))
}

/// `https://…` and `www.…`, up to white space or a quote, without the punctuation of the sentence around it.
fn web_address(rest: &str) -> Option<usize> {
    let starts = |prefix: &str| rest.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    if !["http://", "https://", "ftp://", "www."].iter().any(|prefix| starts(prefix)) {
        return None;
    }
    let end =
        rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”')).unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '’', '…']);
    (address.len() > "www.".len()).then_some(address.len())
}

/// `someone@example.org`.
fn mail_address(rest: &str) -> Option<usize> {
    let local = run(rest, |c| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-'));
    let host = rest.get(local..)?.strip_prefix('@').filter(|_| local > 0)?;
    let host = &host[..run(host, |c| c.is_alphanumeric() || matches!(c, '.' | '-'))];
    let host = host.trim_end_matches(['.', '-']);
    host.contains('.').then_some(local + 1 + host.len())
}

/// `#word` and `@name`.
fn tag(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix(['#', '@'])?;
    let len = run(name, |c| c.is_alphanumeric() || c == '_');
    name[..len].chars().any(char::is_alphabetic).then_some(1 + len)
}

/// `example.org`, `report.pdf`, `alt.animals.cat`.
fn domain(rest: &str) -> Option<usize> {
    let host = &rest[..run(rest, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))];
    let host = host.trim_end_matches(['.', '-']);
    let (name, ending) = host.rsplit_once('.')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphanumeric()) && !name.contains("..");
    // In « fini.Ca va » a space is lost: an ending of two letters is one in lower case only.
    let is_ending = |listed: &&str| ending == *listed || (ending.len() > 2 && ending.eq_ignore_ascii_case(listed));
    let is_listed = DOMAIN_ENDINGS.iter().chain(FILE_ENDINGS).any(is_ending);
    (is_name && (is_listed || is_dotted_name(host))).then_some(host.len())
}

/// Three parts or more in lower case, each of two letters or more: a host, or a group of Usenet.
fn is_dotted_name(host: &str) -> bool {
    let is_part = |part: &str| part.len() > 1 && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    host.matches('.').count() > 1 && host.split('.').all(is_part)
}

/// A face with a nose is one wherever it stands; one without must stand alone.
fn emoticon(rest: &str) -> Option<usize> {
    let face = EMOTICONS.iter().find(|face| rest.starts_with(**face))?;
    let ends = rest[face.len()..].chars().next().is_none_or(|c| c.is_whitespace());
    (ends || face.contains('-')).then_some(face.len())
}

/// A word that has lost its last vowel, with its apostrophe: « l' » before anything but a letter (before one, [`super::split`]
/// cuts).
fn elided(rest: &str, rules: &Rules) -> Option<usize> {
    let letters = run(rest, char::is_alphabetic);
    let apostrophe = rest.get(letters..)?.chars().next().filter(|&c| is_apostrophe(c))?;
    let len = letters + apostrophe.len_utf8();
    let follows = rest[len..].chars().next()?;
    (!follows.is_alphanumeric() && rules.is_elision(&fold(&rest[..letters]))).then_some(len)
}

/// « J. », « J.-P. », "U.S.", "a.m.": single letters with a stop after each.
fn initials(rest: &str, rules: &Rules) -> Option<usize> {
    let mut len = 0;
    let mut letters = 0;
    while let Some(step) = initial(&rest[len..]).filter(|_| len < LOOK_AHEAD) {
        len += step;
        letters += 1;
    }
    let first_is_upper = rest.starts_with(char::is_uppercase);
    match letters {
        0 => None,
        1 if !first_is_upper || rules.abbreviation(rest.get(..len - 1)?).is_some() => None,
        1 => introduces_name(&rest[len..], rules).then_some(len),
        _ => Some(len),
    }
}

/// One letter with its stop, and the hyphen before it.
fn initial(rest: &str) -> Option<usize> {
    let letter = rest.strip_prefix('-').unwrap_or(rest);
    let first = letter.chars().next().filter(|c| c.is_alphabetic())?;
    let stop = letter[first.len_utf8()..].strip_prefix('.')?;
    (!stop.starts_with('.')).then_some(rest.len() - stop.len())
}

/// Whether what follows a single initial can be the rest of a name.
fn introduces_name(after: &str, rules: &Rules) -> bool {
    let next = after.trim_start();
    next.starts_with(char::is_uppercase) && !rules.is_starter(&starter(next))
}

/// The first word of a text as `sentence-starters.tsv` writes it.
pub fn starter(text: &str) -> String {
    let letters = run(text, |c| c.is_alphanumeric() || c == '-');
    let apostrophe = text[letters..].chars().next().filter(|&c| is_apostrophe(c)).map_or(0, char::len_utf8);
    fold(&text[..letters + apostrophe])
}

/// A figure with its separators, and the letters that belong to it: `10 000,5`, `14h30`, `20th`, `9/11`, `1990-1991`.
fn number(rest: &str, rules: &Rules) -> Option<usize> {
    let mut len = digits(rest);
    if len == 0 {
        return None;
    }
    if rules.spaced_thousands && len <= 3 {
        while let Some(group) = thousands(&rest[len..]) {
            len += group;
        }
    }
    while let Some(more) = separated(&rest[len..]) {
        len += more;
    }
    let tail = &rest[len..];
    let letters = run(tail, is_word_char);
    if rules.is_unit(&fold(&tail[..letters])) {
        return Some(len);
    }
    if letters == 0 && !tail.starts_with('-') {
        return Some(len);
    }
    Some(len + word_from(tail, rules))
}

fn digits(rest: &str) -> usize {
    rest.bytes().take_while(u8::is_ascii_digit).count()
}

/// A space and exactly three digits.
fn thousands(rest: &str) -> Option<usize> {
    let group = rest.strip_prefix([' ', '\u{a0}', '\u{202f}', '\u{2009}'])?;
    (digits(group) == 3 && !group[3..].starts_with(char::is_alphabetic)).then_some(rest.len() - group.len() + 3)
}

/// A separator between two digits, and the digits after it.
fn separated(rest: &str) -> Option<usize> {
    let group = rest.strip_prefix(['.', ',', ':', '/', '\'', '’'])?;
    let len = digits(group);
    (len > 0).then_some(rest.len() - group.len() + len)
}

/// A word, with its full stop where it is an abbreviation.
fn word(rest: &str, rules: &Rules) -> Option<usize> {
    let len = word_from(rest, rules);
    if len == 0 {
        return None;
    }
    if rest[len..].starts_with('°') && len == 1 {
        return Some(len + '°'.len_utf8());
    }
    let after = rest[len..].strip_prefix('.');
    Some(if after.is_some_and(|after| keeps_stop(&rest[..len], after, rules)) { len + 1 } else { len })
}

/// Whether the stop between `word` and `after` belongs to the word.
fn keeps_stop(word: &str, after: &str, rules: &Rules) -> bool {
    let next = after.trim_start().chars().next();
    match rules.abbreviation(word) {
        _ if after.starts_with('.') => false,
        None => false,
        Some(Abbreviation::Number) => next.is_some_and(|c| c.is_ascii_digit()),
        Some(Abbreviation::Title) => next.is_some(),
        Some(Abbreviation::Inside | Abbreviation::End) => true,
    }
}

/// Letters, digits and the marks that join them.
fn word_from(rest: &str, rules: &Rules) -> usize {
    let mut before = None;
    let mut len = 0;
    while let Some(c) = rest[len..].chars().next() {
        let after = &rest[len + c.len_utf8()..];
        let next = after.chars().next();
        if is_word_char(c) || joins(before, c, next) {
            len += c.len_utf8();
        } else if let Some(ending) = inclusive_ending(&rest[len..], rules).filter(|_| before.is_some()) {
            len += ending;
        } else {
            break;
        }
        before = rest[..len].chars().next_back();
    }
    len
}

/// Whether `c` joins the characters on its two sides into one word.
fn joins(before: Option<char>, c: char, next: Option<char>) -> bool {
    let Some(next) = next else { return false };
    let upper = |c: Option<char>| c.is_some_and(char::is_uppercase);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match c {
        _ if is_apostrophe(c) => before.is_some() && next.is_alphanumeric(),
        '-' | '\u{2010}' | '\u{2011}' => next.is_alphanumeric(),
        '_' | '@' | '·' => before.is_some() && next.is_alphanumeric(),
        '&' => upper(before) && next.is_uppercase(),
        '.' | ',' | '/' => digit(before) && next.is_ascii_digit(),
        _ => false,
    }
}

/// « (e) », « (s) » after a French word.
fn inclusive_ending(rest: &str, rules: &Rules) -> Option<usize> {
    let ending = ["(e)", "(s)", "(es)", "(E)", "(S)", "(ES)"].iter().find(|ending| rest.starts_with(**ending))?;
    (!rules.splits_hyphens).then_some(ending.len())
}

/// Letters and digits; combining marks, joiners and soft hyphens, which belong to the character before them.
fn is_word_char(c: char) -> bool {
    (c.is_alphanumeric() && !is_unspaced(c)) || is_extender(c)
}

/// Letters of scripts that are written without spaces: Thai, Lao, Myanmar, Khmer, Han, Hiragana. Each is a token of its own with
/// what extends it, as in Unicode Standard Annex 29 without a dictionary.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e4e}' | '\u{e80}'..='\u{ece}' | '\u{1000}'..='\u{103f}' | '\u{1780}'..='\u{17d3}'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{309f}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Characters that change the one before them: combining marks, joiners, variation selectors, skin tones (Unicode, chapter 23).
fn is_extender(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' | '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}' | '\u{a4d}'
        | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}' | '\u{e31}' | '\u{e33}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}' | '\u{eb1}' | '\u{eb3}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}' | '\u{102b}'..='\u{103e}'
        | '\u{17b6}'..='\u{17d3}' | '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

/// Punctuation, a symbol, an emoji: one character with what extends it, or a run.
fn mark(rest: &str) -> usize {
    let Some(first) = rest.chars().next() else { return 0 };
    if is_stop_mark(first) {
        return run_all(rest, is_stop_mark);
    }
    match first {
        '-' | '=' | '*' | '_' | '~' | '<' | '>' | '+' | '#' | '$' | '—' | '–' | '/' | '|' => run_all(rest, |c| c == first),
        '\'' | '`' if rest[1..].starts_with(first) => 2,
        '°' if rest[first.len_utf8()..].starts_with(['C', 'F']) => first.len_utf8() + 1,
        _ => symbol(rest, first),
    }
}

/// One character, what extends it, and what a joiner (U+200D) or a second regional indicator adds to it.
fn symbol(rest: &str, first: char) -> usize {
    let is_flag = |c: char| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    let mut len = first.len_utf8();
    if is_flag(first) && rest[len..].starts_with(is_flag) {
        len += first.len_utf8();
    }
    loop {
        len += run_all(&rest[len..], is_extender);
        let joined = rest[len..].chars().next().filter(|c| rest[..len].ends_with('\u{200d}') && !c.is_whitespace());
        match joined {
            Some(c) => len += c.len_utf8(),
            None => return len,
        }
    }
}

/// Length of the leading run of characters that `belongs` accepts, looking no further than [`LOOK_AHEAD`].
fn run(rest: &str, belongs: impl Fn(char) -> bool) -> usize {
    let end = rest.char_indices().find(|&(at, c)| at > LOOK_AHEAD || !belongs(c));
    end.map_or(rest.len(), |(at, _)| at)
}

/// Length of the leading run of characters that `belongs` accepts.
fn run_all(rest: &str, belongs: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !belongs(c)).unwrap_or(rest.len())
}
