//! Pages of one PDF become pages of another.
//!
//! Only what a page shows is taken: no scripts, no actions, no links into the old document. Each object
//! is moved once, by a list of work and not by recursion, so that no nesting can exhaust the stack.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Keys of a page that say how it looks; the others belong to the old document.
const PAGE_KEYS: [&[u8]; 4] = [b"Contents", b"Group", b"UserUnit", b"Annots"];
/// Keys that a page inherits from the nodes above it.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// Keys of an annotation that act, or that lead out of the page.
const ACTING: [&[u8]; 9] =
    [b"A", b"AA", b"Dest", b"P", b"Parent", b"Popup", b"IRT", b"StructParent", b"Kids"];
/// Nodes above a page; a real tree has three or four levels.
const DEPTH_MAX: usize = 64;
/// A4, for a page that doesn't say its size.
const A4: [f32; 4] = [0.0, 0.0, 595.276, 841.89];

/// Moves the pages of a document into another under `pages_id`, and returns their ids in order.
pub(super) fn take_pages(target: &mut Document, pages_id: ObjectId, mut source: Document) -> Vec<ObjectId> {
    let pages: Vec<ObjectId> = source.page_iter().collect();
    let mut mover = Mover { moved: HashMap::new(), waiting: Vec::new() };
    let taken: Vec<ObjectId> = pages
        .iter()
        .map(|&page| {
            let mut dict = page_dict(&source, page);
            dict.set("Parent", Object::Reference(pages_id));
            let annotations = annotations(&source, page);
            let annotations = annotations.into_iter().map(|mut annotation| {
                mover.redirect_dict(target, &source, &mut annotation);
                Object::Dictionary(annotation)
            });
            let annotations: Vec<Object> = annotations.collect();
            for (key, value) in dict.iter_mut() {
                if key.as_slice() != b"Parent" {
                    mover.redirect(target, &source, value);
                }
            }
            if !annotations.is_empty() {
                dict.set("Annots", annotations);
            }
            target.add_object(dict)
        })
        .collect();
    mover.finish(target, &mut source);
    taken
}

/// Returns what a page says and inherits about its looks.
pub(super) fn page_dict(source: &Document, page: ObjectId) -> Dictionary {
    let mut made = Dictionary::new();
    made.set("Type", "Page");
    let Ok(own) = source.get_dictionary(page) else { return made };
    for key in PAGE_KEYS.iter().filter(|key| **key != b"Annots") {
        if let Ok(value) = own.get(key) {
            made.set(*key, value.clone());
        }
    }
    let mut node = Some(own);
    for _ in 0..DEPTH_MAX {
        let Some(dict) = node else { break };
        for key in INHERITED {
            if !made.has(key)
                && let Ok(value) = dict.get(key)
            {
                made.set(key, value.clone());
            }
        }
        node =
            dict.get(b"Parent").and_then(Object::as_reference).and_then(|id| source.get_dictionary(id)).ok();
    }
    if !made.has(b"MediaBox") {
        made.set("MediaBox", A4.map(Object::Real).to_vec());
    }
    if !made.has(b"Resources") {
        made.set("Resources", Dictionary::new());
    }
    made
}

/// Returns the annotations of a page that show something, without what they would do.
pub(super) fn annotations(source: &Document, page: ObjectId) -> Vec<Dictionary> {
    let Ok(own) = source.get_dictionary(page) else { return Vec::new() };
    let Ok(list) =
        own.get(b"Annots").and_then(|list| source.dereference(list)).and_then(|(_, list)| list.as_array())
    else {
        return Vec::new();
    };
    let found = list.iter().filter_map(|item| source.dereference(item).ok()?.1.as_dict().ok().cloned());
    found
        .filter(|dict| dict.has(b"AP"))
        .map(|mut dict| {
            for key in ACTING {
                dict.remove(key);
            }
            dict
        })
        .collect()
}

/// Gives the objects of one document their places in another.
struct Mover {
    moved: HashMap<ObjectId, ObjectId>,
    waiting: Vec<(ObjectId, ObjectId)>,
}

impl Mover {
    /// Turns references into those of the target; the objects that they name follow in `finish`.
    fn redirect(&mut self, target: &mut Document, source: &Document, object: &mut Object) {
        match object {
            Object::Reference(id) => match self.place(target, source, *id) {
                Some(new) => *id = new,
                None => *object = Object::Null,
            },
            // The reader bounds how deep arrays and dictionaries nest within one object.
            Object::Array(items) => {
                items.iter_mut().for_each(|item| self.redirect(target, source, item));
            }
            Object::Dictionary(dict) => self.redirect_dict(target, source, dict),
            Object::Stream(stream) => self.redirect_dict(target, source, &mut stream.dict),
            _ => {}
        }
    }

    fn redirect_dict(&mut self, target: &mut Document, source: &Document, dict: &mut Dictionary) {
        dict.iter_mut().for_each(|(_, value)| self.redirect(target, source, value));
    }

    fn place(&mut self, target: &mut Document, source: &Document, id: ObjectId) -> Option<ObjectId> {
        if let Some(new) = self.moved.get(&id) {
            return Some(*new);
        }
        // Another page, or the whole old document, would come along by its back door.
        let object = source.objects.get(&id)?;
        let stays = |dict: &Dictionary| {
            [&b"Page"[..], b"Pages", b"Catalog", b"StructTreeRoot"].iter().any(|kind| dict.has_type(kind))
        };
        if object.as_dict().is_ok_and(stays) {
            return None;
        }
        let new = target.new_object_id();
        self.moved.insert(id, new);
        self.waiting.push((id, new));
        Some(new)
    }

    fn finish(mut self, target: &mut Document, source: &mut Document) {
        while let Some((old, new)) = self.waiting.pop() {
            // Moved out, not copied: a scan is large. What comes later refers to the new place.
            let Some(mut object) =
                source.objects.get_mut(&old).map(|object| std::mem::replace(object, Object::Null))
            else {
                continue;
            };
            self.redirect(target, source, &mut object);
            target.objects.insert(new, object);
        }
    }
}
