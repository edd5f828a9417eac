//! The specimen: one scraped page with all its damage, against what a careful reader gets from it.
//!
//! Two pages: `corpus` (the publisher's, in the corpora) and `ours` (`specimens/fr-damaged`, of the same form).
//!
//! - An attribution is found where the Jaccard index of the contents' words is a half or more, and the speaker is right: its mention
//!   overlaps the gold's, or it resolves to the actor of the same name, or to the same country where the gold actor is a country.
//! - A furniture span is labelled where nine tenths of it lie in blocks of its kind that hold no more than a tenth of other text.
//! - A claim is found where type, actor's country and recipient's country are the gold's; gold claims without a PLOVER type are left out.

use super::attribution::{jaccard, touched};
use super::given::{self, Points};
use super::words::{share, word_spans};
use super::{Better, Options, Outcome, Panicked, Rows, corpora, parallel};
use anyhow::{Context, Result};
use saidby::core::{CodePoints, EventType, Ledger, PageFormat, Participant, Role};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The publisher's page.
pub const NEEDS: &[&str] = &["specimen/page.txt", "specimen/gold.json"];

/// How much of a furniture span must be labelled, and how much else its blocks may hold, as shares of the span.
const LABELLED: f64 = 0.9;

#[derive(Deserialize)]
struct Gold {
    furniture: Vec<Furniture>,
    attributions: Vec<Attribution>,
    background: Vec<Background>,
    not_claims: Vec<NotClaim>,
}

#[derive(Deserialize)]
struct Furniture {
    kind: Role,
    #[serde(flatten)]
    at: Anchor,
}

#[derive(Clone, Copy, Deserialize)]
struct Anchor {
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct Attribution {
    id: String,
    source: Source,
    content: Vec<Anchor>,
    claims: Vec<Claim>,
}

#[derive(Deserialize)]
struct Source {
    actor: Option<String>,
    country: Option<String>,
    office: Option<String>,
    mention: Option<Anchor>,
}

#[derive(Deserialize)]
struct Claim {
    #[serde(rename = "type")]
    kind: Option<String>,
    actor: Option<Names>,
    recipient: Option<Names>,
}

/// One country, or several that share a part.
#[derive(Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
struct Background {
    event: Claim,
}

#[derive(Deserialize)]
struct NotClaim {
    text: Anchor,
}

/// A page's text and its gold, both in code points of the page text.
struct Page {
    set: &'static str,
    text: String,
    gold: Gold,
}

/// The files that the measures depend on.
pub fn files(corpora: &Path) -> Result<Vec<PathBuf>> {
    Ok(folders(corpora).into_iter().flat_map(|(_, folder, page)| [folder.join(page), folder.join("gold.json")]).collect())
}

fn folders(corpora: &Path) -> [(&'static str, PathBuf, &'static str); 2] {
    [("corpus", corpora.join("specimen"), "page.txt"), ("ours", crate::root().join("specimens/fr-damaged"), "1-page.txt")]
}

/// Reads the pages and measures furniture, attributions and claims.
pub fn run(options: &Options) -> Result<Outcome> {
    let mut outcome = Outcome { rows: Rows::new(&["found"]), ..Outcome::default() };
    let mut pages = Vec::new();
    for (set, folder, name) in folders(&options.corpora) {
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).with_context(|| format!("cannot read `{name}`"));
        let gold = serde_json::from_str(&read("gold.json")?).with_context(|| format!("the gold of `{set}`"))?;
        pages.push(Page { set, text: read(name)?, gold });
    }
    let line = |page: &Page| corpora::text_page(page.set, PageFormat::Text, None, &page.text).map(saidby::ledger);
    for (page, timed) in pages.iter().zip(parallel::map(&pages, |page| page.set.to_owned(), line)) {
        match timed.result {
            Ok(ledger) => measure(page, &ledger?, &mut outcome),
            Err(panicked) => outcome.panics.push(Panicked { id: page.set.to_owned(), ..panicked }),
        }
    }
    Ok(outcome)
}

fn measure(page: &Page, ledger: &Ledger, outcome: &mut Outcome) {
    measure_attributions(page, ledger, outcome);
    measure_furniture(page, ledger, outcome);
    measure_claims(page, ledger, outcome);
}

