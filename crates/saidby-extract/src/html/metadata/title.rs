//! The headline: `headline` of the structured data, the heading that fits the page's other titles, `og:title`, the title element.
//!
//! `Harbour strike ends | The Quay` gives `Harbour strike ends` where `The Quay` is the outlet or where the heading has the
//! words before the bar alone.

use super::outlet::{LONGEST, MOST, Outlet};
use super::{Source, found};
use crate::html::tree::NodeId;
use crate::text::words::{folded, levelled, words};
use saidby_core::Found;
use std::collections::HashSet;

/// `meta` elements that repeat the headline, in the order of trust.
const TITLES: &[super::Field] = &[
    ("ogtitle", "meta:og:title"),
    ("twittertitle", "meta:twitter:title"),
    ("parselytitle", "meta:parsely-title"),
    ("sailthrutitle", "meta:sailthru.title"),
    ("dctitle", "meta:dc.title"),
    ("dctermstitle", "meta:dcterms.title"),
    ("headline", "meta:headline"),
    ("title", "meta:title"),
];
/// Marks between a headline and what is put before or after it.
const MARKS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " « ", " » ", " › ", " / ", " : ", "：", "｜", ": ", " ‹ ", "|"];

impl Source<'_> {
    /// The heading that is the article's headline: the one that shares most with the page's other titles.
    pub fn heading(&self, outlet: &Outlet) -> Option<String> {
        let titles: Vec<String> = self.titles(outlet).into_iter().map(|found| found.value).chain(self.page_title()).collect();
        let titles: Vec<HashSet<String>> = titles.iter().map(|title| words(title).collect()).collect();
        let headings =
            self.elements("h1").filter(|&id| !self.is_apart(id) && !self.is_logo(id)).take(MOST).map(|id| self.words(id));
        let headings: Vec<String> = headings.filter(|heading| !heading.is_empty() && !outlet.is_named(heading)).collect();
        let likeness = |heading: &str| {
            let own: HashSet<String> = words(heading).collect();
            let shared =
                |title: &HashSet<String>| 2.0 * own.intersection(title).count() as f64 / (own.len() + title.len()).max(1) as f64;
            titles.iter().map(shared).fold(0.0, f64::max)
        };
        let best = headings.iter().rev().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        best.filter(|heading| likeness(heading) > 0.0 || headings.len() == 1).cloned()
    }

    /// Whether a heading links to the site's front page: then it is the outlet's name.
    fn is_logo(&self, heading: NodeId) -> bool {
        let links = (heading..self.tree.node(heading).end).filter(|&id| self.tree.name(id) == "a").collect::<Vec<_>>();
        let around = self.tree.path(heading).skip(1).take(2).filter(|&id| self.tree.name(id) == "a");
        links.into_iter().chain(around).filter_map(|id| self.tree.attribute(id, "href")).any(is_front_page)
    }

    /// The headline, as one of the page's fields has it.
    pub fn title(&self, heading: Option<&str>, outlet: &Outlet) -> Option<Found<String>> {
        let declared = self.declared.headline.as_deref().filter(|title| !outlet.is_named(title));
        let declared = declared.map(|title| found(outlet.left_out(title).to_owned(), "json-ld:headline"));
        let heading = heading.map(|heading| found(heading.to_owned(), "element:h1"));
        let meta = self.titles(outlet).into_iter().next();
        let page = self.page_title().unwrap_or_default();
        let declared = declared.filter(|declared| !is_for_search(declared, heading.as_ref(), meta.as_ref(), &page));
        let shared = meta.clone();
        let voices: Vec<Found<String>> = [declared, heading, meta].into_iter().flatten().collect();
        let Some(title) = agreed(&voices, &page) else {
            return Some(found(outlet.headline_of(&page).to_owned(), "element:title")).filter(|title| !title.value.is_empty());
        };
        Some(spelt(without_kicker(title, shared.as_ref()), &voices, &page))
    }

    pub fn page_title(&self) -> Option<String> {
        self.element("title").map(|id| self.words(id)).filter(|title| !title.is_empty())
    }

    /// The titles of `meta` elements, the outlet's name left out; none that is the outlet's name.
    fn titles(&self, outlet: &Outlet) -> Vec<Found<String>> {
        let titles = self.listed(TITLES).map(|(title, from)| found(folded(title), from));
        let titles = titles.filter(|title| !title.value.is_empty() && !outlet.is_named(&title.value));
        titles.map(|title| found(outlet.left_out(&title.value).to_owned(), title.from)).collect()
    }
}

