//! A small casefile, made by hand: three invented reports of one briefing, and one page whose every field is hostile.

use saidby_casefile::Casefile;
use saidby_core::*;
use std::path::Path;

/// Words that would run, break out of an attribute or end an element, were they not escaped.
pub const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;</title></textarea>";

/// A casefile at `path` with three reports and a hostile page, documents 1 to 4.
pub fn casefile(path: &Path) {
    fill(path, [briefing(), copy_of_it("Radio Baltia", 2), copy_of_it("Le Fanal du Nord", 3), hostile()]);
}

/// A casefile at `path` with these documents, in their order.
pub fn fill(path: &Path, documents: impl IntoIterator<Item = Ledger>) {
    let mut casefile = Casefile::create_or_open(path).unwrap();
    for ledger in documents {
        casefile.add(&ledger).unwrap();
    }
    casefile.close().unwrap();
}

/// A page from its blocks, with nothing said of it yet.
fn page(name: &str, outlet: &str, day: &str, blocks: &[(Role, &str)]) -> Ledger {
    let (mut page_text, mut spans) = (String::new(), Vec::new());
    for (role, text) in blocks {
        let start = page_text.len();
        page_text.push_str(text);
        spans.push(Block { role: *role, page: Span::new(start, page_text.len()), text: None });
        page_text.push_str("\n\n");
    }
    let found = |value: &str| Some(Found { value: value.to_owned(), from: "input:test" });
    let metadata = Metadata {
        title: found(blocks[0].1),
        authors: found("Maëlle Kerandraon").into_iter().collect(),
        published: Some(Found { value: Moment::day(day.parse().unwrap()), from: "input:test" }),
        language: Some(Found { value: Language::ENGLISH, from: "input:test" }),
        outlet: found(outlet),
        url: found(&format!("https://{name}.example/kenya-drones")),
        ..Metadata::default()
    };
    let sources = SourceMap::identity(page_text.len());
    let article = Article::assemble(metadata, page_text.clone(), sources.clone(), spans);
    let sha256 = format!("{:0>64}", name.len());
    let page = Page { sha256, decoding: sources, ..Page::of_text(&format!("pages/{name}.txt"), PageFormat::Text, &page_text) };
    let sentences =
        article.blocks.iter().filter_map(|block| block.text).map(|span| Sentence { span, tokens: Vec::new() }).collect();
    Ledger { page, article, sentences, statements: Statements::default(), notices: Vec::new() }
}

fn actor(id: &str, name: &str, country: &str) -> Actor {
    Actor { id: id.to_owned(), name: name.to_owned(), country: country.parse().ok(), sector: Some(Sector::Gov), role: None }
}

fn words(text: &str, wanted: &str) -> Span {
    let start = text.find(wanted).unwrap_or_else(|| panic!("`{wanted}` is not in the text"));
    Span::new(start, start + wanted.len())
}

fn attribution(text: &str, source: (&str, u32), cue: &str, content: &str, act: Act) -> Attribution {
    Attribution {
        parent: None,
        source: Source {
            kind: SourceKind::Named,
            mention: Some(words(text, source.0)),
            actor: Some(ActorRef(source.1)),
            resolved_by: vec![words(text, source.0)],
        },
        addressee: None,
        cue: Some(Cue { span: words(text, cue), kind: CueKind::Verb }),
        content: vec![words(text, content)],
        form: Form::Mixed,
        act,
        negated: false,
        said_at: None,
        pattern: "by-hand",
    }
}

fn claim(
    text: &str,
    via: Option<u32>,
    kind: Option<EventType>,
    who: (u32, u32),
    trigger: &str,
    held: (Polarity, Certainty, Basis),
) -> Claim {
    let part = |actor| Some(Participant { actor: ActorRef(actor), mention: None });
    let (polarity, certainty, basis) = held;
    let stance =
        |via| Stance { holder: Holder::Source(AttributionId(via)), polarity, certainty, basis, cues: vec![words(text, trigger)] };
    Claim {
        via: via.map(AttributionId),
        event: Event {
            kind,
            mode: None,
            contexts: vec![Context::Military],
            trigger: words(text, trigger),
            actor: part(who.0),
            recipient: part(who.1),
            item: None,
            quantity: None,
            place: None,
            date: None,
            mutual: false,
            confidence: Confidence::SURE,
        },
        when: When::Present,
        stances: [Stance::reported_by_author()].into_iter().chain(via.map(stance)).collect(),
    }
}

fn briefing() -> Ledger {
    let mut ledger = briefing_page();
    let text = ledger.article.text.clone();
    let statements = &mut ledger.statements;
    statements.actors = briefing_actors();
    statements.actors[0].role = Some(words(&text, "Kenya’s deputy foreign minister"));
    statements.attributions = briefing_attributions(&text);
    statements.claims = briefing_claims(&text);
    ledger.notices = vec![Notice::of(NoticeKind::Abstained, "who is meant by “one” in the last quotation is not settled")];
    ledger
}

