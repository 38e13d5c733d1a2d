//! From a record to a PDF, or to the tree that a word processor's file is written from.
//!
//! The engine (fonts, library, parsed templates) is built once and shared between threads. Invariant:
//! the same record gives the same bytes; date and identity of the file come from the record.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value as Json, json};
use typst::diag::Warned;
use typst::foundations::{Bytes, Datetime, Dict, Output, Smart, Str, Value};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::FontBook;
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt};
use typst_html::HtmlDocument;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::computed::compute;
use crate::docx;
use crate::error::PaperworkError;
use crate::fonts::faces;
use crate::letter::{Letter, LetterKind, PicturePlace};
use crate::picture;
use crate::record::Lang;
use crate::samples::samples;
use crate::template_error::{lost_in_word, template_error};
use crate::text_check::compose_and_check;
use crate::world::{LetterWorld, Shelf};

/// The common library that every template imports as `lib.typ`, and the words that it uses.
const LIBRARY: [(&str, &str); 3] = [
    ("lib.typ", include_str!("../templates/lib.typ")),
    ("terms.typ", include_str!("../templates/terms.typ")),
    ("word.typ", include_str!("../templates/word.typ")),
];

/// No letter of this trade is longer; a template that runs away is stopped here.
const PAGES_MAX: usize = 100;

/// After how many documents typst's memory of past results is looked through. Looking through costs as
/// much as a tenth of a document, keeping for longer costs memory.
const LOOK_EVERY: usize = 4;
/// How many such looks a result survives unused: the next document of the same template still finds
/// the evaluated library, and memory stays flat.
const LOOKS_MAX: usize = 1;

static MADE: AtomicUsize = AtomicUsize::new(0);

/// Lets go of everything that earlier documents left for later ones: it holds what they said.
pub fn forget() {
    comemo::evict(0);
}

/// Lets go of what documents left that were made a while ago.
fn forget_older() {
    if MADE.fetch_add(1, Ordering::Relaxed) % LOOK_EVERY == LOOK_EVERY - 1 {
        comemo::evict(LOOKS_MAX);
    }
}

/// A finished document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The PDF: tagged (PDF/UA-1), archivable (PDF/A-2b), fonts embedded.
    pub pdf: Vec<u8>,
    /// Number of pages, over all copies.
    pub pages: usize,
    /// Title of the document in its language.
    pub title: String,
}

/// Typesets a document with the engine that the process shares.
///
/// # Errors
/// See [`Typesetter::typeset`].
pub fn typeset(letter: &Letter) -> Result<Document, PaperworkError> {
    Typesetter::shared().typeset(letter)
}

/// Writes a document for Word and LibreOffice (.docx) with the engine that the process shares.
///
/// # Errors
/// See [`Typesetter::word`].
pub fn word(letter: &Letter) -> Result<Vec<u8>, PaperworkError> {
    Typesetter::shared().word(letter)
}

/// The typesetting engine: fonts, library and parsed templates.
pub struct Typesetter {
    shelf: Shelf,
    /// The same fonts with a library that takes each copy for a single page.
    lone_shelf: Shelf,
    /// The same fonts with a library that makes a tree instead of pages.
    word_shelf: Shelf,
    common: [Source; 3],
    /// In the order of [`LetterKind::ALL`], which is the order of the variants.
    templates: Vec<Source>,
    record_file: FileId,
    computed_file: FileId,
    /// In the order of [`PicturePlace::ALL`].
    picture_files: [FileId; 3],
    standards: PdfStandards,
}

static SHARED: LazyLock<Typesetter> = LazyLock::new(Typesetter::new);

