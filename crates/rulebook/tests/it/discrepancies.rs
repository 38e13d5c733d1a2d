//! The contradictions of the two documents that could cost money or a date, one test each.
//! Those about fees, windows and lists stand with the tests of fees, windows and lists.

use crate::support::{day, rules};
use rulebook::{
    CountryGroup, HintTopic, Process, RulebookError, ServiceId, TrpEligibility, VisaCategory, WorkingCalendar,
};

fn hint_of(id: ServiceId, hint: &str) -> &'static rulebook::Hint {
    let hints = &rules().service(id).hints;
    hints.iter().find(|known| known.id == hint).unwrap_or_else(|| panic!("{id} lacks {hint}"))
}

#[test]
fn d01_the_office_is_in_astana_and_almaty_is_a_warning() {
    let edition = rules().edition();
    assert_eq!(edition.offices.len(), 1);
    let office = &edition.offices[0];
    assert_eq!(office.city.en, "Astana");
    assert!(office.phones.iter().all(|phone| phone.starts_with("+7 (7172)")));
    assert!(edition.info.warnings.iter().any(|warning| warning.text.en.contains("Almaty")));
}

#[test]
fn d05_d14_currency_and_count_of_persons_are_said_to_be_assumed() {
    let id = ServiceId::EmploymentInvitation;
    let case = rulebook::Case::of(rulebook::PersonRole::Employee, 2);
    let fees = rules().fees(id, &case, day("2026-03-02")).unwrap();
    assert!(fees.assumptions.iter().any(|text| text.en.contains("tenge is assumed")));
    assert!(fees.assumptions.iter().any(|text| text.en.contains("for each person")));
    let id = ServiceId::ShortBusinessInvitation;
    let case = rulebook::Case::of(rulebook::PersonRole::BusinessPartner, 1);
    assert_eq!(rules().fees(id, &case, day("2026-03-02")).unwrap().assumptions, [], "KZT is printed");
}

#[test]
fn d09_the_migration_service_decides_beside_the_one_business_day() {
    let hint = hint_of(ServiceId::TemporaryResidencePermit, "trp_decision_separate");
    assert_eq!(hint.topic, HintTopic::Time);
}

#[test]
fn d13_the_residence_permit_has_no_process_and_no_company_papers() {
    let service = rules().service(ServiceId::ResidencePermit);
    let Process::No { reason } = &service.process else { panic!("no process is printed") };
    assert!(reason.en.contains("Ask the Expat Centre"));
    assert!(service.documents.iter().all(|document| document.scope == rulebook::Scope::Person));
    assert!(service.timeframe.as_ref().unwrap().extension.is_none());
}

#[test]
fn d16_eaeu_wins_over_cis_and_doubtful_countries_are_asked_about() {
    let eligibility = |code| rules().trp_eligibility(code, day("2026-03-02")).unwrap();
    for (code, group, days) in [
        ("RU", CountryGroup::Eaeu, 90),
        ("ARM", CountryGroup::Eaeu, 90),
        ("by", CountryGroup::Eaeu, 90),
        ("KGZ", CountryGroup::Eaeu, 90),
        ("UZ", CountryGroup::Cis, 30),
        ("TJK", CountryGroup::Cis, 30),
        ("AZ", CountryGroup::Cis, 30),
    ] {
        let TrpEligibility::Eligible { rule, .. } = eligibility(code) else { panic!("{code} is eligible") };
        assert_eq!((rule.group, rule.stay_over_days), (group, days), "{code}");
    }
    for code in ["MD", "GE", "UA", "TM", "MN"] {
        assert!(matches!(eligibility(code), TrpEligibility::Ask { .. }), "{code}");
    }
    for code in ["DE", "TR", "IND", "KZ", "US"] {
        assert_eq!(eligibility(code), TrpEligibility::NotEligible, "{code}");
    }
}

