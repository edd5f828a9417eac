//! Blocks that invite the reader to another channel: "Follow The Quay on Telegram", "Le journal vous plaît ? Suivez-nous sur Facebook."
//!
//! A channel named, and a sentence that opens with a verb addressed to the reader (in some languages: ends with one). The words
//! are `ontology/invitation-words.tsv`.

use super::words::{led, levelled};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// Bytes, at most, of an invitation.
const LONGEST: usize = 400;

struct Words {
    channels: Option<AhoCorasick>,
    calls: Vec<String>,
    endings: Option<AhoCorasick>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = saidby_lexicon::table("ontology", "invitation-words");
    let kind = |kind: &str| {
        let rows = table.into_iter().flat_map(|table| table.rows());
        rows.filter(|row| row.get("kind") == kind).map(|row| levelled(row.get("word"))).collect::<Vec<_>>()
    };
    Words {
        channels: AhoCorasick::new(kind("channel")).ok(),
        calls: kind("call"),
        endings: AhoCorasick::new(kind("ending")).ok(),
    }
});

/// Whether the block invites the reader to a newsletter, an application or a social network.
pub fn is_invitation(block: &str) -> bool {
    if block.len() > LONGEST || block.trim_start().starts_with(['"', '“', '„', '«', '‘', '”', '「', '『']) {
        return false;
    }
    let words = led(block);
    holds_any(&words, &WORDS.channels) && (sentences(&words).any(starts_with_call) || holds_any(&words, &WORDS.endings))
}

fn sentences(words: &str) -> impl Iterator<Item = &str> {
    words
        .split(['.', '!', '?', ':', '。', '！', '？'])
        .map(|sentence| sentence.trim_start_matches(|c: char| !c.is_alphanumeric()))
}

fn starts_with_call(sentence: &str) -> bool {
    WORDS.calls.iter().any(|call| sentence.strip_prefix(call.as_str()).is_some_and(|rest| is_edge(call, rest)))
}

fn holds_any(words: &str, listed: &Option<AhoCorasick>) -> bool {
    listed.iter().flat_map(|listed| listed.find_overlapping_iter(words)).any(|found| {
        let before = words[..found.start()].chars().next_back();
        let word = &words[found.range()];
        (is_spaceless(word) || !before.is_some_and(char::is_alphanumeric)) && is_edge(word, &words[found.end()..])
    })
}

fn is_edge(word: &str, rest: &str) -> bool {
    is_spaceless(word) || !rest.starts_with(char::is_alphanumeric)
}

/// Whether the word is of a script that puts no space between words, or of Korean, which puts endings after them.
fn is_spaceless(word: &str) -> bool {
    word.chars()
        .next_back()
        .is_some_and(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'))
}

#[cfg(test)]
mod tests {
    use super::is_invitation;

    #[test]
    fn a_call_and_a_channel_make_an_invitation() {
        for block in [
            "Follow The Quay on Telegram and Instagram.",
            "Vous aimez Le Quai ? Suivez-nous sur WhatsApp.",
            "Haberlerimizi Telegram kanalımızdan takip edin.",
            "訂閱我們的電子報",
        ] {
            assert!(is_invitation(block), "{block}");
        }
    }

    #[test]
    fn a_channel_in_the_news_is_none() {
        for block in [
            "The minister announced it on Telegram on Monday.",
            "“Follow me on Telegram”, the minister wrote to his voters on Monday.",
            "Follow-up talks are planned for the summer.",
        ] {
            assert!(!is_invitation(block), "{block}");
        }
    }
}
