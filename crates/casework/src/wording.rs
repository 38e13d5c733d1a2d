//! A text that the user gives in the three languages of the documents.

use serde::{Deserialize, Serialize};

/// One thing said in English, Russian and Kazakh, as the user wrote it; never derived.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wording {
    /// English.
    pub en: String,
    /// Russian.
    pub ru: String,
    /// Kazakh.
    pub kk: String,
}

impl Wording {
    /// Returns the first wording that isn't empty, in the order English, Russian, Kazakh.
    #[must_use]
    pub fn any(&self) -> &str {
        [&self.en, &self.ru, &self.kk]
            .into_iter()
            .find(|text| !text.trim().is_empty())
            .map_or("", |text| text.as_str())
    }

    /// Returns whether nothing is written in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.any().is_empty()
    }
}
