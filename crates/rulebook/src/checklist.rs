//! Which documents an application needs, for its host and for each person.
//!
//! Invariant: every printed line appears for every person it could concern; a line
//! that we believe not to apply is shown as not expected, with the reason, never dropped.

use crate::case::{Case, CasePerson, HostKind, PersonRole};
use crate::document::{AppliesWhen, Condition, Document, InferredRule, Scope};
use crate::edition::Rulebook;
use crate::error::RulebookError;
use crate::ids::{ServiceId, VisaCategory};
use crate::service::LikelyList;
use crate::text::Text;
use jiff::civil::Date;
use serde::Serialize;

/// The documents for one application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checklist<'a> {
    /// The service.
    pub service: ServiceId,
    /// The day for which the rules were asked.
    pub on: Date,
    /// Whether the list is printed for the service.
    pub basis: Basis<'a>,
    /// The documents: of the company first, then person by person, in the printed order.
    pub items: Vec<Requirement<'a>>,
}

/// Where a checklist comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "basis")]
pub enum Basis<'a> {
    /// Printed for the service.
    Printed,
    /// Printed for another service; likely, not certain.
    Likely(&'a LikelyList),
    /// Printed nowhere.
    None,
}

/// One document for the company or for one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Requirement<'a> {
    /// The printed line.
    pub document: &'a Document,
    /// The caller's key of the person; none for the company.
    pub person: Option<String>,
    /// Whether it must be there.
    pub expected: Expected<'a>,
}

/// Whether a document must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case", tag = "expected")]
pub enum Expected<'a> {
    /// It must.
    Required,
    /// It depends on something that isn't known here.
    IfApplicable {
        /// What it depends on.
        reason: &'a Text,
    },
    /// It need not.
    NotExpected {
        /// Why not.
        reason: &'a Text,
        /// True if the guidebook doesn't print the reason.
        inferred: bool,
    },
}

impl Expected<'_> {
    /// Returns true if the document must be there.
    pub fn is_required(self) -> bool {
        matches!(self, Self::Required)
    }
}

