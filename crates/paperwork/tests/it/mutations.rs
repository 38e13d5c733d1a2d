//! Damaged input: templates, records, pictures and foreign PDFs that somebody or something changed. None
//! may bring the program down; each gives a document or an error that says which part is wrong.
//!
//! The twins of the fuzz targets, with a fixed seed, so that a failure comes again.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use image::{DynamicImage, ImageFormat, RgbImage};
use paperwork::guarded::GuardedTypesetter;
use paperwork::packet::{PacketPart, PacketPlan, PartState, assemble};
use paperwork::record::{Lang, Picture, VisaApplicationForm};
use paperwork::samples::samples;
use paperwork::{Letter, LetterKind, PaperworkError, page_count, preview, typeset};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::codes::in_every_code;
use crate::reading::{squeezed, values_of};

/// What a template's author types, and what breaks a template.
const PIECES: [&str; 16] = [
    "#",
    "[",
    "]",
    "{",
    "(",
    "\"",
    "$",
    "#let x = ",
    "record.",
    ".at(0)",
    "#pagebreak()",
    "#while true {}",
    "#image(\"/photo\")",
    "#eval(\"1 +\")",
    "\u{0}",
    "Ә",
];

/// Longer than any letter takes, even on a machine that does something else: the guard's own limit and
/// the start of its process.
const TIME_MAX: Duration = Duration::from_secs(30);

fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[5; 32]))
}

/// One change of a text or a file: a piece cut out, doubled, or put in.
#[derive(Debug, Clone)]
enum Change {
    Cut { at: prop::sample::Index, length: usize },
    Double { at: prop::sample::Index, length: usize },
    Insert { at: prop::sample::Index, piece: Vec<u8> },
    Flip { at: prop::sample::Index, with: u8 },
}

fn change(piece: impl Strategy<Value = Vec<u8>>) -> impl Strategy<Value = Change> {
    let place = any::<prop::sample::Index>;
    prop_oneof![
        (place(), 1..40_usize).prop_map(|(at, length)| Change::Cut { at, length }),
        (place(), 1..40_usize).prop_map(|(at, length)| Change::Double { at, length }),
        (place(), piece).prop_map(|(at, piece)| Change::Insert { at, piece }),
        (place(), 1..=255_u8).prop_map(|(at, with)| Change::Flip { at, with }),
    ]
}