fn measure_attributions(page: &Page, ledger: &Ledger, outcome: &mut Outcome) {
    let words = word_spans(&page.text);
    let answers = given::attributions(ledger);
    let contents: Vec<BTreeSet<usize>> = answers.iter().map(|answer| touched(&words, &answer.content)).collect();
    let mut pairs = Vec::new();
    for (i, gold) in page.gold.attributions.iter().enumerate() {
        let content = touched(&words, &gold.content.iter().map(Anchor::points).collect::<Vec<_>>());
        for (j, answer) in contents.iter().enumerate() {
            let index = jaccard(&content, answer);
            if index >= 0.5 && right_speaker(&gold.source, j, &answers[j].source, ledger) {
                pairs.push((index, i, j));
            }
        }
    }
    let found = one_to_one(pairs);
    for (i, gold) in page.gold.attributions.iter().enumerate() {
        outcome.rows.push(&format!("{}/attribution/{}", page.set, gold.id), &[yes(found.iter().any(|&(gold, _)| gold == i))]);
    }
    outcome.measure(format!("{}.attributions.found", page.set), found.len() as f64, Better::Higher);
    outcome.measure(format!("{}.attributions.gold", page.set), page.gold.attributions.len() as f64, Better::Neither);
    outcome.measure(format!("{}.attributions.false", page.set), (answers.len() - found.len()) as f64, Better::Lower);
}

fn right_speaker(gold: &Source, answer: usize, mention: &[Points], ledger: &Ledger) -> bool {
    let overlaps = |at: &Anchor| mention.iter().any(|&(start, end)| start < at.end && at.start < end);
    if gold.mention.as_ref().is_some_and(overlaps) {
        return true;
    }
    let source = ledger.statements.attributions.get(answer).map(|attribution| &attribution.source);
    let Some(actor) = source.and_then(|source| ledger.statements.actor(source.actor?)) else { return false };
    let same_name = gold.actor.as_ref().is_some_and(|name| name.to_lowercase() == actor.name.to_lowercase());
    let is_country = gold.office.is_none() && actor.id.starts_with("country:");
    same_name || (is_country && gold.country.as_deref() == actor.country.as_ref().map(|country| country.code()))
}

fn measure_furniture(page: &Page, ledger: &Ledger, outcome: &mut Outcome) {
    let points = CodePoints::of(&ledger.article.page_text);
    let blocks: Vec<(Role, Points)> = ledger.article.blocks.iter().map(|block| (block.role, points.range(block.page))).collect();
    let printed: BTreeSet<usize> = page.text.chars().enumerate().filter(|(_, c)| !c.is_whitespace()).map(|(at, _)| at).collect();
    let mut labelled = 0;
    for (i, gold) in page.gold.furniture.iter().enumerate() {
        let found = is_labelled(gold, &page.gold.furniture, &blocks, &printed);
        labelled += usize::from(found);
        outcome.rows.push(&format!("{}/furniture/{:02}-{}", page.set, i + 1, gold.kind), &[yes(found)]);
    }
    outcome.measure(format!("{}.furniture.labelled", page.set), labelled as f64, Better::Higher);
    outcome.measure(format!("{}.furniture.gold", page.set), page.gold.furniture.len() as f64, Better::Neither);
}

fn is_labelled(gold: &Furniture, all: &[Furniture], blocks: &[(Role, Points)], printed: &BTreeSet<usize>) -> bool {
    let span: BTreeSet<usize> = printed.range(gold.at.start..gold.at.end).copied().collect();
    let touching = blocks.iter().filter(|(role, at)| *role == gold.kind && at.0 < gold.at.end && gold.at.start < at.1);
    let held: BTreeSet<usize> = touching.flat_map(|(_, at)| printed.range(at.0..at.1)).copied().collect();
    let same_kind = |at: &usize| all.iter().any(|one| one.kind == gold.kind && (one.at.start..one.at.end).contains(at));
    let other = held.iter().filter(|at| !same_kind(at)).count();
    let whole = span.len() as f64;
    share(span.intersection(&held).count() as f64, whole) >= LABELLED && share(other as f64, whole) <= 1.0 - LABELLED
}

fn measure_claims(page: &Page, ledger: &Ledger, outcome: &mut Outcome) {
    let answers: Vec<Coded> = ledger.statements.claims.iter().filter_map(|claim| Coded::of(claim, ledger)).collect();
    let gold: Vec<(String, &Claim)> = page.gold.attributions.iter().flat_map(Attribution::numbered_claims).collect();
    let pair_up = |gold: &[&Claim], taken: &BTreeSet<usize>| {
        let pairs = gold.iter().enumerate().flat_map(|(i, gold)| {
            let fits = answers.iter().enumerate().filter(|(j, answer)| !taken.contains(j) && answer.is(gold));
            fits.map(move |(j, _)| (1.0, i, j)).collect::<Vec<_>>()
        });
        one_to_one(pairs.collect())
    };
    let found = pair_up(&gold.iter().map(|(_, claim)| *claim).collect::<Vec<_>>(), &BTreeSet::new());
    for (i, (id, _)) in gold.iter().enumerate() {
        outcome.rows.push(&format!("{}/claim/{id}", page.set), &[yes(found.iter().any(|&(gold, _)| gold == i))]);
    }
    let taken = found.iter().map(|&(_, answer)| answer).collect();
    let background = pair_up(&page.gold.background.iter().map(|background| &background.event).collect::<Vec<_>>(), &taken);
    outcome.measure(format!("{}.claims.found", page.set), found.len() as f64, Better::Higher);
    outcome.measure(format!("{}.claims.gold", page.set), gold.len() as f64, Better::Neither);
    outcome.measure(
        format!("{}.claims.false", page.set),
        (answers.len() - found.len() - background.len()) as f64,
        Better::Neither,
    );
    outcome.measure(format!("{}.claims.from_not_claims", page.set), from_not_claims(page, ledger) as f64, Better::Lower);
}

