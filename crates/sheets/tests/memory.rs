//! What hostile workbooks cost in memory, measured by the process's peak. One test in a program of
//! its own, so that nothing else is in the measure.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]
#![allow(clippy::print_stderr, reason = "a measured figure is for people")]
#![cfg(target_os = "linux")]

use sheets::{SheetError, limit, read};
use std::io::{Cursor, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

/// More than a refusal may cost: chunks, the zip's directory and air.
const REFUSAL_KIB_MAX: u64 = 24 * 1024;
/// More than the worst workbook within the limits may cost.
const TABLE_KIB_MAX: u64 = 400 * 1024;

fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// Returns a zip of parts, each of a text that is repeated.
fn repeated(parts: &[(&str, &[u8], usize)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text, times) in parts {
        zip.start_file(*name, SimpleFileOptions::default().large_file(true)).unwrap();
        let chunk = text.repeat((1 << 16) / text.len().max(1) + 1);
        let per_chunk = chunk.len() / text.len().max(1);
        for _ in 0..times / per_chunk {
            zip.write_all(&chunk).unwrap();
        }
        zip.write_all(&text.repeat(times % per_chunk)).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Makes every size that the zip declares a lie of one byte.
fn with_lying_sizes(mut content: Vec<u8>) -> Vec<u8> {
    let directory: Vec<usize> =
        content.windows(4).enumerate().filter(|(_, at)| *at == b"PK\x01\x02").map(|(at, _)| at).collect();
    for at in directory {
        content[at + 24..at + 28].copy_from_slice(&1u32.to_le_bytes());
    }
    content
}

#[test]
fn bombs_are_refused_in_bounded_memory() {
    const WORKBOOK: &str = "xl/workbook.xml";
    let megabytes = 300 * 1024 * 1024;
    let bomb = repeated(&[(WORKBOOK, b"<workbook/>", 1), ("xl/worksheets/sheet1.xml", b" ", megabytes)]);
    let lying = with_lying_sizes(bomb.clone());
    let many: Vec<String> = (0..40).map(|index| format!("xl/media/{index}.bin")).collect();
    let many: Vec<(&str, &[u8], usize)> = many
        .iter()
        .map(|name| (name.as_str(), &b"\x01"[..], 4 << 20))
        .chain([(WORKBOOK, &b"<w/>"[..], 1)])
        .collect();
    let many = repeated(&many);
    let styles = repeated(&[(WORKBOOK, b"<w/>", 1), ("xl/styles.xml", b"<xf/>", 10_000_000)]);
    let strings = repeated(&[(WORKBOOK, b"<w/>", 1), ("xl/sharedStrings.xml", b"<si/>", 10_000_000)]);
    assert!(bomb.len() < 2 << 20, "the bomb is small: {}", bomb.len());

    let before = peak_kib();
    let unpacked = SheetError::UnpackedTooLarge { limit_bytes: limit::UNPACKED_BYTES_MAX };
    assert_eq!(read(&bomb, None), Err(unpacked.clone()));
    assert!(matches!(read(&lying, None), Err(SheetError::UnpackedTooLarge { .. } | SheetError::Damaged)));
    assert_eq!(read(&many, None), Err(unpacked));
    for content in [styles, strings] {
        assert!(matches!(read(&content, None), Err(SheetError::TooMany { what: "tags", .. })));
    }
    let cost = peak_kib() - before;
    eprintln!("refusing five bombs cost {cost} KiB");
    assert!(cost < REFUSAL_KIB_MAX, "refusing cost {cost} KiB");

    // The worst that passes: as many styles and strings as the limits let through.
    let styles_xml =
        format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf numFmtId=\"14\"/>".repeat(299_000));
    let strings_xml = format!("<sst>{}</sst>", "<si><t>x</t></si>".repeat(1_200_000));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (WORKBOOK, "<workbook><sheets/></workbook>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships/>"),
        ("xl/styles.xml", &styles_xml),
        ("xl/sharedStrings.xml", &strings_xml),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let worst = zip.finish().unwrap().into_inner();
    let before = peak_kib();
    assert_eq!(read(&worst, None), Err(SheetError::Empty));
    let cost = peak_kib() - before;
    eprintln!("the worst workbook within the limits cost {cost} KiB");
    assert!(cost < TABLE_KIB_MAX, "the worst workbook cost {cost} KiB");
}
