//! Every document in every language, made from the sample records and read back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod amounts;
mod batches;
mod conformance;
mod engine;
mod golden;
mod guards;
mod long_names;
mod memory;
mod mutations;
mod packets;
mod people;
mod reading;
mod values;
mod word;