/// How many claims and attributions are taken from words that are none.
fn from_not_claims(page: &Page, ledger: &Ledger) -> usize {
    let points = CodePoints::of(&ledger.article.page_text);
    let taken = |(start, end): &Points| page.gold.not_claims.iter().any(|no| *start < no.text.end && no.text.start < *end);
    let triggers = ledger.statements.claims.iter().map(|claim| claim.event.trigger);
    let contents = ledger.statements.attributions.iter().flat_map(|attribution| attribution.content.iter().copied());
    triggers.chain(contents).flat_map(|span| given::in_page(&ledger.article, &points, span)).filter(|span| taken(span)).count()
}

/// A claim's type and the countries of its parts.
struct Coded {
    kind: EventType,
    actor: Option<String>,
    recipient: Option<String>,
}

impl Coded {
    fn of(claim: &saidby::core::Claim, ledger: &Ledger) -> Option<Self> {
        let country = |part: &Option<Participant>| {
            let actor = part.as_ref().and_then(|part| ledger.statements.actor(part.actor));
            actor.and_then(|actor| actor.country).map(|country| country.code().to_owned())
        };
        Some(Self { kind: claim.event.kind?, actor: country(&claim.event.actor), recipient: country(&claim.event.recipient) })
    }

    fn is(&self, gold: &Claim) -> bool {
        gold.kind.as_deref() == Some(self.kind.name())
            && Names::is(&gold.actor, self.actor.as_deref())
            && Names::is(&gold.recipient, self.recipient.as_deref())
    }
}

impl Names {
    fn is(gold: &Option<Names>, answer: Option<&str>) -> bool {
        match gold {
            None => answer.is_none(),
            Some(Names::One(name)) => answer == Some(name),
            Some(Names::Several(names)) => names.iter().any(|name| answer == Some(name)),
        }
    }
}

impl Attribution {
    /// Its claims that have a PLOVER type, each with an id of its own.
    fn numbered_claims(&self) -> Vec<(String, &Claim)> {
        let plover = |claim: &&Claim| claim.kind.as_ref().is_some_and(|kind| kind.parse::<EventType>().is_ok());
        self.claims.iter().filter(plover).enumerate().map(|(i, claim)| (format!("{}-{}", self.id, i + 1), claim)).collect()
    }
}

impl Anchor {
    fn points(&self) -> Points {
        (self.start, self.end)
    }
}

/// Pairs of (gold, answer), the highest score first, neither twice.
fn one_to_one(mut pairs: Vec<(f64, usize, usize)>) -> Vec<(usize, usize)> {
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    for (_, gold, answer) in pairs {
        if !chosen.iter().any(|&(g, a)| g == gold || a == answer) {
            chosen.push((gold, answer));
        }
    }
    chosen
}

fn yes(found: bool) -> Option<f64> {
    Some(f64::from(u8::from(found)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn furniture(kind: Role, start: usize, end: usize) -> Furniture {
        Furniture { kind, at: Anchor { start, end } }
    }

    #[test]
    fn furniture_is_labelled_by_kind_and_extent() {
        let gold = [furniture(Role::Caption, 0, 10), furniture(Role::Caption, 10, 20)];
        let printed: BTreeSet<usize> = (0..40).collect();
        let labelled = |role, end| is_labelled(&gold[0], &gold, &[(role, (0, end))], &printed);
        assert!(labelled(Role::Caption, 10) && labelled(Role::Caption, 20), "two captions may be one block");
        assert!(!labelled(Role::Related, 10) && !labelled(Role::Caption, 8) && !labelled(Role::Caption, 30));
    }

    #[test]
    fn pairs_are_one_to_one() {
        assert_eq!(one_to_one(vec![(0.5, 0, 0), (0.9, 1, 0), (0.6, 0, 1)]), [(1, 0), (0, 1)]);
    }

    #[test]
    fn several_recipients_are_alternatives() {
        let gold = Some(Names::Several(vec!["PRK".to_owned(), "IRN".to_owned()]));
        assert!(Names::is(&gold, Some("IRN")) && !Names::is(&gold, None) && Names::is(&None, None));
    }
}
