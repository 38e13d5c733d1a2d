//! Days as people write them into tables. What can be read in two ways is said to be so and never
//! guessed: in `03/04/1990` nobody knows the month.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

/// Serial numbers of days from 1927 to 2119: what a date column holds that lost its format.
/// Smaller ones are years or counts.
const SERIALS: std::ops::RangeInclusive<u32> = 10_000..=80_000;
/// Years that a passport or a contract can name.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// Which number comes first where both could be a day or a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 31/12/1990, as in Kazakhstan and most of the world.
    DayFirst,
    /// 12/31/1990, as in the United States.
    MonthFirst,
}

/// What a text says of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateReading {
    /// One day.
    Day(Date),
    /// Two days, depending on the order of day and month.
    Ambiguous {
        /// If the day comes first.
        day_first: Date,
        /// If the month comes first.
        month_first: Date,
    },
    /// A year of two digits; its century is not there.
    ShortYear,
    /// No day of the calendar.
    Not,
}

impl DateReading {
    /// Returns the day, with an order for what can be read in two ways.
    #[must_use]
    pub fn with_order(self, order: Option<DateOrder>) -> Self {
        match (self, order) {
            (Self::Ambiguous { day_first, .. }, Some(DateOrder::DayFirst)) => Self::Day(day_first),
            (Self::Ambiguous { month_first, .. }, Some(DateOrder::MonthFirst)) => Self::Day(month_first),
            _ => self,
        }
    }
}

/// Reads a day. A plain number counts days as workbooks do, from 1900 or from 1904.
#[must_use]
pub fn read_date(text: &str, is_1904: bool) -> DateReading {
    let text = text.trim();
    if let Some(day) = serial(text, is_1904) {
        return DateReading::Day(day);
    }
    let text = without_time(text);
    let parts: Vec<&str> = text
        .split(|one: char| matches!(one, '.' | '/' | '-' | '\u{2013}' | ',') || one.is_whitespace())
        .filter(|part| !part.is_empty())
        // "12 марта 1990 г." and "1990 ж." name the word year.
        .filter(|part| !matches!(part.to_lowercase().as_str(), "г" | "года" | "год" | "ж" | "жылы" | "жыл"))
        .collect();
    let [first, second, third] = parts[..] else { return DateReading::Not };
    if let Some(month) = month_named(second) {
        return named(first, month, third);
    }
    if let Some(month) = month_named(first) {
        return named(second, month, third);
    }
    if let Some(month) = month_named(third) {
        // Kazakh order: 1990 жылғы 12 наурыз, with the year first.
        return named(second, month, first);
    }
    if first.len() == 4 {
        return number(first)
            .zip(number(second))
            .zip(number(third))
            .and_then(|((year, month), day)| calendar_day(year, month, day))
            .map_or(DateReading::Not, DateReading::Day);
    }
    numbers(first, second, third, text.contains('.'))
}

/// Reads day, month and year, or month, day and year. Points mean that the day comes first.
fn numbers(first: &str, second: &str, third: &str, has_points: bool) -> DateReading {
    let (Some(one), Some(two), Some(year)) = (number(first), number(second), number(third)) else {
        return DateReading::Not;
    };
    if third.len() == 2 && (1..=31).contains(&one) && (1..=31).contains(&two) {
        return DateReading::ShortYear;
    }
    if third.len() != 4 || first.len() > 2 || second.len() > 2 {
        return DateReading::Not;
    }
    let day_first = calendar_day(year, two, one);
    let month_first = if has_points { None } else { calendar_day(year, one, two) };
    match (day_first, month_first) {
        (Some(day_first), Some(month_first)) if day_first != month_first => {
            DateReading::Ambiguous { day_first, month_first }
        }
        (Some(day), _) | (None, Some(day)) => DateReading::Day(day),
        (None, None) => DateReading::Not,
    }
}

fn named(day: &str, month: u16, year: &str) -> DateReading {
    let year = year.trim_end_matches(|one: char| one.is_alphabetic());
    match (number(day), number(year)) {
        (Some(_), Some(_)) if year.len() == 2 => DateReading::ShortYear,
        (Some(day), Some(year)) => calendar_day(year, month, day).map_or(DateReading::Not, DateReading::Day),
        _ => DateReading::Not,
    }
}

fn number(text: &str) -> Option<u16> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

fn calendar_day(year: u16, month: u16, day: u16) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| YEARS.contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Takes a time of day off: `1990-03-12T00:00:00`, `12.03.1990 0:00`.
fn without_time(text: &str) -> &str {
    let Some((day, rest)) = text.split_once(['T', ' ']) else { return text };
    let is_time = rest.contains(':')
        && rest.chars().all(|one| one.is_ascii_digit() || matches!(one, ':' | '.' | 'Z' | '+' | '-'));
    if is_time { day } else { text }
}

