//! Where an application stands at the portal, and the feed that tells of changes.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::PortalTime;
use crate::open_enum::open_enum;

open_enum! {
    /// The portal's status of an application. It never says anything about payment.
    PortalStatus {
        /// Submitted, not yet looked at by the staff.
        New = "NEW",
        /// Approved by the supervisor; the service fee is due.
        AwaitingForPayment = "Awaiting for Payment",
        /// Paid; the originals are to be handed over at a booked appointment.
        AwaitingToReceiveDocuments = "Awaiting to Receive Documents",
        /// Sent back with a note. The portal's guide names no such status; the sandbox needs one.
        Returned = "Returned",
    }
}

open_enum! {
    /// The status of an application's payment. It never says anything about the application.
    PaymentStatus {
        /// The bank took the money; a manager has yet to confirm it. Paying again would pay twice.
        Pending = "Pending",
        /// Confirmed by a manager.
        Paid = "Paid",
    }
}

/// One change of one application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StatusEvent {
    /// Grows from event to event within an account; gaps are normal.
    #[schema(minimum = 1)]
    pub sequence: i64,
    /// The application's number at the portal.
    pub portal_number: String,
    /// The status after the change.
    pub status: PortalStatus,
    /// The payment's status after the change; absent while nothing was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_status: Option<PaymentStatus>,
    /// When the change happened, by the portal's clock.
    pub at: PortalTime,
    /// What the staff wrote to the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A page of the account's events, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Feed {
    /// The events after the asked sequence; an empty page is the end for now.
    pub events: Vec<StatusEvent>,
    /// What to ask after next time.
    #[schema(minimum = 0)]
    pub next: i64,
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_of_the_portal_are_one_status() {
        for text in ["Awaiting for Payment", "Awaiting For Payment"] {
            assert_eq!(PortalStatus::from(text), PortalStatus::AwaitingForPayment);
        }
    }

    #[test]
    fn an_unknown_status_survives_the_round_trip_in_the_portals_words() {
        let json = r#""Sent to the Migration Service""#;
        let status: PortalStatus = serde_json::from_str(json).unwrap();
        assert_eq!(status, PortalStatus::Unknown("Sent to the Migration Service".to_owned()));
        assert_eq!(serde_json::to_string(&status).unwrap(), json);
    }

    #[test]
    fn every_known_status_reads_back_as_itself() {
        for status in PortalStatus::KNOWN {
            assert_eq!(&PortalStatus::from(status.as_str()), status);
        }
        for status in PaymentStatus::KNOWN {
            assert_eq!(&PaymentStatus::from(status.as_str()), status);
        }
    }
}
