//! JPEG 2000 pictures: whether all of their tiles are there.
//!
//! Must not decode: a small file may ask for tiles, layers and precincts without number, and an
//! arithmetic code takes whatever bytes it is given for a picture. What can be noticed is a file that is
//! cut or whose parts don't fit together, and a mark in a tile where its code writes none.

use std::collections::HashSet;

use super::PartState;

const JP2_SIGNATURE: &[u8] = b"\0\0\0\x0cjP  ";
const START: u16 = 0xFF4F;
const SIZE: u16 = 0xFF51;
const CODING: u16 = 0xFF52;
const QUANTIZATION: u16 = 0xFF5C;
const TILE: u16 = 0xFF90;
const DATA: u16 = 0xFF93;
const END: u16 = 0xFFD9;
/// Markers that have no length: they stand alone.
const ALONE: std::ops::RangeInclusive<u16> = 0xFF30..=0xFF3F;
/// Most tiles of a picture; the format counts them in two bytes.
const TILES_MAX: u64 = 65_535;

/// Reads the boxes and the parts of a picture through.
pub(super) fn check(picture: &[u8]) -> Result<(), PartState> {
    let stream = if picture.starts_with(JP2_SIGNATURE) { boxed(picture) } else { Some(picture) };
    stream.and_then(codestream).ok_or(PartState::Broken)
}

/// Finds the picture among the boxes of its file.
fn boxed(file: &[u8]) -> Option<&[u8]> {
    const SHORT_HEADER: usize = 8;
    const LONG_HEADER: usize = 16;
    let mut rest = file;
    loop {
        let (length, after) = word(rest)?;
        let kind = after.get(..4)?;
        let (length, header) = match length {
            0 => (rest.len(), SHORT_HEADER),
            1 => {
                let (high, low) = word(after.get(4..)?)?;
                let (low, _) = word(low)?;
                let length = u64::from(high) << 32 | u64::from(low);
                (usize::try_from(length).ok()?, LONG_HEADER)
            }
            length => (usize::try_from(length).ok()?, SHORT_HEADER),
        };
        let body = rest.get(header..length)?;
        if kind == b"jp2c" {
            return Some(body);
        }
        rest = rest.get(length..)?;
    }
}

/// Reads the main header, then one part of a tile after another.
fn codestream(bytes: &[u8]) -> Option<()> {
    let (start, rest) = pair(bytes)?;
    let (size, _) = pair(rest)?;
    if (start, size) != (START, SIZE) {
        return None;
    }
    let tiles = tiles(rest.get(4..)?)?;
    let (found, mut rest) = segments(rest, TILE)?;
    if ![SIZE, CODING, QUANTIZATION].iter().all(|marker| found.contains(marker)) {
        return None;
    }
    let mut seen = HashSet::new();
    loop {
        match pair(rest) {
            Some((TILE, _)) => {
                let (tile, after) = tile_part(rest)?;
                seen.insert(tile);
                rest = after;
            }
            // Some programs leave the end mark out; what counts is that every tile is there.
            Some((END, _)) | None => break,
            Some(_) if rest.iter().all(u8::is_ascii_whitespace) => break,
            Some(_) => return None,
        }
    }
    let expected = u16::try_from(tiles).ok()?;
    (u64::try_from(seen.len()).ok()? == tiles && seen.iter().all(|tile| *tile < expected)).then_some(())
}

/// Returns how many tiles a picture has, from the body of its size segment.
fn tiles(size: &[u8]) -> Option<u64> {
    let mut words = size.get(2..34)?.as_chunks::<4>().0.iter().map(|word| u32::from_be_bytes(*word));
    let mut next = || words.next();
    let (right, bottom, left, top) = (next()?, next()?, next()?, next()?);
    let (tile_width, tile_height, tile_left, tile_top) = (next()?, next()?, next()?, next()?);
    if right <= left || bottom <= top || tile_width == 0 || tile_height == 0 {
        return None;
    }
    let across = right.checked_sub(tile_left)?.div_ceil(tile_width);
    let down = bottom.checked_sub(tile_top)?.div_ceil(tile_height);
    Some(u64::from(across) * u64::from(down)).filter(|tiles| *tiles <= TILES_MAX)
}

/// Reads marker segments up to a marker; returns what was found, and the rest from that marker on.
fn segments(bytes: &[u8], until: u16) -> Option<(HashSet<u16>, &[u8])> {
    let mut found = HashSet::new();
    let mut rest = bytes;
    loop {
        let (marker, after) = pair(rest)?;
        if marker == until {
            return Some((found, rest));
        }
        if marker < 0xFF00 {
            return None;
        }
        found.insert(marker);
        rest = if ALONE.contains(&marker) {
            after
        } else {
            let (length, _) = pair(after)?;
            after.get(usize::from(length).max(2)..)?
        };
    }
}

/// Reads a part of a tile; returns the tile's number and what follows.
fn tile_part(bytes: &[u8]) -> Option<(u16, &[u8])> {
    const HEADER_BYTES: usize = 12;
    let header = bytes.get(4..HEADER_BYTES)?;
    let (tile, after) = pair(header)?;
    let (length, _) = word(after)?;
    let length = match length {
        // To the end of the picture.
        0 if bytes.ends_with(&END.to_be_bytes()) => bytes.len() - 2,
        0 => bytes.len(),
        length => usize::try_from(length).ok()?,
    };
    let (part, rest) = bytes.split_at_checked(length)?;
    let (_, data) = segments(part.get(HEADER_BYTES..)?, DATA)?;
    // No code of a picture writes a byte above 0x8F after 0xFF; 0xFF91 and 0xFF92 set its packets apart.
    let has_mark = data.get(2..)?.windows(2).any(|pair| matches!(pair, [0xFF, 0x90 | 0x93..=0xFF]));
    (!has_mark).then_some((tile, rest))
}

fn pair(bytes: &[u8]) -> Option<(u16, &[u8])> {
    let (pair, rest) = bytes.split_first_chunk::<2>()?;
    Some((u16::from_be_bytes(*pair), rest))
}

fn word(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (word, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_be_bytes(*word), rest))
}
