//! Pictures of records: a person's photograph, a company's logo and letterhead.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Which picture of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PictureKind {
    /// A person's photograph of 3.5 x 4.5 cm.
    Photo,
    /// A company's logo.
    Logo,
    /// The head of a company's letter paper.
    Letterhead,
}

/// Which part of a photograph is kept: a window of 35 to 45 over the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CropInput {
    /// Where the window lies from left to right, 0 to 100.
    pub across: u8,
    /// Where it lies from top to bottom, 0 to 100.
    pub down: u8,
    /// How much closer than the whole picture, 100 to 400 percent.
    pub zoom: u16,
}

impl Default for CropInput {
    fn default() -> Self {
        Self { across: 50, down: 50, zoom: 100 }
    }
}
