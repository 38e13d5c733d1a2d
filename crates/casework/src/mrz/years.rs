//! Centuries for two-digit years, decided by a day of reference.

use jiff::civil::Date;

/// Returns the day of birth: the latest that isn't after today.
pub(super) fn born(read: ::mrz::Date, today: Date) -> Option<Date> {
    candidates(read, today).filter(|date| *date <= today).max()
}

/// Returns the last day of validity: the nearest to today, since documents last for years, not for
/// half a century.
pub(super) fn expires(read: ::mrz::Date, today: Date) -> Option<Date> {
    candidates(read, today).min_by_key(|date| (date.year() - today.year()).abs())
}

fn candidates(read: ::mrz::Date, today: Date) -> impl Iterator<Item = Date> {
    let century = today.year() - today.year().rem_euclid(100);
    let year = i16::try_from(read.year.rem_euclid(100));
    let month = i8::try_from(read.month);
    let day = i8::try_from(read.day);
    // The later century first: on a tie a document is more likely still to come into its year.
    [100, 0, -100].into_iter().filter_map(move |shift| match (year, month, day) {
        (Ok(year), Ok(month), Ok(day)) => Date::new(century + shift + year, month, day).ok(),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 21);

    #[test]
    fn births_are_never_in_the_future() {
        let born_in = |year, month, day| born(::mrz::Date::new(year, month, day), TODAY);
        assert_eq!(born_in(2026, 11, 21), Some(TODAY));
        assert_eq!(born_in(2026, 11, 22), Some(date(1926, 11, 22)));
        assert_eq!(born_in(1974, 8, 12), Some(date(1974, 8, 12)));
        assert_eq!(born_in(2000, 2, 29), Some(date(2000, 2, 29)));
    }

    #[test]
    fn expiries_are_the_nearest_to_today() {
        let expires_in = |year| expires(::mrz::Date::new(year, 4, 15), TODAY);
        assert_eq!(expires_in(2012), Some(date(2012, 4, 15)));
        assert_eq!(expires_in(2036), Some(date(2036, 4, 15)));
        assert_eq!(expires_in(2099), Some(date(1999, 4, 15)));
        assert_eq!(expires_in(2076), Some(date(2076, 4, 15)));
    }
}
