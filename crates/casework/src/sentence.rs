//! Sentences for the user: templates in three languages, filled with values.
//!
//! Templates are data files, so that a translator reads and corrects them without knowing Rust.
//! Must not bend words: a template is written so that no language has to.

use jiff::civil::Date;
use rulebook::{Language, Text};
use serde::Serialize;
use std::collections::BTreeMap;

/// A value that a sentence names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Datum {
    /// A day.
    Date(Date),
    /// A number.
    Number(i64),
    /// A code or a list of codes, the same in every language.
    Code(String),
    /// Words in each language.
    Words(Text),
}

impl Datum {
    /// Returns a count as a value; nothing that is counted here comes near the limit.
    pub(crate) fn count(count: usize) -> Self {
        Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }

    fn write_to(&self, sentence: &mut String, language: Language) {
        match self {
            Self::Date(date) if language == Language::En => {
                sentence.push_str(&date.strftime("%-d %b %Y").to_string());
            }
            Self::Date(date) => sentence.push_str(&date.strftime("%d.%m.%Y").to_string()),
            Self::Number(number) => sentence.push_str(&number.to_string()),
            Self::Code(code) => sentence.push_str(code),
            Self::Words(text) => sentence.push_str(text.get(language)),
        }
    }
}

/// The templates of one data file, by key.
#[derive(Debug)]
pub(crate) struct Sentences(BTreeMap<String, Text>);

impl Sentences {
    /// Reads an embedded file. It is part of the program and a test holds it complete, so a parse
    /// error can't reach a user.
    pub(crate) fn embedded(file: &str) -> Self {
        Self(toml::from_str(file).unwrap_or_default())
    }

    /// Returns the sentence for a key with its values filled in.
    pub(crate) fn say<'v>(&self, key: &str, value: impl Fn(&str) -> Option<&'v Datum>) -> Text {
        let in_language = |language| {
            self.0
                .get(key)
                .map(|template| filled(template.get(language), &value, language))
                .unwrap_or_default()
        };
        Text { en: in_language(Language::En), ru: in_language(Language::Ru), kk: in_language(Language::Kk) }
    }
}

/// Returns the template with each `{name}` replaced by its value.
fn filled<'v>(template: &str, value: impl Fn(&str) -> Option<&'v Datum>, language: Language) -> String {
    let mut sentence = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        sentence.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        if let Some(datum) = value(name) {
            datum.write_to(&mut sentence, language);
        }
        rest = after;
    }
    sentence.push_str(rest);
    sentence
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use jiff::civil::date;
    use std::collections::BTreeSet;

    /// Checks that a file has exactly these keys and that its languages name the same values.
    pub(crate) fn assert_complete<'k>(sentences: &Sentences, keys: impl IntoIterator<Item = &'k str>) {
        let expected: BTreeSet<&str> = keys.into_iter().collect();
        let written: BTreeSet<&str> = sentences.0.keys().map(String::as_str).collect();
        assert_eq!(written, expected);
        for (key, text) in &sentences.0 {
            assert!(Language::ALL.into_iter().all(|language| !text.get(language).trim().is_empty()), "{key}");
            assert_eq!(names(&text.en), names(&text.ru), "{key}");
            assert_eq!(names(&text.en), names(&text.kk), "{key}");
        }
    }

    fn names(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn values_are_written_as_the_language_writes_them() {
        let sentences = Sentences::embedded(
            "[a]\nen = \"On {day}: {what}, {count}.\"\nru = \"{day}: {what}, {count}.\"\nkk = \"{count}, {day}: {what}.\"",
        );
        let text = |en: &str, ru: &str, kk: &str| Text { en: en.into(), ru: ru.into(), kk: kk.into() };
        let values = BTreeMap::from([
            ("day", Datum::Date(date(2026, 3, 9))),
            ("what", Datum::Words(text("visa", "виза", "виза"))),
            ("count", Datum::Number(2)),
        ]);
        assert_eq!(
            sentences.say("a", |name| values.get(name)),
            text("On 9 Mar 2026: visa, 2.", "09.03.2026: виза, 2.", "2, 09.03.2026: виза.")
        );
    }
}
