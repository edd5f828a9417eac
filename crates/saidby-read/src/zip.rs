//! The files in a zip archive, each under `archive.zip#folder/page.html`; of a WACZ, the crawls alone.
//!
//! A zip is read from its end: the file is opened anew where there is one, and held in memory, within the limit of a document, where
//! it comes through a pipe or lies in another container.

use crate::compressed::Compression;
use crate::error::{Error, ErrorKind};
use crate::input;
use crate::stream::Stream;
use crate::{Outcome, Outcomes};
use flate2::read::DeflateDecoder;
use rawzip::{
    CompressionMethod, Crc32, FileReader, RECOMMENDED_BUFFER_SIZE, RangeReader, ReaderAt, ZipArchive, ZipArchiveEntryWayfinder,
    ZipLocator,
};
use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

/// Names that are held, in bytes: room for a million files.
const MAX_NAMES: usize = 64 << 20;

/// The pages in an archive, file by file.
pub fn outcomes<'a>(stream: Stream) -> Outcomes<'a> {
    match open(stream) {
        Ok(files) => Box::new(files.flatten()),
        Err(error) => Box::new(std::iter::once(Err(error))),
    }
}

/// Whether the bytes begin as an archive does, an empty one too.
pub fn is_start(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// The archive's own bytes.
enum Whole {
    File(FileReader),
    Memory(Vec<u8>),
}

impl ReaderAt for Whole {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read_at(buffer, offset),
            Self::Memory(bytes) => bytes.read_at(buffer, offset),
        }
    }
}

/// One file in the archive.
struct Entry {
    name: String,
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    is_encrypted: bool,
    /// CRC-32 of the file, as the archive states it.
    sum: u32,
}

struct Files {
    stream: Stream,
    archive: ZipArchive<Arc<Whole>>,
    entries: std::vec::IntoIter<Entry>,
}

fn open(mut stream: Stream) -> Result<Files, Error> {
    let (whole, length) = whole(&mut stream)?;
    let failed = |kind| Error::of(&stream.name, kind);
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let located = ZipLocator::new().locate_in_reader(Arc::new(whole), &mut buffer, length);
    let archive = located.map_err(|(_, error)| failed(damage(&error)))?;
    let entries = wanted(entries(&archive, &mut buffer).map_err(failed)?).map_err(failed)?;
    Ok(Files { stream, archive, entries: entries.into_iter() })
}

/// The archive's bytes, and how many they are.
fn whole(stream: &mut Stream) -> Result<(Whole, u64), Error> {
    let Some(path) = &stream.file else {
        let max_bytes = stream.limits.max_bytes;
        let mut bytes = Vec::new();
        let end = stream.bytes.by_ref().take(max_bytes as u64 + 1).read_to_end(&mut bytes);
        end.map_err(|error| input::broken(&stream.name, &error))?;
        let length = bytes.len();
        return match length > max_bytes {
            true => Err(Error::of(&stream.name, ErrorKind::TooLong(max_bytes))),
            false => Ok((Whole::Memory(bytes), length as u64)),
        };
    };
    let failed = |error| Error::system(&stream.name, &error);
    let file = File::open(path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    stream.budget.store(length);
    Ok((Whole::File(file.into()), length))
}

fn entries(archive: &ZipArchive<Arc<Whole>>, buffer: &mut [u8]) -> Result<Vec<Entry>, ErrorKind> {
    let mut entries = Vec::new();
    let mut held = 0;
    let mut all = archive.entries(buffer);
    while let Some(header) = all.next_entry().map_err(|error| damage(&error))? {
        if header.is_dir() {
            continue;
        }
        let name = String::from_utf8_lossy(header.file_path().as_bytes()).into_owned();
        held += name.len() + size_of::<Entry>();
        if held > MAX_NAMES {
            return Err(ErrorKind::TooLong(MAX_NAMES));
        }
        let (method, is_encrypted) = (header.compression_method(), header.flags().is_encrypted());
        entries.push(Entry { name, place: header.wayfinder(), method, is_encrypted, sum: header.crc32() });
    }
    Ok(entries)
}

/// The files that may hold pages: no hidden ones; of a WACZ, the crawls and not what describes them. Documents that happen to be
/// zip archives are refused.
fn wanted(mut entries: Vec<Entry>) -> Result<Vec<Entry>, ErrorKind> {
    let has = |name: &str| entries.iter().any(|entry| entry.name == name);
    if has("[Content_Types].xml") {
        return Err(ErrorKind::NotText("an Office document"));
    }
    if has("mimetype") {
        return Err(ErrorKind::NotText("an OpenDocument file or an electronic book"));
    }
    let is_crawl = has("datapackage.json") && entries.iter().any(|entry| entry.name.starts_with("archive/"));
    let hidden = |name: &str| name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
    entries.retain(|entry| !hidden(&entry.name) && (!is_crawl || entry.name.starts_with("archive/")));
    if entries.is_empty() { Err(ErrorKind::EmptyFolder) } else { Ok(entries) }
}

impl Iterator for Files {
    type Item = Outcomes<'static>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.stream.budget.is_spent() {
            return None;
        }
        let entry = self.entries.next()?;
        let name = format!("{}#{}", self.stream.name, entry.name);
        Some(match self.file(&entry).and_then(|bytes| self.stream.inner(name.clone(), bytes)) {
            Ok(inner) => input::outcomes(inner),
            Err(kind) => Box::new(std::iter::once(Outcome::Err(Error::of(&name, kind)))),
        })
    }
}

impl Files {
    /// The bytes of one file, checked against its length and checksum at its end.
    fn file(&self, entry: &Entry) -> Result<Box<dyn Read + Send>, ErrorKind> {
        if entry.is_encrypted {
            return Err(ErrorKind::Unsupported("encrypted"));
        }
        let found = self.archive.get_entry(entry.place).map_err(|error| damage(&error))?;
        let (start, end) = found.compressed_data_range();
        let packed = RangeReader::new(Arc::clone(self.archive.get_ref()), start..end);
        let bytes: Box<dyn Read + Send> = match entry.method {
            CompressionMethod::STORE => Box::new(packed),
            CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(packed)),
            CompressionMethod::ZSTD => Compression::Zstandard.unpack(Box::new(packed)),
            _ => return Err(ErrorKind::Unsupported("compressed in a way that few programs know")),
        };
        Ok(self.stream.budget.unpacked(Checked { bytes, sum: Crc32::new(), stated: entry.sum }))
    }
}

/// Bytes of a file; an error at their end where the checksum is wrong.
struct Checked {
    bytes: Box<dyn Read + Send>,
    sum: Crc32,
    stated: u32,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        self.sum.update(&buffer[..count]);
        if count == 0 && !buffer.is_empty() && self.sum.checksum() != self.stated {
            self.stated = self.sum.checksum();
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(count)
    }
}

/// What is wrong with an archive. One whose end is missing, where its list of files stands, was cut off.
fn damage(error: &rawzip::Error) -> ErrorKind {
    match error.kind() {
        rawzip::ErrorKind::MissingEndOfCentralDirectory | rawzip::ErrorKind::Eof => ErrorKind::Truncated,
        rawzip::ErrorKind::IO(error) => input::damage(error),
        _ => ErrorKind::Damaged,
    }
}

#[cfg(test)]
mod tests;
