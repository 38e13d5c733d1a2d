//! Looks through the memory of another process for what must not be there. Linux only.
//!
//! What is looked for must come into the process while it runs: a text in its program file would
//! be found there. Nothing here repeats what was found; a hit is a name, a spelling and a place.

use std::fs::{self, File};
use std::io::{self, Read, Seek as _, SeekFrom, Write as _};

/// Bytes read at a time.
const PIECE: usize = 1024 * 1024;

/// Something to look for, in one spelling.
#[derive(Debug, Clone)]
pub struct Needle {
    what: String,
    bytes: Vec<u8>,
}

impl Needle {
    /// Returns a text as it may lie in memory: in UTF-8 and in both orders of UTF-16, as it is
    /// written, in small letters and in capitals.
    #[must_use]
    pub fn of_text(what: &str, text: &str) -> Vec<Self> {
        let mut needles = Vec::new();
        for form in [text.to_owned(), text.to_lowercase(), text.to_uppercase()] {
            let wide = |order: fn(u16) -> [u8; 2]| form.encode_utf16().flat_map(order).collect();
            let spellings = [
                ("UTF-8", form.as_bytes().to_vec()),
                ("UTF-16LE", wide(u16::to_le_bytes)),
                ("UTF-16BE", wide(u16::to_be_bytes)),
            ];
            for (spelling, bytes) in spellings {
                if !needles.iter().any(|known: &Self| known.bytes == bytes) {
                    needles.push(Self { what: format!("{what} in {spelling}"), bytes });
                }
            }
        }
        needles
    }

    /// Returns a key as it may lie in memory: as bytes, and as hexadecimal text.
    #[must_use]
    pub fn of_key(what: &str, key: &[u8]) -> Vec<Self> {
        let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut needles = Self::of_text(what, &hex);
        needles.push(Self { what: format!("{what} as bytes"), bytes: key.to_vec() });
        needles
    }
}

/// Tells whoever started this process how far it is, and waits until they have looked: until they write a byte
/// or close the pipe.
///
/// # Errors
/// Nobody reads what it says.
pub fn stop_at(place: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "\nat {place}")?;
    out.flush()?;
    io::stdin().read(&mut [0]).map(drop)
}

/// Returns where any of the needles lies in the memory of a process.
///
/// # Errors
/// The process is gone, or belongs to somebody else.
pub fn scan(process: u32, needles: &[Needle]) -> io::Result<Vec<String>> {
    let haystack = Haystack::new(needles);
    let mut memory = File::open(format!("/proc/{process}/mem"))?;
    let mut hits = Vec::new();
    for map in fs::read_to_string(format!("/proc/{process}/maps"))?.lines() {
        let Some((from, to, name)) = readable(map) else { continue };
        let mut piece = Vec::with_capacity(PIECE + haystack.longest);
        let mut at = from;
        while at < to {
            // Each piece begins with the end of the one before, so that nothing falls between them.
            let wanted = (to - at).min(PIECE as u64);
            let kept = piece.len().min(haystack.longest);
            piece.drain(..piece.len() - kept);
            memory.seek(SeekFrom::Start(at))?;
            // A page that the kernel keeps to itself ends the map for us.
            if Read::take(&mut memory, wanted).read_to_end(&mut piece).is_err() {
                break;
            }
            haystack.search(&piece, |what, place| {
                hits.push(format!("{what} at {:#x} in {name}", at - kept as u64 + place as u64));
            });
            at += wanted;
        }
    }
    hits.sort();
    hits.dedup();
    Ok(hits)
}

/// Reads a line of `maps`: from, to, and what is mapped there, if it may be read.
fn readable(map: &str) -> Option<(u64, u64, &str)> {
    let mut words = map.split_whitespace();
    let (from, to) = words.next()?.split_once('-')?;
    let is_readable = words.next()?.starts_with('r');
    let name = words.nth(3).unwrap_or("anonymous memory");
    let number = |text| u64::from_str_radix(text, 16).ok();
    (is_readable && !name.starts_with("[v")).then_some((number(from)?, number(to)?, name))
}

/// The needles by their first two bytes.
struct Haystack<'n> {
    needles: &'n [Needle],
    by_beginning: Vec<Vec<usize>>,
    longest: usize,
}

impl<'n> Haystack<'n> {
    fn new(needles: &'n [Needle]) -> Self {
        let mut by_beginning = vec![Vec::new(); 1 << 16];
        for (number, needle) in needles.iter().enumerate() {
            by_beginning[beginning(&needle.bytes)].push(number);
        }
        let longest = needles.iter().map(|needle| needle.bytes.len()).max().unwrap_or_default();
        Self { needles, by_beginning, longest }
    }

    fn search(&self, bytes: &[u8], mut found: impl FnMut(&str, usize)) {
        for (place, pair) in bytes.windows(2).enumerate() {
            for number in &self.by_beginning[beginning(pair)] {
                let needle = &self.needles[*number];
                if bytes[place..].starts_with(&needle.bytes) {
                    found(&needle.what, place);
                }
            }
        }
    }
}

fn beginning(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 8 | usize::from(bytes[1])
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::{Needle, scan};

    #[test]
    fn what_lies_in_memory_is_found_until_it_is_wiped() {
        let made = uuid::Uuid::now_v7().simple().to_string();
        let needles = Needle::of_text("a text", &made);
        let mut wide: Vec<u16> = made.encode_utf16().collect();
        // The needles lie in this process too, and so does what was read last: only the place counts.
        let place = format!("a text in UTF-16LE at {:#x} ", wide.as_ptr() as usize);
        let is_found = || {
            let hits = scan(std::process::id(), &needles).unwrap();
            hits.iter().any(|hit| hit.starts_with(&place))
        };
        assert!(is_found(), "the copy must be found");
        wide.fill(0);
        assert!(!is_found(), "what was wiped is not there any more");
        assert_eq!(std::hint::black_box(wide).len(), made.len());
    }
}
