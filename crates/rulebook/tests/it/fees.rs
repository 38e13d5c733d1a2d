//! Fees: every printed price, every silence, and the days on which the state fee changes.

use crate::support::{day, rules};
use rulebook::{
    Amount, Case, CasePerson, FeeLineKind, Fees, ManagerReading, PersonRole, RulebookError, ServiceId,
    Silence, ValidityMonths, VisaCategory,
};

fn case(id: ServiceId, persons: u32) -> Case {
    Case::of(rules().service(id).principal_role(), persons)
}

fn for_months(id: ServiceId, persons: u32, months: i64) -> Case {
    let validity_months = Some(ValidityMonths::new(months).unwrap());
    Case { validity_months, ..case(id, persons) }
}

fn fees(id: ServiceId, case: &Case, on: &str) -> Fees {
    rules().fees(id, case, day(on)).unwrap()
}

fn reasons(fees: &Fees) -> Vec<Silence> {
    fees.reasons.iter().map(|reason| reason.silence).collect()
}

fn tenge(amount: i64) -> Option<i64> {
    Some(amount * 100)
}

#[test]
fn every_printed_price_is_answered_for_2025() {
    use ServiceId::*;
    for (id, months, service, state) in [
        (EmploymentInvitation, 24, 390_000, Some(1_966)),
        (EmploymentInvitation, 36, 760_000, Some(1_966)),
        (EmploymentInCountry, 12, 390_000, Some(117_960)),
        (EmploymentInCountry, 60, 760_000, Some(117_960)),
        (InvestorA5Invitation, 1, 390_000, None),
        (InvestorA5Invitation, 48, 760_000, None),
        (InvestorA5InCountry, 24, 390_000, None),
        (InvestorA5InCountry, 60, 760_000, None),
        (InvestorA6Invitation, 24, 390_000, None),
        (InvestorA6Invitation, 36, 760_000, None),
        (ResidencePermit, 120, 1_520_000, Some(15_728)),
        (ShortBusinessInvitation, 3, 40_000, Some(1_966)),
        (LongBusinessInvitation, 12, 40_000, Some(1_966)),
        (LongBusinessInCountry, 12, 40_000, Some(117_960)),
        (VisaCancellationLeft, 1, 20_000, None),
        (VisaCancellationInCountry, 1, 20_000, Some(1_966)),
        (WaiverModification, 1, 60_000, None),
    ] {
        let fees = fees(id, &for_months(id, 1, months), "2025-07-01");
        assert_eq!(fees.service_total_tiyn, tenge(service), "service fee of {id}");
        assert_eq!(fees.state_total_tiyn, state.and_then(tenge), "state fee of {id}");
        assert_eq!(fees.total_tiyn, tenge(service + state.unwrap_or(0)), "total of {id}");
        assert_eq!(fees.reasons, []);
    }
}

#[test]
fn d10_the_state_fee_changes_between_31_december_2025_and_1_january_2026() {
    let id = ServiceId::EmploymentInvitation;
    let one = for_months(id, 1, 24);
    assert_eq!(fees(id, &one, "2025-12-31").state_total_tiyn, Some(196_600));
    assert_eq!(fees(id, &one, "2026-01-01").state_total_tiyn, Some(216_250), "2 162.50, not rounded");
    let id = ServiceId::EmploymentInCountry;
    assert_eq!(fees(id, &for_months(id, 1, 24), "2026-01-01").state_total_tiyn, tenge(129_750));
    let id = ServiceId::ResidencePermit;
    assert_eq!(fees(id, &case(id, 1), "2026-01-01").state_total_tiyn, tenge(17_300));
}

#[test]
fn d10_no_state_fee_is_computed_for_a_year_whose_mci_is_unknown() {
    let id = ServiceId::EmploymentInvitation;
    let fees = fees(id, &for_months(id, 1, 24), "2027-01-01");
    assert_eq!(reasons(&fees), [Silence::MciUnknown { on: day("2027-01-01") }]);
    assert_eq!((fees.total_tiyn, fees.state_total_tiyn), (None, None));
    assert_eq!(fees.service_total_tiyn, tenge(390_000), "the service fee is still known");
    assert!(fees.reasons[0].text.en.contains("2027-01-01"));
    // Where no state fee is asked for, an unknown MCI doesn't matter.
    let id = ServiceId::WaiverModification;
    assert_eq!(self::fees(id, &case(id, 1), "2027-01-01").total_tiyn, tenge(60_000));
}

#[test]
fn the_mci_changes_inside_2020_and_2022() {
    for (on, mci) in [
        ("2015-01-01", 1_982),
        ("2020-03-31", 2_651),
        ("2020-04-01", 2_778),
        ("2022-03-31", 3_063),
        ("2022-04-01", 3_180),
        ("2024-12-31", 3_692),
        ("2025-12-31", 3_932),
        ("2026-01-01", 4_325),
        ("2026-12-31", 4_325),
    ] {
        assert_eq!(rules().mci_on(day(on)).unwrap(), mci, "MCI on {on}");
    }
    for on in ["2014-12-31", "2027-01-01"] {
        assert_eq!(rules().mci_on(day(on)), Err(RulebookError::NoMci { on: day(on) }));
    }
}

