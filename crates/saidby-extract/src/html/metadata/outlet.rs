//! The outlet, the page's addresses, its section, and whether it must be paid for.

use super::{Source, found};
use crate::html::json_ld;
use crate::text::dates;
use crate::text::words::{folded, levelled};
use saidby_core::Found;

/// `meta` elements that name the outlet, in the order of trust.
const OUTLETS: &[super::Field] = &[
    ("ogsitename", "meta:og:site_name"),
    ("dcpublisher", "meta:dc.publisher"),
    ("applicationname", "meta:application-name"),
    ("applemobilewebapptitle", "meta:apple-mobile-web-app-title"),
    ("publisher", "meta:publisher"),
];
/// `meta` elements that name the section, in the order of trust.
const SECTIONS: &[super::Field] = &[
    ("articlesection", "meta:article:section"),
    ("parselysection", "meta:parsely-section"),
    ("cxenseparserecscategory", "meta:cxenseparse:recs:category"),
    ("section", "meta:section"),
    ("dcsubject", "meta:dc.subject"),
];
/// `meta` elements that say who may read an article.
const TIERS: &[super::Field] =
    &[("articlecontenttier", "meta:article:content_tier"), ("isaccessibleforfree", "meta:isAccessibleForFree")];
/// What they say, and whether it means that the text must be paid for. Facebook's content tiers; schema.org's truth values.
const TIER_NAMES: &[(&str, bool)] = &[("free", false), ("metered", true), ("locked", true), ("true", false), ("false", true)];
/// Marks between a headline and an outlet's name.
const MARKS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " « ", " » ", " › ", " ‹ ", " : ", ": ", "：", "｜", "|", ", "];
/// Bytes beyond which a title is not taken apart.
pub const LONGEST: usize = 500;
/// Headings that are looked at.
pub const MOST: usize = 12;
/// Letters that a part of a name needs to be told by the page's host.
const LETTERS: usize = 3;

/// The outlet, and what else it is called.
pub struct Outlet {
    /// Its name.
    pub name: Option<Found<String>>,
    /// All its names, squeezed.
    names: Vec<String>,
    /// The page's host, squeezed: `www.the-quay.example` is `thequayexample`; and the same without its last part.
    host: Option<[String; 2]>,
    /// The page's section, levelled.
    section: Option<String>,
}

impl Source<'_> {
    pub fn outlet(&self) -> Outlet {
        let declared = self.declared.outlet.clone().map(|name| found(name, "json-ld:publisher"));
        let mut names: Vec<Found<String>> = self.listed(OUTLETS).map(|(name, from)| found(folded(name), from)).collect();
        let first = names.iter().take_while(|name| name.from == "meta:og:site_name").count();
        names.splice(first..first, declared);
        let titles: Vec<String> = self
            .elements("h1")
            .take(MOST)
            .map(|id| self.words(id))
            .chain(self.page_title())
            .map(|title| squeezed(&title))
            .collect();
        names.retain(|name| {
            is_name(&name.value) && (name.from == "json-ld:publisher" || !titles.contains(&squeezed(&name.value)))
        });
        let address = self.given.map(str::to_owned).or_else(|| self.own_address().map(|found| found.value));
        let host = address.as_deref().and_then(host);
        Outlet {
            names: names.iter().map(|name| squeezed(&name.value)).collect(),
            name: names.into_iter().next(),
            host: host.map(|host| [squeezed(host), squeezed(host.rsplit_once('.').map_or(host, |(site, _)| site))]),
            section: self.declared.section.as_deref().map(levelled),
        }
    }

    /// The address that the page says is its own.
    pub fn own_address(&self) -> Option<Found<String>> {
        let is_canonical = |id: &usize| self.tree.attribute(*id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
        let link = self.elements("link").find(is_canonical).and_then(|id| self.tree.attribute(id, "href"));
        let address = |field: Option<&str>, from| {
            let field = field.map(str::trim).filter(|field| field.starts_with("http"))?;
            Some(found(field.to_owned(), from))
        };
        address(link, "element:link").or_else(|| address(self.meta("ogurl"), "meta:og:url"))
    }

    pub fn section(&self) -> Option<Found<String>> {
        let declared = self.declared.section.clone().map(|section| found(section, "json-ld:articleSection"));
        declared.or_else(|| self.listed(SECTIONS).next().map(|(section, from)| found(folded(section), from)))
    }

    /// Whether the page says that its text must be paid for, or is free.
    pub fn paywall(&self) -> Option<Found<bool>> {
        let declared = self.declared.is_free.map(|is_free| found(!is_free, "json-ld:isAccessibleForFree"));
        let tier = || {
            self.listed(TIERS).find_map(|(tier, from)| {
                let tier = tier.trim().to_lowercase();
                TIER_NAMES.iter().find(|(name, _)| *name == tier).map(|&(_, is_paid)| found(is_paid, from))
            })
        };
        let item =
            || self.items(&["isAccessibleForFree"]).find_map(|id| self.tree.attribute(id, "content")).and_then(json_ld::truth_of);
        let item = || item().map(|is_free| found(!is_free, "element:isAccessibleForFree"));
        declared.or_else(tier).or_else(item)
    }
}

