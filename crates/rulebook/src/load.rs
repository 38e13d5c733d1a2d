//! Reads the data files: from text to a complete, checked rulebook, or to an error that
//! names file, line and reason.
//!
//! Pure: the texts are given. What it must not do is repair: a doubtful file doesn't load.

mod edition;
mod raw;
mod raw_tables;
mod service;
mod tables;

use crate::edition::{Edition, Rulebook};
use crate::ids::ServiceId;
use crate::load::edition::load_edition;
use crate::load::tables::load_tables;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use std::ops::Range;

/// A data file that can't be used, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {reason}", line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct LoadError {
    /// The name of the file.
    pub file: String,
    /// The line, from 1, where the reason has one.
    pub line: Option<usize>,
    /// What is wrong.
    #[source]
    pub reason: LoadReason,
}

/// What is wrong with a data file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LoadReason {
    /// Not TOML, an unknown key, a missing key, a value of the wrong kind.
    #[error("{0}")]
    Syntax(String),
    /// A file that every edition has is not there.
    #[error("the file is missing")]
    MissingFile,
    /// A name that is declared nowhere.
    #[error("there is no {what} named \"{name}\"")]
    UnknownName {
        /// What kind of name.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// The same thing twice.
    #[error("\"{name}\" is here a second time")]
    Duplicate {
        /// What is there twice.
        name: String,
    },
    /// A service is in no file.
    #[error("the service {0} is in no file")]
    MissingService(ServiceId),
    /// Days that overlap with the row before, or end before they start.
    #[error("the dates overlap with another row, or end before they start (from {from})")]
    OverlappingDates {
        /// First day of the row.
        from: Date,
    },
    /// Bands of months that overlap, or end before they start.
    #[error("the months overlap with another price, or end before they start")]
    OverlappingMonths,
    /// Documents that aren't in the order of their lines.
    #[error("\"{name}\" is cited from a line that is not after the document before it")]
    OutOfPrintedOrder {
        /// The document.
        name: String,
    },
    /// A service without a process and without a word why.
    #[error("give either the steps of the process or process_not_described")]
    ProcessUnclear,
    /// A state fee whose keys don't fit together.
    #[error(
        "a state fee is \"mci\" with units and cite, \"dash\" with cite, or \
         \"no_state_body\" or \"not_stated\" with a reason"
    )]
    StateFeeUnclear,
    /// A condition without what decides it, or the reverse.
    #[error("applies_when goes with condition \"if_applicable\" and with nothing else")]
    ConditionUnclear,
    /// A calendar row that contradicts its weekday, its year or the row it stands in for.
    #[error("{date}: {problem}")]
    CalendarRow {
        /// The day.
        date: Date,
        /// The contradiction.
        problem: &'static str,
    },
}

/// A named text, with the means to say where in it something is.
#[derive(Clone, Copy)]
pub(crate) struct File<'a> {
    name: &'a str,
    text: &'a str,
}

impl<'a> File<'a> {
    pub(crate) fn parse<T: DeserializeOwned>(self) -> Result<T, LoadError> {
        toml::from_str(self.text).map_err(|error| LoadError {
            file: self.name.to_owned(),
            line: error.span().map(|span| self.line_of(&span)),
            reason: LoadReason::Syntax(error.message().to_owned()),
        })
    }

    pub(crate) fn error(self, span: Option<Range<usize>>, reason: LoadReason) -> LoadError {
        let line = span.map(|span| self.line_of(&span));
        LoadError { file: self.name.to_owned(), line, reason }
    }

    pub(crate) fn lines(self) -> impl Iterator<Item = (usize, &'a str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    pub(crate) fn error_at(self, line: usize, reason: LoadReason) -> LoadError {
        LoadError { file: self.name.to_owned(), line: Some(line), reason }
    }

    fn line_of(self, span: &Range<usize>) -> usize {
        let before = self.text.bytes().take(span.start);
        before.filter(|byte| *byte == b'\n').count() + 1
    }
}

/// The given files, by name.
pub(crate) struct Files<'a>(pub(crate) &'a [(&'a str, &'a str)]);

impl<'a> Files<'a> {
    pub(crate) fn require(&self, wanted: &'a str) -> Result<File<'a>, LoadError> {
        self.all().find(|file| file.name == wanted).ok_or_else(|| LoadError {
            file: wanted.to_owned(),
            line: None,
            reason: LoadReason::MissingFile,
        })
    }

    /// Returns the files whose names aren't among `known`, by name so that order is settled.
    pub(crate) fn others(&self, known: &[&str]) -> Vec<File<'a>> {
        let mut others: Vec<_> = self.all().filter(|file| !known.contains(&file.name)).collect();
        others.sort_by_key(|file| file.name);
        others
    }

    fn all(&self) -> impl Iterator<Item = File<'a>> {
        self.0.iter().map(|(name, text)| File { name, text })
    }
}

/// Declares a list of embedded files with their names.
macro_rules! embedded {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../data/", $folder, "/", $name)))),+]
    };
}

const EDITION_2025: &[(&str, &str)] = embedded!(
    "2025":
    "edition.toml",
    "documents.toml",
    "phrases.toml",
    "contact.toml",
    "portal.toml",
    "employment.toml",
    "investor.toml",
    "residence_permit.toml",
    "temporary_residence_permit.toml",
    "short_business.toml",
    "long_business.toml",
    "cancellation.toml",
    "waiver.toml",
);

const TABLES: &[(&str, &str)] = embedded!(
    "tables":
    "wording.toml",
    "mci.toml",
    "vat.toml",
    "calendar.toml",
    "country_groups.toml",
    "country_codes.txt",
    "prices_seen.toml",
);

pub(crate) fn embedded() -> Result<Rulebook, LoadError> {
    Rulebook::from_files(EDITION_2025, TABLES)
}

impl Rulebook {
    /// Returns the files of the dated tables that ship with the program, as (file name, text).
    pub fn embedded_tables() -> &'static [(&'static str, &'static str)] {
        TABLES
    }

    /// Returns the rulebook of an edition and tables given as (file name, text).
    pub fn from_files(edition: &[(&str, &str)], tables: &[(&str, &str)]) -> Result<Self, LoadError> {
        let edition = Edition::from_files(edition)?;
        let (tables, wording) = load_tables(&Files(tables))?;
        Ok(Self { edition, tables, wording })
    }
}

impl Edition {
    /// Returns the files of the edition that ships with the program, as (file name, text):
    /// what a lawyer starts from when a new guidebook appears.
    pub fn embedded_files() -> &'static [(&'static str, &'static str)] {
        EDITION_2025
    }

    /// Returns the edition given as (file name, text): `edition.toml`, `documents.toml`,
    /// `phrases.toml`, `contact.toml`, `portal.toml`, and one file for each section of the guidebook.
    pub fn from_files(files: &[(&str, &str)]) -> Result<Self, LoadError> {
        load_edition(&Files(files))
    }
}