/// Whether the declared headline is worded for search engines: the title element begins with it, while the heading and the title for
/// sharing, which people read, are another.
fn is_for_search(declared: &Found<String>, heading: Option<&Found<String>>, shared: Option<&Found<String>>, page: &str) -> bool {
    let [declared, page] = [&declared.value, page].map(levelled);
    let words = |title: Option<&Found<String>>| title.map(|title| levelled(&title.value));
    let (heading, shared) = (words(heading), words(shared));
    heading.is_some() && heading == shared && heading.as_ref() != Some(&declared) && page.starts_with(&declared)
}

/// The title without a kicker, a topic before a mark, that the title for sharing leaves out.
fn without_kicker(title: Found<String>, shared: Option<&Found<String>>) -> Found<String> {
    let is_shared = |shared: &&Found<String>| tails(&title.value).any(|tail| levelled(tail) == levelled(&shared.value));
    shared.filter(is_shared).cloned().unwrap_or(title)
}

/// The title with the marks that most of the page's titles have between its words; forms of one mark (`'` and `’`, `-` and `–`) are
/// no difference, and stay the reader's.
fn spelt(title: Found<String>, voices: &[Found<String>], page: &str) -> Found<String> {
    let support = |spelling: &str| {
        voices.iter().filter(|voice| voice.value == spelling).count() + usize::from(folded(page).starts_with(spelling))
    };
    let differs =
        |voice: &&Found<String>| levelled(&voice.value) != levelled(&title.value) && is_same(&voice.value, &title.value);
    let others = voices.iter().rev().filter(differs);
    let best = others.filter(|voice| support(&voice.value) > support(&title.value)).max_by_key(|voice| support(&voice.value));
    best.cloned().unwrap_or(title)
}

/// Whether two titles have the same letters and figures.
fn is_same(one: &str, other: &str) -> bool {
    words(one).collect::<String>() == words(other).collect::<String>()
}

/// What follows each of a title's marks.
fn tails(title: &str) -> impl Iterator<Item = &str> {
    let title = if title.len() > LONGEST { "" } else { title };
    let tails = MARKS.iter().flat_map(move |mark| title.match_indices(mark).map(|(at, mark)| title[at + mark.len()..].trim()));
    tails.filter(|tail| !tail.is_empty())
}

/// The first title, unless more of them have its part before or after a mark alone, or have it with another part beside it.
/// The page's title element supports what it begins with.
fn agreed(voices: &[Found<String>], page: &str) -> Option<Found<String>> {
    let first = voices.first()?;
    let count = |title: &str| voices.iter().filter(|voice| levelled(&voice.value) == levelled(title)).count();
    let voice = |title: &str| voices.iter().find(|voice| levelled(&voice.value) == levelled(title)).cloned();
    let support = |title: &str| count(title) + usize::from(parts(page).chain([page]).any(|part| part == title));
    let longer = voices.iter().filter(|voice| parts(&voice.value).any(|part| levelled(part) == levelled(&first.value)));
    let longer =
        longer.filter(|voice| count(&voice.value) > count(&first.value)).map(|voice| (count(&voice.value), voice.clone()));
    let shorter = parts(&first.value).filter(|part| support(part) > support(&first.value));
    let shorter = shorter.filter_map(|part| Some((support(part), voice(part)?)));
    let best = longer.chain(shorter).rev().max_by_key(|(count, _)| *count);
    Some(best.map_or_else(|| first.clone(), |(_, title)| title))
}

