//! When to file, and by when to expect an answer.
//!
//! Conventions, none of which the guidebook states: the expiry day and the day of
//! submission are not counted; a working or business day is a day worked in
//! Kazakhstan; the state body's extra time is counted from the due date.

use crate::edition::Rulebook;
use crate::error::RulebookError;
use crate::ids::ServiceId;
use crate::service::TimeframeRule;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

/// When an extension of a visa may be filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FilingWindow {
    /// When the visa expires.
    pub expires: Date,
    /// First day.
    pub earliest: Date,
    /// Last day.
    pub latest: Date,
    /// Filed on this day or later, the service time with the possible delay passes the expiry.
    pub risk_from: Date,
}

/// Where a day stands against a filing window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FilingState {
    /// Too early.
    NotYetOpen,
    /// Open, and safe even with the possible delay.
    Open,
    /// Open, but a delay may pass the expiry.
    OpenAtRisk,
    /// Too late to extend, although the visa still holds.
    Closed,
    /// The visa has expired.
    Expired,
}

impl FilingWindow {
    /// Returns where a day stands against the window.
    pub fn state(&self, on: Date) -> FilingState {
        if on > self.expires {
            FilingState::Expired
        } else if on > self.latest {
            FilingState::Closed
        } else if on < self.earliest {
            FilingState::NotYetOpen
        } else if on >= self.risk_from {
            FilingState::OpenAtRisk
        } else {
            FilingState::Open
        }
    }
}

/// When to expect an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The day on which the service time ends.
    pub due: Date,
    /// The same with the delay that the guidebook warns of.
    pub latest_possible: Date,
}

/// When to expect the answer of a certain service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Timeframe {
    /// The day on which the service time ends.
    pub due: Date,
    /// The same with the possible delay, for services whose description warns of one.
    pub latest_possible: Option<Date>,
}

impl Rulebook {
    /// Returns the window for extending a visa that expires on a day. The guidebook prints
    /// the same window for every extension.
    pub fn filing_window(&self, expires: Date) -> Result<FilingWindow, RulebookError> {
        self.filing_window_of(ServiceId::EmploymentExtension, expires)
    }

    /// Returns the window as asked on a day; a visa that has expired can't be extended.
    pub fn filing_window_on(&self, expires: Date, on: Date) -> Result<FilingWindow, RulebookError> {
        if expires < on {
            return Err(RulebookError::ExpiryInPast { expires, on });
        }
        self.filing_window(expires)
    }

    /// Returns the window of a certain extension service.
    pub fn filing_window_of(&self, id: ServiceId, expires: Date) -> Result<FilingWindow, RulebookError> {
        let rule = self.service(id).filing_window.as_ref();
        let rule = rule.ok_or(RulebookError::NoFilingWindow { service: id })?;
        let back = |days: u32| self.calendar().add_working_days(expires, -bounded(days));
        Ok(FilingWindow {
            expires,
            earliest: back(rule.earliest_working_days)?,
            latest: back(rule.latest_working_days)?,
            risk_from: self.risk_from(id, expires)?,
        })
    }

    /// Returns when to expect the answer to something submitted on a day.
    pub fn timeframe(&self, id: ServiceId, submitted: Date) -> Result<Timeframe, RulebookError> {
        let rule = self.service(id).timeframe.as_ref();
        let rule = rule.ok_or(RulebookError::TimeframeNotStated { service: id })?;
        let due = self.calendar().add_working_days(submitted, bounded(rule.business_days))?;
        let latest_possible = rule
            .extension
            .as_ref()
            .map(|extension| plus_calendar_days(due, extension.calendar_days))
            .transpose()?;
        Ok(Timeframe { due, latest_possible })
    }

    /// Returns when so many business days after a submission are over, and the same with the
    /// delay of state bodies.
    pub fn due(&self, submitted: Date, business_days: u32) -> Result<Due, RulebookError> {
        let due = self.calendar().add_working_days(submitted, bounded(business_days))?;
        let delay_days = self.delay_days(ServiceId::EmploymentExtension);
        Ok(Due { due, latest_possible: plus_calendar_days(due, delay_days)? })
    }

    /// Returns the time of the service whose list an extension borrows: for the extension
    /// itself none is printed.
    fn likely_timeframe(&self, id: ServiceId) -> Option<&TimeframeRule> {
        let likely = self.service(id).likely.as_ref()?;
        self.service(likely.service).timeframe.as_ref()
    }

    fn delay_days(&self, id: ServiceId) -> u32 {
        let delay = self.likely_timeframe(id).and_then(|rule| rule.extension.as_ref());
        delay.map_or(0, |delay| delay.calendar_days)
    }

    /// Finds the first day of filing after which the answer can come too late. The answer is
    /// the later the later one files, so the last safe day is found by walking back.
    fn risk_from(&self, id: ServiceId, expires: Date) -> Result<Date, RulebookError> {
        let business_days = bounded(self.likely_timeframe(id).map_or(0, |rule| rule.business_days));
        let must_be_due = expires
            .checked_sub(i64::from(self.delay_days(id)).days())
            .map_err(|_| RulebookError::DateOutOfRange)?;
        let mut risky = must_be_due.tomorrow().map_err(|_| RulebookError::DateOutOfRange)?;
        // The due day of a filing is a working day after it: step back to the first filing
        // whose due day is past the limit.
        loop {
            let before = risky.yesterday().map_err(|_| RulebookError::DateOutOfRange)?;
            if self.calendar().add_working_days(before, business_days)? <= must_be_due {
                return Ok(risky);
            }
            risky = before;
        }
    }
}

/// Counts of days in the data are small; a huge one runs out of the calendar and says so.
fn bounded(days: u32) -> i32 {
    i32::try_from(days).unwrap_or(i32::MAX)
}

pub(crate) fn plus_calendar_days(date: Date, days: u32) -> Result<Date, RulebookError> {
    date.checked_add(i64::from(days).days()).map_err(|_| RulebookError::DateOutOfRange)
}
