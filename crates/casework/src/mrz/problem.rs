//! What can be wrong or unusual with the machine-readable lines, and how a user is told.
//!
//! Must not hold what the lines say: a problem is shown, logged and counted.

use crate::identifiers::Strength;
use crate::sentence::{Datum, Sentences};
use rulebook::Text;
use serde::Serialize;
use std::sync::LazyLock;

/// A field that has a check digit of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MrzCheckedField {
    /// Number of the document.
    DocumentNumber,
    /// Day of birth.
    BirthDate,
    /// Last day of validity.
    ExpiresOn,
    /// Personal number.
    PersonalNumber,
    /// The digit over the whole second line.
    Composite,
}

impl From<::mrz::Field> for MrzCheckedField {
    fn from(field: ::mrz::Field) -> Self {
        match field {
            ::mrz::Field::DocumentNumber => Self::DocumentNumber,
            ::mrz::Field::DateOfBirth => Self::BirthDate,
            ::mrz::Field::DateOfExpiry => Self::ExpiresOn,
            ::mrz::Field::PersonalNumber => Self::PersonalNumber,
            // The digit over the line, and whatever a later version of the crate tells apart.
            _ => Self::Composite,
        }
    }
}

/// A field that holds a country code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MrzCountryField {
    /// Issuing state.
    IssuingCountry,
    /// Nationality.
    Nationality,
}

/// Something wrong or unusual; lines and positions count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum MrzProblem {
    /// A line is empty.
    LineMissing {
        /// Which.
        line: usize,
    },
    /// A line is too short or too long.
    LineLength {
        /// Which.
        line: usize,
        /// Its length by the format.
        expected: usize,
        /// Its length as given.
        given: usize,
    },
    /// A character other than A to Z, 0 to 9 and `<`.
    Character {
        /// In which line.
        line: usize,
        /// Where.
        position: usize,
    },
    /// Neither a passport nor a visa.
    UnknownDocument,
    /// The lines can't be read for another reason.
    Unreadable,
    /// The lines were given in the wrong order and were swapped.
    LinesSwapped,
    /// Fillers missing at the end of a line were added.
    FillersAdded {
        /// Which line.
        line: usize,
        /// How many.
        count: usize,
    },
    /// Surplus fillers at the end of a line were left out.
    FillersRemoved {
        /// Which line.
        line: usize,
        /// How many.
        count: usize,
    },
    /// A check digit doesn't fit its field.
    CheckDigit {
        /// Which field.
        field: MrzCheckedField,
    },
    /// The field of the document number starts with a filler.
    DocumentNumberMissing,
    /// A code that neither ISO 3166-1 nor ICAO 9303 knows.
    UnknownCountry {
        /// Which field.
        field: MrzCountryField,
    },
    /// The issuing state left a part of the day of birth open.
    BirthDateIncomplete,
    /// The day of birth is no day.
    BirthDateImpossible,
    /// The last day of validity is no day.
    ExpiryImpossible,
    /// The sex is neither M nor F nor open.
    SexUnreadable,
    /// There is no surname.
    NamesMissing,
    /// The names fill the line, so that the rest may be cut off.
    NamesCut,
}

impl MrzProblem {
    pub(super) const fn check_digit(field: MrzCheckedField) -> Self {
        Self::CheckDigit { field }
    }

    /// Returns whether the lines are wrong or only unusual.
    #[must_use]
    pub const fn strength(&self) -> Strength {
        match self {
            Self::LinesSwapped
            | Self::FillersAdded { .. }
            | Self::FillersRemoved { .. }
            | Self::UnknownCountry { .. }
            | Self::BirthDateIncomplete
            | Self::SexUnreadable
            | Self::NamesCut => Strength::Warning,
            Self::LineMissing { .. }
            | Self::LineLength { .. }
            | Self::Character { .. }
            | Self::UnknownDocument
            | Self::Unreadable
            | Self::CheckDigit { .. }
            | Self::DocumentNumberMissing
            | Self::BirthDateImpossible
            | Self::ExpiryImpossible
            | Self::NamesMissing => Strength::Error,
        }
    }

