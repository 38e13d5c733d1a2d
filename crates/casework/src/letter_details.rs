//! What the letters of an application say beyond the visa asked for.
//!
//! Every field is empty until a letter needs it; what can be read from people, companies and papers
//! isn't repeated here.

use crate::wording::Wording;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Why an engagement ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndingGround {
    /// By agreement of the parties.
    Agreement,
    /// The term ran out.
    Expiry,
    /// At the employee's wish.
    Employee,
    /// At the employer's wish.
    Employer,
    /// Another ground, worded by the user.
    Other,
}

/// What is asked of the authority about the qualification requirements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReliefKind {
    /// A requirement is not to apply.
    Waiver,
    /// A requirement is to apply in another form.
    Modification,
}

/// What the letters of an application say beyond the visa asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LetterDetails {
    /// Who signs, as the company's signatories are named; empty for the head.
    pub signed_by: String,
    /// Why the engagement ended.
    pub ending: Option<EndingGround>,
    /// Another ground in the user's words.
    pub ending_words: Wording,
    /// The day on which the engagement ended.
    pub ended_on: Option<Date>,
    /// Number of the order of termination.
    pub order_number: String,
    /// Date of the order of termination.
    pub order_date: Option<Date>,
    /// The paper behind the ground, for instance the employee's notice.
    pub ending_paper: Wording,
    /// Days of leave to be paid out.
    pub leave_days: Option<u32>,
    /// The day on which the person left the country.
    pub left_on: Option<Date>,
    /// Working days of the exit visa asked for.
    pub exit_days: Option<u32>,
    /// Owner of the dwelling.
    pub owner_name: Wording,
    /// The owner's IIN.
    pub owner_iin: String,
    /// Number of the owner's notarised consent.
    pub owner_consent_number: String,
    /// Date of the owner's notarised consent.
    pub owner_consent_date: Option<Date>,
    /// Waiver or modification.
    pub relief: Option<ReliefKind>,
    /// The requirement that isn't met.
    pub requirement: Wording,
    /// What the employee has instead, and why the employer needs this person.
    pub justification: Wording,
    /// Number of the approved invitation.
    pub invitation_number: String,
    /// Date of the approved invitation.
    pub invitation_date: Option<Date>,
    /// Day of arrival.
    pub arrived_on: Option<Date>,
    /// Border crossing point.
    pub border_point: String,
    /// Number of the power of attorney.
    pub power_number: String,
    /// Last day of the power of attorney.
    pub power_until: Option<Date>,
    /// Number of our own invoice.
    pub invoice_number: String,
    /// Last day for the payment of our own invoice.
    pub invoice_due: Option<Date>,
    /// The contract between our firm and the client.
    pub contract: Wording,
    /// Our own fee, in tiyn.
    pub fee_tiyn: Option<i64>,
    /// Number of the portal's invoice.
    pub portal_invoice_number: String,
    /// Date of the portal's invoice.
    pub portal_invoice_date: Option<Date>,
    /// Total of the portal's invoice, in tiyn.
    pub portal_invoice_tiyn: Option<i64>,
    /// Reference number of the portal's invoice, and of its payment.
    pub payment_reference: String,
    /// Day of payment.
    pub paid_on: Option<Date>,
    /// Amount asked back, in tiyn.
    pub refund_tiyn: Option<i64>,
    /// Why it is asked back.
    pub refund_reason: Wording,
}
