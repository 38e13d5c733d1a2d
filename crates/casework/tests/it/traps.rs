//! Traps of the guidebook, one named test each.

use crate::folder::Folder;
use crate::generate::{TODAY, clean, rulebook};
use casework::readiness::{FindingCode, LineState, Severity, checklist_status, findings};
use casework::{Finding, PaperForm, StayDocumentKind, Subject};
use jiff::ToSpan;
use jiff::civil::date;
use rulebook::ServiceId;

fn find(folder: &Folder, code: FindingCode) -> Vec<Finding> {
    findings(&folder.file(), rulebook(), TODAY).into_iter().filter(|one| one.code == code).collect()
}

fn only(folder: &Folder, code: FindingCode) -> Finding {
    let mut all = find(folder, code);
    assert_eq!(all.len(), 1, "{code:?}");
    all.remove(0)
}

/// An employee with a spouse, where the seed brings one.
fn family(service: ServiceId) -> Folder {
    (0..).map(|seed| clean(service, seed)).find(|folder| folder.persons.len() == 2).unwrap()
}

#[test]
fn passport_must_outlive_the_visa_by_more_than_three_months() {
    let mut folder = clean(ServiceId::EmploymentInvitation, 1);
    let until = folder.application.details.until.unwrap();
    folder.principal().passport().expires_on = until.checked_add(3.months()).ok();
    let finding = only(&folder, FindingCode::PassportTooShort);
    assert_eq!(finding.severity, Severity::Blocks);
    assert_eq!(finding.citation.as_ref().unwrap().lines, (63, 63), "the copy of the passport in the list");
    folder.principal().passport().expires_on = until.checked_add(3.months()).unwrap().tomorrow().ok();
    assert_eq!(find(&folder, FindingCode::PassportTooShort), []);
}

#[test]
fn invitation_needs_the_period_in_the_contract_and_the_visa_inside_the_country_does_not() {
    let mut folder = clean(ServiceId::EmploymentInvitation, 1);
    folder.principal().engagement.as_mut().unwrap().until = None;
    assert_eq!(only(&folder, FindingCode::EngagementEndMissing).field, "engagement.until");
    let mut folder = clean(ServiceId::EmploymentInCountry, 1);
    folder.principal().engagement.as_mut().unwrap().until = None;
    assert_eq!(find(&folder, FindingCode::EngagementEndMissing), []);
}

#[test]
fn principal_in_the_same_application_needs_no_visa_yet_and_this_is_said_as_inferred() {
    let folder = family(ServiceId::EmploymentInvitation);
    let finding = only(&folder, FindingCode::PrincipalAppliesToo);
    assert_eq!(finding.severity, Severity::Tells);
    assert!(finding.message.en.contains("infer"));
    let states: Vec<_> = checklist_status(&folder.file(), rulebook(), TODAY)
        .into_iter()
        .filter(|line| line.state == LineState::WithPrincipal)
        .collect();
    assert_eq!(states.len(), 1);
}

#[test]
fn principal_elsewhere_needs_a_valid_visa_of_the_right_category() {
    let mut folder = family(ServiceId::EmploymentInvitation);
    let visa = clean(ServiceId::EmploymentExtension, 1).persons[0].stay_documents[0].clone();
    folder.persons.remove(0);
    assert_eq!(only(&folder, FindingCode::PrincipalVisaMissing).severity, Severity::Blocks);

    folder.persons[0].principal_stay_documents = vec![visa.clone()];
    assert_eq!(find(&folder, FindingCode::PrincipalVisaMissing), []);
    assert_eq!(find(&folder, FindingCode::PrincipalVisaExpired), []);

    folder.persons[0].principal_stay_documents[0].valid_until = Some(date(2026, 3, 1));
    assert_eq!(only(&folder, FindingCode::PrincipalVisaExpired).severity, Severity::Blocks);

    folder.persons[0].principal_stay_documents = vec![visa];
    folder.persons[0].principal_stay_documents[0].category = "B1".into();
    assert_eq!(only(&folder, FindingCode::PrincipalVisaCategory).severity, Severity::Blocks);
}

