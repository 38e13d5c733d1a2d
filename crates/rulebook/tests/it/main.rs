//! Tests of the rulebook as it ships, through its public interface.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "tests fail by panicking, and say on the screen what they could not check"
)]

mod audit;
mod calendar;
mod checklist;
mod diff;
mod discrepancies;
mod export;
mod fees;
mod loading;
mod properties;
mod schema;
mod support;
mod window;
