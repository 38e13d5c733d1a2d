//! Letters of one template carry the same fonts; one copy of each is enough in a packet.

use std::collections::HashMap;

use lopdf::{Document, Object, ObjectId};

/// Streams smaller than this aren't worth the search.
const BYTES_MIN: usize = 1024;

/// Leaves one of each group of equal streams.
pub(super) fn share_streams(document: &mut Document) {
    let mut first: HashMap<&[u8], Vec<ObjectId>> = HashMap::new();
    let mut twins: HashMap<ObjectId, ObjectId> = HashMap::new();
    for (&id, object) in &document.objects {
        let Object::Stream(stream) = object else { continue };
        if stream.content.len() < BYTES_MIN {
            continue;
        }
        let alike = first.entry(&stream.content).or_default();
        match alike.iter().find(|other| document.objects.get(other) == Some(object)) {
            Some(other) => {
                twins.insert(id, *other);
            }
            None => alike.push(id),
        }
    }
    for id in twins.keys() {
        document.objects.remove(id);
    }
    if !twins.is_empty() {
        document.objects.values_mut().for_each(|object| redirect(object, &twins));
    }
}

fn redirect(object: &mut Object, twins: &HashMap<ObjectId, ObjectId>) {
    match object {
        Object::Reference(id) => *id = twins.get(id).copied().unwrap_or(*id),
        Object::Array(items) => items.iter_mut().for_each(|item| redirect(item, twins)),
        Object::Dictionary(dict) => dict.iter_mut().for_each(|(_, value)| redirect(value, twins)),
        Object::Stream(stream) => stream.dict.iter_mut().for_each(|(_, value)| redirect(value, twins)),
        _ => {}
    }
}
