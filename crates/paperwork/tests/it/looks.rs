//! Pages drawn in a process of their own: what is shown, what is stopped, what comes after.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use paperwork::guarded::GuardedPages;
use paperwork::record::Lang;
use paperwork::samples::samples;
use paperwork::{LetterKind, Limit, PaperworkError, packet, page_count, preview, typeset};

use crate::codes::{in_every_code, page_information};
use crate::damage::{with_picture, with_picture_made};

/// The guard's own limit and the start of its process, on a machine that does something else too.
const TIME_MAX: Duration = Duration::from_secs(30);

fn guarded() -> GuardedPages {
    GuardedPages::new(PathBuf::from(env!("CARGO_BIN_EXE_paperwork-worker")))
}

/// Five letters in one file.
fn sound() -> Vec<u8> {
    let letters: Vec<Vec<u8>> = [Lang::En, Lang::Ru, Lang::Kk, Lang::En, Lang::Ru]
        .map(|lang| typeset(&samples(LetterKind::Refund, lang).remove(0).1).unwrap().pdf)
        .to_vec();
    let files: Vec<(String, &[u8])> =
        letters.iter().map(|pdf| ("Letter".to_owned(), pdf.as_slice())).collect();
    packet::print_file(&files).unwrap()
}

fn picture(side: i64, filter: &str, content: Vec<u8>) -> Vec<u8> {
    with_picture(Some(Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => side, "Height" => side,
            "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray", "Filter" => filter,
        },
        content,
    )))
}

/// A codestream of JPEG 2000 that says it has 59,999 pixels a side in one tile, and holds nothing of them.
fn huge_jpx() -> Vec<u8> {
    let side = 59_999_u32.to_be_bytes();
    let mut code = vec![0xff, 0x4f, 0xff, 0x51, 0, 41, 0, 0];
    for field in [side, side, [0; 4], [0; 4], side, side, [0; 4], [0; 4]] {
        code.extend_from_slice(&field);
    }
    code.extend_from_slice(&[0, 1, 7, 1, 1]);
    code.extend_from_slice(&[0xff, 0x52, 0, 12, 0, 0, 0, 1, 0, 5, 4, 4, 0, 1]);
    code.extend_from_slice(&[0xff, 0x5c, 0, 19, 0x40, 0x40, 0x48, 0x48, 0x50]);
    code.extend_from_slice(&[0x48, 0x48, 0x50, 0x48, 0x48, 0x50, 0x48, 0x48, 0x50, 0x48, 0x48, 0x50]);
    code.extend_from_slice(&[0xff, 0x90, 0, 10, 0, 0, 0, 0, 0, 0, 0, 1, 0xff, 0x93, 0, 0, 0, 0, 0xff, 0xd9]);
    picture(59_999, "JPXDecode", code)
}

/// A page of JBIG2 of 65,535 pixels a side.
fn huge_jbig2() -> Vec<u8> {
    let mut code = page_information();
    let body = code.len() - 19;
    code[body..body + 8].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    picture(65_535, "JBIG2Decode", code)
}

/// Twelve forms, each of which shows the next one thirty times. The innermost has much to read and nothing
/// to draw: what is drawn is kept, and would reach the limit of memory first where the machine is quick.
fn forms_within_forms() -> Vec<u8> {
    let form = |content: &[u8], resources: Dictionary| {
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), 1.into(), 1.into()], "Resources" => resources,
        };
        Stream::new(dict, content.to_vec())
    };
    with_picture_made(|pdf: &mut Document| {
        let mut inner = form(&b"q 1 0 0 1 0 0 cm Q ".repeat(10_000), dictionary! {});
        for _ in 0..12 {
            let next: Object = pdf.add_object(inner).into();
            inner = form(
                "/Next Do ".repeat(30).as_bytes(),
                dictionary! { "XObject" => dictionary! { "Next" => next } },
            );
        }
        Some(inner)
    })
}

#[test]
fn pages_of_a_sound_file_are_the_same_pictures_as_in_the_process_itself() {
    let pdf = sound();
    let pages = page_count(&pdf).unwrap();
    assert_eq!(pages, 5);
    assert_eq!(guarded().count(&pdf), Ok(pages));
    for page in 0..pages {
        let drawn = guarded().draw(&pdf, page, 0.8).unwrap();
        assert_eq!((drawn.page, drawn.pages), (page, pages));
        assert!(drawn.png == preview(&pdf, page, 0.8).unwrap(), "page {page}");
    }
    assert_eq!(guarded().draw(&pdf, 99, 0.2).unwrap().page, 4, "the last page stands for those after it");
    for pdf in in_every_code() {
        assert!(guarded().draw(&pdf, 0, 0.5).unwrap().png == preview(&pdf, 0, 0.5).unwrap());
    }
}

#[test]
fn errors_are_those_of_the_process_itself() {
    assert_eq!(guarded().count(b"%PDF-1.7 nothing"), Err(PaperworkError::Unreadable));
    assert_eq!(guarded().draw(b"%PDF-1.7 nothing", 0, 1.0), Err(PaperworkError::Unreadable));
    assert_eq!(guarded().draw(&[], 0, 1.0), Err(PaperworkError::Unreadable));
    let drawn = guarded().draw(&sound(), 0, 100.0);
    assert!(matches!(drawn, Err(PaperworkError::PictureSize { .. })), "{drawn:?}");
}

#[test]
fn runaway_pages_are_stopped_and_the_next_one_is_drawn() {
    let sound = sound();
    for (what, pdf, limit) in [
        ("JPEG 2000", huge_jpx(), Limit::Memory),
        ("JBIG2", huge_jbig2(), Limit::Memory),
        ("forms within forms", forms_within_forms(), Limit::Time),
    ] {
        assert_eq!(guarded().count(&pdf), Ok(1), "{what}");
        let start = Instant::now();
        let drawn = guarded().draw(&pdf, 0, 1.0);
        println!("{what}: {:?}", start.elapsed());
        assert_eq!(drawn.map(|drawn| drawn.png.len()), Err(PaperworkError::PageStopped { limit }), "{what}");
        assert!(start.elapsed() < TIME_MAX, "{what}: {:?}", start.elapsed());
        assert!(guarded().draw(&sound, 0, 0.2).is_ok(), "after {what}");
    }
}

#[test]
fn child_that_dies_is_no_answer() {
    for program in ["/bin/true", "/bin/false", "/nowhere/at/all"] {
        assert_no_answer(PathBuf::from(program));
    }
}

#[test]
#[cfg(unix)]
fn child_that_is_killed_or_says_half_is_no_answer() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let says = [
        "kill -9 $$",
        "head -c 10 > /dev/null; kill -9 $$",
        "cat > /dev/null; printf '{\"Ok\":{\"page\":0,\"pages\":1'",
        "cat > /dev/null; echo nothing that is known",
    ];
    for (number, says) in says.iter().enumerate() {
        let program = folder.path().join(number.to_string());
        std::fs::write(&program, format!("#!/bin/sh\n{says}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
        assert_no_answer(program);
    }
}

fn assert_no_answer(program: PathBuf) {
    let guarded = GuardedPages::new(program.clone());
    let sound = sound();
    assert_eq!(guarded.count(&sound), Err(PaperworkError::NoAnswer), "{}", program.display());
    assert_eq!(guarded.draw(&sound, 0, 1.0), Err(PaperworkError::NoAnswer), "{}", program.display());
}
