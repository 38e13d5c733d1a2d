//! What each document says, compared with what was read and approved; its pages as pictures for eyes.

use std::path::Path;

use paperwork::record::Lang;
use paperwork::samples::samples;
use paperwork::{Letter, LetterKind, invitation_table, page_count, preview, typeset, word};

use crate::conformance;
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
            std::fs::write(pictures.join(format!("{name}.docx")), word(&letter).unwrap()).unwrap();
            if let Letter::Invitation(record) = &letter {
                let table = invitation_table(record).unwrap();
                std::fs::write(pictures.join(format!("{name}.xlsx")), table).unwrap();
            }
            let picture = |page: usize| pictures.join(format!("{name}.{}.png", page + 1));
            for page in 0..document.pages {
                std::fs::write(picture(page), preview(&document.pdf, page, SCALE).unwrap()).unwrap();
            }
            // What an earlier, longer version left behind would mislead the eyes.
            let _stale = std::fs::remove_file(picture(document.pages));
            conformance::check(&document, lang);
            let text = text_of(&document.pdf);
            assert!(!text.contains("none") && !text.contains("None"), "{name} prints a missing value");
            let said = format!("{}, {} p.\n\n{text}", document.title, document.pages);
            insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(name, said);
            });
        }
    }
}

/// One test for each document, so that they run beside each other and a failure names its document.
macro_rules! golden {
    ($($test:ident: $kind:ident),+ $(,)?) => {
        $(#[test]
        fn $test() {
            check(LetterKind::$kind);
        })+

        #[test]
        fn every_document_has_a_golden_test() {
            assert_eq!(LetterKind::ALL, [$(LetterKind::$kind),+]);
        }
    };
}

golden! {
    invitation_letter: Invitation,
    consent_form: Consent,
    foreign_employee_form: ForeignEmployee,
    fee_invoice: FeeInvoice,
    visa_request_letter: VisaRequest,
    cancellation_letter: Cancellation,
    residence_request_letter: ResidenceRequest,
    power_of_attorney: PowerOfAttorney,
    termination_order: TerminationOrder,
    refund_letter: Refund,
    arrival_sheet: Arrival,
    step_two_sheet: StepTwo,
    checklist: Checklist,
    cover_sheet: Cover,
    fee_sheet: FeeSheet,
    portal_invoice: PortalInvoice,
    visa_application_form: VisaApplication,
    residence_permit_form: ResidencePermit,
    waiver_application: Waiver,
}
