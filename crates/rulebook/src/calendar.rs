//! The working calendar of Kazakhstan: a five-day week, holidays, moved days.
//!
//! Invariants: a day outside the known years is an error that names the year, never
//! "probably a weekday"; when counting, the day that one starts from is not counted.

use crate::cite::Source;
use crate::error::RulebookError;
use crate::text::Text;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why a day differs from the rule of its weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// A national or state holiday.
    PublicHoliday,
    /// A religious day off, which never moves when it falls on a weekend.
    ReligiousDayOff,
    /// The working day off in place of a holiday that fell on a day off.
    ObservedDayOff,
    /// A day off given for a weekend day that is worked.
    TransferredDayOff,
    /// A Saturday or Sunday that is worked.
    WorkingWeekend,
    /// An ordinary day that published calendars wrongly show as a holiday.
    NotAHoliday,
}

/// A day with something to say about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarDay {
    /// The day.
    pub date: Date,
    /// Why it differs.
    pub kind: DayKind,
    /// What it is called.
    pub name: Text,
    /// The day that it stands in for.
    pub moved_from: Option<Date>,
    /// Where it was read.
    pub source: Source,
}

/// Days of the table's months; every month has room for 31.
const DAYS_PER_YEAR_SLOT: usize = 12 * 31;

/// Which days are worked in Kazakhstan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingCalendar {
    first_year: i16,
    last_year: i16,
    /// One flag for each day, by [`Self::slot`], so that counting is an array walk.
    working: Vec<bool>,
    days: BTreeMap<Date, CalendarDay>,
}

impl WorkingCalendar {
    /// Returns the calendar of the years from `first_year` to `last_year` with the given days.
    pub(crate) fn new(first_year: i16, last_year: i16, days: BTreeMap<Date, CalendarDay>) -> Self {
        let years = usize::try_from(i32::from(last_year) - i32::from(first_year) + 1).unwrap_or(0);
        let mut calendar = Self {
            first_year,
            last_year,
            working: vec![false; years * DAYS_PER_YEAR_SLOT],
            days: BTreeMap::new(),
        };
        let first = Date::new(first_year, 1, 1).ok();
        for date in std::iter::successors(first, |date| date.tomorrow().ok()) {
            let Ok(slot) = calendar.slot(date) else { break };
            let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
            let working = match days.get(&date).map(|day| day.kind) {
                None | Some(DayKind::NotAHoliday) => !weekend,
                Some(DayKind::WorkingWeekend) => true,
                Some(
                    DayKind::PublicHoliday
                    | DayKind::ReligiousDayOff
                    | DayKind::ObservedDayOff
                    | DayKind::TransferredDayOff,
                ) => false,
            };
            if let Some(flag) = calendar.working.get_mut(slot) {
                *flag = working;
            }
        }
        calendar.days = days;
        calendar
    }

    /// Returns the first and the last year that are known.
    pub fn years(&self) -> (i16, i16) {
        (self.first_year, self.last_year)
    }

    /// Returns the days that differ from the rule of their weekday, in order.
    pub fn days(&self) -> impl Iterator<Item = &CalendarDay> {
        self.days.values()
    }

    /// Returns what there is to say about a day, if anything.
    pub fn day(&self, date: Date) -> Option<&CalendarDay> {
        self.days.get(&date)
    }

    /// Returns whether a day is worked.
    pub fn is_working_day(&self, date: Date) -> Result<bool, RulebookError> {
        let slot = self.slot(date)?;
        Ok(self.working.get(slot).copied().unwrap_or(false))
    }

    /// Returns the working day that lies `count` working days after a day, or before it when
    /// `count` is negative. The day itself is not counted; 0 gives it back.
    pub fn add_working_days(&self, from: Date, count: i32) -> Result<Date, RulebookError> {
        self.slot(from)?;
        let mut date = from;
        let mut left = count.unsigned_abs();
        while left > 0 {
            let next = if count > 0 { date.tomorrow() } else { date.yesterday() };
            date = next.map_err(|_| RulebookError::DateOutOfRange)?;
            if self.is_working_day(date)? {
                left -= 1;
            }
        }
        Ok(date)
    }

    /// Returns how many working days lie after `from` up to and including `to`; negative when
    /// `to` is earlier, counting then from `to` up to the day before `from`.
    pub fn working_days_between(&self, from: Date, to: Date) -> Result<i32, RulebookError> {
        self.slot(from)?;
        self.slot(to)?;
        let step = |date: Date| {
            let next = if from < to { date.tomorrow() } else { date.yesterday() };
            next.map_err(|_| RulebookError::DateOutOfRange)
        };
        let mut date = from;
        let mut count = 0;
        while date != to {
            date = step(date)?;
            count += i32::from(self.is_working_day(date)?);
        }
        Ok(if from < to { count } else { -count })
    }

    fn slot(&self, date: Date) -> Result<usize, RulebookError> {
        if date.year() < self.first_year || date.year() > self.last_year {
            return Err(RulebookError::OutsideCalendar {
                year: date.year(),
                first: self.first_year,
                last: self.last_year,
            });
        }
        let part = |value: i32| usize::try_from(value).unwrap_or(0);
        Ok(part(i32::from(date.year()) - i32::from(self.first_year)) * DAYS_PER_YEAR_SLOT
            + part(i32::from(date.month()) - 1) * 31
            + part(i32::from(date.day()) - 1))
    }
}
