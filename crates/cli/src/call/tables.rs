//! People and companies in from a table, lists out into one.

use super::At;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Imports.
#[derive(Subcommand)]
pub enum Import {
    /// People, with passports and engagements.
    People(ImportPeople),
    /// Companies.
    Companies(ImportSubject),
    /// Lists the imports that can be taken back.
    List {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
    },
    /// Takes an import back, as one step.
    Undo {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
        /// The number that the import answered with.
        #[arg(long)]
        change: u32,
    },
}

/// An import of people.
#[derive(Args)]
pub struct ImportPeople {
    /// What and how.
    #[command(flatten)]
    pub subject: ImportSubject,
    /// BIN of the company of people whose row names none.
    #[arg(long)]
    pub company: Option<String>,
}

/// What is imported and how.
#[derive(Args)]
pub struct ImportSubject {
    /// The table: .xlsx or .csv.
    pub file: PathBuf,
    /// Which cabinet.
    #[command(flatten)]
    pub at: At,
    /// How.
    #[command(flatten)]
    pub choices: ImportChoices,
}

/// How a table is read.
#[derive(Args)]
pub struct ImportChoices {
    /// A saved mapping of columns to fields; without it one is proposed from the titles.
    #[arg(long)]
    pub mapping: Option<String>,
    /// Saves the mapping under this name.
    #[arg(long)]
    pub save_mapping: Option<String>,
    /// Shows what would be done and writes nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Sheet of the workbook.
    #[arg(long)]
    pub sheet: Option<String>,
    /// Number of the row with the titles.
    #[arg(long)]
    pub header_row: Option<u32>,
    /// What comes first in a date such as 03/04/1990.
    #[arg(long, value_enum)]
    pub dates: Option<Dates>,
    /// What becomes of rows that are there already.
    #[arg(long, value_enum, default_value_t = Duplicates::Skip)]
    pub duplicates: Duplicates,
    /// Imports the others where some rows have problems.
    #[arg(long)]
    pub leave_out_problems: bool,
}

/// Order of day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Dates {
    /// 31/12/1990.
    DayFirst,
    /// 12/31/1990.
    MonthFirst,
}

impl From<Dates> for desk::view::DateOrderView {
    fn from(dates: Dates) -> Self {
        match dates {
            Dates::DayFirst => Self::DayFirst,
            Dates::MonthFirst => Self::MonthFirst,
        }
    }
}

/// What becomes of rows that are there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Duplicates {
    /// What is stored stays.
    Skip,
    /// The row's values go into the record.
    Update,
    /// A second record is made.
    Create,
}

impl From<Duplicates> for desk::view::RowAction {
    fn from(duplicates: Duplicates) -> Self {
        match duplicates {
            Duplicates::Skip => Self::Skip,
            Duplicates::Update => Self::Update,
            Duplicates::Create => Self::Create,
        }
    }
}

/// An export.
#[derive(Args)]
pub struct Export {
    /// Which list.
    #[arg(value_enum)]
    pub list: List,
    /// Which cabinet.
    #[command(flatten)]
    pub at: At,
    /// The file to write; .xlsx or .csv.
    #[arg(long)]
    pub out: PathBuf,
    /// Words that a row must hold.
    #[arg(long)]
    pub filter: Option<String>,
    /// Column to sort by.
    #[arg(long)]
    pub sort: Option<String>,
    /// Turns the order round.
    #[arg(long)]
    pub descending: bool,
    /// Commas instead of semicolons in a .csv.
    #[arg(long)]
    pub comma: bool,
}

/// A list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum List {
    /// People.
    People,
    /// Companies.
    Companies,
    /// Papers.
    Papers,
    /// Applications.
    Applications,
    /// The outbox.
    Outbox,
}
