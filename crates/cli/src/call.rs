//! The calls that `expat` understands. Their names and keys are relied upon by others.

pub mod cabinet;
pub mod records;

mod applications;
mod machine;
mod reference;
mod tables;

pub use applications::{Application, Letters, ManyLetters, Part};
pub use machine::{Bench, Portal};
pub use reference::{Check, Fees, Rulebook};
pub use tables::{Export, Import, ImportChoices, ImportSubject, List};

use clap::{Args, Parser, Subcommand, ValueEnum};
use records::{Bin, Company, Consent, Paper, Person, Undo};
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

#[cfg(test)]
mod tests {
    use super::Call;
    use clap::CommandFactory as _;

    #[test]
    fn every_call_is_well_formed() {
        Call::command().debug_assert();
    }
}
