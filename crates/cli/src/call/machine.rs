//! What runs for its own sake: the sandbox portal and the measurements.

use clap::Subcommand;
use std::net::SocketAddr;
use std::path::PathBuf;

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
