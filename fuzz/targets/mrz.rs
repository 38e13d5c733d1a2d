//! The machine-readable lines of a passport or visa, as pasted.
#![no_main]

use casework::mrz;

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 3, 2);

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(reading) = mrz::read_text(text, TODAY)
        && reading.is_valid()
    {
        assert!(!reading.fields.names_confirmed, "only a person confirms names");
        assert!(!reading.fields.document_number.is_empty());
        assert!(reading.fields.expires_on.is_some(), "a valid document ends on a day");
    }
    let (line1, line2) = text.split_at(text.floor_char_boundary(text.len() / 2));
    let check = mrz::check(line1, line2, TODAY);
    assert!(!check.valid || check.fields.is_some());
});
