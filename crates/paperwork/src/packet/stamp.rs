//! The line "packet, page i of n" on each page.
//!
//! The stamps are typeset like everything else, so their letters are drawn by the bundled fonts; each is
//! then put over its page, upright however the page is turned, on white, so that a dark scan can't hide it.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// From the page's lower right corner to the stamp, in points: 5 mm, the edge that printers leave out.
const EDGE: f32 = 14.2;

/// Puts the pages of `stamps`, already taken into the same document, over `pages`.
pub(super) fn put(document: &mut Document, pages: &[ObjectId], stamps: &[ObjectId]) -> lopdf::Result<()> {
    for (&page, &stamp) in pages.iter().zip(stamps) {
        let size = media_box(document, stamp);
        let form = form_of(document, stamp, size)?;
        let over = placed(document, page, size)?;
        put_one(document, page, form, over)?;
    }
    Ok(())
}

/// Turns a page into a form that other pages can show, and removes it.
fn form_of(document: &mut Document, page: ObjectId, size: [f32; 4]) -> lopdf::Result<ObjectId> {
    let dict = document.get_dictionary(page)?;
    let resources = dict.get(b"Resources")?.clone();
    let contents = dict.get(b"Contents")?.as_reference()?;
    let mut stream = document.get_object(contents)?.as_stream()?.clone();
    stream.dict.set("Type", "XObject");
    stream.dict.set("Subtype", "Form");
    stream.dict.set("BBox", size.map(Object::Real).to_vec());
    stream.dict.set("Resources", resources);
    document.objects.insert(contents, Object::Stream(stream));
    document.objects.remove(&page);
    Ok(contents)
}

/// Returns the matrix that puts a stamp of this size into the lower right corner as the page is seen.
fn placed(document: &Document, page: ObjectId, stamp: [f32; 4]) -> lopdf::Result<[f32; 6]> {
    let seen = crop_box(document, page);
    let turn = document.get_dictionary(page)?.get(b"Rotate");
    let turn = turn.and_then(|turn| document.dereference(turn)).and_then(|(_, turn)| turn.as_i64());
    let turn = turn.unwrap_or_default().rem_euclid(360);
    let [left, bottom, right, top] = seen;
    let (width, height) = (right - left, top - bottom);
    let across = if turn == 90 || turn == 270 { height } else { width };
    let (stamp_width, room) = (stamp[2] - stamp[0], (across - 2.0 * EDGE).max(1.0));
    let scale = (room / stamp_width).min(1.0);
    let (x, y) = (across - EDGE - stamp_width * scale, EDGE);
    Ok(match turn {
        90 => [0.0, scale, -scale, 0.0, right - y, bottom + x],
        180 => [-scale, 0.0, 0.0, -scale, right - x, top - y],
        270 => [0.0, -scale, scale, 0.0, left + y, top - x],
        _ => [scale, 0.0, 0.0, scale, left + x, bottom + y],
    })
}

fn put_one(document: &mut Document, page: ObjectId, form: ObjectId, matrix: [f32; 6]) -> lopdf::Result<()> {
    let before = document.add_object(Stream::new(Dictionary::new(), b"q\n".to_vec()));
    let operations = vec![
        Operation::new("Q", vec![]),
        Operation::new("q", vec![]),
        Operation::new("cm", matrix.map(Object::Real).to_vec()),
        Operation::new("Do", vec![NAME.into()]),
        Operation::new("Q", vec![]),
    ];
    // A page whose content forgot to close a saved state must not carry the stamp off: start on a new line.
    let mut over = b"\n".to_vec();
    over.extend(Content { operations }.encode()?);
    let over = document.add_object(Stream::new(Dictionary::new(), over));
    let own = document.get_dictionary(page)?.get(b"Contents").ok().cloned();
    let mut contents = vec![Object::Reference(before)];
    match own.as_ref().map(|own| document.dereference(own)) {
        Some(Ok((_, Object::Array(parts)))) => contents.extend(parts.iter().cloned()),
        Some(Ok((Some(id), Object::Stream(_)))) => contents.push(Object::Reference(id)),
        _ => {}
    }
    contents.push(Object::Reference(over));
    // Resources are often shared between pages: this page gets its own, with the form among them.
    let mut resources = resolved(document, page, b"Resources");
    let mut forms = match resources.get(b"XObject").and_then(|forms| document.dereference(forms)) {
        Ok((_, Object::Dictionary(forms))) => forms.clone(),
        _ => Dictionary::new(),
    };
    forms.set(NAME, Object::Reference(form));
    resources.set("XObject", forms);
    let dict = document.get_dictionary_mut(page)?;
    dict.set("Contents", contents);
    dict.set("Resources", resources);
    Ok(())
}

/// The form's name on each page; nobody else's begins like this.
const NAME: &str = "ExpatDeskStamp";

fn resolved(document: &Document, page: ObjectId, key: &[u8]) -> Dictionary {
    let found = document.get_dictionary(page).and_then(|dict| dict.get(key));
    match found.and_then(|value| document.dereference(value)) {
        Ok((_, Object::Dictionary(dict))) => dict.clone(),
        _ => Dictionary::new(),
    }
}

/// Returns a page's box, its corners in order.
fn rectangle(document: &Document, page: ObjectId, key: &[u8]) -> Option<[f32; 4]> {
    let dict = document.get_dictionary(page).ok()?;
    let (_, found) = document.dereference(dict.get(key).ok()?).ok()?;
    let corner = |index: usize| {
        let (_, number) = document.dereference(found.as_array().ok()?.get(index)?).ok()?;
        number.as_float().ok().filter(|number| number.is_finite())
    };
    let [a, b, c, d] = [corner(0)?, corner(1)?, corner(2)?, corner(3)?];
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}

fn media_box(document: &Document, page: ObjectId) -> [f32; 4] {
    rectangle(document, page, b"MediaBox").unwrap_or([0.0, 0.0, 595.276, 841.89])
}

/// Returns the part of the page that is seen: the crop box within the media box.
fn crop_box(document: &Document, page: ObjectId) -> [f32; 4] {
    let media = media_box(document, page);
    let Some(crop) = rectangle(document, page, b"CropBox") else { return media };
    let seen = [crop[0].max(media[0]), crop[1].max(media[1]), crop[2].min(media[2]), crop[3].min(media[3])];
    if seen[0] < seen[2] && seen[1] < seen[3] { seen } else { media }
}
