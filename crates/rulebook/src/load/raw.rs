//! The data files as they are written, before names are resolved and rules checked.
//!
//! Invariant: every key of a file has its field here and unknown keys are refused, so a
//! misspelt key can't be ignored. Names that point elsewhere keep their place in the file.

use crate::case::PersonRole;
use crate::cite::{Source, SourceDocument};
use crate::countries::CountryGroup;
use crate::document::{AppliesWhen, Condition, Form, InferredRule, MustShow, Scope, ValidityRule};
use crate::ids::{ServiceId, VisaCategory};
use crate::money::MciUnits;
use crate::service::{Entries, HintTopic, MonthBand, PersonPlace, Step2Place};
use crate::text::Text;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A name that is declared in another place.
pub(crate) type Name = Spanned<String>;

/// A citation without the headings, which follow from where it stands.
#[derive(Deserialize)]
#[serde(try_from = "RawCiteFields")]
pub(crate) struct RawCite {
    pub document: SourceDocument,
    pub lines: (u32, u32),
    pub sha256: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCiteFields {
    #[serde(default)]
    document: SourceDocument,
    lines: (u32, u32),
    sha256: String,
}

impl TryFrom<RawCiteFields> for RawCite {
    type Error = &'static str;

    fn try_from(fields: RawCiteFields) -> Result<Self, Self::Error> {
        let RawCiteFields { document, lines, sha256 } = fields;
        if lines.0 == 0 || lines.1 < lines.0 {
            return Err("cited lines count from 1, the first one before the last one");
        }
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if sha256.len() != 64 || !sha256.bytes().all(is_hex) {
            return Err("a fingerprint has 64 lower-case hexadecimal digits");
        }
        Ok(Self { document, lines, sha256 })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawEdition {
    pub id: String,
    pub from: Date,
    pub from_reason: Text,
    pub guidebook: String,
    pub portal_guide: String,
    pub audited: (u32, u32),
    pub left_out: Vec<String>,
    pub warning: Vec<RawStatement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawStatement {
    pub text: Text,
    pub cite: RawCite,
}

/// `documents.toml`: what each kind of document is called and how it is asked for.
#[derive(Deserialize)]
#[serde(transparent)]
pub(crate) struct RawDocumentNames {
    pub kinds: BTreeMap<String, RawDocumentName>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDocumentName {
    pub name: Text,
    pub text: Text,
}

/// `phrases.toml`: texts that several services share.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPhrases {
    pub steps: BTreeMap<String, Text>,
    pub notes: BTreeMap<String, Text>,
    pub reasons: BTreeMap<String, Text>,
    pub hints: BTreeMap<String, RawHint>,
    pub sources: BTreeMap<String, Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawHint {
    pub topic: HintTopic,
    pub text: Text,
    pub source: Name,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawContact {
    pub office: Vec<RawOffice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawOffice {
    pub id: String,
    pub city: Text,
    pub address: String,
    pub email: String,
    pub phones: Vec<String>,
    pub opens: String,
    pub closes: String,
    pub lunch: (String, String),
    pub weekdays_assumed: Text,
    pub cite: RawCite,
}

/// `portal.toml`: what the portal's user guide adds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPortal {
    pub invoice: RawInvoice,
    pub refund: RawRefund,
    pub note: Vec<RawNote>,
    pub service: Vec<RawPortalService>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawInvoice {
    pub valid_calendar_days: u32,
    pub text: Text,
    pub cite: RawCite,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRefund {
    pub working_days: u32,
    pub text: Text,
    pub doubt: Text,
    pub cite: RawCite,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPortalService {
    pub id: ServiceId,
    pub name: String,
    pub categories: Vec<VisaCategory>,
    pub cite: RawCite,
}

/// One section of the guidebook.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSection {
    pub section: String,
    pub page: u16,
    pub cite: RawCite,
    pub service: Vec<RawService>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawService {
    pub id: Spanned<ServiceId>,
    pub printed_title: String,
    pub cite: RawCite,
    pub title: Text,
    pub purpose: RawStatement,
    pub for_whom: Vec<PersonRole>,
    #[serde(default)]
    pub categories: Vec<VisaCategory>,
    #[serde(default)]
    pub inferred_categories: Vec<VisaCategory>,
    pub entries: Option<Entries>,
    pub place: PersonPlace,
    #[serde(default)]
    pub eligibility: Vec<RawGroupRule>,
    #[serde(default)]
    pub process: Vec<RawStep>,
    pub process_not_described: Option<Name>,
    #[serde(default)]
    pub documents: Vec<RawDocument>,
    pub likely: Option<RawLikely>,
    pub fees: Option<RawFees>,
    pub timeframe: Option<RawTimeframe>,
    pub step2: Option<RawStep2>,
    pub filing_window: Option<RawWindow>,
    #[serde(default)]
    pub notes: Vec<RawNote>,
    pub outcome: RawStatement,
    #[serde(default)]
    pub hints: Vec<Name>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawGroupRule {
    pub group: CountryGroup,
    pub stay_over_days: u32,
    pub text: Text,
    pub cite: RawCite,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawStep {
    pub step: Name,
    pub cite: RawCite,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawNote {
    pub note: Name,
    pub cite: RawCite,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawLikely {
    pub service: ServiceId,
    pub reason: Name,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDocument {
    #[serde(rename = "type")]
    pub kind: Name,
    /// Replaces the text of `documents.toml` where this service asks for it differently.
    pub text: Option<Text>,
    pub scope: Scope,
    #[serde(default)]
    pub form: Form,
    pub condition: Condition,
    pub applies_when: Option<AppliesWhen>,
    #[serde(default)]
    pub validity: Vec<ValidityRule>,
    #[serde(default)]
    pub must_show: Vec<MustShow>,
    #[serde(default)]
    pub accepts: Vec<VisaCategory>,
    #[serde(default)]
    pub inferred: Vec<RawInference>,
    #[serde(default)]
    pub inferred_validity: Vec<RawInferredValidity>,
    #[serde(default)]
    pub hints: Vec<Name>,
    pub cite: RawCite,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawInference {
    #[serde(rename = "is")]
    pub rule: InferredRule,
    pub reason: Name,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawInferredValidity {
    #[serde(rename = "is")]
    pub rule: ValidityRule,
    pub reason: Name,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawFees {
    pub label: Text,
    pub currency_printed: bool,
    pub service: Vec<RawPrice>,
    pub personal_manager: Option<RawPrice>,
    pub state: Spanned<RawState>,
    pub cite: RawCite,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPrice {
    pub label: Text,
    pub tenge: u32,
    pub months: Option<Spanned<MonthBand>>,
    #[serde(default)]
    pub roles: Vec<PersonRole>,
    pub cite: RawCite,
}

/// Flat instead of a tagged enum, so that a wrong name in it keeps its line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawState {
    pub stated: StatedFee,
    pub units: Option<MciUnits>,
    pub reason: Option<Name>,
    pub cite: Option<RawCite>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StatedFee {
    Mci,
    Dash,
    NoStateBody,
    NotStated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawTimeframe {
    pub business_days: u32,
    pub cite: RawCite,
    pub extension: Option<RawExtension>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawExtension {
    pub calendar_days: u32,
    pub cite: RawCite,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawStep2 {
    pub places: Vec<Step2Place>,
    pub cite: RawCite,
    pub documents: Vec<RawDocument>,
    pub contact: RawStatement,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawWindow {
    pub earliest_working_days: u32,
    pub latest_working_days: u32,
    pub cite: RawCite,
}
