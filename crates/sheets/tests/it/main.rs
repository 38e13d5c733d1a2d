//! Tables from bytes and back: what is written is read again, and hostile files are refused.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]
#![allow(clippy::string_slice, clippy::indexing_slicing, reason = "tests fail by panicking")]

mod hostile;
mod package;
mod round_trip;
mod workbooks;
