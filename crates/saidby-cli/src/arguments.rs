//! What can be typed. Help, completions and man pages come from here.

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use saidby::core::{EventType, Language};
use std::path::PathBuf;
#[cfg(feature = "fetch")]
use std::time::Duration;

const EXIT_CODES: &str = "Exit codes: 0 done · 1 nothing found · 2 wrong usage · 3 some inputs failed, the rest was done · \
    4 a casefile or model problem · 130 interrupted";

/// Who said who did what to whom, from the pages of the news.
///
/// Data goes to standard output, words and progress to standard error: a table on a terminal, JSON lines in a pipe.
#[derive(Debug, Parser)]
#[command(name = "saidby", version, after_help = EXIT_CODES, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read pages: who said what, and what is claimed
    Read(Read),
    /// The article of each page: text, metadata, and every block with its role
    Article(Article),
    /// The sentences and words of each page, as CoNLL-U
    Parse(Parse),
    /// Who said what in each page: source, cue and content as offsets
    Attributions(Attributions),
    /// How sure a text is of what single words in it say, from -3 to 3
    Certainty(Certainty),
    /// Who did what to whom in each page, as rows of PLOVER events
    Events(Events),
    /// Which pages are copies of one text, and which of them is its origin
    Copies(Inputs),
    /// Fetch pages and feeds from the web into a web archive
    #[cfg(feature = "fetch")]
    Fetch(Fetch),
    /// Add pages to a casefile, which is made if there is none
    Add(Add),
    /// The claims of a casefile
    Claims(Claims),
    /// The tree under one claim: words, speakers, stances, reports
    Why(Why),
    /// Read every stored page of a casefile again and verify every quoted word
    Check(OneCasefile),
    /// Show a casefile in a browser, on 127.0.0.1
    Serve(Serve),
    /// Write a casefile in a format that other tools read
    Export(Export),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page of saidby or of one command
    Man(Man),
}

#[derive(Debug, Args)]
pub struct Inputs {
    /// Files (HTML, text, JSONL, any of them gzipped), folders, or `-` for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Templates {
    /// Read the inputs twice: text of the body that several articles of one host repeat is furniture
    #[arg(long)]
    pub learn_templates: bool,
}

#[derive(Debug, Args)]
pub struct Read {
    #[command(flatten)]
    pub pages: Inputs,
    #[command(flatten)]
    pub templates: Templates,
    /// How to print it [default: table on a terminal, jsonl in a pipe]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<ReadFormat>,
    /// Say for each attribution how it was found, who the speaker is and why, and which words make each stance
    #[arg(long)]
    pub explain: bool,
    /// Put the whole page text into the JSON: furniture offsets point into it
    #[arg(long)]
    pub page_text: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReadFormat {
    /// Tables for people
    Table,
    /// One indented JSON object a document
    Json,
    /// One line of JSON a document
    Jsonl,
}

#[derive(Debug, Args)]
pub struct Article {
    #[command(flatten)]
    pub pages: Inputs,
    #[command(flatten)]
    pub templates: Templates,
    /// How to print it [default: table on a terminal, jsonl in a pipe]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<ArticleFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ArticleFormat {
    /// A table of the blocks for people
    Table,
    /// One line of JSON a document
    Jsonl,
    /// The headline and the body
    Text,
    /// The headline and the body, the headings marked
    Markdown,
    /// A page for a browser: the whole text, coloured by role, and where each piece came from
    Html,
}

#[derive(Debug, Args)]
pub struct Events {
    #[command(flatten)]
    pub pages: Inputs,
    /// Leave out events that were read less surely than this share, 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = share)]
    pub min_confidence: f64,
}

#[derive(Debug, Args)]
pub struct Attributions {
    #[command(flatten)]
    pub pages: Inputs,
    /// How to print them
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = AttributionsFormat::Jsonl)]
    pub format: AttributionsFormat,
    /// With `--format brat`: the folder that gets a text, its annotations and brat's settings; it is made if there is none
    #[arg(long, value_name = "FOLDER", required_if_eq("format", "brat"))]
    pub into: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AttributionsFormat {
    /// One line of JSON a document
    Jsonl,
    /// Standoff files that the annotation tool brat opens, in the folder of `--into`
    Brat,
    /// One W3C Web Annotation page a document, as a line of JSON-LD
    Webannotation,
    /// A page for a browser: the text, with each source, cue and content marked
    Html,
}

#[cfg(feature = "fetch")]
#[derive(Debug, Args)]
pub struct Fetch {
    /// Addresses of pages or feeds, files that are feeds or lists of addresses, or `-` for standard input
    #[arg(required = true, value_name = "ADDRESS")]
    pub inputs: Vec<String>,
    /// Where to store: a file that ends in `.warc.gz`, or a folder, which gets a new one each time
    #[arg(long, short, value_name = "PATH")]
    pub out: PathBuf,
    /// An e-mail address or a page by which a site can reach you; it is sent with every request
    #[arg(long)]
    pub contact: Option<String>,
    /// How long a host is left alone after a request; a longer time that the site asks for is kept
    #[arg(long, value_name = "TIME", default_value = "1s", value_parser = duration)]
    pub delay: Duration,
    /// How long one request may take
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = duration)]
    pub timeout: Duration,
    /// Bytes of an answer, at most
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20)]
    pub max_bytes: usize,
    /// What a feed or a list names is not asked for again within this time
    #[arg(long, value_name = "TIME", default_value = "24h", value_parser = duration)]
    pub max_age: Duration,
    /// Fetch from this machine and from private networks too
    #[arg(long)]
    pub allow_private: bool,
}

