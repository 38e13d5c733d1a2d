//! IBAN: the number of a bank account (ISO 13616), with the parts that Kazakhstan gives it.

use super::problem::{CharacterClass, Problem};
use super::{Identifier, normalised, wrong_characters};
use crate::countries;
use serde::Serialize;

/// Country, 2 check digits, 3 digits of the bank, 13 of the account.
const LENGTH_KZ: usize = 20;
/// Shortest and longest IBAN of any country.
const LENGTH_ANY: std::ops::RangeInclusive<usize> = 15..=34;

/// A well-formed account number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Iban {
    text: String,
}

/// What an IBAN says about the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IbanParts {
    /// Country, ISO 3166-1 alpha-2.
    pub country: String,
    /// The two check digits.
    pub check_digits: String,
    /// The bank's code; only where the country is Kazakhstan.
    pub bank_code: Option<String>,
    /// The rest of the number.
    pub account: String,
}

impl Iban {
    /// Returns the number in groups of four, as banks print it.
    #[must_use]
    pub fn grouped(&self) -> String {
        let characters: Vec<char> = self.text.chars().collect();
        characters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
    }

    fn is_kazakhstani(&self) -> bool {
        self.text.starts_with("KZ")
    }

    fn part(&self, range: impl std::slice::SliceIndex<str, Output = str>) -> String {
        // `parse` admits ASCII only, so every range inside the length is a part.
        self.text.get(range).unwrap_or_default().to_owned()
    }
}

/// Returns the rest modulo 97 of the number with its first four characters moved to the end and
/// letters as 10 to 35 (ISO 7064); 1 for a right number.
fn rest_97(text: &str) -> u32 {
    let value = |one: char| one.to_digit(36).unwrap_or_default();
    text.chars().cycle().skip(4).take(text.len()).fold(0, |rest, one| {
        let shift = if one.is_ascii_digit() { 10 } else { 100 };
        (rest * shift + value(one)) % 97
    })
}

/// Returns what is wrong with the characters, Kazakhstan's rules where the country is Kazakhstan.
fn character_problems(text: &str) -> Vec<Problem> {
    let is_kazakhstani = text.starts_with("KZ");
    text.chars()
        .enumerate()
        .flat_map(|(index, one)| {
            let class = match index {
                0 | 1 => CharacterClass::Letter,
                2 | 3 => CharacterClass::Digit,
                4..=6 if is_kazakhstani => CharacterClass::Digit,
                _ => CharacterClass::LetterOrDigit,
            };
            wrong_characters(one.encode_utf8(&mut [0; 4]), index, class)
        })
        .collect()
}

impl Identifier for Iban {
    type Parts = IbanParts;

    fn parse(given: &str) -> Result<Self, Vec<Problem>> {
        let text = normalised(given);
        if text.is_empty() {
            return Err(vec![Problem::Empty]);
        }
        let mut problems = character_problems(&text);
        let given = text.chars().count();
        let is_kazakhstani = text.starts_with("KZ");
        if (is_kazakhstani && given != LENGTH_KZ) || !LENGTH_ANY.contains(&given) {
            problems.push(Problem::Length { expected: LENGTH_KZ, given });
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let country: String = text.chars().take(2).collect();
        if countries::by_alpha2(&country).is_none() {
            return Err(vec![Problem::UnknownCountry { position: 1 }]);
        }
        // 00, 01 and 99 satisfy the sum but are never given.
        let check_digits: String = text.chars().skip(2).take(2).collect();
        if rest_97(&text) != 1 || ["00", "01", "99"].contains(&check_digits.as_str()) {
            return Err(vec![Problem::CheckDigit { position: 3 }]);
        }
        Ok(Self { text })
    }

    fn as_str(&self) -> &str {
        &self.text
    }

    fn parts(&self) -> IbanParts {
        let kazakhstani = self.is_kazakhstani();
        IbanParts {
            country: self.part(0..2),
            check_digits: self.part(2..4),
            bank_code: kazakhstani.then(|| self.part(4..7)),
            account: if kazakhstani { self.part(7..) } else { self.part(4..) },
        }
    }

    fn warnings(&self) -> Vec<Problem> {
        let foreign = !self.is_kazakhstani();
        foreign.then(|| Problem::ForeignBank { country: self.part(0..2) }).into_iter().collect()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    const PRINTED: &str = "KZ14 9491 1000 0081 0569";

    #[test]
    fn a_kazakhstani_number_is_taken_apart_and_grouped_again() {
        let iban = Iban::parse("kz149491100000810569").unwrap();
        assert_eq!(
            iban.parts(),
            IbanParts {
                country: "KZ".into(),
                check_digits: "14".into(),
                bank_code: Some("949".into()),
                account: "1100000810569".into(),
            }
        );
        assert_eq!(iban.grouped(), PRINTED);
        assert_eq!(Iban::parse(PRINTED).unwrap(), iban);
        assert_eq!(iban.warnings(), []);
    }

    #[test]
    fn a_foreign_number_is_right_but_unusual() {
        let iban = Iban::parse("DE89 3704 0044 0532 0130 00").unwrap();
        assert_eq!(iban.warnings(), [Problem::ForeignBank { country: "DE".into() }]);
        assert_eq!(iban.parts().bank_code, None);
    }

    #[test]
    fn slips_are_named_with_their_position() {
        assert_eq!(Iban::parse("KZ149491100000810568").unwrap_err(), [Problem::CheckDigit { position: 3 }]);
        assert_eq!(
            Iban::parse("KZ14949110000081056").unwrap_err(),
            [Problem::Length { expected: 20, given: 19 }]
        );
        assert_eq!(
            Iban::parse("\u{41a}Z149491100000810569").unwrap_err(),
            [Problem::Character { position: 1, expected: CharacterClass::Letter }],
            "a Cyrillic letter looks like the Latin one"
        );
        assert_eq!(
            Iban::parse("KZ14949110000081056\u{661}").unwrap_err(),
            [Problem::Character { position: 20, expected: CharacterClass::LetterOrDigit }]
        );
        assert_eq!(
            Iban::parse("QQ149491100000810569").unwrap_err(),
            [Problem::UnknownCountry { position: 1 }]
        );
    }
}
