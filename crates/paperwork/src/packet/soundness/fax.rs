//! Fax (CCITT groups 3 and 4): decoded row by row; nothing of it is kept.

use hayro_ccitt::{DecodeSettings, Decoder, DecoderContext, EncodingMode, decode};
use lopdf::{Dictionary, Object};

use super::PartState;

/// Pixels of a row where the file doesn't say: what a fax machine sends.
const COLUMNS_USUAL: u32 = 1728;
/// Most bytes after the last row of a picture without an end mark: what fills it to an even length.
const FILLING_BYTES_MAX: usize = 4;
/// The same in group 3, whose end mark is longer and not always read with the rows.
const FILLING_BYTES_MAX_GROUP_3: usize = 16;
/// Two ends of line, of which no picture has one after the other but at its end.
const END: u64 = 0x00_1001;
/// The same where each is followed by a bit that says how the next line is coded.
const END_TAGGED: u64 = 0x00_3001;

/// Reads a fax through, and takes what it unpacks to from what may still be unpacked.
pub(super) fn check(
    packed: &[u8],
    parameters: Option<&Dictionary>,
    height: Option<u32>,
    left: &mut u64,
) -> Result<(), PartState> {
    let number = |key: &[u8]| parameters.and_then(|dict| dict.get(key).and_then(Object::as_i64).ok());
    let flag = |key: &[u8]| parameters.and_then(|dict| dict.get(key).and_then(Object::as_bool).ok());
    let size = |key: &[u8]| number(key).and_then(|size| u32::try_from(size).ok()).filter(|size| *size > 0);
    let columns = match number(b"Columns") {
        None => COLUMNS_USUAL,
        Some(_) => size(b"Columns").ok_or(PartState::Broken)?,
    };
    let rows = size(b"Rows").or(height).ok_or(PartState::Broken)?;
    let bytes = u64::from(columns.div_ceil(8)) * u64::from(rows);
    *left = left.checked_sub(bytes).ok_or(PartState::TooLarge)?;
    let two_dimensional = number(b"K").unwrap_or(0);
    let settings = DecodeSettings {
        columns,
        rows,
        end_of_block: flag(b"EndOfBlock").unwrap_or(true),
        end_of_line: flag(b"EndOfLine").unwrap_or(false),
        rows_are_byte_aligned: flag(b"EncodedByteAlign").unwrap_or(false),
        encoding: match two_dimensional {
            ..0 => EncodingMode::Group4,
            0 => EncodingMode::Group3_1D,
            k => EncodingMode::Group3_2D { k: u32::try_from(k).unwrap_or(u32::MAX) },
        },
        invert_black: false,
    };
    let mut counted = Rows(0);
    let read = decode(packed, &mut counted, &mut DecoderContext::new(settings));
    let read = read.map_err(|_| PartState::Broken)?;
    // The decoder is content when the data end between two rows, and when they go on after the last one.
    let (read, unread) = packed.split_at_checked(read).unwrap_or((packed, &[]));
    let has_end = ends(read, settings.encoding);
    let filling_max = match settings.encoding {
        EncodingMode::Group4 => FILLING_BYTES_MAX,
        EncodingMode::Group3_1D | EncodingMode::Group3_2D { .. } => FILLING_BYTES_MAX_GROUP_3,
    };
    let is_all = counted.0 >= rows && unread.len() <= filling_max;
    if has_end || is_all { Ok(()) } else { Err(PartState::Broken) }
}

/// Returns whether what was read ends with the sender's mark, whatever bits fill its last byte.
fn ends(read: &[u8], encoding: EncodingMode) -> bool {
    const BYTES: usize = 5;
    let tail = read.get(read.len().saturating_sub(BYTES)..).unwrap_or(read);
    let last = tail.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    let (mark, mask) = match encoding {
        EncodingMode::Group4 | EncodingMode::Group3_1D => (END, 0xFF_FFFF),
        EncodingMode::Group3_2D { .. } => (END_TAGGED, 0x1FF_FFFF),
    };
    (0..=8).any(|filling| (last >> filling) & mask == mark)
}

/// Counts the rows and forgets the pixels.
struct Rows(u32);

impl Decoder for Rows {
    fn push_pixels(&mut self, _white: bool, _count: u32) {}

    fn next_line(&mut self) {
        self.0 = self.0.saturating_add(1);
    }
}
