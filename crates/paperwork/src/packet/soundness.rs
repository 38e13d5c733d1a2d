//! Whether the pages of a PDF can be decoded: everything that they show is read through once and thrown away.
//!
//! A reader of PDFs shows what it can of a damaged page and says nothing, so a page of which half is
//! missing would go into a packet as if it were whole. Bounded: memory stays flat whatever a stream
//! unpacks to, and what is unpacked altogether has a limit, which bounds the time too. No recursion.

use std::collections::HashSet;

use flate2::{Decompress, FlushDecompress, Status};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::PartState;
use super::copy::{annotations, page_dict};
use crate::picture;

/// Most bytes that the streams of one part may unpack to: forty pages of A4 in colour at 300 dpi.
const UNPACKED_BYTES_MAX: u64 = 1024 * 1024 * 1024;
/// What is unpacked at once.
const CHUNK_BYTES: usize = 64 * 1024;
/// Bytes of a zlib header; what follows is the packed data.
const ZLIB_HEADER_BYTES: usize = 2;

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

impl Reading<'_> {
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
        let filters = stream.filters().unwrap_or_default();
        match filters.as_slice() {
            [] => Ok(beginning(&stream.content).to_vec()),
            [b"FlateDecode"] => self.unpack(&stream.content),
            [b"FlateDecode", ..] => self.unpack(&stream.content).map(|_| Vec::new()),
            [b"DCTDecode"] => match picture::header(&stream.content) {
                Some(header) if header.is_whole => Ok(Vec::new()),
                _ => Err(PartState::Broken),
            },
            // Fax, JPEG 2000 and the like; a page says nothing in these.
            _ => Ok(Vec::new()),
        }
    }

    fn unpack(&mut self, packed: &[u8]) -> Result<Vec<u8>, PartState> {
        if packed.is_empty() {
            return Ok(Vec::new());
        }
        match self.inflate(packed, true)? {
            Inflated::Whole(opening) => Ok(opening),
            // Some programs cut the checksum off with the last line's end; the data are all there.
            Inflated::Cut => {
                match self.inflate(packed.get(ZLIB_HEADER_BYTES..).unwrap_or_default(), false)? {
                    Inflated::Whole(opening) => Ok(opening),
                    Inflated::Cut => Err(PartState::Broken),
                }
            }
        }
    }

    fn inflate(&mut self, packed: &[u8], has_header: bool) -> Result<Inflated, PartState> {
        let mut inflater = Decompress::new(has_header);
        let mut chunk = vec![0; CHUNK_BYTES];
        let mut opening = Vec::new();
        loop {
            let (taken, made) = (inflater.total_in(), inflater.total_out());
            let rest = usize::try_from(taken).ok().and_then(|taken| packed.get(taken..)).unwrap_or_default();
            let status = inflater.decompress(rest, &mut chunk, FlushDecompress::None);
            let status = status.map_err(|_| PartState::Broken)?;
            let fresh = inflater.total_out() - made;
            self.left = self.left.checked_sub(fresh).ok_or(PartState::TooLarge)?;
            let wanted = usize::try_from(fresh).unwrap_or(CHUNK_BYTES).min(CHUNK_BYTES - opening.len());
            opening.extend_from_slice(chunk.get(..wanted).unwrap_or_default());
            match status {
                Status::StreamEnd => return Ok(Inflated::Whole(opening)),
                _ if fresh == 0 && inflater.total_in() == taken => return Ok(Inflated::Cut),
                Status::Ok | Status::BufError => {}
            }
        }
    }
}

enum Inflated {
    /// To its end; how it begins.
    Whole(Vec<u8>),
    /// The packed data end too early.
    Cut,
}

fn beginning(bytes: &[u8]) -> &[u8] {
    bytes.get(..bytes.len().min(CHUNK_BYTES)).unwrap_or_default()
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
