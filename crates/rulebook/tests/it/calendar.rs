//! The working calendar: its data against the law's own rules, and counting.

use crate::support::{day, rules};
use jiff::civil::Weekday;
use rulebook::{Date, DayKind, RulebookError};
use std::collections::BTreeSet;

fn is_working(text: &str) -> bool {
    rules().calendar().is_working_day(day(text)).unwrap()
}

fn all_days() -> impl Iterator<Item = Date> {
    let last = day("2027-12-31");
    std::iter::successors(Some(day("2024-01-01")), move |date| {
        (*date < last).then(|| date.tomorrow().unwrap())
    })
}

#[test]
fn working_days_of_each_year_are_those_of_the_published_calendars() {
    for (year, expected) in [(2024, 249), (2025, 246), (2026, 247), (2027, 247)] {
        let worked = all_days()
            .filter(|date| date.year() == year && rules().calendar().is_working_day(*date).unwrap())
            .count();
        assert_eq!(worked, expected, "working days of {year}");
    }
    for (year, month, expected) in [(2024, 8, 21), (2026, 1, 19), (2026, 5, 17)] {
        let worked = all_days()
            .filter(|date| (date.year(), date.month()) == (year, month))
            .filter(|date| rules().calendar().is_working_day(*date).unwrap())
            .count();
        assert_eq!(worked, expected, "working days of {year}-{month}");
    }
}

#[test]
fn a_sunday_can_be_worked_and_a_friday_off_in_its_place() {
    assert!(is_working("2025-01-05"), "Sunday 5 January 2025 was worked");
    assert!(!is_working("2025-01-03"), "Friday 3 January 2025 was off in its place");
    assert!(is_working("2024-05-04"), "Saturday 4 May 2024 was worked");
    assert!(!is_working("2024-05-08"));
}

#[test]
fn nauryz_of_2026_moves_two_days_past_its_own_third_day() {
    for off in ["2026-03-21", "2026-03-22", "2026-03-23", "2026-03-24", "2026-03-25"] {
        assert!(!is_working(off), "{off} must be off");
    }
    assert!(is_working("2026-03-20") && is_working("2026-03-26"));
    let moved = rules().calendar().day(day("2026-03-25")).unwrap();
    assert_eq!((moved.kind, moved.moved_from), (DayKind::ObservedDayOff, Some(day("2026-03-22"))));
}

#[test]
fn days_that_other_calendars_get_wrong_are_right() {
    assert!(is_working("2026-03-16"), "not a holiday in 2026");
    assert!(is_working("2026-08-31"), "Constitution Day left August in 2026");
    assert!(!is_working("2027-03-15"), "Constitution Day is in March from 2027");
    assert!(!is_working("2027-03-24"), "the third day of Nauryz 2027 pushes the first");
}

#[test]
fn religious_days_never_move() {
    // A Sunday in 2024, and the Monday after it was worked.
    assert!(!is_working("2024-06-16") && is_working("2024-06-17"));
    assert!(!is_working("2024-01-07") && is_working("2024-01-08"));
    let never_moved = rules().calendar().days().all(|moved| {
        let from = moved.moved_from.and_then(|from| rules().calendar().day(from));
        from.is_none_or(|from| from.kind != DayKind::ReligiousDayOff)
    });
    assert!(never_moved);
}

/// The law: a public holiday on a day off gives the next working day off, one by one. The
/// moved days in the data must be exactly those that follow from the holidays.
#[test]
fn observed_days_follow_from_the_holidays_by_the_rule() {
    let calendar = rules().calendar();
    let of_kind = |kind| move |date: &Date| calendar.day(*date).is_some_and(|day| day.kind == kind);
    let holidays: Vec<_> = all_days().filter(of_kind(DayKind::PublicHoliday)).collect();
    let mut off: BTreeSet<Date> = calendar
        .days()
        .filter(|day| {
            matches!(day.kind, DayKind::PublicHoliday | DayKind::ReligiousDayOff | DayKind::TransferredDayOff)
        })
        .map(|day| day.date)
        .collect();
    let mut expected = Vec::new();
    for holiday in holidays {
        if !matches!(holiday.weekday(), Weekday::Saturday | Weekday::Sunday) {
            continue;
        }
        let mut instead = holiday.tomorrow().unwrap();
        while off.contains(&instead) || matches!(instead.weekday(), Weekday::Saturday | Weekday::Sunday) {
            instead = instead.tomorrow().unwrap();
        }
        off.insert(instead);
        expected.push((instead, Some(holiday)));
    }
    expected.sort_unstable();
    let in_data: Vec<_> = calendar
        .days()
        .filter(|day| day.kind == DayKind::ObservedDayOff)
        .map(|day| (day.date, day.moved_from))
        .collect();
    assert_eq!(in_data, expected);
}

#[test]
fn every_special_day_has_a_name_and_a_source() {
    for special in rules().calendar().days() {
        assert!(!special.source.title.is_empty() && !special.name.en.is_empty());
    }
    assert_eq!(rules().calendar().days().count(), 83);
}

#[test]
fn adding_and_counting_are_each_other_s_inverse() {
    let calendar = rules().calendar();
    for date in all_days().filter(|date| date.year() == 2025 || date.year() == 2026) {
        for count in [1, 5, 30, -1, -5, -30] {
            let reached = calendar.add_working_days(date, count).unwrap();
            assert!(calendar.is_working_day(reached).unwrap());
            assert_eq!(calendar.working_days_between(date, reached).unwrap(), count, "{date} {count}");
        }
        assert_eq!(calendar.add_working_days(date, 0).unwrap(), date);
        assert_eq!(calendar.working_days_between(date, date).unwrap(), 0);
    }
}

#[test]
fn the_day_that_one_starts_from_is_not_counted() {
    let calendar = rules().calendar();
    let monday = day("2026-06-01");
    assert_eq!(calendar.add_working_days(monday, 1).unwrap(), day("2026-06-02"));
    assert_eq!(calendar.add_working_days(monday, -1).unwrap(), day("2026-05-29"));
    // From a day off the count is the same as from the working day before it.
    assert_eq!(calendar.add_working_days(day("2026-05-30"), 1).unwrap(), monday);
}

#[test]
fn a_date_outside_the_calendar_names_the_missing_year() {
    let calendar = rules().calendar();
    for (date, year) in [("2023-12-31", 2023), ("2028-01-01", 2028), ("1999-01-01", 1999)] {
        let error = calendar.is_working_day(day(date)).unwrap_err();
        assert_eq!(error, RulebookError::OutsideCalendar { year, first: 2024, last: 2027 });
        assert!(error.to_string().contains(&format!("calendar of {year} is not known")));
    }
    let error = calendar.add_working_days(day("2027-12-30"), 5).unwrap_err();
    assert!(matches!(error, RulebookError::OutsideCalendar { year: 2028, .. }));
    let error = calendar.add_working_days(day("2026-01-05"), i32::MAX).unwrap_err();
    assert!(matches!(error, RulebookError::OutsideCalendar { year: 2028, .. }));
    let error = calendar.working_days_between(day("2026-01-05"), day("2030-01-01")).unwrap_err();
    assert!(matches!(error, RulebookError::OutsideCalendar { year: 2030, .. }));
}
