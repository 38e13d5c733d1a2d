//! The look into a workbook before anything else opens it. A workbook is a zip of XML, so a small
//! file can ask for a lot: streams that unpack a thousandfold, sizes that lie, a hundred thousand
//! parts, a list of strings that announces a trillion of them.
//!
//! Invariant: each part is unpacked here once through a counter, sixteen kilobytes at a time. What
//! passes unpacks to the same bytes for the reader after us, because both use the same library on
//! the same bytes.

use crate::error::SheetError;
use crate::limit::{PARTS_MAX, STRINGS_MAX, STYLE_TAGS_MAX, TAGS_MAX, UNPACKED_BYTES_MAX};
use std::io::{Cursor, ErrorKind, Read};
use zip::ZipArchive;

/// What begins a part's record in the zip's directory.
const DIRECTORY_RECORD: &[u8] = b"PK\x01\x02";
/// How much is unpacked at a time.
const CHUNK_BYTES: usize = 16 * 1024;
/// Bytes of the beginning of a part in which XML may name its encoding.
const DECLARATION_BYTES: usize = 256;
/// By this attribute a list of strings announces how many it has.
const ANNOUNCEMENT: &[u8] = b"uniqueCount";

/// Refuses a workbook that would cost too much to read.
pub(crate) fn check(content: &[u8]) -> Result<(), SheetError> {
    // Opening the zip makes a record for each part, so the parts are counted before.
    let parts = content.windows(DIRECTORY_RECORD.len()).filter(|at| *at == DIRECTORY_RECORD).count();
    if parts > PARTS_MAX {
        return Err(SheetError::TooMany { what: "parts", limit: PARTS_MAX as u64 });
    }
    let mut archive = ZipArchive::new(Cursor::new(content)).map_err(|_| SheetError::Damaged)?;
    let mut total = Counts::default();
    let mut has_workbook = false;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|_| SheetError::Damaged)?;
        if part.encrypted() {
            return Err(SheetError::Encrypted);
        }
        let name = part.name().map_err(|_| SheetError::Damaged)?.to_lowercase();
        has_workbook |= name.contains("workbook") && name.ends_with(".xml");
        count(&mut part, &name, &mut total)?;
    }
    // A zip without it is a text document, an archive, or a format that we don't read.
    if has_workbook { Ok(()) } else { Err(SheetError::OtherFormat) }
}

/// What was counted so far.
#[derive(Default)]
struct Counts {
    bytes: u64,
    tags: u64,
}

fn count(part: &mut impl Read, name: &str, total: &mut Counts) -> Result<(), SheetError> {
    let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
    let is_list = name.contains("worksheets/") || name.ends_with("sharedstrings.xml");
    let mut chunk = [0; CHUNK_BYTES];
    let mut text = Utf8Check::default();
    let mut announcement = Announcement::default();
    let mut tags = 0;
    let mut is_beginning = true;
    loop {
        let read = match part.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => chunk.get(..read).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => return Err(SheetError::Damaged),
        };
        total.bytes += read.len() as u64;
        if total.bytes > UNPACKED_BYTES_MAX {
            return Err(SheetError::UnpackedTooLarge { limit_bytes: UNPACKED_BYTES_MAX });
        }
        tags += read.iter().filter(|byte| **byte == b'<').count() as u64;
        let tags_max = if is_list { TAGS_MAX } else { STYLE_TAGS_MAX };
        if tags > tags_max || total.tags + tags > TAGS_MAX {
            return Err(SheetError::TooMany { what: "tags", limit: tags_max });
        }
        if is_xml {
            text.take(read)?;
            announcement.take(read)?;
            if std::mem::take(&mut is_beginning) && names_other_encoding(read) {
                return Err(SheetError::Damaged);
            }
        }
    }
    total.tags += tags;
    if is_xml { text.finish() } else { Ok(()) }
}

/// Returns whether an XML declaration names another encoding than UTF-8. In another one, bytes
/// would not mean to the reader what they mean here.
fn names_other_encoding(beginning: &[u8]) -> bool {
    let declaration = beginning.get(..DECLARATION_BYTES).unwrap_or(beginning);
    let text = String::from_utf8_lossy(declaration).to_lowercase();
    let Some((declaration, _)) = text.split_once("?>") else { return false };
    let Some((_, named)) = declaration.split_once("encoding") else { return false };
    let named = named.trim_start_matches(|one: char| one.is_whitespace() || matches!(one, '=' | '"' | '\''));
    !["utf-8", "utf8", "us-ascii"].iter().any(|known| named.starts_with(known))
}

/// Holds that a stream is UTF-8 without zeros, across its chunks.
#[derive(Default)]
struct Utf8Check {
    /// The beginning of a character that the next chunk goes on with.
    open: Vec<u8>,
}

