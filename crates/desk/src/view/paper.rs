//! Papers, as the window shows and takes them.

use super::{HistoryRow, Text};
use casework::PaperForm;
use serde::{Deserialize, Serialize};
use specta::Type;

/// The form of a paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PaperFormView {
    /// Copy or scan.
    #[default]
    Copy,
    /// Original.
    Original,
    /// Notarised copy.
    Notarised,
    /// Legalised.
    Legalised,
    /// Apostilled.
    Apostilled,
}

impl From<PaperForm> for PaperFormView {
    fn from(form: PaperForm) -> Self {
        match form {
            PaperForm::Copy => Self::Copy,
            PaperForm::Original => Self::Original,
            PaperForm::Notarised => Self::Notarised,
            PaperForm::Legalised => Self::Legalised,
            PaperForm::Apostilled => Self::Apostilled,
        }
    }
}

impl From<PaperFormView> for PaperForm {
    fn from(form: PaperFormView) -> Self {
        match form {
            PaperFormView::Copy => Self::Copy,
            PaperFormView::Original => Self::Original,
            PaperFormView::Notarised => Self::Notarised,
            PaperFormView::Legalised => Self::Legalised,
            PaperFormView::Apostilled => Self::Apostilled,
        }
    }
}

/// What a paper belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum OwnerKind {
    /// A company.
    #[default]
    Company,
    /// A person.
    Person,
    /// An application.
    Application,
}

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PaperView {
    /// Id.
    pub id: String,
    /// Version.
    pub version: u32,
    /// Document type of the rulebook.
    pub document: String,
    /// What the document is.
    pub document_title: Text,
    /// What it belongs to.
    pub owner: OwnerKind,
    /// Id of what it belongs to.
    pub owner_id: String,
    /// The application that it serves alone, if so.
    pub application: Option<String>,
    /// What the user calls it.
    pub title: String,
    /// Its form.
    pub form: PaperFormView,
    /// Day of issue.
    pub issued_on: Option<String>,
    /// Last day.
    pub expires_on: Option<String>,
    /// Language, ISO 639-1.
    pub language: String,
    /// Number of pages.
    pub pages: Option<u32>,
    /// Where the original is.
    pub original_kept: String,
    /// Who holds the original.
    pub original_holder: String,
    /// Last day on which it is kept, where the user set one.
    pub retain_until: Option<String>,
    /// Scans that the present one replaced, oldest first.
    pub earlier: Vec<EarlierScanView>,
    /// Whether there is a scan.
    pub has_file: bool,
    /// Media type of the scan.
    pub media_type: String,
    /// Size of the scan.
    pub size_bytes: u32,
}

/// A scan that was replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EarlierScanView {
    /// The day on which it was replaced.
    pub replaced_on: String,
    /// Number of pages.
    pub pages: Option<u32>,
}

/// The facts of a paper that the user edits after it was attached.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct PaperFactsInput {
    /// Id.
    pub id: String,
    /// Version that was edited.
    pub version: u32,
    /// Document type of the rulebook.
    pub document: String,
    /// What the user calls it.
    pub title: String,
    /// Its form.
    pub form: PaperFormView,
    /// Day of issue.
    pub issued_on: Option<String>,
    /// Last day.
    pub expires_on: Option<String>,
    /// Language.
    pub language: String,
    /// Where the original is.
    pub original_kept: String,
    /// Who holds the original.
    pub original_holder: String,
    /// Last day on which it is kept, where the user sets one.
    pub retain_until: Option<String>,
}

/// A type of document that a paper can be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DocumentTypeRow {
    /// Id in the rulebook.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// Whether it is asked of a company or of a person.
    pub owner: OwnerKind,
}

/// A paper with its history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PaperDetail {
    /// The paper.
    pub paper: PaperView,
    /// Name of what it belongs to, in the languages in which it is worded.
    pub owner_title: Text,
    /// History, newest first.
    pub history: Vec<HistoryRow>,
}

/// A paper to attach.
#[derive(Clone, Default, Serialize, Deserialize, Type)]
pub struct PaperInput {
    /// What it belongs to.
    pub owner: OwnerKind,
    /// Id of what it belongs to.
    pub owner_id: String,
    /// The application that it serves alone, if so.
    pub application: Option<String>,
    /// Document type of the rulebook.
    pub document: String,
    /// What the user calls it.
    pub title: String,
    /// Its form.
    pub form: PaperFormView,
    /// Day of issue.
    pub issued_on: Option<String>,
    /// Last day.
    pub expires_on: Option<String>,
    /// Language.
    pub language: String,
    /// Where the original is.
    pub original_kept: String,
    /// Who holds the original.
    pub original_holder: String,
    /// Last day on which it is kept, where the user sets one.
    pub retain_until: Option<String>,
    /// The scan, base64; none when only the original is noted.
    pub content: Option<String>,
}

/// A paper in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PaperRow {
    /// Id.
    pub id: String,
    /// What the user calls it.
    pub title: String,
    /// What the document is.
    pub document_title: Text,
    /// Name of what it belongs to, in the languages in which it is worded.
    pub owner_title: Text,
    /// Its form.
    pub form: PaperFormView,
    /// Day of issue.
    pub issued_on: Option<String>,
    /// Last day.
    pub expires_on: Option<String>,
    /// Whether there is a scan.
    pub has_file: bool,
}

/// One page, drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PreviewView {
    /// Which page, counted from 1.
    pub page: u32,
    /// Of how many.
    pub pages: u32,
    /// The picture, base64 PNG.
    pub png: String,
}
