//! Locking: when it is asked for, when nobody was there for a while, when the machine slept.
//!
//! Invariant: the locked screen is shown first; the backup and the closing come behind it, and a
//! backup that fails keeps nothing open.

use crate::AppError;
use crate::session::{Desk, Open};
use crate::sleep;
use std::sync::atomic::Ordering;
use std::time::Duration;

impl Desk {
    /// Locks: the screen at once, then a backup where something changed, then the files are closed
    /// and the keys wiped. A backup that fails keeps nothing open; the next screen says why.
    pub async fn cabinet_lock(&self) -> Result<(), AppError> {
        self.cabinet_lock_within(None).await
    }

    /// Locks; a backup that takes longer than `backup_limit` is left for the next time.
    pub async fn cabinet_lock_within(&self, backup_limit: Option<Duration>) -> Result<(), AppError> {
        let _closing = self.closing.lock().await;
        let Some(cancel) = self.open.lock().await.as_ref().map(|open| open.cancel.clone()) else {
            return Ok(());
        };
        self.is_dark.store(true, Ordering::SeqCst);
        self.going_dark.notify_one();
        // Nobody looks at pages any more.
        cancel.cancel();
        // Letters that are being made are the last; the journal has to know of those that are written.
        let _letters = self.making.ended().await;
        // A delivery under way ends first, so that its receipt is stored.
        let _delivery = self.delivering.lock().await;
        let open = self.open.lock().await.take();
        self.is_dark.store(false, Ordering::SeqCst);
        let Some(Open { cabinet, settings, .. }) = open else { return Ok(()) };
        paperwork::forget();
        self.back_up_within(backup_limit, &cabinet, &settings).await;
        Ok(cabinet.lock().await?)
    }

    /// Waits until the desk begins to lock, for a window that has to hide what it shows.
    pub async fn until_going_dark(&self) {
        self.going_dark.notified().await;
    }

    /// Notes that the user is there.
    pub async fn activity(&self) -> Result<(), AppError> {
        if let Some(open) = self.open.lock().await.as_mut() {
            open.active_at = self.environment.now();
        }
        Ok(())
    }

    /// Locks if nobody has been there for as long as the settings allow; returns whether it did.
    pub async fn lock_if_idle(&self) -> bool {
        let is_idle = {
            let guard = self.open.lock().await;
            guard.as_ref().is_some_and(|open| {
                let minutes = open.settings.idle_lock_minutes;
                let idle = self.environment.now().duration_since(open.active_at);
                minutes > 0 && idle.unsigned_abs() >= Duration::from_secs(u64::from(minutes) * 60)
            })
        };
        is_idle && self.cabinet_lock().await.is_ok()
    }

    /// Waits for as long as `timer` does, which shall be `pause`, and locks if the clock went on by
    /// much more: the machine slept. For systems that don't say so beforehand. Returns whether it did.
    pub async fn lock_after_sleep(&self, pause: Duration, timer: impl Future<Output = ()>) -> bool {
        let before = self.environment.now();
        timer.await;
        let is_woken = sleep::was_between(before, self.environment.now(), pause);
        is_woken && self.open.lock().await.is_some() && self.cabinet_lock().await.is_ok()
    }
}
