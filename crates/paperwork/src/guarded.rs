//! What may run away works in a process of its own: templates that a firm changed, strangers' PDFs.
//!
//! A template is a program: it may loop for ever or ask for all memory there is. The bundled ones are
//! ours. A page of a PDF may do the same: forms within forms, pictures that unpack to gigabytes. Both go
//! to a child process of the same executable, started with [`WORKER_ARGUMENT`], that gets everything by
//! standard input, answers one question by standard output and ends, or is killed when it takes too long or
//! nobody wants its answer any more ([`Cancel`]). Memory is bounded by the system where it can be
//! (`setrlimit`), elsewhere by the time alone. Invariant: record, template and PDF never stand in arguments,
//! environment or files.

mod cancel;
mod limits;
mod pages;
mod pipe;
mod worker;

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::error::PaperworkError;
use crate::letter::{Letter, LetterKind};
use crate::typesetter::Document;

pub use cancel::Cancel;
pub use pages::GuardedPages;
pub use worker::serve;

/// The argument by which a program is started as the worker: its `main` must look for it first and
/// then return what [`serve`] returns.
pub const WORKER_ARGUMENT: &str = "--paperwork-worker";

/// A letter takes a fraction of a second.
const LETTER_TIME_MAX: Duration = Duration::from_secs(10);
/// A check typesets every sample in three languages.
const CHECK_TIME_MAX: Duration = Duration::from_secs(30);

/// What the worker is asked.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Task {
    Typeset {
        letter: Box<Letter>,
        template: String,
    },
    Word {
        letter: Box<Letter>,
        template: String,
    },
    Check {
        kind: LetterKind,
        template: String,
    },
    /// The PDF follows.
    Count,
    /// The PDF follows; the page is counted from 0.
    Draw {
        page: usize,
        scale: f32,
    },
}

/// What the worker says before the bytes of the file.
#[derive(Default, Serialize, Deserialize)]
struct Made {
    /// Which page was drawn, counted from 0.
    page: usize,
    pages: usize,
    title: String,
}

/// Runs firms' templates, each in a process of its own.
#[derive(Debug, Clone)]
pub struct GuardedTypesetter {
    program: PathBuf,
    cancel: Cancel,
}

impl GuardedTypesetter {
    /// Makes one that starts this program; see [`WORKER_ARGUMENT`] for what it must do.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self { program, cancel: Cancel::default() }
    }

    /// Lets this handle end what it does.
    #[must_use]
    pub fn under(self, cancel: Cancel) -> Self {
        Self { cancel, ..self }
    }

    /// Typesets a letter with a firm's own template.
    ///
    /// # Errors
    /// As [`crate::Typesetter::typeset_with`]; a template that runs away is
    /// [`PaperworkError::TemplateStopped`], a cancelled one [`PaperworkError::Cancelled`].
    pub fn typeset(&self, letter: &Letter, template: &str) -> Result<Document, PaperworkError> {
        let task = Task::Typeset { letter: Box::new(letter.clone()), template: template.to_owned() };
        let (made, pdf) = self.ask(&task, LETTER_TIME_MAX)?;
        Ok(Document { pdf, pages: made.pages, title: made.title })
    }

    /// Writes a letter for a word processor with a firm's own template.
    ///
    /// # Errors
    /// As [`Self::typeset`].
    pub fn word(&self, letter: &Letter, template: &str) -> Result<Vec<u8>, PaperworkError> {
        let task = Task::Word { letter: Box::new(letter.clone()), template: template.to_owned() };
        Ok(self.ask(&task, LETTER_TIME_MAX)?.1)
    }

    /// Tries a firm's own template on every sample of the document in every language, as paper and as
    /// a file for a word processor.
    ///
    /// # Errors
    /// The first failure, as in [`Self::typeset`].
    pub fn check(&self, kind: LetterKind, template: &str) -> Result<(), PaperworkError> {
        let task = Task::Check { kind, template: template.to_owned() };
        self.ask(&task, CHECK_TIME_MAX).map(|_| ())
    }

    fn ask(&self, task: &Task, time_max: Duration) -> Result<(Made, Vec<u8>), PaperworkError> {
        let stopped = |limit| PaperworkError::TemplateStopped { limit };
        pipe::ask(&self.program, task, &[], time_max, &self.cancel, stopped)
    }
}
