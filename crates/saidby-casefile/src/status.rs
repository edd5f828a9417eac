//! The status of a claim and its counts, derived from who holds what. Never stored.

use crate::Counts;
use saidby_core::{Act, Basis, Certainty, Polarity};
use serde::Serialize;
use std::collections::BTreeSet;

/// What the stances on a claim amount to. Not whether it is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The author, or someone of the actor's own side, says so.
    Stated,
    /// Others say so of the actor: asserted, accused, suspected, believed.
    Alleged,
    /// Somebody confirms or admits it, and nobody denies it.
    Confirmed,
    /// Somebody denies it, and nobody says so.
    Denied,
    /// Some say so, others deny it.
    Disputed,
    /// All who said so took it back.
    Retracted,
    /// Nobody holds it either way: it is asked, looked into, feared, ordered, passed on.
    Open,
}

impl Status {
    /// Its name, in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Alleged => "alleged",
            Self::Confirmed => "confirmed",
            Self::Denied => "denied",
            Self::Disputed => "disputed",
            Self::Retracted => "retracted",
            Self::Open => "open",
        }
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

/// A stance on a claim, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The claim that carries the stance.
    pub claim: i64,
    /// Its document.
    pub document: i64,
    /// The origin that the document counts for.
    pub origin: String,
    /// Equal for stances of one holder: the actor's key, or the words and the origin of a holder who is not resolved.
    pub holder: String,
    /// The holder's name, to show.
    pub name: String,
    /// Whether the author of the article holds it.
    pub author: bool,
    /// Whether the holder is the event's actor, or of the same country.
    pub own_side: bool,
    /// What the holder did by saying it; `None` for the author.
    pub act: Option<Act>,
    /// Whether it is so.
    pub polarity: Polarity,
    /// How sure.
    pub certainty: Certainty,
    /// On what basis.
    pub basis: Basis,
}

/// How a stance bears on its claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bearing {
    Confirms,
    States,
    Alleges,
    TakesBack,
    Denies,
    None,
}

/// The status of a claim from all stances on it, and the reasons: the stances that decided, one line each.
///
/// Rules, in order (PRODUCT.md):
/// 1. a negative stance denies, unless the holder retracts what that same holder said: then it takes it back;
/// 2. looking into it, asking, fearing, ordering, requesting, passing on and pretending never support it;
/// 3. an accusation, a suspicion or a belief alleges and never confirms; so does an assertion about another side's doings;
/// 4. an assertion or a promise by the author or by the actor's own side states it;
/// 5. a holder who took it back no longer counts as saying so.
pub fn status(stances: &[Held]) -> (Status, Vec<String>) {
    let gone: BTreeSet<&str> = with(stances, Bearing::TakesBack).map(|held| held.holder.as_str()).collect();
    let says = |bearing| with(stances, bearing).any(|held| !gone.contains(held.holder.as_str()));
    let (confirms, states, alleges) = (says(Bearing::Confirms), says(Bearing::States), says(Bearing::Alleges));
    let supported = confirms || states || alleges;
    let denied = says(Bearing::Denies);
    let status = match (supported, denied) {
        (true, true) => Status::Disputed,
        (false, true) => Status::Denied,
        (false, false) if !gone.is_empty() => Status::Retracted,
        (false, false) => Status::Open,
        (true, false) if confirms => Status::Confirmed,
        (true, false) if states => Status::Stated,
        (true, false) => Status::Alleged,
    };
    (status, reasons(stances))
}

/// Reports, origins, asserting sources and denials among the stances on one claim.
pub(crate) fn counts(stances: &[Held]) -> Counts {
    let distinct = |holders: &mut dyn Iterator<Item = &Held>| holders.map(|held| &held.holder).collect::<BTreeSet<_>>().len();
    Counts {
        reports: stances.iter().map(|held| held.document).collect::<BTreeSet<_>>().len(),
        origins: stances.iter().map(|held| &held.origin).collect::<BTreeSet<_>>().len(),
        sources: distinct(&mut stances.iter().filter(|held| asserts(held))),
        denials: distinct(&mut with(stances, Bearing::Denies)),
    }
}

fn asserts(held: &Held) -> bool {
    held.polarity == Polarity::Pos && matches!(held.basis, Basis::Asserted | Basis::Accused | Basis::Confirmed | Basis::Admitted)
}

fn with(stances: &[Held], bearing: Bearing) -> impl Iterator<Item = &Held> {
    stances.iter().filter(move |held| bearing_of(held) == bearing)
}

fn bearing_of(held: &Held) -> Bearing {
    use Basis::*;
    match (held.polarity, held.basis) {
        (_, Investigating | Asked | Feared | Ordered | Requested | Conditional | Reported | Pretended) => Bearing::None,
        (Polarity::Unspecified, _) => Bearing::None,
        (Polarity::Neg, _) if held.act == Some(Act::Retract) => Bearing::TakesBack,
        (Polarity::Neg, _) => Bearing::Denies,
        (Polarity::Pos, Denied) => Bearing::None,
        (Polarity::Pos, Confirmed | Admitted) => Bearing::Confirms,
        (Polarity::Pos, Accused | Suspected | Believed) => Bearing::Alleges,
        (Polarity::Pos, Asserted | Promised) if held.author || held.own_side => Bearing::States,
        (Polarity::Pos, Asserted | Promised) => Bearing::Alleges,
    }
}

