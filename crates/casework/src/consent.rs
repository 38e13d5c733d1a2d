//! Consents of persons to the processing of their data, by article 8 of Law No. 94-V: to whom, for
//! which data, until when, and what happened when one was withdrawn.
//!
//! Must not decide whether a consent is needed; that is a line of the checklist.

use crate::id::{CompanyId, ConsentId, PaperId, PersonId};
use crate::record::{Elements, Kind, Link, LinkRole, Record};
use jiff::civil::Date;
use rulebook::{RulebookError, WorkingCalendar};
use serde::{Deserialize, Serialize};

/// Working days after a withdrawal within which processing has to stop: article 8(7) of Law
/// No. 94-V, in force since 18.01.2026.
pub const WITHDRAWAL_WORKING_DAYS: i32 = 15;

/// What a person agreed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Id.
    pub id: ConsentId,
    /// Who agreed.
    pub person: PersonId,
    /// The operator: the company to which it was given.
    pub operator: CompanyId,
    /// Which text was signed: the version that its form carries, or the user's own name for it.
    #[serde(default)]
    pub text_version: String,
    /// SHA-256 of the form that was made for signing, hex; empty when somebody else's form was signed.
    #[serde(default)]
    pub text_sha256: String,
    /// Which data.
    #[serde(default)]
    pub scope: String,
    /// To whom they may be given, one a line.
    #[serde(default)]
    pub recipients: String,
    /// Whether they may leave the country.
    #[serde(default)]
    pub cross_border: bool,
    /// Day of signature.
    #[serde(default)]
    pub given_on: Option<Date>,
    /// Last day; none is until the purposes are reached.
    #[serde(default)]
    pub valid_until: Option<Date>,
    /// The signed form as a paper. No link: the paper may go for good while the consent stays.
    #[serde(default)]
    pub paper: Option<PaperId>,
    /// Day of withdrawal.
    #[serde(default)]
    pub withdrawn_on: Option<Date>,
    /// Day on which processing had stopped after the withdrawal.
    #[serde(default)]
    pub stopped_on: Option<Date>,
    /// Note.
    #[serde(default)]
    pub note: String,
}

impl Consent {
    /// Returns whether it allows processing on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.given_on.is_some_and(|given| given <= day)
            && self.valid_until.is_none_or(|until| until >= day)
            && self.withdrawn_on.is_none_or(|withdrawn| withdrawn > day)
    }

    /// Returns the last day for stopping the processing, while a withdrawal waits for it.
    ///
    /// # Errors
    /// The day lies outside the years that the calendar knows.
    pub fn stop_by(&self, calendar: &WorkingCalendar) -> Result<Option<Date>, RulebookError> {
        match (self.withdrawn_on, self.stopped_on) {
            (Some(withdrawn), None) => {
                calendar.add_working_days(withdrawn, WITHDRAWAL_WORKING_DAYS).map(Some)
            }
            _ => Ok(None),
        }
    }
}

impl Record for Consent {
    const KIND: Kind = Kind::Consent;
    type Id = ConsentId;
    const LISTS: &'static [Elements] = &[Elements { list: "/recipients", name: "", first_leads: false }];

    fn id(&self) -> ConsentId {
        self.id
    }

    fn title(&self) -> String {
        self.text_version.clone()
    }

    fn search_terms(&self) -> Vec<String> {
        Vec::new()
    }

    fn links(&self) -> Vec<Link> {
        vec![Link::new(LinkRole::Person, self.person), Link::new(LinkRole::Host, self.operator)]
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::Consent;
    use crate::id::{CompanyId, ConsentId, PersonId, RecordId};
    use jiff::civil::{Date, date};
    use uuid::Uuid;

    fn consent(given: Date) -> Consent {
        Consent {
            id: ConsentId::from_uuid(Uuid::nil()),
            person: PersonId::from_uuid(Uuid::nil()),
            operator: CompanyId::from_uuid(Uuid::nil()),
            text_version: String::new(),
            text_sha256: String::new(),
            scope: String::new(),
            recipients: String::new(),
            cross_border: false,
            given_on: Some(given),
            valid_until: None,
            paper: None,
            withdrawn_on: None,
            stopped_on: None,
            note: String::new(),
        }
    }

    #[test]
    fn a_consent_holds_from_its_signature_to_its_end_or_its_withdrawal() {
        let mut given = consent(date(2026, 2, 2));
        assert!(!given.holds_on(date(2026, 2, 1)));
        assert!(given.holds_on(date(2030, 1, 1)), "without a term until the purposes are reached");
        given.valid_until = Some(date(2027, 2, 1));
        assert!(given.holds_on(date(2027, 2, 1)) && !given.holds_on(date(2027, 2, 2)));
        given.withdrawn_on = Some(date(2026, 6, 1));
        assert!(given.holds_on(date(2026, 5, 31)) && !given.holds_on(date(2026, 6, 1)));
    }

    #[test]
    fn fifteen_working_days_run_over_weekends_and_holidays_until_processing_stopped() {
        let calendar = rulebook::Rulebook::embedded().unwrap().calendar();
        let mut withdrawn = consent(date(2026, 2, 2));
        assert_eq!(withdrawn.stop_by(calendar).unwrap(), None);
        // Monday 2 March; 8 March is a Sunday moved to the 9th, Nauryz takes 23 to 25 March.
        withdrawn.withdrawn_on = Some(date(2026, 3, 2));
        let stop_by = withdrawn.stop_by(calendar).unwrap().unwrap();
        assert_eq!(calendar.working_days_between(date(2026, 3, 2), stop_by).unwrap(), 15);
        assert!(stop_by > date(2026, 3, 23), "a week longer than three plain weeks of work: {stop_by}");
        withdrawn.stopped_on = Some(date(2026, 3, 10));
        assert_eq!(withdrawn.stop_by(calendar).unwrap(), None, "the clock stops with the processing");
    }
}
