//! Names of the documents in a container: `crawl.warc.gz#https://…`, or `crawl.warc.gz#12` for the twelfth.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Names that are remembered, so that a second document of one name is told from the first: 16 bytes each.
const REMEMBERED: usize = 1 << 20;

/// Gives the documents of one container their names, each only once.
#[derive(Debug)]
pub struct Ids {
    container: String,
    /// Hashes of the names given so far. Where two names share one, the later carries its number too, which does no harm.
    given: HashSet<u64>,
}

impl Ids {
    /// The names of documents in `container`.
    pub fn of(container: &str) -> Self {
        Self { container: container.to_owned(), given: HashSet::new() }
    }

    /// The name of the document that calls itself `own` and is the `number`th, from 1. A name that was given before, and every
    /// name after the first million, carries the number too.
    pub fn next(&mut self, own: Option<&str>, number: usize) -> String {
        let Some(own) = own else { return format!("{}#{number}", self.container) };
        let mut hasher = DefaultHasher::new();
        own.hash(&mut hasher);
        if self.given.len() < REMEMBERED && self.given.insert(hasher.finish()) {
            format!("{}#{own}", self.container)
        } else {
            format!("{}#{own}#{number}", self.container)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn a_name_is_given_once() {
        let mut ids = Ids::of("feed.xml");
        let names = [(Some("a"), 1), (None, 2), (Some("a"), 3), (Some("b"), 4)].map(|(own, number)| ids.next(own, number));
        assert_eq!(names, ["feed.xml#a", "feed.xml#2", "feed.xml#a#3", "feed.xml#b"]);
    }
}
