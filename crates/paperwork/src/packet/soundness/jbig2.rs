//! JBIG2 pictures: whether all of their segments are there.
//!
//! Must not decode: a few bytes may ask for pictures of any size, and an arithmetic code takes whatever
//! bytes it is given for a picture. What can be noticed is a file that is cut or whose segments don't
//! fit together, and a mark in a region where its code writes none.

use std::collections::HashSet;

use super::PartState;

/// Length of a segment that the writer didn't know beforehand.
const LENGTH_UNKNOWN: u32 = u32::MAX;
/// Bytes that open a region: width, height, place, how it is laid over.
const REGION_BYTES: usize = 17;
/// The numbers by which the format tells its segments.
const KINDS: [u8; 21] = [0, 4, 6, 7, 16, 20, 22, 23, 36, 38, 39, 40, 42, 43, 48, 49, 50, 51, 52, 53, 62];
const PAGE_INFORMATION: u8 = 48;
const END_OF_PAGE: u8 = 49;
const END_OF_FILE: u8 = 51;
/// Regions that are coded pixel by pixel, without symbols.
const GENERIC_REGIONS: [u8; 3] = [36, 38, 39];

/// Reads the segments of a picture through, after those that it shares with others.
pub(super) fn check(shared: Option<&[u8]>, picture: &[u8]) -> Result<(), PartState> {
    let mut walk = Walk { known: HashSet::new(), own: HashSet::new(), has_page: false };
    let is_whole = shared.is_none_or(|shared| walk.segments(shared).is_some())
        && walk.segments(picture).is_some()
        && walk.has_page;
    if is_whole { Ok(()) } else { Err(PartState::Broken) }
}

struct Walk {
    /// Numbers of the segments so far.
    known: HashSet<u32>,
    /// Those of this stream alone.
    own: HashSet<u32>,
    has_page: bool,
}

impl Walk {
    fn segments(&mut self, bytes: &[u8]) -> Option<()> {
        let mut rest = bytes;
        self.own.clear();
        // A line's end before the word `endstream` may count as data.
        while !rest.iter().all(|byte| byte.is_ascii_whitespace()) {
            let (kind, after) = self.segment(rest)?;
            if matches!(kind, END_OF_PAGE | END_OF_FILE) {
                break;
            }
            rest = after;
        }
        Some(())
    }

    /// Reads a segment; returns its kind and what follows it.
    fn segment<'a>(&mut self, bytes: &'a [u8]) -> Option<(u8, &'a [u8])> {
        let (number, rest) = word(bytes)?;
        let (&flags, rest) = rest.split_first()?;
        let kind = flags & 0x3F;
        let (count, rest) = referred_count(rest)?;
        let width = match number {
            ..=256 => 1,
            257..=65_536 => 2,
            _ => 4,
        };
        let (referred, rest) = rest.split_at_checked(count.checked_mul(width)?)?;
        let are_there = referred.chunks(width).all(|bytes| {
            let referred = bytes.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
            self.known.contains(&referred)
        });
        let page_bytes = if flags & 0x40 == 0 { 1 } else { 4 };
        let (length, rest) = word(rest.get(page_bytes..)?)?;
        let is_new = self.own.insert(number);
        self.known.insert(number);
        if !are_there || !is_new || !KINDS.contains(&kind) {
            return None;
        }
        let length = match length {
            LENGTH_UNKNOWN => unknown_length(kind, rest)?,
            length => usize::try_from(length).ok()?,
        };
        let (body, rest) = rest.split_at_checked(length)?;
        match kind {
            PAGE_INFORMATION => {
                let (width, after) = word(body)?;
                let (height, _) = word(after)?;
                self.has_page = width > 0 && height > 0;
            }
            kind if GENERIC_REGIONS.contains(&kind) => generic_region(body)?,
            _ => {}
        }
        Some((kind, rest))
    }
}

fn word(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (word, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_be_bytes(*word), rest))
}

/// Reads how many other segments one refers to: three bits of a byte, or a word of its own.
fn referred_count(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (&first, rest) = bytes.split_first()?;
    match first >> 5 {
        count @ 0..=4 => Some((usize::from(count), rest)),
        7 => {
            let (count, rest) = word(bytes)?;
            let count = usize::try_from(count & 0x1FFF_FFFF).ok()?;
            Some((count, rest.get(count.checked_add(1)?.div_ceil(8)..)?))
        }
        _ => None,
    }
}

/// Finds the end of a region of unknown length: a mark, then the number of rows.
fn unknown_length(kind: u8, rest: &[u8]) -> Option<usize> {
    const ROWS_BYTES: usize = 4;
    if !GENERIC_REGIONS.contains(&kind) {
        return None;
    }
    let uses_fax = rest.get(REGION_BYTES)? & 1 != 0;
    let mark: [u8; 2] = if uses_fax { [0, 0] } else { [0xFF, 0xAC] };
    let coded = rest.get(REGION_BYTES + 1..)?;
    let place = coded.windows(mark.len()).position(|pair| pair == mark)?;
    Some(REGION_BYTES + 1 + place + mark.len() + ROWS_BYTES)
}

/// Looks into a region; the arithmetic code writes no byte above 0x8F after 0xFF but at its end.
fn generic_region(body: &[u8]) -> Option<()> {
    /// The end mark and, after a region of unknown length, the number of rows.
    const END_BYTES: usize = 6;
    let (header, rest) = body.split_at_checked(REGION_BYTES)?;
    let (width, after) = word(header)?;
    let (height, _) = word(after)?;
    let (&flags, rest) = rest.split_first()?;
    let uses_fax = flags & 1 != 0;
    // The pixels that the code looks at besides its template: four, twelve of them in the extended one, or one.
    let adaptive_bytes = match (flags >> 1 & 3, flags & 0x10 != 0) {
        (0, true) => 24,
        (0, false) => 8,
        _ => 2,
    };
    let coded = if uses_fax { return Some(()) } else { rest.get(adaptive_bytes..)? };
    let coded = coded.get(..coded.len().saturating_sub(END_BYTES)).unwrap_or_default();
    let has_mark = coded.windows(2).any(|pair| matches!(pair, [0xFF, 0x90..=0xFF]));
    (width > 0 && height > 0 && !has_mark).then_some(())
}
