//! Printing: answers to standard output, messages to standard error, one exit code.

use crate::call::Format;
use desk::{AppError, ErrorCode};
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::process::ExitCode;

/// What a call answers.
pub struct Answer {
    /// For programs.
    pub json: Value,
    /// For people.
    pub text: String,
    /// Whether the answer is yes; no ends with exit code 1.
    pub is_yes: bool,
}

impl Answer {
    /// Returns a positive answer.
    pub fn yes<T: Serialize>(json: &T, text: impl Into<String>) -> Result<Self, AppError> {
        Self::of(json, text, true)
    }

    /// Returns an answer.
    pub fn of<T: Serialize>(json: &T, text: impl Into<String>, is_yes: bool) -> Result<Self, AppError> {
        let json = serde_json::to_value(json).map_err(|_| AppError::internal("answer unwritable"))?;
        Ok(Self { json, text: text.into(), is_yes })
    }
}

/// Returns a number of things: `1 row`, `2 rows`.
pub fn counted(number: u32, thing: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{ending}")
}

/// Returns a coded value as people read it: `travel document`.
pub fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(code)) => code.replace('_', " "),
        _ => String::new(),
    }
}

/// Returns a time without what nobody reads: `2026-11-22 16:55`.
pub fn minute(at: &str) -> String {
    let (day, time) = at.split_once('T').unwrap_or((at, ""));
    format!("{day} {}", time.chars().take(5).collect::<String>()).trim_end().to_owned()
}

/// Prints an answer or an error and returns the exit code.
pub fn print(format: Format, result: Result<Answer, AppError>) -> ExitCode {
    let (written, code) = match &result {
        Ok(answer) => (out(format, answer), u8::from(!answer.is_yes)),
        Err(error) => (err(format, error), exit_code(error.code)),
    };
    // A reader that went away early, like `head`, is no failure of ours.
    match written {
        Ok(()) => ExitCode::from(code),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(code),
        Err(_) => ExitCode::from(3),
    }
}

fn out(format: Format, answer: &Answer) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut stdout, &answer.json)?;
            writeln!(stdout)
        }
        Format::Text if answer.text.trim().is_empty() => writeln!(stdout, "Nothing to show."),
        Format::Text => writeln!(stdout, "{}", answer.text.trim_end()),
    }
}

fn err(format: Format, error: &AppError) -> io::Result<()> {
    if format == Format::Json {
        let mut stdout = io::stdout().lock();
        serde_json::to_writer_pretty(&mut stdout, &json!({ "error": error }))?;
        writeln!(stdout)?;
    }
    let mut stderr = io::stderr().lock();
    writeln!(stderr, "{}", error.text.en)?;
    for issue in &error.fields {
        writeln!(stderr, "  {}: {}", issue.field, issue.text.en)?;
    }
    Ok(())
}

fn exit_code(code: ErrorCode) -> u8 {
    match code {
        ErrorCode::NotReady
        | ErrorCode::WrongPassphrase
        | ErrorCode::WrongRecoveryKey
        | ErrorCode::Keychain
        | ErrorCode::PortalRefused => 1,
        ErrorCode::Invalid | ErrorCode::NotFound | ErrorCode::WeakPassphrase | ErrorCode::UnsafePlace => 2,
        _ => 3,
    }
}