#[test]
fn d27_dependant_of_an_investor_shows_the_investor_visa() {
    let mut folder = family(ServiceId::InvestorA5Invitation);
    let visa = clean(ServiceId::InvestorExtension, 1).persons[0].stay_documents[0].clone();
    folder.persons.remove(0);
    folder.persons[0].principal_stay_documents = vec![visa];
    assert_eq!(find(&folder, FindingCode::PrincipalVisaCategory), []);
    folder.persons[0].principal_stay_documents[0].category = "C3".into();
    assert_eq!(find(&folder, FindingCode::PrincipalVisaCategory).len(), 1);
}

#[test]
fn what_the_host_signs_is_written_by_us_and_does_not_block() {
    let folder = clean(ServiceId::EmploymentInvitation, 1);
    let finding = only(&folder, FindingCode::HostToSign);
    assert_eq!((finding.severity, finding.field.as_str()), (Severity::Tells, "papers.letter_of_invitation"));
    assert!(finding.message.en.contains("copies: 2"), "two hard copies: {}", finding.message.en);
}

#[test]
fn consent_of_a_dependant_blocks_until_the_signed_scan_is_attached() {
    let mut folder = family(ServiceId::EmploymentInvitation);
    folder.dependant().unwrap().papers.retain(|paper| paper.document != "consent_form");
    let finding = only(&folder, FindingCode::PersonToSign);
    assert_eq!((finding.severity, finding.field.as_str()), (Severity::Blocks, "papers.consent_form"));
    let mut folder = clean(ServiceId::EmploymentInvitation, 1);
    folder.principal().papers.retain(|paper| paper.document != "foreign_employee_form");
    assert_eq!(only(&folder, FindingCode::PersonToSign).severity, Severity::Warns);
}

#[test]
fn legalised_or_apostilled_are_alternatives_and_the_better_paper_counts() {
    let mut folder = family(ServiceId::EmploymentInvitation);
    let records = folder.dependant().unwrap();
    let mut plain = records.paper("family_certificate").unwrap().clone();
    plain.form = PaperForm::Copy;
    plain.id = crate::folder::Ids::starting_at(77).next();
    for form in [PaperForm::Legalised, PaperForm::Apostilled] {
        let records = folder.dependant().unwrap();
        records.paper("family_certificate").unwrap().form = form;
        records.papers.insert(0, plain.clone());
        assert_eq!(find(&folder, FindingCode::DocumentWrongForm), [], "{form:?} beside a plain copy");
        folder.dependant().unwrap().papers.remove(0);
    }
}

#[test]
fn paper_of_another_application_does_not_count() {
    let mut folder = clean(ServiceId::EmploymentInvitation, 1);
    let other = crate::folder::Ids::starting_at(5).next();
    folder.principal().paper("state_fee_receipt").unwrap().application = Some(other);
    assert_eq!(only(&folder, FindingCode::DocumentMissing).field, "papers.state_fee_receipt");
}

#[test]
fn one_receipt_for_the_whole_application_serves_everybody() {
    let mut folder = family(ServiceId::EmploymentInvitation);
    let receipt = folder.principal().paper("state_fee_receipt").unwrap().clone();
    for records in &mut folder.persons {
        records.papers.retain(|paper| paper.document != "state_fee_receipt");
    }
    assert_eq!(find(&folder, FindingCode::DocumentMissing).len(), 2);
    folder.application_papers.push(receipt);
    assert_eq!(find(&folder, FindingCode::DocumentMissing), []);
}

#[test]
fn d05_validity_between_two_and_three_years_has_no_price() {
    let mut folder = clean(ServiceId::EmploymentInvitation, 1);
    for (months, silent) in [(24, false), (25, true), (35, true), (36, false), (60, false), (61, true)] {
        let details = &mut folder.application.details;
        details.validity_months = Some(months);
        details.until = details.from.unwrap().checked_add(i64::from(months).months()).ok();
        assert_eq!(!find(&folder, FindingCode::PriceUnknown).is_empty(), silent, "{months} months");
    }
}

