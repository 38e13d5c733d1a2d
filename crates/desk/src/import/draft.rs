//! A row of the file as values of fields, before anybody knows what becomes of it.

use super::field::Field;
use super::problem::Wrong;
use super::value::{Context, Value, read};
use crate::view::{ImportProblem, Severity};
use jiff::civil::Date;
use sheets::Table;
use std::collections::BTreeMap;

/// A value and the column that it stands in.
pub(crate) struct Given {
    pub field: Field,
    pub value: Value,
}

/// A row as values.
pub(crate) struct Draft {
    /// Number of the row in the file.
    pub row: u32,
    /// What it gives.
    pub given: Vec<Given>,
    /// What is wrong with it.
    pub problems: Vec<ImportProblem>,
    /// Fields whose cell isn't empty, also where it can't be read.
    filled: Vec<Field>,
}

impl Draft {
    /// Returns the value of a field.
    pub(crate) fn value(&self, field: Field) -> Option<&Value> {
        self.given.iter().find(|given| given.field == field).map(|given| &given.value)
    }

    /// Returns the text of a field; empty where the row gives none.
    pub(crate) fn text(&self, field: Field) -> &str {
        self.value(field).map_or("", Value::text)
    }

    /// Returns the day of a field.
    pub(crate) fn day(&self, field: Field) -> Option<Date> {
        self.value(field).and_then(Value::day)
    }

    /// Returns whether the cell of a field says anything.
    pub(crate) fn is_filled(&self, field: Field) -> bool {
        self.filled.contains(&field)
    }

    /// Returns the first field with a value for which a test holds.
    pub(crate) fn first(&self, test: impl Fn(Field) -> bool) -> Option<Field> {
        self.filled.iter().copied().find(|field| test(*field))
    }

    /// Notes a problem.
    pub(crate) fn wrong(&mut self, wrong: &Wrong, field: Option<Field>) {
        self.problems.push(wrong.view(field, None, ""));
    }

    /// Returns whether a problem holds the row up.
    pub(crate) fn is_blocked(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Blocks)
    }
}

/// Reads the rows below the titles; a row with nothing in the mapped columns says nothing.
pub(crate) fn read_rows(
    table: &Table,
    header: usize,
    mapping: &BTreeMap<usize, Field>,
    context: &Context<'_>,
) -> Vec<Draft> {
    let rows = table.rows.iter().skip(header + 1);
    let drafts = rows.map(|row| {
        let mut draft =
            Draft { row: row.number, given: Vec::new(), problems: Vec::new(), filled: Vec::new() };
        for (column, field) in mapping {
            let cell = row.cell(*column);
            if cell.trim().is_empty() {
                continue;
            }
            draft.filled.push(*field);
            let (value, wrong) = read(*field, cell, context);
            draft.problems.extend(wrong.iter().map(|one| one.view(Some(*field), Some(*column), cell)));
            draft.given.extend(value.map(|value| Given { field: *field, value }));
        }
        draft
    });
    drafts.filter(|draft| !draft.filled.is_empty()).collect()
}
