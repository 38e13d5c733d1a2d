//! A text in the three languages of the product.
//!
//! Invariant: all three are present and not blank; a row without one of them doesn't
//! load, so no screen ever falls back to another language.

use crate::error::RulebookError;
use crate::ids::named_enum;
use serde::{Deserialize, Serialize};

named_enum! {
    /// A language of texts: English, Russian, Kazakh.
    pub enum Language {
        /// English.
        En = "en",
        /// Russian.
        Ru = "ru",
        /// Kazakh.
        Kk = "kk",
    }
    unknown UnknownLanguage
}

/// One text in English, Russian and Kazakh.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "RawText")]
pub struct Text {
    /// English.
    pub en: String,
    /// Russian.
    pub ru: String,
    /// Kazakh.
    pub kk: String,
}

impl Text {
    /// Returns the text in `language`.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Ru => &self.ru,
            Language::Kk => &self.kk,
        }
    }

    /// Returns the text with every `{name}` replaced by its value, in all three languages.
    pub(crate) fn filled(&self, values: &[(&str, &str)]) -> Self {
        let fill = |text: &str| {
            values
                .iter()
                .fold(text.to_owned(), |filled, (name, value)| filled.replace(&format!("{{{name}}}"), value))
        };
        Self { en: fill(&self.en), ru: fill(&self.ru), kk: fill(&self.kk) }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawText {
    en: String,
    ru: String,
    kk: String,
}

impl TryFrom<RawText> for Text {
    type Error = String;

    fn try_from(RawText { en, ru, kk }: RawText) -> Result<Self, Self::Error> {
        let text = Self { en, ru, kk };
        match Language::ALL.into_iter().find(|language| text.get(*language).trim().is_empty()) {
            Some(language) => Err(format!("the text is empty in \"{language}\"")),
            None => Ok(text),
        }
    }
}
