//! Casework as its callers see it: vectors of identifiers, and applications against the rulebook.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod defects;
mod folder;
mod generate;
mod identifiers;
mod readiness;
mod traps;
