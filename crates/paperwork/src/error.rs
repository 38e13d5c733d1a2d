//! What can go wrong between a record and its file.
//!
//! Must not carry a person's data: fields are named by their path, values are never quoted, so that
//! every message may be logged. A template's own message is the template author's text.

/// Why a document could not be made or shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperworkError {
    /// A value holds a character that no bundled font can draw.
    #[error("field `{field}` holds {character:?} (U+{:04X}), which the bundled fonts can't draw", *.character as u32)]
    MissingGlyph {
        /// Path of the field in the record, for example `persons[0].name.surname_latin`.
        field: String,
        /// The character.
        character: char,
    },
    /// A record has nothing to print a document about.
    #[error("field `{field}` must have at least one entry")]
    Empty {
        /// The empty list.
        field: &'static str,
    },
    /// An amount or a total is beyond what can be counted in tiyn.
    #[error("the amounts under `{field}` are too large to add up")]
    AmountTooLarge {
        /// The list of lines.
        field: &'static str,
    },
    /// A template refused the record or is wrong itself.
    #[error("template `{template}`, line {}: {message}", .line.map_or_else(|| "?".to_owned(), |line| line.to_string()))]
    Template {
        /// File name of the template.
        template: String,
        /// Line, counted from 1, where it is known.
        line: Option<usize>,
        /// What typst says.
        message: String,
        /// The record's field that the template asked for in vain.
        field: Option<String>,
        /// What to do about it, such as the nearest name that exists.
        hint: Option<String>,
    },
    /// A document came out longer than any real one.
    #[error("the document has {pages} pages, more than {max}")]
    TooManyPages {
        /// Pages made.
        pages: usize,
        /// Pages allowed.
        max: usize,
    },
    /// The record could not be handed to the template.
    #[error("the record could not be written as JSON: {reason}")]
    Record {
        /// The serializer's reason.
        reason: String,
    },
    /// The bytes are not a PDF that can be read.
    #[error("the file can't be read as PDF")]
    Unreadable,
    /// The page asked for does not exist.
    #[error("there is no page {page}: the document has {pages}")]
    NoSuchPage {
        /// Page asked for, counted from 0.
        page: usize,
        /// Pages of the document.
        pages: usize,
    },
    /// A picture is empty or too large to draw.
    #[error("a picture of {width} x {height} pixels can't be drawn")]
    PictureSize {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// A photograph is not PNG or JPEG.
    #[error("the photograph is not a PNG or JPEG file")]
    PhotoUnreadable,
    /// A photograph's file is larger than a form needs.
    #[error("the photograph has {bytes} bytes, more than {max}")]
    PhotoTooLarge {
        /// Bytes of the file.
        bytes: usize,
        /// Bytes allowed.
        max: usize,
    },
    /// The picture could not be written as PNG.
    #[error("the page could not be written as PNG")]
    Png,
}
