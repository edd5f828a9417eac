//! Texts handed over as they are, and the line's answers as code points into them.

use saidby::core::{Article, Attribution, CodePoints, Form, Ledger, PageFormat, Span};
use serde::Serialize;

/// A stretch of the given text: code points, half open.
pub type Points = (usize, usize);

/// One attribution, as `saidby attributions` prints it.
#[derive(Clone, Debug, Serialize)]
pub struct AttributionAnswer {
    /// `a1`, `a2`, …
    pub id: String,
    /// The source's mention.
    pub source: Vec<Points>,
    /// The cue.
    pub cue: Vec<Points>,
    /// What is said.
    pub content: Vec<Points>,
    /// `direct`, `indirect` or `mixed`.
    #[serde(rename = "type")]
    pub form: &'static str,
    /// What is done by saying it.
    pub act: &'static str,
    /// The pattern that found it.
    pub pattern: &'static str,
}

/// The ledger of a text given as it is; `None` where there is no text to read.
pub fn ledger(id: &str, language: &str, text: &str) -> Option<Ledger> {
    super::corpora::text_page(id, PageFormat::Given, Some(language), text).ok().map(saidby::ledger)
}

/// The attributions of a ledger, in text order.
pub fn attributions(ledger: &Ledger) -> Vec<AttributionAnswer> {
    let points = CodePoints::of(&ledger.article.page_text);
    let answer = |(at, attribution): (usize, &Attribution)| {
        let spans =
            |spans: &mut dyn Iterator<Item = Span>| spans.flat_map(|span| in_page(&ledger.article, &points, span)).collect();
        AttributionAnswer {
            id: format!("a{}", at + 1),
            source: spans(&mut attribution.source.mention.into_iter()),
            cue: spans(&mut attribution.cue.map(|cue| cue.span).into_iter()),
            content: spans(&mut attribution.content.iter().copied()),
            form: form(attribution.form),
            act: attribution.act.name(),
            pattern: attribution.pattern,
        }
    };
    ledger.statements.attributions.iter().enumerate().map(answer).collect()
}

/// A span of the article text as code points of the page text.
pub fn in_page(article: &Article, points: &CodePoints<'_>, span: Span) -> Vec<Points> {
    article.in_page(span).into_iter().map(|page| points.range(page)).collect()
}

/// The gold knows three forms.
fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "direct",
        Form::Mixed => "mixed",
        Form::Indirect | Form::Topic | Form::Free => "indirect",
    }
}
