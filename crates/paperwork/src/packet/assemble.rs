//! Looks at each part, writes the contents, and has everything bound in order.

use lopdf::Document;
use serde_json::json;

use super::binder::Binder;
use super::foreign::{self, Opened};
use super::{PAGES_MAX, PART_BYTES_MAX, Packet, PacketPlace, PacketPlan, PartState, scan};
use crate::error::PaperworkError;
use crate::letter::Letter;
use crate::record::{CoverLine, Lang};
use crate::typesetter::{Typesetter, typeset};

const LOOSE_PAGES: &str = include_str!("../../templates/packet-pages.typ");

/// A part that has been looked at.
struct Opening {
    state: PartState,
    /// Its pages; none where a page of ours stands for it.
    document: Option<Document>,
    pages: usize,
}

pub(super) fn assemble(plan: &PacketPlan) -> Result<Packet, PaperworkError> {
    let opened: Vec<Opening> = plan.parts.iter().map(|part| open(&part.bytes)).collect();
    let mut cover = plan.cover.clone();
    cover.contents = plan
        .parts
        .iter()
        .zip(&opened)
        .map(|(part, opening)| CoverLine {
            title: part.title.clone(),
            pages: Some(u32::try_from(opening.pages).unwrap_or(u32::MAX)),
        })
        .collect();
    let cover = typeset(&Letter::Cover(cover))?;
    let pages = cover.pages + opened.iter().map(|opening| opening.pages).sum::<usize>();
    if pages > PAGES_MAX {
        return Err(PaperworkError::TooManyPages { pages, max: PAGES_MAX });
    }

    let mut binder = Binder::new();
    let cover_title = cover.title.clone();
    binder.add(&cover_title, own(&cover.pdf)?);
    let notices = notices(plan, &opened)?;
    let mut notices = binder.take(notices).into_iter();
    let mut places = Vec::with_capacity(opened.len());
    for (index, (part, opening)) in plan.parts.iter().zip(opened).enumerate() {
        let first_page = binder.pages() + 1;
        match opening.document {
            Some(document) => binder.add(&part.title, document),
            None => binder.add_page(&part.title, notices.next()),
        }
        if opening.state == PartState::Attached {
            binder.attach(&attachment_name(index), part);
        }
        places.push(PacketPlace { first_page, pages: opening.pages, state: opening.state });
    }
    let pages = binder.pages();
    let mut stamps = json!({ "lang": plan.lang(), "label": plan.label, "stamps": pages });
    binder.stamp(own(&Typesetter::shared().loose_pages(LOOSE_PAGES, &mut stamps)?)?)?;
    let pdf = binder.finish(&format!("{cover_title} {}", plan.label), plan.lang())?;
    Ok(Packet { pdf, pages, parts: places })
}

pub(super) fn join(files: &[(String, &[u8])]) -> Result<Vec<u8>, PaperworkError> {
    let mut binder = Binder::new();
    for (title, bytes) in files {
        binder.add(title, own(bytes)?);
    }
    binder.finish("", Lang::En)
}

fn open(bytes: &[u8]) -> Opening {
    let judged = |state| Opening { state, document: None, pages: 1 };
    if bytes.len() > PART_BYTES_MAX {
        return judged(PartState::TooLarge);
    }
    if scan::is_picture(bytes) {
        return match scan::page(bytes) {
            Ok(document) => Opening { state: PartState::Included, document: Some(document), pages: 1 },
            Err(state) => judged(state),
        };
    }
    if !foreign::is_pdf(bytes) {
        return judged(PartState::UnknownFormat);
    }
    match foreign::open(bytes) {
        Opened::Pages(document) => {
            let pages = document.page_iter().count();
            Opening { state: PartState::Included, document: Some(*document), pages }
        }
        Opened::Judged(state) => judged(state),
    }
}

/// Opens a file that this program made.
fn own(bytes: &[u8]) -> Result<Document, PaperworkError> {
    foreign::own(bytes).ok_or(PaperworkError::Unreadable)
}

/// The name under which a part is attached; what it is called may name a person.
fn attachment_name(index: usize) -> String {
    format!("{:03}.pdf", index + 1)
}

/// Typesets the pages that stand for parts without pages of their own.
fn notices(plan: &PacketPlan, opened: &[Opening]) -> Result<Option<Document>, PaperworkError> {
    let pages: Vec<_> = plan
        .parts
        .iter()
        .zip(opened)
        .enumerate()
        .filter(|(_, (_, opening))| opening.document.is_none())
        .map(|(index, (part, opening))| {
            json!({ "title": part.title, "state": opening.state, "file": attachment_name(index) })
        })
        .collect();
    if pages.is_empty() {
        return Ok(None);
    }
    let mut data = json!({ "lang": plan.lang(), "notices": pages });
    let pdf = Typesetter::shared().loose_pages(LOOSE_PAGES, &mut data)?;
    own(&pdf).map(Some)
}
