//! Whether the pages of a PDF can be read: everything that they show is read through once and thrown away.
//!
//! A reader of PDFs shows what it can of a damaged page and says nothing, so a page of which half is
//! missing would go into a packet as if it were whole. Bounded: what a stream unpacks to is thrown away
//! piece by piece, or kept up to the size of a part where another code lies beneath; what is unpacked
//! altogether has a limit, which bounds the time too. No recursion.
//!
//! What is noticed depends on the code:
//!
//! | code | what is damage |
//! |---|---|
//! | Flate, LZW, ASCII hex, ASCII 85, run length | a code that is none, a stream that ends too early (LZW, hex and 85 without their end mark) |
//! | fax (CCITT groups 3 and 4) | a code that is none, fewer rows than the picture has and no end mark |
//! | JPEG | no header, no end mark |
//! | JPEG 2000 | a box, a segment or a part of a tile that is cut or out of place, a tile that is missing, a mark inside a tile |
//! | JBIG2 | a segment that is cut, unknown, double or refers to none, a mark inside a generic region |
//!
//! Unnoticed remain: plain bytes, a wrong pixel of a fax that is still a code, the inside of a JPEG, and most
//! of what arithmetic coding (JPEG 2000, JBIG2) holds, which takes any bytes for a picture. A code that
//! the format doesn't know isn't judged.

use std::borrow::Cow;
use std::collections::HashSet;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::PartState;
use super::copy::{annotations, page_dict};
use crate::picture;

// By their paths, so that the fuzzer can take this module without the crate and its typesetter.
#[path = "soundness/fax.rs"]
mod fax;
#[path = "soundness/jbig2.rs"]
mod jbig2;
#[path = "soundness/jpx.rs"]
mod jpx;
#[path = "soundness/packing.rs"]
mod packing;

use packing::{CHUNK_BYTES, Packing, Sink};

/// Most bytes that the streams of one part may unpack to: forty pages of A4 in colour at 300 dpi.
const UNPACKED_BYTES_MAX: u64 = 1024 * 1024 * 1024;

/// Returns what is wrong with the pages of a document, if anything is.
pub(super) fn check(document: &Document) -> Result<(), PartState> {
    let mut reading =
        Reading { document, seen: HashSet::new(), waiting: Vec::new(), left: UNPACKED_BYTES_MAX };
    for page in document.page_iter() {
        let shown = page_dict(document, page);
        reading.contents(&shown)?;
        reading.waiting.push(Object::Dictionary(shown));
        reading.waiting.extend(annotations(document, page).into_iter().map(Object::Dictionary));
        reading.finish()?;
    }
    Ok(())
}