impl Typesetter {
    /// Returns the engine that the process shares, made at its first use.
    #[must_use]
    pub fn shared() -> &'static Self {
        &SHARED
    }

    fn new() -> Self {
        let fonts = faces();
        let shelf = |library: Library| Shelf {
            library: LazyHash::new(library),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts: fonts.clone(),
        };
        let output = |name: &str| Dict::from_iter([(Str::from("output"), Value::Str(name.into()))]);
        let lone_library = Library::builder().with_inputs(output("lone-page")).build();
        let word_library = Library::builder()
            .with_inputs(output("word"))
            .with_features([Feature::Html].into_iter().collect())
            .build();
        let templates = LetterKind::ALL
            .iter()
            .map(|kind| {
                let file = virtual_file(&format!("{}.typ", kind.slug()));
                Source::new(file, kind.template().to_owned())
            })
            .collect();
        Self {
            shelf: shelf(Library::default()),
            lone_shelf: shelf(lone_library),
            word_shelf: shelf(word_library),
            common: LIBRARY.map(|(name, text)| Source::new(virtual_file(name), text.to_owned())),
            templates,
            record_file: virtual_file("record.json"),
            computed_file: virtual_file("computed.json"),
            picture_files: PicturePlace::ALL.map(|place| virtual_file(place.file())),
            standards: standards(),
        }
    }

    /// Typesets a document with the template that comes with the program.
    ///
    /// # Errors
    /// The record has nothing to print, holds a character without a glyph, or amounts beyond
    /// counting; or the template fails.
    pub fn typeset(&self, letter: &Letter) -> Result<Document, PaperworkError> {
        self.typeset_by(letter, self.builtin(letter.kind()))
    }

    /// Typesets a document with a firm's own template.
    ///
    /// # Errors
    /// As [`Self::typeset`]; a wrong template is named with line, field and a hint.
    pub fn typeset_with(&self, letter: &Letter, template: &str) -> Result<Document, PaperworkError> {
        let source = Source::new(self.builtin(letter.kind()).id(), template.to_owned());
        self.typeset_by(letter, &source)
    }

    /// Writes a document for Word and LibreOffice with the template that comes with the program.
    ///
    /// # Errors
    /// As [`Self::typeset`].
    pub fn word(&self, letter: &Letter) -> Result<Vec<u8>, PaperworkError> {
        self.word_by(letter, self.builtin(letter.kind()))
    }

    /// Writes a document for Word and LibreOffice with a firm's own template.
    ///
    /// # Errors
    /// As [`Self::typeset_with`].
    pub fn word_with(&self, letter: &Letter, template: &str) -> Result<Vec<u8>, PaperworkError> {
        self.word_by(letter, &Source::new(self.builtin(letter.kind()).id(), template.to_owned()))
    }

    /// Tries a firm's own template on every sample of the document in every language.
    ///
    /// # Errors
    /// The first failure, as in [`Self::typeset_with`].
    pub fn check_template(&self, kind: LetterKind, template: &str) -> Result<(), PaperworkError> {
        let source = Source::new(self.builtin(kind).id(), template.to_owned());
        for lang in Lang::ALL {
            for (_, letter) in samples(kind, lang) {
                self.typeset_by(&letter, &source)?;
                self.word_by(&letter, &source)?;
            }
        }
        Ok(())
    }

    fn builtin(&self, kind: LetterKind) -> &Source {
        &self.templates[kind as usize]
    }

    fn typeset_by(&self, letter: &Letter, template: &Source) -> Result<Document, PaperworkError> {
        self.in_world(&self.shelf, letter, template, |world, record| {
            let document = match self.lone_pages(world, letter, record) {
                Some(document) => document,
                None => compile(world, record)?,
            };
            self.export(&document, world, letter, record)
        })
    }

    /// Lays out copies that may be single pages as such, which is quicker, or returns none where they
    /// aren't: whatever went wrong goes wrong again in the usual run, or doesn't matter there.
    fn lone_pages(&self, world: &LetterWorld<'_>, letter: &Letter, record: &Json) -> Option<PagedDocument> {
        let world = LetterWorld { shelf: &self.lone_shelf, data: world.data.clone(), ..*world };
        let copies = usize::from(letter.sheet().copies.max(1));
        compile(&world, record).ok().filter(|document: &PagedDocument| document.pages().len() == copies)
    }

    /// Writes what is laid out as a PDF.
    fn export(
        &self,
        document: &PagedDocument,
        world: &LetterWorld<'_>,
        letter: &Letter,
        record: &Json,
    ) -> Result<Document, PaperworkError> {
        let pages = document.pages().len();
        if pages > PAGES_MAX {
            return Err(PaperworkError::TooManyPages { pages, max: PAGES_MAX });
        }
        let options = PdfOptions {
            // Hashed by the writer; the identifier in the file doesn't give the record away.
            ident: Smart::Custom(format!("{}\n{record}", letter.kind().slug())),
            creator: Smart::Custom(Some("Expat Desk".to_owned())),
            timestamp: midnight(letter.sheet().made_on).map(Timestamp::new_utc),
            page_ranges: None,
            standards: self.standards.clone(),
            tagged: true,
            pretty: false,
        };
        let pdf =
            typst_pdf::pdf(document, &options).map_err(|errors| template_error(world, &errors, record))?;
        let title = typst::model::Document::info(document).title.as_ref();
        Ok(Document { pdf, pages, title: title.map(ToString::to_string).unwrap_or_default() })
    }

    fn word_by(&self, letter: &Letter, template: &Source) -> Result<Vec<u8>, PaperworkError> {
        docx::write(&self.tree_by(letter, template)?, letter)
    }

    /// Returns what the bundled template says as a tree instead of pages.
    pub(crate) fn tree(&self, letter: &Letter) -> Result<HtmlDocument, PaperworkError> {
        self.tree_by(letter, self.builtin(letter.kind()))
    }

    fn tree_by(&self, letter: &Letter, template: &Source) -> Result<HtmlDocument, PaperworkError> {
        self.in_world(&self.word_shelf, letter, template, compile)
    }

    /// Typesets one of the program's own loose pages (stamps, placeholders of a packet): neither
    /// tagged nor archivable, since they become parts of a larger file.
    pub(crate) fn loose_pages(
        &self,
        template: &'static str,
        data: &mut Json,
    ) -> Result<Vec<u8>, PaperworkError> {
        let template = Source::new(virtual_file("pages.typ"), template.to_owned());
        compose_and_check(data, &self.shelf.fonts)?;
        let files = vec![(self.record_file, Bytes::from_string(data.to_string()))];
        let world =
            LetterWorld { shelf: &self.shelf, template: &template, common: &self.common, data: files };
        let made = compile::<PagedDocument>(&world, data).and_then(|document| {
            let options = PdfOptions { tagged: false, timestamp: None, ..PdfOptions::default() };
            typst_pdf::pdf(&document, &options).map_err(|errors| template_error(&world, &errors, data))
        });
        forget_older();
        made
    }

    /// Checks the record, lays it out as the template's files, and forgets what typst remembered.
    fn in_world<T>(
        &self,
        shelf: &Shelf,
        letter: &Letter,
        template: &Source,
        make: impl FnOnce(&LetterWorld<'_>, &Json) -> Result<T, PaperworkError>,
    ) -> Result<T, PaperworkError> {
        let computed = compute(letter)?;
        let mut record = letter.record_json()?;
        let mut data = Vec::with_capacity(4);
        for (place, picture) in letter.pictures() {
            let (width, height) = picture::check(&picture.bytes)?;
            // The template needs to know its shape; the bytes are a file of their own.
            if let Some(said) = record.pointer_mut(place.pointer()) {
                *said = json!({ "width": width, "height": height });
            }
            data.push((self.picture_files[place as usize], Bytes::new(picture.bytes.clone())));
        }
        compose_and_check(&mut record, &shelf.fonts)?;
        data.push((self.record_file, Bytes::from_string(record.to_string())));
        data.push((self.computed_file, Bytes::from_string(computed.to_string())));
        let world = LetterWorld { shelf, template, common: &self.common, data };
        let made = make(&world, &record);
        forget_older();
        made
    }
}
fn compile<D: Output>(world: &LetterWorld<'_>, record: &Json) -> Result<D, PaperworkError> {
    let Warned { output, warnings } = typst::compile::<D>(world);
    let made = output.map_err(|errors| template_error(world, &errors, record))?;
    // Typst only warns when a tree has no place for something; here that would be a text that disappears.
    let lost: Vec<_> = warnings.into_iter().filter(|warning| warning.message.ends_with(IGNORED)).collect();
    if lost.is_empty() { Ok(made) } else { Err(lost_in_word(world, &lost)) }
}

