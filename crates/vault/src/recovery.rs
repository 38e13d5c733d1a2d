//! The printed recovery key: eight groups of six digits, the last digit of each a check digit that
//! also knows the group's place, so that a typing error is named by its group before any key is
//! tried. Carries 132 bits, so it needs no slow derivation.

use crate::error::VaultError;
use crate::secret::Key;
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};
use std::fmt;
use zeroize::Zeroizing;

/// The number of groups.
const GROUPS: usize = 8;
/// Digits of a group before its check digit.
const DATA_DIGITS: usize = 5;
/// Digits of a group with its check digit.
const GROUP_DIGITS: usize = DATA_DIGITS + 1;

/// The Damm quasigroup: notices every wrong digit and every swap of neighbours.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// Why a typed recovery key is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryKeyError {
    /// It has too few or too many digits.
    #[error("{found} digits instead of 48")]
    Length {
        /// The number of digits typed.
        found: usize,
    },
    /// A character is neither a digit nor a separator.
    #[error("a character that is not a digit in group {group}")]
    NotADigit {
        /// The group, counted from 1.
        group: usize,
    },
    /// The check digit of a group does not agree.
    #[error("group {group} is mistyped or in the wrong place")]
    Group {
        /// The group, counted from 1.
        group: usize,
    },
}

/// A printed key that opens the cabinet without the passphrase.
pub struct RecoveryKey {
    digits: Zeroizing<[u8; GROUPS * GROUP_DIGITS]>,
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey(..)")
    }
}

impl RecoveryKey {
    /// Makes a new one from the system's random numbers.
    pub(crate) fn make_random() -> Result<Self, VaultError> {
        let mut digits = Zeroizing::new([0; GROUPS * GROUP_DIGITS]);
        for (place, group) in digits.chunks_exact_mut(GROUP_DIGITS).enumerate() {
            for digit in group.iter_mut().take(DATA_DIGITS) {
                *digit = random_digit()?;
            }
            group[DATA_DIGITS] = check_digit(place, group);
        }
        Ok(Self { digits })
    }

    /// Reads a typed key; spaces and dashes between digits are ignored.
    pub fn parse(typed: &SecretString) -> Result<Self, RecoveryKeyError> {
        let mut digits = Zeroizing::new([0; GROUPS * GROUP_DIGITS]);
        let mut found = 0;
        // EXPOSE: the typed digits are copied into a buffer that wipes itself.
        for character in typed.expose_secret().chars() {
            if character.is_whitespace() || matches!(character, '-' | '\u{2010}'..='\u{2015}' | '.') {
                continue;
            }
            let digit = character.to_digit(10).and_then(|digit| u8::try_from(digit).ok());
            let digit = digit.ok_or(RecoveryKeyError::NotADigit { group: found / GROUP_DIGITS + 1 })?;
            if let Some(slot) = digits.get_mut(found) {
                *slot = digit;
            }
            found += 1;
        }
        if found != digits.len() {
            return Err(RecoveryKeyError::Length { found });
        }
        for (place, group) in digits.chunks_exact(GROUP_DIGITS).enumerate() {
            if group[DATA_DIGITS] != check_digit(place, group) {
                return Err(RecoveryKeyError::Group { group: place + 1 });
            }
        }
        Ok(Self { digits })
    }

    /// Returns the key as it is printed: eight groups of six digits with dashes between.
    #[must_use]
    pub fn expose(&self) -> SecretString {
        let mut text = Zeroizing::new(String::with_capacity(GROUPS * (GROUP_DIGITS + 1)));
        for (place, group) in self.digits.chunks_exact(GROUP_DIGITS).enumerate() {
            if place > 0 {
                text.push('-');
            }
            text.extend(group.iter().map(|digit| char::from(b'0' + digit)));
        }
        SecretString::from(text.as_str())
    }

    /// Tells whether `typed` is the group at `place` (counted from 1): the proof that it was
    /// printed and not only shown.
    #[must_use]
    pub fn confirms(&self, place: usize, typed: &str) -> bool {
        let Some(group) = place.checked_sub(1).and_then(|at| self.digits.chunks_exact(GROUP_DIGITS).nth(at))
        else {
            return false;
        };
        let typed = typed.trim().as_bytes();
        typed.len() == GROUP_DIGITS && typed.iter().zip(group).all(|(typed, digit)| *typed == b'0' + digit)
    }

