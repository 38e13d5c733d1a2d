//! Files that others made: opened within bounds, and judged.

use lopdf::{Document, LoadOptions, Object};

use super::{PartState, soundness};

/// Most bytes that one compressed stream may grow to while a file is opened; object tables are small,
/// pictures and page contents are not expanded at all.
const STREAM_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Most objects of a file: a scanned book of 500 pages has about 5,000.
const OBJECTS_MAX: usize = 250_000;

/// What a file turned out to be.
pub(super) enum Opened {
    /// A PDF whose pages may be taken over.
    Pages(Box<Document>),
    /// Something else.
    Judged(PartState),
}

/// Returns whether the bytes look like a PDF; some scanners write a few bytes before the mark.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.get(..bytes.len().min(1024)).is_some_and(|head| head.windows(5).any(|five| five == b"%PDF-"))
}

/// Opens a PDF that this program made.
pub(super) fn own(bytes: &[u8]) -> Option<Document> {
    load(bytes).ok().filter(|document| document.page_iter().next().is_some())
}

/// Opens a PDF, or says why its pages can't be taken.
pub(super) fn open(bytes: &[u8]) -> Opened {
    match load(bytes) {
        Ok(document) if document.is_encrypted() || document.was_encrypted() => {
            Opened::Judged(PartState::Encrypted)
        }
        Ok(document) if document.objects.len() > OBJECTS_MAX => Opened::Judged(PartState::TooLarge),
        Ok(document) if document.objects.values().any(is_signature) => Opened::Judged(PartState::Attached),
        Ok(document) if document.page_iter().next().is_none() => Opened::Judged(PartState::Broken),
        Ok(document) => match soundness::check(&document) {
            Ok(()) => Opened::Pages(Box::new(document)),
            Err(state) => Opened::Judged(state),
        },
        Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)) => {
            Opened::Judged(PartState::Encrypted)
        }
        // A lock that the reader doesn't know is a lock nevertheless.
        Err(_) if mentions(bytes, b"/Encrypt") => Opened::Judged(PartState::Encrypted),
        Err(_) => Opened::Judged(PartState::Broken),
    }
}

fn load(bytes: &[u8]) -> Result<Document, lopdf::Error> {
    Document::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(STREAM_BYTES_MAX))
}

/// A signature covers ranges of bytes; whoever writes the file anew breaks it.
fn is_signature(object: &Object) -> bool {
    let signs = |dict: &lopdf::Dictionary| dict.has(b"ByteRange") && dict.has(b"Contents");
    match object {
        Object::Dictionary(dict) => signs(dict) || dict.get(b"V").and_then(Object::as_dict).is_ok_and(signs),
        _ => false,
    }
}

fn mentions(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|part| part == word)
}
