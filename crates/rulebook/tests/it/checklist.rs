//! Checklists: nothing printed is lost, nothing inferred is passed off as printed.

use crate::support::{day, rules};
use rulebook::{
    Basis, Case, CasePerson, Checklist, Condition, Expected, FormAlternative, HostKind, MustShow, PersonRole,
    Requirement, RulebookError, Scope, ServiceId, Step2Place, ValidityRule, VisaCategory,
};

const ON: &str = "2026-03-02";

fn checklist(id: ServiceId, case: &Case) -> Checklist<'static> {
    rules().checklist(id, case, day(ON)).unwrap()
}

fn family() -> Case {
    let person = |key, role, born: Option<&str>| CasePerson {
        birth_date: born.map(day),
        ..CasePerson::new(key, role)
    };
    let persons = vec![
        person("principal", PersonRole::Employee, Some("1988-04-01")),
        person("spouse", PersonRole::Dependant, Some("1990-05-05")),
        person("child", PersonRole::Dependant, Some("2016-08-08")),
    ];
    Case { persons, ..Case::default() }
}

fn find<'a>(list: &'a Checklist<'static>, person: Option<&str>, kind: &str) -> &'a Requirement<'static> {
    list.items
        .iter()
        .find(|item| item.person.as_deref() == person && item.document.kind == kind)
        .unwrap_or_else(|| panic!("no {kind} for {person:?}"))
}

fn is_not_expected(item: &Requirement<'_>, by_inference: bool) -> bool {
    matches!(item.expected, Expected::NotExpected { inferred, .. } if inferred == by_inference)
}

#[test]
fn each_service_has_as_many_documents_as_its_printed_list() {
    let printed: Vec<_> = rules().services().iter().map(|service| service.documents.len()).collect();
    assert_eq!(printed, [13, 18, 0, 10, 13, 10, 0, 11, 18, 8, 0, 10, 14, 0, 8, 9, 5]);
    let step2: Vec<_> = rules()
        .services()
        .iter()
        .filter_map(|service| Some((service.id, service.step2.as_ref()?.documents.len())))
        .collect();
    assert_eq!(step2.len(), 5, "five invitations have a second step");
    assert!(step2.iter().all(|(_, documents)| *documents == 3));
}

#[test]
fn the_printed_order_is_kept() {
    let types: Vec<_> = rules()
        .service(ServiceId::EmploymentInvitation)
        .documents
        .iter()
        .map(|document| document.kind.as_str())
        .collect();
    assert_eq!(
        types,
        [
            "registration_certificate",
            "appointment_of_head",
            "general_power_of_attorney",
            "power_of_attorney",
            "letter_of_invitation",
            "passport_copy",
            "state_fee_receipt",
            "employment_contract",
            "qualification_documents",
            "foreign_employee_form",
            "principal_visa",
            "family_certificate",
            "consent_form",
        ]
    );
}

#[test]
fn every_printed_line_appears_for_the_company_once_and_for_every_person() {
    for service in rules().services() {
        let mut case = family();
        case.category = service.categories.first().copied();
        let list = checklist(service.id, &case);
        let of_company = service.documents.iter().filter(|document| document.scope == Scope::Company);
        let of_company = of_company.count();
        let of_person = service.documents.len() - of_company;
        if list.basis == Basis::Printed {
            assert_eq!(list.items.len(), of_company + 3 * of_person, "{}", service.id);
        }
    }
}

#[test]
fn the_letter_of_invitation_is_one_for_all_persons_in_two_hard_copies() {
    let list = checklist(ServiceId::EmploymentInvitation, &family());
    let letters: Vec<_> =
        list.items.iter().filter(|item| item.document.kind == "letter_of_invitation").collect();
    assert_eq!(letters.len(), 1);
    assert_eq!((letters[0].person.as_deref(), letters[0].document.form.hard_copies), (None, Some(2)));
}

#[test]
fn powers_of_attorney_depend_on_the_host_and_on_who_files() {
    let id = ServiceId::EmploymentInvitation;
    let head_office = checklist(id, &family());
    assert!(is_not_expected(find(&head_office, None, "general_power_of_attorney"), false));
    assert!(is_not_expected(find(&head_office, None, "power_of_attorney"), false));
    for host in [HostKind::Branch, HostKind::RepresentativeOffice] {
        let case = Case { host, has_representative: true, ..family() };
        let list = checklist(id, &case);
        assert!(find(&list, None, "general_power_of_attorney").expected.is_required());
        assert!(find(&list, None, "power_of_attorney").expected.is_required());
    }
}

