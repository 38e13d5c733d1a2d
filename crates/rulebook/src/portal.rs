//! What the portal's user guide adds to the guidebook: invoices, refunds, names of services.
//!
//! Invariant: the one sentence on refunds has two meanings, and both dates are answered.

use crate::cite::Citation;
use crate::edition::Rulebook;
use crate::error::RulebookError;
use crate::ids::{ServiceId, VisaCategory};
use crate::service::Note;
use crate::text::Text;
use crate::window::plus_calendar_days;
use jiff::civil::Date;
use serde::Serialize;

/// The rules of the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PortalRules {
    /// How long an invoice is valid.
    pub invoice: InvoiceRule,
    /// How money comes back.
    pub refund: RefundRule,
    /// Other rules.
    pub notes: Vec<Note>,
    /// How the portal calls our services, where its guide shows it.
    pub services: Vec<PortalService>,
}

/// How long an invoice is valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InvoiceRule {
    /// So many calendar days from its date.
    pub valid_calendar_days: u32,
    /// The same in words.
    pub text: Text,
    /// Where it is printed.
    pub citation: Citation,
}

/// How the money for a service that was not provided comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefundRule {
    /// The printed number of working days.
    pub working_days: u32,
    /// What to do.
    pub text: Text,
    /// What the sentence leaves open.
    pub doubt: Text,
    /// Where it is printed.
    pub citation: Citation,
}

/// The portal's name of a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PortalService {
    /// Our service.
    pub service: ServiceId,
    /// The line that the portal offers.
    pub name: String,
    /// The categories that the line names; for others the line is not confirmed.
    pub categories: Vec<VisaCategory>,
    /// Where it is printed.
    pub citation: Citation,
}

/// The two readings of the sentence on refunds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RefundDates {
    /// If it is the time to ask: the last day, counted from the payment.
    pub ask_by: Date,
    /// If it is the time to pay back: the day to expect it, counted from the letter.
    pub expected_by: Option<Date>,
}

impl PortalRules {
    /// Returns the portal's line for a service, if its guide shows one for the category.
    pub fn service(&self, id: ServiceId, category: VisaCategory) -> Option<&PortalService> {
        self.services.iter().find(|line| line.service == id && line.categories.contains(&category))
    }
}

impl Rulebook {
    /// Returns the last day on which an invoice can be paid.
    pub fn invoice_due(&self, issued: Date) -> Result<Date, RulebookError> {
        plus_calendar_days(issued, self.edition().portal.invoice.valid_calendar_days)
    }

    /// Returns the dates of a refund for a payment and, once it is sent, for the letter.
    pub fn refund_dates(&self, paid: Date, letter: Option<Date>) -> Result<RefundDates, RulebookError> {
        let days = i32::try_from(self.edition().portal.refund.working_days).unwrap_or(i32::MAX);
        let after = |date| self.calendar().add_working_days(date, days);
        Ok(RefundDates { ask_by: after(paid)?, expected_by: letter.map(after).transpose()? })
    }
}
