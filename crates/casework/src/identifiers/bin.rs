//! BIN: the business identification number of an organisation, 12 digits.

use super::problem::Problem;
use super::{Identifier, check_digit, digits, normalised, pair};
use serde::Serialize;

/// A well-formed business identification number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Bin {
    text: String,
    digits: [u8; 12],
}

/// What kind of organisation a BIN was given to (fifth digit).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BinKind {
    /// A legal entity resident in Kazakhstan.
    Resident,
    /// A legal entity that isn't resident.
    NonResident,
    /// A joint sole proprietorship.
    JointProprietorship,
}

/// Which part of the organisation a BIN was given to (sixth digit).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BinUnit {
    /// The organisation itself.
    HeadOffice,
    /// A branch.
    Branch,
    /// A representative office.
    RepresentativeOffice,
    /// A joint peasant or farm enterprise.
    FarmEnterprise,
    /// A digit that no source explains.
    Unknown,
}

/// What a BIN says about the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct BinParts {
    /// Year of registration. The number holds two digits: 50 to 99 are read as 1950 to 1999.
    pub registered_year: i16,
    /// Month of registration, 1 to 12.
    pub registered_month: u8,
    /// Kind of organisation.
    pub kind: BinKind,
    /// Head office, branch or representative office.
    pub unit: BinUnit,
}

/// Numbers are given since the 1990s with the date of the first registration; a pivot in the middle
/// of the century keeps this module without a clock.
const FIRST_YEAR_OF_THE_1900S: u8 = 50;

const fn kind(digit: u8) -> Option<BinKind> {
    match digit {
        4 => Some(BinKind::Resident),
        5 => Some(BinKind::NonResident),
        6 => Some(BinKind::JointProprietorship),
        _ => None,
    }
}

const fn unit(digit: u8) -> BinUnit {
    match digit {
        0 => BinUnit::HeadOffice,
        1 => BinUnit::Branch,
        2 => BinUnit::RepresentativeOffice,
        3 => BinUnit::FarmEnterprise,
        _ => BinUnit::Unknown,
    }
}

impl Identifier for Bin {
    type Parts = BinParts;

    fn parse(given: &str) -> Result<Self, Vec<Problem>> {
        let text = normalised(given);
        let digits = digits::<12>(&text)?;
        let mut problems = Vec::new();
        if !(1..=12).contains(&pair(digits[2], digits[3])) {
            problems.push(Problem::ImpossibleMonth);
        }
        match digits[4] {
            4..=6 => {}
            // Up to 3 it is the first digit of a day of birth.
            0..=3 => problems.push(Problem::PersonNumber),
            digit => problems.push(Problem::UnknownBinKind { digit }),
        }
        problems.extend(check_digit::problem(&digits));
        if problems.is_empty() { Ok(Self { text, digits }) } else { Err(problems) }
    }

    fn as_str(&self) -> &str {
        &self.text
    }

    fn parts(&self) -> BinParts {
        let year = pair(self.digits[0], self.digits[1]);
        let century = if year >= FIRST_YEAR_OF_THE_1900S { 1900 } else { 2000 };
        BinParts {
            registered_year: century + i16::from(year),
            registered_month: pair(self.digits[2], self.digits[3]),
            // `parse` lets nothing else through.
            kind: kind(self.digits[4]).unwrap_or(BinKind::Resident),
            unit: unit(self.digits[5]),
        }
    }

    fn warnings(&self) -> Vec<Problem> {
        let unusual = self.parts().unit == BinUnit::Unknown;
        unusual.then_some(Problem::UnusualBinUnit { digit: self.digits[5] }).into_iter().collect()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn parts_tell_registration_kind_and_unit() {
        assert_eq!(
            Bin::parse("151240022476").unwrap().parts(),
            BinParts {
                registered_year: 2015,
                registered_month: 12,
                kind: BinKind::Resident,
                unit: BinUnit::HeadOffice
            }
        );
        assert_eq!(Bin::parse("950341000052").unwrap().parts().unit, BinUnit::Branch);
        assert_eq!(Bin::parse("950341000052").unwrap().parts().registered_year, 1995);
    }

    #[test]
    fn every_public_number_is_valid() {
        for number in ["151240022476", "940140000385", "950341000052", "961141000023", "070941024691"] {
            assert!(Bin::parse(number).is_ok(), "{number} is in use");
        }
    }

    #[test]
    fn a_person_number_is_recognised_as_such() {
        assert_eq!(Bin::parse("900101300007").unwrap_err(), [Problem::PersonNumber]);
    }

    #[test]
    fn every_wrong_position_is_named() {
        assert_eq!(Bin::parse(" ").unwrap_err(), [Problem::Empty]);
        assert_eq!(Bin::parse("1111111111").unwrap_err(), [Problem::Length { expected: 12, given: 10 }]);
        assert_eq!(Bin::parse("151240022475").unwrap_err(), [Problem::CheckDigit { position: 12 }]);
        assert_eq!(
            Bin::parse("15124002247O").unwrap_err(),
            [Problem::Character { position: 12, expected: super::super::CharacterClass::Digit }]
        );
        assert_eq!(
            Bin::parse("151340022476").unwrap_err(),
            [Problem::ImpossibleMonth, Problem::CheckDigit { position: 12 }]
        );
    }
}
