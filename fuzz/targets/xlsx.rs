//! The sheet of a workbook. The package around it is made here: a fuzzer never guesses its checksums.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

const PARTS: [(&str, &str); 3] = [
    (
        "_rels/.rels",
        r#"<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    ("xl/workbook.xml", r#"<workbook><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>"#),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships><Relationship Id="b" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
];

/// Returns a workbook with this sheet.
fn workbook(sheet: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = PARTS.map(|(name, text)| (name, text.as_bytes()));
    for (name, content) in parts.into_iter().chain([("xl/worksheets/sheet1.xml", sheet)]) {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(content)?;
    }
    zip.finish().map(Cursor::into_inner)
}

fuzz_target!(|bytes: &[u8]| {
    // A panic of the reading library is a damaged file to us; the fuzzer's own hook would end here.
    std::panic::set_hook(Box::new(|_| ()));
    if let Ok(content) = workbook(bytes) {
        drop(sheets::read(&content, None));
    }
});
