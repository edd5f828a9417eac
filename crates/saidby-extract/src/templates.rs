//! What the pages of one outlet repeat: text of the template, not of the article.
//!
//! In: the pages of a run, learnt one by one. Out: an article whose body has lost what other articles of its host have too. The box
//! that ends every page of `the-quay.example` with "The Quay is read by 40,000 people." is furniture; on one page alone nobody can tell.
//!
//! What is learnt depends on the articles and on their order alone, and has a bound. An article whose host has no other in the run
//! stays as it is.

use crate::text::words::{count, hash, levelled};
use saidby_core::{Article, Block, Extracted, Page, PageFormat, Role};
use std::collections::{HashMap, HashSet};

/// Articles, at least, that have a block which is no prose, where it is the template's.
const REPEATS: usize = 2;
/// Articles, at least, that have a paragraph of the template. Two often share one that tells what happened before.
const PROSE_REPEATS: usize = 3;
/// The share of a host's articles, at least, that have a block of the template: one of `SHARE`.
const SHARE: usize = 5;
/// Words from which a block counts as prose.
const PROSE: usize = 20;
/// Blocks, at most, that are counted in a run: beyond them no new ones are. About 100 MB.
const MOST_BLOCKS: usize = 1 << 22;
/// Articles, at most, of a host that are counted.
const MOST_ARTICLES: usize = 1 << 10;

/// What the articles of each host repeat.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    /// The articles of each host, by their titles: another copy of an article repeats nothing.
    articles: HashMap<u64, HashSet<u64>>,
    /// How many articles of a host have a block.
    blocks: HashMap<u64, u32>,
}

impl Templates {
    /// Counts the blocks of one more page's body.
    pub fn learn(&mut self, page: &Page) {
        let article = crate::article(page).article;
        let Some(host) = host(page, &article) else { return };
        let articles = self.articles.entry(host).or_default();
        if articles.len() >= MOST_ARTICLES || !articles.insert(title(&article)) {
            return;
        }
        let mut blocks: Vec<u64> = body(&article).map(|block| key(host, &article, block)).collect();
        blocks.sort_unstable();
        blocks.dedup();
        let is_full = self.blocks.len() + blocks.len() > MOST_BLOCKS;
        for block in blocks {
            match self.blocks.get_mut(&block) {
                Some(count) => *count += 1,
                None if is_full => {}
                None => drop(self.blocks.insert(block, 1)),
            }
        }
    }

    /// The article of a page, as [`crate::article`] gives it, without what other articles of its host repeat: that becomes
    /// [`Role::Other`]. Unchanged where half of the body or more would go, for then it is the text of another page too.
    pub fn article(&self, page: &Page) -> Extracted {
        let Extracted { article, notices } = crate::article(page);
        let repeated = self.repeated(page, &article);
        let length = |block: &Block| block.page.len();
        let gone: usize = body(&article).filter(|block| repeated.contains(&block.page.start())).map(length).sum();
        if gone == 0 || gone * 2 >= body(&article).map(length).sum() {
            return Extracted { article, notices };
        }
        let role = |block: &Block| if repeated.contains(&block.page.start()) { Role::Other } else { block.role };
        let blocks = article.blocks.iter().map(|block| crate::block(role(block), block.page)).collect();
        let entries = article.entries;
        let article = Article::assemble(article.metadata, article.page_text, article.sources, blocks);
        Extracted { article: Article { entries, ..article }, notices }
    }

    /// Where the blocks of the body start that the host repeats.
    fn repeated(&self, page: &Page, article: &Article) -> HashSet<usize> {
        let Some(host) = host(page, article) else { return HashSet::new() };
        let articles = self.articles.get(&host).map_or(0, HashSet::len);
        let is_repeated = |block: &&Block| {
            let least = if is_prose(article, block) { PROSE_REPEATS } else { REPEATS };
            let count = self.blocks.get(&key(host, article, block)).map_or(0, |&count| count as usize);
            count >= least && count * SHARE >= articles
        };
        body(article).filter(is_repeated).map(|block| block.page.start()).collect()
    }
}

fn body(article: &Article) -> impl Iterator<Item = &Block> {
    article.blocks.iter().filter(|block| block.role.is_body())
}

fn is_prose(article: &Article, block: &Block) -> bool {
    count(block.page.of(&article.page_text)) >= PROSE
}

/// The host of the page's address; none where the text is taken as it is.
fn host(page: &Page, article: &Article) -> Option<u64> {
    let address = article.metadata.url.as_ref().filter(|_| page.format != PageFormat::Given)?;
    crate::html::host(&address.value).map(|host| hash(&host.to_lowercase()))
}

/// What tells an article from another of its host: its title, else its text.
fn title(article: &Article) -> u64 {
    let title = article.metadata.title.as_ref().map_or(article.text.as_str(), |title| title.value.as_str());
    hash(&levelled(title))
}

/// A block's words, on a host.
fn key(host: u64, article: &Article, block: &Block) -> u64 {
    host.rotate_left(17) ^ hash(&levelled(block.page.of(&article.page_text)))
}
