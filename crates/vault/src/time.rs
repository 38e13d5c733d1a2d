//! Times as the database keeps them: whole milliseconds since 1970, so that they sort.

use crate::error::VaultError;
use jiff::Timestamp;
use uuid::Uuid;

/// Returns the time of a stored number of milliseconds.
pub(crate) fn from_ms(ms: i64, column: &'static str) -> Result<Timestamp, VaultError> {
    Timestamp::from_millisecond(ms).map_err(|_| VaultError::UnknownValue { column })
}

/// Makes a random UUIDv7 that sorts by the given time.
pub(crate) fn make_uuid(at: Timestamp) -> Result<Uuid, VaultError> {
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(|_| VaultError::NoRandomness)?;
    // Before 1970 nobody had a cabinet; a clock that says so sorts first.
    let ms = u64::try_from(at.as_millisecond()).unwrap_or(0);
    Ok(uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid())
}
