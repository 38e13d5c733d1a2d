//! A backup's manifest.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vault::fuzzing::backup_manifest(bytes));
