//! Lengths of time: "2 года", "5 лет", "5 жыл", "11 мес.".

use jiff::civil::Date;

use super::russian::counted;
use crate::record::{Lang, Period};

/// A length of time as papers say it: years, months and days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Duration {
    /// Whole years.
    pub years: u16,
    /// Months beyond them, 0 to 11.
    pub months: u8,
    /// Days beyond those.
    pub days: u16,
}

impl Duration {
    /// Returns how long a period is, its last day included; `None` if it ends before it begins.
    #[must_use]
    pub fn of(period: Period) -> Option<Self> {
        let Period { from, to } = period;
        let after = to.tomorrow().ok()?;
        if after <= from {
            return None;
        }
        let mut months = (i32::from(after.year()) - i32::from(from.year())) * 12 + i32::from(after.month())
            - i32::from(from.month());
        if months > 0 && later(from, months)? > after {
            months -= 1;
        }
        let days = later(from, months)?.until(after).ok()?.get_days();
        Some(Self {
            years: u16::try_from(months / 12).ok()?,
            months: u8::try_from(months % 12).ok()?,
            days: u16::try_from(days).ok()?,
        })
    }

    /// Returns whether nobody would count it in days: a number of years, of months, or both.
    #[must_use]
    pub const fn is_round(&self) -> bool {
        self.days == 0 && (self.years > 0 || self.months > 0)
    }
}

/// Returns the same day so many months later, or the last day of a shorter month.
fn later(from: Date, months: i32) -> Option<Date> {
    from.checked_add(jiff::Span::new().months(months)).ok()
}

/// Returns a length of time in words: "2 years 1 month", "2 года 1 месяц", "2 жыл 1 ай".
#[must_use]
pub fn duration(duration: Duration, lang: Lang) -> String {
    let Duration { years, months, days } = duration;
    let units: [(u64, [&'static str; 3], [&'static str; 2], &'static str); 3] = [
        (years.into(), ["год", "года", "лет"], ["year", "years"], "жыл"),
        (months.into(), ["месяц", "месяца", "месяцев"], ["month", "months"], "ай"),
        (days.into(), ["день", "дня", "дней"], ["day", "days"], "күн"),
    ];
    let said = units.into_iter().filter(|(count, ..)| *count > 0).map(|(count, ru, [one, many], kk)| {
        let unit = match lang {
            Lang::En if count == 1 => one,
            Lang::En => many,
            Lang::Ru => counted(count, ru),
            Lang::Kk => kk,
        };
        // A number and its unit stay on one line.
        format!("{count}\u{a0}{unit}")
    });
    said.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use jiff::civil::date;

    use super::{Duration, duration};
    use crate::record::{Lang, Period};

    #[test]
    fn lengths_as_a_clerk_writes_them() {
        let cases = [
            (1, 0, 0, "1 year", "1 год", "1 жыл"),
            (2, 0, 0, "2 years", "2 года", "2 жыл"),
            (5, 0, 0, "5 years", "5 лет", "5 жыл"),
            (21, 0, 0, "21 years", "21 год", "21 жыл"),
            (0, 11, 0, "11 months", "11 месяцев", "11 ай"),
            (0, 1, 1, "1 month 1 day", "1 месяц 1 день", "1 ай 1 күн"),
            (1, 3, 22, "1 year 3 months 22 days", "1 год 3 месяца 22 дня", "1 жыл 3 ай 22 күн"),
        ];
        for (years, months, days, en, ru, kk) in cases {
            let length = Duration { years, months, days };
            let said = Lang::ALL.map(|lang| duration(length, lang).replace('\u{a0}', " "));
            assert_eq!(said, [en, ru, kk]);
        }
    }

    #[test]
    fn last_day_of_a_period_counts() {
        let of = |from, to| Duration::of(Period { from, to }).unwrap();
        let years = |years| Duration { years, ..Duration::default() };
        assert_eq!(of(date(2026, 4, 1), date(2028, 3, 31)), years(2));
        assert_eq!(of(date(2026, 4, 15), date(2027, 4, 14)), years(1));
        // A shorter month has no such day: its last one ends the count.
        assert_eq!(of(date(2024, 2, 29), date(2025, 2, 27)), years(1));
        assert_eq!(of(date(2026, 1, 31), date(2026, 2, 27)), Duration { months: 1, ..Duration::default() });
        assert_eq!(of(date(2026, 1, 31), date(2026, 2, 26)), Duration { days: 27, ..Duration::default() });
        assert_eq!(of(date(2026, 5, 5), date(2026, 5, 5)), Duration { days: 1, ..Duration::default() });
        assert_eq!(Duration::of(Period { from: date(2026, 5, 5), to: date(2026, 5, 4) }), None);
    }

    #[test]
    fn every_length_leads_back_to_its_last_day() {
        let from = date(2024, 1, 31);
        let mut to = from;
        for _ in 0..1500 {
            let Duration { years, months, days } = Duration::of(Period { from, to }).unwrap();
            let months = i32::from(years) * 12 + i32::from(months);
            let back = super::later(from, months).unwrap();
            let back = back.checked_add(jiff::Span::new().days(i32::from(days))).unwrap();
            assert_eq!(back, to.tomorrow().unwrap(), "{to}");
            to = to.tomorrow().unwrap();
        }
    }
}
