//! `saidby certainty`: how sure a text is of what single words in it say, one line of JSON a text.

use super::{json_line, stdout};
use crate::arguments::Certainty;
use crate::ending::Ending;
use crate::inputs::Tally;
use crate::{interrupt, words};
use anyhow::Result;
use saidby::core::Language;
use saidby::read::{self, Limits};
use saidby::{Held, extract};
use serde_json::{Map, Value, json};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Write};
use std::ops::Range;

const HINT: &str = "the line was left out, the others were kept; a line is `{\"text\": \"…\", \"targets\": [{\"span1\": [first, last]}]}`, and \
    `last` is the word behind the target";

/// Lines by which the language of an input is told, at most; a single line is often too short for it.
const SAMPLE: usize = 200;

/// Decimals of a degree.
const DECIMALS: f64 = 1000.0;

pub fn run(arguments: &Certainty) -> Result<Ending> {
    let mut out = stdout();
    let mut tally = Tally::default();
    for input in &arguments.inputs {
        match open(input) {
            Ok(lines) => judge_all(lines, input, arguments.lang, &mut tally, &mut out)?,
            Err(error) => {
                tally.failed += 1;
                words::error(
                    format!("cannot read `{input}`: {error}"),
                    Some("the command reads JSONL files, or `-` for standard input"),
                );
            }
        }
    }
    out.flush()?;
    Ok(tally.ending())
}

fn open(input: &str) -> io::Result<Box<dyn BufRead>> {
    if input == "-" {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    Ok(Box::new(BufReader::new(File::open(input)?)))
}

/// Answers every line of an input.
fn judge_all(
    mut lines: Box<dyn BufRead>,
    input: &str,
    lang: Option<Language>,
    tally: &mut Tally,
    out: &mut impl Write,
) -> Result<()> {
    let first: Vec<io::Result<String>> = std::iter::from_fn(|| next_line(&mut lines).transpose()).take(SAMPLE).collect();
    let common = lang.or_else(|| recognised(&texts(&first)));
    let rest = std::iter::from_fn(|| next_line(&mut lines).transpose());
    for (line, number) in first.into_iter().chain(rest).zip(1..) {
        if interrupt::asked() {
            return Ok(());
        }
        let answer = match line {
            Ok(line) if line.trim().is_empty() => continue,
            Ok(line) => judged(line.trim_end(), lang, common),
            Err(error) => Err(error.to_string()),
        };
        match answer {
            Ok(answer) => {
                tally.read += 1;
                tally.found += usize::from(answer["targets"].as_array().is_some_and(|targets| !targets.is_empty()));
                json_line(out, &answer)?;
            }
            Err(message) => {
                tally.failed += 1;
                words::error(format!("cannot use line {number} of `{input}`: {message}"), Some(HINT));
            }
        }
    }
    Ok(())
}

/// The texts of some lines together.
fn texts(lines: &[io::Result<String>]) -> String {
    let text = |line: &io::Result<String>| {
        let record: Value = serde_json::from_str(line.as_ref().ok()?).ok()?;
        Some(format!("{}\n", record["text"].as_str()?))
    };
    lines.iter().filter_map(text).collect()
}

/// The next line; `None` at the end. A longer one than a document may be is an error, and is passed over.
fn next_line(lines: &mut impl BufRead) -> io::Result<Option<String>> {
    let limit = Limits::default().max_bytes as u64;
    let mut bytes = Vec::new();
    if lines.by_ref().take(limit).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    if bytes.len() as u64 == limit && !bytes.ends_with(b"\n") {
        lines.skip_until(b'\n')?;
        return Err(io::Error::other(format!("it is longer than {limit} bytes")));
    }
    String::from_utf8(bytes)
        .map(Some)
        .map_err(|error| io::Error::other(format!("byte {} is no UTF-8", error.utf8_error().valid_up_to() + 1)))
}

/// A line with `predicted` added to each target, or what is wrong with it.
fn judged(line: &str, lang: Option<Language>, common: Option<Language>) -> Result<Value, String> {
    let mut record: Map<String, Value> = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let text = record.get("text").and_then(Value::as_str).ok_or("`text` is no text")?.to_owned();
    let language = language(&record, lang, &text).or(common).ok_or("its language is not known: name it with `--lang`")?;
    let count = text.split_whitespace().count();
    let targets = record.get_mut("targets").and_then(Value::as_array_mut).ok_or("`targets` is no list")?;
    let ranges = targets.iter().zip(1..).map(|(target, number)| range(target, number, count)).collect::<Result<Vec<_>, _>>()?;
    for (target, held) in targets.iter_mut().zip(saidby::certainty(&text, language, &ranges)) {
        let Held { degree, .. } =
            held.ok_or_else(|| format!("there are no words of certainty for `{language}`, only for `en` and `fr`"))?;
        target["predicted"] = json!((degree * DECIMALS).round() / DECIMALS);
    }
    Ok(Value::Object(record))
}

/// The words of a target.
fn range(target: &Value, number: usize, count: usize) -> Result<Range<usize>, String> {
    let span = &target["span1"];
    let word = |at: usize| span[at].as_u64().and_then(|word| usize::try_from(word).ok());
    let (Some(first), Some(last)) = (word(0), word(1)) else {
        return Err(format!("target {number}: `span1` is {span}, not two numbers of words"));
    };
    if first < last && last <= count {
        Ok(first..last)
    } else {
        Err(format!("target {number}: `span1` is {span}, the text has {}", words::count(count, "word")))
    }
}

/// The language that the option, the record or the text itself tells; else a line has that of the lines around it.
fn language(record: &Map<String, Value>, lang: Option<Language>, text: &str) -> Option<Language> {
    let declared = || record.get("lang").and_then(Value::as_str).and_then(Language::parse);
    lang.or_else(declared).or_else(|| recognised(text))
}

fn recognised(text: &str) -> Option<Language> {
    let record = json!({"text": text}).to_string();
    let page = read::read("line.jsonl", Cursor::new(record.into_bytes()), &Limits::default()).next()?.ok()?;
    extract::article(&page).article.metadata.language.map(|found| found.value)
}
