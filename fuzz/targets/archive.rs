//! What is inside an archive's encryption.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vault::fuzzing::archive(bytes));
