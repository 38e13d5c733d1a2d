//! The file that is being put together: pages, bookmarks, attachments.

use lopdf::{Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::{PacketPart, copy, share, stamp};
use crate::error::PaperworkError;
use crate::record::Lang;

/// The file that is being put together.
pub(super) struct Binder {
    document: Document,
    pages_id: ObjectId,
    pages: Vec<ObjectId>,
    bookmarks: Vec<(String, ObjectId)>,
    attachments: Vec<(String, ObjectId)>,
}

impl Binder {
    pub(super) fn new() -> Self {
        let mut document = Document::with_version("1.7");
        let pages_id = document.new_object_id();
        Self { document, pages_id, pages: Vec::new(), bookmarks: Vec::new(), attachments: Vec::new() }
    }

    /// Returns the number of pages so far.
    pub(super) fn pages(&self) -> usize {
        self.pages.len()
    }

    /// Moves pages into the file without giving them a place in it yet.
    pub(super) fn take(&mut self, source: Option<Document>) -> Vec<ObjectId> {
        source.map_or_else(Vec::new, |source| copy::take_pages(&mut self.document, self.pages_id, source))
    }

    pub(super) fn add(&mut self, title: &str, source: Document) {
        let taken = self.take(Some(source));
        self.bookmarks.extend(taken.first().map(|first| (title.to_owned(), *first)));
        self.pages.extend(taken);
    }

    pub(super) fn add_page(&mut self, title: &str, page: Option<ObjectId>) {
        self.bookmarks.extend(page.map(|page| (title.to_owned(), page)));
        self.pages.extend(page);
    }

    /// Attaches a file unchanged, and puts a pin for it onto the last page.
    pub(super) fn attach(&mut self, name: &str, part: &PacketPart) {
        let file = Stream::new(
            dictionary! {
                "Type" => "EmbeddedFile",
                "Subtype" => Object::Name(b"application/pdf".to_vec()),
                "Params" => dictionary! { "Size" => i64::try_from(part.bytes.len()).unwrap_or(i64::MAX) },
            },
            part.bytes.clone(),
        )
        .with_compression(false);
        let file = self.document.add_object(file);
        let specification = self.document.add_object(dictionary! {
            "Type" => "Filespec",
            "F" => literal(name),
            "UF" => text(name),
            "Desc" => text(&part.title),
            "AFRelationship" => "Source",
            "EF" => dictionary! { "F" => file, "UF" => file },
        });
        self.attachments.push((name.to_owned(), specification));
        let pin = self.document.add_object(dictionary! {
            "Type" => "Annot",
            "Subtype" => "FileAttachment",
            "Rect" => [72, 720, 86, 740].map(Object::Integer).to_vec(),
            "Contents" => text(name),
            "Name" => "PushPin",
            "F" => 4,
            "FS" => specification,
        });
        if let Some(page) = self.pages.last()
            && let Ok(dict) = self.document.get_dictionary_mut(*page)
        {
            dict.set("Annots", vec![Object::Reference(pin)]);
        }
    }

    /// Puts one page of `stamps` over each page.
    pub(super) fn stamp(&mut self, stamps: Document) -> Result<(), PaperworkError> {
        let stamps = self.take(Some(stamps));
        stamp::put(&mut self.document, &self.pages, &stamps).map_err(|_| PaperworkError::Unreadable)
    }

    pub(super) fn finish(mut self, title: &str, lang: Lang) -> Result<Vec<u8>, PaperworkError> {
        let kids: Vec<Object> = self.pages.iter().copied().map(Object::Reference).collect();
        let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
        let tree = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
        self.document.objects.insert(self.pages_id, Object::Dictionary(tree));
        let mut catalog = dictionary! {
            "Type" => "Catalog",
            "Pages" => self.pages_id,
            "Lang" => literal(lang.code()),
            "PageMode" => "UseOutlines",
            "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        };
        if let Some(outlines) = self.outlines() {
            catalog.set("Outlines", outlines);
        }
        if !self.attachments.is_empty() {
            let files: Vec<Object> = self.attachments.iter().map(|(_, id)| Object::Reference(*id)).collect();
            let names =
                self.attachments.iter().flat_map(|(name, id)| [literal(name), Object::Reference(*id)]);
            let names: Vec<Object> = names.collect();
            catalog.set("AF", files);
            catalog.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
        }
        let catalog = self.document.add_object(catalog);
        let info = self.document.add_object(dictionary! {
            "Title" => text(title),
            "Creator" => text("Expat Desk"),
        });
        self.document.trailer.set("Root", catalog);
        self.document.trailer.set("Info", info);
        share::share_streams(&mut self.document);
        self.document.compress();
        let mut file = Vec::new();
        self.document.save_to(&mut file).map_err(|_| PaperworkError::Unreadable)?;
        Ok(file)
    }

    /// Writes a bookmark for each part, one after the other.
    fn outlines(&mut self) -> Option<ObjectId> {
        let root = self.document.new_object_id();
        let ids: Vec<ObjectId> = self.bookmarks.iter().map(|_| self.document.new_object_id()).collect();
        let (first, last) = (*ids.first()?, *ids.last()?);
        for (index, ((title, page), &id)) in self.bookmarks.iter().zip(&ids).enumerate() {
            let mut item = dictionary! {
                "Title" => text(title),
                "Parent" => root,
                "Dest" => vec![Object::Reference(*page), "Fit".into()],
            };
            if let Some(before) = index.checked_sub(1).and_then(|before| ids.get(before)) {
                item.set("Prev", *before);
            }
            if let Some(after) = ids.get(index + 1) {
                item.set("Next", *after);
            }
            self.document.objects.insert(id, Object::Dictionary(item));
        }
        let count = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        let tree = dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count };
        self.document.objects.insert(root, Object::Dictionary(tree));
        Some(root)
    }
}

fn literal(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}

/// A text in UTF-16, which every reader of PDFs understands.
fn text(text: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}
