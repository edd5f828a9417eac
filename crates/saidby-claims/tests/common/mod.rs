//! Articles written by hand, for the tests of this crate.

use saidby_core::{Article, Block, Found, Language, Metadata, Moment, Name, Role, Sentence, SourceMap, Span, Statements};

const HEADLINE: &str = "# ";

/// A text without markup, every line a paragraph but for a headline after `# `, published on a day where one is given.
pub fn article(language: &str, published: Option<&str>, text: &str) -> Article {
    let language = Language::parse(language).map(|value| Found { value, from: "input:lang" });
    let published = published.map(|day| Found { value: Moment::day(day.parse().expect("a day")), from: "input:published" });
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let (role, mark) = if line.starts_with(HEADLINE) { (Role::Headline, HEADLINE.len()) } else { (Role::Paragraph, 0) };
        let page = Span::new(at + mark, at + line.len());
        blocks.extend((!line.trim().is_empty()).then_some(Block { role, page, text: None }));
        at += line.len() + 1;
    }
    let metadata = Metadata { language, published, ..Metadata::default() };
    Article::assemble(metadata, text.to_owned(), SourceMap::identity(text.len()), blocks)
}

/// The sentences of an article with their trees, and its names, as the language stage gives them.
pub fn annotated(article: &Article) -> (Vec<Sentence>, Vec<Name>) {
    let mut sentences = saidby_language::sentences(article);
    let names = saidby_language::annotate(article, &mut sentences);
    (sentences, names)
}

/// The statements of an article.
#[allow(dead_code, reason = "not every test of this crate asks for them")]
pub fn statements(article: &Article) -> Statements {
    let (sentences, names) = annotated(article);
    saidby_claims::statements(article, &sentences, &names)
}