#[test]
fn vat_is_12_percent_until_2025_and_16_from_2026() {
    assert_eq!(rules().vat_on(day("2025-12-31")), Ok(12));
    assert_eq!(rules().vat_on(day("2026-01-01")), Ok(16));
    assert_eq!(rules().vat_on(day("2003-12-31")), Err(RulebookError::NoVat { on: day("2003-12-31") }));
}

#[test]
fn d05_between_2_and_3_years_and_above_5_there_is_no_price() {
    for id in [
        ServiceId::EmploymentInvitation,
        ServiceId::EmploymentInCountry,
        ServiceId::InvestorA5Invitation,
        ServiceId::InvestorA5InCountry,
        ServiceId::InvestorA6Invitation,
    ] {
        for months in 1..=72 {
            let fees = fees(id, &for_months(id, 1, months), "2026-03-02");
            let months = u32::try_from(months).unwrap();
            let (price, silence) = match months {
                1..=24 => (tenge(390_000), vec![]),
                36..=60 => (tenge(760_000), vec![]),
                25..=35 => (None, vec![Silence::BetweenBands { months }]),
                _ => (None, vec![Silence::BeyondBands { months }]),
            };
            assert_eq!(fees.service_total_tiyn, price, "{id}, {months} months");
            assert_eq!(reasons(&fees), silence, "{id}, {months} months");
            assert_eq!(fees.total_tiyn.is_none(), price.is_none());
        }
    }
}

#[test]
fn a_price_that_depends_on_the_validity_waits_for_it() {
    let id = ServiceId::EmploymentInvitation;
    let fees = fees(id, &case(id, 1), "2026-03-02");
    assert_eq!((fees.total_tiyn, reasons(&fees)), (None, vec![Silence::ValidityNotGiven]));
}

#[test]
fn d06_the_personal_manager_replaces_or_adds_for_business_visas_and_is_unpriced_elsewhere() {
    for id in [
        ServiceId::ShortBusinessInvitation,
        ServiceId::LongBusinessInvitation,
        ServiceId::LongBusinessInCountry,
    ] {
        let replaces = Case { personal_manager: true, ..case(id, 1) };
        assert_eq!(fees(id, &replaces, "2026-03-02").service_total_tiyn, tenge(240_000));
        let adds = Case { manager_reading: ManagerReading::Adds, ..replaces };
        let fees = fees(id, &adds, "2026-03-02");
        assert_eq!(fees.service_total_tiyn, tenge(280_000));
        assert!(fees.assumptions.iter().any(|text| text.en.contains("added to the service fee")));
    }
    let id = ServiceId::EmploymentInvitation;
    let with_manager = Case { personal_manager: true, ..for_months(id, 1, 12) };
    let fees = fees(id, &with_manager, "2026-03-02");
    assert_eq!((fees.total_tiyn, reasons(&fees)), (None, vec![Silence::ManagerNotPriced]));
    assert!(fees.lines.iter().any(|line| line.kind == FeeLineKind::PersonalManager));
}

#[test]
fn walk_in_is_never_priced() {
    for id in ServiceId::ALL {
        let fees = fees(id, &Case { walk_in: true, ..for_months(id, 1, 12) }, "2026-03-02");
        assert_eq!(fees.total_tiyn, None, "{id}");
        assert!(
            reasons(&fees)
                .iter()
                .any(|reason| { matches!(reason, Silence::WalkInNotPriced | Silence::NotPrinted) })
        );
    }
}

#[test]
fn d09_the_temporary_permit_has_no_stated_state_fee_and_no_price_for_family() {
    let id = ServiceId::TemporaryResidencePermit;
    let persons = [PersonRole::Employee, PersonRole::CivilLawExpert, PersonRole::Dependant];
    let persons = persons.iter().map(|role| CasePerson::new(role.as_str(), *role)).collect();
    let fees = fees(id, &Case { persons, ..Case::default() }, "2026-03-02");
    let amounts: Vec<_> = fees.lines.iter().map(|line| line.amount).collect();
    assert_eq!(
        amounts,
        [
            Amount::Tiyn(15_000_000),
            Amount::Tiyn(13_000_000),
            Amount::NotInPriceList { reason: Silence::DependantNotPriced },
            Amount::NotInPriceList { reason: Silence::StateFeeNotStated },
        ]
    );
    assert_eq!((fees.total_tiyn, fees.state_total_tiyn), (None, None), "never 0");
    let founder = Case::of(PersonRole::Founder, 1);
    let role = PersonRole::Founder;
    assert!(reasons(&self::fees(id, &founder, "2026-03-02")).contains(&Silence::RoleNotPriced { role }));
}

