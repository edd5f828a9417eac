//! Specimens: pages of our own with one file a step of the line, written anew by `cargo xtask bless` and never by hand.
//!
//! ```text
//! specimens/fr-damaged/  1-page.txt        the page as received
//!                        2-article.json    what the page says about itself; its blocks
//!                        3-sentences.txt   a sentence a line, a bar between two words
//!                        4-mentions.json   who is mentioned, and where
//!                        5-statements.txt  who said what, and what is claimed, a line each
//!                        6-record.json     the whole record, as `saidby read` prints it
//! ```

use anyhow::{Context, Result, bail};
use saidby::core::record::{ActorRecord, AttributionRecord, ClaimRecord, DocumentRecord};
use saidby::core::{CodePoints, Ledger, Sentence};
use saidby::read::{Hints, page};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The page's file in a specimen's folder, by its format.
const PAGES: [&str; 2] = ["1-page.html", "1-page.txt"];

/// Writes every generated file of every specimen.
pub fn specimens() -> Result<()> {
    for folder in folders()? {
        for (name, content) in steps(&folder)? {
            std::fs::write(folder.join(name), content)?;
        }
        println!("{}", folder.display());
    }
    Ok(())
}

/// The specimens' folders, in the order of their names.
fn folders() -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(crate::root().join("specimens"))?;
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    folders.retain(|folder| PAGES.iter().any(|page| folder.join(page).exists()));
    folders.sort();
    Ok(folders)
}

