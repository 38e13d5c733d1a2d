//! A text table, in whatever encoding.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(table) = sheets::read(bytes, None) {
        assert!(table.rows.iter().all(|row| row.cells.iter().any(|cell| !cell.trim().is_empty())));
    }
});
