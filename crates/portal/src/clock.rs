//! The server's only way to the time of day, passed in so that tests hold it.

use std::sync::Arc;

use jiff::Timestamp;
use portal_api::PortalTime;

/// Returns the present moment.
pub type Clock = Arc<dyn Fn() -> PortalTime + Send + Sync>;

/// Returns the clock of the machine.
pub fn system_clock() -> Clock {
    // A machine whose clock stands before the year 1 or after 9998 gets the end of time.
    Arc::new(|| PortalTime::try_from(Timestamp::now()).unwrap_or(PortalTime::LAST))
}
