//! Where answers are stored: one file of WARC records, or a folder of such files, a new one each time.
//!
//! What is stored already is read at the start: for each address when it was asked last, and what its server needs to say that
//! nothing changed. A record is written whole or, when the machine stops in the middle, cut off at the next start.

use crate::client::{Exchange, Validators};
use crate::error::Error;
use crate::warc::{self, Record, Stored};
use jiff::Timestamp;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use url::Url;

const NOT_MODIFIED: &str = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";
const SAME_PAYLOAD: &str = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";

/// What is stored of one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// When its server was asked last.
    pub asked: Timestamp,
    /// When what is stored was captured, as its record says.
    pub captured: String,
    pub status: u16,
    pub validators: Validators,
    /// Where a redirect leads.
    pub location: Option<String>,
    digest: String,
    /// The file of its record.
    pub file: PathBuf,
    /// The byte of the file that its record begins at.
    offset: u64,
}

/// Whether an answer was new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was stored.
    New,
    /// It is what was stored already, by the server's word or by its digest; a note of that was stored.
    None,
}

/// The archive.
#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    is_folder: bool,
    file: Option<(PathBuf, File)>,
    kept: HashMap<String, Kept>,
    /// What the user should know of it.
    pub notes: Vec<String>,
    /// The fields of the record that describes a file.
    about: String,
}

impl Archive {
    /// The archive at `path`: a file where the name ends in `.warc.gz`, or else a folder, made when there is something to store.
    pub fn open(path: &Path, about: String) -> Result<Self, Error> {
        let name = path.to_string_lossy();
        let is_folder = path.is_dir() || !name.ends_with(".warc.gz");
        let mut archive = Self { path: path.to_owned(), is_folder, file: None, kept: HashMap::new(), notes: Vec::new(), about };
        if is_folder && (path.is_file() || name.ends_with(".warc") || name.ends_with(".gz")) {
            return Err(Error::Archive(path.to_owned(), "the name ends neither in `.warc.gz` nor as a folder's does".to_owned()));
        }
        let files = if is_folder { crawls(path) } else { Ok(Vec::from_iter(path.is_file().then(|| path.to_owned()))) };
        for file in files.map_err(|error| because(path, &error))? {
            let opened = archive.read(&file)?;
            if !is_folder {
                archive.file = Some((file, opened));
            }
        }
        Ok(archive)
    }

    /// Reads what a file holds, and cuts off a record that was not written whole.
    fn read(&mut self, path: &Path) -> Result<File, Error> {
        let failed = |error: io::Error| because(path, &error);
        let file = OpenOptions::new().read(true).append(true).open(path).map_err(failed)?;
        let locked = lock(&file, path);
        let length = file.metadata().map_err(failed)?.len();
        let end = warc::each(&mut BufReader::new(&file), |at, record| self.note(path, at, &record)).map_err(failed)?;
        match (end < length, locked) {
            (_, Err(error)) if !self.is_folder => return Err(error),
            (true, Ok(())) if end > 0 => {
                file.set_len(end).map_err(failed)?;
                self.notes.push(format!("`{}` ended in the middle of a record, which was cut off", path.display()));
            }
            (true, _) if !self.is_folder => return Err(Error::Archive(path.to_owned(), "it is no gzipped WARC file".to_owned())),
            _ => {}
        }
        Ok(file)
    }

    /// Takes note of a stored record.
    fn note(&mut self, path: &Path, offset: u64, record: &Stored) {
        let Some(url) = record.field("warc-target-uri") else { return };
        let Some(asked) = record.field("warc-date").and_then(|date| date.parse::<Timestamp>().ok()) else { return };
        let validators = Validators::of(|name| record.response(name).map(Cow::from));
        match (record.field("warc-type"), record.status, self.kept.get_mut(url)) {
            (Some("revisit"), status, Some(kept)) => {
                kept.asked = kept.asked.max(asked);
                if status != Some(304) {
                    kept.validators = validators;
                }
            }
            (Some("response"), Some(status), kept) if kept.as_ref().is_none_or(|kept| kept.asked <= asked) => {
                let kept = Kept {
                    asked,
                    captured: record.field("warc-date").unwrap_or_default().to_owned(),
                    status,
                    validators,
                    location: record.response("location").map(str::to_owned),
                    digest: record.field("warc-payload-digest").unwrap_or_default().to_owned(),
                    file: path.to_owned(),
                    offset,
                };
                self.kept.insert(url.to_owned(), kept);
            }
            _ => {}
        }
    }

    /// What is stored of an address.
    pub fn kept(&self, url: &Url) -> Option<&Kept> {
        self.kept.get(url.as_str())
    }

    /// The stored answer of an address, its fields first.
    pub fn message(&self, url: &Url, max_bytes: usize) -> Option<Vec<u8>> {
        let kept = self.kept(url)?;
        let mut file = File::open(&kept.file).ok()?;
        file.seek(SeekFrom::Start(kept.offset)).ok()?;
        warc::message(BufReader::new(file), max_bytes)
    }

