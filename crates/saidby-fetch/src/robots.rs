//! What a site lets robots fetch: `robots.txt`, as RFC 9309 reads it.
//!
//! In: `User-agent: *` and `Disallow: /search`. Out: `/search?q=x` is closed, `/news` is open.

use std::time::Duration;

/// Bytes of a `robots.txt` that are read (RFC 9309, 2.5: at least 500 KiB).
pub const MAX_BYTES: usize = 512 << 10;

/// The longest pause between requests that a site's `Crawl-delay` is granted. The field is no part of RFC 9309; some sites give
/// numbers that stand for "never".
const MAX_DELAY: Duration = Duration::from_secs(60);

/// The rules of one site for one robot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<Rule>,
    /// The pause between two requests that the site asks for.
    pub delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allows: bool,
    /// Levelled, with `*` for any characters and `$` at its end for the path's end.
    pattern: String,
}

/// One group: whom it is for, and what it says.
#[derive(Default)]
struct Group {
    products: Vec<String>,
    robots: Robots,
}

impl Robots {
    /// The rules for `product`, such as `saidby`: those of all groups that name it, or else those of the groups for `*`.
    pub fn parse(text: &str, product: &str) -> Self {
        let groups = groups(text);
        let of = |wanted: &str| {
            let fits = |group: &&Group| group.products.iter().any(|product| product.eq_ignore_ascii_case(wanted));
            let fitting: Vec<&Group> = groups.iter().filter(fits).collect();
            (!fitting.is_empty()).then(|| joined(&fitting))
        };
        of(product).or_else(|| of("*")).unwrap_or_default()
    }

    /// Whether a path with its query may be fetched: the longest rule that matches says so, and of two the one that allows.
    pub fn allows(&self, path: &str) -> bool {
        let path = levelled(path);
        let matching = self.rules.iter().filter(|rule| matches(&rule.pattern, &path));
        let longest = matching.max_by_key(|rule| (rule.pattern.len(), rule.allows));
        path == "/robots.txt" || longest.is_none_or(|rule| rule.allows)
    }
}

fn joined(groups: &[&Group]) -> Robots {
    let rules = groups.iter().flat_map(|group| group.robots.rules.iter().cloned()).collect();
    Robots { rules, delay: groups.iter().filter_map(|group| group.robots.delay).max() }
}

fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut in_names = false;
    for line in text.trim_start_matches('\u{FEFF}').split(['\r', '\n']) {
        let line = line.split('#').next().unwrap_or_default();
        let Some((field, value)) = line.split_once(':') else { continue };
        let (field, value) = (field.trim().to_ascii_lowercase(), value.trim());
        if field == "user-agent" {
            if !in_names {
                groups.push(Group::default());
            }
            in_names = true;
            groups.iter_mut().last().into_iter().for_each(|group| group.products.push(product(value).to_owned()));
        } else if let Some(group) = groups.last_mut()
            && group.take(&field, value)
        {
            in_names = false;
        }
    }
    groups
}

/// `saidby` of `saidby/1.0`: letters, hyphens and underscores (RFC 9309, 2.2.1).
fn product(value: &str) -> &str {
    let end = value.find(|c: char| !c.is_ascii_alphabetic() && !matches!(c, '-' | '_' | '*')).unwrap_or(value.len());
    &value[..end]
}

impl Group {
    /// Takes a rule; says whether the line is one. Other fields, such as `Sitemap`, stand outside of groups.
    fn take(&mut self, field: &str, value: &str) -> bool {
        match field {
            "allow" | "disallow" if value.is_empty() => true,
            "allow" | "disallow" => {
                self.robots.rules.push(Rule { allows: field == "allow", pattern: levelled(value) });
                true
            }
            "crawl-delay" => {
                let seconds = value.parse::<f64>().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
                self.robots.delay = seconds.map(|delay| delay.min(MAX_DELAY)).max(self.robots.delay);
                true
            }
            _ => false,
        }
    }
}

