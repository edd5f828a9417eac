//! What the ontology's names are called on screen: plain, and on nobody's side.

use saidby_casefile::Status;
use saidby_core::{Act, EventType, Polarity, Role, SourceKind, When};

/// What an event type means (PLOVER manual, chapter on events).
pub fn meaning(kind: EventType) -> &'static str {
    use EventType::*;
    match kind {
        Agree => "agree, promise, offer",
        Consult => "meet, talk, visit",
        Support => "support in words or diplomacy",
        Concede => "yield",
        Cooperate => "cooperate materially",
        Aid => "provide aid, arms included",
        Retreat => "retreat, release, disarm",
        Request => "demand",
        Accuse => "accuse, disapprove, investigate",
        Reject => "refuse",
        Threaten => "threaten",
        Protest => "protest in the street",
        Sanction => "reduce relations, embargo, convict",
        Mobilize => "show force",
        Coerce => "arrest, seize, restrict",
        Assault => "use violence",
    }
}

/// What a holder says about a claim.
pub fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Pos => "says it is so",
        Polarity::Neg => "says it is not so",
        Polarity::Unspecified => "does not say",
    }
}

/// What a status means, in one sentence.
pub fn status_meaning(status: Status) -> &'static str {
    match status {
        Status::Stated => "the author, or someone of the actor’s own side, says so",
        Status::Alleged => "others say so of the actor",
        Status::Confirmed => "somebody confirms or admits it, and nobody denies it",
        Status::Denied => "somebody denies it, and nobody says so",
        Status::Disputed => "some say so, others deny it",
        Status::Retracted => "all who said so took it back",
        Status::Open => "nobody holds it either way",
    }
}

/// What somebody does by saying it.
pub fn act(act: Act) -> &'static str {
    match act {
        Act::Say => "says",
        Act::Inform => "informs",
        Act::Announce => "announces",
        Act::Accuse => "accuses",
        Act::Suspect => "suspects",
        Act::Deny => "denies",
        Act::Confirm => "confirms",
        Act::Admit => "admits",
        Act::Retract => "retracts",
        Act::Opine => "is of the opinion",
        Act::Predict => "predicts",
        Act::Warn => "warns",
        Act::Threaten => "threatens",
        Act::Promise => "promises",
        Act::Request => "requests",
        Act::Order => "orders",
        Act::Propose => "proposes",
        Act::Refuse => "refuses",
        Act::Reject => "rejects",
        Act::Condemn => "condemns",
        Act::Praise => "praises",
        Act::Inquire => "looks into it",
        Act::DeclineComment => "declines to comment",
        Act::Pretend => "pretends",
        Act::Fear => "fears",
        Act::Other => "speaks",
    }
}

/// When the event takes place, seen from the article.
pub fn when(when: When) -> &'static str {
    match when {
        When::Past => "has happened",
        When::Present => "goes on",
        When::Future => "is to come",
        When::Hypothetical => "under a condition",
        When::Habitual => "again and again",
        When::Unknown => "time not told",
    }
}

/// How a source is given.
pub fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Named => "by name",
        SourceKind::Nominal => "by a noun",
        SourceKind::Pronoun => "by a pronoun",
        SourceKind::Collective => "a group",
        SourceKind::Document => "a document",
        SourceKind::Outlet => "an outlet",
        SourceKind::Anonymous => "name withheld",
        SourceKind::Implicit => "not named, understood",
        SourceKind::Author => "the author",
    }
}

/// The label of a block of furniture.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Related => "link to another article",
        Role::Comment => "reader’s comment",
        Role::CommentForm => "comment form",
        Role::Promo => "promotion",
        Role::Paywall => "paywall notice",
        Role::Developing => "more to come",
        Role::SourceLink => "source link",
        Role::Legal => "legal notice",
        other => other.name(),
    }
}

/// The day of an ISO 8601 moment, or as much of it as there is.
pub fn day(moment: &str) -> &str {
    moment.split_once('T').map_or(moment, |(day, _)| day)
}

/// The first characters of `words`, up to `most`, cut at a space where there is one, with `…` where something is left out.
pub fn shortened(words: &str, most: usize) -> String {
    let Some((end, _)) = words.char_indices().nth(most) else { return words.to_owned() };
    let head = words.get(..end).unwrap_or(words);
    let cut = head.rfind(char::is_whitespace).filter(|cut| cut * 2 > head.len()).unwrap_or(head.len());
    format!("{}…", head.get(..cut).unwrap_or(head).trim_end())
}

/// An address that may be linked to: `http` and `https` only, so that no page can smuggle in a script.
pub fn web_address(url: &str) -> Option<&str> {
    let scheme = url.split_once("://")?.0;
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_at_a_space() {
        assert_eq!(shortened("les obus birmans", 40), "les obus birmans");
        assert_eq!(shortened("les obus birmans partent", 14), "les obus…");
        assert_eq!(shortened("éééééééé", 4), "éééé…");
    }

    #[test]
    fn only_web_addresses_are_linked() {
        assert_eq!(web_address("HTTPS://example.org/a"), Some("HTTPS://example.org/a"));
        assert_eq!(web_address("javascript:alert(1)//https://example.org"), None);
        assert_eq!(web_address("data://x"), None);
    }
}
