//! Whether the machine slept, told from the clock on the wall alone. A timer stands still while
//! the machine sleeps, or fires at once when it wakes; either way much more time has passed by the
//! clock than was waited for. Pure.
//!
//! A clock that somebody sets forward looks the same, and so does a program that was held up for as
//! long: both lock, which is the safe side. A clock that is set back says nothing.

use jiff::{SignedDuration, Timestamp};
use std::time::Duration;

/// How much longer than meant a wait may take on a busy machine that never slept.
const HELD_UP_MAX: Duration = Duration::from_secs(20);

/// Returns whether the machine slept in a wait that was meant to take `pause`.
pub(crate) fn was_between(before: Timestamp, after: Timestamp, pause: Duration) -> bool {
    let limit = pause.saturating_add(HELD_UP_MAX);
    SignedDuration::try_from(limit).is_ok_and(|limit| after.duration_since(before) > limit)
}

#[cfg(test)]
mod tests {
    use super::{HELD_UP_MAX, was_between};
    use jiff::{SignedDuration, Timestamp};
    use std::time::Duration;

    const PAUSE: Duration = Duration::from_secs(2);
    const NOON: Timestamp = Timestamp::constant(1_772_434_800, 0);

    #[test]
    fn only_a_clock_that_ran_far_ahead_of_the_wait_tells_of_sleep() {
        let limit = i64::try_from((PAUSE + HELD_UP_MAX).as_secs()).unwrap_or(i64::MAX);
        for (seconds, slept) in [
            (0, false),
            (2, false),
            (limit, false),
            (limit + 1, true),
            (8 * 60 * 60, true),
            (-1, false),
            (-24 * 60 * 60, false),
        ] {
            let after = NOON + SignedDuration::from_secs(seconds);
            assert_eq!(was_between(NOON, after, PAUSE), slept, "{seconds} seconds later");
        }
        assert!(!was_between(NOON, Timestamp::MAX, Duration::MAX), "a wait without end is no sleep");
    }
}
