//! What can be wrong or unusual with an identifier, and how a user is told.
//!
//! Must not hold the number itself. The two dates of a disagreement are for the screen, not for
//! logs.

use crate::person::Sex;
use crate::sentence::{Datum, Sentences};
use jiff::civil::Date;
use rulebook::Text;
use serde::Serialize;
use std::sync::LazyLock;

/// The characters that may stand at a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CharacterClass {
    /// 0 to 9.
    Digit,
    /// A to Z.
    Letter,
    /// 0 to 9 or A to Z.
    LetterOrDigit,
}

impl CharacterClass {
    pub(super) const fn holds(self, one: char) -> bool {
        match self {
            Self::Digit => one.is_ascii_digit(),
            Self::Letter => one.is_ascii_uppercase(),
            Self::LetterOrDigit => one.is_ascii_digit() || one.is_ascii_uppercase(),
        }
    }
}

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// The number can't be right.
    Error,
    /// The number may be right; somebody should look.
    Warning,
}

/// Something wrong or unusual; positions count from 1 in the normalised number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Problem {
    /// Nothing was given.
    Empty,
    /// Too short or too long.
    Length {
        /// How many characters the number has.
        expected: usize,
        /// How many were given.
        given: usize,
    },
    /// A BIC that has neither 8 nor 11 characters.
    BicLength {
        /// How many were given.
        given: usize,
    },
    /// A character that can't stand there.
    Character {
        /// Where it stands.
        position: usize,
        /// What may stand there.
        expected: CharacterClass,
    },
    /// The check digits don't fit the rest.
    CheckDigit {
        /// Where the check digits start.
        position: usize,
    },
    /// No twelfth digit fits the first eleven.
    ImpossiblePrefix,
    /// The first six digits of an IIN are no day of birth.
    ImpossibleDate,
    /// The third and fourth digit of a BIN are no month.
    ImpossibleMonth,
    /// An IIN was given where a BIN belongs.
    PersonNumber,
    /// A BIN was given where an IIN belongs.
    CompanyNumber,
    /// The fifth digit of a BIN stands for no kind of organisation.
    UnknownBinKind {
        /// The digit.
        digit: u8,
    },
    /// The sixth digit of a BIN is not explained by any source.
    UnusualBinUnit {
        /// The digit.
        digit: u8,
    },
    /// The seventh digit of an IIN stands for no century and sex.
    UnusualCenturyDigit {
        /// The digit.
        digit: u8,
    },
    /// The IIN and the passport name different days of birth.
    BirthDateDisagrees {
        /// By the IIN.
        number: Date,
        /// By the passport.
        passport: Date,
    },
    /// The IIN and the passport name different sexes.
    SexDisagrees {
        /// By the IIN.
        number: Sex,
        /// By the passport.
        passport: Sex,
    },
    /// No country has this code.
    UnknownCountry {
        /// Where the code starts.
        position: usize,
    },
    /// The account or the bank isn't in Kazakhstan.
    ForeignBank {
        /// ISO 3166-1 alpha-2.
        country: String,
    },
    /// The BIC is one for tests.
    TestBank,
    /// The first digit of a Kbe stands for no residency.
    UnknownResidency {
        /// The digit.
        digit: u8,
    },
    /// The second digit of a Kbe stands for no sector.
    UnknownSector {
        /// The digit.
        digit: u8,
    },
}

impl Problem {
    /// Returns whether the number is wrong or only unusual.
    #[must_use]
    pub const fn strength(&self) -> Strength {
        match self {
            Self::UnusualBinUnit { .. }
            | Self::UnusualCenturyDigit { .. }
            | Self::BirthDateDisagrees { .. }
            | Self::SexDisagrees { .. }
            | Self::ForeignBank { .. }
            | Self::TestBank => Strength::Warning,
            Self::Empty
            | Self::Length { .. }
            | Self::BicLength { .. }
            | Self::Character { .. }
            | Self::CheckDigit { .. }
            | Self::ImpossiblePrefix
            | Self::ImpossibleDate
            | Self::ImpossibleMonth
            | Self::PersonNumber
            | Self::CompanyNumber
            | Self::UnknownBinKind { .. }
            | Self::UnknownCountry { .. }
            | Self::UnknownResidency { .. }
            | Self::UnknownSector { .. } => Strength::Error,
        }
    }

