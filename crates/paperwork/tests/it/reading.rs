//! Reads PDFs back by the tools that a clerk's computer would use (package poppler-utils).

use std::io::Write as _;
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

/// Returns the lines of pdffonts without its head.
pub(crate) fn fonts_of(pdf: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("document.pdf");
    std::fs::write(&path, pdf).unwrap();
    let table = run("pdffonts", &[path.to_str().unwrap()], &[]);
    table.lines().skip(2).map(str::to_owned).collect()
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
        .unwrap_or_else(|error| panic!("{program} (Debian package poppler-utils) is needed: {error}"));
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{program} refused the file");
    String::from_utf8(output.stdout).unwrap()
}
