//! The two things that a camera or a scanner notes and that a page needs: resolution and orientation.
//!
//! Reads one directory of the TIFF inside an Exif segment; offsets are looked up, never trusted.

use super::{INCHES_PER_CM, resolution};

/// What was found.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Exif {
    pub(super) dpi: Option<(f32, f32)>,
    pub(super) orientation: Option<u8>,
}

const ORIENTATION: u16 = 0x0112;
const X_RESOLUTION: u16 = 0x011a;
const Y_RESOLUTION: u16 = 0x011b;
const RESOLUTION_UNIT: u16 = 0x0128;
/// Entries of the first directory; cameras write about a dozen.
const ENTRIES_MAX: usize = 256;
const ENTRY_BYTES: usize = 12;

/// A TIFF in one of the two orders of bytes.
struct Tiff<'a> {
    bytes: &'a [u8],
    big_endian: bool,
}

impl Tiff<'_> {
    fn short(&self, at: usize) -> Option<u16> {
        let two = self.bytes.get(at..)?.first_chunk::<2>()?;
        Some(if self.big_endian { u16::from_be_bytes(*two) } else { u16::from_le_bytes(*two) })
    }

    fn long(&self, at: usize) -> Option<u32> {
        let four = self.bytes.get(at..)?.first_chunk::<4>()?;
        Some(if self.big_endian { u32::from_be_bytes(*four) } else { u32::from_le_bytes(*four) })
    }

    /// A fraction, stored elsewhere.
    fn rational(&self, at: usize) -> Option<f32> {
        let place = usize::try_from(self.long(at)?).ok()?;
        let (above, below) = (self.long(place)?, self.long(place.checked_add(4)?)?);
        (below != 0).then(|| above as f32 / below as f32)
    }
}

/// Reads the first directory.
pub(super) fn read(bytes: &[u8]) -> Option<Exif> {
    let big_endian = match bytes.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let tiff = Tiff { bytes, big_endian };
    let start = usize::try_from(tiff.long(4)?).ok()?;
    let count = usize::from(tiff.short(start)?).min(ENTRIES_MAX);
    let (mut x, mut y, mut unit, mut orientation) = (None, None, 2, None);
    for index in 0..count {
        let at = start.checked_add(2 + index * ENTRY_BYTES)?;
        let value = at.checked_add(8)?;
        match tiff.short(at)? {
            ORIENTATION => orientation = tiff.short(value).and_then(|value| u8::try_from(value).ok()),
            X_RESOLUTION => x = tiff.rational(value),
            Y_RESOLUTION => y = tiff.rational(value),
            RESOLUTION_UNIT => unit = tiff.short(value)?,
            _ => {}
        }
    }
    let factor = if unit == 3 { 1.0 / INCHES_PER_CM } else { 1.0 };
    let known = if unit == 1 { None } else { x.zip(y) };
    Some(Exif {
        dpi: known.and_then(|(x, y)| resolution(x * factor, y * factor)),
        orientation: orientation.filter(|orientation| (1..=8).contains(orientation)),
    })
}

#[cfg(test)]
mod tests {
    use super::{Exif, read};

    const TURNED: &[u8] = b"MM\0*\0\0\0\x08\0\x04\
        \x01\x12\0\x03\0\0\0\x01\0\x06\0\0\
        \x01\x1a\0\x05\0\0\0\x01\0\0\0\x3e\
        \x01\x1b\0\x05\0\0\0\x01\0\0\0\x3e\
        \x01\x28\0\x03\0\0\0\x01\0\x02\0\0\
        \0\0\0\0\0\0\x01\x2c\0\0\0\x01";

    #[test]
    fn resolution_and_orientation_are_found() {
        assert_eq!(read(TURNED), Some(Exif { dpi: Some((300.0, 300.0)), orientation: Some(6) }));
    }

    #[test]
    fn cut_directories_are_refused_without_harm() {
        for length in 0..TURNED.len() {
            let cut = TURNED.get(..length).unwrap_or_default();
            assert!(read(cut).is_none_or(|exif| exif.dpi.is_none()), "{length}");
        }
    }
}
