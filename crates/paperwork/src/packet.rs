//! A packet: cover sheet, letters, scans and foreign PDFs, in the checklist's order, as one PDF.
//!
//! Pure: bytes in, bytes out, the same bytes for the same input. Must not rewrite a signed PDF: it is
//! attached unchanged, beside a page that says so. Invariant: every part has its place in the packet;
//! one that can't be read (encrypted, broken, unknown) gets a page that names it, and is reported.

mod assemble;
mod binder;
mod copy;
mod foreign;
mod scan;
mod share;
mod soundness;
mod stamp;

use serde::{Deserialize, Serialize};

use crate::error::PaperworkError;
use crate::record::{CoverSheet, Lang};

/// Most bytes of one part: a passport of 40 pages at 300 dpi in colour has about 40 MB.
pub const PART_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Most bytes of all parts together.
pub const PACKET_BYTES_MAX: usize = 256 * 1024 * 1024;
/// Most parts: a family of eight with twenty papers each.
pub const PARTS_MAX: usize = 200;
/// Most pages of a packet; nobody prints more, nor would anybody take it.
pub const PAGES_MAX: usize = 2_000;

/// What a packet is made of.
#[derive(Debug, Clone)]
pub struct PacketPlan {
    /// The cover sheet; its `contents` are filled here, from the parts.
    pub cover: CoverSheet,
    /// What the stamp on each page calls the packet, for example `AP-2026-014`.
    pub label: String,
    /// The parts, in order.
    pub parts: Vec<PacketPart>,
}

/// One paper of a packet.
#[derive(Clone)]
pub struct PacketPart {
    /// What it is called, in the language of the cover sheet: a line of the contents and a bookmark.
    pub title: String,
    /// The file: PDF, JPEG or PNG.
    pub bytes: Vec<u8>,
}

/// Tells sizes only: what a paper is called may name a person.
impl std::fmt::Debug for PacketPart {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "PacketPart({} bytes)", self.bytes.len())
    }
}

/// A finished packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packet {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Number of pages, the cover sheet's included.
    pub pages: usize,
    /// Where each part is, in the order of the plan.
    pub parts: Vec<PacketPlace>,
}

/// Where a part is in its packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PacketPlace {
    /// First page, counted from 1.
    pub first_page: usize,
    /// Number of pages.
    pub pages: usize,
    /// How the part got in.
    pub state: PartState,
}

/// How a part got into its packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartState {
    /// Its pages are pages of the packet.
    Included,
    /// It is signed: the file is attached unchanged, a page says where.
    Attached,
    /// It wants a password: a page names it.
    Encrypted,
    /// It can't be read, or a page of it can't be decoded: a page names it.
    Broken,
    /// It is neither PDF nor JPEG nor PNG: a page names it.
    UnknownFormat,
    /// It is larger than a part may be: a page names it.
    TooLarge,
}

impl PartState {
    /// Returns whether the paper itself is in the packet.
    #[must_use]
    pub const fn is_in(self) -> bool {
        matches!(self, Self::Included | Self::Attached)
    }
}

impl PacketPlan {
    fn lang(&self) -> Lang {
        self.cover.sheet.lang
    }
}

/// Assembles a packet.
///
/// # Errors
/// The packet has no parts or is too large, or the cover sheet can't be typeset. A part that can't be
/// read is no error: it is named on a page of its own and in [`Packet::parts`].
pub fn assemble(plan: &PacketPlan) -> Result<Packet, PaperworkError> {
    let parts = plan.parts.len();
    if parts == 0 {
        return Err(PaperworkError::Empty { field: "parts".into() });
    }
    let bytes: usize = plan.parts.iter().map(|part| part.bytes.len()).sum();
    if parts > PARTS_MAX || bytes > PACKET_BYTES_MAX {
        return Err(PaperworkError::PacketTooLarge { parts, bytes });
    }
    assemble::assemble(plan)
}

/// Joins finished PDFs to one print file, in order, with a bookmark for each.
///
/// # Errors
/// There is nothing to join, or one of the files can't be read.
pub fn print_file(files: &[(String, &[u8])]) -> Result<Vec<u8>, PaperworkError> {
    if files.is_empty() {
        return Err(PaperworkError::Empty { field: "files".into() });
    }
    assemble::join(files)
}
