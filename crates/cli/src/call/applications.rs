//! Applications, and the letters that are written for them.

use super::At;
use clap::{Args, Subcommand};
use std::path::PathBuf;

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
