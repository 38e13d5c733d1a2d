//! What every file must be: sound, tagged (PDF/UA-1), archivable (PDF/A-2b), its fonts embedded.
//!
//! The marks are read from the file's own objects, as a validator reads them.

use lopdf::{Dictionary, Object};
use paperwork::Document;
use paperwork::record::Lang;

use crate::reading::{check_structure, fonts_of};

/// Checks one finished document.
pub(crate) fn check(document: &Document, lang: Lang) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("document.pdf");
    std::fs::write(&file, &document.pdf).unwrap();
    check_structure(&file);
    let fonts = fonts_of(&file);
    assert!(!fonts.is_empty());
    for font in fonts {
        // Columns: name, type, encoding, emb, sub, uni, object.
        let yes = font.split_whitespace().filter(|word| *word == "yes").count();
        assert!(font.contains("+Noto") && yes == 3, "not an embedded subset: {font}");
    }
    check_marks(document, lang);
}

fn check_marks(document: &Document, lang: Lang) {
    let pdf = lopdf::Document::load_mem(&document.pdf).unwrap();
    let catalog = pdf.catalog().unwrap();
    let follow = |dictionary: &Dictionary, key: &[u8]| {
        let value = dictionary.get(key).unwrap_or_else(|_| panic!("no {}", String::from_utf8_lossy(key)));
        pdf.dereference(value).unwrap().1.clone()
    };

    assert_eq!(follow(catalog, b"Lang").as_str().unwrap(), lang.code().as_bytes());
    let marks = follow(catalog, b"MarkInfo");
    assert!(follow(marks.as_dict().unwrap(), b"Marked").as_bool().unwrap(), "not marked as tagged");
    let preferences = follow(catalog, b"ViewerPreferences");
    assert!(follow(preferences.as_dict().unwrap(), b"DisplayDocTitle").as_bool().unwrap(), "title not shown");
    assert_eq!(follow(catalog, b"OutputIntents").as_array().unwrap().len(), 1, "PDF/A names its colours");
    for forbidden in [&b"OpenAction"[..], b"AA", b"AcroForm"] {
        assert!(catalog.get(forbidden).is_err(), "{}", String::from_utf8_lossy(forbidden));
    }
    assert!(!pdf.is_encrypted());

    let metadata = follow(catalog, b"Metadata");
    let metadata = metadata.as_stream().unwrap().get_plain_content().unwrap();
    let metadata = String::from_utf8(metadata).unwrap().replace("&apos;", "'").replace("&#39;", "'");
    for mark in ["<pdfuaid:part>1</pdfuaid:part>", "<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>B<"] {
        assert!(metadata.contains(mark), "{mark} is not in the metadata");
    }
    assert!(!document.title.is_empty() && metadata.contains(&document.title), "title not in the metadata");

    let mut tags = Vec::new();
    collect_tags(&pdf, &follow(catalog, b"StructTreeRoot"), &mut tags);
    let count = |tag: &str| tags.iter().filter(|found| *found == tag).count();
    assert!(count("Document") == 1 && count("H1") >= 1, "no document with a heading among the tags");
    assert!(count("P") + count("TD") + count("LI") > 0, "no text among the tags");
    assert!(count("Table") == 0 || count("TR") >= count("Table"), "a table without rows");

    let pages = pdf.get_pages();
    assert_eq!(pages.len(), document.pages);
    for page in pages.values() {
        let page = pdf.get_dictionary(*page).unwrap();
        assert!(page.get(b"StructParents").is_ok(), "a page without tags");
        assert_eq!(follow(page, b"Tabs").as_name().unwrap(), b"S", "tab order is not the reading order");
    }
}

/// Collects the roles of the structure tree, depth first.
fn collect_tags(pdf: &lopdf::Document, element: &Object, tags: &mut Vec<String>) {
    let mut open = vec![element.clone()];
    while let Some(element) = open.pop() {
        match pdf.dereference(&element).unwrap().1 {
            Object::Array(children) => open.extend(children.iter().cloned()),
            Object::Dictionary(node) => {
                if let Ok(role) = node.get(b"S").and_then(Object::as_name) {
                    let role = String::from_utf8_lossy(role).into_owned();
                    assert!(role != "Figure" || node.get(b"Alt").is_ok(), "a figure without a description");
                    tags.push(role);
                }
                open.extend(node.get(b"K").ok().cloned());
            }
            _ => {}
        }
    }
}
