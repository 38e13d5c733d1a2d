//! How often somebody may try to guess a password. Counts in memory; a restart forgets.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use portal_api::PortalTime;

/// Wrong passwords for one account within the window. A person mistypes three times, not ten.
const FAILURES_MAX: u32 = 10;

/// How long a wrong password counts.
const WINDOW: Duration = Duration::from_secs(15 * 60);

/// Accounts remembered at once, so that guessing names can't fill the memory.
const ACCOUNTS_MAX: usize = 10_000;

struct Failures {
    count: u32,
    until: PortalTime,
}

/// Wrong passwords of late, by account.
pub(crate) struct Attempts {
    failures: Mutex<HashMap<String, Failures>>,
}

impl Attempts {
    pub(crate) fn new() -> Self {
        Self { failures: Mutex::new(HashMap::new()) }
    }

    /// Counts an attempt as failed before the password is looked at, so that attempts made at the
    /// same time count too. An `Err` says how long to wait.
    pub(crate) fn begin(&self, email_folded: &str, now: PortalTime) -> Result<(), Duration> {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= ACCOUNTS_MAX && !failures.contains_key(email_folded) {
            failures.retain(|_, entry| entry.until > now);
            if failures.len() >= ACCOUNTS_MAX {
                return Err(WINDOW);
            }
        }
        let fresh =
            || Failures { count: 0, until: now.plus_ms(WINDOW.as_millis().try_into().unwrap_or(u64::MAX)) };
        let entry = failures.entry(email_folded.to_owned()).or_insert_with(fresh);
        if entry.until <= now {
            *entry = fresh();
        }
        if entry.count >= FAILURES_MAX {
            let wait_ms = entry.until.epoch_ms().saturating_sub(now.epoch_ms());
            return Err(Duration::from_millis(wait_ms.try_into().unwrap_or(0)));
        }
        entry.count += 1;
        Ok(())
    }

    /// Forgets the failures of an account that proved its password.
    pub(crate) fn succeed(&self, email_folded: &str) {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner).remove(email_folded);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    fn at(seconds: i64) -> PortalTime {
        PortalTime::from_epoch_ms(seconds * 1000).unwrap()
    }

    #[test]
    fn the_eleventh_wrong_password_has_to_wait_for_the_window_to_pass() {
        let attempts = Attempts::new();
        for second in 0..10 {
            attempts.begin("a@example.test", at(second)).unwrap();
        }
        let wait = attempts.begin("a@example.test", at(10)).unwrap_err();
        assert_eq!(wait, Duration::from_secs(890));
        attempts.begin("b@example.test", at(10)).unwrap();
        attempts.begin("a@example.test", at(900)).unwrap();
    }

    #[test]
    fn a_right_password_clears_the_count() {
        let attempts = Attempts::new();
        for _ in 0..3 {
            for _ in 0..9 {
                attempts.begin("a@example.test", at(0)).unwrap();
            }
            attempts.succeed("a@example.test");
        }
    }

    #[test]
    fn guessing_many_names_is_refused_rather_than_remembered_without_end() {
        let attempts = Attempts::new();
        for number in 0..ACCOUNTS_MAX {
            attempts.begin(&number.to_string(), at(0)).unwrap();
        }
        assert_eq!(attempts.begin("one more", at(1)), Err(WINDOW));
        attempts.begin("one more", at(900)).unwrap();
    }
}
