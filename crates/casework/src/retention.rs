//! How long a person's data may be kept, apart from what expires in them.
//!
//! By article 12 of Law No. 94-V data are kept until their purpose is reached. The purposes here
//! are the engagement, the stay, the applications and the consent; the last of them to end is the
//! end of all. A date that the user set goes before the rule. No period is added that no law says.

use crate::application::Application;
use crate::consent::Consent;
use crate::person::{Engagement, Person};
use crate::stay::StayDocument;
use jiff::civil::Date;

/// Whence a retention date comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetentionSource {
    /// The user set it.
    User,
    /// The last purpose ends on it.
    LastPurpose,
}

/// The last day on which data are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// The day.
    pub until: Date,
    /// Whence it comes.
    pub source: RetentionSource,
}

/// What a person's data are kept for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Purposes<'a> {
    /// Work and stakes.
    pub engagements: &'a [Engagement],
    /// Visas and permits.
    pub stay_documents: &'a [StayDocument],
    /// Applications that the person is in.
    pub applications: &'a [Application],
    /// Consents.
    pub consents: &'a [Consent],
}

/// Returns until when a person's data are kept. None while a purpose has no end, or there is none:
/// somebody just entered has no past to be erased.
#[must_use]
pub fn of_person(person: &Person, purposes: &Purposes<'_>) -> Option<Retention> {
    if let Some(until) = person.retain_until {
        return Some(Retention { until, source: RetentionSource::User });
    }
    let ends: Vec<Option<Date>> = purposes
        .engagements
        .iter()
        .map(|engagement| engagement.until)
        .chain(purposes.stay_documents.iter().map(|stay| stay.valid_until))
        .chain(purposes.applications.iter().map(|application| application.details.until))
        .chain(
            purposes
                .consents
                .iter()
                .filter_map(|consent| consent.valid_until.or(consent.withdrawn_on))
                .map(Some),
        )
        .collect();
    let until = ends.into_iter().collect::<Option<Vec<Date>>>()?.into_iter().max()?;
    Some(Retention { until, source: RetentionSource::LastPurpose })
}

#[cfg(test)]
mod tests {
    use super::{Purposes, Retention, RetentionSource, of_person};
    use crate::id::{CompanyId, EngagementId, PersonId, RecordId};
    use crate::person::{Engagement, EngagementKind, Person};
    use crate::wording::Wording;
    use jiff::civil::{Date, date};
    use uuid::Uuid;

    fn engagement(until: Option<Date>) -> Engagement {
        Engagement {
            id: EngagementId::from_uuid(Uuid::nil()),
            person: PersonId::from_uuid(Uuid::nil()),
            company: CompanyId::from_uuid(Uuid::nil()),
            kind: EngagementKind::Employee,
            position: Wording::default(),
            department: String::new(),
            contract_number: String::new(),
            contract_date: None,
            from: None,
            until,
            controlled_function: false,
        }
    }

    #[test]
    fn the_last_purpose_ends_the_keeping_unless_the_user_says_otherwise() {
        let mut person = Person::new(PersonId::from_uuid(Uuid::nil()));
        let engagements = [engagement(Some(date(2025, 1, 31))), engagement(Some(date(2026, 6, 30)))];
        let purposes = Purposes { engagements: &engagements, ..Purposes::default() };
        let rule = Retention { until: date(2026, 6, 30), source: RetentionSource::LastPurpose };
        assert_eq!(of_person(&person, &purposes), Some(rule));
        person.retain_until = Some(date(2031, 6, 30));
        let set = Retention { until: date(2031, 6, 30), source: RetentionSource::User };
        assert_eq!(of_person(&person, &purposes), Some(set));
    }

    #[test]
    fn nothing_is_past_its_time_while_a_purpose_has_no_end() {
        let person = Person::new(PersonId::from_uuid(Uuid::nil()));
        assert_eq!(of_person(&person, &Purposes::default()), None);
        let engagements = [engagement(Some(date(2025, 1, 31))), engagement(None)];
        let purposes = Purposes { engagements: &engagements, ..Purposes::default() };
        assert_eq!(of_person(&person, &purposes), None);
    }
}
