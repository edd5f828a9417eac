//! Pages without markup, pasted or scraped: lines become blocks, and words alone tell their roles.
//!
//! In: the page's text. Out: the same text, its lines (or paragraphs, where lines are wrapped) with roles.
//! `"Lire aussi : …"` between two paragraphs is [`Role::Related`], the second copy of a caption is a caption.

use crate::given::lines;
use crate::text::words::{count, ends_sentence, shared, triples};
use crate::text::{self, dates, names};
use crate::{Draft, block};
use saidby_core::{Block, Found, Metadata, Role, SourceMap, Span};

/// Bytes from which a block is long enough to be told again as a copy of another.
const LONG: usize = 150;
/// The share of a block's three-word runs in another that makes it a copy.
const COPY: f64 = 0.8;
/// Blocks, at most, that copies are looked for among.
const COMPARED: usize = 64;
/// Bytes, at most, of a headline.
const HEADLINE: usize = 220;
/// Lines, at most, of a text that was typed in: more are a menu.
const TYPED: usize = 3;
/// Bytes, at most, of a heading or of a link to another article.
const HEADING: usize = 140;

/// The article of a page without markup.
pub fn draft(text: &str) -> Draft {
    let spans = paragraphs(text);
    let mut roles: Vec<Option<Role>> = spans.iter().map(|span| told(span.of(text))).collect();
    mark_copies(text, &spans, &mut roles);
    mark_headline(text, &spans, &mut roles);
    mark_followers(text, &spans, &mut roles);
    mark_headings(text, &spans, &mut roles);
    let blocks: Vec<Block> = spans.iter().zip(roles).map(|(&span, role)| block(role.unwrap_or(Role::Paragraph), span)).collect();
    let metadata = metadata(text, &blocks);
    Draft { metadata, page_text: text.to_owned(), sources: SourceMap::identity(text.len()), blocks, ..Draft::default() }
}

/// The role that a block's own words tell.
fn told(block: &str) -> Option<Role> {
    if !block.chars().any(char::is_alphanumeric) {
        return Some(Role::Other);
    }
    text::role_of(block)
}

/// A long block that repeats a caption, or that a caption repeats, is a caption.
fn mark_copies(text: &str, spans: &[Span], roles: &mut [Option<Role>]) {
    let is_caption = |role: Option<Role>| role == Some(Role::Caption);
    let captions: Vec<_> = spans
        .iter()
        .zip(roles.iter())
        .filter(|(span, role)| span.len() >= LONG && is_caption(**role))
        .take(COMPARED)
        .map(|(span, _)| triples(span.of(text)))
        .collect();
    for (span, role) in spans.iter().zip(roles).filter(|(span, role)| span.len() >= LONG && role.is_none()) {
        let own = triples(span.of(text));
        if captions.iter().any(|caption| shared(&own, caption) >= COPY) {
            *role = Some(Role::Caption);
        }
    }
}

/// The first block that no rule has told, where it is short, has no final stop, and text follows.
fn mark_headline(text: &str, spans: &[Span], roles: &mut [Option<Role>]) {
    let Some(first) = roles.iter().position(Option::is_none) else { return };
    let words = spans[first].of(text);
    let follows = roles[first + 1..].iter().any(Option::is_none);
    let is_first = roles[..first].iter().all(|role| !matches!(role, Some(Role::Byline | Role::Date)));
    if is_first && follows && words.len() <= HEADLINE && !words.trim_end().ends_with(['.', ':', ',', ';']) {
        roles[first] = Some(Role::Headline);
    }
}

/// Short blocks after the heading of a list of links are links; blocks after the heading of comments are comments.
fn mark_followers(text: &str, spans: &[Span], roles: &mut [Option<Role>]) {
    let mut list = None;
    for (span, role) in spans.iter().zip(roles) {
        let words = span.of(text);
        match *role {
            None => match list {
                Some(Role::Comment) => *role = list,
                Some(Role::Related) if is_short_line(words) => *role = list,
                _ => list = None,
            },
            Some(Role::Comment) => list = Some(Role::Comment),
            Some(Role::Related) if is_list_heading(words) => list = Some(Role::Related),
            Some(Role::CommentForm) => list = list.filter(|&list| list == Role::Comment),
            Some(_) => list = None,
        }
    }
}

