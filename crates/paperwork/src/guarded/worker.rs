//! The inside of the child process.

use std::io::{BufRead as _, Read as _, Write as _};
use std::panic::{UnwindSafe, catch_unwind};
use std::process::ExitCode;

use super::{Made, Task, limits};
use crate::error::PaperworkError;
use crate::preview::{DrawnPage, draw, page_count};
use crate::typesetter::{Document, Typesetter};

/// Answers one task from standard input to standard output. Question and answer are a line of JSON, then the
/// bytes of the file, where there is one.
#[must_use]
pub fn serve() -> ExitCode {
    // Without its limits the worker would be no guard.
    match limits::set().and_then(|()| answer()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer() -> std::io::Result<()> {
    let (mut asked, mut file) = (Vec::new(), Vec::new());
    let mut stdin = std::io::stdin().lock();
    stdin.read_until(b'\n', &mut asked)?;
    stdin.read_to_end(&mut file)?;
    let task = serde_json::from_slice(&asked)?;
    drop(asked);
    let (answer, bytes) = match work(task, &file) {
        Ok((made, bytes)) => (Ok(made), bytes),
        Err(error) => (Err(error), Vec::new()),
    };
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, &answer)?;
    out.write_all(b"\n")?;
    out.write_all(&bytes)?;
    out.flush()
}

fn work(task: Task, file: &[u8]) -> Result<(Made, Vec<u8>), PaperworkError> {
    match task {
        Task::Typeset { letter, template } => {
            let Document { pdf, pages, title } = Typesetter::shared().typeset_with(&letter, &template)?;
            Ok((Made { pages, title, ..Made::default() }, pdf))
        }
        Task::Word { letter, template } => {
            Ok((Made::default(), Typesetter::shared().word_with(&letter, &template)?))
        }
        Task::Check { kind, template } => {
            Typesetter::shared().check_template(kind, &template)?;
            Ok((Made::default(), Vec::new()))
        }
        Task::Count => {
            let pages = survived(|| page_count(file))?;
            Ok((Made { pages, ..Made::default() }, Vec::new()))
        }
        Task::Draw { page, scale } => {
            let DrawnPage { page, pages, png } = survived(|| draw(file, page, scale))?;
            Ok((Made { page, pages, ..Made::default() }, png))
        }
    }
}

/// Answers for a decoder that gives up half-way.
fn survived<T>(decode: impl FnOnce() -> Result<T, PaperworkError> + UnwindSafe) -> Result<T, PaperworkError> {
    catch_unwind(decode).unwrap_or(Err(PaperworkError::Png))
}