    /// Stores a request and its answer, and how they came about.
    pub fn store(&mut self, exchange: &Exchange, via: Option<&str>) -> Result<Change, Error> {
        let kept = self.kept(&exchange.url).cloned();
        let (answer, change) = answer(exchange, kept.as_ref());
        let to = |record: Record, kind: &str| {
            record
                .with("WARC-Target-URI", exchange.url.as_str())
                .with("Content-Type", kind)
                .with("WARC-Concurrent-To", answer.id())
        };
        let request = Record::new("request", exchange.date, exchange.request.clone());
        let metadata = Record::new("metadata", exchange.date, metadata(exchange, via));
        let records = [
            answer.member(),
            to(request, "application/http;msgtype=request").member(),
            to(metadata, "application/warc-fields").member(),
        ];
        let (path, offset) = self.append(exchange.date, &records.concat())?;
        match (change, kept) {
            (Change::None, Some(kept)) => {
                let known = validators(exchange);
                let validators = if exchange.status == 304 { kept.validators } else { known };
                self.kept.insert(exchange.url.to_string(), Kept { asked: exchange.date, validators, ..kept });
            }
            _ => {
                let kept = Kept {
                    asked: exchange.date,
                    captured: warc::moment(exchange.date),
                    status: exchange.status,
                    validators: validators(exchange),
                    location: exchange.field("location"),
                    digest: warc::digest(exchange.payload()),
                    file: path,
                    offset,
                };
                self.kept.insert(exchange.url.to_string(), kept);
            }
        }
        Ok(change)
    }

    /// Writes bytes at the end of the file; says which file, and where they begin.
    fn append(&mut self, date: Timestamp, bytes: &[u8]) -> Result<(PathBuf, u64), Error> {
        if self.file.is_none() {
            self.file = Some(self.create(date)?);
        }
        let Some((path, file)) = &mut self.file else { unreachable!("the file was just opened") };
        let failed = |error: io::Error| because(path, &error);
        let offset = file.seek(SeekFrom::End(0)).map_err(failed)?;
        file.write_all(bytes).and_then(|()| file.sync_data()).map_err(failed)?;
        Ok((path.clone(), offset))
    }

    /// A new file, with the record that describes it.
    fn create(&self, date: Timestamp) -> Result<(PathBuf, File), Error> {
        let (path, mut file) =
            if self.is_folder { self.create_in_folder(date)? } else { (self.path.clone(), create(&self.path)?) };
        lock(&file, &path)?;
        let about =
            Record::new("warcinfo", date, self.about.clone().into_bytes()).with("Content-Type", "application/warc-fields");
        file.write_all(&about.member()).map_err(|error| because(&path, &error))?;
        Ok((path, file))
    }

    /// A file named after the moment, and a number where there is one of that moment already.
    fn create_in_folder(&self, date: Timestamp) -> Result<(PathBuf, File), Error> {
        fs::create_dir_all(&self.path).map_err(|error| because(&self.path, &error))?;
        let moment = date.strftime("%Y%m%dT%H%M%SZ").to_string();
        let mut name = format!("saidby-{moment}.warc.gz");
        for number in 2.. {
            let path = self.path.join(&name);
            if !path.exists() {
                return Ok((path.clone(), create(&path)?));
            }
            name = format!("saidby-{moment}-{number}.warc.gz");
        }
        unreachable!("a number is free")
    }
}

/// The record of an answer, and whether it is new.
fn answer(exchange: &Exchange, kept: Option<&Kept>) -> (Record, Change) {
    let digest = warc::digest(exchange.payload());
    let of = |kind, block| {
        let record = Record::new(kind, exchange.date, block)
            .with("WARC-Target-URI", exchange.url.as_str())
            .with("Content-Type", "application/http;msgtype=response");
        match exchange.machine {
            Some(machine) => record.with("WARC-IP-Address", machine.to_string()),
            None => record,
        }
    };
    let profile = match kept {
        Some(_) if exchange.status == 304 => NOT_MODIFIED,
        Some(kept) if exchange.status == kept.status && (200..300).contains(&kept.status) && digest == kept.digest => {
            SAME_PAYLOAD
        }
        _ => return (of("response", exchange.response.clone()).with("WARC-Payload-Digest", digest), Change::New),
    };
    let head = warc::split(&exchange.response).map_or(0, |(head, _)| head.len() + 4);
    let captured = kept.map(|kept| (kept.captured.clone(), kept.digest.clone())).unwrap_or_default();
    let record = of("revisit", exchange.response[..head].to_vec())
        .with("WARC-Profile", profile)
        .with("WARC-Refers-To-Target-URI", exchange.url.as_str())
        .with("WARC-Refers-To-Date", captured.0)
        .with("WARC-Payload-Digest", captured.1);
    (record, Change::None)
}

fn validators(exchange: &Exchange) -> Validators {
    Validators::of(|name| exchange.field(name).map(Cow::from))
}

/// How the answer came about: fields of the WARC standard (ISO 28500, 6.6).
fn metadata(exchange: &Exchange, via: Option<&str>) -> Vec<u8> {
    let via = via.map(|via| format!("via: {via}\r\n")).unwrap_or_default();
    format!("{via}fetchTimeMs: {}\r\n", exchange.took.as_millis()).into_bytes()
}

/// The crawls in a folder, by name.
fn crawls(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let paths = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    let mut crawls: Vec<PathBuf> = paths.into_iter().filter(|path| path.to_string_lossy().ends_with(".warc.gz")).collect();
    crawls.sort();
    Ok(crawls)
}

fn create(path: &Path) -> Result<File, Error> {
    OpenOptions::new().read(true).append(true).create_new(true).open(path).map_err(|error| because(path, &error))
}

fn lock(file: &File, path: &Path) -> Result<(), Error> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(Error::Archive(path.to_owned(), "another program writes to it".to_owned())),
        Err(TryLockError::Error(error)) => Err(because(path, &error)),
    }
}

fn because(path: &Path, error: &io::Error) -> Error {
    Error::Archive(path.to_owned(), error.to_string())
}
