//! Ledgers built by hand, all people and outlets invented.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses a part of it, and may panic")]

use saidby_core::*;
use sha2::{Digest, Sha256};

/// A story to build a ledger from: its blocks, and what is said in it.
pub struct Story<'s> {
    pub name: &'s str,
    pub url: &'s str,
    pub outlet: &'s str,
    pub published: &'s str,
    pub encoding: &'static str,
    pub blocks: &'s [(Role, &'s str)],
}

/// The first place of `words` in `text`.
pub fn at(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("`{words}` is not in the text"));
    Span::new(start, start + words.len())
}

/// A ledger without statements: each block a paragraph of markup, `&` an entity, other charsets encoded.
pub fn page(story: &Story) -> Ledger {
    let mut source: Vec<u8> = b"<html><body>".to_vec();
    let (mut page_text, mut sources, mut blocks) = (String::new(), SourceMap::default(), Vec::new());
    for (role, words) in story.blocks {
        if !page_text.is_empty() {
            page_text.push('\n');
        }
        source.extend(b"\n<p>");
        let start = page_text.len();
        words.chars().for_each(|c| character(c, story.encoding, &mut page_text, &mut source, &mut sources));
        source.extend(b"</p>");
        blocks.push(Block { role: *role, page: Span::new(start, page_text.len()), text: None });
    }
    let found = |value: &str| Some(Found { value: value.to_owned(), from: "meta:test" });
    let published = Found { value: Moment::day(story.published.parse().unwrap()), from: "json-ld:datePublished" };
    let metadata = Metadata {
        title: story.blocks.iter().find(|(role, _)| *role == Role::Headline).and_then(|(_, words)| found(words)),
        authors: vec![Found { value: "Ada Quill".to_owned(), from: "meta:author" }],
        published: Some(published),
        modified: Some(Found { value: Moment::day(story.published.parse().unwrap()), from: "meta:article:modified_time" }),
        language: Some(Found { value: Language::ENGLISH, from: "element:html" }),
        outlet: found(story.outlet),
        url: found(story.url),
        canonical: found(story.url),
        section: found("World"),
        agencies: ["AFP", "dpa"].iter().filter_map(|name| found(name)).collect(),
        paywall: Some(Found { value: false, from: "json-ld:isAccessibleForFree" }),
    };
    let article = Article::assemble(metadata, page_text, sources, blocks);
    article.check().unwrap();
    Ledger {
        page: stored(story, source),
        sentences: sentences(&article),
        article,
        statements: Statements::default(),
        notices: Vec::new(),
    }
}

fn character(c: char, encoding: &'static str, text: &mut String, source: &mut Vec<u8>, sources: &mut SourceMap) {
    let (text_start, source_start) = (text.len(), source.len());
    text.push(c);
    if c == '&' {
        source.extend(b"&amp;");
    } else {
        let mut one = [0; 4];
        source.extend(encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap().encode(c.encode_utf8(&mut one)).0.iter());
    }
    if source[source_start..] == text.as_bytes()[text_start..] {
        sources.push_verbatim(text_start, source_start, text.len() - text_start);
    } else {
        sources.push(Span::new(text_start, text.len()), Span::new(source_start, source.len()));
    }
}

fn stored(story: &Story, source: Vec<u8>) -> Page {
    let sha256 = Sha256::digest(&source).iter().map(|byte| format!("{byte:02x}")).collect();
    let page = Page::of_text(story.name, PageFormat::Html, "");
    Page { sha256, encoding: story.encoding, source, ..page }
}

/// One sentence up to each full stop or block end.
fn sentences(article: &Article) -> Vec<Sentence> {
    let mut spans: Vec<Span> = Vec::new();
    let mut start = 0;
    for (i, c) in article.text.char_indices().chain([(article.text.len(), '\n')]) {
        if c == '.' || c == '\n' {
            let end = if c == '.' { i + 1 } else { i };
            spans.push(Span::new(start, end).trimmed(&article.text));
            start = end;
        }
    }
    spans.into_iter().filter(|span| !span.is_empty()).map(|span| Sentence { span, tokens: Vec::new() }).collect()
}

pub fn actor(id: &str, name: &str, country: &str, role: Option<Span>) -> Actor {
    Actor { id: id.to_owned(), name: name.to_owned(), country: country.parse().ok(), sector: Some(Sector::Gov), role }
}

pub fn north_korea() -> Actor {
    actor("country:PRK", "North Korea", "PRK", None)
}

pub fn russia() -> Actor {
    actor("country:RUS", "Russia", "RUS", None)
}

/// `who` said `content`, by `cue`.
pub fn said(text: &str, who: &str, speaker: Option<u32>, cue: &str, content: &[&str], act: Act) -> Attribution {
    Attribution {
        parent: None,
        source: Source {
            kind: if speaker.is_some() { SourceKind::Named } else { SourceKind::Anonymous },
            mention: Some(at(text, who)),
            actor: speaker.map(ActorRef),
            resolved_by: vec![at(text, who)],
        },
        addressee: None,
        cue: Some(Cue { span: at(text, cue), kind: CueKind::Verb }),
        content: content.iter().map(|words| at(text, words)).collect(),
        form: Form::Indirect,
        act,
        negated: false,
        said_at: None,
        pattern: "verb-content",
    }
}

/// Actor 0 helps actor 1 with `item`.
pub fn aid(text: &str, trigger: &str, item: Option<&str>) -> Event {
    let part = |actor| Some(Participant { actor: ActorRef(actor), mention: None });
    Event {
        kind: Some(EventType::Aid),
        mode: None,
        contexts: vec![Context::Military],
        trigger: at(text, trigger),
        actor: part(0),
        recipient: part(1),
        item: item.map(|words| Detail { words: at(text, words), normal: None }),
        quantity: None,
        place: None,
        date: None,
        mutual: false,
        confidence: Confidence::SURE,
    }
}

