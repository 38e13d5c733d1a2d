//! A finding: what is wrong, with whom, in which field, by which line of the guidebook.

use super::code::FindingCode;
use crate::id::{CompanyId, PersonId};
use crate::sentence::{Datum, Sentences};
use rulebook::{Citation, Date, Text};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How much a finding weighs; the order is that of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The application can't be filed like this.
    Blocks,
    /// It can, but somebody should look.
    Warns,
    /// Good to know.
    Tells,
}

/// With what something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "of", content = "id", rename_all = "snake_case")]
pub enum Subject {
    /// The application as a whole.
    Application,
    /// The host.
    Company(CompanyId),
    /// One person.
    Person(PersonId),
}

/// Something wrong or missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What kind of thing.
    pub code: FindingCode,
    /// How much it weighs.
    pub severity: Severity,
    /// With what.
    pub subject: Subject,
    /// The field to go to, for instance `travel_document.expires_on` or `papers.family_certificate`.
    pub field: String,
    /// The values of the sentence, by name.
    pub data: BTreeMap<&'static str, Datum>,
    /// The line of the guidebook behind it; none where the records themselves are at odds.
    pub citation: Option<Citation>,
    /// Why we ask for it, where the guidebook doesn't print it.
    pub inferred: Option<Text>,
    /// What is wrong and what to do.
    pub message: Text,
}

impl Finding {
    /// Starts a blocking finding.
    pub(super) fn blocks(code: FindingCode, subject: Subject, field: impl Into<String>) -> Draft {
        Draft::new(code, Severity::Blocks, subject, field.into())
    }

    /// Starts a warning.
    pub(super) fn warns(code: FindingCode, subject: Subject, field: impl Into<String>) -> Draft {
        Draft::new(code, Severity::Warns, subject, field.into())
    }

    /// Starts a piece of information.
    pub(super) fn tells(code: FindingCode, subject: Subject, field: impl Into<String>) -> Draft {
        Draft::new(code, Severity::Tells, subject, field.into())
    }

    /// Returns whether both say the same thing about the same field.
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        self.code == other.code && self.subject == other.subject && self.field == other.field
    }
}

/// A finding without its sentence yet.
#[derive(Debug, Clone)]
pub(super) struct Draft(Finding);

impl Draft {
    fn new(code: FindingCode, severity: Severity, subject: Subject, field: String) -> Self {
        let message = Text { en: String::new(), ru: String::new(), kk: String::new() };
        let data = BTreeMap::new();
        Self(Finding { code, severity, subject, field, data, citation: None, inferred: None, message })
    }

    fn with(mut self, name: &'static str, datum: Datum) -> Self {
        self.0.data.insert(name, datum);
        self
    }

    pub(super) fn date(self, name: &'static str, date: Date) -> Self {
        self.with(name, Datum::Date(date))
    }

    pub(super) fn number(self, name: &'static str, number: impl Into<i64>) -> Self {
        self.with(name, Datum::Number(number.into()))
    }

    pub(super) fn code(self, name: &'static str, code: impl Into<String>) -> Self {
        self.with(name, Datum::Code(code.into()))
    }

    pub(super) fn words(self, name: &'static str, words: impl Into<Text>) -> Self {
        self.with(name, Datum::Words(words.into()))
    }

    pub(super) fn cite(mut self, citation: &Citation) -> Self {
        self.0.citation = Some(citation.clone());
        self
    }

    pub(super) fn inferred(mut self, reason: Option<&Text>) -> Self {
        self.0.inferred = reason.cloned();
        self
    }

    pub(super) const fn severity(&self) -> Severity {
        self.0.severity
    }

    /// Returns the finding with its sentence.
    pub(super) fn finish(self) -> Finding {
        let mut finding = self.0;
        finding.message = SENTENCES.say(finding.code.as_str(), |name| finding.data.get(name));
        finding
    }
}

static SENTENCES: LazyLock<Sentences> =
    LazyLock::new(|| Sentences::embedded(include_str!("../../data/findings.toml")));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_sentence_and_every_sentence_a_code() {
        let codes = FindingCode::ALL.iter().map(|code| code.as_str());
        crate::sentence::tests::assert_complete(&SENTENCES, codes);
    }
}
