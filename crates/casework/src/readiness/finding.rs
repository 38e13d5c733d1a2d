//! A finding: what is wrong, with whom, in which field, by which line of the guidebook.

use super::code::FindingCode;
use crate::id::{CompanyId, PersonId};
use rulebook::{Citation, Date, Language, Text};
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

/// A value that the sentence names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Datum {
    /// A day.
    Date(Date),
    /// A number.
    Number(i64),
    /// A code or a list of codes, the same in every language.
    Code(String),
    /// Words of the rulebook.
    Words(Text),
}

impl Datum {
    fn in_language(&self, language: Language) -> String {
        match self {
            Self::Date(date) if language == Language::En => date.strftime("%-d %b %Y").to_string(),
            Self::Date(date) => date.strftime("%d.%m.%Y").to_string(),
            Self::Number(number) => number.to_string(),
            Self::Code(code) => code.clone(),
            Self::Words(text) => text.get(language).to_owned(),
        }
    }
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
        if let Some(template) = TEMPLATES.get(finding.code.as_str()) {
            let filled = |language| filled(template.get(language), &finding.data, language);
            finding.message =
                Text { en: filled(Language::En), ru: filled(Language::Ru), kk: filled(Language::Kk) };
        }
        finding
    }
}

/// The sentences by code. The file is part of the program and a test holds it complete, so a
/// parse error can't reach a user.
static TEMPLATES: LazyLock<BTreeMap<String, Text>> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/findings.toml")).unwrap_or_default());

/// Returns the template with each `{name}` replaced by its value.
fn filled(template: &str, data: &BTreeMap<&'static str, Datum>, language: Language) -> String {
    let mut sentence = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        sentence.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        if let Some(datum) = data.get(name) {
            sentence.push_str(&datum.in_language(language));
        }
        rest = after;
    }
    sentence.push_str(rest);
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_code_has_a_sentence_and_every_sentence_a_code() {
        assert_eq!(TEMPLATES.len(), FindingCode::ALL.len());
        for code in FindingCode::ALL {
            assert!(TEMPLATES.contains_key(code.as_str()), "{}", code.as_str());
        }
    }

    #[test]
    fn the_three_languages_of_a_sentence_name_the_same_values() {
        let names = |text: &str| -> std::collections::BTreeSet<String> {
            text.split('{')
                .skip(1)
                .filter_map(|part| part.split_once('}'))
                .map(|(name, _)| name.to_owned())
                .collect()
        };
        for (code, text) in TEMPLATES.iter() {
            assert!(
                Language::ALL.into_iter().all(|language| !text.get(language).trim().is_empty()),
                "{code}"
            );
            assert_eq!(names(&text.en), names(&text.ru), "{code}");
            assert_eq!(names(&text.en), names(&text.kk), "{code}");
        }
    }

    #[test]
    fn values_are_written_as_the_language_writes_them() {
        let finding = Finding::blocks(FindingCode::PassportExpired, Subject::Application, "x")
            .date("expires", date(2026, 3, 9))
            .finish();
        assert!(finding.message.en.contains("9 Mar 2026"));
        assert!(finding.message.ru.contains("09.03.2026") && finding.message.kk.contains("09.03.2026"));
    }
}
