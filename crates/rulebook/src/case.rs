//! The question: for whom, by which host, for how long.
//!
//! Invariant: nothing here names a person; `key` is the caller's own opaque id.

use crate::error::RulebookError;
use crate::ids::{VisaCategory, named_enum};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

named_enum! {
    /// What a person is to the host or to the principal.
    pub enum PersonRole {
        /// Employed by the host.
        Employee = "employee",
        /// Engaged under a civil-law contract; the guidebook's "expert".
        CivilLawExpert = "civil_law_expert",
        /// Founder of the host.
        Founder = "founder",
        /// Member of the host's board of directors.
        BoardMember = "board_member",
        /// Investor.
        Investor = "investor",
        /// Business partner on a visit.
        BusinessPartner = "business_partner",
        /// Spouse, child or parent of a principal.
        Dependant = "dependant",
    }
    unknown UnknownRole
}

named_enum! {
    /// What kind of legal entity invites.
    #[derive(Default)]
    pub enum HostKind {
        /// The company itself.
        #[default]
        HeadOffice = "head_office",
        /// A branch.
        Branch = "branch",
        /// A representative office.
        RepresentativeOffice = "representative_office",
    }
    unknown UnknownHostKind
}

/// How the personal manager's price is read: the guidebook doesn't say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ManagerReading {
    /// The price is paid instead of the service fee (the columns read so).
    #[default]
    Replaces,
    /// The price is paid on top of the service fee.
    Adds,
}

/// No visa is longer; a larger number is days typed as months.
const VALIDITY_MONTHS_MAX: i64 = 240;

/// For how many months a visa is asked; at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "u32")]
pub struct ValidityMonths(u32);

impl ValidityMonths {
    /// Returns the validity, or an error for none, a negative one, or one that no visa has.
    pub fn new(months: i64) -> Result<Self, RulebookError> {
        if months < 1 {
            return Err(RulebookError::ValidityNotPositive { months });
        }
        match u32::try_from(months) {
            Ok(fitting) if months <= VALIDITY_MONTHS_MAX => Ok(Self(fitting)),
            _ => Err(RulebookError::ValidityTooLong { months }),
        }
    }

    /// Returns the number of months.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl TryFrom<i64> for ValidityMonths {
    type Error = RulebookError;

    fn try_from(months: i64) -> Result<Self, Self::Error> {
        Self::new(months)
    }
}

impl From<ValidityMonths> for u32 {
    fn from(months: ValidityMonths) -> Self {
        months.0
    }
}

/// One person of an application, as far as the rules look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasePerson {
    /// The caller's id of the person, given back in the answer.
    pub key: String,
    /// What the person is to the host.
    pub role: PersonRole,
    /// For the rules that depend on age, where known.
    pub birth_date: Option<Date>,
    /// Whether the person holds a Kazakh visa, where known.
    pub holds_visa: Option<bool>,
    /// Whether the person holds a temporary residence permit, where known.
    pub holds_temporary_permit: Option<bool>,
}

impl CasePerson {
    /// Returns a person of whom only the role is known.
    pub fn new(key: impl Into<String>, role: PersonRole) -> Self {
        Self { key: key.into(), role, birth_date: None, holds_visa: None, holds_temporary_permit: None }
    }

    /// Returns the age in whole years on a day, where the date of birth is known and past.
    pub fn age_on(&self, on: Date) -> Option<i16> {
        let born = self.birth_date?;
        let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
        let age = on.year() - born.year() - i16::from(!had_birthday);
        (age >= 0).then_some(age)
    }
}

/// An application, as far as the rules look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    /// The persons, principals and dependants.
    pub persons: Vec<CasePerson>,
    /// The visa category asked for, where chosen.
    pub category: Option<VisaCategory>,
    /// The validity asked for, where chosen.
    pub validity_months: Option<ValidityMonths>,
    /// What kind of host invites.
    pub host: HostKind,
    /// Whether a representative files instead of the head of the host.
    pub has_representative: bool,
    /// Whether the personal manager is asked for.
    pub personal_manager: bool,
    /// How the personal manager's price is read.
    pub manager_reading: ManagerReading,
    /// Whether the priority submission ("walk-in") is asked for.
    pub walk_in: bool,
}

/// Larger than any employer's application; a number typed into a call must not fill the memory.
pub(crate) const PERSONS_MAX: usize = 10_000;

impl Case {
    /// Returns a case of `count` persons in one role, keyed "1", "2" and so on. Beyond the
    /// most that an application has it stops, and every question about it is refused.
    pub fn of(role: PersonRole, count: u32) -> Self {
        let count = usize::try_from(count).unwrap_or(usize::MAX).min(PERSONS_MAX + 1);
        let persons = (1..=count).map(|n| CasePerson::new(n.to_string(), role)).collect();
        Self { persons, ..Self::default() }
    }

    pub(crate) fn require_answerable(&self) -> Result<(), RulebookError> {
        if self.persons.len() > PERSONS_MAX {
            return Err(RulebookError::TooManyPersons { max: PERSONS_MAX });
        }
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_validity_of_nothing_or_less_is_refused_in_words() {
        for months in [0, -1, i64::MIN] {
            let error = ValidityMonths::new(months).unwrap_err();
            assert_eq!(error, RulebookError::ValidityNotPositive { months });
            assert!(error.to_string().contains("give 1 or more"));
        }
        assert!(ValidityMonths::new(365).unwrap_err().to_string().contains("days"));
        assert_eq!(ValidityMonths::new(36).unwrap().get(), 36);
        assert!(serde_json::from_str::<ValidityMonths>("-3").is_err());
    }

    #[test]
    fn a_birthday_counts_from_its_own_day() {
        let mut person = CasePerson::new("a", PersonRole::Dependant);
        assert_eq!(person.age_on(date(2026, 3, 2)), None);
        person.birth_date = Some(date(2012, 3, 2));
        assert_eq!(person.age_on(date(2026, 3, 1)), Some(13));
        assert_eq!(person.age_on(date(2026, 3, 2)), Some(14));
        assert_eq!(person.age_on(date(2011, 1, 1)), None, "not yet born");
    }
}
