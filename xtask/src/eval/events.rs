//! Coded events, after `../shared/scorers/gsr_score.py` (PLOVER's gold sentences) and `events_score.py` (PETRARCH's records), and
//! over our own gold (`evals/events/*.txt`), scored as PLOVER's.
//!
//! Every row of `coded_events` counts: (country of the actor, country of the recipient, type); one that is said not to be so is no
//! event in PLOVER's and PETRARCH's records, and an event marked as such in our own.

use super::given;
use super::gold::{self, Passage};
use super::words::{f1, share};
use super::{Better, Options, Outcome, Rows, parallel};
use anyhow::{Context, Result};
use saidby::core::{Actor, EventType, Ledger, Mode, actor_code, cameo, coded_events};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The two sets of records.
pub const NEEDS: &[&str] = &["events/PLOVER_GSR_CAMEO.txt", "events/petrarch/PETR2_GSR_validation.xml"];

const NOBODY: &str = "---";
const COLUMNS: [&str; 5] = ["gold", "answers", "class", "dyad", "full"];

/// A coded event: source, target, type. In PETRARCH's records the type is a CAMEO root.
type Coded = (String, String, String);

/// The codes of each record. Two of PLOVER's sentences share an id; as in `gsr_score.py`, the answer to the later one holds for both.
type Answers = BTreeMap<String, BTreeSet<Coded>>;

/// One gold sentence.
struct Record {
    id: String,
    text: String,
    gold: BTreeSet<Coded>,
}

/// Part of an event that is compared on its own.
type Level = fn(&Coded) -> Coded;

const PLOVER_LEVELS: [(&str, Level); 5] = [
    ("class", |event| (String::new(), String::new(), event.2.clone())),
    ("dyad", |event| (event.0.clone(), event.1.clone(), String::new())),
    ("source+class", |event| (event.0.clone(), String::new(), event.2.clone())),
    ("target+class", |event| (String::new(), event.1.clone(), event.2.clone())),
    ("full", Clone::clone),
];

/// The levels of `events_score.py` that a CAMEO root decides.
const CAMEO_LEVELS: [(&str, Level); 3] = [
    ("code2", |event| (String::new(), String::new(), event.2.clone())),
    ("quad", |event| (event.0.clone(), event.1.clone(), quad(&event.2).to_owned())),
    ("root", Clone::clone),
];

/// The files that the measures depend on.
pub fn files(corpora: &Path) -> Result<Vec<PathBuf>> {
    let ours = SETS.iter().map(|set| set.file());
    Ok(NEEDS.iter().map(|name| corpora.join(name)).chain(ours).collect())
}

/// A half of our own gold: `dev` was read while rules were written, `test` was not. The `news` sets came later, written as long as news
/// is by a reader who knew neither rules nor words.
struct Own {
    set: &'static str,
    language: &'static str,
    name: &'static str,
}

const SETS: [Own; 6] = [
    Own { set: "french.dev", language: "fr", name: "fr-dev" },
    Own { set: "french.test", language: "fr", name: "fr-test" },
    Own { set: "french.news.dev", language: "fr", name: "fr-news-dev" },
    Own { set: "french.news.test", language: "fr", name: "fr-news-test" },
    Own { set: "english.news.dev", language: "en", name: "en-news-dev" },
    Own { set: "english.news.test", language: "en", name: "en-news-test" },
];

impl Own {
    fn file(&self) -> PathBuf {
        crate::root().join(format!("evals/events/{}.txt", self.name))
    }

    /// How far a second reader, where there is one, has what the first has: each record's answers measured by the first's.
    fn measure_readers(&self, records: &[Record], outcome: &mut Outcome) -> Result<()> {
        let path = crate::root().join(format!("evals/events/second/{}.txt", self.name));
        if !path.exists() {
            return Ok(());
        }
        let second = gold::passages(&path)?.iter().map(own_record).collect::<Result<Vec<_>>>()?;
        let second: BTreeMap<&str, &BTreeSet<Coded>> = second.iter().map(|record| (record.id.as_str(), &record.gold)).collect();
        for (name, level) in PLOVER_LEVELS.iter().filter(|(name, _)| matches!(*name, "class" | "full")) {
            let both = records.iter().filter_map(|record| Some(tally(&record.gold, second.get(record.id.as_str())?, *level)));
            let [right, answered, gold] = both.fold([0.0; 3], |total, one| std::array::from_fn(|at| total[at] + one[at]));
            let agreement = f1(share(right, answered), share(right, gold));
            outcome.measure(format!("agreement.{}.{name}", self.set), agreement, Better::Neither);
        }
        Ok(())
    }

    fn is_read(&self) -> bool {
        self.name.ends_with("dev")
    }
}

