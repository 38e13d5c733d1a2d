//! Photographs before they reach a template: PNG or JPEG, and of a size that can be decoded.
//!
//! Must not decode: the header alone tells the dimensions, and a file of a few bytes can claim
//! gigabytes of pixels.

use crate::error::PaperworkError;

/// A scan of 3.5 x 4.5 cm at 1200 dpi has 2 MB of JPEG; more is not a photograph for a form.
const BYTES_MAX: usize = 8 * 1024 * 1024;

/// Most pixels that are decoded: 24 million are what a camera makes, about 100 MB in memory.
const PIXELS_MAX: u64 = 24_000_000;

/// Refuses what is not a picture of a reasonable size.
pub(crate) fn check(bytes: &[u8]) -> Result<(), PaperworkError> {
    if bytes.len() > BYTES_MAX {
        return Err(PaperworkError::PhotoTooLarge { bytes: bytes.len(), max: BYTES_MAX });
    }
    let (width, height) = dimensions(bytes).ok_or(PaperworkError::PhotoUnreadable)?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 || pixels > PIXELS_MAX {
        return Err(PaperworkError::PictureSize { width, height });
    }
    Ok(())
}

fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    png(bytes).or_else(|| jpeg(bytes))
}

/// Width and height are the first fields of the first chunk, IHDR.
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let (kind, rest) = header.get(4..)?.split_at_checked(4)?;
    let (width, rest) = rest.split_first_chunk::<4>()?;
    let (height, _) = rest.split_first_chunk::<4>()?;
    (kind == b"IHDR").then_some((u32::from_be_bytes(*width), u32::from_be_bytes(*height)))
}

/// Walks the segments to the frame header (SOF), which holds precision, height and width.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xff, marker, after @ ..] = rest else { return None };
        let (length, body) = after.split_first_chunk::<2>()?;
        match marker {
            0xff => rest = rest.get(1..)?,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let [_precision, h1, h2, w1, w2, ..] = body else { return None };
                let (height, width) = (u16::from_be_bytes([*h1, *h2]), u16::from_be_bytes([*w1, *w2]));
                return Some((width.into(), height.into()));
            }
            _ => rest = after.get(usize::from(u16::from_be_bytes(*length))..)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{check, dimensions};
    use crate::error::PaperworkError;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x9d\0\0\x02\x13\x08\x02\0\0\0";
    const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08\x02\x13\x01\x9d\x03";

    #[test]
    fn dimensions_come_from_the_header() {
        assert_eq!(dimensions(PNG), Some((413, 531)));
        assert_eq!(dimensions(JPEG), Some((413, 531)));
    }

    #[test]
    fn cut_or_foreign_files_are_refused() {
        for file in [PNG, JPEG] {
            for length in 0..file.len().saturating_sub(5) {
                let cut = file.get(..length).unwrap_or_default();
                assert!(dimensions(cut).is_none_or(|size| size == (413, 531)), "{length}");
            }
        }
        assert_eq!(check(b"GIF89a"), Err(PaperworkError::PhotoUnreadable));
        assert_eq!(check(b"\xff\xd8\xff\xe0\0\0\xff\xe0\0\0"), Err(PaperworkError::PhotoUnreadable));
    }

    #[test]
    fn bomb_is_refused_by_its_header() {
        let bomb = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\x01\0\0\0\x01\0\0\x08\x02\0\0\0";
        assert_eq!(check(bomb), Err(PaperworkError::PictureSize { width: 65_536, height: 65_536 }));
    }
}
