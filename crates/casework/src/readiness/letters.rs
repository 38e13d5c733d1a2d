//! Which documents of the checklist we write ourselves, and who signs them.

/// Who has to sign what we write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Signer {
    /// The host alone: print, sign, stamp.
    Host,
    /// The person too; until the signed scan is there, nothing may be filed.
    Person,
    /// The person too, but the form is signed at the visit at the latest.
    PersonAtVisit,
}

/// A document of the checklist that we write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Letter {
    /// The rulebook's document type.
    pub document: &'static str,
    /// Who signs it.
    pub signer: Signer,
}

const LETTERS: &[Letter] = &[
    letter("letter_of_invitation", Signer::Host),
    letter("visa_issuance_letter", Signer::Host),
    letter("business_visa_letter", Signer::Host),
    letter("visa_cancellation_letter", Signer::Host),
    letter("exit_visa_letter", Signer::Host),
    letter("trp_request_letter", Signer::Host),
    letter("waiver_application_form", Signer::Host),
    letter("termination_order", Signer::Host),
    letter("consent_form", Signer::Person),
    letter("foreign_employee_form", Signer::PersonAtVisit),
    letter("visa_application_form", Signer::PersonAtVisit),
    letter("residence_permit_form", Signer::PersonAtVisit),
];

const fn letter(document: &'static str, signer: Signer) -> Letter {
    Letter { document, signer }
}

/// Returns the letter for a document type, where we write it.
#[must_use]
pub fn letter_of(document: &str) -> Option<Letter> {
    LETTERS.iter().copied().find(|letter| letter.document == document)
}