/// How typst says that something is missing from a tree.
const IGNORED: &str = "was ignored during HTML export";

fn midnight(date: jiff::civil::Date) -> Option<Datetime> {
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    Datetime::from_ymd_hms(i32::from(date.year()), month, day, 0, 0, 0)
}

#[expect(clippy::expect_used, reason = "constant names; the crate's tests typeset with each of them")]
fn virtual_file(name: &str) -> FileId {
    let path = VirtualPath::new(format!("/{name}")).expect("a plain file name");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

#[expect(clippy::expect_used, reason = "a constant pair; the crate's tests typeset with it")]
fn standards() -> PdfStandards {
    PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2b]).expect("UA-1 and A-2b go together")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::{Json, LetterWorld, Typesetter, compile, samples};
    use crate::letter::LetterKind;
    use crate::record::Lang;

    #[test]
    fn copies_of_one_page_are_the_same_file_by_either_run() {
        let typesetter = Typesetter::shared();
        let mut lone = 0;
        for kind in LetterKind::ALL {
            for lang in Lang::ALL {
                for (name, letter) in samples(*kind, lang) {
                    let quick = |world: &LetterWorld<'_>, record: &Json| match typesetter
                        .lone_pages(world, &letter, record)
                    {
                        Some(document) => typesetter.export(&document, world, &letter, record).map(Some),
                        None => Ok(None),
                    };
                    let usual = |world: &LetterWorld<'_>, record: &Json| {
                        typesetter.export(&compile(world, record)?, world, &letter, record)
                    };
                    let (shelf, template) = (&typesetter.shelf, typesetter.builtin(*kind));
                    let quick = typesetter.in_world(shelf, &letter, template, quick).unwrap();
                    let Some(quick) = quick else { continue };
                    let usual = typesetter.in_world(shelf, &letter, template, usual).unwrap();
                    assert!(quick == usual, "{} {lang:?} {name}", kind.slug());
                    lone += 1;
                }
            }
        }
        assert!(lone > 60, "{lone} of the samples are single pages");
    }
}