/// The host of an address, without `www.`.
pub fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    Some(host.trim_start_matches("www.")).filter(|host| !host.is_empty())
}

/// Whether a field can be an outlet's name: words, no address.
fn is_name(field: &str) -> bool {
    field.contains(char::is_alphanumeric) && !field.contains("://")
}

/// Letters and digits alone, in lower case.
fn squeezed(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The first letters of the words.
fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect()
}

impl Outlet {
    /// Whether the words name the outlet: as the page names it, or as its host does, whole or by initials.
    pub fn is_named(&self, words: &str) -> bool {
        let own = squeezed(words);
        if own.is_empty() {
            return false;
        }
        let by_host = |host: &[String; 2]| {
            let [whole, site] = host;
            own == *whole || own == *site || (own.len() >= LETTERS && site.ends_with(&own)) || initials(words) == *site
        };
        self.names.contains(&own) || self.host.as_ref().is_some_and(by_host)
    }

    /// Whether the words name the outlet, or begin or end with its name: `NTV Haber` on `ntv.example`.
    pub fn is_close(&self, words: &str) -> bool {
        let own = squeezed(words);
        let with =
            |name: &String| name.chars().count() >= LETTERS && (own.starts_with(name.as_str()) || own.ends_with(name.as_str()));
        let within =
            |name: &String| own.chars().count() > LETTERS && (name.starts_with(own.as_str()) || name.ends_with(own.as_str()));
        self.is_named(words)
            || self.names.iter().any(|name| with(name) || within(name))
            || self.host.as_ref().is_some_and(|host| with(&host[1]) || within(&host[0]))
    }

    /// A title without the outlet's name at its start or end, nor what stands between the headline and that name.
    pub fn left_out<'t>(&self, title: &'t str) -> &'t str {
        let mut title = title.trim();
        if self.is_named(title) || title.len() > LONGEST {
            return title;
        }
        while let Some(shorter) = self.without_tail(title).or_else(|| self.without_head(title)) {
            title = shorter;
        }
        title
    }

    /// The headline in a page's title element: what is left without the outlet's name, and where no field gives that name,
    /// without a shorter part after a bar or dash.
    pub fn headline_of<'t>(&self, title: &'t str) -> &'t str {
        let title = self.left_out(title);
        let cut = [" | ", " « ", " - "].iter().find_map(|mark| title.rsplit_once(mark));
        match cut.filter(|(head, tail)| self.names.is_empty() && head.chars().count() > tail.chars().count()) {
            Some((head, _)) => head.trim(),
            None => title,
        }
    }

    fn without_tail<'t>(&self, title: &'t str) -> Option<&'t str> {
        let cut = |mark: &&str| title.rsplit_once(*mark);
        let (head, tail) = MARKS.iter().filter_map(cut).min_by_key(|(_, tail)| tail.len())?;
        let is_date = || dates::date_line(tail).is_some();
        let goes = self.is_close(tail) || is_date() || self.section.as_ref().is_some_and(|section| *section == levelled(tail));
        (goes && is_headline(head, tail)).then(|| head.trim())
    }

    fn without_head<'t>(&self, title: &'t str) -> Option<&'t str> {
        let (head, tail) = MARKS.iter().filter_map(|mark| title.split_once(*mark)).min_by_key(|(head, _)| head.len())?;
        (self.is_named(head) && is_headline(tail, head)).then(|| tail.trim())
    }
}

/// Whether a part can be the headline beside another: it has more letters, or two words.
fn is_headline(part: &str, other: &str) -> bool {
    part.trim().chars().count() > other.chars().count() || part.split_whitespace().count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quay() -> Outlet {
        Outlet {
            name: None,
            names: vec!["thequay".into()],
            host: host("https://www.thequay.example/a/1").map(|host| [squeezed(host), "thequay".into()]),
            section: Some("harbour".into()),
        }
    }

    #[test]
    fn the_outlets_name_is_no_part_of_a_headline() {
        for (title, headline) in [
            ("Harbour strike ends | The Quay", "Harbour strike ends"),
            ("Harbour strike ends - Harbour - The Quay", "Harbour strike ends"),
            ("The Quay | Harbour strike ends", "Harbour strike ends"),
            ("Harbour strike ends – 14.03.2022 – thequay.example", "Harbour strike ends"),
            ("Harbour strike ends | What comes next", "Harbour strike ends | What comes next"),
            ("Cranes: a history", "Cranes: a history"),
            ("The Quay", "The Quay"),
        ] {
            assert_eq!(quay().left_out(title), headline, "{title}");
        }
    }
}
