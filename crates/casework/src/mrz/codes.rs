//! The country codes of ICAO 9303, which differ from ISO 3166-1 in a few places.

use crate::countries;
use serde::Serialize;

/// What a code of nationality says beside a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NationalityStatus {
    /// GBD.
    BritishOverseasTerritoriesCitizen,
    /// GBN.
    BritishNationalOverseas,
    /// GBO.
    BritishOverseasCitizen,
    /// GBP.
    BritishProtectedPerson,
    /// GBS.
    BritishSubject,
    /// XXA.
    Stateless,
    /// XXB, by the convention of 1951.
    Refugee,
    /// XXC.
    OtherRefugee,
    /// XXX.
    Unspecified,
}

/// A code as we keep it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CountryCode {
    /// ISO 3166-1 alpha-3 where there is one, the printed code otherwise.
    pub(super) code: String,
    /// Status beside the country.
    pub(super) status: Option<NationalityStatus>,
    /// Whether ISO or ICAO knows the code.
    pub(super) known: bool,
}

/// Reads a code without its fillers.
pub(super) fn read(printed: &str) -> CountryCode {
    use NationalityStatus as Status;
    let mapped = match printed {
        "D" => Some(("DEU", None)),
        "GBD" => Some(("GBR", Some(Status::BritishOverseasTerritoriesCitizen))),
        "GBN" => Some(("GBR", Some(Status::BritishNationalOverseas))),
        "GBO" => Some(("GBR", Some(Status::BritishOverseasCitizen))),
        "GBP" => Some(("GBR", Some(Status::BritishProtectedPerson))),
        "GBS" => Some(("GBR", Some(Status::BritishSubject))),
        "XXA" => Some(("XXA", Some(Status::Stateless))),
        "XXB" => Some(("XXB", Some(Status::Refugee))),
        "XXC" => Some(("XXC", Some(Status::OtherRefugee))),
        "XXX" => Some(("XXX", Some(Status::Unspecified))),
        _ => None,
    };
    let (code, status) = mapped.unwrap_or((printed, None));
    CountryCode { code: code.to_owned(), status, known: countries::by_passport_code(code).is_some() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_beside_iso_are_mapped() {
        assert_eq!(read("D"), CountryCode { code: "DEU".into(), status: None, known: true });
        for (printed, status) in [
            ("GBD", NationalityStatus::BritishOverseasTerritoriesCitizen),
            ("GBN", NationalityStatus::BritishNationalOverseas),
            ("GBO", NationalityStatus::BritishOverseasCitizen),
            ("GBP", NationalityStatus::BritishProtectedPerson),
            ("GBS", NationalityStatus::BritishSubject),
        ] {
            let expected = CountryCode { code: "GBR".into(), status: Some(status), known: true };
            assert_eq!(read(printed), expected);
        }
        for (printed, status) in [
            ("XXA", NationalityStatus::Stateless),
            ("XXB", NationalityStatus::Refugee),
            ("XXC", NationalityStatus::OtherRefugee),
            ("XXX", NationalityStatus::Unspecified),
        ] {
            let expected = CountryCode { code: printed.into(), status: Some(status), known: true };
            assert_eq!(read(printed), expected);
        }
    }

    #[test]
    fn iso_codes_stay_and_unknown_ones_are_told() {
        assert!(read("KAZ").known);
        assert!(!read("QQQ").known);
        assert!(!read("").known);
    }
}
