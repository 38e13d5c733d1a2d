//! The world as a template sees it: our library, itself, the record, the fonts. Nothing else.
//!
//! Must not offer a file, a package, the network or the clock; there is no code here that could.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

/// What all documents share; built once.
pub(crate) struct Shelf {
    /// Typst's standard library.
    pub(crate) library: LazyHash<Library>,
    /// The index of the fonts.
    pub(crate) book: LazyHash<FontBook>,
    /// The fonts.
    pub(crate) fonts: Vec<Font>,
}

/// One document's world.
pub(crate) struct LetterWorld<'a> {
    /// What all documents share.
    pub(crate) shelf: &'a Shelf,
    /// The template.
    pub(crate) template: &'a Source,
    /// The common library that it imports.
    pub(crate) common: &'a [Source],
    /// The record, the computed values and the photograph, by their virtual files.
    pub(crate) data: Vec<(FileId, Bytes)>,
}

impl World for LetterWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shelf.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shelf.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        std::iter::once(self.template)
            .chain(self.common)
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.data
            .iter()
            .find(|(file, _)| *file == id)
            .map(|(_, bytes)| bytes.clone())
            .ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shelf.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
