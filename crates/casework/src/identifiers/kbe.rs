//! Kbe: the beneficiary code of a payment, residency and economic sector, 2 digits.
//! Codes by the National Bank's resolution No. 203 of 31 August 2016.

use super::problem::Problem;
use super::{Identifier, digits, normalised};
use serde::Serialize;

/// A well-formed beneficiary code.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Kbe {
    text: String,
    parts: KbeParts,
}

/// Whether the beneficiary is resident in Kazakhstan (first digit).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Residency {
    /// Resident.
    Resident,
    /// Not resident.
    NonResident,
}

/// The beneficiary's economic sector (second digit).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sector {
    /// Central government.
    CentralGovernment,
    /// Regional and local government.
    LocalGovernment,
    /// The central bank.
    CentralBank,
    /// Other deposit-taking institutions.
    OtherDeposit,
    /// Other financial institutions.
    OtherFinancial,
    /// State non-financial organisations.
    StateOrganisation,
    /// Non-state non-financial organisations: a company's usual sector.
    PrivateOrganisation,
    /// Non-profit organisations that serve households.
    NonProfit,
    /// Households: persons and sole proprietors.
    Household,
}

/// What a Kbe says about the beneficiary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct KbeParts {
    /// Residency.
    pub residency: Residency,
    /// Sector.
    pub sector: Sector,
}

const fn residency(digit: u8) -> Option<Residency> {
    match digit {
        1 => Some(Residency::Resident),
        2 => Some(Residency::NonResident),
        _ => None,
    }
}

const fn sector(digit: u8) -> Option<Sector> {
    Some(match digit {
        1 => Sector::CentralGovernment,
        2 => Sector::LocalGovernment,
        3 => Sector::CentralBank,
        4 => Sector::OtherDeposit,
        5 => Sector::OtherFinancial,
        6 => Sector::StateOrganisation,
        7 => Sector::PrivateOrganisation,
        8 => Sector::NonProfit,
        9 => Sector::Household,
        _ => return None,
    })
}

impl Identifier for Kbe {
    type Parts = KbeParts;

    fn parse(given: &str) -> Result<Self, Vec<Problem>> {
        let text = normalised(given);
        let [first, second] = digits::<2>(&text)?;
        match (residency(first), sector(second)) {
            (Some(residency), Some(sector)) => Ok(Self { text, parts: KbeParts { residency, sector } }),
            (residency, sector) => Err([
                residency.is_none().then_some(Problem::UnknownResidency { digit: first }),
                sector.is_none().then_some(Problem::UnknownSector { digit: second }),
            ]
            .into_iter()
            .flatten()
            .collect()),
        }
    }

    fn as_str(&self) -> &str {
        &self.text
    }

    fn parts(&self) -> KbeParts {
        self.parts
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn exactly_eighteen_codes_exist() {
        let valid = (0..100).filter(|code| Kbe::parse(&format!("{code:02}")).is_ok()).count();
        assert_eq!(valid, 18);
        assert_eq!(
            Kbe::parse("16").unwrap().parts(),
            KbeParts { residency: Residency::Resident, sector: Sector::StateOrganisation }
        );
    }

    #[test]
    fn both_digits_are_judged() {
        assert_eq!(
            Kbe::parse("30").unwrap_err(),
            [Problem::UnknownResidency { digit: 3 }, Problem::UnknownSector { digit: 0 }]
        );
    }
}