#[test]
fn d12_a6_is_collected_at_an_embassy_only() {
    let mut folder = clean(ServiceId::InvestorA6Invitation, 1);
    folder.application.details.visa_country = "KAZ".into();
    assert_eq!(only(&folder, FindingCode::AirportNotOffered).severity, Severity::Blocks);
    let mut folder = clean(ServiceId::InvestorA5Invitation, 1);
    folder.application.details.visa_country = "KAZ".into();
    assert_eq!(find(&folder, FindingCode::AirportNotOffered), []);
}

#[test]
fn d16_russia_is_in_both_groups_and_counts_as_eaeu() {
    let mut folder = clean(ServiceId::TemporaryResidencePermit, 1);
    folder.principal().person.citizenships = vec!["RUS".into()];
    let from = folder.application.details.from.unwrap();
    folder.application.details.until = from.checked_add(59.days()).ok();
    let finding = only_of_principal(&folder, FindingCode::TrpStayTooShort);
    assert!(finding.message.en.contains("90") && finding.message.en.contains("60"), "{}", finding.message.en);
    folder.principal().person.citizenships = vec!["UZB".into()];
    folder.persons.truncate(1);
    assert_eq!(find(&folder, FindingCode::TrpStayTooShort), [], "30 days for a CIS citizen");
}

#[test]
fn d18_extension_shows_a_likely_list_and_says_so() {
    for service in ServiceId::ALL.into_iter().filter(|service| service.is_extension()) {
        let folder = clean(service, 1);
        let doubts =
            find(&folder, FindingCode::ListLikely).len() + find(&folder, FindingCode::ListNotPrinted).len();
        assert_eq!(doubts, 1, "{service}");
    }
}

#[test]
fn d19_filing_on_the_last_day_risks_an_overstay() {
    let mut folder = clean(ServiceId::EmploymentExtension, 1);
    let expires = folder.persons[0].stay_documents[0].valid_until.unwrap();
    let window = rulebook().filing_window(expires).unwrap();
    for (filing, code) in [
        (window.earliest.yesterday().unwrap(), FindingCode::FilingTooEarly),
        (window.latest, FindingCode::FilingAtRisk),
        (window.latest.tomorrow().unwrap(), FindingCode::FilingTooLate),
    ] {
        folder.application.filing_on = Some(filing);
        let finding = find(&folder, code).remove(0);
        assert_eq!(finding.field, "application.filing_on", "{filing}");
    }
    folder.application.filing_on = Some(window.earliest);
    for code in [FindingCode::FilingTooEarly, FindingCode::FilingTooLate] {
        assert_eq!(find(&folder, code), []);
    }
}

#[test]
fn d22_old_medical_form_warns_and_does_not_block() {
    let mut folder = clean(ServiceId::ResidencePermit, 1);
    let filing = folder.application.filing_on.unwrap_or(TODAY);
    folder.principal().paper("medical_form_028").unwrap().issued_on = filing.checked_sub(181.days()).ok();
    let finding = only(&folder, FindingCode::PaperTooOld);
    assert_eq!(finding.severity, Severity::Warns);
    assert!(finding.inferred.is_some(), "the guidebook doesn't print the 180 days");
    folder.principal().paper("medical_form_028").unwrap().issued_on = filing.checked_sub(180.days()).ok();
    assert_eq!(find(&folder, FindingCode::PaperTooOld), []);
}

#[test]
fn d29_d31_category_that_is_not_named_warns() {
    let mut folder = clean(ServiceId::InvestorExtension, 1);
    folder.application.details.category = "A6".into();
    let finding = only(&folder, FindingCode::CategoryInferred);
    assert_eq!((finding.severity, finding.field.as_str()), (Severity::Warns, "application.category"));
    let mut folder = clean(ServiceId::VisaCancellationLeft, 1);
    folder.principal().stay_documents[0].category = "A5".into();
    assert_eq!(find(&folder, FindingCode::CategoryInferred)[0].field, "stay_document.category");
}

#[test]
fn d33_waiver_is_refused_for_a_controlled_function() {
    let mut folder = clean(ServiceId::WaiverModification, 1);
    folder.principal().engagement.as_mut().unwrap().controlled_function = true;
    assert_eq!(only(&folder, FindingCode::ControlledFunction).severity, Severity::Blocks);
}

