//! Passphrases: from a file, a file descriptor or a prompt, never from an argument.

use crate::call::Key;
use desk::AppError;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// A passphrase is a line; more than this is a wrong file.
const BYTES_MAX: u64 = 4096;

/// Returns the passphrase.
pub fn read(key: &Key) -> Result<String, AppError> {
    if let Some(path) = &key.passphrase_file {
        return first_line_of(path);
    }
    if let Some(descriptor) = key.passphrase_fd {
        // The path leads to the open descriptor without unsafe code; Windows has none.
        return first_line_of(Path::new(&format!("/dev/fd/{descriptor}")));
    }
    rpassword::prompt_password("Passphrase: ").map_err(|error| unreadable(&error))
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
    AppError::with_text(desk::ErrorCode::Invalid, "passphrase unreadable", desk::view::Text::same(reason))
}