fn changed(bytes: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for change in changes {
        let end = bytes.len().max(1);
        match change {
            Change::Cut { at, length } => {
                let at = at.index(end).min(bytes.len());
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Change::Double { at, length } => {
                let at = at.index(end).min(bytes.len());
                let piece = bytes[at..(at + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            Change::Insert { at, piece } => {
                let at = at.index(end).min(bytes.len());
                bytes.splice(at..at, piece.iter().copied());
            }
            Change::Flip { at, with } => {
                if let Some(byte) = bytes.get_mut(at.index(end)) {
                    *byte ^= with;
                }
            }
        }
    }
    bytes
}

fn raw_changes() -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec(change(prop::collection::vec(any::<u8>(), 1..8)), 1..6)
}

#[test]
fn changed_template_gives_a_letter_or_a_named_place() {
    let guarded = GuardedTypesetter::new(PathBuf::from(env!("CARGO_BIN_EXE_paperwork-worker")));
    let piece = prop::sample::select(&PIECES[..]).prop_map(|piece| piece.as_bytes().to_vec());
    let changes = prop::collection::vec(change(piece), 1..4);
    let kinds = prop::sample::select(&[LetterKind::Refund, LetterKind::StepTwo, LetterKind::FeeInvoice][..]);
    let tried = runner(40).run(&(kinds, changes), |(kind, changes)| {
        let (_, letter) = samples(kind, Lang::Kk).remove(0);
        let template = changed(kind.template().as_bytes(), &changes);
        let template = String::from_utf8_lossy(&template);
        let started = Instant::now();
        match guarded.typeset(&letter, &template) {
            Ok(document) => prop_assert!(document.pages > 0),
            Err(PaperworkError::Template { template, message, .. }) => {
                prop_assert!(template.ends_with(".typ") && !message.is_empty());
            }
            Err(PaperworkError::TooManyPages { .. } | PaperworkError::TemplateStopped { .. }) => {}
            Err(other) => prop_assert!(false, "{other}"),
        }
        prop_assert!(started.elapsed() < TIME_MAX);
        Ok(())
    });
    tried.unwrap();
}

/// Texts as people paste them: any character at all, or letters of the papers with markup among them.
fn pasted() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,40}", "[A-Za-zА-яӘәҒғҚқҢңӨөҰұҮүҺһІіğışçöüäßẢạ#$*_`<>@/\\\\\\[\\]{}=+~'\" .,]{1,60}"]
}

#[test]
fn any_text_in_a_record_is_printed_or_refused_by_its_field() {
    let found = samples(LetterKind::Invitation, Lang::Ru).into_iter().find(|(name, _)| *name == "one");
    let Some((_, Letter::Invitation(letter))) = found else { panic!("no sample") };
    let texts = (pasted(), pasted(), pasted());
    let tried = runner(60).run(&texts, |(surname, address, number)| {
        let mut letter = letter.clone();
        letter.persons[0].name.surname_latin = Some(surname.clone());
        letter.persons[0].permanent_address = Some(address.clone());
        letter.out_number = Some(number.clone());
        match typeset(&Letter::Invitation(letter)) {
            Ok(document) => {
                let text = values_of(&document.pdf);
                for typed in [surname, address, number] {
                    // The pieces on either side of a line's end, since a reader may take a dash there away.
                    for word in typed.split_whitespace() {
                        prop_assert!(text.contains(&squeezed(word)), "{word:?} is not in the letter");
                    }
                }
            }
            Err(PaperworkError::MissingGlyph { field, character }) => {
                prop_assert!(
                    ["out_number", "persons[0].name.surname_latin", "persons[0].permanent_address"]
                        .contains(&field.as_str()),
                    "{field} holds {character:?}"
                );
            }
            Err(other) => prop_assert!(false, "{other}"),
        }
        Ok(())
    });
    tried.unwrap();
}

/// A picture of a few thousand pixels as a file of this format.
fn picture(format: ImageFormat) -> Vec<u8> {
    let ramp = RgbImage::from_fn(70, 90, |x, y| image::Rgb([x as u8, y as u8, 120]));
    let mut file = std::io::Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(ramp).write_to(&mut file, format).unwrap();
    file.into_inner()
}

#[test]
fn damaged_photograph_is_shown_or_refused() {
    let (_, letter) = samples(LetterKind::VisaApplication, Lang::En).remove(0);
    let Letter::VisaApplication(form) = letter else { panic!("no form") };
    let formats = prop::sample::select(&[ImageFormat::Png, ImageFormat::Jpeg][..]);
    let tried = runner(60).run(&(formats, raw_changes()), |(format, changes)| {
        let photo = Some(Picture { bytes: changed(&picture(format), &changes).into() });
        let made = typeset(&Letter::VisaApplication(VisaApplicationForm { photo, ..form.clone() }));
        prop_assert!(
            matches!(
                made,
                Ok(_)
                    | Err(PaperworkError::PhotoUnreadable
                        | PaperworkError::PictureSize { .. }
                        | PaperworkError::Template { .. })
            ),
            "{made:?}"
        );
        Ok(())
    });
    tried.unwrap();
}

#[test]
fn damaged_parts_are_in_the_packet_or_named_in_it() {
    let Some((_, Letter::Cover(cover))) = samples(LetterKind::Cover, Lang::Kk).into_iter().next() else {
        panic!("no sample")
    };
    let (_, letter) = samples(LetterKind::Refund, Lang::En).remove(0);
    let mut sound =
        vec![typeset(&letter).unwrap().pdf, picture(ImageFormat::Png), picture(ImageFormat::Jpeg)];
    sound.extend(in_every_code());
    let parts = (prop::sample::select(sound.clone()), raw_changes());
    let tried = runner(40).run(&parts, |(file, changes)| {
        let damaged = PacketPart { title: "Паспорт".to_owned(), bytes: changed(&file, &changes) };
        let whole = PacketPart { title: "Хат".to_owned(), bytes: sound[0].clone() };
        let plan = PacketPlan { cover: cover.clone(), label: "AP-1".to_owned(), parts: vec![damaged, whole] };
        let packet = assemble(&plan).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(packet.parts.len(), 2);
        prop_assert!(packet.parts.iter().all(|part| part.pages > 0), "a part without a page");
        prop_assert_eq!(packet.parts[1].state, PartState::Included);
        prop_assert_eq!(page_count(&packet.pdf), Ok(packet.pages));
        prop_assert!(
            values_of(&packet.pdf).contains("Requestforarefund"),
            "the whole letter is not readable"
        );
        Ok(())
    });
    tried.unwrap();
}

#[test]
fn damaged_pdf_is_drawn_or_refused() {
    let (_, letter) = samples(LetterKind::Refund, Lang::Ru).remove(0);
    let pdf = typeset(&letter).unwrap().pdf;
    let tried = runner(60).run(&raw_changes(), |changes| {
        let drawn = preview(&changed(&pdf, &changes), 0, 0.3);
        prop_assert!(
            matches!(
                drawn,
                Ok(_)
                    | Err(PaperworkError::Unreadable
                        | PaperworkError::NoSuchPage { .. }
                        | PaperworkError::PictureSize { .. })
            ),
            "{:?}",
            drawn.err()
        );
        Ok(())
    });
    tried.unwrap();
}
