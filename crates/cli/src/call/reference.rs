//! What can be asked without a cabinet: the rules, and numbers to check.

use clap::{Args, Subcommand};
use std::path::PathBuf;

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