/// The parts of a title before and after each of its marks.
fn parts(title: &str) -> impl DoubleEndedIterator<Item = &str> {
    let title = if title.len() > LONGEST { "" } else { title };
    let cut = |mark: &'static str| title.match_indices(mark).map(|(at, mark)| [&title[..at], &title[at + mark.len()..]]);
    let parts: Vec<&str> = MARKS.iter().copied().flat_map(cut).flatten().map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.into_iter()
}

/// `/`, `https://the-quay.example`, `./`: an address without a path.
fn is_front_page(href: &str) -> bool {
    let href = href.trim().split(['?', '#']).next().unwrap_or_default();
    let path = match href.split_once("//") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => href.trim_start_matches('.').trim_start_matches('/'),
    };
    !href.is_empty() && (path.is_empty() || path.starts_with("index."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(titles: &[&str]) -> String {
        let voices: Vec<_> = titles.iter().map(|title| found((*title).to_owned(), "")).collect();
        agreed(&voices, "").map(|title| title.value).unwrap_or_default()
    }

    #[test]
    fn what_most_titles_have_alone_is_the_headline() {
        assert_eq!(said(&["Sport: Quay loses", "Quay loses", "Quay loses"]), "Quay loses");
        assert_eq!(said(&["Sport: Quay loses", "Sport: Quay loses", "Quay loses"]), "Sport: Quay loses");
        assert_eq!(said(&["Quay loses", "Sport: Quay loses", "Sport: Quay loses"]), "Sport: Quay loses");
        assert_eq!(said(&["Quay loses", "Quay is beaten", "Quay is beaten"]), "Quay loses");
    }

    #[test]
    fn a_kicker_that_the_title_for_sharing_leaves_out_is_no_headline() {
        let bare = |title: &str, shared: &str| {
            let [title, shared] = [title, shared].map(|title| found(title.to_owned(), ""));
            without_kicker(title, Some(&shared)).value
        };
        assert_eq!(bare("Strike: Quay loses ships", "Quay loses ships"), "Quay loses ships");
        assert_eq!(bare("Strike: Quay loses ships", "Strike"), "Strike: Quay loses ships");
        assert_eq!(bare("Strike: Quay loses ships", "A quay without ships"), "Strike: Quay loses ships");
    }

    #[test]
    fn the_title_of_the_search_engines_is_not_that_of_the_readers() {
        let is_for_search = |declared: &str, heading: &str, shared: &str| {
            let [declared, heading, shared] = [declared, heading, shared].map(|title| found(title.to_owned(), ""));
            is_for_search(&declared, Some(&heading), Some(&shared), "Quay strike 2022: ships, dates | The Quay")
        };
        assert!(is_for_search("Quay strike 2022: ships, dates", "Eight days without a ship", "Eight days without a ship"));
        assert!(!is_for_search("Quay strike 2022: ships, dates", "Eight days without a ship", "Where are the ships?"));
        assert!(!is_for_search("Where are the ships?", "Eight days without a ship", "Eight days without a ship"));
    }

    #[test]
    fn marks_are_those_of_most_fields_and_typography_is_the_readers() {
        let spelt = |titles: [&str; 2], page: &str| {
            let voices = titles.map(|title| found(title.to_owned(), ""));
            spelt(voices[0].clone(), &voices, page).value
        };
        let marks = ["Strike - Quay loses ships", "Strike: Quay loses ships"];
        assert_eq!(spelt(marks, "Strike: Quay loses ships | The Quay"), marks[1]);
        assert_eq!(spelt(marks, "The Quay"), marks[0]);
        assert_eq!(spelt(["A captain’s voyage", "A captain's voyage"], "A captain's voyage"), "A captain’s voyage");
    }

    #[test]
    fn front_pages_have_no_path() {
        for (href, is_front) in [
            ("/", true),
            ("https://quay.example", true),
            ("https://quay.example/?l=en", true),
            ("./", true),
            ("#top", false),
            ("/news", false),
        ] {
            assert_eq!(is_front_page(href), is_front, "{href}");
        }
    }
}
