//! Tables of values that hold from one day to another, each row with its source.
//!
//! Invariant: rows are in order and don't overlap, so a day has one value or none;
//! a gap is an honest "not known", not the nearest value.

use crate::cite::Source;
use jiff::civil::Date;
use serde::Serialize;

/// A value with the days on which it holds and where it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dated<T> {
    /// First day.
    pub from: Date,
    /// Last day; none while no end is known.
    pub until: Option<Date>,
    /// The value.
    pub value: T,
    /// Where it was read.
    pub source: Source,
}

impl<T> Dated<T> {
    /// Returns true if the value holds on the day.
    pub fn holds_on(&self, on: Date) -> bool {
        self.from <= on && self.until.is_none_or(|until| on <= until)
    }
}

/// Rows in the order of their days, without overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct DatedTable<T> {
    rows: Vec<Dated<T>>,
}

impl<T> DatedTable<T> {
    /// Returns the table, or the index of the first row that is reversed or not after its
    /// neighbour.
    pub(crate) fn new(rows: Vec<Dated<T>>) -> Result<Self, usize> {
        for (index, row) in rows.iter().enumerate() {
            let reversed = row.until.is_some_and(|until| until < row.from);
            let overlaps = index > 0
                && rows
                    .get(index - 1)
                    .is_some_and(|before| before.until.is_none_or(|until| until >= row.from));
            if reversed || overlaps {
                return Err(index);
            }
        }
        Ok(Self { rows })
    }

    /// Returns the row that holds on a day, if one does.
    pub fn on(&self, on: Date) -> Option<&Dated<T>> {
        let after = self.rows.partition_point(|row| row.from <= on);
        self.rows.get(after.checked_sub(1)?).filter(|row| row.holds_on(on))
    }

    /// Returns every row, oldest first.
    pub fn rows(&self) -> &[Dated<T>] {
        &self.rows
    }
}
