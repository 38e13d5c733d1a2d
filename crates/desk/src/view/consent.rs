//! Consents to the processing of personal data, as the window shows and takes them.

use super::Text;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Where a consent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ConsentState {
    /// Noted, not signed yet.
    Unsigned,
    /// In force.
    InForce,
    /// Its term is over.
    Expired,
    /// Withdrawn; processing has to stop.
    Withdrawn,
    /// Withdrawn, and processing has stopped.
    Stopped,
}

/// The fields of a consent that the user edits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ConsentInput {
    /// Id; none for a new one.
    pub id: Option<String>,
    /// Version that was edited; none for a new one.
    pub version: Option<u32>,
    /// Person who agreed.
    pub person: String,
    /// Company to which it was given.
    pub operator: String,
    /// Which text was signed.
    pub text_version: String,
    /// SHA-256 of the form that was made; empty for another form.
    pub text_sha256: String,
    /// Which data.
    pub scope: String,
    /// To whom they may be given, one a line.
    pub recipients: String,
    /// Whether they may leave the country.
    pub cross_border: bool,
    /// Day of signature.
    pub given_on: Option<String>,
    /// Last day; none is until the purposes are reached.
    pub valid_until: Option<String>,
    /// Id of the paper with the signed form.
    pub paper: Option<String>,
    /// Note.
    pub note: String,
}

/// A consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ConsentView {
    /// Id.
    pub id: String,
    /// The fields.
    pub fields: ConsentInput,
    /// Name of the operator, in the languages in which it is worded.
    pub operator_title: Text,
    /// Where it stands.
    pub state: ConsentState,
    /// Where it stands, in words.
    pub state_text: Text,
    /// Whether its scan is there to be looked at.
    pub has_scan: bool,
    /// Day of withdrawal.
    pub withdrawn_on: Option<String>,
    /// Last day for stopping the processing, while it hasn't stopped.
    pub stop_by: Option<String>,
    /// Day on which processing had stopped.
    pub stopped_on: Option<String>,
}