#[test]
fn employment_papers_are_shown_for_dependants_as_not_expected_and_inferred() {
    let list = checklist(ServiceId::EmploymentInCountry, &family());
    for kind in ["employment_contract", "foreign_employee_form", "enbek_certificate"] {
        assert!(find(&list, Some("principal"), kind).expected.is_required());
        assert!(is_not_expected(find(&list, Some("child"), kind), true), "{kind} for the child");
    }
    // That the qualification is for employees is printed, so it isn't an inference.
    assert!(is_not_expected(find(&list, Some("spouse"), "qualification_documents"), false));
    for kind in ["principal_visa", "family_certificate", "consent_form"] {
        assert!(find(&list, Some("spouse"), kind).expected.is_required());
        assert!(is_not_expected(find(&list, Some("principal"), kind), false));
    }
}

#[test]
fn the_contract_shows_the_period_for_an_invitation_only() {
    let shows = |id| {
        let documents = &rules().service(id).documents;
        let contract = documents.iter().find(|document| document.kind == "employment_contract");
        contract.unwrap().must_show.clone()
    };
    let (title, both) = (MustShow::JobTitle, MustShow::BothSignatures);
    assert_eq!(shows(ServiceId::EmploymentInvitation), [both, title, MustShow::EngagementPeriod]);
    assert_eq!(shows(ServiceId::EmploymentInCountry), [both, title]);
    assert_eq!(shows(ServiceId::TemporaryResidencePermit), [both, title]);
}

#[test]
fn a_category_decides_between_the_business_papers() {
    let id = ServiceId::LongBusinessInvitation;
    let expected = |category| {
        let list = checklist(id, &Case { category, ..Case::of(PersonRole::Founder, 1) });
        (
            find(&list, Some("1"), "service_contract").expected,
            find(&list, Some("1"), "founder_or_board_proof").expected,
        )
    };
    let (contract, proof) = expected(Some(VisaCategory::B2));
    assert!(contract.is_required() && !proof.is_required());
    let (contract, proof) = expected(Some(VisaCategory::B3));
    assert!(!contract.is_required() && proof.is_required());
    let (contract, proof) = expected(None);
    assert!(matches!(contract, Expected::IfApplicable { .. }));
    assert!(matches!(proof, Expected::IfApplicable { .. }));
}

#[test]
fn a_visa_copy_is_asked_of_those_who_hold_a_visa() {
    let expected = |holds_visa| {
        let mut case = Case::of(PersonRole::Employee, 1);
        case.persons[0].holds_visa = holds_visa;
        let list = checklist(ServiceId::EmploymentInCountry, &case);
        find(&list, Some("1"), "visa_copy").expected
    };
    assert!(expected(Some(true)).is_required());
    assert!(matches!(expected(Some(false)), Expected::NotExpected { inferred: true, .. }));
    assert!(matches!(expected(None), Expected::IfApplicable { .. }));
}

#[test]
fn fingerprints_of_a_young_child_are_asked_about_and_not_dropped() {
    let list = checklist(ServiceId::EmploymentInCountry, &family());
    let certificate = |key| find(&list, Some(key), "fingerprint_certificate");
    assert!(certificate("principal").expected.is_required());
    assert!(matches!(certificate("child").expected, Expected::IfApplicable { .. }));
    assert_eq!(certificate("child").document.validity[0].rule, ValidityRule::CurrentYear);
}

#[test]
fn a_child_of_14_to_18_consents_to_the_residence_permit() {
    let mut case = family();
    case.persons[0].role = PersonRole::Investor;
    let consent = |born: Option<&str>| {
        let mut case = case.clone();
        case.persons[2].birth_date = born.map(day);
        let list = checklist(ServiceId::ResidencePermit, &case);
        find(&list, Some("child"), "child_consent").expected
    };
    assert!(consent(Some("2012-03-02")).is_required(), "14 today");
    assert!(consent(Some("2008-03-03")).is_required(), "18 tomorrow");
    for (born, why) in [("2012-03-03", "14 tomorrow"), ("2008-03-02", "18 today")] {
        assert!(matches!(consent(Some(born)), Expected::NotExpected { inferred: true, .. }), "{why}");
    }
    assert!(matches!(consent(None), Expected::IfApplicable { .. }), "age unknown");
    let list = checklist(ServiceId::ResidencePermit, &case);
    assert!(is_not_expected(find(&list, Some("principal"), "child_consent"), true));
}