impl Utf8Check {
    fn take(&mut self, chunk: &[u8]) -> Result<(), SheetError> {
        if chunk.contains(&0) {
            return Err(SheetError::Damaged);
        }
        let mut rest = chunk;
        while !self.open.is_empty() {
            let Some((first, others)) = rest.split_first() else { return Ok(()) };
            self.open.push(*first);
            rest = others;
            match std::str::from_utf8(&self.open) {
                Ok(_) => self.open.clear(),
                Err(error) if error.error_len().is_some() => return Err(SheetError::Damaged),
                Err(_) => {}
            }
        }
        match std::str::from_utf8(rest) {
            Ok(_) => Ok(()),
            Err(error) if error.error_len().is_some() => Err(SheetError::Damaged),
            Err(error) => {
                self.open.extend(rest.iter().skip(error.valid_up_to()));
                Ok(())
            }
        }
    }

    fn finish(&self) -> Result<(), SheetError> {
        if self.open.is_empty() { Ok(()) } else { Err(SheetError::Damaged) }
    }
}

/// Finds how many strings a list announces, across chunks.
#[derive(Default)]
struct Announcement {
    /// Bytes of the attribute's name that were seen in a row.
    matched: usize,
    /// The number while its digits go by.
    number: Option<u64>,
}

impl Announcement {
    fn take(&mut self, chunk: &[u8]) -> Result<(), SheetError> {
        for byte in chunk {
            match (self.number, byte) {
                (Some(number), b'0'..=b'9') => {
                    let number = number.saturating_mul(10).saturating_add(u64::from(byte - b'0'));
                    if number > STRINGS_MAX {
                        return Err(SheetError::TooMany { what: "strings", limit: STRINGS_MAX });
                    }
                    self.number = Some(number);
                }
                (Some(_), b' ' | b'=' | b'"' | b'\'' | b'\t' | b'\r' | b'\n' | b'+') => {}
                _ => {
                    self.number = None;
                    self.follow(*byte);
                }
            }
        }
        Ok(())
    }

    /// Follows the name byte by byte; it can't begin again within itself.
    fn follow(&mut self, byte: u8) {
        let wanted = ANNOUNCEMENT.get(self.matched);
        self.matched = if wanted == Some(&byte) {
            self.matched + 1
        } else {
            usize::from(ANNOUNCEMENT.first() == Some(&byte))
        };
        if self.matched == ANNOUNCEMENT.len() {
            self.matched = 0;
            self.number = Some(0);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts.iter().chain(&[("xl/workbook.xml", &b"<workbook/>"[..])]) {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_usual_part_passes() {
        let part = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><sst uniqueCount=\"2\"><si>ә</si></sst>";
        assert_eq!(check(&package(&[("xl/sharedStrings.xml", part.as_bytes())])), Ok(()));
    }

    #[test]
    fn too_many_parts_are_refused_before_the_zip_is_opened() {
        let names: Vec<String> = (0..=PARTS_MAX).map(|index| format!("p{index}")).collect();
        let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        let error = SheetError::TooMany { what: "parts", limit: PARTS_MAX as u64 };
        assert_eq!(check(&package(&parts)), Err(error));
    }

    #[test]
    fn too_many_styles_are_refused() {
        let styles = "<xf/>".repeat(STYLE_TAGS_MAX as usize + 1);
        let error = check(&package(&[("xl/styles.xml", styles.as_bytes())])).unwrap_err();
        assert_eq!(error, SheetError::TooMany { what: "tags", limit: STYLE_TAGS_MAX });
        assert!(check(&package(&[("xl/media/a.png", styles.as_bytes())])).is_err(), "whatever its name");
    }

    #[test]
    fn an_announced_trillion_of_strings_is_refused_also_across_chunks() {
        for before in [0, CHUNK_BYTES - 20, CHUNK_BYTES - 5, CHUNK_BYTES - 1] {
            let part = format!("<sst{} uniqueCount = '999999999999'/>", " ".repeat(before));
            let error = check(&package(&[("xl/sharedStrings.xml", part.as_bytes())])).unwrap_err();
            assert_eq!(error, SheetError::TooMany { what: "strings", limit: STRINGS_MAX }, "{before}");
        }
        let doubled = b"<sst uniqueuniqueCount=\"9999999999\"/>";
        assert!(check(&package(&[("xl/sharedStrings.xml", doubled)])).is_err());
    }

    #[test]
    fn xml_that_is_not_utf_8_is_refused() {
        let declared = b"<?xml version='1.0' encoding = 'UTF-16LE'?><sst/>";
        let utf16: Vec<u8> = "<sst/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for part in [&declared[..], &utf16, b"<sst>\xff</sst>", b"<sst/>\xd0"] {
            assert_eq!(check(&package(&[("xl/sharedStrings.xml", part)])), Err(SheetError::Damaged));
        }
    }

    #[test]
    fn a_letter_across_chunks_is_still_a_letter() {
        for before in 0..3 {
            let part = format!("{}{}", " ".repeat(before), "әқ€".repeat(CHUNK_BYTES));
            assert_eq!(check(&package(&[("a.xml", part.as_bytes())])), Ok(()));
        }
    }

    #[test]
    fn a_zip_without_a_workbook_is_another_format() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
        assert_eq!(check(&zip.finish().unwrap().into_inner()), Err(SheetError::OtherFormat));
    }

    #[test]
    fn no_zip_is_a_damaged_workbook() {
        assert_eq!(check(b"PK\x03\x04 and nothing more"), Err(SheetError::Damaged));
    }
}
