//! Which letters an application has: what its checklist asks for, what the law asks for, and the
//! sheets around the packet.
//!
//! Invariant: every line of the checklist that we write has its letter, under whatever service.

use crate::dossier::{Dossier, DossierPerson};
use crate::overview::Overview;
use crate::view::{Firm, LetterGroup};
use casework::PersonId;
use casework::readiness::ChecklistLine;
use paperwork::LetterKind;
use rulebook::Expected;

/// The line that a power of attorney answers. Without a representative it isn't expected, and it is
/// this letter that makes one.
const POWER_OF_ATTORNEY: &str = "power_of_attorney";
/// The line whose paper the state's own service prints from our data sheet.
const ARRIVAL_NOTIFICATION: &str = "arrival_notification";

/// A letter that an application has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Plan {
    pub kind: LetterKind,
    /// Whom it is about; for a host's letter the head of the family, where there are several.
    pub person: Option<PersonId>,
    pub copies: u8,
    pub group: LetterGroup,
    /// Whether it is made when nobody says which ones.
    pub wanted: bool,
    /// The line of the checklist that it answers.
    pub document: Option<&'static str>,
}

impl Plan {
    /// Returns whether this letter answers a line of the checklist.
    pub(crate) fn answers(&self, document: &str, person: Option<&str>) -> bool {
        let of_whom = self.person.map(|id| id.to_string());
        self.document == Some(document) && (person.is_none() || of_whom.as_deref() == person)
    }

    /// Returns whether it is a person's letter: their own, their family's, or everybody's.
    pub(crate) fn is_for(&self, dossier: &Dossier, person: PersonId) -> bool {
        match self.person {
            Some(one) if one == person => true,
            Some(head) => {
                is_of_family(self.kind)
                    && dossier.person(person).is_some_and(|one| one.entry.principal == Some(head))
            }
            None => dossier.person(person).is_some(),
        }
    }

    /// Returns the persons it is about: all, or a family.
    pub(crate) fn persons<'d>(&self, dossier: &'d Dossier) -> Vec<&'d DossierPerson> {
        let belongs = |person: &&DossierPerson| match self.person {
            None => true,
            Some(head) => person.entry.person == head || person.entry.principal == Some(head),
        };
        dossier.persons.iter().filter(belongs).collect()
    }

    pub(super) fn sheet(kind: LetterKind, person: Option<PersonId>, group: LetterGroup) -> Self {
        Self { kind, person, copies: 1, group, wanted: true, document: None }
    }
}

/// Returns the letters of an application, in the order in which lists show them.
pub(crate) fn plans(overview: &Overview<'_>, firm: &Firm) -> Vec<Plan> {
    let dossier = overview.dossier;
    if dossier.persons.is_empty() {
        return Vec::new();
    }
    let heads = heads(dossier);
    let mut plans: Vec<Plan> =
        overview.lines.iter().flat_map(|line| of_line(overview, line, &heads, firm)).collect();
    for person in &dossier.persons {
        let id = Some(person.entry.person);
        if !plans.iter().any(|plan| plan.kind == LetterKind::Consent && plan.person == id) {
            plans.push(Plan::sheet(LetterKind::Consent, id, LetterGroup::Law));
        }
    }
    for kind in [LetterKind::Cover, LetterKind::Checklist, LetterKind::FeeSheet] {
        plans.push(Plan::sheet(kind, None, LetterGroup::Packet));
    }
    plans.extend(steps(overview));
    plans.extend(money(overview, firm));
    plans.sort_by_key(|plan| plan.group);
    plans
}

