//! The calls about companies, people, papers and consents. Data come through standard input or a
//! file; arguments hold ids and paths only, because every process of the machine can read them.

use super::At;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// A record by its id.
#[derive(Args, Clone)]
pub struct One {
    /// Which cabinet.
    #[command(flatten)]
    pub at: At,
    /// Id of the record.
    #[arg(long)]
    pub id: String,
}

/// A record that is saved.
#[derive(Args, Clone)]
pub struct Saved {
    /// Which cabinet.
    #[command(flatten)]
    pub at: At,
    /// File with the fields as JSON, as `show` gives them; `-` reads standard input. What is left
    /// out stays as it is; with an `id` the record is changed, without one it is new.
    #[arg(long, default_value = "-")]
    pub from: PathBuf,
}

/// Companies.
#[derive(Subcommand)]
pub enum Company {
    /// Lists companies.
    List {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
    },
    /// Shows one.
    Show(One),
    /// Saves one from JSON.
    Save(Saved),
    /// Sets its logo or letterhead from a picture.
    Picture {
        /// Which company.
        #[command(flatten)]
        one: One,
        /// Which picture.
        #[arg(long, value_enum)]
        kind: HeadPicture,
        /// A JPEG or PNG.
        #[arg(long)]
        file: PathBuf,
    },
    /// Moves one into the recycle bin.
    Delete(One),
    /// Takes one out of the recycle bin.
    Restore(One),
    /// Tells what was done to one.
    History(One),
}

/// A company's pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum HeadPicture {
    /// The logo.
    Logo,
    /// The head of the letter paper.
    Letterhead,
}

/// People.
#[derive(Subcommand)]
pub enum Person {
    /// Lists people.
    List {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
    },
    /// Shows one.
    Show(One),
    /// Saves one from JSON.
    Save(Saved),
    /// Sets the photograph, cut to 35 x 45 mm.
    Photo {
        /// Who.
        #[command(flatten)]
        one: One,
        /// A JPEG or PNG.
        #[arg(long)]
        file: PathBuf,
        /// Where the cut lies from left to right, 0 to 100.
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u8).range(0..=100))]
        across: u8,
        /// Where it lies from top to bottom, 0 to 100.
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u8).range(0..=100))]
        down: u8,
        /// How much closer than the whole picture, in percent.
        #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u16).range(100..=400))]
        zoom: u16,
    },
    /// Moves one into the recycle bin, with passports, visas, contracts and papers.
    Delete(One),
    /// Takes one out of the recycle bin.
    Restore(One),
    /// Tells what was done to one.
    History(One),
    /// Erases one for good and reports what stays. Can't be undone.
    Erase {
        /// Who.
        #[command(flatten)]
        one: One,
        /// Says that you mean it.
        #[arg(long)]
        for_good: bool,
    },
}

/// Papers.
#[derive(Subcommand)]
pub enum Paper {
    /// Lists papers.
    List {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
    },
    /// Shows one with its history.
    Show(One),
    /// Attaches one: the facts as JSON (owner, owner_id, document, ...), the scan from a file.
    Attach {
        /// Which cabinet, and the facts.
        #[command(flatten)]
        saved: Saved,
        /// The scan: PDF, JPEG or PNG; without one only the original is noted.
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// Saves the facts of one from JSON: `id`, and what changes.
    Save(Saved),
    /// Replaces the scan by a newer one.
    Replace {
        /// Which paper.
        #[command(flatten)]
        one: One,
        /// The scan: PDF, JPEG or PNG.
        #[arg(long)]
        file: PathBuf,
    },
    /// Writes the scan as a plain file, which the journal notes.
    Export {
        /// Which paper.
        #[command(flatten)]
        one: One,
        /// Where to.
        #[arg(long)]
        out: PathBuf,
    },
    /// Moves one into the recycle bin.
    Remove(One),
    /// Takes one out of the recycle bin.
    Restore(One),
}

/// Consents to the processing of personal data.
#[derive(Subcommand)]
pub enum Consent {
    /// Lists consents, of one person where one is given.
    List {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
        /// Id of the person.
        #[arg(long)]
        person: Option<String>,
    },
    /// Gives a consent to be filled in, with the form that we make for the person.
    Draft {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
        /// Id of the person.
        #[arg(long)]
        person: String,
    },
    /// Saves one from JSON.
    Save(Saved),
    /// Notes a withdrawal; processing has to stop within 15 working days.
    Withdraw {
        /// Which consent.
        #[command(flatten)]
        one: One,
        /// The day (YYYY-MM-DD).
        #[arg(long)]
        on: String,
    },
    /// Notes that processing has stopped.
    Stop {
        /// Which consent.
        #[command(flatten)]
        one: One,
        /// The day (YYYY-MM-DD).
        #[arg(long)]
        on: String,
    },
}

/// The recycle bin.
#[derive(Subcommand)]
pub enum Bin {
    /// Lists what can be put back.
    List {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
    },
    /// Puts a record back, with what was deleted together with it.
    Restore(One),
    /// Erases a record of the bin before its time.
    Erase(One),
}

/// Taking back.
#[derive(Subcommand)]
pub enum Undo {
    /// Takes back a whole change.
    Change {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
        /// Number of the change, as the history gives it.
        #[arg(long)]
        change: u32,
    },
    /// Puts back one value.
    Value {
        /// Which cabinet.
        #[command(flatten)]
        at: At,
        /// Number of the entry, as the history gives it.
        #[arg(long)]
        sequence: u32,
        /// Path of the field, as the history gives it.
        #[arg(long)]
        path: String,
    },
}
