//! A one-page PDF that stands for a scan. It shows nothing: nobody's passport is invented here.

use std::path::{Path, PathBuf};

/// The objects of an empty page; the first line is the file's.
const OBJECTS: [&str; 3] = [
    "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
    "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
    "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n",
];

/// Writes the scan of a document into a folder and returns its path. No two documents are the same
/// file, as with real scans.
pub fn write_scan(folder: &Path, document: &str) -> PathBuf {
    let file = folder.join(format!("{document}.pdf"));
    std::fs::write(&file, empty_page(document)).expect("a scan can be written");
    file
}

fn empty_page(document: &str) -> String {
    let mut pdf = format!("%PDF-1.4\n% {document}\n");
    let mut table = String::from("0000000000 65535 f \n");
    for object in OBJECTS {
        table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
        pdf.push_str(object);
    }
    let entries = OBJECTS.len() + 1;
    let start = pdf.len();
    format!(
        "{pdf}xref\n0 {entries}\n{table}trailer\n<< /Size {entries} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
}
