//! Files of letters, made on all cores and written one by one; how far that is, and its end by the user.
//!
//! Invariant: every job ends as a file or as a failure that names it, and a failure stops no other.

use super::prepare::told;
use super::press::{Format, Press};
use crate::error::{AppError, ErrorCode};
use crate::files;
use crate::session::Desk;
use crate::view::{Language, LetterFailure, LetterProgress, SavedLetters, Text};
use paperwork::Letter;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread::available_parallelism;
use tokio::sync::{Mutex, MutexGuard};
use tokio::task::JoinSet;

/// Name of the file that is printed: all letters in order, with their copies.
const PRINT_FILE: &str = "00-print.pdf";

/// How far the making of letters is, and whether the user wants it to stop.
#[derive(Debug, Default)]
pub(crate) struct Making {
    /// Held from the first letter until the journal knows of them; a lock waits for it.
    under_way: Mutex<()>,
    running: AtomicBool,
    cancelled: AtomicBool,
    done: AtomicU32,
    total: AtomicU32,
}

impl Making {
    /// Begins to make so many files, once no others are being made.
    pub(super) async fn start(&self, total: usize) -> MutexGuard<'_, ()> {
        let under_way = self.under_way.lock().await;
        self.done.store(0, Ordering::Relaxed);
        self.total.store(u32::try_from(total).unwrap_or(u32::MAX), Ordering::Relaxed);
        self.cancelled.store(false, Ordering::Relaxed);
        self.running.store(true, Ordering::Relaxed);
        under_way
    }

    /// Counts a file as done.
    pub(super) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Ends the making.
    pub(super) fn end(&self) {
        self.running.store(false, Ordering::Relaxed);
    }

    /// Returns whether the user wants it to stop, or locks.
    pub(super) fn is_cancelled(&self, press: &Press) -> bool {
        self.cancelled.load(Ordering::Relaxed) || press.is_cancelled()
    }

    /// Waits for the end of what is under way; none begins while the answer is held.
    pub(crate) async fn ended(&self) -> MutexGuard<'_, ()> {
        self.under_way.lock().await
    }
}

/// A file to be made.
pub(super) struct Job {
    pub name: String,
    pub title: Text,
    pub person: Option<String>,
    pub language: Language,
    pub letter: Letter,
    pub text: Option<String>,
    pub format: Format,
}

/// A file that was asked for, once it is made or not.
struct Ended {
    name: String,
    title: Text,
    person: Option<String>,
    language: Language,
    format: Format,
    made: Result<Vec<u8>, AppError>,
}

impl Desk {
    /// Returns how far the making of letters is.
    #[expect(clippy::unused_async, reason = "every use case is asked for in the same way")]
    pub async fn letters_progress(&self) -> Result<LetterProgress, AppError> {
        Ok(LetterProgress {
            running: self.making.running.load(Ordering::Relaxed),
            done: self.making.done.load(Ordering::Relaxed),
            total: self.making.total.load(Ordering::Relaxed),
        })
    }

    /// Stops the making of letters; files that are there stay.
    #[expect(clippy::unused_async, reason = "every use case is asked for in the same way")]
    pub async fn letters_cancel(&self) -> Result<(), AppError> {
        self.making.cancelled.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Makes files on all cores and writes each as soon as it is made, the print file last.
    pub(super) async fn make_all(
        &self,
        press: &Press,
        jobs: Vec<Job>,
        folder: &Path,
        print: bool,
        saved: &mut SavedLetters,
    ) -> Result<(), AppError> {
        let at_once = available_parallelism().map_or(1, usize::from);
        let mut waiting = jobs.into_iter();
        let mut running = JoinSet::new();
        let mut to_print: Vec<(String, String, Vec<u8>)> = Vec::new();
        loop {
            while running.len() < at_once && !self.making.is_cancelled(press) {
                let Some(job) = waiting.next() else { break };
                let press = press.clone();
                running.spawn(async move {
                    let Job { name, title, person, language, letter, text, format } = job;
                    let made = press.make(letter, text, format).await;
                    Ended { name, title, person, language, format, made }
                });
            }
            let Some(ended) = running.join_next().await else { break };
            let Ended { name, title, person, language, format, made } =
                ended.map_err(|_| AppError::internal("making a letter was cut off"))?;
            match made {
                Ok(bytes) => {
                    saved.files.push(files::write(folder, &name, &bytes).await?);
                    if print && format == Format::Pdf {
                        to_print.push((name, title.get(language).to_owned(), bytes));
                    }
                }
                Err(error) => saved.failures.push(LetterFailure {
                    letter: title,
                    person,
                    language: Some(language),
                    text: told(&error),
                }),
            }
            self.making.step();
        }
        for job in waiting {
            saved.cancelled = true;
            let text = stopped();
            let (letter, person, language) = (job.title, job.person, Some(job.language));
            saved.failures.push(LetterFailure { letter, person, language, text });
        }
        if print {
            to_print.sort();
            self.make_print_file(press, to_print, folder, saved).await?;
        }
        Ok(())
    }

    async fn make_print_file(
        &self,
        press: &Press,
        files: Vec<(String, String, Vec<u8>)>,
        folder: &Path,
        saved: &mut SavedLetters,
    ) -> Result<(), AppError> {
        let files = files.into_iter().map(|(_, title, pdf)| (title, pdf)).collect();
        let is_cut_short = saved.cancelled || self.making.is_cancelled(press);
        let made = if is_cut_short { Err(cut_short()) } else { press.print_file(files).await };
        self.making.step();
        match made {
            Ok(pdf) => saved.files.push(files::write(folder, PRINT_FILE, &pdf).await?),
            Err(error) => saved.failures.push(LetterFailure {
                letter: Text::new("Print file", "Файл для печати", "Басып шығаруға арналған файл"),
                person: None,
                language: None,
                text: told(&error),
            }),
        }
        Ok(())
    }
}

fn stopped() -> Text {
    Text::new("Stopped before it was made.", "Остановлено до подготовки.", "Дайындалғанша тоқтатылды.")
}

/// Returns the error of what the user stopped.
pub(super) fn cut_short() -> AppError {
    AppError::with_text(ErrorCode::Typesetting, "stopped by the user", stopped())
}
