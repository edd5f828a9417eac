//! `/`: the claims, filtered, a page at a time; `/claims.json`: the same rows.

use super::frame::{Frame, framed};
use super::parts::{claim_in_words, code, date, stance};
use crate::answer::Failure;
use crate::query::{CLAIMS_PER_PAGE, Query};
use crate::words;
use maud::{Markup, html};
use saidby_casefile::{Casefile, ClaimRow};
use saidby_core::EventType;
use saidby_core::record::{DocumentRecord, StanceRecord, VERSION};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The longest quotation in the table, in characters.
const QUOTED: usize = 180;

/// One page of claims.
pub struct Rows {
    /// Each claim, with the stance of whoever says it.
    rows: Vec<(ClaimRow, Option<StanceRecord>)>,
    /// Whether there are more.
    more: bool,
}

impl Rows {
    /// Reads the page of claims that the query asks for.
    pub fn read(casefile: &Casefile, query: &Query) -> Result<Self, Failure> {
        let (claims, more) = page(casefile, query)?;
        let mut records = BTreeMap::new();
        let mut rows = Vec::with_capacity(claims.len());
        for claim in claims {
            let record = match records.entry(claim.document) {
                Entry::Occupied(record) => record.into_mut(),
                Entry::Vacant(place) => place.insert(casefile.record(claim.document)?),
            };
            let held = speakers_stance(record, &claim.name);
            rows.push((claim, held));
        }
        Ok(Self { rows, more })
    }
}

/// The claims of one page, and whether there are more.
fn page(casefile: &Casefile, query: &Query) -> Result<(Vec<ClaimRow>, bool), Failure> {
    let mut claims = casefile.claims(&query.filter)?;
    let more = claims.len() > query.before() + CLAIMS_PER_PAGE;
    claims.truncate(query.before() + CLAIMS_PER_PAGE);
    Ok((claims.split_off(query.before().min(claims.len())), more))
}

/// The stance of the claim's own source; the author's where the author speaks.
fn speakers_stance(record: &DocumentRecord, claim: &str) -> Option<StanceRecord> {
    let claim = record.claims.iter().find(|listed| listed.id == claim)?;
    let holder = claim.via.as_deref().unwrap_or("author");
    claim.stances.iter().find(|stance| stance.holder == holder).cloned()
}

/// The rows of a page as JSON.
pub fn claims_json(casefile: &Casefile, query: &Query) -> Result<Value, Failure> {
    let (claims, more) = page(casefile, query)?;
    let next = (more && query.may_go_on()).then(|| query.address("/claims.json", query.page + 1));
    Ok(json!({ "saidby": VERSION, "page": query.page, "claims": claims, "next": next }))
}

/// The page.
pub fn claims(casefile: &str, query: &Query, rows: &Rows) -> Markup {
    let body = html! {
        h1 { "Claims" }
        (filters(query))
        @if rows.rows.is_empty() { (nothing(query)) } @else {
            p.count { (range(query, rows)) }
            (table(&rows.rows))
            (pager(query, rows.more))
        }
    };
    let json = query.address("/claims.json", query.page);
    framed(&Frame { title: "Claims", casefile: Some(casefile), json: Some(&json) }, &body)
}

fn filters(query: &Query) -> Markup {
    let [actor, about, kind, since, until] = query.fields().map(|(_, value)| value);
    html! {
        form.filters action="/" method="get" role="search" aria-label="Filter claims" {
            (field("actor", "Actor", actor, "PRK, North Korea"))
            (field("about", "About", about, "arms, sanctions"))
            div.field {
                label for="type" { "Event type" }
                select #type name="type" {
                    option value="" { "Any" }
                    @for listed in EventType::ALL {
                        option value=(listed.name()) selected[listed.name() == kind] {
                            (listed.name()) " – " (words::meaning(*listed))
                        }
                    }
                }
            }
            (field("since", "Since", since, "2022-09"))
            (field("until", "Until", until, "2022-11-02"))
            div.buttons {
                button type="submit" { "Show" }
                @if query.is_filtered() { a href="/" { "Clear" } }
            }
        }
    }
}

fn field(name: &str, label: &str, value: &str, example: &str) -> Markup {
    html! {
        div.field {
            label for=(name) { (label) }
            input id=(name) name=(name) type="text" value=(value) placeholder=(example) maxlength="200" autocomplete="off";
        }
    }
}