/// `John Smith: alleges (pos certain accused)`, each holder once, the strongest bearing first.
fn reasons(stances: &[Held]) -> Vec<String> {
    let mut lines: Vec<(Bearing, String)> = stances.iter().map(|held| (bearing_of(held), reason(held))).collect();
    lines.sort_by_key(|(bearing, _)| *bearing);
    let mut seen = BTreeSet::new();
    lines.into_iter().map(|(_, line)| line).filter(|line| seen.insert(line.clone())).collect()
}

fn reason(held: &Held) -> String {
    let does = match bearing_of(held) {
        Bearing::Confirms => "confirms it",
        Bearing::States => "states it",
        Bearing::Alleges => "alleges it",
        Bearing::TakesBack => "takes it back",
        Bearing::Denies => "denies it",
        Bearing::None => "holds it neither way",
    };
    format!("{} {does} ({} {} {})", held.name, held.polarity, held.certainty, held.basis)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(holder: &str, polarity: Polarity, basis: Basis) -> Held {
        Held {
            claim: 1,
            document: 1,
            origin: "document 1".to_owned(),
            holder: holder.to_owned(),
            name: holder.to_owned(),
            author: holder == "author",
            own_side: holder == "actor",
            act: None,
            polarity,
            certainty: Certainty::Certain,
            basis,
        }
    }

    fn pos(holder: &str, basis: Basis) -> Held {
        held(holder, Polarity::Pos, basis)
    }

    fn neg(holder: &str, basis: Basis) -> Held {
        held(holder, Polarity::Neg, basis)
    }

    fn passed_on() -> Held {
        held("author", Polarity::Unspecified, Basis::Reported)
    }

    fn taken_back(holder: &str) -> Held {
        Held { act: Some(Act::Retract), ..neg(holder, Basis::Asserted) }
    }

    #[test]
    fn status_of_a_claim() {
        use Basis::*;
        let cases: &[(&[Held], Status)] = &[
            (&[], Status::Open),
            (&[passed_on()], Status::Open),
            (&[passed_on(), pos("envoy", Accused)], Status::Alleged),
            (&[passed_on(), pos("envoy", Accused), pos("minister", Accused)], Status::Alleged),
            (&[passed_on(), pos("envoy", Suspected)], Status::Alleged),
            (&[passed_on(), pos("envoy", Asserted)], Status::Alleged),
            (&[passed_on(), pos("actor", Asserted)], Status::Stated),
            (&[passed_on(), pos("actor", Promised)], Status::Stated),
            (&[pos("author", Asserted)], Status::Stated),
            (&[passed_on(), pos("envoy", Accused), pos("actor", Admitted)], Status::Confirmed),
            (&[passed_on(), pos("envoy", Confirmed)], Status::Confirmed),
            (&[passed_on(), pos("envoy", Confirmed), neg("actor", Denied)], Status::Disputed),
            (&[passed_on(), pos("envoy", Accused), neg("actor", Denied)], Status::Disputed),
            (&[passed_on(), neg("actor", Denied)], Status::Denied),
            (&[passed_on(), pos("actor", Pretended), neg("envoy", Asserted)], Status::Denied),
            (&[passed_on(), pos("envoy", Accused), taken_back("envoy")], Status::Retracted),
            (&[passed_on(), pos("envoy", Accused), taken_back("envoy"), pos("minister", Accused)], Status::Alleged),
            (&[passed_on(), pos("envoy", Accused), taken_back("minister")], Status::Alleged),
            (&[passed_on(), taken_back("envoy"), neg("actor", Denied)], Status::Denied),
        ];
        for (stances, expected) in cases {
            assert_eq!(status(stances).0, *expected, "{stances:?}");
        }
    }

    #[test]
    fn looking_into_it_never_supports_it() {
        use Basis::*;
        for basis in [Investigating, Asked, Feared, Ordered, Requested, Conditional, Reported, Pretended] {
            assert_eq!(status(&[passed_on(), pos("envoy", basis)]).0, Status::Open, "{basis}");
            let accused = [pos("envoy", Accused), pos("court", basis)];
            assert_eq!((status(&accused).0, counts(&accused).sources), (Status::Alleged, 1), "{basis}");
        }
    }

    #[test]
    fn five_outlets_at_one_briefing_are_one_asserting_source() {
        let at = |document: i64| Held { document, origin: format!("document {document}"), ..pos("envoy", Basis::Accused) };
        let counted = counts(&(1..=5).map(at).collect::<Vec<_>>());
        assert_eq!((counted.reports, counted.origins, counted.sources, counted.denials), (5, 5, 1, 0));
    }

    #[test]
    fn one_source_in_twelve_outlets_is_one_origin() {
        let at = |document: i64| Held { document, origin: "copies 1".to_owned(), ..pos("envoy", Basis::Accused) };
        let counted = counts(&(1..=12).map(at).collect::<Vec<_>>());
        assert_eq!((counted.reports, counted.origins, counted.copies()), (12, 1, 11));
    }

    #[test]
    fn what_decides_comes_first_among_the_reasons() {
        let (_, reasons) = status(&[passed_on(), neg("actor", Basis::Denied), pos("envoy", Basis::Accused), passed_on()]);
        let expected = [
            "envoy alleges it (pos certain accused)",
            "actor denies it (neg certain denied)",
            "author holds it neither way (unspecified certain reported)",
        ];
        assert_eq!(reasons, expected);
    }
}
