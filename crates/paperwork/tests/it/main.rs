//! Every document in every language, made from the sample records and read back.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail by panicking and say their figures"
)]

mod amounts;
mod batches;
#[cfg(unix)]
mod cancels;
mod codes;
mod conformance;
mod damage;
mod engine;
mod golden;
mod guards;
mod long_names;
mod looks;
mod memory;
mod mutations;
mod packets;
mod people;
mod reading;
mod values;
mod word;