/// "Related posts", "Read more:": a phrase with nothing after it.
fn is_list_heading(words: &str) -> bool {
    words.len() <= 40 && (words.ends_with(':') || count(words) <= 4)
}

/// Short blocks without a final stop between two paragraphs are headings; those that no paragraph follows are leftovers. Where they are
/// all that there is, and few, a headline or a question that was typed in, they are the text.
fn mark_headings(text: &str, spans: &[Span], roles: &mut [Option<Role>]) {
    let is_paragraph = |words: &str| !is_short_line(words) || count(words) >= 10;
    let mut untold = spans.iter().zip(roles.iter()).filter(|(_, role)| role.is_none());
    if spans.len() <= TYPED && !untold.any(|(span, _)| is_paragraph(span.of(text))) {
        return;
    }
    let mut seen_paragraph = false;
    for at in 0..spans.len() {
        if roles[at].is_some() {
            continue;
        }
        let words = spans[at].of(text);
        if !is_short_line(words) {
            seen_paragraph = true;
            continue;
        }
        let next = (at + 1..spans.len()).find(|&next| !matches!(roles[next], Some(Role::Related | Role::Advertisement)));
        let paragraph_follows = next.is_some_and(|next| roles[next].is_none() && !is_short_line(spans[next].of(text)));
        roles[at] = match (seen_paragraph, paragraph_follows) {
            (true, true) => Some(Role::Heading),
            _ if count(words) >= 10 => None,
            (_, false) => Some(Role::Other),
            (false, true) => None,
        };
    }
}

fn is_short_line(words: &str) -> bool {
    let open_end = words.trim_end().ends_with([':', ',', ';', '"', '”', '»']);
    words.len() <= HEADING && !open_end && (!ends_sentence(words) || words.ends_with('?'))
}

/// Lines, or groups of lines where the text is wrapped at a fixed width.
fn paragraphs(text: &str) -> Vec<Span> {
    let lines: Vec<Span> = lines(text).collect();
    let Some(width) = wrap_width(text, &lines) else { return lines };
    let mut joined: Vec<Span> = Vec::new();
    for (at, &line) in lines.iter().enumerate() {
        match joined.last_mut().filter(|_| at > 0 && is_wrapped(text, lines[at - 1], line, width)) {
            Some(paragraph) => *paragraph = paragraph.cover(line),
            None => joined.push(line),
        }
    }
    joined
}

/// The width at which the text is wrapped: no line is longer, and most lines that another follows directly are full.
fn wrap_width(text: &str, lines: &[Span]) -> Option<usize> {
    let width = lines.iter().map(|line| line.of(text).chars().count()).max().filter(|width| (40..=100).contains(width))?;
    let pairs: Vec<_> = lines.windows(2).filter(|pair| is_adjacent(text, pair[0], pair[1])).collect();
    let full = pairs.iter().filter(|pair| is_wrapped(text, pair[0], pair[1], width)).count();
    (full >= 3 && full * 5 >= pairs.len() * 4).then_some(width)
}

fn is_adjacent(text: &str, line: Span, next: Span) -> bool {
    let gap = Span::new(line.end(), next.start()).of(text);
    gap.matches('\n').count().max(gap.matches('\r').count()) == 1
}

/// Whether the next line's first word would not have fitted.
fn is_wrapped(text: &str, line: Span, next: Span, width: usize) -> bool {
    let first = next.of(text).split_whitespace().next().map_or(0, |word| word.chars().count());
    is_adjacent(text, line, next) && line.of(text).chars().count() + 1 + first + 3 > width
}

fn metadata(text: &str, blocks: &[Block]) -> Metadata {
    let first = |role: Role| blocks.iter().find(|block| block.role == role).map(|block| block.page.of(text));
    let authors = first(Role::Byline).map(names::byline).unwrap_or_default();
    Metadata {
        title: first(Role::Headline).map(|title| Found { value: title.to_owned(), from: "text:first line" }),
        authors: authors.into_iter().map(|value| Found { value, from: "text:byline" }).collect(),
        published: first(Role::Date).and_then(dates::date_line).map(|value| Found { value, from: "text:date line" }),
        ..Metadata::default()
    }
}
