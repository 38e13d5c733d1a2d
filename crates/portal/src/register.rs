//! The participant register of the sandbox: invented companies with well-formed BINs, and the
//! authority itself.

use std::collections::BTreeMap;

use portal_api::Organisation;

use crate::PortalError;

/// Participants by BIN.
pub(crate) struct Register {
    by_bin: BTreeMap<String, Organisation>,
}

impl Register {
    /// Reads the embedded register.
    pub(crate) fn load() -> Result<Self, PortalError> {
        let participants: Vec<Organisation> =
            serde_json::from_str(include_str!("../data/participants.json")).map_err(PortalError::Register)?;
        Ok(Self {
            by_bin: participants
                .into_iter()
                .map(|participant| (participant.bin.clone(), participant))
                .collect(),
        })
    }

    /// Returns the participant with this BIN.
    pub(crate) fn find(&self, bin: &str) -> Option<&Organisation> {
        self.by_bin.get(bin)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    /// The published rule, written down once more: the register must not agree with a mistake in
    /// the client's own check.
    fn has_right_check_digit(bin: &str) -> bool {
        let digits: Vec<u32> = bin.chars().filter_map(|c| c.to_digit(10)).collect();
        let weighted = |first: u32| -> u32 {
            (0..11).map(|i| digits[i as usize] * ((first - 1 + i) % 11 + 1)).sum::<u32>() % 11
        };
        let check = match weighted(1) {
            10 => weighted(3),
            check => check,
        };
        digits.len() == 12 && bin.len() == 12 && check == digits[11]
    }

    #[test]
    fn every_bin_of_the_register_has_the_right_check_digit() {
        let register = Register::load().unwrap();
        for bin in register.by_bin.keys() {
            assert!(has_right_check_digit(bin), "{bin}");
        }
        assert!(!has_right_check_digit("180140900115"), "the check can fail");
    }

    #[test]
    fn the_register_holds_the_authority_a_branch_and_a_non_resident() {
        let register = Register::load().unwrap();
        assert_eq!(register.find("151240022476").unwrap().name, "AIFC Authority JSC");
        let digit = |bin: &str, index: usize| bin.as_bytes()[index];
        assert!(register.by_bin.len() >= 9);
        assert!(register.by_bin.keys().any(|bin| digit(bin, 5) == b'1'));
        assert!(register.by_bin.keys().any(|bin| digit(bin, 4) == b'5'));
    }
}