fn briefing_page() -> Ledger {
    page(
        "harbour",
        "The Harbour Ledger",
        "2023-10-19",
        &[
            (Role::Headline, "Kenya says Eritrea is arming South Sudan"),
            (Role::Byline, "By Tamsin Okello-Reyes"),
            (
                Role::Caption,
                "JUBA, SOUTH SUDAN - MAY 4: A cargo aircraft stands at Juba airport on May 4, 2021. (Photo by Piers \
                 Adong/Equator Images)",
            ),
            (Role::Standfirst, "Nairobi says drones were flown in as farm equipment. Asmara calls it fiction."),
            (
                Role::Paragraph,
                "Eritrea is “covertly supplying armed drones” to South Sudan’s army, Kenya’s deputy foreign minister, \
                 Wanjiru Otieno-Hale, told reporters on Thursday.",
            ),
            (Role::Related, "Read more: Somalia denies army mutiny as shots heard near the port"),
            (
                Role::Paragraph,
                "She added that her government was still trying to establish whether the drones had reached the front \
                 around Malakal.",
            ),
            (Role::Heading, "‘A work of fiction’"),
            (
                Role::Paragraph,
                "Eritrea denied the charge. “Not one drone has left our territory,” said its information ministry \
                 spokesman, Tesfalem Habte-Ghiorgis. “If one is found, show it to us.”",
            ),
            (Role::Paragraph, "Ethiopia met the African Union in Addis Ababa the same evening."),
            (Role::Developing, "More to come…"),
            (Role::CommentForm, "Leave a Reply"),
        ],
    )
}

fn briefing_actors() -> Vec<Actor> {
    vec![
        actor("person:wanjiru-otieno-hale", "Wanjiru Otieno-Hale", "KEN"),
        actor("country:ERI", "Eritrea", "ERI"),
        actor("country:SSD", "South Sudan", "SSD"),
        actor("person:tesfalem-habte-ghiorgis", "Tesfalem Habte-Ghiorgis", "ERI"),
        actor("country:KEN", "Kenya", "KEN"),
        actor("country:ETH", "Ethiopia", "ETH"),
        actor("organisation:african-union", "African Union", "IGO"),
    ]
}

fn briefing_attributions(text: &str) -> Vec<Attribution> {
    let mut inquiry = attribution(
        text,
        ("her government", 4),
        "was still trying to establish",
        "whether the drones had reached the front around Malakal",
        Act::Inquire,
    );
    inquiry.parent = Some(AttributionId(1));
    let mut attributions = vec![
        attribution(
            text,
            ("Wanjiru Otieno-Hale", 0),
            "told",
            "Eritrea is “covertly supplying armed drones” to South Sudan’s army",
            Act::Accuse,
        ),
        attribution(
            text,
            ("She", 0),
            "added",
            "that her government was still trying to establish whether the drones had reached the front around Malakal",
            Act::Say,
        ),
        inquiry,
        attribution(text, ("Tesfalem Habte-Ghiorgis", 3), "said", "Not one drone has left our territory,", Act::Deny),
    ];
    attributions[1].source.kind = SourceKind::Pronoun;
    attributions[1].source.resolved_by = vec![words(text, "Wanjiru Otieno-Hale")];
    attributions
}

fn briefing_claims(text: &str) -> Vec<Claim> {
    use {Basis::*, Certainty::*, EventType::*, Polarity::*};
    let mut supply = claim(text, Some(0), Some(Aid), (1, 2), "supplying", (Pos, Certain, Accused));
    supply.event.item = Some(Detail { words: words(text, "armed drones"), normal: None });
    let mut arrival = claim(text, Some(2), None, (1, 2), "reached", (Unspecified, Unknown, Investigating));
    arrival.event.actor = None;
    arrival.event.recipient = None;
    let mut meeting = claim(text, None, Some(Consult), (5, 6), "met the African Union", (Pos, Certain, Asserted));
    let denial = claim(text, Some(3), Some(Aid), (1, 2), "has left our territory", (Neg, Certain, Denied));
    meeting.stances[0] = Stance { holder: Holder::Author, polarity: Pos, certainty: Certain, basis: Asserted, cues: Vec::new() };
    vec![supply, arrival, denial, meeting]
}

/// The same briefing in another outlet, some days later.
pub fn copy_of_it(outlet: &str, days: i8) -> Ledger {
    let mut ledger = briefing();
    let metadata = &mut ledger.article.metadata;
    let slug = outlet.to_lowercase().replace(' ', "-");
    metadata.outlet = Some(Found { value: outlet.to_owned(), from: "input:test" });
    metadata.url = Some(Found { value: format!("https://{slug}.example/drones"), from: "input:test" });
    metadata.published = Some(Found { value: Moment::day(jiff::civil::date(2023, 10, 19 + days)), from: "input:test" });
    ledger.page.id = format!("pages/{slug}.txt");
    ledger.page.sha256 = format!("{days:0>64}");
    ledger
}

fn hostile() -> Ledger {
    let mut ledger =
        page(HOSTILE, HOSTILE, "2020-01-05", &[(Role::Headline, HOSTILE), (Role::Caption, HOSTILE), (Role::Paragraph, HOSTILE)]);
    ledger.article.metadata.url = Some(Found { value: format!("javascript:alert(3)//https://{HOSTILE}"), from: "input:test" });
    ledger.article.metadata.authors = vec![Found { value: HOSTILE.to_owned(), from: "input:test" }];
    let text = ledger.article.text.clone();
    ledger.statements.actors = vec![Actor {
        id: HOSTILE.to_owned(),
        name: HOSTILE.to_owned(),
        country: None,
        sector: None,
        role: Some(words(&text, HOSTILE)),
    }];
    ledger.statements.attributions = vec![attribution(&text, (HOSTILE, 0), "<img src=x onerror=alert(2)>", HOSTILE, Act::Say)];
    ledger.statements.attributions[0].negated = true;
    let mut claim =
        claim(&text, Some(0), Some(EventType::Accuse), (0, 0), "<script>", (Polarity::Pos, Certainty::Certain, Basis::Asserted));
    let detail = Some(Detail { words: words(&text, HOSTILE), normal: Some(HOSTILE.to_owned()) });
    claim.event.item = detail.clone();
    claim.event.quantity = detail.clone();
    claim.event.place = detail;
    ledger.statements.claims = vec![claim];
    ledger.notices = vec![Notice::of(NoticeKind::Damaged, HOSTILE)];
    ledger
}
