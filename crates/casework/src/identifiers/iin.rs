//! IIN: the individual identification number of a person, 12 digits.

use super::problem::Problem;
use super::{Identifier, check_digit, digits, normalised, pair};
use crate::person::Sex;
use jiff::civil::Date;
use serde::Serialize;

/// A well-formed individual identification number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Iin {
    text: String,
    digits: [u8; 12],
}

/// What an IIN says about the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct IinParts {
    /// Day of birth; none where the seventh digit doesn't tell the century.
    pub birth_date: Option<Date>,
    /// Sex; none where the seventh digit doesn't tell it.
    pub sex: Option<Sex>,
}

impl Iin {
    /// Returns a warning for each way in which the number and the passport disagree.
    #[must_use]
    pub fn disagreements(&self, birth_date: Option<Date>, sex: Option<Sex>) -> Vec<Problem> {
        let says = self.parts();
        let mut warnings = Vec::new();
        if let (Some(number), Some(passport)) = (says.birth_date, birth_date)
            && number != passport
        {
            warnings.push(Problem::BirthDateDisagrees { number, passport });
        }
        if let (Some(number), Some(passport)) = (says.sex, sex)
            && passport != Sex::Unspecified
            && number != passport
        {
            warnings.push(Problem::SexDisagrees { number, passport });
        }
        warnings
    }

    const fn century_digit(&self) -> u8 {
        self.digits[6]
    }
}

/// Returns the century and the sex that a seventh digit stands for.
const fn century_and_sex(digit: u8) -> Option<(i16, Sex)> {
    let sex = if digit % 2 == 1 { Sex::Male } else { Sex::Female };
    match digit {
        1 | 2 => Some((1800, sex)),
        3 | 4 => Some((1900, sex)),
        5 | 6 => Some((2000, sex)),
        _ => None,
    }
}

fn birth_date(digits: &[u8; 12], century: i16) -> Option<Date> {
    let [year, month, day] = [0, 2, 4].map(|at| pair(digits[at], digits[at + 1]));
    Date::new(century + i16::from(year), month.cast_signed(), day.cast_signed()).ok()
}

/// Without a century the 29th of February can't be refused, so a leap year is taken.
const ANY_LEAP_CENTURY: i16 = 2000;

fn date_is_possible(digits: &[u8; 12]) -> bool {
    match century_and_sex(digits[6]) {
        Some((century, _)) => birth_date(digits, century).is_some(),
        None => {
            let mut leap = *digits;
            (leap[0], leap[1]) = (0, 0);
            birth_date(&leap, ANY_LEAP_CENTURY).is_some()
        }
    }
}

impl Identifier for Iin {
    type Parts = IinParts;

    fn parse(given: &str) -> Result<Self, Vec<Problem>> {
        let text = normalised(given);
        let digits = digits::<12>(&text)?;
        let mut problems = Vec::new();
        if !date_is_possible(&digits) {
            let month = pair(digits[2], digits[3]);
            // 4 to 6 stand where a company's number tells the kind of entity.
            let company = (1..=12).contains(&month) && matches!(digits[4], 4..=6);
            problems.push(if company { Problem::CompanyNumber } else { Problem::ImpossibleDate });
        }
        problems.extend(check_digit::problem(&digits));
        if problems.is_empty() { Ok(Self { text, digits }) } else { Err(problems) }
    }

    fn as_str(&self) -> &str {
        &self.text
    }

    fn parts(&self) -> IinParts {
        let known = century_and_sex(self.century_digit());
        IinParts {
            birth_date: known.and_then(|(century, _)| birth_date(&self.digits, century)),
            sex: known.map(|(_, sex)| sex),
        }
    }

    fn warnings(&self) -> Vec<Problem> {
        let unusual = century_and_sex(self.century_digit()).is_none();
        unusual.then_some(Problem::UnusualCenturyDigit { digit: self.century_digit() }).into_iter().collect()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn parts_tell_birth_date_and_sex() {
        let iin = Iin::parse("900101 300-007").unwrap();
        assert_eq!(iin.as_str(), "900101300007");
        assert_eq!(iin.parts(), IinParts { birth_date: Some(date(1990, 1, 1)), sex: Some(Sex::Male) });
        let iin = Iin::parse("050615600001").unwrap();
        assert_eq!(iin.parts(), IinParts { birth_date: Some(date(2005, 6, 15)), sex: Some(Sex::Female) });
    }

    #[test]
    fn second_row_of_weights_is_accepted_and_impossible_prefixes_are_not() {
        assert!(Iin::parse("900101300811").is_ok());
        for last in 0..10 {
            let problems = Iin::parse(&format!("90010130080{last}")).unwrap_err();
            assert_eq!(problems, [Problem::ImpossiblePrefix]);
        }
    }

    #[test]
    fn unusual_seventh_digit_warns_and_does_not_refuse() {
        assert!(
            Iin::parse(&with_check_digit("90022900001")).is_ok(),
            "without a century no leap day is wrong"
        );
        let iin = Iin::parse(&with_check_digit("90010100001")).unwrap();
        assert_eq!(iin.warnings(), [Problem::UnusualCenturyDigit { digit: 0 }]);
        assert_eq!(iin.parts(), IinParts { birth_date: None, sex: None });
    }

    #[test]
    fn impossible_birth_dates_are_refused() {
        assert_eq!(Iin::parse(&with_check_digit("90133130001")).unwrap_err(), [Problem::ImpossibleDate]);
        assert_eq!(Iin::parse(&with_check_digit("90022930001")).unwrap_err(), [Problem::ImpossibleDate]);
        assert_eq!(Iin::parse(&with_check_digit("90023030001")).unwrap_err(), [Problem::ImpossibleDate]);
    }

    #[test]
    fn a_company_number_is_recognised_as_such() {
        assert_eq!(Iin::parse("151240022476").unwrap_err(), [Problem::CompanyNumber]);
    }

    #[test]
    fn disagreement_with_the_passport_is_told_apart() {
        let iin = Iin::parse("900101300007").unwrap();
        assert_eq!(iin.disagreements(Some(date(1990, 1, 1)), Some(Sex::Male)), []);
        assert_eq!(iin.disagreements(None, None), []);
        assert_eq!(iin.disagreements(None, Some(Sex::Unspecified)), []);
        assert_eq!(
            iin.disagreements(Some(date(1990, 1, 2)), Some(Sex::Female)),
            [
                Problem::BirthDateDisagrees { number: date(1990, 1, 1), passport: date(1990, 1, 2) },
                Problem::SexDisagrees { number: Sex::Male, passport: Sex::Female },
            ]
        );
    }

    fn with_check_digit(eleven: &str) -> String {
        let mut digits = [0; 12];
        for (slot, byte) in digits.iter_mut().zip(eleven.bytes()) {
            *slot = byte - b'0';
        }
        format!("{eleven}{}", check_digit::derive_check_digit(&digits).unwrap())
    }
}
