//! What the window and the command line are given, and what they give: plain data with stable names.
//!
//! Dates are `YYYY-MM-DD`, times RFC 3339 with `+05:00`, money a decimal string in tenge, ids
//! strings. Nothing here decides anything. Invariant: no 64-bit integer crosses to the window,
//! where it would lose digits.

pub mod application;
pub mod backup;
pub mod bin;
pub mod client;
pub mod company;
pub mod consent;
pub mod history;
pub mod journal;
pub mod keys;
pub mod letter;
pub mod paper;
pub mod person;
pub mod picture;
pub mod privacy;
pub mod rules;
pub mod session;
pub mod submission;
pub mod table;
pub mod today;

pub use application::*;
pub use backup::*;
pub use bin::*;
pub use client::*;
pub use company::*;
pub use consent::*;
pub use history::*;
pub use journal::*;
pub use keys::*;
pub use letter::*;
pub use paper::*;
pub use person::*;
pub use picture::*;
pub use privacy::*;
pub use rules::*;
pub use session::*;
pub use submission::*;
pub use table::*;
pub use today::*;

use serde::{Deserialize, Serialize};
use specta::Type;

/// One sentence, or one thing that the user worded, in English, Russian and Kazakh.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Text {
    /// English.
    pub en: String,
    /// Russian.
    pub ru: String,
    /// Kazakh.
    pub kk: String,
}

impl Text {
    /// Returns a text from its three languages.
    pub fn new(en: impl Into<String>, ru: impl Into<String>, kk: impl Into<String>) -> Self {
        Self { en: en.into(), ru: ru.into(), kk: kk.into() }
    }

    /// Returns the same word in all languages, for names and numbers.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { en: text.clone(), ru: text.clone(), kk: text }
    }

    /// Returns whether nothing is said in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.en, &self.ru, &self.kk].iter().all(|text| text.trim().is_empty())
    }

    /// Returns what the user worded in a language, or the first language in which anything is worded.
    #[must_use]
    pub fn wording(&self, language: Language) -> &str {
        let any = [self.get(language), &self.en, &self.ru, &self.kk];
        any.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default()
    }

    /// Returns the text of a language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Ru => &self.ru,
            Language::Kk => &self.kk,
        }
    }
}

impl From<&rulebook::Text> for Text {
    fn from(text: &rulebook::Text) -> Self {
        Self::new(
            text.get(rulebook::Language::En),
            text.get(rulebook::Language::Ru),
            text.get(rulebook::Language::Kk),
        )
    }
}

impl From<casework::Wording> for Text {
    fn from(wording: casework::Wording) -> Self {
        Self { en: wording.en, ru: wording.ru, kk: wording.kk }
    }
}

impl From<Text> for casework::Wording {
    fn from(text: Text) -> Self {
        Self { en: text.en, ru: text.ru, kk: text.kk }
    }
}

/// A language of the interface or of a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
    /// Kazakh.
    Kk,
}

impl Language {
    /// All languages of the interface.
    pub const ALL: [Self; 3] = [Self::En, Self::Ru, Self::Kk];

    /// Returns the ISO 639-1 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
            Self::Kk => "kk",
        }
    }

    /// Returns the language with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

/// Where in a source a rule or a number stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Citation {
    /// The document, for instance `Guidebook 2025`.
    pub document: String,
    /// The heading above the place.
    pub heading: String,
    /// First line, counted from 1.
    pub lines_from: u32,
    /// Last line.
    pub lines_to: u32,
}

/// What a finding does to the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The application can't be approved.
    Blocks,
    /// A person should look at it before approving.
    Warns,
    /// Good to know.
    Tells,
}

/// How a list is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ListRequest {
    /// Words that a row must contain; empty for all.
    pub filter: String,
    /// Column to sort by; empty for the list's own order.
    pub sort: String,
    /// Whether the order is turned round.
    pub descending: bool,
}
