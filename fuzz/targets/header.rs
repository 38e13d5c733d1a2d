//! A cabinet's header, before any key is known.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vault::fuzzing::header(bytes));