#[test]
fn a_dash_is_none_stated_and_says_so() {
    let id = ServiceId::InvestorA5InCountry;
    let fees = fees(id, &for_months(id, 2, 24), "2026-03-02");
    let state = fees.lines.iter().find(|line| line.kind == FeeLineKind::State).unwrap();
    assert_eq!(state.amount, Amount::NoneStated);
    assert_eq!(fees.state_total_tiyn, None, "a dash is not a price of zero");
    assert_eq!(fees.total_tiyn, tenge(780_000));
    assert!(fees.assumptions.iter().any(|text| text.en.contains("dash")));
}

#[test]
fn d18_extensions_have_no_price_at_all() {
    for id in ServiceId::ALL.into_iter().filter(|id| id.is_extension()) {
        let fees = fees(id, &for_months(id, 1, 12), "2026-03-02");
        assert_eq!(reasons(&fees), [Silence::NotPrinted], "{id}");
        assert_eq!((fees.total_tiyn, fees.service_total_tiyn, fees.state_total_tiyn), (None, None, None));
    }
}

#[test]
fn d51_the_state_fee_is_a_total_of_its_own_and_paid_elsewhere() {
    let id = ServiceId::EmploymentInvitation;
    let fees = fees(id, &for_months(id, 2, 12), "2026-03-02");
    assert_eq!(fees.service_total_tiyn, tenge(780_000));
    assert_eq!(fees.state_total_tiyn, tenge(4_325));
    assert_eq!(fees.total_tiyn, tenge(784_325));
    assert!(fees.hints.iter().any(|hint| hint.id == "state_fee_elsewhere"));
}

#[test]
fn d03_the_portal_s_older_price_answers_only_for_its_own_days() {
    let id = ServiceId::ShortBusinessInvitation;
    let one = case(id, 1);
    let of_2025 = fees(id, &one, "2025-01-01");
    assert_eq!(of_2025.service_total_tiyn, tenge(40_000));
    assert!(of_2025.hints.iter().any(|hint| hint.id == "portal_price_2024"));
    let of_2024 = fees(id, &one, "2024-06-13");
    assert_eq!(of_2024.service_total_tiyn, tenge(10_000));
    assert_eq!(of_2024.lines[0].citation.document, "User Guide for AIFC Portal – 2025");
    let from = day("2025-01-01");
    assert_eq!(reasons(&of_2024), [Silence::BeforePriceList { from }], "its state fee is unknown");
    for (id, on) in [(id, "2024-06-12"), (ServiceId::LongBusinessInvitation, "2024-07-01")] {
        let fees = fees(id, &case(id, 1), on);
        assert_eq!((fees.total_tiyn, fees.service_total_tiyn), (None, None), "{id} on {on}");
    }
}

#[test]
fn a_category_of_another_service_has_no_price_here() {
    let id = ServiceId::ShortBusinessInvitation;
    let category = VisaCategory::C3;
    let fees = fees(id, &Case { category: Some(category), ..case(id, 1) }, "2026-03-02");
    assert_eq!(reasons(&fees), [Silence::CategoryNotListed { category }]);
    let id = ServiceId::VisaCancellationLeft;
    let investor = Case { category: Some(VisaCategory::A5), ..case(id, 1) };
    assert_eq!(self::fees(id, &investor, "2026-03-02").total_tiyn, tenge(20_000), "not excluded");
}

#[test]
fn fees_for_nobody_are_an_error_and_not_zero() {
    let error = rules().fees(ServiceId::WaiverModification, &Case::default(), day("2026-03-02"));
    assert_eq!(error, Err(RulebookError::NoPersons));
}

#[test]
fn a_mistyped_number_of_persons_is_refused() {
    let on = day("2026-03-02");
    let id = ServiceId::WaiverModification;
    let refused = RulebookError::TooManyPersons { max: 10_000 };
    assert_eq!(rules().fees(id, &case(id, u32::MAX), on), Err(refused.clone()));
    assert_eq!(rules().checklist(id, &case(id, 10_001), on), Err(refused));
    assert_eq!(rules().fees(id, &case(id, 10_000), on).unwrap().total_tiyn, tenge(600_000_000));
}

#[test]
fn every_line_and_every_reason_says_where_or_why() {
    for id in ServiceId::ALL {
        for on in ["2024-07-01", "2025-07-01", "2026-03-02", "2027-03-02"] {
            let case = Case { personal_manager: true, walk_in: true, ..for_months(id, 2, 30) };
            let fees = fees(id, &case, on);
            for line in &fees.lines {
                assert!(line.citation.lines.0 > 0 && line.persons == 2);
                assert_eq!(line.mci_tiyn.is_some(), line.mci_source.is_some());
            }
            for reason in &fees.reasons {
                for text in [&reason.text.en, &reason.text.ru, &reason.text.kk] {
                    assert!(!text.is_empty() && !text.contains('{'), "unfilled: {text}");
                }
            }
        }
    }
}
