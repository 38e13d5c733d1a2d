//! Personal data as a whole: what runs out, whom a breach touches, what an erasure did.

use super::Text;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Until when a person's data are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RetentionView {
    /// Last day.
    pub until: String,
    /// Whether the user set it; otherwise the last purpose ends on it.
    pub by_user: bool,
    /// Whether it is over.
    pub is_over: bool,
}

/// A record that is past its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RetentionRow {
    /// Id of the record.
    pub id: String,
    /// Person or paper.
    pub kind: super::RecordKind,
    /// Name.
    pub title: String,
    /// Whence the date comes and what to do.
    pub reason: Text,
    /// Last day.
    pub until: String,
}

/// A withdrawal whose clock runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct WithdrawalRow {
    /// Id of the consent.
    pub id: String,
    /// Id of the person.
    pub person: String,
    /// Name of the person.
    pub title: String,
    /// Name of the operator, in the languages in which it is worded.
    pub operator: Text,
    /// Day of withdrawal.
    pub withdrawn_on: String,
    /// Last day for stopping.
    pub stop_by: String,
    /// Whether that day is past.
    pub is_over: bool,
}

/// The screen Personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PrivacyView {
    /// Withdrawals whose clock runs, the most urgent first.
    pub withdrawals: Vec<WithdrawalRow>,
    /// What is past its time, the longest first.
    pub past_retention: Vec<RetentionRow>,
    /// Persons without a consent in force.
    pub without_consent: Vec<super::PersonRow>,
    /// How many persons a breach would touch.
    pub persons: u32,
}

/// One person of a breach notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BreachRow {
    /// Id of the person.
    pub id: String,
    /// Name in Latin letters.
    pub title: String,
    /// Name in Cyrillic.
    pub cyrillic: String,
    /// Citizenship, alpha-3.
    pub citizenship: String,
    /// Day of birth.
    pub birth_date: Option<String>,
    /// Company that the person belongs to, in the languages in which it is worded.
    pub company: Text,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Kinds of data that we hold.
    pub data: Vec<Text>,
    /// How many scans.
    pub scans: u32,
}

/// Something that an erasure did or could not do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ErasureLine {
    /// What.
    pub what: Text,
    /// How many.
    pub count: u32,
    /// Why it stays; none for what is gone.
    pub why: Option<Text>,
}

/// What became of a person's data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ErasureReport {
    /// Id of the person, which names nobody.
    pub person: String,
    /// When.
    pub at: String,
    /// What is gone.
    pub erased: Vec<ErasureLine>,
    /// What stays, and why.
    pub stays: Vec<ErasureLine>,
}