/// Reads every sentence of both sets and measures its events.
pub fn run(options: &Options) -> Result<Outcome> {
    let mut outcome = Outcome { rows: Rows::new(&COLUMNS), ..Outcome::default() };
    let text = |name: &str| std::fs::read_to_string(options.corpora.join(name)).with_context(|| format!("cannot read `{name}`"));
    let plover = plover_records(&text(NEEDS[0])?)?;
    let wanted = |records: Vec<Record>| records.into_iter().filter(|record| options.wants(&record.id)).collect::<Vec<_>>();
    let answers = read(PLOVER, &wanted(plover), &PLOVER_LEVELS, &mut outcome);
    outcome.predictions.extend(answers.iter().map(|(id, events)| plover_answer(id, events).to_string()));
    let petrarch = wanted(petrarch_records(&text(NEEDS[1])?));
    let answers = read(PETRARCH, &petrarch, &CAMEO_LEVELS, &mut outcome);
    let empty = petrarch.iter().filter(|record| record.gold.is_empty());
    let false_events = empty.filter(|record| answers.get(&record.id).is_some_and(|answer| !answer.is_empty()));
    outcome.measure("petrarch.noevents.false", false_events.count() as f64, Better::Lower);
    for own in SETS {
        let records = gold::passages(&own.file())?.iter().map(own_record).collect::<Result<Vec<_>>>()?;
        own.measure_readers(&records, &mut outcome)?;
        let coding = Coding { set: own.set, language: own.language, name: signed };
        let answers = read(coding, &wanted(records), &PLOVER_LEVELS, &mut outcome);
        outcome
            .predictions
            .extend(answers.iter().filter(|_| own.is_read()).map(|(id, events)| plover_answer(id, events).to_string()));
    }
    if let Some(path) = &options.predictions {
        write_petrarch(path, &petrarch, &answers)?;
    }
    Ok(outcome)
}

/// What an event of a type and mode is called, told as so or as not so.
type Name = fn(EventType, Option<Mode>, bool) -> Option<String>;

/// How the records of one set are coded: their language, and the name of a type that is told as so or as not so.
#[derive(Clone, Copy)]
struct Coding {
    set: &'static str,
    language: &'static str,
    name: Name,
}

const PLOVER: Coding =
    Coding { set: "plover", language: "en", name: |kind, _, negated| (!negated).then(|| class(kind).to_owned()) };
const PETRARCH: Coding =
    Coding { set: "petrarch", language: "en", name: |kind, mode, negated| (!negated).then(|| cameo(kind, mode)[..2].to_owned()) };

/// The class, and whether the event is said not to be so.
fn signed(kind: EventType, _: Option<Mode>, negated: bool) -> Option<String> {
    Some(sign(class(kind), negated))
}

fn sign(class: &str, negated: bool) -> String {
    if negated { format!("not {class}") } else { class.to_owned() }
}

/// Codes the records of one set, measures them, and gives the codes by record.
fn read(coding: Coding, records: &[Record], levels: &[(&str, Level)], outcome: &mut Outcome) -> Answers {
    let set = coding.set;
    let code = |record: &Record| {
        let ledger = given::ledger(&record.id, coding.language, &record.text);
        ledger.map(|ledger| coded(&ledger, coding.name)).unwrap_or_default()
    };
    let results = parallel::map(records, |record| record.id.clone(), code);
    let mut answers = BTreeMap::new();
    for (record, timed) in records.iter().zip(results) {
        let answer = timed.result.unwrap_or_else(|panicked| {
            outcome.panics.push(panicked);
            BTreeSet::new()
        });
        answers.insert(record.id.clone(), answer);
    }
    let mut tallies = vec![[0.0; 3]; levels.len()];
    for record in records {
        let Some(answer) = answers.get(&record.id) else { continue };
        let counts: Vec<[f64; 3]> = levels.iter().map(|(_, level)| tally(&record.gold, answer, *level)).collect();
        for (total, counts) in tallies.iter_mut().zip(&counts) {
            (0..3).for_each(|at| total[at] += counts[at]);
        }
        let right = |at: usize| counts.get(at).map(|counts| counts[0]);
        let last = levels.len() - 1;
        let cells = [Some(record.gold.len() as f64), Some(answer.len() as f64), right(0), right(1), right(last)];
        outcome.rows.push(&format!("{set}/{}", record.id), &cells);
    }
    for ((name, _), [right, answered, gold]) in levels.iter().zip(tallies) {
        let (precision, recall) = (share(right, answered), share(right, gold));
        outcome.measure(format!("{set}.{name}.f1"), f1(precision, recall), Better::Higher);
        outcome.measure(format!("{set}.{name}.precision"), precision, Better::Neither);
        outcome.measure(format!("{set}.{name}.recall"), recall, Better::Neither);
    }
    answers
}