struct Reading<'a> {
    document: &'a Document,
    seen: HashSet<ObjectId>,
    waiting: Vec<Object>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Reading<'a> {
    /// Reads what draws a page; a page that nothing draws is empty, and may be.
    fn contents(&mut self, page: &Dictionary) -> Result<(), PartState> {
        let Ok(contents) = page.get(b"Contents") else { return Ok(()) };
        let (_, contents) = self.document.dereference(contents).map_err(|_| PartState::Broken)?;
        let single = std::slice::from_ref(contents);
        let mut is_drawn = false;
        for part in contents.as_array().map_or(single, Vec::as_slice) {
            let (id, part) = self.document.dereference(part).map_err(|_| PartState::Broken)?;
            let stream = match part {
                Object::Stream(stream) => stream,
                Object::Null => continue,
                _ => return Err(PartState::Broken),
            };
            let opening = self.stream(stream)?;
            // An instruction may be split between two streams; the first one begins with a whole one.
            is_drawn = is_drawn || is_instruction(&opening)?;
            self.seen.extend(id);
            self.waiting.push(Object::Dictionary(stream.dict.clone()));
        }
        Ok(())
    }

    /// Reads everything that a page leads to: fonts, pictures, forms.
    fn finish(&mut self) -> Result<(), PartState> {
        while let Some(object) = self.waiting.pop() {
            match object {
                Object::Reference(id) if self.seen.insert(id) => {
                    let Some(object) = self.document.objects.get(&id) else { continue };
                    match object {
                        Object::Stream(stream) => {
                            self.stream(stream)?;
                            self.waiting.push(Object::Dictionary(stream.dict.clone()));
                        }
                        Object::Dictionary(dict) if leads_out(dict) => {}
                        other => self.waiting.push(other.clone()),
                    }
                }
                Object::Array(items) => self.waiting.extend(items),
                Object::Dictionary(dict) => {
                    self.pictures(&dict)?;
                    self.waiting.extend(dict.into_iter().map(|(_, value)| value));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Refuses a page that draws a picture which the file hasn't got.
    fn pictures(&self, dict: &Dictionary) -> Result<(), PartState> {
        let Ok(named) = dict.get(b"XObject").and_then(|value| self.document.dereference(value)) else {
            return Ok(());
        };
        let Ok(named) = named.1.as_dict() else { return Ok(()) };
        let is_there = |(_, value): (_, &Object)| {
            value.as_reference().map_or(true, |id| self.document.objects.contains_key(&id))
        };
        if named.iter().all(is_there) { Ok(()) } else { Err(PartState::Broken) }
    }

    /// Reads a stream through; returns how it begins where that can be told.
    fn stream(&mut self, stream: &Stream) -> Result<Vec<u8>, PartState> {
        match self.unpacked(stream, false)? {
            (opening, None) => Ok(opening.get(..opening.len().min(CHUNK_BYTES)).unwrap_or_default().to_vec()),
            (packed, Some(code)) => self.picture(&packed, &code, &stream.dict).map(|()| Vec::new()),
        }
    }

    /// Unpacks a stream; returns all of it, or how it begins, or the picture that it holds and its code.
    fn unpacked<'s>(
        &mut self,
        stream: &'s Stream,
        wants_all: bool,
    ) -> Result<(Cow<'s, [u8]>, Option<Code<'s>>), PartState>
    where
        'a: 's,
    {
        let codes = self.codes(&stream.dict)?;
        let mut data = Cow::Borrowed(stream.content.as_slice());
        for (index, code) in codes.iter().enumerate() {
            let Some(packing) = Packing::of(code.name) else {
                return Ok((data, Some(*code)));
            };
            let lies_above = index + 1 < codes.len();
            let mut sink = Sink::new(&mut self.left, wants_all || lies_above);
            packing.unpack(&data, code.parameters, &mut sink)?;
            data = Cow::Owned(sink.kept);
        }
        Ok((data, None))
    }

    /// Reads a picture through in one of the codes of pictures.
    fn picture(&mut self, data: &[u8], code: &Code<'_>, dict: &Dictionary) -> Result<(), PartState> {
        self.spend(data.len())?;
        match code.name {
            b"DCTDecode" | b"DCT" => match picture::header(data) {
                Some(header) if header.is_whole => Ok(()),
                _ => Err(PartState::Broken),
            },
            b"CCITTFaxDecode" | b"CCF" => {
                let height = self.found(dict, b"Height").and_then(|height| height.as_i64().ok());
                let height = height.and_then(|height| u32::try_from(height).ok());
                fax::check(data, code.parameters, height, &mut self.left)
            }
            b"JBIG2Decode" => {
                let shared = code.parameters.and_then(|dict| self.found(dict, b"JBIG2Globals"));
                let shared = match shared {
                    Some(Object::Stream(shared)) => match self.unpacked(shared, true)? {
                        (shared, None) => Some(shared),
                        (_, Some(_)) => return Err(PartState::Broken),
                    },
                    Some(_) => return Err(PartState::Broken),
                    None => None,
                };
                self.spend(shared.as_ref().map_or(0, |shared| shared.len()))?;
                jbig2::check(shared.as_deref(), data)
            }
            b"JPXDecode" => jpx::check(data),
            // What nobody knows can't be judged.
            _ => Ok(()),
        }
    }

    /// Takes bytes that are read from those that may still be.
    fn spend(&mut self, bytes: usize) -> Result<(), PartState> {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(bytes).ok_or(PartState::TooLarge)?;
        Ok(())
    }

    /// Returns the codes of a stream, outermost first.
    fn codes<'s>(&self, dict: &'s Dictionary) -> Result<Vec<Code<'s>>, PartState>
    where
        'a: 's,
    {
        let listed = |key: &[u8]| match self.found(dict, key) {
            Some(Object::Array(items)) => items.iter().map(|item| self.resolved(item)).collect(),
            one => vec![one],
        };
        let mut parameters = listed(b"DecodeParms").into_iter();
        let codes = listed(b"Filter").into_iter().flatten().map(|name| {
            let name = name.as_name().map_err(|_| PartState::Broken)?;
            let parameters = parameters.next().flatten().and_then(|dict| dict.as_dict().ok());
            Ok(Code { name, parameters })
        });
        codes.collect()
    }

    /// Returns what a dictionary holds, in itself or elsewhere in the document.
    fn found<'s>(&self, dict: &'s Dictionary, key: &[u8]) -> Option<&'s Object>
    where
        'a: 's,
    {
        dict.get(key).ok().and_then(|value| self.resolved(value))
    }

    fn resolved<'s>(&self, value: &'s Object) -> Option<&'s Object>
    where
        'a: 's,
    {
        let document: &'s Document = self.document;
        document
            .dereference(value)
            .ok()
            .map(|(_, value)| value)
            .filter(|value| !matches!(value, Object::Null))
    }
}

/// One code that a stream is written in, and what its reader is told.
#[derive(Clone, Copy)]
struct Code<'s> {
    name: &'s [u8],
    parameters: Option<&'s Dictionary>,
}

/// Returns whether what draws a page begins with an instruction, or false where it says nothing at all;
/// anything else is damage.
fn is_instruction(opening: &[u8]) -> Result<bool, PartState> {
    if opening.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Ok(false);
    }
    match Content::decode(opening) {
        Ok(content) if content.operations.is_empty() => Err(PartState::Broken),
        // What is cut off here may be in the midst of a picture.
        Err(_) if opening.len() < CHUNK_BYTES => Err(PartState::Broken),
        Ok(_) | Err(_) => Ok(true),
    }
}

/// Returns whether an object belongs to the document and not to a page.
fn leads_out(dict: &Dictionary) -> bool {
    [&b"Page"[..], b"Pages", b"Catalog", b"StructTreeRoot"].iter().any(|kind| dict.has_type(kind))
}
