//! Strangers' PDFs, read and drawn in a bounded process.

use std::path::PathBuf;
use std::time::Duration;

use super::{Cancel, Made, Task, pipe};
use crate::error::PaperworkError;
use crate::preview::DrawnPage;

/// A scanned page takes a fraction of a second, a map of a town some seconds.
const PAGE_TIME_MAX: Duration = Duration::from_secs(10);

/// Reads and draws PDFs, each time in a process of its own.
#[derive(Debug, Clone)]
pub struct GuardedPages {
    program: PathBuf,
    cancel: Cancel,
}

impl GuardedPages {
    /// Makes one that starts this program; see [`super::WORKER_ARGUMENT`] for what it must do.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self { program, cancel: Cancel::default() }
    }

    /// Lets this handle end what it does.
    #[must_use]
    pub fn under(self, cancel: Cancel) -> Self {
        Self { cancel, ..self }
    }

    /// Returns the number of pages of a PDF.
    ///
    /// # Errors
    /// As [`crate::page_count`]; one that runs away is [`PaperworkError::PageStopped`], a cancelled one
    /// [`PaperworkError::Cancelled`].
    pub fn count(&self, pdf: &[u8]) -> Result<usize, PaperworkError> {
        Ok(self.ask(&Task::Count, pdf)?.0.pages)
    }

    /// Draws a page, counted from 0, or the last one if there are fewer.
    ///
    /// # Errors
    /// As [`crate::draw`]; one that runs away is [`PaperworkError::PageStopped`], one at which the drawing
    /// fails is [`PaperworkError::Png`], a cancelled one [`PaperworkError::Cancelled`].
    pub fn draw(&self, pdf: &[u8], page: usize, scale: f32) -> Result<DrawnPage, PaperworkError> {
        let (Made { page, pages, .. }, png) = self.ask(&Task::Draw { page, scale }, pdf)?;
        Ok(DrawnPage { page, pages, png })
    }

    fn ask(&self, task: &Task, pdf: &[u8]) -> Result<(Made, Vec<u8>), PaperworkError> {
        let stopped = |limit| PaperworkError::PageStopped { limit };
        pipe::ask(&self.program, task, pdf, PAGE_TIME_MAX, &self.cancel, stopped)
    }
}
