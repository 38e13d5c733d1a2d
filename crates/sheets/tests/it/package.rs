//! Workbooks put together by hand, also such as no program writes.

use std::io::{Cursor, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const PACKAGE_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr/><sheets><sheet name="Staff" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook with one sheet, `Staff`.
#[derive(Default)]
pub struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// Returns a workbook whose sheet has this XML.
    pub fn with_sheet(xml: &str) -> Self {
        let package = Self::default()
            .part("[Content_Types].xml", CONTENT_TYPES)
            .part("_rels/.rels", PACKAGE_RELATIONS)
            .part("xl/workbook.xml", WORKBOOK)
            .part("xl/_rels/workbook.xml.rels", RELATIONS);
        package.part("xl/worksheets/sheet1.xml", xml)
    }

    /// Returns a workbook whose sheet has these rows.
    pub fn with_rows(rows: &str) -> Self {
        Self::with_sheet(&format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
        ))
    }

    /// Adds a part.
    pub fn part(mut self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.parts.push((name.to_owned(), content.as_ref().to_vec()));
        self
    }

    /// Returns the bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.parts {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}
