//! Text out of bytes: UTF-8 with and without its mark, UTF-16, or the Windows-1251 that Excel in
//! Kazakhstan saves as "CSV". Nothing is replaced: bytes that are no text are refused.

use crate::error::SheetError;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

/// Bytes of the beginning that tell UTF-16 without a mark.
const LOOKED_AT_BYTES: usize = 4 * 1024;

/// Returns the text and the name of its encoding.
pub(crate) fn decode(content: &[u8]) -> Result<(String, &'static str), SheetError> {
    let (encoding, is_guess) = detect(content);
    let (text, _, had_errors) = encoding.decode(content);
    let is_text = text.chars().all(|one| !one.is_control() || matches!(one, '\t' | '\n' | '\r' | '\u{c}'));
    // Bytes of any kind can pass for Chinese in UTF-16; a table has lines and cells.
    let is_table = !is_guess || text.contains(['\n', '\r', '\t', ';', ',']);
    if had_errors || !is_text || !is_table {
        return Err(SheetError::OtherFormat);
    }
    Ok((text.into_owned(), encoding.name()))
}

/// Returns the encoding, and whether only zeros between letters speak for it.
fn detect(content: &[u8]) -> (&'static Encoding, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(content) {
        return (encoding, false);
    }
    let beginning = content.get(..LOOKED_AT_BYTES).unwrap_or(content);
    let zeros = |from: usize| beginning.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    // A delimiter or a digit in UTF-16 has a zero at one side only.
    match (zeros(0), zeros(1)) {
        (0, 1..) => (UTF_16LE, true),
        (1.., 0) => (UTF_16BE, true),
        _ if std::str::from_utf8(content).is_ok() => (UTF_8, false),
        _ => (WINDOWS_1251, false),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    const TEXT: &str = "Фамилия;Имя\nСемёнова;Аня\n";

    #[test]
    fn the_usual_encodings_are_told_apart() {
        let marked = |text: &str| [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let utf16 = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
            [mark.to_vec(), TEXT.encode_utf16().flat_map(bytes).collect()].concat()
        };
        let cases = [
            (TEXT.as_bytes().to_vec(), "UTF-8"),
            (marked(TEXT), "UTF-8"),
            (utf16(b"\xff\xfe", u16::to_le_bytes), "UTF-16LE"),
            (utf16(b"\xfe\xff", u16::to_be_bytes), "UTF-16BE"),
            (utf16(b"", u16::to_le_bytes), "UTF-16LE"),
            (utf16(b"", u16::to_be_bytes), "UTF-16BE"),
            (WINDOWS_1251.encode(TEXT).0.into_owned(), "windows-1251"),
        ];
        for (bytes, name) in cases {
            assert_eq!(decode(&bytes).unwrap(), (TEXT.to_owned(), name));
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [&b"\x89PNG\r\n\x1a\n\x00\x00"[..], b"\xff\xfe\x00", b"ab\x00cd\x00\x00", b"abc\x98"] {
            assert_eq!(decode(bytes), Err(SheetError::OtherFormat), "{bytes:?}");
        }
    }
}
