//! Which part of the page an element is, by its name, its ARIA role and the words of its class and id.
//!
//! The words are `ontology/markup-words.tsv`: the web's common vocabulary ("comments", "related", "caption").

use super::tree::{NodeId, Tree};
use saidby_core::Role;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The attributes that name an element.
const NAMES: [&str; 3] = ["itemprop", "id", "class"];

struct Words {
    zones: HashMap<&'static str, Role>,
    /// Words that mean their role only where a name starts with them.
    first: Vec<&'static str>,
    pictures: Vec<&'static str>,
    descriptions: Vec<&'static str>,
    live: Vec<&'static str>,
    bodies: HashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let rows = || saidby_lexicon::table("ontology", "markup-words").into_iter().flat_map(|table| table.rows());
    let of_role = |role: &str| rows().filter(|row| row.get("role") == role).map(|row| row.get("word")).collect::<Vec<_>>();
    Words {
        zones: rows().filter_map(|row| Some((row.get("word"), row.parse::<Role>("role")?))).collect(),
        first: rows().filter(|row| row.get("place") == "first").map(|row| row.get("word")).collect(),
        pictures: of_role("picture"),
        descriptions: of_role("description"),
        live: of_role("live"),
        bodies: of_role("body").into_iter().collect(),
    }
});

/// What zones are told from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Signs {
    /// Names of elements, ARIA roles and the words of class and id.
    All,
    /// Names of elements, ARIA roles, and only such words as name readers' comments.
    Elements,
}

/// The zone of every node: its own, or that of the element around it. `weight` gives an element's share of the page's prose;
/// what holds `headline` is no furniture.
pub fn zones(tree: &Tree, signs: Signs, weight: impl Fn(NodeId) -> f64, headline: Option<NodeId>) -> Vec<Option<Role>> {
    let holds = |id: NodeId| headline.is_some_and(|headline| tree.is_within(headline, id));
    let mut known = HashMap::new();
    let mut zones: Vec<Option<Role>> = Vec::with_capacity(tree.len());
    for (id, node) in tree.nodes() {
        let outer = zones.get(node.parent).copied().flatten();
        zones.push(match outer {
            Some(outer) if is_firm(outer) => Some(outer),
            outer => own(tree, id, signs, &mut known)
                .filter(|&role| weight(id) <= most(role) && !(is_firm(role) && holds(id)))
                .or(outer),
        });
    }
    zones
}

/// Whether nothing inside the zone is of another role.
fn is_firm(role: Role) -> bool {
    !matches!(role, Role::Standfirst | Role::Byline | Role::Date | Role::Caption | Role::Credit)
}

/// The largest share of a page's prose that a zone may hold: a zone that holds the article was named for something else.
fn most(role: Role) -> f64 {
    if matches!(role, Role::Comment | Role::Legal) { 0.98 } else { 0.4 }
}

/// The zone that an element's own name, ARIA role, class or id opens; `known` keeps what words of class and id were found to say.
pub fn own<'t>(tree: &'t Tree, id: NodeId, signs: Signs, known: &mut HashMap<&'t str, Option<Role>>) -> Option<Role> {
    let sure = by_element(tree.name(id)).or_else(|| by_aria(tree.attribute(id, "role")?));
    sure.or_else(|| by_words(tree, id, known).filter(|&role| signs == Signs::All || role == Role::Comment))
}

fn by_element(name: &str) -> Option<Role> {
    match name {
        "nav" | "menu" | "footer" | "button" | "select" | "option" | "form" | "search" | "label" => Some(Role::Navigation),
        "aside" => Some(Role::Related),
        "dialog" => Some(Role::Promo),
        "figure" | "figcaption" | "caption" => Some(Role::Caption),
        "title" => Some(Role::Title),
        _ => None,
    }
}

fn by_aria(role: &str) -> Option<Role> {
    match role {
        "navigation" | "search" | "menu" | "menubar" | "toolbar" | "contentinfo" | "button" | "tablist" => Some(Role::Navigation),
        "complementary" => Some(Role::Related),
        "dialog" | "alertdialog" => Some(Role::Promo),
        _ => None,
    }
}

/// The role that class and id tell; `known` remembers what their values, which pages repeat, have told.
fn by_words<'t>(tree: &'t Tree, id: NodeId, known: &mut HashMap<&'t str, Option<Role>>) -> Option<Role> {
    if matches!(tree.name(id), "" | "html" | "body" | "main" | "article" | "h1") {
        return None;
    }
    let mut values = NAMES.iter().filter_map(|name| tree.attribute(id, name));
    values.find_map(|value| *known.entry(value).or_insert_with(|| value.split_whitespace().find_map(zone_of_name)))
}

/// The zone that one class or id names, by its first word that names one. A utility class with a condition (`print:hidden`)
/// says how the element looks in a case, not what it is.
fn zone_of_name(name: &str) -> Option<Role> {
    if name.contains(':') {
        return None;
    }
    let words: Vec<Cow<str>> = split(name).collect();
    if describes_picture(&words) {
        return Some(Role::Caption);
    }
    let is_live = words.iter().any(|word| WORDS.live.contains(&word.as_ref()));
    let zone = |(at, word): (usize, &Cow<str>)| zone_of(word).filter(|_| at == 0 || !WORDS.first.contains(&word.as_ref()));
    words.iter().enumerate().find_map(zone).filter(|&role| !(is_live && role == Role::Comment))
}

/// Whether a word for a picture comes before one for its description: `image-description`, `mediaSubtitle`.
fn describes_picture(words: &[Cow<str>]) -> bool {
    let picture = words.iter().position(|word| WORDS.pictures.contains(&word.as_ref()));
    picture.is_some_and(|at| words[at + 1..].iter().any(|word| WORDS.descriptions.contains(&word.as_ref())))
}

fn zone_of(word: &str) -> Option<Role> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    WORDS.zones.get(word).or_else(|| WORDS.zones.get(singular)).copied()
}

/// The elements whose class, id or `itemprop` say that they hold an article's body.
pub fn named_bodies(tree: &Tree) -> Vec<NodeId> {
    let mut known: HashMap<&str, bool> = HashMap::new();
    let letters = |name: &str| name.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect::<String>();
    let is_body = |name: &str| WORDS.bodies.contains(letters(name).as_str());
    let mut is_named = |value| *known.entry(value).or_insert_with(|| str::split_whitespace(value).any(is_body));
    let named = |&id: &NodeId| NAMES.iter().filter_map(|name| tree.attribute(id, name)).any(&mut is_named);
    (1..tree.len()).filter(|&id| tree.node(id).is_block).filter(named).collect()
}

/// The words of a class or id, in lower case: `relatedPosts_list-2` has `related`, `posts`, `list`.
pub fn split(value: &str) -> impl Iterator<Item = Cow<'_, str>> {
    value.split(|c: char| !c.is_ascii_alphabetic()).filter(|part| !part.is_empty()).flat_map(humps).map(lower)
}

/// `relatedPosts` in its parts: a capital after a small letter starts one.
fn humps(mut rest: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let starts = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
        let end = rest.as_bytes().windows(2).position(starts).map_or(rest.len(), |at| at + 1);
        let (part, after) = rest.split_at(end);
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) { word.to_ascii_lowercase().into() } else { word.into() }
}