pub fn holds(attribution: u32, polarity: Polarity, basis: Basis, cues: Vec<Span>) -> Stance {
    Stance { holder: Holder::Source(AttributionId(attribution)), polarity, certainty: Certainty::Certain, basis, cues }
}

/// An envoy accuses North Korea of sending shells to Russia; a rich record that fills every field.
pub fn accusation() -> Ledger {
    accusation_in("accusation.html", "https://harbour.example/1", "The Harbour Gazette", "2022-11-02")
}

pub fn accusation_in(name: &str, url: &str, outlet: &str, published: &str) -> Ledger {
    let blocks: &[(Role, &str)] = &[
        (Role::Navigation, "Home World Sport & more"),
        (Role::Headline, "Envoy accuses North Korea over shells"),
        (Role::Caption, "A ship in the port — Photo: Orin Vale/Harbour Pictures"),
        (Role::Paragraph, "Envoy Tomas Reil accused North Korea of sending shells & rockets to Russia on Tuesday."),
        (Role::Related, "Read more: talks in Oslo fail"),
        (Role::Paragraph, "“We track,” he told reporters, “twelve café-sized crates.” The envoy said Pyongyang will deny it."),
    ];
    let mut ledger = page(&Story { name, url, outlet, published, encoding: "UTF-8", blocks });
    let text = ledger.article.text.clone();
    let envoy = actor("person:tomas-reil", "Tomas Reil", "NOR", Some(at(&text, "Envoy")));
    let mut quoted = said(&text, "he told", Some(2), "told", &["We track,", "twelve café-sized crates."], Act::Inform);
    quoted.addressee = Some(at(&text, "reporters"));
    quoted.form = Form::Direct;
    quoted.source.mention = Some(at(&text, "he told").trimmed(&text));
    quoted.source.kind = SourceKind::Pronoun;
    quoted.said_at = Some(Dated { moment: Moment::day("2022-11-01".parse().unwrap()), words: at(&text, "on Tuesday") });
    let mut nested = said(&text, "Pyongyang", Some(0), "will deny", &["it."], Act::Deny);
    nested.parent = Some(AttributionId(2));
    let content = "North Korea of sending shells & rockets to Russia on Tuesday";
    ledger.statements.attributions = vec![
        said(&text, "Envoy Tomas Reil", Some(2), "accused", &[content], Act::Accuse),
        quoted,
        said(&text, "The envoy", Some(2), "said", &["Pyongyang will deny it."], Act::Predict),
        nested,
    ];
    let mut event = aid(&text, "sending", Some("shells & rockets"));
    event.quantity = Some(Detail { words: at(&text, "twelve"), normal: Some("12".to_owned()) });
    event.place = Some(Detail { words: at(&text, "Russia"), normal: None });
    event.actor = Some(Participant { actor: ActorRef(0), mention: Some(at(&text, "North Korea of").trimmed(&text)) });
    let stances = vec![Stance::reported_by_author(), holds(0, Polarity::Pos, Basis::Accused, vec![at(&text, "accused")])];
    let mode = EventType::Accuse.mode("allege");
    let accuses = Event {
        kind: Some(EventType::Accuse),
        mode,
        trigger: at(&text, "accused"),
        recipient: None,
        item: None,
        actor: Some(Participant { actor: ActorRef(2), mention: None }),
        ..event.clone()
    };
    let author =
        Stance { polarity: Polarity::Pos, certainty: Certainty::Certain, basis: Basis::Asserted, ..Stance::reported_by_author() };
    let day = Dated { moment: Moment::day("2022-11-01".parse().unwrap()), words: at(&text, "on Tuesday") };
    ledger.statements.claims = vec![
        Claim { via: Some(AttributionId(0)), event, when: When::Past, stances },
        Claim { via: None, event: Event { date: Some(day), ..accuses }, when: When::Past, stances: vec![author] },
    ];
    ledger.statements.actors = vec![north_korea(), russia(), envoy];
    ledger.notices = vec![
        Notice::of(NoticeKind::Damaged, "the page ends within a tag"),
        Notice::about(NoticeKind::Abstained, "two speakers fit", at(&text, "he told")),
    ];
    ledger.statements.check(&text).unwrap();
    ledger
}

/// North Korea denies it, in another outlet and another charset.
pub fn denial() -> Ledger {
    let blocks: &[(Role, &str)] = &[
        (Role::Headline, "Pyongyang rejects the “shells” story"),
        (Role::Paragraph, "North Korea denied that it had sent any munitions to Russia, the café owner Lise Arnoux heard."),
    ];
    let story = Story {
        name: "denial.html",
        url: "https://fjord.example/9",
        outlet: "Fjord Daily",
        published: "2022-11-04",
        encoding: "windows-1252",
        blocks,
    };
    let mut ledger = page(&story);
    let text = ledger.article.text.clone();
    ledger.statements.actors = vec![north_korea(), russia()];
    let content = "it had sent any munitions to Russia";
    ledger.statements.attributions = vec![said(&text, "North Korea", Some(0), "denied", &[content], Act::Deny)];
    let stances = vec![Stance::reported_by_author(), holds(0, Polarity::Neg, Basis::Denied, vec![at(&text, "denied")])];
    let event = aid(&text, "sent", Some("munitions"));
    ledger.statements.claims = vec![Claim { via: Some(AttributionId(0)), event, when: When::Past, stances }];
    ledger
}
