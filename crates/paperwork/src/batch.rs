//! Many documents at once: both cores work, the results come in the order of the letters.
//!
//! Must not keep what was delivered, nor work far ahead of it: memory stays flat however many letters
//! there are. Invariant: each letter taken yields exactly one result, a document or the reason why
//! there is none, and a failure touches no other letter.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{channel, sync_channel};
use std::thread::{available_parallelism, scope};

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::error::PaperworkError;

/// More threads than this gain nothing: typst's memory of past results is shared.
const THREADS_MAX: usize = 8;

/// Letters for each thread that may be in work or wait for their turn. When one thread is held up, or
/// the receiver is slow, the others wait instead of piling documents up.
const AHEAD: usize = 4;

/// How a batch ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BatchReport {
    /// Letters that became documents.
    pub made: usize,
    /// Letters that failed; each was delivered with its reason.
    pub failed: usize,
    /// Whether the batch was cancelled before all letters were taken.
    pub cancelled: bool,
}

/// Returns how many threads a batch works with: as many as there are cores, within reason.
#[must_use]
pub fn cores() -> usize {
    available_parallelism().map_or(1, usize::from).min(THREADS_MAX)
}

/// Makes a document of each letter and delivers the results in the order of the letters, on the
/// caller's thread, each with its number counted from 0.
///
/// `make` decides what is made: [`crate::typeset`], [`crate::word`], or a firm's own template. When
/// `cancel` becomes true, no further letter is taken; those in work are finished and delivered.
pub fn run<L, D>(
    letters: impl Iterator<Item = L> + Send,
    make: impl Fn(&L) -> Result<D, PaperworkError> + Sync,
    cancel: &AtomicBool,
    deliver: impl FnMut(usize, L, Result<D, PaperworkError>),
) -> BatchReport
where
    L: Send,
    D: Send,
{
    run_on(cores(), letters, make, cancel, deliver)
}

/// Does what [`run`] does with so many threads.
pub fn run_on<L, D>(
    threads: usize,
    letters: impl Iterator<Item = L> + Send,
    make: impl Fn(&L) -> Result<D, PaperworkError> + Sync,
    cancel: &AtomicBool,
    mut deliver: impl FnMut(usize, L, Result<D, PaperworkError>),
) -> BatchReport
where
    L: Send,
    D: Send,
{
    let letters = Mutex::new(letters.enumerate());
    let (permits, used) = sync_channel(threads * AHEAD);
    let (sender, receiver) = channel();
    let mut report = BatchReport::default();
    scope(|scope| {
        // Gone with this closure, whichever way that ends: nobody waits for a permit for ever.
        let used = used;
        for _ in 0..threads {
            let (permits, sender, letters, make) = (permits.clone(), sender.clone(), &letters, &make);
            let work = move || {
                while permits.send(()).is_ok() && !cancel.load(Ordering::Relaxed) {
                    let next = letters.lock().ok().and_then(|mut letters| letters.next());
                    let Some((index, letter)) = next else { return };
                    let made = catch_unwind(AssertUnwindSafe(|| make(&letter)));
                    let made = made.unwrap_or(Err(PaperworkError::Fault));
                    if sender.send((index, letter, made)).is_err() {
                        return;
                    }
                }
            };
            scope.spawn(move || match alone() {
                Some(pool) => pool.install(work),
                None => work(),
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (index, letter, made) in receiver {
            early.insert(index, (letter, made));
            while let Some((letter, made)) = early.remove(&next) {
                if made.is_ok() {
                    report.made += 1
                } else {
                    report.failed += 1
                }
                deliver(next, letter, made);
                next += 1;
                used.try_recv().ok();
            }
        }
    });
    report.cancelled = cancel.load(Ordering::Relaxed)
        && letters.into_inner().is_ok_and(|mut letters| letters.next().is_some());
    report
}

/// Returns a pool of one thread. Typst spreads a document over the threads of the pool that it runs
/// in; each letter has a core already, and handing its parts about would only cost.
fn alone() -> Option<ThreadPool> {
    ThreadPoolBuilder::new().num_threads(1).build().ok()
}
