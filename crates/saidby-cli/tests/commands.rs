//! The command as its user meets it: exit codes, what goes to which stream, and the shapes of the JSON.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic, in its helpers too")]

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const PAGE: &str = "<!doctype html><html lang=en><head><title>Norland denies</title></head><body><article><h1>Norland denies it</h1>\
    <p>The foreign minister of Norland denied on Friday that his government had sold any shells to the rebels of Southland.</p>\
    <p>“We have never sold them a single shell,” the minister said. According to Southland, two ships arrived in June.</p>\
    </article></body></html>";

const TEXT: &str = "Norland denies it\n\n\u{201C}We have never sold them a single shell,\u{201D} the minister said on Friday.\n";

struct Run {
    code: i32,
    out: String,
    words: String,
}

fn saidby(folder: &TempDir, arguments: &[&str]) -> Run {
    finished(command(folder, arguments).output().unwrap())
}

fn command(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_saidby"));
    command.args(arguments).current_dir(folder.path()).env_remove("COLUMNS").stdin(Stdio::null());
    command
}

fn finished(output: Output) -> Run {
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        words: String::from_utf8(output.stderr).unwrap(),
    }
}

fn with_stdin(folder: &TempDir, arguments: &[&str], input: &str) -> Run {
    let mut command = command(folder, arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    finished(child.wait_with_output().unwrap())
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn pages() -> TempDir {
    folder(&[("page.html", PAGE.as_bytes()), ("page.txt", TEXT.as_bytes())])
}

fn json(line: &str) -> Value {
    serde_json::from_str(line).unwrap()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn has_keys(value: &Value, expected: &[&str]) {
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    let mut found = keys(value);
    found.sort_unstable();
    assert_eq!(found, expected);
}

/// The characters of a range of code points.
fn characters(text: &str, range: &Value) -> String {
    let at = |end: usize| range[end].as_u64().unwrap() as usize;
    text.chars().skip(at(0)).take(at(1) - at(0)).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::none());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn every_bad_input_is_named_and_the_good_ones_are_kept() {
    let long = gzip(TEXT.repeat(50).as_bytes());
    let folder = folder(&[
        ("photo.jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF"),
        ("empty.html", b""),
        ("crawl.warc", b"WARC/1.0\r\n"),
        ("cut.gz", &long[..long.len() / 2]),
        (
            "lines.jsonl",
            format!("{{\"id\": \"one\", \"text\": \"Words.\"}}\nnot json\n{{\"id\": \"two\", \"html\": {PAGE:?}}}\n").as_bytes(),
        ),
        ("latin.txt", b"Le ministre a d\xE9menti, a-t-il pr\xE9cis\xE9 \xE0 la t\xE9l\xE9vision."),
        ("good.html", PAGE.as_bytes()),
    ]);
    fs::create_dir(folder.path().join("nothing")).unwrap();
    let inputs =
        ["photo.jpg", "missing.html", "empty.html", "nothing", "crawl.warc", "cut.gz", "lines.jsonl", "latin.txt", "good.html"];
    for command in ["read", "article", "parse", "attributions", "events", "copies"] {
        let run = saidby(&folder, &[&[command], &inputs[..]].concat());
        assert_eq!(run.code, 3, "{command}: {}", run.words);
        let errors: Vec<&str> = run.words.lines().filter(|line| line.starts_with("error: ")).collect();
        assert_eq!(
            errors,
            [
                "error: cannot read `photo.jpg`: it is a JPEG image",
                "error: cannot read `missing.html`: there is no such file",
                "error: cannot read `empty.html`: it is empty",
                "error: cannot read `nothing`: the folder has nothing to read",
                "error: cannot read record 1 of `crawl.warc`, at byte 0: it ends within its fields",
                "error: cannot read all of `cut.gz`: the compressed data end too early",
                "error: cannot read line 2 of `lines.jsonl`: expected ident, at byte 2",
            ]
        );
        assert_eq!(run.words.lines().filter(|line| line.starts_with("hint: ")).count(), errors.len());
        assert!(run.words.ends_with("note: 7 inputs failed, 5 documents read\n"), "{}", run.words);
        let read = match command {
            "parse" => run.out.lines().filter_map(|line| line.strip_prefix("# newdoc id = ")).map(str::to_owned).collect(),
            "read" => run.out.lines().map(|line| json(line)["document"]["id"].as_str().unwrap().to_owned()).collect(),
            _ => run.out.lines().map(|line| json(line)["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>(),
        };
        assert_eq!(read, ["cut.gz", "one", "two", "latin.txt", "good.html"], "{command}");
    }
}

#[test]
fn exit_codes_tell_found_from_nothing_and_right_use_from_wrong() {
    let folder = pages();
    assert_eq!(saidby(&folder, &["article", "page.txt"]).code, 0);
    assert_eq!(saidby(&folder, &["article", "page.html"]).code, 0);
    assert_eq!(with_stdin(&folder, &["attributions", "-"], "{\"text\": \"Blue, green, red.\"}\n").code, 1);
    for wrong in [
        &["read"][..],
        &["wrong"],
        &["read", "--wrong", "page.txt"],
        &["article", "--format", "csv", "page.txt"],
        &["claims", "case.db", "--type", "WRONG"],
        &["export", "case.db", "--to", "wrong"],
        &["man", "wrong"],
        &["completions", "wrong"],
        &[],
    ] {
        let run = saidby(&folder, wrong);
        assert_eq!(run.code, 2, "{wrong:?}");
        assert_eq!(run.out, "", "{wrong:?}");
        assert!(!run.words.is_empty(), "{wrong:?}");
    }
    for casefile in
        [&["claims", "none.db"][..], &["why", "page.txt", "1"], &["check", "none.db"], &["export", "none.db", "--to", "csv"]]
    {
        let run = saidby(&folder, casefile);
        assert_eq!(run.code, 4, "{casefile:?}");
        assert!(run.words.starts_with("error: ") && run.words.contains("\nhint: "), "{}", run.words);
    }
}

#[test]
fn article_has_the_fields_of_the_line() {
    let run = saidby(&pages(), &["article", "page.html"]);
    let article = json(run.out.trim_end());
    let metadata =
        ["title", "authors", "published", "modified", "language", "outlet", "canonical", "section", "agencies", "paywall"];
    has_keys(&article, &[&["id", "url", "from", "text", "blocks"][..], &metadata].concat());
    let text = article["text"].as_str().unwrap();
    assert!(text.starts_with("The foreign minister of Norland denied"), "{text}");
    for block in article["blocks"].as_array().unwrap() {
        has_keys(block, &["role", "start", "end", "text", "source"]);
        let is_body = ["standfirst", "paragraph", "heading"].contains(&block["role"].as_str().unwrap());
        assert_eq!(block["start"].is_u64(), is_body, "{block}");
        if is_body {
            let range = Value::from(vec![block["start"].clone(), block["end"].clone()]);
            assert_eq!(characters(text, &range), block["text"].as_str().unwrap());
        }
        let [start, end] = [0, 1].map(|side| block["source"][side].as_u64().unwrap() as usize);
        assert_eq!(&PAGE[start..end], block["text"].as_str().unwrap());
    }
}

#[test]
fn what_the_pages_of_a_host_repeat_is_furniture_on_request() {
    let page = |number: usize| {
        format!(
            "{{\"url\": \"https://quay.example/{number}\", \"html\": \"<title>Report {number}</title><article><h1>Report {number}</h1>\
             <p>On day {number} the minister denied that the ships of the Southland had left the harbour of the capital.</p>\
             <p>The Quay is read by 40,000 people.</p></article>\"}}\n"
        )
    };
    let lines: String = (1..=3).map(page).collect();
    let folder = folder(&[("crawl.jsonl", lines.as_bytes())]);
    let bodies = |options: &[&str]| saidby(&folder, &[&["article", "crawl.jsonl"], options].concat()).out;
    assert_eq!(bodies(&[]).lines().filter(|line| json(line)["text"].as_str().unwrap().contains("40,000")).count(), 3);
    let together = bodies(&["--learn-templates"]);
    assert!(together.lines().all(|line| json(line)["text"].as_str().unwrap().ends_with("of the capital.")), "{together}");
    let run = with_stdin(&folder, &["article", "-", "--learn-templates"], &lines);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.words.contains("standard input can be read once"), "{}", run.words);
}

#[test]
fn article_as_text_is_the_headline_and_the_body() {
    let run = saidby(&pages(), &["article", "--format", "text", "page.html", "page.html"]);
    let one = "Norland denies it\n\nThe foreign minister of Norland denied";
    assert!(run.out.starts_with(one), "{}", run.out);
    assert!(run.out.contains(&format!("arrived in June.\n\n{one}")), "{}", run.out);
}

#[test]
fn article_as_markdown_marks_its_headings() {
    let run = saidby(&pages(), &["article", "--format", "markdown", "page.html"]);
    assert!(run.out.starts_with("# Norland denies it\n\nThe foreign minister of Norland denied"), "{}", run.out);
}

#[test]
fn article_as_a_table_has_a_row_a_block() {
    let run = saidby(&pages(), &["article", "--format", "table", "page.html"]);
    assert!(run.out.starts_with("Norland denies it\npage.html\n\nROLE"), "{}", run.out);
    let roles = run.out.lines().filter_map(|line| line.split_whitespace().next());
    assert_eq!(roles.filter(|role| ["headline", "paragraph"].contains(role)).count(), 3, "{}", run.out);
    assert!(run.out.lines().all(|line| line.chars().count() <= 100 && !line.contains('\u{1B}')), "{}", run.out);
}

/// A page whose words try to be markup of the page that shows them.
const HOSTILE: &str = "<!doctype html><html lang=en><head><title>Norland &lt;script&gt;alert(1)&lt;/script&gt; denies</title>\
    <meta name=author content='&quot;><img src=x onerror=alert(2)>'></head><body><nav><a href=/a>News &amp; views</a></nav><article>\
    <h1>Norland &lt;b&gt;denies&lt;/b&gt; it</h1><p>The minister wrote &lt;/p&gt;&lt;script&gt;alert('3')&lt;/script&gt; on Friday, and that\
     was all he wrote &amp;amp; said about the shells of Southland.</p><p>A second paragraph says \u{201C}nothing\u{201D} of \"it\" at all.</p>\
    </article></body></html>";

#[test]
fn article_as_html_shows_when_each_entry_of_a_live_blog_was_published() {
    let entry = |time: &str, words: &str| format!("<article><time datetime=\"{time}\">then</time><p>{words}</p></article>");
    let page = format!(
        "<title>Live: talks</title><main><h1>Live: talks</h1>{}{}{}</main>",
        entry("2023-05-03T09:10:00+01:00", "The county said on Wednesday that no deal had been reached on its ferries."),
        entry("2023-05-02T22:40:00+01:00", "The talks broke off this evening without a result, a spokesman said."),
        entry("2023-05-02T14:05:00+01:00", "The delegations have arrived. The county accused the company of hiding accounts."),
    );
    let folder = folder(&[("live.html", page.as_bytes())]);
    let html = saidby(&folder, &["article", "--format", "html", "live.html"]).out;
    let entries: Vec<&str> = html.split("<time class=\"entry\"").skip(1).collect();
    assert_eq!(entries.len(), 3, "{html}");
    assert!(entries[1].contains("2023-05-02T22:40:00+01:00") && entries[1].contains("The talks broke off"), "{}", entries[1]);
}

#[test]
fn article_as_html_shows_every_block_escaped_and_where_it_came_from() {
    let folder = folder(&[("page.html", HOSTILE.as_bytes()), ("other.html", PAGE.as_bytes())]);
    let run = saidby(&folder, &["article", "--format", "html", "page.html", "other.html"]);
    assert_eq!(run.code, 0, "{}", run.words);
    let html = &run.out;
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    for line in saidby(&folder, &["article", "page.html", "other.html"]).out.lines() {
        let article = json(line);
        let blocks = article["blocks"].as_array().unwrap();
        assert!(blocks.len() >= 3, "{article}");
        for block in blocks {
            let [start, end] = [0, 1].map(|side| block["source"][side].as_u64().unwrap());
            let place = format!("bytes {start}–{end} of the page");
            let words = escaped(block["text"].as_str().unwrap());
            let shown = html
                .match_indices(&place)
                .any(|(at, _)| html[at..].split_once('>').is_some_and(|(_, rest)| rest.starts_with(&words)));
            assert!(shown, "{block} is not shown");
            assert!(html.contains(&format!("<div class=\"group role-{}", block["role"].as_str().unwrap())), "{block}");
        }
    }
    for absent in ["<script", "<img", "<b>", "onerror=alert(2)>", "http-equiv=\"refresh\"", "url("] {
        assert!(!html.contains(absent), "{absent}");
    }
    assert_eq!(
        (html.matches("<!DOCTYPE html>").count(), html.matches("<h1").count(), html.matches("</html>").count()),
        (1, 2, 1)
    );
    for metadata in ["<code>element:h1</code>", "prefers-color-scheme: dark", "<html lang=\"en\">", "not found"] {
        assert!(html.contains(metadata), "{metadata}");
    }
    assert_eq!(saidby(&folder, &["article", "--format", "html", "missing.html"]).out, "");
}

#[test]
fn attributions_of_text_count_in_the_text_that_was_given() {
    let given = TEXT.replace('\n', "\\n");
    let run =
        with_stdin(&pages(), &["attributions", "-"], &format!("{{\"id\": \"x\", \"text\": \"{given}\", \"lang\": \"en\"}}\n"));
    let answer = json(run.out.trim_end());
    has_keys(&answer, &["id", "attributions"]);
    let attributions = answer["attributions"].as_array().unwrap();
    let attribution = attributions.iter().find(|one| characters(TEXT, &one["cue"][0]) == "said").unwrap();
    has_keys(attribution, &["id", "source", "cue", "content", "type", "act", "parent", "certainty", "actor"]);
    assert!(characters(TEXT, &attribution["content"][0]).contains("We have never sold them"), "{attribution}");
    assert_eq!(characters(TEXT, &attribution["source"][0]), "the minister");
}

#[test]
fn attributions_of_markup_count_in_the_article_text_that_comes_along() {
    let run = saidby(&pages(), &["attributions", "page.html"]);
    let answer = json(run.out.trim_end());
    has_keys(&answer, &["id", "text", "attributions"]);
    let text = answer["text"].as_str().unwrap();
    let attributions = answer["attributions"].as_array().unwrap();
    let said = |attribution: &Value| attribution["cue"].as_array().unwrap().iter().any(|cue| characters(text, cue) == "said");
    assert!(attributions.iter().any(said), "{answer}");
}

/// `T3\tContent 4 9;12 20\twords words`: the places name the words.
fn is_standoff(text: &str, line: &str) -> bool {
    let fields: Vec<&str> = line.split('\t').collect();
    let characters: Vec<char> = text.chars().collect();
    let words = |place: &str| {
        let (start, end) = place.split_once(' ').unwrap();
        characters[start.parse().unwrap()..end.parse().unwrap()].iter().collect::<String>()
    };
    let places = fields[1].split_once(' ').unwrap().1;
    places.split(';').map(words).collect::<Vec<_>>().join(" ") == fields[2]
}

#[test]
fn attributions_for_brat_are_a_collection_whose_places_name_their_words() {
    let folder = pages();
    assert_eq!(saidby(&folder, &["attributions", "--format", "brat", "page.html"]).code, 2);
    let run = saidby(&folder, &["attributions", "--format", "brat", "--into", "collection", "page.html"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.words);
    let read = |name: &str| fs::read_to_string(folder.path().join("collection").join(name)).unwrap();
    let (text, annotations) = (read("0001-page.html.txt"), read("0001-page.html.ann"));
    let entities: Vec<&str> = annotations.lines().filter(|line| line.starts_with('T')).collect();
    assert!(entities.iter().any(|line| line.contains("\tCue ")) && entities.iter().any(|line| line.contains("\tSource ")));
    assert!(entities.iter().all(|line| is_standoff(&text, line)), "{annotations}");
    assert!(annotations.contains("\tsaid-by Arg1:T") && annotations.contains("\tact T"), "{annotations}");
    assert!(read("annotation.conf").contains("act\tArg:Content, Value:say|"));
}

#[test]
fn attributions_as_web_annotations_select_by_words_and_by_place() {
    let folder = pages();
    let answer = json(saidby(&folder, &["attributions", "--format", "webannotation", "page.html"]).out.trim_end());
    assert_eq!((&answer["type"], &answer["@context"]), (&"AnnotationPage".into(), &"http://www.w3.org/ns/anno.jsonld".into()));
    let text = json(saidby(&folder, &["attributions", "page.html"]).out.trim_end())["text"].as_str().unwrap().to_owned();
    let items = answer["items"].as_array().unwrap();
    assert!(!items.is_empty());
    for target in items.iter().flat_map(|item| item["target"].as_array().unwrap()) {
        let [quote, place] = &target["selector"].as_array().unwrap()[..] else { panic!("{target}") };
        let range = Value::from(vec![place["start"].clone(), place["end"].clone()]);
        assert_eq!(quote["exact"], characters(&text, &range));
    }
}

#[test]
fn attributions_as_html_mark_source_cue_and_content() {
    let html = saidby(&pages(), &["attributions", "--format", "html", "page.html"]).out;
    for part in
        ["<span class=\"cue\">said</span>", "<span class=\"source\">the minister</span>", "<sup class=\"number\">a1</sup>"]
    {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(html.ends_with("</main></body></html>\n"));
}

#[test]
fn certainty_adds_a_degree_to_each_target_and_keeps_the_rest() {
    let folder = folder(&[]);
    let targets = r#""targets":[{"span1":[1,2],"label":"a"},{"span1":[3,4]}]"#;
    let lines = [
        format!(r#"{{"id":7,"text":"Odel failed to sell the tanks",{targets},"more":[1.5],"lang":"en"}}"#),
        format!(r#"{{"text":"Odel a vendu les chars",{targets},"lang":"fr"}}"#),
        r#"{"text":"Odel sold tanks","targets":[{"span1":[1,2]},{"span1":[2,9]}],"lang":"en"}"#.to_owned(),
        r#"{"text":"Odel verkaufte Panzer","targets":[{"span1":[1,2]}],"lang":"de"}"#.to_owned(),
        "{".to_owned(),
    ];
    let run = with_stdin(&folder, &["certainty", "-"], &lines.join("\n"));
    assert_eq!(run.code, 3, "{}", run.words);
    let answers: Vec<Value> = run.out.lines().map(json).collect();
    assert_eq!(answers.len(), 2, "{}", run.out);
    assert_eq!((&answers[0]["id"], &answers[0]["more"][0]), (&Value::from(7), &Value::from(1.5)));
    assert_eq!(answers[0]["targets"][0]["label"], "a");
    let degree = |answer: usize, target: usize| answers[answer]["targets"][target]["predicted"].as_f64().unwrap();
    assert!(degree(0, 0) > 2.0 && degree(0, 1) < -2.0, "who failed did not");
    assert!(degree(1, 0) > 2.0);
    for place in
        ["line 3 of `-`: target 2: `span1` is [2,9], the text has 3 words", "line 4 of `-`", "only for `en`", "line 5 of `-`"]
    {
        assert!(run.words.contains(place), "{place}: {}", run.words);
    }
}

#[test]
fn events_read_less_surely_are_left_out_on_request() {
    let line = "{\"id\": \"x\", \"text\": \"France accused Russia on Friday of attacking Ukraine.\", \"lang\": \"en\"}\n";
    let count = |least: &str| {
        let run = with_stdin(&pages(), &["events", "--min-confidence", least, "-"], line);
        json(run.out.trim_end())["events"].as_array().map(Vec::len)
    };
    assert_eq!((count("0.95"), count("0").is_some_and(|all| all > 0)), (Some(0), true));
    assert_eq!(saidby(&pages(), &["events", "--min-confidence", "7", "-"]).code, 2);
}

#[test]
fn events_are_rows_of_source_type_and_target() {
    const KEYS: [&str; 12] = [
        "source",
        "target",
        "source_actor",
        "target_actor",
        "type",
        "mode",
        "cameo",
        "contexts",
        "confidence",
        "trigger",
        "when",
        "via",
    ];
    let text = "France accused Russia on Friday of attacking Ukraine.";
    let run = with_stdin(&pages(), &["events", "-"], &format!("{{\"id\": \"x\", \"text\": \"{text}\", \"lang\": \"en\"}}\n"));
    assert_eq!(run.code, 0, "{}", run.out);
    let answer = json(run.out.trim_end());
    has_keys(&answer, &["id", "events"]);
    let rows = answer["events"].as_array().unwrap();
    rows.iter().for_each(|row| has_keys(row, &KEYS));
    let accusation = rows.iter().find(|row| row["type"] == "ACCUSE").unwrap();
    assert_eq!((&accusation["source"], &accusation["target"]), (&Value::from("FRA"), &Value::from("RUS")));
    assert_eq!((&accusation["target_actor"], &accusation["cameo"]), (&Value::from("country:RUS"), &Value::from("112")));
    assert!(characters(text, &accusation["trigger"]).contains("accus"));
}

#[test]
fn copies_share_a_group_and_an_origin() {
    let story = "The harbour master of Northport said that two ships without names had left the pier at night and that nobody had \
        asked him for a permit. He added that the crane had been broken since the spring, that the crates were marked as farm \
        machines, and that the guards had been sent home an hour before. The company that owns the pier did not answer questions.";
    let lines = [
        serde_json::json!({"id": "a", "text": story, "published": "2024-11-21"}),
        serde_json::json!({"id": "b", "text": format!("By our own reporter. {story}"), "published": "2024-11-22"}),
        serde_json::json!({"id": "c", "text": "Something else altogether: the weather will be fine in the north and wet in the south."}),
    ];
    let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let run = with_stdin(&pages(), &["copies", "-"], &lines);
    assert_eq!(run.code, 0, "{}", run.words);
    let answers: Vec<Value> = run.out.lines().map(json).collect();
    answers.iter().for_each(|answer| has_keys(answer, &["id", "group", "origin", "edges"]));
    let origins: Vec<&str> = answers.iter().map(|answer| answer["origin"].as_str().unwrap()).collect();
    assert_eq!(origins, ["a", "a", "c"]);
    let edge = &answers[1]["edges"][0];
    has_keys(edge, &["to", "relation", "score", "spans", "why"]);
    assert_eq!((&edge["to"], &edge["relation"]), (&Value::from("a"), &Value::from("copy")));
    assert_eq!(edge["spans"][0].as_array().unwrap().len(), 4);
    assert_eq!(with_stdin(&pages(), &["copies", "-"], "{\"text\": \"Alone in the world.\"}\n").code, 1);
}

#[test]
fn read_prints_records_in_a_pipe_and_tables_when_asked() {
    let folder = pages();
    let run = saidby(&folder, &["read", "page.html", "page.txt"]);
    assert_eq!(run.out.lines().count(), 2);
    let record = json(run.out.lines().next().unwrap());
    has_keys(&record, &["saidby", "document", "text", "furniture", "attributions", "claims", "notices"]);
    let run = saidby(&folder, &["read", "--format", "json", "--page-text", "page.html"]);
    assert!(run.out.starts_with("{\n"));
    assert!(json(&run.out)["page_text"].as_str().unwrap().contains("Norland denies it"));
    for columns in [80, 140] {
        let mut command = command(&folder, &["read", "--format", "table", "page.html"]);
        let run = finished(command.env("COLUMNS", columns.to_string()).output().unwrap());
        assert!(run.out.contains("WHO") && run.out.contains("page.html"), "{}", run.out);
        assert!(run.out.lines().all(|line| line.chars().count() <= columns), "{}", run.out);
        assert!(!run.out.contains('\u{1B}'), "colours in a pipe");
    }
    let run = saidby(&folder, &["read", "--explain", "page.html"]);
    assert!(run.out.contains("pattern") && run.out.contains("speaker"), "{}", run.out);
}

#[test]
fn parse_prints_conll_u() {
    let run = saidby(&pages(), &["parse", "page.txt"]);
    assert_eq!(run.code, 0);
    assert!(run.out.starts_with("# newdoc id = page.txt\n# sent_id = "), "{}", run.out);
    assert!(run.out.lines().filter(|line| line.contains('\t')).all(|line| line.split('\t').count() == 10));
}

#[test]
fn parse_keeps_the_words_of_conll_u() {
    let folder = pages();
    let row = |id: u32, form: &str, upos: &str| format!("{id}\t{form}\t{form}\t{upos}\t_\t_\t0\troot\t_\t_\n");
    fs::write(folder.path().join("given.conllu"), format!("{}\n1\tbad\n\n{}", row(1, "Oui", "INTJ"), row(1, "Non", "INTJ")))
        .expect("the folder is ours");
    let run = saidby(&folder, &["parse", "--input", "conllu", "--keep", "tags", "--lang", "fr", "given.conllu"]);
    assert_eq!(run.code, 3);
    assert!(run.words.contains("error: cannot read line 3 of `given.conllu`: 2 columns"), "{}", run.words);
    assert!(run.out.contains("1\tNon\tNon\tINTJ\t_\t_\t0\troot\t_\tstart_char=4|end_char=7\n"), "{}", run.out);
}

#[test]
fn a_casefile_is_made_filled_asked_and_checked() {
    let folder = pages();
    let run = saidby(&folder, &["add", "case.db", "page.html", "page.txt", "missing.html"]);
    assert_eq!((run.code, run.out.as_str()), (3, ""));
    assert!(run.words.contains("note: 2 documents added to `case.db`, 0 there already\n"), "{}", run.words);
    let run = saidby(&folder, &["add", "case.db", "page.html"]);
    assert_eq!(run.code, 0, "{}", run.words);
    assert!(run.words.contains("note: 0 documents added to `case.db`, 1 there already\n"), "{}", run.words);
    assert_eq!(saidby(&folder, &["claims", "case.db", "--actor", "ZWE"]).code, 1);
    let run = saidby(&folder, &["why", "case.db", "4711"]);
    assert_eq!((run.code, run.words.lines().next()), (1, Some("error: the casefile has no claim `4711`")));
    let run = saidby(&folder, &["check", "case.db"]);
    assert_eq!(run.code, 0, "{}", run.words);
    assert!(run.out.starts_with("2 documents read again"), "{}", run.out);
    let run = saidby(&folder, &["claims", "case.db", "--since", "yesterday"]);
    assert_eq!((run.code, run.words.lines().next()), (2, Some("error: `yesterday` is not a date")));
}

#[test]
fn claims_are_listed_explained_and_exported() {
    let text = "France accused Russia on Friday of attacking Ukraine.";
    let folder = folder(&[("page.jsonl", format!("{{\"text\": \"{text}\", \"lang\": \"en\"}}").as_bytes())]);
    saidby(&folder, &["add", "case.db", "page.jsonl"]);
    let run = saidby(&folder, &["claims", "case.db", "--type", "accuse"]);
    assert_eq!(run.code, 0, "{}", run.words);
    let claim = json(run.out.lines().next().unwrap());
    assert_eq!((&claim["type"], &claim["actor"]["country"]), (&Value::from("ACCUSE"), &Value::from("FRA")));
    let csv = saidby(&folder, &["claims", "case.db", "--format", "csv"]).out;
    assert!(csv.starts_with("claim,document,type,"), "{csv}");
    let exported = saidby(&folder, &["export", "case.db", "--to", "csv"]);
    assert_eq!(exported.out, csv);
    let run = saidby(&folder, &["export", "case.db", "--to", "jsonl", "--out", "case.jsonl"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(fs::metadata(folder.path().join("case.jsonl")).unwrap().len() > 0);
    let table = saidby(&folder, &["claims", "case.db", "--format", "table"]).out;
    assert!(table.contains("ACCUSE FRA → RUS"), "{table}");
    let id = claim["id"].to_string();
    let why = saidby(&folder, &["why", "case.db", &id, "--format", "text"]);
    assert_eq!(why.code, 0, "{}", why.words);
    assert!(why.out.contains("ACCUSE FRA → RUS") && why.out.contains("bytes"), "{}", why.out);
    has_keys(
        &json(&saidby(&folder, &["why", "case.db", &id]).out),
        &["claim", "reasons", "chain", "words", "document", "stances", "reports"],
    );
}

#[test]
fn serve_says_where_it_is() {
    let folder = pages();
    saidby(&folder, &["add", "case.db", "page.txt"]);
    let mut child = command(&folder, &["serve", "case.db", "--port", "0"]).stderr(Stdio::piped()).spawn().unwrap();
    let mut words = String::new();
    BufReader::new(child.stderr.as_mut().unwrap()).read_line(&mut words).unwrap();
    interrupt(&child);
    assert!(words.contains("note: `case.db` is at http://127.0.0.1:"), "{words}");
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

#[test]
#[cfg(unix)]
fn control_c_ends_a_command_with_130() {
    let mut child = command(&pages(), &["read", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let _open = child.stdin.take();
    std::thread::sleep(std::time::Duration::from_millis(500));
    interrupt(&child);
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

fn interrupt(child: &std::process::Child) {
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
}

#[test]
fn a_reader_who_leaves_early_is_no_error() {
    let folder = folder(&[("many.jsonl", "{\"text\": \"Some words of a text.\"}\n".repeat(20_000).as_bytes())]);
    let mut child = command(&folder, &["article", "many.jsonl"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let run = finished(child.wait_with_output().unwrap());
    assert_eq!((run.code, run.words.as_str()), (0, ""));
}

#[test]
fn the_version_the_man_pages_and_the_completions_are_printed() {
    let folder = pages();
    assert_eq!(saidby(&folder, &["--version"]).out, format!("saidby {}\n", env!("CARGO_PKG_VERSION")));
    assert!(saidby(&folder, &["man"]).out.contains(".TH saidby"));
    assert!(saidby(&folder, &["man", "claims"]).out.contains("since"));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(saidby(&folder, &["completions", shell]).out.contains("attributions"), "{shell}");
    }
}

/// The commands that help lists.
fn commands(folder: &TempDir) -> Vec<String> {
    let help = saidby(folder, &["--help"]).out;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    listed.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn help_lists_every_command_and_the_exit_codes() {
    let folder = pages();
    let expected = [
        "read",
        "article",
        "parse",
        "attributions",
        "certainty",
        "events",
        "copies",
        #[cfg(feature = "fetch")]
        "fetch",
        "add",
        "claims",
        "why",
        "check",
        "serve",
        "export",
        "completions",
        "man",
    ];
    assert_eq!(commands(&folder), expected);
    let help = saidby(&folder, &["--help"]);
    assert_eq!(help.code, 0);
    assert!(help.out.contains("Exit codes: 0 done"));
}

#[test]
fn every_command_and_flag_is_documented() {
    let docs = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/commands.md")).unwrap();
    let folder = pages();
    for command in commands(&folder) {
        let section = docs.split("\n## ").find(|section| section.starts_with(&format!("saidby {command}\n")));
        let section = section.unwrap_or_else(|| panic!("docs/commands.md has no section `## saidby {command}`"));
        let help = saidby(&folder, &[&command, "--help"]).out;
        for flag in
            help.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|word| word.starts_with("--") && word.len() > 2)
        {
            assert!(
                flag == "--help" || section.contains(&format!("`{flag}")),
                "docs/commands.md lacks `{flag}` of `saidby {command}`"
            );
        }
    }
    for (code, meaning) in
        [(0, "done"), (1, "nothing found"), (2, "wrong usage"), (3, "some inputs failed"), (130, "interrupted")]
    {
        assert!(docs.contains(&format!("| {code} | {meaning}")), "docs/commands.md lacks exit code {code}");
    }
}