/// Returns the letters that answer a line of the checklist.
fn of_line(
    overview: &Overview<'_>,
    line: &ChecklistLine<'static>,
    heads: &[PersonId],
    firm: &Firm,
) -> Vec<Plan> {
    let document = line.requirement.document;
    let Some(kind) = kind_of(document.kind.as_str()) else { return Vec::new() };
    let group = match line.requirement.expected {
        Expected::Required => LetterGroup::Checklist,
        Expected::IfApplicable { .. } => LetterGroup::IfApplicable,
        Expected::NotExpected { .. } if document.kind.as_str() == POWER_OF_ATTORNEY => {
            LetterGroup::IfApplicable
        }
        Expected::NotExpected { .. } => return Vec::new(),
    };
    let letters = &overview.dossier.application.record.letters;
    let plan = Plan {
        kind,
        person: line.person,
        copies: document.form.hard_copies.unwrap_or(1),
        group,
        wanted: match kind {
            LetterKind::PowerOfAttorney => !firm.representative_name.is_empty(),
            LetterKind::TerminationOrder => letters.ended_on.is_some() || group == LetterGroup::Checklist,
            _ => group == LetterGroup::Checklist,
        },
        document: Some(document.kind.as_str()),
    };
    // One host's letter speaks of one contract, so each family has its own.
    if is_of_family(kind) && heads.len() > 1 {
        return heads.iter().map(|head| Plan { person: Some(*head), ..plan }).collect();
    }
    vec![plan]
}

/// Returns the sheets for what follows the answer.
fn steps(overview: &Overview<'_>) -> Vec<Plan> {
    let dossier = overview.dossier;
    let mut plans = Vec::new();
    if overview.service.step2.is_some() {
        let ids = dossier.persons.iter().map(|person| Some(person.entry.person));
        plans.extend(ids.map(|id| Plan::sheet(LetterKind::StepTwo, id, LetterGroup::Steps)));
    }
    let is_asked = overview.lines.iter().any(|line| {
        line.requirement.document.kind.as_str() == ARRIVAL_NOTIFICATION
            && !matches!(line.requirement.expected, Expected::NotExpected { .. })
    });
    if is_asked || overview.service.step2.is_some() {
        plans.push(Plan::sheet(LetterKind::Arrival, None, LetterGroup::Steps));
    }
    plans
}

/// Returns the invoices, and the letter that asks for money back.
fn money(overview: &Overview<'_>, firm: &Firm) -> Vec<Plan> {
    let letters = &overview.dossier.application.record.letters;
    let plan = |kind, wanted| Plan { wanted, ..Plan::sheet(kind, None, LetterGroup::Money) };
    let is_invoiced = !letters.portal_invoice_number.is_empty() || letters.portal_invoice_tiyn.is_some();
    let mut plans = vec![plan(LetterKind::FeeInvoice, !firm.name.is_empty())];
    if is_invoiced || overview.dossier.submission.is_some() {
        plans.push(plan(LetterKind::PortalInvoice, is_invoiced));
        plans.push(plan(LetterKind::Refund, letters.refund_tiyn.is_some()));
    }
    plans
}

/// Returns those who are nobody's dependants in this application.
fn heads(dossier: &Dossier) -> Vec<PersonId> {
    let is_head = |person: &&DossierPerson| {
        person.entry.principal.is_none_or(|principal| dossier.person(principal).is_none())
    };
    dossier.persons.iter().filter(is_head).map(|person| person.entry.person).collect()
}

const fn is_of_family(kind: LetterKind) -> bool {
    matches!(
        kind,
        LetterKind::Invitation
            | LetterKind::VisaRequest
            | LetterKind::Cancellation
            | LetterKind::ResidenceRequest
    )
}

/// Returns the letter for a document of the rulebook, where we write it.
fn kind_of(document: &str) -> Option<LetterKind> {
    Some(match document {
        "letter_of_invitation" => LetterKind::Invitation,
        "visa_issuance_letter" | "business_visa_letter" => LetterKind::VisaRequest,
        "visa_cancellation_letter" | "exit_visa_letter" => LetterKind::Cancellation,
        "trp_request_letter" => LetterKind::ResidenceRequest,
        "waiver_application_form" => LetterKind::Waiver,
        "termination_order" => LetterKind::TerminationOrder,
        "consent_form" => LetterKind::Consent,
        "foreign_employee_form" => LetterKind::ForeignEmployee,
        "visa_application_form" => LetterKind::VisaApplication,
        "residence_permit_form" => LetterKind::ResidencePermit,
        POWER_OF_ATTORNEY => LetterKind::PowerOfAttorney,
        _ => return None,
    })
}
