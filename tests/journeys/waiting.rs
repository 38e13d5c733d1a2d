//! Waiting for a condition, never for a time.

use std::time::Duration;

/// How long anything that a user waits for may take. Generous: two cores may be compiling.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The pause between two looks. Short enough that a journey does not feel it.
const PERIOD: Duration = Duration::from_millis(40);

/// Looks until `look` gives something, and panics with `what` when it takes too long. A look that
/// never comes back counts as a look in vain: web drivers do that.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let looking = async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(PERIOD).await;
        }
    };
    match tokio::time::timeout(PATIENCE, looking).await {
        Ok(found) => found,
        Err(_) => panic!("waited {} s in vain: {what}", PATIENCE.as_secs()),
    }
}