impl Rulebook {
    /// Returns the documents that a service asks for, for this host and these persons.
    pub fn checklist(&self, id: ServiceId, case: &Case, on: Date) -> Result<Checklist<'_>, RulebookError> {
        self.require_edition(on)?;
        case.require_answerable()?;
        let service = self.service(id);
        let (basis, documents) = match (&service.likely, service.documents.is_empty()) {
            (_, false) => (Basis::Printed, &service.documents),
            (Some(likely), true) => (Basis::Likely(likely), &self.service(likely.service).documents),
            (None, true) => (Basis::None, &service.documents),
        };
        let of_company = documents.iter().filter(|document| document.scope == Scope::Company);
        let mut items: Vec<_> = of_company
            .map(|document| Requirement {
                document,
                person: None,
                expected: self.expected_of_company(document, case),
            })
            .collect();
        for person in &case.persons {
            let of_person = documents.iter().filter(|document| document.scope == Scope::Person);
            items.extend(of_person.map(|document| Requirement {
                document,
                person: Some(person.key.clone()),
                expected: self.expected_of_person(document, case, person, on),
            }));
        }
        Ok(Checklist { service: id, on, basis, items })
    }

    fn expected_of_company(&self, document: &Document, case: &Case) -> Expected<'_> {
        let words = &self.wording().reasons;
        match document.applies_when {
            Some(AppliesWhen::BranchOrRepresentativeOffice) => match case.host {
                HostKind::HeadOffice => printed(&words.head_office),
                HostKind::Branch | HostKind::RepresentativeOffice => Expected::Required,
            },
            Some(AppliesWhen::RepresentativeFiles) if case.has_representative => Expected::Required,
            Some(AppliesWhen::RepresentativeFiles) => printed(&words.no_representative),
            Some(_) => Expected::IfApplicable { reason: &words.ask },
            None if document.condition == Condition::IfApplicable => {
                Expected::IfApplicable { reason: &words.ask }
            }
            None => Expected::Required,
        }
    }

    fn expected_of_person<'a>(
        &'a self,
        document: &'a Document,
        case: &Case,
        person: &CasePerson,
        on: Date,
    ) -> Expected<'a> {
        let printed = self.printed_expectation(document, case, person);
        if matches!(printed, Expected::NotExpected { .. }) {
            return printed;
        }
        for inference in &document.inferred {
            let reason = &inference.reason;
            match &inference.rule {
                InferredRule::OnlyFor { roles } if !roles.contains(&person.role) => {
                    return Expected::NotExpected { reason, inferred: true };
                }
                InferredRule::ChildAged { from_years, until_years } => {
                    return child_aged(*from_years, *until_years, person, on, reason);
                }
                InferredRule::MayLackUnderAge { years }
                    if person.age_on(on).is_some_and(|age| age < *years) =>
                {
                    return Expected::IfApplicable { reason };
                }
                InferredRule::OnlyFor { .. }
                | InferredRule::MayLackUnderAge { .. }
                | InferredRule::Accepts { .. }
                | InferredRule::FormAssumed { .. }
                | InferredRule::StricterReading => {}
            }
        }
        printed
    }

    fn printed_expectation<'a>(
        &'a self,
        document: &'a Document,
        case: &Case,
        person: &CasePerson,
    ) -> Expected<'a> {
        let words = &self.wording().reasons;
        let for_role = |wanted: bool, reason| if wanted { Expected::Required } else { printed(reason) };
        match document.condition {
            Condition::Always => Expected::Required,
            Condition::DependantOnly => {
                for_role(person.role == PersonRole::Dependant, &words.dependants_only)
            }
            Condition::EmployeeOnly => for_role(person.role == PersonRole::Employee, &words.employees_only),
            Condition::DependantOrCivilLaw => for_role(
                matches!(person.role, PersonRole::Dependant | PersonRole::CivilLawExpert),
                &words.dependants_or_civil_law_only,
            ),
            Condition::CategoryB2 => self.for_category(VisaCategory::B2, case),
            Condition::CategoryB3 => self.for_category(VisaCategory::B3, case),
            Condition::IfApplicable => self.if_applicable(document, person),
        }
    }

    fn for_category(&self, wanted: VisaCategory, case: &Case) -> Expected<'_> {
        let words = &self.wording().reasons;
        match case.category {
            Some(category) if category == wanted => Expected::Required,
            Some(_) => printed(&words.other_category),
            None => Expected::IfApplicable { reason: &words.category_not_chosen },
        }
    }

    fn if_applicable<'a>(&'a self, document: &'a Document, person: &CasePerson) -> Expected<'a> {
        let words = &self.wording().reasons;
        let known = |holds: Option<bool>, reason| match holds {
            Some(true) => Expected::Required,
            Some(false) => Expected::NotExpected { reason, inferred: true },
            None => Expected::IfApplicable { reason: &words.ask },
        };
        match document.applies_when {
            Some(AppliesWhen::HoldsVisa) => known(person.holds_visa, &words.no_visa),
            Some(AppliesWhen::HoldsTemporaryPermit) => {
                known(person.holds_temporary_permit, &words.no_temporary_permit)
            }
            Some(AppliesWhen::EmploymentEnded) => match person.role {
                PersonRole::Employee => Expected::Required,
                _ => Expected::NotExpected { reason: &words.no_employment, inferred: true },
            },
            Some(AppliesWhen::ApplicantWishes) => Expected::IfApplicable { reason: &words.optional },
            Some(AppliesWhen::BranchOrRepresentativeOffice | AppliesWhen::RepresentativeFiles) | None => {
                Expected::IfApplicable { reason: &words.ask }
            }
        }
    }
}

fn printed(reason: &Text) -> Expected<'_> {
    Expected::NotExpected { reason, inferred: false }
}

fn child_aged<'a>(
    from_years: i16,
    until_years: i16,
    person: &CasePerson,
    on: Date,
    reason: &'a Text,
) -> Expected<'a> {
    if person.role != PersonRole::Dependant {
        return Expected::NotExpected { reason, inferred: true };
    }
    match person.age_on(on) {
        Some(age) if (from_years..until_years).contains(&age) => Expected::Required,
        Some(_) => Expected::NotExpected { reason, inferred: true },
        None => Expected::IfApplicable { reason },
    }
}