    /// Returns the sentence for the user: what is wrong and where to look.
    #[must_use]
    pub fn message(&self) -> Text {
        let values = self.values();
        SENTENCES.say(self.sentence(), |wanted| {
            values.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value)
        })
    }

    /// Returns the key of the sentence: the code, told apart where one code has several.
    const fn sentence(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Length { .. } => "length",
            Self::BicLength { .. } => "bic_length",
            Self::Character { expected: CharacterClass::Digit, .. } => "character_digit",
            Self::Character { expected: CharacterClass::Letter, .. } => "character_letter",
            Self::Character { expected: CharacterClass::LetterOrDigit, .. } => "character_letter_or_digit",
            Self::CheckDigit { .. } => "check_digit",
            Self::ImpossiblePrefix => "impossible_prefix",
            Self::ImpossibleDate => "impossible_date",
            Self::ImpossibleMonth => "impossible_month",
            Self::PersonNumber => "person_number",
            Self::CompanyNumber => "company_number",
            Self::UnknownBinKind { .. } => "unknown_bin_kind",
            Self::UnusualBinUnit { .. } => "unusual_bin_unit",
            Self::UnusualCenturyDigit { .. } => "unusual_century_digit",
            Self::BirthDateDisagrees { .. } => "birth_date_disagrees",
            Self::SexDisagrees { .. } => "sex_disagrees",
            Self::UnknownCountry { .. } => "unknown_country",
            Self::ForeignBank { .. } => "foreign_bank",
            Self::TestBank => "test_bank",
            Self::UnknownResidency { .. } => "unknown_residency",
            Self::UnknownSector { .. } => "unknown_sector",
        }
    }

    fn values(&self) -> Vec<(&'static str, Datum)> {
        match self {
            Self::Length { expected, given } => {
                vec![("expected", Datum::count(*expected)), ("given", Datum::count(*given))]
            }
            Self::BicLength { given } => vec![("given", Datum::count(*given))],
            Self::Character { position, .. } => vec![("position", Datum::count(*position))],
            Self::UnknownBinKind { digit }
            | Self::UnusualBinUnit { digit }
            | Self::UnusualCenturyDigit { digit }
            | Self::UnknownResidency { digit }
            | Self::UnknownSector { digit } => vec![("digit", Datum::Number(i64::from(*digit)))],
            Self::BirthDateDisagrees { number, passport } => {
                vec![("number", Datum::Date(*number)), ("passport", Datum::Date(*passport))]
            }
            Self::ForeignBank { country } => vec![("country", Datum::Code(country.clone()))],
            Self::Empty
            | Self::CheckDigit { .. }
            | Self::ImpossiblePrefix
            | Self::ImpossibleDate
            | Self::ImpossibleMonth
            | Self::PersonNumber
            | Self::CompanyNumber
            | Self::SexDisagrees { .. }
            | Self::UnknownCountry { .. }
            | Self::TestBank => Vec::new(),
        }
    }
}

static SENTENCES: LazyLock<Sentences> =
    LazyLock::new(|| Sentences::embedded(include_str!("../../data/identifiers.toml")));

/// A problem with its strength and its sentence, as `expat check` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProblemView {
    /// The code and its data.
    #[serde(flatten)]
    pub problem: Problem,
    /// Error or warning.
    pub strength: Strength,
    /// The sentence for the user.
    pub message: Text,
}

impl From<Problem> for ProblemView {
    fn from(problem: Problem) -> Self {
        Self { strength: problem.strength(), message: problem.message(), problem }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// One problem of each sentence.
    fn every_problem() -> Vec<Problem> {
        let character = |expected| Problem::Character { position: 3, expected };
        let day = date(2000, 1, 2);
        vec![
            Problem::Empty,
            Problem::Length { expected: 12, given: 10 },
            Problem::BicLength { given: 9 },
            character(CharacterClass::Digit),
            character(CharacterClass::Letter),
            character(CharacterClass::LetterOrDigit),
            Problem::CheckDigit { position: 12 },
            Problem::ImpossiblePrefix,
            Problem::ImpossibleDate,
            Problem::ImpossibleMonth,
            Problem::PersonNumber,
            Problem::CompanyNumber,
            Problem::UnknownBinKind { digit: 9 },
            Problem::UnusualBinUnit { digit: 9 },
            Problem::UnusualCenturyDigit { digit: 9 },
            Problem::BirthDateDisagrees { number: day, passport: day },
            Problem::SexDisagrees { number: Sex::Male, passport: Sex::Female },
            Problem::UnknownCountry { position: 1 },
            Problem::ForeignBank { country: "DE".into() },
            Problem::TestBank,
            Problem::UnknownResidency { digit: 3 },
            Problem::UnknownSector { digit: 0 },
        ]
    }

    #[test]
    fn every_problem_has_a_sentence_with_all_its_values() {
        let problems = every_problem();
        crate::sentence::tests::assert_complete(&SENTENCES, problems.iter().map(Problem::sentence));
        for problem in problems {
            let message = problem.message();
            for value in problem.values() {
                let Datum::Number(number) = value.1 else { continue };
                assert!(message.kk.contains(&number.to_string()), "{problem:?}: {}", message.kk);
            }
        }
    }
}
