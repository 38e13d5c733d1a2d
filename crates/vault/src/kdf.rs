//! From a passphrase to a key: Argon2id with a bounded cost. The bounds are checked before memory
//! is asked for, so a hostile header can't make a machine swap or wait.

use crate::error::VaultError;
use crate::secret::Key;
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// The least memory that a new slot may use: below it, graphics cards guess too fast.
const MEMORY_KIB_MIN: u32 = 64 * 1024;
/// The most memory that a slot may ask for; any machine that runs the window has it.
const MEMORY_KIB_MAX: u32 = 1024 * 1024;
/// The fewest passes of a new slot.
const PASSES_MIN: u32 = 3;
/// The most passes of a slot.
const PASSES_MAX: u32 = 64;
/// The most lanes of a slot.
const LANES_MAX: u32 = 8;
/// The most memory times passes: about half a minute on a slow machine.
const WORK_KIB_MAX: u64 = 16 * 1024 * 1024;
/// The length of a slot's salt.
pub(crate) const SALT_BYTES: usize = 16;

/// What one guess at a passphrase costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KdfCost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Default for KdfCost {
    fn default() -> Self {
        Self { memory_kib: MEMORY_KIB_MIN, passes: PASSES_MIN, lanes: 1 }
    }
}

impl KdfCost {
    /// Returns a cost, refused below the least that protects and above the most that is bearable.
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, VaultError> {
        let cost = Self { memory_kib, passes, lanes };
        if cost.is_below_least() {
            return Err(VaultError::KdfOutOfBounds);
        }
        cost.check()?;
        Ok(cost)
    }

    /// Returns a cost that protects nothing, for tests that open many cabinets.
    #[cfg(feature = "cheap-kdf")]
    #[must_use]
    pub const fn cheap_for_tests() -> Self {
        Self { memory_kib: 8, passes: 1, lanes: 1 }
    }

    /// Returns the cost that takes about `target` on this machine, never below the least.
    /// Blocks for a few multiples of the least cost.
    pub fn calibrate(target: Duration) -> Result<Self, VaultError> {
        let least = Self::default();
        let began = Instant::now();
        least.derive(&SecretString::from("calibration"), &[0; SALT_BYTES])?;
        let one_pass = began.elapsed().as_secs_f64() / f64::from(PASSES_MIN);
        let affordable = (target.as_secs_f64() / one_pass.max(1e-6)) as u64;
        // Memory hurts an attacker more than passes do, so it grows first, up to 256 MiB.
        let mut memory_kib = MEMORY_KIB_MIN;
        let mut passes = affordable;
        while passes >= u64::from(PASSES_MIN) * 2 && memory_kib < 256 * 1024 {
            memory_kib *= 2;
            passes /= 2;
        }
        let passes_fit = WORK_KIB_MAX / u64::from(memory_kib);
        let passes = passes.clamp(u64::from(PASSES_MIN), passes_fit.min(u64::from(PASSES_MAX)));
        Self::new(memory_kib, u32::try_from(passes).unwrap_or(PASSES_MIN), 1)
    }

    /// Tells whether this is a cost that only tests may ask for.
    pub(crate) const fn is_below_least(self) -> bool {
        self.memory_kib < MEMORY_KIB_MIN || self.passes < PASSES_MIN
    }

    /// Refuses a cost that a reader should not pay. A cost below the least is not refused here: a
    /// slot only opens with the cost it was made with, so lowering it gains nothing.
    pub(crate) fn check(self) -> Result<(), VaultError> {
        let work = u64::from(self.memory_kib) * u64::from(self.passes);
        let bounded = self.memory_kib <= MEMORY_KIB_MAX
            && (1..=PASSES_MAX).contains(&self.passes)
            && (1..=LANES_MAX).contains(&self.lanes)
            && self.memory_kib >= 8 * self.lanes
            && work <= WORK_KIB_MAX;
        if bounded { Ok(()) } else { Err(VaultError::KdfOutOfBounds) }
    }

    /// Derives a key from a passphrase. Blocks for the time of the cost.
    pub(crate) fn derive(
        self,
        passphrase: &SecretString,
        salt: &[u8; SALT_BYTES],
    ) -> Result<Key, VaultError> {
        self.check()?;
        // The same letters come composed from one keyboard and decomposed from another.
        // EXPOSE: the passphrase goes into the key derivation and into a buffer that wipes itself.
        let composed: Zeroizing<String> = Zeroizing::new(passphrase.expose_secret().nfc().collect());
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(crate::secret::KEY_BYTES))
            .map_err(|_| VaultError::KdfOutOfBounds)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        Key::filled(|derived| argon2.hash_password_into(composed.as_bytes(), salt, derived))
            .map_err(|_| VaultError::KdfOutOfBounds)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::{KdfCost, SALT_BYTES};
    use crate::error::VaultError;
    use secrecy::SecretString;

    #[test]
    fn a_new_cost_below_the_least_is_refused() {
        assert!(KdfCost::new(64 * 1024, 3, 1).is_ok());
        assert!(matches!(KdfCost::new(64 * 1024 - 1, 3, 1), Err(VaultError::KdfOutOfBounds)));
        assert!(matches!(KdfCost::new(64 * 1024, 2, 1), Err(VaultError::KdfOutOfBounds)));
    }

    #[test]
    fn a_cost_that_would_eat_the_machine_is_refused_before_memory_is_taken() {
        for (memory_kib, passes, lanes) in [
            (u32::MAX, 3, 1),
            (1024 * 1024 + 1, 3, 1),
            (65536, u32::MAX, 1),
            (65536, 3, 9),
            (1024 * 1024, 64, 1),
            (65536, 0, 1),
            (65536, 3, 0),
            (0, 1, 1),
        ] {
            let cost = KdfCost { memory_kib, passes, lanes };
            let refused = cost.derive(&SecretString::from("x"), &[0; SALT_BYTES]);
            assert!(matches!(refused, Err(VaultError::KdfOutOfBounds)), "{cost:?} must be refused");
        }
    }

    #[test]
    fn the_same_letters_give_the_same_key_however_the_keyboard_composes_them() {
        let cost = KdfCost::cheap_for_tests();
        let composed = cost.derive(&SecretString::from("\u{439}од"), &[1; SALT_BYTES]).unwrap();
        let decomposed = cost.derive(&SecretString::from("\u{438}\u{306}од"), &[1; SALT_BYTES]).unwrap();
        assert_eq!(composed.expose(), decomposed.expose());
        let other_salt = cost.derive(&SecretString::from("\u{439}од"), &[2; SALT_BYTES]).unwrap();
        assert_ne!(composed.expose(), other_salt.expose());
    }
}
