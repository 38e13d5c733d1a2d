//! Filing windows and due dates, against dates counted by hand on the published calendars.

use crate::support::{day, rules};
use rulebook::{FilingState, RulebookError, ServiceId};

#[test]
fn the_window_opens_30_and_closes_5_working_days_before_the_expiry() {
    for (expires, earliest, latest) in [
        ("2025-06-30", "2025-05-16", "2025-06-23"),
        ("2025-12-31", "2025-11-18", "2025-12-24"),
        ("2026-03-31", "2026-02-11", "2026-03-19"),
        ("2026-05-29", "2026-04-13", "2026-05-21"),
        ("2026-12-31", "2026-11-18", "2026-12-24"),
        ("2027-01-08", "2026-11-23", "2026-12-29"),
        ("2027-03-31", "2027-02-10", "2027-03-19"),
    ] {
        let window = rules().filing_window(day(expires)).unwrap();
        assert_eq!(window.earliest, day(earliest), "earliest for {expires}");
        assert_eq!(window.latest, day(latest), "latest for {expires}");
    }
}

#[test]
fn the_expiry_day_is_not_counted() {
    let window = rules().filing_window(day("2026-06-12")).unwrap();
    assert_eq!(window.latest, day("2026-06-05"), "five working days back from a Friday");
    let after_weekend = rules().filing_window(day("2026-06-14")).unwrap();
    assert_eq!(after_weekend.latest, day("2026-06-08"), "expiry on a Sunday counts Friday first");
}

#[test]
fn d19_risk_starts_with_the_first_filing_whose_delayed_answer_passes_the_expiry() {
    for expires in ["2025-12-31", "2026-03-31", "2026-05-29", "2026-12-31", "2027-03-31"] {
        let window = rules().filing_window(day(expires)).unwrap();
        let answer = |filed| {
            let timeframe = rules().timeframe(ServiceId::EmploymentInCountry, filed).unwrap();
            timeframe.latest_possible.unwrap()
        };
        assert!(answer(window.risk_from) > window.expires, "risky for {expires}");
        assert!(answer(window.risk_from.yesterday().unwrap()) <= window.expires, "{expires}");
        assert_eq!(window.state(window.latest), FilingState::OpenAtRisk);
    }
    let window = rules().filing_window(day("2026-12-31")).unwrap();
    // The answer is due on 1 December at the latest if 30 days may follow.
    assert_eq!(window.risk_from, day("2026-11-25"));
}

#[test]
fn a_day_stands_before_in_or_after_the_window() {
    let window = rules().filing_window(day("2026-12-31")).unwrap();
    for (on, state) in [
        ("2026-11-17", FilingState::NotYetOpen),
        ("2026-11-18", FilingState::Open),
        ("2026-11-24", FilingState::Open),
        ("2026-11-25", FilingState::OpenAtRisk),
        ("2026-12-24", FilingState::OpenAtRisk),
        ("2026-12-25", FilingState::Closed),
        ("2026-12-31", FilingState::Closed),
        ("2027-01-01", FilingState::Expired),
    ] {
        assert_eq!(window.state(day(on)), state, "on {on}");
    }
}

#[test]
fn only_an_extension_has_a_window() {
    let expires = day("2026-12-31");
    let general = rules().filing_window(expires);
    for id in ServiceId::ALL {
        let window = rules().filing_window_of(id, expires);
        if id.is_extension() {
            assert_eq!(window, general, "{id}");
        } else {
            assert_eq!(window, Err(RulebookError::NoFilingWindow { service: id }));
        }
    }
}

#[test]
fn an_expired_visa_is_refused_in_words() {
    let error = rules().filing_window_on(day("2026-05-29"), day("2026-05-30")).unwrap_err();
    assert_eq!(error, RulebookError::ExpiryInPast { expires: day("2026-05-29"), on: day("2026-05-30") });
    assert!(error.to_string().contains("can no longer be extended"));
    assert!(rules().filing_window_on(day("2026-05-29"), day("2026-05-29")).is_ok());
}

#[test]
fn a_window_that_needs_an_unknown_year_names_it() {
    let error = rules().filing_window(day("2028-01-03")).unwrap_err();
    assert!(matches!(error, RulebookError::OutsideCalendar { year: 2028, .. }));
    let error = rules().filing_window(day("2024-01-20")).unwrap_err();
    assert!(matches!(error, RulebookError::OutsideCalendar { year: 2023, .. }));
}

#[test]
fn business_days_after_a_submission_step_over_holidays_and_moved_days() {
    for (submitted, days, due) in [
        ("2025-03-18", 5, "2025-03-28"),
        ("2024-12-30", 5, "2025-01-09"),
        ("2026-03-19", 5, "2026-03-31"),
        ("2026-05-06", 5, "2026-05-15"),
        ("2026-12-28", 5, "2027-01-06"),
        ("2026-11-23", 30, "2027-01-08"),
        ("2026-11-23", 45, "2027-01-29"),
    ] {
        let answer = rules().due(day(submitted), days).unwrap();
        assert_eq!(answer.due, day(due), "{submitted} + {days}");
        let delayed = answer.due.checked_add(jiff::Span::new().days(30)).unwrap();
        assert_eq!(answer.latest_possible, delayed);
    }
}

#[test]
fn the_delay_is_added_only_where_the_service_warns_of_it() {
    let on = day("2026-06-01");
    let with_delay: Vec<_> = ServiceId::ALL
        .into_iter()
        .filter(|id| rules().timeframe(*id, on).is_ok_and(|time| time.latest_possible.is_some()))
        .collect();
    assert_eq!(
        with_delay,
        [
            ServiceId::EmploymentInvitation,
            ServiceId::EmploymentInCountry,
            ServiceId::InvestorA5Invitation,
            ServiceId::InvestorA5InCountry,
            ServiceId::InvestorA6Invitation,
            ServiceId::ShortBusinessInvitation,
            ServiceId::LongBusinessInvitation,
            ServiceId::LongBusinessInCountry,
        ]
    );
}

#[test]
fn each_service_takes_the_printed_number_of_business_days() {
    let days = |id| rules().service(id).timeframe.as_ref().map(|rule| rule.business_days);
    for id in ServiceId::ALL {
        let expected = match id {
            ServiceId::ResidencePermit => Some(45),
            ServiceId::WaiverModification => Some(30),
            ServiceId::TemporaryResidencePermit | ServiceId::VisaCancellationLeft => Some(1),
            _ if id.is_extension() => None,
            _ => Some(5),
        };
        assert_eq!(days(id), expected, "{id}");
        if expected.is_none() {
            let error = rules().timeframe(id, day("2026-06-01")).unwrap_err();
            assert_eq!(error, RulebookError::TimeframeNotStated { service: id });
        }
    }
}
