//! Money in tiyn, and state fees in units of the MCI.
//!
//! Invariant: integers only. 0.5 MCI of 4 325 tenge is 216 250 tiyn, and nothing rounds it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// 100 tiyn are one tenge.
pub const TIYN_PER_TENGE: i64 = 100;

/// A number of monthly calculation indices, exact to a hundredth ("0.5", "30").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MciUnits {
    hundredths: i64,
}

impl MciUnits {
    /// Returns the units for a decimal number such as "0.5" or "30", if it is one.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 6 || !digits(whole) || !digits(fraction) {
            return None;
        }
        let fraction = match fraction.len() {
            1 => fraction.parse::<i64>().ok()? * 10,
            2 => fraction.parse::<i64>().ok()?,
            _ => return None,
        };
        Some(Self { hundredths: whole.parse::<i64>().ok()? * 100 + fraction })
    }

    /// Returns what the units cost, in tiyn, at an MCI of `mci_tenge`.
    ///
    /// Exact: a hundredth of a whole tenge is a whole tiyn.
    pub const fn cost_tiyn(self, mci_tenge: i64) -> i64 {
        self.hundredths * mci_tenge
    }
}

impl std::fmt::Display for MciUnits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, rest) = (self.hundredths / 100, self.hundredths % 100);
        match rest {
            0 => write!(f, "{whole}"),
            tenths if tenths % 10 == 0 => write!(f, "{whole}.{}", tenths / 10),
            _ => write!(f, "{whole}.{rest:02}"),
        }
    }
}

impl Serialize for MciUnits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for MciUnits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "\"{text}\" is not a number of MCI; write it as \"0.5\" or \"30\""
            ))
        })
    }
}

/// Returns an amount as a person reads it: "390 000" or "2 162.50".
pub(crate) fn tenge_text(tiyn: i64) -> String {
    let whole = (tiyn / TIYN_PER_TENGE).unsigned_abs().to_string();
    let mut grouped = String::with_capacity(whole.len() + 8);
    if tiyn < 0 {
        grouped.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    match (tiyn % TIYN_PER_TENGE).unsigned_abs() {
        0 => grouped,
        rest => format!("{grouped}.{rest:02}"),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn half_an_mci_keeps_its_half_tenge() {
        assert_eq!(MciUnits::parse("0.5").unwrap().cost_tiyn(4_325), 216_250);
        assert_eq!(MciUnits::parse("0.5").unwrap().cost_tiyn(3_932), 196_600);
        assert_eq!(MciUnits::parse("0.2").unwrap().cost_tiyn(4_325), 86_500);
    }

    #[test]
    fn units_read_back_as_they_are_shown() {
        for text in ["0.5", "0.2", "30", "4", "1.25"] {
            assert_eq!(MciUnits::parse(text).unwrap().to_string(), text);
        }
        for text in ["", ".5", "0,5", "-1", "1.234", "1.", "9999999", "½"] {
            assert_eq!(MciUnits::parse(text), None, "{text} must be refused");
        }
    }

    #[test]
    fn amounts_are_grouped_and_keep_tiyn() {
        assert_eq!(tenge_text(39_000_000), "390 000");
        assert_eq!(tenge_text(216_250), "2 162.50");
        assert_eq!(tenge_text(152_000_000), "1 520 000");
        assert_eq!(tenge_text(5), "0.05");
        assert_eq!(tenge_text(-100_000), "-1 000");
    }
}