#[test]
fn d09_consent_for_the_temporary_permit_is_asked_of_family_and_experts() {
    let roles = [PersonRole::Employee, PersonRole::CivilLawExpert, PersonRole::Dependant];
    let persons = roles.iter().map(|role| CasePerson::new(role.as_str(), *role)).collect();
    let list = checklist(ServiceId::TemporaryResidencePermit, &Case { persons, ..Case::default() });
    let consent = |role: PersonRole| find(&list, Some(role.as_str()), "consent_form").expected;
    assert!(!consent(PersonRole::Employee).is_required());
    assert!(consent(PersonRole::CivilLawExpert).is_required());
    assert!(consent(PersonRole::Dependant).is_required());
    let contract = find(&list, Some("civil_law_expert"), "employment_contract");
    assert!(is_not_expected(contract, true));
}

#[test]
fn an_investor_s_family_shows_the_investor_s_visa_although_a_work_visa_is_printed() {
    for id in
        [ServiceId::InvestorA5Invitation, ServiceId::InvestorA5InCountry, ServiceId::InvestorA6Invitation]
    {
        let documents = &rules().service(id).documents;
        let visa = documents.iter().find(|document| document.kind == "principal_visa").unwrap();
        assert_eq!(visa.accepted_categories(), [VisaCategory::A5, VisaCategory::A6]);
        assert!(visa.inferred[0].reason.en.contains("work visa"), "the print is shown as it is");
    }
    let documents = &rules().service(ServiceId::EmploymentInvitation).documents;
    let visa = documents.iter().find(|document| document.kind == "principal_visa").unwrap();
    assert_eq!(visa.accepted_categories(), [VisaCategory::C3]);
}

#[test]
fn d18_an_extension_shows_a_likely_list_and_calls_it_likely() {
    for (id, of) in [
        (ServiceId::EmploymentExtension, ServiceId::EmploymentInCountry),
        (ServiceId::InvestorExtension, ServiceId::InvestorA5InCountry),
        (ServiceId::ShortBusinessExtension, ServiceId::LongBusinessInCountry),
        (ServiceId::LongBusinessExtension, ServiceId::LongBusinessInCountry),
    ] {
        let list = checklist(id, &Case::of(rules().service(id).principal_role(), 1));
        let Basis::Likely(likely) = list.basis else { panic!("{id} has no printed list") };
        assert_eq!(likely.service, of);
        assert_eq!(list.items.len(), rules().service(of).documents.len());
        assert!(rules().service(id).documents.is_empty() && rules().service(id).fees.is_none());
        assert!(rules().service(id).needs_same_host());
    }
}

#[test]
fn a6_is_collected_at_an_embassy_only() {
    let places = |id| rules().service(id).step2.as_ref().unwrap().places.clone();
    assert_eq!(places(ServiceId::InvestorA6Invitation), [Step2Place::Embassy]);
    for id in [
        ServiceId::EmploymentInvitation,
        ServiceId::InvestorA5Invitation,
        ServiceId::ShortBusinessInvitation,
        ServiceId::LongBusinessInvitation,
    ] {
        assert_eq!(places(id), [Step2Place::Embassy, Step2Place::Airport]);
    }
}

#[test]
fn forms_are_alternatives_and_differ_by_service() {
    let form = |id, kind: &str| {
        let documents = &rules().service(id).documents;
        let document = documents.iter().find(|document| document.kind == kind).unwrap();
        document.form.any_of.clone()
    };
    use FormAlternative::*;
    let invitation = ServiceId::EmploymentInvitation;
    let permit = ServiceId::TemporaryResidencePermit;
    assert_eq!(form(invitation, "qualification_documents"), [Legalised, Apostilled, Notarised]);
    assert_eq!(form(permit, "qualification_documents"), [Legalised, Apostilled]);
    assert_eq!(form(invitation, "family_certificate"), [ApostilledCopy, LegalisedCopy]);
    assert_eq!(form(permit, "family_certificate"), [Original, Notarised]);
    assert_eq!(form(permit, "passport"), [Original, NotarisedCopy]);
    assert_eq!(form(ServiceId::EmploymentInCountry, "passport"), [], "not printed");
}

#[test]
fn conditions_are_those_of_the_print() {
    let conditions = |id: ServiceId| {
        let documents = &rules().service(id).documents;
        documents.iter().filter(|document| document.condition != Condition::Always).count()
    };
    assert_eq!(conditions(ServiceId::EmploymentInvitation), 6);
    assert_eq!(conditions(ServiceId::InvestorA5Invitation), 4, "the consent has no condition here");
    assert_eq!(conditions(ServiceId::ResidencePermit), 0);
    assert_eq!(conditions(ServiceId::VisaCancellationLeft), 3);
}

#[test]
fn a_day_before_the_guidebook_has_no_checklist() {
    let error = rules().checklist(ServiceId::ResidencePermit, &family(), day("2024-12-31")).unwrap_err();
    assert_eq!(error, RulebookError::NoEdition { on: day("2024-12-31"), from: day("2025-01-01") });
}
