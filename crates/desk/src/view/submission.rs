//! Submissions and the outbox.

use super::Text;
use serde::{Deserialize, Serialize};
use specta::Type;

/// How far the delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Waits for the network or its turn.
    Queued,
    /// On its way.
    Sending,
    /// The portal has it and gave a receipt.
    Delivered,
    /// The portal refused it; a person has to look.
    Refused,
}

/// A frozen packet and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SubmissionView {
    /// Id.
    pub id: String,
    /// How far the delivery is.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried next.
    pub next_attempt_at: Option<String>,
    /// Why it isn't there yet.
    pub last_problem: Option<Text>,
    /// The portal's number.
    pub portal_number: Option<String>,
    /// Portal status.
    pub portal_status: Option<String>,
    /// Payment status.
    pub payment_status: Option<String>,
    /// When the portal received it.
    pub received_at: Option<String>,
    /// SHA-256 of the frozen packet.
    pub packet_sha256: String,
    /// When it was frozen.
    pub frozen_at: String,
    /// How many documents it holds.
    pub documents: u32,
}

/// A submission in the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OutboxRow {
    /// Id.
    pub id: String,
    /// Application id.
    pub application: String,
    /// Number of the application.
    pub application_number: String,
    /// Name of the host, in the languages in which it is worded.
    pub company: Text,
    /// The submission.
    pub submission: SubmissionView,
}

/// The portal's public offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PublicOfferView {
    /// Version.
    pub version: String,
    /// SHA-256 of the text.
    pub sha256: String,
    /// The text.
    pub text: String,
}

/// The offer that was read and accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OfferAcceptance {
    /// Version.
    pub version: String,
    /// SHA-256 of the text.
    pub sha256: String,
}

/// What a run of sync did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SyncReport {
    /// Submissions that arrived.
    pub delivered: u32,
    /// Messages of the portal that were new.
    pub events: u32,
    /// Why it stopped.
    pub problem: Option<Text>,
}
