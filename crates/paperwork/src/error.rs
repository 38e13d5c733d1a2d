//! What can go wrong between a record and its file.
//!
//! Must not carry a person's data: fields are named by their path, values are never quoted, so that
//! every message may be logged. A template's own message is the template author's text.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Why a document could not be made or shown. It crosses between processes (see [`crate::guarded`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
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
        field: Cow<'static, str>,
    },
    /// An amount or a total is beyond what can be counted in tiyn.
    #[error("the amounts under `{field}` are too large to add up")]
    AmountTooLarge {
        /// The list of lines.
        field: Cow<'static, str>,
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
        /// The name in the record that is most like it.
        nearest: Option<String>,
        /// What typst advises.
        hint: Option<String>,
    },
    /// A template shows something that a file for a word processor has no place for.
    #[error("template `{template}`, line {}: lost in a word processor: {message}", .line.map_or_else(|| "?".to_owned(), |line| line.to_string()))]
    LostInWord {
        /// File name of the template.
        template: String,
        /// Line, counted from 1, where it is known.
        line: Option<usize>,
        /// What typst says.
        message: String,
    },
    /// A document came out longer than any real one.
    #[error("the document has {pages} pages, more than {max}")]
    TooManyPages {
        /// Pages made.
        pages: usize,
        /// Pages allowed.
        max: usize,
    },
    /// A firm's template was stopped: it never ended, or wanted more memory than a letter needs.
    #[error("the template was stopped: it needs more {limit} than any letter")]
    TemplateStopped {
        /// What ran out.
        limit: Limit,
    },
    /// A PDF was put aside: drawing or reading it takes too long, or wants more memory than a page is given.
    #[error("the page was stopped: it needs more {limit} than a page is given")]
    PageStopped {
        /// What ran out.
        limit: Limit,
    },
    /// The process for what may run away could not be started or gave no answer.
    #[error("the bounded process gave no answer")]
    NoAnswer,
    /// Whoever asked for it wants it no more.
    #[error("cancelled")]
    Cancelled,
    /// A packet has more parts or bytes than can be put together.
    #[error("a packet of {parts} parts and {bytes} bytes is too large")]
    PacketTooLarge {
        /// Parts.
        parts: usize,
        /// Bytes of all parts.
        bytes: usize,
    },
    /// The program failed over a document; the others of a batch are not affected.
    #[error("the document could not be made because of a fault in the program")]
    Fault,
    /// The table could not be written as .xlsx.
    #[error("the table could not be written as .xlsx")]
    Table,
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
    /// The document could not be written for a word processor.
    #[error("the document could not be written as .docx")]
    Docx,
    /// The page could not be drawn, or its picture not be written as PNG.
    #[error("the page could not be drawn as PNG")]
    Png,
}

/// What a runaway template or page uses up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Seconds.
    Time,
    /// Bytes.
    Memory,
}

impl std::fmt::Display for Limit {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Time => "time",
            Self::Memory => "memory",
        })
    }
}