#[test]
fn d16_the_groups_overlap_as_they_do_in_the_world() {
    let on = day("2026-03-02");
    let codes = |group| -> Vec<&str> {
        let mut codes: Vec<_> =
            rules().countries().group(group, on).map(|member| &*member.country.value).collect();
        codes.sort_unstable();
        codes
    };
    assert_eq!(codes(CountryGroup::Eaeu), ["ARM", "BLR", "KAZ", "KGZ", "RUS"]);
    assert_eq!(codes(CountryGroup::Cis), ["ARM", "AZE", "BLR", "KAZ", "KGZ", "MDA", "RUS", "TJK", "UZB"]);
    assert_eq!(codes(CountryGroup::TrpEligible), ["ARM", "AZE", "BLR", "KGZ", "RUS", "TJK", "UZB"]);
    let before = day("2014-12-31");
    assert_eq!(rules().countries().group(CountryGroup::Eaeu, before).count(), 0, "dated");
}

#[test]
fn d19_extensions_warn_of_filing_late() {
    for id in ServiceId::ALL.into_iter().filter(|id| id.is_extension()) {
        assert_eq!(hint_of(id, "extension_risk").topic, HintTopic::Time);
        let window = rules().service(id).filing_window.as_ref().unwrap();
        assert_eq!((window.earliest_working_days, window.latest_working_days), (30, 5), "{id}");
    }
}

#[test]
fn d34_the_payment_step_of_the_portal_is_told_wherever_the_portal_is_used() {
    for service in rules().services() {
        if matches!(service.process, Process::Steps { .. }) {
            assert_eq!(hint_of(service.id, "portal_payment_step").topic, HintTopic::Process);
        }
    }
}

#[test]
fn d39_both_readings_of_the_45_working_days_have_a_date() {
    let refund = &rules().edition().portal.refund;
    assert!(refund.doubt.en.contains("not said"));
    let paid = day("2026-11-23");
    let before_the_letter = rules().refund_dates(paid, None).unwrap();
    assert_eq!(before_the_letter.ask_by, day("2027-01-29"), "45 working days from the payment");
    assert_eq!(before_the_letter.expected_by, None);
    let after = rules().refund_dates(paid, Some(day("2026-12-01"))).unwrap();
    assert_eq!(after.ask_by, before_the_letter.ask_by, "the letter doesn't move the limit");
    assert_eq!(after.expected_by, Some(day("2027-02-08")));
}

#[test]
fn d49_a_pending_payment_must_not_be_paid_again() {
    let notes = &rules().edition().portal.notes;
    let note = notes.iter().find(|note| note.id == "do_not_pay_twice").unwrap();
    assert!(note.text.en.ends_with("Do not pay again."));
    assert_eq!(note.citation.source, rulebook::SourceDocument::PortalGuide);
}

#[test]
fn d04_c5_has_no_confirmed_line_on_the_portal() {
    let id = ServiceId::ShortBusinessInvitation;
    let portal = &rules().edition().portal;
    for category in [VisaCategory::B1, VisaCategory::B2, VisaCategory::B3] {
        assert!(portal.service(id, category).unwrap().name.contains("Single entry"));
    }
    assert_eq!(portal.service(id, VisaCategory::C5), None);
    assert_eq!(portal.service(ServiceId::EmploymentInvitation, VisaCategory::C3), None);
    hint_of(id, "c5_portal");
}

#[test]
fn the_portal_s_sample_invoice_runs_out_when_it_says() {
    assert_eq!(rules().invoice_due(day("2024-06-13")), Ok(day("2024-07-13")));
}

#[test]
fn d52_the_edition_says_how_old_it_is() {
    let info = &rules().edition().info;
    assert_eq!((info.id.as_str(), info.from), ("2025", day("2025-01-01")));
    assert!(info.warnings.iter().any(|warning| warning.text.en.contains("Tax Code")));
}

#[test]
fn an_unknown_country_is_refused_in_words() {
    for code in ["XX", "", "Z", "Germany", "D"] {
        let error = rules().trp_eligibility(code, day("2026-03-02")).unwrap_err();
        assert_eq!(error, RulebookError::UnknownCountry(code.to_owned()));
        assert!(error.to_string().contains("ISO 3166"));
    }
    assert_eq!(rules().countries().all().len(), 249);
    assert_eq!(rules().countries().require(" uzb ").unwrap().alpha2, "UZ");
}

#[test]
fn the_calendar_knows_four_years() {
    assert_eq!(WorkingCalendar::years(rules().calendar()), (2024, 2027));
}
