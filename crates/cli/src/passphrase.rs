//! Passphrases: from a file, a file descriptor or a prompt, never from an argument.

use crate::call::Key;
use crate::call::cabinet::{ArchiveKey, NewKey};
use desk::view::Text;
use desk::{AppError, Desk, ErrorCode};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// A passphrase is a line; more than this is a wrong file.
const BYTES_MAX: u64 = 4096;

/// Unlocks a cabinet with what the call names.
pub async fn unlock(desk: &Desk, key: &Key) -> Result<(), AppError> {
    if key.keychain {
        return desk.cabinet_unlock_keychain().await;
    }
    let secret = read(key)?;
    if key.recovery_key {
        desk.cabinet_unlock_recovery(secret).await
    } else {
        desk.cabinet_unlock(secret).await
    }
}

/// Returns the passphrase.
pub fn read(key: &Key) -> Result<String, AppError> {
    let prompt = if key.recovery_key { "Recovery key: " } else { "Passphrase: " };
    from(key.passphrase_file.as_ref(), key.passphrase_fd, || ask(prompt))
}

/// Returns a new passphrase; at the prompt it is asked for twice.
pub fn new(key: &NewKey) -> Result<String, AppError> {
    from(key.new_passphrase_file.as_ref(), key.new_passphrase_fd, || ask_twice("New passphrase: "))
}

/// Returns the passphrase of an archive to be written; at the prompt it is asked for twice.
pub fn for_archive(key: &ArchiveKey) -> Result<String, AppError> {
    from(key.archive_passphrase_file.as_ref(), key.archive_passphrase_fd, || {
        ask_twice("Passphrase of the archive: ")
    })
}

/// Returns the passphrase of an archive to be read.
pub fn of_archive(key: &ArchiveKey) -> Result<String, AppError> {
    from(key.archive_passphrase_file.as_ref(), key.archive_passphrase_fd, || {
        ask("Passphrase of the archive: ")
    })
}

fn from(
    file: Option<&PathBuf>,
    descriptor: Option<u32>,
    ask: impl FnOnce() -> Result<String, AppError>,
) -> Result<String, AppError> {
    match (file, descriptor) {
        (Some(path), _) => first_line_of(path),
        // The path leads to the open descriptor without unsafe code; Windows has none.
        (None, Some(descriptor)) => first_line_of(Path::new(&format!("/dev/fd/{descriptor}"))),
        (None, None) => ask(),
    }
}

fn ask(prompt: &str) -> Result<String, AppError> {
    rpassword::prompt_password(prompt).map_err(|error| unreadable(&error))
}

fn ask_twice(prompt: &str) -> Result<String, AppError> {
    let typed = ask(prompt)?;
    if typed == ask("Once more: ")? {
        return Ok(typed);
    }
    Err(AppError::with_text(
        ErrorCode::Invalid,
        "passphrases differ",
        Text::same("The two passphrases differ."),
    ))
}

/// Returns the first line of a file.
pub fn first_line_of(path: &Path) -> Result<String, AppError> {
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let mut line = String::new();
    BufReader::new(file.take(BYTES_MAX)).read_line(&mut line).map_err(|error| unreadable(&error))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn unreadable(error: &io::Error) -> AppError {
    let reason = format!("The passphrase can't be read: {error}. Give --passphrase-file or --passphrase-fd.");
    AppError::with_text(ErrorCode::Invalid, "passphrase unreadable", Text::same(reason))
}
