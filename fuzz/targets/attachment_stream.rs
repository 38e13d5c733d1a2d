//! An encrypted attachment.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vault::fuzzing::attachment_stream(bytes));
