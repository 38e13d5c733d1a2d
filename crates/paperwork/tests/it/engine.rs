//! The engine: same bytes, bounded templates, useful errors, safe pictures.

use paperwork::record::{Lang, Picture, VisaApplicationForm};
use paperwork::samples::samples;
use paperwork::{Letter, LetterKind, PaperworkError, Typesetter, preview, typeset};

#[test]
fn same_record_gives_the_same_bytes_on_any_thread() {
    for &kind in LetterKind::ALL {
        let (_, letter) = samples(kind, Lang::Kk).remove(0);
        let here = typeset(&letter).unwrap();
        let there = std::thread::scope(|scope| scope.spawn(|| typeset(&letter)).join().unwrap().unwrap());
        assert!(here == there, "{}", kind.slug());
    }
}

#[test]
fn wrong_field_of_a_template_is_named_with_its_line() {
    let template = "#import \"lib.typ\": *\n#let record = json(\"/record.json\")\n\n#record.letter_head\n";
    let error = Typesetter::shared().check_template(LetterKind::Invitation, template).unwrap_err();
    let PaperworkError::Template { template, line, field, nearest, .. } = error else { panic!("{error}") };
    assert_eq!(template, "invitation-letter.typ");
    assert_eq!(line, Some(4));
    assert_eq!(field.as_deref(), Some("letter_head"));
    assert_eq!(nearest.as_deref(), Some("letterhead"));
}

#[test]
fn template_reaches_neither_files_nor_packages_nor_the_clock() {
    for reach in [
        "#read(\"/etc/passwd\")",
        "#read(\"../Cargo.toml\")",
        "#import \"@preview/example:0.1.0\"",
        "#image(\"a.png\")",
        "#datetime.today()",
    ] {
        let result = Typesetter::shared().check_template(LetterKind::Consent, reach);
        assert!(matches!(result, Err(PaperworkError::Template { .. })), "{reach}: {result:?}");
    }
}

#[test]
fn endless_template_is_stopped() {
    for endless in ["#while true {}", "#let f(x) = f(x)\n#f(1)"] {
        let result = Typesetter::shared().check_template(LetterKind::Consent, endless);
        assert!(matches!(result, Err(PaperworkError::Template { .. })), "{endless}: {result:?}");
    }
    let long = "#for _ in range(200) [#pagebreak()]";
    let result = Typesetter::shared().check_template(LetterKind::Consent, long);
    assert!(matches!(result, Err(PaperworkError::TooManyPages { .. })), "{result:?}");
}

#[test]
fn builtin_templates_pass_their_own_check() {
    let text = LetterKind::Consent.template();
    assert_eq!(Typesetter::shared().check_template(LetterKind::Consent, text), Ok(()));
}

#[test]
fn pictures_are_bounded() {
    let (_, letter) = samples(LetterKind::FeeInvoice, Lang::En).remove(0);
    let pdf = typeset(&letter).unwrap().pdf;
    let picture = preview(&pdf, 0, 1.0).unwrap();
    assert_eq!(picture.get(1..4), Some(&b"PNG"[..]));
    assert_eq!(preview(&pdf, 1, 1.0), Err(PaperworkError::NoSuchPage { page: 1, pages: 1 }));
    for scale in [0.0, -1.0, 100.0, f32::NAN, f32::INFINITY] {
        let result = preview(&pdf, 0, scale);
        assert!(matches!(result, Err(PaperworkError::PictureSize { .. })), "{scale}");
    }
    assert_eq!(preview(b"%PDF-1.7 nothing", 0, 1.0), Err(PaperworkError::Unreadable));
}

#[test]
fn photograph_is_embedded_or_refused_by_name() {
    let found = samples(LetterKind::VisaApplication, Lang::En).into_iter().find(|(name, _)| *name == "full");
    let Some((_, Letter::VisaApplication(form))) = found else { panic!("no sample") };
    let with = |bytes: &[u8]| {
        let photo = Some(Picture { bytes: bytes.into() });
        typeset(&Letter::VisaApplication(VisaApplicationForm { photo, ..form.clone() }))
    };
    let pictured = typeset(&Letter::VisaApplication(form.clone())).unwrap();
    assert!(pictured.pdf.windows(14).any(|part| part == b"/Subtype/Image"));
    assert_eq!(with(b"GIF89a"), Err(PaperworkError::PhotoUnreadable));
    assert!(matches!(with(&vec![0; 9 * 1024 * 1024]), Err(PaperworkError::PhotoTooLarge { .. })));
    // The header is right and the rest is missing: typst finds out.
    let cut = form.photo.as_ref().unwrap().bytes.get(..60).unwrap();
    assert!(matches!(with(cut), Err(PaperworkError::Template { .. })));
}

#[test]
fn records_survive_json() {
    for &kind in LetterKind::ALL {
        for (name, letter) in samples(kind, Lang::Kk) {
            let json = serde_json::to_string(&letter).unwrap();
            let back: Letter = serde_json::from_str(&json).unwrap();
            assert!(back == letter, "{}.{name}", kind.slug());
        }
    }
}

#[test]
fn ids_are_what_serde_writes() {
    for &kind in LetterKind::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.id());
    }
}