/// The generated files of one specimen; an error where an invariant of the values is broken.
fn steps(folder: &Path) -> Result<[(&'static str, String); 5]> {
    let ledger = read(folder)?;
    check(&ledger).with_context(|| format!("the specimen `{}`", folder.display()))?;
    let record = DocumentRecord::of(&ledger);
    Ok([
        ("2-article.json", pretty(&article(&ledger))?),
        ("3-sentences.txt", sentences(&ledger)),
        ("4-mentions.json", pretty(&mentions(&ledger))?),
        ("5-statements.txt", statements(&record)),
        ("6-record.json", pretty(&serde_json::to_value(&record)?)?),
    ])
}

fn read(folder: &Path) -> Result<Ledger> {
    let name = PAGES.into_iter().find(|name| folder.join(name).exists()).context("no page in the specimen's folder")?;
    let bytes = std::fs::read(folder.join(name))?;
    let id = format!("{}/{name}", folder.file_name().unwrap_or_default().to_string_lossy());
    Ok(saidby::ledger(page(&id, bytes, Hints::default())?))
}

fn check(ledger: &Ledger) -> Result<()> {
    let text = &ledger.article.text;
    let sentences = ledger.sentences.iter().try_for_each(|sentence| sentence.check(text));
    match ledger.article.check().and(sentences).and(ledger.statements.check(text)) {
        Ok(()) => Ok(()),
        Err(broken) => bail!("{broken}"),
    }
}

fn pretty(value: &Value) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

/// Metadata, and the blocks in page order: code points into the page text.
fn article(ledger: &Ledger) -> Value {
    let article = &ledger.article;
    let metadata = &article.metadata;
    let points = CodePoints::of(&article.page_text);
    let block = |block: &saidby::core::Block| {
        let (start, end) = points.range(block.page);
        json!({"role": block.role, "start": start, "end": end, "words": block.page.of(&article.page_text)})
    };
    json!({
        "title": metadata.title.as_ref().map(|found| json!({"value": found.value, "from": found.from})),
        "authors": metadata.authors.iter().map(|found| json!({"value": found.value, "from": found.from})).collect::<Vec<_>>(),
        "published": metadata.published.as_ref().map(|found| json!({"value": found.value.to_string(), "from": found.from})),
        "modified": metadata.modified.as_ref().map(|found| json!({"value": found.value.to_string(), "from": found.from})),
        "language": metadata.language.as_ref().map(|found| json!({"value": found.value, "from": found.from})),
        "outlet": metadata.outlet.as_ref().map(|found| json!({"value": found.value, "from": found.from})),
        "url": metadata.url.as_ref().map(|found| json!({"value": found.value, "from": found.from})),
        "canonical": metadata.canonical.as_ref().map(|found| json!({"value": found.value, "from": found.from})),
        "section": metadata.section.as_ref().map(|found| json!({"value": found.value, "from": found.from})),
        "agencies": metadata.agencies.iter().map(|found| json!({"value": found.value, "from": found.from})).collect::<Vec<_>>(),
        "paywall": metadata.paywall.as_ref().map(|found| json!({"value": found.value, "from": found.from})),
        "blocks": article.blocks.iter().map(block).collect::<Vec<_>>(),
    })
}

/// A sentence a line; a word of a contraction with a form of its own is written `du=le`.
fn sentences(ledger: &Ledger) -> String {
    let text = &ledger.article.text;
    let line = |sentence: &Sentence| {
        let word = |token: &saidby::core::Token| match &token.form {
            Some(form) => format!("{}={form}", token.span.of(text)),
            None => token.span.of(text).replace('\n', " "),
        };
        sentence.tokens.iter().map(word).collect::<Vec<_>>().join(" | ") + "\n"
    };
    ledger.sentences.iter().map(line).collect()
}

fn mentions(ledger: &Ledger) -> Value {
    let text = &ledger.article.text;
    let points = CodePoints::of(text);
    let statements = &ledger.statements;
    let actor = |actor: &saidby::core::Actor| {
        let role = actor.role.map(|role| role.of(text));
        json!({"id": actor.id, "name": actor.name, "country": actor.country, "sector": actor.sector, "role": role})
    };
    let mention = |mention: &saidby::core::Mention| {
        let (start, end) = points.range(mention.span);
        let actor = mention.actor.and_then(|actor| statements.actor(actor)).map(|actor| &actor.id);
        json!({"start": start, "end": end, "exact": mention.span.of(text), "kind": mention.kind, "actor": actor})
    };
    json!({
        "actors": statements.actors.iter().map(actor).collect::<Vec<_>>(),
        "mentions": statements.mentions.iter().map(mention).collect::<Vec<_>>(),
    })
}

/// An attribution a line, its claims under it; then the claims that the author makes.
fn statements(record: &DocumentRecord) -> String {
    let mut lines = String::new();
    for attribution in &record.attributions {
        let _ = writeln!(lines, "{}", attribution_line(attribution));
        for claim in record.claims.iter().filter(|claim| claim.via.as_ref() == Some(&attribution.id)) {
            let _ = writeln!(lines, "    {}", claim_line(claim));
        }
    }
    for claim in record.claims.iter().filter(|claim| claim.via.is_none()) {
        let _ = writeln!(lines, "author\n    {}", claim_line(claim));
    }
    lines
}

fn attribution_line(attribution: &AttributionRecord) -> String {
    let source = &attribution.source;
    let content: Vec<&str> = attribution.content.iter().map(|anchor| anchor.exact.as_str()).collect();
    format!(
        "{}{} [{}] {} = {} | {}{} [{}] | {}, {} | {}",
        attribution.id,
        attribution.parent.as_ref().map(|parent| format!(" in {parent}")).unwrap_or_default(),
        attribution.pattern,
        source.exact.as_deref().unwrap_or("(no mention)"),
        source.actor.as_deref().unwrap_or("?"),
        if attribution.negated { "not " } else { "" },
        attribution.cue.as_ref().map_or("(no cue)", |cue| cue.exact.as_str()),
        source.kind,
        attribution.act,
        attribution.form,
        content.join(" … "),
    )
}

fn claim_line(claim: &ClaimRecord) -> String {
    let event = &claim.event;
    let part = |actor: &Option<ActorRecord>| actor.as_ref().map_or("?".to_owned(), |actor| actor.id.clone());
    let stance = |stance: &saidby::core::record::StanceRecord| {
        format!("{}: {}/{}/{}", stance.holder, stance.polarity, stance.certainty, stance.basis)
    };
    format!(
        "{} {} {} → {}, {} | {} | {}",
        claim.id,
        event.kind.map_or("(no type)", |kind| kind.name()),
        part(&event.actor),
        part(&event.recipient),
        claim.when,
        event.trigger.exact,
        claim.stances.iter().map(stance).collect::<Vec<_>>().join(", "),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The generated files that are not what the line makes of their page today.
    fn stale() -> Result<Vec<PathBuf>> {
        let mut stale = Vec::new();
        for folder in folders()? {
            for (name, content) in steps(&folder)? {
                let path = folder.join(name);
                if std::fs::read_to_string(&path).ok().as_ref() != Some(&content) {
                    stale.push(path);
                }
            }
        }
        Ok(stale)
    }

    #[test]
    fn specimens_are_not_stale() {
        let stale = stale().unwrap();
        assert!(stale.is_empty(), "`cargo xtask bless specimens` and read the difference: {stale:#?}");
    }

    #[test]
    fn there_are_specimens() {
        assert!(folders().unwrap().len() >= 4);
    }
}