/// `90s`, `15m`, `24h`, `7d`.
#[cfg(feature = "fetch")]
fn duration(text: &str) -> Result<Duration, String> {
    const UNITS: [(&str, u64); 4] = [("s", 1), ("m", 60), ("h", 60 * 60), ("d", 24 * 60 * 60)];
    let seconds = UNITS.iter().find_map(|(unit, seconds)| text.strip_suffix(unit)?.parse::<u64>().ok()?.checked_mul(*seconds));
    seconds
        .map(Duration::from_secs)
        .ok_or_else(|| "a time is a whole number and a unit, such as `90s`, `15m`, `24h` or `7d`".to_owned())
}

#[derive(Debug, Args)]
pub struct Parse {
    #[command(flatten)]
    pub pages: Inputs,
    /// The language, as a code such as `fr`, whatever the page says
    #[arg(long, value_name = "CODE", value_parser = language)]
    pub lang: Option<Language>,
    /// What the inputs are [default: page]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub input: Option<ParseInput>,
    /// With `--input conllu`: keep the parts of speech, features and lemmas too
    #[arg(long, value_enum, value_name = "WHAT", requires = "input")]
    pub keep: Option<Kept>,
}

#[derive(Debug, Args)]
pub struct Certainty {
    /// JSONL files with `text` and `targets` a line, or `-` for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// The language of every text, as a code such as `fr`, whatever its line says
    #[arg(long, value_name = "CODE", value_parser = language)]
    pub lang: Option<Language>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ParseInput {
    /// Pages: HTML or text
    Page,
    /// CoNLL-U, of which sentences and words are kept
    Conllu,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kept {
    /// Parts of speech, features and lemmas
    Tags,
}

fn share(value: &str) -> Result<f64, String> {
    let share: f64 = value.parse().map_err(|_| "not a number".to_owned())?;
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err("a share lies between 0 and 1".to_owned()) }
}

fn language(code: &str) -> Result<Language, String> {
    Language::parse(code).ok_or_else(|| "a code has two or three letters, such as fr".to_owned())
}

#[derive(Debug, Args)]
pub struct Add {
    /// The casefile: one SQLite file
    pub casefile: PathBuf,
    #[command(flatten)]
    pub pages: Inputs,
    #[command(flatten)]
    pub templates: Templates,
}

#[derive(Debug, Args)]
pub struct Claims {
    /// The casefile
    pub casefile: PathBuf,
    /// Who does it: a country code (PRK), an actor's id or name
    #[arg(long)]
    pub actor: Option<String>,
    /// What it is about: words, a subject (arms) or an event type
    #[arg(long, value_name = "WORDS")]
    pub about: Option<String>,
    /// Not before this day, month or year
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Not after this day, month or year
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Only events of this PLOVER type, such as ACCUSE
    #[arg(long = "type", value_name = "TYPE", value_parser = event_type, ignore_case = true)]
    pub kind: Option<EventType>,
    /// How to print it [default: table on a terminal, jsonl in a pipe]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<ClaimsFormat>,
}

fn event_type(name: &str) -> Result<EventType, String> {
    let listed = || EventType::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
    name.to_ascii_uppercase().parse().map_err(|_| format!("the types are {}", listed()))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ClaimsFormat {
    /// A table for people
    Table,
    /// One indented JSON array
    Json,
    /// One line of JSON a claim
    Jsonl,
    /// Comma-separated values with a header
    Csv,
}

#[derive(Debug, Args)]
pub struct Why {
    /// The casefile
    pub casefile: PathBuf,
    /// The claim's number, as `saidby claims` lists it
    pub claim: i64,
    /// How to print it [default: text on a terminal, json in a pipe]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<WhyFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WhyFormat {
    /// A tree for people
    Text,
    /// One indented JSON object
    Json,
}

#[derive(Debug, Args)]
pub struct OneCasefile {
    /// The casefile
    pub casefile: PathBuf,
}

#[derive(Debug, Args)]
pub struct Serve {
    /// The casefile
    pub casefile: PathBuf,
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 8765)]
    pub port: u16,
}

#[derive(Debug, Args)]
pub struct Export {
    /// The casefile
    pub casefile: PathBuf,
    /// The format
    #[arg(long, value_name = "FORMAT", value_parser = export_formats())]
    pub to: String,
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

fn export_formats() -> clap::builder::PossibleValuesParser {
    use clap::builder::PossibleValue;
    saidby::export::FORMATS
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.description))
        .collect::<Vec<_>>()
        .into()
}

#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

#[derive(Debug, Args)]
pub struct Man {
    /// The command; none for saidby itself
    pub command: Option<String>,
}