fn nothing(query: &Query) -> Markup {
    html! {
        div.empty {
            @if query.page > 1 {
                p { "There are no claims on this page. " a href=(query.address("/", 1)) { "Go to the first" } "." }
            } @else if query.is_filtered() {
                p {
                    "No claim fits these filters. Take one away, or write the actor as a country code such as "
                    code { "PRK" } "."
                }
            } @else {
                p { "This casefile holds no claims yet. " code { "saidby add case.db pages/" } " reads pages into it." }
            }
        }
    }
}

fn range(query: &Query, rows: &Rows) -> String {
    let (first, last) = (query.before() + 1, query.before() + rows.rows.len());
    let more = if rows.more { ", and there are more" } else { "" };
    match first == last {
        true => format!("Claim {first}{more}"),
        false => format!("Claims {first} to {last}{more}"),
    }
}

fn table(rows: &[(ClaimRow, Option<StanceRecord>)]) -> Markup {
    html! {
        table.claims role="table" {
            caption.hidden { "Claims, the latest first" }
            thead role="rowgroup" {
                tr role="row" {
                    @for heading in ["Claim", "Said by", "Stance"] { th scope="col" role="columnheader" { (heading) } }
                    @for (heading, meaning) in COUNTS {
                        th.number scope="col" role="columnheader" { abbr title=(meaning) { (heading) } }
                    }
                    @for heading in ["Date", "Outlet"] { th scope="col" role="columnheader" { (heading) } }
                }
            }
            tbody role="rowgroup" { @for (claim, held) in rows { (row(claim, held.as_ref())) } }
        }
    }
}

const COUNTS: [(&str, &str); 4] = [
    ("Reports", "documents that carry the claim"),
    ("Origins", "independent origins among them: copies of one text are one"),
    ("Sources", "distinct holders who assert, accuse, confirm or admit it"),
    ("Denials", "distinct holders who deny it"),
];

fn row(claim: &ClaimRow, held: Option<&StanceRecord>) -> Markup {
    let counts = [claim.counts.reports, claim.counts.origins, claim.counts.sources, claim.counts.denials];
    html! {
        tr role="row" {
            th.claim scope="row" role="rowheader" {
                a href={ "/claim/" (claim.id) } { (claim_in_words(claim)) }
                p.quoted lang=[code(&claim.language)] dir="auto" { (quoted(claim)) }
            }
            td.said role="cell" data-label="Said by" {
                bdi.source-name { (speaker(claim)) }
                span.act { (claim.act.map_or("in the author’s voice", words::act)) }
            }
            td.sure role="cell" data-label="Stance" {
                @if let Some(held) = held { (stance(held.polarity, held.certainty, held.basis)) }
                span.overall {
                    "overall "
                    span class={ "status " (claim.status.name()) } title=(words::status_meaning(claim.status)) {
                        (claim.status.name())
                    }
                }
            }
            @for ((heading, _), count) in COUNTS.iter().zip(counts) {
                td.number.none[count == 0] role="cell" data-label=(heading) { (count) }
            }
            td.date role="cell" data-label="Date" { (when(claim)) }
            td.outlet role="cell" data-label="Outlet" {
                a href={ "/document/" (claim.document) } title=[claim.title.as_deref()] {
                    bdi { (claim.outlet.as_deref().unwrap_or("outlet not known")) }
                }
            }
        }
    }
}

/// What to call the source: the actor's name, else its words, else how it is given.
fn speaker(claim: &ClaimRow) -> &str {
    let source = &claim.source;
    let named = source.actor.as_ref().map(|actor| actor.name.as_str()).or(source.exact.as_deref());
    named.unwrap_or(words::source_kind(source.kind))
}

fn quoted(claim: &ClaimRow) -> String {
    let parts: Vec<&str> = claim.words.iter().map(|words| words.exact.as_str()).collect();
    words::shortened(&parts.join(" … "), QUOTED)
}

/// The day of the event, or else of publication.
fn when(claim: &ClaimRow) -> Markup {
    html! {
        @if let Some(day) = &claim.date { (date(day)) span.kind { "event" } }
        @else if let Some(day) = &claim.published { (date(day)) span.kind { "published" } }
        @else { span.kind { "not known" } }
    }
}

fn pager(query: &Query, more: bool) -> Markup {
    html! {
        @if more || query.page > 1 {
            nav.pager aria-label="Pages of claims" {
                @if query.page > 1 { a rel="prev" href=(query.address("/", query.page - 1)) { "← Newer" } }
                span { "Page " (query.page) }
                @if more && query.may_go_on() { a rel="next" href=(query.address("/", query.page + 1)) { "Older →" } }
                @if more && !query.may_go_on() { span { "Narrow the filters to see the rest" } }
            }
        }
    }
}
