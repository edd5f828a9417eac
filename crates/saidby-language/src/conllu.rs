//! Sentences in the CoNLL-U format (<https://universaldependencies.org/format.html>).

mod given;
mod rows;

use crate::names::{NameTag, tags};
pub use given::{Given, Keep, read};
pub use rows::{Block, Problem, Row, blocks};
use saidby_core::{Analysis, Article, CodePoints, Name, NameKind, Sentence, Span, Token};
use std::fmt::Write;

/// A document in CoNLL-U: `# newdoc id`, and for each sentence `# sent_id`, `# text` and its words.
///
/// MISC holds `start_char` and `end_char`, code points of the article text, and `SpaceAfter=No` where the next word of the
/// sentence follows without white space; `Name=B-PER` and the like that a word is the first, or a later (`I-`), of a name of that kind.
/// A multi-word token has a line of its own. Columns without a value are `_`.
pub fn write(article: &Article, sentences: &[Sentence], names: &[Name], id: &str) -> String {
    let mut out = format!("# newdoc id = {id}\n");
    let names = names.iter().map(|name| (name.span, name.kind)).collect();
    let document = Document { text: &article.text, points: CodePoints::of(&article.text), names };
    for (number, sentence) in (1..).zip(sentences) {
        let text: Vec<&str> = sentence.span.of(&article.text).split_whitespace().collect();
        let _ = write!(out, "# sent_id = {id}-{number}\n# text = {}\n", text.join(" "));
        document.push_words(&mut out, sentence);
        out.push('\n');
    }
    out
}

struct Document<'t> {
    text: &'t str,
    points: CodePoints<'t>,
    names: Vec<(Span, NameKind)>,
}

impl Document<'_> {
    fn push_words(&self, out: &mut String, sentence: &Sentence) {
        let tokens = &sentence.tokens;
        let names = tags(sentence, &self.names);
        for (index, token) in tokens.iter().enumerate() {
            if let Some(whole) = token.contraction.filter(|_| starts_contraction(tokens, index)) {
                let end = tokens[index..].iter().take_while(|part| part.contraction == Some(whole)).count();
                self.push_range(out, sentence, whole, (index + 1, index + end));
            }
            self.push_word(out, sentence, index, token);
            out.push_str(&name_note(names[index]));
            out.push('\n');
        }
    }

    /// The line of a multi-word token: its characters, no analysis.
    fn push_range(&self, out: &mut String, sentence: &Sentence, whole: Span, (first, last): (usize, usize)) {
        let misc = self.misc(sentence, whole, true);
        let _ = writeln!(out, "{first}-{last}\t{}\t_\t_\t_\t_\t_\t_\t_\t{misc}", cell(whole.of(self.text)));
    }

    fn push_word(&self, out: &mut String, sentence: &Sentence, index: usize, token: &Token) {
        let _ = write!(out, "{}\t{}\t", index + 1, cell(token.form(self.text)));
        out.push_str(&analysis(token.analysis.as_ref(), "_").join("\t"));
        let _ = write!(out, "\t_\t{}", self.misc(sentence, token.span, token.contraction.is_none()));
    }

    /// The offsets of a span; whether white space follows is said of surface tokens only.
    fn misc(&self, sentence: &Sentence, span: Span, surface: bool) -> String {
        let (start, end) = self.points.range(span);
        let inside = surface && span.end() < sentence.span.end();
        let touches = inside && !self.text.get(span.end()..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
        format!("{}start_char={start}|end_char={end}", if touches { "SpaceAfter=No|" } else { "" })
    }
}

/// What MISC says of a word in a name.
fn name_note(tag: NameTag) -> String {
    if tag == NameTag::Outside { String::new() } else { format!("|Name={tag}") }
}

/// LEMMA, UPOS, XPOS, FEATS, HEAD and DEPREL.
fn analysis(analysis: Option<&Analysis>, xpos: &str) -> [String; 6] {
    let Some(analysis) = analysis else { return ["_", "_", xpos, "_", "_", "_"].map(str::to_owned) };
    let head = match &*analysis.relation {
        "_" => "_".to_owned(),
        _ => analysis.head.map_or(0, |head| head + 1).to_string(),
    };
    let [lemma, features, relation] = [&analysis.lemma, &analysis.features, &analysis.relation].map(|value| cell(value));
    [lemma, analysis.upos.to_string(), xpos.to_owned(), features, head, relation]
}

fn starts_contraction(tokens: &[Token], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| tokens[before].contraction);
    tokens[index].contraction != before
}

/// A value as a cell: never empty, no tab or line break.
fn cell(value: &str) -> String {
    if value.is_empty() { "_".to_owned() } else { value.replace(['\t', '\n', '\r'], " ") }
}