fn serial(text: &str, is_1904: bool) -> Option<Date> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let days: u32 = if is_number && whole.len() == 5 { whole.parse().ok()? } else { return None };
    let epoch = if is_1904 { date(1904, 1, 1) } else { date(1899, 12, 30) };
    SERIALS.contains(&days).then(|| epoch.checked_add(i64::from(days).days()).ok()).flatten()
}

/// Returns the month that a word names, in English, Russian or Kazakh, whole or cut to its usual
/// abbreviation, in any case of the grammar.
fn month_named(word: &str) -> Option<u16> {
    /// Beginnings that no two months share.
    const BEGINNINGS: [&[&str]; 12] = [
        &["jan", "янв", "қаң"],
        &["feb", "фев", "ақп"],
        &["mar", "мар", "нау"],
        &["apr", "апр", "сәу"],
        &["may", "май", "мая", "мам"],
        &["jun", "июн", "мау"],
        &["jul", "июл", "шіл"],
        &["aug", "авг", "там"],
        &["sep", "сен", "қыр"],
        &["oct", "окт", "қаз"],
        &["nov", "ноя", "қар"],
        &["dec", "дек", "жел"],
    ];
    let word = word.to_lowercase();
    let month = BEGINNINGS.iter().position(|months| months.iter().any(|month| word.starts_with(month)))?;
    let is_word = word.chars().all(char::is_alphabetic);
    is_word.then(|| u16::try_from(month + 1).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_forms_are_one_day() {
        let day = DateReading::Day(date(1990, 12, 31));
        for text in [
            "31.12.1990",
            "1990-12-31",
            "1990.12.31",
            "1990/12/31",
            "31/12/1990",
            "12/31/1990",
            "31-12-1990",
            "1990-12-31T00:00:00",
            "31.12.1990 0:00:00",
            "31 Dec 1990",
            "31-DEC-1990",
            "Dec 31, 1990",
            "December 31 1990",
            "31 декабря 1990 г.",
            "31 декабря 1990г",
            "31 желтоқсан 1990",
            " 33238 ",
            "33238.5",
        ] {
            assert_eq!(read_date(text, false), day, "{text}");
        }
        assert_eq!(read_date("1990 ж. 31 желтоқсан", false), day);
        assert_eq!(read_date("3.4.1990", false), DateReading::Day(date(1990, 4, 3)), "points: day first");
        assert_eq!(read_date("05/05/1990", false), DateReading::Day(date(1990, 5, 5)), "the same in both");
        assert_eq!(read_date("31776", true), day, "from 1904");
    }

    #[test]
    fn two_readings_are_told_and_an_order_decides() {
        let (day_first, month_first) = (date(1990, 4, 3), date(1990, 3, 4));
        for text in ["03/04/1990", "3-4-1990", "03/04/1990 10:30"] {
            let reading = read_date(text, false);
            assert_eq!(reading, DateReading::Ambiguous { day_first, month_first }, "{text}");
            assert_eq!(reading.with_order(Some(DateOrder::DayFirst)), DateReading::Day(day_first));
            assert_eq!(reading.with_order(Some(DateOrder::MonthFirst)), DateReading::Day(month_first));
            assert_eq!(reading.with_order(None), reading);
        }
        let clear = read_date("31/12/1990", false);
        assert_eq!(
            clear.with_order(Some(DateOrder::MonthFirst)),
            clear,
            "an order doesn't turn what is clear"
        );
    }

    #[test]
    fn short_years_and_other_texts_are_no_days() {
        for text in ["12.03.87", "12/03/87", "12 Mar 87"] {
            assert_eq!(read_date(text, false), DateReading::ShortYear, "{text}");
        }
        for text in [
            "",
            "31.02.1990",
            "1990",
            "12.1990",
            "32.13.1990",
            "0001-01-01",
            "1990-12",
            "unlimited",
            "1.2.3.4",
            "123456",
            "9999",
            "99999",
            "12.03.1990 and more",
            "31 Foo 1990",
            "-1",
            "2500-01-01",
            "١٢.٠٣.١٩٩٠",
        ] {
            assert_eq!(read_date(text, false), DateReading::Not, "{text}");
        }
    }

    #[test]
    fn months_are_known_by_name_in_three_languages() {
        let names = [
            "January",
            "фев.",
            "наурыз",
            "апреля",
            "мая",
            "маусым",
            "шілде",
            "August",
            "сентября",
            "қазан",
            "ноя",
            "желтоқсан",
        ];
        for (month, name) in (1..).zip(names) {
            assert_eq!(
                read_date(&format!("7 {name} 2001"), false),
                DateReading::Day(date(2001, month, 7)),
                "{name}"
            );
        }
    }
}
