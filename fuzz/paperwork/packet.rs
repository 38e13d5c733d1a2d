//! What the crate `paperwork` does to a foreign PDF, without the typesetter that would come with the crate.

#[path = "../../crates/paperwork/src/packet/copy.rs"]
mod copy;
#[path = "../../crates/paperwork/src/packet/foreign.rs"]
mod foreign;
#[path = "../../crates/paperwork/src/packet/soundness.rs"]
mod soundness;

use lopdf::{Document, Object, dictionary};

/// How a part got into its packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartState {
    Attached,
    Encrypted,
    Broken,
    TooLarge,
}

/// Judges a file and moves its pages into a new one; none where the file's pages can't be taken.
pub fn moved(bytes: &[u8]) -> Option<(usize, Vec<u8>)> {
    let foreign::Opened::Pages(document) = foreign::open(bytes) else { return None };
    let mut target = Document::with_version("1.7");
    let pages = target.new_object_id();
    let taken = foreign_pages(&mut target, pages, *document);
    let catalog = target.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    target.trailer.set("Root", catalog);
    let mut file = Vec::new();
    target.save_to(&mut file).ok().map(|()| (taken, file))
}

fn foreign_pages(target: &mut Document, pages: lopdf::ObjectId, source: Document) -> usize {
    let taken = copy::take_pages(target, pages, source);
    let kids: Vec<Object> = taken.iter().copied().map(Object::Reference).collect();
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    let tree = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
    target.objects.insert(pages, Object::Dictionary(tree));
    taken.len()
}

/// Returns how many pages a file has that this program wrote.
pub fn pages_of_own(bytes: &[u8]) -> Option<usize> {
    foreign::own(bytes).map(|document| document.page_iter().count())
}
