//! Reads PDFs back by the tools that a clerk's computer would use (packages poppler-utils and qpdf).

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Returns the text of a PDF as it is laid out on its pages.
pub(crate) fn text_of(pdf: &[u8]) -> String {
    run("pdftotext", &["-layout", "-enc", "UTF-8", "-", "-"], pdf)
}

/// Returns the text of a PDF cell by cell, without any white space, so that a value is found wherever
/// its lines were broken.
pub(crate) fn values_of(pdf: &[u8]) -> String {
    squeezed(&run("pdftotext", &["-raw", "-enc", "UTF-8", "-", "-"], pdf))
}

/// Returns the text of each page cell by cell.
pub(crate) fn pages_of(pdf: &[u8]) -> Vec<String> {
    let text = run("pdftotext", &["-raw", "-enc", "UTF-8", "-", "-"], pdf);
    text.split('\u{c}').map(str::to_owned).collect()
}

/// Returns the words of a PDF as its lines break them.
pub(crate) fn tokens_of(pdf: &[u8]) -> Vec<String> {
    let text = run("pdftotext", &["-raw", "-enc", "UTF-8", "-", "-"], pdf);
    text.split_whitespace().map(str::to_owned).collect()
}

/// Returns the lines of pdffonts without its head.
pub(crate) fn fonts_of(pdf: &Path) -> Vec<String> {
    let table = run("pdffonts", &[pdf.to_str().unwrap()], &[]);
    table.lines().skip(2).map(str::to_owned).collect()
}

/// Checks the structure of the file: cross-references, streams, object syntax.
pub(crate) fn check_structure(pdf: &Path) {
    let report = run("qpdf", &["--check", pdf.to_str().unwrap()], &[]);
    assert!(report.contains("No syntax or stream encoding errors found"), "{report}");
}

/// Checks the structure of a file in memory.
pub(crate) fn checked(pdf: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("packet.pdf");
    std::fs::write(&path, pdf).unwrap();
    check_structure(&path);
}

/// Returns a text without any white space.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn run(program: &str, arguments: &[&str], input: &[u8]) -> String {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} is needed, see `cargo xtask setup`: {error}"));
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{program} refused the file");
    String::from_utf8(output.stdout).unwrap()
}
