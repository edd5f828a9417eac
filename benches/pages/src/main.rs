//! One engine over pages held in memory: `bench-pages ENGINE PAGES.jsonl`, told what to do line by line.
//!
//! A line of PAGES is `{"id", "url", "file"}`, the file gzipped. Once all are loaded it prints `{"encodings": […]}` and waits:
//! `round` extracts every page once and prints the seconds of each; `answers` prints what the engine makes of each page, one line
//! a page, then the memory it took. `compare.py` runs several engines so, in turn.

mod engine;

use engine::{Answer, Engine, Loaded};
use flate2::read::GzDecoder;
use serde::Deserialize;
use serde_json::json;
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufRead, Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::time::Instant;

#[derive(Deserialize)]
struct Listed {
    id: String,
    url: String,
    file: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, list] = arguments.as_slice() else { return Err("usage: bench-pages ENGINE PAGES.jsonl".into()) };
    let engine = engine::named(name).ok_or("there is no such engine")?;
    let pages = fs::read_to_string(list)?.lines().map(load).collect::<Result<Vec<_>, _>>()?;
    panic::set_hook(Box::new(|_| {}));
    let mut out = io::stdout().lock();
    writeln!(out, "{}", json!({"encodings": pages.iter().map(|page| page.encoding).collect::<Vec<_>>()}))?;
    out.flush()?;
    fs::write("/proc/self/clear_refs", "5")?; // The high-water mark of memory starts here.
    let loaded = resident("VmRSS:")?;
    for line in io::stdin().lock().lines() {
        match line?.as_str() {
            "round" => writeln!(out, "{}", json!({"seconds": round(engine, &pages)}))?,
            _ => {
                for page in &pages {
                    writeln!(out, "{}", serde_json::to_string(&guarded(engine, page))?)?;
                }
                writeln!(out, "{}", json!({"peak_kb": resident("VmHWM:")?.saturating_sub(loaded)}))?;
            }
        }
        out.flush()?;
    }
    Ok(())
}

fn load(line: &str) -> Result<Loaded, Box<dyn Error>> {
    let Listed { id, url, file } = serde_json::from_str(line)?;
    let mut bytes = Vec::new();
    GzDecoder::new(File::open(&file).map_err(|error| format!("cannot read `{file}`: {error}"))?).read_to_end(&mut bytes)?;
    let page = engine::page(&id, &url, bytes.clone())?;
    Ok(Loaded { id, url, bytes, html: page.decoded, encoding: page.encoding })
}

/// The seconds that each page took.
fn round(engine: Engine, pages: &[Loaded]) -> Vec<f64> {
    let time = |page: &Loaded| {
        let start = Instant::now();
        let answer = guarded(engine, page);
        let seconds = start.elapsed().as_secs_f64();
        drop(answer);
        seconds
    };
    pages.iter().map(time).collect()
}

/// The engine's answer; an empty one, marked, where it panics.
fn guarded(engine: Engine, page: &Loaded) -> Answer {
    let answer = panic::catch_unwind(AssertUnwindSafe(|| engine(page)));
    let answer = answer.unwrap_or_else(|_| Answer { panicked: true, ..Answer::default() });
    Answer { id: page.id.clone(), ..answer }
}

/// A line of this process's memory, in kB.
fn resident(field: &str) -> Result<u64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(field)).ok_or("the system does not tell its memory")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
