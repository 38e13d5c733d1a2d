//! Letters by the thousand: one file for each record of a JSON list.
//!
//! The list is read as it is worked through, so that memory doesn't grow with it. Invariant: a record
//! read is either a file or a failure with its number; none is skipped.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;
use std::time::Instant;

use paperwork::{Letter, batch};
use serde::de::{SeqAccess, Visitor};
use serde::{Deserializer as _, Serialize};

use crate::error::{AppError, ErrorCode};
use crate::view::Text;

/// Records that are read ahead: the typesetters never wait, and the list is never in memory.
const READ_AHEAD: usize = 64;

/// How long it took, and what came out.
#[derive(Debug, Serialize)]
pub struct LettersMeasured {
    /// Files written.
    pub letters: usize,
    /// Records that became no file.
    pub failures: Vec<LetterNotMade>,
    /// Threads that typeset.
    pub jobs: usize,
    /// From the first byte read to the last byte written.
    pub seconds: f64,
    /// Files a second.
    pub letters_per_second: f64,
    /// The mean size of a file.
    pub bytes_per_letter: u64,
    /// The size of the largest file.
    pub bytes_max: u64,
    /// The most memory that the process held, where the system says.
    pub memory_peak_bytes: Option<u64>,
}

/// A record that became no file.
#[derive(Debug, Serialize)]
pub struct LetterNotMade {
    /// Its number in the list, counted from 1.
    pub record: usize,
    /// Why.
    pub text: Text,
}

/// Typesets each record of the list in `file` into a file of its own in `folder`.
///
/// # Errors
/// The list can't be read, or a file can't be written.
pub fn letters(file: &Path, folder: &Path, jobs: Option<usize>) -> Result<LettersMeasured, AppError> {
    let list = fs::File::open(file).map_err(|_| unreadable(0, 0))?;
    fs::create_dir_all(folder).map_err(|_| AppError::new(ErrorCode::FileRefused, "folder not made"))?;
    let jobs = jobs.unwrap_or_else(batch::cores).max(1);
    let started = Instant::now();
    let (mut sizes, mut failures, mut unwritten) = (Vec::new(), Vec::new(), None);
    let read = thread::scope(|scope| {
        let (sender, receiver) = sync_channel(READ_AHEAD);
        let reader = scope.spawn(move || {
            serde_json::Deserializer::from_reader(std::io::BufReader::new(list)).deserialize_seq(Feed(sender))
        });
        let go_on = AtomicBool::new(false);
        batch::run_on(jobs, receiver.into_iter(), paperwork::typeset, &go_on, |index, _, made| match made {
            Ok(document) => {
                let path = folder.join(format!("{:05}.pdf", index + 1));
                unwritten = fs::write(path, &document.pdf).err().or(unwritten.take());
                sizes.push(document.pdf.len() as u64);
            }
            Err(error) => {
                failures.push(LetterNotMade { record: index + 1, text: AppError::from(error).text })
            }
        });
        reader.join().map_err(|_| AppError::internal("the reader stopped"))
    })?;
    read.map_err(|error| unreadable(error.line(), error.column()))?;
    if unwritten.is_some() {
        return Err(AppError::new(ErrorCode::FileRefused, "letter not written"));
    }
    let seconds = started.elapsed().as_secs_f64();
    Ok(LettersMeasured {
        letters: sizes.len(),
        failures,
        jobs,
        seconds,
        letters_per_second: sizes.len() as f64 / seconds,
        bytes_per_letter: sizes.iter().sum::<u64>() / (sizes.len().max(1) as u64),
        bytes_max: sizes.iter().copied().max().unwrap_or(0),
        memory_peak_bytes: memory_peak_bytes(),
    })
}

/// Sends the records of a list on as they are read.
struct Feed(SyncSender<Letter>);

impl<'de> Visitor<'de> for Feed {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of letters")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(letter) = list.next_element()? {
            if self.0.send(letter).is_err() {
                break;
            }
        }
        Ok(())
    }
}

/// The place is enough to find the mistake; the message would quote the record.
fn unreadable(line: usize, column: usize) -> AppError {
    AppError::with_text(
        ErrorCode::Invalid,
        format!("letters unreadable at {line}:{column}"),
        Text::new(
            format!(
                "The file is not a list of letters: see line {line}, column {column}. Correct it there and try again."
            ),
            format!(
                "Файл не содержит списка писем: строка {line}, позиция {column}. Исправьте это место и повторите."
            ),
            format!(
                "Файлда хаттар тізімі жоқ: {line}-жол, {column}-орын. Сол жерін түзетіп, қайталап көріңіз."
            ),
        ),
    )
}

#[cfg(target_os = "linux")]
fn memory_peak_bytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

#[cfg(not(target_os = "linux"))]
fn memory_peak_bytes() -> Option<u64> {
    None
}
