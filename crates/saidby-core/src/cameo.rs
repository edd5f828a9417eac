//! The CAMEO code that stands nearest to an event of PLOVER.
//!
//! CAMEO: Schrodt, *Conflict and Mediation Event Observations*, codebook 1.1b3 (2012). Nearest: the conversion table of PLOVER's makers
//! (17 September 2021), read backwards; where a mode spans several codes, the one that is most general. Sanctions and embargoes are
//! SANCTION here and 163 there.

use crate::{EventType, Mode};

/// Type, mode (empty: none of those below), code.
const CODES: &[(EventType, &str, &str)] = &[
    (EventType::Agree, "", "030"),
    (EventType::Consult, "", "040"),
    (EventType::Consult, "phone", "041"),
    (EventType::Consult, "visit", "042"),
    (EventType::Consult, "third-party", "045"),
    (EventType::Consult, "multilateral", "046"),
    (EventType::Support, "", "050"),
    (EventType::Cooperate, "", "060"),
    (EventType::Aid, "", "070"),
    (EventType::Concede, "", "080"),
    (EventType::Retreat, "", "080"),
    (EventType::Retreat, "resign", "083"),
    (EventType::Retreat, "release", "084"),
    (EventType::Retreat, "access", "086"),
    (EventType::Retreat, "ceasefire", "0871"),
    (EventType::Retreat, "disarm", "0873"),
    (EventType::Retreat, "withdraw", "0874"),
    (EventType::Request, "", "100"),
    (EventType::Request, "assist", "103"),
    (EventType::Request, "change", "104"),
    (EventType::Request, "yield", "105"),
    (EventType::Request, "meet", "106"),
    (EventType::Accuse, "", "110"),
    (EventType::Accuse, "investigate", "090"),
    (EventType::Accuse, "disapprove", "111"),
    (EventType::Accuse, "allege", "112"),
    (EventType::Reject, "", "120"),
    (EventType::Reject, "assist", "122"),
    (EventType::Reject, "change", "123"),
    (EventType::Reject, "yield", "124"),
    (EventType::Reject, "meet", "125"),
    (EventType::Threaten, "", "130"),
    (EventType::Threaten, "relations", "131"),
    (EventType::Threaten, "restrict", "1312"),
    (EventType::Threaten, "expel", "136"),
    (EventType::Threaten, "arrest", "137"),
    (EventType::Threaten, "violence", "138"),
    (EventType::Threaten, "territory", "1382"),
    (EventType::Protest, "", "140"),
    (EventType::Protest, "demo", "141"),
    (EventType::Protest, "hunger", "142"),
    (EventType::Protest, "strike", "143"),
    (EventType::Protest, "boycott", "143"),
    (EventType::Protest, "obstruct", "144"),
    (EventType::Protest, "riot", "145"),
    (EventType::Protest, "vandalize", "145"),
    (EventType::Mobilize, "", "150"),
    (EventType::Mobilize, "police", "153"),
    (EventType::Mobilize, "troops", "154"),
    (EventType::Mobilize, "militia", "154"),
    (EventType::Sanction, "", "160"),
    (EventType::Sanction, "convict", "116"),
    (EventType::Sanction, "withdraw", "161"),
    (EventType::Sanction, "discontinue", "163"),
    (EventType::Sanction, "expel", "166"),
    (EventType::Coerce, "", "170"),
    (EventType::Coerce, "seize", "171"),
    (EventType::Coerce, "restrict", "172"),
    (EventType::Coerce, "censor", "1721"),
    (EventType::Coerce, "curfew", "1723"),
    (EventType::Coerce, "martial-law", "1724"),
    (EventType::Coerce, "arrest", "173"),
    (EventType::Coerce, "deport", "174"),
    (EventType::Coerce, "cyber", "176"),
    (EventType::Assault, "", "190"),
    (EventType::Assault, "destroy", "1712"),
    (EventType::Assault, "crowd-control", "175"),
    (EventType::Assault, "abduct", "181"),
    (EventType::Assault, "beat", "182"),
    (EventType::Assault, "primitive", "1823"),
    (EventType::Assault, "sexual", "1821"),
    (EventType::Assault, "torture", "1822"),
    (EventType::Assault, "explosives", "183"),
    (EventType::Assault, "suicide-attack", "1831"),
    (EventType::Assault, "targeted", "186"),
    (EventType::Assault, "firearms", "193"),
    (EventType::Assault, "heavy-weapons", "194"),
    (EventType::Assault, "aerial", "195"),
    (EventType::Assault, "drone", "195"),
    (EventType::Assault, "unconventional", "204"),
];

/// The CAMEO code of an event: three or four digits, the first two its root.
///
/// ```
/// use saidby_core::{EventType, cameo};
/// assert_eq!(cameo(EventType::Accuse, EventType::Accuse.mode("allege")), "112");
/// assert_eq!(cameo(EventType::Aid, None), "070");
/// ```
pub fn cameo(kind: EventType, mode: Option<Mode>) -> &'static str {
    let code = |name: &str| CODES.iter().find(|(of, mode, _)| *of == kind && *mode == name).map(|(_, _, code)| *code);
    mode.and_then(|mode| code(mode.name())).or_else(|| code("")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_code_and_every_mode_listed_is_one_of_its_type() {
        assert!(EventType::ALL.iter().all(|&kind| !cameo(kind, None).is_empty()));
        for (kind, mode, code) in CODES {
            assert!(mode.is_empty() || kind.mode(mode).is_some(), "{kind:?} {mode}");
            assert!((3..=4).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
        }
    }
}
