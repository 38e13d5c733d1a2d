//! Casework: companies, people, papers and applications, and what is wrong or missing in them.
//!
//! Pure: no clock, no disk, no network, no randomness. Dates are Kazakhstan calendar days
//! (UTC+5) that the caller passes in; ids are made by the caller.
//!
//! Invariant: a record keeps what the user typed, also where it is wrong; what is wrong with it
//! is said by a finding, never by refusing to store it.

pub mod application;
pub mod company;
pub mod consent;
pub mod countries;
pub mod id;
pub mod identifiers;
pub mod letter_details;
pub mod mrz;
pub mod paper;
pub mod person;
pub mod readiness;
pub mod record;
pub mod retention;
mod sentence;
pub mod stay;
pub mod submission;
pub mod wording;

pub use application::{Application, ApplicationPerson, Entries, VisaDetails, WorkState};
pub use company::{Address, BankAccount, Company, Signatory};
pub use consent::{Consent, WITHDRAWAL_WORKING_DAYS};
pub use id::{
    ApplicationId, CompanyId, ConsentId, EngagementId, FamilyRelationId, PaperId, PersonId, RecordId,
    StayDocumentId, SubmissionId, TravelDocumentId,
};
pub use letter_details::{EndingGround, LetterDetails, ReliefKind};
pub use paper::{EarlierScan, FileRef, Paper, PaperForm, PaperOwner};
pub use person::{
    Engagement, EngagementKind, FamilyRelation, FamilyRelationKind, MaritalStatus, Person, Sex,
    TravelDocument,
};
pub use readiness::{CaseFile, Finding, FindingCode, PersonFile, Severity, Subject};
pub use record::{Elements, Kind, Link, LinkRole, Record};
pub use stay::{StayDocument, StayDocumentKind};
pub use submission::{PortalEvent, Submission};
pub use wording::Wording;
