//! Pictures before they are decoded: what the header of a PNG or JPEG says, and whether it is bearable.
//!
//! Must not decode: the header alone tells the dimensions, and a file of a few bytes can claim
//! gigabytes of pixels.

// By its path, so that the fuzzer can take this module without the crate and its typesetter.
#[path = "picture/exif.rs"]
mod exif;

use crate::error::PaperworkError;

/// A scan of 3.5 x 4.5 cm at 1200 dpi has 2 MB of JPEG; more is not a photograph for a form.
const BYTES_MAX: usize = 8 * 1024 * 1024;

/// Most pixels that are decoded: 24 million are what a camera makes, about 100 MB in memory.
const PIXELS_MAX: u64 = 24_000_000;

/// Returns width and height of a picture; refuses what is not a picture of a reasonable size.
pub(crate) fn check(bytes: &[u8]) -> Result<(u32, u32), PaperworkError> {
    if bytes.len() > BYTES_MAX {
        return Err(PaperworkError::PhotoTooLarge { bytes: bytes.len(), max: BYTES_MAX });
    }
    let (width, height) = dimensions(bytes).ok_or(PaperworkError::PhotoUnreadable)?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 || pixels > PIXELS_MAX {
        return Err(PaperworkError::PictureSize { width, height });
    }
    Ok((width, height))
}

/// What a picture's file says about itself before its pixels.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Header {
    pub(crate) kind: Kind,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Channels of a JPEG.
    pub(crate) components: u8,
    /// Whether a JPEG in four inks stores their absence, as Adobe's programs do.
    pub(crate) inverted: bool,
    /// Pixels to the inch, across and down, where the file knows.
    pub(crate) dpi: Option<(f32, f32)>,
    /// How the camera was held (Exif, 1 to 8; 1 is upright).
    pub(crate) orientation: u8,
    /// Whether a JPEG has its end mark; decoders fill what is missing with grey and say nothing.
    pub(crate) is_whole: bool,
}

/// The two formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Png,
    Jpeg,
}

const INCHES_PER_METRE: f32 = 39.370_08;
const INCHES_PER_CM: f32 = 0.393_700_8;

/// Reads the header of a picture.
pub(crate) fn header(bytes: &[u8]) -> Option<Header> {
    png(bytes).or_else(|| jpeg(bytes))
}

fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    header(bytes).map(|header| (header.width, header.height))
}

/// Width and height are the first fields of the first chunk, IHDR; pHYs, if any, comes before the pixels.
fn png(bytes: &[u8]) -> Option<Header> {
    let mut rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let mut found: Option<Header> = None;
    while let Some((kind, body, after)) = chunk(rest) {
        match (kind, found.as_mut()) {
            (b"IHDR", None) => {
                let (width, body) = number(body)?;
                let (height, _) = number(body)?;
                let kind = Kind::Png;
                found = Some(Header {
                    kind,
                    width,
                    height,
                    components: 0,
                    inverted: false,
                    dpi: None,
                    orientation: 1,
                    is_whole: true,
                });
            }
            (b"pHYs", Some(header)) => {
                let per_metre = number(body).and_then(|(x, body)| Some((x, number(body)?)));
                if let Some((x, (y, [1, ..]))) = per_metre {
                    header.dpi = resolution(x as f32 / INCHES_PER_METRE, y as f32 / INCHES_PER_METRE);
                }
            }
            (b"IDAT", _) | (_, None) => break,
            _ => {}
        }
        rest = after;
    }
    found
}

/// Splits off a chunk: its kind, as much of its body as there is, and what follows.
fn chunk(bytes: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (length, rest) = number(bytes)?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(length).ok()?;
    let body = rest.get(..length).unwrap_or(rest);
    let after = rest.get(length.saturating_add(4)..).unwrap_or_default();
    Some((kind, body, after))
}

fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (number, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_be_bytes(*number), rest))
}

/// Walks the segments to the frame header (SOF), which holds precision, height, width and channels.
fn jpeg(bytes: &[u8]) -> Option<Header> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    let (mut density, mut inverted) = (None, false);
    let mut noted: Option<exif::Exif> = None;
    loop {
        let [0xff, marker, after @ ..] = rest else { return None };
        let (length, body) = after.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_be_bytes(*length));
        match marker {
            0xff => {
                rest = rest.get(1..)?;
                continue;
            }
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let [_precision, h1, h2, w1, w2, components, ..] = body else { return None };
                let noted = noted.unwrap_or_default();
                return Some(Header {
                    kind: Kind::Jpeg,
                    width: u16::from_be_bytes([*w1, *w2]).into(),
                    height: u16::from_be_bytes([*h1, *h2]).into(),
                    components: *components,
                    inverted,
                    dpi: density.or(noted.dpi),
                    orientation: noted.orientation.unwrap_or(1),
                    is_whole: after.windows(2).any(|mark| mark == b"\xff\xd9"),
                });
            }
            0xe0 => density = density.or_else(|| jfif_density(body)),
            0xe1 => noted = noted.or_else(|| exif::read(after.get(2..length)?.strip_prefix(b"Exif\0\0")?)),
            0xee => inverted |= body.starts_with(b"Adobe"),
            _ => {}
        }
        rest = after.get(length..)?;
    }
}

fn jfif_density(body: &[u8]) -> Option<(f32, f32)> {
    let [_, _, unit, x1, x2, y1, y2, ..] = body.strip_prefix(b"JFIF\0")? else { return None };
    let factor = match unit {
        1 => 1.0,
        2 => 1.0 / INCHES_PER_CM,
        _ => return None,
    };
    let density = |high, low| f32::from(u16::from_be_bytes([high, low])) * factor;
    resolution(density(*x1, *x2), density(*y1, *y2))
}

/// Returns a resolution that some device may really have.
fn resolution(x: f32, y: f32) -> Option<(f32, f32)> {
    let real = |dpi: f32| (1.0..=10_000.0).contains(&dpi);
    (real(x) && real(y)).then_some((x, y))
}

#[cfg(test)]
mod tests {
    use super::{check, dimensions, header};
    use crate::error::PaperworkError;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x9d\0\0\x02\x13\x08\x02\0\0\0";
    const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08\x02\x13\x01\x9d\x03";
    const JFIF: &[u8] =
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x02\x01\x01\x2c\x01\x2c\0\0\xff\xc0\0\x11\x08\x02\x13\x01\x9d\x01";
    const PHYS: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x9d\0\0\x02\x13\x08\x02\0\0\0....\
        \0\0\0\x09pHYs\0\0\x2e\x23\0\0\x2e\x23\x01....\0\0\0\0IDAT";

    #[test]
    fn dimensions_come_from_the_header() {
        assert_eq!(dimensions(PNG), Some((413, 531)));
        assert_eq!(dimensions(JPEG), Some((413, 531)));
    }

    #[test]
    fn resolution_comes_from_the_header() {
        assert_eq!(header(JFIF).and_then(|header| header.dpi), Some((300.0, 300.0)));
        let dpi = header(PHYS).and_then(|header| header.dpi).map(|(x, _)| x.round());
        assert_eq!(dpi, Some(300.0), "11 811 pixels to the metre");
        assert_eq!(header(PNG).and_then(|header| header.dpi), None);
        assert_eq!(header(JFIF).map(|header| header.components), Some(1));
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