/// How many are right, answered and gold at one level; each record's events are a set.
fn tally(gold: &BTreeSet<Coded>, answer: &BTreeSet<Coded>, level: Level) -> [f64; 3] {
    let gold: BTreeSet<Coded> = gold.iter().map(level).collect();
    let answer: BTreeSet<Coded> = answer.iter().map(level).collect();
    [gold.intersection(&answer).count() as f64, answer.len() as f64, gold.len() as f64]
}

/// The coded events of a ledger.
fn coded(ledger: &Ledger, name: Name) -> BTreeSet<Coded> {
    let country = |actor: Option<&Actor>| country_code(&actor.and_then(actor_code).unwrap_or_default());
    let rows = coded_events(&ledger.statements).into_iter();
    rows.filter_map(|row| Some((country(row.source), country(row.target), name(row.kind, row.event.mode, row.negated)?)))
        .collect()
}

/// The fifteen classes of `gsr_score.py`.
fn class(kind: EventType) -> &'static str {
    same_class(kind.name())
}

fn same_class(name: &str) -> &'static str {
    match name {
        "DEMAND" | "REQUEST" => "REQUEST",
        "DISAPPROVE" | "INVESTIGATE" | "ACCUSE" => "ACCUSE",
        "FIGHT" | "ASSAULT" => "ASSAULT",
        "CONCEDE" | "RETREAT" | "YIELD" => "YIELD",
        other => EventType::ALL.iter().map(|kind| kind.name()).find(|name| *name == other).unwrap_or(""),
    }
}

/// CAMEO's four classes of roots, as `events_score.py` has them.
fn quad(root: &str) -> &'static str {
    match root.parse::<u32>().unwrap_or(0) {
        0..=5 => "VC",
        6..=8 => "MC",
        9..=13 => "VK",
        _ => "MK",
    }
}

/// PLOVER's gold sentences. The file has raw line breaks inside strings, which JSON forbids.
fn plover_records(text: &str) -> Result<Vec<Record>> {
    let clean: String = text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    let records: Vec<Value> = serde_json::from_str(&clean).context("PLOVER's gold sentences are no JSON")?;
    let record = |record: &Value| {
        let text = record.get("text")?.as_str()?.to_owned();
        Some(Record { id: record.get("id")?.as_str()?.to_owned(), text, gold: plover_gold(record) })
    };
    Ok(records.iter().filter_map(record).collect())
}

fn plover_gold(record: &Value) -> BTreeSet<Coded> {
    let codes = |field: &str| -> Vec<String> {
        let actors = record.get(field).and_then(Value::as_array);
        actors.into_iter().flatten().map(|actor| country_code(actor.get("code").and_then(Value::as_str).unwrap_or(""))).collect()
    };
    let kind = same_class(record.get("event").and_then(Value::as_str).unwrap_or("").trim()).to_owned();
    pairs(&codes("source"), &codes("target"), &kind)
}

/// Sources times targets; without a target, all ordered pairs of two or more sources.
fn pairs(sources: &[String], targets: &[String], kind: &str) -> BTreeSet<Coded> {
    let or_nobody = |codes: &[String]| if codes.is_empty() { vec![NOBODY.to_owned()] } else { codes.to_vec() };
    let mut gold = BTreeSet::new();
    if targets.is_empty() && sources.len() > 1 {
        for (i, a) in sources.iter().enumerate() {
            let others = sources.iter().enumerate().filter(|(j, _)| *j != i);
            gold.extend(others.map(|(_, b)| (a.clone(), b.clone(), kind.to_owned())));
        }
        return gold;
    }
    for a in &or_nobody(sources) {
        gold.extend(or_nobody(targets).into_iter().map(|b| (a.clone(), b, kind.to_owned())));
    }
    gold
}

/// An actor's first three letters; `---` where there are none.
fn country_code(code: &str) -> String {
    let code: String = code.to_uppercase().trim().chars().take(3).collect();
    match code.as_str() {
        "JAP" => "JPN".to_owned(),
        _ if code.trim_matches('-').is_empty() => NOBODY.to_owned(),
        _ => code,
    }
}

/// A passage of our own gold: several who act and several who receive are all their pairs, as in PLOVER's records.
fn own_record(passage: &Passage) -> Result<Record> {
    let mut gold = BTreeSet::new();
    for finding in &passage.findings {
        let codes = |name: &str| -> Vec<String> {
            let sides = finding.field(name).into_iter().flat_map(|side| side.split(" + "));
            sides.map(|side| country_code(side.rsplit_once(" = ").map_or("", |(_, code)| code))).collect()
        };
        let [_, kind, ..] = &finding.labels[..] else { anyhow::bail!("`{}` has a finding without a type", passage.id) };
        let kind = sign(same_class(kind), finding.field("negated") == Some("yes"));
        gold.extend(pairs(&codes("actor"), &codes("recipient"), &kind));
    }
    Ok(Record { id: passage.id.clone(), text: passage.text.clone(), gold })
}

