//! Submissions: a packet frozen and sent, the portal's receipt, and what the portal said since.

use crate::id::{ApplicationId, SubmissionId};
use crate::record::{Kind, Link, LinkRole, Record, terms};
use serde::{Deserialize, Serialize};

/// One message of the portal about a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalEvent {
    /// The portal's sequence number; an event is taken once.
    pub sequence: u64,
    /// The portal's time, RFC 3339.
    pub at: String,
    /// Portal status as the portal spells it.
    pub status: String,
    /// Payment status as the portal spells it, where there is one.
    #[serde(default)]
    pub payment_status: Option<String>,
    /// What the staff wrote.
    #[serde(default)]
    pub note: String,
}

/// A frozen packet and its way through the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// Id; also the idempotency key, so that one submission arrives at most once.
    pub id: SubmissionId,
    /// The application that was frozen.
    pub application: ApplicationId,
    /// SHA-256 of the frozen packet's canonical manifest, hex.
    pub packet_sha256: String,
    /// When it was frozen, RFC 3339 in Kazakhstan time.
    pub frozen_at: String,
    /// The portal's number, once it answered.
    #[serde(default)]
    pub portal_number: Option<String>,
    /// When the portal says it received the packet, RFC 3339.
    #[serde(default)]
    pub received_at: Option<String>,
    /// Portal status, as the portal spells it.
    #[serde(default)]
    pub status: Option<String>,
    /// Payment status, as the portal spells it.
    #[serde(default)]
    pub payment_status: Option<String>,
    /// Everything the portal said, oldest first.
    #[serde(default)]
    pub events: Vec<PortalEvent>,
}

impl Record for Submission {
    const KIND: Kind = Kind::Submission;
    type Id = SubmissionId;

    fn id(&self) -> SubmissionId {
        self.id
    }

    fn title(&self) -> String {
        self.portal_number.clone().unwrap_or_default()
    }

    fn search_terms(&self) -> Vec<String> {
        self.portal_number.as_deref().map(|number| terms([number])).unwrap_or_default()
    }

    fn links(&self) -> Vec<Link> {
        vec![Link::new(LinkRole::Application, self.application)]
    }
}
