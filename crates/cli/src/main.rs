//! `expat`: the use cases of Expat Desk without a window.
//!
//! Thin: reads the call, asks the desk, prints the answer. One JSON document to standard output
//! with `--format json`, messages to standard error. Exit codes: 0 done, 1 the answer is no,
//! 2 wrong call, 3 failed. Passphrases come from a prompt, a file or a file descriptor, never from
//! the command line, where every process of the machine could read them.

mod bench;
mod cabinet;
mod call;
mod casework;
mod clients;
mod letters;
mod output;
mod papers;
mod passphrase;
mod records;
mod reference;
mod tables;

use call::{Call, Command};
use clap::Parser as _;
use output::Answer;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// What is given back is wiped: after a lock no name and no key is left in memory.
#[global_allocator]
static ALLOCATOR: desk::WipingAllocator = desk::WIPING_ALLOCATOR;

fn main() -> ExitCode {
    if let Some(code) = desk::serve_worker() {
        return code;
    }
    let filter = EnvFilter::try_from_env("EXPAT_LOG").unwrap_or_else(|_| EnvFilter::new("error"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let call = Call::parse();
    let format = call.format;
    match tokio::runtime::Runtime::new() {
        Ok(runtime) => output::print(format, runtime.block_on(run(call))),
        Err(error) => output::print(format, Err(desk::AppError::internal(error.to_string()))),
    }
}

async fn run(call: Call) -> Result<Answer, desk::AppError> {
    match call.command {
        Command::Rulebook(command) => reference::rulebook(command),
        Command::Fees(question) => reference::fees(&question),
        Command::Window { expires } => reference::window(&expires),
        Command::Due { submitted, business_days } => reference::due(&submitted, business_days),
        Command::Check(command) => reference::check(command),
        Command::Portal(command) => reference::portal(command).await,
        Command::Bench(command) => bench::bench(command).await,
        Command::Demo { dir, key } => casework::demo(&dir, &key).await,
        Command::Cabinet(command) => cabinet::run(command).await,
        Command::Client(command) => clients::run(command).await,
        Command::Journal(command) => clients::journal(command).await,
        Command::Verify { at } => cabinet::verify(&at, None).await,
        Command::Company(command) => records::company(command).await,
        Command::Person(command) => records::person(command).await,
        Command::Paper(command) => papers::paper(command).await,
        Command::Consent(command) => records::consent(command).await,
        Command::Privacy { at } => records::privacy(&at).await,
        Command::BreachList { at, out } => records::breach_list(&at, out.as_deref()).await,
        Command::Bin(command) => records::bin(command).await,
        Command::Undo(command) => records::undo(command).await,
        Command::Application(command) => casework::application(command).await,
        Command::Import(command) => tables::import(command).await,
        Command::Export(command) => tables::export(&command).await,
        Command::Search { at, query, all_clients } => tables::search(&at, &query, all_clients).await,
        Command::Prepare { at, application, out, what } => {
            letters::prepare(&at, &application, &out, &what).await
        }
        Command::Batch { at, out, what } => letters::batch(&at, &out, &what).await,
        Command::Submit { at, application, email, password_file } => {
            casework::submit(&at, &application, email.as_deref(), password_file.as_deref()).await
        }
        Command::Status { at, application } => casework::status(&at, application.as_deref()).await,
    }
}
