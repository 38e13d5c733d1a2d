//! The calls that `expat` understands. Their names and keys are relied upon by others.

pub mod cabinet;

use crate::records_call::{Bin, Company, Consent, Paper, Person, Undo};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Expat Desk without a window.
#[derive(Parser)]
#[command(name = "expat", version, about, propagate_version = true)]
pub struct Call {
    /// How answers are printed.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// How answers are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// The rules: services, documents, fees, dates.
    #[command(subcommand)]
    Rulebook(Rulebook),
    /// What a service costs on a day.
    Fees(Fees),
    /// When the extension of a visa may be filed.
    Window {
        /// Last day of the visa (YYYY-MM-DD).
        #[arg(long)]
        expires: String,
    },
    /// When an answer is due.
    Due {
        /// Day of submission (YYYY-MM-DD).
        #[arg(long)]
        submitted: String,
        /// Business days of the service.
        #[arg(long)]
        business_days: u32,
    },
    /// Checks a number or the machine-readable lines of a passport.
    #[command(subcommand)]
    Check(Check),
    /// The sandbox portal.
    #[command(subcommand)]
    Portal(Portal),
    /// Measures the program's own code on invented records.
    #[command(subcommand)]
    Bench(Bench),
    /// Makes a cabinet with invented sample data.
    Demo {
        /// Folder to make it in.
        #[arg(long)]
        dir: PathBuf,
        /// Passphrase of the new cabinet.
        #[command(flatten)]
        key: Key,
    },
    /// The cabinet: create, keys, backups.
    #[command(subcommand)]
    Cabinet(cabinet::Cabinet),
    /// Clients: list, create, hand over, erase.
    #[command(subcommand)]
    Client(cabinet::Client),
    /// Who did what and when.
    #[command(subcommand)]
    Journal(cabinet::Journal),
    /// Verifies everything that the cabinet holds.
    Verify {
        /// Which cabinet.
        #[command(flatten)]
        at: cabinet::In,
    },
    /// Companies: list, show, save, delete, restore, history.
    #[command(subcommand)]
    Company(Company),
    /// People: list, show, save, delete, restore, history, erase.
    #[command(subcommand)]
    Person(Person),
    /// Papers: list, attach, export, remove, restore.
    #[command(subcommand)]
    Paper(Paper),
    /// Consents to the processing of personal data.
    #[command(subcommand)]
    Consent(Consent),
    /// What the law on personal data asks for now: withdrawals, what is past its time, who has not
    /// agreed.
    Privacy {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
    },
    /// Lists whom a breach of a client's vault touches, and which data.
    BreachList {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
        /// File to write it into, `.xlsx` or `.csv`.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// The recycle bin.
    #[command(subcommand)]
    Bin(Bin),
    /// Takes back a change or a value.
    #[command(subcommand)]
    Undo(Undo),
    /// Applications: list, look for findings, approve.
    #[command(subcommand)]
    Application(Application),
    /// Brings people or companies in from a table.
    #[command(subcommand)]
    Import(Import),
    /// Writes a list into a file: .xlsx or .csv, as its name ends.
    Export(Export),
    /// Finds people, companies, papers and applications: by words, their beginnings, numbers; slips
    /// of the pen are forgiven.
    Search {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
        /// What to look for.
        query: String,
        /// In the papers of all clients.
        #[arg(long)]
        all_clients: bool,
    },
    /// Writes the letters of an application.
    Prepare {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
        /// Id or number of the application.
        #[arg(long)]
        application: String,
        /// Folder to write into.
        #[arg(long)]
        out: PathBuf,
        /// What to make.
        #[command(flatten)]
        what: Letters,
    },
    /// Writes the same letters for many people, each from the application worked on last that has them.
    Batch {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
        /// Folder to write into.
        #[arg(long)]
        out: PathBuf,
        /// Who gets what.
        #[command(flatten)]
        what: ManyLetters,
    },
    /// Freezes the packet of an approved application and sends it.
    Submit {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
        /// Id or number of the application.
        #[arg(long)]
        application: String,
        /// E-mail of the portal account; needed for the first submission of a client.
        #[arg(long)]
        email: Option<String>,
        /// File with the portal account's password; an account is created if there is none.
        #[arg(long)]
        password_file: Option<PathBuf>,
    },
    /// Asks the portal for news and shows where applications stand.
    Status {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
        /// Id or number of one application.
        #[arg(long)]
        application: Option<String>,
    },
}

/// How a cabinet is made or opened: where the passphrase comes from, and whether its place matters.
#[derive(Args, Clone)]
pub struct Key {
    /// File whose first line is the passphrase.
    #[arg(long, conflicts_with_all = ["passphrase_fd", "keychain"])]
    pub passphrase_file: Option<PathBuf>,
    /// Open file descriptor whose first line is the passphrase.
    #[arg(long, conflicts_with = "keychain")]
    pub passphrase_fd: Option<u32>,
    /// What is read is the recovery key.
    #[arg(long, conflicts_with = "keychain")]
    pub recovery_key: bool,
    /// The system's keychain opens the cabinet.
    #[arg(long)]
    pub keychain: bool,
    /// Takes the cabinet's folder, from now on, although a program copies it to other machines or
    /// another machine serves it.
    #[arg(long)]
    pub anyway: bool,
}

/// Which cabinet and whose papers.
#[derive(Args, Clone)]
pub struct At {
    /// Folder that holds the cabinet.
    #[arg(long)]
    pub cabinet: PathBuf,
    /// Name or id of the client; the one used last where none is given.
    #[arg(long)]
    pub client: Option<String>,
    /// Address of the portal; without it the sandbox runs inside this call.
    #[arg(long)]
    pub portal: Option<String>,
    /// Passphrase.
    #[command(flatten)]
    pub key: Key,
}

/// The same letters for many people.
#[derive(Args, Clone)]
pub struct ManyLetters {
    /// Ids of the people, in the order of printing; without it everybody of the client.
    #[arg(long, value_delimiter = ',')]
    pub person: Vec<String>,
    /// Kinds of letters, for instance consent; without it those on offer are listed.
    #[arg(long, value_delimiter = ',')]
    pub kind: Vec<String>,
    /// Languages of the letters; kk+ru and ru+en print consents, powers of attorney and orders of
    /// termination in both side by side.
    #[arg(long, value_delimiter = ',', default_value = "kk,ru,en")]
    pub lang: Vec<String>,
    /// Also as Word documents.
    #[arg(long)]
    pub docx: bool,
    /// Also one file of all letters with their copies, to be printed.
    #[arg(long)]
    pub print: bool,
}

/// What to make of an application's letters.
#[derive(Args, Clone)]
pub struct Letters {
    /// Languages of the letters; kk+ru and ru+en print consents, powers of attorney and orders of
    /// termination in both side by side.
    #[arg(long, value_delimiter = ',', default_value = "kk,ru,en")]
    pub lang: Vec<String>,
    /// Only letters of these kinds, for instance invitation; without it all that are wanted.
    #[arg(long, value_delimiter = ',')]
    pub kind: Vec<String>,
    /// Also what is only needed under a condition.
    #[arg(long, conflicts_with = "kind")]
    pub all: bool,
    /// Also as Word documents, the invitation's table as .xlsx too.
    #[arg(long)]
    pub docx: bool,
    /// Also the packet: letters and papers in one file, in the checklist's order.
    #[arg(long)]
    pub packet: bool,
    /// Also one file of all letters with their copies, to be printed.
    #[arg(long)]
    pub print: bool,
}

/// The rules.
#[derive(Subcommand)]
pub enum Rulebook {
    /// Everything, for programs.
    Export {
        /// The day (YYYY-MM-DD).
        #[arg(long)]
        on: String,
    },
    /// One service, for people.
    Show {
        /// Service id, for instance employment_invitation.
        service: String,
        /// The day (YYYY-MM-DD).
        #[arg(long)]
        on: String,
        /// Language: en, ru or kk.
        #[arg(long, default_value = "en")]
        lang: String,
    },
    /// Compares the rules with the guidebook they cite.
    Audit {
        /// The guidebook as text.
        #[arg(long)]
        guidebook: PathBuf,
    },
    /// What another edition changes.
    Diff {
        /// Year of the embedded edition.
        edition: String,
        /// Folder with the data files of the other one.
        dir: PathBuf,
    },
}

/// What a fee depends on.
#[derive(Args)]
pub struct Fees {
    /// Service id.
    #[arg(long)]
    pub service: String,
    /// Number of persons.
    #[arg(long, default_value_t = 1)]
    pub persons: u32,
    /// Validity of the visa in months.
    #[arg(long, allow_hyphen_values = true)]
    pub validity_months: Option<i64>,
    /// Visa category, for instance C3.
    #[arg(long)]
    pub category: Option<String>,
    /// With the personal manager.
    #[arg(long)]
    pub personal_manager: bool,
    /// The day (YYYY-MM-DD).
    #[arg(long)]
    pub on: String,
}

/// What to check.
#[derive(Subcommand)]
pub enum Check {
    /// Business identification number.
    Bin {
        /// The number.
        value: String,
    },
    /// Individual identification number.
    Iin {
        /// The number.
        value: String,
    },
    /// Bank account.
    Iban {
        /// The number.
        value: String,
    },
    /// Bank code, 8 or 11 characters.
    Bic {
        /// The code.
        value: String,
    },
    /// Code of a payment's beneficiary: residency and sector.
    Kbe {
        /// The code.
        value: String,
    },
    /// Code of a payment's purpose.
    Knp {
        /// The code.
        value: String,
    },
    /// Passport or visa lines.
    Mrz {
        /// First line.
        line1: String,
        /// Second line.
        line2: String,
        /// Day that two-digit years are read from; today where none is given.
        #[arg(long)]
        on: Option<String>,
    },
}

/// The sandbox portal.
#[derive(Subcommand)]
pub enum Portal {
    /// Runs it; the first line of output says where.
    Serve {
        /// Its data folder.
        #[arg(long)]
        data: PathBuf,
        /// Where to listen; port 0 takes a free one.
        #[arg(long, default_value = "127.0.0.1:0")]
        listen: SocketAddr,
    },
}

/// What to measure.
#[derive(Subcommand)]
pub enum Bench {
    /// One letter for each record of a JSON list.
    Letters {
        /// The list of letters' records.
        file: PathBuf,
        /// Folder to write the PDF files into.
        #[arg(long)]
        out: PathBuf,
        /// Threads that typeset; as many as there are cores where none is given.
        #[arg(long, value_parser = clap::value_parser!(u8).range(1..=64))]
        jobs: Option<u8>,
    },
    /// A large cabinet beside the same databases without encryption.
    Store {
        /// Invented persons, with three papers each.
        #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        persons: u32,
        /// Clients that they are spread over.
        #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=1_000))]
        clients: u32,
        /// Folder to work in; the system's temporary folder where none is given.
        #[arg(long)]
        dir: Option<PathBuf>,
    },
}

/// Applications.
#[derive(Subcommand)]
pub enum Application {
    /// Lists applications.
    List {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
    },
    /// Makes one.
    New {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
        /// Service id.
        #[arg(long)]
        service: String,
        /// BIN of the host.
        #[arg(long)]
        company: String,
        /// Ids of the persons.
        #[arg(long, value_delimiter = ',')]
        person: Vec<String>,
    },
    /// Shows what is wrong or missing.
    Findings {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
        /// Id or number.
        #[arg(long)]
        application: String,
    },
    /// Shows the visa asked for and the journey, or saves them from JSON.
    Details(Part),
    /// Shows what the letters say beyond the visa and who may sign them, or saves it from JSON.
    Letters(Part),
    /// Releases it for submission.
    Approve {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
        /// Id or number.
        #[arg(long)]
        application: String,
    },
}

/// A part of an application.
#[derive(Args, Clone)]
pub struct Part {
    /// Which cabinet.
    #[command(flatten)]
    pub at: At,
    /// Id or number.
    #[arg(long)]
    pub application: String,
    /// File with the fields that change, as JSON; `-` reads standard input. Without it they are shown.
    #[arg(long)]
    pub from: Option<PathBuf>,
}

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

#[cfg(test)]
mod tests {
    use super::Call;
    use clap::CommandFactory as _;

    #[test]
    fn every_call_is_well_formed() {
        Call::command().debug_assert();
    }
}
