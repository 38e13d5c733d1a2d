//! The inside of the child process.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;

use super::{Made, Task, limits};
use crate::error::PaperworkError;
use crate::typesetter::{Document, Typesetter};

/// Answers one task from standard input to standard output: one line of JSON, then the file's bytes.
#[must_use]
pub fn serve() -> ExitCode {
    // Without its limits the worker would be no guard.
    match limits::set().and_then(|()| answer()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer() -> std::io::Result<()> {
    let mut asked = Vec::new();
    std::io::stdin().lock().read_to_end(&mut asked)?;
    let task = serde_json::from_slice(&asked)?;
    drop(asked);
    let (answer, bytes) = match work(task) {
        Ok((made, bytes)) => (Ok(made), bytes),
        Err(error) => (Err(error), Vec::new()),
    };
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, &answer)?;
    out.write_all(b"\n")?;
    out.write_all(&bytes)?;
    out.flush()
}

fn work(task: Task) -> Result<(Made, Vec<u8>), PaperworkError> {
    let typesetter = Typesetter::shared();
    let nothing = || Made { pages: 0, title: String::new() };
    match task {
        Task::Typeset { letter, template } => {
            let Document { pdf, pages, title } = typesetter.typeset_with(&letter, &template)?;
            Ok((Made { pages, title }, pdf))
        }
        Task::Word { letter, template } => Ok((nothing(), typesetter.word_with(&letter, &template)?)),
        Task::Check { kind, template } => {
            typesetter.check_template(kind, &template)?;
            Ok((nothing(), Vec::new()))
        }
    }
}
