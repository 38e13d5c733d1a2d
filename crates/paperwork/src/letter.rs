//! The documents that exist, each with its record, its name and its template.

use serde::{Deserialize, Serialize};

use crate::error::PaperworkError;
use crate::record::{
    ArrivalSheet, CancellationLetter, Checklist, ConsentForm, CoverSheet, FeeInvoice, FeeSheet,
    ForeignEmployeeForm, InvitationLetter, Photo, PortalInvoice, PowerOfAttorney, RefundLetter,
    ResidencePermitForm, ResidenceRequestLetter, Sheet, StepTwoSheet, TerminationOrder, VisaApplicationForm,
    VisaRequestLetter, WaiverApplication,
};

/// Declares each document once: variant, record, and the name of template and files.
macro_rules! documents {
    ($($(#[$doc:meta])* $kind:ident($record:ty) = $slug:literal;)+) => {
        /// One document to be typeset: its record says all that it prints.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind", rename_all = "snake_case")]
        pub enum Letter {
            $($(#[$doc])* $kind($record),)+
        }

        /// The kinds of documents, without their records.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum LetterKind {
            $($(#[$doc])* $kind,)+
        }

        impl LetterKind {
            /// All kinds, in the order of the variants.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// Returns the name that template and files go by; it says nothing of anybody.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self {
                    $(Self::$kind => $slug,)+
                }
            }

            /// Returns the text of the template that comes with the program.
            #[must_use]
            pub fn template(self) -> &'static str {
                match self {
                    $(Self::$kind => include_str!(concat!("../templates/", $slug, ".typ")),)+
                }
            }
        }

        impl Letter {
            /// Returns which document this is.
            #[must_use]
            pub fn kind(&self) -> LetterKind {
                match self {
                    $(Self::$kind(_) => LetterKind::$kind,)+
                }
            }

            /// Returns how the document is made: language, copies, draft note, date of the file.
            #[must_use]
            pub fn sheet(&self) -> &Sheet {
                match self {
                    $(Self::$kind(record) => &record.sheet,)+
                }
            }

            /// Returns the record as the template sees it.
            pub(crate) fn record_json(&self) -> Result<serde_json::Value, PaperworkError> {
                match self {
                    $(Self::$kind(record) => serde_json::to_value(record),)+
                }
                .map_err(|error| PaperworkError::Record { reason: error.to_string() })
            }
        }
    };
}

documents! {
    /// Letter of invitation for visa issuance, table form.
    Invitation(InvitationLetter) = "invitation-letter";
    /// Consent to the processing of personal data.
    Consent(ConsentForm) = "consent-form";
    /// Foreign employee's form.
    ForeignEmployee(ForeignEmployeeForm) = "foreign-employee-form";
    /// Invoice of the fees of an application.
    FeeInvoice(FeeInvoice) = "fee-invoice";
    /// Host's letter asking for an employment or business visa inside Kazakhstan.
    VisaRequest(VisaRequestLetter) = "visa-request-letter";
    /// Host's letter asking to cancel visas, with or without an exit visa.
    Cancellation(CancellationLetter) = "cancellation-letter";
    /// Host's letter asking for a temporary residence permit.
    ResidenceRequest(ResidenceRequestLetter) = "residence-request-letter";
    /// Power of attorney for the company's representative.
    PowerOfAttorney(PowerOfAttorney) = "power-of-attorney";
    /// Order that ends an employment contract.
    TerminationOrder(TerminationOrder) = "termination-order";
    /// Letter asking for the return of a fee.
    Refund(RefundLetter) = "refund-letter";
    /// Data sheet for the notification of arrival.
    Arrival(ArrivalSheet) = "arrival-sheet";
    /// Step 2 sheet for the invited person.
    StepTwo(StepTwoSheet) = "step-two-sheet";
    /// Checklist of an application's papers.
    Checklist(Checklist) = "checklist";
    /// Cover sheet of a packet.
    Cover(CoverSheet) = "cover-sheet";
    /// Fees of an application with their sources.
    FeeSheet(FeeSheet) = "fee-sheet";
    /// Copy of the portal's invoice.
    PortalInvoice(PortalInvoice) = "portal-invoice";
    /// Visa application form.
    VisaApplication(VisaApplicationForm) = "visa-application-form";
    /// Application form for the residence permit.
    ResidencePermit(ResidencePermitForm) = "residence-permit-form";
    /// Application for a waiver or modification of the qualification requirements.
    Waiver(WaiverApplication) = "waiver-application";
}

impl Letter {
    /// Returns the photograph that the document shows.
    pub(crate) fn photo(&self) -> Option<&Photo> {
        match self {
            Self::VisaApplication(record) => record.photo.as_ref(),
            Self::ResidencePermit(record) => record.photo.as_ref(),
            _ => None,
        }
    }
}
