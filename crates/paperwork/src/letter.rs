//! The documents that exist, each with its record and its template.

use serde::{Deserialize, Serialize};

use crate::error::PaperworkError;
use crate::record::{ConsentForm, FeeInvoice, ForeignEmployeeForm, InvitationLetter, Sheet};

/// One document to be typeset: its record says all that it prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Letter {
    /// Letter of invitation for visa issuance, table form.
    Invitation(InvitationLetter),
    /// Consent to the processing of personal data.
    Consent(ConsentForm),
    /// Foreign employee's form.
    ForeignEmployee(ForeignEmployeeForm),
    /// Invoice of the fees of an application.
    FeeInvoice(FeeInvoice),
}

/// The kinds of documents, without their records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// Letter of invitation for visa issuance, table form.
    Invitation,
    /// Consent to the processing of personal data.
    Consent,
    /// Foreign employee's form.
    ForeignEmployee,
    /// Invoice of the fees of an application.
    FeeInvoice,
}

impl LetterKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Invitation, Self::Consent, Self::ForeignEmployee, Self::FeeInvoice];

    /// Returns the name of the template, which also serves in file names: it says nothing of anybody.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Invitation => "invitation-letter",
            Self::Consent => "consent-form",
            Self::ForeignEmployee => "foreign-employee-form",
            Self::FeeInvoice => "fee-invoice",
        }
    }
}

impl Letter {
    /// Returns which document this is.
    #[must_use]
    pub fn kind(&self) -> LetterKind {
        match self {
            Self::Invitation(_) => LetterKind::Invitation,
            Self::Consent(_) => LetterKind::Consent,
            Self::ForeignEmployee(_) => LetterKind::ForeignEmployee,
            Self::FeeInvoice(_) => LetterKind::FeeInvoice,
        }
    }

    /// Returns how the document is made: language, copies, draft note, date of the file.
    #[must_use]
    pub fn sheet(&self) -> &Sheet {
        match self {
            Self::Invitation(record) => &record.sheet,
            Self::Consent(record) => &record.sheet,
            Self::ForeignEmployee(record) => &record.sheet,
            Self::FeeInvoice(record) => &record.sheet,
        }
    }

    /// Returns the record as the template sees it.
    pub(crate) fn record_json(&self) -> Result<serde_json::Value, PaperworkError> {
        let json = match self {
            Self::Invitation(record) => serde_json::to_value(record),
            Self::Consent(record) => serde_json::to_value(record),
            Self::ForeignEmployee(record) => serde_json::to_value(record),
            Self::FeeInvoice(record) => serde_json::to_value(record),
        };
        json.map_err(|error| PaperworkError::Record { reason: error.to_string() })
    }
}
