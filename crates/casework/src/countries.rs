//! Countries of ISO 3166-1 with their names in English, Russian and Kazakh, and the codes that
//! passports use beside them.
//!
//! Names are in the nominative; a sentence that needs another case takes it from [`cases`].

mod cases;

use rulebook::{Language, Text};
use serde::Serialize;
use std::sync::LazyLock;

pub use cases::{CountryCases, cases};

/// A country or, beside ISO, a status or an organisation that passports name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Country {
    /// ISO 3166-1 alpha-2; empty for what passports name beside ISO.
    pub alpha2: &'static str,
    /// ISO 3166-1 alpha-3, or the three letters of ICAO 9303.
    pub alpha3: &'static str,
    /// ISO 3166-1 numeric with leading zeros; empty beside ISO.
    pub numeric: &'static str,
    /// Names.
    pub name: CountryName,
}

/// The name of a country in the three languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CountryName {
    /// English.
    pub en: &'static str,
    /// Russian.
    pub ru: &'static str,
    /// Kazakh.
    pub kk: &'static str,
}

impl CountryName {
    /// Returns the name in a language.
    #[must_use]
    pub const fn get(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Ru => self.ru,
            Language::Kk => self.kk,
        }
    }
}

impl From<CountryName> for Text {
    fn from(name: CountryName) -> Self {
        Self { en: name.en.to_owned(), ru: name.ru.to_owned(), kk: name.kk.to_owned() }
    }
}

static ISO: LazyLock<Vec<Country>> = LazyLock::new(|| rows(include_str!("../data/countries.tsv")));
static BESIDE_ISO: LazyLock<Vec<Country>> = LazyLock::new(|| rows(include_str!("../data/icao-codes.tsv")));

fn rows(data: &'static str) -> Vec<Country> {
    data.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
}

fn row(line: &'static str) -> Option<Country> {
    let mut cells = line.split('\t');
    let mut next = || cells.next();
    Some(Country {
        alpha2: next()?,
        alpha3: next()?,
        numeric: next()?,
        name: CountryName { en: next()?, ru: next()?, kk: next()? },
    })
}

/// Returns the 249 countries of ISO 3166-1, by alpha-3.
#[must_use]
pub fn all() -> &'static [Country] {
    &ISO
}

/// Returns what passports name beside ISO: stateless persons, refugees, organisations.
#[must_use]
pub fn beside_iso() -> &'static [Country] {
    &BESIDE_ISO
}

/// Returns the country with this alpha-2 code, in upper case.
#[must_use]
pub fn by_alpha2(code: &str) -> Option<&'static Country> {
    ISO.iter().find(|country| country.alpha2 == code)
}

/// Returns the country with this alpha-3 code, in upper case.
#[must_use]
pub fn by_alpha3(code: &str) -> Option<&'static Country> {
    ISO.binary_search_by(|country| country.alpha3.cmp(code)).ok().and_then(|index| ISO.get(index))
}

/// Returns what this three-letter code of a passport stands for, in ISO or beside it.
#[must_use]
pub fn by_passport_code(code: &str) -> Option<&'static Country> {
    by_alpha3(code).or_else(|| BESIDE_ISO.iter().find(|country| country.alpha3 == code))
}

/// Returns the country that a user or a spreadsheet means: a code of two or three letters, a number
/// of ISO, or a name in one of the three languages.
#[must_use]
pub fn find(given: &str) -> Option<&'static Country> {
    let given = given.trim();
    let upper = given.to_uppercase();
    by_alpha2(&upper).or_else(|| by_passport_code(&upper)).or_else(|| {
        let wanted = given.to_lowercase();
        let is_meant = |name: &str| name.chars().flat_map(char::to_lowercase).eq(wanted.chars());
        ISO.iter().chain(BESIDE_ISO.iter()).find(|country| {
            (!country.numeric.is_empty() && country.numeric == given)
                || is_meant(country.name.en)
                || is_meant(country.name.ru)
                || is_meant(country.name.kk)
        })
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn all_249_countries_have_distinct_codes_and_three_names() {
        assert_eq!(all().len(), 249);
        let distinct =
            |code: fn(&Country) -> &'static str| all().iter().map(code).collect::<BTreeSet<_>>().len();
        assert_eq!(distinct(|country| country.alpha2), 249);
        assert_eq!(distinct(|country| country.alpha3), 249);
        assert_eq!(distinct(|country| country.numeric), 249);
        for country in all() {
            assert_eq!((country.alpha2.len(), country.alpha3.len(), country.numeric.len()), (2, 3, 3));
            for name in [country.name.en, country.name.ru, country.name.kk] {
                assert!(!name.is_empty() && name.trim() == name, "{}", country.alpha3);
            }
            let cyrillic = |name: &str| name.chars().any(|one| ('\u{400}'..='\u{4ff}').contains(&one));
            assert!(cyrillic(country.name.ru) && cyrillic(country.name.kk), "{}", country.alpha3);
        }
    }

    #[test]
    fn rows_are_sorted_for_the_binary_search() {
        assert!(all().is_sorted_by(|left, right| left.alpha3 < right.alpha3));
        for country in all() {
            assert_eq!(by_alpha3(country.alpha3), Some(country));
        }
    }

    #[test]
    fn numeric_codes_are_those_of_the_registry() {
        let known = [
            ("ARM", "051"),
            ("AZE", "031"),
            ("BLR", "112"),
            ("KAZ", "398"),
            ("KGZ", "417"),
            ("MDA", "498"),
            ("RUS", "643"),
            ("TJK", "762"),
            ("TKM", "795"),
            ("UZB", "860"),
        ];
        for (code, numeric) in known {
            assert_eq!(by_alpha3(code).unwrap().numeric, numeric, "{code}");
        }
    }

    #[test]
    fn a_country_is_found_by_code_and_by_name_in_three_languages() {
        for given in ["KZ", "kaz", "398", "Kazakhstan", "казахстан", "ҚАЗАҚСТАН", " Kz "] {
            assert_eq!(find(given).unwrap().alpha3, "KAZ", "{given}");
        }
        assert_eq!(find("XXA").unwrap().name.en, "Stateless person");
        assert_eq!(find("Atlantis"), None);
        assert_eq!(find(""), None);
    }

    #[test]
    fn codes_beside_iso_never_shadow_a_country() {
        for special in beside_iso() {
            assert_eq!(by_alpha3(special.alpha3), None, "{}", special.alpha3);
        }
    }
}
