//! The closed lists of names that appear in data files, on the command line and in exports.
//!
//! Invariant: a name never changes once released; files and colleagues rely on it.

use crate::error::RulebookError;
use serde::{Deserialize, Serialize};

/// Declares an enum whose variants have one stable name each: for serde, `Display`, `FromStr`.
macro_rules! named_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal),+ $(,)? }
        unknown $unknown:ident
    ) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        pub enum $name { $($(#[$variant_meta])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every value, in the order of the guidebook.
            pub const ALL: [Self; [$(Self::$variant),+].len()] = [$(Self::$variant),+];

            /// Returns the stable name, as in data files and exports.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = RulebookError;

            fn from_str(given: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .into_iter()
                    .find(|value| value.as_str() == given)
                    .ok_or_else(|| RulebookError::$unknown(given.to_owned()))
            }
        }
    };
}
pub(crate) use named_enum;

/// One of the 17 services of the Expat Centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceId {
    /// Invitation letter for an employment visa, person abroad.
    EmploymentInvitation,
    /// Employment visa issued inside Kazakhstan.
    EmploymentInCountry,
    /// Employment visa extension.
    EmploymentExtension,
    /// Invitation letter for an A5 investor visa, person abroad.
    InvestorA5Invitation,
    /// A5 investor visa issued inside Kazakhstan.
    InvestorA5InCountry,
    /// Invitation letter for an A6 investor visa, person abroad.
    InvestorA6Invitation,
    /// Investor visa extension.
    InvestorExtension,
    /// Residence permit of an AIFC investment resident.
    ResidencePermit,
    /// Temporary residence permit.
    TemporaryResidencePermit,
    /// Invitation letter for a single-entry business visa.
    ShortBusinessInvitation,
    /// Short-term business visa extension.
    ShortBusinessExtension,
    /// Invitation letter for a multiple-entry business visa.
    LongBusinessInvitation,
    /// Multiple-entry business visa issued inside Kazakhstan.
    LongBusinessInCountry,
    /// Long-term business visa extension.
    LongBusinessExtension,
    /// Cancellation after the holder has left Kazakhstan.
    VisaCancellationLeft,
    /// Cancellation and exit visa while the holder is in Kazakhstan.
    VisaCancellationInCountry,
    /// Waiver or modification of the qualification requirements.
    WaiverModification,
}

impl ServiceId {
    /// Every service, in the order of the guidebook.
    pub const ALL: [Self; 17] = [
        Self::EmploymentInvitation,
        Self::EmploymentInCountry,
        Self::EmploymentExtension,
        Self::InvestorA5Invitation,
        Self::InvestorA5InCountry,
        Self::InvestorA6Invitation,
        Self::InvestorExtension,
        Self::ResidencePermit,
        Self::TemporaryResidencePermit,
        Self::ShortBusinessInvitation,
        Self::ShortBusinessExtension,
        Self::LongBusinessInvitation,
        Self::LongBusinessInCountry,
        Self::LongBusinessExtension,
        Self::VisaCancellationLeft,
        Self::VisaCancellationInCountry,
        Self::WaiverModification,
    ];

    /// Returns the stable name, as in data files, calls and exports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EmploymentInvitation => "employment_invitation",
            Self::EmploymentInCountry => "employment_in_country",
            Self::EmploymentExtension => "employment_extension",
            Self::InvestorA5Invitation => "investor_a5_invitation",
            Self::InvestorA5InCountry => "investor_a5_in_country",
            Self::InvestorA6Invitation => "investor_a6_invitation",
            Self::InvestorExtension => "investor_extension",
            Self::ResidencePermit => "residence_permit",
            Self::TemporaryResidencePermit => "temporary_residence_permit",
            Self::ShortBusinessInvitation => "short_business_invitation",
            Self::ShortBusinessExtension => "short_business_extension",
            Self::LongBusinessInvitation => "long_business_invitation",
            Self::LongBusinessInCountry => "long_business_in_country",
            Self::LongBusinessExtension => "long_business_extension",
            Self::VisaCancellationLeft => "visa_cancellation_left",
            Self::VisaCancellationInCountry => "visa_cancellation_in_country",
            Self::WaiverModification => "waiver_modification",
        }
    }

    /// Returns true for the four services that extend a visa.
    pub const fn is_extension(self) -> bool {
        matches!(
            self,
            Self::EmploymentExtension
                | Self::InvestorExtension
                | Self::ShortBusinessExtension
                | Self::LongBusinessExtension
        )
    }
}

impl std::fmt::Display for ServiceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl std::str::FromStr for ServiceId {
    type Err = RulebookError;

    fn from_str(given: &str) -> Result<Self, Self::Err> {
        let wanted = given.trim().to_ascii_lowercase().replace('-', "_");
        if let Some(id) = Self::ALL.into_iter().find(|id| id.as_str() == wanted) {
            return Ok(id);
        }
        // Beyond a third of its letters a name is no longer a slip of the pen.
        let nearest = Self::ALL
            .into_iter()
            .map(|id| (edit_distance(&wanted, id.as_str()), id))
            .min_by_key(|(distance, _)| *distance)
            .filter(|(distance, id)| distance * 3 <= id.as_str().len())
            .map(|(_, id)| id);
        Err(RulebookError::UnknownService { given: given.to_owned(), nearest })
    }
}

/// Names are short; a longer word is not a slip of the pen and isn't worth comparing.
const COMPARED_LENGTH_MAX: usize = 64;

fn edit_distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    if left.chars().count() > COMPARED_LENGTH_MAX {
        return usize::MAX / 3;
    }
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, from) in left.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, to) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[right.len()]
}

named_enum! {
    /// A category of Kazakh visa that the guidebook names.
    pub enum VisaCategory {
        /// Investor.
        A5 = "A5",
        /// Investor under the Investment Tax Residency Programme.
        A6 = "A6",
        /// Business: conferences, forums, exhibitions.
        B1 = "B1",
        /// Business: installation, repair, consulting, audit.
        B2 = "B2",
        /// Business: negotiations, contracts, founders, board members.
        B3 = "B3",
        /// Employment.
        C3 = "C3",
        /// Business immigration.
        C5 = "C5",
    }
    unknown UnknownCategory
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn every_service_id_reads_back_from_its_name() {
        for id in ServiceId::ALL {
            assert_eq!(id.as_str().parse::<ServiceId>().unwrap(), id);
            assert_eq!(serde_json::to_value(id).unwrap(), id.as_str());
        }
    }

    #[test]
    fn a_misspelt_service_is_refused_with_the_nearest_name() {
        let error = "employement_invitation".parse::<ServiceId>().unwrap_err();
        assert_eq!(
            error,
            RulebookError::UnknownService {
                given: "employement_invitation".into(),
                nearest: Some(ServiceId::EmploymentInvitation),
            }
        );
        assert!(error.to_string().contains("did you mean employment_invitation"));
    }

    #[test]
    fn a_strange_word_is_refused_without_a_suggestion() {
        let error = "fishing_licence".parse::<ServiceId>().unwrap_err();
        assert!(matches!(error, RulebookError::UnknownService { nearest: None, .. }));
        assert!("x".repeat(100_000).parse::<ServiceId>().is_err());
    }
}
