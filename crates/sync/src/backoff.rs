//! How long to wait before the next attempt: twice as long each time, bounded, and spread out.

use std::time::Duration;

/// The wait after the first failed attempt.
const ATTEMPT_DELAY_MIN: Duration = Duration::from_secs(5);

/// The longest wait that we choose ourselves. A laptop that comes back from lunch should not
/// wait much longer than its user's patience.
pub const ATTEMPT_DELAY_MAX: Duration = Duration::from_secs(15 * 60);

/// Chance, passed in: 0 to 999 thousandths. It keeps many clients from coming back together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jitter(u16);

impl Jitter {
    /// Returns the jitter for a random number.
    pub const fn from_random(random: u16) -> Self {
        Self(random % 1000)
    }
}

/// Returns the wait after so many failed attempts: between one half and the whole of
/// 5 s, 10 s, 20 s ... 15 min, but never less than the portal asked for.
pub(crate) fn derive_delay(failed_attempts: u32, jitter: Jitter, retry_after: Option<Duration>) -> Duration {
    let doublings = failed_attempts.saturating_sub(1).min(16);
    let full = ATTEMPT_DELAY_MIN.saturating_mul(1 << doublings).min(ATTEMPT_DELAY_MAX);
    let half = full / 2;
    let chosen = half + half * u32::from(jitter.0) / 1000;
    chosen.max(retry_after.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAST: Jitter = Jitter::from_random(0);
    const MOST: Jitter = Jitter::from_random(999);

    #[test]
    fn the_wait_doubles_until_the_longest_one() {
        let waits: Vec<_> =
            (1..=10).map(|attempts| derive_delay(attempts, LEAST, None).as_millis()).collect();
        assert_eq!(waits, [2_500, 5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 320_000, 450_000, 450_000]);
    }

    #[test]
    fn jitter_spreads_the_wait_over_its_upper_half() {
        assert_eq!(derive_delay(2, MOST, None), Duration::from_micros(9_995_000));
        assert_eq!(derive_delay(u32::MAX, MOST, None), Duration::from_micros(899_550_000));
    }

    #[test]
    fn the_portals_wish_is_the_least_wait() {
        let wished = Some(Duration::from_secs(3600));
        assert_eq!(derive_delay(1, MOST, wished), Duration::from_secs(3600));
        let shorter = Some(Duration::from_secs(1));
        assert_eq!(derive_delay(1, LEAST, shorter), Duration::from_millis(2_500));
    }
}