    /// Returns the key material.
    pub(crate) fn key(&self) -> Key {
        let mut hash = Sha256::new_with_prefix(b"expat-desk/1/recovery-key");
        hash.update(self.digits.as_slice());
        Key::from_bytes(hash.finalize().into())
    }
}

/// Returns a digit without the bias that a remainder of a byte would have.
fn random_digit() -> Result<u8, VaultError> {
    loop {
        let [byte] = crate::secret::make_random_bytes::<1>()?;
        if byte < 250 {
            return Ok(byte % 10);
        }
    }
}

/// Returns the check digit of a group at a place.
fn check_digit(place: usize, group: &[u8]) -> u8 {
    // The place goes in first, so exchanged groups are noticed.
    let first = DAMM[0][(place + 1) % 10];
    group.iter().take(DATA_DIGITS).fold(first, |state, digit| DAMM[usize::from(state)][usize::from(*digit)])
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::{RecoveryKey, RecoveryKeyError};
    use secrecy::{ExposeSecret as _, SecretString};

    fn parse(text: &str) -> Result<RecoveryKey, RecoveryKeyError> {
        RecoveryKey::parse(&SecretString::from(text))
    }

    #[test]
    fn a_printed_key_is_read_back_with_any_spacing() {
        let key = RecoveryKey::make_random().unwrap();
        let printed = key.expose();
        let printed = printed.expose_secret();
        assert_eq!(printed.len(), 55);
        for typed in
            [printed.to_owned(), printed.replace('-', " "), printed.replace('-', ""), format!(" {printed}\n")]
        {
            assert_eq!(parse(&typed).unwrap().key().expose(), key.key().expose());
        }
    }

    #[test]
    fn every_wrong_digit_and_every_swap_of_neighbours_is_named_by_its_group() {
        let key = RecoveryKey::make_random().unwrap();
        let printed: Vec<u8> = key.expose().expose_secret().bytes().filter(u8::is_ascii_digit).collect();
        for position in 0..printed.len() {
            for digit in b'0'..=b'9' {
                let mut typed = printed.clone();
                typed[position] = digit;
                let read = parse(std::str::from_utf8(&typed).unwrap());
                if digit == printed[position] {
                    assert!(read.is_ok());
                } else {
                    assert_eq!(read.unwrap_err(), RecoveryKeyError::Group { group: position / 6 + 1 });
                }
            }
            if position + 1 < printed.len() && printed[position] != printed[position + 1] {
                let mut typed = printed.clone();
                typed.swap(position, position + 1);
                assert!(parse(std::str::from_utf8(&typed).unwrap()).is_err(), "swap at {position}");
            }
        }
    }

    #[test]
    fn exchanged_groups_and_wrong_lengths_are_noticed() {
        let key = RecoveryKey::make_random().unwrap();
        let printed = key.expose();
        let groups: Vec<&str> = printed.expose_secret().split('-').collect();
        for first in 0..8 {
            for second in first + 1..8 {
                let mut swapped = groups.clone();
                swapped.swap(first, second);
                assert!(parse(&swapped.join("-")).is_err(), "groups {first} and {second}");
            }
        }
        assert_eq!(parse("").unwrap_err(), RecoveryKeyError::Length { found: 0 });
        assert_eq!(parse(&groups[..7].join("-")).unwrap_err(), RecoveryKeyError::Length { found: 42 });
        assert_eq!(parse("12345x").unwrap_err(), RecoveryKeyError::NotADigit { group: 1 });
    }

    #[test]
    fn two_groups_typed_back_confirm_the_print() {
        let key = RecoveryKey::make_random().unwrap();
        let printed = key.expose();
        let groups: Vec<&str> = printed.expose_secret().split('-').collect();
        assert!(key.confirms(3, groups[2]) && key.confirms(8, groups[7]));
        assert!(!key.confirms(0, groups[0]) && !key.confirms(9, groups[7]) && !key.confirms(1, "12"));
    }

    #[test]
    fn a_recovery_key_prints_as_nothing() {
        assert_eq!(format!("{:?}", RecoveryKey::make_random().unwrap()), "RecoveryKey(..)");
    }
}