    /// Returns the sentence for the user: what is wrong and what to do.
    #[must_use]
    pub fn message(&self) -> Text {
        let values = self.values();
        SENTENCES.say(self.sentence(), |wanted| {
            values.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value)
        })
    }

    /// Returns the key of the sentence: the code, told apart where one code has several.
    const fn sentence(&self) -> &'static str {
        use {MrzCheckedField as Checked, MrzCountryField as Country};
        match self {
            Self::LineMissing { .. } => "line_missing",
            Self::LineLength { .. } => "line_length",
            Self::Character { .. } => "character",
            Self::UnknownDocument => "unknown_document",
            Self::Unreadable => "unreadable",
            Self::LinesSwapped => "lines_swapped",
            Self::FillersAdded { .. } => "fillers_added",
            Self::FillersRemoved { .. } => "fillers_removed",
            Self::CheckDigit { field: Checked::DocumentNumber } => "check_digit_document_number",
            Self::CheckDigit { field: Checked::BirthDate } => "check_digit_birth_date",
            Self::CheckDigit { field: Checked::ExpiresOn } => "check_digit_expires_on",
            Self::CheckDigit { field: Checked::PersonalNumber } => "check_digit_personal_number",
            Self::CheckDigit { field: Checked::Composite } => "check_digit_composite",
            Self::DocumentNumberMissing => "document_number_missing",
            Self::UnknownCountry { field: Country::IssuingCountry } => "unknown_country_issuing_country",
            Self::UnknownCountry { field: Country::Nationality } => "unknown_country_nationality",
            Self::BirthDateIncomplete => "birth_date_incomplete",
            Self::BirthDateImpossible => "birth_date_impossible",
            Self::ExpiryImpossible => "expiry_impossible",
            Self::SexUnreadable => "sex_unreadable",
            Self::NamesMissing => "names_missing",
            Self::NamesCut => "names_cut",
        }
    }

    fn values(&self) -> Vec<(&'static str, Datum)> {
        match self {
            Self::LineMissing { line } => vec![("line", Datum::count(*line))],
            Self::LineLength { line, expected, given } => vec![
                ("line", Datum::count(*line)),
                ("expected", Datum::count(*expected)),
                ("given", Datum::count(*given)),
            ],
            Self::Character { line, position } => {
                vec![("line", Datum::count(*line)), ("position", Datum::count(*position))]
            }
            Self::FillersAdded { line, count } | Self::FillersRemoved { line, count } => {
                vec![("line", Datum::count(*line)), ("count", Datum::count(*count))]
            }
            _ => Vec::new(),
        }
    }
}

static SENTENCES: LazyLock<Sentences> =
    LazyLock::new(|| Sentences::embedded(include_str!("../../data/mrz.toml")));

/// A problem with its strength and its sentence, as `expat check mrz` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MrzProblemView {
    /// The code and its data.
    #[serde(flatten)]
    pub problem: MrzProblem,
    /// Error or warning.
    pub strength: Strength,
    /// The sentence for the user.
    pub message: Text,
}

impl From<MrzProblem> for MrzProblemView {
    fn from(problem: MrzProblem) -> Self {
        Self { strength: problem.strength(), message: problem.message(), problem }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_has_a_sentence_with_all_its_values() {
        use {MrzCheckedField as Checked, MrzCountryField as Country};
        let mut problems = vec![
            MrzProblem::LineMissing { line: 2 },
            MrzProblem::LineLength { line: 2, expected: 44, given: 43 },
            MrzProblem::Character { line: 1, position: 7 },
            MrzProblem::UnknownDocument,
            MrzProblem::Unreadable,
            MrzProblem::LinesSwapped,
            MrzProblem::FillersAdded { line: 1, count: 5 },
            MrzProblem::FillersRemoved { line: 1, count: 5 },
            MrzProblem::DocumentNumberMissing,
            MrzProblem::BirthDateIncomplete,
            MrzProblem::BirthDateImpossible,
            MrzProblem::ExpiryImpossible,
            MrzProblem::SexUnreadable,
            MrzProblem::NamesMissing,
            MrzProblem::NamesCut,
        ];
        let checked = [
            Checked::DocumentNumber,
            Checked::BirthDate,
            Checked::ExpiresOn,
            Checked::PersonalNumber,
            Checked::Composite,
        ];
        problems.extend(checked.map(MrzProblem::check_digit));
        let countries = [Country::IssuingCountry, Country::Nationality];
        problems.extend(countries.map(|field| MrzProblem::UnknownCountry { field }));
        crate::sentence::tests::assert_complete(&SENTENCES, problems.iter().map(MrzProblem::sentence));
        for problem in problems {
            let message = problem.message();
            for value in problem.values() {
                let Datum::Number(number) = value.1 else { continue };
                assert!(message.kk.contains(&number.to_string()), "{problem:?}: {}", message.kk);
            }
        }
    }
}
