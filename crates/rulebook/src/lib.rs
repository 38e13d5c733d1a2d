//! The rules of the Expat Centre's services, as dated and cited data.
//!
//! For any of the 17 services, any person and any date: which documents, which
//! fees, which window to file in, what happens next, and where it is written.
//! The data are TOML files that a lawyer can read and correct (`data/`); the
//! functions here only select, count and add.
//!
//! What it must not do: read a clock, a disk, a network or a locale. Every date
//! is a parameter and means a calendar day in Kazakhstan (UTC+5).
//!
//! Invariants: every fact carries a citation or a source; what the source does
//! not say is marked as inferred, with the reason; where the source is silent
//! the answer is a typed silence, never zero and never a guess.

pub mod audit;
mod calendar;
mod case;
mod checklist;
mod cite;
mod countries;
pub mod diff;
mod document;
mod edition;
mod error;
mod export;
mod fees;
mod ids;
mod load;
mod money;
mod page;
mod portal;
mod pricing;
mod render;
mod service;
mod tables;
mod text;
mod window;
mod wording;

pub use calendar::{CalendarDay, DayKind, WorkingCalendar};
pub use case::{Case, CasePerson, HostKind, ManagerReading, PersonRole, ValidityMonths};
pub use checklist::{Basis, Checklist, Expected, Requirement};
pub use cite::{Citation, Confidence, Source, SourceDocument, fingerprint, fold};
pub use countries::{Countries, Country, CountryGroup, Membership, TrpEligibility};
pub use document::{
    AppliesWhen, Condition, Document, DocumentType, Form, FormAlternative, FormExtra, Inference,
    InferredRule, MustShow, PassportCountedFrom, Scope, Validity, ValidityRule,
};
pub use edition::{DocumentName, Edition, EditionInfo, Office, PriceObservation, Rulebook};
pub use error::RulebookError;
pub use export::{Export, FeesExport, ServiceExport, StateFeeExport};
pub use fees::{Amount, FeeLine, FeeLineKind, FeeReason, Fees, Silence};
pub use ids::{ServiceId, VisaCategory};
pub use jiff::civil::Date;
pub use load::{LoadError, LoadReason};
pub use money::{MciUnits, TIYN_PER_TENGE};
pub use page::{PageItem, PageMark, PagePart, ServicePage};
pub use portal::{InvoiceRule, PortalRules, PortalService, RefundDates, RefundRule};
pub use service::{
    Entries, FeeTable, GroupRule, Hint, HintTopic, LikelyList, MonthBand, Note, PersonPlace, PriceRow,
    Process, ProcessStep, Service, StateFee, Statement, Step2, Step2Place, TimeExtension, TimeframeRule,
    WindowRule,
};
pub use tables::{Dated, DatedTable};
pub use text::{Language, Text};
pub use window::{Due, FilingState, FilingWindow, Timeframe};
