//! Why each row is there: the pattern and cue of an attribution, how its speaker is known, and the words behind each stance.

use super::table::{content, event, held, speaker};
use crate::screen;
use saidby::core::record::{Anchor, AttributionRecord, ClaimRecord, DocumentRecord, SourceRecord};
use std::fmt::Write;

/// All attributions with their claims, then the author's own claims.
pub fn text(record: &DocumentRecord) -> String {
    let mut out = String::new();
    for attribution in &record.attributions {
        explain_attribution(&mut out, attribution);
        let claims = record.claims.iter().filter(|claim| claim.via.as_deref() == Some(&attribution.id));
        claims.for_each(|claim| explain_claim(&mut out, claim));
    }
    for claim in record.claims.iter().filter(|claim| claim.via.is_none()) {
        let _ = writeln!(out, "{}  the author speaks", screen::styled(screen::STRONG, &claim.id));
        explain_claim(&mut out, claim);
    }
    out
}

fn explain_attribution(out: &mut String, attribution: &AttributionRecord) {
    let id = screen::styled(screen::STRONG, &attribution.id);
    let negated = if attribution.negated { ", negated" } else { "" };
    let within = attribution.parent.as_ref().map_or_else(String::new, |parent| format!(", within {parent}"));
    let _ = writeln!(out, "{id}  {} · {}, {}{negated}{within}", speaker(&attribution.source), attribution.act, attribution.form);
    field(out, "words", &screen::styled(screen::QUOTED, &screen::cut(&content(attribution), usize::MAX)));
    field(out, "pattern", &attribution.pattern);
    let cue = attribution.cue.as_ref().map(|cue| format!("“{}” ({}, {}–{})", cue.exact, cue.kind, cue.start, cue.end));
    field(out, "cue", cue.as_deref().unwrap_or("none"));
    field(out, "speaker", &resolution(&attribution.source));
}

/// `“il” (pronoun) is Jean Martin, known from “Jean Martin” 12–23`.
fn resolution(source: &SourceRecord) -> String {
    let mention = source.exact.as_ref().map_or_else(String::new, |exact| format!("“{exact}” "));
    let actor = source.actor.as_ref().map_or_else(|| ", not resolved".to_owned(), |actor| format!(" is {actor}"));
    let proof = source.resolved_by.iter().map(quoted).collect::<Vec<_>>().join(", ");
    let proof = if proof.is_empty() { proof } else { format!(", known from {proof}") };
    format!("{mention}({}){actor}{proof}", source.kind)
}

fn quoted(words: &Anchor) -> String {
    format!("“{}” {}–{}", words.exact, words.start, words.end)
}

fn explain_claim(out: &mut String, claim: &ClaimRecord) {
    let trigger = quoted(&claim.event.trigger);
    field(out, "claim", &format!("{} {}, {}, from {trigger}", claim.id, event(claim), claim.when));
    for stance in &claim.stances {
        let outermost = stance.cues.first().map_or_else(|| "no words of its own".to_owned(), quoted);
        field(out, "stance", &format!("{}: {} · {outermost}", stance.holder, held(stance)));
        for (depth, cue) in stance.cues.iter().enumerate().skip(1) {
            field(out, "", &format!("{:1$}└ {2}", "", 2 * depth, quoted(cue)));
        }
    }
}

fn field(out: &mut String, name: &str, value: &str) {
    let _ = writeln!(out, "    {} {value}", screen::styled(screen::FAINT, &format!("{name:<8}")));
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn every_row_says_where_it_comes_from() {
        assert_eq!(text(&super::super::tests::record()), include_str!("../../../tests/explained.txt"));
    }

    #[test]
    fn each_word_of_a_stance_hangs_on_the_one_before() {
        let mut record = super::super::tests::record();
        let trigger = record.claims[0].event.trigger.clone();
        record.claims[0].stances[2].cues.push(trigger);
        let chain = "a2: so, certain, accused · “accused” 58–65\n               └ “arming” 77–83\n";
        assert!(text(&record).contains(chain), "{}", text(&record));
    }
}
