//! The handle that ends work in bounded processes before its time.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Ends what works under it or under a clone of it, at once and for good: nothing begins under it afterwards.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<State>);

#[derive(Debug, Default)]
struct State {
    is_cancelled: Mutex<bool>,
    /// Something ended, or everything shall.
    changed: Condvar,
}

/// How a wait came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waited {
    Done,
    TooLong,
    Cancelled,
}

impl Cancel {
    /// Ends everything.
    pub fn cancel(&self) {
        *self.lock() = true;
        self.0.changed.notify_all();
    }

    /// Returns whether everything is to end.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        *self.lock()
    }

    /// Says to whoever waits that a piece of work is done.
    pub(super) fn say_done(&self, is_done: &AtomicBool) {
        // Under the lock: who has just looked and begins to wait would sleep through it.
        let _lock = self.lock();
        is_done.store(true, Ordering::Relaxed);
        self.0.changed.notify_all();
    }

    /// Waits until a piece of work is done or cancelled, at most as long as it may take.
    pub(super) fn wait(&self, is_done: &AtomicBool, time_max: Duration) -> Waited {
        let goes_on = |is_cancelled: &mut bool| !*is_cancelled && !is_done.load(Ordering::Relaxed);
        let waited = self.0.changed.wait_timeout_while(self.lock(), time_max, goes_on);
        let (is_cancelled, _) = waited.unwrap_or_else(PoisonError::into_inner);
        match (*is_cancelled, is_done.load(Ordering::Relaxed)) {
            (true, _) => Waited::Cancelled,
            (false, true) => Waited::Done,
            (false, false) => Waited::TooLong,
        }
    }

    fn lock(&self) -> MutexGuard<'_, bool> {
        self.0.is_cancelled.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
