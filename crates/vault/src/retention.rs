//! Which backups are kept: the last of each of 7 days, 4 weeks and 12 months that have one, and
//! always the newest. Pure.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

/// Days, weeks and months that keep one backup each.
const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;
/// Kazakhstan time, one zone since March 2024; older tables of time zones are wrong about it.
const UTC_PLUS_5: i8 = 5;

/// Returns the backups to keep, newest first. A day, a week or a month without a backup does not
/// use up a place: somebody who works once a month keeps twelve months too.
pub(crate) fn kept(taken: &[Timestamp]) -> Vec<Timestamp> {
    let mut newest_first = taken.to_vec();
    newest_first.sort_unstable_by(|left, right| right.cmp(left));
    newest_first.dedup();
    let mut kept = Vec::new();
    let (mut days, mut weeks, mut months) = (Vec::new(), Vec::new(), Vec::new());
    for at in newest_first {
        let day = day_of(at);
        let week = (day.iso_week_date().year(), day.iso_week_date().week());
        let month = (day.year(), day.month());
        // No short circuit: a backup that is kept for its day stands for its week and month too.
        let wanted =
            [claim(&mut days, day, DAYS), claim(&mut weeks, week, WEEKS), claim(&mut months, month, MONTHS)];
        if wanted.contains(&true) {
            kept.push(at);
        }
    }
    kept
}

/// Takes a place for a period that has none yet, while there are places.
fn claim<T: PartialEq>(taken: &mut Vec<T>, period: T, places: usize) -> bool {
    let free = !taken.contains(&period) && taken.len() < places;
    if free {
        taken.push(period);
    }
    free
}

fn day_of(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::fixed(Offset::constant(UTC_PLUS_5))).date()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::kept;
    use jiff::{SignedDuration, Timestamp};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn two_years_of_daily_backups_leave_seven_days_four_weeks_and_twelve_months() {
        let end = at("2026-03-15T10:00:00Z");
        let taken: Vec<Timestamp> = (0..730).map(|day| end - SignedDuration::from_hours(24 * day)).collect();
        let kept = kept(&taken);
        assert_eq!(kept[0], end, "the newest is always kept");
        assert_eq!(kept[..7], taken[..7], "the last seven days");
        // One of the four weeks and one of the twelve months are among those days already.
        assert_eq!(kept.len(), 7 + 3 + 11);
        assert_eq!(*kept.last().unwrap(), at("2025-04-30T10:00:00Z"));
    }

    #[test]
    fn of_one_day_the_last_stays_and_the_day_is_kazakhstans() {
        let morning = at("2026-03-02T05:00:00Z");
        let evening = at("2026-03-02T18:59:00Z");
        let next_day = at("2026-03-02T19:00:00Z");
        assert_eq!(kept(&[morning, evening, next_day]), [next_day, evening]);
    }

    #[test]
    fn whoever_works_once_a_month_keeps_twelve_months() {
        let taken: Vec<Timestamp> = (1..=12)
            .flat_map(|month| [2025, 2026].map(|year| at(&format!("{year}-{month:02}-05T10:00:00Z"))))
            .collect();
        assert_eq!(kept(&taken).len(), 12);
        assert!(kept(&[]).is_empty());
    }
}
