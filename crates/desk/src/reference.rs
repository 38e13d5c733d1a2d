//! Questions that need no cabinet: rules, fees, dates and identifiers, for the command line.
//!
//! Answers are serialisable values with the keys that others rely on; the window's own screens get
//! theirs through the views.

use crate::environment::{Environment as _, System, day_in_kazakhstan};
use crate::error::{AppError, ErrorCode};
use crate::rules;
use casework::identifiers::{Bic, Bin, Iban, Iin, Kbe, Knp, check};
use casework::mrz;
use jiff::civil::Date;
use rulebook::audit::audit;
use rulebook::diff::diff;
use rulebook::{Case, Edition, ServiceId, ValidityMonths};
use serde::Serialize;
use serde_json::Value;
use std::path::Path;

/// Returns everything that the rules say on a day.
pub fn rulebook_export(on: &str) -> Result<Value, AppError> {
    json(&rules()?.export(date("on", on)?)?)
}

/// Returns one service as text for a terminal.
pub fn rulebook_show(service: &str, on: &str, language: &str) -> Result<String, AppError> {
    Ok(rules()?.render_service(service.parse()?, language.parse()?, date("on", on)?)?)
}

/// The result of comparing the rules with another text or edition.
pub struct Comparison {
    /// For programs.
    pub report: Value,
    /// For people.
    pub text: String,
    /// Whether nothing differs.
    pub is_equal: bool,
}

/// Compares the rules with the text of the guidebook that they cite.
pub fn rulebook_audit(guidebook: &Path) -> Result<Comparison, AppError> {
    let report = audit(rules()?, &read_text(guidebook)?);
    Ok(Comparison { report: json(&report)?, text: report.to_string(), is_equal: report.is_clean() })
}

/// Compares the embedded edition with the data files of another one.
pub fn rulebook_diff(edition: &str, folder: &Path) -> Result<Comparison, AppError> {
    let embedded = rules()?.edition();
    if embedded.info.id != edition {
        return Err(unreadable(&format!("the embedded edition is {}", embedded.info.id)));
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| unreadable(&error.to_string()))? {
        let path = entry.map_err(|error| unreadable(&error.to_string()))?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push((name, read_text(&path)?));
        }
    }
    files.sort();
    let texts: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let other = Edition::from_files(&texts).map_err(|error| unreadable(&error.to_string()))?;
    let report = diff(embedded, &other).map_err(|_| AppError::internal("editions can't be compared"))?;
    Ok(Comparison { report: json(&report)?, text: report.to_string(), is_equal: report.is_empty() })
}

fn read_text(path: &Path) -> Result<String, AppError> {
    std::fs::read_to_string(path).map_err(|error| unreadable(&error.to_string()))
}

fn unreadable(reason: &str) -> AppError {
    let reason = format!("The file can't be used: {reason}.");
    AppError::with_text(ErrorCode::Invalid, "file unusable", crate::view::Text::same(reason))
}

/// What a fee question says besides the service.
#[derive(Debug, Clone, Default)]
pub struct FeeQuestion {
    /// How many persons.
    pub persons: u32,
    /// For how many months.
    pub validity_months: Option<i64>,
    /// Which visa category.
    pub category: Option<String>,
    /// Whether the personal manager is asked for.
    pub personal_manager: bool,
}

/// Returns the fees of a service.
pub fn fees(service: &str, question: &FeeQuestion, on: &str) -> Result<Value, AppError> {
    let rules = rules()?;
    let id: ServiceId = service.parse()?;
    let mut case = Case::of(rules.service(id).principal_role(), question.persons);
    case.validity_months = question.validity_months.map(ValidityMonths::new).transpose()?;
    case.category = question.category.as_deref().map(str::parse).transpose()?;
    case.personal_manager = question.personal_manager;
    json(&rules.fees(id, &case, date("on", on)?)?)
}

/// Returns when an extension may be filed.
pub fn window(expires: &str) -> Result<Value, AppError> {
    json(&rules()?.filing_window(date("expires", expires)?)?)
}

/// Returns when an answer is due.
pub fn due(submitted: &str, business_days: u32) -> Result<Value, AppError> {
    json(&rules()?.due(date("submitted", submitted)?, business_days)?)
}

/// Checks an identifier.
pub fn check_identifier(kind: IdentifierKind, value: &str) -> Result<Value, AppError> {
    match kind {
        IdentifierKind::Bin => json(&check::<Bin>(value)),
        IdentifierKind::Iin => json(&check::<Iin>(value)),
        IdentifierKind::Iban => json(&check::<Iban>(value)),
        IdentifierKind::Bic => json(&check::<Bic>(value)),
        IdentifierKind::Kbe => json(&check::<Kbe>(value)),
        IdentifierKind::Knp => json(&check::<Knp>(value)),
    }
}

/// An identifier that can be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentifierKind {
    /// Business identification number.
    Bin,
    /// Individual identification number.
    Iin,
    /// Bank account.
    Iban,
    /// Bank code.
    Bic,
    /// Code of a payment's beneficiary.
    Kbe,
    /// Code of a payment's purpose.
    Knp,
}

/// Checks the two lines of a passport or a visa.
pub fn check_mrz(line1: &str, line2: &str, today: Option<&str>) -> Result<Value, AppError> {
    let today = match today {
        Some(given) => date("on", given)?,
        None => day_in_kazakhstan(System.now()),
    };
    json(&mrz::check(line1, line2, today))
}

/// Returns a day, or says that it is none.
fn date(field: &str, given: &str) -> Result<Date, AppError> {
    let mut reader = crate::convert::Reader::default();
    let read = reader.day(field, Some(given));
    reader.finish()?;
    read.ok_or_else(|| AppError::internal("empty date"))
}

fn json<T: Serialize>(value: &T) -> Result<Value, AppError> {
    serde_json::to_value(value).map_err(|_| AppError::internal("answer unwritable"))
}
