//! KNP: the purpose code of a payment, 3 digits. The list of purposes is long and changes, so only
//! the shape is checked, and the one purpose that the Expat Centre's invoice prints is named.

use super::problem::Problem;
use super::{Identifier, digits, normalised};
use serde::Serialize;

/// A well-formed payment purpose code.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Knp {
    text: String,
}

/// What a KNP says about the payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct KnpParts {
    /// Whether it is 859, payment for other services, as on the Expat Centre's invoice.
    pub other_services: bool,
}

/// Payment for other services.
const OTHER_SERVICES: &str = "859";

impl Identifier for Knp {
    type Parts = KnpParts;

    fn parse(given: &str) -> Result<Self, Vec<Problem>> {
        let text = normalised(given);
        digits::<3>(&text)?;
        Ok(Self { text })
    }

    fn as_str(&self) -> &str {
        &self.text
    }

    fn parts(&self) -> KnpParts {
        KnpParts { other_services: self.text == OTHER_SERVICES }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn leading_zeros_are_kept() {
        assert_eq!(Knp::parse("010").unwrap().as_str(), "010");
        assert!(Knp::parse("859").unwrap().parts().other_services);
        assert_eq!(Knp::parse("10").unwrap_err(), [Problem::Length { expected: 3, given: 2 }]);
    }
}
