//! What the desk may not compute: the time, fresh ids and the system's keychain. Passed in, so that
//! tests fix all three.

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use std::sync::Arc;
use uuid::Uuid;
use vault::{Keychain, KeychainFailure, OsKeychain};

/// Kazakhstan's one time zone since 1 March 2024, fixed here because older zone data say +06.
pub const KAZAKHSTAN: Offset = Offset::constant(5);

/// The time, ids that nobody had before, and the keychain of whoever is signed in.
pub trait Environment: Send + Sync + 'static {
    /// Returns the time.
    fn now(&self) -> Timestamp;
    /// Makes a random UUIDv7.
    fn make_uuid(&self) -> Uuid;
    /// Connects to the system's keychain; blocks until it answers.
    fn keychain(&self) -> Result<Arc<dyn Keychain>, KeychainFailure>;
}

/// The system's clock and random numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

impl Environment for System {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn make_uuid(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn keychain(&self) -> Result<Arc<dyn Keychain>, KeychainFailure> {
        Ok(Arc::new(OsKeychain::connect()?))
    }
}

/// Returns the day in Kazakhstan.
#[must_use]
pub fn day_in_kazakhstan(at: Timestamp) -> Date {
    in_kazakhstan(at).date()
}

/// Returns the time in Kazakhstan as RFC 3339.
#[must_use]
pub fn stamp(at: Timestamp) -> String {
    at.display_with_offset(KAZAKHSTAN).to_string()
}

/// Returns the time by the clocks of Kazakhstan.
#[must_use]
pub fn in_kazakhstan(at: Timestamp) -> Zoned {
    at.to_zoned(TimeZone::fixed(KAZAKHSTAN))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn the_day_changes_at_midnight_in_kazakhstan() {
        let at: Timestamp = "2026-12-31T19:00:00Z".parse().unwrap();
        assert_eq!(day_in_kazakhstan(at).to_string(), "2027-01-01");
        assert_eq!(stamp(at), "2027-01-01T00:00:00+05:00");
    }
}
