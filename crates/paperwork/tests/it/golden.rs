//! What each document says, compared with what was read and approved; its pages as pictures for eyes.

use std::path::Path;

use paperwork::record::Lang;
use paperwork::samples::samples;
use paperwork::{LetterKind, page_count, preview, typeset};

use crate::reading::text_of;

/// Pictures for eyes are drawn at 108 dpi: small print is legible, a page is one screen.
const SCALE: f32 = 1.5;

fn check(kind: LetterKind) {
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/paperwork");
    std::fs::create_dir_all(&pictures).unwrap();
    for lang in Lang::ALL {
        for (sample, letter) in samples(kind, lang) {
            let name = format!("{}.{}.{sample}", kind.slug(), lang.code());
            let document = typeset(&letter).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(page_count(&document.pdf).unwrap(), document.pages, "{name}");
            std::fs::write(pictures.join(format!("{name}.pdf")), &document.pdf).unwrap();
            let picture = |page: usize| pictures.join(format!("{name}.{}.png", page + 1));
            for page in 0..document.pages {
                std::fs::write(picture(page), preview(&document.pdf, page, SCALE).unwrap()).unwrap();
            }
            // What an earlier, longer version left behind would mislead the eyes.
            let _stale = std::fs::remove_file(picture(document.pages));
            let text = text_of(&document.pdf);
            assert!(!text.contains("none") && !text.contains("None"), "{name} prints a missing value");
            let said = format!("{}, {} p.\n\n{text}", document.title, document.pages);
            insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(name, said);
            });
        }
    }
}

#[test]
fn invitation_letter() {
    check(LetterKind::Invitation);
}

#[test]
fn consent_form() {
    check(LetterKind::Consent);
}

#[test]
fn foreign_employee_form() {
    check(LetterKind::ForeignEmployee);
}

#[test]
fn fee_invoice() {
    check(LetterKind::FeeInvoice);
}
