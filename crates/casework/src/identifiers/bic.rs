//! BIC: the code of a bank (ISO 9362), 8 characters, or 11 with a branch.

use super::problem::{CharacterClass, Problem};
use super::{Identifier, normalised, wrong_characters};
use crate::countries;
use serde::Serialize;

/// A well-formed bank code.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Bic {
    text: String,
}

/// What a BIC says about the bank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BicParts {
    /// The bank's four letters.
    pub bank: String,
    /// Country, ISO 3166-1 alpha-2.
    pub country: String,
    /// The bank's place.
    pub location: String,
    /// The branch; none for the head office.
    pub branch: Option<String>,
}

const LENGTH: usize = 8;
const LENGTH_WITH_BRANCH: usize = 11;

impl Identifier for Bic {
    type Parts = BicParts;

    fn parse(given: &str) -> Result<Self, Vec<Problem>> {
        let text = normalised(given);
        if text.is_empty() {
            return Err(vec![Problem::Empty]);
        }
        let head: String = text.chars().take(6).collect();
        let tail: String = text.chars().skip(6).collect();
        let mut problems = wrong_characters(&head, 0, CharacterClass::Letter);
        problems.extend(wrong_characters(&tail, 6, CharacterClass::LetterOrDigit));
        let given = text.chars().count();
        if ![LENGTH, LENGTH_WITH_BRANCH].contains(&given) {
            problems.push(Problem::BicLength { given });
        }
        if problems.is_empty() && countries::by_alpha2(text.get(4..6).unwrap_or_default()).is_none() {
            problems.push(Problem::UnknownCountry { position: 5 });
        }
        if problems.is_empty() { Ok(Self { text }) } else { Err(problems) }
    }

    fn as_str(&self) -> &str {
        &self.text
    }

    fn parts(&self) -> BicParts {
        let part = |range: std::ops::Range<usize>| self.text.get(range).map(str::to_owned);
        BicParts {
            bank: part(0..4).unwrap_or_default(),
            country: part(4..6).unwrap_or_default(),
            location: part(6..8).unwrap_or_default(),
            // XXX stands for the head office.
            branch: part(8..11).filter(|branch| branch != "XXX"),
        }
    }

    fn warnings(&self) -> Vec<Problem> {
        let parts = self.parts();
        let mut warnings = Vec::new();
        if parts.country != "KZ" {
            warnings.push(Problem::ForeignBank { country: parts.country });
        }
        // By ISO 9362 a place that ends in 0 is a test code.
        if parts.location.ends_with('0') {
            warnings.push(Problem::TestBank);
        }
        warnings
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn both_lengths_are_taken_apart() {
        let bic = Bic::parse("atynkzka").unwrap();
        assert_eq!(bic.as_str(), "ATYNKZKA");
        assert_eq!((bic.parts().country.as_str(), bic.parts().branch), ("KZ", None));
        assert_eq!(bic.warnings(), []);
        assert_eq!(Bic::parse("ATYNKZKAXXX").unwrap().parts().branch, None);
        assert_eq!(Bic::parse("ATYNKZKA123").unwrap().parts().branch.as_deref(), Some("123"));
    }

    #[test]
    fn slips_are_named() {
        assert_eq!(Bic::parse("ATYNKZKA1").unwrap_err(), [Problem::BicLength { given: 9 }]);
        assert_eq!(Bic::parse("ATYNQQKA").unwrap_err(), [Problem::UnknownCountry { position: 5 }]);
        assert_eq!(
            Bic::parse("AT1NKZKA").unwrap_err(),
            [Problem::Character { position: 3, expected: CharacterClass::Letter }]
        );
        assert_eq!(Bic::parse("ATYNKZK0").unwrap().warnings(), [Problem::TestBank]);
        assert_eq!(
            Bic::parse("DEUTDEFF").unwrap().warnings(),
            [Problem::ForeignBank { country: "DE".into() }]
        );
    }
}
