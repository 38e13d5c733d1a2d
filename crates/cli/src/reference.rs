//! Calls that need no cabinet.

use crate::call::{Check, Fees, Portal, Rulebook};
use crate::output::Answer;
use desk::reference::{self, FeeQuestion, IdentifierKind};
use desk::{AppError, Sandbox};
use serde_json::Value;
use std::io::Write as _;

/// Answers about the rules.
pub fn rulebook(command: Rulebook) -> Result<Answer, AppError> {
    match command {
        Rulebook::Export { on } => {
            let export = reference::rulebook_export(&on)?;
            let text = pretty(&export);
            Answer::yes(&export, text)
        }
        Rulebook::Show { service, on, lang } => {
            let shown = reference::rulebook_show(&service, &on, &lang)?;
            Answer::yes(&shown, shown.clone())
        }
        Rulebook::Audit { guidebook } => {
            let audit = reference::rulebook_audit(&guidebook)?;
            Answer::of(&audit.report, audit.text, audit.is_equal)
        }
        Rulebook::Diff { edition, dir } => {
            let diff = reference::rulebook_diff(&edition, &dir)?;
            Answer::of(&diff.report, diff.text, diff.is_equal)
        }
    }
}

/// Answers what a service costs.
pub fn fees(fees: &Fees) -> Result<Answer, AppError> {
    let question = FeeQuestion {
        persons: fees.persons,
        validity_months: fees.validity_months,
        category: fees.category.clone(),
        personal_manager: fees.personal_manager,
    };
    let answer = reference::fees(&fees.service, &question, &fees.on)?;
    let is_known = answer.get("total_tiyn").is_some_and(|total| !total.is_null());
    Answer::of(&answer, pretty(&answer), is_known)
}

/// Answers when an extension may be filed.
pub fn window(expires: &str) -> Result<Answer, AppError> {
    let answer = reference::window(expires)?;
    Answer::yes(&answer, pretty(&answer))
}

/// Answers when an answer is due.
pub fn due(submitted: &str, business_days: u32) -> Result<Answer, AppError> {
    let answer = reference::due(submitted, business_days)?;
    Answer::yes(&answer, pretty(&answer))
}

/// Checks an identifier or passport lines.
pub fn check(command: Check) -> Result<Answer, AppError> {
    let answer = match command {
        Check::Bin { value } => reference::check_identifier(IdentifierKind::Bin, &value)?,
        Check::Iin { value } => reference::check_identifier(IdentifierKind::Iin, &value)?,
        Check::Iban { value } => reference::check_identifier(IdentifierKind::Iban, &value)?,
        Check::Bic { value } => reference::check_identifier(IdentifierKind::Bic, &value)?,
        Check::Kbe { value } => reference::check_identifier(IdentifierKind::Kbe, &value)?,
        Check::Knp { value } => reference::check_identifier(IdentifierKind::Knp, &value)?,
        Check::Mrz { line1, line2, on } => reference::check_mrz(&line1, &line2, on.as_deref())?,
    };
    let is_valid = answer.get("valid").and_then(Value::as_bool).unwrap_or(false);
    Answer::of(&answer, pretty(&answer), is_valid)
}

/// Runs the sandbox portal until it is told to stop.
pub async fn portal(command: Portal) -> Result<Answer, AppError> {
    let Portal::Serve { data, listen } = command;
    let sandbox = Sandbox::start(&data, listen).await?;
    let line = sandbox.announcement()?;
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{line}")
        .and_then(|()| stdout.flush())
        .map_err(|error| AppError::internal(error.to_string()))?;
    drop(stdout);
    tokio::signal::ctrl_c().await.map_err(|error| AppError::internal(error.to_string()))?;
    sandbox.stop().await?;
    Answer::yes(&"stopped", "Stopped.")
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