#[test]
fn d48_certificate_of_the_year_counts_by_the_year_of_the_visit() {
    let mut folder = clean(ServiceId::EmploymentInCountry, 1);
    folder.application.filing_on = Some(date(2026, 12, 21));
    folder.principal().paper("fingerprint_certificate").unwrap().issued_on = Some(date(2026, 12, 20));
    assert_eq!(only_of_principal(&folder, FindingCode::PaperYearEnds).severity, Severity::Warns);
    folder.application.filing_on = Some(date(2027, 1, 11));
    assert_eq!(only_of_principal(&folder, FindingCode::PaperNotOfYear).severity, Severity::Blocks);
}

fn only_of_principal(folder: &Folder, code: FindingCode) -> Finding {
    let principal = Subject::Person(folder.persons[0].person.id);
    find(folder, code).into_iter().find(|finding| finding.subject == principal).unwrap()
}

#[test]
fn d54_temporary_permit_instead_of_the_investor_visa_warns() {
    let mut folder = clean(ServiceId::ResidencePermit, 1);
    folder.principal().stay_documents[0].kind = StayDocumentKind::TemporaryResidencePermit;
    assert_eq!(only(&folder, FindingCode::PermitInsteadOfVisa).severity, Severity::Warns);
}

#[test]
fn mci_of_next_year_is_unknown_and_said_not_guessed() {
    let mut folder = clean(ServiceId::EmploymentInvitation, 1);
    folder.application.filing_on = Some(date(2027, 1, 11));
    let finding = only(&folder, FindingCode::PriceUnknown);
    assert_eq!((finding.severity, finding.field.as_str()), (Severity::Warns, "application.filing_on"));
}

#[test]
fn filing_on_a_working_sunday_is_no_day_off_and_beyond_the_calendar_is_said() {
    let mut folder = clean(ServiceId::EmploymentInvitation, 1);
    folder.application.filing_on = Some(date(2026, 3, 24));
    assert_eq!(find(&folder, FindingCode::FilingDayOff).len(), 1, "Nauryz moved to Tuesday");
    folder.application.filing_on = Some(date(2029, 3, 5));
    assert!(!find(&folder, FindingCode::CalendarUnknown).is_empty());
}

#[test]
fn category_typed_in_cyrillic_letters_is_understood() {
    let mut folder = clean(ServiceId::EmploymentInvitation, 1);
    folder.application.details.category = "\u{421}3".into();
    assert_eq!(find(&folder, FindingCode::CategoryUnknown), []);
}

#[test]
fn branch_needs_its_general_power_of_attorney() {
    let mut folder = (0..).map(|seed| clean(ServiceId::EmploymentInvitation, seed)).find(is_branch).unwrap();
    assert_eq!(find(&folder, FindingCode::DocumentMissing), []);
    folder.company_papers.retain(|paper| paper.document != "general_power_of_attorney");
    let finding = only(&folder, FindingCode::DocumentMissing);
    assert_eq!(finding.field, "papers.general_power_of_attorney");
}

fn is_branch(folder: &Folder) -> bool {
    folder.company.bin.as_bytes()[5] == b'1'
}

#[test]
fn sentence_names_the_days_and_what_to_do() {
    let mut folder = clean(ServiceId::EmploymentInvitation, 1);
    folder.application.details.from = Some(date(2026, 9, 1));
    folder.application.details.validity_months = Some(12);
    folder.application.details.until = Some(date(2027, 8, 31));
    folder.principal().passport().expires_on = Some(date(2027, 10, 15));
    let message = only(&folder, FindingCode::PassportTooShort).message;
    assert_eq!(
        message.en,
        "The passport expires on 15 Oct 2027; it must be valid for more than 3 months after the visa ends on \
         31 Aug 2027, that is to 1 Dec 2027 or later. Renew the passport or ask for a shorter visa."
    );
    assert!(message.ru.contains("15.10.2027") && message.kk.contains("01.12.2027"));
}
