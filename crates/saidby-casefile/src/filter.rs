//! Which claims are wanted, and the SQL that finds them.

use crate::{Casefile, Error};
use rusqlite::types::Value;
use saidby_core::EventType;

/// Which claims are wanted. The default asks for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Who does it: a country code (`PRK`), an actor's id (`country:PRK`), its name or whole words of it; case does not matter.
    pub actor: Option<String>,
    /// What it is about: words that must all fit, by event type (`AID`), context (`military`), subject (`arms`) or the claim's
    /// own words; `word*` finds all that begin so, and words in double quotes stand together.
    pub about: Option<String>,
    /// Not before this year, month or day (`2022-09`): the event's date, or else the day of publication.
    pub since: Option<String>,
    /// Not after this year, month or day.
    pub until: Option<String>,
    /// Only this event type.
    pub kind: Option<EventType>,
    /// Only the claims of this document.
    pub document: Option<i64>,
    /// At most so many.
    pub limit: Option<usize>,
}

/// What people look for, beside words: event types and contexts that stand for it.
const SUBJECTS: &str = include_str!("subjects.tsv");

/// The day that a claim is filtered and ordered by.
const DAY: &str = "substr(coalesce(claim.date, document.published), 1, 10)";

/// Conditions that must all hold, and the values of their parameters in order.
#[derive(Debug, Default)]
struct Conditions {
    sql: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    fn add(&mut self, sql: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.sql.push(sql.into());
        self.values.extend(values);
    }
}

impl Casefile {
    /// The ids of the claims that the filter asks for, the latest first.
    pub(crate) fn matching(&self, filter: &Filter) -> Result<Vec<i64>, Error> {
        let mut conditions = Conditions::default();
        conditions.add("1", []);
        if let Some(actor) = &filter.actor {
            self.actor_condition(actor, &mut conditions)?;
        }
        phrases(filter.about.as_deref().unwrap_or("")).iter().for_each(|phrase| about_condition(phrase, &mut conditions));
        date_conditions(filter, &mut conditions)?;
        if let Some(kind) = filter.kind {
            conditions.add("claim.type = ?", [kind.name().to_owned().into()]);
        }
        if let Some(document) = filter.document {
            conditions.add("claim.document = ?", [document.into()]);
        }
        let Conditions { sql, mut values } = conditions;
        values.push(filter.limit.and_then(|limit| i64::try_from(limit).ok()).unwrap_or(-1).into());
        let sql = format!(
            "SELECT claim.id FROM claim JOIN document ON document.id = claim.document WHERE {}
             ORDER BY coalesce(claim.date, document.published) DESC NULLS LAST, claim.id LIMIT ?",
            sql.join(" AND ")
        );
        self.rows(&sql, rusqlite::params_from_iter(values), |row| row.get(0))
    }

    /// Names are compared here, not in SQL: SQLite folds the case of ASCII letters only.
    fn actor_condition(&self, wanted: &str, conditions: &mut Conditions) -> Result<(), Error> {
        let sql = "SELECT document_actor.id, actor.key, document_actor.name, document_actor.country
            FROM document_actor JOIN actor ON actor.id = document_actor.actor";
        type Row = (i64, String, String, Option<String>);
        let actors: Vec<Row> = self.rows(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        let wanted = words(wanted);
        let fits = |(_, key, name, country): &Row| {
            let country = country.as_deref().map(words);
            country.as_ref() == Some(&wanted) || words(key) == wanted || stands_in(&wanted, &words(name))
        };
        let ids = actors.iter().filter(|row| fits(row)).map(|(id, ..)| id.to_string()).collect::<Vec<_>>().join(",");
        conditions.add("claim.actor IN (SELECT value FROM json_each(?))", [format!("[{ids}]").into()]);
        Ok(())
    }
}

/// The words of a name, in lower case.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_lowercase).collect()
}

/// Whether `wanted` stands in `name`, word by word.
fn stands_in(wanted: &[String], name: &[String]) -> bool {
    !wanted.is_empty() && name.windows(wanted.len()).any(|window| window == wanted)
}

/// `shells "north korea" ship*` as three phrases, quotation marks off.
fn phrases(about: &str) -> Vec<String> {
    let pieces = about.split('"').enumerate();
    let phrases = pieces.flat_map(|(i, piece)| if i % 2 == 1 { vec![piece] } else { piece.split_whitespace().collect() });
    phrases.filter(|phrase| phrase.chars().any(char::is_alphanumeric)).map(str::to_owned).collect()
}

/// The claim's own words hold the phrase, or its type and context stand for it.
fn about_condition(phrase: &str, conditions: &mut Conditions) {
    let full_text = match phrase.strip_suffix('*') {
        Some(stem) => format!("\"{stem}\"*"),
        None => format!("\"{phrase}\""),
    };
    let mut sql = "(claim.id IN (SELECT rowid FROM claim_words WHERE claim_words MATCH ?)".to_owned();
    let mut values: Vec<Value> = vec![full_text.into()];
    for (kind, context) in subjects(phrase) {
        sql.push_str(
            " OR (?='' OR claim.type = ?) AND (?='' OR ? IN (SELECT context FROM claim_context WHERE claim = claim.id))",
        );
        values.extend([kind, kind, context, context].map(|name| Value::from(name.to_owned())));
    }
    sql.push(')');
    conditions.add(sql, values);
}

/// Type and context of each row of the table of subjects with this word; empty where the row gives none.
fn subjects(word: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let word = word.to_lowercase();
    let rows = SUBJECTS.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(move |line| {
        let mut columns = line.split('\t');
        let found = columns.next() == Some(word.as_str());
        found.then(|| (columns.next().unwrap_or(""), columns.next().unwrap_or("")))
    })
}

/// A date that is less exact than the bound fits where it may lie within.
fn date_conditions(filter: &Filter, conditions: &mut Conditions) -> Result<(), Error> {
    if let Some(since) = &filter.since {
        conditions.add(format!("{DAY} >= substr(?, 1, length({DAY}))"), [date(since)?.into()]);
    }
    if let Some(until) = &filter.until {
        let until = date(until)?;
        conditions.add(format!("substr({DAY}, 1, length(?)) <= ?"), [until.clone().into(), until.into()]);
    }
    Ok(())
}

/// `2022`, `2022-11` or `2022-11-02`.
fn date(text: &str) -> Result<String, Error> {
    let whole = format!("{text}{}", "-01".repeat(usize::from(text.len() < 8) + usize::from(text.len() < 5)));
    match whole.parse::<jiff::civil::Date>() {
        Ok(date) if date.to_string() == whole => Ok(text.to_owned()),
        _ => Err(Error::Date(text.to_owned())),
    }
}