/// PETRARCH's records: XML in name only (a `Sentence` is closed before its content), so each is read from tag to tag.
fn petrarch_records(xml: &str) -> Vec<Record> {
    let mut records = Vec::new();
    for part in xml.split("<Sentence ").skip(1) {
        let Some((head, rest)) = part.split_once('>') else { continue };
        let Some((coding, rest)) = rest.split_once("<Text>") else { continue };
        let Some((text, _)) = rest.split_once("</Text>") else { continue };
        let events: Vec<&str> = coding.split("<EventCoding ").skip(1).collect();
        let gold: BTreeSet<Coded> = events.iter().filter_map(|event| petrarch_gold(event)).collect();
        if gold.is_empty() && !events.iter().any(|event| attribute(event, "noevents").is_some()) {
            continue;
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        records.push(Record { id: attribute(head, "id").unwrap_or("").to_owned(), text, gold });
    }
    records
}

fn petrarch_gold(event: &str) -> Option<Coded> {
    let root: String = attribute(event, "eventcode")?.chars().filter(char::is_ascii_digit).take(2).collect();
    let country = |name: &str| country_code(attribute(event, name).unwrap_or(""));
    (root.len() == 2).then(|| (country("sourcecode"), country("targetcode"), root))
}

fn attribute<'x>(tag: &'x str, name: &str) -> Option<&'x str> {
    let after = tag.split(&format!("{name}=\"")).nth(1)?;
    after.split_once('"').map(|(value, _)| value)
}

fn plover_answer(id: &str, events: &BTreeSet<Coded>) -> Value {
    let event = |(source, target, kind): &Coded| json!({"source": source, "target": target, "type": kind});
    json!({"id": id, "events": events.iter().map(event).collect::<Vec<_>>()})
}

/// `events_score.py` reads its gold and its answers as JSON: they go beside the other answers.
fn write_petrarch(predictions: &Path, records: &[Record], answers: &Answers) -> Result<()> {
    let event = |(source, target, code): &Coded| json!({"eventcode": code, "sourcecode": source, "targetcode": target});
    let no_event = || vec![json!({"noevents": true})];
    let gold_events = |gold: &BTreeSet<Coded>| if gold.is_empty() { no_event() } else { gold.iter().map(event).collect() };
    let gold: Vec<Value> = records
        .iter()
        .enumerate()
        .map(|(idx, record)| json!({"id": record.id, "idx": idx, "ev": gold_events(&record.gold)}))
        .collect();
    let answer = |(idx, record): (usize, &Record)| json!({"id": record.id, "idx": idx, "events": answers.get(&record.id)});
    let answers: Vec<Value> = records.iter().enumerate().map(answer).collect();
    std::fs::write(predictions.with_extension("petrarch-gold.json"), Value::from(gold).to_string())?;
    Ok(std::fs::write(predictions.with_extension("petrarch.json"), json!({"recs": answers}).to_string())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(source: &str, target: &str, kind: &str) -> Coded {
        (source.to_owned(), target.to_owned(), kind.to_owned())
    }

    #[test]
    fn gold_without_a_target_pairs_its_sources() {
        let text = "[{\"id\": \"r1\", \"text\": \"They\nmet.\", \"event\": \"CONSULT\",
            \"source\": [{\"code\": \"JAP\"}, {\"code\": \"USAGOV\"}], \"target\": \"\"}]";
        let records = plover_records(text).unwrap();
        assert_eq!(records[0].text, "They met.");
        assert_eq!(records[0].gold, BTreeSet::from([coded("JPN", "USA", "CONSULT"), coded("USA", "JPN", "CONSULT")]));
    }

    #[test]
    fn records_are_read_from_tag_to_tag() {
        let xml =
            "<Sentence id=\"a\" evaluate=\"true\"/>\n<EventCoding eventcode=\"112\" sourcecode=\"USAGOV\" targetcode=\"~\" />
            <Text>\nOne\ntwo.\n</Text></Sentence><Sentence id=\"b\"><EventCoding noevents=\"True\" /><Text>None.</Text>";
        let records = petrarch_records(xml);
        assert_eq!(records[0].text, "One two.");
        assert_eq!(records[0].gold, BTreeSet::from([coded("USA", "~", "11")]));
        assert!(records[1].gold.is_empty());
    }

    #[test]
    fn a_class_that_is_right_with_the_wrong_actor_counts_for_the_class_only() {
        let (gold, answer) = (BTreeSet::from([coded("USA", "PRK", "ACCUSE")]), BTreeSet::from([coded("GBR", "PRK", "ACCUSE")]));
        let right = PLOVER_LEVELS.map(|(_, level)| tally(&gold, &answer, level)[0]);
        assert_eq!(right, [1.0, 0.0, 0.0, 1.0, 0.0]);
    }
}