/// The path with one spelling for each character: unreserved ones plain, others percent-encoded (RFC 9309, 2.2.2; RFC 3986, 6.2.2).
fn levelled(path: &str) -> String {
    let mut level = String::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [byte, after @ ..] = rest {
        let encoded = (*byte == b'%').then(|| hexadecimal(after)).flatten();
        rest = if encoded.is_some() { &after[2..] } else { after };
        match encoded {
            Some(byte) if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') => level.push(byte.into()),
            Some(byte) => level.push_str(&format!("%{byte:02X}")),
            None if byte.is_ascii_graphic() => level.push((*byte).into()),
            None => level.push_str(&format!("%{byte:02X}")),
        }
    }
    level
}

fn hexadecimal(bytes: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(bytes.get(..2)?).ok().filter(|two| two.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u8::from_str_radix(digits, 16).ok()
}

/// Whether a pattern fits the start of a path, or all of it where it ends in `$`.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return !whole || rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if whole && parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &str, path: &str) -> bool {
        Robots::parse(text, "saidby").allows(path)
    }

    #[test]
    fn the_longest_rule_wins_and_of_two_the_one_that_allows() {
        let text = "User-agent: *\nDisallow: /\nAllow: /news/\nDisallow: /news/drafts\nAllow: /news/drafts\n";
        for (path, expected) in
            [("/", false), ("/about", false), ("/news/", true), ("/news/drafts/1", true), ("/robots.txt", true)]
        {
            assert_eq!(open(text, path), expected, "{path}");
        }
    }

    #[test]
    fn a_group_that_names_the_robot_replaces_those_for_all() {
        let text = "user-agent: *\ndisallow: /\n\nUser-Agent: other\nUser-Agent: SaidBy/2.0 # ours\nDisallow: /private\n\
            User-agent: saidby\nDisallow: /closed\n";
        for (path, expected) in [("/", true), ("/private/1", false), ("/closed", false)] {
            assert_eq!(open(text, path), expected, "{path}");
        }
        assert!(!open("User-agent: *\nDisallow: /", "/"), "the group for all counts where none names the robot");
        assert!(open("User-agent: saidbyother\nDisallow: /", "/"), "a longer name is another robot");
    }

    #[test]
    fn stars_and_ends_are_understood() {
        for (pattern, path, expected) in [
            ("/*.pdf$", "/a/b.pdf", true),
            ("/*.pdf$", "/a/b.pdf?x", false),
            ("/*.pdf", "/a/b.pdf?x", true),
            ("/a*b*c", "/axxbyyc/d", true),
            ("/a*b*c", "/acb", false),
            ("/fish$", "/fish", true),
            ("/fish$", "/fishes", false),
            ("/*", "/", true),
            ("*/page", "/x/page", true),
            ("/a*$", "/abc", true),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn one_character_has_one_spelling() {
        let text = "User-agent: *\nDisallow: /caf%c3%a9\nDisallow: /%7Ejoe\nDisallow: /thé\n";
        for (path, expected) in [("/caf%C3%A9", false), ("/café", false), ("/~joe", false), ("/th%C3%A9", false), ("/the", true)]
        {
            assert_eq!(open(text, path), expected, "{path}");
        }
    }

    #[test]
    fn an_empty_rule_closes_nothing_and_damage_is_passed_over() {
        assert!(open("User-agent: *\nDisallow:\n", "/x"));
        assert!(open("Disallow: /\n<html>not found</html>\n:\n", "/x"), "a rule before any group is for nobody");
        assert!(!open("\u{FEFF}User-agent:*\rDisallow:/x\r\nSitemap: https://outlet.example/map\nDisallow: /y", "/y"));
        assert!(open("User-agent: *\nDisallow: /%", "/x"));
    }

    #[test]
    fn a_delay_is_granted_up_to_a_minute() {
        let delay = |text: &str| Robots::parse(text, "saidby").delay;
        assert_eq!(delay("User-agent: *\nCrawl-delay: 2.5"), Some(Duration::from_millis(2500)));
        assert_eq!(delay("User-agent: *\nCrawl-delay: 86400"), Some(MAX_DELAY));
        assert_eq!(delay("User-agent: *\nCrawl-delay: -1"), None);
        assert_eq!(delay("User-agent: *\nCrawl-delay: soon"), None);
    }
}
